"""Join the figures of councils that were replaced to those of the councils that replaced them.

A successor's figure for a period before it began is made from those of all its predecessors:
totals are added, rates are rebuilt from added numerators and denominators, and nothing else is
made. Where chained figures meet the successor's own the series has a break.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from pmf_analysis.framework.indicator import Indicator, OverOrganisations
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.rollup import rebuilt
from pmf_analysis.tables.succession import (
    Heirs,
    generations,
    heirs,
    listed,
    predecessors,
    unions,
)

__all__ = ["chained", "predecessors"]

CELL = ["indicator", "area", "period"]
SERIES = ["indicator", "area"]
FIGURES = ["value", "numerator", "denominator"]
HIDDEN = ["c", "x", "z"]
# A sum has the gravest status of its parts; one that does not apply is not available for it.
# Of a confidential part the sum is confidential, not just missing: the council's own figures by
# ward or age may add up to it, and less the other parts would tell the hidden one. Marked so, it
# is guarded with them before anything is shown.
GRAVEST = ["c", "x", "b", "p", "e", "u", "r", ""]

BEGINS = "The new council's own figures begin"


def chained(book: Book) -> Book:
    """Return the book with the history of each area that replaced others.

    The council's own goes to ``observations``, that of other areas to ``benchmarks``. A period
    for which the successor has a row of its own is left alone; one for which a predecessor has
    none stays empty, since a part is not the whole. A predecessor counts for the periods that it
    stood through, and after it those that took its place. Figures of a county and of its
    districts are of the same people: those of one tier are added, the county's where they are
    complete.

    Parameters
    ----------
    book : Book
        As at a date, before anything is added up over organisations; not changed.
    """
    replaced = heirs(book)
    if not replaced or book.benchmarks.empty:
        return book
    figures = _figures(book, replaced)
    for successors in generations(replaced):
        pairs = unions(book, replaced, successors, figures["period"].unique())
        made = _made(book, figures, pairs)
        figures = _broken(pd.concat([figures, made], ignore_index=True), successors)
    own = figures["area"] == book.framework.council.code
    ours, before = figures[own], _before(book, replaced)
    return book.replace(
        observations=_observations(book, ours),
        benchmarks=_benchmarks(book, figures[~own]),
        events=_events(book, ours, figures[figures["area"].isin(before)], before),
    )


def _before(book: Book, replaced: Heirs) -> Collection[str]:
    """The areas that the council replaced itself."""
    return replaced.get(book.framework.council.code, ())


def _figures(book: Book, replaced: Heirs) -> pd.DataFrame:
    """The figures of every area that has to do with a reorganisation, the council's among them.

    ``made`` marks what is chained, ``meets`` what follows figures of the other kind.
    """
    council = book.framework.council.code
    rows = book.benchmarks
    involved = {*replaced, *(area for areas in replaced.values() for area in areas)} - {council}
    others = rebuilt(rows[rows["area"].isin(involved)], book.indicators)
    ours = book.observations[_reported(book)].assign(area=council, source="")
    columns = [*CELL, *FIGURES, "status", "source", "recorded_on"]
    figures = pd.concat([others[columns], ours[columns]], ignore_index=True)
    ends = {t: book.framework.period(t).end.toordinal() for t in figures["period"].unique()}
    end = figures["period"].map(ends).astype("int64")
    return figures.assign(end=end, names="", made=False, meets=False)


def _reported(book: Book) -> pd.Series:
    """Which rows are the council's own, or those of its parts that will make its figure."""
    rows = book.observations
    rules = {code: i.over_organisations for code, i in book.indicators.items()}
    adding = rows["indicator"].map(rules) != OverOrganisations.NONE
    plain = rows["breakdown"] == ""
    whole = plain & (rows["organisation"] == book.framework.council.code)
    cell = ["indicator", "period"]
    return whole | (plain & adding & ~_among(rows, rows[whole], cell))


