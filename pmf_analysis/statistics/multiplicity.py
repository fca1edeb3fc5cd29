"""Many tests at once: how many of the significant ones chance would give.

References
----------
Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical and
powerful approach to multiple testing. *JRSS B* 57, 289-300.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import false_discovery_control

__all__ = ["benjamini_hochberg"]

Floats = NDArray[np.float64]


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """Adjust p-values so that a level holds for the share of false discoveries.

    Parameters
    ----------
    p_values : array_like
        Of one family of tests, in [0, 1]; NaN where no test was made, which counts for none.

    Returns
    -------
    ndarray of float
        Of the same shape, NaN where no test was made: with p_(1) <= ... <= p_(m), the least of
        m p_(j) / j over j >= i, at most 1. Taking as significant what is at most q keeps the
        expected share of false discoveries at most q.

    Raises
    ------
    ValueError
        A p-value is outside [0, 1].

    References
    ----------
    Benjamini and Hochberg (1995).

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, float("nan")]).round(3).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    given = np.asarray(p_values, dtype=float)
    known = ~np.isnan(given)
    made = given[known]
    if np.any((made < 0) | (made > 1)):
        raise ValueError(
            "p_values lie between 0 and 1, but came from "
            f"{float(np.min(made))} to {float(np.max(made))}"
        )
    adjusted = np.full(given.shape, np.nan)
    if made.size:
        adjusted[known] = false_discovery_control(made)
    return adjusted
