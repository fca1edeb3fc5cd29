"""Small counts never leave the tables, nor anything they could be worked out from.

Suppressed cells lose their value here, before any statistic, so that no later room ever
holds them: not a chart, a tooltip, a download or the page's source. Which cells those are is
decided by four rooms: `small` says what is small, `sums` what adds up to what, `memory` what
reports have shown already, `leaks` what can be worked out from all of it.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from pmf_analysis.tables import memory
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.published import DAY, VERSION, days_of, stood

__all__ = ["emptied", "suppress"]

FIGURES = ["value", "numerator"]


def suppress(book: Book, ledger: Book | None = None, day: dt.date | None = None) -> Book:
    """Return the book with disclosive cells emptied and marked ``c``.

    Primary: a count from 1 to one less than the group's minimum, any rate on it, a share of
    which as few are not counted, and a step of a running total that is as small. Secondary:
    where a total is shown, so many of its parts are suppressed that those hidden add up to the
    minimum or more, and are never one alone; where there are not enough parts, the total is
    suppressed too. Last: whatever else would tell one of these, with all that reports on earlier
    days of the calendar have shown.

    Parameters
    ----------
    book : Book
        As at the day, rolled up.
    ledger : Book, optional
        Every vintage; without it there has been no earlier report.
    day : date, optional
        The day that the book is read on; after every report where there is none.
    """
    secrets = _secrets(ledger or book.replace(observations=book.observations[:0]), book, day)
    return book.replace(observations=_without(book.observations, secrets))


def emptied(ledger: Book, seen: pd.DataFrame) -> pd.DataFrame:
    """Return what stood on several days with disclosive cells emptied, each day's as it was.

    Parameters
    ----------
    ledger : Book
        Every vintage.
    seen : DataFrame
        What `published.stood` returns, with all the rows of each indicator that has a rule.
    """
    last = seen[DAY].max()
    issued = [d.publication for d in ledger.framework.quarters.values() if d.publication]
    # Looking back from the last day tells what each report hid; another day has its own past.
    reported = seen[DAY].isin(pd.to_datetime(issued))
    found = [seen[:0]]
    for day, rows in seen.groupby(seen[DAY].mask(reported, last)):
        that_day = ledger.replace(observations=rows[rows[DAY] == day].drop(columns=DAY))
        found.append(_without(rows, _secrets(ledger, that_day, pd.Timestamp(str(day)).date())))
    return pd.concat(found)


def _secrets(ledger: Book, book: Book, day: dt.date | None) -> pd.MultiIndex:
    """The figures that are hidden, in a book read on a day or in an earlier report."""
    rows = book.observations
    withheld = pd.concat(
        [t.loc[t["status"] == "c", "indicator"] for t in (ledger.observations, rows)]
    )
    codes = {code for code, i in book.indicators.items() if i.disclosure} | set(withheld)
    days = days_of(ledger, codes, day)
    views = [rows[rows["indicator"].isin(codes)].assign(**{DAY: pd.Timestamp.max})]
    if days:
        views.insert(0, stood(ledger, dict.fromkeys(days, codes)))
    together = pd.concat(views, ignore_index=True)
    return pd.MultiIndex.from_frame(together.loc[memory.hidden(book, together), VERSION])


def _without(rows: pd.DataFrame, secrets: pd.MultiIndex) -> pd.DataFrame:
    rows = rows.copy()
    hidden = pd.MultiIndex.from_frame(rows[VERSION]).isin(secrets)
    rows.loc[hidden, "status"] = "c"
    rows.loc[hidden, FIGURES] = float("nan")
    return rows
