"""Small counts never leave the tables, nor anything they could be worked out from.

Suppressed cells lose their value here, before any statistic, so that no later room ever
holds them: not a chart, a tooltip, a download or the page's source.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from pmf_analysis.framework.indicator import Basis, OverOrganisations
from pmf_analysis.tables.book import Book

__all__ = ["suppress"]

FIGURES = ["value", "numerator"]
ROUNDING = 0.5  # a whole is the sum of its parts when it is so to the nearest one
SERIES = ["indicator", "organisation", "breakdown"]


def suppress(book: Book) -> Book:
    """Return the book with disclosive cells emptied and marked ``c``.

    Primary: a count from 1 to one less than the group's minimum, any rate on it, and a step of
    a running total that is as small. Secondary: where a total is shown, so many of its parts
    are suppressed that those hidden add up to the minimum or more, and are never one alone;
    where there are not enough parts, the total is suppressed too.
    """
    observations = book.observations.copy()
    groups = book.framework.disclosure.groups
    least = {c: groups[i.disclosure].minimum for c, i in book.indicators.items() if i.disclosure}
    minimum = observations["indicator"].map(least)
    counts = _counts(book, observations)
    small = (counts >= 1) & (counts < minimum)
    steps = _steps(book, observations[minimum.notna()], counts).reindex(observations.index)
    small |= (steps >= 1) & (steps < minimum)
    hidden = small | (observations["status"] == "c")
    hidden = _with_secondary(book, observations, counts, minimum.fillna(1), hidden)
    observations.loc[hidden, "status"] = "c"
    observations.loc[hidden, FIGURES] = float("nan")
    return book.replace(observations=observations)


def _counts(book: Book, observations: pd.DataFrame) -> pd.Series:
    """The count that each row rests on."""
    counted = {code: i.adds_up for code, i in book.indicators.items()}
    values = observations["value"].where(observations["indicator"].map(counted).astype(bool))
    return observations["numerator"].fillna(values)


def _steps(book: Book, rows: pd.DataFrame, counts: pd.Series) -> pd.Series:
    """What each row of a running total adds to the one before it in its year."""
    cumulative = [c for c, i in book.indicators.items() if i.basis is Basis.YEAR_TO_DATE]
    rows = rows[rows["indicator"].isin(cumulative)]
    if rows.empty:
        return pd.Series(dtype=float)
    period = {text: book.framework.period(text) for text in rows["period"].unique()}
    year = {text: (p.first - (p.year_starts - 1)) // 12 for text, p in period.items()}
    ordered = rows.assign(
        count=counts[rows.index],
        year=rows["period"].map(year),
        first=rows["period"].map({text: p.first for text, p in period.items()}),
    ).sort_values("first")
    return ordered.groupby([*SERIES, "year"])["count"].diff()


def _with_secondary(
    book: Book,
    observations: pd.DataFrame,
    counts: pd.Series,
    minimum: pd.Series,
    hidden: pd.Series,
) -> pd.Series:
    """Hide further parts until no hidden one can be worked out from its whole."""
    hidden = hidden.copy()
    at_risk = sorted(set(observations.loc[hidden, "indicator"]))
    among = observations[observations["indicator"].isin(at_risk)]
    sums = [*_over_organisations(book, among), *_over_breakdowns(among, counts)]
    before = -1.0
    while before != hidden.sum():  # what is hidden in one sum may lay another open
        before = float(hidden.sum())
        for whole, parts, dispensable in sums:
            lost = bool(hidden[parts].any())
            if len(whole) and hidden[whole[0]]:
                if not lost:  # a hidden whole is the sum of its parts
                    hidden[_least(parts, counts)] = True
            elif lost:
                more = list(_further(parts, counts, float(minimum[parts[0]]), hidden))
                spare = list(parts) if dispensable and len(parts) > 1 else list(whole)
                hidden[more or spare] = True
    return hidden


def _least(parts: pd.Index, counts: pd.Series) -> int:
    """The part that is least missed: the smallest that counts anyone."""
    some = counts[parts][counts[parts] > 0]
    return int(str(some.idxmin() if len(some) else parts[0]))


# A row that is the sum of others, those others, and whether they may all be done without.
Sum = tuple[pd.Index, pd.Index, bool]


def _over_organisations(book: Book, rows: pd.DataFrame) -> Iterator[Sum]:
    """Yield each directorate with its services, then each council with its directorates."""
    parents, rules = book.framework.parents, book.indicators
    services = {s.code for s in book.framework.services}
    adding = [c for c in rules if rules[c].over_organisations is not OverOrganisations.NONE]
    rows = rows[rows["indicator"].isin(adding)]
    for of_service in (True, False):
        for _, alike in rows.groupby(["indicator", "period", "breakdown"], sort=False):
            below = alike[alike["organisation"].isin(services) == of_service]
            for parent, parts in below.groupby(below["organisation"].map(parents)):
                yield alike.index[alike["organisation"] == parent], parts.index, False


def _over_breakdowns(rows: pd.DataFrame, counts: pd.Series) -> Iterator[Sum]:
    """Yield each figure with its parts by age, by ward and so on, where they make it up.

    Without a figure of the whole the parts are guarded all the same: another kind may tell it.
    """
    kind = rows["breakdown"].str.split(":").str[0].astype(str)
    split = rows[kind != ""]
    wholes = rows[kind == ""]
    keys = ["indicator", "organisation", "period"]
    whole = dict(zip(wholes[keys].itertuples(index=False, name=None), wholes.index, strict=True))
    for key, parts in split.groupby([*keys, kind[split.index].rename("kind")], sort=False):
        found = [whole[key[:-1]]] if key[:-1] in whole else []
        sums_up = not found or not abs(counts[parts.index].sum() - counts[found[0]]) > ROUNDING
        if sums_up or counts[[*found, *parts.index]].isna().any():
            yield pd.Index(found), parts.index, True


def _further(
    parts: pd.Index, counts: pd.Series, minimum: float, hidden: pd.Series
) -> Iterator[int]:
    """Yield the smallest shown parts to hide; nothing where they would not be enough.

    A cell that was withheld at its source counts as 1, the least that it can be.
    """
    withheld = counts[parts[hidden[parts]]].fillna(1)
    total, number = float(withheld.sum()), len(withheld)
    candidates = counts[parts[~hidden[parts]]].dropna()
    chosen: list[int] = []
    for row, count in candidates[candidates > 0].sort_values(kind="stable").items():
        if total >= minimum and number > 1:
            break
        chosen.append(int(str(row)))
        total, number = total + float(count), number + 1
    if total >= minimum and number > 1:
        yield from chosen or [int(parts[np.flatnonzero(hidden[parts])[0]])]
