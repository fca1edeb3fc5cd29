"""What came before, what someone else changed meanwhile, and who accepted what."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis.framework.arrival import Doubt
from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.intake.receive import propose, take
from pmf_analysis.sources.store import open_store
from tests.intake.arrivals import MOMENT, arrival, benchmarks, book, observations, said
from tests.intake.test_receive import rows, stands

LATER = MOMENT + dt.timedelta(days=1)


def test_an_older_file_does_not_take_back_what_corrected_it(tmp_path: Path) -> None:
    """74 came, then 75; collecting both again, in any order, adds nothing."""
    data = book(tmp_path)
    store = open_store(data)
    first = arrival(b"1", observations=observations("101,X1,2025-26 Q2,,,74,100,,"))
    second = arrival(b"2", observations=observations("101,X1,2025-26 Q2,,,75,100,r,"))
    take(store, first, b"1", said())
    take(store, second, b"2", said())
    before = stands(data)
    for came, content in ((second, b"2"), (first, b"1"), (second, b"2")):
        done = take(store, came, content, said(LATER))
        assert done.frames == {}
    assert [len(propose(store, c, said(LATER)).additions.older) for c in (first, second)] == [1, 0]
    assert stands(data) == before


def test_what_is_added_is_what_was_shown(tmp_path: Path) -> None:
    """A colleague records another figure between the question and the answer."""
    data = book(tmp_path)
    store = open_store(data)
    came = arrival(b"1", observations=observations("101,X1,2025-26 Q2,,,74,100,,"))
    shown = propose(store, came, said())
    other = arrival(b"2", observations=observations("101,X1,2025-26 Q2,,,70,100,,"))
    take(store, other, b"2", said())
    before = stands(data)
    with pytest.raises(WrongUse, match=r"housing\.xlsx: the book has changed"):
        take(store, came, b"1", said(LATER), shown)
    assert stands(data) == before
    take(store, came, b"1", said(LATER), propose(store, came, said(LATER)))
    assert rows(data, "observations")[-1]["numerator"] == "74"


@pytest.mark.parametrize("row", ["102,X1,2025-26 Q2,,550,,,,", "102,X1,2025-26 Q2,,,550,1,,"])
def test_a_figure_given_by_its_parts_is_doubted_as_any_other(row: str, tmp_path: Path) -> None:
    """550 is 550 of 1; before it went from 40 to 55."""
    came = arrival(observations=observations(row))
    found = propose(open_store(book(tmp_path)), came, said()).suspects
    assert [s.doubted.doubt for s in found] == [Doubt.JUMP]


def test_a_share_given_by_its_parts_is_doubted(tmp_path: Path) -> None:
    """5 of 100 after 66 to 77 of 100."""
    came = arrival(observations=observations("101,X1,2025-26 Q2,,,5,100,,"))
    found = propose(open_store(book(tmp_path)), came, said()).suspects
    assert [s.doubted.doubt for s in found] == [Doubt.JUMP]


def test_a_reason_settles_one_figure(tmp_path: Path) -> None:
    """Two figures of 102 look wrong: the indicator alone names neither of them."""
    store = open_store(book(tmp_path))
    came = arrival(
        observations=observations("102,X1,2025-26 Q1,,300,,,r,", "102,X1,2025-26 Q2,,900,,,,")
    )
    assert len({s.cell for s in propose(store, came, said()).unsettled}) == 2
    assert len({s.cell for s in propose(store, came, said(_102="Joined")).unsettled}) == 2
    one = replace(said(), reasons={"102/X1/2025-26 Q2": "Joined"})
    assert {s.cell[2] for s in propose(store, came, one).unsettled} == {"2025-26 Q1"}


def test_who_gives_a_reason_is_kept_with_it(tmp_path: Path) -> None:
    """The workbook's is the director's; one that was typed is of the role that was typed."""
    data = book(tmp_path)
    store = open_store(data)
    came = replace(
        arrival(
            observations=observations("101,X1,2025-26 Q2,,,5,100,,", "102,X1,2025-26 Q2,,550,,,,")
        ),
        reasons={("101", "X1", "2025-26 Q2"): "=A fire"},
        accepted_by="Director of Housing",
    )
    with pytest.raises(WrongUse, match="--accepted-by"):
        propose(store, came, said(by="", _102="A hostel closed"))
    take(store, came, b"workbook", said(by="Head of Performance", _102="A hostel closed"))
    kept = [(r["indicator"], r["reason"], r["accepted_by"]) for r in rows(data, "acceptances")]
    assert kept == [
        ("101", "A fire", "Director of Housing"),
        ("102", "A hostel closed", "Head of Performance"),
    ], "and no reason is a formula where someone opens the table"


def test_a_reason_for_a_run_is_found_at_the_row_that_came(tmp_path: Path) -> None:
    """They were 52, 53 and 54; once the last is 53, correcting the first makes a run of three."""
    data = book(tmp_path)
    store = open_store(data)
    first = arrival(b"1", observations=observations("102,X1,2024-25 Q4,,53,,,r,"))
    take(store, first, b"1", said())
    cell = ("102", "X1", "2024-25 Q2")
    second = replace(
        arrival(b"2", observations=observations("102,X1,2024-25 Q2,,53,,,r,")),
        reasons={cell: "Counted again"},
        accepted_by="Director of Housing",
    )
    found = propose(store, second, said(LATER))
    assert [(s.cell, s.doubted.period) for s in found.suspects] == [(cell, "2024-25 Q4")]
    assert not found.unsettled


def test_a_report_that_is_out_does_not_change(tmp_path: Path) -> None:
    """Recorded under a day before the last publication, a figure would stand in that report."""
    store = open_store(book(tmp_path))
    came = arrival(observations=observations("101,X1,2025-26 Q1,,,60,100,r,"))
    back = replace(said(dt.datetime(2025, 8, 1)), today=dt.date(2025, 10, 14))
    with pytest.raises(FaultsFound, match="the day after 2025-09-02"):
        propose(store, came, back)
    # A series that nobody has seen yet may bring its history with it.
    new = arrival(observations=observations("101,housing,2025-26 Q1,,,60,100,,"))
    assert len(propose(store, new, back).additions.rows) == 1


def test_another_edition_of_the_same_figures_changes_nothing(tmp_path: Path) -> None:
    """Neither the publisher's new title nor a value beside its parts is a revision."""
    data = book(tmp_path)
    store = open_store(data)
    take(
        store,
        arrival(b"1", benchmarks=benchmarks("101,Y1,2025-26 Q1,66,66,100,,,,March")),
        b"",
        said(),
    )
    other = arrival(b"2", benchmarks=benchmarks("101,Y1,2025-26 Q1,,66,100,,,,June"))
    found = propose(store, other, said(LATER)).additions
    assert (len(found.rows), found.there) == (0, 1)
    final = arrival(b"3", benchmarks=benchmarks("101,Y1,2025-26 Q1,,67,100,,,,June"))
    assert len(propose(store, final, said(LATER)).additions.rows) == 1
