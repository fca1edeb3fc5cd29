"""Which areas replaced which, and from what day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter

import pandas as pd

from pmf_analysis.tables.book import Book

__all__ = ["Heirs", "generations", "heirs", "listed", "predecessors", "unions"]

Heirs = Mapping[str, Sequence[str]]  # by successor, the areas that it replaced
COUNTY, DISTRICT = "E10", "E07"  # ONS register of geographic codes: the two tiers of one place


def heirs(book: Book) -> Heirs:
    """Return the areas that each successor replaced, in the order of the file."""
    areas = book.areas[book.areas["replaced_by"] != ""]
    return {str(s): tuple(rows["area"]) for s, rows in areas.groupby("replaced_by", sort=False)}


def predecessors(book: Book, area: str) -> frozenset[str]:
    """Return every area that one replaced, itself or through others."""
    replaced = heirs(book)
    found: set[str] = set()
    waiting = [area]
    while waiting:
        before = [a for a in replaced.get(waiting.pop(), ()) if a not in found]
        found.update(before)
        waiting += before
    return frozenset(found)


def generations(replaced: Heirs) -> Iterator[list[str]]:
    """Yield the successors, each after those that it replaced in turn."""
    order = TopologicalSorter(replaced)
    order.prepare()
    while order.is_active():
        ready = order.get_ready()
        order.done(*ready)
        if successors := sorted(area for area in ready if area in replaced):
            yield successors


def unions(book: Book, replaced: Heirs, successors: Collection[str]) -> pd.DataFrame:
    """Return the sets of areas that made up each successor, one row for each area of a set.

    A county and its districts are the same place twice: they make two sets, the one without
    the districts first.

    Returns
    -------
    DataFrame
        ``area``, ``successor``, ``began`` (the ordinal of its first day), ``tier`` (the place of
        the set), ``of`` (its size) and ``names``.
    """
    areas = book.areas.set_index("area")
    found = [
        pd.DataFrame(
            {
                "area": list(tier),
                "successor": successor,
                "began": _began(areas, successor, replaced[successor]),
                "tier": place,
                "of": len(tier),
                "names": listed([str(areas.at[area, "name"]) for area in tier]),
            }
        )
        for successor in successors
        for place, tier in enumerate(_tiers(replaced[successor]))
    ]
    return pd.concat(found)


def _began(areas: pd.DataFrame, successor: str, replaced: Sequence[str]) -> int:
    """The first day of a successor, or else the day after the last of those that it replaced."""
    start = areas["start"].get(successor, pd.NaT)
    if not pd.isna(start):
        return int(start.toordinal())
    day: pd.Timestamp = areas.loc[list(replaced), "end"].max() + dt.timedelta(days=1)
    return day.toordinal()


def _tiers(areas: Sequence[str]) -> list[Sequence[str]]:
    counties = [area for area in areas if area.startswith(COUNTY)]
    districts = [area for area in areas if area.startswith(DISTRICT)]
    if not counties or not districts:
        return [areas]
    return [[a for a in areas if a not in districts], [a for a in areas if a not in counties]]


def listed(names: Sequence[str]) -> str:
    """Return names as one reads them: ``Allerdale, Carlisle and Copeland``."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
