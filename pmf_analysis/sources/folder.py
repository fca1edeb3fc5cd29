"""A folder of CSV files and a ``framework.yml``: the book of data that needs nothing else."""

from __future__ import annotations

import difflib
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pmf_analysis.framework.errors import Fault, FaultsFound, PmfError, WrongUse
from pmf_analysis.framework.placing import Placing
from pmf_analysis.framework.profile import Framework
from pmf_analysis.sources import csv_text, journal, profile_file, profiles
from pmf_analysis.sources.profiles import FRAMEWORK_FILE, Ready

__all__ = ["FRAMEWORK_FILE", "WAIT", "Filed", "Read", "filed", "locate", "profile", "read"]

WAIT = 30.0  # seconds that a book may be held by others before one gives up


@dataclass(frozen=True)
class Read:
    """What a store holds, as read: text only, nothing judged yet.

    Attributes
    ----------
    framework : Framework
        The council's profile.
    tables : mapping of str to DataFrame
        Per table name, every cell as text; the index is the line it stands on.
    faults : tuple of Fault
        What was wrong with the files themselves.
    """

    framework: Framework
    tables: Mapping[str, pd.DataFrame]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Filed:
    """How figures are filed under a ready-made framework.

    Attributes
    ----------
    placing : Placing or None
        None where they are used as they are.
    catalogue : DataFrame or None
        The framework's own indicators, in place of those of the figures.
    faults : tuple of Fault
        What was wrong with the framework's files.
    """

    placing: Placing | None
    catalogue: pd.DataFrame | None
    faults: tuple[Fault, ...]


def locate(data: str | Path) -> Path:
    """Find the folder, looking upwards from the working folder for a relative name.

    A notebook runs from its own folder, the command from the repository's root; both
    say ``data``.

    Raises
    ------
    WrongUse
        There is no such folder, or it holds no ``framework.yml``.
    """
    wanted = Path(data)
    here = Path.cwd()
    places = [wanted] if wanted.is_absolute() else [p / wanted for p in (here, *here.parents)]
    for place in places:
        if (place / FRAMEWORK_FILE).is_file():
            return place.resolve()
    if any(place.is_dir() for place in places[:1]):
        raise WrongUse(f"the folder {data} holds no {FRAMEWORK_FILE}, so it is no book of data")
    raise WrongUse(f"there is no folder {data} with a {FRAMEWORK_FILE}")


def read(
    folder: Path, wanted: Collection[str], framework: str = "", staged: Path | None = None
) -> Read:
    """Read the profile and the tables that are there, all as they stood at one moment.

    Parameters
    ----------
    folder : Path
        The book of data.
    wanted : collection of str
        Names of the tables to look for; one that is not there is simply left out.
    framework : str
        Name of a ready-made profile under ``frameworks/`` to use instead of the folder's own.
    staged : Path or None
        Files of a change under way, which are read in place of those in the folder.

    Raises
    ------
    FaultsFound
        The profile cannot be used; faults of the tables' files come with it.
    PmfError
        The files were being changed all the while.
    WrongUse
        There is no profile of that name.
    """
    parsed, profile_faults = profile(folder, framework)
    tables, faults = _tables(folder, sorted(wanted), staged)
    faults += [*_misnamed(folder, wanted), *profile_faults]
    if parsed is None:
        raise FaultsFound(faults)
    return Read(parsed, tables, tuple(faults))


def profile(folder: Path, framework: str = "") -> tuple[Framework | None, list[Fault]]:
    """Return the council's profile, or what is wrong with it.

    Parameters
    ----------
    folder : Path
        The book of data.
    framework : str
        Name of a ready-made profile to use instead of the folder's own. The figures stay those
        of the folder's own council: its code goes with them, and where they are made up that is
        said as well.

    Raises
    ------
    WrongUse
        There is no such file.
    """
    path = folder / FRAMEWORK_FILE
    if not path.is_file():
        raise WrongUse(f"the folder {folder.name} holds no {FRAMEWORK_FILE}")
    own, faults = _parsed(path.read_bytes(), FRAMEWORK_FILE)
    if not framework:
        return own, list(faults)
    if own and not own.council.illustrative:
        raise WrongUse(
            "a ready-made framework is shown with made-up figures alone, and this book does not "
            "say that its own are (council.illustrative). To begin a book from one: pmf new"
        )
    parsed, wrong = _ready(profiles.named(folder, framework))
    shown = parsed.showing(own) if own and parsed else None
    return shown, [*faults, *wrong]


@lru_cache(maxsize=2)
def _parsed(content: bytes, file: str) -> tuple[Framework | None, tuple[Fault, ...]]:
    parsed, faults = profile_file.parse(content, file)
    return parsed, tuple(faults)


def _ready(ready: Ready) -> tuple[Framework | None, list[Fault]]:
    content, file = ready.shared.read_bytes(), ready.place(ready.shared)
    if ready.own is None:
        return profile_file.parse(content, file)
    return profile_file.parse_shared(content, file, ready.own.read_bytes(), ready.place(ready.own))


def filed(folder: Path, framework: str) -> Filed:
    """Return how the folder's figures are filed under a ready-made framework.

    Raises
    ------
    WrongUse
        There is no framework of that name.
    """
    ready = profiles.named(folder, framework)
    own, _ = profile(folder)
    placing, faults = profiles.placing(ready, own.council.code if own else "")
    catalogue, wrong = profiles.catalogue(ready) if placing else (None, [])
    return Filed(placing, catalogue, (*faults, *wrong))


def _tables(
    folder: Path, names: list[str], staged: Path | None
) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Read the files again for as long as another changes them meanwhile."""
    files = [f"{name}.csv" for name in names]
    ends = time.monotonic() + WAIT
    while True:
        before = journal.standing(folder, files, staged)
        tables: dict[str, pd.DataFrame] = {}
        faults: list[Fault] = []
        for file, stands in before.items():
            try:
                frame, wrong = csv_text.read(stands.path, file)
            except FileNotFoundError:
                break
            except OSError as error:
                expected, got = "a file that can be read", error.strerror or "a refusal"
                frame, wrong = None, [Fault(file, None, "", expected, got)]
            faults += wrong
            if frame is not None:
                tables[file.removesuffix(".csv")] = frame
        else:
            faults += journal.overtaken(folder, files)
            if journal.standing(folder, files, staged) == before:
                return tables, faults
        if time.monotonic() > ends:
            raise PmfError(f"the folder {folder.name} was being changed all the while; try again")


def _misnamed(folder: Path, wanted: Collection[str]) -> Iterator[Fault]:
    """Files whose name is nearly that of a table that is not there."""
    there = {path.stem for path in folder.glob("*.csv")}
    for name in sorted(there - set(wanted)):
        near = difflib.get_close_matches(name, sorted(set(wanted) - there), n=1, cutoff=0.85)
        for table in near:
            yield Fault(f"{name}.csv", None, "", f"the name {table}.csv", "another", "Rename it")
