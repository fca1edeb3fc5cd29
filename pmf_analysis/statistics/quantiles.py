"""Quantiles, and the groups they part values into.

References
----------
Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. *The American
Statistician* 50, 361-365 (type 7).
Office for Health Improvement and Disparities. *Assigning deprivation categories* (groups by
rank, as in PHEindicatormethods); *Fingertips* (groups by percentile).
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata

__all__ = ["Method", "quantile", "quantile_bounds", "quantile_group"]

Floats = NDArray[np.float64]
Method = Literal["rank", "percentile"]

QUARTILES = 4
LEAST_BINS = 2
BOUND_DECIMALS = 10


def quantile_group(
    values: ArrayLike,
    bins: int = QUARTILES,
    *,
    high_is_first: bool = False,
    method: Method = "rank",
) -> Floats:
    """Put values into quantile groups: quartiles, quintiles, deciles.

    Parameters
    ----------
    values : array_like, shape (areas,) or (series, areas)
        NaN where missing.
    bins : int
        How many groups, 2 or more.
    high_is_first : bool
        Whether group 1 holds the highest values; give it by polarity, and 1 is the best.
    method : {"rank", "percentile"}
        By rank, as the Office for Health Improvement and Disparities assigns deprivation
        categories; or by the values' own percentiles, as its Fingertips colours maps. They
        differ where values are equal or do not divide evenly. The report uses the rank, by
        which equal values share the better group whichever end is good, as they share a rank.

    Returns
    -------
    ndarray of float
        1 to `bins`, NaN where missing or where there are fewer values than groups. By rank r
        (ties share the least) among m: bins + 1 - ceil((m + 1 - r) bins / m). By percentile:
        1 + how many of the inner `quantile_bounds` lie below the value, counted from the other
        end where high is first.

    Raises
    ------
    ValueError
        `bins` is under 2, or the method is not one of the two.

    References
    ----------
    Assigning deprivation categories; Fingertips.

    Examples
    --------
    >>> quantile_group([3.1, 9.9, 4.0, 7.5, 1.2], high_is_first=True).tolist()
    [3.0, 1.0, 2.0, 1.0, 4.0]
    """
    if bins < LEAST_BINS:
        raise ValueError(f"bins is {LEAST_BINS} or more, but came as {bins}")
    if method not in get_args(Method):
        raise ValueError(f"method is one of {get_args(Method)}, but came as {method!r}")
    figure = np.asarray(values, dtype=float)
    areas = (~np.isnan(figure)).sum(axis=-1, keepdims=True)
    if method == "rank":
        place = rankdata(-figure if high_is_first else figure, "min", axis=-1, nan_policy="omit")
        # Whole numbers throughout, so that no rounding moves a group's edge.
        behind = (areas + 1) - np.nan_to_num(place).astype(int)
        group = bins + 1 + (-behind * bins) // np.maximum(areas, 1)
    else:
        inner = quantile_bounds(figure, bins)[..., None, 1:-1]
        group = 1 + (inner < figure[..., None]).sum(axis=-1)
        group = bins + 1 - group if high_is_first else group
    return np.where(np.isnan(figure) | (areas < bins), np.nan, group.astype(float))


def quantile_bounds(values: ArrayLike, bins: int = QUARTILES) -> Floats:
    """Bounds of the quantile groups by percentile: least value, inner bounds, greatest value.

    Parameters
    ----------
    values : array_like, shape (areas,) or (series, areas)
        NaN where missing.
    bins : int
        How many groups.

    Returns
    -------
    ndarray of float, shape (bins + 1,) or (series, bins + 1)
        Quantiles of type 7 (a spreadsheet's PERCENTILE.INC), to 10 decimals.

    References
    ----------
    Fingertips.

    Examples
    --------
    >>> quantile_bounds([1.0, 2.0, 3.0, 4.0, 6.0]).tolist()
    [1.0, 2.0, 3.0, 4.0, 6.0]
    """
    figure = np.asarray(values, dtype=float)
    bounds = [quantile(figure, part / bins) for part in range(bins + 1)]
    return np.asarray(np.round(np.concatenate(bounds, axis=-1), BOUND_DECIMALS), dtype=float)


def quantile(values: ArrayLike, share: float) -> Floats:
    """Quantile of type 7 along the last axis, which is kept.

    Parameters
    ----------
    values : array_like, shape (areas,) or (series, areas)
        One or more; NaN takes no part.
    share : float
        From 0, the least, to 1, the greatest.

    Returns
    -------
    ndarray of float, shape (1,) or (series, 1)
        With m values in order, the one at place 1 + (m - 1) share, between two in proportion;
        NaN, and no warning, where there are none.

    References
    ----------
    Hyndman and Fan (1996).

    Examples
    --------
    >>> quantile([10.0, 20.0, 40.0, float("nan")], 0.75).tolist()
    [30.0]
    """
    ordered = np.sort(np.asarray(values, dtype=float), axis=-1)  # NaN comes last
    place = share * ((~np.isnan(ordered)).sum(axis=-1, keepdims=True) - 1)
    below = np.floor(place).astype(int)
    low = np.take_along_axis(ordered, below, axis=-1)
    high = np.take_along_axis(ordered, np.ceil(place).astype(int), axis=-1)
    return np.asarray(low + (place - below) * (high - low))
