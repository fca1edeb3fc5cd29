"""What an arriving file would add to the tables: what is new, what changed, what is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.tables.columns import RECORDED_ON, Cell, Column, Table
from pmf_analysis.tables.schemas import TABLES

__all__ = ["Addition", "Additions", "Frames", "additions", "appended", "stamped"]

Frames = Mapping[str, pd.DataFrame]
Key = tuple[str, ...]
FIRST_LINE = 2  # below the header
PARTS = ("numerator", "denominator")
FORMULA = r"^[=+\-@\s]+"
DAY_ENDS = dt.time(23, 59, 59)


class State(StrEnum):
    """How a row that came stands to what there is."""

    NEW = "new"
    CHANGED = "changed"
    THERE = "there"
    KEPT = "kept"
    OLDER = "older"


@dataclass(frozen=True)
class Addition:
    """A row that came.

    Attributes
    ----------
    table : str
        Where it belongs.
    key : tuple of str
        The cells of the table's key.
    row : int
        Where it stands in the file.
    now : mapping of str to str
        Its other cells.
    before : mapping of str to str or None
        Those of the row that it takes the place of; None where it is new.
    recorded_before : str
        When that row was recorded.
    state : State
    """

    table: str
    key: Key
    row: int
    now: Mapping[str, str]
    before: Mapping[str, str] | None
    recorded_before: str
    state: State


@dataclass(frozen=True)
class Additions:
    """What a file would add.

    Attributes
    ----------
    frames : mapping of str to DataFrame
        Per table the rows to append, as text with ``recorded_on``; the index is the row in the
        file.
    rows : tuple of Addition
        The same, each beside what it changes.
    there : int
        Rows that say what the tables say already.
    kept : tuple of Addition
        Rows of a list that differ from what it has: a list is changed by hand alone.
    older : tuple of Addition
        Rows of a file that came before, changed since then: what came later counts.
    """

    frames: Frames
    rows: tuple[Addition, ...]
    there: int
    kept: tuple[Addition, ...]
    older: tuple[Addition, ...] = ()


def additions(
    arrival: Arrival, tables: Frames, moment: dt.datetime, *, again: bool = False
) -> Additions:
    """Compare a file with the tables.

    Parameters
    ----------
    arrival : Arrival
        What came.
    tables : mapping of str to DataFrame
        What there is, every cell as text; not changed.
    moment : datetime
        When the rows are recorded. The day counts; the time is kept for a second row of one key
        on that day.
    again : bool
        Whether the very same file came before: then it changes nothing.
    """
    differs = State.OLDER if again else State.CHANGED
    frames: dict[str, pd.DataFrame] = {}
    found: list[Addition] = []
    for name, brought in arrival.tables.items():
        table = TABLES[name]
        compared = list(_compared(table, brought, tables.get(name), differs))
        found += compared
        fresh = [k for k, row in enumerate(compared) if row.state in {State.NEW, State.CHANGED}]
        if fresh:
            frames[name] = stamped(table, brought.iloc[fresh], tables.get(name), moment)
    return Additions(
        frames,
        tuple(row for row in found if row.state in {State.NEW, State.CHANGED}),
        sum(row.state is State.THERE for row in found),
        tuple(row for row in found if row.state is State.KEPT),
        tuple(row for row in found if row.state is State.OLDER),
    )


def stamped(
    table: Table, rows: pd.DataFrame, ledger: pd.DataFrame | None, moment: dt.datetime
) -> pd.DataFrame:
    """Return rows with the day, and with the time where their key has a row of that day."""
    rows = _inert(table, rows[[c.name for c in table.columns]])
    if not table.ledger:
        return rows
    day = moment.date().isoformat()
    taken: dict[Key, str] = {}
    if ledger is not None:
        of_day = ledger[ledger[RECORDED_ON.name].str.startswith(day)].sort_values(RECORDED_ON.name)
        taken = dict(zip(_tuples(of_day, table.key), of_day[RECORDED_ON.name], strict=True))
    stamps = [_after(taken.get(key), moment) for key in _tuples(rows, table.key)]
    return rows.assign(**{RECORDED_ON.name: stamps})


def appended(tables: Frames, added: Frames) -> dict[str, pd.DataFrame]:
    """Return the tables with rows at their ends, numbered on from the last."""
    whole = dict(tables)
    for name, rows in added.items():
        there = whole.get(name)
        first = FIRST_LINE if there is None or there.empty else int(there.index.max()) + 1
        numbered = rows.set_axis(pd.RangeIndex(first, first + len(rows)), axis=0)
        whole[name] = numbered if there is None or there.empty else pd.concat([there, numbered])
    return whole


def _inert(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Words without the signs that make a formula of them where someone opens the table."""
    texts = [c.name for c in table.columns if c.cell is Cell.TEXT and c.name not in table.key]
    return rows.assign(**{n: rows[n].str.replace(FORMULA, "", regex=True) for n in texts})


