"""Read a published file, in whatever format, as text: one frame, one row for each row."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import gzip
import io
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from pmf_analysis.framework.errors import Fault, FaultsFound, WrongUse
from pmf_analysis.sources.arrival import digest
from pmf_analysis.sources.marks import scaled, write_figure
from pmf_analysis.sources.national.mapping import OfFile
from pmf_analysis.sources.workbook.beside import LARGEST
from pmf_analysis.sources.workbook.cells import open_sheets

__all__ = ["Cells", "missing", "read"]

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
PARQUET = {".parquet", ".pq"}
MOST_CELLS = (
    20_000_000  # of a Parquet file: as many as a text of the largest size has, at ten bytes
)
WHOLE = 100  # per cent
TEXTS = {".csv", ".tsv", ".txt", ""}
_OTHER_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}
Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True)
class Cells:
    """A file's rows as text.

    Attributes
    ----------
    file, sha256 : str
        Its name, and the digest of its bytes.
    frame : DataFrame
        Every cell as text without spaces around it; the index is the row in the file.
    """

    file: str
    sha256: str
    frame: pd.DataFrame


def read(path: Path, layout: OfFile) -> Cells:
    """Read CSV, a workbook (Excel, OpenDocument) or Parquet; CSV may be gzipped.

    Parameters
    ----------
    path : Path
        The file; the end of its name says what it is.
    layout : OfFile
        Sheet, header row, encoding and delimiter.

    Raises
    ------
    FaultsFound
        It cannot be read as what its name says, or its rows do not fit its header.
    WrongUse
        There is no such file.
    """
    if not path.is_file():
        raise WrongUse(f"there is no file {path}")
    content = path.read_bytes()
    name = Path(path.name)
    inner = content
    if name.suffix == ".gz":
        name, inner = name.with_suffix(""), _gunzipped(content, path.name)
    kind = name.suffix.lower()
    if kind in WORKBOOKS:
        rows = _workbook(inner, path.name, layout)
    elif kind in PARQUET:
        rows = _parquet(inner, path.name)
    elif kind in TEXTS:
        rows = _text(inner, path.name, layout)
    else:
        kinds = "a CSV file, a workbook (.xlsx, .xlsm, .xls, .ods) or a Parquet file"
        expected = f"{kinds}, as the end of its name says"
        raise _no(path.name, expected, f"a name that ends in {kind}")
    return Cells(path.name, digest(content), _frame(rows, path.name))


def missing(cells: Cells, names: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each column that a mapping names and the file does not have."""
    there = list(cells.frame.columns)
    for name in dict.fromkeys(n for n in names if n):
        if name not in there:
            near = difflib.get_close_matches(name, there, n=3)
            advice = f"Near it are {', '.join(map(repr, near))}" if near else ""
            yield Fault(cells.file, None, name, "this column", "a header without it", advice)


