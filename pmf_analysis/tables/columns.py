"""What tables are made of: columns, what their cells may hold, and keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "INDICATOR",
    "ORGANISATION",
    "PERIOD",
    "RECORDED_ON",
    "STATUS",
    "STATUSES",
    "Cell",
    "Column",
    "Table",
    "choice",
    "code",
    "date",
    "number",
    "text",
]


class Cell(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    PERIOD = "period"
    YES = "yes"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, whether a cell may be empty, where codes come from."""

    name: str
    cell: Cell = Cell.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    refers: str = ""  # the kind of thing whose code it is, such as indicator or theme
    description: str = ""


@dataclass(frozen=True)
class Table:
    """One table: columns, the columns that make its key, and whether it is a ledger.

    Of most ledgers the latest row of each key counts; of one with `history` every row up to the
    day does, since it says how things stood at each time. An `automatic` one is written by the
    program as figures come in: a council that has none misses nothing.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    ledger: bool = False
    history: bool = False
    automatic: bool = False

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns, with ``recorded_on`` where nothing is ever overwritten."""
        return (*self.columns, RECORDED_ON) if self.ledger else self.columns


def choice(name: str, kind: type[StrEnum], *, required: bool = True, about: str = "") -> Column:
    """Return a column of the values of an enumeration."""
    choices = tuple(str(member) for member in kind)
    return Column(name, Cell.CHOICE, required, choices, description=about)


def text(name: str, about: str = "", *, required: bool = False) -> Column:
    """Return a column of words."""
    return Column(name, Cell.TEXT, required, description=about)


def number(name: str, about: str = "") -> Column:
    """Return a column of numbers."""
    return Column(name, Cell.NUMBER, description=about)


def code(name: str, refers: str, *, required: bool = False) -> Column:
    """Return a column of codes that stand elsewhere."""
    return Column(name, Cell.CODE, required, refers=refers)


def date(name: str, about: str = "", *, required: bool = False) -> Column:
    """Return a column of dates."""
    return Column(name, Cell.DATE, required, description=about)


# The shorthand of the Government Statistical Service.
STATUSES = ("p", "r", "e", "c", "u", "x", "z", "b")
RECORDED_ON = Column(
    "recorded_on",
    Cell.MOMENT,
    True,
    description="The day this row was recorded; with a time, such as 2025-12-02T14:05:09, for a "
    "second row of the same key on one day",
)
STATUS = Column(
    "status",
    Cell.CHOICE,
    choices=STATUSES,
    description="p provisional, r revised, e estimated, c confidential, u low reliability, "
    "x not available, z not applicable, b break in the series",
)
INDICATOR = code("indicator", "indicator", required=True)
ORGANISATION = code("organisation", "organisation", required=True)
PERIOD = Column("period", Cell.PERIOD, True)
