"""Fingertips: the CSV of the public API (27 columns), and the layout of its data store."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import cells as files
from pmf_analysis.sources.national.cells import Cells
from pmf_analysis.sources.national.figures import check_columns, lay_out
from pmf_analysis.sources.national.mapping import FingertipsMapping, OfFigures
from pmf_analysis.sources.national.parts import FigureMap, Part, PeriodMap
from pmf_analysis.sources.national.wanted import Wanted

__all__ = ["read"]

# What the columns of the public download are called in the data store.
STORE = {
    "IndicatorId": "Indicator ID",
    "AreaCode": "Area Code",
    "CategoryType": "Category Type",
    "Year": "Time period",
    "LowerCI": "Lower CI 95.0 limit",
    "UpperCI": "Upper CI 95.0 limit",
}
PARTS = {
    "value": "Value",
    "numerator": "Count",
    "denominator": "Denominator",
    "lower_ci": "Lower CI 95.0 limit",
    "upper_ci": "Upper CI 95.0 limit",
}
COUNTS = ("numerator", "denominator")
NEEDED = (
    *("Indicator ID", "Area Code", "Sex", "Age", "Category Type", "Category", "Time period"),
    *PARTS.values(),
)
NOTE = "Value note"
STATUS = "status"
NOT_MAPPED = "an indicator that the mapping does not name"
# What a note makes of a row, by a word in it: of one without a figure, and of one with a figure,
# beside which most notes only say how it was made.
WITHOUT = (("suppress", "c"), ("disclosure", "c"), ("", "x"))
BESIDE = (("suppress", "c"), ("data quality", "u"), ("estimate", "e"), ("", ""))
# A kind of category, as it is spelt here, and the kind of breakdown that it is.
CATEGORIES = (("deprivation", "deprivation"), ("ethnic", "ethnicity"))
UNKEPT = "unkept"
NOT_KEPT = "a part by something else than age, sex, ethnicity and deprivation"


def read(path: Path, wanted: Wanted, mapping: FingertipsMapping) -> Arrival:
    """Read a Fingertips download.

    The whole of an indicator is the sex that the mapping names (Persons unless it says
    otherwise), its age where it names one, and no category. Of the council's own rows the other
    sexes, ages and categories are breakdowns of it. Count and denominator come with a figure
    only where they give it again: for standardised rates and scores they do not.

    Parameters
    ----------
    path : Path
        The file, as downloaded.
    wanted : Wanted
        Which areas and indicators are wanted.
    mapping : FingertipsMapping
        The council's indicators, by the number of Fingertips' own.

    Raises
    ------
    FaultsFound
        Everything that cannot be read, or that is there twice.
    WrongUse
        There is no such file.
    """
    cells = files.read(path, mapping)
    frame = cells.frame.rename(columns=STORE)
    if missing := list(_missing(cells, frame)):
        raise FaultsFound(missing)
    ids = frame["Indicator ID"].str.removesuffix(".0")
    notes = frame[NOTE] if NOTE in frame else pd.Series("", index=frame.index, dtype=object)
    frame = frame.assign(**{"Indicator ID": ids, STATUS: _statuses(notes, frame["Value"])})
    cells = Cells(cells.file, cells.sha256, frame)
    figures = _figures(mapping, set(ids.unique()))
    if not figures:
        there = ", ".join(sorted(ids.unique())[:10])
        expected = "one of the indicators that the mapping names"
        raise FaultsFound([Fault(cells.file, None, "Indicator ID", expected, there)])
    whole = OfFigures(
        where=mapping.where,
        figures=tuple(figures.values()),
        status=STATUS,
        areas=mapping.areas,
        own=mapping.own,
        source=mapping.source,
        licence=mapping.licence,
    )
    period = PeriodMap(column="Time period")
    account = check_columns(cells, whole)
    account.leave(frame.index[~ids.isin(list(figures))].tolist(), NOT_MAPPED)
    breakdown = _breakdown(frame, ids, mapping)
    unkept = frame["Category Type"].map(_category) == UNKEPT
    account.leave(frame.index[unkept].tolist(), NOT_KEPT)
    kind = ArrivalKind.FINGERTIPS
    return lay_out(cells, kind, frame["Area Code"], breakdown, period, whole, wanted, account)


def _missing(cells: Cells, frame: pd.DataFrame) -> Iterator[Fault]:
    for name in NEEDED:
        if name not in frame:
            near = difflib.get_close_matches(name, list(frame.columns), n=1)
            advice = f"Is it the one called {near[0]!r}?" if near else ""
            expected = "this column of a Fingertips download"
            yield Fault(cells.file, None, name, expected, "a header without it", advice)


def _figures(mapping: FingertipsMapping, there: set[str]) -> Mapping[str, FigureMap]:
    """By Fingertips' number, where the figures of each indicator in the file stand."""
    return {
        number: FigureMap(
            indicator=of.indicator,
            where={"Indicator ID": (number,)},
            period=PeriodMap(column="Time period", anchor=of.anchor),
            **{
                role: Part(column=column, times=1 if role in COUNTS else of.times)
                for role, column in PARTS.items()
            },
        )
        for number, of in mapping.indicators.items()
        if number in there
    }


def _statuses(notes: pd.Series, values: pd.Series) -> pd.Series:
    """The letter that each note amounts to."""
    letters = {
        note: tuple(
            next(letter for word, letter in meanings if word in note.lower()) if note else ""
            for meanings in (WITHOUT, BESIDE)
        )
        for note in notes.unique()
    }
    without, beside = (notes.map({n: both[k] for n, both in letters.items()}) for k in (0, 1))
    return without.mask(values != "", beside)


def _breakdown(frame: pd.DataFrame, ids: pd.Series, mapping: FingertipsMapping) -> pd.Series:
    """Empty for the whole; the sex, age or category where one of them is a part."""
    sex = ids.map({number: of.sex for number, of in mapping.indicators.items()})
    age = ids.map({number: of.age for number, of in mapping.indicators.items()})
    kind = frame["Category Type"].map(_category)
    breakdown = pd.Series("", index=frame.index, dtype=object)
    ways = np.zeros(len(frame), dtype=int)
    for part, label in (
        (frame["Sex"] != sex, "sex: " + frame["Sex"]),
        ((age != "") & (frame["Age"] != age), "age: " + frame["Age"]),
        (kind != "", kind + ": " + frame["Category"]),
    ):
        breakdown = breakdown.mask(part, label)
        ways += part.to_numpy(int)
    return breakdown.mask((ways > 1) | (kind == UNKEPT), None)


@cache
def _category(text: str) -> str:
    """The kind of breakdown that a type of category is; empty for the whole."""
    kinds = (kind for word, kind in CATEGORIES if word in text.lower())
    return next(kinds, UNKEPT) if text else ""
