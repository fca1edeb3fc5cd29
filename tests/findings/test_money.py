"""Where the money stands: lines of the quarter, sums by directorate, years before."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.moment import Moment, moment
from pmf_analysis.findings.money import accounts, population, totals
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import Area
from pmf_analysis.judgements.finance import Account, Total
from pmf_analysis.tables.book import Book
from tests import books

COLUMNS = (
    "line,organisation,period,area,title,volatile,budget,actual,forecast,explanation,recorded_on"
)
FRAMEWORK = books.FRAMEWORK.replace(
    "calendar:",
    """\
  - {code: roads, name: Roads, services: [{code: repairs, name: Repairs}]}
calendar:""",
)


def row(
    line: str,
    organisation: str,
    period: str,
    amounts: str,
    *,
    area: str = "revenue",
    volatile: str = "",
    why: str = "",
    recorded: str = "2025-07-20",
) -> str:
    """A row of finance.csv; `amounts` are budget, actual and forecast."""
    title = f"Title of {line}"
    return f"{line},{organisation},{period},{area},{title},{volatile},{amounts},{why},{recorded}"


def book_of(folder: Path, *rows: str) -> Book:
    """A book with lines of money."""
    return flow.load(books.write(folder / "data", FRAMEWORK, finance=[COLUMNS, *rows]))


def at(book: Book, quarter: str) -> Moment:
    """The moment of a quarter's report."""
    return moment(book.framework, book.framework.period(quarter), None)


def lines(book: Book, quarter: str) -> dict[str, Account]:
    """The quarter's lines by code."""
    return {account.line: account for account in accounts(book, at(book, quarter))}


def sums(book: Book, quarter: str) -> dict[tuple[str, Area], Total]:
    """The quarter's sums by organisation and area."""
    return {(t.organisation, t.area): t for t in totals(book, at(book, quarter))}


def test_a_line_is_compared_with_its_budget_and_with_last_quarter(tmp_path: Path) -> None:
    """Forecast less budget, and how that changed, though the budget itself moved."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2025-26 Q1", "1000,250,1030"),
        row("R1", "housing", "2025-26 Q2", "1100,560,1180", why="More people came"),
    )
    found = lines(book, "2025-26 Q2")["R1"]
    assert (found.variance, found.previous_variance, found.movement) == (80.0, 30.0, 50.0)
    assert found.share == pytest.approx(80 / 1100)
    assert (found.adverse, found.rating, found.must_explain) == (True, Rating.RED, True)
    assert not found.owes_explanation
    first = lines(book, "2025-26 Q1")["R1"]
    assert (first.variance, first.previous_variance, first.movement) == (30.0, None, None)
    assert first.owes_explanation  # 3%, and nobody said why


def test_a_new_year_begins_without_a_movement(tmp_path: Path) -> None:
    """Last year's variance is another year's."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2024-25 Q4", "900,930,930"),
        row("R1", "housing", "2025-26 Q1", "1000,250,1000"),
    )
    assert lines(book, "2025-26 Q1")["R1"].movement is None
    assert sums(book, "2025-26 Q1")["housing", Area.REVENUE].movement is None


def test_a_line_not_yet_reported_stands_with_its_last_figure_of_the_year(tmp_path: Path) -> None:
    """It does not vanish, says which period it is of, and does not pretend to have stood still."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2025-26 Q1", "1000,250,1030"),
        row("R2", "housing", "2025-26 Q2", "500,250,500"),
        row("R3", "housing", "2024-25 Q4", "500,500,500"),
        row("R4", "housing", "2025-26 Q3", "500,375,500"),
    )
    found = lines(book, "2025-26 Q2")
    assert set(found) == {"R1", "R2"}  # last year's is over, next quarter's is not there yet
    assert (found["R1"].period, found["R1"].stale) == ("2025-26 Q1", True)
    assert (found["R1"].variance, found["R1"].movement) == (30.0, None)
    total = sums(book, "2025-26 Q2")["housing", Area.REVENUE]
    assert (total.lines, total.stale, total.forecast, total.movement) == (2, 1, 1530.0, 0.0)


def test_the_same_point_of_last_year_and_past_years(tmp_path: Path) -> None:
    """Outturn less forecast at the same quarter; a year without an outturn has no error."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2022-23 Q2", "90,45,91"),
        row("R1", "housing", "2022-23 Q4", "90,88,95"),
        row("R1", "housing", "2023-24 Q2", "95,48,100"),
        row("R1", "housing", "2024-25 Q2", "100,50,103"),
        row("R1", "housing", "2024-25 Q4", "100,,108"),
        row("R1", "housing", "2025-26 Q2", "110,56,111"),
    )
    found = lines(book, "2025-26 Q2")["R1"]
    assert found.last_year_actual == 50.0
    # 88 against 91; no end of 2023-24; 108, a forecast at the year's end, against 103.
    assert found.past_errors == (("2022-23", -3.0), ("2024-25", 5.0))
    assert found.outturns == (("2022-23", 88.0), ("2024-25", 108.0))
    total = sums(book, "2025-26 Q2")["X1", Area.REVENUE]
    assert (total.past_errors, total.outturns) == (found.past_errors, found.outturns)
    assert lines(book, "2024-25 Q4")["R1"].past_errors == ()  # the forecast is the outturn


