"""The numbers behind each chart and each indicator, as files that any spreadsheet opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pmf_analysis.judgements.evidence import Comparison, Place, Point
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.site.downloads.plain import Cell, write_csv
from pmf_analysis.visuals.figure import comparison_data, series_data

__all__ = ["COMPARED", "REPORTED", "SERIES", "compared", "reported", "series", "write"]

_WHOSE = ("indicator", "name", "organisation", "organisation_name")
REPORTED = (
    *_WHOSE,
    "period",
    "value",
    "numerator",
    "denominator",
    "target",
    "target_lower",
    "target_upper",
    "status",
)
SERIES = (
    *REPORTED,
    "charted_value",
    "charted_target",
    "centre",
    "lower_limit",
    "upper_limit",
    "signal",
    "side",
    "segment",
    "left_out",
)
COMPARED = (
    "indicator",
    "name",
    "period",
    "area",
    "area_name",
    "council",
    "value",
    "lower_95",
    "upper_95",
    "rank",
    "rank_lower_95",
    "rank_upper_95",
    "quartile",
    "denominator",
    "funnel_lower_95",
    "funnel_upper_95",
    "funnel_lower_998",
    "funnel_upper_998",
    "outside",
)
ENGLAND = "E92000001"  # GSS code
Row = tuple[Cell, ...]


def write(findings: Findings, folder: Path) -> None:
    """Write a file for each indicator, each series and each comparison beneath a folder."""
    for code in findings.indicators:
        mine = [f for f in findings.findings if f.indicator == code]
        if mine:
            write_csv(folder / f"{code.lower()}.csv", REPORTED, reported(mine))
    for finding in findings.findings:
        if finding.points:
            write_csv(folder / series_data(finding), SERIES, series(finding))
        if finding.comparison:
            write_csv(folder / comparison_data(finding.indicator), COMPARED, compared(finding))


def reported(findings: Iterable[Finding]) -> list[Row]:
    """Return the reported figures of some findings; a withheld one has its mark and no number."""
    return [(*_whose(f), *_reported(point)) for f in findings for point in f.points]


def series(finding: Finding) -> list[Row]:
    """Return what a chart of a series draws: a row a period, the earliest first."""
    return [(*_whose(finding), *_reported(p), *_charted(p)) for p in finding.points]


def compared(finding: Finding) -> list[Row]:
    """Return what the charts of a comparison draw: a row an area, and England last."""
    found = finding.comparison
    if found is None:
        return []
    head = (finding.indicator, finding.name, found.period)
    rows = [(*head, *_place(place), *_funnel(place, found)) for place in found.places]
    return [*rows, *_nation(head, found)]


def _place(place: Place) -> Row:
    return (
        place.area,
        place.name,
        "yes" if place.ours else "no",
        place.value,
        place.lower,
        place.upper,
        place.rank,
        place.rank_lower,
        place.rank_upper,
        place.quartile,
    )


def _funnel(place: Place, found: Comparison) -> Row:
    members = found.funnel.members if found.funnel else ()
    member = next((m for m in members if m.area == place.area), None)
    if member is None:
        return (None,) * 6
    at = member.bounds
    limits = (at.lower_95, at.upper_95, at.lower_998, at.upper_998)
    return (at.denominator, *limits, member.outside)


def _nation(head: Row, found: Comparison) -> Iterator[Row]:
    if found.nation:
        said = (*head, ENGLAND, "England", "no", found.nation.value)
        yield (*said, *(None,) * (len(COMPARED) - len(said)))


def _whose(finding: Finding) -> Row:
    return (finding.indicator, finding.name, finding.organisation, finding.organisation_name)


def _reported(point: Point) -> Row:
    return (
        point.period,
        point.value,
        point.numerator,
        point.denominator,
        point.target,
        point.target_lower,
        point.target_upper,
        point.status,
    )


def _charted(point: Point) -> Row:
    return (
        point.charted,
        point.charted_target,
        point.centre,
        point.lower,
        point.upper,
        point.rule,
        point.side,
        point.segment,
        "yes" if point.excluded else "no",
    )
