"""The performance clinic's view of a directorate: look back, decide, look ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.delivery import changed
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import delivery, panels, voices, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.around import around
from pmf_analysis.visuals.page.base import NOTHING
from pmf_analysis.visuals.page.scorecards import DirectoratePage
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["ClinicPage"]

A_QUARTER = dt.timedelta(weeks=13)


class ClinicPage(DirectoratePage):
    """Everything that a clinic discusses of one directorate."""

    kind = "clinic"
    folder = "clinics"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield each directorate, in the edition that has clinic packs."""
        public = findings.audience is Audience.PUBLIC
        if public and findings.framework.editions.clinic_packs is Audience.INTERNAL:
            return ()
        return super().scopes(findings)

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the directorate's findings and all that stands around them."""
        made = super().part(findings, scope)
        whole = findings.picture
        services = {s.code for s in findings.framework.directorate(scope).services}
        picture = replace(
            around(findings, made.findings, lambda a: a.directorate == scope, scope),
            recommendations=tuple(r for r in whole.recommendations if r.directorate == scope),
            feedback=tuple(f for f in whole.feedback if f.organisation == scope),
            objectives=tuple(o for o in whole.objectives if o.service in services),
            quality=tuple(q for q in whole.quality if q.indicator in made.indicators),
        )
        return replace(made, picture=picture)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return whose clinic it is."""
        clinic = words.capital(findings.framework.words.clinic)
        return f"{clinic}: {findings.framework.directorate(scope).name}"

    def lede(self) -> str:
        """Say who leads it and when the clinic meets."""
        dates = self.framework.quarters.get(self.framework.period(self.findings.quarter))
        day = dates.clinic if dates else None
        verb = "met" if day and day <= self.findings.reported_on else "meets"
        met = f"The {self.framework.words.clinic} {verb} on {words.date(day)}." if day else ""
        return " ".join(part for part in (super().lede(), met) if part)

    def looking_back(self) -> Html:
        """Show what moved since last quarter: ratings, and actions."""
        label = self.framework.rating.label
        items = [
            Item(
                f.name,
                f"{label(f.previous_rating or f.rating)} last quarter, now {label(f.rating)}",
                f"{self.to}indicators/{f.indicator.lower()}.html",
            )
            for f in panels.changes(self.own(), self.findings.indicators)
        ]
        ratings = panels.listed(items, "No rating changed since last quarter.")
        moved = [a for a in self.picture.actions if changed(a)]
        actions = delivery.moved(moved, self.framework, self.to)
        return panels.sections([("Ratings that changed", ratings), ("Actions that moved", actions)])

    def decisions(self) -> Html:
        """List what a review may decide, in the council's own words."""
        if not self.framework.decisions:
            return NOTHING
        items = [Item(text) for text in self.framework.decisions]
        clinic = self.framework.words.clinic
        return panels.section(f"What the {clinic} may decide", panels.listed(items, ""))

    def people(self) -> Html:
        """Show how the directorate's staff are."""
        catalogue = self.findings.indicators
        quadrant = self.framework.quadrant("people")
        if quadrant is None:
            return NOTHING
        mine = [f for f in self.own() if catalogue[f.indicator].perspective == quadrant.code]
        return panels.section(quadrant.name, self.scorecard(mine, "", "")) if mine else NOTHING

    def said(self) -> Html:
        """Show what residents and auditors said of the directorate."""
        heard, asked = self.picture.feedback, self.picture.recommendations
        parts = []
        for channel in dict.fromkeys(f.channel for f in heard):
            mine = [f for f in heard if f.channel == channel]
            caption = "Changes on a year before are not tested against chance."
            made = voices.said(mine, self.framework, caption, "")
            parts.append((channel[:1].upper() + channel[1:], made))
        if asked:
            day = self.findings.reported_on
            made = voices.recommendations(asked, self.framework, day, "The overdue first.", "")
            parts.append(("What auditors and others asked for", made))
        return panels.sections(parts, level=2) if parts else NOTHING

    def looking_ahead(self) -> Html:
        """Show what falls due before the next report, and where the year is heading."""
        due = sorted(self._falling_due(), key=lambda entry: entry[0])
        rows = [[Cell(words.date(day)), Cell(what), Cell(name)] for day, what, name in due]
        columns = [Column("By"), Column("What"), Column("Of what")]
        caption = f"From now to {words.date(self._horizon)}."
        return table(caption, columns, rows, "Nothing falls due before the next report.")

    @property
    def _horizon(self) -> dt.date:
        """The day of the next report; thirteen weeks on where the calendar does not say."""
        quarter = self.framework.period(self.findings.quarter).shift(1)
        dates = self.framework.quarters.get(quarter)
        return (dates and dates.publication) or self.findings.reported_on + A_QUARTER

    def _falling_due(self) -> Iterable[tuple[dt.date, str, str]]:
        today, picture = self.findings.reported_on, self.picture
        entries = [
            (m.progress.expected, "A milestone is expected", f"{a.title}: {m.title}")
            for a in picture.actions
            for m in a.milestones
            if m.progress.ended_on is None
        ]
        entries += [
            (a.progress.expected, "An action is expected to end", a.title)
            for a in picture.actions
            if a.progress.ended_on is None
        ]
        entries += [
            (r.standing.review_due, "A risk is to be reviewed", r.title)
            for r in picture.risks
            if r.open and r.standing and r.standing.review_due
        ]
        entries += [
            (r.due, "A response is due", r.decision or r.finding)
            for r in picture.responses
            if r.due and r.closed is None
        ]
        entries += [
            (r.due, "A recommendation is due", r.title)
            for r in picture.recommendations
            if r.closed is None
        ]
        return (entry for entry in entries if today < entry[0] <= self._horizon)
