"""A file is compared with what is there, checked as part of the book, and added once."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.arrival import Doubt
from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.intake.receive import propose, take
from pmf_analysis.sources.arrival import digest
from pmf_analysis.sources.store import open_store
from tests.intake.arrivals import MOMENT, arrival, benchmarks, book, observations, said

DONE = "101,X1,2025-26 Q2,,,74,100,,"
WAITING = "102,X1,2025-26 Q2,,56,,,,"


def rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stands(data: Path) -> dict[Path, bytes]:
    """Every file of a book but its lock."""
    return {p: p.read_bytes() for p in data.rglob("*") if p.is_file() and p.name != ".pmf.lock"}


def test_new_figures_are_added_below_what_is_there(tmp_path: Path) -> None:
    """The ledger grows by two rows, not a byte before them changes, and a receipt is kept."""
    data = book(tmp_path)
    before = (data / "observations.csv").read_bytes()
    came = arrival(observations=observations(DONE, WAITING))
    done = take(open_store(data), came, b"workbook", said())
    after = (data / "observations.csv").read_bytes()
    assert after[: len(before)] == before
    assert after[len(before) :].decode().split() == [
        "101,X1,2025-26",
        "Q2,,,74,100,,,2025-10-14",
        "102,X1,2025-26",
        "Q2,,56,,,,,2025-10-14",
    ]
    assert not done.suspects
    (receipt,) = rows(data, "receipts")
    assert receipt["receipt"] == digest(b"workbook")
    assert (receipt["directorate"], receipt["quarter"]) == ("housing", "2025-26 Q2")
    assert (receipt["rows"], receipt["added"], receipt["recorded_on"]) == ("2", "2", "2025-10-14")
    (kept,) = (data / "returns" / "2025-26-q2").iterdir()
    assert kept.read_bytes() == b"workbook"
    assert kept.name == f"housing-{digest(b'workbook')[:12]}.xlsx"


def test_the_same_file_adds_nothing_twice(tmp_path: Path) -> None:
    """The second time there is nothing to add, and no file of the book is touched."""
    data = book(tmp_path)
    came = arrival(observations=observations(DONE))
    take(open_store(data), came, b"workbook", said())
    before = stands(data)
    again = take(open_store(data), came, b"workbook", said(MOMENT + dt.timedelta(days=3)))
    assert (again.frames, again.additions.there) == ({}, 1)
    assert stands(data) == before


def test_the_same_figures_in_another_file_are_noted_and_not_doubled(tmp_path: Path) -> None:
    """Saved again the workbook has another digest: its receipt is kept, its figures are there."""
    data = book(tmp_path)
    take(open_store(data), arrival(observations=observations(DONE)), b"workbook", said())
    other = arrival(b"saved again", observations=observations("101,X1,2025-26 Q2,,,74.0,100,,"))
    take(open_store(data), other, b"saved again", said())
    assert [r["added"] for r in rows(data, "receipts")] == ["1", "0"]
    assert sum(r["period"] == "2025-26 Q2" for r in rows(data, "observations")) == 1


def test_a_correction_of_the_same_day_says_its_time(tmp_path: Path) -> None:
    """Both rows stay; the later counts."""
    data = book(tmp_path)
    store = open_store(data)
    take(store, arrival(observations=observations(DONE)), b"workbook", said())
    later = MOMENT + dt.timedelta(hours=5)
    other = arrival(b"2", observations=observations("101,X1,2025-26 Q2,,,75,100,r,"))
    proposal = take(store, other, b"2", said(later))
    (row,) = proposal.additions.rows
    assert row.before is not None
    assert (row.before["numerator"], row.now["numerator"]) == ("74", "75")
    last = rows(data, "observations")[-2:]
    assert [r["recorded_on"] for r in last] == ["2025-10-14", "2025-10-14T14:30:00"]
    third = arrival(b"3", observations=observations("101,X1,2025-26 Q2,,,76,100,r,"))
    take(store, third, b"3", said(MOMENT))  # a clock that went back
    assert rows(data, "observations")[-1]["recorded_on"] == "2025-10-14T14:30:01"

    found = flow.compute(data, "2025-26 Q2").findings
    assert next(f.value for f in found if f.indicator == "101") == 76.0


def test_a_row_never_takes_the_place_of_a_later_one(tmp_path: Path) -> None:
    """Recorded under an earlier day than the figure it changes, it would never count."""
    data = book(tmp_path)
    came = arrival(observations=observations("101,X1,2024-25 Q4,,,60,100,r,"))
    with pytest.raises(FaultsFound) as raised:
        propose(open_store(data), came, said(dt.datetime(2025, 7, 1)))
    (fault,) = raised.value.faults
    assert (fault.file, fault.row) == ("housing.xlsx", 4)
    assert "no earlier than 2025-07-20" in fault.expected


def test_what_the_book_cannot_take_is_told_by_its_row_in_the_file(tmp_path: Path) -> None:
    """Every such row at once; nothing is added, nothing is kept."""
    data = book(tmp_path)
    before = stands(data)
    came = arrival(
        observations=observations(
            DONE, "999,X1,2025-26 Q2,,1,,,,", "102,X1,Oct 2025,,5,,,,", "102,X1,2025-26 Q2,,5,,,c,"
        )
    )
    with pytest.raises(FaultsFound) as raised:
        take(open_store(data), came, b"workbook", said())
    told = {(f.file, f.row, f.column) for f in raised.value.faults}
    assert told == {
        ("housing.xlsx", 5, "indicator"),
        ("housing.xlsx", 6, "period"),
        ("housing.xlsx", 7, "value"),
    }
    assert stands(data) == before


def test_a_figure_that_looks_wrong_waits_for_its_reason(tmp_path: Path) -> None:
    """Households waiting went 40, 41 ... 55; 550 is over six sigmas away."""
    data = book(tmp_path)
    store = open_store(data)
    came = arrival(observations=observations(DONE, "102,X1,2025-26 Q2,,550,,,,"))
    waits = propose(store, came, said())
    assert [(s.indicator, s.doubted.doubt) for s in waits.unsettled] == [("102", Doubt.JUMP)]
    with pytest.raises(WrongUse, match="reason"):
        take(store, came, b"workbook", said())
    assert not (data / "receipts.csv").exists()
    take(store, came, b"workbook", said(_102="A hostel closed"))
    (kept,) = rows(data, "acceptances")
    assert (kept["indicator"], kept["doubt"], kept["value"]) == ("102", "JUMP", "550.0")
    assert (kept["reason"], kept["accepted_by"]) == ("A hostel closed", "Director of Housing")
    again = arrival(b"again", observations=observations("102,X1,2025-26 Q2,,550,,,p,"))
    assert not propose(store, again, said()).suspects, "the very figure was accepted"
    other = arrival(b"other", observations=observations("102,X1,2025-26 Q2,,560,,,r,"))
    assert propose(store, other, said()).unsettled, "another figure was not"


def test_a_reason_that_stands_in_the_workbook_counts(tmp_path: Path) -> None:
    """It is kept with the role that answers for the figures."""
    data = book(tmp_path)
    came = replace(
        arrival(observations=observations("102,X1,2025-26 Q2,,550,,,,")),
        reasons={("102", "X1", "2025-26 Q2"): "A hostel closed"},
        accepted_by="Head of Homes",
    )
    take(open_store(data), came, b"workbook", said(by=""))
    (kept,) = rows(data, "acceptances")
    assert (kept["reason"], kept["accepted_by"]) == ("A hostel closed", "Head of Homes")


def test_what_others_report_is_told_and_stops_nothing(tmp_path: Path) -> None:
    """A jump of another council is a suspect, and its figures are added all the same."""
    data = book(tmp_path)
    counts = [40, 42, 41, 43, 40, 42, 41, 43, 40, 42, 400]
    names = [f"{y}-{(y + 1) % 100:02d} Q{q}" for y in (2022, 2023, 2024) for q in (1, 2, 3, 4)]
    came = arrival(
        benchmarks=benchmarks(
            *(f"102,Y1,{name},{n},,,,,," for name, n in zip(names, counts, strict=False))
        )
    )
    done = take(open_store(data), came, b"workbook", said())
    assert [(s.organisation, s.own, s.doubted.period) for s in done.suspects] == [
        ("Y1", False, "2024-25 Q3")
    ]
    assert len(rows(data, "benchmarks")) == len(counts)
