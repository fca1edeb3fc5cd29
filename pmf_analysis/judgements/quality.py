"""Whether a figure can be trusted: a grade for each indicator's data, with its reasons.

Each measure of the last eight periods due is graded by itself; an indicator has the worst of
those grades.

===============  ==================================  =======================  ============
measure          A                                   B                        C
===============  ==================================  =======================  ============
completeness     all received                        85% or more              60% or more
timeliness       85% or more on time                 60% or more              any less
provisional      at most 25%                         at most 50%              any more
revision size    at most 2% of the figure            at most 5%               at most 15%
===============  ==================================  =======================  ============

What is beyond the last edge given is D. A doubt about validity has a grade of its own, whatever
the measures say, unless it was settled; see `DOUBT_GRADE`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.plausible import Doubt, Doubted, doubts, spoken_of
from pmf_analysis.judgements.rating import published

__all__ = ["DOUBT_GRADE", "WINDOW", "Accepted", "Due", "Grade", "Measure", "Quality", "grade"]

WINDOW = 8  # periods due that a grade looks back on


class Grade(StrEnum):
    """How far the data of an indicator can be relied on, the best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Measure(StrEnum):
    """What is measured of the figures due."""

    COMPLETENESS = "completeness"
    TIMELINESS = "timeliness"
    PROVISIONAL = "provisional"
    REVISION = "revision"


NOT_FINAL = {"p", "e"}
# The least share for A, B and C; beyond the last comes D.
COMPLETE = (1.0, 0.85, 0.60)
TIMELY = (0.85, 0.60, 0.0)
# The greatest share for A, B and C.
PROVISIONAL = (0.25, 0.50, 1.0)
REVISED = (0.02, 0.05, 0.15)
DOUBT_GRADE = {
    Doubt.OUT_OF_RANGE: Grade.D,
    Doubt.ABOVE_WHOLE: Grade.D,
    Doubt.JUMP: Grade.C,
    Doubt.PARTIAL: Grade.C,
    Doubt.REPEATS: Grade.B,
    Doubt.LOW_RELIABILITY: Grade.B,
}


@dataclass(frozen=True)
class Due:
    """A figure that was due from one organisation for one period.

    Attributes
    ----------
    received : bool
        Whether there is a figure, or one that is withheld.
    on_time : bool or None
        Whether it first came by the day it was due; None where that cannot be said.
    status : str
        Status shorthand of its latest row.
    revision : float or None
        How far the latest value lies from the first, as a share of the latest; None where it was
        not revised or may not be shown.
    """

    organisation: str
    period: str
    due: dt.date
    received: bool
    on_time: bool | None = None
    status: str = ""
    revision: float | None = None


@dataclass(frozen=True)
class Accepted:
    """A figure that looked wrong and was found to be right.

    Attributes
    ----------
    value : float
        The figure that the doubt speaks of, as it was accepted; of another one nothing is said.
    accepted_by : str
        A role.
    """

    organisation: str
    period: str
    doubt: Doubt
    value: float
    reason: str
    accepted_by: str = ""


@dataclass(frozen=True)
class Quality:
    """The data quality of one indicator.

    Attributes
    ----------
    due, received, late, not_final, revised : int
        Figures of the last eight periods: due, received, received late, still provisional or
        estimated, revised.
    completeness, timeliness, provisional, revision : float or None
        Shares from 0 to 1: received of those due; on time, and not final, of those received; the
        median revision as a share of the figure. None where it cannot be said.
    lowered : tuple of (Measure, Grade)
        Each measure that is below A, with its grade.
    doubts : tuple of Doubted
        What makes a figure look wrong, and was not settled.
    accepted : tuple of Accepted
        Figures of the last eight periods that looked wrong and were found to be right.
    """

    indicator: str
    grade: Grade
    completeness: float | None
    timeliness: float | None
    provisional: float | None
    revision: float | None
    doubts: tuple[Doubted, ...] = ()
    lowered: tuple[tuple[Measure, Grade], ...] = ()
    due: int = 0
    received: int = 0
    late: int = 0
    not_final: int = 0
    revised: int = 0
    accepted: tuple[Accepted, ...] = ()


