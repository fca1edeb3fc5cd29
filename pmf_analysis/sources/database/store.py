"""A book of data in a database, added to whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Self

import pandas as pd
import sqlalchemy as sa

from pmf_analysis.framework.errors import FaultsFound, PmfError
from pmf_analysis.framework.profile import Framework
from pmf_analysis.sources import folder
from pmf_analysis.sources.database import address, rows, schema
from pmf_analysis.sources.database.address import shielded
from pmf_analysis.sources.folder import WAIT, Read
from pmf_analysis.sources.folder_store import FolderStore, kept

__all__ = ["DatabaseStore"]

ADDING = 0x706D66  # "pmf": the number by which those who add to one PostgreSQL database wait


@dataclass(frozen=True)
class DatabaseStore:
    """The tables in a database; the council's profile stays in its folder.

    A connection is opened, used and closed again: nothing is held between two readings.

    Attributes
    ----------
    folder : Path
        Where ``framework.yml`` stands, and what came in is kept.
    framework : str
        Name of a ready-made profile to use instead of the folder's own.
    where : str
        How messages call the database.
    url : URL
        Its address, which nothing shows.
    """

    folder: Path
    framework: str
    where: str
    url: sa.URL = field(repr=False)

    @classmethod
    def at(cls, text: str, where: str, folder: Path, framework: str = "") -> Self:
        """Return the store at an address.

        Raises
        ------
        WrongUse
            It is no address that can be used.
        """
        return cls(folder, framework, where, address.parsed(text, where))

    def read(self, wanted: Collection[str]) -> Read:
        """Return the profile and the tables that the council keeps, as they stood at one moment.

        The right to select is enough.

        Raises
        ------
        FaultsFound
            The profile cannot be used.
        PmfError
            The database cannot be reached, or does not hold this council's book.
        """
        profile = self._profile()
        return Read(profile, self._tables(wanted, profile.council.code), ())

    @contextmanager
    def appending(self, wait: float = WAIT) -> Iterator[_Appending]:
        """Hold the database, and add what was given once all went well.

        Tables that are missing are made, which needs the right to. Files are kept once the rows
        are there; after a failure in between, the same file can be kept again.

        Raises
        ------
        PmfError
            The database cannot be written, or a file could not be kept after the rows were.
        """
        profile = self._profile()
        with address.alone(self.url, self.where, wait):
            connection = self._begun(wait, profile.council.code)
            try:
                added = _Appending(self, profile, connection)
                yield added
                self._commit(connection)
            finally:
                address.close(connection)
        self._keep(added.keeping)

    def _keep(self, files: Mapping[PurePath, bytes]) -> None:
        if not files:
            return
        try:
            with FolderStore(self.folder).appending() as ledger:
                for relative, content in files.items():
                    ledger.keep(content, relative)
        except PmfError as error:
            raise PmfError(
                f"{self.where} has what was added, but the file as it came was not kept: {error}. "
                "Take the same file in again, and it will be"
            ) from error

    def _profile(self) -> Framework:
        parsed, faults = folder.profile(self.folder, self.framework)
        if parsed is None or faults:
            raise FaultsFound(faults)
        return parsed

    @shielded
    def _tables(self, wanted: Collection[str], council: str) -> dict[str, pd.DataFrame]:
        connection = address.connect(self.url, self.where, read_only=True, wait=WAIT)
        try:
            schema.must_be_ready(connection, council, self.where)
            return _kept(connection, wanted)
        finally:
            address.close(connection)

    @shielded
    def _begun(self, wait: float, council: str) -> sa.Connection:
        connection = address.connect(self.url, self.where, read_only=False, wait=wait)
        try:
            if connection.dialect.name == "postgresql":
                limit = f"{int(wait * 1000)}ms"
                connection.execute(sa.select(sa.func.set_config("lock_timeout", limit, True)))
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADDING)))
            schema.bring_up_to_date(connection, council, self.where)
        except BaseException:
            address.close(connection)
            raise
        return connection

    @shielded
    def _commit(self, connection: sa.Connection) -> None:
        connection.commit()


def _kept(connection: sa.Connection, wanted: Collection[str]) -> dict[str, pd.DataFrame]:
    """The tables that are kept: others may have filled one, too, that the program never did."""
    kept = set(connection.execute(sa.select(schema.KEPT.c.name)).scalars())
    frames = {name: rows.read(connection, name) for name in wanted if name in schema.TABLES}
    return {name: frame for name, frame in frames.items() if len(frame) or name in kept}


@dataclass(frozen=True)
class _Appending:
    """Additions that nobody else sees yet: an open transaction."""

    store: DatabaseStore
    profile: Framework
    connection: sa.Connection = field(repr=False)
    keeping: dict[PurePath, bytes] = field(default_factory=dict, repr=False)

    @property
    def where(self) -> str:
        return self.store.where

    @shielded
    def read(self, wanted: Collection[str]) -> Read:
        return Read(self.profile, _kept(self.connection, wanted), ())

    @shielded
    def held(self, wanted: Collection[str]) -> list[str]:
        there = (name for name in wanted if name in schema.TABLES)
        return [name for name in there if rows.holds(self.connection, name)]

    @shielded
    def add(self, tables: Mapping[str, pd.DataFrame]) -> None:
        made = {name: rows.stored(name, frame) for name, frame in tables.items()}
        faults = [fault for _, wrong in made.values() for fault in wrong]
        if faults:
            raise FaultsFound(faults)
        kept = set(self.connection.execute(sa.select(schema.KEPT.c.name)).scalars())
        for name, (cells, _) in made.items():
            if name not in kept:
                self.connection.execute(sa.insert(schema.KEPT).values(name=name))
            rows.add(self.connection, name, cells)

    def keep(self, content: bytes, relative: PurePath) -> None:
        if not kept(self.store.folder, content, relative):
            self.keeping[relative] = content
