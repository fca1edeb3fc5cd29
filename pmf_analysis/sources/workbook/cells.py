"""The sheets of a workbook that came back, cell by cell."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.sources.workbook.beside import (
    LARGEST,
    MOST,
    UNTOLD,
    Beside,
    Place,
    Reach,
    fits,
    of_ods,
    of_xlsx,
)

__all__ = ["Cell", "Nature", "Refused", "Sheet", "open_sheets"]

_OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # how .xls begins, and an .xlsx with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # what stands in such an .xlsx
_MANIFEST = "META-INF/manifest.xml"  # of an .ods; says which of its parts are locked
_EXPECTED = "a workbook that opens: .xlsx, .xlsm, .xls or .ods"
_SAVE = "Open it in Excel or LibreOffice, save it as .xlsx and send that"
# What openpyxl and the archive raise for a file that is broken somewhere inside.
_UNREADABLE = (
    AttributeError,
    EOFError,
    InvalidFileException,
    OSError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    TypeError,
    ValueError,
)
LONGEST_SHOWN = 60  # characters of a wrong value
_PLAIN_NAME = re.compile(r"\w+")


class Nature(StrEnum):
    """What a cell is besides its value."""

    PLAIN = "plain"
    UNTOLD = "untold"
    PERCENT = "percent"
    ERROR = "error"
    FORMULA = "formula without a result"
    TRUTH = "yes or no"
    MERGED = "merged over several rows"


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    value : object
        Text, number, date or truth; an empty text for nothing.
    address : str
        Sheet, column and row, such as ``Figures!F12``.
    nature : Nature
        What it is besides.
    """

    value: object
    address: str
    nature: Nature = Nature.PLAIN

    @property
    def empty(self) -> bool:
        """Whether it holds nothing at all; an error is something."""
        nothing = isinstance(self.value, str) and not self.value.strip()
        return nothing and self.nature not in {Nature.ERROR, Nature.FORMULA}


class Refused(Exception):
    """A cell that cannot be taken.

    Parameters
    ----------
    cell : Cell
        Where.
    expected, got, advice : str
        As in a fault; `got` is what the cell holds unless said otherwise.
    """

    def __init__(self, cell: Cell, expected: str, got: str = "", advice: str = "") -> None:
        super().__init__(expected)
        self.cell, self.expected, self.advice = cell, expected, advice
        self.got = got or ("nothing" if cell.empty else _shown(cell.value))

    def fault(self, file: str) -> Fault:
        """Return the fault that it is."""
        return Fault(file, None, "", self.expected, self.got, self.advice, self.cell.address)


@dataclass(frozen=True)
class Sheet:
    """One sheet; rows and columns are counted from 0.

    Attributes
    ----------
    name : str
        Its name.
    rows : tuple of tuple
        The values of its cells, from the first cell of the sheet.
    merged : tuple of ranges
        Cells that are one to the eye.
    beside : Beside
        What its cells are besides their values.
    """

    name: str
    rows: tuple[tuple[object, ...], ...]
    merged: tuple[Reach, ...]
    beside: Beside

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell."""
        value, place = self.rows[row][column], (row, column)
        return Cell(value, self._address(place), self._nature(place, value))

    def _address(self, place: Place) -> str:
        name = self.name if _PLAIN_NAME.fullmatch(self.name) else f"'{self.name}'"
        return f"{name}!{get_column_letter(place[1] + 1)}{place[0] + 1}"

    def _nature(self, place: Place, value: object) -> Nature:
        beside = self.beside
        if not beside.told:
            return Nature.UNTOLD
        for nature, places in (
            (Nature.ERROR, beside.errors),
            (Nature.TRUTH, beside.truths),
            (Nature.FORMULA, beside.formulas if value == "" else ()),
            (Nature.PERCENT, beside.percent),
        ):
            if place in places:
                return nature
        return Nature.PLAIN


def open_sheets(content: bytes, file: str) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook, hidden ones too.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for the faults.

    Returns
    -------
    tuple of Sheet
        In the order of the workbook.

    Raises
    ------
    FaultsFound
        It is no workbook, is locked with a password, or cannot be opened.
    """
    _refuse_others(content, file)
    try:
        beside = _beside(content, file)
        _refuse_far({name: told.last for name, told in beside.items()}, file)
        values, merged = _values(content, file)
    except PasswordError as error:
        raise _locked(file) from error
    except (CalamineError, *_UNREADABLE) as error:
        raise FaultsFound([Fault(file, None, "", _EXPECTED, "something else", _SAVE)]) from error
    return tuple(
        Sheet(name, rows, told.merged or merged[name], told)
        for name, rows in values.items()
        for told in (beside.get(name, UNTOLD),)
    )


