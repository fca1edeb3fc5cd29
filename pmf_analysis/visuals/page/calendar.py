"""When figures are gathered, discussed and published, and what else the year holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from markupsafe import Markup

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import diary, panels, words
from pmf_analysis.visuals.diary import Happening
from pmf_analysis.visuals.entries import Entry, entries
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = ["CalendarPage"]

DOZEN = 12  # coming dates that a reader is shown before the tables
SIX = 6  # coming days on which risks are reported
QUARTER_MONTHS, YEAR_MONTHS = 3, 12


class CalendarPage(Page):
    """The council's calendar: each quarter, each month, events, reports of risks."""

    kind = "calendar"

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the profile alone."""
        return cls.only(findings, ())

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Calendar"

    def lede(self) -> str:
        """Say what comes next."""
        said = "When figures are gathered, discussed and published."
        for first in self._coming()[:1]:
            said += f" Next, on {words.date(first.day)}: {first.what}."
        return said

    def _coming(self) -> tuple[Happening, ...]:
        """What comes after the day that is reported on; no clock is asked."""
        after = self.findings.reported_on + dt.timedelta(days=1)
        return diary.diary(self.framework, self.findings.quarter, after)

    def download(self) -> Html:
        """Lead to the file that a calendar takes; there is none where nothing is to come."""
        quarter, since = self.findings.quarter, self.findings.reported_on
        if not diary.diary(self.framework, quarter, since):
            return NOTHING
        way = Item("Put these dates into your own calendar (ICS)", href="downloads/calendar.ics")
        return panels.onwards([way])

    def coming(self) -> Html:
        """Show the next dates in order."""
        after = words.date(self.findings.reported_on)
        made = _dates(
            self._coming()[:DOZEN], f"After {after}.", f"Nothing after {after} is in the calendar."
        )
        return panels.section("The next dates", made)

    def quarters(self) -> Html:
        """Show the round of each quarter of this year and the next."""
        listed = diary.years(self.framework.period(self.findings.quarter))
        held = {p: d for p, d in self.framework.quarters.items() if p in listed}
        used = [
            step
            for step in diary.steps(self.framework.words)
            if any(step.on(dates) for dates in held.values())
        ]
        rows = [
            [
                Cell(str(period), under=_of(words.period(period), dates.report)),
                *(Cell(_brief(step.on(dates))) for step in used),
            ]
            for period, dates in held.items()
        ]
        columns = [Column("Quarter"), *(Column(step.heading) for step in used)]
        caption = "From figures to publication."
        made = table(caption, columns, rows, "No quarter of this year is in the calendar.")
        return panels.section("Each quarter", made)

    def months(self) -> Html:
        """Show what is done in each month, in the order of the council's own year."""
        listed = self.framework.calendar.year
        if not listed:
            return NOTHING
        starts = self.framework.council.year_starts
        order = [(starts - 1 + k) % YEAR_MONTHS + 1 for k in range(YEAR_MONTHS)]
        parts = []
        for k in range(0, YEAR_MONTHS, QUARTER_MONTHS):
            done = [
                Entry(
                    words.MONTH_NAMES[month - 1],
                    points=tuple(a for one in listed if one.month == month for a in one.actions),
                )
                for month in order[k : k + QUARTER_MONTHS]
            ]
            if any(entry.points for entry in done):
                parts.append((f"Quarter {k // QUARTER_MONTHS + 1}", entries(done)))
        return panels.section("Each month of the year", panels.sections(parts))

    def events(self) -> Html:
        """Show the other dates of this year and the next."""
        listed = diary.years(self.framework.period(self.findings.quarter))
        first, last = listed[0].start, listed[-1].end
        held = [
            Happening(event.date, event.title, "")
            for event in self.framework.calendar.events
            if first <= event.date <= last
        ]
        if not held:
            return NOTHING
        return panels.section(
            "Other dates", _dates(sorted(held), "Beside the round of each quarter.", "")
        )

    def risks(self) -> Html:
        """Say who is told of risks, how often, and when next."""
        reported = self.framework.risk.reported
        if reported is None:
            return NOTHING
        days = reported.after(self.findings.reported_on + dt.timedelta(days=1), SIX)
        every = words.count(reported.every.count, *_UNITS[reported.every.unit])
        made = render(
            "risk_reports.html",
            register=f"The {diary.REGISTER}",
            to=reported.to,
            every=every.removeprefix("one "),
            days=[words.date(day) for day in days],
            day=days[0].isoformat() if self.findings.audience is Audience.INTERNAL else "",
        )
        return panels.section("Risk reports", Html(made))


_UNITS = {"weeks": ("week", "weeks"), "months": ("month", "months")}


def _of(months: str, report: str) -> str:
    """A quarter's months, and its report where that has a name of its own."""
    return f"{months}: {report}" if report else months


def _brief(day: dt.date | None) -> str:
    """A date whose day is not parted from its month, for a narrow column; "" for none."""
    return words.date(day).replace(" ", "\N{NO-BREAK SPACE}", 1) if day else ""


def _dates(listed: Iterable[Happening], caption: str, empty: str) -> Html:
    rows = [[Cell(words.date(one.day)), Cell(one.what)] for one in listed]
    made = table(caption, [Column("Date"), Column("What")], rows, empty)
    return Html(render("dates.html", table=Markup(made.html)))  # noqa: S704 - from a template
