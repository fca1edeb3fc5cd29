"""What cannot be taken is refused with the address of its cell, and nothing else is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from tests.sources.workbook.forms import (
    FILE,
    FORM,
    HEADER,
    at,
    bare,
    faults,
    fill,
    opened,
    row_of,
)

Q1 = "2025-26 Q1"
HEADINGS = ["Code", "Organisation", "Period", "Value", "Numerator", "Denominator", "Mark", "Note"]
COUNT, SURVEY, SHARE = (["103", "X1", Q1], ["102", "X1", Q1], ["101", "X1", Q1])


def one(row: list[object]) -> dict[str, str]:
    """The faults of a table of one row."""
    return faults(bare([*HEADINGS], row))


@pytest.mark.parametrize(
    "typed",
    [
        "(12)",
        "~45",
        "40-50",
        "45?",
        "1.234,5",
        "12,5",
        "about 40",
        "45 to 50",
        "-",
        "–",
        ".",
        "12*",
        "*",
        ":",
        "...",
        "u",
        "low",
        "#N/A",
        "#REF!",
        "1e400",
        "45%",
        True,
        dt.date(2025, 1, 2),
        dt.time(4, 5),
        "see email",
        "?",
    ],
)
def test_a_figure_that_may_mean_something_else(typed: object) -> None:
    """Nothing is guessed."""
    assert set(one([*COUNT, typed])) == {"Sheet1!D2"}


@pytest.mark.parametrize("typed", [0.45, 1, 0.001, -0.2, "0.45"])
def test_a_share_where_a_percentage_belongs(typed: object) -> None:
    """0.45 in a cell that shows 0.45 may be 45 per cent, or less than one."""
    found = one([*SURVEY, typed])
    assert set(found) == {"Sheet1!D2"}
    assert "percent sign" in found["Sheet1!D2"]


def test_a_percentage_cell_with_a_percentage_typed_in_before() -> None:
    """45 in a cell that then was shown as a percentage reads 4500%."""
    book = bare([*HEADINGS], [*SURVEY, 45])
    book.worksheets[0]["D2"].number_format = "0%"
    assert "4500%" in faults(book)["Sheet1!D2"]


def test_a_percentage_where_a_number_belongs() -> None:
    """A count shown as 45%, or a part."""
    book = bare([*HEADINGS], [*COUNT, 0.45], [*SHARE, None, 0.45, 1])
    book.worksheets[0]["D2"].number_format = "0.0%"
    book.worksheets[0]["E3"].number_format = "0%"
    assert set(faults(book)) == {"Sheet1!D2", "Sheet1!E3"}


@pytest.mark.parametrize(
    ("cells", "address"),
    [
        ([None, 45], "F2"),
        ([None, None, 100], "E2"),
        ([45.0], "D2"),
        ([None, 45, 0], "F2"),
        ([None, 45, -100], "F2"),
        ([None, "n/a", 100], "F2"),
        ([50, 45, 100], "D2"),
    ],
)
def test_parts_that_are_not_two(cells: list[object], address: str) -> None:
    """One without the other, none of a value, of nought, or at odds with the value."""
    assert set(one([*SHARE, *cells])) == {f"Sheet1!{address}"}


@pytest.mark.parametrize(
    ("cells", "address"),
    [
        ([7, None, None, "n/a"], "D2"),
        ([7, None, None, "confidential"], "D2"),
        ([None, None, None, "provisional"], "G2"),
        ([7, None, None, "quite good"], "G2"),
        (["7 p", None, None, "estimated"], "G2"),
        ([7, 7], "E2"),
        ([7, None, 9], "F2"),
    ],
)
def test_marks_and_figures_that_do_not_suit(cells: list[object], address: str) -> None:
    """A figure beside n/a, a mark without its figure, two marks, a mark nobody knows, parts."""
    assert set(one([*COUNT, *cells])) == {f"Sheet1!{address}"}


@pytest.mark.parametrize(
    ("row", "address"),
    [
        ([None, "X1", Q1, 7], "A2"),
        (["999", "X1", Q1, 7], "A2"),
        (["1O3", "X1", Q1, 7], "A2"),
        (["103", "adults", Q1, 7], "B2"),
        (["103", None, Q1, 7], "B2"),
        (["103", "X1", "2024-25 Q4", 7], "C2"),
        (["103", "X1", "2025-26", 7], "C2"),
        (["103", "X1", "soon", 7], "C2"),
        (["104", "X1", None, 7], "C2"),
        (["104", "X1", dt.date(2026, 4, 25), 7], "C2"),  # what Excel makes of "Apr 25" there
        (["H1", "X1", "2024", 7], "A2"),
    ],
)
def test_a_figure_of_nobody_knows_what(row: list[object], address: str) -> None:
    """Its code, organisation or period is missing, unknown or not of this return."""
    assert set(one(row)) == {f"Sheet1!{address}"}


@pytest.mark.parametrize("period", ["2025-26 Q2", "2030-31 Q1", "", "2024-25"])
def test_a_correction_of_what_is_not_yet(period: str) -> None:
    """Corrections are of earlier periods, and of the indicator's kind."""
    book = bare(["Code", "Organisation", "Earlier period", "Value"], ["103", "X1", period, 7])
    assert set(faults(book)) == {"Sheet1!C2"}


