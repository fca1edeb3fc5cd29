"""What a reader saw on a day: the figures and targets as they stood in a published report."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.rating import Target
from pmf_analysis.tables import audience as audiences
from pmf_analysis.tables import disclosure
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.published import DAY, ended, stood
from pmf_analysis.tables.series import TARGETS

__all__ = ["Edition", "Key", "Shown", "TargetRow", "editions"]

Key = tuple[str, str, Period]  # indicator, organisation, period


@dataclass(frozen=True)
class Shown:
    """A figure as a reader saw it; NaN where none was shown."""

    value: float
    status: str
    recorded_on: dt.date
    note: str


@dataclass(frozen=True)
class TargetRow:
    """A target with its reason; one that was withdrawn has no numbers."""

    period: Period
    target: Target
    recorded_on: dt.date
    rationale: str

    @property
    def withdrawn(self) -> bool:
        """Whether it says that there is no target any more."""
        edges = (self.target.target, self.target.lower, self.target.upper)
        return all(math.isnan(edge) for edge in edges)


@dataclass(frozen=True)
class Edition:
    """What one audience saw on one day.

    Attributes
    ----------
    figures : dict of Key to Shown
        After roll-up and disclosure.
    targets : dict of (indicator, organisation) to tuple of TargetRow
        In the order of the ledger.
    """

    framework: Framework
    figures: dict[Key, Shown]
    targets: dict[tuple[str, str], tuple[TargetRow, ...]]

    def value(self, key: Key) -> float:
        """Return the figure of a cell; NaN for none."""
        shown = self.figures.get(key)
        return shown.value if shown else math.nan

    def aim(self, key: Key) -> TargetRow | None:
        """Return the target in force for a cell; a withdrawn one where there is no other."""
        code, organisation, period = key
        rows = [r for r in self.targets.get((code, organisation), ()) if r.period.contains(period)]
        return next((r for r in rows if not r.withdrawn), rows[-1] if rows else None)

    def target(self, key: Key) -> Target:
        """Return the target in force for a cell, an empty one where there is none."""
        row = self.aim(key)
        return Target() if row is None or row.withdrawn else row.target

    def parts(self, key: Key) -> Iterator[Shown]:
        """Yield what the organisations below one showed in the same period."""
        code, organisation, period = key
        for below, above in self.framework.parents.items():
            if above == organisation:
                if (code, below, period) in self.figures:
                    yield self.figures[code, below, period]
                yield from self.parts((code, below, period))


def editions(
    ledger: Book, wanted: Mapping[dt.date, Collection[str]], audience: Audience
) -> dict[dt.date, Edition]:
    """Lay out what an audience saw of some indicators on several days.

    Parameters
    ----------
    ledger : Book
        Every vintage.
    wanted : mapping of date to collection of str
        The indicators by day; what was recorded by a day's end counts.
    audience : Audience
        Who looks.
    """
    codes = {code for each in wanted.values() for code in each}
    ledger = ledger.replace(observations=_needed(ledger, codes))
    seen = disclosure.emptied(ledger, stood(ledger, wanted))
    targets = ledger.targets[ledger.targets["indicator"].isin(codes)]
    tables = {name: table.iloc[:0] for name, table in ledger.tables.items()}
    tables |= {"observations": seen[seen["breakdown"] == ""], "targets": targets}
    book = audiences.keep(ledger.replace(**tables), audience)
    figures = _figures(book)
    return {
        day: Edition(book.framework, figures.get(day, {}), _targets(book, day, named))
        for day, named in wanted.items()
    }


_CELL = ["indicator", "organisation", "period"]


def _needed(ledger: Book, codes: Collection[str]) -> pd.DataFrame:
    """The rows of some indicators, and those of their groups that may hide a whole."""
    rows = ledger.observations
    rows = rows[rows["indicator"].isin(codes)]
    guarded = {code for code in codes if ledger.indicators[code].disclosure}
    guarded |= set(rows.loc[rows["status"] == "c", "indicator"])
    return rows[(rows["breakdown"] == "") | rows["indicator"].isin(guarded)]


def _figures(book: Book) -> dict[dt.date, dict[Key, Shown]]:
    """The figures by their day."""
    found: dict[dt.date, dict[Key, Shown]] = {}
    rows = book.observations[[DAY, *_CELL, *_SHOWN]]
    for row in rows.itertuples(index=False, name=None):
        day, code, organisation, text, value, status, recorded, note = row
        key = (code, organisation, book.framework.period(text))
        shown = Shown(value, status, recorded.date(), note)
        found.setdefault(day.date(), {})[key] = shown
    return found


_SHOWN = ["value", "status", "recorded_on", "note"]


def _targets(
    book: Book, day: dt.date, codes: Collection[str]
) -> dict[tuple[str, str], tuple[TargetRow, ...]]:
    rows = book.targets
    there = rows[(rows["recorded_on"] < ended(day)) & rows["indicator"].isin(codes)]
    in_order = there.sort_values("recorded_on", kind="stable")
    latest = in_order.drop_duplicates(_CELL, keep="last")
    found: dict[tuple[str, str], tuple[TargetRow, ...]] = {}
    for row in latest.sort_index().to_dict("records"):
        key = row["indicator"], row["organisation"]
        target = Target(*(float(row[name]) for name in TARGETS))
        period, recorded = book.framework.period(row["period"]), row["recorded_on"].date()
        found[key] = (*found.get(key, ()), TargetRow(period, target, recorded, row["rationale"]))
    return found
