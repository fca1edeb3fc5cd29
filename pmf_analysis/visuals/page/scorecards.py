"""Scorecards of a theme and of a directorate."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.indicator import Kind
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.visuals import finance, panels, words
from pmf_analysis.visuals.cascade import Part, cascade
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.around import AroundPage, around
from pmf_analysis.visuals.page.base import NOTHING
from pmf_analysis.visuals.page.service import ServicePage

__all__ = ["DirectoratePage", "ThemePage"]


class ThemePage(AroundPage):
    """Whether a theme's outcome is being achieved."""

    kind = "theme"
    folder = "themes"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield each theme that has a figure."""
        seen = {findings.indicators[f.indicator].theme for f in findings.council}
        return [t.code for t in findings.framework.themes if t.code in seen]

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the council's findings of the theme's indicators, and what is around them."""
        findings.framework.theme(scope)
        catalogue = findings.indicators
        kept = [f for f in findings.council if catalogue[f.indicator].theme == scope]
        return cls.only(findings, kept, around(findings, kept, lambda a: a.theme == scope))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the theme's name."""
        return findings.framework.theme(scope).name

    def lede(self) -> str:
        """Say the outcome that the theme is for."""
        return " ".join(t for t in (self.framework.theme(self.scope).outcome, self.needing()) if t)

    def of_kind(self, kind: str) -> Html:
        """Show the theme's community outcomes or its council services."""
        catalogue = self.findings.indicators
        mine = [f for f in self.own() if catalogue[f.indicator].kind == Kind(kind)]
        caption = (
            "Outcomes for the community, in which the council plays a part with others."
            if kind == Kind.COMMUNITY
            else "What the council itself provides."
        )
        empty = f"No {self.framework.words.indicators} of this kind."
        return self.folded(mine, self.scorecard(mine, caption, empty))


class DirectoratePage(AroundPage):
    """How a directorate is doing: the scorecard of tier 2."""

    kind = "directorate"
    folder = "directorates"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield each directorate that has a figure."""
        codes = [d.code for d in findings.framework.directorates]
        return [code for code in codes if cls.part(findings, code).findings]

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the directorate's findings, its services', and the council's that it owns."""
        services = findings.framework.directorate(scope).services
        places = {scope, *(s.code for s in services)}
        council, catalogue = findings.framework.council.code, findings.indicators
        kept = [
            f
            for f in findings.findings
            if f.organisation in places
            or (f.organisation == council and catalogue[f.indicator].directorate == scope)
        ]
        picture = around(findings, kept, lambda a: a.directorate == scope, scope)
        return cls.only(findings, kept, picture)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the directorate's name."""
        return findings.framework.directorate(scope).name

    @property
    def at(self) -> str:
        """The directorate."""
        return self.scope

    def own(self) -> list[Finding]:
        """Return all of them."""
        return list(self.findings.findings)

    def cascade(self) -> Html:
        """Show the scorecard rolled down to each service, in the edition that shows services."""
        framework = self.framework
        if not ServicePage.shown_in(self.findings):
            return NOTHING
        parts = [
            Part(s.name, f"{self.to}{ServicePage.path(s.code)}.html", mine)
            for s in framework.directorate(self.scope).services
            if (mine := ServicePage.part(self.findings, s.code).findings)
        ]
        if not parts:
            return NOTHING
        caption = f"The {framework.words.indicators} on each {framework.words.service}'s scorecard."
        heading = words.capital(framework.words.service)
        made = cascade(parts, self.findings.indicators, framework, heading, caption)
        return panels.section(f"By {framework.words.service}", made)

    def spend(self) -> Html:
        """Show the directorate's budgets, and the lines that are to be explained."""
        if not self.picture.totals and not self.picture.accounts:
            return NOTHING
        made = finance.for_directorate(
            self.picture.totals, self.picture.accounts, self.scope, self.framework
        )
        return panels.section("Money", panels.fold("the money", made))

    def lede(self) -> str:
        """Say who leads it."""
        role = self.framework.directorate(self.scope).director_role
        led = f"Led by the {role}." if role else ""
        return " ".join(text for text in (led, self.needing()) if text)
