"""Work out, from the official homelessness statistics alone, what a report ought to say.

Nothing here is shared with the program or with the script that makes the book: the formulas are
written again from their definitions, in exact fractions.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, NamedTuple

__all__ = ["expected"]

XMR_LIMIT = Fraction("2.66")  # 3 / d2, d2 = 1.128 for moving ranges of two
MOVING_RANGE_LIMIT = Fraction("3.267")  # D4 for moving ranges of two
SHIFT = 7  # points on one side of the centre

# The Cumbria (Structural Changes) Order 2022.
REPLACED = {
    "E06000063": ("E07000026", "E07000028", "E07000029"),
    "E06000064": ("E07000027", "E07000030", "E07000031"),
}
Series = Mapping[int, Fraction]


class Formula(NamedTuple):
    """A figure's parts in the statistics; better is 1 where higher is good, -1 where lower is."""

    numerator: str
    denominator: str | None
    per: int
    better: Literal[1, -1, 0]


FORMULAS = {
    "H01": Formula("assessments_total", None, 1, 0),
    "H02": Formula("prevention_secured_6m", "prevention_duty_ended", 100, 1),
    "H03": Formula("relief_secured_6m", "relief_duty_ended", 100, 1),
    "H04": Formula("ta_households", "households_000s", 1, -1),  # the column is in thousands
    "H05": Formula("ta_bnb", None, 1, -1),
    "H06": Formula("s21_notice", None, 1, -1),
    "H07": Formula("owed_duty", "households_000s", 1, -1),  # the column is in thousands
}

# Barnsley and Sheffield got new codes on 1 April 2025; the lists of neighbours have the old ones.
NEW_CODES = {"E08000016": "E08000038", "E08000019": "E08000039"}


def expected(
    source: Path, council: str, quarter: str, *, neighbours: Literal["dfe", "ons"] = "dfe"
) -> dict[str, dict[str, Any]]:
    """Return each indicator's figures for one council as they stood at one quarter.

    Parameters
    ----------
    source
        The folder of published statistics.
    council
        GSS code.
    quarter
        A financial quarter, such as `2025-26 Q3`.
    neighbours
        The list that the rank is taken among.

    Returns
    -------
    dict
        By indicator: `value`, `previous`, `last_year`, `points`, `centre`, `lower`, `upper`,
        `beyond` (-1 below, 0 within, 1 above), `shift` (-1 below, 0 none, 1 above), `rank` and
        `ranked` (areas with a figure, the council among them). None where nothing can be said.

    Raises
    ------
    ValueError
        If the statistics have no row of the council by then.
    """
    now = _index(quarter)
    council = NEW_CODES.get(council, council)
    before = REPLACED.get(council, ())
    areas = [council, *before, *_neighbours(source, council, neighbours)]
    rows: dict[str, list[dict[str, str]]] = {area: [] for area in areas}
    path = source / "homelessness_quarterly" / "homelessness_quarterly_wide.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            area = NEW_CODES.get(row["area_code"], row["area_code"])
            if area in rows and _index(row["period"]) <= now:
                rows[area].append(row)
    if not rows[council]:
        raise ValueError(f"expected a council with figures by {quarter} but got {council!r}")
    figures = {}
    for code, formula in FORMULAS.items():
        series = {area: _series(found, formula) for area, found in rows.items()}
        own = _joined(series.pop(council), [rows[area] for area in before], formula)
        for area in before:
            series.pop(area)
        others = [found[now] for found in series.values() if now in found]
        figures[code] = {
            "value": _float(own.get(now)),
            "previous": _float(own.get(now - 1)),
            "last_year": _float(own.get(now - 4)),
            "points": len(own),
            **_chart(own, now),
            **_rank(own.get(now), others, formula.better),
        }
    return figures