def test_sums_go_from_services_to_directorates_to_the_council(tmp_path: Path) -> None:
    """Lines of the council itself count in the council alone."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2025-26 Q1", "1000,1,1010"),
        row("R2", "advice", "2025-26 Q1", "200,1,190"),
        row("R3", "repairs", "2025-26 Q1", "300,1,300"),
        row("R4", "X1", "2025-26 Q1", "-400,1,-380"),
        row("S1", "roads", "2025-26 Q1", "50,1,40", area="saving"),
    )
    found = sums(book, "2025-26 Q1")
    assert list(found) == [
        ("X1", Area.REVENUE),
        ("X1", Area.SAVING),
        ("housing", Area.REVENUE),
        ("roads", Area.REVENUE),
        ("roads", Area.SAVING),
    ]
    council = found["X1", Area.REVENUE]
    assert (council.lines, council.budget, council.forecast) == (4, 1100.0, 1120.0)
    assert (council.variance, council.adverse, council.rating) == (20.0, True, Rating.RED)
    housing = found["housing", Area.REVENUE]
    assert (housing.budget, housing.forecast, housing.rating) == (1200.0, 1200.0, Rating.GREEN)
    assert found["roads", Area.SAVING].adverse


def test_a_whole_that_is_reported_beside_its_parts_counts_once(tmp_path: Path) -> None:
    """The same line for a directorate and for its service is one amount of money."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2025-26 Q1", "1000,1,1010"),
        row("R1", "advice", "2025-26 Q1", "200,1,190"),
        row("R1", "repairs", "2025-26 Q1", "300,1,300"),
    )
    found = sums(book, "2025-26 Q1")
    assert found["housing", Area.REVENUE].budget == 1000.0
    assert found["X1", Area.REVENUE].budget == 1300.0


def test_a_line_that_moved_to_directorates_counts_where_it_stands_now(tmp_path: Path) -> None:
    """The council held it two years ago: 70 and 30 with 10 of another are 110, not 10."""
    book = book_of(
        tmp_path,
        row("HR", "X1", "2023-24 Q1", "100,25,100"),
        row("HR", "X1", "2023-24 Q4", "100,104,104"),
        row("HR", "roads", "2024-25 Q1", "70,1,70"),
        row("HR", "housing", "2024-25 Q1", "30,1,30"),
        row("HR", "roads", "2024-25 Q4", "70,72,72"),
        row("HR", "housing", "2024-25 Q4", "30,31,31"),
        row("HR", "roads", "2025-26 Q1", "70,1,70"),
        row("HR", "housing", "2025-26 Q1", "30,1,35"),
        row("OTHER", "housing", "2025-26 Q1", "10,1,10"),
    )
    found = sums(book, "2025-26 Q1")
    council = found["X1", Area.REVENUE]
    assert (council.lines, council.budget, council.forecast) == (3, 110.0, 115.0)
    # 104 against 100 in the council's own year; 72 and 31 against 70 and 30 in the next.
    assert council.outturns == (("2023-24", 104.0), ("2024-25", 103.0))
    assert council.past_errors == (("2023-24", 4.0), ("2024-25", 3.0))
    assert found["roads", Area.REVENUE].outturns == (("2024-25", 72.0),)
    assert sums(book, "2023-24 Q4")["X1", Area.REVENUE].forecast == 104.0


