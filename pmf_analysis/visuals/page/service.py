"""How one team is doing: the scorecard of tier 3, a working document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.visuals import panels, promises
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.around import AroundPage, around
from pmf_analysis.visuals.page.base import NOTHING

__all__ = ["ServicePage"]


class ServicePage(AroundPage):
    """A service's indicators, standards and actions."""

    kind = "service"
    folder = "services"

    @classmethod
    def shown_in(cls, findings: Findings) -> bool:
        """Whether this edition has service scorecards."""
        internal = findings.audience is Audience.INTERNAL
        return internal or findings.framework.editions.service_scorecards is Audience.PUBLIC

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield each service that has anything to show."""
        if not cls.shown_in(findings):
            return ()
        codes = [s.code for s in findings.framework.services]
        return [code for code in codes if _holds(cls.part(findings, code))]

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the service's own findings, those it owns for the council, and its plans."""
        findings.framework.service(scope)
        council, catalogue = findings.framework.council.code, findings.indicators
        kept = [
            f
            for f in findings.findings
            if f.organisation == scope
            or (f.organisation == council and catalogue[f.indicator].service == scope)
        ]
        objectives = tuple(o for o in findings.picture.objectives if o.service == scope)
        picture = around(findings, kept, lambda action: action.service == scope)
        return cls.only(findings, kept, replace(picture, objectives=objectives))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the service's name."""
        return findings.framework.service(scope).name

    @property
    def at(self) -> str:
        """The service."""
        return self.scope

    def own(self) -> list[Finding]:
        """Return all of them."""
        return list(self.findings.findings)

    def lede(self) -> str:
        """Say whose service it is."""
        parent = self.framework.parents[self.scope]
        said = f"A {self.framework.words.service} of {self.framework.organisation_name(parent)}."
        return f"{said} {self.needing()}".strip()

    def standards(self) -> Html:
        """Show the service's published standards, and whether each is met."""
        mine = [f for f in self.own() if self.findings.indicators[f.indicator].standard]
        if not mine:
            return NOTHING
        made = self.scorecard(mine, "What residents have been promised.", "")
        return panels.section(f"Its {self.framework.words.standard}s", made)

    def objectives(self) -> Html:
        """Show what the service plan promises."""
        mine = self.picture.objectives
        if not mine:
            return NOTHING
        caption = promises.counted(mine, self.framework)
        made = promises.objectives(
            promises.by_kind(mine), self.findings, self.framework, self.to, caption
        )
        return panels.section("Its plan", made)


def _holds(part: Findings) -> bool:
    return bool(part.findings or part.picture.actions or part.picture.objectives)
