"""A workbook is issued, filled in and read: every figure comes back as it was typed."""

from __future__ import annotations

import pytest

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.sources.arrival import digest
from pmf_analysis.sources.workbook import collect, issue
from tests.sources.workbook.forms import (
    FILE,
    FORM,
    HEADER,
    LINES,
    figures,
    fill,
    opened,
    read,
    row_of,
    saved,
)

Q1 = "2025-26 Q1"


def test_what_was_typed_comes_back() -> None:
    """Values, parts, marks, notes and reasons, each in its column; blank rows are left out."""
    book = opened()
    sheet = book["Figures"]
    fill(sheet, row_of(0), Numerator=71, Denominator=100, Mark="provisional", Note="Two late")
    fill(sheet, row_of(1), Value=45.3, Why="The survey moved to spring")
    fill(sheet, row_of(2), Value=0)
    fill(sheet, row_of(3), Mark="not available", Note="New system")
    fill(sheet, row_of(4), Value="n/a")
    fill(sheet, row_of(5), Value=12.5, Mark="e")
    fill(sheet, row_of(7), Value="Yes")
    fill(
        book["Corrections"], HEADER + 1, Code="103", Organisation="X1", Earlier_period="2024-25 Q4"
    )
    fill(book["Corrections"], HEADER + 1, Value=38, Mark="revised", Note="Two counted twice")
    content = saved(book)
    arrival = collect.read(content, FILE, FORM)
    assert figures(arrival) == {
        ("101", "X1", Q1): ("", "71", "100", "p"),
        ("102", "X1", Q1): ("45.3", "", "", ""),
        ("103", "X1", Q1): ("0", "", "", ""),
        ("103", "housing", Q1): ("", "", "", "x"),
        ("104", "X1", "Apr 2025"): ("", "", "", "x"),
        ("104", "X1", "May 2025"): ("12.5", "", "", "e"),
        ("105", "X1", "2024-25"): ("1", "", "", ""),
        ("103", "X1", "2024-25 Q4"): ("38", "", "", "r"),
    }
    frame = arrival.tables["observations"]
    assert list(frame["note"]) == [
        "Two late",
        "",
        "",
        "New system",
        "",
        "",
        "",
        "Two counted twice",
    ]
    assert set(frame["breakdown"]) == {""}
    assert arrival.reasons == {("102", "X1", Q1): "The survey moved to spring"}
    assert (arrival.kind, arrival.file) == (ArrivalKind.RETURN, FILE)
    assert (arrival.directorate, arrival.quarter) == ("housing", Q1)
    assert arrival.accepted_by == "Director of Housing"
    assert arrival.sha256 == digest(content)


def test_every_row_is_used_or_left_out_with_a_reason() -> None:
    """Never both, never neither; the rows for corrections that stayed blank do not count."""
    book = opened()
    fill(book["Figures"], row_of(2), Value=3)
    fill(book["Figures"], row_of(3), Note="Sent next week")
    arrival = read(book)
    used = set(arrival.tables["observations"].index)
    left = {row.row: row.reason for row in arrival.left_out}
    assert used == {row_of(2)}
    assert not used & set(left)
    assert len(used) + len(left) == arrival.rows == len(LINES)
    assert left.pop(row_of(3)) == "no figure, only a note: Sent next week"
    assert set(left.values()) == {"nothing filled in"}


def test_a_workbook_that_nobody_filled_in_gives_nothing() -> None:
    """No figure, no fault."""
    arrival = collect.read(issue.render(FORM), FILE, FORM)
    assert arrival.tables["observations"].empty
    assert list(arrival.tables["observations"].columns) == list(collect.COLUMNS)


def test_rows_of_two_sheets_have_numbers_of_their_own() -> None:
    """A correction in row 4 is not taken for the figure in row 4."""
    book = opened()
    fill(book["Figures"], HEADER + 1, Numerator=1, Denominator=2)
    correction = {"Code": "103", "Organisation": "X1", "Earlier_period": "2024-25 Q4", "Value": 1}
    fill(book["Corrections"], HEADER + 1, **correction)
    index = list(read(book).tables["observations"].index)
    assert len(set(index)) == 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (45.300000000000004, "45.3"),  # noise of a sum, as Excel keeps it
        (0.1 + 0.2, "0.3"),
        (1234567890.12, "1234567890.12"),
        (123456789012345, "123456789012345"),
        (-3.5, "-3.5"),
        ("1,234", "1234"),
        ("£1,234.50", "1234.5"),
        (" 45\u00a0", "45"),
        ("1 234", "1234"),
        ("−3", "-3"),
    ],
)
def test_a_number_in_any_spelling_is_the_number(typed: object, expected: str) -> None:
    """Separators, pounds, odd spaces and signs, and numbers kept as text."""
    book = opened()
    fill(book["Figures"], row_of(2), Value=typed)
    assert figures(read(book))[("103", "X1", Q1)][0] == expected


@pytest.mark.parametrize(
    ("typed", "shown", "expected"),
    [
        (45, "General", "45"),
        (0.45, "0%", "45"),
        (0.453, "0.0%", "45.3"),
        ("45%", "General", "45"),
        ("0.45%", "General", "0.45"),
        (1.2, "General", "1.2"),
        (1.2, "0%", "120"),
        (0, "General", "0"),
        (0.45, "0%;[Red]-0%", "45"),
        (45, '0"%"', "45"),
        (45, "0\\%", "45"),
    ],
)
def test_a_percentage_is_what_its_cell_shows(typed: object, shown: str, expected: str) -> None:
    """45, 45% and a cell that shows 0.45 as 45% are one figure."""
    book = opened()
    fill(book["Figures"], row_of(1), Value=typed)
    book["Figures"].cell(row_of(1), _value(book)).number_format = shown
    assert figures(read(book))[("102", "X1", Q1)][0] == expected


def test_a_small_percentage_is_believed_where_all_before_were_small() -> None:
    """0.45 after 0.31 is not 45 per cent."""
    book = opened()
    fill(book["Figures"], row_of(8), Value=0.45)
    assert figures(read(book))[("106", "X1", Q1)][0] == "0.45"


def _value(book: object) -> int:
    sheet = book["Figures"]  # type: ignore[index]
    return next(cell.column for cell in sheet[HEADER] if cell.value == "Value")