def test_what_a_line_becomes_later_has_no_say(tmp_path: Path) -> None:
    """In the first quarter directorates held it, as revenue; since then the council, as capital."""
    book = book_of(
        tmp_path,
        row("IT", "roads", "2025-26 Q1", "70,1,75"),
        row("IT", "housing", "2025-26 Q1", "30,1,30"),
        row("IT", "X1", "2025-26 Q2", "120,1,130", area="capital"),
        row("IT", "roads", "2025-26 Q3", "70,1,75", area="capital"),
    )
    first, second = sums(book, "2025-26 Q1"), sums(book, "2025-26 Q2")
    assert {key: total.forecast for key, total in first.items()} == {
        ("X1", Area.REVENUE): 105.0,
        ("housing", Area.REVENUE): 30.0,
        ("roads", Area.REVENUE): 75.0,
    }
    assert ("X1", Area.REVENUE) not in second
    capital = second["X1", Area.CAPITAL]
    assert (capital.forecast, capital.previous_variance) == (130.0, None)


def test_last_quarters_sum_is_the_one_that_was_reported(tmp_path: Path) -> None:
    """Directorates were 5 over; the council, which holds it now, is 12 over: 7 more."""
    book = book_of(
        tmp_path,
        row("IT", "roads", "2025-26 Q1", "70,1,75"),
        row("IT", "housing", "2025-26 Q1", "30,1,30"),
        row("IT", "X1", "2025-26 Q2", "100,1,112"),
    )
    total = sums(book, "2025-26 Q2")["X1", Area.REVENUE]
    assert (total.variance, total.previous_variance, total.movement) == (12.0, 5.0, 7.0)


def test_percentages_and_balances_of_the_treasury_are_not_summed(tmp_path: Path) -> None:
    """97% and 98% are not 195%, and a loan is no deposit."""
    rows = [
        row("C1", "X1", "2025-26 Q1", "97,28,97", area="collection"),
        row("C2", "X1", "2025-26 Q1", "98,29,98", area="collection"),
        row("T1", "X1", "2025-26 Q1", "9000,1,9000", area="treasury"),
        row("D1", "X1", "2025-26 Q1", "10,11,12", area="debt"),
    ]
    assert list(sums(book_of(tmp_path, *rows), "2025-26 Q1")) == [("X1", Area.DEBT)]


def test_a_sum_with_a_forecast_missing_is_not_made_up(tmp_path: Path) -> None:
    """The budget is known, the forecast is not."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2025-26 Q1", "1000,1,1010"),
        row("R2", "housing", "2025-26 Q1", "200,1,"),
    )
    total = sums(book, "2025-26 Q1")["housing", Area.REVENUE]
    assert (total.budget, total.forecast, total.variance) == (1200.0, None, None)
    assert total.rating is Rating.NO_DATA
    assert lines(book, "2025-26 Q1")["R2"].rating is Rating.NO_DATA


def test_a_directorates_sum_rests_on_lines_that_the_public_does_not_see(tmp_path: Path) -> None:
    """A service's own line is internal; the money is in the total all the same."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2025-26 Q1", "1000,1,1010"),
        row("R2", "advice", "2025-26 Q1", "200,1,190"),
    )
    quarter = book.framework.period("2025-26 Q1")
    seen = flow.find(book, quarter, Audience.PUBLIC).picture
    assert [a.line for a in seen.accounts] == ["R1"]
    assert {(t.organisation, t.budget) for t in seen.totals} == {
        ("X1", 1200.0),
        ("housing", 1200.0),
    }


def test_a_revised_row_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    """The ledger is read as at the day."""
    book = book_of(
        tmp_path,
        row("R1", "housing", "2025-26 Q1", "1000,1,1010", recorded="2025-07-20"),
        row("R1", "housing", "2025-26 Q1", "1000,1,1200", recorded="2025-08-20"),
    )
    quarter = book.framework.period("2025-26 Q1")
    now = flow.find(book, quarter, Audience.PUBLIC).picture.accounts
    assert [a.forecast for a in now] == [1200.0]


def test_how_many_people_there_are(tmp_path: Path) -> None:
    """From the council's own row of areas.csv; None where it does not say."""
    header = "area,name,kind,region,start,end,replaced_by,population"
    areas = [header, "X1,Smallbridge,unitary,,,,,41000", "X2,Other,unitary,,,,,9"]
    book = flow.load(books.write(tmp_path / "a", areas=areas))
    assert population(book) == 41000.0
    assert population(flow.load(books.write(tmp_path / "b"))) is None
