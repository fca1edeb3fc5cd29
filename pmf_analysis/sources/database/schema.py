"""The tables of a database: made step by step, and known again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.sources.database.cells import CELLS
from pmf_analysis.sources.database.migrations import MIGRATIONS, Kind, Layout, layouts

__all__ = ["KEPT", "LAYOUTS", "LINE", "TABLES", "applied", "bring_up_to_date", "must_be_ready"]

LINE = "pmf_line"  # the order in which the rows of a table were recorded
_OWN = sa.MetaData()
_STEPS = sa.Table(
    "pmf_migrations",
    _OWN,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("applied_on", sa.Date, nullable=False),
)
_BOOK = sa.Table(
    "pmf_book",
    _OWN,
    sa.Column("council", sa.Text, primary_key=True),
    sa.Column("created", sa.Date, nullable=False),
)
# Which tables the council keeps, with rows or without: a book says what it does not keep.
KEPT = sa.Table("pmf_kept", _OWN, sa.Column("name", sa.Text, primary_key=True))
_NEVER_EMPTY = {Kind.TEXT: "", Kind.YES: "false", Kind.MOMENT: None}


def _table(name: str, layout: Layout) -> sa.Table:
    columns = [
        sa.Column(
            column,
            CELLS[kind].type,
            nullable=kind not in _NEVER_EMPTY,
            server_default=_NEVER_EMPTY.get(kind),
        )
        for column, kind in layout.columns.items()
    ]
    line = sa.Column(LINE, sa.BigInteger, primary_key=True, autoincrement=False)
    key = sa.UniqueConstraint(*layout.key.split())
    return sa.Table(name, sa.MetaData(), line, *columns, key)


LAYOUTS: Mapping[str, Layout] = layouts(MIGRATIONS)
TABLES: Mapping[str, sa.Table] = {name: _table(name, made) for name, made in LAYOUTS.items()}


def applied(connection: sa.Connection) -> int:
    """Return the number of the last step that a database has been through; 0 for none."""
    if not sa.inspect(connection).has_table(_STEPS.name):
        return 0
    return connection.execute(sa.select(sa.func.max(_STEPS.c.number))).scalar() or 0


def bring_up_to_date(connection: sa.Connection, council: str, where: str) -> None:
    """Make what is missing; nothing that is there is changed.

    Parameters
    ----------
    connection : Connection
        Within a transaction.
    council : str
        Code of the council; a new database remembers it.
    where : str
        How messages call the database.

    Raises
    ------
    PmfError
        It is another council's, or a newer program's.
    """
    there = applied(connection)
    today = dt.datetime.now(dt.UTC).date()
    if not there:
        _OWN.create_all(connection, checkfirst=False)
        connection.execute(sa.insert(_BOOK).values(council=council, created=today))
    _must_suit(connection, there, council, where)
    for step in MIGRATIONS:
        if step.number > there:
            for name, layout in step.makes.items():
                _table(name, layout).create(connection, checkfirst=False)
            connection.execute(sa.insert(_STEPS).values(number=step.number, applied_on=today))


def must_be_ready(connection: sa.Connection, council: str, where: str) -> None:
    """Refuse a database that cannot be read as it is.

    Raises
    ------
    PmfError
        It holds no book, an older one, a newer program's or another council's.
    """
    there = applied(connection)
    if not there:
        raise PmfError(
            f"{where} holds no book of data yet. Copy one into it first, with pmf data copy"
        )
    _must_suit(connection, there, council, where)
    if there < MIGRATIONS[-1].number:
        raise PmfError(
            f"{where} was last written by an older version of this program. Take something in "
            "with this version, by a user who may create tables; that brings it up to date"
        )


def _must_suit(connection: sa.Connection, there: int, council: str, where: str) -> None:
    if there > MIGRATIONS[-1].number:
        raise PmfError(
            f"{where} was written by a newer version of this program. Install that one, or newer"
        )
    keeps = connection.execute(sa.select(_BOOK.c.council)).scalar()
    if keeps != council:
        raise PmfError(
            f"{where} holds the book of the council with the code {keeps}, and framework.yml is "
            f"that of {council}. Name the database that belongs to it"
        )
