"""A book of a million observations: how long, and how much memory, check and findings take.

``python -m benchmarks.million`` writes the book into a temporary folder, runs the command on it in
a process of its own, and prints seconds and the most memory that the process held.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests import books

ROWS = 1_000_000
SERVICES, DIRECTORATES = 24, 4
QUARTERLY, MONTHLY = 150, 50
YEARS = 10
GROUPS = {"ward": 60, "age": 20, "ethnicity": 10, "deprivation": 10}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LAST_QUARTER = (2025, 1)  # April to June 2025
MEBIBYTE = 1024  # kibibytes, as the kernel counts


def framework() -> str:
    """The council: four directorates of six services."""
    lines = [
        "council: {name: Greatbridge Council, code: X1, illustrative: true}",
        "themes:\n  - {code: homes, name: Homes}",
        "directorates:",
    ]
    for d in range(DIRECTORATES):
        mine = ", ".join(
            f"{{code: s{k}, name: Service {k}}}" for k in range(SERVICES) if k % DIRECTORATES == d
        )
        lines.append(f"  - {{code: d{d}, name: Directorate {d}, services: [{mine}]}}")
    lines.append("calendar:\n  quarters:\n    - {quarter: 2025-26 Q1, publication: 2025-09-02}")
    return "\n".join(lines) + "\n"


def observations() -> Iterator[tuple[object, ...]]:
    """Yield rows until there are a million: services, groups of residents, then revisions."""
    random = np.random.default_rng(20260101)
    quarters = books.quarters(4 * YEARS, LAST_QUARTER)
    months = [
        f"{MONTHS[k % 12]} {k // 12}" for k in range(2025 * 12 + 6 - 12 * YEARS, 2025 * 12 + 6)
    ]
    cells: list[tuple[str, str, str, str]] = []
    for k in range(QUARTERLY + MONTHLY):
        periods = quarters if k < QUARTERLY else months
        code = f"{100 + k}"
        cells += [(code, f"s{s}", p, "") for s in range(SERVICES) for p in periods]
        if k < QUARTERLY:
            named = [f"{kind}: {n}" for kind, many in GROUPS.items() for n in range(many)]
            cells += [(code, "X1", p, group) for group in named for p in periods]
    cells += cells[: ROWS - len(cells)]
    cases = random.integers(80, 400, ROWS)
    good = random.binomial(cases, 0.7)
    first = QUARTERLY * 4 * YEARS * (SERVICES + sum(GROUPS.values()))
    first += MONTHLY * 12 * YEARS * SERVICES
    for row, (cell, n, d) in enumerate(zip(cells, good, cases, strict=True)):
        recorded = "2025-07-20" if row < first else "2025-08-20"
        yield (*cell, "", n, d, "", "", recorded)


def write(folder: Path) -> None:
    """Write the book."""
    indicators = [
        books.indicator(
            f"{100 + k}",
            f"Share {k} done in time",
            frequency="quarter" if k < QUARTERLY else "month",
            directorate=f"d{k % DIRECTORATES}",
        )
        for k in range(QUARTERLY + MONTHLY)
    ]
    books.write(
        folder,
        framework(),
        indicators=[books.INDICATOR_COLUMNS, *indicators],
        observations=None,
        targets=[books.TARGET_COLUMNS],
    )
    with (folder / "observations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(books.OBSERVATION_COLUMNS.split(","))
        writer.writerows(observations())


_MEASURED = """
import atexit, resource, sys
held = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
atexit.register(lambda: sys.stderr.write(f"\\n{held()}"))
sys.argv[0] = "pmf"
"""
LOAD = "from pmf_analysis import findings; findings.load(sys.argv[1])"
COMMAND = "from pmf_analysis.cli import main; main()"


def measured(program: str, *arguments: str) -> tuple[float, float, int]:
    """Run a program; return seconds, the most mebibytes that it held, and its exit code."""
    command = [sys.executable, "-c", _MEASURED + program, *arguments]
    start = time.monotonic()
    ran = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    seconds = time.monotonic() - start
    return seconds, int(ran.stderr.splitlines()[-1]) / MEBIBYTE, ran.returncode


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        book = Path(temporary) / "data"
        write(book)
        size = (book / "observations.csv").stat().st_size / 1e6
        sys.stdout.write(f"{ROWS:,} observations, {size:.0f} MB of CSV\n")
        for verb in (["check"], ["findings", "--json"]):
            seconds, held, code = measured(COMMAND, *verb, "--data", str(book))
            told = f"{seconds:.0f} s, {held:,.0f} MiB at most, ended {code}"
            sys.stdout.write(f"pmf {' '.join(verb)}: {told}\n")
