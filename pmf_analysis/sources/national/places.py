"""Lists of areas, of who replaced whom, and of who is like whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.framework.errors import Fault
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.marks import MARKERS, read_figure, write_figure
from pmf_analysis.sources.national.account import Account
from pmf_analysis.sources.national.cells import Cells, missing
from pmf_analysis.sources.national.indicator import matching
from pmf_analysis.sources.national.mapping import AreasMapping, NeighboursMapping
from pmf_analysis.sources.national.parts import ReplacedBy
from pmf_analysis.sources.national.wanted import Wanted

__all__ = ["areas", "neighbours"]

NEIGHBOURS = ["group", "area", "neighbour", "rank", "source"]
AREAS = ["area", "name", "kind", "region", "start", "end", "replaced_by", "population"]
NO_CODE = "an area without a code"
ONE_ROW = "Keep the row that holds, with where"


def areas(cells: Cells, wanted: Wanted, mapping: AreasMapping) -> Arrival:
    """Read a list of areas; with ``groups``, also the council's neighbours in each.

    A successor that the file names in codes of its own is looked up in the file. An area that
    was shared out among several has no single successor: its ``replaced_by`` stays empty.

    Raises
    ------
    FaultsFound
        Columns that are not there, dates and numbers that are none, an area twice.
    """
    fields = {name: getattr(mapping, name) for name in ("name", "kind", "region")}
    replaced = mapping.replaced_by or ReplacedBy(column=mapping.area)
    account = Account(cells.file)
    names = [mapping.area, *fields.values(), mapping.start, mapping.end, mapping.population]
    names += [replaced.column, replaced.through, *mapping.groups.values(), *mapping.where]
    account.tell(list(missing(cells, names)))
    account.check()
    frame = cells.frame[matching(cells.frame, mapping.where)]
    account.leave(frame.index[frame[mapping.area] == ""].tolist(), NO_CODE)
    frame = frame[frame[mapping.area] != ""]
    table = pd.DataFrame("", index=frame.index, columns=AREAS, dtype=object)
    table["area"] = frame[mapping.area]
    for field, column in fields.items():
        if column:
            table[field] = frame[column]
    for field, column, read in (
        ("start", mapping.start, _date),
        ("end", mapping.end, _date),
        ("population", mapping.population, _number),
    ):
        if column:
            table[field] = _cells(frame[column], read, account)
    if mapping.replaced_by:
        table["replaced_by"] = _successors(cells.frame, frame, mapping.area, replaced)
    table = account.once(table, ["area"], ONE_ROW)
    account.check()
    now = frame[table.loc[frame.index, "end"] == ""] if mapping.end else frame
    alike = _alike(now, mapping.area, mapping.groups, wanted.council, mapping.source)
    return _arrival(cells, {"areas": table, "neighbours": alike}, account, mapping)


def neighbours(cells: Cells, wanted: Wanted, mapping: NeighboursMapping) -> Arrival:
    """Read a list of neighbours by rank, or families of areas that belong together.

    Raises
    ------
    FaultsFound
        Columns that are not there, a rank that is no whole number, a pair twice.
    """
    group = mapping.group
    account = Account(cells.file)
    names = [mapping.area, mapping.neighbour, mapping.rank, group.column if group else ""]
    names += [*mapping.groups.values(), *mapping.where]
    account.tell(list(missing(cells, names)))
    account.check()
    frame = cells.frame[matching(cells.frame, mapping.where)]
    if group is None:
        itself = frame.index[frame[mapping.area] == wanted.council]
        account.leave(itself.tolist(), "the council itself")
        account.leave(frame.index.tolist(), "in none of the council's groups")
        alike = _alike(frame, mapping.area, mapping.groups, wanted.council, mapping.source)
        return _arrival(cells, {"neighbours": alike}, account, mapping)
    named = pd.Series(group.constant, index=frame.index, dtype=object)
    if group.column:
        named = frame[group.column]
        if group.names:
            named = named.map({text: group.names.get(text, "") for text in named.unique()})
    rank = pd.Series("", index=frame.index, dtype=object)
    if mapping.rank:
        rank = _cells(frame[mapping.rank], _rank, account)
    table = pd.DataFrame(
        {
            "group": named,
            "area": frame[mapping.area],
            "neighbour": frame[mapping.neighbour],
            "rank": rank,
            "source": mapping.source,
        }
    )
    none = table["neighbour"].str.lower().isin(["", *MARKERS])
    unfit = pd.Series(False, index=table.index)
    for left, reason in (
        (table["group"] == "", "a group that the mapping does not name"),
        (
            (table["area"] != wanted.council) & (mapping.areas == "own"),
            "neighbours of another area",
        ),
        (none, "it names no neighbour"),
        (table["area"] == table["neighbour"], "an area beside itself"),
    ):
        account.leave(table.index[left].tolist(), reason)
        unfit |= left
    table = account.once(table[~unfit], NEIGHBOURS[:3], ONE_ROW)
    account.check()
    return _arrival(cells, {"neighbours": table}, account, mapping)


def _arrival(
    cells: Cells,
    tables: Mapping[str, pd.DataFrame],
    account: Account,
    mapping: AreasMapping | NeighboursMapping,
) -> Arrival:
    filled = {name: table for name, table in tables.items() if len(table)}
    used = [row for table in filled.values() for row in table.index]
    return Arrival(
        ArrivalKind.TIDY,
        cells.file,
        cells.sha256,
        len(cells.frame),
        filled,
        account.left_out(cells.frame.index, used),
        source=mapping.source,
        licence=mapping.licence,
    )


def _alike(
    frame: pd.DataFrame, area: str, groups: Mapping[str, str], council: str, source: str
) -> pd.DataFrame:
    """For each group, every other area that has the same in its column as the council."""
    found = []
    for group, column in groups.items():
        own = frame.loc[frame[area] == council, column]
        # An area that was not classed is in no family.
        if own.empty or own.iloc[0].lower() in {"", *MARKERS}:
            continue
        like = frame[(frame[column] == own.iloc[0]) & (frame[area] != council)]
        row = {"group": group, "area": council, "neighbour": like[area], "rank": ""}
        found.append(pd.DataFrame(row | {"source": source}, index=like.index))
    return pd.concat(found) if found else pd.DataFrame(columns=NEIGHBOURS)


def _successors(
    everyone: pd.DataFrame, frame: pd.DataFrame, area: str, replaced: ReplacedBy
) -> pd.Series:
    given = frame[replaced.column]
    if not replaced.through:
        return given
    codes = dict(zip(everyone[replaced.through], everyone[area], strict=True))
    return given.map(lambda own: codes.get(own, "") if own else "")


def _cells(texts: pd.Series, read: Callable[[str], str], account: Account) -> pd.Series:
    """Each cell read; a fault for each that cannot be."""
    out: list[str] = []
    faults: list[Fault] = []
    for row, text in texts.items():
        try:
            out.append(read(text))
        except ValueError as error:
            faults.append(
                Fault(account.file, int(str(row)), str(texts.name), str(error), repr(text))
            )
            out.append("")
    account.tell(faults)
    return pd.Series(out, index=texts.index, dtype=object)


def _date(text: str) -> str:
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, shape).date().isoformat() if text else ""
        except ValueError:
            continue
    raise ValueError("a date like 2023-04-01 or 01/04/2023")


def _number(text: str) -> str:
    value = read_figure(text).value
    return "" if value is None else write_figure(value)


def _rank(text: str) -> str:
    value = read_figure(text).value
    if value is None or value != int(value):
        raise ValueError("a rank, which is a whole number")
    return write_figure(value)
