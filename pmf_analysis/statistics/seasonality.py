"""Seasons: whether a series has them, how strong they are, and limits that allow for them.

References
----------
Hirsch, R. M., Slack, J. R. and Smith, R. A. (1982). Techniques of trend analysis for monthly water
quality data. *Water Resources Research* 18, 107-121 (the seasonal slope).
Kruskal, W. H. and Wallis, W. A. (1952). Use of ranks in one-criterion variance analysis. *JASA* 47,
583-621.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc
from scipy.stats import rankdata

from pmf_analysis.statistics.chart import (
    LINES,
    Bools,
    ControlChart,
    Floats,
    Ints,
    layout,
    median_of,
    panel_of,
)
from pmf_analysis.statistics.individuals import XMR_LIMIT, xmr
from pmf_analysis.statistics.rules import MAKING_DATA_COUNT, RuleSet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Seasons", "seasonal_xmr", "seasons"]

LEVEL = 0.01  # p below this makes a series seasonal
MONTHS = 12
LEAST_YEARS_OF_MONTHS, LEAST_YEARS = 3, 4
LEAST_SEASONS = 2


@dataclass(frozen=True)
class Seasons:
    """The seasons of each series.

    Attributes
    ----------
    effect : ndarray of float, shape (seasons,) or (series, seasons)
        How far each season stands from the level of the series, in its unit; they add up to
        0, and are all 0 where the series has no seasons.
    statistic, p_value : ndarray of float
        Kruskal-Wallis over the seasons; NaN where there are too few years.
    years : ndarray of int
        Full years that the effects rest on: the values of the season that has fewest.
    seasonal : ndarray of bool
        Whether p is below 0.01.
    """

    effect: Floats
    statistic: Floats
    p_value: Floats
    years: Ints
    seasonal: Bools

    @property
    def wider(self) -> Floats:
        """How many times as wide limits are because the effects were estimated."""
        years = np.sqrt(self.years / np.maximum(self.years - 1, 1))
        return np.where(self.seasonal, years, 1.0)

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a series, and a column for each season's effect."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        names = ("statistic", "p_value", "years", "seasonal")
        columns = {name: np.ravel(getattr(self, name)) for name in names}
        effects = np.atleast_2d(self.effect)
        return pd.DataFrame(
            columns | {f"season_{k}": effects[:, k] for k in range(effects.shape[1])}
        )


def seasons(
    values: ArrayLike, season: ArrayLike, a_year: int, *, segments: ArrayLike | None = None
) -> Seasons:
    """Test each series for seasons, and estimate their effects.

    Parameters
    ----------
    values : array_like, shape (periods,) or (series, periods)
        NaN where missing.
    season : array_like of int, shape (periods,)
        Each period's season, 0 to `a_year` - 1.
    a_year : int
        Seasons in a year: 12 months, 4 quarters, 3 terms.
    segments : array_like of int, optional
        A label a period; each segment has a level of its own.

    Returns
    -------
    Seasons
        The seasonal Sen slope (median of the yearly differences of pairs in one season and
        segment) and each segment's median are taken away; what is left is tested by
        Kruskal-Wallis over the seasons. An effect is the median of a season's rest, less the
        mean of those medians. Tested from 3 full years of months, or 4 of quarters or terms.

    Raises
    ------
    ValueError
        `season` does not fit the periods, lies outside 0 to `a_year` - 1, or `a_year` is
        under 2.

    References
    ----------
    Hirsch, Slack and Smith (1982); Kruskal and Wallis (1952).

    Examples
    --------
    >>> found = seasons([1, 5, 9, 5] * 4, [0, 1, 2, 3] * 4, 4)
    >>> bool(found.seasonal), found.effect.tolist()
    (True, [-4.0, 0.0, 4.0, 0.0])
    """
    given = panel_of("values", values)
    placed, panel = layout(given, segments, None), np.atleast_2d(given)
    label = _season(season, a_year, panel.shape[1])
    rest = _levelled(panel - _slope(panel, label, placed.segment, a_year), placed.group)
    present = ~np.isnan(rest)
    counts = np.stack([(present & (label == s)).sum(axis=1) for s in range(a_year)], axis=1)
    years = counts.min(axis=1) if panel.shape[1] else np.zeros(len(panel), dtype=np.int64)
    enough = years >= (LEAST_YEARS_OF_MONTHS if a_year == MONTHS else LEAST_YEARS)
    statistic, p_value = _kruskal_wallis(rest, label, counts)
    statistic, p_value = np.where(enough, statistic, np.nan), np.where(enough, p_value, np.nan)
    seasonal = enough & (np.nan_to_num(p_value, nan=1.0) < LEVEL)
    medians = np.stack([median_of(rest[:, label == s]) for s in range(a_year)], axis=1)
    effect = np.zeros(medians.shape)
    effect[seasonal] = (medians - medians.mean(axis=1, keepdims=True))[seasonal]
    one = given.shape[:-1]
    return Seasons(
        effect.reshape((*one, a_year)),
        *(np.reshape(a, one) for a in (statistic, p_value, years, seasonal)),
    )


def seasonal_xmr(
    values: ArrayLike,
    season: ArrayLike,
    found: Seasons,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    screen: bool = True,
) -> ControlChart:
    """XmR chart whose lines follow the seasons.

    Parameters
    ----------
    values : array_like, shape (periods,) or (series, periods)
        As observed; NaN where missing.
    season : array_like of int, shape (periods,)
        Each period's season.
    found : Seasons
        The effects, from these series or from their earlier values.
    rules, segments, baseline, screen
        As `xmr`.

    Returns
    -------
    ControlChart
        Limits and rules of the values less their season's effect, the mean moving range times
        sqrt(m / (m - 1)) for m years because the effects were estimated; then every line is
        moved by each season's effect. Without seasons it is the plain XmR chart.

    Raises
    ------
    ValueError
        As `xmr`, or `season` does not fit the periods.

    References
    ----------
    Wheeler, D. J. (2003). *Making Sense of Data*. SPC Press (deseasonalised charts).

    Examples
    --------
    >>> season, values = [0, 1, 2, 3] * 4, [1, 5, 9, 5] * 4
    >>> chart = seasonal_xmr(values, season, seasons(values, season, 4))
    >>> chart.centre[:4].tolist()
    [1.0, 5.0, 9.0, 5.0]
    """
    given = panel_of("values", values)
    effects = np.atleast_2d(found.effect)
    label = _season(season, effects.shape[1], np.atleast_2d(given).shape[1])
    moved = effects[:, label].reshape(given.shape)
    wider = np.atleast_1d(found.wider)
    chart = xmr(
        given - moved,
        rules=rules,
        segments=segments,
        baseline=baseline,
        screen=screen,
        constant=XMR_LIMIT * wider,
    )
    lines = {name: getattr(chart, name) + moved for name in LINES}
    mean_moving = chart.mean_moving_range * wider.reshape((*given.shape[:-1], 1))
    return replace(chart, values=given, **lines, mean_moving_range=mean_moving)


def _season(season: ArrayLike, a_year: int, periods: int) -> Ints:
    label = np.asarray(season, dtype=np.int64)
    if a_year < LEAST_SEASONS:
        raise ValueError(f"a year has at least 2 seasons, but a_year came as {a_year}")
    if label.shape != (periods,) or ((label < 0) | (label >= a_year)).any():
        raise ValueError(
            f"season gives each of {periods} periods a number from 0 to {a_year - 1}, "
            f"but came with shape {label.shape}"
        )
    return label


def _slope(panel: Floats, label: Ints, segment: Ints, a_year: int) -> Floats:
    """What the seasonal Sen slope adds by each period."""
    time = np.arange(panel.shape[1])
    pairs = []
    for season in range(a_year):
        mine = np.flatnonzero(label == season)
        first, second = np.triu_indices(len(mine), 1)
        pairs.append(np.stack([mine[first], mine[second]]))
    i, j = np.concatenate(pairs, axis=1)
    apart = (panel[:, j] - panel[:, i]) / ((j - i) / a_year)
    apart[segment[:, i] != segment[:, j]] = np.nan
    return np.nan_to_num(median_of(apart))[:, None] * (time / a_year)


def _levelled(panel: Floats, group: Ints) -> Floats:
    """Values less the median of their segment."""
    rest = np.full(panel.shape, np.nan)
    first = group.min(axis=1, keepdims=True) if group.size else group
    for step in range(int(np.max(group - first)) + 1 if group.size else 0):
        here = group - first == step
        level = median_of(np.where(here, panel, np.nan))[:, None]
        rest = np.where(here, panel - level, rest)
    return rest


def _kruskal_wallis(rest: Floats, label: Ints, counts: Ints) -> tuple[Floats, Floats]:
    """H, corrected for ties, and its p; 0 and 1 where every value is the same."""
    if not rest.size:
        return np.full(len(rest), np.nan), np.full(len(rest), np.nan)
    ranks = rankdata(rest, axis=1, nan_policy="omit")
    n = counts.sum(axis=1)
    sums = np.stack(
        [np.nansum(ranks[:, label == s], axis=1) for s in range(counts.shape[1])], axis=1
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (sums**2 / counts).sum(axis=1) - n * (n + 1) ** 2 / 4
        # The variance of the ranks holds the correction for ties.
        variance = (np.nansum(ranks**2, axis=1) - n * (n + 1) ** 2 / 4) / (n - 1)
        statistic = np.where(variance > 0, between / variance, 0.0)
    return statistic, np.asarray(chdtrc(counts.shape[1] - 1, statistic))
