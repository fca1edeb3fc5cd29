"""How the council manages performance: its framework, generated from the profile."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.framework.plan import Named, Tier
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import document, panels, words
from pmf_analysis.visuals.cycle import cycle
from pmf_analysis.visuals.entries import Entry, entries, named, paragraphs, points
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.page.home import CorporatePage
from pmf_analysis.visuals.page.scorecards import DirectoratePage
from pmf_analysis.visuals.page.service import ServicePage
from pmf_analysis.visuals.panels import Item

__all__ = ["FrameworkPage"]


class FrameworkPage(Page):
    """The framework; each part is left out where the profile has nothing for it."""

    kind = "framework"

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the profile, and of the findings what says which scorecards there are."""
        return cls.only(findings, (replace(f, points=()) for f in findings.findings))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the document's own title."""
        return findings.framework.document.title

    def lede(self) -> str:
        """Say what it is, and who approved it."""
        told = self.framework.document
        said = f"How {self.framework.council.short} sets its aims and checks how it is doing."
        if told.approved_by:
            on = f" on {words.date(told.approved_on)}" if told.approved_on else ""
            said += f" Approved by {told.approved_by}{on}."
        return said

    def why(self) -> Html:
        """Show the foreword and the purpose."""
        told = self.framework.document
        texts = [text for text in (told.foreword, told.purpose) if text]
        return panels.section("Why we do this", paragraphs(*texts)) if texts else NOTHING

    def cycle(self) -> Html:
        """Draw the cycle, and tell its stages in words."""
        stages = self.framework.cycle
        return panels.section("The cycle", cycle(stages)) if stages else NOTHING

    def questions(self) -> Html:
        """Show the questions that the framework answers."""
        return _points("Questions it answers", self.framework.questions)

    def principles(self) -> Html:
        """Show the principles."""
        return _named("Principles", self.framework.principles)

    def values(self) -> Html:
        """Show the values."""
        return _named("Values", self.framework.values)

    def readers(self) -> Html:
        """Show who needs the information, and what for."""
        return _named("Who needs the information", self.framework.readers)

    def tiers(self) -> Html:
        """Show what each level's scorecard is called, and lead to it."""
        tiers = self.framework.tiers
        if not tiers:
            return NOTHING
        return panels.section("Levels of reporting", entries(self._tier(tier) for tier in tiers))

    def _tier(self, tier: Tier) -> Entry:
        own = self.framework.words
        if tier.level == "council":
            href = f"{CorporatePage.path()}.html"
            text = f"For {self.framework.council.short} as a whole:"
            return Entry(tier.name, text, links=(Item("the scorecard of this quarter", href=href),))
        if tier.level == "directorate":
            links = tuple(
                Item(
                    DirectoratePage.title(self.findings, code),
                    href=f"{DirectoratePage.path(code)}.html",
                )
                for code in DirectoratePage.scopes(self.findings)
            )
            return Entry(tier.name, f"One for each {own.directorate}:", links=links)
        if tier.level == "service":
            shown = ServicePage.shown_in(self.findings)
            where = f"led to from the page of its {own.directorate}" if shown else "not published"
            return Entry(tier.name, f"One for each {own.service}, {where}.")
        who = "team" if tier.level == "team" else "person"
        return Entry(tier.name, f"For each {who}, who keeps it; not part of this report.")

    def perspectives(self) -> Html:
        """Show the parts of the scorecard, each with its question."""
        parts = [Named(name=p.name, sentence=p.question) for p in self.framework.perspectives]
        return _named("The scorecard", parts)

    def decisions(self) -> Html:
        """Show what a review may decide."""
        return _points("What a review may decide", self.framework.decisions)

    def plans(self) -> Html:
        """Show the plans, with templates to fill in."""
        plans = self.framework.plans
        if not plans:
            return NOTHING
        made = panels.fold(words.count(len(plans), "plan"), document.plans(plans))
        return panels.section("Plans", made)

    def data(self) -> Html:
        """Show what the council says of its data."""
        return _named("Data we can trust", self.framework.data_statements)

    def support(self) -> Html:
        """Show what helps those who use the framework."""
        return _named("Support", self.framework.support)

    def document(self) -> Html:
        """Show the document's standing, and its versions."""
        standing = document.standing(self.framework)
        versions = document.versions(self.framework.document)
        if versions.html:
            versions = panels.fold("its versions", versions)
        return panels.section("The document", Html(f"{standing.html}\n{versions.html}"))

    def related(self) -> Html:
        """Show the related policies."""
        listed = self.framework.document.related
        parts = [Named(name=one.title, sentence=one.note) for one in listed]
        return _named("Related policies", parts)

    def left_open(self) -> Html:
        """Say what the document leaves open, and that the program's proposal stands there."""
        if not self.framework.document.open:
            return NOTHING
        made = document.left_open(self.framework)
        return panels.section("What the document leaves open", made)


def _named(heading: str, values: tuple[Named, ...] | list[Named]) -> Html:
    return panels.section(heading, named(values)) if values else NOTHING


def _points(heading: str, values: tuple[str, ...]) -> Html:
    return panels.section(heading, points(values)) if values else NOTHING
