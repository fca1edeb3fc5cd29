"""Confidence intervals for proportions and rates, and for the difference of two of them.

References
----------
Wilson, E. B. (1927). Probable inference. *JASA* 22, 209-212.
Newcombe, R. G. (1998). Interval estimation for the difference between independent
proportions. *Statistics in Medicine* 17, 873-890 (method 10).
Przyborowski, J. and Wilenski, H. (1940). Homogeneity of results in testing samples from
Poisson series. *Biometrika* 31, 313-323.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, ndtri

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Interval", "byar", "newcombe", "rates_differ", "wilson"]

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
    Wilson (1927).

    Examples
    --------
    >>> interval = wilson(15, 50)
    >>> round(float(interval.lower), 4), round(float(interval.upper), 4)
    (0.191, 0.4375)
    """
    z = _z(confidence)
    count, trials = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(n, dtype=float))
    if np.any(count < 0) or np.any(count > trials):
        raise ValueError("x lies between 0 and n, but some x is below 0 or above its n")
    with np.errstate(invalid="ignore", divide="ignore"):
        trials = np.where(trials > 0, trials, np.nan)
        share = count / trials
        half = z * np.sqrt(z**2 + 4 * count * (1 - share))
        lower = (2 * count + z**2 - half) / (2 * (trials + z**2))
        upper = (2 * count + z**2 + half) / (2 * (trials + z**2))
    # At the ends the formula gives 0 and 1 but for rounding.
    lower = np.where(count == 0, np.where(np.isnan(share), np.nan, 0.0), lower)
    upper = np.where(count == trials, 1.0, upper)
    return Interval(share, lower, upper, confidence)


def byar(
    x: ArrayLike, n: ArrayLike = 1.0, confidence: float = 0.95, multiplier: float = 1.0
) -> Interval:
    """Byar's interval of a Poisson rate.

    Parameters
    ----------
    x : array_like
        Events, 0 or more; NaN gives NaN.
    n : array_like
        Exposure, above 0; 1 for a plain count.
    confidence : float
        Two-sided level in the open interval (0, 1).
    multiplier : float
        What the rate is expressed per.

    Returns
    -------
    Interval
        multiplier / n times x (1 - 1/(9x) - z/(3 sqrt x))^3 and
        (x + 1) (1 - 1/(9(x+1)) + z/(3 sqrt(x+1)))^3; the lower limit of no events is 0.

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
    z = _z(confidence)
    count, exposure = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(n, dtype=float))
    if np.any(count < 0):
        raise ValueError("x is 0 or more, but some x is negative")
    with np.errstate(invalid="ignore", divide="ignore"):
        exposure = np.where(exposure > 0, exposure, np.nan)
        low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
        low = np.where(count == 0, 0.0, low)
        more = count + 1
        high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
        scale = multiplier / exposure
        return Interval(count * scale, np.maximum(low, 0) * scale, high * scale, confidence)


def newcombe(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = 0.95
) -> Interval:
    """Interval of the difference of two independent proportions, first less second.

    Parameters
    ----------
    x1, n1, x2, n2 : array_like
        Successes and trials of each.
    confidence : float
        Two-sided level in the open interval (0, 1).

    Returns
    -------
    Interval
        Newcombe's method 10, from the two Wilson intervals.

    Raises
    ------
    ValueError
        As `wilson`.

    References
    ----------
    Newcombe (1998), method 10.

    Examples
    --------
    >>> interval = newcombe(56, 70, 48, 80)
    >>> round(float(interval.lower), 4), round(float(interval.upper), 4)
    (0.0524, 0.3339)
    """
    first, second = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    difference = first.estimate - second.estimate
    down = np.hypot(first.estimate - first.lower, second.upper - second.estimate)
    up = np.hypot(first.upper - first.estimate, second.estimate - second.lower)
    return Interval(difference, difference - down, difference + up, confidence)


def rates_differ(x1: float, n1: float, x2: float, n2: float, confidence: float = 0.95) -> bool:
    """Whether two Poisson rates differ: given both counts, the first is binomial.

    Parameters
    ----------
    x1, x2 : float
        Events, 0 or more; taken as whole numbers.
    n1, n2 : float
        Exposures, above 0.
    confidence : float
        Two-sided level in the open interval (0, 1).

    Returns
    -------
    bool
        Whether the exact (Clopper-Pearson) interval of x1 / (x1 + x2) leaves out n1 / (n1 + n2).

    Raises
    ------
    ValueError
        A count is negative or an exposure not above 0.

    References
    ----------
    Przyborowski and Wilenski (1940).

    Examples
    --------
    >>> rates_differ(30, 1000, 12, 1000), rates_differ(15, 1000, 12, 1000)
    (True, False)
    """
    if x1 < 0 or x2 < 0 or n1 <= 0 or n2 <= 0:
        raise ValueError("counts are 0 or more and exposures above 0")
    first, both = round(x1), round(x1) + round(x2)
    if both == 0:
        return False
    tail, share = (1 - confidence) / 2, n1 / (n1 + n2)
    low = betaincinv(first, both - first + 1, tail) if first > 0 else 0.0
    high = betaincinv(first + 1, both - first, 1 - tail) if first < both else 1.0
    return bool(share < low or share > high)


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence lies in the interval (0, 1), but came as {confidence}")
    return float(ndtri(1 - (1 - confidence) / 2))
