"""What writer and reader of a return must agree on: headings, marks and the hidden sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

__all__ = [
    "FIGURES",
    "HIDDEN_MARK",
    "MARKS",
    "PARTS",
    "VERSION",
    "WORDS",
    "Heading",
    "heading",
    "squashed",
    "words",
]

VERSION = 1  # of the layout of the hidden sheet
HIDDEN_MARK = "pmf return"  # its first cell, so that it is known under any name

# What a person may say of a figure, and its letter in the GSS shorthand.
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "provisional": "p",
        "estimated": "e",
        "revised": "r",
        "low reliability": "u",
        "break in the series": "b",
        "not available": "x",
        "not applicable": "z",
        "confidential": "c",
    }
)


class Heading(StrEnum):
    """The columns that are read; all others are for the eye."""

    CODE = "Code"
    ORGANISATION = "Organisation"
    PERIOD = "Period"
    EARLIER = "Earlier period"
    VALUE = "Value"
    NUMERATOR = "Numerator"
    DENOMINATOR = "Denominator"
    MARK = "Mark"
    NOTE = "Note"
    WHY = "If it looks unusual, why it is right"


PARTS = (Heading.NUMERATOR, Heading.DENOMINATOR)
FIGURES = (Heading.VALUE, *PARTS)
WORDS = (Heading.MARK, Heading.NOTE, Heading.WHY)

_ALSO = {
    "indicator code": Heading.CODE,
    "organisation code": Heading.ORGANISATION,
    "status": Heading.MARK,
    "notes": Heading.NOTE,
    "comment": Heading.NOTE,
    "comments": Heading.NOTE,
    "why it is right": Heading.WHY,
}
_KNOWN = {str(known).casefold(): known for known in Heading} | _ALSO


def words(cell: object) -> str:
    """Return a cell's text without the spaces around it; a whole number without its point.

    Examples
    --------
    >>> words(" Counted late "), words(101.0), words("")
    ('Counted late', '101', '')
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def squashed(cell: object) -> str:
    """Return a cell's text in small letters, with single spaces.

    Examples
    --------
    >>> squashed(" Adult   Care "), squashed(101.0)
    ('adult care', '101')
    """
    return " ".join(words(cell).split()).casefold()  # split knows no-break spaces too


def heading(cell: object) -> Heading | None:
    """Return the column that a header cell names; None for any other.

    Examples
    --------
    >>> heading(" NUMERATOR (people):").value, heading("Remarks")
    ('Numerator', None)
    """
    text = re.sub(r"\(.*?\)", " ", squashed(cell))
    return _KNOWN.get(text.strip(" :.*"))
