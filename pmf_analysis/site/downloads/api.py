"""The findings of every quarter as JSON, at addresses that stay: ``api/v1/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pmf_analysis.framework.period import Period
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.pages.places import shipped
from pmf_analysis.site.downloads.figures import SERIES, series
from pmf_analysis.site.downloads.plain import exact

__all__ = ["FOUND", "put", "write"]

API = "api/v1"
VERSION = "1.0"  # within version 1 fields are added, never changed or taken away
# An edition's own document, which is kept with it; the interface gathers those of all editions.
FOUND = "downloads/quarter.json"
SCHEMA = "book/developers/findings.schema.json"
# What an indicator's history repeats of each quarter's document.
HISTORY = (
    "organisation",
    "period",
    "value",
    "target",
    "target_lower",
    "target_upper",
    "status",
    "rating",
    "variation",
    "assurance",
    "verdict",
)
ABOUT = (
    "indicator",
    "name",
    "definition",
    "keywords",
    "numerator",
    "denominator",
    "unit",
    "per",
    "decimals",
    "polarity",
    "frequency",
    "basis",
    "theme",
    "directorate",
    "owner_role",
    "source",
)
Json = dict[str, Any]


def put(path: Path, made: object) -> None:
    """Write a document as JSON, in a folder that is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(made, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    path.write_text(f"{text}\n", encoding="utf-8", newline="")


def write(site: Path, findings: Findings, earlier: Mapping[str, Path]) -> None:
    """Write the interface beneath a site's folder, where the edition's downloads stand already.

    Parameters
    ----------
    site : Path
        The built pages.
    findings : Findings
        Of the quarter that the site reports.
    earlier : mapping of str to Path
        For each quarter that was published otherwise than the site's root, the site of that day.
    """
    read = findings.framework.period
    sites = {read(findings.quarter): site} | {read(q): kept for q, kept in earlier.items()}
    quarters = {quarter: _read(sites[quarter] / FOUND) for quarter in sorted(sites, reverse=True)}
    files: dict[str, object] = {
        "index.json": _index(findings),
        "latest/findings.json": _read(site / FOUND),
        "quarters.json": [_quarter(findings, quarter) for quarter in quarters],
        "indicators.json": [_listed(findings, code) for code in _reported(findings)],
        "schema.json": _schema(findings),
    }
    files |= {f"quarters/{q.slug}/findings.json": made for q, made in quarters.items()}
    files |= {
        f"indicators/{code.lower()}.json": _indicator(findings, code, quarters)
        for code in _reported(findings)
    }
    for name, made in files.items():
        put(site / API / name, made)


def _read(path: Path) -> Json:
    read: Json = json.loads(path.read_text(encoding="utf-8"))
    return read


def _index(findings: Findings) -> Json:
    council = findings.framework.council
    return {
        "version": VERSION,
        "council": council.name,
        "council_code": council.code,
        "illustrative": council.illustrative,
        "licence": council.licence,
        "contact": council.contact,
        "language": "en-GB",
        "audience": str(findings.audience),
        "latest": _quarter(findings, findings.framework.period(findings.quarter))
        | {"findings": "latest/findings.json"},
        "documents": {
            "latest_findings": "latest/findings.json",
            "quarters": "quarters.json",
            "indicators": "indicators.json",
            "schema": "schema.json",
        },
    }


def _quarter(findings: Findings, quarter: Period) -> Json:
    dates = findings.framework.quarters.get(quarter)
    published = dates.publication if dates else None
    return {
        "quarter": str(quarter),
        "slug": quarter.slug,
        "start": quarter.start.isoformat(),
        "end": quarter.end.isoformat(),
        "published": published.isoformat() if published else None,
        "findings": f"quarters/{quarter.slug}/findings.json",
    }


def _reported(findings: Findings) -> list[str]:
    reported = {finding.indicator for finding in findings.findings}
    return [code for code in findings.indicators if code in reported]


def _listed(findings: Findings, code: str) -> Json:
    return _about(findings, code) | {"history": f"indicators/{code.lower()}.json"}


def _about(findings: Findings, code: str) -> Json:
    found = {name: getattr(findings.indicators[code], name) for name in ABOUT}
    return {name: list(said) if isinstance(said, tuple) else said for name, said in found.items()}


def _indicator(findings: Findings, code: str, quarters: Mapping[Period, Json]) -> Json:
    """What is known of an indicator now, and what each quarter's report said of it."""
    return {
        **_about(findings, code),
        "series": [_series(f) for f in findings.findings if f.indicator == code],
        "history": [
            {
                "quarter": str(quarter),
                "reported_on": made["reported_on"],
                "findings": [
                    {name: entry[name] for name in HISTORY}
                    for entry in made["findings"]
                    if entry["indicator"] == code
                ],
            }
            for quarter, made in quarters.items()
        ],
    }


def _series(finding: Finding) -> Json:
    columns = SERIES[SERIES.index("period") :]
    rows = (map(exact, row[-len(columns) :]) for row in series(finding))
    return {
        "organisation": finding.organisation,
        "organisation_name": finding.organisation_name,
        "points": [
            dict(zip(columns, row, strict=True)) | {"left_out": point.excluded}
            for row, point in zip(rows, finding.points, strict=True)
        ],
    }


def _schema(findings: Findings) -> Json:
    """The schema of the findings, narrowed to the one audience that they are here for."""
    made = _read(shipped(SCHEMA))
    made["properties"]["audience"] = {"const": str(findings.audience)}
    return made
