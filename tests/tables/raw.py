"""The raw files of a book of data, read and reckoned with in plain Python alone."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

__all__ = ["DAYS", "exact", "latest", "same"]

DAYS = [None, dt.date(2025, 9, 2)]  # now, and the day on which an earlier quarter was published


def exact(cell: str) -> Fraction | None:
    """Return a number as it is written; None for an empty cell."""
    return Fraction(cell) if cell else None


def latest(root: Path, table: str, key: Sequence[str], day: dt.date | None) -> list[dict[str, str]]:
    """Return the last row of each key recorded by a day, straight from the file."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    with (root / "data" / f"{table}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = tuple(row[name] for name in key)
            known = not day or row["recorded_on"] <= day.isoformat()
            if known and row["recorded_on"] >= found.get(code, {"recorded_on": ""})["recorded_on"]:
                found[code] = row
    return list(found.values())


def same(cell: float | None, wanted: Fraction | None) -> bool:
    """Say whether a figure of the program is the one worked out; NaN and None are none."""
    if cell is None or math.isnan(cell):
        return wanted is None
    return wanted is not None and cell == pytest.approx(float(wanted), rel=1e-12)
