"""Which areas replaced which, and from what day."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


def unions(
    book: Book, replaced: Heirs, successors: Collection[str], periods: Collection[str]
) -> pd.DataFrame:
    """Return the areas that made up each successor in each period before it began.

    A county and its districts are the same place twice: they make two sets, the one without
    the districts first. An area is part of a set in the periods that lie within its own life. A
    set is there for a period if its areas stood through all of it, and no place is missing.

    Parameters
    ----------
    book : Book
        Its areas.
    replaced : mapping of str to sequence of str
        From `heirs`.
    successors : collection of str
        Those of one generation.
    periods : collection of str
        The periods that there are figures of.

    Returns
    -------
    DataFrame
        One row for each area of a set: ``area``, ``successor``, ``period``, ``tier`` (the place
        of the set), ``of`` (its size), ``names``, and ``era``, which is another where the set is.
    """
    areas = book.areas.set_index("area")
    days = {text: _days(book, text) for text in periods}
    columns = ["area", "successor", "period", "tier", "of", "names", "era"]
    found: list[tuple[object, ...]] = []
    for successor in successors:
        began = _began(areas, successor, replaced[successor])
        for place, tier in enumerate(_tiers(replaced[successor])):
            lives = _lives(areas, tier, replaced)
            eras: dict[tuple[str, ...], int] = {}
            for text, (first, last) in days.items():
                asked = [life for life in lives if life.asked(first, last)]
                stood = all(life.spans(first, last) for life in asked)
                if not asked or not stood or last >= began:
                    continue
                among = tuple(life.area for life in asked)
                era = eras.setdefault(among, len(eras))
                names = listed([str(areas.at[area, "name"]) for area in among])
                found += [(a, successor, text, place, len(among), names, era) for a in among]
    return pd.DataFrame(found, columns=columns)


@dataclass(frozen=True)
class _Life:
    """When an area stood, as ordinals, and whether nobody is known before or after it."""

    area: str
    start: float
    end: float
    first: bool
    last: bool

    def spans(self, first: int, last: int) -> bool:
        """Whether it stood through a period."""
        return self.start <= first and last <= self.end

    def asked(self, first: int, last: int) -> bool:
        """Whether its place lacks without it: also before and after its life, if no other's."""
        return (self.first or self.start <= last) and (self.last or first < self.end)


def _lives(areas: pd.DataFrame, tier: Sequence[str], replaced: Heirs) -> list[_Life]:
    """The lives of areas that one successor replaced.

    One that replaced others has their figures, so that its life has no beginning. One that ended
    when another began handed its place on, as where an area only got another code.
    """
    new = [area for area in tier if area not in replaced]
    starts = {area: _ordinal(day) for area, day in areas.loc[new, "start"].dropna().items()}
    ends = {area: _ordinal(day) for area, day in areas.loc[list(tier), "end"].items()}
    return [
        _Life(
            area,
            start := starts.get(area, -math.inf),
            end := ends[area],
            first=not any(_follows(start, day) for day in ends.values()),
            last=not any(_follows(day, end) for day in starts.values()),
        )
        for area in tier
    ]


def _ordinal(day: pd.Timestamp) -> int:
    return day.toordinal()


def _follows(start: float, end: int) -> bool:
    """Whether one began when another ended: on its last day, or on the day after."""
    return start in (end, end + 1)


def _days(book: Book, text: str) -> tuple[int, int]:
    period = book.framework.period(text)
    return period.start.toordinal(), period.end.toordinal()


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
