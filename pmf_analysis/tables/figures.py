"""Faults of the figures themselves: what is hidden, parts and wholes, running totals, dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator
from pmf_analysis.framework.period import SEPTEMBER, Frequency, Period

__all__ = ["faults", "time_faults"]

NOT_SHOWN = ("c", "x", "z")


def faults(name: str, frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Iterable[Fault]:
    """Yield figures that should not be there, should be, or do not agree with their parts.

    Parameters
    ----------
    name : str
        ``observations`` or ``benchmarks``.
    frame : DataFrame
        Its typed rows, indexed by line.
    indicators : mapping of str to Indicator
        The catalogue.
    """
    file = f"{name}.csv"
    hidden = frame["status"].isin(NOT_SHOWN)
    for column in ("value", "numerator"):
        for row, value in frame.loc[hidden & frame[column].notna(), column].items():
            expected = "no figure beside the status c, x or z"
            yield Fault(file, _line(row), column, expected, f"{value:g}")
    parts = frame["numerator"].notna() & frame["denominator"].notna()
    for row in frame.index[~hidden & frame["value"].isna() & ~parts]:
        advice = "Where there is no figure give the status x, z or c, or leave the row out"
        yield Fault(file, int(row), "value", "a figure, or its two parts", "nothing", advice)
    zero = parts & (frame["denominator"] <= 0)
    for row, value in frame.loc[zero, "denominator"].items():
        yield Fault(file, _line(row), "denominator", "more than 0", f"{value:g}")
    yield from _parts_faults(file, frame[parts & ~zero & frame["value"].notna()], indicators)
    if name == "benchmarks":
        crossed = frame["lower_ci"] > frame["upper_ci"]
        for row, value in frame.loc[crossed, "lower_ci"].items():
            yield Fault(file, _line(row), "lower_ci", "at most upper_ci", f"{value:g}")
    if name == "observations":
        yield from _chart_faults(file, frame[~hidden], indicators)
        guarded = [c for c, i in indicators.items() if i.disclosure and not i.adds_up]
        bare = frame["indicator"].isin(guarded) & ~hidden & frame["numerator"].isna()
        for row in frame.index[bare]:
            expected = "the count behind the figure, for the small-number rule"
            yield Fault(file, int(row), "numerator", expected, "nothing")


def _chart_faults(
    file: str, frame: pd.DataFrame, indicators: Mapping[str, Indicator]
) -> Iterable[Fault]:
    """Yield figures that the chart named in the catalogue cannot be drawn from."""
    charts = frame["indicator"].map({code: i.chart for code, i in indicators.items()})
    named = charts.to_dict()
    advice = "Give it, or name another chart in indicators.csv"
    for column in ("numerator", "denominator"):
        for row, chart in charts[charts.isin(_OF_PARTS) & frame[column].isna()].items():
            expected = f"a number, because the catalogue names a {chart} chart"
            yield Fault(file, _line(row), column, expected, "nothing", advice)
    above = charts.isin(_SHARES) & (frame["numerator"] > frame["denominator"])
    for row, value in frame.loc[above, "numerator"].items():
        expected = f"at most its denominator, because the catalogue names a {named[row]} chart"
        yield Fault(file, _line(row), "numerator", expected, f"{value:g}")
    for kinds, least, wrong in (
        ({ChartKind.T}, "above 0", frame["value"] <= 0),
        ({ChartKind.C, ChartKind.G}, "0 or more", frame["value"] < 0),
        (_OF_PARTS, "0 or more", frame["numerator"] < 0),
    ):
        column = "numerator" if kinds is _OF_PARTS else "value"
        for row, value in frame.loc[charts.isin(kinds) & wrong, column].items():
            expected = f"{least}, because the catalogue names a {named[row]} chart"
            yield Fault(file, _line(row), column, expected, f"{value:g}")


_SHARES = {ChartKind.P, ChartKind.P_PRIME}
_OF_PARTS = _SHARES | {ChartKind.U, ChartKind.U_PRIME}


def _parts_faults(
    file: str, frame: pd.DataFrame, indicators: Mapping[str, Indicator]
) -> Iterable[Fault]:
    per = frame["indicator"].map({code: i.per for code, i in indicators.items()})
    places = frame["indicator"].map({code: i.decimals for code, i in indicators.items()})
    rebuilt = per * frame["numerator"] / frame["denominator"]
    # Half of the last published decimal, with a little over for a value rounded at its edge.
    allowed = 0.5001 * np.power(10.0, -places.astype(float))
    wrong = frame.assign(per=per, rebuilt=rebuilt)[(frame["value"] - rebuilt).abs() > allowed]
    for row, cells in zip(wrong.index, wrong.to_dict("records"), strict=True):
        expected = "{rebuilt:.6g}, which is {per:g} x {numerator:g} / {denominator:g}"
        told = expected.format_map({str(name): cell for name, cell in cells.items()})
        yield Fault(file, int(row), "value", told, f"{cells['value']:g}")


def time_faults(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], year_starts: int
) -> Iterable[Fault]:
    """Yield figures recorded before their period began, and running totals that fall."""
    file = "observations.csv"
    read = {text: Period.parse(text, year_starts) for text in frame["period"].unique()}
    begins = pd.to_datetime(frame["period"].map({t: p.start for t, p in read.items()}))
    for row in frame.index[begins > frame["recorded_on"]]:
        period, day = (str(frame.at[row, cell]) for cell in ("period", "recorded_on"))
        got = f"{period} recorded on {day[:10]}"
        expected = "a period that had begun by the day it was recorded"
        yield Fault(file, int(row), "period", expected, got)
    to_date = {c: i for c, i in indicators.items() if i.basis is Basis.YEAR_TO_DATE}
    series = ["indicator", "organisation", "breakdown"]
    latest = (
        frame[frame["indicator"].isin(to_date)]
        .sort_values("recorded_on", kind="stable")
        .drop_duplicates([*series, "period"], keep="last")
    )
    first = latest["period"].map({t: p.first for t, p in read.items()}).astype(float)
    year = latest["period"].map({t: _year_of(p) for t, p in read.items()})
    ordered = latest.assign(first=first, year=year).sort_values("first")
    # A share to date may fall; its two parts may not.
    totals = ordered["indicator"].isin([c for c, i in to_date.items() if i.adds_up])
    for column, rows in (
        ("value", ordered[totals]),
        ("numerator", ordered[~totals]),
        ("denominator", ordered[~totals]),
    ):
        falls = rows.groupby([*series, "year"])[column].diff()
        for row, value in rows.loc[falls < 0, column].items():
            expected = "a total to date of at least the one before it in the year"
            yield Fault(file, _line(row), column, expected, f"{value:g}")
    shares = ordered[
        ordered["indicator"].isin([c for c, i in to_date.items() if i.chart in _SHARES])
    ]
    grown = shares.groupby([*series, "year"])[["numerator", "denominator"]].diff()
    for row, value in shares.loc[grown["numerator"] > grown["denominator"], "numerator"].items():
        expected = "to have grown by no more than its denominator since the period before"
        yield Fault(file, _line(row), "numerator", expected, f"{value:g}")


def _year_of(period: Period) -> int:
    """The year that a total to date runs in: the school year for terms, else the council's."""
    opens = SEPTEMBER if period.frequency is Frequency.TERM else period.year_starts
    return (period.first - (opens - 1)) // 12


def _line(row: object) -> int:
    return int(str(row))
