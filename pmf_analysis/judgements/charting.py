"""Which chart a series gets, and drawing a whole panel in one call for each kind of chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator, Unit
from pmf_analysis.statistics import control_chart as charts
from pmf_analysis.statistics.control_chart import ControlChart, RuleSet
from pmf_analysis.statistics.seasonality import seasonal_xmr, seasons

__all__ = ["Drawn", "Rows", "draw", "which"]

Floats = NDArray[np.float64]

SPARSE = 2  # mean cases a period under which limits say nothing
SEASONS = {3, 4, 12}  # periods a year that may have seasons: terms, quarters, months


@dataclass(frozen=True)
class Rows:
    """In-period figures of a panel, what is excluded already missing.

    Attributes
    ----------
    values, numerators, denominators : ndarray, shape (series, periods)
        NaN where missing.
    segments : ndarray of int
        Counts the rebases.
    a_year : int
        Periods in a year.
    settled : ndarray of bool
        Periods that the effects of seasons rest on: those before the current financial year, or
        before a rebase within it, so that a year is judged by one set of effects.
    """

    values: Floats
    numerators: Floats
    denominators: Floats
    segments: NDArray[np.int64]
    a_year: int
    settled: NDArray[np.bool_]

    def take(self, at: Sequence[int]) -> Rows:
        """Return some of the series."""
        return Rows(
            self.values[at],
            self.numerators[at],
            self.denominators[at],
            self.segments[at],
            self.a_year,
            self.settled[at],
        )

    def as_events(self) -> Rows:
        """Return series of counts as rates over one and the same exposure."""
        return replace(self, numerators=self.values, denominators=np.ones(self.values.shape))


@dataclass(frozen=True)
class Drawn:
    """A series' chart.

    Attributes
    ----------
    kind : ChartKind
        Never unnamed.
    chart : ControlChart
        In the indicator's unit. For a line or a run chart its limits are not for showing.
    effects : tuple of float
        How far each season stands from the level, in the order of the first periods; empty
        without seasons.
    wider : float
        How many times as wide the limits are because the effects were estimated; 1 without
        seasons.
    """

    kind: ChartKind
    chart: ControlChart
    effects: tuple[float, ...] = ()
    wider: float = 1.0

    def effect(self, k: int) -> float:
        """Return the effect of the season of the k-th period."""
        return self.effects[k % len(self.effects)] if self.effects else 0.0


def which(
    indicator: Indicator, values: Floats, numerators: Floats, denominators: Floats
) -> ChartKind:
    """Choose the chart of one series.

    A chart that the catalogue names is used as named. Otherwise proportions and rates whose
    every figure has its parts get a chart of their kind, as wide as the data really vary but
    never inside what chance alone gives; so do counts of events, as rates over one period; the
    rest XmR. Where there are fewer than two cases a period, a run chart.
    """
    if indicator.chart is not ChartKind.UNNAMED:
        return indicator.chart
    if not indicator.suits_limits:
        return ChartKind.LINE
    known = ~np.isnan(values)
    if not known.any():
        return ChartKind.XMR
    if indicator.unit is Unit.COUNT and indicator.basis is not Basis.SNAPSHOT:
        kind, cases = ChartKind.U_PRIME, values[known]
    elif indicator.has_parts and not np.isnan(numerators[known] + denominators[known]).any():
        kind = ChartKind.P_PRIME if indicator.unit is Unit.PERCENT else ChartKind.U_PRIME
        cases = numerators[known]
        if kind is ChartKind.P_PRIME and (cases > denominators[known]).any():
            return ChartKind.XMR
    else:
        return ChartKind.XMR
    if (cases < 0).any():
        return ChartKind.XMR
    # No case at all is a constant series, which is compared with its target directly.
    return kind if cases.mean() >= SPARSE or not cases.any() else ChartKind.RUN


def draw(indicators: Sequence[Indicator], rows: Rows, rules: RuleSet) -> list[Drawn]:
    """Draw the chart of every series of a panel.

    Parameters
    ----------
    indicators : sequence of Indicator
        One for each series.
    rows : Rows
        The panel.
    rules : RuleSet
        The council's rules for special causes.
    """
    parts = (rows.values, rows.numerators, rows.denominators)
    kinds = [
        (which(i, *(part[k] for part in parts)), i.chart is not ChartKind.UNNAMED, i.adds_up)
        for k, i in enumerate(indicators)
    ]
    found: dict[int, Drawn] = {}
    for chosen in set(kinds):
        at = [k for k, kind in enumerate(kinds) if kind == chosen]
        kind, named, adds_up = chosen
        events = adds_up and not named
        some = rows.take(at).as_events() if events else rows.take(at)
        per = np.array([1.0 if events else indicators[k].per for k in at])[:, None]
        found.update(zip(at, _drawn(kind, some, rules, per, named=named), strict=True))
    return [found[k] for k in range(len(indicators))]


def _drawn(kind: ChartKind, rows: Rows, rules: RuleSet, per: Floats, *, named: bool) -> list[Drawn]:
    settings: dict[str, Any] = {"rules": rules, "segments": rows.segments}
    least = 0.0 if named else 1.0
    match kind:
        case ChartKind.P | ChartKind.U:
            plain = charts.p if kind is ChartKind.P else charts.u
            chart = plain(rows.numerators, rows.denominators, exact=True, **settings)
        case ChartKind.P_PRIME | ChartKind.U_PRIME:
            wide = charts.p_prime if kind is ChartKind.P_PRIME else charts.u_prime
            chart = wide(rows.numerators, rows.denominators, least=least, exact=True, **settings)
        case ChartKind.C:
            chart = charts.c(rows.values, exact=True, **settings)
        case ChartKind.T:
            chart = charts.t(rows.values, **settings)
        case ChartKind.G:
            chart = charts.g(rows.values, **settings)
        case ChartKind.XMR if rows.a_year in SEASONS and rows.values.shape[1]:
            return _seasonal(rows, rules)
        case _:
            chart = charts.xmr(rows.values, **settings)
    if kind in _OF_PARTS:
        chart = chart.times(per)
    return [Drawn(kind, chart.row(k)) for k in range(len(rows.values))]


_OF_PARTS = {ChartKind.P, ChartKind.U, ChartKind.P_PRIME, ChartKind.U_PRIME}


def _seasonal(rows: Rows, rules: RuleSet) -> list[Drawn]:
    """XmR, with the seasons of the series that have them."""
    series, periods = rows.values.shape
    season = np.arange(periods) % rows.a_year
    settled = np.where(rows.settled, rows.values, np.nan)
    found = seasons(settled, season, rows.a_year, segments=rows.segments)
    chart = seasonal_xmr(rows.values, season, found, rules=rules, segments=rows.segments)
    wider = found.wider
    return [
        Drawn(ChartKind.XMR, chart.row(k), tuple(found.effect[k].tolist()), float(wider[k]))
        if found.seasonal[k]
        else Drawn(ChartKind.XMR, chart.row(k))
        for k in range(series)
    ]
