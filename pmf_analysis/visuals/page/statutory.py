"""What the law makes the council return, and what others have asked to be worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.work import RequestStatus
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.visuals import panels, voices, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.scorecard import rating_mark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["StatutoryPage"]


class StatutoryPage(Page):
    """Which statutory return each figure goes to, and the requests for analysis."""

    kind = "statutory"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where a return is named, or this edition shows a request."""
        named = any(i.statutory_return for i in findings.indicators.values())
        return ("",) if named or findings.picture.requests else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the council's findings whose indicators name a return, and the requests."""
        catalogue = findings.indicators
        kept = [
            replace(f, points=())
            for f in findings.council
            if catalogue[f.indicator].statutory_return
        ]
        return cls.only(findings, kept, Picture(requests=findings.picture.requests))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return (
            "Statutory returns and requests" if findings.picture.requests else "Statutory returns"
        )

    def lede(self) -> str:
        """Say how many returns there are, and how many requests wait."""
        said = []
        returns = {self.findings.indicators[f.indicator].statutory_return for f in self.own()}
        if returns:
            own = self.framework.words
            many = words.count(len(self.own()), own.indicator, own.indicators)
            said.append(
                f"{words.capital(many)} of this report also go into "
                f"{words.count(len(returns), 'national return', 'national returns')}."
            )
        waiting = sum(r.status is RequestStatus.OPEN for r in self.picture.requests)
        if self.picture.requests:
            wait = "waits" if waiting == 1 else "wait"
            said.append(f"{words.capital(words.count(waiting, 'request'))} for analysis {wait}.")
        return " ".join(said)

    def returns(self) -> Html:
        """Show each statutory return with the indicators that it carries."""
        if not self.own():
            return NOTHING
        word = self.framework.words.indicator
        columns = [
            Column("Return"),
            Column(words.capital(word)),
            Column("Latest figure", numeric=True),
            Column("Answers for it"),
        ]
        catalogue = self.findings.indicators
        ordered = sorted(self.own(), key=lambda f: catalogue[f.indicator].statutory_return.lower())
        rows = [
            [
                Cell(catalogue[f.indicator].statutory_return),
                Cell(f.name, f.indicator, f"indicators/{f.indicator.lower()}.html"),
                self._latest(f),
                Cell(catalogue[f.indicator].owner_role),
            ]
            for f in ordered
        ]
        caption = "Figures that also go into national returns and collections, by return."
        made = table(caption, columns, rows, "")
        many = words.count(len(rows), word, self.framework.words.indicators)
        return panels.section("Statutory returns", panels.fold(many, made))

    def _latest(self, finding: Finding) -> Cell:
        """The latest figure with its period; why not, where there is none to show."""
        if finding.value is None or not finding.shown:
            return Cell(mark=rating_mark(finding.rating, self.framework))
        indicator = self.findings.indicators[finding.indicator]
        period = words.covered(finding, indicator, self.framework.council.year_starts)
        return Cell(words.figure(finding.value, indicator), period)

    def requests(self) -> Html:
        """Show the requests for analysis, where this edition has them."""
        if not self.picture.requests:
            return NOTHING
        caption = "What was asked for beside the usual report: the overdue first, then by priority."
        made = voices.requests(self.picture.requests, caption, "")
        return panels.section("Requests for analysis", made)
