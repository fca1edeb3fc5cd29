"""Trends: whether a figure has been rising or falling over its recent points.

References
----------
Office for Health Improvement and Disparities. *Fingertips recent trends*: weighted linear
regression over the latest five points, chi-squared test with one degree of freedom.
Armitage, P. (1955). Tests for linear trends in proportions and frequencies. *Biometrics* 11,
375-386.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from pmf_analysis.statistics.mann_kendall import MannKendall, mann_kendall
from pmf_analysis.statistics.sen import SenSlope, sen_slope

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "MannKendall",
    "ProportionTrend",
    "RecentTrend",
    "SenSlope",
    "mann_kendall",
    "proportion_trend",
    "recent_trend",
    "sen_slope",
]

Floats = NDArray[np.float64]

RECENT_POINTS = 5
CHI_SQUARED_998 = 9.54953570608324  # chi-squared, one degree of freedom, p = 0.002
INTERVAL_WIDTH_95 = 3.92  # a 95% interval is 2 x 1.96 standard errors wide


@dataclass(frozen=True)
class RecentTrend:
    """The recent trend of each series.

    Attributes
    ----------
    direction : ndarray of int8
        +1 rising, -1 falling, 0 no significant trend or not judged.
    chi_square : ndarray of float
        The statistic; NaN where not judged.
    slope : ndarray of float
        Weighted slope a period; NaN where not judged.
    judged : ndarray of bool
        Whether the latest five points are there, each with an interval.
    """

    direction: NDArray[np.int8]
    chi_square: Floats
    slope: Floats
    judged: NDArray[np.bool_]

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a series."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy alone

        names = ("direction", "chi_square", "slope", "judged")
        return pd.DataFrame({name: np.ravel(getattr(self, name)) for name in names})


def recent_trend(values: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> RecentTrend:
    """Judge the latest five points by a weighted regression line, as Fingertips does.

    Parameters
    ----------
    values, lower, upper : array_like, shape (periods,) or (series, periods)
        Non-overlapping figures, oldest first, with their 95% intervals; NaN where missing.

    Returns
    -------
    RecentTrend
        Standard error (upper - lower) / 3.92, weights 1 / error^2, chi-squared
        (slope / its error)^2. Significant when that is above 9.5495 (p < 0.002) and the slope
        keeps its sign with each point left out. Fewer than five unbroken points, or a point
        without a width to its interval, are not judged.

    Raises
    ------
    ValueError
        The three shapes differ.

    References
    ----------
    Fingertips recent trends, as above.

    Examples
    --------
    >>> trend = recent_trend(
    ...     [24.67, 24.6, 28, 30.2, 30.6],
    ...     [23.16, 23.15, 26.44, 28.63, 28.98],
    ...     [26.25, 26.19, 29.64, 31.9, 32.25],
    ... )
    >>> int(trend.direction), round(float(trend.chi_square), 4)
    (1, 46.7653)
    """
    y, low, high = (np.asarray(a, dtype=float) for a in (values, lower, upper))
    if not y.shape == low.shape == high.shape:
        raise ValueError(f"values and limits have one shape, but came as {y.shape}, {low.shape}")
    shape = y.shape[:-1]
    if y.shape[-1] < RECENT_POINTS:
        missing = np.full(shape, np.nan)
        return RecentTrend(np.zeros(shape, np.int8), missing, missing, np.zeros(shape, bool))
    y, low, high = (a[..., -RECENT_POINTS:] for a in (y, low, high))
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = (INTERVAL_WIDTH_95 / (high - low)) ** 2
        judged = np.asarray((np.isfinite(weight) & ~np.isnan(y)).all(axis=-1))
        slope, precision = _line(y, weight)
        chi_square = slope**2 * precision
        signs = [
            np.sign(_line(np.delete(y, k, axis=-1), np.delete(weight, k, axis=-1), leaving=k)[0])
            for k in range(RECENT_POINTS)
        ]
        steady = np.all([sign == np.sign(slope) for sign in signs], axis=0)
        significant = judged & steady & (chi_square > CHI_SQUARED_998)
    return RecentTrend(
        np.where(significant, np.sign(slope), 0).astype(np.int8),
        np.where(judged, chi_square, np.nan),
        np.where(judged, slope, np.nan),
        judged,
    )


def _line(y: Floats, weight: Floats, leaving: int | None = None) -> tuple[Floats, Floats]:
    """Weighted slope, and one over its variance; `leaving` names the point taken out."""
    x = np.arange(RECENT_POINTS, dtype=float)
    if leaving is not None:
        x = np.delete(x, leaving)
    total = weight.sum(axis=-1, keepdims=True)
    apart = x - (weight * x).sum(axis=-1, keepdims=True) / total
    precision = (weight * apart**2).sum(axis=-1)
    return (weight * apart * y).sum(axis=-1) / precision, precision


@dataclass(frozen=True)
class ProportionTrend:
    """The test for a trend in proportions of each series; arrays of shape () or (series,).

    Attributes
    ----------
    chi_square : ndarray of float
        The statistic, one degree of freedom; NaN where not judged.
    p_value : ndarray of float
        Two-sided; NaN where not judged.
    """

    chi_square: Floats
    p_value: Floats

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a series."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        names = ("chi_square", "p_value")
        return pd.DataFrame({name: np.ravel(getattr(self, name)) for name in names})


def proportion_trend(x: ArrayLike, n: ArrayLike, score: ArrayLike | None = None) -> ProportionTrend:
    """Cochran-Armitage test: whether proportions rise or fall in a line.

    Parameters
    ----------
    x, n : array_like, shape (periods,) or (series, periods)
        Successes and trials, 0 <= x <= n; a period where either is NaN is left out.
    score : array_like, optional
        The position of each period on the line, finite; 1, 2, 3, ... when left out.

    Returns
    -------
    ProportionTrend
        With p = sum x / sum n, chi-squared = (sum score (x - n p))^2 / (p (1 - p) sum n (score -
        mean score)^2), the mean weighted by n; as R's ``prop.trend.test``. Proportions that are
        all 0 or all 1, or fewer than two periods with trials, are not judged.

    Raises
    ------
    ValueError
        A count is negative, x exceeds n, or the shapes do not fit.

    References
    ----------
    Armitage (1955).

    Examples
    --------
    >>> test = proportion_trend([83, 90, 129, 70], [86, 93, 136, 82])
    >>> round(float(test.chi_square), 4), round(float(test.p_value), 6)
    (8.2249, 0.004132)
    """
    given = np.asarray(x, dtype=float)
    place = np.arange(1, given.shape[-1] + 1) if score is None else np.asarray(score, dtype=float)
    shapes = (given.shape, np.shape(n), place.shape)
    try:
        count, trials, place = np.broadcast_arrays(given, np.asarray(n, dtype=float), place)
    except ValueError:
        raise ValueError(f"x, n and score fit one another, but came as {shapes}") from None
    if np.any(count < 0) or np.any(count > trials):
        raise ValueError("x lies between 0 and n, but some x is below 0 or above its n")
    known = ~np.isnan(count + trials)
    count, trials = np.where(known, count, 0.0), np.where(known, trials, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = trials.sum(axis=-1, keepdims=True)
        share = count.sum(axis=-1, keepdims=True) / total
        apart = place - (trials * place).sum(axis=-1, keepdims=True) / total
        leaning = (apart * (count - trials * share)).sum(axis=-1)
        variance = (share * (1 - share))[..., 0] * (trials * apart**2).sum(axis=-1)
        chi_square = np.where(variance > 0, leaning**2 / variance, np.nan)
    return ProportionTrend(chi_square, np.asarray(chdtrc(1, chi_square)))
