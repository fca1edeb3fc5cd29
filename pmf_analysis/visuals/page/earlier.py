"""Every earlier quarter: when it was published, and what has been revised since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.plan import QuarterDates
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.revision import Revised, Revision
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import Page
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["EarlierPage"]


class EarlierPage(Page):
    """The quarters published before this one."""

    kind = "earlier"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where a quarter was published before."""
        return ("",) if _published(findings) else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the revisions alone."""
        kept = Picture(revisions=findings.picture.revisions)
        return replace(findings, findings=(), indicators={}, picture=kept)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Earlier quarters"

    def lede(self) -> str:
        """Count the quarters, and say that each can be had as it stood."""
        many = len(_published(self.findings))
        told = words.count(many, "quarter").capitalize()
        verb = "was" if many == 1 else "were"
        return (
            f"{told} {verb} published before this one. Nothing is overwritten: each report can "
            "be made again as it stood on its day, and what has been revised since is counted here."
        )

    def quarters(self) -> Html:
        """Show each earlier quarter, the latest first."""
        internal = self.findings.audience is Audience.INTERNAL
        columns = [
            Column("Quarter"),
            Column("Published"),
            Column("Figures revised since", numeric=True),
            Column("Ratings changed since", numeric=True),
            *([Column("To make it again")] if internal else []),
        ]
        rows = [
            self._row(quarter, dates, internal=internal)
            for quarter, dates in reversed(_published(self.findings))
        ]
        caption = "Figures of each quarter, and their ratings, that differ from those published"
        return table(caption, columns, rows, "No quarter was published before this one.")

    def _row(self, quarter: Period, dates: QuarterDates, *, internal: bool) -> list[Cell]:
        period = self.framework.period
        mine = [
            r
            for r in self.picture.revisions
            if quarter.start <= period(r.period).end <= quarter.end
        ]
        figures = len({_cell(r) for r in mine if r.revised in _OF_FIGURES})
        ratings = len({_cell(r) for r in mine if r.rating_changed})
        day = dates.publication
        command = f'pmf build --quarter "{quarter}" --as-at {day}'
        return [
            Cell(str(quarter), under=words.period(quarter)),
            Cell(words.date(day) if day else ""),
            Cell(str(figures) if figures else "none"),
            Cell(str(ratings) if ratings else "none"),
            *([Cell(command)] if internal else []),
        ]


_OF_FIGURES = {Revised.FIGURE, Revised.WITHHELD}


def _cell(revision: Revision) -> tuple[str, str, str]:
    return revision.indicator, revision.organisation, revision.period


def _published(findings: Findings) -> list[tuple[Period, QuarterDates]]:
    """Each quarter before this one that had been published, the oldest first."""
    framework = findings.framework
    this = framework.period(findings.quarter)
    return [
        (quarter, dates)
        for quarter, dates in framework.quarters.items()
        if quarter < this and dates.publication and dates.publication < findings.reported_on
    ]
