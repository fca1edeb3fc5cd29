"""How work stands, in words and marks: status, dates, slippage, the quarters before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import ActionStatus
from pmf_analysis.judgements.delivery import Action, Past, Progress, Standing, rating_of
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.scorecard import RatingMark, rating_mark

__all__ = [
    "earlier",
    "ending",
    "expected",
    "mark",
    "named",
    "passed",
    "reasons",
    "remarks",
    "short_date",
    "slipped",
]

NAMES = {
    Standing.COMPLETE: "Complete",
    Standing.ON_TRACK: "On track",
    Standing.AT_RISK: "At risk",
    Standing.LATE_START: "Late to start",
    Standing.DELAYED: "Delayed",
    Standing.OVERDUE: "Past its date",
    Standing.NOT_STARTED: "Not started",
    Standing.NOT_REPORTED: "Not reported",
    Standing.STOPPED: "Stopped",
}
WEEK, MONTH = 7, 365.25 / 12  # days
IN_DAYS, IN_WEEKS = 14, 60  # below these many days, days or weeks are said, and months above
TIED = "\u00a0"  # a space at which no line is broken
MOST_QUARTERS = 8  # two years of marks
CELL, MIDDLE = 15, 7.5  # pixels
_INKS = {
    Rating.BLUE: "#12436D",
    Rating.GREEN: "#0b6b3a",
    Rating.AMBER: "#8a5200",
    Rating.RED: "#9b1c1c",
}
INK = "#4a545f"
# Each in the middle of its own cell; the same shapes as the marks with their words have.
_SHAPES = {
    Rating.BLUE: "M{x} 2.5l5 5-5 5-5-5z",
    Rating.GREEN: "M{x} 3a4.5 4.5 0 1 0 .01 0z",
    Rating.AMBER: "M{x} 2.5l5 9.5h-10z",
    Rating.RED: "M{x} 3h4.3v9h-8.6v-9z",
    Rating.NO_TARGET: "M{x} 3.7a3.8 3.8 0 1 0 .01 0z",
    Rating.NO_DATA: "M{x} 7.5m-4 0h8",
}


def named(standing: Standing, framework: Framework) -> str:
    """Return the word for a standing; the council's own for what is complete."""
    if standing is Standing.COMPLETE:
        return framework.rating.label(Rating.BLUE)
    return NAMES[standing]


def mark(standing: Standing, framework: Framework) -> RatingMark:
    """Return a standing's shape, word and colour."""
    like = rating_mark(rating_of(standing), framework)
    return RatingMark(like.shape, named(standing, framework), like.css)


def short_date(day: dt.date) -> str:
    """Spell a date briefly, on one line: 31 Mar 2026."""
    return f"{day.day} {words.MONTH_NAMES[day.month - 1][:3]} {day.year}".replace(" ", TIED)


def slipped(days: int) -> str:
    """Spell a slippage: three weeks late, two months early, as first promised.

    Examples
    --------
    >>> slipped(0), slipped(1), slipped(21), slipped(-61)
    ('as first promised', 'one day late', 'three weeks late', 'two months early')
    """
    if not days:
        return "as first promised"
    return f"{_stretch(abs(days))} {'late' if days > 0 else 'early'}"


def _stretch(days: int) -> str:
    if days < IN_DAYS:
        return words.count(days, "day")
    if days < IN_WEEKS:
        return words.count(round(days / WEEK), "week")
    return words.count(round(days / MONTH), "month")


def ending(progress: Progress) -> str:
    """Say when it was done or stopped, or is expected where that is not as agreed; else "".

    What is not done cannot still be expected on a day that has passed: it has no new date.
    """
    if progress.ended_on:
        how = "done" if progress.status is ActionStatus.COMPLETE else "stopped"
        return f"{how} {short_date(progress.ended_on)}"
    if passed(progress):
        return "no new date"
    if progress.expected != progress.agreed_due:
        return f"now expected {short_date(progress.expected)}"
    return ""


