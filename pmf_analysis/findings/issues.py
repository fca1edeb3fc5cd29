"""The reports that were published: each quarter, its day, and what was known by then.

A report reads as on its day, with one exception: a figure that the council withholds today is
withheld in every report, whatever was shown before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pmf_analysis.findings import flow
from pmf_analysis.findings.extract import Extract, extracted
from pmf_analysis.framework.errors import NothingYet, WrongUse
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.tables import quarters, vintages
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES

__all__ = ["Issue", "issues", "published"]

WITHHELD = "c"
MEASURED = ("observations", "benchmarks")
FIGURES = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class Issue:
    """A quarter's report as it was published.

    Attributes
    ----------
    quarter, slug : str
        The quarter, and its spelling in addresses.
    day : date
        The day of its publication: the ledgers are read as they stood then.
    known : str
        A digest of everything that the book held by then; what is recorded later leaves it.
    settled : bool
        Whether the book holds nothing newer, so that today's reading is the published one.
    """

    quarter: str
    slug: str
    day: dt.date
    known: str
    settled: bool


def issues(
    data: str | Path, upto: str, as_at: dt.date | None = None, framework: str = ""
) -> tuple[Issue, ...]:
    """Return the reports published up to a quarter, the oldest first.

    Parameters
    ----------
    data, framework
        As `flow.compute`.
    upto : str
        The last quarter.
    as_at : date, optional
        The day up to which the book is read; later publications have not happened.

    Raises
    ------
    FaultsFound, WrongUse
        As `flow.compute`.
    """
    whole = flow.load(data, framework)
    now, book = _known(whole, as_at), _withdrawn(whole)
    last, first = book.framework.period(upto), book.framework.calendar.archive_from
    found = []
    for quarter, dates in book.framework.quarters.items():
        day = dates.publication
        early = first and quarter < book.framework.period(first)
        if early or quarter > last or not day or (as_at and day > as_at):
            continue
        if _reported(book, quarter, day):
            known = _known(book, day)
            found.append(Issue(str(quarter), quarter.slug, day, known, known == now))
    return tuple(found)


def published(data: str | Path, issue: Issue, framework: str = "") -> tuple[Findings, Extract]:
    """Work out a report as it was published, to the public, and take the figures behind it.

    Raises
    ------
    FaultsFound, WrongUse
        As `flow.compute`.
    """
    book = _withdrawn(flow.load(data, framework))
    asked = (book.framework.period(issue.quarter), Audience.PUBLIC, issue.day)
    return flow.find(book, *asked), extracted(book, *asked)


def _withdrawn(book: Book) -> Book:
    """Withhold each earlier row of what is withheld today."""
    today = vintages.as_at(book, None)
    changed = {}
    for name in MEASURED:
        key, rows = list(TABLES[name].key), book[name].copy()
        secret = today[name].loc[today[name]["status"] == WITHHELD, key]
        named = pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(secret))
        hidden = named & (rows["status"] != WITHHELD)  # the council's own marks stand as they are
        rows.loc[hidden, "status"] = WITHHELD
        rows.loc[hidden, [column for column in FIGURES if column in rows]] = float("nan")
        changed[name] = rows
    return book.replace(**changed)


def _reported(book: Book, quarter: Period, day: dt.date) -> bool:
    """Whether there was anything to report to the public on the day."""
    then = vintages.as_at(book, day)
    shown = {c for c, i in book.indicators.items() if i.audience is Audience.PUBLIC}
    if not shown.intersection(then.observations["indicator"]):
        return False
    try:
        return quarters.asked_for(then, str(quarter), day) == quarter
    except (NothingYet, WrongUse):
        return False


def _known(book: Book, day: dt.date | None) -> str:
    """A digest of the rows that a day's reading rests on, and of the words and rules."""
    digest = hashlib.sha256(book.framework.model_dump_json().encode())
    digest.update(repr(sorted(book.indicators.items())).encode())
    for name, frame in sorted(vintages.as_at(book, day).tables.items()):
        rows = pd.util.hash_pandas_object(frame.astype(str), index=False)
        digest.update(name.encode() + b"\0" + rows.to_numpy().tobytes())
    return digest.hexdigest()
