"""A book of data in a folder, added to whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

import pandas as pd

from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.sources import csv_text, folder, journal
from pmf_analysis.sources.folder import WAIT, Read

__all__ = ["FolderStore"]


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
        with journal.change(self.folder, wait) as staged:
            yield _Appending(self, staged)


@dataclass(frozen=True)
class _Appending:
    """Additions that have not happened yet: whole new files beside the old ones."""

    store: FolderStore
    staged: Path

    def read(self, wanted: Collection[str]) -> Read:
        return folder.read(self.store.folder, wanted, self.store.framework, self.staged)

    def held(self, wanted: Collection[str]) -> list[str]:
        there = journal.standing(self.store.folder, [f"{name}.csv" for name in wanted], self.staged)
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
        new = self.staged / file
        stands = journal.standing(self.store.folder, [file], self.staged).get(file)
        if stands is None:
            csv_text.create(new, frame)
            return []
        if stands.path != new:
            shutil.copy(stands.path, new)
        return csv_text.append(new, frame)

    def keep(self, content: bytes, relative: PurePath) -> None:
        journal.keep(self.store.folder, content, relative)
