"""Confidence intervals of counts and rates of events: exact, and Byar's approximation."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainccinv, gammaincinv

from pmf_analysis.statistics.estimates import Interval, normal_quantile, upper_tail

__all__ = ["FEW_EVENTS", "byar", "poisson_exact", "rate"]

Floats = NDArray[np.float64]

FEW_EVENTS = 10  # under this many, Byar's approximation is not close enough


def byar(
    x: ArrayLike, n: ArrayLike = 1.0, confidence: float = 0.95, multiplier: float = 1.0
) -> Interval:
    """Byar's interval of a Poisson rate, whatever the number of events.

    Parameters
    ----------
    x : array_like
        Events, 0 or more; NaN gives NaN.
    n : array_like
        Exposure, above 0 (NaN otherwise); 1 for a plain count.
    confidence : float
        Two-sided level in the open interval (0, 1).
    multiplier : float
        What the rate is expressed per.

    Returns
    -------
    Interval
        multiplier / n times x (1 - 1/(9x) - z/(3 sqrt x))^3 and
        (x + 1) (1 - 1/(9(x+1)) + z/(3 sqrt(x+1)))^3; the lower limit is never below 0, and is
        0 for no events.

    Raises
    ------
    ValueError
        A count is negative, or the level is outside (0, 1).

    References
    ----------
    Breslow, N. E. and Day, N. E. (1987). *Statistical Methods in Cancer Research* II, 69.

    Examples
    --------
    >>> interval = byar(65, 100, multiplier=100)
    >>> round(float(interval.lower), 4), round(float(interval.upper), 4)
    (50.1632, 82.8491)
    """
    count, scale = _events(x, n, multiplier)
    low, high = byar_limits(count, confidence)
    return Interval(count * scale, low * scale, high * scale, confidence)


def poisson_exact(
    x: ArrayLike, n: ArrayLike = 1.0, confidence: float = 0.95, multiplier: float = 1.0
) -> Interval:
    """Exact interval of a Poisson rate.

    Parameters
    ----------
    x : array_like
        Events, 0 or more; NaN gives NaN.
    n : array_like
        Exposure, above 0 (NaN otherwise); 1 for a plain count.
    confidence : float
        Two-sided level in the open interval (0, 1).
    multiplier : float
        What the rate is expressed per.

    Returns
    -------
    Interval
        multiplier / n times half the chi-squared quantiles of (1 - confidence) / 2 with 2x, and
        of 1 - (1 - confidence) / 2 with 2x + 2 degrees of freedom; 0 below no events.

    Raises
    ------
    ValueError
        A count is negative, or the level is outside (0, 1).

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. *Biometrika* 28, 437-442.

    Examples
    --------
    >>> interval = poisson_exact(10)
    >>> round(float(interval.lower), 4), round(float(interval.upper), 4)
    (4.7954, 18.3904)
    """
    count, scale = _events(x, n, multiplier)
    low, high = exact_limits(count, confidence)
    return Interval(count * scale, low * scale, high * scale, confidence)


def rate(x: ArrayLike, n: ArrayLike, confidence: float = 0.95, multiplier: float = 1.0) -> Interval:
    """Interval of a rate as it is published: exact under 10 events, Byar's from 10.

    Parameters
    ----------
    x : array_like
        Events, 0 or more; NaN gives NaN.
    n : array_like
        Exposure, above 0; NaN gives NaN.
    confidence : float
        Two-sided level in the open interval (0, 1).
    multiplier : float
        What the rate is expressed per.

    Returns
    -------
    Interval
        `poisson_exact` under 10 events, `byar` from there on. The rate of a group is the rate of
        its sums, never the average of its members' rates.

    Raises
    ------
    ValueError
        A count is negative, an exposure is not above 0, or the level is outside (0, 1).

    References
    ----------
    Public Health England (2018). *Technical Guide: Confidence Intervals*.

    Examples
    --------
    >>> interval = rate([6, 65], [140, 380], multiplier=1000)
    >>> [round(float(limit), 2) for limit in interval.lower]
    [15.73, 132.01]
    """
    exposure = np.asarray(n, dtype=float)
    if np.any(exposure <= 0):
        raise ValueError(f"n is above 0, but came as {exposure[exposure <= 0][0]:g}")
    count, scale = _events(x, exposure, multiplier)
    low, high = published_limits(count, confidence)
    return Interval(count * scale, low * scale, high * scale, confidence)


def byar_limits(count: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Byar's limits of the expected number of events."""
    z, more = normal_quantile(confidence), count + 1
    with np.errstate(invalid="ignore", divide="ignore"):
        low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
        low = np.where(count == 0, 0.0, np.maximum(low, 0))
        high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return low, high


def exact_limits(count: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Exact limits of the expected number of events."""
    tail = upper_tail(confidence)
    low = np.where(count == 0, 0.0, gammaincinv(count, tail))
    return low, np.asarray(gammainccinv(count + 1, tail), dtype=float)


def published_limits(count: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Exact limits under 10 events, Byar's from 10."""
    low, high = (np.array(limit) for limit in byar_limits(count, confidence))
    few = count < FEW_EVENTS
    low[few], high[few] = exact_limits(count[few], confidence)
    return low, high


def _events(x: ArrayLike, n: ArrayLike, multiplier: float) -> tuple[Floats, Floats]:
    """Counts, and what turns a count into a rate; of one shape."""
    count, exposure = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(n, dtype=float))
    if np.any(count < 0):
        raise ValueError(f"x is 0 or more, but a negative one came: {count[count < 0][0]:g}")
    return count, multiplier / np.where(exposure > 0, exposure, np.nan)
