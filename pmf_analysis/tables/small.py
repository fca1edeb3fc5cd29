"""What is small: a count, what is left of a share, a step of a running total."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmf_analysis.framework.indicator import Basis, Indicator, Unit
from pmf_analysis.framework.period import SEPTEMBER, Frequency, Period
from pmf_analysis.tables.book import Book

__all__ = ["cells", "small_steps"]

Bools = NDArray[np.bool_]
SERIES = ["indicator", "organisation", "breakdown"]
MONTHS_IN_YEAR = 12


def cells(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the small-number rules look at, row by row.

    Parameters
    ----------
    book : Book
        For its rules and its catalogue.
    rows : DataFrame
        Observations, with whatever columns they have beside.

    Returns
    -------
    DataFrame
        The rows with these columns more. ``count``: what the figure rests on. ``among``: of a
        share, how many it is a share of. ``rest``: those of them that are not counted.
        ``minimum``: the least that may be shown, NaN without a rule. ``small``: whether the count
        or the rest is under it, or the figure was withheld at its source. ``at``: the place of
        the period among those of its kind. ``window``: how many places one figure spans.
        ``year``: of a running total, the year that it runs in, else -1.
    """
    rules, groups = book.indicators, book.framework.disclosure.groups
    code = rows["indicator"]
    read = {text: book.framework.period(text) for text in rows["period"].unique()}
    least = {c: groups[i.disclosure].minimum for c, i in rules.items() if i.disclosure}
    adding = code.isin([c for c, i in rules.items() if i.adds_up])
    shares = code.isin([c for c, i in rules.items() if i.unit is Unit.PERCENT])
    running = code.isin([c for c, i in rules.items() if i.basis is Basis.YEAR_TO_DATE])
    count = rows["numerator"].fillna(rows["value"].where(adding)).astype(float)
    among = rows["denominator"].where(shares & ~(count > rows["denominator"])).astype(float)
    minimum = code.map(least).astype(float)
    spans = rows[["indicator", "period"]].drop_duplicates()
    windows = {(c, t): _window(rules[c], read[t]) for c, t in spans.itertuples(index=False)}
    return rows.assign(
        count=count,
        among=among,
        rest=among - count,
        minimum=minimum,
        small=_under(count, minimum) | _under(among - count, minimum) | (rows["status"] == "c"),
        at=rows["period"].map(_places(read)),
        window=[windows[span] for span in zip(code, rows["period"], strict=True)],
        year=rows["period"].map({t: _year(p) for t, p in read.items()}).where(running, -1),
    )


def small_steps(view: pd.DataFrame, hidden: Bools, known: Bools) -> Bools:
    """Return what is hidden once no small step of a running total is to be seen.

    A step leads from any figure to the next of its year, and from one that is shown to the next
    that is. The later of the two is hidden, or the earlier where the later was published before.

    Parameters
    ----------
    view : DataFrame
        `cells` as they stood on one day.
    hidden, known : ndarray of bool
        What is hidden so far, and what was published before.
    """
    hidden = hidden.copy()
    running = view["minimum"].notna() & (view["year"] >= 0) & view["count"].notna()
    ordered = view[running].sort_values("at", kind="stable")
    while len(ordered):
        ordered = ordered.assign(place=ordered.index)
        steps = ordered.groupby([*SERIES, "year"], sort=False)
        small = _under(steps["count"].diff(), ordered["minimum"])
        later = ordered.index[small].to_numpy()
        earlier = steps["place"].shift(fill_value=0)[small].to_numpy()
        hide = np.where(known[later], earlier, later)
        hidden[hide[~known[hide]]] = True
        shown = ordered[~hidden[ordered.index]]
        if len(shown) == len(ordered):
            break
        ordered = shown
    return hidden


def _under(count: pd.Series, minimum: pd.Series) -> pd.Series:
    return (count >= 1) & (count < minimum)


def _places(read: dict[str, Period]) -> dict[str, int]:
    """The place of each period, counted from the earliest of its kind."""
    first: dict[Frequency, Period] = {}
    for period in read.values():
        first[period.frequency] = min(period, first.get(period.frequency, period))
    return {text: period.steps_from(first[period.frequency]) for text, period in read.items()}


def _window(indicator: Indicator, period: Period) -> int:
    """How many periods lie in one figure: the rolling year's, or the years pooled together."""
    if period.frequency is Frequency.POOLED:
        return period.months // MONTHS_IN_YEAR
    return period.frequency.per_year if indicator.basis is Basis.ROLLING else 1


def _year(period: Period) -> int:
    """The year that a running total runs in: the school year for terms, else the council's."""
    opens = SEPTEMBER if period.frequency is Frequency.TERM else period.year_starts
    return (period.first - (opens - 1)) // MONTHS_IN_YEAR
