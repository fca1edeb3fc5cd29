"""Vintages, roll-up, disclosure, audience and panels, on books small enough to work by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.tables import audience, disclosure, rollup, vintages
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.series import panels
from tests import books

TWO_DIRECTORATES = books.FRAMEWORK.replace(
    "calendar:",
    "  - {code: care, name: Care, services: [{code: home-care, name: Home care}]}\ncalendar:",
).replace("calendar:", "disclosure: {groups: {small: {minimum: 5}}}\ncalendar:")


def made(folder: Path, indicators: list[str], observations: list[str], **more: list[str]) -> Book:
    """Return a book of two directorates with these rows."""
    rows = {
        "indicators": [books.INDICATOR_COLUMNS, *indicators],
        "observations": [books.OBSERVATION_COLUMNS, *observations],
        "targets": [books.TARGET_COLUMNS],
    }
    return flow.load(books.write(folder / "data", TWO_DIRECTORATES, **(rows | more)))


def cell(book: Book, organisation: str, period: str = "2025-26 Q1") -> pd.Series:
    """Return the one row of an organisation and period."""
    rows = book.observations
    found = rows[(rows["organisation"] == organisation) & (rows["period"] == period)]
    assert len(found) == 1
    return found.iloc[0]


COUNT = books.indicator("1", "Cases", unit="count", per="1", over="sum", directorate="")
SHARE = books.indicator("1", "Share", directorate="")
SMALL = books.indicator(
    "1", "Cases", unit="count", per="1", over="sum", directorate="", disclosure="small"
)


def test_as_at_takes_the_latest_row_recorded_by_then(tmp_path: Path) -> None:
    """A revision holds from the day it was recorded, and the older figure before it."""
    rows = [
        "1,X1,2025-26 Q1,,10,,,p,,2025-07-20",
        "1,X1,2025-26 Q1,,12,,,r,,2025-10-01",
        "1,X1,2024-25 Q4,,9,,,,,2025-04-20",
    ]
    book = made(tmp_path, [COUNT], rows)
    for day, value in ((dt.date(2025, 9, 30), 10), (dt.date(2025, 10, 1), 12), (None, 12)):
        assert cell(vintages.as_at(book, day), "X1")["value"] == value
    assert len(vintages.as_at(book, dt.date(2025, 7, 19)).observations) == 1
    assert len(book.observations) == 3


def test_a_ratio_of_the_whole_comes_from_its_parts(tmp_path: Path) -> None:
    """10 of 20 and 90 of 100 make 100 of 120, not the mean of 50% and 90%."""
    rows = [
        "1,housing,2025-26 Q1,,50,10,20,,,2025-07-20",
        "1,care,2025-26 Q1,,90,90,100,p,,2025-07-22",
    ]
    whole = cell(rollup.over_organisations(made(tmp_path, [SHARE], rows)), "X1")
    assert whole["value"] == pytest.approx(100 * 100 / 120, rel=1e-15)
    assert (whole["numerator"], whole["denominator"], whole["status"]) == (100, 120, "p")


def test_a_service_adds_up_through_its_directorate(tmp_path: Path) -> None:
    """Services make a directorate, directorates the council."""
    rows = [
        "1,advice,2025-26 Q1,,3,,,,,2025-07-20",
        "1,home-care,2025-26 Q1,,4,,,,,2025-07-20",
    ]
    book = rollup.over_organisations(made(tmp_path, [COUNT], rows))
    assert [cell(book, code)["value"] for code in ("housing", "care", "X1")] == [3, 4, 7]


def test_what_the_council_reported_itself_stands(tmp_path: Path) -> None:
    """A reported whole is never replaced by a sum."""
    rows = [
        "1,housing,2025-26 Q1,,3,,,,,2025-07-20",
        "1,care,2025-26 Q1,,4,,,,,2025-07-20",
        "1,X1,2025-26 Q1,,9,,,,,2025-07-20",
    ]
    assert cell(rollup.over_organisations(made(tmp_path, [COUNT], rows)), "X1")["value"] == 9


def test_a_missing_part_leaves_the_whole_without_a_figure(tmp_path: Path) -> None:
    """A sum of what happened to arrive would look like a fall."""
    rows = [
        "1,housing,2024-25 Q4,,3,,,,,2025-04-20",
        "1,care,2024-25 Q4,,4,,,,,2025-04-20",
        "1,housing,2025-26 Q1,,3,,,,,2025-07-20",
    ]
    book = rollup.over_organisations(made(tmp_path, [COUNT], rows))
    whole = cell(book, "X1")
    assert np.isnan(whole["value"])
    assert (whole["status"], whole["note"]) == ("x", "1 of 2 parts are not available")
    assert cell(book, "X1", "2024-25 Q4")["value"] == 7


def test_small_counts_are_suppressed_with_what_would_give_them_away(tmp_path: Path) -> None:
    """One part of 3 under a shown total: the next smallest part goes too."""
    rows = [
        "1,housing,2025-26 Q1,,3,,,,,2025-07-20",
        "1,care,2025-26 Q1,,40,,,,,2025-07-20",
    ]
    book = disclosure.suppress(rollup.over_organisations(made(tmp_path, [SMALL], rows)))
    assert cell(book, "X1")["value"] == 43
    for code in ("housing", "care"):
        assert cell(book, code)["status"] == "c"
        assert np.isnan(cell(book, code)["value"])


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"a": 3, "b": 0, "c": 100, "d": 50}, {"b", "c", "X1"}),  # 153 - 100 = 53 for two
        ({"a": 1, "b": 1, "c": 40, "d": 9}, {"c", "X1"}),  # two of 1 add up to 2: one more goes
        ({"a": 3, "b": 2, "c": 40, "d": 9}, {"c", "d", "X1"}),  # 5 for two is enough
        ({"a": 3, "b": 0, "c": 0, "d": 0}, {"b", "c", "d"}),  # nothing to hide it among
        ({"a": 30, "b": 20, "c": 10, "d": 9}, {"a", "b", "c", "d", "X1"}),
    ],
)
def test_no_hidden_part_can_be_worked_out(
    tmp_path: Path, parts: dict[str, int], shown: set[str]
) -> None:
    """Hidden parts are two or more and add up to the minimum, or their total goes with them."""
    more = "".join(f"  - {{code: {code}, name: {code}}}\n" for code in parts)
    framework = TWO_DIRECTORATES.replace("disclosure:", f"{more}disclosure:")
    rows = [f"1,{code},2025-26 Q1,,{n},,,,,2025-07-20" for code, n in parts.items()]
    folder = books.write(
        tmp_path / "data",
        framework,
        indicators=[books.INDICATOR_COLUMNS, SMALL],
        observations=[books.OBSERVATION_COLUMNS, *rows],
        targets=None,
        events=None,
    )
    book = disclosure.suppress(rollup.over_organisations(flow.load(folder)))
    rows_ = book.observations
    assert set(rows_.loc[rows_["status"] != "c", "organisation"]) == shown
    assert rows_.loc[rows_["status"] == "c", ["value", "numerator"]].isna().all(axis=None)


def test_a_small_step_of_a_running_total_is_small(tmp_path: Path) -> None:
    """12 and then 14 to date would show 2 in the second quarter."""
    total = SMALL.replace("in period", "year to date")
    rows = [
        "1,X1,2025-26 Q1,,12,,,,,2025-07-20",
        "1,X1,2025-26 Q2,,14,,,,,2025-10-20",
        "1,X1,2025-26 Q3,,30,,,,,2026-01-20",
    ]
    book = disclosure.suppress(made(tmp_path, [total], rows))
    assert list(book.observations["status"]) == ["", "c", ""]


def test_withheld_parts_under_a_reported_total_do_no_harm(tmp_path: Path) -> None:
    """Where no other part has a count, the total is withheld with the one that is small."""
    rows = [
        "1,housing,2025-26 Q1,,3,,,,,2025-07-20",
        "1,care,2025-26 Q1,,,,,x,,2025-07-20",
        "1,X1,2025-26 Q1,,9,,,,,2025-07-20",
    ]
    book = disclosure.suppress(rollup.over_organisations(made(tmp_path, [SMALL], rows)))
    assert cell(book, "X1")["status"] == "c"


def test_the_terms_of_a_year_are_one_series(tmp_path: Path) -> None:
    """Four, three and five months long, and still one after another."""
    termly = books.indicator("1", "Absence", frequency="term")
    terms = ["2023/24 autumn", "2023/24 spring", "2023/24 summer", "2024/25 autumn"]
    rows = [f"1,X1,{t},,5{k}.0,5{k},100,,,2025-07-20" for k, t in enumerate(terms)]
    found = list(panels(made(tmp_path, [termly], rows), Period.parse("2024-25 Q3")))
    assert len(found) == 1
    assert [str(period) for period in found[0].periods] == terms
    assert list(found[0].value[0]) == [50, 51, 52, 53]


def test_a_target_can_be_withdrawn(tmp_path: Path) -> None:
    """A later blank row ends a target, and another may then stand in its place."""
    rows = ["1,X1,2025-26 Q1,,3,,,,,2025-07-20"]
    targets = [
        books.TARGET_COLUMNS,
        "1,X1,2025-26,10,,,,,plan,,2025-04-01",
        "1,X1,2025-26,,,,,,plan,,2025-06-01",
        "1,X1,2025-26 Q1,2,,,,,plan,,2025-06-01",
    ]
    book = made(tmp_path, [COUNT], rows, targets=targets)
    panel = next(panels(vintages.as_at(book, None), Period.parse("2025-26 Q1")))
    assert panel.target[0, -1] == 2


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ((3, 40, 60), {0, 1}),  # a lone small part hides the next smallest with it
        ((3, 4, 60), {0, 1}),  # two that add up to the minimum are enough
        ((1, 1, 60), {0, 1, 2}),  # two that do not take another with them
        ((7, 40, 60), set()),
    ],
)
def test_no_part_of_a_breakdown_can_be_worked_out(
    tmp_path: Path, parts: tuple[int, ...], hidden: set[int]
) -> None:
    """The whole is shown; what is hidden by age is never one alone, nor less than the minimum."""
    when = "2025-26 Q1"
    rows = [f"1,X1,{when},,{sum(parts)},,,,,2025-07-20"]
    rows += [f"1,X1,{when},age: {k},{n},,,,,2025-07-20" for k, n in enumerate(parts)]
    shown = disclosure.suppress(vintages.as_at(made(tmp_path, [SMALL], rows), None)).observations
    assert shown.loc[shown["breakdown"] == "", "value"].tolist() == [sum(parts)]
    ages = shown[shown["breakdown"] != ""].set_index("breakdown")["value"]
    assert {k for k in range(len(parts)) if np.isnan(ages[f"age: {k}"])} == hidden


@pytest.mark.parametrize(("count", "status"), [(0, ""), (1, "c"), (4, "c"), (5, "")])
def test_the_edges_of_the_small_number_rule(tmp_path: Path, count: int, status: str) -> None:
    """From 1 to one less than the minimum; none and the minimum itself may be shown."""
    rows = [f"1,X1,2025-26 Q1,,{count},,,,,2025-07-20"]
    assert cell(disclosure.suppress(made(tmp_path, [SMALL], rows)), "X1")["status"] == status


def test_the_public_sees_nothing_internal_but_totals_rest_on_it(tmp_path: Path) -> None:
    """Services' rows and internal indicators go; the sum they made stays."""
    hidden = books.indicator("2", "Hidden", unit="count", per="1", audience="internal")
    rows = [
        "1,advice,2025-26 Q1,,3,,,,,2025-07-20",
        "1,home-care,2025-26 Q1,,4,,,,,2025-07-20",
        "2,X1,2025-26 Q1,,5,,,,,2025-07-20",
    ]
    book = rollup.over_organisations(made(tmp_path, [COUNT, hidden], rows))
    public = audience.keep(book, Audience.PUBLIC)
    assert set(public.observations["organisation"]) == {"housing", "care", "X1"}
    assert list(public.indicators) == ["1"]
    assert cell(public, "X1")["value"] == 7
    assert audience.keep(book, Audience.INTERNAL) is book


