"""Plain text for files that people open in spreadsheets: cells, rows, sizes."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["Cell", "csv_text", "exact", "inert", "size", "write_csv"]

Cell = str | float | int | None
# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d[\d.]*%?")  # a plain number is reckoned as itself
SIGNIFICANT_DIGITS = 12  # as the findings document rounds
KILOBYTE = 1000


def exact(value: Cell) -> Cell:
    """Return a number rounded once, to 12 significant digits; words and None as they are."""
    if not isinstance(value, float):
        return value
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}") if math.isfinite(value) else None


def inert(text: str) -> str:
    """Return text that no spreadsheet reckons with: led by an apostrophe where it might."""
    risky = text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if risky else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV (RFC 4180); numbers as they are, words inert, nothing for None."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([_spelt(name) for name in header])
    out.writerows([_spelt(cell) for cell in row] for row in rows)
    return text.getvalue()


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV in UTF-8, in a folder that is made where it is missing.

    Where it holds more than plain letters it begins with a byte-order mark, without which Excel
    reads a pound sign as two others.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    text = csv_text(header, rows)
    path.write_text(text, encoding="utf-8" if text.isascii() else "utf-8-sig", newline="")


def size(path: Path) -> str:
    """Return the size of a file as a link says it, never less than 1 kB."""
    return f"{max(1, round(path.stat().st_size / KILOBYTE)):,} kB"


def _spelt(cell: Cell) -> str:
    if isinstance(cell, str):
        return inert(cell)
    if isinstance(cell, float):
        return f"{cell:.{SIGNIFICANT_DIGITS}g}"
    return "" if cell is None else str(cell)
