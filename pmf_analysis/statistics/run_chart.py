"""Run charts: runs and crossings of the median, for series too short or too rare for limits.

References
----------
Anhøj, J. and Olesen, A. V. (2014). Run charts revisited. *PLoS ONE* 9(11), e113825.
Anhøj, J. (2015). Diagnostic value of run chart analysis. *PLoS ONE* 10(3), e0121349.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import binom

from pmf_analysis.statistics.chart import Bools, Floats, Ints, layout, panel_of
from pmf_analysis.statistics.rules import TIE

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RunChart", "crossings_limit", "run_chart", "run_limit"]

LEAST_USEFUL = 10  # points off the median below which a run chart is not judged
RUN_MARGIN = 3
CROSSING_TAIL = 0.05


@dataclass(frozen=True)
class RunChart:
    """The median and the runs about it; every array has the shape of the values.

    Attributes
    ----------
    values : ndarray of float
        NaN where missing.
    centre : ndarray of float
        The median of the point's segment (or of its baseline).
    segment : ndarray of int
        0, 1, 2, ... along each series.
    useful : ndarray of int
        Points of the segment that are not on the centre.
    longest_run, longest_run_max : ndarray of int
        Points of the longest run on one side, and the most that chance makes likely.
    crossings, crossings_min : ndarray of int
        Times the line crosses the centre, and the fewest that chance makes likely.
    judged : ndarray of bool
        Whether the segment has 10 useful points.
    signal : ndarray of bool
        Whether, where judged, a run is longer or crossings are fewer than those limits.
    """

    values: Floats
    centre: Floats
    segment: Ints
    useful: Ints
    longest_run: Ints
    longest_run_max: Ints
    crossings: Ints
    crossings_min: Ints
    judged: Bools
    signal: Bools

    def row(self, series: int) -> RunChart:
        """Return the chart of one series of a panel."""
        return RunChart(*(getattr(self, f.name)[series] for f in fields(self)))

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a point; a panel gets the columns series and period."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        columns = {f.name: np.ravel(getattr(self, f.name)) for f in fields(self)}
        if self.values.ndim == 1:
            return pd.DataFrame(columns)
        series, periods = np.indices(self.values.shape)
        return pd.DataFrame({"series": series.ravel(), "period": periods.ravel(), **columns})


def run_chart(
    values: ArrayLike,
    *,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    centre: ArrayLike | None = None,
) -> RunChart:
    """Run chart with Anhøj's rules: too long a run, or too few crossings.

    Parameters
    ----------
    values : array_like, shape (periods,) or (series, periods)
        NaN where missing; points on the centre and missing ones are left out of the runs.
    segments : array_like of int, optional
        A label a period; a new label starts a new segment with a median of its own.
    baseline : int, optional
        How many first values of a segment fix its median; all of them when left out.
    centre : array_like, optional
        A centre line known beforehand, in place of the median.

    Returns
    -------
    RunChart
        With n useful points: the longest run is at most round(log2 n) + 3, the crossings at
        least the 5% quantile of Binomial(n - 1, 1/2). Fewer than 10 useful points are not judged.

    Raises
    ------
    ValueError
        `values` is not one- or two-dimensional, `segments` does not fit it, or `baseline` is
        under 2.

    References
    ----------
    Anhøj and Olesen (2014); Anhøj (2015).

    Examples
    --------
    >>> chart = run_chart([5, 6, 5, 6, 5, 6, 7, 8, 9, 8, 9, 8, 9])
    >>> float(chart.centre[0]), int(chart.longest_run[0]), bool(chart.signal[0])
    (7.0, 6, True)
    """
    given = panel_of("values", values)
    placed, panel = layout(given, segments, baseline), np.atleast_2d(given)
    if centre is None:
        middle = placed.median(panel)
    else:
        middle = np.array(np.broadcast_to(np.asarray(centre, dtype=float), panel.shape))
    useful, longest, crossings = _runs(panel - middle, TIE * np.abs(middle), placed.group)
    most, fewest = run_limit(useful), crossings_limit(useful)
    judged = useful >= LEAST_USEFUL
    signal = judged & ((longest > most) | (crossings < fewest))
    arrays: list[Any] = [panel, middle, placed.segment, useful, longest, most, crossings, fewest]
    return RunChart(*(np.reshape(array, given.shape) for array in (*arrays, judged, signal)))


def run_limit(useful: ArrayLike) -> Ints:
    """Return the longest run that chance makes likely: round(log2 n) + 3, 0 for no points.

    Parameters
    ----------
    useful : array_like of int
        Points off the centre.

    Returns
    -------
    ndarray of int
        Of the same shape. log2 n never lies half-way between two whole numbers.

    References
    ----------
    Anhøj and Olesen (2014).

    Examples
    --------
    >>> run_limit([10, 24, 36]).tolist()
    [6, 8, 8]
    """
    n = np.asarray(useful)
    limit = np.round(np.log2(np.maximum(n, 1))).astype(np.int64) + RUN_MARGIN
    return np.where(n > 0, limit, 0)


def crossings_limit(useful: ArrayLike) -> Ints:
    """Return the fewest crossings that chance makes likely: 5% quantile of Binomial(n - 1, 1/2).

    Parameters
    ----------
    useful : array_like of int
        Points off the centre.

    Returns
    -------
    ndarray of int
        Of the same shape; 0 for no points.

    References
    ----------
    Anhøj and Olesen (2014).

    Examples
    --------
    >>> crossings_limit([10, 24, 36]).tolist()
    [2, 8, 13]
    """
    n = np.asarray(useful)
    sizes, where = np.unique(np.maximum(n - 1, 0), return_inverse=True)
    limits: Ints = binom.ppf(CROSSING_TAIL, sizes, 0.5).astype(np.int64)
    return limits[where].reshape(n.shape)


def _runs(apart: Floats, tie: Floats, group: Ints) -> tuple[Ints, Ints, Ints]:
    """Useful points, the longest run and the crossings of each point's group."""
    with np.errstate(invalid="ignore"):
        side = np.where(np.abs(apart) <= tie, 0, np.sign(apart))
    kept = ~np.isnan(side) & (side != 0)
    sides, at = side[kept], group[kept]
    size = int(np.max(group)) + 1 if group.size else 0
    useful = np.bincount(at, minlength=size)
    longest, crossings = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    if len(at):
        same_group = at[1:] == at[:-1]
        starts = np.ones(len(at), dtype=bool)
        starts[1:] = ~same_group | (sides[1:] != sides[:-1])
        run = np.cumsum(starts) - 1
        np.maximum.at(longest, at[starts], np.bincount(run))
        crossings = np.bincount(at[1:][starts[1:] & same_group], minlength=size)
    return useful[group], longest[group], crossings[group]
