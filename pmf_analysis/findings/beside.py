"""Whose figures may stand beside a series, and what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from pmf_analysis.findings.extract import Extract
from pmf_analysis.framework.indicator import Basis
from pmf_analysis.tables.benchmarks import ENGLAND, Members

__all__ = ["MEDIAN", "beside", "comparators"]

MEDIAN = "median"  # of the comparison group; no area is called so


def comparators(extract: Extract, indicator: str, organisation: str) -> dict[str, str]:
    """Return the names of those whose figures may stand beside a series, by code.

    England, the median of the comparison group and each of its members. None for a part of the
    council, a total (one of another area's size says nothing) or a running total (its chart draws
    each period's own figure).
    """
    council = extract.framework.council.code
    measured = extract.indicators[indicator]
    if organisation != council or measured.adds_up or measured.basis is Basis.YEAR_TO_DATE:
        return {}
    names: dict[str, str] = {}
    for _, members in _groups(extract, indicator, extract.periods(indicator, organisation)):
        if members.nation is not None:
            names[ENGLAND] = extract.names.get(ENGLAND, ENGLAND)
        names |= {code: name for code, name, _ in members.figures}
    nation = {ENGLAND: names.pop(ENGLAND)} if ENGLAND in names else {}
    return {**nation, MEDIAN: "", **names} if names else {}


def beside(extract: Extract, indicator: str, code: str, periods: Sequence[str]) -> dict[str, float]:
    """Return one comparator's figures, by period, in the order of `periods`."""
    found = {}
    for period, members in _groups(extract, indicator, periods):
        figures = {area: figure["value"] for area, _, figure in members.figures}
        if members.nation is not None:
            figures[ENGLAND] = members.nation
        if code == MEDIAN:
            found[period] = median(f["value"] for _, _, f in members.figures)
        elif code in figures:
            found[period] = figures[code]
    return found


def _groups(
    extract: Extract, indicator: str, periods: Sequence[str]
) -> Iterator[tuple[str, Members]]:
    group = extract.indicators[indicator].benchmark_group
    for period in periods if group else ():
        members = extract.shelf.members(indicator, period, group)
        if members is not None:
            yield period, members
