"""Who is affected, from the breakdown rows of the observations."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.breakdown import (
    Breakdown,
    Group,
    divided,
    judged,
    withheld_enough,
)
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.tables.book import Book

__all__ = ["breakdowns"]

Row = Mapping[Any, Any]
_NO_FIGURE = {"x", "z"}


def breakdowns(book: Book, moment: Moment, findings: Sequence[Finding]) -> tuple[Breakdown, ...]:
    """Return each indicator's latest breakdowns, in the order of the catalogue."""
    reported = {f.indicator for f in findings}
    made = (
        divided(breakdown, book.indicators[breakdown.indicator])
        for breakdown in _latest(book, moment)
        if breakdown.indicator in reported
    )
    return judged(made)


def _latest(book: Book, moment: Moment) -> Iterator[Breakdown]:
    """Yield the groups of each indicator and kind in the last period that has any."""
    rows = book.observations
    rows = rows[rows["organisation"] == book.framework.council.code]
    wholes = {
        (row["indicator"], row["period"]): row
        for row in rows[rows["breakdown"] == ""].to_dict("records")
    }
    kinds = _by_kind(rows[rows["breakdown"] != ""].to_dict("records"))
    for code, indicator in book.indicators.items():
        for kind, by_period in kinds.get(code, {}).items():
            read = {book.framework.period(text): text for text in by_period}
            known = [period for period in read if period.end <= moment.quarter.end]
            if known:
                text = read[max(known)]
                groups = _guarded(book, indicator, by_period[text], wholes.get((code, text)))
                yield Breakdown(code, kind, text, tuple(groups))


def _by_kind(rows: Iterable[Row]) -> dict[str, dict[str, dict[str, list[Row]]]]:
    """Rows with a figure, or with one withheld, by indicator, kind and period."""
    found: dict[str, dict[str, dict[str, list[Row]]]] = {}
    for row in rows:
        if row["status"] not in _NO_FIGURE:
            kind, _ = _spelt(row)
            of_kind = found.setdefault(row["indicator"], {}).setdefault(kind, {})
            of_kind.setdefault(row["period"], []).append(row)
    return found


def _spelt(row: Row) -> tuple[str, str]:
    """The kind and the group of ``ward: Northgate``."""
    kind, _, name = row["breakdown"].partition(":")
    return kind.strip(), name.strip()


def _guarded(
    book: Book, indicator: Indicator, rows: Sequence[Row], whole: Row | None
) -> list[Group]:
    """The groups, with so many withheld that none of those can be worked out."""
    groups = [
        Group(
            _spelt(row)[1],
            row["status"],
            _number(row["value"]),
            _number(row["numerator"]),
            _number(row["denominator"]),
        )
        for row in rows
    ]
    if whole is not None and whole["status"] == "c":
        return [group.hidden() for group in groups]
    rules = book.framework.disclosure.groups
    minimum = rules[indicator.disclosure].minimum if indicator.disclosure else 1
    count = None
    if whole is not None:
        count = _number(whole["numerator"])
        count = _number(whole["value"]) if count is None and indicator.adds_up else count
    return withheld_enough(groups, count, minimum, adds_up=indicator.adds_up)


def _number(cell: float) -> float | None:
    return None if math.isnan(cell) else float(cell)