def test_a_year_to_date_is_charted_in_period(tmp_path: Path) -> None:
    """10, 25, 45, 70 become 10, 15, 20, 25; April starts afresh; a gap blanks the next."""
    cumulative = books.indicator(
        "1",
        "Homes built",
        unit="count",
        per="1",
        over="none",
        basis="year to date",
        over_time="sum",
    )
    figures = {
        "2024-25 Q1": 10,
        "2024-25 Q2": 25,
        "2024-25 Q3": 45,
        "2024-25 Q4": 70,
        "2025-26 Q1": 12,
    }
    rows = [f"1,X1,{q},,{v},,,,,2025-07-20" for q, v in figures.items()]
    panel = next(panels(made(tmp_path, [cumulative], rows), Period.parse("2025-26 Q1")))
    assert list(panel.charted[0]) == [10, 15, 20, 25, 12]
    del rows[2]
    gap = next(panels(made(tmp_path / "gap", [cumulative], rows), Period.parse("2025-26 Q1")))
    np.testing.assert_array_equal(gap.charted[0], [10, 15, np.nan, np.nan, 12])


def test_a_year_to_date_share_is_differenced_by_its_parts(tmp_path: Path) -> None:
    """8 of 10, then 20 of 30 to date: 12 of 20 in the second quarter, 60%."""
    share = books.indicator("1", "Share", basis="year to date")
    rows = [
        "1,X1,2025-26 Q1,,80,8,10,,,2025-07-20",
        "1,X1,2025-26 Q2,,66.7,20,30,,,2025-10-20",
    ]
    panel = next(panels(made(tmp_path, [share], rows), Period.parse("2025-26 Q2")))
    np.testing.assert_allclose(panel.charted[0], [80, 60])


