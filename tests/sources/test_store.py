"""What every store promises: all of an addition or nothing, in order, under one name."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

import pandas as pd
import pytest

from pmf_analysis.framework.errors import FaultsFound, PmfError, WrongUse
from pmf_analysis.sources.store import copy, named, open_store
from tests import books
from tests.sources.stores import TABLES, Place, addition, empty_place, tags


def test_what_is_added_is_read_after_what_was_there(place: Place) -> None:
    """Every row, in the order in which it was added, spelt as it was given."""
    store = place.store()
    before = store.read(TABLES).tables["observations"]
    with store.appending() as ledger:
        ledger.add(addition("first"))
        ledger.add(addition("second"))
    after = store.read(TABLES).tables["observations"]
    expected = pd.concat([before, *(addition(t)["observations"] for t in ("first", "second"))])
    assert (after.to_numpy() == expected.to_numpy()).all()
    assert after.index.is_monotonic_increasing
    assert after.index.is_unique
    assert tags(store.read(TABLES)) == ["first", "second"]


def test_nothing_is_there_when_something_goes_wrong(place: Place) -> None:
    """An error of whoever adds leaves the book as it was, and the next may add."""
    store = place.store()

    class Stop(Exception):
        pass

    with pytest.raises(Stop), store.appending() as ledger:
        ledger.add(addition("lost"))
        assert tags(ledger.read(TABLES)) == ["lost"]
        raise Stop
    assert tags(store.read(TABLES)) == []
    with store.appending() as ledger:
        ledger.add(addition("kept"))
    assert tags(store.read(TABLES)) == ["kept"]


@pytest.mark.parametrize("place", ["folder", "postgresql"], indirect=True)
def test_nobody_sees_an_addition_before_it_is_whole(place: Place) -> None:
    """A folder and a server can be read meanwhile; a DuckDB file makes a reader wait."""
    store = place.store()
    with store.appending() as ledger:
        ledger.add(addition("coming"))
        assert tags(store.read(TABLES)) == []
        assert tags(ledger.read(TABLES)) == ["coming"]
    assert tags(store.read(TABLES)) == ["coming"]


def test_a_second_writer_waits_and_is_told(place: Place) -> None:
    """Who cannot add in time is told that another is adding, and what to do."""
    with place.store().appending() as ledger:
        ledger.add(addition("first"))
        told = pytest.raises(PmfError, match=r"someone else is adding|added to by someone else")
        with told as error, place.store().appending(wait=0.2):
            pytest.fail("two write at once")
    assert "again" in str(error.value)
    assert tags(place.store().read(TABLES)) == ["first"]


def test_frames_that_are_added_stay_as_they_were(place: Place) -> None:
    """What is handed in is never changed."""
    rows = addition("first")
    before = {name: frame.copy() for name, frame in rows.items()}
    with place.store().appending() as ledger:
        ledger.add(rows)
    for name, frame in rows.items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_other_columns_are_refused_by_name(place: Place) -> None:
    """A column too few and one too many are both told; nothing is added."""
    store = place.store()
    wrong = addition("x")["events"].rename(columns={"label": "lable"})
    with pytest.raises(FaultsFound) as found, store.appending() as ledger:
        ledger.add(addition("y") | {"events": wrong})
    assert {(f.file, f.column) for f in found.value.faults} == {
        ("events.csv", "label"),
        ("events.csv", "lable"),
    }
    assert tags(store.read(TABLES)) == []


def test_a_table_that_was_not_kept_begins_with_its_first_rows(place: Place) -> None:
    """One that is kept without a row is kept; one that is not is left out."""
    store = place.store()
    wanted = (*TABLES, "milestones", "links")
    assert "milestones" not in store.read(wanted).tables
    links = pd.DataFrame([], columns=["from_kind", "from_id", "to_kind", "to_id"], dtype=str)
    row = {"action": ["A1"], "milestone": ["M1"], "title": ['A "b",\r\nc'], "due": ["2025-12-31"]}
    with store.appending() as ledger:
        ledger.add({"milestones": pd.DataFrame(row, dtype=str), "links": links})
        assert ledger.held(wanted) == ["indicators", "observations", "targets", "milestones"]
    read = store.read(wanted).tables
    assert read["milestones"].to_dict("list") == row
    assert len(read["links"]) == 0
    assert list(read["links"].columns) == list(links.columns)


def test_a_file_is_kept_once_under_its_name(place: Place) -> None:
    """Originals stay in the folder of the profile, whatever keeps the tables."""
    store = place.store()
    name = PurePath("returns/2025-26-q1/housing-0123.xlsx")
    for _ in range(2):
        with store.appending() as ledger:
            ledger.keep(b"as it came", name)
    assert (store.folder / name).read_bytes() == b"as it came"
    with pytest.raises(PmfError, match="holds something else"), store.appending() as ledger:
        ledger.keep(b"another", name)
    with pytest.raises(WrongUse), store.appending() as ledger:
        ledger.keep(b"x", PurePath("../x"))


def test_a_file_is_kept_only_with_what_came_in_it(place: Place) -> None:
    """Not where adding fails; another content in its place stops the addition."""
    store = place.store()
    name = PurePath("returns/2025-26-q1/housing-0123.xlsx")
    with pytest.raises(FaultsFound), store.appending() as ledger:
        ledger.keep(b"as it came", name)
        ledger.add({"events": addition("x")["events"].drop(columns="label")})
    assert not (store.folder / "returns").exists()
    with store.appending() as ledger:
        ledger.keep(b"as it came", name)
    with pytest.raises(PmfError, match="holds something else"), store.appending() as ledger:
        ledger.add(addition("lost"))
        ledger.keep(b"another", name)
    assert tags(store.read(TABLES)) == []


@pytest.mark.parametrize("place", ["duckdb", "postgresql"], indirect=True)
def test_a_database_keeps_the_file_after_the_rows(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where that fails it is told, with the rows there; the same file again is kept."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    store, name = place.store(), PurePath("returns/a.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", full)
        told = pytest.raises(PmfError, match="has what was added, but the file as it came was not")
        with told, store.appending() as ledger:
            ledger.keep(b"as it came", name)
            ledger.add(addition("there"))
    assert tags(store.read(TABLES)) == ["there"]
    assert not (store.folder / name).exists()
    with store.appending() as ledger:
        ledger.keep(b"as it came", name)
    assert (store.folder / name).read_bytes() == b"as it came"


def test_a_name_that_is_no_text_is_spelt(place: Place) -> None:
    """A file may be called anything; what no text can say becomes a question mark."""
    name = os.fsdecode(b"r\xe9turn.xlsx")
    with place.store().appending() as ledger:
        ledger.add(addition(name))
        ledger.add(addition("another"))
    assert tags(place.store().read(TABLES)) == ["r?turn.xlsx", "another"]


def test_a_link_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    """The file behind it would not get the rows: that is refused, and nothing changes."""
    folder = books.write(tmp_path / "small")
    shared = (folder / "events.csv").rename(tmp_path / "shared.csv")
    (folder / "events.csv").symlink_to(shared)
    before, store = shared.read_bytes(), named(str(folder), folder)
    with pytest.raises(PmfError, match=r"events\.csv in small is a link"):  # noqa: SIM117
        with store.appending() as ledger:
            ledger.add(addition("first"))
    assert (folder / "events.csv").is_symlink()
    assert shared.read_bytes() == before
    assert tags(store.read(TABLES)) == []


@pytest.mark.parametrize("place", ["folder", "duckdb"], indirect=True)
def test_whoever_may_write_may_hold_the_lock(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever rights the first one's files get; where it is refused, the lock is named."""
    lock = {"folder": "kept/.pmf.lock", "duckdb": "kept.duckdb.lock"}[place.kind]
    path = place.data.parent / lock
    path.unlink()
    before = os.umask(0o077)
    try:
        with place.store().appending() as ledger:
            ledger.add(addition("first"))
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o666

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    words = r"lock.* could not be opened.*Permission denied"
    with pytest.raises(PmfError, match=words), place.store().appending():
        pytest.fail("it was refused")


