"""Whether two areas, or two periods, differ: the difference, its interval and a test.

References
----------
Newcombe, R. G. (1998). Interval estimation for the difference between independent
proportions. *Statistics in Medicine* 17, 873-890 (method 10).
Przyborowski, J. and Wilenski, H. (1940). Homogeneity of results in testing samples from
Poisson series. *Biometrika* 31, 313-323.
Zou, G. Y. and Donner, A. (2008). Construction of confidence limits about effect measures: a
general approach. *Statistics in Medicine* 27, 1693-1702.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincc, ndtr

from pmf_analysis.statistics.estimates import Interval, normal_quantile, upper_tail, wilson
from pmf_analysis.statistics.poisson import poisson_exact

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Difference", "difference", "newcombe", "rates_differ", "standard_error"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Difference:
    """First less second, with an interval and the p-value that decides; arrays of one shape.

    Attributes
    ----------
    difference, lower, upper : ndarray of float
        In the unit of the figures compared.
    p_value : ndarray of float
        Two-sided; NaN where a part is missing.
    confidence : float
        The interval's two-sided level.
    """

    difference: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    confidence: float

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a difference."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        names = ("difference", "lower", "upper", "p_value")
        return pd.DataFrame({name: np.ravel(getattr(self, name)) for name in names})


def difference(
    kind: Literal["proportion", "rate", "value"],
    x1: ArrayLike,
    n1: ArrayLike,
    x2: ArrayLike,
    n2: ArrayLike,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Difference:
    """Test the difference of two figures.

    Parameters
    ----------
    kind : {"proportion", "rate", "value"}
        What the figures are.
    x1, n1, x2, n2 : array_like
        Successes and trials of two proportions; events and exposures of two rates; or two
        values and their standard errors, for which see `standard_error`. NaN where missing.
    confidence : float
        Two-sided level in the open interval (0, 1).
    multiplier : float
        What the difference is expressed per.

    Returns
    -------
    Difference
        Proportions: the score test, z = (p1 - p2) / sqrt(p (1 - p) (1 / n1 + 1 / n2)) with p
        pooled and no continuity correction; interval as `newcombe`. Rates: given both counts
        x1 is binomial with n1 / (n1 + n2), p twice the smaller tail and at most 1; interval by
        squaring and adding the exact limits of each rate, as Zou and Donner do. Values:
        z = (x1 - x2) / sqrt(n1^2 + n2^2). Where nothing can differ p is 1. The p-value
        decides; at its edge the interval may say otherwise.

    Raises
    ------
    ValueError
        The kind is unknown, a count or a standard error is negative, x exceeds n, an exposure
        is not above 0, or the level is outside (0, 1).

    References
    ----------
    As the module.

    Examples
    --------
    >>> apart = difference("proportion", 56, 70, 48, 80)
    >>> round(float(apart.difference), 3), round(float(apart.p_value), 4)
    (0.2, 0.008)
    """
    tests: dict[str, Callable[..., tuple[Interval, Floats]]]
    tests = {"proportion": _proportions, "rate": _rates, "value": _values}
    if kind not in tests:
        raise ValueError(f"kind is one of {', '.join(tests)}, but came as {kind}")
    parts = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (x1, n1, x2, n2)))
    interval, p_value = tests[kind](*parts, confidence=confidence)
    interval = interval.times(multiplier)
    return Difference(interval.estimate, interval.lower, interval.upper, p_value, confidence)


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
    return _square_and_add(wilson(x1, n1, confidence), wilson(x2, n2, confidence))


@overload
def rates_differ(x1: float, n1: float, x2: float, n2: float, confidence: float = ...) -> bool: ...
@overload
def rates_differ(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = ...
) -> bool | NDArray[np.bool_]: ...
def rates_differ(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = 0.95
) -> bool | NDArray[np.bool_]:
    """Whether two Poisson rates differ: given both counts, the first is binomial.

    Parameters
    ----------
    x1, x2 : array_like
        Events, 0 or more; taken as whole numbers.
    n1, n2 : array_like
        Exposures, above 0.
    confidence : float
        Two-sided level in the open interval (0, 1).

    Returns
    -------
    bool, or ndarray of bool
        Whether the exact (Clopper-Pearson) interval of x1 / (x1 + x2) leaves out n1 / (n1 + n2);
        False where a part is missing. One bool for four numbers.

    Raises
    ------
    ValueError
        A count is negative, an exposure is not above 0 or the level is outside (0, 1).

    References
    ----------
    Przyborowski and Wilenski (1940).

    Examples
    --------
    >>> rates_differ(30, 1000, 12, 1000), rates_differ(15, 1000, 12, 1000)
    (True, False)
    """
    parts = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (x1, n1, x2, n2)))
    apart = np.asarray(_conditional_p_value(*parts) < 2 * upper_tail(confidence))
    return bool(apart) if apart.ndim == 0 else apart


def standard_error(lower: ArrayLike, upper: ArrayLike, confidence: float = 0.95) -> Floats:
    """Standard error that a symmetric interval of a figure comes from.

    Parameters
    ----------
    lower, upper : array_like
        Limits; NaN where missing.
    confidence : float
        Their two-sided level in the open interval (0, 1).

    Returns
    -------
    ndarray of float
        (upper - lower) / (2 z), in the figure's unit.

    Raises
    ------
    ValueError
        The level is outside (0, 1).

    Examples
    --------
    >>> round(float(standard_error(40.2, 47.8)), 3)
    1.939
    """
    width = np.asarray(upper, dtype=float) - np.asarray(lower, dtype=float)
    return np.asarray(width / (2 * normal_quantile(confidence)))


def _proportions(
    x1: Floats, n1: Floats, x2: Floats, n2: Floats, confidence: float
) -> tuple[Interval, Floats]:
    interval = newcombe(x1, n1, x2, n2, confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = (x1 + x2) / (n1 + n2)
        error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
        return interval, _normal_p_value(interval.estimate, error)


def _rates(
    x1: Floats, n1: Floats, x2: Floats, n2: Floats, confidence: float
) -> tuple[Interval, Floats]:
    p_value = _conditional_p_value(x1, n1, x2, n2)
    first, second = poisson_exact(x1, n1, confidence), poisson_exact(x2, n2, confidence)
    return _square_and_add(first, second), p_value


def _values(
    x1: Floats, error1: Floats, x2: Floats, error2: Floats, confidence: float
) -> tuple[Interval, Floats]:
    if np.any(error1 < 0) or np.any(error2 < 0):
        least = np.nanmin([error1, error2])
        raise ValueError(f"a standard error is 0 or more, but came as {least:g}")
    apart, error = x1 - x2, np.hypot(error1, error2)
    half = normal_quantile(confidence) * error
    interval = Interval(apart, apart - half, apart + half, confidence)
    return interval, _normal_p_value(apart, error)


def _square_and_add(first: Interval, second: Interval) -> Interval:
    apart = first.estimate - second.estimate
    down = np.hypot(first.estimate - first.lower, second.upper - second.estimate)
    up = np.hypot(first.upper - first.estimate, second.estimate - second.lower)
    return Interval(apart, apart - down, apart + up, first.confidence)


def _normal_p_value(apart: Floats, error: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        p_value = 2 * ndtr(-np.abs(apart) / error)
    return np.where((apart == 0) & (error == 0), 1.0, p_value)


def _conditional_p_value(x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
    for name, counts in {"x1": x1, "x2": x2}.items():
        if np.any(counts < 0):
            raise ValueError(f"{name} is 0 or more, but came as {counts[counts < 0][0]:g}")
    for name, exposure in {"n1": n1, "n2": n2}.items():
        if np.any(exposure <= 0):
            raise ValueError(f"{name} is above 0, but came as {exposure[exposure <= 0][0]:g}")
    first, second, share = np.rint(x1), np.rint(x2), n1 / (n1 + n2)
    at_least = np.where(first == 0, 1.0, betainc(first, second + 1, share))
    at_most = np.where(second == 0, 1.0, betaincc(first + 1, second, share))
    p_value = np.minimum(1.0, 2 * np.minimum(at_least, at_most))
    return np.where(np.isnan(first + second + share), np.nan, p_value)