def _among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Which rows share their cells of some columns with any of the others."""
    keys, known = (pd.MultiIndex.from_frame(frame[columns]) for frame in (rows, others))
    return pd.Series(keys.isin(known), rows.index)


def _made(book: Book, figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """What the predecessors' figures give for the periods before their successors began."""
    adding = [code for code, i in book.indicators.items() if _adds_up(i)]
    breaks = figures.assign(breaks=figures["status"] == "b").sort_values("end", kind="stable")
    parts = figures.drop(columns="names").assign(breaks=breaks.groupby(SERIES)["breaks"].cumsum())
    parts = parts.merge(pairs, on=["area", "period"])
    parts = parts.assign(area=parts["successor"], adds=parts["indicator"].isin(adding))
    parts = parts[~_among(parts, figures, CELL)]
    if parts.empty:
        return figures.iloc[:0]
    wholes = _sums(parts)
    wholes = wholes[wholes["there"] == wholes["of"]]
    # The county first, but where it hides a figure that its districts show.
    wholes = wholes.sort_values(["hidden", "tier"], kind="stable").drop_duplicates(CELL)
    shown = wholes[~wholes["hidden"]].sort_values("end")
    # A break of a part in a period for which there is no whole stands at the next one.
    grown = shown.groupby(SERIES)["breaks"].diff() > 0
    grown |= shown.groupby([*SERIES, "tier"])["era"].diff().fillna(0) != 0
    wholes = wholes[_among(wholes, shown, SERIES)]
    per = wholes["indicator"].map({code: i.per for code, i in book.indicators.items()})
    ratio = per * wholes["numerator"] / wholes["denominator"]
    # A total that had a denominator would be divided again.
    wholes = wholes.assign(
        value=wholes["value"].where(wholes["adds"], ratio),
        denominator=wholes["denominator"].mask(wholes["adds"]),
        status=wholes["status"].mask(grown.reindex(wholes.index, fill_value=False), "b"),
        made=True,
    )
    wholes[FIGURES] = wholes[FIGURES].mask(wholes["hidden"])
    return wholes[figures.columns]


def _adds_up(indicator: Indicator) -> bool:
    return indicator.adds_up and indicator.over_organisations is OverOrganisations.SUM


def _sums(parts: pd.DataFrame) -> pd.DataFrame:
    """One row for each cell and tier; ``there`` counts its areas that have what it takes."""
    hidden = parts["status"].isin(HIDDEN)
    two = parts["numerator"].notna() & parts["denominator"].notna()
    source, sources = pd.factorize(parts["source"])
    parts = parts.assign(
        gravity=parts["status"].replace("z", "x").map({s: k for k, s in enumerate(GRAVEST)}),
        there=hidden | parts["value"].notna().where(parts["adds"], two),
        counted=parts["numerator"].notna(),
        hidden=hidden,
        source_from=source,
        source_to=source,
    )
    how = {
        "sum": (*FIGURES, "there", "counted", "breaks"),
        "first": ("of", "end", "names", "era", "adds", "meets"),
        "min": ("gravity", "source_from"),
        "max": ("recorded_on", "source_to", "hidden"),
    }
    grouped = parts.groupby([*CELL, "tier"], sort=False)
    wholes = grouped.agg({c: way for way, columns in how.items() for c in columns}).reset_index()
    return wholes.assign(
        numerator=wholes["numerator"].where(wholes["counted"] == wholes["of"]),
        status=np.array(GRAVEST, dtype=object)[wholes["gravity"]],
        source=_sources(parts, wholes, sources),
        meets=False,
    )


def _sources(parts: pd.DataFrame, wholes: pd.DataFrame, sources: pd.Index) -> pd.Series:
    """What the parts of each whole name as their source: each once, where they differ."""
    said = pd.Series(sources.to_numpy()[wholes["source_from"]], wholes.index, dtype=object)
    mixed = wholes[wholes["source_from"] != wholes["source_to"]]
    if mixed.empty:
        return said
    whole = [*CELL, "tier"]
    among = parts[_among(parts, mixed, whole)].groupby(whole, sort=False)["source"]
    told = among.agg(lambda named: "; ".join(dict.fromkeys(text for text in named if text)))
    said[mixed.index] = told.reindex(pd.MultiIndex.from_frame(mixed[whole])).to_numpy()
    return said


