"""What others say and what else goes on: external ratings, who is affected, the wider context."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.work import ContextKind
from pmf_analysis.judgements.breakdown import Breakdown
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.visuals import breakdown, panels, voices, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page

__all__ = ["ContextPage"]

_KINDS = {
    ContextKind.PUBLIC_PRIORITY: "What residents put first",
    ContextKind.NATIONAL_POLICY: "National policy",
    ContextKind.POPULATION: "Population",
}


class ContextPage(Page):
    """What others say, who is affected, and what else goes on."""

    kind = "context"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield the whole council where there is anything to say."""
        picture = findings.picture
        known = picture.inspections or picture.context or picture.breakdowns
        return ("",) if known else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return ratings, notes and breakdowns, with the catalogue of what these are of."""
        given = findings.picture
        kept = Picture(
            inspections=given.inspections, context=given.context, breakdowns=given.breakdowns
        )
        used = {b.indicator for b in given.breakdowns}
        catalogue = {code: i for code, i in findings.indicators.items() if code in used}
        return replace(cls.only(findings, (), kept), indicators=catalogue)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "External ratings and wider context"

    def lede(self) -> str:
        """Say how many ratings there are, and how many measures differ between groups."""
        said = []
        rated, parts = len(self.picture.inspections), self.picture.breakdowns
        if rated:
            changed = sum(i.previous_rating not in {"", i.rating} for i in self.picture.inspections)
            text = f"{words.capital(words.count(rated, 'external rating'))} in force"
            number = words.count(changed) if changed else "none"
            said.append(f"{text}, {number} changed from the one before.")
        if parts:
            measured = {b.indicator for b in parts}
            apart = {b.indicator for b in parts if b.apart}
            many, one = self.framework.words.indicators, self.framework.words.indicator
            known = words.count(len(measured), one, many)
            verb = "differ" if len(apart) > 1 else "differs"
            number = words.count(len(apart)) if apart else "none"
            said.append(
                f"Of {known} known by ward, age or another part, {number} {verb} between groups "
                "by more than chance."
            )
        return " ".join(said)

    def ratings(self) -> Html:
        """Show what inspectors and regulators say."""
        found = self.picture.inspections
        if not found:
            return NOTHING
        day = self.findings.reported_on
        caption = f"The latest rating of each by {words.date(day)}, in the inspectors' own words."
        made = voices.ratings(found, self.framework, day, caption, "")
        return panels.section("What inspectors say", made)

    def who_is_affected(self) -> Html:
        """Show which groups differ from the rest: those with most such groups first."""
        parts = self.picture.breakdowns
        if not parts:
            return NOTHING
        apart = sorted((b for b in parts if b.apart), key=_most_apart)
        alike = [b for b in parts if not b.apart]
        caption = (
            "Each group is held against the rest of its kind together; a difference is named "
            "where it is more than chance explains, allowing for the many tests."
        )
        catalogue, to = self.findings.indicators, self.to
        named = breakdown.summary(
            apart, catalogue, self.framework, to, caption, "No group differs beyond chance."
        )
        sections = [("Where groups differ", named)]
        if alike:
            caption = "Known by group, with no difference named."
            rest = breakdown.summary(alike, catalogue, self.framework, to, caption, "")
            sections.append(("Everything else known by group", rest))
        return panels.section("Who is affected", panels.sections(sections))

    def notes(self) -> Html:
        """Show the wider context that a review must weigh, by kind."""
        sections = []
        for kind, name in _KINDS.items():
            mine = [n for n in self.picture.context if n.kind is kind]
            if mine:
                sections.append((name, voices.notes(mine, self.framework)))
        if not sections:
            return NOTHING
        return panels.section("What else is going on", panels.sections(sections))


def _most_apart(parts: Breakdown) -> tuple[int, float]:
    """Most groups apart first, and of those the surest."""
    p_values = [g.p_value for g in parts.apart if g.p_value is not None]
    return -len(parts.apart), min(p_values, default=1.0)
