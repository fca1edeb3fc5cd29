"""What each service promised: the service plans of a directorate, and the published standards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.objective import Objective, objective_rating
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.visuals import panels, promises, tallies, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.panels import Item

__all__ = ["ServicePlanPage", "StandardsPage"]

_PRESSING = (Rating.RED, Rating.AMBER)
_ORDER = (*_PRESSING, *(rating for rating in Rating if rating not in _PRESSING))


class ServicePlanPage(Page):
    """What a directorate's services promised, and where each promise stands."""

    kind = "service_plan"
    folder = "service-plans"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield each directorate with an objective or a published standard."""
        for directorate in findings.framework.directorates:
            code = directorate.code
            if _objectives(findings, code) or _of_standards(findings, code):
                yield code

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the objectives, what they are tied to, and the directorate's standards."""
        findings.framework.directorate(scope)
        entries = _objectives(findings, scope)
        measures = {entry.indicator for entry in entries}
        carriers = {entry.action for entry in entries}
        places = {findings.framework.council.code, *_places(findings, scope)}
        standards = {f.key for f in _of_standards(findings, scope)}
        kept = (
            f
            for f in findings.findings
            if f.key in standards or (f.indicator in measures and f.organisation in places)
        )
        actions = tuple(a for a in findings.picture.actions if a.action in carriers)
        picture = Picture(objectives=entries, actions=actions)
        made = cls.only(findings, kept, picture)
        used = {**made.indicators}
        used |= {code: i for code, i in findings.indicators.items() if code in measures}
        return replace(made, indicators=used)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the directorate's name after what is shown of it."""
        word = findings.framework.words.service
        return f"{words.capital(word)} plans: {findings.framework.directorate(scope).name}"

    @property
    def at(self) -> str:
        """The directorate."""
        return self.scope

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """Every entry of the plans."""
        return self.picture.objectives

    def lede(self) -> str:
        """Say how many promises there are, and where they stand."""
        said = []
        if self.objectives:
            services = len({entry.service for entry in self.objectives})
            words_ = self.framework.words
            who = words.count(services, words_.service, words_.services)
            things = words.count(len(self.objectives), "promise")
            counts = promises.standing(self.objectives, self.framework)
            said.append(f"{words.capital(things)} of {who}: {counts}.")
        role = self.framework.directorate(self.scope).director_role
        if role:
            said.append(f"Led by the {role}.")
        return " ".join(said)

    def attention(self) -> Html:
        """Show the promises that are off track, at risk or past their date; the worst first."""
        late = [o for o in self.objectives if objective_rating(o) in _PRESSING]
        late.sort(key=lambda o: _PRESSING.index(objective_rating(o)))
        if not late:
            return panels.message("No promise is off track, at risk or past its date.")
        caption = "Off track, past their date or at risk."
        return self._table(late, caption)

    def services(self) -> Html:
        """Show what each service promised, under its name and the council's word for it."""
        word = self.framework.words.service
        parts = []
        for service in self.framework.directorate(self.scope).services:
            mine = [entry for entry in self.objectives if entry.service == service.code]
            if mine:
                caption = promises.counted(mine, self.framework)
                parts.append((service.name, self._table(promises.by_kind(mine), caption)))
        made = panels.sections(parts) if parts else panels.message(f"No {word} plan is kept here.")
        return panels.section(f"What each {word} promised", made)

    def without(self) -> Html:
        """List the services of which no plan is kept here; nothing where each has one."""
        word, kept = self.framework.words.service, {entry.service for entry in self.objectives}
        every = self.framework.directorate(self.scope).services
        items = [Item(s.name) for s in every if s.code not in kept]
        if not items:
            return NOTHING
        listed = panels.listed(items, "")
        return panels.section(f"{words.capital(word)} plans that are not kept here", listed)

    def standards(self) -> Html:
        """Show the directorate's published standards; nothing where it has none."""
        mine = _of_standards(self.findings, self.scope)
        if not mine:
            return NOTHING
        word = f"{words.capital(self.framework.words.standard)}s"
        return panels.section(word, _standards(self, mine))

    def _table(self, entries: Iterable[Objective], caption: str) -> Html:
        return promises.objectives(entries, self.findings, self.framework, self.to, caption)


class StandardsPage(Page):
    """Every published service standard of the council, and whether it is met."""

    kind = "standards"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page when there is a standard with a figure."""
        return ("",) if _of_standards(findings) else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the findings whose indicators have a standard."""
        return cls.only(findings, _of_standards(findings))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return what the council calls its standards."""
        return f"{words.capital(findings.framework.words.standard)}s"

    def own(self) -> list[Finding]:
        """Return all of them."""
        return list(self.findings.findings)

    def lede(self) -> str:
        """Say how many standards are met."""
        mine, word = self.own(), self.framework.words.standard
        labels = [promises.met(finding, self.framework) for finding in mine]
        order = sorted(mine, key=lambda f: list(Rating).index(f.rating))
        counts = tallies.split(labels, [promises.met(f, self.framework) for f in order])
        return f"{words.capital(words.count(len(mine), f'published {word}'))}: {counts}."

    def standards(self) -> Html:
        """Show them: those that are not met first."""
        return _standards(self, self.own())


def _standards(page: Page, findings: Iterable[Finding]) -> Html:
    ordered = sorted(findings, key=lambda f: (_ORDER.index(f.rating), f.urgency))
    council = page.framework.council.short
    caption = f"What residents can expect of {council}, and whether they get it; the worst first."
    catalogue = page.findings.indicators
    return promises.standards(ordered, catalogue, page.framework, page.to, caption, page.at)


def _places(findings: Findings, directorate: str) -> set[str]:
    """A directorate and its services."""
    services = findings.framework.directorate(directorate).services
    return {directorate, *(service.code for service in services)}


def _objectives(findings: Findings, directorate: str) -> tuple[Objective, ...]:
    places = _places(findings, directorate)
    return tuple(o for o in findings.picture.objectives if o.service in places)


def _of_standards(findings: Findings, directorate: str = "") -> list[Finding]:
    """The findings of indicators with a standard: the council's, or those of its parts.

    A directorate's are of the indicators that it or one of its services owns.
    """
    council = findings.framework.council.code
    whole = {f.indicator for f in findings.council}
    found = []
    for finding in findings.findings:
        indicator = findings.indicators[finding.indicator]
        mine = not directorate or indicator.directorate == directorate
        shown = finding.organisation == council or finding.indicator not in whole
        if indicator.standard and mine and shown:
            found.append(finding)
    return found
