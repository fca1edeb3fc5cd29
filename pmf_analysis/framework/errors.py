"""What can be wrong, said so that an analyst can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Fault", "FaultsFound", "NothingYet", "PmfError", "WrongUse"]


class PmfError(Exception):
    """Anything the program can explain; command and notebook show it without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """Tell IPython what to show: the words, not the way to them."""
        return [str(self)]


class WrongUse(PmfError):
    """The request itself makes no sense: an unknown quarter, page, option or folder."""


class NothingYet(PmfError):
    """A book without fault has nothing to report; the message says what comes next."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place.

    Attributes
    ----------
    file : str
        The file, relative to the book of data.
    row : int or None
        Line in the file, counted from 1 with the header as line 1; None for the whole file.
    column : str
        Column or key; empty for the whole row.
    expected, got : str
        What belongs there, and what is there.
    advice : str
        What to do about it, where there is something to say.
    cell : str
        Address in a workbook, such as ``Figures!C7``, in place of row and column.
    """

    file: str
    row: int | None = None
    column: str = ""
    expected: str = ""
    got: str = ""
    advice: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """One line: where, what was expected, what came, what to do."""
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        if self.cell:
            place += f", cell {self.cell}"
        text = f"{place}: expected {self.expected}, got {self.got}"
        return f"{text}. {self.advice}" if self.advice else text


class FaultsFound(PmfError):
    """Every fault of a book of data, together.

    Parameters
    ----------
    faults : iterable of Fault
        All that was found; kept sorted by file, row and column.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(
            sorted(faults, key=lambda f: (f.file, f.row or 0, f.column, f.cell, f.expected, f.got))
        )
        super().__init__("\n".join(str(f) for f in self.faults))
