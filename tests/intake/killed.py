"""Run the command again and again, and kill it at a random moment of its life.

A process that has loaded everything forks a child for each run, which takes seconds off each;
each child is the command itself, with its arguments, on a book of its own.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl

from pmf_analysis.cli import main
from pmf_analysis.intake import flow
from pmf_analysis.sources.folder import Read
from pmf_analysis.sources.store import open_store
from pmf_analysis.tables.schemas import TABLES
from tests.intake.arrivals import book

__all__ = ["filled", "proved"]

WRITING = 0.02  # seconds within which the writing is over


def run(arguments: list[str], environment: dict[str, str], log: Path) -> int:
    """Start the command in a child and return its process."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.environ.update(environment)
        quiet = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream in (1, 2):
            os.dup2(quiet, stream)
        sys.argv = ["pmf", *arguments]
        main()
        code = 0
    except SystemExit as ended:
        code = int(str(ended.code or 0))
    finally:
        os._exit(code)


def killed_at_random(
    clean: Path,
    command: Callable[[Path], tuple[list[str], dict[str, str]]],
    check: Callable[[Path], bool],
    *,
    kills: int,
    log: Path,
) -> tuple[int, int]:
    """Kill the command at random moments, each time on a fresh copy of a folder.

    Parameters
    ----------
    clean : Path
        What each run starts from.
    command : callable
        Gives the arguments and the environment for a copy.
    check : callable
        Proves a copy whole, and says whether what was to be added is there.
    kills : int
        How often.
    log : Path
        Takes what the command says.

    Returns
    -------
    tuple of int
        How often all of it was there, and how often none.
    """
    chance = random.Random(20260101)
    copy = clean.with_name("copy")
    begins = time.monotonic()
    shutil.copytree(clean, copy)
    assert os.waitpid(run(*command(copy), log), 0)[1] == 0, log.read_text()
    life = time.monotonic() - begins
    assert check(copy)
    shutil.rmtree(copy)
    found = [0, 0]
    for kill in range(kills):
        shutil.copytree(clean, copy)
        child = run(*command(copy), log)
        if kill % 2:
            time.sleep(chance.uniform(0.3 * life, 1.1 * life))
        else:
            _wait_for_writing(copy, 2 * life)
            time.sleep(chance.uniform(0, WRITING))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found[0 if check(copy) else 1] += 1
        assert os.waitpid(run(*command(copy), log), 0)[1] == 0, log.read_text()
        assert check(copy), "the next run did not add what the killed one left out"
        shutil.rmtree(copy)
    return found[0], found[1]


def _wait_for_writing(copy: Path, longest: float) -> None:
    """Wait until the command begins to write: that is when a kill would hurt."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        if any((copy / "data" / ".pmf").glob("*")) or any(copy.glob("*.wal")):
            return
        time.sleep(0.0005)


def _rows(read: Read) -> tuple[int, ...]:
    return tuple(
        len(read.tables.get(name, ())) for name in ("observations", "benchmarks", "receipts")
    )


def proved(kind: str, store: str, kills: int, folder: Path) -> tuple[int, int]:
    """Kill ``collect`` or ``import`` on a small book in a folder or in a DuckDB file."""
    clean = folder / "clean"
    data = book(clean)
    if kind == "collect":
        filled(data, clean / "housing.xlsx")
        verb, added = ["returns", "collect", "housing.xlsx"], (3, 0, 1)
    else:
        (clean / "published.csv").write_text(PUBLISHED, encoding="utf-8")
        (clean / "mapping.yml").write_text(MAPPING, encoding="utf-8")
        verb, added = ["import", "tidy", "published.csv", "--map", "mapping.yml"], (2, 2, 1)
    if store == "duckdb":
        flow.copy(str(data), f"duckdb:///{clean / 'kept.duckdb'}", data)
    before = _rows(open_store(data).read(TABLES))
    after = tuple(n + more for n, more in zip(before, added, strict=True))

    def opened(copy: Path) -> dict[str, str]:
        return {
            "PMF_DATABASE_URL": f"duckdb:///{copy / 'kept.duckdb'}" if store == "duckdb" else ""
        }

    def command(copy: Path) -> tuple[list[str], dict[str, str]]:
        named = [str(copy / part) if (copy / part).is_file() else part for part in verb]
        return [*named, "--data", str(copy / "data"), "--yes"], opened(copy)

    def check(copy: Path) -> bool:
        read = open_store(copy / "data", environment=opened(copy)).read(TABLES)
        assert not read.faults
        there = _rows(read)
        assert there in {before, after}, f"{there} is neither all of it nor none"
        if (kind, store) == ("collect", "folder"):
            # Between the commit and the move it stands with the other new files.
            data = copy / "data"
            kept = [*data.glob("returns/*/*"), *data.glob(".pmf/ready/returns/*/*")]
            assert bool(kept) == (there == after), "the workbook is kept with its rows, or not"
        return there == after

    return killed_at_random(clean, command, check, kills=kills, log=folder / "log")


def filled(data: Path, path: Path) -> None:
    """Issue the return of Housing and fill it in."""
    (written,) = flow.issue(data, "2025-26 Q2", path.parent / "issued", dt.date(2025, 10, 1))
    workbook = openpyxl.load_workbook(written.path)
    sheet = workbook["Figures"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Code")
    at = {cell.value: cell.column for cell in head}
    for row in range(head[0].row + 1, head[0].row + 4):
        for column, figure in {"Value": 56, "Numerator": 35, "Denominator": 50}.items():
            cell = sheet.cell(row, at[column])
            if not cell.protection.locked:
                cell.value = figure
    workbook.save(path)


PUBLISHED = """\
area,period,good,all
X1,2025/26 Q2,35,50
E92000001,2025/26 Q2,3500,5000
E92000001,2025/26 Q1,3400,5000
X1,2022/23 Q1,33,50
E06000001,2025/26 Q2,1,2
"""
MAPPING = """\
source: A department
area: area
period: period
figures:
  - {indicator: 101, numerator: good, denominator: all}
"""

if __name__ == "__main__":
    told = proved(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    sys.stdout.write(f"{told[0]} {told[1]}\n")
