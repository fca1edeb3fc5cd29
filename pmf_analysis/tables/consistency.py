"""Faults that only show when rows are read together: frequencies, overlaps, parts and wholes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.indicator import Basis, Indicator, Polarity
from pmf_analysis.framework.period import Period

__all__ = ["faults"]

MONTHS_IN_YEAR = 12


def faults(
    indicators: Mapping[str, Indicator], tables: Mapping[str, pd.DataFrame], year_starts: int
) -> list[Fault]:
    """Return what is wrong between rows of tables that are right cell by cell.

    Parameters
    ----------
    indicators : mapping of str to Indicator
        The catalogue.
    tables : mapping of str to DataFrame
        The typed tables that passed their schema; indexed by line.
    year_starts : int
        First month of the financial year.
    """
    found: list[Fault] = []
    for name in ("observations", "events", "benchmarks"):
        if name in tables:
            found += _frequency_faults(name, tables[name], indicators, year_starts)
    if "observations" in tables and not found:
        found += _value_faults(tables["observations"], indicators)
    if "targets" in tables:
        found += _target_faults(tables["targets"], indicators, year_starts)
    return found


def _frequency_faults(
    name: str, frame: pd.DataFrame, indicators: Mapping[str, Indicator], year_starts: int
) -> Iterable[Fault]:
    """A monthly indicator is observed in months, an annual one in years."""
    read = {text: Period.parse(text, year_starts).frequency for text in frame["period"].unique()}
    wanted = frame["indicator"].map({code: i.frequency for code, i in indicators.items()})
    wrong = frame[wanted.notna() & (frame["period"].map(read) != wanted)]
    for row, code, text in zip(wrong.index, wrong["indicator"], wrong["period"], strict=True):
        expected = f"a {indicators[code].frequency}, as indicator {code} is measured"
        yield Fault(f"{name}.csv", int(row), "period", expected, f"{text!r}")


def _value_faults(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Iterable[Fault]:
    """Confidential cells hold nothing; a value agrees with the parts it is made of."""
    file = "observations.csv"
    hidden = frame["status"].isin(["c", "x", "z"])
    for column in ("value", "numerator"):
        for row, value in frame.loc[hidden & frame[column].notna(), column].items():
            expected = "no figure beside the status c, x or z"
            yield Fault(file, _line(row), column, expected, f"{value:g}")
    parts = frame["numerator"].notna() & frame["denominator"].notna()
    lone = ~hidden & frame["value"].isna() & ~parts
    for row in frame.index[lone]:
        advice = "Where there is no figure give the status x, z or c, or leave the row out"
        yield Fault(file, int(row), "value", "a figure, or its two parts", "nothing", advice)
    per = frame["indicator"].map({code: i.per for code, i in indicators.items()})
    places = frame["indicator"].map({code: i.decimals for code, i in indicators.items()})
    zero = parts & (frame["denominator"] <= 0)
    for row, value in frame.loc[zero, "denominator"].items():
        yield Fault(file, _line(row), "denominator", "more than 0", f"{value:g}")
    both = parts & ~zero & frame["value"].notna()
    rebuilt = per * frame["numerator"] / frame["denominator"].where(both)
    # Half of the last published decimal, with a little over for a value rounded at its edge.
    allowed = 0.5001 * np.power(10.0, -places.astype(float))
    off = both & ((frame["value"] - rebuilt).abs() > allowed)
    wrong = frame.assign(per=per, rebuilt=rebuilt)[off]
    for row, cells in zip(wrong.index, wrong.to_dict("records"), strict=True):
        expected = "{rebuilt:.6g}, which is {per:g} x {numerator:g} / {denominator:g}"
        told = expected.format_map({str(name): cell for name, cell in cells.items()})
        yield Fault(file, int(row), "value", told, f"{cells['value']:g}")


def _target_faults(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], year_starts: int
) -> Iterable[Fault]:
    """One target at a time; a band has two edges, every other target one."""
    file = "targets.csv"
    for _, rows in frame.groupby(["indicator", "organisation"], sort=False):
        yield from _overlaps(file, rows, year_starts)
    for row, code, target, lower, upper in zip(
        frame.index,
        frame["indicator"],
        frame["target"],
        frame["lower"],
        frame["upper"],
        strict=True,
    ):
        if indicators[code].polarity is Polarity.RANGE:
            if np.isnan(lower) or np.isnan(upper) or lower > upper:
                expected = "a lower and an upper edge, as the polarity is range"
                yield Fault(file, int(row), "lower", expected, f"{lower:g} and {upper:g}")
        elif np.isnan(target):
            yield Fault(file, int(row), "target", "a number", "nothing")
    annual = frame["period"].map({t: _years(t, year_starts) for t in frame["period"].unique()})
    cumulative = {code for code, i in indicators.items() if i.basis is Basis.YEAR_TO_DATE}
    whole = frame[annual & frame["indicator"].isin(cumulative)]
    for row, code, text in zip(whole.index, whole["indicator"], whole["period"], strict=True):
        if indicators[code].frequency.per_year > 1:
            expected = f"a profiled target for each {indicators[code].frequency} of the year"
            yield Fault(file, int(row), "period", expected, f"{text!r} for a year to date")


def _overlaps(file: str, rows: pd.DataFrame, year_starts: int) -> Iterable[Fault]:
    first: dict[str, int] = {}
    for row, text in rows["period"].items():
        first.setdefault(str(text), _line(row))
    periods = sorted((Period.parse(text, year_starts), line) for text, line in first.items())
    for (earlier, _), (later, line) in pairwise(periods):
        if earlier.overlaps(later):
            expected = "targets that do not overlap in time"
            got = f"{later} beside {earlier} in row {first[str(earlier)]}"
            advice = "Keep the one that holds, or give each period its own"
            yield Fault(file, line, "period", expected, got, advice)


def _years(text: str, year_starts: int) -> bool:
    return Period.parse(text, year_starts).months >= MONTHS_IN_YEAR


def _line(row: object) -> int:
    return int(str(row))
