"""Open a database, and say what went wrong without a word of its address.

An address may hold a password, and a driver's own messages may hold the address. So no error
of a driver leaves this package: what happened is said anew, and nothing of it is kept.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

import duckdb
import psycopg
import sqlalchemy as sa
from filelock import FileLock, Timeout

from pmf_analysis.framework.errors import PmfError, WrongUse
from pmf_analysis.sources.journal import LOCK_RIGHTS

__all__ = ["alone", "close", "connect", "parsed", "shielded"]

CONNECT_WAIT = 10  # seconds for a server to answer at all
BUSY_PAUSE = 0.05  # seconds between two attempts at a file that another holds
_NO_FILE = (":", "md:", "motherduck:")  # DuckDB in memory, and a service of that name
_POSTGRESQL = {"postgresql", "postgres"}
# The last is what a server's name gives that can be none.
_DRIVER_ERRORS = (sa.exc.SQLAlchemyError, duckdb.Error, psycopg.Error, UnicodeError)

# What PostgreSQL calls what went wrong, and DuckDB's messages say: in words.
_BY_STATE = {
    "23505": "there is a row with the same key and day already",
    "28000": "it refused the user",
    "28P01": "it refused the user or the password",
    "3D000": "the server has no database of that name",
    "42P01": "a table that it should hold is not there, or its user may not see it",
    "42501": "its user has no right to do this",
    "42P07": "a table of such a name is there already that this program did not make",
    "53100": "its disk is full",
    "55P03": "someone else is adding to it, probably another pmf command; try again later",
}
_BY_TEXT = {
    "could not set lock": "another program has its file open; try again when that has ended",
    "different configuration": "it is open elsewhere in this program; try again later",
    "duplicate key": _BY_STATE["23505"],
    "already exists": _BY_STATE["42P07"],
    "read-only": "it may only be read",
    "password authentication failed": _BY_STATE["28P01"],
    "no password supplied": _BY_STATE["28P01"],
    "does not exist": "the server has no such database or user",
    "could not translate host": "there is no server of that name",
    "failed to resolve host": "there is no server of that name",
    "connection refused": "no server answers at that place",
    "timeout": "no server answered in time",
    "no space left": _BY_STATE["53100"],
    "not a valid duckdb database": "its file is no DuckDB database",
}
_BUSY = ("could not set lock", "different configuration")


class _Placed(Protocol):
    @property
    def where(self) -> str: ...


_Method = TypeVar("_Method", bound=Callable[..., Any])


def shielded(method: _Method) -> _Method:
    """Let a method of something with a `where` fail in our own words alone."""

    @functools.wraps(method)
    def call(self: _Placed, *args: Any, **named: Any) -> Any:
        try:
            return method(self, *args, **named)
        except _DRIVER_ERRORS as error:
            failure = PmfError(f"{self.where} could not be used: {_in_words(error)}")
        # Raised here, it does not carry the driver's error along.
        raise failure

    return call  # type: ignore[return-value]


def _in_words(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None) or ""
    text = str(cause).lower()
    known = (words for sign, words in _BY_TEXT.items() if sign in text)
    fallback = f"its driver gave an error of the kind {type(cause).__name__}"
    return _BY_STATE.get(state) or next(known, fallback)


def parsed(address: str, where: str) -> sa.URL:
    """Return an address in its parts, with the driver that this program uses.

    Raises
    ------
    WrongUse
        It is none that can be used; the message does not show it.
    """
    with suppress(sa.exc.ArgumentError, ValueError):
        url = sa.make_url(address)
        kind = url.drivername.partition("+")[0]
        if kind in _POSTGRESQL:
            return url.set(drivername="postgresql+psycopg")
        file = url.database if kind == "duckdb" and not url.query else ""
        if file and not file.startswith(_NO_FILE):
            return url
    raise WrongUse(
        f"{where} has an address that cannot be used: expected "
        "postgresql://user:password@server/name, or duckdb:///file with nothing after the file"
    )


def connect(url: sa.URL, where: str, *, read_only: bool, wait: float) -> sa.Connection:
    """Return a connection of its own; a file that another has open is tried for a while.

    Parameters
    ----------
    url : URL
        From `parsed`.
    where : str
        How messages call the database.
    read_only : bool
        Nothing can be changed through the connection.
    wait : float
        Seconds to try.

    Raises
    ------
    PmfError
        There is no such file.
    """
    engine = sa.create_engine(
        url, poolclass=sa.NullPool, hide_parameters=True, connect_args=_arguments(url, read_only)
    )
    if url.drivername != "duckdb":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return engine.connect().execution_options(**options if read_only else {})
    if read_only and not Path(url.database or "").is_file():
        raise PmfError(f"{where} is a file that is not there yet: copy a book into it first")
    ends = time.monotonic() + wait
    while True:
        try:
            return engine.connect()
        except sa.exc.DBAPIError as error:
            if time.monotonic() > ends or not any(sign in str(error).lower() for sign in _BUSY):
                raise
        time.sleep(BUSY_PAUSE)


def _arguments(url: sa.URL, read_only: bool) -> dict[str, Any]:
    if url.drivername == "duckdb":
        return {"read_only": read_only}
    return {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_WAIT}


def close(connection: sa.Connection) -> None:
    """Give a connection up, and with it whatever was not committed."""
    with suppress(*_DRIVER_ERRORS):
        connection.close()


@contextmanager
def alone(url: sa.URL, where: str, wait: float) -> Iterator[None]:
    """Be the only one who writes to a database that is a file; a server sees to it by itself.

    Raises
    ------
    PmfError
        Another was writing all the while.
    """
    if url.drivername != "duckdb":
        yield
        return
    refused = ""
    lock = FileLock(f"{url.database}.lock", timeout=wait, mode=LOCK_RIGHTS)
    try:
        Path(lock.lock_file).parent.stat()  # the lock would make a folder that is not there
        lock.acquire()
    except Timeout:
        refused = "someone else is adding to it, probably another pmf command; try again later"
    except OSError as error:
        refused = f"the lock beside its file could not be opened ({error.strerror})"
    if refused:
        raise PmfError(f"{where} could not be used: {refused}")
    try:
        yield
    finally:
        lock.release()
