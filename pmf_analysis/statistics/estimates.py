"""One figure with its confidence interval: proportions and means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, stdtrit

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Interval", "mean", "mean_from_summary", "wilson"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """An estimate with its interval; arrays of one shape.

    Attributes
    ----------
    estimate, lower, upper : ndarray of float
        In the estimate's own unit, a fraction for proportions.
    confidence : float
        The two-sided confidence level.
    """

    estimate: Floats
    lower: Floats
    upper: Floats
    confidence: float

    def times(self, factor: ArrayLike) -> Interval:
        """Return the same in another unit: everything times a factor above 0."""
        scale = np.asarray(factor, dtype=float)
        estimate, lower, upper = self.estimate * scale, self.lower * scale, self.upper * scale
        return Interval(estimate, lower, upper, self.confidence)

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row an estimate."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        columns = {name: np.ravel(getattr(self, name)) for name in ("estimate", "lower", "upper")}
        return pd.DataFrame(columns)


def wilson(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of a proportion.

    Parameters
    ----------
    x, n : array_like
        Successes and trials, 0 <= x <= n; NaN gives NaN, and so does n = 0.
    confidence : float
        Two-sided level in the open interval (0, 1).

    Returns
    -------
    Interval
        (2x + z^2 -/+ z sqrt(z^2 + 4 x (1 - x / n))) / (2 (n + z^2)), of the shape of x and n.

    Raises
    ------
    ValueError
        A count is negative, x exceeds n, or the level is outside (0, 1).

    References
    ----------
    Wilson, E. B. (1927). Probable inference. *JASA* 22, 209-212.

    Examples
    --------
    >>> interval = wilson(15, 50)
    >>> round(float(interval.lower), 4), round(float(interval.upper), 4)
    (0.191, 0.4375)
    """
    z = normal_quantile(confidence)
    count, trials = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(n, dtype=float))
    wrong = (count < 0) | (count > trials)
    if np.any(wrong):
        came = f"x = {count[wrong][0]:g} came with n = {trials[wrong][0]:g}"
        raise ValueError(f"x lies between 0 and n, but {came}")
    with np.errstate(invalid="ignore", divide="ignore"):
        share = count / np.where(trials > 0, trials, np.nan)
        half = z * np.sqrt(z**2 + 4 * count * (1 - share))
        middle, width = 2 * count + z**2, 2 * (trials + z**2)
        # At the ends the formula gives 0 and 1 but for rounding.
        lower = np.where(share == 0, 0.0, (middle - half) / width)
        upper = np.where(share == 1, 1.0, (middle + half) / width)
    return Interval(share, lower, upper, confidence)


def mean(values: ArrayLike, confidence: float = 0.95) -> Interval:
    """Student's interval of a mean, from the values themselves.

    Parameters
    ----------
    values : array_like, shape (values,) or (..., values)
        The last axis is averaged; missing values are left out.
    confidence : float
        Two-sided level in the open interval (0, 1).

    Returns
    -------
    Interval
        As `mean_from_summary`, without the last axis.

    Raises
    ------
    ValueError
        The level is outside (0, 1).

    References
    ----------
    Student (1908). The probable error of a mean. *Biometrika* 6, 1-25.

    Examples
    --------
    >>> interval = mean([4.0, 5.0, 6.0])
    >>> round(float(interval.lower), 4), round(float(interval.upper), 4)
    (2.5159, 7.4841)
    """
    given = np.atleast_1d(np.asarray(values, dtype=float))
    known = np.isfinite(given)
    n = np.asarray(known.sum(axis=-1), dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        average = np.where(known, given, 0.0).sum(axis=-1) / n
        apart = np.where(known, given - average[..., None], 0.0)
        # A second pass takes out what the first one rounded away.
        average = average + apart.sum(axis=-1) / n
        apart = np.where(known, given - average[..., None], 0.0)
        deviation = np.sqrt((apart**2).sum(axis=-1) / (n - 1))
    return mean_from_summary(n, average, deviation, confidence)


def mean_from_summary(
    n: ArrayLike, average: ArrayLike, deviation: ArrayLike, confidence: float = 0.95
) -> Interval:
    """Student's interval of a mean, from what is often all that is published.

    Parameters
    ----------
    n : array_like
        How many values there were.
    average, deviation : array_like
        Their mean and standard deviation (n - 1 in its denominator), in the values' unit.
    confidence : float
        Two-sided level in the open interval (0, 1).

    Returns
    -------
    Interval
        average -/+ t deviation / sqrt(n), t with n - 1 degrees of freedom; without limits under
        two values.

    Raises
    ------
    ValueError
        A standard deviation is negative, or the level is outside (0, 1).

    References
    ----------
    Student (1908), as under `mean`.

    Examples
    --------
    >>> interval = mean_from_summary(25, 51.43, 8.84)
    >>> round(float(interval.lower), 2), round(float(interval.upper), 2)
    (47.78, 55.08)
    """
    tail = upper_tail(confidence)
    size, middle, spread = np.broadcast_arrays(
        *(np.asarray(a, dtype=float) for a in (n, average, deviation))
    )
    if np.any(spread < 0):
        raise ValueError(f"deviation is 0 or more, but came as {spread[spread < 0][0]:g}")
    with np.errstate(invalid="ignore", divide="ignore"):
        freedom = np.where(size > 1, size - 1, np.nan)
        half = -np.asarray(stdtrit(freedom, tail), dtype=float) * spread / np.sqrt(freedom + 1)
    return Interval(middle, middle - half, middle + half, confidence)


def upper_tail(confidence: float) -> float:
    """Half of what a two-sided level leaves out."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence lies in the interval (0, 1), but came as {confidence}")
    return (1 - confidence) / 2


def normal_quantile(confidence: float) -> float:
    """How many standard errors either side a two-sided level reaches: 1.96 for 95%."""
    return -float(ndtri(upper_tail(confidence)))
