"""What cells are besides their values: percentages, errors, formulas, truth values, merged.

calamine reads the values of every kind of workbook, but gives an error, and a formula without a
result, as an empty cell, and 45% as 0.45. openpyxl tells these apart in .xlsx and .xlsm, and the
document itself in .ods. In .xls nobody can tell.
"""

from __future__ import annotations

import io
import re
import sys
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import islice, product
from xml.etree.ElementTree import Element

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

__all__ = ["LARGEST", "MOST", "UNTOLD", "Beside", "Place", "Reach", "fits", "of_ods", "of_xlsx"]

Place = tuple[int, int]  # row and column, counted from 0
Reach = tuple[Place, Place]  # first and last cell of a merged range

MOST = 2_000_000  # cells of a sheet, empty ones within its reach too, that are held in memory
# Bytes of a file when unpacked: that many cells at a hundred bytes each. A few kilobytes may be
# packed so tightly that they unpack to more than any memory.
LARGEST = 200_000_000
_CHUNK = 1 << 20  # bytes
# Marks of elements in the parts that are held in memory whole: eight for a cell of .ods, which
# needs four; eight for each of the 64,000 formats that Excel allows.
_ELEMENTS = {"content.xml": 8 * MOST, "xl/styles.xml": 8 * 64_000}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # what a number format shows as it stands
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


@dataclass(frozen=True)
class Beside:
    """The cells of a sheet that are more than their values.

    Attributes
    ----------
    told : bool
        Whether the kind of workbook lets it be known.
    percent, errors, formulas, truths : frozenset of (int, int)
        Cells shown as a percentage; with an error; with a formula; with yes or no.
    merged : tuple of ranges, or None
        Cells that are one to the eye; None where calamine tells it.
    last : (int, int)
        Row and column beyond which nothing stands.
    """

    told: bool = False
    percent: frozenset[Place] = frozenset()
    errors: frozenset[Place] = frozenset()
    formulas: frozenset[Place] = frozenset()
    truths: frozenset[Place] = frozenset()
    merged: tuple[Reach, ...] | None = None
    last: Place = (0, 0)


UNTOLD = Beside()


def fits(archive: zipfile.ZipFile) -> bool:
    """Say whether a workbook, unpacked, is small enough to be read.

    Parameters
    ----------
    archive : ZipFile
        Open for reading; what it says of its own sizes may be false, and is not looked at.
    """
    size = 0
    for entry in map(copy, archive.infolist()):
        entry.file_size = sys.maxsize  # else zipfile stops where the archive says that it ends
        most, elements = _ELEMENTS.get(entry.filename, LARGEST), 0
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                elements += chunk.count(b"<")
                if size > LARGEST or elements > most:
                    return False
    return True


def of_xlsx(content: bytes) -> Mapping[str, Beside]:
    """Look through a workbook in .xlsx or .xlsm, by sheet.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    mapping of str to Beside
        Per sheet.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would not keep on saving
        book = load_workbook(io.BytesIO(content), read_only=True)
        return {sheet.title: _of_worksheet(sheet) for sheet in book.worksheets}


def _of_worksheet(sheet: Worksheet) -> Beside:
    sheet.reset_dimensions()  # some programs write them wrongly
    percent: set[Place] = set()
    found: dict[str, set[Place]] = {"e": set(), "f": set()}
    last = (0, 0)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            place = (cell.row - 1, cell.column - 1)
            last = (place[0], max(last[1], place[1]))
            if "%" in _QUOTED.sub("", cell.number_format or ""):
                percent.add(place)
            if cell.data_type in found:
                found[cell.data_type].add(place)
    errors, formulas = frozenset(found["e"]), frozenset(found["f"])
    return Beside(True, frozenset(percent), errors, formulas, last=last)


def of_ods(content: bytes) -> Mapping[str, Beside]:
    """Look through a workbook in .ods, by sheet.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    mapping of str to Beside
        Per sheet.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = fromstring(archive.read("content.xml"))
    return {
        str(table.get(f"{_TABLE}name")): _of_table(table)
        for table in document.iter(f"{_TABLE}table")
    }


def _of_table(table: Element) -> Beside:
    percent, errors, truths = set[Place](), set[Place](), set[Place]()
    merged: list[Reach] = []
    last = (0, 0)
    kinds = {"percentage": percent, "boolean": truths}
    for (top, left), (bottom, right), cell in _cells(table):
        last = (max(last[0], bottom), max(last[1], right))
        kind = str(cell.get(f"{_OFFICE}value-type"))
        special = errors if cell.get(f"{_CALC}value-type") == "error" else kinds.get(kind)
        if special is not None:
            rows, columns = range(top, bottom + 1), range(left, right + 1)
            special.update(islice(product(rows, columns), MOST))
        down, across = (
            int(cell.get(f"{_TABLE}number-{what}-spanned") or 1) - 1 for what in ("rows", "columns")
        )
        if down or across:
            merged.append(((top, left), (top + down, left + across)))
    return Beside(
        True,
        frozenset(percent),
        frozenset(errors),
        truths=frozenset(truths),
        merged=tuple(merged),
        last=last,
    )


def _cells(table: Element) -> Iterator[tuple[Place, Place, Element]]:
    """Every cell that holds something, with the first and last place where it is repeated."""
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        lines = int(line.get(f"{_TABLE}number-rows-repeated") or 1)
        column = 0
        for cell in line:
            times = int(cell.get(f"{_TABLE}number-columns-repeated") or 1)
            if cell.get(f"{_OFFICE}value-type") or cell.get(f"{_TABLE}number-rows-spanned"):
                yield (row, column), (row + lines - 1, column + times - 1), cell
            column += times
        row += lines
