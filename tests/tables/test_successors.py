"""Areas that were replaced by what cannot have replaced them: row, column, expected and got."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import FaultsFound
from tests import books
from tests.site.planted import sheet
from tests.tables.reorganised import BEGAN, OURS, area

NEW = area("N", name="New", start=BEGAN)
SPLIT = "Give it a row; leave it empty for an area that was split between several"


def told(folder: Path, *areas: dict[str, object]) -> list[tuple[int | None, str, str, str]]:
    """The faults of areas.csv; the first area stands in row 2."""
    path = books.write(folder / "data", areas=sheet("areas", *areas))
    try:
        flow.load(path)
    except FaultsFound as found:
        assert {fault.file for fault in found.faults} == {"areas.csv"}
        return [(f.row, f.column, f.expected, f.got) for f in found.faults]
    return []


def test_successors_that_are_right(tmp_path: Path) -> None:
    """Ended on the day that the other began or the day before; the council needs no row."""
    others = area("A", "N"), area("B", "N", end="2024-03-31"), area("C", OURS)
    assert told(tmp_path, NEW, *others) == []


def test_every_fault_of_a_successor_is_told_at_once(tmp_path: Path) -> None:
    """One that is not there, one without its last day, one that ended too late."""
    found = told(
        tmp_path, NEW, area("A", "Z"), area("B", "N", end=""), area("C", "N", end="2025-01-01")
    )
    assert found == [
        (3, "replaced_by", "an area that is here", "'Z'"),
        (4, "end", "the day it ended, as it was replaced", "nothing"),
        (5, "end", f"a day by {BEGAN}, when the area began that replaced it", "2025-01-01"),
    ]


def test_a_split_area_has_advice(tmp_path: Path) -> None:
    path = books.write(tmp_path / "data", areas=sheet("areas", area("A", "Z")))
    with pytest.raises(FaultsFound) as raised:
        flow.load(path)
    assert [fault.advice for fault in raised.value.faults] == [SPLIT]


def test_circles_are_told_once_each(tmp_path: Path) -> None:
    """A circle of two that a third leads into, and one that replaced itself."""
    still = "an area that still stands, or leads to one"
    found = told(tmp_path, area("D", "A"), area("A", "B"), area("B", "A"), area("C", "C"))
    assert found == [
        (3, "replaced_by", still, "A -> B -> A"),
        (5, "replaced_by", still, "C -> C"),
    ]
