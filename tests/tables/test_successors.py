"""Areas that were replaced: what cannot be is told, and each counts while it stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.tables.reorganisation import chained
from tests import books
from tests.site.planted import sheet
from tests.tables.reorganised import BEGAN, OURS, area, book, history, row

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


# Ash got another code on 1 April 2019, and all three are said to have become ours in 2024.
FLAT = (
    area("A1", OURS, "Ash", end="2019-03-31"),
    area("A2", OURS, "Ash", start="2019-04-01"),
    area("B", OURS, "Birch"),
    area(OURS, start=BEGAN),
)
OLD, NEW_YEAR, LATER = "2018-19 Q4", "2019-20 Q1", "2019-20 Q2"


def counted(*cells: tuple[str, str, float]) -> list[dict[str, object]]:
    return [row("2", of, period, value=value) for of, period, value in cells]


@pytest.mark.parametrize("end", ["2019-03-31", "2019-04-01"])
def test_each_counts_while_it_stood(end: str) -> None:
    """Two stood at any time, 10 + 5 and then 11 + 6; where the set is another the series breaks."""
    areas = [{**FLAT[0], "end": end}, *FLAT[1:]]
    rows = counted(("A1", OLD, 10), ("B", OLD, 5), ("A2", NEW_YEAR, 11), ("B", NEW_YEAR, 6))
    rows += counted(("A2", LATER, 12), ("B", LATER, 7))
    made = chained(book(areas, rows))
    assert history(made, "2") == {OLD: (15, ""), NEW_YEAR: (17, "b"), LATER: (19, "")}
    assert set(made.observations["note"]) == {"Added up from Ash and Birch"}


def test_a_figure_under_both_codes_is_added_once() -> None:
    """The old code's of after its end, and the new one's of before its start, are left out."""
    rows = counted(*((code, q, 10) for code in ("A1", "A2") for q in (OLD, NEW_YEAR)))
    rows += counted(("B", OLD, 5), ("B", NEW_YEAR, 5))
    assert history(chained(book(FLAT, rows)), "2") == {OLD: (15, ""), NEW_YEAR: (15, "b")}


def test_where_nobody_followed_nothing_is_the_whole() -> None:
    """Ash ended in 2022: neither its later figures nor Birch's alone are those of both."""
    areas = [area("A", OURS, end="2022-03-31"), area("B", OURS), area(OURS, start=BEGAN)]
    rows = counted(("A", "2021-22 Q4", 10), ("B", "2021-22 Q4", 5))
    rows += counted(("A", "2023-24 Q1", 10), ("B", "2023-24 Q1", 5), ("B", "2023-24 Q2", 5))
    assert history(chained(book(areas, rows)), "2") == {"2021-22 Q4": (15, "")}


def test_where_nobody_came_before_nothing_is_the_whole() -> None:
    """Ash began in 2019, and whose place it took is not known."""
    areas = [area("A", OURS, start="2019-04-01"), area("B", OURS), area(OURS, start=BEGAN)]
    rows = counted(*((code, q, 5) for code in "AB" for q in (OLD, NEW_YEAR)), ("B", "2018", 5))
    assert history(chained(book(areas, rows)), "2") == {NEW_YEAR: (10, "")}


def test_a_period_that_nobody_stood_through() -> None:
    """The calendar year 2019 had a code of Ash at each end: none of its figures is the year's."""
    rows = counted(*((code, "2019", 10) for code in ("A1", "A2", "B")), ("B", "2018", 5))
    rows += counted(("A1", "2018", 6))
    assert history(chained(book(FLAT, rows)), "2") == {"2018": (11, "")}


def test_a_code_that_changed_is_chained_through() -> None:
    """Its figures of before are the old code's, or its own where the publisher gives them so."""
    areas = [{**FLAT[0], "replaced_by": "A2"}, *FLAT[1:]]
    rows = counted(("A1", "2018-19 Q3", 9), ("A1", OLD, 10), ("A2", OLD, 8), ("A2", NEW_YEAR, 11))
    rows += counted(("B", "2018-19 Q3", 5), ("B", OLD, 5), ("B", NEW_YEAR, 6))
    made = history(chained(book(areas, rows)), "2")
    assert made == {"2018-19 Q3": (14, ""), OLD: (13, "b"), NEW_YEAR: (17, "")}


def test_one_that_took_another_place_followed_nobody_else() -> None:
    """C replaced A alone on the day that B ended; B's place is nobody's from then on."""
    areas = [area("A", "C", end="2019-04-01"), area("C", OURS, start="2019-04-01")]
    areas += [area("B", OURS, end="2019-04-01"), area(OURS, start=BEGAN)]
    rows = counted(("A", OLD, 10), ("B", OLD, 5), ("C", NEW_YEAR, 11))
    assert history(chained(book(areas, rows)), "2") == {OLD: (15, "")}
