"""The figures of other areas that stand beside the council's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmf_analysis.tables.book import Book

__all__ = ["Members", "Shelf"]

ENGLAND = "E92000001"  # GSS code


@dataclass(frozen=True)
class Members:
    """A comparison group in one period.

    Attributes
    ----------
    group : str
        The group's name in ``neighbours.csv``.
    figures : tuple of (area, name, figures by column)
        Members that have a figure, in the group's order: ``value``, ``numerator``,
        ``denominator``, ``lower``, ``upper``; NaN where one is not known.
    without : int
        Members that have none.
    nation : float or None
        England's figure.
    """

    group: str
    figures: tuple[tuple[str, str, dict[str, float]], ...]
    without: int
    nation: float | None


class Shelf:
    """Benchmarks laid out for look-up by indicator and period.

    Parameters
    ----------
    book : Book
        As at a date; not changed.
    """

    def __init__(self, book: Book) -> None:
        rows = book.benchmarks[~book.benchmarks["status"].isin(["c", "x", "z"])]
        per = rows["indicator"].map({code: i.per for code, i in book.indicators.items()})
        rebuilt = per * rows["numerator"] / rows["denominator"]
        columns = {
            "value": rebuilt.where(rebuilt.notna(), rows["value"]),
            "numerator": rows["numerator"],
            "denominator": rows["denominator"],
            "lower": rows["lower_ci"],
            "upper": rows["upper_ci"],
        }
        known = pd.DataFrame(columns)[columns["value"].notna()].astype(float)
        keys = rows.loc[known.index, ["indicator", "period", "area"]].itertuples(index=False)
        figures = known.to_dict("records")
        self._figures: dict[Any, dict[str, float]] = {
            tuple(key): {str(name): figure for name, figure in row.items()}
            for key, row in zip(keys, figures, strict=True)
        }
        self._names = dict(zip(book.areas["area"], book.areas["name"], strict=True))
        council = book.framework.council.code
        ours = book.neighbours[book.neighbours["area"] == council]
        self._groups = {
            str(group): list(members.sort_values("rank", kind="stable")["neighbour"])
            for group, members in ours.groupby("group", sort=False)
        }

    def members(self, indicator: str, period: str, group: str) -> Members | None:
        """Return a group's figures; None where the council has no such group or it has none."""
        areas = self._groups.get(group, [])
        found = {a: self._figures.get((indicator, period, a)) for a in areas}
        figures = tuple(
            (area, self._names.get(area, area), figure)
            for area, figure in found.items()
            if figure is not None
        )
        if not figures:
            return None
        nation = self._figures.get((indicator, period, ENGLAND), {}).get("value")
        return Members(group, figures, len(areas) - len(figures), nation)
