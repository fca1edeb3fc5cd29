"""Mann-Kendall tests: whether a series rises or falls more steadily than chance would have it.

References
----------
Mann, H. B. (1945). Nonparametric tests against trend. *Econometrica* 13, 245-259.
Kendall, M. G. (1975). *Rank Correlation Methods*, 4th edition. Griffin.
Hamed, K. H. and Rao, A. R. (1998). *Journal of Hydrology* 204, 182-196 (autocorrelated data).
Yue, S. and Wang, C. Y. (2002). *Water Resources Research* 38(6), 1068 (pre-whitening).
Yue, S. and Wang, C. Y. (2004). *Water Resources Management* 18, 201-218 (effective sample size).
Hirsch, R. M. and Slack, J. R. (1984). *Water Resources Research* 20, 727-732 (seasons).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from pmf_analysis.statistics.sen import (
    as_panel,
    by_season,
    checked_period,
    intercept_of,
    median_slope,
    pair_count,
    score_variance,
    ties_and_ranks,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["VARIANTS", "MannKendall", "mann_kendall"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

VARIANTS = (
    "original",
    "hamed_rao",
    "yue_wang",
    "pre_whitening",
    "trend_free_pre_whitening",
    "seasonal",
    "correlated_seasonal",
    "report",
)
SEASONAL = ("seasonal", "correlated_seasonal")
LEAST_JUDGED = 8  # values under which the report does not judge a trend
LEAST_HAMED_RAO = 10  # values under which it does not estimate autocorrelation
ROUNDING = 1e-14  # relative: a few units in the last place of a double


@dataclass(frozen=True)
class MannKendall:
    """A Mann-Kendall test of each series; arrays of shape () or (series,).

    Attributes
    ----------
    p_value : ndarray of float
        Two-sided; NaN where not judged.
    z : ndarray of float
        The standard normal statistic, positive when rising.
    s : ndarray of float
        Kendall's score: pairs that rise less pairs that fall.
    tau : ndarray of float
        s over the number of pairs (tau-a), -1 to 1.
    variance : ndarray of float
        Variance of s where there is no trend, as the variant has it.
    slope, intercept : ndarray of float
        Sen's line; the slope is a period's, or a year's for the seasonal variants.
    n : ndarray of int
        Values that s was counted from.
    """

    p_value: Floats
    z: Floats
    s: Floats
    tau: Floats
    variance: Floats
    slope: Floats
    intercept: Floats
    n: Ints

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a series."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        return pd.DataFrame({f.name: np.ravel(getattr(self, f.name)) for f in fields(self)})


class _Score(NamedTuple):
    """Kendall's score with its variance, the pairs and the values it was counted from."""

    s: Floats
    variance: Floats
    pairs: Ints
    n: Ints


