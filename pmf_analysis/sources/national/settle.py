"""What a row's cells come to: a figure with its parts, a figure alone, or why there is none."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmf_analysis.sources.marks import write_figure
from pmf_analysis.sources.national.parts import HIDDEN, ROLES

__all__ = ["EXACT", "FIGURES", "HALF", "settle"]

FIGURES = ("value", "numerator", "denominator")
HALF = 0.5001  # of the last decimal, with a little over for a figure rounded at its edge
EXACT = 1e-9  # relative: what is left of a figure that was published in full

Flags = NDArray[np.bool_]


def settle(rows: pd.DataFrame, per: float, step: float, *, counted_alone: bool) -> pd.DataFrame:
    """Decide what each row publishes.

    A figure whose parts give it again, to the decimals in which it was published, is left to be
    rebuilt from them. Where they do not (standardised rates, scores, rounded counts) the figure
    stands as published, without parts. A figure marked x gives way to parts that are there;
    what is marked c or z does not. A share of none (0 of 0) is not applicable.

    Parameters
    ----------
    rows : DataFrame
        Per role of a figure its number (NaN where there is none) and, in ``<role>_mark``, the
        status beside or in place of it; ``status`` is that of the whole row.
    per : float
        The multiplier of numerator over denominator.
    step : float
        One of the last decimal in which the figures are published.
    counted_alone : bool
        Whether the numerator is a count that has no denominator.

    Returns
    -------
    DataFrame
        The roles and the status as text, indexed as `rows`; rows that say nothing are not in it.
    """
    value, numerator, denominator = (rows[role].to_numpy(float) for role in FIGURES)
    both = ~np.isnan(numerator) & ~np.isnan(denominator) & (denominator > 0)
    hidden = _hidden(rows, both)
    shown = hidden == ""
    with np.errstate(divide="ignore", invalid="ignore"):
        rebuilt = per * numerator / denominator
    agrees = np.abs(value - rebuilt) <= HALF * step + EXACT * np.abs(value)
    parts = shown & both & (np.isnan(value) | agrees)
    alone = shown & ~parts
    counted = alone & counted_alone & ~np.isnan(value)
    keep = {
        "value": alone,
        "numerator": parts | counted,
        "denominator": parts,
        "lower_ci": shown,
        "upper_ci": shown,
    }
    columns = {role: _texts(rows[role].to_numpy(float), keep[role]) for role in ROLES}
    columns["status"] = np.where(shown, _beside(rows), hidden).tolist()
    says = ~shown | parts | ~np.isnan(value)
    settled: pd.DataFrame = pd.DataFrame(columns, index=rows.index, dtype=object)[says]
    return settled


def _hidden(rows: pd.DataFrame, both: Flags) -> NDArray[np.object_]:
    """Per row the status in place of a figure; empty where there is a figure, or nothing."""
    value, numerator, denominator = (rows[role].to_numpy(float) for role in FIGURES)
    marks = [rows[f"{role}_mark"].to_numpy(object) for role in FIGURES]
    overruled = (marks[0] == "x") & both
    hidden = np.where(np.isin(marks[0], HIDDEN) & ~overruled, marks[0], "").astype(object)
    without = np.isnan(value) & ~both
    for letter in HIDDEN:
        marked = np.logical_or.reduce([mark == letter for mark in marks])
        hidden[without & marked & (hidden == "")] = letter
    without &= hidden == ""
    hidden[without & (numerator == 0) & (denominator == 0)] = "z"
    hidden[without & ~np.isnan(numerator) & (hidden == "")] = "x"
    # A row that is confidential as a whole shows nothing, whatever stands in its cells.
    whole = rows["status"].to_numpy(object)
    return np.where(np.isin(whole, HIDDEN), whole, hidden).astype(object)


def _beside(rows: pd.DataFrame) -> NDArray[np.object_]:
    """The status beside a figure: of the row, else of the figure, its parts, its period."""
    status = np.full(len(rows), "", dtype=object)
    for column in ("status", *(f"{role}_mark" for role in FIGURES), "period_status"):
        mark = rows[column].to_numpy(object)
        usable = (status == "") & ~np.isin(mark, HIDDEN)
        status = np.where(usable, mark, status)
    return status


def _texts(numbers: NDArray[np.float64], keep: Flags) -> list[str]:
    there = keep & ~np.isnan(numbers)
    return [
        write_figure(number) if kept else ""
        for number, kept in zip(numbers.tolist(), there.tolist(), strict=True)
    ]
