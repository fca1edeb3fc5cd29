"""The rows of a return, wherever in the workbook their table stands by now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf

from pmf_analysis.framework.errors import Fault
from pmf_analysis.sources.workbook.beside import Reach
from pmf_analysis.sources.workbook.cells import Cell, Nature, Sheet
from pmf_analysis.sources.workbook.layout import FIGURES, Heading, heading

__all__ = ["Row", "find_rows"]

Columns = Mapping[Heading, int]
Spans = Mapping[int, list[tuple[int, int]]]  # by column, first and last row of each merged range


@dataclass(frozen=True)
class Row:
    """One row beneath a header that holds something.

    Attributes
    ----------
    number : int
        Its row in the workbook, as though the sheets stood one beneath the other.
    address : str
        Its first cell.
    header : str
        The first cell of the headings above it.
    cells : mapping of Heading to Cell
        What stands in the columns that are known; columns that are not there are missing.
    """

    number: int
    address: str
    header: str
    cells: Mapping[Heading, Cell]

    def cell(self, heading: Heading) -> Cell:
        """Return a cell; an empty one, at the row's address, where there is no such column."""
        return self.cells.get(heading) or Cell("", self.address)

    @property
    def gives(self) -> bool:
        """Whether it holds a figure or a mark."""
        return any(not self.cell(column).empty for column in (*FIGURES, Heading.MARK))


def find_rows(sheets: tuple[Sheet, ...], file: str, faults: list[Fault]) -> Iterator[Row]:
    """Yield the rows of every table of figures, in order.

    A table begins with a row that has the headings of the code and of a figure, on any sheet, at
    any height, in any order of columns.

    Parameters
    ----------
    sheets : tuple of Sheet
        The workbook.
    file : str
        Its name, for the faults.
    faults : list of Fault
        Where headings that stand twice are added.
    """
    above = 0
    for sheet in sheets:
        columns: Columns = {}
        header = ""
        spans = _spans(sheet.merged)
        for row in range(len(sheet.rows)):
            found = _headings(sheet, row, file, faults)
            if found:
                columns, header = found, sheet.cell(row, min(found.values())).address
            elif columns and any(_holds(value) for value in sheet.rows[row]):
                address = sheet.cell(row, 0).address
                yield Row(above + row + 1, address, header, _cells(sheet, row, columns, spans))
        if columns:
            above += len(sheet.rows)


def _holds(value: object) -> bool:
    return not isinstance(value, str) or bool(value.strip())


def _headings(sheet: Sheet, row: int, file: str, faults: list[Fault]) -> Columns:
    """The columns of a header row; nothing for any other row."""
    columns: dict[Heading, int] = {}
    twice: list[tuple[Heading, int]] = []
    for column, value in enumerate(sheet.rows[row]):
        name = heading(value) if isinstance(value, str) else None
        if name in columns:
            twice.append((name, column))
        elif name:
            columns[name] = column
    if Heading.CODE not in columns or not any(name in columns for name in FIGURES):
        return {}
    for name, column in twice:
        first, second = (sheet.cell(row, at).address for at in (columns[name], column))
        advice = "Rename the one that is not to be read"
        got = f"another one at {first}"
        faults.append(Fault(file, None, "", f"one column {name}", got, advice, second))
    return columns


def _spans(merged: Iterable[Reach]) -> Spans:
    """The merged ranges by their first column, from top to bottom."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in sorted(merged):
        spans.setdefault(left, []).append((top, bottom))
    return spans


def _cells(sheet: Sheet, row: int, columns: Columns, spans: Spans) -> dict[Heading, Cell]:
    return {
        name: _seen(sheet, row, column, name, spans.get(column, []))
        for name, column in columns.items()
    }


def _seen(sheet: Sheet, row: int, column: int, name: Heading, spans: list[tuple[int, int]]) -> Cell:
    """A cell as the eye sees it: a merged one stands in all its rows."""
    above = bisect_right(spans, (row, inf)) - 1
    top, bottom = spans[above] if above >= 0 else (row, row)
    if bottom < row:
        return sheet.cell(row, column)
    cell = sheet.cell(top, column)
    several = top < bottom and not cell.empty and name in FIGURES
    return replace(cell, nature=Nature.MERGED) if several else cell
