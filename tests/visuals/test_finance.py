"""What a page says of money: how it is spelt, what a difference means, what it buys."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.work import Area
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import finance, money, value
from pmf_analysis.visuals.finance_words import weight_words
from pmf_analysis.visuals.page.finance import FinancePage
from tests import books
from tests.findings.test_money import COLUMNS, FRAMEWORK, row

RULES = """\
finance:
  deflator: {name: A made-up index, base: 2024-25, index: {2024-25: 100, 2025-26: 104}}
calendar:"""
HOSTILE = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "£0"),
        (0.4, "£0"),
        (-0.4, "£0"),
        (812.5, "£813"),
        (9999.4, "£9,999"),
        (9999.5, "£10,000"),
        (10499, "£10,000"),
        (10500, "£11,000"),
        (340210, "£340,000"),
        (999499, "£999,000"),
        (999500, "£1m"),
        (1234567, "£1.23m"),
        (1200000, "£1.2m"),
        (9994999, "£9.99m"),
        (9995000, "£10m"),
        (12345678, "£12.3m"),
        (412345678, "£412.3m"),
        (999950000, "£1bn"),
        (1234567890, "£1.23bn"),
        (-2100000, "−£2.1m"),
        (None, ""),
    ],
)
def test_pounds_are_spelt_as_people_say_them(value: float | None, said: str) -> None:
    """To the pound, to the thousand, then in millions; what rounds up moves on."""
    assert money.pounds(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(8.5, "£8.50"), (99.994, "£99.99"), (99.995, "£100"), (-3.0, "−£3.00")]
)
def test_an_amount_for_one_person_has_pence(value: float, said: str) -> None:
    """Below £100."""
    assert money.small_pounds(value) == said


@pytest.mark.parametrize(
    ("variance", "area", "budget", "said"),
    [
        (1200000.0, Area.REVENUE, 9e7, "£1.2m over budget"),
        (-3000.0, Area.REVENUE, 9e7, "£3,000 under budget"),
        (0.0, Area.REVENUE, 9e7, "on budget"),
        (50000.0, Area.REVENUE, -9e5, "£50,000 less income than budgeted"),
        (-50000.0, Area.REVENUE, -9e5, "£50,000 more income than budgeted"),
        (-400000.0, Area.CAPITAL, 9e6, "£400,000 under budget"),
        (-400000.0, Area.SAVING, 9e6, "£400,000 less than planned"),
        (0.0, Area.SAVING, 9e6, "as planned"),
        (-0.2, Area.COLLECTION, 97.0, "0.2 percentage points below target"),
        (100.0, Area.DEBT, 900.0, "£100 more than planned"),
        (None, Area.DEBT, 900.0, ""),
    ],
)
def test_a_difference_is_said_in_the_words_of_its_area(
    variance: float | None, area: Area, budget: float, said: str
) -> None:
    """Over and under, more and less, and income that falls short."""
    assert money.distance(variance, area, budget) == said


@pytest.mark.parametrize(
    ("movement", "area", "said"),
    [
        (400000.0, Area.REVENUE, "£400,000 worse"),
        (-400000.0, Area.REVENUE, "£400,000 better"),
        (400000.0, Area.SAVING, "£400,000 better"),
        (-1.0, Area.COLLECTION, "one percentage point worse"),
        (5000.0, Area.DEBT, "£5,000 worse"),
        (5000.0, Area.TREASURY, "£5,000 more"),
        (-5000.0, Area.CAPITAL, "£5,000 less"),
        (0.0, Area.REVENUE, "no change"),
        (None, Area.REVENUE, ""),
    ],
)
def test_a_movement_is_better_or_worse_only_where_that_is_known(
    movement: float | None, area: Area, said: str
) -> None:
    """For capital and treasury it is merely more or less."""
    assert money.moved(movement, area) == said


ROWS = (
    row("R1", "housing", "2024-25 Q4", "950,1000,1000"),
    row("R1", "housing", "2025-26 Q1", "1000000,250000,1015000", volatile="yes"),
    row("R2", "advice", "2025-26 Q1", "200000,50000,190000", why="A post stood empty"),
    row("R3", "roads", "2025-26 Q1", "800000,200000,800000"),
    row("S1", "roads", "2025-26 Q1", "50000,10000,40000", area="saving", why=HOSTILE),
    row("C1", "roads", "2025-26 Q1", "1000000,90000,750000", area="capital", why="Late"),
    row("T1", "X1", "2025-26 Q1", "900,900,950", area="treasury", why="Lower rates"),
    row("K1", "X1", "2024-25 Q1", "97,28.6,97.1", area="collection"),
    row("K1", "X1", "2025-26 Q1", "97,28.1,97", area="collection"),
    row("D1", "X1", "2025-26 Q1", "500,520,500", area="debt"),
)


@pytest.fixture
def findings(tmp_path: Path) -> Findings:
    """A small council's money, with people to divide it by and an indicator that it serves."""
    folder = books.write(
        tmp_path / "data",
        FRAMEWORK.replace("calendar:", RULES),
        finance=[COLUMNS, *ROWS],
        areas=[
            "area,name,kind,region,start,end,replaced_by,population",
            "X1,Smallbridge,unitary,,,,,1000",
        ],
        links=["from_kind,from_id,to_kind,to_id", "budget line,R1,indicator,101"],
    )
    return flow.compute(folder, audience="internal")


