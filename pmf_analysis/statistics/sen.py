"""Sen's slope: the median of the slopes between every two points of a series.

References
----------
Sen, P. K. (1968). Estimates of the regression coefficient based on Kendall's tau. *JASA* 63,
1379-1389.
Gilbert, R. O. (1987). *Statistical Methods for Environmental Pollution Monitoring*, chapters 16
and 17 (missing values, seasons).
Conover, W. J. (1980). *Practical Nonparametric Statistics*, 2nd edition (the intercept).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from pmf_analysis.statistics.chart import median_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SenSlope", "sen_slope"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_PERIOD = 2  # seasons a year; with one there is nothing seasonal
AT_ONCE = 2**20  # slopes held in memory together, 8 MB, unless one series alone has more


@dataclass(frozen=True)
class SenSlope:
    """Sen's slope of each series, with its interval; arrays of shape () or (series,).

    Attributes
    ----------
    slope : ndarray of float
        In the values' unit a period, or a year where seasons were given; NaN under two values.
    intercept : ndarray of float
        Height of the line at the first period.
    lower, upper : ndarray of float
        The interval of the slope.
    confidence : float
        The two-sided confidence level.
    """

    slope: Floats
    intercept: Floats
    lower: Floats
    upper: Floats
    confidence: float

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a series."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        names = ("slope", "intercept", "lower", "upper")
        return pd.DataFrame({name: np.ravel(getattr(self, name)) for name in names})


def sen_slope(
    values: ArrayLike, *, period: int | None = None, confidence: float = 0.95
) -> SenSlope:
    """Sen's slope with an interval from the normal approximation of Kendall's score.

    Parameters
    ----------
    values : array_like, shape (periods,) or (series, periods)
        Oldest first, the first of them in the first season; NaN where missing. Time counts on
        through a gap.
    period : int, optional
        Seasons a year, at least 2: only pairs in the same season are used (the seasonal Sen
        slope), and the slope is a year's.
    confidence : float
        Two-sided level in the open interval (0, 1).

    Returns
    -------
    SenSlope
        slope = median of (x_j - x_i) / (j - i) over the N pairs i < j; intercept = median(x) -
        slope x median(time), time 0 at the first period. The limits are the slopes of rank
        (N -/+ z sqrt(Var S)) / 2, Var S that of `mann_kendall` with its correction for ties.

    Raises
    ------
    ValueError
        `values` is not one- or two-dimensional, `period` is not a whole number of at least 2,
        or the level is outside (0, 1).

    References
    ----------
    Sen (1968), equation 2.6; Gilbert (1987) for seasons; Conover (1980) for the intercept.

    Examples
    --------
    >>> line = sen_slope([10, 12, 11, 14, 13])
    >>> float(line.slope), float(line.intercept), float(line.lower), float(line.upper)
    (0.875, 10.25, -1.0, 3.0)
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence lies in the interval (0, 1), but came as {confidence}")
    panel, shape = as_panel(values)
    length = 1 if period is None else checked_period(period)
    seasons = by_season(panel, length)
    pairs = pair_count(seasons)
    half = ndtri((1 + confidence) / 2) * np.sqrt(score_variance(seasons))
    low = np.maximum(np.round((pairs - half) / 2) - 1, 0)
    high = np.clip(np.round((pairs + half) / 2), 0, np.maximum(pairs - 1, 0))
    ranks = np.stack([*_middle(pairs), low, high], axis=-1)
    # Missing values and figures too large for a double give NaN, and no warning.
    with np.errstate(invalid="ignore", over="ignore"):
        at = _slopes_of_rank(seasons, ranks.astype(np.int64))
        slope = (at[:, 0] + at[:, 1]) / 2
        line = (slope, intercept_of(panel, slope, length), at[:, 2], at[:, 3])
    slope, intercept, lower, upper = (np.reshape(array, shape) for array in line)
    return SenSlope(slope, intercept, lower, upper, confidence)


def as_panel(values: ArrayLike) -> tuple[Floats, tuple[int, ...]]:
    """Values as (series, periods) with NaN where not finite, and the shape of a figure a series."""
    given = np.asarray(values, dtype=float)
    if given.ndim not in (1, 2):
        raise ValueError(f"values have one or two dimensions, but came with {given.ndim}")
    series = np.atleast_2d(given)
    # Even an empty series has room for a pair, so that nothing after this has a case of its own.
    panel = np.full((series.shape[0], max(series.shape[1], 2)), np.nan)
    panel[:, : series.shape[1]] = np.where(np.isfinite(series), series, np.nan)
    return panel, given.shape[:-1]


