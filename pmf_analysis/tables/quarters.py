"""Which quarter a book of data can report."""

from __future__ import annotations

import datetime as dt

from pmf_analysis.framework.errors import NothingYet, WrongUse
from pmf_analysis.framework.period import Period, PeriodError
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.first_steps import next_step

__all__ = ["asked_for", "latest"]


def asked_for(book: Book, text: str, as_at: dt.date | None = None) -> Period:
    """Return the quarter that was asked for, or the latest one.

    Raises
    ------
    NothingYet
        There is no figure of any quarter yet.
    WrongUse
        The text is no quarter, or one before the first figure or after the last.
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
        wrong = f"there is nothing to report for {text} yet; the latest is {example}"
        raise WrongUse(f"{wrong}.\n{next_step(book, quarter)}")
    if not any(book.framework.period(p) <= quarter for p in book.observations["period"].unique()):
        raise WrongUse(f"the book holds no observation as early as {text}")
    return quarter


def latest(book: Book, as_at: dt.date | None = None) -> Period:
    """Return the last quarter with a publication date and observations, never by the clock.

    Figures of a longer period, such as a year, belong to the quarter that it ends in.

    Raises
    ------
    NothingYet
        No quarter of the calendar has both.
    WrongUse
        None had both by the day that was asked for.
    """
    observed = [book.framework.period(text) for text in book.observations["period"].unique()]
    for quarter, dates in reversed(book.framework.quarters.items()):
        published = dates.publication
        if not published or (as_at and published > as_at):
            continue
        if any(quarter.start <= period.end <= quarter.end for period in observed):
            return quarter
    if as_at:
        raise WrongUse(f"no quarter of the calendar had figures and was published by {as_at}")
    raise NothingYet(next_step(book))
