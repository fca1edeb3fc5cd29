"""One page an indicator, and the list of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.evidence import Comparison
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.revision import Revision
from pmf_analysis.visuals import (
    breakdown,
    funnel,
    neighbours,
    panels,
    quality,
    ranking,
    responses,
    revisions,
    scorecard,
    words,
)
from pmf_analysis.visuals.figure import Figure, Html, comparison_data
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.panels import Item

__all__ = ["IndicatorPage", "IndicatorsPage"]


class IndicatorPage(Page):
    """Everything about one indicator."""

    kind = "indicator"
    folder = "indicators"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield each indicator that anyone reports."""
        reported = {f.indicator for f in findings.findings}
        return [code for code in findings.indicators if code in reported]

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return every organisation's findings of the indicator, and what is around it."""
        if scope not in findings.indicators:
            word = findings.framework.words.indicator
            raise WrongUse(f"there is no {word} {scope!r} to report")
        whole = findings.picture
        picture = Picture(
            responses=tuple(r for r in whole.responses if r.about == scope),
            breakdowns=tuple(b for b in whole.breakdowns if b.indicator == scope),
            quality=tuple(q for q in whole.quality if q.indicator == scope),
            revisions=tuple(r for r in whole.revisions if r.indicator == scope),
        )
        kept = (f for f in findings.findings if f.indicator == scope)
        made = cls.only(findings, kept, picture)
        return replace(made, indicators={scope: findings.indicators[scope]})

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the indicator's name."""
        return findings.indicators[scope].name

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.findings.indicators[self.scope]

    def lede(self) -> str:
        """Say what is measured."""
        return self.indicator.definition

    def definition(self) -> Html:
        """Show what the indicator measures and where it comes from."""
        return panels.definition(self.indicator, self.framework)

    def breakdown(self) -> Html:
        """Show the indicator in each directorate that reports it."""
        council = self.framework.council.code
        parts = [f for f in self.findings.findings if f.organisation != council]
        if not parts:
            return NOTHING
        caption = "The same measure in each part of the council that reports it."
        made = scorecard.breakdown(parts, self.indicator, self.framework, self.to, caption)
        return panels.section(f"By {self.framework.words.directorate}", made)

    def download(self) -> Html:
        """Lead to the figures of every part of the council as one file, where there are parts."""
        if len(self.findings.findings) == 1:  # the chart's own file holds them
            return NOTHING
        href = f"{self.to}downloads/{self.scope.lower()}.csv"
        whose = "Download the figures of all that report it (CSV)"
        return panels.onwards([Item(whose, href=href)])

    def affected(self) -> Html:
        """Show who is affected: by age, sex, ward and so on, where given."""
        mine = self.picture.breakdowns
        if not mine:
            return NOTHING
        made = breakdown.affected(mine, self.indicator, self.framework)
        return panels.section("Who is affected", made)

    def responses(self) -> Html:
        """Show what was decided about it, and what has moved since."""
        mine = self.picture.responses
        if not mine:
            return NOTHING
        made = responses.made(
            mine,
            self.findings.indicators,
            self.framework,
            self.to,
            self.findings.reported_on,
            responses.NO_PROOF,
            "",
            about=False,
        )
        return panels.section("What was done about it", made)

    def trust(self) -> Html:
        """Say how far the figures can be trusted, and what has been revised."""
        parts = []
        if self.picture.quality:
            caption = "Over the last periods that were due."
            made = quality.graded(
                self.picture.quality, self.findings.indicators, self.framework, self.to, caption, ""
            )
            parts.append(("Data quality", made))
        if self.picture.revisions:
            made = panels.listed([self._revised(r) for r in self.picture.revisions], "")
            parts.append(("Revisions, the latest first", made))
        if not parts:
            return NOTHING
        return panels.section("Can it be trusted?", panels.sections(parts))

    def _revised(self, revision: Revision) -> Item:
        """A revision: the period it is of, and what was and is said of it."""
        when = words.short_period(revision.period, self.framework.council.year_starts)
        council = self.framework.council.code
        whose = self.framework.organisation_name(revision.organisation)
        name = when if revision.organisation == council else f"{whose}, {when}"
        return Item(name, revisions.sentence(revision, self.indicator, self.framework))

    def comparison(self) -> Html:
        """Open the part about other areas, where there is a comparison."""
        finding = self.finding(self.scope)
        if finding is None or finding.comparison is None:
            return NOTHING
        return panels.section("Beside similar councils", NOTHING)

    def neighbours(self) -> Figure | Html:
        """Show the council among its comparison group, with intervals."""
        return self._drawn(neighbours.neighbours)

    def funnel(self) -> Figure | Html:
        """Show the group's figures by what they rest on, where that is known."""
        return self._drawn(funnel.funnel)

    def ranking(self) -> Figure | Html:
        """Show the group's places, with those that chance leaves open."""
        return self._drawn(ranking.ranking)

    def _drawn(self, draw: Callable[[Comparison, Indicator, int], Figure | None]) -> Figure | Html:
        finding = self.finding(self.scope)
        if finding is None or finding.comparison is None:
            return NOTHING
        starts = self.framework.council.year_starts
        made = draw(finding.comparison, self.indicator, starts)
        return replace(made, data=comparison_data(self.scope)) if made else NOTHING


class IndicatorsPage(Page):
    """Every indicator under its theme."""

    kind = "indicators"

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return every finding, without its points."""
        made = cls.only(findings, (replace(f, points=()) for f in findings.findings))
        return replace(made, indicators=findings.indicators)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return f"All {findings.framework.words.indicators}"

    def lede(self) -> str:
        """Say how many there are."""
        words = self.framework.words
        return f"{len(self.findings.indicators)} {words.indicators}, by {words.theme}."

    def catalogue(self) -> Html:
        """List every indicator under its theme, and after them those that belong to none."""
        groups = [(t.name, t.code) for t in self.framework.themes]
        reported = {f.indicator for f in self.findings.findings}
        sections = []
        for name, theme in [*groups, ("Across the council", "")]:
            items = [
                Item(f"{code} {i.name}", "", f"indicators/{code.lower()}.html")
                if code in reported
                else Item(f"{code} {i.name}", "no figure yet")
                for code, i in self.findings.indicators.items()
                if i.theme == theme
            ]
            if items:
                sections.append((name, panels.listed(items, "")))
        return panels.sections(sections, level=2)