def mann_kendall(
    values: ArrayLike,
    variant: str = "original",
    *,
    period: int | None = None,
    alpha: float = 0.05,
    continuity: bool | None = None,
) -> MannKendall:
    """Test for a monotonic trend, and measure it by Sen's slope.

    Parameters
    ----------
    values : array_like, shape (periods,) or (series, periods)
        Oldest first, the first of them in the first season; NaN where missing. Missing values are
        left out and what remains is taken as consecutive, except that the slope keeps its time.
    variant : str
        ``original``; ``hamed_rao`` (variance for the significant autocorrelations of the ranks of
        the detrended series); ``yue_wang`` (for all autocorrelations of the detrended series);
        ``pre_whitening`` and ``trend_free_pre_whitening`` (the autocorrelation at lag 1 taken out
        first); ``seasonal`` (scores and variances summed over the seasons);
        ``correlated_seasonal`` (with the covariance of the seasons; complete years alone);
        ``report`` (the larger of the plain and the Hamed-Rao variance, plain under 10 values, and
        not judged under 8).
    period : int, optional
        Seasons a year, at least 2. The seasonal variants need it, the others do not use it.
    alpha : float
        Two-sided level, in (0, 1), at which Hamed-Rao takes an autocorrelation as significant.
    continuity : bool, optional
        Whether s is moved by one towards zero before it is standardised. Left out, it is, but not
        for ``correlated_seasonal``: as pyMannKendall has it. R's ``csmk.test`` corrects that too.

    Returns
    -------
    MannKendall
        s = sum of sign(x_j - x_i) over i < j; z = (s - sign(s)) / sqrt(variance); p = 2 Phi(-|z|).
        Fewer than two values give NaN; a constant series z = 0, p = 1 and slope 0.

    Raises
    ------
    ValueError
        An unknown variant, a seasonal one without its period, `values` not one- or
        two-dimensional, or `alpha` outside (0, 1).

    References
    ----------
    As above; Hussain, M. and Mahmud, I. (2019). pyMannKendall. *JOSS* 4(39), 1556.

    Examples
    --------
    >>> test = mann_kendall([1, 2, 4, 3, 5, 6, 7, 9, 8, 10, 12, 11])
    >>> float(test.s), round(float(test.z), 4), float(test.slope)
    (60.0, 4.0458, 1.0)
    """
    if variant not in VARIANTS:
        raise ValueError(f"variant is one of {', '.join(VARIANTS)}, but came as {variant!r}")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha lies in the interval (0, 1), but came as {alpha}")
    panel, shape = as_panel(values)
    length = checked_period(period) if variant in SEASONAL else 1
    corrected = variant != "correlated_seasonal" if continuity is None else continuity
    # Missing values and figures too large for a double give NaN, and no warning.
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        slope = median_slope(by_season(panel, length))
        score = _score_of(panel, variant, length, slope, alpha)
        judged = score.n >= LEAST_JUDGED if variant == "report" else score.pairs > 0
        s, variance = (np.where(score.pairs > 0, a, np.nan) for a in (score.s, score.variance))
        moved = s - np.sign(s) if corrected else s
        spread = np.sqrt(np.where(variance > 0, variance, np.nan))
        z = np.where(judged, np.where(s == 0, 0.0, moved / spread), np.nan)
        intercept = intercept_of(panel, slope, length)
        arrays = (2 * ndtr(-np.abs(z)), z, s, s / score.pairs, variance, slope, intercept, score.n)
    return MannKendall(*(np.reshape(array, shape) for array in arrays))


def _score_of(panel: Floats, variant: str, period: int, slope: Floats, alpha: float) -> _Score:
    """The score and its variance, as the variant has them."""
    if variant == "correlated_seasonal":
        return _correlated(by_season(panel, period))
    if variant in ("original", "seasonal"):
        return _plain(by_season(panel, period))
    packed = _packed(panel)
    if variant == "pre_whitening":
        return _plain(_whitened(packed)[:, None, :])
    detrended = _detrended(packed, slope)
    if variant == "trend_free_pre_whitening":
        time = np.arange(1, packed.shape[1])
        return _plain((_whitened(detrended) + time * slope[:, None])[:, None, :])
    plain = _plain(packed[:, None, :])
    if variant == "yue_wang":
        return plain._replace(variance=plain.variance * _yue_wang(detrended))
    hamed_rao = plain.variance * _hamed_rao(detrended, alpha)
    if variant == "report":
        larger = np.maximum(plain.variance, hamed_rao)
        hamed_rao = np.where(plain.n >= LEAST_HAMED_RAO, larger, plain.variance)
    return plain._replace(variance=hamed_rao)


def _plain(seasons: Floats) -> _Score:
    """Kendall's score and variance, summed over the seasons."""
    s = np.zeros(seasons.shape[0])
    for lag in range(1, seasons.shape[-1]):
        later, earlier = seasons[..., lag:], seasons[..., :-lag]
        s += np.count_nonzero(later > earlier, axis=(1, 2))
        s -= np.count_nonzero(later < earlier, axis=(1, 2))
    n = np.count_nonzero(~np.isnan(seasons), axis=(1, 2))
    return _Score(s, score_variance(seasons), pair_count(seasons), n)