def passed(progress: Progress) -> bool:
    """Say whether the day has passed on which it was expected, and it is not done."""
    return progress.overdue and progress.lateness > progress.slippage


def expected(progress: Progress) -> str:
    """Say when it is now expected, or when it ended."""
    if not progress.ended_on and not passed(progress):
        return short_date(progress.expected)
    said = ending(progress)
    return f"{said[:1].upper()}{said[1:]}"


def remarks(action: Action) -> list[str]:
    """Say what a reader must know beside the status, in sentences; the gravest first."""
    now = action.progress
    said = [*_ending(now), *reasons(action)]
    if now.standing is Standing.NOT_STARTED and action.start:
        said.append(f"Its start date is {words.date(action.start)}.")
    if passed(now):
        said.append(f"{words.capital(slipped(now.lateness))} already.")
    elif action.open and now.slippage:
        said.append(f"Expected {slipped(now.slippage)}.")
    if now.revisions:
        said.append(f"Its date was moved {_times(now.revisions)}.")
    return said


def reasons(action: Action) -> Iterator[str]:
    """Say why an action needs attention beyond its status; nothing where its status says it."""
    now = action.progress
    if now.overdue:
        yield _overdue(now)
    elif now.begun and now.last_update is None:
        yield "Nothing has been reported of it yet."
    if action.contradicted and not now.overdue:
        late = words.count(len(action.late_milestones), "milestone is", "milestones are")
        yield f"It says on track, but {late} late."
    if now.standing is Standing.LATE_START and action.start:
        yield f"It was to start on {words.date(action.start)}."
    if now.stalled and now.last_update:
        yield f"Nothing has been reported since {words.date(now.last_update)}."


def _ending(now: Progress) -> Iterator[str]:
    if not now.ended_on:
        return
    if now.status is ActionStatus.COMPLETE:
        yield f"Done on {words.date(now.ended_on)}, {slipped(now.slippage)}."
    else:
        yield f"Stopped on {words.date(now.ended_on)}."


def _overdue(now: Progress) -> str:
    due = words.date(now.agreed_due)
    if now.last_update is None:
        return f"Nothing has been reported of it, and its date, {due}, has passed."
    if now.status is ActionStatus.DELAYED:
        return f"Its date, {due}, has passed."
    if now.last_update > now.agreed_due:
        return f"Reported {now.status}, but its date, {due}, has passed."
    told = words.date(now.last_update)
    return f"Reported {now.status} on {told}; its date, {due}, has passed since."


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{words.count(n)} times")


def earlier(history: Sequence[Past], framework: Framework) -> Html | None:
    """Draw where it stood at each past quarter as a row of marks; None where there is none."""
    shown = history[-MOST_QUARTERS:]
    if not shown:
        return None
    shapes = "".join(_shape(k, past.standing) for k, past in enumerate(shown))
    width = CELL * len(shown)
    return Html(
        Markup(  # noqa: S704 - numbers of our own, and a label that is escaped
            f'<svg class="pmf-past" viewBox="0 0 {width} {CELL}" width="{width}" height="{CELL}" '
            f'role="img" aria-label="{escape(_spoken(shown, framework))}">{shapes}</svg>'
        )
    )


def _shape(place: int, standing: Standing) -> str:
    rating = rating_of(standing)
    path = _SHAPES[rating].format(x=f"{place * CELL + MIDDLE:g}")
    ink = _INKS.get(rating)
    if ink:
        return f'<path d="{path}" fill="{ink}"/>'
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.6"/>'


def _spoken(history: Sequence[Past], framework: Framework) -> str:
    """Each stretch of one standing in a few words: on track for three quarters."""
    said = []
    for standing, stretch in groupby(history, key=lambda past: past.standing):
        n = len(list(stretch))
        name = named(standing, framework).lower()
        said.append(f"{name} for {words.count(n, 'quarter')}")
    first, last = history[0].quarter, history[-1].quarter
    when = f"At the end of {first}" if first == last else f"{first} to {last}"
    return f"{when}: {', then '.join(said)}"
