"""A book goes from files to a database, to another, and back, and stays the same book."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.sources.store import Store, copy, named
from pmf_analysis.tables import validate
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES
from tests import books
from tests.conftest import ROOT
from tests.sources.stores import Place, empty_place


def book(store: Store) -> Book:
    read = store.read(TABLES)
    return validate.book(read.framework, read.tables, read.faults)


def chain(folder: Path, request: pytest.FixtureRequest) -> list[Place]:
    """A DuckDB file, a PostgreSQL database and a new folder, each empty."""
    kinds = ("duckdb", "postgresql", "folder")
    return [empty_place(kind, folder, request) for kind in kinds]


def test_the_demonstration_goes_round(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Folder, DuckDB, PostgreSQL, folder: every row of every vintage, in its order."""
    source = named(str(ROOT / "data"), ROOT / "data")
    first = book(source)
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "framework.yml").write_bytes((ROOT / "data" / "framework.yml").read_bytes())
    for place in chain(profile, request):
        copied = copy(source, place.store(), TABLES)
        source = place.store()
        assert copied["observations"] == len(first.observations)
        there = book(source)
        assert there.framework == first.framework
        assert there.indicators == first.indicators
        assert there.kept == first.kept
        for name, frame in there.tables.items():
            expected = first[name].reset_index(drop=True)
            pd.testing.assert_frame_equal(frame.reset_index(drop=True), expected, check_exact=True)


NUMBER = st.one_of(
    st.floats(-1e14, 1e14).map(repr),
    st.decimals(-10_000, 10_000, places=3).map(str),
    st.integers(-(10**14), 10**14).map(str),
    st.sampled_from(["+5", ".5", "5.", "0.10", "1e3", "-0.0", "007", "1E-7"]),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
MOMENT = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds")),
)


@pytest.fixture
def observed(tmp_path: Path, request: pytest.FixtureRequest) -> list[Store]:
    """A DuckDB file and a PostgreSQL database that grow from one example to the next."""
    folder = books.write(tmp_path / "small")
    return [empty_place(kind, folder, request).store() for kind in ("duckdb", "postgresql")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rows=st.lists(st.tuples(NUMBER, TEXT, MOMENT), min_size=1, max_size=5))
def test_any_cell_comes_back(observed: list[Store], rows: list[tuple[str, str, str]]) -> None:
    """Numbers to the last bit, however they were written; texts and moments as they were."""
    for store in observed:
        there = store.read(["observations"]).tables if _holds(store) else {}
        had = len(there.get("observations", ()))
        cells = [
            ["101", "X1", "2025", str(had + n), number, "", "", "", note, moment]
            for n, (number, note, moment) in enumerate(rows)
        ]
        columns = books.OBSERVATION_COLUMNS.split(",")
        with store.appending() as ledger:
            ledger.add({"observations": pd.DataFrame(cells, columns=columns, dtype=str)})
        back = store.read(["observations"]).tables["observations"].iloc[had:]
        assert back["note"].tolist() == [note.strip() for _, note, _ in rows]
        moments = [moment.removesuffix("T00:00:00") for *_, moment in rows]
        assert back["recorded_on"].tolist() == moments
        numbers = [float(number) for number, *_ in rows]
        assert [float(cell) for cell in back["value"]] == numbers
        assert not any(cell.endswith(".0") for cell in back["value"])


def _holds(store: Store) -> bool:
    with store.appending() as ledger:
        return bool(ledger.held(["observations"]))


def test_numbers_are_spelt_the_short_way(place: Place) -> None:
    """As a person would: no point behind a whole number, no digit that says nothing."""
    if place.kind == "folder":
        return  # a file keeps what it was given
    rows = books.tables()["observations"][1:4]
    cells = [row.split(",") for row in rows]
    for row, value in zip(cells, ("0.10", "12.0", "33.333333333333336"), strict=True):
        row[3:8] = ["ward: A", value, "", "", ""]
    columns = books.OBSERVATION_COLUMNS.split(",")
    with place.store().appending() as ledger:
        ledger.add({"observations": pd.DataFrame(cells, columns=columns, dtype=str)})
    back = place.store().read(["observations"]).tables["observations"]["value"].tolist()
    assert back[-3:] == ["0.1", "12", "33.333333333333336"]
    assert np.isfinite(np.array(back, dtype=float)).all()


def test_a_target_with_rows_is_left_alone(place: Place, tmp_path: Path) -> None:
    """Two books are never mixed."""
    source = named(str(books.write(tmp_path / "another")), tmp_path / "another")
    before = place.store().read(TABLES).tables
    with pytest.raises(WrongUse, match="holds rows already, in indicators, observations, targets"):
        copy(source, place.store(), TABLES)
    after = place.store().read(TABLES).tables
    assert {name: len(frame) for name, frame in after.items()} == {
        name: len(frame) for name, frame in before.items()
    }


def test_a_day_and_its_midnight_are_one_moment(tmp_path: Path) -> None:
    """A database holds no two rows of one key then; nor does a book in files."""
    rows = books.tables()
    rows["observations"][2] = rows["observations"][1] + "T00:00:00"
    rows["observations"][4] = rows["observations"][3] + "T00:00:01"
    folder = books.write(tmp_path / "small", **rows)
    with pytest.raises(FaultsFound) as found:
        book(named(str(folder), folder))
    (fault,) = found.value.faults
    assert (fault.file, fault.row, fault.expected) == ("observations.csv", 3, "each key once")
    assert fault.got == "101, X1, 2021-22 Q2, 2025-07-20 again, as in row 2"


def test_a_book_with_faults_is_not_copied(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Cells that no database could hold are told all at once by row, and nothing is copied."""
    rows = books.tables()
    rows["observations"][1] = rows["observations"][1].replace("71.0", "n/a")
    rows["observations"][3] = rows["observations"][3].replace("2025-07-20", "July")
    rows["events"].append("101,X1,2025-26 Q1,Fire,perhaps,,,,2025-07-20")
    folder = books.write(tmp_path / "small", **rows)
    for kind in ("duckdb", "postgresql"):
        target = empty_place(kind, folder, request).store()
        with pytest.raises(FaultsFound) as found:
            copy(named(str(folder), folder), target, TABLES)
        assert {(f.file, f.row, f.column, f.got) for f in found.value.faults} == {
            ("observations.csv", 2, "value", "'n/a'"),
            ("observations.csv", 4, "recorded_on", "'July'"),
            ("events.csv", 2, "rebase", "'perhaps'"),
        }
        with target.appending() as ledger:
            assert ledger.held(TABLES) == []
