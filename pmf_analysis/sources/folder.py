"""A folder of CSV files and a ``framework.yml``: the book of data that needs nothing else."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pmf_analysis.framework.errors import Fault, FaultsFound, WrongUse
from pmf_analysis.framework.profile import Framework
from pmf_analysis.sources import profile_file

__all__ = ["Folder", "locate", "read"]

FRAMEWORK_FILE = "framework.yml"
PROFILES = "frameworks"


@dataclass(frozen=True)
class Folder:
    """What a folder holds, as read: text only, nothing judged yet.

    Attributes
    ----------
    framework : Framework
        The council's profile.
    tables : mapping of str to DataFrame
        Per table name, every cell as text; the index is the line in the file.
    faults : tuple of Fault
        What was wrong with the files themselves.
    """

    framework: Framework
    tables: Mapping[str, pd.DataFrame]
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


def read(folder: Path, wanted: Collection[str], framework: str = "") -> Folder:
    """Read the profile and the tables that are there.

    Parameters
    ----------
    folder : Path
        The book of data.
    wanted : collection of str
        Names of the tables to look for; one that is not there is simply left out.
    framework : str
        Name of a ready-made profile under ``frameworks/`` to use instead of the folder's own.

    Raises
    ------
    FaultsFound
        The profile cannot be used; faults of the tables' files come with it.
    WrongUse
        There is no profile of that name.
    """
    profile_path = _profile_path(folder, framework)
    profile_bytes = profile_path.read_bytes()
    name = profile_path.relative_to(folder).as_posix()
    tables: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for table in sorted(wanted):
        path = folder / f"{table}.csv"
        if not path.is_file():
            continue
        content = path.read_bytes()
        frame, wrong = _read_csv(content, path.name)
        faults += wrong
        if frame is not None:
            tables[table] = frame
    faults += _misnamed(folder, wanted)
    profile, wrong = profile_file.parse(profile_bytes, name)
    faults += wrong
    if profile is None:
        raise FaultsFound(faults)
    return Folder(profile, tables, tuple(faults))


_OTHER_SIGNS = {";": "semicolons", "\t": "tabs", "|": "upright lines"}


def _separated_by(header: str) -> str:
    """What separates a header's cells where it is not a comma; "" where it may be."""
    found = (name for sign, name in _OTHER_SIGNS.items() if header.count(sign) > 1)
    return "" if "," in header else next(found, "")


def _misnamed(folder: Path, wanted: Collection[str]) -> Iterator[Fault]:
    """Files whose name is nearly that of a table that is not there."""
    there = {path.stem for path in folder.glob("*.csv")}
    for name in sorted(there - set(wanted)):
        near = difflib.get_close_matches(name, sorted(set(wanted) - there), n=1, cutoff=0.85)
        for table in near:
            yield Fault(f"{name}.csv", None, "", f"the name {table}.csv", "another", "Rename it")


def _profile_path(folder: Path, framework: str) -> Path:
    if not framework:
        return folder / FRAMEWORK_FILE
    path = folder / PROFILES / framework / FRAMEWORK_FILE
    if not path.is_file():
        known = sorted(p.parent.name for p in (folder / PROFILES).glob(f"*/{FRAMEWORK_FILE}"))
        there = ", ".join(known) or "none"
        raise WrongUse(f"there is no framework {framework!r} in {folder.name}; there are: {there}")
    return path


def _read_csv(content: bytes, file: str) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Every cell as text, indexed by line; or the faults of the file itself."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        expected = "text in UTF-8"
        got = f"the byte 0x{content[error.start]:02x}"
        advice = "In Excel, save it as CSV UTF-8"
        return None, [Fault(file, row, "", expected, got, advice)]
    if not text.strip():
        return None, [Fault(file, None, "", "a header row", "an empty file")]
    separated = _separated_by(text.splitlines()[0])
    if separated:
        expected, advice = "cells separated by commas", "In Excel, save it as CSV UTF-8"
        return None, [Fault(file, 1, "", expected, f"cells separated by {separated}", advice)]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not header:
                header = [cell.strip() for cell in cells]
            elif not any(cell.strip() for cell in cells):
                continue
            elif len(cells) != len(header):
                expected = f"{len(header)} cells as in the header"
                advice = "A comma inside a text needs quotation marks around the text"
                faults.append(Fault(file, line, "", expected, f"{len(cells)} cells", advice))
            else:
                rows.append([cell.strip() for cell in cells])
                lines.append(line)
    except csv.Error as error:
        faults.append(Fault(file, begins, "", "a row of comma-separated values", str(error)))
        return None, faults
    frame = pd.DataFrame(rows, columns=header, index=pd.Index(lines, dtype=int), dtype=str)
    # Excel leaves empty columns at the end.
    while frame.shape[1] > 1 and not frame.columns[-1] and (frame.iloc[:, -1] == "").all():
        frame = frame.iloc[:, :-1]
    return frame, faults
