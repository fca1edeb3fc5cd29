"""What is hidden, decided report after report: whatever was published stays known for good.

Every figure that ever stood in a cell is decided once, on the day of the first report that it
stands in: one that was shown cannot be taken back, and one that was hidden stays hidden for as
long as it stands. So a report may only hide what no earlier one has shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmf_analysis.tables.book import Book
from pmf_analysis.tables.leaks import leaks, stopped_by
from pmf_analysis.tables.published import DAY, VERSION
from pmf_analysis.tables.recovery import Unknown
from pmf_analysis.tables.relations import Guarded, Said, count_of, rest_of, said
from pmf_analysis.tables.small import SERIES, cells, small_steps
from pmf_analysis.tables.sums import Sum, companions, sums

__all__ = ["hidden"]

Bools = NDArray[np.bool_]


@dataclass
class _Memory:
    """What the reports so far have told.

    Attributes
    ----------
    shown, hidden : ndarray of bool
        By version.
    known : dict of Unknown to float
        The counts that were shown.
    standing : dict of int to (set of int, Said)
        By family: the versions that stood last, and what was said of them.
    past : dict of int to list of Said
        By family: what was said of versions some of which stand no more.
    """

    shown: Bools
    hidden: Bools
    known: dict[Unknown, float] = field(default_factory=dict)
    standing: dict[int, tuple[set[int], Said]] = field(default_factory=dict)
    past: dict[int, list[Said]] = field(default_factory=dict)


def hidden(book: Book, views: pd.DataFrame) -> pd.Series:
    """Return whether each figure is hidden.

    Parameters
    ----------
    book : Book
        For its rules and its catalogue.
    views : DataFrame
        Observations as they stood on the day of each report, one after another, with that day.

    Returns
    -------
    Series of bool
        By the index of `views`.
    """
    rows = _named(cells(book, views))
    at_risk = rows["small"] | (rows["minimum"].notna() & (rows["year"] >= 0) | (rows["window"] > 1))
    rows = rows[at_risk.groupby(rows["family"]).transform("any")]
    number = int(rows["version"].max()) + 1 if len(rows) else 0
    memory = _Memory(np.zeros(number, dtype=bool), np.zeros(number, dtype=bool))
    # A family reads otherwise on the days on which a version stands in it for the first time.
    new = rows[DAY] == rows.groupby("version")[DAY].transform("min")
    changed = rows[new.groupby([rows["family"], rows[DAY]]).transform("any")]
    # No family has to do with another: the first days of all are decided at once, and so on.
    turn = changed.groupby("family")[DAY].rank("dense")
    for _, view in changed.groupby(turn):
        _remember(memory, *_decided(book, view.reset_index(drop=True), memory))
    found = pd.Series(False, index=views.index)
    found[rows.index] = memory.hidden[rows["version"]]
    return found


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Number the versions, the series, and the families: what no sum or step leads out of."""
    span = rows["period"].where(rows["year"] < 0, rows["year"].astype(str))
    rows = rows.assign(span=span.where(rows["window"] == 1, ""))
    numbers = {"version": VERSION, "series": SERIES, "family": ["indicator", "span"]}
    return rows.assign(**{n: rows.groupby(by, sort=False).ngroup() for n, by in numbers.items()})


def _decided(
    book: Book, view: pd.DataFrame, memory: _Memory
) -> tuple[pd.DataFrame, Bools, Mapping[int, Said]]:
    """Decide what each family's next report hides."""
    _turn_over(memory, view)
    version, minimum = view["version"].to_numpy(), view["minimum"].fillna(1).to_numpy()
    known = memory.shown[version]
    hide = (view["small"].to_numpy() | memory.hidden[version]) & ~known
    every, hopeless = sums(book, view), set[Unknown]()
    while True:
        before = -1
        while before != (before := int(hide.sum())):
            hide = small_steps(view, hide, known)
            hide = companions(every, minimum, hide, known)
        families = set(view.loc[hide | (view["window"] > 1), "family"]) | (
            set(view["family"]) & set(memory.past)
        )
        statements = said(view, every, families)
        more = _more(view, every, hide, memory, statements, hopeless)
        if not more:
            return view, hide, statements
        hide[more] = True


def _turn_over(memory: _Memory, view: pd.DataFrame) -> None:
    """Keep what was said of figures that stand no more, where it may tell something yet."""
    for family, versions in _versions(view).items():
        before, spoken = memory.standing.get(family, (set(), Said()))
        if not before <= versions and memory.hidden[list(before)].any():
            memory.past.setdefault(family, []).append(spoken)


def _more(
    view: pd.DataFrame,
    every: Sequence[Sum],
    hide: Bools,
    memory: _Memory,
    statements: Mapping[int, Said],
    hopeless: set[Unknown],
) -> list[int]:
    """Rows to hide beside, for one leak in each family; none where nothing is told."""
    known = memory.known | _counts(view[~hide])
    untold = view["count"].notna() & ~hide & ~memory.shown[view["version"]]
    spoken = {family: [*memory.past.get(family, ()), now] for family, now in statements.items()}
    found: dict[int, list[int]] = {}
    for leak, guard in leaks(list(chain.from_iterable(spoken.values())), known):
        if leak in hopeless or guard.family in found:
            continue
        free = _least_missed_first(view[untold & (view["family"] == guard.family)], every, guard)
        chosen = stopped_by(spoken[guard.family], known, leak, free)
        if chosen:
            found[guard.family] = chosen
        else:
            hopeless.add(leak)
    return list(chain.from_iterable(found.values()))


def _least_missed_first(free: pd.DataFrame, every: Sequence[Sum], guard: Guarded) -> pd.DataFrame:
    """Near in time before far, parts before wholes, small before large, and nothing last."""
    return free.assign(
        far=(free["at"] - guard.at).abs(),
        whole=free.index.isin([each.whole for each in every]),
        nothing=free["count"] <= 0,
    ).sort_values(["far", "whole", "nothing", "count"], kind="stable")


def _counts(shown: pd.DataFrame) -> dict[Unknown, float]:
    """The counts that figures show."""
    counted, left = shown[shown["count"].notna()], shown[shown["rest"].notna()]
    counts = dict(zip(map(count_of, counted["version"]), counted["count"], strict=True))
    return counts | dict(zip(map(rest_of, left["version"]), left["rest"], strict=True))


def _remember(memory: _Memory, view: pd.DataFrame, hide: Bools, now: Mapping[int, Said]) -> None:
    """Take note of what a report shows and hides."""
    version = view["version"].to_numpy()
    memory.hidden[version[hide]] = True
    memory.shown[version[~hide & view["count"].notna()]] = True
    memory.known.update(_counts(view[~hide]))
    for family, versions in _versions(view).items():
        memory.standing[family] = (versions, now.get(family, Said()))


def _versions(view: pd.DataFrame) -> dict[int, set[int]]:
    """The versions that stand in each family."""
    found: dict[int, set[int]] = {}
    for family, version in zip(view["family"], view["version"], strict=True):
        found.setdefault(family, set()).add(version)
    return found