def grade(
    indicator: Indicator,
    due: Sequence[Due],
    series: Mapping[str, Sequence[Point]],
    accepted: Iterable[Accepted] = (),
) -> Quality:
    """Grade an indicator's data.

    Parameters
    ----------
    indicator : Indicator
        Its unit and what is plausible for it.
    due : sequence of Due
        The figures of the last eight periods due, from every organisation that reports it; those
        that do not apply left out.
    series : mapping of str to sequence of Point
        The series that readers see by organisation, each up to its last period, oldest first.
    accepted : iterable of Accepted
        Doubts that were settled; one counts as long as its figure is the one that was accepted.

    Raises
    ------
    ValueError
        Nothing was due.
    """
    if not due:
        raise ValueError(f"expected a figure that was due for {indicator.indicator}, came none")
    here = [d for d in due if d.received]
    judged = [d for d in here if d.on_time is not None]
    late = sum(not d.on_time for d in judged)
    not_final = sum(d.status in NOT_FINAL for d in here)
    sizes = [d.revision for d in here if d.revision is not None]
    settled = tuple(a for a in accepted if _holds(a, indicator, series.get(a.organisation, ())))
    found = tuple(dict.fromkeys(_open(indicator, series, settled)))
    completeness = len(here) / len(due)
    timeliness = 1 - late / len(judged) if judged else None
    provisional = not_final / len(here) if here else None
    revision = median(sizes) if sizes else None
    graded = {
        Measure.COMPLETENESS: _at_least(completeness, COMPLETE),
        Measure.TIMELINESS: _at_least(timeliness, TIMELY),
        Measure.PROVISIONAL: _at_most(provisional, PROVISIONAL),
        Measure.REVISION: _at_most(revision, REVISED),
    }
    return Quality(
        indicator.indicator,
        max([*graded.values(), *(DOUBT_GRADE[d.doubt] for d in found)]),
        completeness,
        timeliness,
        provisional,
        revision,
        doubts=found,
        lowered=tuple((measure, g) for measure, g in graded.items() if g is not Grade.A),
        due=len(due),
        received=len(here),
        late=late,
        not_final=not_final,
        revised=len(sizes),
        accepted=settled,
    )


def _holds(accepted: Accepted, indicator: Indicator, points: Sequence[Point]) -> bool:
    """Whether a figure of the last eight periods is still the one that was accepted."""
    return any(
        published(figure, indicator.decimals) == published(accepted.value, indicator.decimals)
        for point in points[-WINDOW:]
        if point.period == accepted.period
        and (figure := spoken_of(accepted.doubt, indicator, point)) is not None
    )


def _open(
    indicator: Indicator, series: Mapping[str, Sequence[Point]], settled: Sequence[Accepted]
) -> Iterator[Doubted]:
    """Yield what makes a figure look wrong but for what was settled of the same organisation."""
    for organisation, points in series.items():
        mine = {(a.doubt, a.period) for a in settled if a.organisation == organisation}
        yield from doubts(indicator, points, mine)


_LAST_BIT = 1e-12  # a share such as 17/20 meets its edge though it falls a last bit short


def _at_least(share: float | None, edges: tuple[float, float, float]) -> Grade:
    """The best grade whose edge a share reaches; A where nothing can be said."""
    if share is None:
        return Grade.A
    reached = (g for g, edge in zip(Grade, edges, strict=False) if share >= edge - _LAST_BIT)
    return next(reached, Grade.D)


def _at_most(share: float | None, edges: tuple[float, float, float]) -> Grade:
    """The best grade whose edge a share does not pass; A where nothing can be said."""
    if share is None:
        return Grade.A
    kept = (g for g, edge in zip(Grade, edges, strict=False) if share <= edge + _LAST_BIT)
    return next(kept, Grade.D)
