"""Who is affected: an indicator by ward, age, sex, ethnicity or deprivation."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.statistics.intervals import byar, difference, wilson
from pmf_analysis.statistics.multiplicity import benjamini_hochberg

__all__ = [
    "CONFIDENTIAL",
    "LEVEL",
    "NO_FIGURE",
    "Breakdown",
    "Group",
    "divided",
    "judged",
    "withheld_enough",
]

LEVEL = 0.05  # the share of differences called so that chance may have made
CONFIDENTIAL = "c"
NO_FIGURE = frozenset({"x", "z"})  # not available, not applicable


@dataclass(frozen=True)
class Group:
    """One part of the people an indicator is about.

    Attributes
    ----------
    lower, upper : float or None
        95% interval, where the indicator has counts.
    side : int or None
        +1 above, -1 below the rest by more than chance explains, 0 neither; None not tested.
    p_value : float or None
        Of the test against the rest, adjusted for the many of the edition.
    """

    name: str
    status: str
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None = None
    upper: float | None = None
    side: int | None = None
    p_value: float | None = None

    @property
    def withheld(self) -> bool:
        """Whether its figure may not be shown."""
        return self.status == CONFIDENTIAL

    @property
    def missing(self) -> bool:
        """Whether it has no figure that could be shown: not available, or not applicable."""
        return self.status in NO_FIGURE

    def hidden(self) -> Group:
        """Return the group without its figure."""
        return Group(self.name, CONFIDENTIAL, None, None, self.denominator)


@dataclass(frozen=True)
class Breakdown:
    """An indicator of the council in one period by one kind, such as age."""

    indicator: str
    kind: str
    period: str
    groups: tuple[Group, ...]

    @property
    def apart(self) -> tuple[Group, ...]:
        """The groups that differ from the rest by more than chance explains."""
        return tuple(group for group in self.groups if group.side)


def withheld_enough(
    groups: Sequence[Group], whole: float | None, minimum: float, *, adds_up: bool = False
) -> list[Group]:
    """Hide further groups until none that is hidden can be worked out from the whole.

    Parameters
    ----------
    groups : sequence of Group
        Of one kind; those too small to be shown have no figure already.
    whole : float or None
        The council's count in the same period; None where none is shown.
    minimum : float
        The least count that may be shown.
    adds_up : bool
        Whether a group's value is its count, where it has no numerator.

    Returns
    -------
    list of Group
        Where one is hidden so are others, the smallest first, until two or more hold the
        minimum together; all of them where that cannot be.
    """
    kept = list(groups)
    if not any(group.withheld for group in kept):
        return kept
    counts = [g.value if g.numerator is None and adds_up else g.numerator for g in kept]
    while shown := [k for k, group in enumerate(kept) if not group.withheld]:
        known = [count for k in shown if (count := counts[k]) is not None]
        taken_away = whole is not None and len(known) == len(shown)
        between = whole - sum(known) if whole is not None and taken_away else math.inf
        if len(kept) - len(shown) > 1 and between >= minimum:
            break
        # An empty group hides nothing, and so goes last.
        smallest = min(shown, key=lambda k: (counts[k] or math.inf, k))
        kept[smallest] = kept[smallest].hidden()
    return kept


def divided(breakdown: Breakdown, indicator: Indicator) -> Breakdown:
    """Give each group its interval, and hold it against the rest of its kind together.

    Nothing is tested where a group's figure is withheld or missing: what is said of the rest
    would say something of it.
    """
    groups = [_with_interval(group, indicator) for group in breakdown.groups]
    kind = _test_kind(groups, indicator)
    if kind is None:
        return replace(breakdown, groups=tuple(groups))
    x, n = (np.array([getattr(g, name) for g in groups]) for name in ("numerator", "denominator"))
    test = (
        difference("proportion", x, n, x.sum() - x, n.sum() - n)
        if kind is Unit.PERCENT
        else difference("rate", x, n, x.sum() - x, n.sum() - n)
    )
    sides, p_values = np.sign(test.difference), test.p_value
    tested = [
        replace(g, side=int(side), p_value=float(p))
        for g, side, p in zip(groups, sides, p_values, strict=True)
    ]
    return replace(breakdown, groups=tuple(tested))


def judged(breakdowns: Iterable[Breakdown]) -> tuple[Breakdown, ...]:
    """Adjust all the tests of an edition together; what chance explains has side 0."""
    listed = list(breakdowns)
    every = list(chain.from_iterable(b.groups for b in listed))
    adjusted = benjamini_hochberg([math.nan if g.p_value is None else g.p_value for g in every])
    after = iter(
        group
        if math.isnan(p)
        else replace(group, side=group.side if p <= LEVEL else 0, p_value=float(p))
        for group, p in zip(every, adjusted, strict=True)
    )
    return tuple(replace(b, groups=tuple(next(after) for _ in b.groups)) for b in listed)


def _with_interval(group: Group, indicator: Indicator) -> Group:
    """Wilson's interval of a share, Byar's of a rate or of a count."""
    x, n = group.numerator, group.denominator
    if group.value is None:
        return group
    if indicator.unit is Unit.COUNT and group.value >= 0:
        made = byar(group.value)
    elif not indicator.counts_cases or x is None or not n or x < 0 or n < 0:
        return group
    elif indicator.unit is Unit.PERCENT and x <= n:
        made = wilson(x, n).times(indicator.per)
    else:
        made = byar(x, n, multiplier=indicator.per)
    return replace(group, lower=float(made.lower), upper=float(made.upper))


def _test_kind(groups: Sequence[Group], indicator: Indicator) -> Unit | None:
    """How the groups can be tested: as shares or as rates; None where they cannot be."""
    incomplete = any(group.withheld or group.missing for group in groups)
    alone = len(groups) < 2  # noqa: PLR2004 - one group has no rest
    if alone or incomplete or not indicator.counts_cases:
        return None
    parts = [(g.numerator, g.denominator) for g in groups]
    if not all(x is not None and n is not None and x >= 0 and n > 0 for x, n in parts):
        return None
    shares = all(x is not None and n is not None and x <= n for x, n in parts)
    return Unit.PERCENT if indicator.unit is Unit.PERCENT and shares else Unit.RATE