def test_targets_events_and_later_periods(book: Book) -> None:
    """A year's target holds in its quarters; nothing after the quarter is read."""
    panel = next(panels(book, Period.parse("2024-25 Q4")))
    assert str(panel.periods[-1]) == "2024-25 Q4"
    at = panel.keys.index(("101", "X1"))
    by_period = dict(zip(map(str, panel.periods), panel.target[at], strict=True))
    assert by_period["2023-24 Q1"] == 75
    assert np.isnan(by_period["2022-23 Q4"])


def test_reading_changes_nothing_that_was_handed_in(book: Book) -> None:
    """Each room returns a new book."""
    before = book.observations.copy()
    readable = audience.keep(
        disclosure.suppress(rollup.over_organisations(vintages.as_at(book, None))), Audience.PUBLIC
    )
    list(panels(readable, Period.parse("2025-26 Q1")))
    pd.testing.assert_frame_equal(book.observations, before)


def test_a_hidden_step_takes_another_part_with_it(tmp_path: Path) -> None:
    """A part hidden for its small step is large itself, and still never hidden alone."""
    total = SMALL.replace("in period", "year to date")
    rows = [
        "1,housing,2025-26 Q1,,12,,,,,2025-07-20",
        "1,housing,2025-26 Q2,,14,,,,,2025-10-20",
        "1,care,2025-26 Q1,,40,,,,,2025-07-20",
        "1,care,2025-26 Q2,,60,,,,,2025-10-20",
    ]
    book = disclosure.suppress(rollup.over_organisations(made(tmp_path, [total], rows)))
    assert cell(book, "X1", "2025-26 Q2")["value"] == 74
    assert {cell(book, code, "2025-26 Q2")["status"] for code in ("housing", "care")} == {"c"}