def test_error_cells_and_formulas_without_results() -> None:
    """What the reader of values would take for an empty cell."""
    book = bare([*HEADINGS], [*COUNT, "#DIV/0!"], [*SURVEY, "=1/0"], [*SHARE, None, "=A9", 3])
    assert book.worksheets[0]["D2"].data_type == "e"
    found = faults(book)
    assert set(found) == {"Sheet1!D2", "Sheet1!D3", "Sheet1!E4"}
    assert "save it" in found["Sheet1!D3"]


def test_one_figure_for_several_rows() -> None:
    """A merged figure may be the total, or each; it is told once."""
    rows = [
        ["104", "X1", f"{month} 2025", 12 if month == "Apr" else None] for month in ("Apr", "May")
    ]
    book = bare([*HEADINGS], *rows)
    book.worksheets[0].merge_cells("D2:D3")
    assert list(faults(book)) == ["Sheet1!D2"]


def test_two_figures_for_one_line() -> None:
    """Both cells are named, on whichever sheets they stand."""
    book = opened()
    fill(book["Figures"], row_of(2), Value=7)
    copy = book.copy_worksheet(book["Figures"])
    copy.title = "My copy"
    column = at(copy, "Value")
    copy.cell(row_of(2), column).value = 8
    address = copy.cell(row_of(2), column).coordinate
    assert faults(book) == {
        f"'My copy'!{address}": f"{FILE}, cell 'My copy'!{address}: expected the same figure as in "
        f"Figures!{address}, or the row once, got 8"
    }


def test_a_column_that_lost_its_heading() -> None:
    """Its figures would be overlooked in silence."""
    book = bare(
        ["Code", "Organisation", "Period", "Result", "Numerator", "Denominator"], [*COUNT, 7]
    )
    assert "a column headed Value" in faults(book)["Sheet1!A1"]


def test_a_heading_that_stands_twice() -> None:
    """Nobody knows which column is meant."""
    assert set(faults(bare([*HEADINGS, "value"], [*COUNT, 7]))) == {"Sheet1!I1"}


def test_all_faults_come_together() -> None:
    """A person mends the workbook once."""
    book = opened()
    sheet = book["Figures"]
    fill(sheet, row_of(0), Numerator=45)
    fill(sheet, row_of(1), Value=0.45)
    fill(sheet, row_of(2), Value="45?", Mark="maybe")
    sheet.cell(30, at(sheet, "Value")).value = 12
    assert len(faults(book)) == 5


def test_a_refused_workbook_changes_nothing() -> None:
    """The form is a value, and stays what it was."""
    before = dataclasses.asdict(FORM)
    one([*COUNT, "45?"])
    assert dataclasses.asdict(FORM) == before
    assert HEADER == 3
