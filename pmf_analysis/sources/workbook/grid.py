"""A sheet of rows under one header: the shape that figures, corrections and codes share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from pmf_analysis.sources.workbook.styles import Style, put

__all__ = ["HEADER", "Column", "begin", "end", "lock", "paper"]

HEADER = 3  # the row of the headings, beneath a title and a sentence
HEADER_HEIGHT = 48.0  # points: three lines
A4, A3 = "9", "8"  # Excel's numbers for sizes of paper


@dataclass(frozen=True)
class Column:
    """A heading, and how wide its column is in characters."""

    heading: str
    width: float


def begin(book: Workbook, name: str, title: str, hint: str, columns: Sequence[Column]) -> Worksheet:
    """Add a sheet with its title, a sentence and the headings."""
    sheet: Worksheet = book.create_sheet(name)
    put(sheet, 1, 1, title, Style.TITLE)
    put(sheet, 2, 1, hint, Style.HINT)
    for number, column in enumerate(columns, start=1):
        put(sheet, HEADER, number, column.heading, Style.HEADER)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[HEADER].height = HEADER_HEIGHT
    return sheet


def end(sheet: Worksheet, columns: Sequence[Column], last: int, frozen: int) -> None:
    """Mark the header row, for eyes, for screen readers and for the printer, and lock the sheet.

    Parameters
    ----------
    sheet : Worksheet
        What `begin` gave, with its rows.
    columns : sequence of Column
        Its columns.
    last : int
        Its last row.
    frozen : int
        How many columns stay in sight.
    """
    if last > HEADER:
        reach = f"A{HEADER}:{get_column_letter(len(columns))}{last}"
        sheet.add_table(Table(displayName=f"{sheet.title}_rows", ref=reach))
    sheet.freeze_panes = sheet.cell(HEADER + 1, frozen + 1)
    sheet.print_title_rows = f"{HEADER}:{HEADER}"
    lock(sheet)


def lock(sheet: Worksheet) -> None:
    """Protect a sheet without a password; columns and rows may be resized, rows filtered."""
    sheet.protection.sheet = True
    # In the file's words `1` forbids and `0` allows.
    for allowed in ("formatColumns", "formatRows", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def paper(sheet: Worksheet, size: str, orientation: str = "landscape") -> None:
    """Print it on one page's width, with page numbers."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = size
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.sheet_view.showGridLines = False
