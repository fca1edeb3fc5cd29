"""Charts of individual values: XmR, the moving ranges themselves, and I' for varying sizes.

References
----------
Wheeler, D. J. (1993). *Understanding Variation*. SPC Press.
Taylor, W. (2017). *Normalized Individuals (IN) Control Chart*.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_analysis.statistics.chart import (
    LIMIT,
    MOVING_RANGE_LIMIT,
    ControlChart,
    finish,
    layout,
    moving_range,
    panel_of,
    sigma_lines,
)
from pmf_analysis.statistics.rules import MAKING_DATA_COUNT, RuleSet

XMR_LIMIT = 2.66  # 3 / d2, d2 = 1.128 for ranges of n = 2 (Wheeler 1993)
SIGMA_OF_PAIRS = np.sqrt(np.pi) / 2  # sigma over the mean absolute difference of a pair


def xmr(
    values: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    screen: bool = True,
    constant: ArrayLike = XMR_LIMIT,
    centre: float | None = None,
) -> ControlChart:
    """Individuals chart (XmR): limits from the mean moving range.

    Parameters
    ----------
    values : array_like, shape (periods,) or (series, periods)
        NaN where missing.
    rules : RuleSet
        The rules for special causes.
    segments : array_like of int, optional
        A label a period, of the shape of `values` or of one series; a new label starts a
        new segment with limits of its own.
    baseline : int, optional
        How many first values of a segment fix its limits; all of them when left out.
    screen : bool
        Drop, once, moving ranges not strictly below 3.267 times their mean. Where that would
        leave a mean of zero it is not done.
    constant : array_like
        Limits stand this many mean moving ranges from the centre (2.66, or 3 / 1.128); one
        number, or one for each series.
    centre : float, optional
        A centre known beforehand, in place of the mean.

    Returns
    -------
    ControlChart
        centre = mean; limits = centre -/+ constant x mean moving range; two-sigma lines at two
        thirds of that. Nothing crosses a segment or a missing period. A constant series has
        limits equal to its centre and no special cause.

    Raises
    ------
    ValueError
        `values` is not one- or two-dimensional, `segments` does not fit it, `baseline` is
        under 2 or `constant` is not above 0.

    References
    ----------
    Wheeler (1993), chapter 3.

    Examples
    --------
    >>> chart = xmr([5, 7, 6, 8, 6, 7, 5, 6])
    >>> float(chart.centre[0]), round(float(chart.upper[0]), 3)
    (6.25, 10.43)
    """
    factor = np.reshape(np.asarray(constant, dtype=float), (-1, 1))
    if not (factor > 0).all():
        raise ValueError(f"constant is above 0, but came as {constant!r}")
    given = panel_of("values", values)
    placed, panel = layout(given, segments, baseline), np.atleast_2d(given)
    middle = placed.mean(panel) if centre is None else np.full(panel.shape, float(centre))
    moving = moving_range(panel, placed.segment)
    mean_moving = placed.mean_moving_range(moving, screen=screen)
    width = factor * mean_moving
    two = width * 2 / 3
    lines = (middle, middle - width, middle + width, middle - two, middle + two)
    return finish(panel, lines, width / LIMIT, placed, rules, screen=screen)


def mr(
    values: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
) -> ControlChart:
    """Moving range chart: whether the variation itself has changed.

    Parameters
    ----------
    values, rules, segments, baseline
        As `xmr`; `baseline` counts moving ranges.

    Returns
    -------
    ControlChart
        Its values are the moving ranges of `values`: centre = their mean, upper limit = 3.267
        times that, lower limit 0, two-sigma line at two thirds of the upper limit.

    Raises
    ------
    ValueError
        As `xmr`.

    References
    ----------
    Wheeler (1993), chapter 3.

    Examples
    --------
    >>> chart = mr([5, 7, 6, 8, 6, 7, 5, 6])
    >>> round(float(chart.centre[0]), 4), round(float(chart.upper[0]), 4)
    (1.5714, 5.1339)
    """
    given = panel_of("values", values)
    start = layout(given, segments, None)
    ranges = np.reshape(moving_range(np.atleast_2d(given), start.segment), given.shape)
    placed, panel = layout(ranges, segments, baseline), np.atleast_2d(ranges)
    middle = placed.mean(panel)
    upper, none = MOVING_RANGE_LIMIT * middle, np.zeros(panel.shape)
    sigma = (upper - middle) / LIMIT
    return finish(panel, (middle, none, upper, none, upper * 2 / 3), sigma, placed, rules)


def i_prime(
    values: ArrayLike,
    sizes: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    screen: bool = True,
) -> ControlChart:
    """Normalised individuals chart (I'): means or rates of unequal sizes.

    Parameters
    ----------
    values : array_like, shape (periods,) or (series, periods)
        Means, shares or rates; NaN where missing.
    sizes : array_like
        What each rests on, of the shape of `values`; 0 or NaN is missing.
    rules, segments, baseline, screen
        As `xmr`.

    Returns
    -------
    ControlChart
        centre = weighted mean; sigma_i = s / sqrt(n_i), s the mean over neighbouring points of
        (sqrt(pi) / 2) |difference| / sqrt((1 / n_i + 1 / n_{i-1}) / 2), screened as moving
        ranges are; limits at three sigma.

    Raises
    ------
    ValueError
        The shapes differ, or as `xmr`.

    References
    ----------
    Taylor (2017).

    Examples
    --------
    >>> chart = i_prime([0.5, 0.6, 0.4, 0.5], [100, 100, 100, 100])
    >>> round(float(chart.upper[0]), 4)
    0.8545
    """
    given, size = panel_of("values", values), panel_of("sizes", sizes)
    if given.shape != size.shape:
        came = f"{given.shape} and {size.shape}"
        raise ValueError(f"values and sizes have one shape, but came as {came}")
    given = np.where(size > 0, given, np.nan)
    placed, panel = layout(given, segments, baseline), np.atleast_2d(given)
    n = np.atleast_2d(np.where(np.isnan(given), np.nan, size))
    middle = placed.mean(panel, n)
    pair = np.full(panel.shape, np.nan)
    pair[:, 1:] = np.sqrt((1 / n[:, 1:] + 1 / n[:, :-1]) / 2)
    spread = SIGMA_OF_PAIRS * moving_range(panel, placed.segment) / pair
    sigma = placed.mean_moving_range(spread, screen=screen) / np.sqrt(n)
    return finish(panel, sigma_lines(middle, sigma), sigma, placed, rules, screen=screen)
