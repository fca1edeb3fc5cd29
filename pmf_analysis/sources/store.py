"""Where a book of data is kept: one idea of it, whether files or a database stand behind."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from pathlib import Path, PurePath
from typing import Protocol

import pandas as pd

from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.sources import folder as folders
from pmf_analysis.sources.folder import FRAMEWORK_FILE, WAIT, Read
from pmf_analysis.sources.folder_store import FolderStore

__all__ = ["WAIT", "Appending", "Read", "Store", "copy", "named", "open_store"]

BY_VARIABLE = "env:"


class Appending(Protocol):
    """Additions under way: nobody else makes any, and nobody sees these before they are whole."""

    def read(self, wanted: Collection[str]) -> Read:
        """Return the book with what was added so far."""
        ...

    def held(self, wanted: Collection[str]) -> list[str]:
        """Return which of some tables hold a row."""
        ...

    def add(self, rows: Mapping[str, pd.DataFrame]) -> None:
        """Add rows after those that are there.

        Parameters
        ----------
        rows : mapping of str to DataFrame
            Per table, every cell as text, with ``recorded_on`` where the table is a ledger;
            not changed.
        """
        ...

    def keep(self, content: bytes, relative: PurePath) -> None:
        """Keep a file in the folder as it came, under a name that tells its content.

        It is there once the additions are: with those to a folder, right after those to a
        database. Keeping it again changes nothing.
        """
        ...


class Store(Protocol):
    """A place that keeps a council's book of data."""

    @property
    def folder(self) -> Path:
        """Where the council's profile stands, and what came in is kept."""
        ...

    @property
    def framework(self) -> str:
        """Name of the ready-made profile in use; "" for the council's own."""
        ...

    @property
    def where(self) -> str:
        """How messages call it; never an address."""
        ...

    def read(self, wanted: Collection[str]) -> Read:
        """Return the profile and those tables that are there, all as they stood at one moment."""
        ...

    def appending(self, wait: float = WAIT) -> AbstractContextManager[Appending]:
        """Hold the book; all that is added is there once the context ends well, else nothing.

        Parameters
        ----------
        wait : float
            Seconds to wait for another who adds to it.
        """
        ...


def open_store(
    folder: Path, framework: str = "", environment: Mapping[str, str] | None = None
) -> Store:
    """Return where a council's tables are: its folder, or the database it has named.

    Parameters
    ----------
    folder : Path
        Where its ``framework.yml`` stands.
    framework : str
        Name of a ready-made profile to use instead of the folder's own.
    environment : mapping of str to str or None
        Where the variable is looked up that holds the database's address; None for that of
        the program. Without such a variable the tables are the folder's CSV files.

    Raises
    ------
    WrongUse
        The variable holds no address that can be used, or there is no such profile.
    """
    values = os.environ if environment is None else environment
    parsed, _ = folders.profile(folder, framework)
    # A profile that cannot be used is told by whoever reads it, with all else that is wrong.
    if parsed is not None and values.get(parsed.database_variable):
        return _database(f"{BY_VARIABLE}{parsed.database_variable}", folder, framework, values)
    return FolderStore(folder, framework)


def named(
    text: str, data: Path, framework: str = "", environment: Mapping[str, str] | None = None
) -> Store:
    """Return the store that someone names on the command line.

    Parameters
    ----------
    text : str
        A folder; ``env:NAME`` for the database whose address a variable holds; or
        ``duckdb:///file``.
    data : Path
        The folder whose ``framework.yml`` goes with a database.
    framework : str
        Name of a ready-made profile to use instead of the folder's own.
    environment : mapping of str to str or None
        Where variables are looked up; None for that of the program.

    Raises
    ------
    WrongUse
        It is an address that may hold a password, or the variable is not set.
    """
    if text.startswith((BY_VARIABLE, "duckdb:")):
        values = os.environ if environment is None else environment
        return _database(text, data, framework, values)
    if "://" in text or "@" in text:
        raise WrongUse(
            "an address does not belong on the command line, where others can see it. "
            f"Put it in an environment variable, say PMF_OTHER, and write {BY_VARIABLE}PMF_OTHER"
        )
    return FolderStore(Path(text), framework)


def _database(text: str, folder: Path, framework: str, values: Mapping[str, str]) -> Store:
    # Loading SQLAlchemy takes longer than reading most folders.
    from pmf_analysis.sources.database import DatabaseStore  # noqa: PLC0415

    if not text.startswith(BY_VARIABLE):
        return DatabaseStore.at(text, f"the database {PurePath(text).name}", folder, framework)
    variable = text.removeprefix(BY_VARIABLE)
    if not values.get(variable):
        raise WrongUse(f"the environment variable {variable} is not set")
    where = f"the database that {variable} names"
    return DatabaseStore.at(values[variable], where, folder, framework)


def copy(source: Store, target: Store, wanted: Collection[str]) -> dict[str, int]:
    """Copy every row, every vintage, in its order, into a store that holds none yet.

    Parameters
    ----------
    source, target : Store
        From where, and where to; a target folder without a profile gets the source's.
    wanted : collection of str
        Names of the tables.

    Returns
    -------
    dict of str to int
        Rows copied, by table.

    Raises
    ------
    FaultsFound
        The source cannot be read, or a cell cannot be kept in a database.
    WrongUse
        The target holds rows.
    """
    found = source.read(wanted)
    if found.faults:
        raise FaultsFound(found.faults)
    target.folder.mkdir(parents=True, exist_ok=True)
    with target.appending() as there:
        held = there.held(wanted)
        if held:
            raise WrongUse(
                f"{target.where} holds rows already, in {', '.join(held)}: nothing was copied. "
                "Copy into an empty one"
            )
        there.add(found.tables)
        if not (target.folder / FRAMEWORK_FILE).exists():
            profile = source.folder / FRAMEWORK_FILE
            there.keep(profile.read_bytes(), PurePath(FRAMEWORK_FILE))
    return {name: len(frame) for name, frame in found.tables.items()}
