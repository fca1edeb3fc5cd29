"""Read the ledgers as they stood on a day: per key, the latest row recorded by then."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from pmf_analysis.tables.book import Book
from pmf_analysis.tables.columns import RECORDED_ON
from pmf_analysis.tables.schemas import TABLES

__all__ = ["as_at"]


def as_at(book: Book, day: dt.date | None) -> Book:
    """Return the book as at the end of `day`, with one row a key.

    Parameters
    ----------
    book : Book
        The whole ledger.
    day : date or None
        None reads every vintage there is.
    """
    ledgers = {
        name: _latest(getattr(book, name), list(table.key), day)
        for name, table in TABLES.items()
        if table.ledger
    }
    return book.replace(**ledgers)


def _latest(ledger: pd.DataFrame, key: list[str], day: dt.date | None) -> pd.DataFrame:
    if day is not None:
        ledger = ledger[ledger[RECORDED_ON.name] <= pd.Timestamp(day)]
    in_order = ledger.sort_values(RECORDED_ON.name, kind="stable")
    return in_order.drop_duplicates(key, keep="last").sort_index()
