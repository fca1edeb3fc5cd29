"""One book gives the same findings, to the byte, wherever it is kept."""

from __future__ import annotations

import csv
import json
import shutil
from codecs import BOM_UTF8
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pmf_analysis.findings import flow
from pmf_analysis.findings.document import document
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.sources.store import Store, copy, named
from pmf_analysis.tables import validate
from pmf_analysis.tables.schemas import TABLES
from tests.conftest import ROOT
from tests.sources.stores import empty_place

QUARTER = "2025-26 Q2"


def findings(store: Store) -> bytes:
    read = store.read(TABLES)
    book = validate.book(read.framework, read.tables, read.faults)
    quarter = Period.parse(QUARTER, read.framework.council.year_starts)
    found = flow.find(book, quarter, Audience.INTERNAL)
    return json.dumps(document(found), indent=1).encode()


def spelt_otherwise(folder: Path) -> None:
    """Spell a book as other programs do: numbers, moments, ends of lines and a first mark."""
    path = folder / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for n, row in enumerate(rows):
        for name in ("value", "numerator", "denominator"):
            row[name] = row[name] and SPELLINGS[n % len(SPELLINGS)](Decimal(row[name]))
        row["recorded_on"] += "T09:30:00" if n % 5 == 0 else "T00:00:00" if n % 5 == 1 else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for path in folder.glob("*.csv"):
        path.write_bytes(BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))


# 71 as 71, 71.0, 7.1e+1 and +071.
SPELLINGS: tuple[Callable[[Decimal], str], ...] = (
    str,
    lambda number: f"{number}" if number % 1 else f"{number:.1f}",
    lambda number: f"{number:e}",
    lambda number: f"{number:+09}",
)


@pytest.mark.parametrize("spelt", ["as it is", "otherwise"])
def test_files_and_databases_give_the_same_bytes(
    spelt: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The demonstration's latest quarter from CSV files, a DuckDB file and PostgreSQL.

    However its cells are spelt they say the same.
    """
    data = ROOT / "data"
    expected = findings(named(str(data), data))
    assert len(json.loads(expected)["findings"]) > 100
    if spelt == "otherwise":
        data = shutil.copytree(data, tmp_path / "data")
        spelt_otherwise(data)
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "framework.yml").write_bytes((data / "framework.yml").read_bytes())
    files = named(str(data), data)
    assert findings(files) == expected
    for kind in ("duckdb", "postgresql"):
        store = empty_place(kind, profile, request).store()
        copy(files, store, TABLES)
        assert findings(store) == expected, kind
