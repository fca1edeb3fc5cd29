"""An extract as one file, for those who explore without the book."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from pmf_analysis.findings.extract import COLUMNS, Extract, typed
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Audience, Indicator
from pmf_analysis.framework.period import PeriodError
from pmf_analysis.framework.profile import Framework
from pmf_analysis.tables.book import Book

__all__ = ["read", "write"]

VERSION = 1  # of the file
Cells = dict[str, list[str | float | bool | None]]


@dataclass(frozen=True)
class _Written:
    """An extract as it stands in a file; a missing number is null."""

    version: int
    framework: Framework
    indicators: dict[str, Indicator]
    quarter: str
    audience: Audience
    as_at: dt.date | None
    tables: dict[str, Cells]


def write(extract: Extract, path: str | Path) -> None:
    """Write an extract as one JSON file; every float comes back as it was.

    Parameters
    ----------
    extract : Extract
        What to write.
    path : str or Path
        The file, replaced when it is there.
    """
    written = _Written(
        VERSION,
        extract.framework,
        dict(extract.indicators),
        str(extract.quarter),
        extract.audience,
        extract.as_at,
        {name: _cells(frame) for name, frame in extract.book.tables.items()},
    )
    Path(path).write_bytes(TypeAdapter(_Written).dump_json(written))


def read(path: str | Path) -> Extract:
    """Read an extract that `write` wrote.

    Raises
    ------
    WrongUse
        There is no such file, or it is no extract of this version.
    """
    strange = WrongUse(f"{path} is no extract of a book of data; make it anew")
    try:
        held = TypeAdapter(_Written).validate_json(Path(path).read_bytes())
    except OSError as error:
        raise WrongUse(f"the extract {path} cannot be read: {error.strerror}") from None
    except ValidationError:
        raise strange from None
    if held.version != VERSION:
        raise WrongUse(f"{path} is an extract of version {held.version}; make it anew")
    try:
        quarter = held.framework.period(held.quarter)
        frames = {n: pd.DataFrame(held.tables[n], columns=list(c)) for n, c in COLUMNS.items()}
    except (PeriodError, KeyError, ValueError):
        raise strange from None
    tables = {name: typed(frame) for name, frame in frames.items()}
    book = Book(held.framework, held.indicators, tables, frozenset(tables))
    return Extract(book, quarter, held.audience, held.as_at)


def _cells(frame: pd.DataFrame) -> Cells:
    plain = frame.astype(object).where(frame.notna(), None)
    return {str(column): plain[column].tolist() for column in frame}
