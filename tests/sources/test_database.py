"""A database knows what it holds, whose it is, and who made it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import psycopg
import pytest
import sqlalchemy as sa

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.sources.database import schema
from pmf_analysis.sources.database.migrations import MIGRATIONS, Kind, Layout, Migration, layouts
from pmf_analysis.sources.store import copy, named
from pmf_analysis.tables import schemas
from pmf_analysis.tables.columns import Cell
from tests import books
from tests.sources.postgres import Server
from tests.sources.stores import TABLES, Place, addition, empty_place, tags

KINDS = {
    Cell.NUMBER: Kind.NUMBER,
    Cell.INTEGER: Kind.INTEGER,
    Cell.DATE: Kind.DATE,
    Cell.MOMENT: Kind.MOMENT,
    Cell.YES: Kind.YES,
}
databases = pytest.mark.parametrize("place", ["duckdb", "postgresql"], indirect=True)


def run(place: Place, statement: str) -> None:
    """Do something to a database behind the program's back."""
    if place.kind == "duckdb":
        with duckdb.connect(place.text.removeprefix("duckdb:///")) as connection:
            connection.execute(statement)
    else:
        with psycopg.connect(place.environment["PMF_TEST_DATABASE"]) as connection:
            connection.execute(statement)


def test_all_steps_together_give_the_tables_of_today() -> None:
    """A column that is added to a table needs a step that adds it to databases."""
    made = layouts(MIGRATIONS)
    assert list(made) == list(schemas.TABLES)
    for name, table in schemas.TABLES.items():
        columns = {c.name: KINDS.get(c.cell, Kind.TEXT) for c in table.all_columns}
        assert made[name].columns == columns, name
        assert list(made[name].columns) == list(columns), name
        assert made[name].key.split() == [*table.key, *(["recorded_on"] * table.ledger)], name
    assert [step.number for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


@databases
def test_types_are_those_of_a_database(place: Place) -> None:
    """Whoever asks the database with tools of their own finds numbers, dates and truths."""
    row = ["101", "X1", "2025-26 Q1", "Fire", "yes", "", "", "", "2025-08-01T10:00:00"]
    columns = books.EVENT_COLUMNS.split(",")
    with place.store().appending() as ledger:
        ledger.add({"events": pd.DataFrame([row], columns=columns, dtype=str)})
    store = place.store()
    engine = sa.create_engine(store.url, poolclass=sa.NullPool)  # type: ignore[attr-defined]
    with engine.connect() as connection:
        events = connection.exec_driver_sql("SELECT pmf_line, rebase, recorded_on FROM events")
        assert list(events) == [(1, True, dt.datetime(2025, 8, 1, 10))]
        first = "SELECT value, denominator, note FROM observations ORDER BY pmf_line LIMIT 1"
        assert list(connection.exec_driver_sql(first)) == [(71.0, 100.0, "")]


@databases
def test_a_key_stands_once(place: Place) -> None:
    """The database refuses what the program's own checks would have refused."""
    with pytest.raises(PmfError, match="a row with the same key and day already"):  # noqa: SIM117
        with place.store().appending() as ledger:
            ledger.add(addition("twice"))
            ledger.add(addition("twice"))
    assert tags(place.store().read(TABLES)) == []


@databases
def test_another_councils_book_is_refused(place: Place) -> None:
    """A database remembers whose it is, to readers and writers."""
    profile = place.data / "framework.yml"
    profile.write_text(books.FRAMEWORK.replace("code: X1", "code: X2"), encoding="utf-8")
    words = "of the council with the code X1, and framework.yml is that of X2"
    with pytest.raises(PmfError, match=words):
        place.store().read(TABLES)
    with pytest.raises(PmfError, match=words), place.store().appending():
        pass


@databases
def test_a_newer_programs_database_is_refused(place: Place) -> None:
    """It may hold what this program would not understand."""
    run(place, "INSERT INTO pmf_migrations VALUES (99, '2031-01-01')")
    with pytest.raises(PmfError, match="written by a newer version"):
        place.store().read(TABLES)
    with pytest.raises(PmfError, match="written by a newer version"), place.store().appending():
        pass


@pytest.mark.parametrize("kind", ["duckdb", "postgresql"])
def test_an_empty_database_is_said_to_be_empty(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A reader makes nothing in it, not even the file."""
    place = empty_place(kind, books.write(tmp_path / "small"), request)
    with pytest.raises(PmfError, match=r"a book into it first|holds no book of data yet"):
        place.store().read(TABLES)
    assert not (tmp_path / "kept.duckdb").exists()


@databases
def test_an_older_database_is_brought_up_to_date(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only by a writer; what is there stays, and each step is done once."""
    with place.store().appending() as ledger:
        ledger.add(addition("before"))
    later = (*MIGRATIONS, Migration(2, {"parishes": Layout("parish name", "parish")}))
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    with pytest.raises(PmfError, match="written by an older version"):
        place.store().read(TABLES)
    for tag in ("then", "after"):
        with place.store().appending() as ledger:
            ledger.add(addition(tag))
    assert tags(place.store().read(TABLES)) == ["before", "then", "after"]
    run(place, "INSERT INTO parishes VALUES (1, 'P1', 'North')")


@databases
def test_rows_that_others_load_are_read(place: Place) -> None:
    """A warehouse may fill a table that the program never touched."""
    for line, area in ((2, "('E06000002', 'Middlesbrough')"), (1, "('E06000001', 'Hartlepool')")):
        values = area.replace("(", f"({line}, ")
        run(place, f"INSERT INTO areas (pmf_line, area, name) VALUES {values}")
    areas = place.store().read(("areas", "links")).tables["areas"]
    assert areas.index.tolist() == [1, 2], "in the order of their lines"
    assert areas.iloc[0].tolist() == ["E06000001", "Hartlepool", "", "", "", "", "", ""]


def test_the_right_to_select_is_enough_to_read(tmp_path: Path, postgres: Server) -> None:
    """A reader's role reads all; when it tries to add it is told that it may not."""
    folder = books.write(tmp_path / "small")
    database = postgres.new_database()
    role = f"reader_{database}"
    environment = {
        "OWNER": postgres.url(database),
        "READER": postgres.url(database, role, "only-reads"),
    }
    copy(named(str(folder), folder), named("env:OWNER", folder, environment=environment), TABLES)
    postgres.run(f"CREATE ROLE {role} LOGIN PASSWORD 'only-reads'", database)
    postgres.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}", database)
    reader = named("env:READER", folder, environment=environment)
    assert tags(reader.read(TABLES)) == []
    with pytest.raises(PmfError, match="has no right to do this"), reader.appending() as ledger:
        ledger.add(addition("x"))


def test_a_file_that_may_only_be_read_is_read(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Readers share a DuckDB file: the program's beside another's, both read only."""
    folder = books.write(tmp_path / "small")
    place = empty_place("duckdb", folder, request)
    copy(named(str(folder), folder), place.store(), TABLES)
    file = Path(place.text.removeprefix("duckdb:///"))
    file.chmod(0o444)
    before = sorted(path.name for path in tmp_path.iterdir())
    other = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print(); input()"
    command = [sys.executable, "-c", other, str(file)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        process.stdout.readline()  # it has the file open
        assert tags(place.store().read(TABLES)) == []
        process.communicate("\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("content", [b"", b"no database at all, but some text" * 500])
def test_a_file_that_is_no_database(content: bytes, tmp_path: Path) -> None:
    """A message, and the file as it was."""
    folder = books.write(tmp_path / "small")
    file = tmp_path / "kept.duckdb"
    file.write_bytes(content)
    with pytest.raises(PmfError):
        named(f"duckdb:///{file}", folder).read(TABLES)
    assert file.read_bytes() == content
