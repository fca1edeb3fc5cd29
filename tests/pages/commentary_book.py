"""A small book of data whose council and directorate owe words about several figures."""

from __future__ import annotations

from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from tests import books

__all__ = ["book", "found"]

OF_DIRECTORATE = ("103", "104", "105")
DONE = (51, 48, 53, 50, 49, 52, 47, 51, 50, 53, 48, 50, 52, 49, 51)


def book(folder: Path, *, revision: int = 0, framework: str = books.FRAMEWORK) -> Path:
    """Write the book; each revision has other figures for the quarter that is reported.

    The council's 101 is unreliable and its 102 worsens; Housing's 103 to 105 never reach their
    target, so that each needs a redesign.
    """
    rows = books.tables()
    observations = [row for row in rows["observations"] if not row.startswith("103,")]
    last = books.quarters()[-1]
    observations = [
        row.replace(",66.0,66,", f",{66 - revision}.0,{66 - revision},") for row in observations
    ]
    targets = list(rows["targets"])
    for code in OF_DIRECTORATE:
        for quarter, done in zip(books.quarters(), (*DONE, 50 - revision), strict=True):
            observations.append(f"{code},housing,{quarter},,{done}.0,{done},100,,,2025-07-20")
        targets += [
            f"{code},housing,{year},90,,,,,plan,,2021-04-01"
            for year in ("2021-22", "2022-23", "2023-24", "2024-25", "2025-26")
        ]
    assert last in observations[-1]
    indicators = [
        *rows["indicators"],
        books.indicator("104", "Letters answered"),
        books.indicator("105", "Visits in time"),
    ]
    changed = {"observations": observations, "targets": targets, "indicators": indicators}
    return books.write(folder, framework, **changed)


def found(data: Path, quarter: str = "") -> Findings:
    """Return what analysts see."""
    return flow.compute(data, quarter, Audience.INTERNAL)
