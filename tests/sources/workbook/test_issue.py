"""The workbook that people get: what it holds, what may be typed, and that it is inert."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from pmf_analysis.framework.indicator import Unit
from pmf_analysis.sources.workbook import issue
from pmf_analysis.sources.workbook.form import Form, Line
from pmf_analysis.sources.workbook.issued import issued
from tests.sources.workbook.forms import (
    FILE,
    FORM,
    HEADER,
    LINES,
    SURVEY,
    WHY,
    at,
    opened,
    row_of,
    series,
)

BEYOND_ASCII = "Zoë's café – 45 °C & <b>\x07"


def test_the_sheets_stand_in_the_order_of_use_and_the_last_is_unseen() -> None:
    """Instructions first; what was issued is on a sheet that Excel does not offer to show."""
    book = opened()
    states = [(sheet.title, sheet.sheet_state) for sheet in book.worksheets]
    assert states == [
        ("How to fill this in", "visible"),
        ("Figures", "visible"),
        ("Corrections", "visible"),
        ("Codes", "visible"),
        ("pmf", "veryHidden"),
    ]


def test_a_row_says_all_that_is_needed_to_fill_it_in() -> None:
    """Code, name, what is asked, for whom and when, earlier figures, target, what is there."""
    sheet = opened()["Figures"]
    survey, share = row_of(1), row_of(0)
    told = {heading: sheet.cell(survey, at(sheet, heading)).value for heading in HEADINGS}
    assert told == HEADINGS
    asked = sheet.cell(share, at(sheet, "What is asked")).value
    assert "Numerator: Done\nDenominator: All" in asked
    assert sheet.cell(survey, at(sheet, "What is asked")).value == (
        "What it is, in a sentence.\nPer cent, such as 45.3 or 45.3%.\nWanted by 14 July 2025."
    )


HEADINGS = {
    "Code": "102",
    "Indicator": "Name of 102",
    "Organisation": "X1",
    "Organisation's name": "Smallbridge",
    "Period": "2025-26 Q1",
    "2 times ago": "41.2\n2024-25 Q3",
    "Last time": "44\n2024-25 Q4",
    "There already": "43",
}


def test_exactly_the_cells_to_fill_are_open() -> None:
    """Every sheet is protected without a password; the open cells are those that are asked for."""
    book = opened()
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
        # In the file `1` forbids: widths and heights may be changed, columns not deleted.
        assert not sheet.protection.formatColumns
        assert not sheet.protection.formatRows
        assert sheet.protection.deleteColumns
    sheet = book["Figures"]
    expected = set()
    for number, line in enumerate(LINES):
        parts = ("Numerator", "Denominator") if line.series.has_parts else ("Value",)
        for heading in (*parts, "Mark", "Note", WHY):
            expected.add(sheet.cell(row_of(number), at(sheet, heading)).coordinate)
    assert _open(sheet) == expected
    corrections = book["Corrections"]
    rows = range(HEADER + 1, HEADER + 31)
    assert _open(corrections) == {
        corrections.cell(r, c).coordinate for r in rows for c in range(1, 10)
    }
    assert not any(_open(book[name]) for name in ("How to fill this in", "Codes", "pmf"))


def _open(sheet: object) -> set[str]:
    cells = (cell for row in sheet.iter_rows() for cell in row)  # type: ignore[attr-defined]
    return {cell.coordinate for cell in cells if not cell.protection.locked}


def test_an_open_cell_is_marked_by_more_than_its_colour() -> None:
    """It has a frame all round, which no other cell has."""
    sheet = opened()["Figures"]
    for row in sheet.iter_rows(min_row=HEADER + 1):
        for cell in row:
            sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
            framed = all(side is not None and side.style for side in sides)
            assert framed == (not cell.protection.locked), cell.coordinate


def test_what_is_typed_is_checked_as_it_is_typed() -> None:
    """Each open figure has a rule, each mark a list; what is said fits what Excel can show."""
    sheet = opened()["Figures"]
    rules = {
        sheet.cell(*place).coordinate: rule
        for rule in sheet.data_validations.dataValidation
        for reach in rule.sqref.ranges
        for place in reach.cells
    }
    words = {at(sheet, "Note"), at(sheet, WHY)}
    unruled = {c for c in _open(sheet) if sheet[c].column not in words}
    assert set(rules) == unruled
    assert all(0 < len(rule.error) <= 255 and rule.showErrorMessage for rule in rules.values())
    survey = rules[sheet.cell(row_of(1), at(sheet, "Value")).coordinate]
    assert (survey.type, survey.formula1, survey.formula2) == ("decimal", "0", "100")
    assert survey.errorStyle == "warning"  # an unusual figure may be right
    below = rules[sheet.cell(row_of(0), at(sheet, "Denominator")).coordinate]
    assert (below.operator, below.formula1, below.errorStyle) == ("greaterThan", "0", "stop")
    mark = rules[sheet.cell(row_of(0), at(sheet, "Mark")).coordinate]
    assert mark.type == "list"
    assert "not available" in mark.formula1
    answer = rules[sheet.cell(row_of(7), at(sheet, "Value")).coordinate]
    assert (answer.type, answer.formula1) == ("list", '"yes,no"')


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "#REF!"])
def test_text_from_the_data_is_never_a_formula(hostile: str) -> None:
    """Whatever it begins with, it is written as text, and stays text when edited."""
    odd = series(
        hostile,
        Unit.COUNT,
        name=hostile,
        definition=hostile,
        organisation=hostile,
        organisation_name=hostile,
        target=hostile,
        history=((hostile, hostile),),
    )
    names = ("council_name", "directorate_name", "directorate", "contact", "role")
    form = dataclasses.replace(
        FORM,
        series=(odd,),
        lines=(Line(odd, "2025-26 Q1", hostile),),
        **dict.fromkeys(names, hostile),
    )
    book = opened(form)
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row]
    assert {c.data_type for c in cells if c.value is not None} == {"s"}
    same = [c for c in cells if c.value == hostile]
    assert len(same) >= 10
    assert all(c.quotePrefix for c in same if not hostile.startswith("#"))


def test_the_only_formulas_are_the_checks_of_parts() -> None:
    """They rest on cell addresses and a number, and cannot be typed over."""
    sheet = opened()["Figures"]
    found = [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert [c.row for c in found] == [row_of(0)]
    numerator, denominator = (
        sheet.cell(row_of(0), at(sheet, name)).coordinate for name in ("Numerator", "Denominator")
    )
    expected = (
        f'=IF(AND(ISNUMBER({numerator}),N({denominator})>0),100*{numerator}/{denominator},"")'
    )
    assert found[0].value == expected
    assert found[0].protection.locked


def test_odd_letters_and_long_texts_are_held() -> None:
    """Control characters go, all else stays; a text beyond Excel's limit is cut to it."""
    odd = dataclasses.replace(SURVEY, name=BEYOND_ASCII, definition="word " * 10_000)
    sheet = opened(dataclasses.replace(FORM, lines=(Line(odd, "2025-26 Q1"),)))["Figures"]
    assert sheet.cell(row_of(0), 2).value == BEYOND_ASCII.replace("\x07", " ")
    assert len(sheet.cell(row_of(0), 3).value) <= 32_767
    assert sheet.row_dimensions[row_of(0)].height <= 409


