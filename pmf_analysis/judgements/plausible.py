"""What makes a figure look wrong, as far as the figures themselves can tell."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from pmf_analysis.framework.arrival import Doubt
from pmf_analysis.framework.indicator import Basis, Indicator, Unit
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.partial import covered, shortfall
from pmf_analysis.statistics.control_chart import xmr

__all__ = ["Doubt", "Doubted", "arriving", "doubts", "spoken_of"]

WINDOW = 8  # periods that are looked at for a grade
JUMP_SIGMAS = 6.0
JUMP_NEEDS = 8  # earlier values that a sigma may rest on
REPEATS = 3
# Counts repeat by chance: three in a row of the eight periods are the same in one series of 27 at
# a mean of 20, and in one of 68 at a mean of 50; four in a row in one of 140 at a mean of 11.
REPEATS_OF_FEW = 4
FEW = 50  # a count up to this needs four in a row
TOO_FEW = 10  # a count up to this may repeat as often as it likes
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


def doubts(
    indicator: Indicator,
    points: Sequence[Point],
    settled: Collection[tuple[Doubt, str]] = frozenset(),
) -> Iterator[Doubted]:
    """Yield each kind of doubt once, for the latest of the last eight periods that gives cause.

    Parameters
    ----------
    indicator : Indicator
        Its unit and what is plausible for it.
    points : sequence of Point
        A series up to its last period, oldest first.
    settled : collection of (Doubt, str)
        Doubts about a period that have been settled, and are passed over.
    """
    recent = range(max(0, len(points) - WINDOW), len(points))
    known = [k for k, point in enumerate(points) if point.value is not None]
    kinds: tuple[Sequence[Doubted | None], ...] = (
        *([test(indicator, points, k) for k in recent] for test in _OF_ONE),
        [_low_reliability(points, k) for k in recent],
        _jumps(indicator, points, recent),
        # An earlier partial return has been completed since: only the last figure can be one.
        [_partial(indicator, points, k) for k in known[-1:]],
    )
    for kind in kinds:
        found = [d for d in kind if d and (d.doubt, d.period) not in settled]
        yield from found[-1:]


def arriving(
    indicator: Indicator, points: Sequence[Point], at: Collection[int]
) -> Iterator[Doubted]:
    """Yield every doubt that figures raise when they come, the oldest first.

    What its own source says of a figure's reliability is no doubt of ours.

    Parameters
    ----------
    indicator : Indicator
        Its unit and what is plausible for it.
    points : sequence of Point
        The series with what has come, oldest first; what lies after a figure counts as well.
    at : collection of int
        The positions of what has come.
    """
    asked = sorted(set(at))
    tests = (*_OF_ONE, _partial)
    found = [d for k in asked for test in tests if (d := test(indicator, points, k))]
    found += _jumps(indicator, points, asked)
    place = {point.period: k for k, point in enumerate(points)}
    yield from sorted(dict.fromkeys(found), key=lambda doubted: place[doubted.period])


def spoken_of(doubt: Doubt, indicator: Indicator, point: Point) -> float | None:
    """Return the figure of a period that a doubt speaks of; None where there is none to show."""
    if point.value is None:
        return None
    match doubt:
        case Doubt.ABOVE_WHOLE:
            return point.numerator
        case Doubt.JUMP:
            return point.charted
        case Doubt.REPEATS:
            return _figures(indicator, point)[0]
        case Doubt.PARTIAL:
            return covered(indicator, point)
        case Doubt.OUT_OF_RANGE | Doubt.LOW_RELIABILITY:
            return point.value


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


def _jumps(indicator: Indicator, points: Sequence[Point], at: Sequence[int]) -> list[Doubted]:
    """Steps of over six sigmas of the figures up to the one that each starts from.

    One that leads back from such a step to where it began is none.
    """
    asked = {k - back for k in at for back in (0, 1)}
    steps = [k for k in sorted(asked) if k > 0 and _step(points[k - 1], points[k])]
    if not indicator.suits_limits or not steps:
        return []
    values = np.array([math.nan if p.charted is None or p.excluded else p.charted for p in points])
    segment = np.array([p.segment for p in points])
    after = np.array(steps)[:, np.newaxis]
    earlier = np.where(np.arange(len(points)) < after, values, np.nan)
    chart = xmr(earlier, segments=np.broadcast_to(segment, earlier.shape))
    allowed: dict[int, float] = {}  # by position, of the steps that are too long
    for row, k in enumerate(steps):
        resting = ~np.isnan(earlier[row]) & (segment == segment[k])
        cases = _mean_cases(
            indicator, [p for p, rests in zip(points, resting, strict=True) if rests]
        )
        chance = chart.centre[row, k - 1] / math.sqrt(cases) if cases else 0.0
        most = JUMP_SIGMAS * max(chart.sigma[row, k - 1], chance)
        if resting.sum() >= JUMP_NEEDS and abs(values[k] - values[k - 1]) > most > 0:
            allowed[k] = float(most)
    return [
        Doubted(Doubt.JUMP, points[k].period, float(values[k]), float(values[k - 1]))
        for k in sorted(allowed.keys() & set(at))
        if not (k - 1 in allowed and abs(values[k] - values[k - 2]) <= allowed[k - 1])
    ]


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
    """The very same figure three times or more, parts and all, this period among them.

    Nothing and everything may well stay as they are, and so may a small count.
    """
    now = _figures(indicator, points[k])
    if indicator.unit in {Unit.RANK, Unit.YES_NO} or not now[0]:
        return None
    if indicator.unit is Unit.PERCENT and now[0] == WHOLE:
        return None
    first = last = k
    while first > 0 and _figures(indicator, points[first - 1]) == now:
        first -= 1
    while last < len(points) - 1 and _figures(indicator, points[last + 1]) == now:
        last += 1
    same = last - first + 1
    if same < _enough(indicator, now):
        return None
    return Doubted(Doubt.REPEATS, points[last].period, now[0], float(same))


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


def _low_reliability(points: Sequence[Point], k: int) -> Doubted | None:
    if points[k].status != "u":
        return None
    return Doubted(Doubt.LOW_RELIABILITY, points[k].period, points[k].value)


def _partial(indicator: Indicator, points: Sequence[Point], k: int) -> Doubted | None:
    short = shortfall(indicator, points, k)
    return Doubted(Doubt.PARTIAL, points[k].period, *short) if short else None


_OF_ONE = (_out_of_range, _above_whole, _repeats)
