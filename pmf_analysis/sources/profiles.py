"""The ready-made frameworks: where they are, and what belongs to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pmf_analysis.framework.errors import Fault, WrongUse
from pmf_analysis.framework.placing import Placing
from pmf_analysis.sources import csv_text, yaml_file

__all__ = ["FRAMEWORK_FILE", "Ready", "available", "catalogue", "named", "ours", "placing"]

FRAMEWORK_FILE = "framework.yml"
FOLDER = "frameworks"
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ready:
    """A ready-made framework.

    Attributes
    ----------
    name : str
        As ``--framework`` takes it.
    folder : Path
        Holds its ``framework.yml``.
    own : Path or None
        What is one council's alone, where several share the framework.
    """

    name: str
    folder: Path
    own: Path | None = None

    @property
    def shared(self) -> Path:
        """The framework's file."""
        return self.folder / FRAMEWORK_FILE

    def place(self, path: Path) -> str:
        """Return how faults call one of its files."""
        return f"{FOLDER}/{path.relative_to(self.folder.parent).as_posix()}"


def available(data: Path | None = None) -> Mapping[str, Ready]:
    """Return every ready-made framework by name: those that come with the program, and a book's.

    Parameters
    ----------
    data : Path or None
        A book of data, whose folder ``frameworks/`` may hold more, or replace ours by name.
    """
    roots = [ours(), *([data / FOLDER] if data else [])]
    return {ready.name: ready for root in roots for ready in _in(root)}


def ours() -> Path:
    """Return the folder of the frameworks that come with the program."""
    inside = PACKAGE / "shipped" / FOLDER
    return inside if inside.is_dir() else PACKAGE.parent / "data" / FOLDER


def _in(root: Path) -> Iterator[Ready]:
    for file in sorted(root.glob(f"[!_]*/{FRAMEWORK_FILE}")):
        own = sorted(file.parent.glob("councils/*.yml"))
        if not own:
            yield Ready(file.parent.name, file.parent)
        for path in own:
            yield Ready(path.stem, file.parent, path)


def named(data: Path, name: str) -> Ready:
    """Return a ready-made framework by its name.

    Raises
    ------
    WrongUse
        There is none of that name, or several councils share it.
    """
    known = available(data)
    if name in known:
        return known[name]
    sharing = [ready.name for ready in known.values() if ready.folder.name == name]
    if sharing:
        raise WrongUse(f"the framework {name!r} is shared; name one of: {', '.join(sharing)}")
    there = ", ".join(known) or "none"
    raise WrongUse(f"there is no framework {name!r}; there are: {there}")


def placing(ready: Ready, of: str) -> tuple[Placing | None, list[Fault]]:
    """Return how a council's figures are filed under a framework; None where nothing says so.

    Parameters
    ----------
    ready : Ready
        The framework.
    of : str
        Code of the council whose figures they are.
    """
    path = ready.folder / "placing.yml"
    if not path.is_file():
        return None, []
    what = "how figures are placed"
    read, faults = yaml_file.parse(path.read_bytes(), ready.place(path), Placing, what)
    return (read if read and read.of == of else None), faults


def catalogue(ready: Ready) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return the framework's own catalogue of indicators as text; None where it has none."""
    path = ready.folder / "indicators.csv"
    if not path.is_file():
        return None, []
    return csv_text.read(path, ready.place(path))
