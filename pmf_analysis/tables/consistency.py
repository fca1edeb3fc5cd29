"""Faults that only show when rows are read together: frequencies, overlaps, parts and wholes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.indicator import Basis, Indicator, Polarity
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.tables import figures

__all__ = ["faults"]

MONTHS_IN_YEAR = 12


def faults(
    framework: Framework,
    indicators: Mapping[str, Indicator],
    tables: Mapping[str, pd.DataFrame],
) -> list[Fault]:
    """Return what is wrong between rows of tables that are right cell by cell.

    Parameters
    ----------
    framework : Framework
        Gives the year's first month, and the council's own code.
    indicators : mapping of str to Indicator
        The catalogue.
    tables : mapping of str to DataFrame
        The typed rows that passed their schema; indexed by line.
    """
    starts = framework.council.year_starts
    # A row of an indicator that is at fault itself has its fault already.
    known = {
        name: frame[frame["indicator"].isin(list(indicators))] if "indicator" in frame else frame
        for name, frame in tables.items()
    }
    found = [*_case_faults(indicators), *_pooled_faults(known.get("observations"), starts)]
    for name in ("observations", "events", "benchmarks"):
        if name in known:
            found += _frequency_faults(name, known[name], indicators, starts)
    for name in ("observations", "benchmarks"):
        if name in known:
            found += figures.faults(name, known[name], indicators)
    if "observations" in known:
        found += figures.time_faults(known["observations"], indicators, starts)
    if "targets" in known:
        found += _target_faults(known["targets"], indicators, starts)
    if "neighbours" in known:
        found += _neighbour_faults(known["neighbours"], tables.get("areas"))
    if "areas" in known:
        found += _successor_faults(known["areas"], framework.council.code)
    return found


def _case_faults(indicators: Mapping[str, Indicator]) -> Iterable[Fault]:
    """Codes name pages, and some file systems know no case."""
    seen: dict[str, str] = {}
    for code in indicators:
        twin = seen.setdefault(code.lower(), code)
        if twin != code:
            expected = "codes that differ in more than capital letters"
            yield Fault("indicators.csv", None, "indicator", expected, f"{twin} and {code}")


def _pooled_faults(observations: pd.DataFrame | None, year_starts: int) -> Iterable[Fault]:
    """An indicator pools the same number of years each time."""
    if observations is None:
        return
    read = {t: Period.parse(t, year_starts) for t in observations["period"].unique()}
    spans = {t: p.months for t, p in read.items() if p.frequency is Frequency.POOLED}
    pooled = observations[observations["period"].isin(list(spans))]
    for code, rows in pooled.groupby("indicator", sort=False):
        months = rows["period"].map(spans)
        other = rows[months != months.iloc[0]]
        for row, text in other["period"].items():
            expected = f"spans of {months.iloc[0] // 12} years, as indicator {code} began with"
            yield Fault("observations.csv", _line(row), "period", expected, repr(text))


def _neighbour_faults(neighbours: pd.DataFrame, areas: pd.DataFrame | None) -> Iterable[Fault]:
    """No area is its own neighbour, and each is one that areas.csv names."""
    file = "neighbours.csv"
    for row in neighbours.index[neighbours["area"] == neighbours["neighbour"]]:
        got = f"{neighbours.at[row, 'area']!s} beside itself"
        yield Fault(file, int(row), "neighbour", "another area", got)
    if areas is None:
        return
    unknown = neighbours[~neighbours["neighbour"].isin(areas["area"])]
    for row, code in unknown["neighbour"].items():
        yield Fault(file, _line(row), "neighbour", "an area that is in areas.csv", repr(code))


def _successor_faults(areas: pd.DataFrame, council: str) -> Iterable[Fault]:
    """An area that was replaced ended no later than one began that is known, and not by itself."""
    file, replaced = "areas.csv", areas[areas["replaced_by"] != ""]
    known = {*areas["area"], council}
    for row, code in replaced.loc[~replaced["replaced_by"].isin(known), "replaced_by"].items():
        advice = "Give it a row; leave it empty for an area that was split between several"
        yield Fault(file, _line(row), "replaced_by", "an area that is here", repr(code), advice)
    for row in replaced.index[replaced["end"].isna()]:
        expected = "the day it ended, as it was replaced"
        yield Fault(file, _line(row), "end", expected, "nothing")
    if areas.empty:  # pandas takes days that are not there for numbers
        return
    starts = areas.drop_duplicates("area").set_index("area")["start"]
    began = replaced["replaced_by"].map(starts)
    wrong = began < replaced["end"]
    for row, day, end in zip(began.index[wrong], began[wrong], replaced["end"][wrong], strict=True):
        expected = f"a day by {day:%Y-%m-%d}, when the area began that replaced it"
        yield Fault(file, _line(row), "end", expected, f"{end:%Y-%m-%d}")
    yield from _circle_faults(replaced)


def _circle_faults(replaced: pd.DataFrame) -> Iterable[Fault]:
    """No area comes after itself; each circle is told once, at its first row."""
    after = dict(zip(replaced["area"], replaced["replaced_by"], strict=True))
    told: set[str] = set()
    for row, area in replaced["area"].items():
        path = [area]
        while (following := after.get(path[-1])) is not None and following not in {*path, *told}:
            path.append(following)
        if following == area:
            got = " -> ".join([*path, area])
            expected = "an area that still stands, or leads to one"
            yield Fault("areas.csv", _line(row), "replaced_by", expected, got)
        told.update(path if following == area else ())


def _frequency_faults(
    name: str, frame: pd.DataFrame, indicators: Mapping[str, Indicator], year_starts: int
) -> Iterable[Fault]:
    """A monthly indicator is observed in months, an annual one in years."""
    read = {text: Period.parse(text, year_starts).frequency for text in frame["period"].unique()}
    wanted = frame["indicator"].map({code: i.frequency for code, i in indicators.items()})
    wrong = frame[wanted.notna() & (frame["period"].map(read) != wanted)]
    for row, code, text in zip(wrong.index, wrong["indicator"], wrong["period"], strict=True):
        expected = f"a {indicators[code].frequency}, as indicator {code} is measured"
        advice = f"Else write {read[text]} under frequency in indicators.csv"
        yield Fault(f"{name}.csv", int(row), "period", expected, f"{text!r}", advice)


def _target_faults(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], year_starts: int
) -> Iterable[Fault]:
    """One target at a time; a band has two edges, every other target one.

    A later row without any figure withdraws a target.
    """
    file = "targets.csv"
    frame = frame.sort_values("recorded_on", kind="stable")
    latest = frame.drop_duplicates(["indicator", "organisation", "period"], keep="last")
    blank = latest[["target", "lower", "upper"]].isna().all(axis=1)
    for _, rows in latest[~blank].groupby(["indicator", "organisation"], sort=False):
        yield from _overlaps(file, rows, year_starts)
    given = frame[~frame[["target", "lower", "upper"]].isna().all(axis=1)]
    for row, code, target, lower, upper in zip(
        given.index,
        given["indicator"],
        given["target"],
        given["lower"],
        given["upper"],
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
