"""Whether the figures can be trusted: their quality, and what has been revised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.quality import Grade, Quality
from pmf_analysis.judgements.revision import Revision
from pmf_analysis.visuals import panels, quality, revisions, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import Page

__all__ = ["QualityPage"]

RECENT = 8  # quarters whose revisions are shown at once
_POOR = {Grade.C, Grade.D}
_ELSEWHERE = "Across the council"


class QualityPage(Page):
    """A grade for each indicator's data, and the ledger of revisions."""

    kind = "quality"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where there is anything to grade."""
        return ("",) if findings.picture.quality else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the grades and the revisions, with the catalogue that names them."""
        picture = findings.picture
        kept = Picture(quality=picture.quality, revisions=picture.revisions)
        return replace(findings, findings=(), picture=kept)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's question."""
        return "Can the figures be trusted?"

    def lede(self) -> str:
        """Count what asks for care, and the revisions that moved a rating."""
        said = self._graded()
        recent, _ = self._revised()
        if not recent:
            return f"{said} Nothing published in the last two years has been revised."
        changed = sum(r.rating_changed for r in recent)
        moved = (
            f"{words.count(changed)} of them changed a rating" if changed else "no rating changed"
        )
        told = words.capital(words.count(len(recent), "revision"))
        verb = "was" if len(recent) == 1 else "were"
        return f"{said} {told} {verb} made to what was published in the last two years; {moved}."

    def _graded(self) -> str:
        """Say how many are to be used with care, and how many can be relied on."""
        grades = [q.grade for q in self.picture.quality]
        poor, total = sum(grade in _POOR for grade in grades), len(grades)
        many = words.count(total, self.framework.words.indicator, self.framework.words.indicators)
        rest = total - poor
        if not poor or not rest:
            whose = many if total == 1 else f"all {many}"
            stand = "should be used with care" if poor else "can be relied on"
            return f"The data of {whose} {stand}."
        others = "the other" if rest == 1 else f"the other {words.count(rest)}"
        good = f"those of {others} can be relied on"
        return f"The data of {words.count(poor)} of {many} should be used with care; {good}."

    def grades(self) -> Html:
        """Count the grades."""
        return quality.counted(self.picture.quality)

    def doubtful(self) -> Html:
        """Show the indicators graded C and D with their reasons, the worst first."""
        poor = [q for q in self.picture.quality if q.grade in _POOR]
        poor.sort(key=lambda q: q.grade, reverse=True)
        many = self.framework.words.indicators
        caption = f"Graded C or D: {many} whose data ask for care"
        return self._table(poor, caption, f"No {self.framework.words.indicator} is graded C or D.")

    def by_theme(self) -> Html:
        """Show every grade, a table a theme."""
        catalogue, themes = self.findings.indicators, self.framework.themes
        known = {theme.code for theme in themes}
        groups = [
            (t.name, [q for q in self.picture.quality if catalogue[q.indicator].theme == t.code])
            for t in themes
        ]
        rest = [q for q in self.picture.quality if catalogue[q.indicator].theme not in known]
        return panels.sections(
            (name, panels.fold(self._number(mine), self._table(mine, f"Data quality: {name}", "")))
            for name, mine in [*groups, (_ELSEWHERE, rest)]
            if mine
        )

    def _number(self, graded: list[Quality]) -> str:
        named = self.framework.words
        return words.count(len(graded), named.indicator, named.indicators)

    def _table(self, graded: list[Quality], caption: str, empty: str) -> Html:
        catalogue = self.findings.indicators
        return quality.graded(graded, catalogue, self.framework, self.to, caption, empty)

    def measures(self) -> Html:
        """Explain what the grades rest on."""
        return quality.measures()

    def revised(self) -> Html:
        """Show what was revised since the last eight reports; those that moved a rating first."""
        recent, _ = self._revised()
        recent.sort(key=lambda r: not r.rating_changed)
        caption = "Revised since it was published: changed ratings first, then the latest first"
        empty = "Nothing published in the last eight quarters has been revised."
        ledger = self._ledger(recent, caption, empty)
        return panels.fold(words.count(len(recent), "revision"), ledger) if recent else ledger

    def revised_earlier(self) -> Html:
        """Show older revisions on request."""
        _, earlier = self._revised()
        if not earlier:
            return panels.message("There are no older revisions.")
        summary = f"Show {words.count(len(earlier), 'older revision')}"
        return quality.older(summary, self._ledger(earlier, "Older revisions", ""))

    def _ledger(self, listed: list[Revision], caption: str, empty: str) -> Html:
        catalogue = self.findings.indicators
        return revisions.ledger(listed, catalogue, self.framework, self.to, caption, empty)

    def _revised(self) -> tuple[list[Revision], list[Revision]]:
        """The revisions to the last eight reports, and those to older ones."""
        period = self.framework.period
        since = period(self.findings.quarter).shift(-RECENT)
        recent = [r for r in self.picture.revisions if period(r.published_in) >= since]
        return recent, [r for r in self.picture.revisions if period(r.published_in) < since]

    def checks(self) -> Html:
        """List what is checked before a figure is used."""
        return quality.checks()
