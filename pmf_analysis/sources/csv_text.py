"""CSV files of text: read with the line of every row, and added to at the end."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain, islice, repeat
from pathlib import Path
from typing import TextIO

import pandas as pd

from pmf_analysis.framework.errors import Fault
from pmf_analysis.sources.gathered import BATCH, Gathered

__all__ = ["NO_TEXT", "append", "create", "read"]

_OTHER_SIGNS = {";": "semicolons", "\t": "tabs", "|": "upright lines"}
_AS_UTF_8 = "In Excel, save it as CSV UTF-8"
# The name of a file may hold bytes that are no text; a question mark is written for each.
NO_TEXT = "replace"
_Record = tuple[int, list[str]]


def read(path: Path, file: str) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return every cell as text, indexed by line; or the faults of the file itself.

    Parameters
    ----------
    path : Path
        The file.
    file : str
        Its name for the faults.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            return _read(text, file)
    except UnicodeDecodeError:
        return None, [_wrong_byte(path.read_bytes(), file)]


def _read(text: TextIO, file: str) -> tuple[pd.DataFrame | None, list[Fault]]:
    opening = text.readline()
    separated = _separated_by(opening)
    if separated:
        expected, got = "cells separated by commas", f"cells separated by {separated}"
        return None, [Fault(file, 1, "", expected, got, _AS_UTF_8)]
    broken: list[Fault] = []
    records = _records(chain([opening], text), file, broken)
    header = [cell.strip() for cell in next(records, (0, []))[1]]
    if not header:
        return None, broken or [Fault(file, None, "", "a header row", "an empty file")]
    gathered = Gathered([str.strip] * len(header))
    faults: list[Fault] = []
    while batch := list(islice(records, BATCH)):
        faults += [_ragged(file, len(header), r) for r in batch if len(r[1]) != len(header)]
        right = [r for r in batch if len(r[1]) == len(header)]
        gathered.add((line for line, _ in right), zip(*(cells for _, cells in right), strict=True))
    if broken:
        return None, faults + broken
    return _without_empty_end(gathered.frame(header)), faults


def _records(text: Iterator[str], file: str, broken: list[Fault]) -> Iterator[_Record]:
    """Rows that hold anything, each with the line it begins on; `broken` says why they ended."""
    reader = csv.reader(text, strict=True)
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if "".join(cells).strip():
                yield line, cells
    except csv.Error as error:
        broken.append(Fault(file, begins, "", "a row of comma-separated values", str(error)))


def _ragged(file: str, width: int, record: _Record) -> Fault:
    line, cells = record
    expected, got = f"{width} cells as in the header", f"{len(cells)} cells"
    advice = "A comma inside a text needs quotation marks around the text"
    return Fault(file, line, "", expected, got, advice)


def _without_empty_end(frame: pd.DataFrame) -> pd.DataFrame:
    """Excel leaves empty columns at the end."""
    while frame.shape[1] > 1 and not frame.columns[-1] and (frame.iloc[:, -1] == "").all():
        frame = frame.iloc[:, :-1]
    return frame


def _separated_by(header: str) -> str:
    """What separates a header's cells where it is not a comma; "" where it may be."""
    found = (name for sign, name in _OTHER_SIGNS.items() if header.count(sign) > 1)
    return "" if "," in header else next(found, "")


def _wrong_byte(content: bytes, file: str) -> Fault:
    try:
        content.decode()
        start = 0  # mended since it was first read
    except UnicodeDecodeError as error:
        start = error.start
    row = content[:start].count(b"\n") + 1
    return Fault(file, row, "", "text in UTF-8", f"the byte 0x{content[start]:02x}", _AS_UTF_8)


def create(path: Path, frame: pd.DataFrame) -> None:
    """Write a file that is not there yet: a header and the rows."""
    with path.open("x", encoding="utf-8", errors=NO_TEXT, newline="") as out:
        writer = csv.writer(_Lines(out, "\n"))
        writer.writerow(frame.columns)
        writer.writerows(zip(*(frame[name] for name in frame.columns), strict=True))


class _Lines:
    """Rows whose lines end as the file's do.

    Left to itself, the csv module quotes a carriage return only where lines end with one.
    """

    def __init__(self, out: TextIO, ending: str) -> None:
        self._out, self._ending = out, ending

    def write(self, row: str) -> None:
        self._out.write(row.removesuffix("\r\n") + self._ending)


def append(path: Path, frame: pd.DataFrame) -> list[Fault]:
    """Add rows after the last one; no byte that is there is touched.

    They take the order of the file's columns and the ending of its lines.

    Parameters
    ----------
    path : Path
        The file.
    frame : DataFrame
        Every cell as text, in the columns of the file; not changed.

    Returns
    -------
    list of Fault
        How the file's columns differ, in which case nothing was added.
    """
    with path.open(encoding="utf-8-sig", newline="") as text:
        opening = text.readline()
    header = [cell.strip() for cell in next(csv.reader([opening]), [])]
    faults = list(_other_columns(path.name, header, frame))
    if faults:
        return faults
    ending = opening[len(opening.rstrip("\r\n")) :] or "\n"
    columns = [frame[name] if name else repeat("", len(frame)) for name in header]
    with path.open("a", encoding="utf-8", errors=NO_TEXT, newline="") as out:
        if not _ends_a_line(path):
            out.write(ending)
        csv.writer(_Lines(out, ending)).writerows(zip(*columns, strict=True))
    return []


def _other_columns(file: str, header: list[str], frame: pd.DataFrame) -> Iterator[Fault]:
    for name in frame.columns:
        if header.count(name) != 1:
            yield Fault(file, 1, str(name), "this column once", "a header without that")
    for name in header:
        if name and name not in frame.columns:
            yield Fault(file, 1, name, "only known columns", "a column not known here")


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read() in (b"\n", b"\r")
