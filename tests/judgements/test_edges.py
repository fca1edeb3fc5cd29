"""Books that are right but unusual: each once stopped a build, or was read wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.series import CHANGE_LIMIT
from tests import books

CALENDAR = books.FRAMEWORK + "    - {quarter: 2025-26 Q2, publication: 2025-12-02}\n"


TERMS = ("autumn", "spring", "summer")


def rows(cells: Iterable[tuple[str, object, object, object]]) -> list[str]:
    """Observations of indicator 1: period, value, numerator, denominator."""
    made = (f"1,X1,{p},,{v},{x},{n},,,2025-10-20" for p, v, x, n in cells)
    return [books.OBSERVATION_COLUMNS, *made]


def found(folder: Path, indicator: str, observations: list[str], **tables: list[str]) -> Finding:
    """The one finding of a book with one indicator."""
    none = [books.TARGET_COLUMNS]
    book = books.write(
        folder,
        CALENDAR,
        indicators=[books.INDICATOR_COLUMNS, indicator],
        observations=observations,
        **({"targets": none} | tables),
    )
    return flow.compute(book).council[0]


def faults(folder: Path, indicator: str, observations: list[str], **tables: list[str]) -> str:
    """What is said of a book that cannot be used."""
    with pytest.raises(FaultsFound) as raised:
        found(folder, indicator, observations, **tables)
    return "\n".join(str(fault) for fault in raised.value.faults)


COUNT = {"unit": "count", "per": "1", "over": "sum", "over_time": "sum"}


def test_a_series_that_begins_within_the_year(tmp_path: Path) -> None:
    """One quarter alone: no year's target can be added up, and nothing stops."""
    row = books.indicator("1", "New starts", **COUNT)
    target = [books.TARGET_COLUMNS, "1,X1,2025-26,40,,,,,plan,,2025-04-01"]
    finding = found(tmp_path, row, rows([("2025-26 Q2", 41, "", "")]), targets=target)
    assert (finding.verdict, finding.outlook) == ("NEW", None)


@pytest.mark.parametrize("chart", ["", "xmr"])
def test_an_excluded_latest_figure_is_not_read_off_its_chart(tmp_path: Path, chart: str) -> None:
    """It is drawn and rated; nothing is said of change, whatever chart it is."""
    quarters = books.quarters(16, (2025, 2))
    shares = [(q, 50 + k % 3, 50 + k % 3, 100) for k, q in enumerate(quarters)]
    shares[-1] = (quarters[-1], 10, 10, 100)
    event = [books.EVENT_COLUMNS, f"1,X1,{quarters[-1]},Flood,,yes,Closed,Board,2025-10-20"]
    row = books.indicator("1", "Answered", chart=chart)
    finding = found(tmp_path, row, rows(shares), events=event)
    assert (finding.reason, finding.variation) == ("excluded", "NOT_ENOUGH_DATA")
    assert (finding.assurance, finding.rule, finding.n_points) == ("NO_TARGET", "", 15)
    assert finding.points[-1].excluded


def test_an_excluded_figure_still_counts_in_the_year(tmp_path: Path) -> None:
    """50 and 47 so far, then an excluded 0: the year rests on 97, not on what might have been."""
    quarters = books.quarters(15, (2025, 3))
    values = [50, 47, 53, 49, 51, 48, 52, 50, 49, 51, 47, 53, 50, 47, 0]
    calendar = CALENDAR + "    - {quarter: 2025-26 Q3, publication: 2026-03-02}\n"
    book = books.write(
        tmp_path,
        calendar,
        indicators=[books.INDICATOR_COLUMNS, books.indicator("1", "Starts", **COUNT)],
        observations=[
            books.OBSERVATION_COLUMNS,
            *(f"1,X1,{q},,{v},,,,,2026-01-20" for q, v in zip(quarters, values, strict=True)),
        ],
        targets=[books.TARGET_COLUMNS],
        events=[books.EVENT_COLUMNS, f"1,X1,{quarters[-1]},Flood,,yes,Closed,Board,2026-01-20"],
    )
    outlook = flow.compute(book).council[0].outlook
    assert outlook is not None
    assert 97 < outlook.lower_95 < outlook.estimate < 160


def test_a_year_to_date_after_a_gap_says_why_nothing_is_read(tmp_path: Path) -> None:
    """Without the first quarter the second's own part is unknown; earlier limits are there."""
    quarters = books.quarters(18, (2025, 2))
    totals = [(q, 10 * (int(q[-1]) + k % 2), "", "") for k, q in enumerate(quarters)]
    without = [cells for cells in totals if cells[0] != "2025-26 Q1"]
    row = books.indicator("1", "Homes", basis="year to date", **(COUNT | {"over_time": "last"}))
    finding = found(tmp_path, row, rows(without))
    assert (finding.reason, finding.variation) == ("gap", "NOT_ENOUGH_DATA")


