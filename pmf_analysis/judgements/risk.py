"""What a risk is now, how it moved, and whether somebody should have looked at it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.work import Nature, Register

__all__ = ["Movement", "Review", "Risk", "Standing", "linked", "standing"]


class Movement(StrEnum):
    """How the score moved since an earlier day."""

    UP = "UP"
    DOWN = "DOWN"
    SAME = "SAME"
    NEW = "NEW"


@dataclass(frozen=True)
class Review:
    """One review of a risk; likelihood and impact are 1 to the matrix's size."""

    reviewed_on: dt.date
    likelihood: int
    impact: int
    inherent_likelihood: int | None = None
    inherent_impact: int | None = None
    target_likelihood: int | None = None
    target_impact: int | None = None
    controls: str = ""
    further_action: str = ""

    @property
    def score(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact

    @property
    def inherent(self) -> int | None:
        """The score before any control; None where not given."""
        return _product(self.inherent_likelihood, self.inherent_impact)

    @property
    def target(self) -> int | None:
        """The score aimed for; None where not given."""
        return _product(self.target_likelihood, self.target_impact)


@dataclass(frozen=True)
class Standing:
    """Where a risk stands.

    Attributes
    ----------
    review : Review
        The last one by the day.
    band : str
        Code of the band of its score.
    movement : Movement
        Since the earlier day.
    previous : int or None
        The score then; None where the risk had none.
    since : date
        From when it has been in this band without a break.
    above_appetite : bool
        Whether its score is more than the council is ready to carry; never for an opportunity.
    review_due : date
        When it is to be reviewed again.
    day : date
        The day as at which all this is said.
    """

    review: Review
    band: str
    movement: Movement
    previous: int | None
    since: dt.date
    above_appetite: bool
    review_due: dt.date
    day: dt.date

    @property
    def overdue(self) -> bool:
        """Whether its review was due before the day; one due on the day is not overdue."""
        return self.review_due < self.day


@dataclass(frozen=True)
class Risk:
    """A risk or an opportunity of a register, and where it stands.

    Attributes
    ----------
    risk, register, nature, title, cause, event, consequence, category, directorate, owner_role,
    opened, closed
        As in ``risks.csv``; "" where not given. `closed` is None while it is open.
    standing : Standing or None
        None where nobody has reviewed it yet; of a closed one, on the day it was closed.
    scores : tuple of (date, int)
        Each review's day and score, the oldest first.
    """

    risk: str
    register: Register
    nature: Nature
    title: str
    cause: str
    event: str
    consequence: str
    category: str
    directorate: str
    owner_role: str
    opened: dt.date
    closed: dt.date | None
    standing: Standing | None
    scores: tuple[tuple[dt.date, int], ...] = ()

    @property
    def open(self) -> bool:
        """Whether it is still carried."""
        return self.closed is None

    @property
    def above_appetite(self) -> bool:
        """Whether it is open and more than the council is ready to carry."""
        return self.open and self.standing is not None and self.standing.above_appetite

    @property
    def overdue(self) -> bool:
        """Whether it is open and its next review is overdue."""
        return self.open and self.standing is not None and self.standing.overdue

    @property
    def unreviewed(self) -> bool:
        """Whether it is open and nobody has reviewed it yet."""
        return self.open and self.standing is None

    @property
    def moved(self) -> Movement | None:
        """How its score moved; None where nobody has reviewed it yet."""
        return self.standing.movement if self.standing else None

    @property
    def growing(self) -> bool:
        """Whether it is open and its score has risen: worse for a risk, better for a chance."""
        return self.open and self.moved is Movement.UP


def linked(
    links: Iterable[tuple[str, str, str, str]], wanted: str, kind: str, codes: Collection[str]
) -> tuple[str, ...]:
    """Return the codes of one kind that are linked, either way, to codes of another.

    Parameters
    ----------
    links : iterable of (kind, code, kind, code)
        As in ``links.csv``.
    wanted : str
        The kind to return.
    kind : str
        The kind that `codes` are of.
    codes : collection of str
        What to start from.

    Examples
    --------
    >>> ties = [("risk", "SR1", "action", "A1"), ("action", "A2", "risk", "SR1")]
    >>> linked(ties, "action", "risk", {"SR1"})
    ('A1', 'A2')
    """
    found: dict[str, None] = {}
    for one, code, other, far in links:
        if one == kind and code in codes and other == wanted:
            found[far] = None
        if other == kind and far in codes and one == wanted:
            found[code] = None
    return tuple(found)


def standing(
    register: Register,
    nature: Nature,
    category: str,
    reviews: Iterable[Review],
    rules: RiskRules,
    day: dt.date,
    before: dt.date,
) -> Standing | None:
    """Say where a risk stood at the end of a day.

    Parameters
    ----------
    register, nature, category
        Of the risk.
    reviews : iterable of Review
        Every review there is, in any order; later ones than `day` are left out.
    rules : RiskRules
        The council's matrix, bands, appetite and intervals.
    day : date
        The day as at which to say it.
    before : date
        The earlier day to compare with, such as the end of last quarter.

    Returns
    -------
    Standing or None
        None where nobody had reviewed it by then.
    """
    known = sorted((r for r in reviews if r.reviewed_on <= day), key=lambda r: r.reviewed_on)
    if not known:
        return None
    now = known[-1]
    earlier = [review for review in known if review.reviewed_on <= before]
    previous = earlier[-1].score if earlier else None
    limit = rules.appetite_for(category)
    return Standing(
        review=now,
        band=rules.band(now.score).code,
        movement=_movement(now.score, previous),
        previous=previous,
        since=_since(known, rules),
        above_appetite=nature is Nature.RISK and limit is not None and now.score > limit,
        review_due=rules.next_review(register, now.score, now.reviewed_on),
        day=day,
    )


def _product(likelihood: int | None, impact: int | None) -> int | None:
    return None if likelihood is None or impact is None else likelihood * impact


def _movement(score: int, previous: int | None) -> Movement:
    if previous is None:
        return Movement.NEW
    if score == previous:
        return Movement.SAME
    return Movement.UP if score > previous else Movement.DOWN


def _since(known: list[Review], rules: RiskRules) -> dt.date:
    band, since = rules.band(known[-1].score), known[-1].reviewed_on
    for review in reversed(known):
        if rules.band(review.score) != band:
            break
        since = review.reviewed_on
    return since