def _compared(
    table: Table, brought: pd.DataFrame, ledger: pd.DataFrame | None, differs: State
) -> Iterator[Addition]:
    """Yield each row that came beside the latest of its key."""
    others = [c for c in table.columns if c.name not in table.key]
    names = [c.name for c in others]
    latest = _latest(table, ledger, brought)
    cells = latest[[*names, *([RECORDED_ON.name] if table.ledger else [])]]
    there = dict(zip(_tuples(latest, table.key), cells.to_dict("records"), strict=True))
    for row, key, values in zip(
        brought.index, _tuples(brought, table.key), _tuples(brought, names), strict=True
    ):
        now = dict(zip(names, values, strict=True))
        before = {str(name): str(cell) for name, cell in there[key].items()} if key in there else {}
        state = differs if table.ledger else State.KEPT
        if not before:
            state = State.NEW
        elif all(_same(c.cell, now[c.name], before[c.name]) for c in _telling(others, now, before)):
            state = State.THERE
        recorded = before.pop(RECORDED_ON.name, "")
        yield Addition(table.name, key, int(str(row)), now, before or None, recorded, state)


def _telling(
    columns: Sequence[Column], now: Mapping[str, str], before: Mapping[str, str]
) -> list[Column]:
    """The columns that a change may stand in.

    Who published a figure changes with each edition and says nothing of it; a value is made of
    its parts, where both rows have them.
    """
    whole = all(cells.get(part) for cells in (now, before) for part in PARTS)
    return [c for c in columns if c.name != "source" and not (whole and c.name == "value")]


def _same(cell: Cell, now: str, before: str) -> bool:
    """Whether a cell says the same: 71 and 71.0 are one figure, and no remark takes none back."""
    if now == before or (not now and cell is Cell.TEXT):
        return True
    if cell not in {Cell.NUMBER, Cell.INTEGER} or not (now and before):
        return False
    try:
        return float(now) == float(before)
    except ValueError:  # checked later, as a cell of its table
        return False


def _latest(table: Table, ledger: pd.DataFrame | None, brought: pd.DataFrame) -> pd.DataFrame:
    """The latest row of each key among those that a file may name."""
    if ledger is None or ledger.empty:
        return pd.DataFrame(columns=[c.name for c in table.all_columns], dtype=str)
    first = table.key[0]
    rows = ledger[ledger[first].isin(brought[first].unique())]
    if table.ledger:
        rows = rows.loc[rows[RECORDED_ON.name].sort_values(kind="stable").index]
    return rows.drop_duplicates(list(table.key), keep="last")


def _tuples(frame: pd.DataFrame, columns: Sequence[str]) -> list[Key]:
    return list(zip(*(frame[name].tolist() for name in columns), strict=True))


def _after(last: str | None, moment: dt.datetime) -> str:
    """The day alone, or a time after the last row of that day."""
    if last is None:
        return moment.date().isoformat()
    earlier = dt.datetime.fromisoformat(last)
    stamp = max(moment.replace(microsecond=0), earlier + dt.timedelta(seconds=1))
    # Past midnight it would be of a day that has not come.
    return min(stamp, dt.datetime.combine(moment, DAY_ENDS)).isoformat(timespec="seconds")
