"""The dates of the council's year, each in its own words: meetings, deadlines, events, risks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pmf_analysis.framework.period import Period
from pmf_analysis.framework.plan import QuarterDates, Words
from pmf_analysis.framework.profile import Framework
from pmf_analysis.visuals import words

__all__ = ["Happening", "Step", "diary", "steps", "years"]

QUARTERS = 8  # of this year and the next
REGISTER = "strategic risk register"
MONTHS = "\N{OBJECT REPLACEMENT CHARACTER}"  # which no text of a council holds


@dataclass(frozen=True)
class Step:
    """A date that every quarter has: its key in the profile, a heading, and a sentence."""

    key: str
    heading: str
    sentence: str

    def on(self, dates: QuarterDates) -> dt.date | None:
        """Return the day of a quarter's step; None where the calendar has none."""
        day: dt.date | None = getattr(dates, self.key)
        return day


@dataclass(frozen=True, order=True)
class Happening:
    """A day of the calendar.

    Attributes
    ----------
    day : date
        When.
    what : str
        What is due or discussed, and where.
    key : str
        Names it for good: of a quarter's step or an event it stays when the day is moved.
    """

    day: dt.date
    what: str
    key: str


def steps(own: Words, report: str = "") -> tuple[Step, ...]:
    """Return the steps of a quarter in their order; `MONTHS` stands for its months.

    Parameters
    ----------
    own : Words
        The council's.
    report : str
        What the quarter's report is called; "" for the usual name.
    """
    report = report or own.report
    return (
        Step("data_due", "Figures due", f"Figures for {MONTHS} are due"),
        Step("commentary_due", "Commentary due", f"Commentary on {MONTHS} is due"),
        Step("clinic", words.capital(own.clinic), f"{words.capital(own.clinic)}: {MONTHS}"),
        Step(
            "scrutiny",
            words.capital(own.scrutiny),
            f"{words.capital(own.scrutiny)}: {report} for {MONTHS}",
        ),
        Step(
            "executive",
            words.capital(own.executive),
            f"{words.capital(own.executive)}: {report} for {MONTHS}",
        ),
        Step("publication", "Published", f"{words.capital(report)} for {MONTHS} is published"),
    )


def years(quarter: Period) -> tuple[Period, ...]:
    """Return the quarters of a quarter's year and of the next."""
    first = quarter
    while not first.opens_year:
        first = first.previous()
    return tuple(first.shift(k) for k in range(QUARTERS))


def diary(framework: Framework, quarter: str, since: dt.date) -> tuple[Happening, ...]:
    """Return every day of the calendar from one on, in order.

    The days on which risks are reported go on without end; they are given up to the end of the
    year after the quarter's.

    Parameters
    ----------
    framework : Framework
        The council's calendar and words.
    quarter : str
        The reporting quarter.
    since : date
        The first day.
    """
    end = years(framework.period(quarter))[-1].end
    found = [*_quarters(framework), *_events(framework), *_risks(framework, since, end)]
    return tuple(sorted(one for one in found if one.day >= since))


def _quarters(framework: Framework) -> Iterator[Happening]:
    for period, dates in framework.quarters.items():
        for step in steps(framework.words, dates.report):
            day = step.on(dates)
            if day:
                said = step.sentence.replace(MONTHS, words.period(period))
                yield Happening(day, said, f"{period.slug}/{step.key}")


def _events(framework: Framework) -> Iterator[Happening]:
    """Events are named by their title and how many of that title came before."""
    seen: dict[str, int] = {}
    for event in sorted(framework.calendar.events, key=lambda event: event.date):
        seen[event.title] = seen.get(event.title, 0) + 1
        yield Happening(event.date, event.title, f"event/{event.title}/{seen[event.title]}")


def _risks(framework: Framework, since: dt.date, end: dt.date) -> Iterator[Happening]:
    reported = framework.risk.reported
    if reported is None:
        return
    most = max(0, (end - since).days // 7 + 1)  # no interval is shorter than a week
    for day in reported.after(since, most):
        if day <= end:
            yield Happening(day, f"{words.capital(reported.to)}: {REGISTER}", f"risk/{day}")