def _joined(
    own: dict[int, Fraction], before: Sequence[Sequence[Mapping[str, str]]], formula: Formula
) -> dict[int, Fraction]:
    """Return a series with what its predecessors make together before it began, none missing."""
    if not before:
        return own
    parts = [_parts(rows, formula) for rows in before]
    shared = set(parts[0]).intersection(*parts[1:])
    history = {
        at: formula.per * sum(part[at][0] for part in parts) / sum(part[at][1] for part in parts)
        if formula.denominator
        else sum((part[at][0] for part in parts), Fraction(0))
        for at in sorted(shared)
        if at < min(own)
    }
    return {**history, **own}


def _parts(
    rows: Sequence[Mapping[str, str]], formula: Formula
) -> dict[int, tuple[Fraction, Fraction]]:
    found = {}
    for row in rows:
        above = row[formula.numerator]
        below = row[formula.denominator] if formula.denominator else "1"
        if above and below and Fraction(below) != 0:
            found[_index(row["period"])] = Fraction(above), Fraction(below)
    return found


def _index(quarter: str) -> int:
    """Return a quarter's place in time: `2025-26 Q3` and `2025/26 Q3` are the same."""
    year, number = quarter.split(" Q")
    return 4 * int(year[:4]) + int(number) - 1


def _neighbours(source: Path, council: str, chosen: str) -> list[str]:
    if chosen == "dfe":
        name, mine, theirs = "dfe_statistical_neighbours_2025_long.csv", "la_code", "SN_code"
    else:
        name, mine, theirs = "ons_nearest_neighbours_long.csv", "la_code", "neighbour_code"
    with (source / "neighbours" / name).open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r.get("model", "global") == "global"]
    codes = [r[theirs] for r in rows if NEW_CODES.get(r[mine], r[mine]) == council]
    return [NEW_CODES.get(code, code) for code in codes]


def _series(rows: Sequence[Mapping[str, str]], formula: Formula) -> dict[int, Fraction]:
    """Return the figures by quarter, without those that lack a part or divide by nought."""
    return {at: formula.per * n / d for at, (n, d) in _parts(rows, formula).items()}


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _chart(series: Series, now: int) -> dict[str, float | int | None]:
    """Return the XmR chart's centre and limits, and what the last point says against them."""
    ranges = [abs(series[at] - series[at - 1]) for at in series if at - 1 in series]
    if not ranges:
        return dict.fromkeys(("centre", "lower", "upper", "beyond", "shift"))
    ceiling = MOVING_RANGE_LIMIT * _mean(ranges)
    screened = [moved for moved in ranges if moved < ceiling]
    if not any(screened):  # ranges that are all nought, or nought but for what screening drops
        screened = ranges
    centre = _mean(list(series.values()))
    reach = XMR_LIMIT * _mean(screened)
    limits = {
        "centre": float(centre),
        "lower": float(centre - reach),
        "upper": float(centre + reach),
    }
    if now not in series:
        return {**limits, "beyond": None, "shift": None}
    side = _sign(series[now] - centre)
    beyond = side if abs(series[now] - centre) > reach else 0
    run = 0
    while now - run in series and _sign(series[now - run] - centre) == side != 0:
        run += 1
    return {**limits, "beyond": beyond, "shift": side if run >= SHIFT else 0}


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _rank(value: Fraction | None, others: Sequence[Fraction], better: int) -> dict[str, int | None]:
    """Return the place among neighbours, 1 the best; equal figures share the better place."""
    if value is None or better == 0:
        return {"rank": None, "ranked": None}
    ahead = sum(1 for other in others if better * (other - value) > 0)
    return {"rank": 1 + ahead, "ranked": 1 + len(others)}


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def main() -> None:
    """Print the expected figures as JSON."""
    parser = argparse.ArgumentParser(description="Print what a report ought to say, as JSON.")
    parser.add_argument("source", type=Path, help="the folder of published statistics")
    parser.add_argument("--council", required=True, help="GSS code, for example E06000015")
    parser.add_argument("--quarter", required=True, help="for example 2025-26 Q3")
    parser.add_argument("--neighbours", choices=["dfe", "ons"], default="dfe")
    given = parser.parse_args()
    figures = expected(given.source, given.council, given.quarter, neighbours=given.neighbours)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
