"""The Atom feed: each publication, and each correction of a published figure."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from pmf_analysis.findings.issues import Issue
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.revision import Revised, Revision
from pmf_analysis.site.discovery.said import said
from pmf_analysis.visuals import revisions, words

__all__ = ["feed"]

OF_FIGURES = {Revised.FIGURE, Revised.WITHHELD}


@dataclass(frozen=True)
class _Entry:
    key: str
    title: str
    day: dt.date
    href: str
    text: str


def feed(findings: Findings, issues: Sequence[Issue], site: Path) -> str:
    """Return ``feed.xml``, the latest entry first.

    Ids hold no address, so that they stay when the site moves; days are those of publication.

    Parameters
    ----------
    findings : Findings
        Of the latest report, with what was revised since.
    issues : sequence of Issue
        The reports that stand on the site, the oldest first.
    site : Path
        The built pages.
    """
    council = findings.framework.council
    entries = [*_publications(findings, issues, site), *_corrections(findings, issues)]
    entries.sort(key=lambda entry: entry.day, reverse=True)
    latest = entries[0].day if entries else findings.reported_on
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
        f"<id>{_id(council.code, 'feed')}</id>",
        f"<title>{escape(council.name)}: performance report</title>",
        "<subtitle>Each quarter's report, and each correction of a published figure.</subtitle>",
        f"<updated>{_moment(latest)}</updated>",
        f"<author><name>{escape(council.name)}</name></author>",
        f"<rights>{escape(council.licence)}</rights>",
        *_self(council.address),
        f'<link rel="alternate" type="text/html" href="{council.address or "index.html"}"/>',
        *(line for entry in entries for line in _lines(entry, council.code, council.address)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _self(address: str) -> list[str]:
    return [f'<link rel="self" type="application/atom+xml" href="{address}feed.xml"/>']


def _lines(entry: _Entry, council: str, address: str) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{_id(council, entry.key)}</id>"
    yield f"<title>{escape(entry.title)}</title>"
    yield f"<updated>{_moment(entry.day)}</updated>"
    yield f"<published>{_moment(entry.day)}</published>"
    yield f'<link rel="alternate" type="text/html" href="{escape(address + entry.href)}"/>'
    yield f"<summary>{escape(entry.text)}</summary>"
    yield "</entry>"


def _publications(findings: Findings, issues: Sequence[Issue], site: Path) -> Iterator[_Entry]:
    for issue in issues:
        home = said((site / issue.slug / "index.html").read_text(encoding="utf-8"))
        quarter = words.quarter(findings.framework.period(issue.quarter))
        title = f"{quarter}: {home.title}"
        yield _Entry(issue.slug, title, issue.day, f"{issue.slug}/index.html", home.subject)


def _corrections(findings: Findings, issues: Sequence[Issue]) -> Iterator[_Entry]:
    """Yield each figure that changed after it was published, on the day that readers saw it.

    What readers saw in a report that does not stand on the site is not told.
    """
    dates = findings.framework.quarters.values()
    days = sorted(each.publication for each in dates if each.publication)
    here = {issue.day for issue in issues}
    for revision in findings.picture.revisions:
        told = next((day for day in days if day >= revision.changed_on), None)
        if revision.revised in OF_FIGURES and told in here:
            indicator = findings.indicators[revision.indicator]
            yield _correction(findings, revision, indicator, told)


def _correction(
    findings: Findings, revision: Revision, indicator: Indicator, day: dt.date
) -> _Entry:
    framework = findings.framework
    key = (revision.indicator, revision.organisation, revision.period, str(revision.changed_on))
    period = words.short_period(revision.period, framework.council.year_starts)
    whose = framework.organisation_name(revision.organisation)
    return _Entry(
        "/".join(key),
        f"Correction: {indicator.name}, {whose}, {period}",
        day,
        f"indicators/{revision.indicator.lower()}.html",
        revisions.sentence(revision, indicator, framework),
    )


def _id(council: str, key: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{council}/{key}").urn


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
