"""The figures of each indicator as a file that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pmf_analysis.judgements.finding import Finding
from pmf_analysis.site.edition import Edition

__all__ = ["FOLDER", "figures", "write"]

FOLDER = "downloads"
_HEADER = (
    "indicator",
    "name",
    "organisation",
    "organisation_name",
    "period",
    "value",
    "numerator",
    "denominator",
    "target",
    "target_lower",
    "target_upper",
    "status",
)
# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(edition: Edition, site: Path) -> None:
    """Write a CSV for each indicator beneath a site's folder."""
    findings, target = edition.findings, site / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for code in findings.indicators:
        mine = [f for f in findings.findings if f.indicator == code]
        if mine:
            path = target / f"{code.lower()}.csv"
            path.write_text(figures(mine), encoding="utf-8", newline="")


def figures(findings: list[Finding]) -> str:
    """Return the reported figures of some findings as CSV (RFC 4180, UTF-8).

    A withheld figure has its mark and no number. Words that a spreadsheet would reckon with are
    led by an apostrophe.
    """
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(_HEADER)
    for finding in findings:
        said = (finding.indicator, finding.name, finding.organisation, finding.organisation_name)
        who = tuple(map(_inert, said))
        for point in finding.points:
            numbers = (point.value, point.numerator, point.denominator)
            aims = (point.target, point.target_lower, point.target_upper)
            out.writerow((*who, point.period, *map(_number, (*numbers, *aims)), point.status))
    return text.getvalue()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
