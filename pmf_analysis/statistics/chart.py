"""What every control chart is made of: its segments, its lines and its special causes."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_analysis.statistics.rules import RuleSet, judge

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MOVING_RANGE_LIMIT = 3.267  # D4 for n = 2: upper limit of a moving range over its mean
SIGMA_OF_RANGES = 1.128  # d2 for n = 2: mean moving range of a normal series, in sigmas
LIMIT, WARNING = 3, 2  # sigmas from the centre to a limit, and to a two-sigma line
LEAST_BASELINE = 2  # values that make a moving range

LINES = ("centre", "lower", "upper", "lower_two_sigma", "upper_two_sigma")
IN_UNITS = ("values", *LINES, "sigma", "moving_range", "mean_moving_range")


@dataclass(frozen=True)
class ControlChart:
    """Limits and special causes; every array has the shape of the values it was made from.

    Attributes
    ----------
    values : ndarray of float
        The values judged; NaN where missing.
    centre, lower, upper, lower_two_sigma, upper_two_sigma : ndarray of float
        The lines, in the values' unit; NaN where there is none.
    sigma : ndarray of float
        One sigma at each point, before any line was cut to what is possible.
    moving_range : ndarray of float
        Absolute difference from the point before; NaN at the first of a segment or after a gap.
    mean_moving_range : ndarray of float
        Mean moving range of the point's segment; an XmR chart's limits rest on it.
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
    sigma: Floats
    moving_range: Floats
    mean_moving_range: Floats
    segment: Ints
    rule: NDArray[np.int8]
    side: NDArray[np.int8]

    def row(self, series: int) -> ControlChart:
        """Return the chart of one series of a panel."""
        return ControlChart(*(getattr(self, f.name)[series] for f in fields(self)))

    def times(self, factor: ArrayLike) -> ControlChart:
        """Return the chart in another unit: a share as a percentage, a rate per 1,000."""
        changed = {name: getattr(self, name) * np.asarray(factor) for name in IN_UNITS}
        return replace(self, **changed)

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a point; a panel gets the columns series and period."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy alone

        columns = {f.name: np.ravel(getattr(self, f.name)) for f in fields(self)}
        if self.values.ndim == 1:
            return pd.DataFrame(columns)
        series, periods = np.indices(self.values.shape)
        return pd.DataFrame({"series": series.ravel(), "period": periods.ravel(), **columns})


@dataclass(frozen=True)
class Layout:
    """How the points of a panel hang together.

    Attributes
    ----------
    shape : tuple of int
        The shape that was given, which results take again.
    segment : ndarray of int, shape (series, periods)
        0, 1, 2, ... along each series.
    group : ndarray of int, shape (series, periods)
        One number for each segment of each series.
    used : ndarray of bool, shape (series, periods)
        Points that fix the limits: present, and within the baseline.
    """

    shape: tuple[int, ...]
    segment: Ints
    group: Ints
    used: Bools

    def mean(self, values: Floats, weights: Floats | None = None) -> Floats:
        """Mean of each point's segment, over the points that fix its limits."""
        return group_mean(values, self.used, self.group, weights)

    def median(self, values: Floats) -> Floats:
        """Median of each point's segment, over the points that fix its limits."""
        return group_median(values, self.used, self.group)

    def mean_moving_range(self, moving: Floats, *, screen: bool) -> Floats:
        """Mean moving range of each point's segment, screened once where that leaves any."""
        counted = self.used & ~np.isnan(moving)
        mean = group_mean(moving, counted, self.group)
        if not screen:
            return mean
        with np.errstate(invalid="ignore"):
            kept = counted & (moving < MOVING_RANGE_LIMIT * mean)
        screened = group_mean(moving, kept, self.group)
        return np.where(screened > 0, screened, mean)


def panel_of(name: str, values: ArrayLike) -> Floats:
    """Values as floating point numbers, what is not finite as missing."""
    given = np.asarray(values, dtype=float)
    if given.ndim not in (1, 2):
        raise ValueError(f"{name} have one or two dimensions, but came with {given.ndim}")
    return np.where(np.isfinite(given), given, np.nan)


