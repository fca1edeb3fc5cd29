"""The small book of data in each kind of store, and a process that adds to it without end."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import pandas as pd
import pytest

from pmf_analysis.sources.folder import Read
from pmf_analysis.sources.store import Store, copy, named
from tests import books

KINDS = ("folder", "duckdb", "postgresql")
TABLES = ("indicators", "observations", "targets", "events")
ROWS = 3  # of each table, in one addition


@dataclass(frozen=True)
class Place:
    """Where a book is kept, in words that another process understands."""

    kind: str
    text: str
    data: Path
    environment: Mapping[str, str] = field(repr=False)

    def store(self) -> Store:
        """Open it."""
        return named(self.text, self.data, environment=self.environment)


def empty_place(kind: str, folder: Path, request: pytest.FixtureRequest) -> Place:
    """Return a place of a kind that holds nothing; `folder` is the one of the profile."""
    if kind == "folder":
        return Place(kind, str(folder.with_name("kept")), folder, {})
    if kind == "duckdb":
        return Place(kind, f"duckdb:///{folder.with_name('kept.duckdb')}", folder, {})
    server = request.getfixturevalue("postgres")
    address = server.url(server.new_database())
    return Place(kind, "env:PMF_TEST_DATABASE", folder, {"PMF_TEST_DATABASE": address})


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """The small book in each kind of store."""
    folder = books.write(tmp_path / "small")
    made = empty_place(request.param, folder, request)
    copy(named(str(folder), folder), made.store(), TABLES)
    return made


def addition(tag: str, rows: int = ROWS) -> dict[str, pd.DataFrame]:
    """Return rows for two tables that carry a tag."""
    observations = pd.DataFrame(
        [
            ["101", "X1", "2025-26 Q1", f"ward: {tag} {n}", f"{n}.5", "", "", "", tag, "2025-08-01"]
            for n in range(rows)
        ],
        columns=books.OBSERVATION_COLUMNS.split(","),
        dtype=str,
    )
    events = pd.DataFrame(
        [
            ["101", "X1", "2025-26 Q1", f"{tag} {n}", "", "yes", tag, "Board", "2025-08-01"]
            for n in range(rows)
        ],
        columns=books.EVENT_COLUMNS.split(","),
        dtype=str,
    )
    return {"observations": observations, "events": events}


def tags(read: Read) -> list[str]:
    """Return the tags of what was added, after proving that each addition is there whole."""
    assert not read.faults
    noted = read.tables["observations"]["note"].loc[lambda notes: notes != ""].tolist()
    reasons = read.tables["events"]["reason"].tolist()
    assert noted == reasons, "one table has what the other lacks"
    once = list(dict.fromkeys(noted))
    assert noted == [tag for tag in once for _ in range(ROWS)], "an addition is torn or doubled"
    assert len(read.tables["observations"]) == len(noted) + len(books.tables()["observations"]) - 1
    return once


def keep_adding(place: Place, log: Path, name: str, times: int) -> None:
    """Add again and again, noting each addition once it is said to be there."""
    store = place.store()
    noted = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    for n in range(times):
        with store.appending() as ledger:
            ledger.add(addition(f"{name}-{n}"))
        os.write(noted, f"{name}-{n}\n".encode())


def adding(place: Place, log: Path, name: str, times: int) -> BaseProcess:
    """Start a process that does so; all that it imports was loaded by the one it is forked from."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "pmf_analysis.sources.database"])
    process = context.Process(target=keep_adding, args=(place, log, name, times))
    process.start()
    return process


def noted(log: Path) -> list[str]:
    """Return what was said to be there."""
    return log.read_text(encoding="utf-8").split() if log.exists() else []
