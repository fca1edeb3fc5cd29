"""The home page and the corporate scorecard."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.visuals import headline, panels, words
from pmf_analysis.visuals.cascade import Part, cascade
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.page.delivery import DeliveryPage
from pmf_analysis.visuals.page.finance import FinancePage
from pmf_analysis.visuals.page.responses import ResponsesPage
from pmf_analysis.visuals.page.risk import RiskPage
from pmf_analysis.visuals.page.scorecards import DirectoratePage, ThemePage
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.scorecard import rating_mark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["CorporatePage", "HomePage"]

_WIDER: tuple[type[Page], ...] = (
    DeliveryPage,
    RiskPage,
    FinancePage,
    ResponsesPage,
)
_BETTER = (Verdict.IMPROVING, Verdict.ADVANCING, Verdict.RECOVERING)
_WORST_LAST = (Rating.GREEN, Rating.AMBER, Rating.RED)
FIVE = 5


class HomePage(Page):
    """How the council is doing this quarter."""

    kind = "home"

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the findings of the council and its parts, and what the wider picture needs."""
        made = CorporatePage.part(findings, scope)
        return replace(made, picture=replace(findings.picture, breakdowns=(), nodes=(), ties=()))

    @classmethod
    def path(cls, scope: str = "") -> str:
        """Where the page stands: at the root."""
        return "index"

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the headline."""
        return headline.headline(findings)

    def lede(self) -> str:
        """Say the counts behind the headline."""
        return headline.lede(self.findings)

    def onwards(self) -> Html:
        """Lead to every exception, to the questions they raise, and to how all this is read."""
        scrutiny = self.framework.words.scrutiny
        items = [Item("All exceptions", href="corporate.html")]
        if self.picture.questions:
            items.append(Item(f"Questions for the {scrutiny}", href="questions.html"))
        items.append(Item("How to read this", href="how-to-read.html"))
        return panels.onwards(items)

    def improved(self, most: int = FIVE) -> Html:
        """Show what is improving by more than chance would explain."""
        better = [f for f in self.own() if f.verdict in _BETTER]
        better.sort(key=lambda f: _BETTER.index(f.verdict))
        caption = "Improving by more than chance would explain."
        return self.scorecard(better[:most], caption, "No improvement beyond chance this quarter.")

    def changed(self) -> Html:
        """Show the indicators whose rating changed since last quarter, the worse first."""
        changed = panels.changes(self.own(), self.findings.indicators)
        changed.sort(key=lambda f: not _fell(f))
        columns = [
            Column(words.capital(self.framework.words.indicator)),
            Column("Last quarter"),
            Column("Now"),
        ]
        rows = [
            [
                Cell(f.name, href=f"indicators/{f.indicator.lower()}.html"),
                Cell(mark=rating_mark(f.previous_rating or f.rating, self.framework)),
                Cell(mark=rating_mark(f.rating, self.framework)),
            ]
            for f in changed
        ]
        worse = sum(map(_fell, changed))
        better = len(changed) - worse
        said = f"{words.count(better)} got better" if better else "none got better"
        caption = f"{words.capital(words.count(worse, 'rating'))} got worse, {said}."
        return table(caption, columns, rows, "No rating changed since last quarter.")

    def _cards(self, kind: type[ThemePage] | type[DirectoratePage]) -> Html:
        """A card for each page of a kind, counting the indicators on it."""
        groups = [
            (
                kind.title(self.findings, scope),
                f"{kind.path(scope)}.html",
                kind.part(self.findings, scope).findings,
            )
            for scope in kind.scopes(self.findings)
        ]
        return panels.cards(groups, self.framework)

    def theme_cards(self) -> Html:
        """Show a card for each theme."""
        made = self._cards(ThemePage)
        return panels.section(f"By {self.framework.words.theme}", made, "themes")

    def directorate_cards(self) -> Html:
        """Show a card for each directorate, counting the indicators on its scorecard."""
        made = self._cards(DirectoratePage)
        return panels.section(f"By {self.framework.words.directorate}", made, "directorates")

    def wider(self) -> Html:
        """Say in a sentence each how plan, risks, money and the rest stand."""
        columns = [Column("Part"), Column("How it stands")]
        rows = [
            [Cell(kind.title(self.findings, ""), href=f"{kind.path()}.html"), Cell(page.lede())]
            for kind in _WIDER
            for page in (kind.open(self.findings, scope) for scope in kind.scopes(self.findings))
        ]
        if not rows:
            return NOTHING
        return panels.section(
            "The wider picture", table("Each leads to its page.", columns, rows, "")
        )

    def downloads(self) -> Html:
        """Lead to everything that can be taken away."""
        ways = [
            Item("All downloads", href="downloads.html"),
            Item("Explore the figures", href="explorer.html"),
        ]
        return panels.section("Data and downloads", panels.onwards(ways))

    def next_dates(self) -> Html:
        """List the coming dates of the reporting calendar."""
        published = panels.publication(self.framework, self.findings.quarter)
        coming = [
            Item(str(quarter), f"to be published {words.date(dates.publication)}")
            for quarter, dates in self.framework.quarters.items()
            if dates.publication and published and dates.publication > published
        ]
        listed = panels.listed(coming[:2], "No later publication is in the calendar.")
        whole = panels.onwards([Item("The whole calendar", href="calendar.html")])
        return Html(f"{listed.html}\n{whole.html}")


def _fell(finding: Finding) -> bool:
    """Whether the rating is worse than it was."""
    before = finding.previous_rating or finding.rating
    return _WORST_LAST.index(finding.rating) > _WORST_LAST.index(before)


class CorporatePage(Page):
    """Organisational health: the scorecard of tier 1."""

    kind = "corporate"

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the council's findings, and those of its parts without their points."""
        council = findings.framework.council.code
        return cls.only(
            findings,
            (f if f.organisation == council else replace(f, points=()) for f in findings.findings),
        )

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return what the council calls its first tier."""
        tiers = (t.name for t in findings.framework.tiers if t.level == "council")
        return next(tiers, "Corporate scorecard")

    def lede(self) -> str:
        """Say the counts behind the headline."""
        return headline.lede(self.findings)

    def cascade(self) -> Html:
        """Show the scorecard rolled down to each directorate."""
        own = self.framework.words
        parts = [
            Part(d.name, f"directorates/{d.code.lower()}.html", mine)
            for d in self.framework.directorates
            if (mine := DirectoratePage.part(self.findings, d.code).findings)
        ]
        caption = f"The {own.indicators} on each {own.directorate}'s own scorecard, by rating."
        heading = words.capital(own.directorate)
        return cascade(parts, self.findings.indicators, self.framework, heading, caption)
