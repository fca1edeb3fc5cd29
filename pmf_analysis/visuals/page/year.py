"""The last twelve months: each figure beside that of a year before, and what was finished."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.travel import Travel
from pmf_analysis.visuals import delivery, panels, responses, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.scorecard import rating_mark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["YearPage"]

YEAR = dt.timedelta(days=365)
_CSS = {Travel.BETTER: "v-navy", Travel.WORSE: "v-red"}


class YearPage(Page):
    """What a year has changed."""

    kind = "year"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where a figure has one of a year before."""
        catalogue = findings.indicators
        then = (_then(f, catalogue[f.indicator])[0] for f in findings.council if f.shown)
        return ("",) if any(value is not None for value in then) else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the council's findings, and the actions and responses that ended in the year."""
        whole, since = findings.picture, findings.reported_on - YEAR
        picture = Picture(
            actions=tuple(
                a
                for a in whole.actions
                if a.progress.ended_on and since < a.progress.ended_on <= findings.reported_on
            ),
            responses=tuple(
                r for r in whole.responses if r.closed and since < r.closed <= findings.reported_on
            ),
        )
        made = cls.only(findings, (replace(f, points=()) for f in findings.council), picture)
        return replace(made, indicators=findings.indicators)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "The last twelve months"

    def _compared(self) -> list[Finding]:
        """The findings with a figure now and one of a year before."""
        catalogue = self.findings.indicators
        return [
            f
            for f in self.own()
            if f.shown and f.value is not None and _then(f, catalogue[f.indicator])[0] is not None
        ]

    def lede(self) -> str:
        """Count what is better, worse and the same as a year before."""
        own = self.framework.words
        listed = self._compared()
        moved = [_then(f, self.findings.indicators[f.indicator])[1] for f in listed]
        better, worse = moved.count(Travel.BETTER), moved.count(Travel.WORSE)
        of = words.count(len(listed), own.indicator, own.indicators)
        said = [
            f"Of {of} with a figure of a year before, {words.count(better)} "
            f"{'is' if better == 1 else 'are'} better, {words.count(worse)} worse.",
        ]
        done = sum(a.progress.standing.value == "complete" for a in self.picture.actions)
        if done:
            said.append(
                f"{words.capital(words.count(done, 'action'))} of the "
                f"{own.delivery_plan} {'was' if done == 1 else 'were'} completed."
            )
        return " ".join(said)

    def by_theme(self) -> Html:
        """Show each figure beside that of a year before, under its theme."""
        catalogue = self.findings.indicators
        places = [(t.code, t.name) for t in self.framework.themes]
        parts = []
        for code, name in [*places, ("", f"Part of no {self.framework.words.theme}")]:
            mine = [f for f in self._compared() if catalogue[f.indicator].theme == code]
            if mine:
                own = self.framework.words
                many = words.count(len(mine), own.indicator, own.indicators)
                parts.append((name, panels.fold(many, self._table(mine, name))))
        return panels.sections(parts)

    def _table(self, findings: Iterable[Finding], name: str) -> Html:
        columns = [
            Column(words.capital(self.framework.words.indicator)),
            Column("A year before", numeric=True),
            Column("Now", numeric=True),
            Column("Change"),
            Column("Rating now"),
        ]
        rows = [self._row(f, self.findings.indicators[f.indicator]) for f in findings]
        return table(f"{name}: now and a year before.", columns, rows, "")

    def _row(self, finding: Finding, indicator: Indicator) -> list[Cell]:
        value, travel, tested, period = _year(finding, indicator)
        starts = self.framework.council.year_starts
        under = "" if tested or travel is Travel.NOT_COMPARABLE else "not tested for chance"
        rated = finding.rating in {Rating.GREEN, Rating.AMBER, Rating.RED}
        return [
            Cell(finding.name, finding.indicator, f"indicators/{finding.indicator.lower()}.html"),
            Cell(
                words.figure(value, indicator),
                words.covered(replace(finding, period=period), indicator, starts),
            ),
            Cell(
                words.figure(finding.value, indicator),
                words.covered(finding, indicator, starts),
            ),
            Cell(words.travel_words(travel), under, css=_CSS.get(travel, "v-quiet")),
            Cell(mark=rating_mark(finding.rating, self.framework)) if rated else Cell(),
        ]

    def finished(self) -> Html:
        """Show the actions that ended in the year."""
        if not self.picture.actions:
            return NOTHING
        caption = "Completed or stopped in these twelve months, the latest first."
        ordered = sorted(
            self.picture.actions, key=lambda a: a.progress.ended_on or dt.date.min, reverse=True
        )
        made = delivery.tracker(ordered, self.framework, self.to, caption)
        what = words.count(len(ordered), "action")
        return panels.section("What was finished", panels.fold(what, made))

    def decided(self) -> Html:
        """Show the responses that were closed in the year."""
        if not self.picture.responses:
            return NOTHING
        made = responses.made(
            self.picture.responses,
            self.findings.indicators,
            self.framework,
            self.to,
            self.findings.reported_on,
            "What was decided and has since been done.",
            "",
        )
        what = words.count(len(self.picture.responses), "response")
        return panels.section("What was decided and done", panels.fold(what, made))


def _year(finding: Finding, indicator: Indicator) -> tuple[float | None, Travel, bool, str]:
    """The figure of a year before, how it moved, whether that was tested, and its period."""
    if indicator.frequency.per_year > 1:
        return (
            finding.last_year_value,
            finding.travel_long,
            finding.travel_long_tested,
            finding.last_year_period,
        )
    return (
        finding.previous_value,
        finding.travel_short,
        finding.travel_short_tested,
        finding.previous_period,
    )


def _then(finding: Finding, indicator: Indicator) -> tuple[float | None, Travel]:
    return _year(finding, indicator)[:2]
