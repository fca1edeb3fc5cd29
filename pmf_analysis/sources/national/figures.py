"""Rows of a published file into figures of the council and of those it is compared with."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.framework.errors import Fault
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national.account import Account
from pmf_analysis.sources.national.cells import Cells, missing
from pmf_analysis.sources.national.indicator import CHOOSE, KEY, Rows, figures_of, matching
from pmf_analysis.sources.national.mapping import Areas, OfFigures
from pmf_analysis.sources.national.parts import Breakdown, PeriodMap
from pmf_analysis.sources.national.wanted import Wanted

__all__ = ["apart", "check_columns", "lay_out"]

OBSERVATIONS = (
    *("indicator", "organisation", "period", "breakdown"),
    *("value", "numerator", "denominator", "status", "note"),
)
BENCHMARKS = (
    *("indicator", "area", "period", "value", "numerator", "denominator"),
    *("lower_ci", "upper_ci", "status", "source"),
)
NO_AREA = "it names no area"
NOT_COMPARED = "an area that is not compared with"
OTHERS_PARTS = "a part of another area than the council"
TWICE_APART = "taken apart by two things at once"


def apart(frame: pd.DataFrame, kinds: Mapping[str, Breakdown]) -> pd.Series:
    """Return the breakdown of each row: empty for the whole, None where it is apart twice."""
    breakdown = pd.Series("", index=frame.index, dtype=object)
    ways = np.zeros(len(frame), dtype=int)
    for kind, of in kinds.items():
        part = ~frame[of.column].isin([*of.total, ""]).to_numpy()
        ways += part
        breakdown = breakdown.mask(part, f"{kind}: " + frame[of.column])
    return breakdown.mask(ways > 1, None)


def check_columns(cells: Cells, mapping: OfFigures, *others: str) -> Account:
    """Open the account of a file that has every column that its mapping names.

    Raises
    ------
    FaultsFound
        One fault for each column that it lacks, with the columns whose names are near.
    """
    names = [*others, mapping.status, *mapping.where]
    names += [of.column for of in mapping.breakdown.values()]
    for figure in mapping.figures:
        names += figure.where
        if figure.period:
            names += [figure.period.column, figure.period.beside]
        for part in figure.parts.values():
            names += [part.column, *part.where]
    account = Account(cells.file)
    account.tell(list(missing(cells, names)))
    account.check()
    return account


def lay_out(
    cells: Cells,
    kind: ArrivalKind,
    area: pd.Series,
    breakdown: pd.Series,
    period: PeriodMap,
    mapping: OfFigures,
    wanted: Wanted,
    account: Account,
) -> Arrival:
    """Turn a file's rows into observations of the council and benchmarks of the others.

    Parameters
    ----------
    cells : Cells
        The file.
    kind : ArrivalKind
        How it came.
    area, breakdown : Series of str
        Where each row belongs; no area is "", and None is a row that is apart in two ways.
    period : PeriodMap
        Where the period stands, unless a figure has its own.
    mapping : OfFigures
        What the columns mean.
    wanted : Wanted
        Which areas and indicators are wanted.
    account : Account
        Knows what was left out before.

    Raises
    ------
    FaultsFound
        Everything that cannot be read, is there twice, or is not in the catalogue.
    """
    account.tell(list(_unknown(cells, mapping, wanted)))
    account.tell(list(_unmatched(cells, mapping)))
    account.check()
    own = (area == wanted.council) & (mapping.own == "observations")
    kept = _kept(area, breakdown, own, mapping.areas, wanted, account)
    kept &= matching(cells.frame, mapping.where)
    rows = Rows(cells.frame[kept], area[kept], breakdown[kept], mapping, period, wanted, account)
    laid = pd.concat([figures_of(rows, figure) for figure in mapping.figures])
    figures = account.once(laid, ["indicator", *KEY], CHOOSE)
    account.check()
    mine = figures["area"].eq(wanted.council) & (mapping.own == "observations")
    observations = figures[mine].rename(columns={"area": "organisation"}).assign(note="")
    benchmarks = figures[~mine].assign(source=mapping.source)
    tables = {
        "observations": observations[list(OBSERVATIONS)],
        "benchmarks": benchmarks[list(BENCHMARKS)],
    }
    return Arrival(
        kind,
        cells.file,
        cells.sha256,
        len(cells.frame),
        {name: table for name, table in tables.items() if len(table)},
        account.left_out(cells.frame.index, figures.index),
        source=mapping.source,
        licence=mapping.licence,
    )


def _kept(
    area: pd.Series,
    breakdown: pd.Series,
    own: pd.Series,
    areas: Areas,
    wanted: Wanted,
    account: Account,
) -> pd.Series:
    """The rows whose area counts, each other row with its reason."""
    kept = area != ""
    account.leave(area.index[~kept].tolist(), NO_AREA)
    if areas != "all":
        kept &= area.isin([*wanted.areas, wanted.council] if areas == "wanted" else areas)
    account.leave(area.index[~kept].tolist(), NOT_COMPARED)
    twice = kept & breakdown.isna()
    account.leave(area.index[twice].tolist(), TWICE_APART)
    others = kept & ~own & breakdown.fillna("").ne("")
    account.leave(area.index[others].tolist(), OTHERS_PARTS)
    return kept & ~twice & ~others


def _unknown(cells: Cells, mapping: OfFigures, wanted: Wanted) -> Iterator[Fault]:
    """Yield a fault for each indicator that the catalogue does not have."""
    for code in dict.fromkeys(figure.indicator for figure in mapping.figures):
        if code not in wanted.indicators:
            near = difflib.get_close_matches(code, sorted(wanted.indicators), n=1)
            advice = f"Did you mean {near[0]!r}?" if near else ""
            expected, got = "an indicator that is in indicators.csv", f"{code!r} in the mapping"
            yield Fault(cells.file, None, "", expected, got, advice)


def _unmatched(cells: Cells, mapping: OfFigures) -> Iterator[Fault]:
    """Yield a fault for each column in which a mapping looks for cells that no row has.

    One of several that are looked for may be missing: the first release of a year has one term.
    """
    sought = [mapping.where, *(figure.where for figure in mapping.figures)]
    sought += [part.where for figure in mapping.figures for part in figure.parts.values()]
    for column, texts in dict.fromkeys(pair for where in sought for pair in where.items()):
        there = cells.frame[column].unique().tolist()
        if not set(texts) & set(there):
            near = difflib.get_close_matches(texts[0], there, n=3) if texts else []
            advice = f"Near it are {', '.join(map(repr, near))}" if near else ""
            expected = f"a row with {' or '.join(map(repr, texts))}, as the mapping says"
            yield Fault(cells.file, None, column, expected, "none", advice)
