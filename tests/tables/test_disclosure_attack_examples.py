"""Small books that once told a small count, worked by hand: report after report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.tables import disclosure, recovery, rollup, vintages
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.recovery import Relation, Unknown
from tests import books
from tests.tables.test_disclosure_attack_over_time import CALENDAR, DAYS, indicator

CAME = tuple(day - dt.timedelta(days=7) for day in DAYS)
WHEN = "2025-26 Q1"
Cell = tuple[str, str]


def row(organisation: str, figure: object, came: int = 0, when: str = WHEN, group: str = "") -> str:
    """A row that came before the report of that number; a share is spelt ``3 of 40``."""
    count, _, among = str(figure).partition(" of ")
    cells = f",{count},{among}" if among else f"{count},,"
    return f"1,{organisation},{when},{group},{cells},,,{CAME[came]}"


def ledger_of(folder: Path, rows: list[str], basis: str = "in period") -> Book:
    """A ledger of one guarded indicator."""
    unit = "count" if rows[0].split(",")[4] else "percent"
    return flow.load(
        books.write(
            folder / "data",
            CALENDAR,
            indicators=[books.INDICATOR_COLUMNS, indicator(basis, unit)],
            observations=[books.OBSERVATION_COLUMNS, *rows],
            targets=[books.TARGET_COLUMNS],
        )
    )


def shown(ledger: Book, report: int) -> dict[str, float]:
    """The counts that a report shows, by organisation and by period where there are several."""
    day = DAYS[report]
    whole = rollup.over_organisations(vintages.as_at(ledger, day))
    rows = disclosure.suppress(whole, ledger, day).observations
    counts = rows["numerator"].fillna(rows["value"])
    several = rows["period"].nunique() > 1
    names = rows["organisation"] + (" " + rows["period"].str[5:] if several else "")
    return dict(zip(names[counts.notna()], counts.dropna(), strict=True))


def test_parts_once_shown_let_a_whole_tell_a_revised_one(tmp_path: Path) -> None:
    """27 was 7, 9 and 11. The 7 becomes 3: the new whole of 23, less 9 and 11, would tell it."""
    rows = [row("s1", 7), row("t1", 9), row("d2", 11), row("s1", 3, came=1)]
    ledger = ledger_of(tmp_path, rows)
    assert shown(ledger, 0) == {"s1": 7, "t1": 9, "d1": 16, "d2": 11, "X1": 27}
    assert shown(ledger, 1) == {"t1": 9, "d2": 11}


def test_what_hid_a_small_part_stays_hidden(tmp_path: Path) -> None:
    """3 and 8 hide each other. A 5 that comes into the third's place hides the 3 no better."""
    rows = [row("s0", 3), row("t0", 8), row("u0", 20), row("u0", 5, came=1)]
    ledger = ledger_of(tmp_path, rows)
    assert shown(ledger, 0) == {"u0": 20, "d0": 31, "X1": 31}
    assert shown(ledger, 1) == {"u0": 5, "d0": 16, "X1": 16}


def test_a_count_that_was_small_is_not_told_by_its_revision(tmp_path: Path) -> None:
    """The 3 is 10 now. Its companion of 8 would still tell the 3, and the 10 would tell the 8."""
    rows = [row("s0", 3), row("t0", 8), row("u0", 20), row("s0", 10, came=1)]
    ledger = ledger_of(tmp_path, rows)
    assert shown(ledger, 0) == {"u0": 20, "d0": 31, "X1": 31}
    assert shown(ledger, 1) == {"u0": 20, "d0": 38, "X1": 38}


def test_a_part_that_came_late_is_not_told_by_what_it_added(tmp_path: Path) -> None:
    """9 was the whole of 4 and 5, both withheld; with 1 more, 10 would tell the 1."""
    rows = [row("s1", 4), row("d2", 5), row("s0", 1, came=1)]
    ledger = ledger_of(tmp_path, rows)
    assert shown(ledger, 0) == {"X1": 9}
    assert shown(ledger, 1) == {}


def test_what_was_shown_cannot_be_taken_back(tmp_path: Path) -> None:
    """14 to date was shown after 9. With 12 before it the step is 2: the 12 is withheld."""
    rows = [row("X1", 9, when="2025-26 Q1"), row("X1", 14, when="2025-26 Q2")]
    rows.append(row("X1", 12, came=1, when="2025-26 Q1"))
    ledger = ledger_of(tmp_path, rows, "year to date")
    assert shown(ledger, 0) == {"X1 26 Q1": 9, "X1 26 Q2": 14}
    assert shown(ledger, 1) == {"X1 26 Q2": 14}


def quarterly(organisation: str, *counts: object) -> list[str]:
    return [row(organisation, n, when=f"2024-25 Q{q}") for q, n in enumerate(counts, 1)]


def test_a_hidden_total_to_date_is_not_told_over_its_head(tmp_path: Path) -> None:
    """12, 14, 14, 30: with the first 14 hidden the second would show the 2 all the same."""
    ledger = ledger_of(tmp_path, quarterly("X1", 12, 14, 14, 30), "year to date")
    assert shown(ledger, 0) == {"X1 25 Q1": 12, "X1 25 Q4": 30}