def test_the_same_form_gives_the_same_bytes(tmp_path: Path) -> None:
    """No moment of making stands in the file; the day of issue does."""
    assert issue.render(FORM) == issue.render(FORM)
    issue.write(FORM, tmp_path / FILE)
    assert (tmp_path / FILE).read_bytes() == issue.render(FORM)
    with zipfile.ZipFile(io.BytesIO(issue.render(FORM))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b">2025-07-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


def test_it_can_be_heard_and_printed() -> None:
    """Title and language are set, the header row is marked, repeated and kept in sight."""
    book = opened()
    assert book.properties.title == "Housing: figures for 2025-26 Q1"
    assert book.properties.language == "en-GB"
    sheet = book["Figures"]
    assert sheet.print_title_rows in {"3:3", "$3:$3"}
    assert sheet.freeze_panes == "C4"
    assert sheet.page_setup.orientation == "landscape"
    assert [table.ref.split(":")[0] for table in sheet.tables.values()] == ["A3"]
    assert not any(sheet.merged_cells.ranges for sheet in book.worksheets)


def test_what_was_issued_can_be_told_from_the_file() -> None:
    """Council, directorate, quarter, and each line with what was there."""
    told = issued(issue.render(FORM), FILE)
    assert told is not None
    assert (told.council, told.directorate, told.quarter) == ("X1", "housing", "2025-26 Q1")
    assert set(told.recorded) == {line.key for line in LINES}
    assert told.recorded[("102", "X1", "2025-26 Q1")] == "43"


def test_a_form_that_asks_nothing_is_still_a_workbook() -> None:
    """Corrections can be sent all the same."""
    book = opened(dataclasses.replace(FORM, lines=(), series=()))
    assert book["Figures"].max_row == HEADER


def test_the_councils_own_words_are_used() -> None:
    """A council that says measure finds no indicator."""
    form: Form = dataclasses.replace(FORM, indicator_word="measure", indicators_word="measures")
    for sheet in opened(form).worksheets[:4]:
        texts = (str(c.value) for row in sheet.iter_rows() for c in row if c.value)
        assert not [text for text in texts if "indicator" in text.lower()], sheet.title
