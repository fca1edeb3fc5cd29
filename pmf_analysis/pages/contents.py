"""Which pages a quarter has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmf_analysis import report
from pmf_analysis.judgements.finding import Findings

__all__ = ["PageId", "contents"]


@dataclass(frozen=True, order=True)
class PageId:
    """A page: its kind, which names the template, and its scope."""

    kind: str
    scope: str = ""

    @property
    def path(self) -> str:
        """Where the page stands in the book, without suffix: ``themes/homes``."""
        if not self.scope:
            return "index" if self.kind == "home" else self.kind
        return f"{_FOLDERS[self.kind]}/{self.scope.lower()}"

    def __str__(self) -> str:
        """Return the name that ``--only`` takes."""
        return self.path


_FOLDERS = {"theme": "themes", "directorate": "directorates", "indicator": "indicators"}


def contents(findings: Findings) -> Iterator[tuple[PageId, Findings]]:
    """Yield each page with the part of the findings that it rests on, in reading order.

    A theme without a figure has no page yet; an indicator has one as soon as anyone reports it.
    """
    framework = findings.framework
    scopes = [
        *(PageId(kind) for kind in ("home", "corporate", "indicators")),
        *(PageId("theme", theme.code) for theme in framework.themes),
        *(PageId("directorate", directorate.code) for directorate in framework.directorates),
        *(PageId("indicator", code) for code in findings.indicators),
    ]
    for page in scopes:
        part = report.part(findings, page.kind, page.scope)
        if part.findings or not page.scope:
            yield page, part
