"""Rows out of a database's tables as text, and text into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import sqlalchemy as sa
from psycopg import sql

from pmf_analysis.framework.errors import Fault
from pmf_analysis.sources.database.cells import CELLS, Cells
from pmf_analysis.sources.database.schema import LAYOUTS, LINE, TABLES
from pmf_analysis.sources.gathered import BATCH, Gathered, Shared

__all__ = ["add", "holds", "read", "stored"]

ARRIVING = "pmf_arriving"
Stored = Mapping[str, list[str | None]]  # per column, cells as both databases read them


def read(connection: sa.Connection, name: str) -> pd.DataFrame:
    """Return a table as text, spelt as in a file, in the order in which it was recorded.

    Parameters
    ----------
    connection : Connection
        Within a transaction.
    name : str
        The table.
    """
    table, columns = TABLES[name], LAYOUTS[name].columns
    gathered = Gathered([CELLS[kind].spell for kind in columns.values()])
    # Asked of the statement alone: of the connection it would hold for what is written later.
    wanted = sa.select(table).order_by(table.c[LINE])
    rows = connection.execute(wanted, execution_options={"yield_per": BATCH})
    for batch in rows.partitions():
        lines, *cells = zip(*batch, strict=True)
        gathered.add(lines, cells)
    return gathered.frame(list(columns))


def holds(connection: sa.Connection, name: str) -> bool:
    """Whether a table holds any row."""
    return bool(connection.execute(sa.select(TABLES[name].c[LINE]).limit(1)).all())


def stored(name: str, frame: pd.DataFrame) -> tuple[Stored, list[Fault]]:
    """Return a table's cells in the form that a database takes, and what does not fit it.

    Parameters
    ----------
    name : str
        The table.
    frame : DataFrame
        Every cell as text; not changed.

    Returns
    -------
    mapping of str to list
        The cells, by column.
    list of Fault
        Columns that the table does not have, or else cells that do not fit theirs.
    """
    columns = LAYOUTS[name].columns
    faults = list(_other_columns(name, list(columns), list(frame.columns)))
    made: dict[str, list[str | None]] = {}
    for column, kind in columns.items() if not faults else ():
        shared = Shared(CELLS[kind].store)
        try:
            made[column] = list(map(shared.__getitem__, frame[column]))
        except ValueError:
            faults += _unfit(name, frame[column], CELLS[kind])
    return made, faults


def _other_columns(name: str, wanted: list[str], came: list[str]) -> Iterator[Fault]:
    for column in wanted:
        if came.count(column) != 1:
            got = f"it {came.count(column)} times"
            yield Fault(f"{name}.csv", 1, column, "this column once", got)
    for column in sorted(set(came) - set(wanted)):
        yield Fault(f"{name}.csv", 1, column, "only known columns", "a column not known here")


def _unfit(name: str, column: pd.Series, cells: Cells) -> list[Fault]:
    faults = []
    for line, cell in zip(column.index.tolist(), column, strict=True):
        try:
            cells.store(cell)
        except ValueError:
            got = repr(cell) if cell else "nothing"
            faults.append(Fault(f"{name}.csv", line, str(column.name), cells.expected, got))
    return faults


def add(connection: sa.Connection, name: str, cells: Stored) -> None:
    """Add rows after those that are there, in the connection's transaction.

    Parameters
    ----------
    connection : Connection
        Of one who is alone in adding.
    name : str
        The table.
    cells : mapping of str to list
        From `stored`.
    """
    table = TABLES[name]
    # DuckDB lends its connection to nobody before a result has been fetched to its end.
    [last] = connection.execute(sa.select(sa.func.max(table.c[LINE]))).scalars().all()
    begins, rows = (last or 0) + 1, len(next(iter(cells.values())))
    numbered = {LINE: range(begins, begins + rows), **cells}
    if connection.dialect.name == "duckdb":
        _from_frame(connection, table, numbered)
    else:
        _by_copy(connection, table, numbered)


def _driver(connection: sa.Connection) -> Any:
    """The driver's own connection, within the same transaction."""
    return connection.connection.driver_connection


def _from_frame(connection: sa.Connection, table: sa.Table, columns: Mapping[str, Any]) -> None:
    """DuckDB reads a frame where it stands in memory, and turns text into what it needs."""
    frame = pd.DataFrame(
        {name: pd.Series(cells, dtype=_plain(name)) for name, cells in columns.items()}
    )
    _driver(connection).register(ARRIVING, frame)
    typed = [sa.cast(sa.column(column.name), column.type) for column in table.c]
    arriving = sa.select(*typed).select_from(sa.table(ARRIVING))
    connection.execute(sa.insert(table).from_select(list(columns), arriving))
    _driver(connection).unregister(ARRIVING)


def _plain(name: str) -> str:
    return "int64" if name == LINE else "object"


def _by_copy(connection: sa.Connection, table: sa.Table, columns: Mapping[str, Any]) -> None:
    """PostgreSQL's COPY takes rows as fast as they can be sent."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    with _driver(connection).cursor() as cursor, cursor.copy(statement) as copying:
        for row in zip(*columns.values(), strict=True):
            copying.write_row(row)