def test_the_variable_decides_where_the_tables_are(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Set, every table comes from the database and none from the files; empty, from the files."""
    folder = books.write(tmp_path / "small")
    place = empty_place("duckdb", folder, request)
    copy(named(str(folder), folder), place.store(), TABLES)
    (folder / "observations.csv").write_text("not,a,table\n", encoding="utf-8")
    environment = {"PMF_DATABASE_URL": place.text}
    store = open_store(folder, environment=environment)
    assert store.where == "the database that PMF_DATABASE_URL names"
    assert len(store.read(TABLES).tables["observations"]) == 38
    store = open_store(folder, environment={"PMF_DATABASE_URL": ""})
    assert store.where == "the folder small"
    other = books.FRAMEWORK + "database_variable: SMALLBRIDGE_DATABASE\n"
    (folder / "framework.yml").write_text(other, encoding="utf-8")
    assert open_store(folder, environment=environment).where == "the folder small"
    there = open_store(folder, environment={"SMALLBRIDGE_DATABASE": place.text})
    assert there.where == "the database that SMALLBRIDGE_DATABASE names"


def test_faults_of_a_profile_come_with_those_of_the_tables(tmp_path: Path) -> None:
    """Opening a store tells nothing yet, so that reading it tells all."""
    folder = books.write(tmp_path / "small", books.FRAMEWORK + "nonsense: 1\n", events=[""])
    with pytest.raises(FaultsFound) as found:
        open_store(folder, environment={"PMF_DATABASE_URL": "x"}).read(TABLES)
    assert [f.file for f in found.value.faults] == ["events.csv", "framework.yml"]


@pytest.mark.parametrize(
    "text",
    ["postgresql://me:secret@server/book", "postgres:/me:secret@server", "mysql://server/book"],
)
def test_an_address_on_the_command_line_is_refused(text: str, tmp_path: Path) -> None:
    """It says what to do instead, and does not repeat the address."""
    with pytest.raises(WrongUse, match="env:PMF_OTHER") as error:
        named(text, tmp_path)
    assert "secret" not in str(error.value)


def test_a_variable_that_is_not_set_is_named(tmp_path: Path) -> None:
    """The message says which."""
    with pytest.raises(WrongUse, match="PMF_NOWHERE is not set"):
        named("env:PMF_NOWHERE", tmp_path, environment={})
