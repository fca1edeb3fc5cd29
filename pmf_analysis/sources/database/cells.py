"""What each kind of cell is in a database, and how its text becomes that and back."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from pmf_analysis.sources.csv_text import NO_TEXT
from pmf_analysis.sources.database.migrations import Kind

__all__ = ["CELLS", "Cells"]

LARGEST = 2**63 - 1  # of a whole number in eight bytes
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_INTEGER = re.compile(r"([+-]?\d+)(\.0+)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?", re.ASCII)


@dataclass(frozen=True)
class Cells:
    """Cells of one kind.

    Attributes
    ----------
    type : TypeEngine
        In the database.
    store : callable
        A cell's text as both databases read it for that type, None for an empty one; raises
        ValueError for a text that is none of the kind.
    spell : callable
        The text of a value of the database, spelt as the program writes it to a file.
    expected : str
        What belongs into such a cell, in words.
    """

    type: sa.types.TypeEngine[Any]
    store: Callable[[str], str | None]
    spell: Callable[[Any], str]
    expected: str


def _text(cell: str) -> str:
    if "\x00" in cell:
        raise ValueError
    return cell.strip().encode(errors=NO_TEXT).decode()


def _number(cell: str) -> str | None:
    value = float(_matched(_NUMBER, cell).group()) if cell else 0.0
    if not math.isfinite(value):
        raise ValueError
    return repr(value) if cell else None


def _integer(cell: str) -> str | None:
    value = int(_matched(_INTEGER, cell).group(1)) if cell else 0
    if abs(value) > LARGEST:
        raise ValueError
    return str(value) if cell else None


def _date(cell: str) -> str | None:
    return dt.date.fromisoformat(_matched(_DATE, cell).group()).isoformat() if cell else None


def _moment(cell: str) -> str:
    return dt.datetime.fromisoformat(_matched(_MOMENT, cell).group()).isoformat()


def _yes(cell: str) -> str:
    if cell not in {"yes", ""}:
        raise ValueError
    return "true" if cell else "false"


def _matched(pattern: re.Pattern[str], cell: str) -> re.Match[str]:
    found = pattern.fullmatch(cell)
    if found is None:
        raise ValueError
    return found


def _spell_number(value: float | None) -> str:
    """The shortest text that gives the same number again, a whole one without a point."""
    return "" if value is None else repr(value + 0.0).removesuffix(".0")


def _spell_plain(value: object) -> str:
    return "" if value is None else str(value)


def _spell_moment(value: dt.datetime) -> str:
    return value.isoformat(timespec="seconds").removesuffix("T00:00:00")


CELLS = {
    Kind.TEXT: Cells(sa.Text(), _text, str, "text without a null character"),
    Kind.NUMBER: Cells(sa.Double(), _number, _spell_number, "a number without units or commas"),
    Kind.INTEGER: Cells(sa.BigInteger(), _integer, _spell_plain, "a whole number"),
    Kind.DATE: Cells(sa.Date(), _date, _spell_plain, "a date like 2025-12-02"),
    Kind.MOMENT: Cells(
        sa.DateTime(),
        _moment,
        _spell_moment,
        "a date like 2025-12-02, or a moment like 2025-12-02T14:05:09",
    ),
    Kind.YES: Cells(sa.Boolean(), _yes, {True: "yes", False: ""}.__getitem__, "yes, or nothing"),
}