def test_a_companion_that_did_not_move_hides_nothing(tmp_path: Path) -> None:
    """20, 20, 20 can hide no 14 between 12 and 30: between 20 and 20 there is 20 alone."""
    rows = [*quarterly("d1", 12, 14, 30), *quarterly("d2", 20, 20, 20)]
    rows += quarterly("d0", 100, 110, 120)
    told = set(shown(ledger_of(tmp_path, rows, "year to date"), 0))
    assert "d1 25 Q2" not in told
    assert not {"X1 25 Q2", "d0 25 Q2", "d2 25 Q1", "d2 25 Q3"} <= told


def test_a_rolling_year_tells_no_quarter(tmp_path: Path) -> None:
    """Nothing, then 6, then 9 in twelve months: the last quarter had 3."""
    ledger = ledger_of(tmp_path, quarterly("X1", 0, 6, 9), "rolling 12 months")
    told = shown(ledger, 0)
    assert told["X1 25 Q1"] == 0
    assert not {"X1 25 Q2", "X1 25 Q3"} <= set(told)
    busy = ledger_of(tmp_path / "busy", quarterly("X1", 40, 46, 49), "rolling 12 months")
    assert len(shown(busy, 0)) == 3


def test_a_rolling_year_tells_no_quarter_across_a_gap(tmp_path: Path) -> None:
    """A year of nothing, then 6, then 9: what stood a year before the gap changes nothing."""
    rows = [row("X1", 12, when="2023-24 Q4"), row("X1", 0, when="2024-25 Q4")]
    rows += [row("X1", 6, when="2025-26 Q1"), row("X1", 9, when="2025-26 Q2")]
    told = shown(ledger_of(tmp_path, rows, "rolling 12 months"), 0)
    assert not {"X1 25 Q4", "X1 26 Q1", "X1 26 Q2"} <= set(told)


def test_a_share_to_date_has_two_ends(tmp_path: Path) -> None:
    """3 of 3 since 10 of 10: 20 of 20 later leave 13 of 13 no other way, so they go as well."""
    ledger = ledger_of(
        tmp_path, quarterly("X1", "10 of 10", "13 of 13", "20 of 20"), "year to date"
    )
    assert shown(ledger, 0) == {"X1 25 Q1": 10}


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ({"d1": "37 of 40", "d2": "50 of 90"}, {"X1"}),  # 3 did not
        ({"d1": "3 of 3", "d2": "8 of 8"}, set()),  # 11 of 11 leaves nobody to hide among
        ({"d1": "30 of 40", "d2": "50 of 90"}, {"d1", "d2", "X1"}),
        ({"d1": "40 of 40", "d2": "50 of 90"}, {"d1", "d2", "X1"}),
        # 2 and nobody are not enough to hide one another, though 38 and 50 are.
        ({"s0": "38 of 40", "t0": "50 of 50", "u0": "60 of 90"}, {"d0", "X1"}),
    ],
)
def test_those_whom_a_share_does_not_count(
    tmp_path: Path, shares: dict[str, str], told: set[str]
) -> None:
    """98 of 100 tells of 2 as surely as 2 of 100."""
    ledger = ledger_of(tmp_path, [row(who, share) for who, share in shares.items()])
    assert set(shown(ledger, 0)) == told


def test_nothing_that_was_handed_in_is_changed(tmp_path: Path) -> None:
    """Neither the book nor the ledger."""
    ledger = ledger_of(tmp_path, [row("s1", 3), row("d2", 11), row("d2", 12, came=1)])
    whole = rollup.over_organisations(vintages.as_at(ledger, None))
    before = ledger.observations.copy(), whole.observations.copy()
    disclosure.suppress(whole, ledger)
    pd.testing.assert_frame_equal(ledger.observations, before[0])
    pd.testing.assert_frame_equal(whole.observations, before[1])


A, B, C = ("a",), ("b",), ("c",)


@pytest.mark.parametrize(
    ("sums", "told"),
    [
        ([({A: 1, B: 1}, 5)], {}),
        ([({A: 1, B: 1}, 0)], {A: 0, B: 0}),  # none of it is left for either
        ([({A: 1, B: 1}, 5), ({A: 1, B: -1}, 1)], {A: 3, B: 2}),
        ([({A: 1, B: 1}, 5), ({B: 1, C: 1}, 0)], {A: 5, B: 0, C: 0}),
        ([({A: 1, B: 1}, 5), ({A: 1, B: 1}, 6)], {}),  # nonsense tells nothing
        ([({A: 1, B: 1}, 5), ({A: 1, B: 1}, 6), ({C: 1}, 2)], {C: 2}),  # and spoils nothing else
    ],
)
def test_what_sums_tell(
    sums: list[tuple[dict[Unknown, float], float]], told: dict[Unknown, float]
) -> None:
    """Numbers of which none is negative, each with the one value that it can have."""
    relations = [Relation(terms, total) for terms, total in sums]
    found = recovery.told(relations, {}, {A, B, C})
    assert found == pytest.approx(told)
