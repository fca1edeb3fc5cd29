"""What reports showed: the observations as they stood at the end of several days, rolled up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.tables import rollup
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.reorganisation import chained
from pmf_analysis.tables.schemas import TABLES
from pmf_analysis.tables.succession import heirs

__all__ = ["DAY", "VERSION", "days_of", "ended", "stood"]

DAY = "day"
KEY = ["indicator", "organisation", "period", "breakdown"]
VERSION = [*KEY, "recorded_on"]  # one figure that stood in a cell, of the several it may have had
_MARK = "\n"  # between a code and a day; no code has one


def days_of(ledger: Book, codes: Collection[str], before: dt.date | None) -> list[dt.date]:
    """Return the days of publication on which any of some indicators read otherwise than before.

    Parameters
    ----------
    ledger : Book
        Every vintage.
    codes : collection of str
        The indicators.
    before : date or None
        Only days earlier than this one; None for all.
    """
    issued = {d.publication for d in ledger.framework.quarters.values() if d.publication}
    days = sorted(day for day in issued if before is None or day < before)
    tables = [ledger.observations, *([ledger.benchmarks] if heirs(ledger) else [])]
    rows = [t.loc[t["indicator"].isin(codes), "recorded_on"] for t in tables]
    recorded = np.sort(pd.concat(rows).to_numpy())
    known = np.searchsorted(recorded, np.array([ended(day) for day in days], recorded.dtype))
    return [day for day, more in zip(days, np.diff(known, prepend=0), strict=True) if more]


def ended(day: dt.date) -> pd.Timestamp:
    """Return the moment at which a day is over."""
    return pd.Timestamp(day) + pd.Timedelta(days=1)


def stood(ledger: Book, wanted: Mapping[dt.date, Collection[str]]) -> pd.DataFrame:
    """Return the latest row of each cell by the end of each day, with the wholes they make.

    Parameters
    ----------
    ledger : Book
        Every vintage.
    wanted : mapping of date to collection of str
        The indicators by day.

    Returns
    -------
    DataFrame
        The columns of the observations, and the day.
    """
    marked: dict[str, Indicator] = {}
    frames = [ledger.observations.iloc[:0]]
    in_order = _in_order(ledger, {code for codes in wanted.values() for code in codes})
    for day, codes in wanted.items():
        # Roll-up treats each indicator by itself: with one for each day, all are done at once.
        mark = _MARK + day.isoformat()
        rows = _on(in_order, codes, day)
        frames.append(rows.assign(indicator=rows["indicator"] + mark))
        marked |= {code + mark: ledger.indicators[code] for code in codes}
    book = ledger.replace(observations=_together(frames)).with_indicators(marked)
    whole = rollup.over_organisations(book).observations
    spelt = whole["indicator"].str.split(_MARK)
    return whole.assign(indicator=spelt.str[0], **{DAY: pd.to_datetime(spelt.str[-1])})


def _in_order(ledger: Book, codes: Collection[str]) -> Book:
    """The rows of some indicators in the order in which they were recorded."""
    tables = {name: ledger[name] for name in ("observations", "benchmarks")}
    return ledger.replace(
        **{
            name: rows[rows["indicator"].isin(codes)].sort_values("recorded_on", kind="stable")
            for name, rows in tables.items()
        }
    )


def _on(in_order: Book, codes: Collection[str], day: dt.date) -> pd.DataFrame:
    """The latest row of each cell, and the history of councils that were replaced."""
    observed = _latest(in_order.observations, codes, KEY, day)
    if not heirs(in_order):
        return observed
    others = _latest(in_order.benchmarks, codes, TABLES["benchmarks"].key, day)
    return chained(in_order.replace(observations=observed, benchmarks=others)).observations


def _latest(
    rows: pd.DataFrame, codes: Collection[str], key: Sequence[str], day: dt.date
) -> pd.DataFrame:
    there = rows[(rows["recorded_on"] < ended(day)) & rows["indicator"].isin(codes)]
    return there.drop_duplicates(list(key), keep="last")


def _together(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    listed = list(frames)
    return pd.concat([f for f in listed if len(f)] or listed[:1], ignore_index=True)
