"""What a commentary notebook shows its writer: the page's figures, and each indicator's."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import ipywidgets

from pmf_analysis import report
from pmf_analysis.findings import locate
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.lab import look
from pmf_analysis.lab.preview import preview
from pmf_analysis.lab.settings import DATA
from pmf_analysis.pages.commentary.wanted import Why, wanted
from pmf_analysis.visuals import panels, sentences
from pmf_analysis.visuals.figure import Figure, Html

__all__ = ["Here", "book", "commentary"]


@dataclass(frozen=True)
class Here:
    """The page that a notebook's words are for, in the edition that its writers see.

    Attributes
    ----------
    page : report.Page
        Its findings.
    data : Path
        The book of data.
    """

    page: report.Page
    data: Path

    def headline(self) -> Html:
        """Show what stands at the top of the page: its subject and its counts."""
        title = self.page.title(self.page.findings, self.page.scope)
        return look.piece(panels.section(title, self.page.lead()), self.page.at_a_glance())

    def brief(self, indicator: str, organisation: str = "") -> Html:
        """Show an indicator's chart and key facts, and why words about it are wanted.

        Parameters
        ----------
        indicator : str
            Its code.
        organisation : str
            Whose figures; the council's own when left out.
        """
        finding = self.page.finding(indicator, organisation)
        if finding is None:
            return look.piece(panels.message(f"There is no {indicator} on this page."))
        shown = self.page.chart(indicator, organisation, full=True)
        if isinstance(shown, Figure):
            shown = Html(shown._repr_mimebundle_()["text/html"])
        return look.piece(panels.message(self._why(finding), "wanted"), shown)

    def _why(self, finding: Finding) -> str:
        """Say why words are wanted: whoever wrote a cell for it asked, if nothing else does."""
        findings = self.page.findings
        wants = wanted(findings, {finding.indicator})
        why = next(
            want.why
            for listed in wants.values()
            for want in listed
            if (want.indicator, want.organisation) == finding.key
        )
        label = findings.framework.rating.label(finding.rating)
        said = sentences.why(finding, findings.indicators[finding.indicator], label)
        if why is Why.CHANGED:
            before = replace(finding, verdict=finding.previous_verdict or finding.verdict)
            said += f" Its verdict was {sentences.verdict_name(before).lower()} last quarter."
        opening = {
            Why.EXCEPTION: "An exception",
            Why.CHANGED: "Another verdict than last quarter",
            Why.ASKED: "Asked for",
        }
        return f"{opening[why]}. {said}"

    def preview(self) -> ipywidgets.VBox:
        """Return a button that builds this page with the words as saved, and shows it."""
        findings = self.page.findings
        slug = findings.framework.period(findings.quarter).slug
        return preview(self.page.path(self.page.scope), findings.quarter, slug, self.data)


def commentary(kind: str, scope: str, quarter: str, data: str = "") -> Here:
    """Open the page that a commentary notebook is for.

    Parameters
    ----------
    kind, scope : str
        Such as ``theme`` and ``homes``.
    quarter : str
        Such as ``2025-26 Q2``.
    data : str
        The book of data; the one that `pmf lab` was opened with, or ``data``, when left out.

    Raises
    ------
    PmfError
        The book cannot be used, or there is no such page.
    """
    look.plain_errors()
    folder = book(data)
    return Here(report.page(kind, quarter, scope, str(folder), Audience.INTERNAL), folder)


def book(data: str = "") -> Path:
    """Return the book of data that a notebook means, looked for upwards from it."""
    return locate(data or os.environ.get(DATA) or "data")
