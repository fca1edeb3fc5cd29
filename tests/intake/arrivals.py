"""A small book with a return to come, and what a file brings, made by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.intake.answers import Answers
from pmf_analysis.sources.arrival import Arrival, digest
from tests import books

FRAMEWORK = books.FRAMEWORK.replace(
    "    - {quarter: 2025-26 Q1, publication: 2025-09-02}\n",
    "    - {quarter: 2025-26 Q1, publication: 2025-09-02}\n"
    "    - {quarter: 2025-26 Q2, data_due: 2025-10-20, publication: 2025-12-02}\n",
)
OBSERVATIONS = [c for c in books.OBSERVATION_COLUMNS.split(",") if c != "recorded_on"]
BENCHMARKS = "indicator,area,period,value,numerator,denominator,lower_ci,upper_ci,status,source"
MOMENT = dt.datetime(2025, 10, 14, 9, 30)


def book(folder: Path) -> Path:
    """Write the small book, whose calendar waits for the second quarter of 2025-26."""
    return books.write(folder / "data", FRAMEWORK)


def said(moment: dt.datetime = MOMENT, by: str = "Director of Housing", **reasons: str) -> Answers:
    """What whoever takes a file in says; reasons by indicator, as ``_102``."""
    return Answers(moment, {code.strip("_"): why for code, why in reasons.items()}, by)


def observations(*rows: str) -> pd.DataFrame:
    """Rows of observations without the day, by their row in a file: the first is row 4."""
    cells = [row.split(",") for row in rows]
    index = range(4, 4 + len(rows))
    return pd.DataFrame(cells, columns=OBSERVATIONS, index=index, dtype=str)


def benchmarks(*rows: str) -> pd.DataFrame:
    """Rows of benchmarks without the day, by their row in a file: the first is row 2."""
    cells = [row.split(",") for row in rows]
    return pd.DataFrame(
        cells, columns=BENCHMARKS.split(","), index=range(2, 2 + len(rows)), dtype=str
    )


def arrival(content: bytes = b"workbook", **tables: pd.DataFrame) -> Arrival:
    """A return of Housing that brings some rows."""
    rows = sum(len(frame) for frame in tables.values())
    return Arrival(
        ArrivalKind.RETURN,
        "housing.xlsx",
        digest(content),
        rows,
        tables,
        directorate="housing",
        quarter="2025-26 Q2",
    )
