"""What a page says of the charts that the statistics chose, beside the figures it says it of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Basis, Indicator
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.evidence import Trend
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.visuals import headline, sentences, words
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


@pytest.mark.parametrize(
    ("period", "basis", "said"),
    [
        ("2025-26 Q2", "year to date", "Apr to Sep 2025"),
        ("2025-26 Q1", "year to date", "Apr to Jun 2025"),
        ("2025-26 Q4", "year to date", "Apr to Mar 2026"),
        ("2025-26 Q2", "in period", "Jul to Sep 2025"),
        ("2025-26 Q2", "rolling 12 months", "year to Sep 2025"),
        ("Apr 2025", "year to date", "Apr 2025"),
        ("Jun 2025", "year to date", "Apr to Jun 2025"),
        ("2024-25", "in period", "year to March 2025"),
    ],
)
def test_a_running_total_covers_its_year_so_far(
    demonstration: Findings, period: str, basis: str, said: str
) -> None:
    """The months beside a figure are those that it counts."""
    finding = replace(demonstration.council[0], period=period)
    indicator = replace(demonstration.indicators[finding.indicator], basis=Basis(basis))
    assert words.covered(finding, indicator, 4) == said


@pytest.mark.parametrize(
    ("ratings", "title", "counts"),
    [
        (["NO_DATA"], "No figure yet for one indicator", "missing: one. Not due yet: 0."),
        (
            ["NO_DATA", "NOT_DUE", "NO_TARGET"],
            "No figure yet for two indicators",
            "missing: one. Not due yet: 1.",
        ),
        ([], "No figure yet for Inventshire as a whole", "reports its own figures."),
        (["NO_TARGET"], "No unusual change in one indicator", "without targets"),
    ],
)
def test_a_headline_without_a_rating(
    demonstration: Findings, ratings: list[str], title: str, counts: str
) -> None:
    """Missing, not due, no target and no figure of the whole are four different things."""
    steady = next(f for f in demonstration.council if f.verdict is Verdict.STEADY)
    made = tuple(replace(steady, rating=Rating(rating)) for rating in ratings)
    shown = replace(demonstration, findings=made)
    assert headline.headline(shown) == title
    assert headline.lede(shown).endswith(counts) or counts in headline.lede(shown)