def test_short_travel_of_a_share_to_date_is_tested_on_its_own_parts(tmp_path: Path) -> None:
    """500 of 1,000, then 1,100 of 2,000: 600 of 1,000 in the second quarter, and that is more."""
    row = books.indicator("1", "Share", basis="year to date")
    cells = [("2025-26 Q1", 50, 500, 1000), ("2025-26 Q2", 55, 1100, 2000)]
    finding = found(tmp_path, row, rows(cells))
    assert (finding.travel_short, finding.travel_short_tested) == ("BETTER", True)


def test_terms_to_date_begin_again_in_autumn(tmp_path: Path) -> None:
    """30 in the summer term, then 10 in the autumn: a new school year, no falling total.

    The spring term ends in March, so it belongs to the fourth quarter.
    """
    row = books.indicator("1", "Places", frequency="term", basis="year to date", **COUNT)
    terms = [f"{year} {term}" for year in ("2023/24", "2024/25") for term in TERMS][:5]
    cells = [(t, v, "", "") for t, v in zip(terms, (10, 20, 30, 10, 25), strict=True)]
    finding = found(tmp_path, row, rows(cells))
    assert (finding.value, [p.charted for p in finding.points]) == (25, [10, 10, 10, 10, 15])


def test_a_yearly_rolling_figure_overlaps_nothing(tmp_path: Path) -> None:
    """Twelve months, once a year: neighbours share no month."""
    row = books.indicator("1", "Rate", frequency="financial year", basis="rolling 12 months")
    cells = [(f"{y}-{(y + 1) % 100}", 50, 50, 100) for y in range(2020, 2025)]
    finding = found(tmp_path, row, rows(cells))
    assert (finding.reason, finding.travel_short) == ("annual", "SAME")


def test_named_charts_that_cannot_be_drawn_are_faults(tmp_path: Path) -> None:
    """Each names the file, the row and what the chart needs."""
    shares = [("2024-25 Q1", 50, 5, 10), ("2024-25 Q2", 80, 16, 20), ("2024-25 Q3", 90, 27, 30)]
    to_date = books.indicator("1", "Share", basis="year to date", chart="p")
    said = faults(tmp_path / "a", to_date, rows(shares))
    assert "grown by no more than its denominator" in said
    bare = rows([("2024-25 Q1", 50, "", "")])
    said = faults(tmp_path / "b", books.indicator("1", "Share", chart="p'"), bare)
    assert "a number, because the catalogue names a p' chart" in said
    gaps = rows([("2024-25 Q1", 0, "", "")])
    days = books.indicator("1", "Days between", unit="days", per="1", chart="t")
    assert "above 0, because the catalogue names a t chart" in faults(tmp_path / "c", days, gaps)
    more = rows([("2024-25 Q1", 120, 12, 10)])
    said = faults(tmp_path / "d", books.indicator("1", "Share", chart="p"), more)
    assert "at most its denominator, because the catalogue names a p chart" in said


def test_the_limits_of_a_benchmark_stand_in_order(tmp_path: Path) -> None:
    """A lower limit above the upper one is a fault of its row."""
    columns = "indicator,area,period,value,numerator,denominator,lower_ci,upper_ci,status,source"
    said = faults(
        tmp_path,
        books.indicator("1", "Share"),
        rows([("2024-25 Q1", 50, 5, 10)]),
        benchmarks=[
            f"{columns},recorded_on",
            "1,E06000001,2024-25 Q1,40,,,45,35,,Return,2025-10-20",
        ],
    )
    assert "lower_ci" in said
    assert "at most upper_ci" in said


def test_a_count_that_names_a_u_chart_keeps_its_exposures(tmp_path: Path) -> None:
    """20 and 24 over 4 and 8: the limits are those of rates per exposure."""
    quarters = books.quarters(16, (2025, 2))
    cells = [
        (q, 4 if k % 2 else 3, 16 if k % 2 else 24, 4 if k % 2 else 8)
        for k, q in enumerate(quarters)
    ]
    row = books.indicator("1", "Faults", unit="rate", per="1", chart="u")
    finding = found(tmp_path, row, rows(cells))
    # 320 events over 96: 3.33; the last rests on 4: 3.33 + 3 sqrt(3.33 / 4) = 6.07.
    assert finding.centre == pytest.approx(320 / 96)
    assert finding.upper_limit == pytest.approx(320 / 96 + 3 * (320 / 96 / 4) ** 0.5)


def test_a_difference_of_two_points_is_held_to_the_range_of_two_neighbours() -> None:
    """A moving range passes 3.267 of its mean, 1.128 sigma, as seldom as a difference 2.605."""
    assert pytest.approx(3.267 * 1.128 / 2**0.5, abs=1e-3) == CHANGE_LIMIT
