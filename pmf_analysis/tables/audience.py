"""Leave out what the reader may not see; totals that rest on it are made before this."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES

__all__ = ["keep"]


def keep(book: Book, audience: Audience) -> Book:
    """Return the book with the rows that `audience` may see.

    A row is internal if anything that it names is internal. Services' own figures are internal:
    the service scorecard is a working document.
    """
    if audience is Audience.INTERNAL:
        return book
    indicators = {c: i for c, i in book.indicators.items() if i.audience is Audience.PUBLIC}
    services = {s.code for d in book.framework.directorates for s in d.services}
    kept = {}
    for name, table in TABLES.items():
        if name == "indicators" or "indicator" not in table.key:
            continue
        frame = getattr(book, name)
        seen = frame["indicator"].isin(list(indicators))
        if "organisation" in frame:
            seen &= ~frame["organisation"].isin(services)
        kept[name] = frame[seen]
    return book.replace(indicators=indicators, **kept)
