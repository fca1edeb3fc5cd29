"""Control charts: where a process usually varies, and which points are more than chance.

References
----------
Wheeler, D. J. (1993). *Understanding Variation*. SPC Press.
Provost, L. P. and Murray, S. (2011). *The Health Care Data Guide*. Jossey-Bass.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_analysis.statistics.rules import MAKING_DATA_COUNT, PLOT_THE_DOTS, Rule, RuleSet, judge

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "MAKING_DATA_COUNT",
    "MOVING_RANGE_LIMIT",
    "PLOT_THE_DOTS",
    "XMR_LIMIT",
    "ControlChart",
    "Rule",
    "RuleSet",
    "xmr",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

XMR_LIMIT = 2.66  # 3 / d2, d2 = 1.128 for ranges of n = 2 (Wheeler 1993)
LEAST_BASELINE = 2  # values that make a moving range
MOVING_RANGE_LIMIT = 3.267  # D4 for n = 2: upper limit of a moving range over its mean


@dataclass(frozen=True)
class ControlChart:
    """Limits and special causes; every array has the shape of the values it was made from.

    Attributes
    ----------
    values : ndarray of float
        The values judged; NaN where missing.
    centre, lower, upper, lower_two_sigma, upper_two_sigma : ndarray of float
        The lines, in the values' unit; NaN where a segment has no moving range.
    moving_range : ndarray of float
        Absolute difference from the point before; NaN at the first of a segment or after a gap.
    mean_moving_range : ndarray of float
        What the limits of the point's segment rest on.
    segment : ndarray of int
        0, 1, 2, ... counting the rebases of each series.
    rule : ndarray of int8
        Codes of `Rule`.
    side : ndarray of int8
        +1 above the centre (or rising), -1 below (or falling), 0 where no rule holds.
    """

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower_two_sigma: Floats
    upper_two_sigma: Floats
    moving_range: Floats
    mean_moving_range: Floats
    segment: Ints
    rule: NDArray[np.int8]
    side: NDArray[np.int8]

    def row(self, series: int) -> ControlChart:
        """Return the chart of one series of a panel."""
        return ControlChart(*(getattr(self, f.name)[series] for f in fields(self)))

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a point; a panel gets the columns series and period."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy alone

        columns = {f.name: np.ravel(getattr(self, f.name)) for f in fields(self)}
        if self.values.ndim == 1:
            return pd.DataFrame(columns)
        series, periods = np.indices(self.values.shape)
        return pd.DataFrame({"series": series.ravel(), "period": periods.ravel(), **columns})


def xmr(
    values: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    screen: bool = True,
    constant: float = XMR_LIMIT,
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
    constant : float
        Limits stand this many mean moving ranges from the centre (2.66, or 3 / 1.128).

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
    given = np.asarray(values, dtype=float)
    if given.ndim not in (1, 2):
        raise ValueError(f"values have one or two dimensions, but came with {given.ndim}")
    if baseline is not None and baseline < LEAST_BASELINE:
        raise ValueError(f"baseline is at least {LEAST_BASELINE}, but came as {baseline}")
    if not constant > 0:
        raise ValueError(f"constant is above 0, but came as {constant}")
    panel = np.atleast_2d(given)
    panel = np.where(np.isfinite(panel), panel, np.nan)
    segment = _segments(segments, panel.shape)
    used = ~np.isnan(panel)
    most = int(np.max(segment)) + 1 if segment.size else 1
    group = segment + (np.arange(panel.shape[0]) * most)[:, None]
    if baseline is not None:
        used &= _order_within(used, group) < baseline
    centre = _group_mean(panel, used, group)
    moving = _moving_range(panel, segment)
    mean_moving = _mean_moving_range(moving, used, group, screen=screen)
    width = constant * mean_moving
    lower, upper = centre - width, centre + width
    lower_two, upper_two = centre - width * 2 / 3, centre + width * 2 / 3
    rule, side = judge(panel, centre, lower, upper, lower_two, upper_two, segment, rules)
    arrays = (panel, centre, lower, upper, lower_two, upper_two, moving, mean_moving)
    return ControlChart(
        *(np.reshape(array, given.shape) for array in (*arrays, segment, rule, side)),
    )


def _segments(labels: ArrayLike | None, shape: tuple[int, ...]) -> Ints:
    """Labels as 0, 1, 2, ... along each series, counting where the label changes."""
    if labels is None:
        return np.zeros(shape, dtype=np.int64)
    try:
        given = np.broadcast_to(np.asarray(labels), shape)
    except ValueError:
        came = np.shape(np.asarray(labels))
        raise ValueError(f"segments fit values of shape {shape}, but came as {came}") from None
    changes = np.zeros(shape, dtype=np.int64)
    changes[:, 1:] = given[:, 1:] != given[:, :-1]
    return np.cumsum(changes, axis=1)


def _order_within(used: NDArray[np.bool_], group: Ints) -> Ints:
    """How many values of its segment come before each point."""
    before: Ints = np.cumsum(used, axis=1) - used
    starts = np.ones(used.shape, dtype=bool)
    starts[:, 1:] = group[:, 1:] != group[:, :-1]
    at_start = np.maximum.accumulate(np.where(starts, before, 0), axis=1)
    return before - at_start


def _group_mean(values: Floats, used: NDArray[np.bool_], group: Ints) -> Floats:
    """Mean of the used values of each point's segment, to the last place or nearly so."""
    at = group[used]
    size = int(np.max(group)) + 1 if group.size else 0
    count = np.bincount(at, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(at, weights=values[used], minlength=size) / count
        # A second pass takes out what the first one rounded away.
        mean += np.bincount(at, weights=values[used] - mean[at], minlength=size) / count
    return mean[group]


def _moving_range(values: Floats, segment: Ints) -> Floats:
    moving = np.full(values.shape, np.nan)
    moving[:, 1:] = np.abs(values[:, 1:] - values[:, :-1])
    moving[:, 1:][segment[:, 1:] != segment[:, :-1]] = np.nan
    return moving


def _mean_moving_range(
    moving: Floats, used: NDArray[np.bool_], group: Ints, *, screen: bool
) -> Floats:
    counted = used & ~np.isnan(moving)
    mean = _group_mean(moving, counted, group)
    if not screen:
        return mean
    with np.errstate(invalid="ignore"):
        kept = counted & (moving < MOVING_RANGE_LIMIT * mean)
    screened = _group_mean(moving, kept, group)
    return np.where(screened > 0, screened, mean)
