"""The first sheet of a return: what to do, by when, and whom to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from pmf_analysis.sources.workbook.form import Form
from pmf_analysis.sources.workbook.layout import Heading
from pmf_analysis.sources.workbook.styles import Style, put, row_height

__all__ = ["day", "write_guide"]

LABEL, TEXT = 24.0, 92.0  # widths in characters

_MARKS = (
    ("provisional", "The figure may still change."),
    ("estimated", "Part of it is worked out from what is usual."),
    ("revised", "It replaces one that you gave before."),
    ("low reliability", "It rests on few cases or weak records."),
    ("break in the series", "It is counted in another way from now on; say how in the note."),
    ("not available", "There is none this time; say why in the note."),
    ("not applicable", "There cannot be one, for example because a service has closed."),
    ("confidential", "It may not be shown. Leave the figure blank."),
)


def write_guide(sheet: Worksheet, form: Form) -> None:
    """Write the sheet."""
    sheet.column_dimensions["A"].width = LABEL
    sheet.column_dimensions["B"].width = TEXT
    put(sheet, 1, 1, f"{form.council_name}: figures for {form.quarter}", Style.TITLE)
    put(sheet, 2, 1, form.directorate_name, Style.SUBTITLE)
    row = 4
    for title, entries in _sections(form):
        put(sheet, row, 1, title, Style.SUBTITLE)
        for label, text in entries:
            row += 1
            put(sheet, row, 1, label, Style.STRONG)
            put(sheet, row, 2, text, Style.BODY)
            sheet.row_dimensions[row].height = row_height([(label, LABEL), (text, TEXT)])
        row += 2


def day(date: dt.date) -> str:
    """Spell a day.

    Examples
    --------
    >>> day(dt.date(2025, 7, 5))
    '5 July 2025'
    """
    return f"{date.day} {date:%B %Y}"


def _sections(form: Form) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    known = (
        ("Sent out", day(form.issued)),
        ("Wanted back by", day(form.due) if form.due else ""),
        ("Questions to", form.contact),
        ("Answers for the figures", form.role),
    )
    yield "About this return", tuple((label, text) for label, text in known if text)
    word, words = form.indicator_word, form.indicators_word
    yield (
        "What to do",
        (
            (
                "1. Figures",
                f"On the sheet Figures there is one row for each {word} and period. Fill in the "
                "cells with a border. Grey cells are not asked for.",
            ),
            (
                "2. Two parts",
                "Where numerator and denominator are asked for, give both. The percentage or rate "
                "appears beside them, for you to check.",
            ),
            ("3. Percentages", "Type 45 or 45% for forty-five per cent; 0.45 will be asked about."),
            (
                "4. No figure",
                "Leave it blank and choose a mark. Type 0 only if it was counted and there were "
                "none.",
            ),
            (
                "5. Unusual figures",
                f"If one looks unusual but is right, say why under '{Heading.WHY}'.",
            ),
            (
                "6. Earlier figures",
                f"To put right an earlier period, use the sheet Corrections. The codes of {words} "
                "and organisations are on the sheet Codes.",
            ),
            (
                "7. Send it back",
                "Save it in Excel or LibreOffice as .xlsx and send it back. Do not change codes "
                "and periods. Rows may stay blank; you may send it again later.",
            ),
        ),
    )
    yield "What the marks mean", _MARKS
    yield (
        "People",
        (
            (
                "No names",
                "Notes and reasons may be published. Name no resident and no member of staff.",
            ),
        ),
    )
