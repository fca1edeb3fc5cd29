"""Whether an area differs from a reference: judged by intervals, as Fingertips does.

References
----------
Office for Health Improvement and Disparities. *Fingertips: comparisons with a benchmark*. The
methods bear the names that its program gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from pmf_analysis.statistics.estimates import normal_quantile, wilson
from pmf_analysis.statistics.poisson import exact_limits

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Comparison", "Method", "compare", "interval_p_value"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int8]
Bools = NDArray[np.bool_]
Pair = tuple[ArrayLike, ArrayLike]

BETTER_SIDE = {"higher": 1.0, "lower": -1.0, "range": np.nan, "none": np.nan}


class Method(StrEnum):
    """How a figure is held against its reference."""

    ONE_LEVEL = "single_overlapping_cis_one_level"
    TWO_LEVELS = "single_overlapping_cis_two_levels"
    DOUBLE_OVERLAP = "double_overlapping_cis"
    SPC_PROPORTION = "spc_for_proportions"
    SPC_RATE = "spc_for_dsr"


@dataclass(frozen=True)
class Comparison:
    """How each figure stands to its reference; arrays of one shape.

    Attributes
    ----------
    side : ndarray of int8
        +1 above the reference, -1 below, 0 the same or not judged.
    better : ndarray of float
        +1 better, -1 worse, 0 the same; NaN where no side is better or it is not judged.
    level : ndarray of int8
        How many limits the difference lies beyond: 0, 1 or, of two levels, 2.
    judged : ndarray of bool
        Whether all that the method needs was there.
    method : Method
        How it was judged.
    """

    side: Ints
    better: Floats
    level: Ints
    judged: Bools
    method: Method

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a comparison."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        names = ("side", "better", "level", "judged")
        return pd.DataFrame({name: np.ravel(getattr(self, name)) for name in names})


def compare(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    reference: ArrayLike,
    *,
    polarity: ArrayLike = "none",
    method: Method | str = Method.ONE_LEVEL,
    outer: Pair | None = None,
    reference_interval: Pair | None = None,
    n: ArrayLike | None = None,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Comparison:
    """Compare figures with a reference by their intervals.

    Parameters
    ----------
    value, lower, upper : array_like
        Figures with their 95% intervals, in one unit; NaN where missing. The control-limit
        methods use the value alone.
    reference : array_like
        What they are compared with, such as England's value, in the same unit.
    polarity : array_like of str
        ``higher``, ``lower``, or ``range`` and ``none`` where no side is better.
    method : Method
        ``ONE_LEVEL`` (the report's): beyond when the interval leaves out the reference.
        ``TWO_LEVELS``: the same, and of level 2 when `outer` leaves it out too.
        ``DOUBLE_OVERLAP``: beyond when the two intervals do not touch.
        ``SPC_PROPORTION``: beyond Wilson's limits about the reference for `n`.
        ``SPC_RATE``: beyond the exact Poisson limits of the events that the reference would
        give in `n`, taken up to a whole number for the lower limit and down for the upper.
    outer : pair of array_like, optional
        The 99.8% limits, for ``TWO_LEVELS``.
    reference_interval : pair of array_like, optional
        The reference's own 95% limits, for ``DOUBLE_OVERLAP``.
    n : array_like, optional
        Denominators, above 0, for the control-limit methods.
    confidence : float
        Two-sided level of the control limits.
    multiplier : float
        What values are expressed per, for the control-limit methods: 100 for percentages.

    Returns
    -------
    Comparison
        Equal to a limit is not beyond it. A figure without what the method needs is not judged.

    Raises
    ------
    ValueError
        The method or a polarity is unknown, the method's own argument is missing, a reference
        proportion lies outside 0 to `multiplier` or the level is outside (0, 1).

    References
    ----------
    As the module.

    Examples
    --------
    >>> shares = compare([50, 50], [45, 49], [55, 51], 53, polarity="lower")
    >>> shares.side.tolist(), shares.better.tolist()
    ([0, -1], [0.0, 1.0])
    """
    how = _method(method)
    sign = _better_side(polarity)
    figure, low, high, against = np.broadcast_arrays(
        *(np.asarray(a, dtype=float) for a in (value, lower, upper, reference))
    )
    if how is Method.SPC_PROPORTION:
        below, above = _proportion_limits(against, _needed(n, "n", how), confidence, multiplier)
        sides = [_side(figure, figure, below, above)]
    elif how is Method.SPC_RATE:
        below, above = _rate_limits(against, _needed(n, "n", how), confidence, multiplier)
        sides = [_side(figure, figure, below, above)]
    elif how is Method.DOUBLE_OVERLAP:
        below, above = _pair(reference_interval, "reference_interval", how)
        sides = [_side(low, high, below, above)]
    else:
        sides = [_side(low, high, against, against)]
    if how is Method.TWO_LEVELS:
        sides.append(_side(*_pair(outer, "outer", how), against, against))
    figure, sign, *sides = np.broadcast_arrays(figure + against, sign, *sides)
    judged = ~np.isnan(figure + np.sum(sides, axis=0))
    side = np.where(judged, sides[0], 0.0)
    level = np.where(judged, np.sum(np.abs(sides), axis=0), 0.0)
    better = np.where(judged, side * sign + 0.0, np.nan)  # + 0.0 turns -0.0 into 0.0
    return Comparison(side.astype(np.int8), better, level.astype(np.int8), judged, how)


def interval_p_value(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    reference: ArrayLike,
    confidence: float = 0.95,
) -> Floats:
    """P-value of a difference from a reference, read off the figure's interval.

    Parameters
    ----------
    value, lower, upper : array_like
        Figures with their intervals, in one unit; NaN where missing.
    reference : array_like
        What they are compared with, known without error.
    confidence : float
        Two-sided level of the intervals, in the open interval (0, 1).

    Returns
    -------
    ndarray of float
        Two-sided normal p of |value - reference| over the standard error that the interval has
        on the reference's side: it is 1 - confidence exactly where the interval ends.

    Raises
    ------
    ValueError
        The level is outside (0, 1).

    References
    ----------
    Altman, D. G. and Bland, J. M. (2011). How to obtain the P value from a confidence interval.
    *BMJ* 343, d2304; here with an error for each side.

    Examples
    --------
    >>> interval_p_value([50, 50], [45, 45], [58, 58], [45, 58]).round(6).tolist()
    [0.05, 0.05]
    """
    z = normal_quantile(confidence)
    figure, low, high, against = np.broadcast_arrays(
        *(np.asarray(a, dtype=float) for a in (value, lower, upper, reference))
    )
    apart = np.abs(figure - against)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.where(against < figure, figure - low, high - figure) / z
        score = np.where(apart == 0, 0.0, apart / error)
    return np.asarray(2 * ndtr(-score))


def _side(low: Floats, high: Floats, below: Floats, above: Floats) -> Floats:
    """+1 where low to high lies wholly above the other interval, -1 below; NaN where missing."""
    side = np.asarray(low > above, dtype=float) - np.asarray(high < below, dtype=float)
    return np.where(np.isnan(low + high + below + above), np.nan, side)


def _proportion_limits(
    reference: Floats, n: Floats, confidence: float, multiplier: float
) -> tuple[Floats, Floats]:
    share = reference / multiplier
    wrong = (share < 0) | (share > 1)
    if np.any(wrong):
        came = f"{reference[wrong][0]:g}"
        raise ValueError(f"reference lies between 0 and {multiplier:g}, but came as {came}")
    limits = wilson(n * share, n, confidence).times(multiplier)
    return limits.lower, limits.upper


def _rate_limits(
    reference: Floats, n: Floats, confidence: float, multiplier: float
) -> tuple[Floats, Floats]:
    if np.any(reference < 0):
        raise ValueError(f"reference is 0 or more, but came as {reference[reference < 0][0]:g}")
    expected = reference / multiplier * n
    low, _ = exact_limits(np.ceil(expected), confidence)
    _, high = exact_limits(np.floor(expected), confidence)
    return low / n * multiplier, high / n * multiplier


def _better_side(polarity: ArrayLike) -> Floats:
    names = np.asarray(polarity, dtype=str)
    unknown = set(names.ravel().tolist()) - set(BETTER_SIDE)
    if unknown:
        known = ", ".join(BETTER_SIDE)
        raise ValueError(f"polarity is one of {known}, but came as {', '.join(sorted(unknown))}")
    return np.select([names == name for name in BETTER_SIDE], list(BETTER_SIDE.values()), np.nan)


def _method(method: Method | str) -> Method:
    try:
        return Method(method)
    except ValueError:
        known = ", ".join(Method)
        raise ValueError(f"method is one of {known}, but came as {method}") from None


def _needed(given: ArrayLike | None, name: str, method: Method) -> Floats:
    if given is None:
        raise ValueError(f"{method} needs {name}, but none came")
    counts = np.asarray(given, dtype=float)
    return np.where(counts > 0, counts, np.nan)


def _pair(given: Pair | None, name: str, method: Method) -> tuple[Floats, Floats]:
    if given is None:
        raise ValueError(f"{method} needs {name}, but none came")
    low, high = given
    return np.asarray(low, dtype=float), np.asarray(high, dtype=float)
