"""How the council's staff are: sickness, turnover, appraisals, and what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.rating import published
from pmf_analysis.judgements.twelve_months import TwelveMonths, twelve_months
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.judgements.voices import Feedback
from pmf_analysis.visuals import headline, panels, voices, words
from pmf_analysis.visuals.breakdown import explained
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.scorecard import rating_mark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["PeoplePage", "of_staff"]

_UNSHOWN = {"c": "Withheld", "z": "Not applicable"}
_WORSE = {Verdict.ACT, Verdict.WATCH, Verdict.WORSENING}


def of_staff(feedback: Feedback) -> bool:
    """Whether staff said it, as the channel's name tells."""
    return "staff" in feedback.channel.casefold()


def every(framework: Framework) -> str:
    """Return the heading above a perspective's whole scorecard."""
    return f"Every {framework.words.indicator}, what needs attention first"


class PeoplePage(Page):
    """How staff are."""

    kind = "people"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield the whole council where its scorecard has the perspective and it has figures."""
        known = findings.framework.quadrant("people") is not None
        return ("",) if known and cls.part(findings, "").findings else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the perspective's findings of council and directorates, and what staff say."""
        framework, catalogue = findings.framework, findings.indicators
        places = {framework.council.code, *(d.code for d in framework.directorates)}
        quadrant = framework.quadrant("people")
        mine = (
            f
            for f in findings.findings
            if f.organisation in places
            and quadrant
            and catalogue[f.indicator].perspective == quadrant.code
        )
        heard = (f for f in findings.picture.feedback if of_staff(f) and f.organisation in places)
        return cls.only(findings, mine, Picture(feedback=tuple(heard)))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the perspective's name."""
        quadrant = findings.framework.quadrant("people")
        return quadrant.name if quadrant else ""

    def own(self) -> list[Finding]:
        """Return the council's own findings; those of its directorates where it has none."""
        return list(self.findings.council or self.findings.findings)

    def lede(self) -> str:
        """Say how many measures of staff are on target, and how many get worse."""
        return headline.lede(replace(self.findings, findings=self._as_councils()))

    def _as_councils(self) -> tuple[Finding, ...]:
        """The page's own findings, counted as the council's."""
        code = self.framework.council.code
        return tuple(replace(f, organisation=code) for f in self.own())

    def measures(self) -> Html:
        """Show every measure of the perspective, exceptions first."""
        ordered = sorted(self.own(), key=lambda f: (f.place_in_exceptions is None, f.urgency))
        quadrant = self.framework.quadrant("people")
        asked = (quadrant and quadrant.question) or ""
        made = self.scorecard(ordered, asked, "There is no figure yet.")
        return panels.section(every(self.framework), made)

    def twelve_months(self) -> Html:
        """Show rates of several periods a year added up to twelve months."""
        columns = [
            Column("Where"),
            Column("In the last twelve months", numeric=True),
            Column("In the twelve before", numeric=True),
            Column("What this means"),
        ]
        sections = []
        for code, indicator in self.findings.indicators.items():
            rows = [
                self._year(f, year)
                for f in self.findings.findings
                if f.indicator == code and (year := twelve_months(f, indicator))
            ]
            if rows:
                caption = (
                    f"{indicator.name}: the whole year's, for each of its average number. "
                    "Changes are not tested against chance."
                )
                sections.append((indicator.name, table(caption, columns, rows, "")))
        if not sections:
            return NOTHING
        return panels.section("In the last twelve months", panels.sections(sections))

    def _year(self, finding: Finding, year: TwelveMonths) -> list[Cell]:
        indicator = self.findings.indicators[finding.indicator]
        last = Period.parse(year.last_period, self._starts).end
        month = f"{words.MONTH_NAMES[last.month - 1]} {last.year}"
        return [
            Cell(finding.organisation_name, f"in the twelve months to {month}"),
            Cell(words.figure(year.value, indicator)),
            Cell(words.figure(year.before, indicator)),
            Cell(_beside(year, indicator)),
        ]

    @property
    def _starts(self) -> int:
        return self.framework.council.year_starts

    def by_directorate(self) -> Html:
        """Show each measure in each directorate that reports it."""
        council = self.framework.council.code
        parts = {f.key: f for f in self.findings.findings if f.organisation != council}
        codes = [
            code for code in self.findings.indicators if any(code == used for used, _ in parts)
        ]
        if not codes:
            return NOTHING
        word = self.framework.words.directorate
        columns = [
            Column(words.capital(word)),
            *(Column(self.findings.indicators[code].name) for code in codes),
            Column("What this means"),
        ]
        rows = []
        for directorate in self.framework.directorates:
            mine = [parts.get((code, directorate.code)) for code in codes]
            there = [f for f in mine if f is not None]
            if there:
                cells = [self._cell(f) if f else Cell("not reported") for f in mine]
                rows.append([Cell(directorate.name), *cells, Cell(self._meaning(there))])
        caption = f"The latest figure of each {word}, with its rating."
        used = [f.status for f in parts.values() if not f.shown]
        made = table(f"{caption} {explained(used)}".strip(), columns, rows, "")
        return panels.section(f"By {word}", made)

    def _cell(self, finding: Finding) -> Cell:
        indicator = self.findings.indicators[finding.indicator]
        when = words.short_period(finding.period, self._starts)
        if not finding.shown:
            return Cell(f"[{finding.status}]", f"{_UNSHOWN[finding.status]}, {when}")
        mark = rating_mark(finding.rating, self.framework)
        return Cell(words.figure(finding.value, indicator), f"{mark.shape} {mark.label}, {when}")

    def _meaning(self, findings: list[Finding]) -> str:
        """How many of a directorate's measures are off target, and how many get worse."""
        rated = [f for f in findings if f.rating in {Rating.GREEN, Rating.AMBER, Rating.RED}]
        off = sum(f.rating is Rating.RED for f in rated)
        worse = sum(f.verdict in _WORSE for f in findings)
        label = self.framework.rating.label(Rating.RED).lower()
        said = f"{words.capital(words.count(off)) if off else 'None'} of {words.count(len(rated))}"
        if off == len(rated) > 1:
            said = f"All {words.count(off)}"
        said = f"{said} {label}" if rated else "No target"
        grows = "gets" if worse < 2 else "get"  # noqa: PLR2004 - none gets, one gets, two get
        return f"{said}; {words.count(worse) if worse else 'none'} {grows} worse beyond chance."

    def survey(self) -> Html:
        """Show what staff say, of the council and by directorate."""
        heard, council = self.picture.feedback, self.framework.council.code
        sections = []
        for channel in dict.fromkeys(f.channel for f in heard):
            every = [f for f in heard if f.channel == channel]
            name = channel[:1].upper() + channel[1:]
            mine = [f for f in every if f.organisation == council]
            caption = "Share who agree. Changes are not tested against chance."
            if mine:
                sections.append((name, voices.said(mine, self.framework, caption, "")))
            parts = [f for f in every if f.organisation != council]
            if parts:
                word = self.framework.words.directorate
                caption = f"The latest share who agree in each {word}."
                made = voices.by_directorate(parts, self.framework, caption)
                sections.append((f"{name} by {word}", made))
        if not sections:
            return NOTHING
        return panels.section("What staff say", panels.sections(sections))


def _beside(year: TwelveMonths, indicator: Indicator) -> str:
    """The twelve months beside those before, in words."""
    if year.before is None:
        return "Nothing to compare with yet."
    now, then = (published(figure, indicator.decimals) for figure in (year.value, year.before))
    if now == then:
        return "The same as in the twelve months before."
    up = now > then
    text = f"{'Up' if up else 'Down'} by {words.figure(float(abs(now - then)), indicator)}"
    if indicator.polarity in {Polarity.HIGHER, Polarity.LOWER}:
        better = up == (indicator.polarity is Polarity.HIGHER)
        text += f", which is {'better' if better else 'worse'}"
    return f"{text}."
