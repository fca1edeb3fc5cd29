"""A small form to issue and collect, and hands that fill it in as a person would."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.framework.indicator import Unit
from pmf_analysis.framework.period import Frequency
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.workbook import collect, issue
from pmf_analysis.sources.workbook.form import Form, Line, Series

FILE = "homes.xlsx"
HEADER = 3
Typed = Mapping[str, object]


def series(code: str, unit: Unit, **more: object) -> Series:
    """One series of the council's."""
    told: dict[str, object] = {
        "name": f"Name of {code}",
        "definition": "What it is, in a sentence.",
        "organisation": "X1",
        "organisation_name": "Smallbridge",
        "frequency": Frequency.QUARTER,
    }
    return Series(indicator=code, unit=unit, **(told | more))  # type: ignore[arg-type]


HISTORY = (("2024-25 Q3", "41.2"), ("2024-25 Q4", "44"))
SHARE = series(
    "101", Unit.PERCENT, per=100.0, decimals=1, has_parts=True, numerator="Done", denominator="All"
)
SURVEY = series("102", Unit.PERCENT, decimals=1, history=HISTORY, least=0.0, most=100.0)
COUNT = series("103", Unit.COUNT, target="40")
HOUSING = series("103", Unit.COUNT, organisation="housing", organisation_name="Housing")
MONTHLY = series("104", Unit.DAYS, decimals=1, frequency=Frequency.MONTH)
ANSWER = series("105", Unit.YES_NO, frequency=Frequency.FINANCIAL_YEAR)
RARE = series("106", Unit.PERCENT, decimals=2, history=(("2024-25 Q4", "0.31"),))
YEARLY = series("H1", Unit.CURRENCY, frequency=Frequency.CALENDAR_YEAR)  # for corrections alone

LINES = (
    Line(SHARE, "2025-26 Q1"),
    Line(SURVEY, "2025-26 Q1", recorded="43", due=dt.date(2025, 7, 14)),
    Line(COUNT, "2025-26 Q1"),
    Line(HOUSING, "2025-26 Q1"),
    Line(MONTHLY, "Apr 2025"),
    Line(MONTHLY, "May 2025"),
    Line(MONTHLY, "Jun 2025"),
    Line(ANSWER, "2024-25"),
    Line(RARE, "2025-26 Q1"),
)
FORM = Form(
    council="X1",
    council_name="Smallbridge Council",
    directorate="housing",
    directorate_name="Housing",
    quarter="2025-26 Q1",
    issued=dt.date(2025, 7, 1),
    due=dt.date(2025, 7, 21),
    contact="performance@smallbridge.example",
    role="Director of Housing",
    series=(SHARE, SURVEY, COUNT, HOUSING, MONTHLY, ANSWER, RARE, YEARLY),
    lines=LINES,
)


def opened(form: Form = FORM) -> Workbook:
    """The workbook as issued."""
    return openpyxl.load_workbook(io.BytesIO(issue.render(form)))


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def at(sheet: Worksheet, heading: str) -> int:
    """The column of a heading."""
    return next(cell.column for cell in sheet[HEADER] if cell.value == heading)


def fill(sheet: Worksheet, row: int, **typed: object) -> None:
    """Type into the cells of a row, by heading; only where a person may."""
    for heading, value in typed.items():
        cell = sheet.cell(row, at(sheet, {"Why": WHY}.get(heading, heading.replace("_", " "))))
        assert not cell.protection.locked, cell.coordinate
        cell.value = value


WHY = "If it looks unusual, why it is right"


def row_of(line: int) -> int:
    """The row of a line of the form."""
    return HEADER + 1 + line


def bare(header: list[object], *rows: list[object], name: str = "Sheet1") -> Workbook:
    """A new workbook with one table and no hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for cells in (header, *rows):
        sheet.append(cells)
    return book


def read(book: Workbook, form: Form = FORM) -> Arrival:
    """Collect a workbook."""
    return collect.read(saved(book), FILE, form)


def figures(arrival: Arrival) -> dict[tuple[str, str, str], tuple[str, str, str, str]]:
    """What came: value, numerator, denominator and status by key."""
    frame = arrival.tables["observations"]
    return {
        (r["indicator"], r["organisation"], r["period"]): (
            r["value"],
            r["numerator"],
            r["denominator"],
            r["status"],
        )
        for r in frame.to_dict("records")
    }


def faults(book: Workbook | Callable[[], object], form: Form = FORM) -> dict[str, str]:
    """Every fault of a workbook: what it says, by the address of its cell."""
    with pytest.raises(FaultsFound) as found:
        read(book, form) if isinstance(book, Workbook) else book()
    assert all(fault.file == FILE for fault in found.value.faults)
    return {fault.cell: str(fault) for fault in found.value.faults}
