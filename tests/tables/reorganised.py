"""Small books of councils that replaced others, made in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from pmf_analysis import findings as flow
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES
from pmf_analysis.tables.typed import typed
from tests import books

__all__ = ["BEGAN", "OURS", "area", "area_row", "book", "history", "observation", "row"]

OURS = "X1"
BEGAN = "2024-04-01"
# 1 a rate with two parts, 2 a count, 3 a count that parts of the council may not be added of.
INDICATORS = (
    books.indicator("1", "Share"),
    books.indicator("2", "Count", unit="count", per="1", over="sum", over_time="sum"),
    books.indicator("3", "People", unit="count", per="1", over="none", over_time="last"),
)


@cache
def _bare() -> Book:
    with tempfile.TemporaryDirectory() as folder:
        nothing = {"targets": None, "events": None, "observations": [books.OBSERVATION_COLUMNS]}
        listed = [books.INDICATOR_COLUMNS, *INDICATORS]
        return flow.load(books.write(Path(folder) / "data", indicators=listed, **nothing))


def book(
    areas: Iterable[Mapping[str, object]],
    benchmarks: Iterable[Mapping[str, object]],
    observations: Iterable[Mapping[str, object]] = (),
) -> Book:
    """Return a checked book's tables with these rows in place of its own."""
    given = {"areas": areas, "benchmarks": benchmarks, "observations": observations}
    return _bare().replace(**{name: _typed(name, rows) for name, rows in given.items()})


def _typed(name: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    columns = [column.name for column in TABLES[name].all_columns]
    cells = [[str(row.get(column, "")) for column in columns] for row in rows]
    return typed(TABLES[name], pd.DataFrame(cells, columns=columns, dtype="str"))


def area(code: str, after: str = "", name: str = "", **cells: object) -> dict[str, object]:
    """Return an area; one that was replaced ended on the day that ours began."""
    ended = {"replaced_by": after, "end": BEGAN} if after else {}
    return {"area": code, "name": name or f"Old {code}", **ended, **cells}


def row(code: str, of: str, period: str, **cells: object) -> dict[str, object]:
    """Return a benchmark."""
    return {
        "indicator": code,
        "area": of,
        "period": period,
        "source": "Office",
        "recorded_on": "2025-01-01",
        **cells,
    }


def observation(code: str, period: str, **cells: object) -> dict[str, object]:
    """Return a figure of the council's own."""
    return {
        "indicator": code,
        "organisation": OURS,
        "period": period,
        "recorded_on": "2025-01-02",
        **cells,
    }


def area_row(made: Book, code: str, of: str, period: str) -> pd.Series | None:
    """Return what stands for another area."""
    rows = made.benchmarks
    found = rows[(rows["indicator"] == code) & (rows["area"] == of) & (rows["period"] == period)]
    assert len(found) <= 1
    return found.iloc[0] if len(found) else None


def history(made: Book, code: str, organisation: str = OURS) -> dict[str, tuple[float, str]]:
    """Return value and status of each period that there is a row of."""
    rows = made.observations
    mine = rows[
        (rows["indicator"] == code)
        & (rows["organisation"] == organisation)
        & (rows["breakdown"] == "")
    ]
    assert not mine["period"].duplicated().any()
    cells = zip(mine["value"], mine["status"], strict=True)
    return {
        period: (value if value == value else -1.0, status)  # noqa: PLR0124 - NaN is none
        for period, (value, status) in zip(mine["period"], cells, strict=True)
    }
