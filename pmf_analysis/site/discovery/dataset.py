"""The figures as search engines for data understand them: a schema.org ``Dataset`` on a page."""

from __future__ import annotations

import json
import posixpath
from typing import Any

from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.visuals import notices

__all__ = ["script"]

SHORTEST = 50  # characters of a description, below which data searches leave a set out
# Addresses of licences that say what may be done in a form that a machine knows.
LICENCES = {
    "Open Government Licence v3.0": (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    ),
}
INDICATORS = "indicators"


def script(findings: Findings, page: str, address: str) -> list[str]:
    """Return the data block of a page that publishes figures of its own; none for another.

    Parameters
    ----------
    findings : Findings
        The edition's.
    page : str
        The page's file, such as ``indicators/506.html``.
    address : str
        Where the edition will be published; "" for unknown.
    """
    folder, name = posixpath.split(page)
    if page == "index.html":
        described = _whole(findings, address)
    elif folder == INDICATORS:
        code = name.removesuffix(".html")
        mine = [f for f in findings.findings if f.indicator.lower() == code]
        if not mine:
            return []
        described = _one(findings, mine, address)
    else:
        return []
    made_up = notices.made_up(findings.framework.council)
    if made_up:
        described["description"] = f"{made_up} {described['description']}"
    # In a page even the text of a data block may not end the block or open a comment.
    text = json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return [f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>']


def _whole(findings: Findings, address: str) -> dict[str, Any]:
    council = findings.framework.council
    own = findings.framework.words
    quarter = findings.framework.period(findings.quarter)
    made = _common(findings) | {
        "name": f"{council.name}: performance report, {quarter}",
        "description": (
            f"{len(findings.indicators)} {own.indicators} of {council.name} for {quarter}, with "
            "targets, ratings and control limits, and the history of each."
        ),
        "temporalCoverage": f"{quarter.start}/{quarter.end}",
    }
    return made | ({"url": address} if address else {})


def _one(findings: Findings, mine: list[Finding], address: str) -> dict[str, Any]:
    indicator = findings.indicators[mine[0].indicator]
    period = findings.framework.period
    code = mine[0].indicator.lower()
    read = [period(point.period) for finding in mine for point in finding.points]
    council = findings.framework.council
    described = indicator.definition or indicator.name
    if len(described) < SHORTEST:
        described = (
            f"{described.rstrip('.')}. Published by {council.name} with targets and ratings."
        )
    made = _common(findings) | {
        "name": f"{indicator.name}, {council.name}",
        "description": described,
        "variableMeasured": indicator.name,
    }
    if read:
        made["temporalCoverage"] = f"{min(p.start for p in read)}/{max(p.end for p in read)}"
    if address:
        made |= {
            "url": f"{address}{INDICATORS}/{code}.html",
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": "text/csv",
                    "contentUrl": f"{address}downloads/{code}.csv",
                }
            ],
        }
    return made


def _common(findings: Findings) -> dict[str, Any]:
    council = findings.framework.council
    who = {"@type": "GovernmentOrganization", "name": council.name}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "creator": who,
        "publisher": who,
        "datePublished": str(findings.reported_on),
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
        "license": LICENCES.get(council.licence, council.licence),
        "spatialCoverage": council.name,
    }
