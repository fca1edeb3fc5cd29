"""A small council that has published three quarters, one figure of which it corrected since."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import books

__all__ = ["ADDRESS", "CORRECTED", "REPORTS", "build", "write"]

ADDRESS = "https://council.example/how-we-are-doing/"
# Quarter, its spelling in addresses, and the day of its publication.
REPORTS = (
    ("2024-25 Q3", "2024-25-q3", "2025-03-04"),
    ("2024-25 Q4", "2024-25-q4", "2025-06-02"),
    ("2025-26 Q1", "2025-26-q1", "2025-09-02"),
)
# The figure of 101 for 2024-25 Q4: as it was published, and as it has been since 20 July 2025.
CORRECTED = ("72.0%", "61.0%")
FRAMEWORK = books.FRAMEWORK.replace(
    "  code: X1\n", f"  code: X1\n  contact: ask@council.example\n  site: {ADDRESS[:-1]}\n"
).replace(
    "  quarters:\n",
    "  archive_from: 2024-25 Q3\n  quarters:\n"
    "    - {quarter: 2024-25 Q2, publication: 2024-12-03}\n"
    "    - {quarter: 2024-25 Q3, publication: 2025-03-04}\n",
)
RECORDED = ("2025-01-20", "2025-04-20", "2025-07-20")
SINCE_Q1 = "103"  # nobody reported it before 2025-26 Q1
WORDS = "# Homes\n\nWords written in {quarter} zq{number}.\n"


def write(council: Path) -> Path:
    """Write the book and what was written for each quarter; return the book's folder."""
    quarters = books.quarters()
    days = dict(zip(quarters[-3:], RECORDED, strict=True))
    rows = [books.OBSERVATION_COLUMNS]
    for row in books.tables()["observations"][1:]:
        cells = row.split(",")
        late = RECORDED[-1] if cells[0] == SINCE_Q1 else days.get(cells[2], RECORDED[0])
        rows.append(",".join([*cells[:-1], late]))
    rows.append("101,X1,2024-25 Q4,,61.0,61,100,r,Late returns zq77,2025-07-20")
    for number, (quarter, slug, _) in enumerate(REPORTS, start=1):
        folder = council / "notebooks" / "commentary" / slug
        folder.mkdir(parents=True)
        text = WORDS.format(quarter=quarter, number=number)
        (folder / "theme-homes.md").write_text(text, encoding="utf-8")
    return books.write(council / "data", FRAMEWORK, observations=rows)


def build(
    data: Path, out: Path, *more: str, program: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Build the site in a process of its own, perhaps with another checkout's program."""
    command = [sys.executable, "-m", "pmf_analysis", "build", "--data", str(data)]
    command += ["--out", str(out), *more]
    where = {"PYTHONPATH": str(program)} if program else {}
    return subprocess.run(
        command,
        cwd=data.parent,
        env=os.environ | where | settings,
        capture_output=True,
        text=True,
        check=False,
    )
