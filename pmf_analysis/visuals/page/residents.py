"""How residents and partners are served: what they say, and what auditors ask for."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.work import Source
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.voices import Feedback, Recommendation
from pmf_analysis.visuals import headline, panels, voices, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.page.people import every, of_staff
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["ResidentsPage"]


class ResidentsPage(Page):
    """How residents and partners are served."""

    kind = "residents"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield the whole council where anything is known of residents."""
        part = cls.part(findings, "")
        known = part.findings or part.picture.feedback or part.picture.recommendations
        return ("",) if known else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the perspective's findings, what residents say, and what auditors ask for."""
        framework, catalogue = findings.framework, findings.indicators
        places = {framework.council.code, *(d.code for d in framework.directorates)}
        quadrant = framework.quadrant("residents")
        mine = (
            f
            for f in findings.council
            if quadrant and catalogue[f.indicator].perspective == quadrant.code
        )
        heard = tuple(
            f for f in findings.picture.feedback if f.organisation in places and not of_staff(f)
        )
        asked = findings.picture.recommendations
        return cls.only(findings, mine, Picture(feedback=heard, recommendations=asked))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the perspective's name."""
        quadrant = findings.framework.quadrant("residents")
        return quadrant.name if quadrant else "Residents"

    def lede(self) -> str:
        """Say how the measures stand, and how many recommendations are overdue."""
        said = [headline.lede(self.findings)] if self.findings.findings else []
        asked = self.picture.recommendations
        if asked:
            late, still = self._late(asked), sum(r.closed is None for r in asked)
            total = words.capital(words.count(still, "recommendation"))
            verb, overdue = "is" if still == 1 else "are", words.count(late) if late else "none"
            said.append(f"{total} of auditors and others {verb} open, {overdue} overdue.")
        return " ".join(said)

    @staticmethod
    def _late(recommendations: Iterable[Recommendation]) -> int:
        return sum(r.overdue for r in recommendations)

    def measures(self) -> Html:
        """Show every measure of the perspective, exceptions first."""
        ordered = sorted(self.own(), key=lambda f: (f.place_in_exceptions is None, f.urgency))
        quadrant = self.framework.quadrant("residents")
        asked = (quadrant and quadrant.question) or ""
        made = self.folded(ordered, self.scorecard(ordered, asked, "There is no figure yet."))
        return panels.section(every(self.framework), made)

    def said(self) -> Html:
        """Show what people said through each channel, of the whole council."""
        sections = []
        for channel in self._channels():
            mine = self._heard(channel, whole=True)
            if mine:
                caption = "Changes on a year before are not tested against chance."
                made = voices.said(mine, self.framework, caption, "")
                sections.append((words.capital(channel), made))
        if not sections:
            return NOTHING
        return panels.section("What people say", panels.sections(sections))

    def by_directorate(self) -> Html:
        """Show the latest of each channel in each directorate."""
        word = self.framework.words.directorate
        sections = []
        for channel in self._channels():
            parts = self._heard(channel, whole=False)
            if parts:
                caption = f"The latest of each {word}."
                made = voices.by_directorate(parts, self.framework, caption)
                sections.append((words.capital(channel), made))
        if not sections:
            return NOTHING
        return panels.section(f"By {word}", panels.sections(sections))

    def _channels(self) -> list[str]:
        return list(dict.fromkeys(f.channel for f in self.picture.feedback))

    def _heard(self, channel: str, *, whole: bool) -> list[Feedback]:
        council = self.framework.council.code
        of_channel = (f for f in self.picture.feedback if f.channel == channel)
        return [f for f in of_channel if (f.organisation == council) is whole]

    def recommendations(self) -> Html:
        """Show what auditors, inspectors and scrutiny asked for: counts, then each of them."""
        asked, day = self.picture.recommendations, self.findings.reported_on
        if not asked:
            return NOTHING
        caption = (
            f"The overdue first, then the open, then those closed since last quarter. "
            f"As at {words.date(day)}."
        )
        every = voices.recommendations(asked, self.framework, day, caption, "")
        each = panels.fold(words.count(len(asked), "recommendation"), every)
        sections = [("By source", self._by_source()), ("Each of them", each)]
        return panels.section("What auditors and others asked for", panels.sections(sections))

    def _by_source(self) -> Html:
        columns = [
            Column("From"),
            Column("Open", numeric=True),
            Column("Overdue", numeric=True),
            Column("Closed since last quarter", numeric=True),
            Column("What this means"),
        ]
        rows = []
        for source in Source:
            mine = [r for r in self.picture.recommendations if r.source is source]
            if mine:
                still, late = sum(r.closed is None for r in mine), self._late(mine)
                means = f"{words.capital(words.count(late))} overdue." if late else "None overdue."
                counts = (still, late, len(mine) - still)
                name = Cell(voices.source(source, self.framework))
                rows.append([name, *(Cell(str(n)) for n in counts), Cell(means)])
        return table("Recommendations by who made them.", columns, rows, "")