def _correlated(seasons: Floats) -> _Score:
    """The score with the seasons' covariances, from the years that are complete.

    With d_ab the sum over seasons of sign(x_b - x_a) for years a and b, the covariances of Dietz
    and Killeen sum to (sum over a < b of d_ab^2 + sum over a of (sum over b of d_ab)^2) / 3.
    """
    complete = np.asarray(~np.isnan(seasons).any(axis=1))
    years = np.count_nonzero(complete, axis=-1)
    s, squares = np.zeros(seasons.shape[0]), np.zeros(seasons.shape[0])
    above = np.zeros(complete.shape)
    for lag in range(1, seasons.shape[-1]):
        steps = np.sign(seasons[..., lag:] - seasons[..., :-lag]).sum(axis=1)
        steps = np.where(complete[:, lag:] & complete[:, :-lag], steps, 0.0)
        s += steps.sum(axis=-1)
        squares += (steps**2).sum(axis=-1)
        above[:, lag:] += steps
        above[:, :-lag] -= steps
    variance = (squares + (above**2).sum(axis=-1)) / 3
    period = seasons.shape[1]
    return _Score(s, variance, period * (years * (years - 1) // 2), period * years)


def _packed(panel: Floats) -> Floats:
    """Each series with its gaps closed up, NaN at its end."""
    order = np.argsort(np.isnan(panel), axis=-1, kind="stable")
    return np.take_along_axis(panel, order, axis=-1)


def _detrended(packed: Floats, slope: Floats) -> Floats:
    """The series less Sen's slope x 1, 2, 3, ...; of a straight line nothing but zeros is left."""
    left = packed - np.arange(1, packed.shape[1] + 1) * slope[:, None]
    return _levelled(left, np.abs(packed))


def _levelled(rows: Floats, scale: Floats) -> Floats:
    """Zeros for rows whose points differ by no more than rounding: what is left has no pattern."""
    largest = np.nan_to_num(scale).max(axis=-1)  # of absolute values; a missing one is no larger
    spread = np.where(np.isnan(rows), -np.inf, rows).max(axis=-1)
    spread -= np.where(np.isnan(rows), np.inf, rows).min(axis=-1)
    return np.where((spread <= ROUNDING * largest)[:, None], rows * 0, rows)


def _whitened(packed: Floats) -> Floats:
    """The series less its autocorrelation at lag 1 times the point before."""
    first = _autocorrelation(packed, 1)[:, 1:]
    return packed[:, 1:] - packed[:, :-1] * first


def _autocorrelation(packed: Floats, lags: int) -> Floats:
    """Autocorrelations at lags 0 to `lags`, shape (series, lags + 1); 0 for a constant series."""
    n = np.count_nonzero(~np.isnan(packed), axis=-1)[:, None]
    mean = np.nansum(packed, axis=-1, keepdims=True) / np.maximum(n, 1)
    apart = np.nan_to_num(_levelled(packed - mean, np.abs(packed)))
    found = np.zeros((packed.shape[0], lags + 1))
    for lag in range(lags + 1):
        ahead = apart[:, lag:]
        found[:, lag] = np.einsum("ij,ij->i", apart[:, : ahead.shape[1]], ahead)
    return np.divide(found, found[:, :1], out=np.zeros_like(found), where=found[:, :1] > 0)


def _yue_wang(detrended: Floats) -> Floats:
    """What Yue and Wang multiply the variance by: 1 + 2 sum of (1 - k / n) r_k."""
    n = np.count_nonzero(~np.isnan(detrended), axis=-1)[:, None]
    lag = np.arange(1, detrended.shape[1])
    found = _autocorrelation(detrended, lag.size)[:, 1:]
    weight = 1 - lag / np.maximum(n, 1)
    return np.asarray(1 + 2 * (weight * found).sum(axis=-1))


def _hamed_rao(detrended: Floats, alpha: float) -> Floats:
    """What Hamed and Rao multiply the variance by, from the significant lags of the ranks.

    1 + 2 sum of (n - k)(n - k - 1)(n - k - 2) r_k / (n (n - 1)(n - 2)). Below 1 where the
    significant ones are negative; below 0 there is no test.
    """
    missing = np.isnan(detrended)
    n = np.count_nonzero(~missing, axis=-1)[:, None]
    _, ranks = ties_and_ranks(detrended)
    lag = np.arange(1, detrended.shape[1])
    found = _autocorrelation(np.where(missing, np.nan, ranks), lag.size)[:, 1:]
    significant = np.abs(found) > ndtri(1 - alpha / 2) / np.sqrt(np.maximum(n, 1))
    left = n - lag
    weight = np.where(significant, left * (left - 1.0) * (left - 2), 0.0)
    triples = np.maximum(n * (n - 1.0) * (n - 2), 1)[:, 0]
    return np.asarray(1 + 2 * (weight * found).sum(axis=-1) / triples)
