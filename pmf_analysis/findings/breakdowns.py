"""Who is affected, from the breakdown rows of the observations."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.breakdown import (
    NO_FIGURE,
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
    """Rows by indicator, kind and period, where any group has a figure or one withheld.

    A group without a figure stays beside the others: they are not the whole without it.
    """
    found: dict[str, dict[str, dict[str, list[Row]]]] = {}
    for row in rows:
        kind, _ = _spelt(row)
        of_kind = found.setdefault(row["indicator"], {}).setdefault(kind, {})
        of_kind.setdefault(row["period"], []).append(row)
    return {
        code: {kind: _with_figures(by_period) for kind, by_period in of_code.items()}
        for code, of_code in found.items()
    }


def _with_figures(by_period: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    return {
        period: rows
        for period, rows in by_period.items()
        if any(row["status"] not in NO_FIGURE for row in rows)
    }


def _spelt(row: Row) -> tuple[str, str]:
    """The kind and the group of ``ward: Northgate``."""
    kind, _, name = row["breakdown"].partition(":")
    return kind.strip(), name.strip()


def _guarded(
    book: Book, indicator: Indicator, rows: Sequence[Row], whole: Row | None
) -> list[Group]:
    """The groups, with so many withheld that none of those can be worked out."""
    groups = [_group(row) for row in rows]
    if whole is not None and whole["status"] == "c":
        return [group if group.missing else group.hidden() for group in groups]
    rules = book.framework.disclosure.groups
    minimum = rules[indicator.disclosure].minimum if indicator.disclosure else 1
    count = None
    if whole is not None:
        count = _number(whole["numerator"])
        count = _number(whole["value"]) if count is None and indicator.adds_up else count
    # A group without a figure may be empty, so that it cannot be counted on to hide another.
    there = [group for group in groups if not group.missing]
    guarded = iter(withheld_enough(there, count, minimum, adds_up=indicator.adds_up))
    return [group if group.missing else next(guarded) for group in groups]


def _group(row: Row) -> Group:
    name, status = _spelt(row)[1], row["status"]
    if status in NO_FIGURE:
        return Group(name, status, None, None, None)
    value, cases, of = (_number(row[part]) for part in ("value", "numerator", "denominator"))
    return Group(name, status, value, cases, of)


def _number(cell: float) -> float | None:
    return None if math.isnan(cell) else float(cell)