@pytest.fixture
def page(findings: Findings) -> FinancePage:
    """Its page."""
    return FinancePage.open(findings, "")


def rows_of(html: str) -> list[str]:
    """Each row of a table as words."""
    body = html.split("<tbody", 1)[1]
    texts = [re.sub(r"<[^>]+>", " ", tr) for tr in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def test_the_page_answers_whether_the_council_lives_within_its_means(page: FinancePage) -> None:
    """£2,005,000 forecast against £2,000,000: 0.25%, half up to 0.3%, within the 1% allowed."""
    assert page.lede() == (
        "Are we living within our means? Not quite: this year's spending is forecast at £2.01m, "
        "£5,000 (0.3%) over the budget of £2m."
    )


def test_a_missing_forecast_is_admitted(findings: Findings) -> None:
    """No answer is made up."""
    totals = tuple(replace(t, variance=None) for t in findings.picture.totals)
    picture = replace(findings.picture, totals=totals)
    page = FinancePage.open(replace(findings, picture=picture), "")
    assert "Not every forecast is there" in page.lede()


def test_directorates_come_before_the_council(page: FinancePage) -> None:
    """Each with budget, forecast, difference, share and a rating in words."""
    found = rows_of(page.revenue().html)
    assert [line.split(" £")[0] for line in found] == ["Housing", "Roads", "Smallbridge Council"]
    assert "£1.2m £1.21m ▲ Close £5,000 over budget (0.4%)" in found[0]
    assert "● On target on budget" in found[1]


def test_what_nobody_explained_stands_first(page: FinancePage) -> None:
    """A volatile line with any difference, and then what was explained."""
    found = rows_of(page.explained().html)
    assert found[0].startswith("Title of R1 Housing, large and volatile £1m £1.02m")
    assert found[0].endswith("No explanation has been given.")
    assert found[1].startswith("Title of R2 Housing advice")
    assert found[1].endswith("A post stood empty")
    assert len(found) == 2


def test_spending_below_a_capital_budget_is_not_rated(page: FinancePage) -> None:
    """It may have cost less or been put off, and the page says so."""
    html = page.of_area("capital").html
    assert "£250,000 under budget (25%)" in html
    assert "○</span> Not rated" in html
    assert "25% of it is not spent this year. Late" in html
    assert "put off to a later year" in html


def test_treasury_is_not_rated(page: FinancePage) -> None:
    """Neither more nor less is always better."""
    html = page.of_area("treasury").html
    assert "○</span> Not rated" in html
    assert "£50 more than planned" in html


def test_collection_is_set_beside_the_same_point_of_last_year(page: FinancePage) -> None:
    """28.1% against 28.6%."""
    html = page.of_area("collection").html
    assert "28.6% at this point last year" in html
    assert "0.5 percentage points less than at this point last year." in html
    assert "£" not in html


def test_an_area_that_is_not_kept_is_not_shown(page: FinancePage) -> None:
    """There is no heading over nothing."""
    assert page.of_area("reserve").html == ""


def test_hostile_words_stay_words(page: FinancePage) -> None:
    """Explanations are text."""
    html = page.of_area("saving").html
    assert "<script" not in html
    assert "&lt;script" in html


def test_a_directorates_money_is_its_own_and_its_services(findings: Findings) -> None:
    """Sums by area, and its lines alone."""
    picture, framework = findings.picture, findings.framework
    html = finance.for_directorate(picture.totals, picture.accounts, "housing", framework).html
    assert "Revenue" in html
    assert {"R1", "R2"} == set(re.findall(r"Title of (\w+)", html))


def test_spending_linked_to_an_indicator_is_found(findings: Findings) -> None:
    """By the links of the table, and nothing else."""
    picture, framework = findings.picture, findings.framework
    html = finance.linked_spend(picture, framework, "", indicators={"101"}).html
    assert re.findall(r"Title of (\w+)", html) == ["R1"]
    assert "No spending is linked" in finance.linked_spend(picture, framework, "").html


def test_cost_per_head_in_real_terms(page: FinancePage) -> None:
    """£2,005,000 over 1,000 people; £1,005,000 at 104 is £966,346 of last year's money."""
    html = page.per_head().html
    assert "by A made-up index" in html
    assert "1,000 residents of today" in html
    council = rows_of(html)[0]
    # 2024-25: £1,000 over 1,000 people; 2,005 / 1.04 = 1,927.88.
    assert council.startswith("Smallbridge Council £2,005 £1.00 £1,928")


def test_without_a_population_there_is_no_cost_per_head(findings: Findings) -> None:
    """Nothing to divide by."""
    picture = replace(findings.picture, population=None)
    assert FinancePage.open(replace(findings, picture=picture), "").per_head().html == ""


def test_cost_stands_beside_performance(page: FinancePage) -> None:
    """The line, what it costs a head, and the indicator that it is for with its rating."""
    found = rows_of(page.value_for_money().html)
    assert len(found) == 1
    assert found[0].startswith("Title of R1 Housing £1.02m £1,015 a head")
    assert "Duties ended with a home 66.0%, ■ Off target" in found[0]
    assert found[0].endswith("Performance: off target.")


def test_nothing_linked_is_no_section(findings: Findings) -> None:
    """Nor are unit costs that nobody keeps."""
    picture = replace(findings.picture, links=())
    page = FinancePage.open(replace(findings, picture=picture), "")
    assert page.value_for_money().html == ""
    assert page.unit_costs().html == ""
    assert not value.is_unit_cost(findings.council[0], findings.indicators)


def test_a_variance_is_judged_beside_past_errors(findings: Findings) -> None:
    """Errors of 10, 20 and 60, each year too high: 15 lies within, 70 beyond, 20 is usual."""
    past = (("2022-23", -10.0), ("2023-24", -60.0), ("2024-25", -20.0))
    total = replace(findings.picture.totals[0], past_errors=past)
    opening = (
        "In the last three years the forecast at this point was wrong by between £10 and £60 "
        "(in the middle, £20), each time too high. This difference is "
    )
    endings = {
        20.0: "no more than forecasts at this point are usually wrong by.",
        -25.0: "no more than forecasts at this point have been wrong by before.",
        70.0: "more than any forecast at this point has been wrong by.",
    }
    for variance, ending in endings.items():
        assert weight_words(replace(total, variance=variance)) == opening + ending
    assert weight_words(replace(total, variance=0.0)) == ""
    assert weight_words(replace(total, past_errors=past[:2])) == ""


def test_without_money_there_is_no_page(findings: Findings) -> None:
    """A council that keeps no finance table has none."""
    empty = Findings(
        findings.framework, "2025-26 Q1", dt.date(2025, 9, 2), None, Audience.PUBLIC, {}
    )
    assert list(FinancePage.scopes(empty)) == []
