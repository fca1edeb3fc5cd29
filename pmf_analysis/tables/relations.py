"""What every reader knows of the figures of one day: sums, running totals, rolling years."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pmf_analysis.tables.recovery import Relation, Unknown
from pmf_analysis.tables.sums import NONE, Sum

__all__ = ["Guarded", "Said", "count_of", "rest_of", "said"]


@dataclass(frozen=True)
class Guarded:
    """A number that must not be told.

    Attributes
    ----------
    family : int
        Where it belongs.
    at : int
        The place of its period.
    minimum : float
        It is guarded from 1 up to this, exclusive; infinity where it is known to be guarded.
    """

    family: int
    at: int
    minimum: float = math.inf


@dataclass(frozen=True)
class Said:
    """What the figures of one day, or of some of its families, have to do with one another."""

    relations: list[Relation] = field(default_factory=list)
    guarded: dict[Unknown, Guarded] = field(default_factory=dict)


def count_of(version: int) -> Unknown:
    """Name the count behind a figure."""
    return ("count", version)


def rest_of(version: int) -> Unknown:
    """Name those that a share does not count."""
    return ("rest", version)


def said(view: pd.DataFrame, every: Sequence[Sum], families: set[int]) -> Mapping[int, Said]:
    """Return what is said of each of some families.

    Parameters
    ----------
    view : DataFrame
        `cells` of one day, with their ``version``, ``series`` and ``family``.
    every : sequence of Sum
        Among them.
    families : set of int
        Those that are wanted: no relation leads from one family to another.
    """
    found = {family: Said() for family in sorted(families)}
    rows = view[view["family"].isin(families)]
    for row in rows[rows["small"]].to_dict("records"):
        found[row["family"]].guarded[count_of(row["version"])] = Guarded(row["family"], row["at"])
    for family, relation in _sums(view, every, families):
        found[family].relations.append(relation)
    for row in rows[rows["among"].notna()].to_dict("records"):
        terms = {count_of(row["version"]): 1.0, rest_of(row["version"]): 1.0}
        found[row["family"]].relations.append(Relation(terms, row["among"]))
    _steps(rows[rows["year"] >= 0], found)
    _windows(rows[rows["window"] > 1], found)
    return found


def _sums(
    view: pd.DataFrame, every: Sequence[Sum], families: set[int]
) -> Iterator[tuple[int, Relation]]:
    family, version = view["family"].to_numpy(), view["version"].to_numpy()
    for each in every:
        if each.whole != NONE and family[each.whole] in families and each.holds:
            terms = dict.fromkeys((count_of(v) for v in version[each.parts]), -1.0)
            yield family[each.whole], Relation({count_of(version[each.whole]): 1.0, **terms})


def _steps(rows: pd.DataFrame, found: Mapping[int, Said]) -> None:
    """A running total never falls, nor does that of those whom a share does not count."""
    if rows.empty:
        return
    ordered = rows.sort_values("at", kind="stable")
    before = ordered.groupby(["series", "year"], sort=False)[["version", "count", "among"]].shift()
    step = ordered["count"] - before["count"]
    small = (step >= 1) & (step < ordered["minimum"])
    follows = before["version"].notna() & ~(step < 0)
    joined = ordered.assign(
        before=before["version"], small=small, grown=ordered["among"] - before["among"], step=step
    )
    for row in joined[follows].to_dict("records"):
        version, earlier, here = row["version"], int(row["before"]), found[row["family"]]
        name: Unknown = ("step", earlier, version)
        terms = {count_of(version): 1.0, count_of(earlier): -1.0, name: -1.0}
        here.relations.append(Relation(terms))
        if row["small"]:
            here.guarded[name] = Guarded(row["family"], row["at"])
        if row["grown"] >= 0 and not row["step"] > row["grown"]:
            here.relations.append(Relation({name: 1.0, ("rest of", *name): 1.0}, row["grown"]))


def _windows(rows: pd.DataFrame, found: Mapping[int, Said]) -> None:
    """A rolling year is the sum of its periods, which nobody published one by one.

    The periods of a whole need no tie to those of its parts: sums tie the figures themselves.
    """
    for _, series in rows.sort_values("at", kind="stable").groupby("series"):
        if _left_open(series):
            continue
        for row in series.to_dict("records"):
            spans: list[Unknown] = [
                ("in", row["series"], row["at"] - k, row["day"]) for k in range(row["window"])
            ]
            terms = {count_of(row["version"]): 1.0, **dict.fromkeys(spans, -1.0)}
            found[row["family"]].relations.append(Relation(terms))
            if not np.isnan(row["minimum"]):
                for k, name in enumerate(spans):
                    found[row["family"]].guarded[name] = Guarded(
                        row["family"], row["at"] - k, row["minimum"]
                    )


def _left_open(series: pd.DataFrame) -> bool:
    """Whether a gapless series of rolling years puts no bound on the periods within them.

    Each period differs from the one a window before it by what the figures tell. So all hangs on
    the first window: what it holds beyond the least that keeps every later period from falling
    under nothing may lie in any of its periods. Spread over all of them it leaves each more than
    nothing, so that any figure of the series might be a little other than it is.
    """
    count, window = series["count"].to_numpy(), int(series["window"].iloc[0])
    if np.isnan(count).any() or (np.diff(series["at"]) != 1).any():
        return False
    steps = np.concatenate([np.diff(count), np.zeros(-(len(count) - 1) % window)])
    lowest = steps.reshape(-1, window).cumsum(axis=0).min(axis=0, initial=0)
    return bool(count[0] + lowest.sum() > 0)
