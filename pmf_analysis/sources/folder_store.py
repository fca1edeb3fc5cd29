"""A book of data in a folder, added to whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

import pandas as pd

from pmf_analysis.framework.errors import Fault, FaultsFound, PmfError, WrongUse
from pmf_analysis.sources import csv_text, folder, journal
from pmf_analysis.sources.folder import WAIT, Read

__all__ = ["FolderStore", "kept"]


@dataclass(frozen=True)
class FolderStore:
    """A folder of CSV files.

    Attributes
    ----------
    folder : Path
        Where it is.
    framework : str
        Name of a ready-made profile to use instead of the folder's own.
    """

    folder: Path
    framework: str = ""

    @property
    def where(self) -> str:
        """How messages call it."""
        return f"the folder {self.folder.name}"

    def read(self, wanted: Collection[str]) -> Read:
        """Return the profile and the tables that are there, as they stood at one moment."""
        return folder.read(self.folder, wanted, self.framework)

    @contextmanager
    def appending(self, wait: float = WAIT) -> Iterator[_Appending]:
        """Hold the folder, and add what was given once all went well."""
        with journal.change(self.folder, wait) as new:
            yield _Appending(self, new)


@dataclass(frozen=True)
class _Appending:
    """Additions that have not happened yet: whole new files beside the old ones."""

    store: FolderStore
    new: journal.Change

    def read(self, wanted: Collection[str]) -> Read:
        return folder.read(self.store.folder, wanted, self.store.framework, self.new.staged)

    def held(self, wanted: Collection[str]) -> list[str]:
        files = [f"{name}.csv" for name in wanted]
        there = journal.standing(self.store.folder, files, self.new.staged)
        frames = {file: csv_text.read(stands.path, file)[0] for file, stands in there.items()}
        return [f.removesuffix(".csv") for f, rows in frames.items() if rows is None or len(rows)]

    def add(self, rows: Mapping[str, pd.DataFrame]) -> None:
        faults: list[Fault] = []
        with journal.writing(self.store.folder):
            for name, frame in rows.items():
                faults += self._add(f"{name}.csv", frame)
        if faults:
            raise FaultsFound(faults)

    def _add(self, file: str, frame: pd.DataFrame) -> list[Fault]:
        path = self.new.begun(file)
        if path.is_file():
            return csv_text.append(path, frame)
        csv_text.create(path, frame)
        return []

    def keep(self, content: bytes, relative: PurePath) -> None:
        with journal.writing(self.store.folder):
            if not kept(self.store.folder, content, relative, self.new.staged):
                self.new.begun(relative.as_posix()).write_bytes(content)


def kept(folder: Path, content: bytes, relative: PurePath, staged: Path | None = None) -> bool:
    """Return whether a file stands already where it is to be kept.

    Parameters
    ----------
    folder : Path
        The book of data.
    content : bytes
        The file.
    relative : PurePath
        Where it is to stand in the folder.
    staged : Path or None
        Of a change under way.

    Raises
    ------
    PmfError
        Another content stands there.
    WrongUse
        The place is outside the folder.
    """
    if relative.is_absolute() or ".." in relative.parts:
        raise WrongUse(f"{relative.name} is to be kept outside the folder {folder.name}")
    there = journal.standing(folder, [str(relative)], staged).get(str(relative))
    if there and there.path.read_bytes() != content:
        raise PmfError(f"{relative} in {folder.name} holds something else; nothing was changed")
    return there is not None
