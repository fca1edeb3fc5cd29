"""Add the parts of the council up to the whole, by numerators and denominators.

Averages are never averaged. A whole is made only where it was not reported itself, and has a
figure only where every part that is expected has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from pmf_analysis.framework.indicator import Indicator, OverOrganisations
from pmf_analysis.tables.book import Book

__all__ = ["over_organisations"]

KEY = ["indicator", "organisation", "period", "breakdown"]
SERIES = ["indicator", "organisation", "breakdown"]
FIGURES = ["value", "numerator", "denominator"]


def over_organisations(book: Book) -> Book:
    """Return the book with directorates' and the council's rows filled from their parts.

    A part is expected in a period once it has reported the indicator in that period or an
    earlier one. A whole whose parts are not all there gets the status ``x`` and a note that
    says how many are missing.
    """
    rules = {code: i.over_organisations for code, i in book.indicators.items()}
    adding = [code for code, rule in rules.items() if rule is not OverOrganisations.NONE]
    parents = book.framework.parents
    services = {s.code for d in book.framework.directorates for s in d.services}
    directorates = {d.code for d in book.framework.directorates}
    observations = rebuilt(book.observations, book.indicators)
    for level in (services, directorates):
        of_level = observations["organisation"].isin(level) & observations["indicator"].isin(adding)
        parts = observations[of_level]
        if parts.empty:
            continue
        ends = {p: book.framework.period(p).end.toordinal() for p in parts["period"].unique()}
        wholes = _wholes(
            parts.assign(
                part=parts["organisation"],
                organisation=parts["organisation"].map(parents),
                end=parts["period"].map(ends),
                ratio=parts["indicator"].map(rules) == OverOrganisations.RATIO,
            )
        )
        have = pd.MultiIndex.from_frame(observations[KEY])
        new = wholes[~pd.MultiIndex.from_frame(wholes[KEY]).isin(have)]
        observations = pd.concat([observations, new[observations.columns]], ignore_index=True)
    return book.replace(observations=rebuilt(observations, book.indicators))


def rebuilt(observations: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Return the observations with each value recomputed from its parts where both are there."""
    per = observations["indicator"].map({code: i.per for code, i in indicators.items()})
    value = per * observations["numerator"] / observations["denominator"]
    return observations.assign(value=value.where(value.notna(), observations["value"]))


def _wholes(parts: pd.DataFrame) -> pd.DataFrame:
    """One row for each parent, indicator, period and breakdown among the parts."""
    has_parts = parts["numerator"].notna() & parts["denominator"].notna()
    there = has_parts.where(parts["ratio"], parts["value"].notna())
    parts = parts.assign(
        value=parts["value"].mask(parts["ratio"]),  # a rate of a whole comes from its parts
        there=there,
        provisional=parts["status"] == "p",
        broken=parts["status"] == "b",
    )
    grouped = parts.groupby(KEY, sort=False)
    wholes = (
        grouped[FIGURES]
        .sum(min_count=1)
        .join(
            grouped.agg(
                recorded_on=("recorded_on", "max"),
                there=("there", "sum"),
                provisional=("provisional", "any"),
                broken=("broken", "any"),
                end=("end", "first"),
            )
        )
    )
    wholes = wholes.reset_index()
    expected = _expected(parts, wholes)
    short = wholes["there"].to_numpy() < expected
    wholes.loc[short, FIGURES] = np.nan
    missing = expected - wholes["there"].to_numpy()
    notes = [f"{m} of {e} parts are not available" for m, e in zip(missing, expected, strict=True)]
    status = np.where(wholes["broken"], "b", np.where(wholes["provisional"], "p", ""))
    return wholes.assign(
        status=np.where(short, "x", status),
        note=np.where(short, notes, ""),
    )


def _expected(parts: pd.DataFrame, wholes: pd.DataFrame) -> np.ndarray:
    """How many parts should have reported each whole by then."""
    first = parts.groupby([*SERIES, "part"])["end"].min()
    starts: dict[Any, Any] = {
        key: np.sort(ends.to_numpy()) for key, ends in first.groupby(level=SERIES)
    }
    keys = wholes[SERIES].itertuples(index=False, name=None)
    pairs = zip(keys, wholes["end"], strict=True)
    return np.array([np.searchsorted(starts[key], end, side="right") for key, end in pairs])
