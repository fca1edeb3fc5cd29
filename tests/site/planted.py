"""Marks: values that stand nowhere else, to be planted in rows that must not be published."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pmf_analysis.tables.columns import Cell
from pmf_analysis.tables.schemas import TABLES

__all__ = ["CODE", "TEXT", "Mark", "Marks", "sheet"]

TEXT, CODE = "zqtext", "zqcode"  # what every planted word and code begins with
FIRST_NUMBER, STEP = 137_204_918, 1_618_033
FUTURE, PAST = dt.date(2031, 1, 2), dt.date(1953, 1, 2)
SHAPE = re.compile(rf"({TEXT}|{CODE})\d{{4}}|\d{{9}}|(195|203)\d-\d\d-\d\d")
KINDS = {Cell.TEXT: "text", Cell.NUMBER: "number", Cell.DATE: "date", Cell.CODE: "code"}


@dataclass(frozen=True)
class Mark:
    """A planted value, the table and column that hold it, and the day it was recorded."""

    spelt: str
    kind: str
    table: str
    column: str
    recorded_on: str

    def __str__(self) -> str:
        """Say where it stands."""
        return f"{self.spelt} in {self.table}.{self.column} {self.recorded_on}".strip()


@dataclass
class Marks:
    """Every mark that was planted, by its spelling."""

    made: dict[str, Mark] = field(default_factory=dict)

    def row(self, table: str, **given: object) -> dict[str, str]:
        """Return a row in which every free cell that is not given holds a mark of its own.

        Codes of other tables, choices and small whole numbers are no free cells. What is given
        in the shape of a mark is one too.
        """
        cells = {name: str(cell) for name, cell in given.items()}
        for column in TABLES[table].columns:
            kind = "" if column.refers else KINDS.get(column.cell, "")
            if not kind:
                continue
            if column.name not in cells:
                cells[column.name] = self._next(kind)
            if SHAPE.fullmatch(cells[column.name]):
                day = cells.get("recorded_on", "")
                self._keep(Mark(cells[column.name], kind, table, column.name, day))
        return cells

    def text(self, table: str, column: str) -> str:
        """Return a word of its own."""
        return self._keep(Mark(self._next("text"), "text", table, column, ""))

    def past(self) -> str:
        """Return a day long past that stands nowhere else."""
        return (PAST + dt.timedelta(days=len(self.of("date")))).isoformat()

    def of(self, kind: str) -> set[str]:
        """Return the spellings of a kind."""
        return {mark.spelt for mark in self.made.values() if mark.kind == kind}

    def _keep(self, mark: Mark) -> str:
        self.made.setdefault(mark.spelt, mark)
        return mark.spelt

    def _next(self, kind: str) -> str:
        n = len(self.of(kind))  # ascending, so that a lower edge is below its upper one
        match kind:
            case "text":
                return f"{TEXT}{n:04}"
            case "code":
                return f"{CODE}{n:04}"
            case "number":
                return str(FIRST_NUMBER + n * STEP)
            case _:
                return (FUTURE + dt.timedelta(days=n)).isoformat()


def sheet(table: str, *rows: Mapping[str, object]) -> list[str]:
    """Return a table as the lines of its file."""
    text = io.StringIO()
    out = csv.DictWriter(text, [c.name for c in TABLES[table].all_columns], restval="")
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().splitlines()
