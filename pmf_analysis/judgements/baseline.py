"""Limits that rest on a chosen stretch of a series, and stand from its first period on.

The report's own limits rest on whole segments, which only a recorded rebase begins. A reader who
wants to know how later figures look beside an earlier stretch needs limits of that stretch alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmf_analysis.framework.indicator import ChartKind
from pmf_analysis.judgements.series import Series
from pmf_analysis.judgements.verdict import Reason
from pmf_analysis.statistics import control_chart as charts
from pmf_analysis.statistics.chart import LINES
from pmf_analysis.statistics.control_chart import XMR_LIMIT, ControlChart, RuleSet

__all__ = ["OF_PARTS", "Workings", "fixed", "workings"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Workings:
    """What the limits of one series are worked out from; arrays of one length, oldest first.

    Attributes
    ----------
    kind : ChartKind
        A control chart.
    values : ndarray of float
        In-period figures, in the indicator's unit; NaN where missing or excluded.
    numerators, denominators : ndarray of float
        What a chart of parts rests on, of counts over one exposure; likewise.
    per : float
        What such a chart's lines are multiplied by.
    least : float
        The least that sigma-z is taken as.
    moved : ndarray of float
        How far each period's season stands from the level; 0 without seasons.
    wider : float
        How many times as wide limits are because those effects were estimated.
    """

    kind: ChartKind
    values: Floats
    numerators: Floats
    denominators: Floats
    per: float
    least: float
    moved: Floats
    wider: float

    @property
    def of_parts(self) -> bool:
        """Whether the limits rest on numerators and denominators."""
        return self.kind in OF_PARTS

    def known(self) -> NDArray[np.bool_]:
        """Which periods have a figure that limits may rest on."""
        if not self.of_parts:
            return ~np.isnan(self.values)
        return ~np.isnan(self.numerators) & (self.denominators > 0)


def workings(series: Series) -> Workings | None:
    """Return what a series' limits are worked out from; None where limits mean nothing for it."""
    if series.unsuited is not Reason.NONE:
        return None
    indicator, drawn = series.indicator, series.drawn
    named = indicator.chart is not ChartKind.UNNAMED
    parts = (series.charted, series.charted_numerator, series.charted_denominator)
    values, numerators, denominators = (np.where(series.excluded, np.nan, p) for p in parts)
    events = drawn.kind is ChartKind.C or (indicator.adds_up and not named)
    if events:
        numerators, denominators = values, np.ones(values.shape)
    return Workings(
        drawn.kind,
        values,
        numerators,
        denominators,
        per=1.0 if events else indicator.per,
        least=0.0 if named else 1.0,
        moved=np.array([drawn.effect(k) for k in range(len(values))], dtype=float),
        wider=drawn.wider,
    )


def fixed(found: Workings, first: int, last: int, rules: RuleSet) -> ControlChart:
    """Draw a series by limits that rest on some of its periods.

    Parameters
    ----------
    found : Workings
        What to draw.
    first, last : int
        Positions of the first and the last period that the limits rest on.
    rules : RuleSet
        The council's rules for special causes.

    Returns
    -------
    ControlChart
        From `first` to the end of the series, in the indicator's unit, without a rebase. Seasons
        are those that the report has found.

    Raises
    ------
    ValueError
        Fewer than two of those periods have a figure.
    """
    here = slice(first, None)
    counted = int(found.known()[first : last + 1].sum())
    settings: dict[str, Any] = {"rules": rules, "baseline": counted}
    values, moved = found.values[here], found.moved[here]
    if found.of_parts:
        settings |= {"exact": True} | ({"least": found.least} if found.kind in _WIDE else {})
        draw = OF_PARTS[found.kind]
        chart = draw(found.numerators[here], found.denominators[here], **settings)
        return chart.times(found.per)
    match found.kind:
        case ChartKind.T:
            return charts.t(values, **settings)
        case ChartKind.G:
            return charts.g(values, **settings)
    chart = charts.xmr(values - moved, constant=XMR_LIMIT * found.wider, **settings)
    lines = {name: getattr(chart, name) + moved for name in LINES}
    return replace(chart, values=values, **lines)


_WIDE = {ChartKind.P_PRIME, ChartKind.U_PRIME}
OF_PARTS: dict[ChartKind, Callable[..., ControlChart]] = {
    ChartKind.P: charts.p,
    ChartKind.P_PRIME: charts.p_prime,
    ChartKind.U: charts.u,
    ChartKind.U_PRIME: charts.u_prime,
    ChartKind.C: charts.u,
}
