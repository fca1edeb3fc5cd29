"""The demonstration council's plan, risks, money, people and responses, beside its indicators."""

import csv
from pathlib import Path

from . import actions, money, outside, responses, risks, services, threads, voices, wider

__all__ = ["tables", "write"]

PARTS = (services, actions, risks, money, responses, outside, voices, wider, threads)


def tables() -> dict[str, list[list[str]]]:
    """Every table by the name of its file: a header, then rows, all of them text."""
    return {name: rows for part in PARTS for name, rows in part.tables().items()}


def write(folder: Path) -> dict[str, int]:
    """Write the tables into a folder; return how many rows each has."""
    made = tables()
    for name, rows in made.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows(rows)
    return {name: len(rows) - 1 for name, rows in made.items()}