def _broken(figures: pd.DataFrame, successors: Collection[str]) -> pd.DataFrame:
    """Mark where a chained figure and one of the successor's own follow each other."""
    shown = ~figures["status"].isin(HIDDEN)
    rows = figures[figures["area"].isin(successors) & shown]
    rows = rows.sort_values([*SERIES, "end"], kind="stable")
    before = rows.shift()
    follows = (rows[SERIES] == before[SERIES]).all(axis=1)
    other = rows["made"].astype(float) != before["made"].astype(float)
    # Parts of the council report one period in several rows.
    meets = shown & _among(figures, rows[follows & other], CELL)
    status = figures["status"].mask(meets, "b")
    return figures.assign(status=status, meets=figures["meets"] | meets)


def _stops(ours: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """The council's first figure of each indicator whose earlier ones cannot be made."""
    ours, earlier = (rows[~rows["status"].isin(HIDDEN)] for rows in (ours, earlier))
    chainable = ours.loc[ours["made"], "indicator"]
    began = ours.groupby("indicator")["end"].min()
    stopped = earlier[~earlier["indicator"].isin(chainable)]
    stopped = stopped[stopped["end"] < stopped["indicator"].map(began)]
    first = ours["end"] == ours["indicator"].map(began)
    return ours[first & ours["indicator"].isin(stopped["indicator"])]


def _observations(book: Book, ours: pd.DataFrame) -> pd.DataFrame:
    """The council's rows and its history, with breaks where they meet."""
    rows = book.observations
    shown = _reported(book) & ~rows["status"].isin(HIDDEN)
    meets = shown & _among(rows, ours[ours["meets"] & ~ours["made"]], ["indicator", "period"])
    made = ours[ours["made"]]
    made = made.assign(
        organisation=made["area"], breakdown="", note="Added up from " + made["names"]
    )
    return _joined(rows.assign(status=rows["status"].mask(meets, "b")), made)


def _events(
    book: Book, ours: pd.DataFrame, earlier: pd.DataFrame, before: Collection[str]
) -> pd.DataFrame:
    """The events, with a line for each series of the council where its own figures begin."""
    if not before:
        return book.events
    names = dict(zip(book.areas["area"], book.areas["name"], strict=True))
    told = listed([names[area] for area in before])
    joins = ours[ours["meets"] & ~ours["made"]].sort_values("end", kind="stable")
    said = [
        (joins.drop_duplicates("indicator"), f"Earlier ones are made from those of {told}"),
        (_stops(ours, earlier), f"Those of {told} cannot be added up"),
    ]
    new = [
        rows.drop_duplicates("indicator").assign(
            organisation=rows["area"],
            label=BEGINS,
            reason=reason,
            rebase=False,
            exclude=False,
            approved_by="",
        )
        for rows, reason in said
    ]
    return _joined(book.events, pd.concat(new))


def _benchmarks(book: Book, others: pd.DataFrame) -> pd.DataFrame:
    """The other areas' rows and their history; the limits of a sum are not known."""
    rows = book.benchmarks
    meets = _among(rows, others[others["meets"] & ~others["made"]], CELL)
    made = others[others["made"]]
    told = (made["source"] + ", a").mask(made["source"] == "", "A") + "dded up from "
    made = made.assign(source=told + made["names"], lower_ci=np.nan, upper_ci=np.nan)
    return _joined(rows.assign(status=rows["status"].mask(meets, "b")), made)


def _joined(rows: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    new = made[list(rows.columns)].astype(rows.dtypes)
    return pd.concat([rows, new], ignore_index=True)
