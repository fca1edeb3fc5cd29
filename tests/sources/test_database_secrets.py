"""No part of an address shows anywhere, whatever is wrong with it."""

from __future__ import annotations

import logging
import socket
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

import pytest

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.sources.store import Store, copy, named
from tests import books
from tests.sources.postgres import Server
from tests.sources.stores import TABLES, addition

USER, PASSWORD, DATABASE = "hidden_user", "hidden-pass!word", "hidden_database"
HOST = "hidden-host.invalid"
PARTS = (USER, PASSWORD, DATABASE, "hidden")


def closed_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def address(
    *, user: str = USER, password: str = PASSWORD, host: str = "127.0.0.1", rest: str = DATABASE
) -> str:
    return f"postgresql://{user}:{password}@{host}/{rest}"


WRONG = {
    "the password": lambda server: address(host=f"127.0.0.1:{server.port}"),
    "the user's password": lambda server: address(user="owner", host=f"127.0.0.1:{server.port}"),
    "the database": lambda server: server.url(DATABASE),
    "the host": lambda _: address(host=HOST),
    "the port": lambda _: address(host=f"127.0.0.1:{closed_port()}"),
    "a port that is none": lambda _: address(host="127.0.0.1:hidden"),
    "an option": lambda server: f"{server.url(DATABASE)}?hidden_option=1",
    "a service": lambda server: f"{server.url(DATABASE)}?sslmode=hidden",
    "a host that is no name": lambda _: address(host="hidden" * 60),
    "no address": lambda _: f"hidden {PASSWORD}",
    "another kind": lambda _: f"mysql://{USER}:{PASSWORD}@{HOST}/{DATABASE}",
    "half an address": lambda _: f"postgresql://{USER}:{PASSWORD}@[hidden/{DATABASE}",
    "a DuckDB with a token": lambda _: f"duckdb:///md:hidden?motherduck_token={PASSWORD}",
    "a DuckDB with a setting": lambda _: f"duckdb:///hidden.duckdb?access={PASSWORD}",
    "a DuckDB nowhere": lambda _: f"duckdb:///{gettempdir()}/no-such-folder/hidden.duckdb",
}


def everything(error: BaseException) -> str:
    """All that an error could show: itself, what led to it, and its traceback with all values."""
    shown = []
    while error is not None:
        shown += [str(error), repr(error), repr(vars(error)), repr(error.args)]
        told = traceback.TracebackException.from_exception(error, capture_locals=False)
        shown += [line for line in told.format() if not line.lstrip().startswith("File")]
        assert error.__cause__ is None
        assert error.__context__ is None
        error = error.__cause__  # type: ignore[assignment]
    return "\n".join(shown)


def attempts(store: Store) -> list[Callable[[], object]]:
    def append() -> None:
        with store.appending(wait=0.2) as ledger:
            ledger.add(addition("x"))

    return [lambda: store.read(TABLES), append, lambda: copy(store, store, TABLES)]


@pytest.mark.parametrize("what", WRONG)
def test_no_part_of_an_address_shows(
    what: str,
    postgres: Server,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not in a message, an error's history, the log at its most talkative, or what is printed."""
    caplog.set_level(logging.DEBUG)
    folder = books.write(tmp_path / "small")
    environment = {"PMF_TEST_DATABASE": WRONG[what](postgres)}
    shown: list[str] = []
    try:
        store = named("env:PMF_TEST_DATABASE", folder, environment=environment)
    except PmfError as error:
        shown.append(everything(error))
    else:
        shown += [repr(store), str(store), store.where]
        for attempt in attempts(store):
            with pytest.raises(PmfError) as found:
                attempt()
            shown.append(everything(found.value))
            assert str(found.value).startswith("the database that PMF_TEST_DATABASE names")
    printed = capfd.readouterr()
    shown += [printed.out, printed.err, caplog.text]
    for part in (*PARTS, postgres.password, str(postgres.port)):
        assert part not in "\n".join(shown), part


def test_what_is_wrong_is_said_all_the_same(postgres: Server, tmp_path: Path) -> None:
    """A wrong password, a name that nobody has and a place where nobody answers differ."""
    folder = books.write(tmp_path / "small")
    for what, words in {
        "the password": "it refused the user or the password",
        "the database": "the server has no such database or user",
        "the host": "there is no server of that name",
        "the port": "no server answers at that place",
        "no address": "has an address that cannot be used",
    }.items():
        environment = {"A": WRONG[what](postgres)}
        with pytest.raises(PmfError, match=words):
            named("env:A", folder, environment=environment).read(TABLES)


def test_a_table_says_nothing_of_the_address(postgres: Server, tmp_path: Path) -> None:
    """What the program writes into the database, or beside it, holds no address."""
    folder = books.write(tmp_path / "small")
    database = postgres.new_database()
    environment = {"A": postgres.url(database)}
    copy(named(str(folder), folder), named("env:A", folder, environment=environment), TABLES)
    for name in ("pmf_book", "pmf_migrations", "pmf_kept"):
        rows = str(postgres.run(f"SELECT * FROM {name}", database))
        assert postgres.password not in rows
        assert str(postgres.port) not in rows
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert postgres.password.encode() not in kept
