"""Which quarter a book of data can report."""

from __future__ import annotations

import datetime as dt

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.period import Period, PeriodError
from pmf_analysis.tables.book import Book

__all__ = ["asked_for", "latest"]


def asked_for(book: Book, text: str, as_at: dt.date | None = None) -> Period:
    """Return the quarter that was asked for, or the latest one.

    Raises
    ------
    WrongUse
        The text is no quarter, or nothing was observed by then.
    """
    example = latest(book, as_at)
    if not text:
        return example
    try:
        quarter = book.framework.period(text)
    except PeriodError as error:
        raise WrongUse(f"{error}; a quarter is written like {example}") from None
    if quarter.frequency is not example.frequency:
        raise WrongUse(f"{text} is a {quarter.frequency}, not a quarter like {example}")
    if quarter > example:
        raise WrongUse(f"there is nothing to report for {text} yet; the latest is {example}")
    if not any(book.framework.period(p) <= quarter for p in book.observations["period"].unique()):
        raise WrongUse(f"the book holds no observation as early as {text}")
    return quarter


def latest(book: Book, as_at: dt.date | None = None) -> Period:
    """Return the last quarter with a publication date and observations, never by the clock.

    Figures of a longer period, such as a year, belong to the quarter that it ends in.

    Raises
    ------
    WrongUse
        No quarter of the calendar has both.
    """
    observed = [book.framework.period(text) for text in book.observations["period"].unique()]
    for quarter, dates in reversed(book.framework.quarters.items()):
        published = dates.publication
        if not published or (as_at and published > as_at):
            continue
        if any(quarter.start <= period.end <= quarter.end for period in observed):
            return quarter
    raise WrongUse("no quarter of the calendar has both a publication date and observations")
