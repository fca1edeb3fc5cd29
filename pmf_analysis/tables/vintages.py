"""Read the ledgers as they stood on a day: per key, the latest row recorded by then."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from pmf_analysis.tables.book import Book
from pmf_analysis.tables.columns import RECORDED_ON, Table
from pmf_analysis.tables.schemas import TABLES

__all__ = ["as_at"]


def as_at(book: Book, day: dt.date | None) -> Book:
    """Return the book as at the end of `day`: one row a key, or a history's rows up to then.

    Parameters
    ----------
    book : Book
        The whole ledger.
    day : date or None
        None reads every vintage there is.
    """
    ledgers = {
        name: _by(book[name], day) if table.history else _latest(book[name], table, day)
        for name, table in TABLES.items()
        if table.ledger
    }
    return book.replace(**ledgers)


def _by(ledger: pd.DataFrame, day: dt.date | None) -> pd.DataFrame:
    """Every row recorded by the end of a day."""
    return ledger if day is None else ledger[ledger[RECORDED_ON.name] <= pd.Timestamp(day)]


def _latest(ledger: pd.DataFrame, table: Table, day: dt.date | None) -> pd.DataFrame:
    in_order = _by(ledger, day).sort_values(RECORDED_ON.name, kind="stable")
    return in_order.drop_duplicates(list(table.key), keep="last").sort_index()
