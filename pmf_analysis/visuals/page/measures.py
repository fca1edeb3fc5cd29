"""The guide to definitions and targets."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.visuals import guide, panels, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import Page

__all__ = ["MeasuresPage"]


class MeasuresPage(Page):
    """What each indicator measures, what it is to reach, and why."""

    kind = "measures"

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the council's findings without their points, the catalogue, and the aims."""
        council = findings.framework.council.code
        kept = (replace(f, points=()) for f in findings.council)
        aims = tuple(a for a in findings.picture.aims if a.organisation == council)
        made = cls.only(findings, kept, Picture(aims=aims))
        return replace(made, indicators=findings.indicators)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Definitions and targets"

    def lede(self) -> str:
        """Say how many are defined, and how many have a target."""
        own, every = self.framework.words, len(self.findings.indicators)
        aimed = sum(f.target is not None or f.target_lower is not None for f in self.own())
        many = words.count(every, own.indicator, own.indicators)
        have = f"{words.count(aimed)} {'has' if aimed == 1 else 'have'} a target now."
        return f"What each of {many} measures, what it is to reach and why: {have}"

    def ratings(self) -> Html:
        """Show what each rating means."""
        return guide.ratings(self.framework)

    def every(self) -> Html:
        """Show every indicator under its theme, and after them those that belong to none."""
        own = self.framework.words
        found = {f.indicator: f for f in self.own()}
        aims = {a.indicator: a for a in self.picture.aims}
        places = [(t.code, t.name) for t in self.framework.themes]
        parts = []
        for code, name in [*places, ("", f"Part of no {own.theme}")]:
            mine = [i for i in self.findings.indicators.values() if i.theme == code]
            if mine:
                many = words.count(len(mine), own.indicator, own.indicators)
                caption = f"{name}: {many}."
                made = guide.definitions(mine, found, aims, self.framework, caption)
                parts.append((name, panels.fold(many, made)))
        return panels.sections(parts)
