"""What people do to a workbook that changes no figure: it is read all the same."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from copy import copy

import openpyxl
import pytest

from pmf_analysis.sources.workbook import collect
from pmf_analysis.sources.workbook.beside import UNTOLD, Reach
from pmf_analysis.sources.workbook.cells import Sheet
from pmf_analysis.sources.workbook.layout import Heading
from pmf_analysis.sources.workbook.rows import find_rows
from tests.sources.workbook.forms import (
    FILE,
    FORM,
    HEADER,
    WHY,
    at,
    bare,
    faults,
    figures,
    fill,
    opened,
    read,
    row_of,
    saved,
)

Q1 = "2025-26 Q1"
HEADINGS = ["Code", "Organisation", "Period", "Value", "Numerator", "Denominator", "Mark", "Note"]
COUNT = ("103", "X1", Q1)
SHARE = ("101", "X1", Q1)


def test_a_sheet_pasted_into_a_new_workbook() -> None:
    """There is no hidden sheet: the form says whose return it is."""
    arrival = read(bare([*HEADINGS], ["103", "X1", Q1, 12]))
    assert figures(arrival) == {COUNT: ("12", "", "", "")}
    assert (arrival.directorate, arrival.quarter) == ("housing", Q1)


def test_columns_moved_added_and_left_out() -> None:
    """Columns are found by their headings, wherever the table begins."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    cells = {
        "D7": " VALUE (number): ",
        "E7": "My remark",
        "F7": "period",
        "G7": "code",
        "H7": "Denominator",
        "I7": "numerator",
        "A2": "Return of Housing",
        "D8": 12,
        "E8": "seen",
        "F8": Q1,
        "G8": 103,
        "H8": None,
        "F9": Q1,
        "G9": 101.0,
        "H9": 100,
        "I9": 45,
    }
    for address, value in cells.items():
        sheet[address] = value
    sheet["C8"] = "X1"
    sheet["C7"] = "Organisation"
    assert figures(read(book)) == {COUNT: ("12", "", "", ""), SHARE: ("", "45", "100", "")}


def test_sheets_renamed_and_rows_sorted_and_hidden() -> None:
    """The order of rows, the names of sheets and what is hidden mean nothing."""
    book = opened()
    sheet = book["Figures"]
    for line in range(3):
        fill(sheet, row_of(line), Note=f"line {line}")
    fill(sheet, row_of(0), Numerator=1, Denominator=2)
    fill(sheet, row_of(2), Value=7)
    rows = [[copy(cell.value) for cell in row] for row in sheet.iter_rows(min_row=4, max_row=12)]
    for number, row in enumerate(reversed(rows), start=4):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    sheet.title = "Housing, final (2)"
    sheet.row_dimensions[5].hidden = True
    book["pmf"].title = "x"
    assert figures(read(book)) == {COUNT: ("7", "", "", ""), SHARE: ("", "1", "2", "")}


def test_remarks_and_blank_rows() -> None:
    """A row that gives no figure is left out with what it is."""
    book = opened()
    sheet = book["Figures"]
    fill(sheet, row_of(2), Value=7)
    sheet.cell(15, 2).value = "Checked on 3 July"
    sheet.cell(17, 1).value = "Total"
    sheet.cell(18, 40).value = "far away"
    arrival = read(book)
    left = {row.row: row.reason for row in arrival.left_out}
    assert [left[row] for row in (15, 17, 18)] == ["a remark, not a figure"] * 3
    assert 16 not in left
    assert figures(arrival) == {COUNT: ("7", "", "", "")}


def test_a_month_that_became_a_date_and_a_year_that_became_a_number() -> None:
    """Excel makes a date of Apr 2025; it still means April."""
    rows = [["104", "X1", dt.date(2025, 4, 1), 12], ["104", "X1", dt.datetime(2025, 5, 1), 13]]
    book = bare([*HEADINGS], *rows)
    assert set(figures(read(book))) == {("104", "X1", "Apr 2025"), ("104", "X1", "May 2025")}
    corrections = bare(["Code", "Earlier period", "Value", "Numerator"], ["h1", 2023, 5_000_000])
    assert figures(read(corrections)) == {("H1", "X1", "2023"): ("5000000", "", "", "")}


@pytest.mark.parametrize("spelt", ["2025/26 Q1", "q1 2025-26", " 2025-26\u00a0Q1 ", "Q1 2025/26"])
def test_a_period_in_another_spelling(spelt: str) -> None:
    """The indicator's frequency says what is meant."""
    assert set(figures(read(bare([*HEADINGS], ["103", "X1", spelt, 1])))) == {COUNT}


def test_what_the_row_leaves_no_doubt_about_need_not_stand_there() -> None:
    """One organisation and one period are asked of 102, so that either may be missing."""
    assert figures(read(bare(["Code", "Value"], ["102", 45]))) == {
        ("102", "X1", Q1): ("45", "", "", "")
    }


def test_an_organisation_by_its_name() -> None:
    """Its code or its name, in any case."""
    book = bare([*HEADINGS], ["103", "HOUSING ", Q1, 1], ["103", "smallbridge", Q1, 2])
    assert {key[1]: cells[0] for key, cells in figures(read(book)).items()} == {
        "housing": "1",
        "X1": "2",
    }


def test_a_merged_key_stands_in_all_its_rows() -> None:
    """One code for three months, one mark for two of them."""
    book = bare(
        [*HEADINGS],
        ["104", "X1", "Apr 2025", 12],
        [None, None, "May 2025", None, None, None, "n/a"],
        [None, None, "Jun 2025"],
    )
    sheet = book.worksheets[0]
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("G3:G4")
    found = figures(read(book))
    assert [found[("104", "X1", f"{m} 2025")] for m in ("Apr", "May", "Jun")] == [
        ("12", "", "", ""),
        ("", "", "", "x"),
        ("", "", "", "x"),
    ]


