"""What a notebook may ask for: the findings of one page, and the pieces to show them with.

This is the only module that notebooks import. Run by a person or by plain papermill, a
notebook works out the findings it needs; in a build it is handed the same findings.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import headline
from pmf_analysis.visuals.page import Page

__all__ = ["HANDED_OVER", "KINDS", "Page", "page", "part", "title"]

# Names the file with a page's findings while a build runs its notebook.
HANDED_OVER = "PMF_PAGE_FINDINGS"
KINDS = ("home", "corporate", "theme", "directorate", "indicators", "indicator")


def page(
    kind: str,
    quarter: str = "",
    scope: str = "",
    data: str = "data",
    audience: str = "public",
    as_at: str = "",
) -> Page:
    """Open the page of one kind and scope.

    Parameters
    ----------
    kind : str
        ``home``, ``corporate``, ``theme``, ``directorate`` or ``indicator``.
    quarter : str
        For example ``2025-26 Q2``; the latest when left out.
    scope : str
        The code of the theme, directorate or indicator; "" for the whole council.
    data : str
        The folder that holds the book of data.
    audience : str
        ``public`` or ``internal``.
    as_at : str
        Read the ledgers as they stood on this day, such as ``2025-12-02``; "" for all.

    Raises
    ------
    PmfError
        The book cannot be used, or there is no such page.
    """
    handed = os.environ.get(HANDED_OVER)
    if handed:
        return Page(kind, scope, flow.restore(handed))
    findings = flow.compute(data, quarter, audience, _day(as_at))
    scope = scope or _first_scope(findings, kind)
    return Page(kind, scope, part(findings, kind, scope))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"as_at is a date such as 2025-12-02, but came as {text!r}") from None


def _first_scope(findings: Findings, kind: str) -> str:
    """The page that a notebook opened by itself shows."""
    framework = findings.framework
    match kind:
        case "theme":
            return framework.themes[0].code
        case "directorate":
            return framework.directorates[0].code
        case "indicator":
            return next(iter(findings.indicators), "")
        case _:
            return ""


def part(findings: Findings, kind: str, scope: str = "") -> Findings:
    """Return only what a page rests on.

    Raises
    ------
    WrongUse
        There is no page of that kind and scope.
    """
    framework, catalogue = findings.framework, findings.indicators
    council = framework.council.code
    match kind:
        case "indicators":
            kept = list(findings.findings)
        case "home" | "corporate":
            kept = [f for f in findings.findings if f.organisation == council]
        case "theme":
            framework.theme(scope)
            of_theme = {code for code, i in catalogue.items() if i.theme == scope}
            kept = [f for f in findings.council if f.indicator in of_theme]
        case "directorate":
            places = {scope, *(s.code for s in framework.directorate(scope).services)}
            kept = [
                f
                for f in findings.findings
                if f.organisation in places
                or (f.organisation == council and catalogue[f.indicator].directorate == scope)
            ]
        case "indicator":
            if scope not in catalogue:
                raise WrongUse(f"there is no {framework.words.indicator} {scope!r} to report")
            kept = [f for f in findings.findings if f.indicator == scope]
        case _:
            raise WrongUse(f"there is no page {kind!r}; there are: {', '.join(KINDS)}")
    used = {f.indicator for f in kept} | ({scope} if kind == "indicator" else set())
    if kind == "indicators":
        kept, used = [replace(f, points=()) for f in kept], set(catalogue)
    return replace(
        findings,
        findings=tuple(kept),
        indicators={code: i for code, i in catalogue.items() if code in used},
    )


def title(findings: Findings, kind: str, scope: str = "") -> str:
    """Return a page's title, in the council's own words."""
    framework = findings.framework
    match kind:
        case "home":
            return headline.headline(findings)
        case "corporate":
            tiers = (t.name for t in framework.tiers if t.level == "council")
            return next(tiers, "Corporate scorecard")
        case "theme":
            return framework.theme(scope).name
        case "directorate":
            return framework.directorate(scope).name
        case "indicators":
            return f"All {framework.words.indicators}"
        case _:
            return findings.indicators[scope].name
