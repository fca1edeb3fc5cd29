"""The whole flow, spelt once: data and a quarter in, findings out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from pmf_analysis.findings.compared import compared
from pmf_analysis.findings.judged import judged, reported_on
from pmf_analysis.findings.picture import picture
from pmf_analysis.findings.responses import marked
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.placing import Placing
from pmf_analysis.judgements.exceptions import is_exception
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.sources import folder
from pmf_analysis.sources.store import open_store
from pmf_analysis.tables import audience as audiences
from pmf_analysis.tables import (
    disclosure,
    placing,
    quarters,
    reorganisation,
    rollup,
    validate,
    vintages,
)
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES

__all__ = ["compute", "each", "edition", "find", "load", "locate", "placed", "prepared"]


def compute(
    data: str | Path,
    quarter: str = "",
    audience: Audience | str = Audience.PUBLIC,
    as_at: dt.date | None = None,
    framework: str = "",
) -> Findings:
    """Work out every finding of a quarter from a book of data.

    Parameters
    ----------
    data : str or Path
        The folder that holds the book.
    quarter : str
        For example ``2025-26 Q2``; the latest quarter when left out.
    audience : Audience or str
        ``public`` or ``internal``.
    as_at : date, optional
        Read the ledgers as they stood on this day.
    framework : str
        Name of a ready-made profile to use in place of the book's own.

    Raises
    ------
    FaultsFound
        Something in the book cannot be used.
    WrongUse
        There is no such folder, quarter or framework.
    """
    book = load(data, framework)
    return find(
        book,
        quarters.asked_for(vintages.as_at(book, as_at), quarter, as_at),
        Audience(audience),
        as_at,
    )


def locate(data: str | Path) -> Path:
    """Return the folder that holds a book of data, looked for upwards from here.

    Raises
    ------
    WrongUse
        There is no such folder.
    """
    return folder.locate(data)


def load(data: str | Path, framework: str = "") -> Book:
    """Read a book of data and check it.

    Raises
    ------
    FaultsFound, WrongUse
        As `compute`.
    """
    where = folder.locate(data)
    found = open_store(where, framework).read(TABLES)
    if not framework:
        return validate.book(found.framework, found.tables, found.faults)
    filed = folder.filed(where, framework)
    if filed.faults:  # else every code would seem to be a wrong one
        raise FaultsFound((*found.faults, *filed.faults))
    tables: Mapping[str, pd.DataFrame] = found.tables
    if filed.placing:
        tables = placing.filed(tables, filed.placing, found.framework, filed.catalogue)
    return validate.book(found.framework, tables, found.faults)


def placed(data: str | Path, framework: str) -> Placing | None:
    """Return how a book is filed under a framework that it is shown in; None for its own.

    Parameters
    ----------
    data : str or Path
        The folder that holds the book.
    framework : str
        Name of a ready-made profile; "" for the book's own.
    """
    return folder.filed(folder.locate(data), framework).placing if framework else None


def find(book: Book, quarter: Period, audience: Audience, as_at: dt.date | None = None) -> Findings:
    """Find what a checked book says in a quarter."""
    whole = prepared(book, as_at)
    readable = audiences.keep(whole, audience)
    findings = edition(readable, quarter, audience, as_at)
    seen = picture(book, whole, readable, quarter, as_at, audience, findings)
    return Findings(
        framework=book.framework,
        quarter=str(quarter),
        reported_on=reported_on(book.framework, quarter, as_at),
        as_at=as_at,
        audience=audience,
        indicators=dict(readable.indicators),
        findings=marked(findings, seen.responses, book.framework),
        picture=seen,
    )


def prepared(book: Book, as_at: dt.date | None) -> Book:
    """Return a checked book as at a day, with its totals made and small numbers hidden."""
    whole = vintages.as_at(book, as_at)
    whole = reorganisation.chained(whole)
    whole = rollup.over_organisations(whole)
    return disclosure.suppress(whole, book, as_at)


def edition(
    readable: Book, quarter: Period, audience: Audience, as_at: dt.date | None
) -> tuple[Finding, ...]:
    """Return every finding of a prepared book, of which the reader may see all that is left."""
    return compared(_placed(each(readable, quarter, audience, as_at)), readable)


def each(
    readable: Book, quarter: Period, audience: Audience, as_at: dt.date | None
) -> Iterator[Finding]:
    """Yield what is found of each series by itself, before they are set beside one another."""
    before = {f.key: f for f in judged(readable, quarter.previous(), as_at)}
    for finding in judged(readable, quarter, as_at, forecast=True):
        yield _for(audience, _with_past(finding, before.get(finding.key)))


def _for(audience: Audience, finding: Finding) -> Finding:
    """Keep to the council itself where its analysts might look for a new level."""
    return finding if audience is Audience.INTERNAL else replace(finding, suggested_rebase="")


def _with_past(finding: Finding, before: Finding | None) -> Finding:
    if before is None:
        return finding
    return replace(finding, previous_rating=before.rating, previous_verdict=before.verdict)


def _placed(findings: Iterable[Finding]) -> list[Finding]:
    """Number the exceptions of each organisation, the most pressing first."""
    listed = list(findings)
    place: dict[tuple[str, str], int] = {}
    pressing = (f for f in listed if is_exception(f.verdict, f.rating) and f.shown)
    counts: dict[str, int] = {}
    for finding in sorted(pressing, key=lambda f: f.urgency):
        counts[finding.organisation] = counts.get(finding.organisation, 0) + 1
        place[finding.key] = counts[finding.organisation]
    return [replace(f, place_in_exceptions=place.get(f.key)) for f in listed]
