"""Which pages a quarter has."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmf_analysis import report
from pmf_analysis.judgements.finding import Findings

if TYPE_CHECKING:
    from pmf_analysis.pages.case_studies import Story

__all__ = ["PageId", "contents", "could_be_made", "left_out"]


@dataclass(frozen=True, order=True)
class PageId:
    """A page: its kind, which names the template, and its scope."""

    kind: str
    scope: str = ""

    @property
    def path(self) -> str:
        """Where the page stands in the book, without suffix: ``themes/homes``."""
        return report.kind_of(self.kind).path(self.scope)

    def __str__(self) -> str:
        """Return the name that ``--only`` takes."""
        return self.path


def contents(
    findings: Findings, stories: Collection[Story] = ()
) -> Iterator[tuple[PageId, Findings]]:
    """Yield each page with the part of the findings that it rests on, in reading order.

    Parameters
    ----------
    findings : Findings
        The quarter's.
    stories : collection of Story
        The case studies; without one they have no page.
    """
    told = {indicator for story in stories for indicator in story.indicators}
    for pages in report.PAGES:
        if pages.told and not stories:
            continue
        for scope in pages.scopes(findings):
            part = pages.part(findings, scope)
            if pages.told:
                part = pages.only(findings, (f for f in part.findings if f.indicator in told))
            yield PageId(pages.kind, scope), part


def left_out(findings: Findings) -> dict[str, tuple[str, ...]]:
    """Return each table that the council does not keep, with the kinds of page that need it."""
    return {
        table: tuple(pages.kind for pages in report.PAGES if table in pages.rests_on)
        for table in findings.picture.missing
    }


def could_be_made(path: str) -> bool:
    """Whether a path is one that some edition might have a page at; else it is hand-written."""
    folder = posixpath.dirname(path)
    return any(
        folder == pages.folder if pages.folder else path == pages.path() for pages in report.PAGES
    )
