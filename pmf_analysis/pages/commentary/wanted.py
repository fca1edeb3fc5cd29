"""Which figures need words, and on which page."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis import report
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.pages.contents import PageId

__all__ = ["Wanted", "Why", "wanted"]


class Why(StrEnum):
    """Why words are wanted."""

    PAGE = "the page as a whole"
    EXCEPTION = "an exception"
    CHANGED = "its verdict changed"
    ASKED = "asked for"


CORPORATE = report.kind_of("corporate")
_ORDER = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True)
class Wanted:
    """Words that a page needs.

    Attributes
    ----------
    indicator, organisation : str
        The finding to write about; "" and "" for the page as a whole.
    why : Why
        The first reason that holds.
    """

    indicator: str
    organisation: str
    why: Why


def wanted(findings: Findings, also: Collection[str] = ()) -> dict[PageId, tuple[Wanted, ...]]:
    """Return the words that each page needs, the page's own first, then the most pressing.

    Parameters
    ----------
    findings : Findings
        The quarter's, as analysts see them (the internal edition).
    also : collection of str
        Codes of indicators that were asked for, beside the profile's ``always``.

    Returns
    -------
    dict of PageId to tuple of Wanted
        Home, each theme and each directorate; the corporate scorecard where an indicator of no
        theme needs words.
    """
    framework = findings.framework
    asked = {*also, *framework.commentary.always}
    homes = [PageId("home")]
    homes += [PageId("theme", theme.code) for theme in framework.themes]
    homes += [PageId("directorate", directorate.code) for directorate in framework.directorates]
    found: dict[PageId, list[tuple[tuple[float, ...], Wanted]]] = {page: [] for page in homes}
    for place, finding in enumerate(findings.findings):
        page = _page(finding, findings)
        why = _why(finding, findings, asked) if page and finding.shown else None
        if page is None or why is None:
            continue
        pressing = finding.place_in_exceptions or math.inf
        ordered = (_ORDER[why], pressing, place)
        found.setdefault(page, []).append((ordered, Wanted(*finding.key, why)))
    own = Wanted("", "", Why.PAGE)
    return {
        page: ((own,) if page in homes else ()) + tuple(want for _, want in sorted(wants, key=_of))
        for page, wants in found.items()
    }


def _of(ordered: tuple[tuple[float, ...], Wanted]) -> tuple[float, ...]:
    return ordered[0]


def _page(finding: Finding, findings: Findings) -> PageId | None:
    """The page that discusses a finding: a service's own has none."""
    framework, indicator = findings.framework, findings.indicators[finding.indicator]
    if finding.organisation != framework.council.code:
        own = finding.organisation in {d.code for d in framework.directorates}
        return PageId("directorate", finding.organisation) if own else None
    theme = PageId("theme", indicator.theme) if indicator.theme else None
    corporate = PageId(CORPORATE.kind) if any(True for _ in CORPORATE.scopes(findings)) else None
    managed = PageId("directorate", indicator.directorate) if indicator.directorate else None
    if indicator.audience is Audience.INTERNAL:  # discussed where it is managed
        return managed or theme or corporate
    return theme or corporate or managed


def _why(finding: Finding, findings: Findings, asked: Collection[str]) -> Why | None:
    rules = findings.framework.commentary
    council = finding.organisation == findings.framework.council.code
    exception = finding.place_in_exceptions is not None
    if exception and finding.verdict in (rules.council if council else rules.directorate):
        return Why.EXCEPTION
    changed = finding.previous_verdict not in {None, finding.verdict}
    # A directorate has many small figures: only a change for the worse is worth words there.
    telling = (
        finding.verdict is not Verdict.AWAITED
        if council
        else exception and finding.verdict in rules.council
    )
    if changed and telling:
        return Why.CHANGED
    return Why.ASKED if finding.indicator in asked else None