def layout(values: Floats, segments: ArrayLike | None, baseline: int | None) -> Layout:
    """Segments of a panel, and the points that fix each one's limits."""
    if baseline is not None and baseline < LEAST_BASELINE:
        raise ValueError(f"baseline is at least {LEAST_BASELINE}, but came as {baseline}")
    panel = np.atleast_2d(values)
    segment = _segments(segments, panel.shape)
    most = int(np.max(segment)) + 1 if segment.size else 1
    group = segment + (np.arange(panel.shape[0]) * most)[:, None]
    used = ~np.isnan(panel)
    if baseline is not None:
        used &= _order_within(used, group) < baseline
    return Layout(values.shape, segment, group, used)


def moving_range(values: Floats, segment: Ints) -> Floats:
    """Absolute difference from the point before, within a segment and without a gap."""
    moving = np.full(values.shape, np.nan)
    moving[:, 1:] = np.abs(values[:, 1:] - values[:, :-1])
    moving[:, 1:][segment[:, 1:] != segment[:, :-1]] = np.nan
    return moving


def group_mean(values: Floats, used: Bools, group: Ints, weights: Floats | None = None) -> Floats:
    """Mean of the used values of each point's group, to the last place or nearly so."""
    at = group[used]
    size = int(np.max(group)) + 1 if group.size else 0
    chosen = values[used]
    weight = np.ones_like(chosen) if weights is None else weights[used]
    total = np.bincount(at, weights=weight, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(at, weights=chosen * weight, minlength=size) / total
        # A second pass takes out what the first one rounded away.
        mean += np.bincount(at, weights=(chosen - mean[at]) * weight, minlength=size) / total
    return mean[group]


def group_median(values: Floats, used: Bools, group: Ints) -> Floats:
    """Median of the used values of each point's group; NaN where it has none."""
    at, chosen = group[used], values[used]
    size = int(np.max(group)) + 1 if group.size else 0
    ordered = chosen[np.lexsort((chosen, at))]
    count = np.bincount(at, minlength=size)
    first = np.cumsum(count) - count
    median = np.full(size, np.nan)
    some = count > 0
    low, high = first + (count - 1) // 2, first + count // 2
    median[some] = (ordered[low[some]] + ordered[high[some]]) / 2
    return median[group]


def median_of(rows: Floats) -> Floats:
    """Median along the last axis, NaN left out; NaN where nothing is left."""
    count = np.asarray((~np.isnan(rows)).sum(axis=-1))
    ordered = np.concatenate([np.sort(rows, axis=-1), np.full((*rows.shape[:-1], 1), np.nan)], -1)
    low, high = np.maximum(count - 1, 0) // 2, count // 2
    pick = [np.take_along_axis(ordered, k[..., None], axis=-1)[..., 0] for k in (low, high)]
    return np.where(count > 0, (pick[0] + pick[1]) / 2, np.nan)


def finish(
    values: Floats,
    lines: tuple[Floats, Floats, Floats, Floats, Floats],
    sigma: Floats,
    placed: Layout,
    rules: RuleSet,
    *,
    screen: bool = True,
    within: tuple[float, float] = (-np.inf, np.inf),
) -> ControlChart:
    """Judge the points by uncut lines, then cut the lines to what is possible."""
    moving = moving_range(values, placed.segment)
    mean_moving = placed.mean_moving_range(moving, screen=screen)
    rule, side = judge(values, *lines, placed.segment, rules)
    centre, *around = lines
    cut = [np.clip(line, *within) for line in around]
    arrays: list[Any] = [
        values,
        centre,
        *cut,
        sigma,
        moving,
        mean_moving,
        placed.segment,
        rule,
        side,
    ]
    return ControlChart(*(np.reshape(array, placed.shape) for array in arrays))


def sigma_lines(centre: Floats, sigma: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Centre, limits at three sigmas and lines at two."""
    limit, warning = LIMIT * sigma, WARNING * sigma
    return centre, centre - limit, centre + limit, centre - warning, centre + warning


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


def _order_within(used: Bools, group: Ints) -> Ints:
    """How many values of its segment come before each point."""
    before: Ints = np.cumsum(used, axis=1) - used
    starts = np.ones(used.shape, dtype=bool)
    starts[:, 1:] = group[:, 1:] != group[:, :-1]
    at_start = np.maximum.accumulate(np.where(starts, before, 0), axis=1)
    return before - at_start
