"""Returns that cover fewer cases than usual: likely to be incomplete."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from scipy.special import pdtr

from pmf_analysis.framework.indicator import Basis, Indicator, Unit
from pmf_analysis.judgements.evidence import Point

__all__ = ["covered", "shortfall"]

WINDOW = 8  # periods on one side that a usual number of cases is read from
NEEDS = 4  # counts that make a usual number
SHARE = 0.5  # of the usual number of cases
CHANCE = 0.001  # of so few cases or fewer, if as many as usual are expected
NEARLY = 0.9  # of the usual number is as good as usual; less was a quiet season


def shortfall(indicator: Indicator, points: Sequence[Point], k: int) -> tuple[float, float] | None:
    """Return the cases that a figure covers and the usual number, where they fall far short.

    Fewer than half of the usual cases are a shortfall, unless chance explains them. The usual
    number is the median of the eight figures before; of those before and of those after, the
    lower one, where the next figure is known. It is lower in a season that was as quiet in
    another year.

    Parameters
    ----------
    indicator : Indicator
        Says what its figures cover.
    points : sequence of Point
        A series, oldest first.
    k : int
        The position of the figure.

    Returns
    -------
    tuple of (float, float) or None
        None where there is no shortfall, and where nobody can tell: without four figures to call
        usual; at the end of a series of less than a year, which may have met a quiet season; and
        where the next figure is not back to where the series was: it may have a new level.
    """
    cases = [covered(indicator, point) for point in points]
    # Where months are charted by the quarter, twelve back is three years: the same season too.
    a_year = indicator.frequency.per_year
    now = cases[k]
    before, after = _beside(cases, k)
    others = [j for j in (k - a_year, k + a_year) if 0 <= j < len(cases) and cases[j] is not None]
    if now is None or not before or len(before) + len(after) < NEEDS or not (after or others):
        return None
    if after and after[0] < NEARLY * median(before):
        return None
    level = min(median(side) for side in (before, after) if side)
    usual = level * min((_season(cases, j, level) for j in others), default=1.0)
    if now >= SHARE * usual or pdtr(max(now, 0.0), usual) >= CHANCE:
        return None
    return now, usual


def covered(indicator: Indicator, point: Point) -> float | None:
    """Return how much a figure covers: what it is counted out of, or the count itself.

    A running total says nothing of it but where it can be taken apart.
    """
    if indicator.adds_up:
        return point.charted if indicator.unit is Unit.COUNT else None
    return None if indicator.basis is Basis.YEAR_TO_DATE else point.denominator


def _beside(cases: Sequence[float | None], k: int) -> tuple[list[float], list[float]]:
    """The known counts of the eight periods before, and of the eight after."""
    before = [n for n in cases[max(0, k - WINDOW) : k] if n is not None]
    return before, [n for n in cases[k + 1 : k + 1 + WINDOW] if n is not None]


def _season(cases: Sequence[float | None], j: int, level: float) -> float:
    """The share of the usual that a season had in another year; 1 for one that was not quiet.

    Where that year's own usual number is not known, today's is the best guess.
    """
    before, _ = _beside(cases, j)
    usual = median(before) if len(before) >= NEEDS else level
    share = (cases[j] or 0.0) / usual if usual > 0 else 1.0
    return share if share < NEARLY else 1.0
