"""The other sheets of a return: corrections, codes, and what was issued."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmf_analysis.sources.workbook import grid, rules
from pmf_analysis.sources.workbook.form import Form
from pmf_analysis.sources.workbook.grid import HEADER, Column
from pmf_analysis.sources.workbook.layout import HIDDEN_MARK, VERSION, WORDS, Heading
from pmf_analysis.sources.workbook.styles import Style, put, row_height

__all__ = ["write_codes", "write_corrections", "write_issued"]

BLANK = 30  # rows for corrections
BLANK_HEIGHT = 21.0  # points
_CORRECTIONS = (
    Column(Heading.CODE, 12),
    Column(Heading.ORGANISATION, 22),
    Column(Heading.EARLIER, 18),
    Column(Heading.VALUE, 13),
    Column(Heading.NUMERATOR, 13),
    Column(Heading.DENOMINATOR, 14),
    Column(Heading.MARK, 18),
    Column(Heading.NOTE, 36),
    Column(Heading.WHY, 36),
)
_KEYS = (Heading.CODE, Heading.ORGANISATION, Heading.EARLIER)


def write_corrections(book: Workbook, form: Form) -> None:
    """Add blank rows for figures of earlier periods that were wrong or have changed."""
    title = "Corrections of earlier figures"
    hint = "One row for each. Codes are on the sheet Codes; write a period as it stands on Figures."
    sheet = grid.begin(book, "Corrections", title, hint, _CORRECTIONS)
    last = HEADER + BLANK
    for row in range(HEADER + 1, last + 1):
        sheet.row_dimensions[row].height = BLANK_HEIGHT
        for number, column in enumerate(_CORRECTIONS, start=1):
            words = column.heading in (*_KEYS, *WORDS)
            put(sheet, row, number, None, Style.FILL_WORDS if words else Style.FILL)
    checked = {
        Heading.VALUE: rules.number_rule(),
        Heading.NUMERATOR: rules.numerator_rule(),
        Heading.DENOMINATOR: rules.denominator_rule(),
        Heading.MARK: rules.mark_rule(),
    }
    if form.series:
        checked[Heading.CODE] = rules.code_rule(HEADER + 1, HEADER + len(form.series))
    for number, column in enumerate(_CORRECTIONS, start=1):
        rule = checked.get(Heading(column.heading))
        if rule is not None:
            letter = sheet.cell(HEADER, number).column_letter
            rule.add(f"{letter}{HEADER + 1}:{letter}{last}")
            sheet.add_data_validation(rule)
    grid.end(sheet, _CORRECTIONS, last, len(_KEYS))
    grid.paper(sheet, grid.A4)


def write_codes(book: Workbook, form: Form) -> None:
    """Add the list of what may be corrected."""
    word = form.indicator_word
    columns = (
        Column(Heading.CODE, 12),
        Column(word[:1].upper() + word[1:], 70),
        Column(Heading.ORGANISATION, 22),
        Column("Organisation's name", 30),
        Column("How often", 18),
        Column("What to give", 30),
    )
    hint = f"Every {word} of this directorate, whether or not it is asked for this time."
    sheet = grid.begin(book, "Codes", "Codes", hint, columns)
    for row, series in enumerate(form.series, start=HEADER + 1):
        texts = (
            series.indicator,
            series.name,
            series.organisation,
            series.organisation_name,
            series.frequency.value,
            "numerator and denominator" if series.has_parts else "value",
        )
        for number, text in enumerate(texts, start=1):
            put(sheet, row, number, text, Style.BODY)
        widths = (column.width for column in columns)
        sheet.row_dimensions[row].height = row_height(zip(texts, widths, strict=True))
    grid.end(sheet, columns, HEADER + len(form.series), 1)
    grid.paper(sheet, grid.A4)


def write_issued(book: Workbook, form: Form) -> None:
    """Add the sheet that nobody sees: what this workbook is, and what it asked for."""
    sheet: Worksheet = book.create_sheet("pmf")
    told = (
        (HIDDEN_MARK, str(VERSION)),
        ("council", form.council),
        ("directorate", form.directorate),
        ("quarter", form.quarter),
        ("issued", form.issued.isoformat()),
        ("indicator", "organisation", "period", "recorded"),
        *((*line.key, line.recorded) for line in form.lines),
    )
    for row, cells in enumerate(told, start=1):
        for number, text in enumerate(cells, start=1):
            put(sheet, row, number, text, Style.BODY)
    sheet.sheet_state = "veryHidden"
    grid.lock(sheet)
