"""What a page says of the charts that the statistics chose, beside the figures it says it of."""

from __future__ import annotations

from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.evidence import Trend
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import sentences
from pmf_analysis.visuals.facts import trend_words
from pmf_analysis.visuals.notes import chart_notes
from pmf_analysis.visuals.spc_chart import spc_chart
from tests import books
from tests.judgements.test_longer import months
from tests.tables.conftest import catalogue_of

APRIL = 4
SHARE = catalogue_of(books.indicator("1", "Share"))["1"]


def by_quarter(folder: Path) -> tuple[Finding, Indicator]:
    """One incident a month, then nine in a May: 12 in the quarter and 2 in its last month."""
    spelt = months(2021, 48) + months(2025, 3)
    rows = [f"1,X1,{m},,{v},,,,,2025-07-20" for m, v in zip(spelt, [1, 0, 2] * 17, strict=True)]
    rows[-2] = "1,X1,May 2025,,9,,,,,2025-07-20"
    row = {"unit": "count", "per": "1", "polarity": "lower", "frequency": "month", "over": "sum"}
    book = books.write(
        folder,
        indicators=[
            books.INDICATOR_COLUMNS,
            books.indicator("1", "Incidents", over_time="sum", **row),
        ],
        observations=[books.OBSERVATION_COLUMNS, *rows],
        targets=[books.TARGET_COLUMNS, "1,X1,2025-26,2,,,,,plan,,2025-04-01"],
    )
    found = flow.compute(book)
    return found.council[0], found.indicators["1"]


def test_a_chart_by_the_quarter_speaks_of_the_quarter(tmp_path: Path) -> None:
    """The month's 2.0 is not above anything; the quarter's 12.0 is."""
    finding, indicator = by_quarter(tmp_path)
    assert finding.value == 2
    title = sentences.chart_title(finding, indicator, APRIL)
    assert title == "12.0 in Apr to Jun 2025: above its usual range"
    why = sentences.why(finding, indicator, "On target")
    assert why == "On target, but getting worse: 12.0 in the quarter, above its usual range."
    notes = chart_notes(finding, indicator, internal=False)
    assert notes[0] == "Months hold too few cases for a usual range, so each point is a quarter."
    assert finding.outlook is None


def test_a_tick_is_not_rounded_and_a_lone_target_is_drawn(tmp_path: Path) -> None:
    """2.5 is not written as 3; a target of the last period alone still has its mark."""
    finding, indicator = by_quarter(tmp_path)
    _, spec = spc_chart(finding, indicator, APRIL).specs[0]
    rows = spec["data"]["values"]
    assert [row["alone"] for row in rows] == [False] * 16 + [True]
    labels = {layer["encoding"]["y"]["axis"]["labelExpr"] for layer in spec["layer"]}
    assert labels == {"format(datum.value, ',~f')"}
    assert any(layer["mark"]["type"] == "tick" for layer in spec["layer"])


def test_the_interval_of_a_trend_keeps_its_sign() -> None:
    """Falling by 0.5, and perhaps rising by 0.1: the interval says so."""
    falling = Trend(-1, 0.04, -0.5, -1.2, 0.1, 24)
    said = "Falling by about 0.50 percentage points a year (95% interval -0.10 to 1.20)"
    assert trend_words(falling, SHARE) == said
    flat = Trend(1, 0.01, 0.0, 0.0, 0.3, 24)
    assert trend_words(flat, SHARE) == "No steady rise or fall over 24 points"
