"""The data behind a chart, as a table's header and rows."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Basis, Indicator
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import words

__all__ = ["SHORTHAND", "data_header", "data_rows", "stands_out"]

# The shorthand of the Government Statistical Service, explained above every table that uses it.
SHORTHAND = {
    "p": "provisional",
    "r": "revised",
    "e": "estimated",
    "c": "confidential",
    "u": "low reliability",
    "x": "not available",
    "z": "not applicable",
    "b": "break in the series",
}


def data_header(finding: Finding) -> tuple[str, ...]:
    """Return the column names that `data_rows` fills."""
    limits = ("Average", "Usual range") if finding.centre is not None else ()
    return ("Period", "Figure", "Target", *limits, "What stands out")


def data_rows(finding: Finding, indicator: Indicator) -> tuple[tuple[str, ...], ...]:
    """Return a row a period, the latest first."""
    return tuple(_row(point, finding, indicator) for point in reversed(finding.points))


def _row(point: Point, finding: Finding, indicator: Indicator) -> tuple[str, ...]:
    shorthand = f"[{point.status}]" if point.status else ""
    text = "" if point.value is None else words.figure(point.value, indicator)
    target = words.figure(point.target, indicator) if point.target is not None else ""
    if point.target_lower is not None and point.target_upper is not None:
        low, high = point.target_lower, point.target_upper
        target = f"{words.number(low, indicator)} to {words.figure(high, indicator)}"
    cells = [point.period, f"{text} {shorthand}".strip() or "no figure", target]
    if finding.centre is not None:
        usual = ""
        if point.lower is not None and point.upper is not None:
            usual = words.usual_range(point.lower, point.upper, indicator)
        cells += [words.number(point.centre, indicator), usual]
    return (*cells, _flag(point, indicator))


def _flag(point: Point, indicator: Indicator) -> str:
    if point.excluded:
        return "left out of the limits"
    said = stands_out(point.rule, point.side)
    if indicator.basis is Basis.YEAR_TO_DATE and point.charted is not None:
        own = f"{words.figure(point.charted, indicator)} in the period itself"
        return f"{own}; {said}" if said else own
    return said


def stands_out(rule: str, side: int) -> str:
    """Say why a point stands out, by the name and side of its rule; "" where none holds."""
    high = side > 0
    flags = {
        "OUTSIDE": f"{'above' if high else 'below'} the usual range",
        "SHIFT": f"in a run {'above' if high else 'below'} the average",
        "TREND": f"in a run of {'rises' if high else 'falls'}",
        "TWO_IN_THREE": f"near the {'top' if high else 'bottom'} of the usual range",
    }
    return flags.get(rule, "")
