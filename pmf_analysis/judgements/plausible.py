"""What makes a figure look wrong, as far as the figures themselves can tell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

import numpy as np

from pmf_analysis.framework.indicator import Basis, Indicator, Unit
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.statistics.control_chart import xmr

__all__ = ["Doubt", "Doubted", "doubts"]

WINDOW = 8  # periods that are looked at, and that a level is read from
JUMP_SIGMAS = 6.0
JUMP_NEEDS = 8  # earlier values that a sigma may rest on
REPEATS = 3
PARTIAL_SHARE = 0.5  # of the usual number of cases
PARTIAL_NEEDS = 4  # earlier counts that make a usual number
WHOLE = 100.0


class Doubt(StrEnum):
    """Why a figure may be wrong."""

    OUT_OF_RANGE = "OUT_OF_RANGE"
    ABOVE_WHOLE = "ABOVE_WHOLE"
    JUMP = "JUMP"
    PARTIAL = "PARTIAL"
    REPEATS = "REPEATS"
    LOW_RELIABILITY = "LOW_RELIABILITY"


@dataclass(frozen=True)
class Doubted:
    """A doubt about the figure of a period.

    Attributes
    ----------
    period : str
        The latest one that it concerns.
    value : float or None
        The figure in the indicator's unit; for a partial return its cases.
    against : float or None
        What it is held against: the bound, the figure before, the usual number of cases, or how
        often the figure has been the same.
    """

    doubt: Doubt
    period: str
    value: float | None = None
    against: float | None = None


def doubts(indicator: Indicator, points: Sequence[Point]) -> Iterator[Doubted]:
    """Yield each kind of doubt once, for the latest of the last eight periods that gives cause.

    Parameters
    ----------
    indicator : Indicator
        Its unit and what is plausible for it.
    points : sequence of Point
        A series up to its last period, oldest first.
    """
    start = max(0, len(points) - WINDOW)
    latest_first = range(len(points) - 1, start - 1, -1)
    known = [k for k, point in enumerate(points) if point.value is not None]
    found = [
        *(
            next((d for k in latest_first if (d := test(indicator, points, k))), None)
            for test in (_out_of_range, _above_whole, _repeats, _low_reliability)
        ),
        _jump(indicator, points, start),
        # An earlier partial return has been completed since: only the last figure can be one.
        _partial(indicator, points, known[-1]) if known else None,
    ]
    yield from (d for d in found if d)


def _out_of_range(indicator: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    value, low, high = points[k].value, indicator.plausible_min, indicator.plausible_max
    if value is None:
        return None
    if low is not None and value < low:
        return Doubted(Doubt.OUT_OF_RANGE, points[k].period, value, low)
    if high is not None and value > high:
        return Doubted(Doubt.OUT_OF_RANGE, points[k].period, value, high)
    return None


def _above_whole(indicator: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    """More cases than they are counted out of, unless the catalogue says that can be."""
    part, whole = points[k].numerator, points[k].denominator
    may_be = indicator.plausible_max is not None and indicator.plausible_max > WHOLE
    if indicator.unit is not Unit.PERCENT or may_be or part is None or whole is None:
        return None
    return Doubted(Doubt.ABOVE_WHOLE, points[k].period, part, whole) if part > whole else None


def _jump(indicator: Indicator, points: Sequence[Point], start: int) -> Doubted | None:
    """The latest step of over six sigmas of the figures up to the one that it starts from."""
    steps = [k for k in range(max(1, start), len(points)) if _step(points[k - 1], points[k])]
    if not indicator.suits_limits or not steps:
        return None
    values = np.array([math.nan if p.charted is None or p.excluded else p.charted for p in points])
    segment = np.array([p.segment for p in points])
    at = np.array(steps)[:, np.newaxis]
    earlier = np.where(np.arange(len(points)) < at, values, np.nan)
    sigma = xmr(earlier, segments=np.broadcast_to(segment, earlier.shape)).sigma
    for row, k in reversed(list(enumerate(steps))):
        resting = np.count_nonzero(~np.isnan(earlier[row]) & (segment == segment[k]))
        size = abs(values[k] - values[k - 1])
        if resting >= JUMP_NEEDS and size > JUMP_SIGMAS * sigma[row, k - 1] > 0:
            return Doubted(Doubt.JUMP, points[k].period, float(values[k]), float(values[k - 1]))
    return None


def _step(before: Point, now: Point) -> bool:
    """Whether two figures may be compared: nothing between them was meant to change the level."""
    known = before.charted is not None and now.charted is not None
    same = now.segment == before.segment and now.status != "b"
    return known and same and not (now.excluded or before.excluded)


def _repeats(indicator: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    """The very same figure three times or more, parts and all, ending in this period.

    Nothing and everything may well stay as they are.
    """
    if indicator.unit in {Unit.RANK, Unit.YES_NO} or not points[k].value:
        return None
    if indicator.unit is Unit.PERCENT and points[k].value == WHOLE:
        return None
    same = 1
    while same <= k and _figures(points[k - same]) == _figures(points[k]):
        same += 1
    if same < REPEATS:
        return None
    return Doubted(Doubt.REPEATS, points[k].period, points[k].value, float(same))


def _figures(point: Point) -> tuple[float | None, ...]:
    return point.value, point.numerator, point.denominator


def _low_reliability(_: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    if points[k].status != "u":
        return None
    return Doubted(Doubt.LOW_RELIABILITY, points[k].period, points[k].value)


def _partial(indicator: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    """Fewer than half of the usual cases: the median of the eight figures before."""
    earlier = [_cases(indicator, p) for p in points[max(0, k - WINDOW) : k]]
    known = [cases for cases in earlier if cases is not None]
    now = _cases(indicator, points[k])
    if now is None or len(known) < PARTIAL_NEEDS:
        return None
    usual = median(known)
    if now >= PARTIAL_SHARE * usual:
        return None
    return Doubted(Doubt.PARTIAL, points[k].period, now, usual)


def _cases(indicator: Indicator, point: Point) -> float | None:
    """How much a figure covers: what it is counted out of, or the count itself.

    A running total says nothing of it but where it can be taken apart.
    """
    if indicator.adds_up:
        return point.charted if indicator.unit is Unit.COUNT else None
    return None if indicator.basis is Basis.YEAR_TO_DATE else point.denominator
