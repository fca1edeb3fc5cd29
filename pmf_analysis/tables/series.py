"""Lay observations out as panels: series by periods, ready for statistics in one call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmf_analysis.framework.indicator import Basis, Indicator
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.tables.book import Book

__all__ = ["Panel", "panels"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FIGURES = ("value", "numerator", "denominator")
TARGETS = ("target", "lower", "upper", "tolerance", "floor")


@dataclass(frozen=True)
class Panel:
    """Series of one frequency over the same periods; every array is (series, periods).

    Attributes
    ----------
    keys : tuple of (indicator, organisation)
        The series, row by row.
    periods : tuple of Period
        Consecutive, oldest first; the last is the one the quarter expects.
    value, numerator, denominator : ndarray
        As reported; NaN where there is none.
    charted, charted_numerator, charted_denominator : ndarray
        What a chart may judge: in-period values and parts, a year to date differenced back.
    status : ndarray of str
        Status shorthand; "" for an ordinary value or none.
    target, lower, upper, tolerance, floor : ndarray
        The target in force in each period.
    segment : ndarray of int
        Counts the rebases; limits are worked out segment by segment.
    excluded : ndarray of bool
        Points that take no part in limits and rules.
    ahead : dict of str to ndarray, shape (series, periods still to come)
        ``target``, ``lower`` and ``upper`` for the rest of the council's year.
    """

    keys: tuple[tuple[str, str], ...]
    periods: tuple[Period, ...]
    value: Floats
    numerator: Floats
    denominator: Floats
    charted: Floats
    charted_numerator: Floats
    charted_denominator: Floats
    status: NDArray[np.str_]
    target: Floats
    lower: Floats
    upper: Floats
    tolerance: Floats
    floor: Floats
    segment: NDArray[np.int64]
    excluded: NDArray[np.bool_]
    ahead: dict[str, Floats]


def panels(book: Book, quarter: Period) -> Iterator[Panel]:
    """Yield a panel for each frequency that the book holds, up to `quarter`.

    Parameters
    ----------
    book : Book
        As at a date, rolled up, disclosed and for one audience.
    quarter : Period
        The reporting quarter; each panel ends with the last period of its frequency that
        ends no later.
    """
    observations = book.observations[book.observations["breakdown"] == ""]
    read = {text: book.framework.period(text) for text in observations["period"].unique()}
    # Pooled spans of one length make a panel; the terms of a year differ in length.
    pooled = Frequency.POOLED
    lengths = {text: p.months if p.frequency is pooled else 0 for text, p in read.items()}
    shapes = {text: (p.frequency, lengths[text]) for text, p in read.items()}
    shape = observations["period"].map(shapes)
    for frequency, months in sorted(set(shapes.values())):
        rows = observations[shape == (frequency, months)]
        last = quarter.latest(frequency, pooled_years=months // 12)
        rows = rows[rows["period"].map(read).map(lambda p, last=last: p <= last)]
        if len(rows):
            yield _panel(book, rows, read, last)


def _panel(book: Book, rows: pd.DataFrame, read: dict[str, Period], last: Period) -> Panel:
    first = min(read[text] for text in rows["period"].unique())
    length = last.steps_from(first) + 1
    keys = tuple(sorted(set(zip(rows["indicator"], rows["organisation"], strict=True))))
    at_row = {key: i for i, key in enumerate(keys)}
    step = {text: read[text].steps_from(first) for text in rows["period"].unique()}
    where = (
        np.array(
            [at_row[key] for key in zip(rows["indicator"], rows["organisation"], strict=True)]
        ),
        np.array([step[text] for text in rows["period"]]),
    )
    shape = (len(keys), length)
    figures = {name: _filled(shape, where, rows[name]) for name in FIGURES}
    status = np.full(shape, "", dtype="<U1")
    status[where] = rows["status"].to_numpy(dtype="<U1")
    periods = tuple(first.shift(step) for step in range(length))
    indicators = [book.indicators[code] for code, _ in keys]
    segment, excluded = _events(book, at_row, first, shape)
    coming = tuple(_rest_of_year(last))
    targets = _targets(book, at_row, (*periods, *coming))
    return Panel(
        keys,
        periods,
        **figures,
        **_in_period(figures, periods, indicators),
        status=status,
        **{name: grid[:, :length] for name, grid in targets.items()},
        segment=segment,
        excluded=excluded,
        ahead={name: targets[name][:, length:] for name in ("target", "lower", "upper")},
    )


def _filled(shape: tuple[int, int], where: tuple[Ints, Ints], cells: pd.Series) -> Floats:
    grid = np.full(shape, np.nan)
    grid[where] = cells.to_numpy(dtype=float)
    return grid


def _in_period(
    figures: dict[str, Floats], periods: tuple[Period, ...], indicators: list[Indicator]
) -> dict[str, Floats]:
    """In-period values and parts: a year to date differenced within its financial year.

    The first period of a year stands as it is; a missing period blanks the next. A ratio
    is rebuilt from differenced parts; without parts it cannot be, and has no in-period values.
    """
    charted, numerators, denominators = (figures[name].copy() for name in FIGURES)
    found = {
        "charted": charted,
        "charted_numerator": numerators,
        "charted_denominator": denominators,
    }
    rows = [k for k, i in enumerate(indicators) if i.basis is Basis.YEAR_TO_DATE]
    if not rows or periods[0].frequency.per_year == 1:
        return found
    opens = np.array([period.opens_year for period in periods])
    for k in rows:
        numerators[k] = _differenced(figures["numerator"][k], opens)
        denominators[k] = _differenced(figures["denominator"][k], opens)
        if indicators[k].adds_up:
            charted[k] = _differenced(figures["value"][k], opens)
            continue
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = indicators[k].per * numerators[k] / denominators[k]
        charted[k] = np.where(denominators[k] > 0, ratio, np.nan)
    return found


def _rest_of_year(last: Period) -> Iterator[Period]:
    """Yield the periods between the last one and the end of its year."""
    for step in range(1, last.frequency.per_year):
        following = last.shift(step)
        if following.opens_year:
            return
        yield following


def _differenced(row: Floats, opens: NDArray[np.bool_]) -> Floats:
    before = np.concatenate([[np.nan], row[:-1]])
    return np.where(opens, row, row - before)


def _targets(
    book: Book, at_row: dict[tuple[str, str], int], periods: tuple[Period, ...]
) -> dict[str, Floats]:
    """The target whose period contains each period; validation saw that there is one at most."""
    grids = {name: np.full((len(at_row), len(periods)), np.nan) for name in TARGETS}
    for row in book.targets.to_dict("records"):
        at = at_row.get((row["indicator"], row["organisation"]))
        if at is None:
            continue
        if np.isnan([row["target"], row["lower"], row["upper"]]).all():
            continue  # withdrawn
        held = book.framework.period(row["period"])
        holds = np.array([held.contains(period) for period in periods])
        for name in TARGETS:
            grids[name][at, holds] = row[name]
    return grids


def _events(
    book: Book, at_row: dict[tuple[str, str], int], first: Period, shape: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    segment = np.zeros(shape, dtype=np.int64)
    excluded = np.zeros(shape, dtype=bool)
    for row in book.events.to_dict("records"):
        at = at_row.get((row["indicator"], row["organisation"]))
        if at is None:
            continue
        period = book.framework.period(row["period"])
        if period.frequency is not first.frequency:
            continue
        step = period.steps_from(first)
        if row["rebase"] and 0 < step < shape[1]:
            segment[at, step:] += 1
        if row["exclude"] and 0 <= step < shape[1]:
            excluded[at, step] = True
    return segment, excluded
