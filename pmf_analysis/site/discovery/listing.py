"""What machines that read the web are told: which pages there are, and which they may read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from pmf_analysis.findings.issues import Issue
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings

__all__ = ["robots", "sitemap"]

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LEFT_OUT = {"404.html", "search.html"}  # neither is a page to be found
INDEX = "index.html"


def robots(findings: Findings) -> str:
    """Return ``robots.txt``: all may be read.

    But nothing that is internal, and nothing made up under the name of a council that there is.
    """
    named = bool(findings.framework.council.figures_of)
    if named or findings.audience is not Audience.PUBLIC:
        return "User-agent: *\nDisallow: /\n"
    address = findings.framework.council.address
    where = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nDisallow:\n{where}"


def sitemap(findings: Findings, issues: Sequence[Issue], site: Path) -> str:
    """Return ``sitemap.xml``: the latest report, and each earlier one as it was published.

    Parameters
    ----------
    findings : Findings
        Of the latest report.
    issues : sequence of Issue
        Every report that stands at an address of its own.
    site : Path
        The built pages.
    """
    address = findings.framework.council.address
    days = {issue.slug: issue.day for issue in issues}
    now = {issue.slug for issue in issues if issue.quarter == findings.quarter}
    rows = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        folder = name.partition("/")[0]
        if name in LEFT_OUT or folder in now:  # what the root says already
            continue
        where = address + name.removesuffix(INDEX) if path.name == INDEX else address + name
        day = days.get(folder, findings.reported_on)
        rows.append(f"<url><loc>{escape(where)}</loc><lastmod>{day}</lastmod></url>")
    listed = "\n".join(rows)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{NAMESPACE}">\n{listed}\n</urlset>\n'
