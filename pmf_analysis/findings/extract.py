"""What an explorer may hold: the readable figures of one edition, in one file of its own.

An extract is made after totals, small numbers and audience have been seen to, so it holds nothing
that its readers may not see, and everything that the report's own judgements need.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from pmf_analysis.findings import flow
from pmf_analysis.findings.moment import moment
from pmf_analysis.findings.responses import marked, responses
from pmf_analysis.framework.indicator import Audience, Indicator
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.tables import audience as audiences
from pmf_analysis.tables import quarters, vintages
from pmf_analysis.tables.benchmarks import Shelf
from pmf_analysis.tables.book import Book

__all__ = ["COLUMNS", "Extract", "both", "closing", "extract", "extracted", "shape", "typed"]

# The columns that judgements read; whatever else a table says stays behind.
COLUMNS = {
    "observations": (
        "indicator", "organisation", "period", "breakdown",
        "value", "numerator", "denominator", "status",
    ),
    "targets": (
        "indicator", "organisation", "period", "target", "lower", "upper", "tolerance", "floor",
    ),
    "events": (
        "indicator", "organisation", "period", "label",
        "rebase", "exclude", "reason", "approved_by",
    ),
    "benchmarks": (
        "indicator", "area", "period",
        "value", "numerator", "denominator", "lower_ci", "upper_ci", "status",
    ),
    "areas": ("area", "name"),
    "neighbours": ("group", "area", "neighbour", "rank"),
}  # fmt: skip
_NUMBERS = {
    "value", "numerator", "denominator", "target", "lower", "upper", "tolerance", "floor",
    "lower_ci", "upper_ci", "rank",
}  # fmt: skip
_FLAGS = {"rebase", "exclude"}
# What of the profile words, ratings and charts need.
_PROFILE = {
    "council", "words", "perspectives", "themes", "missions", "directorates",
    "rating", "calendar", "spc",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Extract:
    """The figures of one edition, readable and nothing else.

    Attributes
    ----------
    book : Book
        Observations, targets, events, benchmarks, areas and neighbours, of the columns that
        judgements read, up to the quarter.
    quarter : Period
        The latest that it reports.
    audience : Audience
        Whose eyes it is for.
    as_at : date or None
        The day whose vintages were read; None for all.
    """

    book: Book
    quarter: Period
    audience: Audience
    as_at: dt.date | None = None

    @property
    def framework(self) -> Framework:
        """The council's words and rules."""
        return self.book.framework

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """The catalogue, for this audience."""
        return self.book.indicators

    @cached_property
    def organisations(self) -> dict[str, tuple[str, ...]]:
        """Who reports each indicator that has a figure, the council first."""
        pairs = set(
            self.book.observations[["indicator", "organisation"]].itertuples(index=False, name=None)
        )
        order = tuple(self.framework.organisations)
        reported = {code: tuple(o for o in order if (code, o) in pairs) for code in self.indicators}
        return {code: found for code, found in reported.items() if found}

    @cached_property
    def shelf(self) -> Shelf:
        """The figures of others."""
        return Shelf(self.book)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each area, by its code."""
        areas = self.book.areas
        return dict(zip(areas["area"], areas["name"], strict=True))

    @cached_property
    def opening(self) -> dict[tuple[Frequency, int], Period]:
        """The first period of each kind that anyone has a row for; see `shape`."""
        read = sorted(self.framework.period(p) for p in self.book.observations["period"].unique())
        return {shape(period): period for period in reversed(read)}

    @cached_property
    def quarters(self) -> tuple[Period, ...]:
        """The quarters of the calendar that it can report, oldest first."""
        first = min(self.framework.period(p) for p in self.book.observations["period"].unique())
        known = [q for q in self.framework.quarters if first <= q <= self.quarter]
        return tuple(known) if self.quarter in known else (*known, self.quarter)

    def periods(self, indicator: str, organisation: str) -> tuple[str, ...]:
        """Return the periods that a series has a row for, oldest first."""
        rows = self.book.observations
        mine = rows[(rows["indicator"] == indicator) & (rows["organisation"] == organisation)]
        return tuple(sorted(mine["period"], key=self.framework.period))

    def findings(self) -> tuple[Finding, ...]:
        """Return every finding of the quarter."""
        return flow.edition(self.book, self.quarter, self.audience, self.as_at)


def shape(period: Period) -> tuple[Frequency, int]:
    """Return what periods that the report lays side by side share."""
    return period.frequency, period.months if period.frequency is Frequency.POOLED else 0


def extract(
    data: str | Path,
    quarter: str = "",
    audience: Audience | str = Audience.PUBLIC,
    as_at: dt.date | None = None,
) -> Extract:
    """Take from a book of data what an explorer of one edition may hold.

    Parameters
    ----------
    data, quarter, audience, as_at
        As `compute`.

    Raises
    ------
    FaultsFound, WrongUse
        As `compute`.
    """
    book = flow.load(data)
    asked = quarters.asked_for(vintages.as_at(book, as_at), quarter, as_at)
    return extracted(book, asked, Audience(audience), as_at)


def both(
    data: str | Path,
    quarter: str = "",
    audience: Audience | str = Audience.PUBLIC,
    as_at: dt.date | None = None,
    framework: str = "",
) -> tuple[Findings, Extract]:
    """Work out an edition's findings, and take the figures behind them, from one reading.

    Parameters
    ----------
    data, quarter, audience, as_at, framework
        As `compute`.

    Raises
    ------
    FaultsFound, WrongUse
        As `compute`.
    """
    book = flow.load(data, framework)
    asked = quarters.asked_for(vintages.as_at(book, as_at), quarter, as_at)
    whose = Audience(audience)
    return flow.find(book, asked, whose, as_at), extracted(book, asked, whose, as_at)


def extracted(
    book: Book, quarter: Period, audience: Audience, as_at: dt.date | None = None
) -> Extract:
    """Take from a checked book what an explorer of one edition may hold."""
    readable = audiences.keep(flow.prepared(book, as_at), audience)
    whole = {name: readable[name] for name in COLUMNS}
    whole["observations"] = whole["observations"][whole["observations"]["breakdown"] == ""]
    whole["events"] = pd.concat([whole["events"], _answered(readable, quarter, audience, as_at)])
    tables = {
        name: typed(_until(frame, book.framework, quarter, name)[list(COLUMNS[name])])
        for name, frame in whole.items()
    }
    framework = Framework(**{name: getattr(book.framework, name) for name in _PROFILE})
    kept = Book(framework, dict(readable.indicators), tables, readable.kept & frozenset(tables))
    return Extract(kept, quarter, audience, as_at)


def _answered(
    readable: Book, quarter: Period, audience: Audience, as_at: dt.date | None
) -> pd.DataFrame:
    """The responses that charts carry a letter for, as events that leave limits alone."""
    found = list(flow.each(readable, quarter, audience, as_at))
    made = responses(readable, moment(readable.framework, quarter, as_at), found)
    rows = [
        {"indicator": after.indicator, "organisation": after.organisation, **vars(happening)}
        for before, after in zip(found, marked(found, made, readable.framework), strict=True)
        for happening in after.happenings[len(before.happenings) :]
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["events"]))


def _until(frame: pd.DataFrame, framework: Framework, quarter: Period, name: str) -> pd.DataFrame:
    """Leave out what the quarter does not report yet; targets reach to the end of its year."""
    if "period" not in frame:
        return frame
    read = {text: framework.period(text) for text in frame["period"].unique()}
    if name == "targets":  # one of a longer period holds from its beginning
        within = {text: period.start <= closing(quarter) for text, period in read.items()}
    else:
        within = {text: period.end <= quarter.end for text, period in read.items()}
    return frame[frame["period"].map(within).astype(bool)]


def closing(quarter: Period) -> dt.date:
    """Return the last day of a quarter's year."""
    while not quarter.next().opens_year:
        quarter = quarter.next()
    return quarter.end


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return columns of the types that judgements expect, and rows numbered from 0."""
    types = {c: float if c in _NUMBERS else bool if c in _FLAGS else str for c in frame}
    return frame.astype(types).reset_index(drop=True)
