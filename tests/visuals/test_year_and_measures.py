"""The last twelve months, and the guide to definitions and targets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lxml import html

from pmf_analysis import findings as flow
from pmf_analysis.framework.rating import Measure, RatingRule, RuleName
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import guide
from pmf_analysis.visuals.page.measures import MeasuresPage
from pmf_analysis.visuals.page.year import YearPage
from tests import books


def rows(piece: str) -> dict[str, list[str]]:
    """Rows of tables by the code under their first cell."""
    found = html.fromstring(f"<div>{piece}</div>").xpath("//tbody/tr")
    texts = [[" ".join(" ".join(cell.itertext()).split()) for cell in row] for row in found]
    return {text[0].rsplit(" ", 1)[-1]: text for text in texts}


@pytest.fixture
def found(tmp_path: Path) -> Findings:
    """The small book: 66 of 100 duties now, 73 of 100 in the same quarter a year before."""
    return flow.compute(books.write(tmp_path / "data"))


def test_each_figure_stands_beside_that_of_the_same_quarter_a_year_before(found: Findings) -> None:
    """101 was 73% in April to June 2024 and is 66% now, which chance may explain."""
    shown = rows(YearPage.open(found, "").by_theme().html)
    assert shown["101"][1:3] == ["73.0% Apr to Jun 2024", "66.0% Apr to Jun 2025"]
    assert shown["102"][1:3] == ["51.0 Apr to Jun 2024", "55.0 Apr to Jun 2025"]
    assert shown["101"][3] == "Same"


def test_a_figure_without_one_of_a_year_before_is_not_compared(tmp_path: Path) -> None:
    """Three quarters of 103 are too few to look back a year."""
    tables = books.tables()
    kept = [row for row in tables["observations"] if not row.startswith("103")]
    few = [f"103,housing,{q},,50.0,10,20,,,2025-07-20" for q in books.quarters(3)]
    found = flow.compute(books.write(tmp_path / "data", observations=[*kept, *few]))
    page = YearPage.open(found, "")
    assert set(rows(page.by_theme().html)) == {"101", "102"}
    assert page.lede().startswith("Of two indicators with a figure of a year before")


def test_only_what_ended_in_the_twelve_months_was_finished(demonstration: Findings) -> None:
    """A year back from the day of the report, and not a day more."""
    page = YearPage.open(demonstration, "")
    since = demonstration.reported_on - dt.timedelta(days=365)
    ended = [a.progress.ended_on for a in page.picture.actions]
    assert ended
    assert all(day is not None and since < day <= demonstration.reported_on for day in ended)
    whole = [a for a in demonstration.picture.actions if a.progress.ended_on]
    assert len(ended) < len(whole)


def test_a_figure_that_is_withheld_is_on_neither_page(tmp_path: Path) -> None:
    """A small count stays hidden beside that of a year before, and in the guide."""
    tables = books.tables()
    tables["indicators"][2] = books.indicator(
        "102", "Households waiting", unit="count", per="1", polarity="lower", disclosure="small"
    )
    few = [f"102,X1,{quarter},,3,,,,,2025-07-20" for quarter in books.quarters()]
    kept = [row for row in tables["observations"] if not row.startswith("102")]
    rules = "disclosure:\n  groups:\n    small: {minimum: 5}\n"
    found = flow.compute(
        books.write(
            tmp_path / "data",
            books.FRAMEWORK + rules,
            indicators=tables["indicators"],
            observations=[*kept, *few],
        )
    )
    assert "102" not in rows(YearPage.open(found, "").by_theme().html)
    assert rows(MeasuresPage.open(found, "").every().html)["102"][2] == "None"


def test_the_guide_says_what_each_target_is_and_why(demonstration: Findings) -> None:
    """Who set it and the reason, from the row of targets.csv that is in force."""
    shown = rows(MeasuresPage.open(demonstration, "").every().html)
    assert len(shown) == len(demonstration.indicators)
    assert shown["506"][2] == "75"
    assert "Set by Cabinet" in shown["506"][3]
    assert shown["102"][2] == "None"


def test_of_several_targets_the_last_that_had_begun_gives_the_reason(tmp_path: Path) -> None:
    """Neither last year's reason nor next year's."""
    targets = [
        books.TARGET_COLUMNS,
        "101,X1,2024-25,70,,,,,Cabinet,Old reason,2024-04-01",
        "101,X1,2025-26,75,,,,,Cabinet,New reason,2025-04-01",
        "101,X1,2026-27,80,,,,,Cabinet,Later reason,2025-04-01",
    ]
    found = flow.compute(books.write(tmp_path / "data", targets=targets))
    assert "New reason" in rows(MeasuresPage.open(found, "").every().html)["101"][3]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (RatingRule(), "by no more than 5% of it"),
        (RatingRule(tolerance=0.025), "by no more than 2.5% of it"),
        (RatingRule(tolerance=2, measure=Measure.POINTS), "by no more than 2 of its own unit"),
        (RatingRule(rule=RuleName.FLOOR), "not beyond the floor"),
        (RatingRule(last_year=True), "better than a year before"),
    ],
)
def test_the_guide_says_how_amber_is_given(found: Findings, rule: RatingRule, said: str) -> None:
    """In the words of the council's own rule."""
    framework = found.framework.model_copy(update={"rating": rule})
    assert said in guide.ratings(framework).html


def test_a_running_total_is_said_to_begin_with_its_year(demonstration: Findings) -> None:
    """613 homes since April stand beside those of April to September a year before."""
    shown = rows(YearPage.open(demonstration, "").by_theme().html)
    assert shown["507"][1:3] == ["596 Apr to Sep 2024", "613 Apr to Sep 2025"]