def _gunzipped(content: bytes, file: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            inner = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _no(file, "a gzipped file", str(error)) from None
    if len(inner) > LARGEST:
        expected = f"a file of at most {LARGEST // 1_000_000} million bytes, unpacked"
        raise _no(file, expected, "a longer one", "Bring it in year by year")
    return inner


def _no(
    file: str, expected: str, got: str, advice: str = "", row: int | None = None
) -> FaultsFound:
    return FaultsFound([Fault(file, row, "", expected, got, advice)])


def _frame(rows: Rows, file: str) -> pd.DataFrame:
    """The rows under their header; every row that does not fit it is a fault."""
    faults: list[Fault] = []
    header: list[str] = []
    kept: list[list[str]] = []
    lines: list[int] = []
    for line, cells in rows:
        if not any(cells):
            continue
        if not header:
            header = _trimmed(cells)
            continue
        if len(cells) < len(header) or any(cells[len(header) :]):
            expected = f"{len(header)} cells as in the header"
            advice = "A comma inside a text needs quotation marks around the text"
            faults.append(Fault(file, line, "", expected, f"{len(cells)} cells", advice))
        kept.append(cells[: len(header)])
        lines.append(line)
    if not header:
        raise _no(file, "a header row", "an empty file")
    twice = dict.fromkeys(name for name in header if header.count(name) > 1)
    faults += [
        Fault(file, None, name, "each column once", "the same column twice") for name in twice
    ]
    if faults:
        raise FaultsFound(faults)
    index = pd.Index(lines, dtype=int)
    return pd.DataFrame(kept, columns=header, index=index, dtype=object)


def _trimmed(cells: Sequence[str]) -> list[str]:
    """The header without the empty columns that Excel leaves at its end."""
    last = max(n for n, cell in enumerate(cells) if cell)
    return list(cells[: last + 1])


def _text(content: bytes, file: str, layout: OfFile) -> Rows:
    text = _decoded(content, file, layout.encoding)
    lines = io.StringIO(text, newline="")
    for _ in range(layout.header - 1):
        lines.readline()
    start = lines.tell()
    header = lines.readline()
    lines.seek(start)
    if layout.delimiter not in header:
        for sign, words in _OTHER_SIGNS.items():
            if header.count(sign) > 1:
                advice = f"Say delimiter: {sign!r} in the mapping"
                expected = f"cells separated by {_OTHER_SIGNS.get(layout.delimiter, 'a sign')}"
                raise _no(file, expected, f"cells separated by {words}", advice, layout.header)
    reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
    line = layout.header
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = layout.header + reader.line_num
    except csv.Error as error:
        expected = "a row of comma-separated values"
        raise _no(file, expected, str(error), row=line) from None


def _decoded(content: bytes, file: str, encoding: str) -> str:
    """UTF-8 where it is; else what the mapping says, and nothing guessed."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        got = f"the byte 0x{content[error.start]:02x}"
    try:
        if encoding:
            return content.decode(encoding)
    except (ValueError, LookupError):  # a few codecs have errors of their own
        raise _no(file, f"text in UTF-8 or {encoding}", got, row=row) from None
    advice = "If an older Windows program wrote it, say encoding: cp1252 in the mapping"
    raise _no(file, "text in UTF-8", got, advice, row)


def _workbook(content: bytes, file: str, layout: OfFile) -> Rows:
    sheets = {sheet.name: sheet for sheet in open_sheets(content, file)}
    name = layout.sheet or next(iter(sheets), "")
    if name not in sheets:
        raise _no(file, f"a sheet {name!r}", "the sheets " + ", ".join(sheets))
    sheet = sheets[name]
    percent = sheet.beside.percent
    for row, cells in enumerate(sheet.rows[layout.header - 1 :], start=layout.header - 1):
        yield (
            row + 1,
            [
                _percentage(cell) if (row, column) in percent else _as_text(cell)
                for column, cell in enumerate(cells)
            ],
        )


def _percentage(cell: object) -> str:
    """What a cell shows that holds 0.45: 45%."""
    if isinstance(cell, (int, float)):
        return write_figure(scaled(cell, WHOLE)) + "%"
    return _as_text(cell)


def _parquet(content: bytes, file: str) -> Rows:
    """Rows are counted as in a CSV: the first beneath the names is row 2."""
    # DuckDB reads a name with * or [ in it as a pattern for several files.
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder, "file.parquet")
        path.write_bytes(content)
        try:
            table = connection.read_parquet(str(path))
            names = table.columns
            fitting = len(names) and MOST_CELLS // len(names)
            rows = table.limit(fitting + 1).fetchall()
        except (duckdb.Error, RuntimeError) as error:  # the latter of names that are no UTF-8
            raise _no(file, "a Parquet file", str(error).splitlines()[0]) from None
    if len(rows) > fitting:
        raise _no(file, f"a table of at most {MOST_CELLS:,} cells", "more", "Bring in a part of it")
    yield 1, [str(name) for name in names]
    for number, cells in enumerate(rows, start=2):
        yield number, [_as_text(cell) for cell in cells]


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return write_figure(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, (dt.date, dt.time)) else str(cell).strip()