def test_a_copied_sheet_gives_each_figure_once() -> None:
    """The same figure twice is one; a copy that was not filled in says nothing."""
    book = opened()
    fill(book["Figures"], row_of(2), Value=7, Note="As agreed")
    blank = book.copy_worksheet(book["Codes"])
    blank.title = "Codes again"
    book.copy_worksheet(book["Figures"]).title = "Copy"
    third = book.copy_worksheet(book["Figures"])
    third.cell(row_of(2), at(third, "Value")).value = None
    third.cell(row_of(2), at(third, "Note")).value = None
    arrival = read(book)
    assert figures(arrival) == {COUNT: ("7", "", "", "")}
    assert list(arrival.tables["observations"]["note"]) == ["As agreed"]
    reasons = [row.reason for row in arrival.left_out if row.reason.startswith("the same")]
    value = book["Figures"].cell(row_of(2), at(book["Figures"], "Value")).coordinate
    assert reasons == [f"the same figure as in Figures!{value}"]
    assert len(arrival.left_out) + 1 == arrival.rows


def test_two_notes_on_one_figure_are_both_kept() -> None:
    """Nothing that was written is lost."""
    rows = [["103", "X1", Q1, 7, None, None, None, note] for note in ("First", "Second")]
    frame = read(bare([*HEADINGS], *rows)).tables["observations"]
    assert list(frame["note"]) == ["First Second"]


def test_two_tables_on_one_sheet() -> None:
    """A header further down begins another table, with columns of its own."""
    book = bare([*HEADINGS], ["103", "X1", Q1, 7], [None], ["Value", "Code"], [45, "102"])
    assert {key[0]: cells[0] for key, cells in figures(read(book)).items()} == {
        "103": "7",
        "102": "45",
    }


@pytest.mark.parametrize(
    ("mark", "letter"),
    [
        ("p", "p"),
        ("[P]", "p"),
        ("Provisional ", "p"),
        ("estimated", "e"),
        ("Low  reliability", "u"),
        ("break in the series", "b"),
    ],
)
def test_a_mark_by_its_word_or_its_letter(mark: str, letter: str) -> None:
    """As in the list, or in the shorthand of statisticians."""
    book = bare([*HEADINGS], ["103", "X1", Q1, 7, None, None, mark])
    assert figures(read(book))[COUNT] == ("7", "", "", letter)


@pytest.mark.parametrize("mark", ["n/a", "N/A", "x", "not available", "..", "NA"])
def test_no_figure_said_in_the_figures_place(mark: str) -> None:
    """n/a where the number belongs is a mark."""
    for cells in ([mark], [None, None, None, mark], [mark, None, None, "x"]):
        assert figures(read(bare([*HEADINGS], ["103", "X1", Q1, *cells])))[COUNT][3] == "x"
    parts = bare([*HEADINGS], ["101", "X1", Q1, None, mark, mark])
    assert figures(read(parts))[SHARE] == ("", "", "", "x")


def test_a_value_beside_its_parts_where_they_agree() -> None:
    """66.7 beside 2 of 3 adds nothing and harms nothing."""
    book = bare([*HEADINGS], ["101", "X1", Q1, 66.7, 2, 3])
    assert figures(read(book))[SHARE] == ("", "2", "3", "")


def test_a_formula_that_was_saved_with_its_result() -> None:
    """What Excel worked out is the figure."""
    book = bare([*HEADINGS], ["103", "X1", Q1, "=3+4"])
    content = saved(book)
    worked = _with_result(content, "<v></v>", "<v>7</v>")
    arrival = collect.read(worked, FILE, FORM)
    assert figures(arrival)[COUNT] == ("7", "", "", "")
    assert "D2" in str(faults(lambda: collect.read(content, FILE, FORM)))


def test_a_workbook_with_macros() -> None:
    """An .xlsm is read alike; its macros are never looked at."""
    content = saved(bare([*HEADINGS], ["103", "X1", Q1, 7]))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(kind, macros))
    assert figures(collect.read(out.getvalue(), FILE, FORM))[COUNT] == ("7", "", "", "")


def _with_result(content: bytes, before: str, after: str) -> bytes:
    """The workbook as Excel would have saved it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = part.replace(before.encode(), after.encode())
                part = part.replace(b"<v />", after.encode()).replace(b"<v/>", after.encode())
            new.writestr(name, part)
    return out.getvalue()


def test_only_a_column_of_reasons_is_missing() -> None:
    """A note and a reason may have no column at all."""
    arrival = read(bare(["Code", "Organisation", "Period", "Value"], ["103", "X1", Q1, 7]))
    assert arrival.reasons == {}
    assert WHY not in HEADINGS
    assert HEADER == 3


def test_each_merged_range_is_looked_at_once() -> None:
    """However many rows there are: a long sheet of merged cells takes no longer for it."""

    class Counted(tuple[Reach, ...]):
        walks = 0

        def __iter__(self) -> Iterator[Reach]:
            self.walks += 1
            return super().__iter__()

    header = ("Code", "Period", "Value")
    rows = (header, *((("101", Q1, "") if n % 2 else ("", "", n)) for n in range(1, 41)))
    merged = Counted(((n, at), (n + 1, at)) for n in range(1, 41, 2) for at in (0, 1))
    sheet = Sheet("Figures", rows, merged, UNTOLD)
    found = list(find_rows((sheet,), FILE, []))
    assert [row.cell(Heading.CODE).value for row in found] == ["101"] * 40
    assert merged.walks == 1
