"""A figure as people and publishers write it: thousands, money, percentages, markers, statuses."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

import numpy as np

__all__ = ["MARKERS", "Figure", "read_figure", "scaled", "write_figure"]

# What stands in a cell in place of a figure. The letters are those of the Government Analysis
# Function's "Symbols in tables"; the rest is older usage. Without a figure, `low` (not nought, but
# rounds to it), `u` (too unreliable to show) and `w` (none recorded) leave nothing to reckon
# with, so they are x. So is `-`: of old it meant nil or less than half the final digit, and only
# the publisher knows which, so it is never read as 0 unless a mapping says that it is.
_WRITTEN = {
    "c": ("c", "[c]", "*", "supp", "suppressed", "confidential"),
    "x": (
        *("x", "[x]", "..", "...", ":", ".", "-", "–", "—", "na", "n/a", "#n/a", "not available"),
        *("low", "[low]", "u", "[u]", "w", "[w]"),
    ),
    "z": ("z", "[z]", "not applicable"),
}
MARKERS: Mapping[str, str | float] = MappingProxyType(
    {marker: status for status, markers in _WRITTEN.items() for marker in markers}
)

_SPACES = re.compile("[\u00a0\u2007\u2009\u202f\\s]+")
_FIGURE = re.compile(
    r"(?P<sign>[+-]?)\s?(?P<money>£?)\s?(?P<inner>-?)"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?"
    r"|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"\s?(?P<percent>%?)\s?(?P<status>[prebu]|\[[prebu]\]|\([prebu]\))?",
    re.IGNORECASE,
)
EXPECTED = "a number such as 1,234.5 or 45%, a marker such as [c] or .., or nothing"
LARGEST_PLAIN = 1e16  # above it, and below its inverse, floats are spelt with an exponent


@dataclass(frozen=True)
class Figure:
    """What one cell says.

    Attributes
    ----------
    value : float or None
        The figure; None where there is none.
    status : str
        Letter of the GSS shorthand; empty for a plain figure and for an empty cell.
    percent : bool
        Whether a percent sign stood beside it; the value is as written, 45 for ``45%``.
    """

    value: float | None
    status: str = ""
    percent: bool = False


def read_figure(cell: object, markers: Mapping[str, str | float] = MARKERS) -> Figure:
    """Read one cell.

    Parameters
    ----------
    cell : object
        Text, a number, or None.
    markers : mapping of str to str or float
        What stands for a figure: the status that it means, or the figure itself (``{"-": 0}``
        where a publisher says so). Keys in small letters.

    Returns
    -------
    Figure
        A cell with nothing in it gives neither a value nor a status.

    Raises
    ------
    ValueError
        It is neither figure nor marker, or it could be two things, such as ``(12)``
        (minus twelve, or a note), ``12*`` or ``1.234,5``. The text says what was expected.

    Examples
    --------
    >>> read_figure("£1,234.50").value, read_figure("..").status
    (1234.5, 'x')
    >>> read_figure("45 % [r]")
    Figure(value=45.0, status='r', percent=True)
    """
    if cell is None:
        return Figure(None)
    if isinstance(cell, str):
        return _read_text(cell, markers)
    if isinstance(cell, (bool, np.bool_)):
        raise ValueError(f"{EXPECTED}, not yes or no")
    if isinstance(cell, (dt.date, dt.time, dt.timedelta, np.datetime64)):
        raise ValueError(f"{EXPECTED}, not a date; format the cell as a number")
    if isinstance(cell, (int, float, Decimal, np.number)) and math.isfinite(cell):
        return Figure(float(cell))
    raise ValueError(EXPECTED)


def write_figure(value: float) -> str:
    """Return the shortest text that reads back as the same number, such as ``45`` or ``0.1``.

    Examples
    --------
    >>> write_figure(45.0), write_figure(1e-7), write_figure(-0.0)
    ('45', '0.0000001', '0')
    """
    if value == 0:
        return "0"
    text = repr(float(value))
    if "e" in text and abs(value) < LARGEST_PLAIN:
        text = f"{Decimal(text):f}"
    return text.removesuffix(".0")


def scaled(value: float, times: float) -> float:
    """Multiply as on paper, so that 41.614 thousand is 41,614 and nothing beside it."""
    return float(Decimal(repr(float(value))) * Decimal(repr(float(times))))


def _read_text(cell: str, markers: Mapping[str, str | float]) -> Figure:
    text = _SPACES.sub(" ", cell).strip()
    meaning = markers.get(text.lower())
    if isinstance(meaning, str):
        return Figure(None, meaning)
    if meaning is not None:
        return Figure(float(meaning))
    return _read_number(text) if text else Figure(None)


@lru_cache(maxsize=65536)
def _read_number(text: str) -> Figure:
    found = _FIGURE.fullmatch(text.replace("\u2212", "-"))  # a typeset minus sign
    if found is None or (found["sign"] and found["inner"]):
        raise ValueError(_expected(text))
    value = float(found["digits"].replace(",", "").replace(" ", ""))
    if math.isinf(value):
        raise ValueError("a number that can be reckoned with")
    if "-" in found["sign"] + found["inner"]:
        value = -value
    status = (found["status"] or "").strip("[]()").lower()
    return Figure(value, status, bool(found["percent"]))


def _expected(text: str) -> str:
    """What was expected, naming both readings where the text has two."""
    if re.fullmatch(r"\([0-9.,]+\)", text):
        loss = f"-{text.strip('()')}"
        return f"{loss} if it is a loss; {text} may also be a note"
    if re.fullmatch(r"[0-9.,]+\*+", text):
        return "a number without an asterisk, whose meaning only the publisher knows"
    return EXPECTED
