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
        """Say what has been revised since, and where a report as it stood is to be had."""
        council = self.framework.council
        asked = f"write to {council.contact}" if council.contact else f"ask {council.short}"
        if len(_published(self.findings)) == 1:
            where = "If its name is a link, its report stands here as it was published; if not"
        else:
            where = "A quarter whose name is a link stands here as it was published; for any other"
        return f"{self._revised()} Nothing is overwritten. {where}, {asked}."

    def _revised(self) -> str:
        """Count the quarters with a figure or a rating that is no longer what it was."""
        counts = [self._counts(quarter) for quarter, _ in _published(self.findings)]
        many = len(counts)
        figures, ratings = (sum(bool(pair[k]) for pair in counts) for k in (0, 1))
        these = "quarter" if many == 1 else f"{words.count(many)} quarters"
        if not figures and not ratings:
            return f"Nothing in the {these} published before this one has been revised since."
        if many == 1:
            had = " and ".join(
                part for part, n in (("figures", figures), ("ratings", ratings)) if n
            )
            return f"The quarter published before this one has {had} that changed since."
        return (
            f"Of the {these} published before this one, {_have(figures)} figures that were "
            f"revised since, and {_have(ratings)} ratings that changed."
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
        figures, ratings = self._counts(quarter)
        day = dates.publication
        command = f'pmf build --quarter "{quarter}" --as-at {day}'
        return [
            Cell(str(quarter), under=words.period(quarter), href=f"{quarter.slug}/index.html"),
            Cell(words.date(day) if day else ""),
            Cell(str(figures) if figures else "none"),
            Cell(str(ratings) if ratings else "none"),
            *([Cell(command)] if internal else []),
        ]

    def _counts(self, quarter: Period) -> tuple[int, int]:
        """How many figures of a quarter, and how many of their ratings, are not as published."""
        period = self.framework.period
        mine = [
            r
            for r in self.picture.revisions
            if quarter.start <= period(r.period).end <= quarter.end
        ]
        figures = {_cell(r) for r in mine if r.revised in _OF_FIGURES}
        return len(figures), len({_cell(r) for r in mine if r.rating_changed})


_OF_FIGURES = {Revised.FIGURE, Revised.WITHHELD}


def _have(quarters: int) -> str:
    """None has, one has, two have."""
    number = words.count(quarters) if quarters else "none"
    return f"{number} {'has' if quarters < 2 else 'have'}"  # noqa: PLR2004 - from two on


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
