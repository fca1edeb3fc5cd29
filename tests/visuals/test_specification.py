"""Charts are made without a look at Vega-Lite's schema; here each kind is held against it."""

from __future__ import annotations

import altair as alt
import pytest

from pmf_analysis.framework.indicator import ChartKind
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals.series_spec import NARROW, WIDE, series_spec

STARTS = 4


@pytest.mark.parametrize("size", (WIDE, NARROW), ids=("wide", "narrow"))
def test_a_series_of_every_kind_of_chart_is_valid(demonstration: Findings, size: object) -> None:
    """One finding of each kind of chart gives a specification that Vega-Lite knows."""
    of_kind = {f.chart: f for f in demonstration.findings if f.points}
    assert set(of_kind) >= {ChartKind.XMR, ChartKind.P_PRIME, ChartKind.RUN}
    for finding in of_kind.values():
        indicator = demonstration.indicators[finding.indicator]
        spec = series_spec(finding, indicator, STARTS, size)  # type: ignore[arg-type]
        alt.LayerChart.from_dict(spec)


def test_a_point_tells_its_row_of_the_table(demonstration: Findings) -> None:
    """Pointed at, a point of the living chart says what its row of the table says."""
    finding = next(f for f in demonstration.findings if f.indicator == "601")
    spec = series_spec(finding, demonstration.indicators["601"], STARTS, WIDE)
    told = [e["tooltip"] for e in (la["encoding"] for la in spec["layer"]) if "tooltip" in e]
    assert len(told) == 1
    last = spec["data"]["values"][-1]
    said = {one["title"]: last[one["field"]] for one in told[0]}
    assert said == {
        "Period": "2025-26 Q2",
        "Figure": "53.2%",
        "Target": "66.0%",
        "Average": "66.7",
        "Usual range": "49.8 to 83.7%",
        "What stands out": "in a run below the average",
    }