def checked_period(period: int | None) -> int:
    """Seasons a year, refused when there are none."""
    if period is None or period != int(period) or period < LEAST_PERIOD:
        expected = f"period is a whole number of at least {LEAST_PERIOD}"
        raise ValueError(f"{expected}, but came as {period}")
    return int(period)


def by_season(panel: Floats, period: int) -> Floats:
    """Reshape (series, periods) as (series, seasons, years), the last year filled with NaN."""
    series, periods = panel.shape
    years = -(-periods // period)
    filled = np.full((series, years * period), np.nan)
    filled[:, :periods] = panel
    return filled.reshape(series, years, period).swapaxes(1, 2)


def pair_count(seasons: Floats) -> Ints:
    """How many pairs of values lie in one season, a series."""
    n = np.count_nonzero(~np.isnan(seasons), axis=-1)
    pairs: Ints = (n * (n - 1) // 2).sum(axis=-1)
    return pairs


def score_variance(seasons: Floats) -> Floats:
    """Var S = sum over seasons of (n(n-1)(2n+5) - sum over ties of t(t-1)(2t+5)) / 18."""
    n = np.count_nonzero(~np.isnan(seasons), axis=-1)
    size, _ = ties_and_ranks(seasons.reshape(-1, seasons.shape[-1]))
    # A group of t tied values holds t points, so each of them brings (t - 1)(2t + 5).
    tied = ((size - 1) * (2 * size + 5)).sum(axis=-1).reshape(n.shape)
    variance: Floats = (n * (n - 1) * (2 * n + 5) - tied).sum(axis=-1) / 18
    return variance


def ties_and_ranks(rows: Floats) -> tuple[Ints, Floats]:
    """How many points of its row equal each point, and its average rank from 1.

    A missing point is tied with none and ranks last.
    """
    order = np.argsort(rows, axis=-1)
    ordered = np.take_along_axis(rows, order, axis=-1)
    first = np.ones(rows.shape, dtype=bool)
    first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    group = np.cumsum(first) - 1
    size = np.bincount(group)[group].reshape(rows.shape)
    start = np.maximum.accumulate(np.where(first, np.arange(rows.shape[1]), 0), axis=-1)
    sizes, ranks = np.empty_like(size), np.empty_like(rows)
    np.put_along_axis(sizes, order, size, axis=-1)
    np.put_along_axis(ranks, order, start + (size + 1) / 2, axis=-1)
    return sizes, ranks


def median_slope(seasons: Floats) -> Floats:
    """Sen's slope alone, a series."""
    at = _slopes_of_rank(seasons, np.stack(_middle(pair_count(seasons)), axis=-1))
    slope: Floats = (at[:, 0] + at[:, 1]) / 2
    return slope


def intercept_of(panel: Floats, slope: Floats, period: int) -> Floats:
    """Median of the values less the slope at the median of their times, in years of `period`."""
    time = np.where(np.isnan(panel), np.nan, np.arange(panel.shape[1]))
    return median_of(panel) - median_of(time) / period * slope


def _middle(count: Ints) -> tuple[Ints, Ints]:
    """Ranks from 0 of the two middle ones of `count`; one twice when it is odd."""
    return np.maximum(count - 1, 0) // 2, count // 2


def _slopes_of_rank(seasons: Floats, ranks: Ints) -> Floats:
    """The slopes of these ranks from 0 among all slopes of a series; NaN where it has none."""
    series, period, years = seasons.shape
    each = period * (years * (years - 1) // 2)
    found = np.full(ranks.shape, np.nan)
    if each == 0:
        return found
    together = max(1, AT_ONCE // each)
    for start in range(0, series, together):
        block = slice(start, start + together)
        slopes = _slopes(seasons[block])
        # Missing slopes are NaN, which stand last in the order.
        slopes.partition(np.unique(ranks[block]), axis=-1)
        found[block] = np.take_along_axis(slopes, ranks[block], axis=-1)
    return found


def _slopes(seasons: Floats) -> Floats:
    """Slopes between all pairs in a season, shape (series, pairs); NaN where one is missing."""
    series, period, years = seasons.shape
    slopes = np.empty((series, period, years * (years - 1) // 2))
    end = 0
    for lag in range(1, years):
        start, end = end, end + years - lag
        np.subtract(seasons[..., lag:], seasons[..., :-lag], out=slopes[..., start:end])
        slopes[..., start:end] /= lag
    return slopes.reshape(series, -1)
