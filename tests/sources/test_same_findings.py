"""One book gives the same findings, to the byte, wherever it is kept."""

from __future__ import annotations

import json
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


def test_files_and_databases_give_the_same_bytes(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The demonstration's latest quarter from CSV files, a DuckDB file and PostgreSQL."""
    data = ROOT / "data"
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "framework.yml").write_bytes((data / "framework.yml").read_bytes())
    files = named(str(data), data)
    expected = findings(files)
    assert len(json.loads(expected)["findings"]) > 100
    for kind in ("duckdb", "postgresql"):
        store = empty_place(kind, profile, request).store()
        copy(files, store, TABLES)
        assert findings(store) == expected, kind
