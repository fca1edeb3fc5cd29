"""Small counts never leave the tables, nor anything they could be worked out from.

Suppressed cells lose their value here, before any statistic, so that no later room ever
holds them: not a chart, a tooltip, a download or the page's source.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pmf_analysis.framework.indicator import OverOrganisations, Unit
from pmf_analysis.tables.book import Book

__all__ = ["suppress"]

FIGURES = ["value", "numerator"]


def suppress(book: Book) -> Book:
    """Return the book with disclosive cells emptied and marked ``c``.

    Primary: a count from 1 to one less than the group's minimum, and any rate on it.
    Secondary: where a total is shown and exactly one of its parts is suppressed, the smallest
    other part is suppressed too, or the one could be worked out by subtraction.
    """
    observations = book.observations.copy()
    observations.loc[_small(book, observations), "status"] = "c"
    for row in _secondary(book, observations):
        observations.loc[row, "status"] = "c"
    observations.loc[observations["status"] == "c", FIGURES] = float("nan")
    return book.replace(observations=observations)


def _counts(book: Book, observations: pd.DataFrame) -> pd.Series:
    """The count that each row rests on."""
    counted = {code: i.unit is Unit.COUNT for code, i in book.indicators.items()}
    values = observations["value"].where(observations["indicator"].map(counted).astype(bool))
    return observations["numerator"].fillna(values)


def _small(book: Book, observations: pd.DataFrame) -> pd.Series:
    groups = book.framework.disclosure.groups
    least = {c: groups[i.disclosure].minimum for c, i in book.indicators.items() if i.disclosure}
    minimum = observations["indicator"].map(least)
    counts = _counts(book, observations)
    return (counts >= 1) & (counts < minimum)


def _secondary(book: Book, observations: pd.DataFrame) -> Iterator[object]:
    """Rows of parts that must go so that a lone suppressed part stays unknown."""
    rules = book.indicators
    parents = book.framework.parents
    at_risk = observations.loc[observations["status"] == "c", "indicator"].unique()
    adding = [c for c in at_risk if rules[c].over_organisations is not OverOrganisations.NONE]
    among = observations[observations["indicator"].isin(adding)]
    counts = _counts(book, among)
    by_place = among.groupby(["indicator", "period", "breakdown"], sort=False)
    for _, rows in by_place:
        shown = set(rows.loc[rows["status"] != "c", "organisation"])
        for parent, parts in rows.groupby(rows["organisation"].map(parents)):
            hidden = parts["status"] == "c"
            if parent in shown and hidden.sum() == 1 and not hidden.all():
                yield counts[parts.index[~hidden]].idxmin()
