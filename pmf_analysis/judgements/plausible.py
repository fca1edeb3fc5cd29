"""What makes a figure look wrong, as far as the figures themselves can tell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np
from scipy.special import pdtr

from pmf_analysis.framework.arrival import Doubt
from pmf_analysis.framework.indicator import Basis, Indicator, Unit
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.statistics.control_chart import xmr

__all__ = ["Doubt", "Doubted", "doubts"]

WINDOW = 8  # periods that are looked at, and that a level is read from
JUMP_SIGMAS = 6.0
JUMP_NEEDS = 8  # earlier values that a sigma may rest on
REPEATS = 3
# Counts repeat by chance: three in a row of the eight periods are the same in one series of 27 at
# a mean of 20, and in one of 68 at a mean of 50; four in a row in one of 140 at a mean of 11.
REPEATS_OF_FEW = 4
FEW = 50  # a count up to this needs four in a row
TOO_FEW = 10  # a count up to this may repeat as often as it likes
PARTIAL_SHARE = 0.5  # of the usual number of cases
PARTIAL_NEEDS = 4  # earlier counts that make a usual number
PARTIAL_CHANCE = 0.001  # of so few cases or fewer, if as many as usual are expected
WHOLE = 100.0


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
    chart = xmr(earlier, segments=np.broadcast_to(segment, earlier.shape))
    for row, k in reversed(list(enumerate(steps))):
        resting = ~np.isnan(earlier[row]) & (segment == segment[k])
        cases = _mean_cases(
            indicator, [p for p, rests in zip(points, resting, strict=True) if rests]
        )
        chance = chart.centre[row, k - 1] / math.sqrt(cases) if cases else 0.0
        sigma = max(chart.sigma[row, k - 1], chance)
        size = abs(values[k] - values[k - 1])
        if resting.sum() >= JUMP_NEEDS and size > JUMP_SIGMAS * sigma > 0:
            return Doubted(Doubt.JUMP, points[k].period, float(values[k]), float(values[k - 1]))
    return None


def _mean_cases(indicator: Indicator, points: Sequence[Point]) -> float:
    """How many cases figures rest on, where chance alone moves them as it moves counts.

    One sigma of a count is never under that of a Poisson count, which steps of one case or none
    can hide; a rate's is as large a share of it. 0 for all other figures.
    """
    match indicator.unit:
        case Unit.COUNT:
            cases = [point.charted for point in points]
        case Unit.RATE if indicator.counts_cases and indicator.basis is not Basis.YEAR_TO_DATE:
            cases = [point.numerator for point in points]
        case _:
            return 0.0
    known = [n for n in cases if n is not None]
    return max(fmean(known), 0.0) if known and len(known) == len(cases) else 0.0


def _step(before: Point, now: Point) -> bool:
    """Whether two figures may be compared: nothing between them was meant to change the level."""
    known = before.charted is not None and now.charted is not None
    same = now.segment == before.segment and now.status != "b"
    return known and same and not (now.excluded or before.excluded)


def _repeats(indicator: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    """The very same figure three times or more, parts and all, ending in this period.

    Nothing and everything may well stay as they are, and so may a small count.
    """
    now = _figures(indicator, points[k])
    if indicator.unit in {Unit.RANK, Unit.YES_NO} or not now[0]:
        return None
    if indicator.unit is Unit.PERCENT and now[0] == WHOLE:
        return None
    same = 1
    while same <= k and _figures(indicator, points[k - same]) == now:
        same += 1
    if same < _enough(indicator, now):
        return None
    return Doubted(Doubt.REPEATS, points[k].period, now[0], float(same))


def _enough(indicator: Indicator, figures: tuple[float | None, ...]) -> float:
    """How many in a row are too many: of counts, and of rates by what they count."""
    value, numerator, _ = figures
    rate = indicator.unit is Unit.RATE and indicator.counts_cases
    count = value if indicator.unit is Unit.COUNT else numerator if rate else None
    if count is None or count > FEW:
        return REPEATS
    return REPEATS_OF_FEW if count > TOO_FEW else math.inf


def _figures(indicator: Indicator, point: Point) -> tuple[float | None, float | None, float | None]:
    """A figure and its parts; of a running total what the period added, which may be nothing."""
    if indicator.adds_up and indicator.basis is Basis.YEAR_TO_DATE:
        return point.charted, None, None
    return point.value, point.numerator, point.denominator


def _low_reliability(_: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    if points[k].status != "u":
        return None
    return Doubted(Doubt.LOW_RELIABILITY, points[k].period, points[k].value)


def _partial(indicator: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    """Fewer than half of the usual cases, and fewer than chance explains.

    The usual number is the median of the eight figures before or that of the same period last
    year, whichever is lower: a season may be as quiet every year. Before a year is over nobody
    can tell a quiet season from a partial return.
    """
    earlier = [_cases(indicator, p) for p in points[max(0, k - WINDOW) : k]]
    known = [cases for cases in earlier if cases is not None]
    now = _cases(indicator, points[k])
    # Where months are charted by the quarter, twelve back is three years: the same season too.
    a_year = indicator.frequency.per_year
    last_year = _cases(indicator, points[k - a_year]) if k >= a_year else None
    if now is None or last_year is None or len(known) < PARTIAL_NEEDS:
        return None
    usual = min(median(known), last_year)
    if now >= PARTIAL_SHARE * usual or pdtr(max(now, 0.0), usual) >= PARTIAL_CHANCE:
        return None
    return Doubted(Doubt.PARTIAL, points[k].period, now, usual)


def _cases(indicator: Indicator, point: Point) -> float | None:
    """How much a figure covers: what it is counted out of, or the count itself.

    A running total says nothing of it but where it can be taken apart.
    """
    if indicator.adds_up:
        return point.charted if indicator.unit is Unit.COUNT else None
    return None if indicator.basis is Basis.YEAR_TO_DATE else point.denominator