def _values(
    content: bytes, file: str
) -> tuple[dict[str, tuple[tuple[object, ...], ...]], dict[str, tuple[Reach, ...]]]:
    """The values and the merged ranges of each sheet, as calamine reads them."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
            _refuse_far({name: sheet.end or (0, 0) for name, sheet in sheets.items()}, file)
            rows = {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}
            merged = {name: tuple(sheet.merged_cell_ranges or ()) for name, sheet in sheets.items()}
    except BaseException as error:
        # A broken .xls may end in a panic of the compiled part, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise CalamineError(str(error)) from None
    return {name: tuple(map(tuple, cells)) for name, cells in rows.items()}, merged


def _refuse_far(ends: Mapping[str, Place], file: str) -> None:
    """Refuse a sheet with a cell so far out that all between would not fit into memory."""
    faults = []
    for name, (row, column) in ends.items():
        if (row + 1) * (column + 1) > MOST:
            got = f"something as far as row {row + 1:,} and column {get_column_letter(column + 1)}"
            advice = f"On the sheet {name}, delete what stands far below or beside the table"
            faults.append(Fault(file, None, "", "a table at the top of a sheet", got, advice))
    if faults:
        raise FaultsFound(faults)


def _shown(value: object) -> str:
    """A wrong value as it is told: short, and dates as days."""
    if isinstance(value, dt.date):
        return f"the date {value.isoformat()}"
    text = " ".join(str(value).split())
    return repr(text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…")


def _refuse_others(content: bytes, file: str) -> None:
    """Refuse what is plainly no workbook to read, with its reason."""
    name = re.split(r"[/\\]", file)[-1]
    if name.startswith("~$"):
        got = "the mark that Excel keeps beside a workbook while it is open"
        advice = f"Close it in Excel, and collect {name.removeprefix('~$')}"
        raise FaultsFound([Fault(file, None, "", _EXPECTED, got, advice)])
    if not content:
        raise FaultsFound([Fault(file, None, "", _EXPECTED, "an empty file", "Send it again")])
    if content.startswith(_OLD) and _LOCKED in content:
        raise _locked(file)


def _locked(file: str) -> FaultsFound:
    advice = "Open it, take the password off and save it again"
    return FaultsFound([Fault(file, None, "", _EXPECTED, "one with a password", advice)])


def _beside(content: bytes, file: str) -> Mapping[str, Beside]:
    """What the kind of workbook lets be known of its cells."""
    if content.startswith(_OLD):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if not fits(archive):
            got = f"one that unpacks to more than {LARGEST // 1_000_000} million bytes, or like it"
            advice = "Send the sheet with the table in a workbook of its own"
            raise FaultsFound([Fault(file, None, "", _EXPECTED, got, advice)])
        parts = archive.namelist()
        manifest = archive.read(_MANIFEST) if _MANIFEST in parts else b""
    if b"encryption-data" in manifest:
        raise PasswordError
    if "xl/workbook.xml" in parts:
        return of_xlsx(content)
    if "content.xml" in parts:
        return of_ods(content)
    raise zipfile.BadZipFile("neither .xlsx nor .ods")
