"""What residents, staff, auditors and inspectors say, in tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.work import Priority, RequestStatus, Source
from pmf_analysis.judgements.rating import published
from pmf_analysis.judgements.voices import Feedback, Inspection, Note, Recommendation, Request
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.line import line
from pmf_analysis.visuals.panels import Item, listed
from pmf_analysis.visuals.responses import how_long
from pmf_analysis.visuals.scorecard import RatingMark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["by_directorate", "notes", "ratings", "recommendations", "requests", "said", "source"]

_PRIORITIES = {Priority.HIGH: 0, Priority.MEDIUM: 1, Priority.LOW: 2}
_SOURCES = {
    Source.INTERNAL: "Internal audit",
    Source.EXTERNAL: "External audit",
    Source.INSPECTION: "Inspection",
    Source.PEER_REVIEW: "Peer review",
}


def said(feedback: Iterable[Feedback], framework: Framework, caption: str, empty: str) -> Html:
    """Show what people said: the latest, a year before, and the line between."""
    starts = framework.council.year_starts
    columns = [
        Column("Measure"),
        Column("Latest", numeric=True),
        Column("A year before", numeric=True),
        Column("History"),
        Column("What this means"),
    ]
    rows = []
    for item in feedback:
        then = item.a_year_before(starts)
        rows.append(
            [
                Cell(words.capital(item.measure)),
                Cell(_level(item), _under(item, starts)),
                Cell(_spelt(then, item)),
                Cell(piece=line(item.levels, _described(item))),
                Cell(_change(item, then)),
            ]
        )
    return table(caption, columns, rows, empty)


def by_directorate(feedback: Sequence[Feedback], framework: Framework, caption: str) -> Html:
    """Show the latest of each measure in each directorate that has any."""
    starts = framework.council.year_starts
    measures = list(dict.fromkeys(item.measure for item in feedback))
    found = {(item.organisation, item.measure): item for item in feedback}
    periods = {item.period for item in feedback}
    if len(periods) == 1:  # said once, not in each cell
        caption = f"{caption} {words.capital(words.short_period(min(periods), starts))}."
    columns = [
        Column(words.capital(framework.words.directorate)),
        *(Column(words.capital(measure), numeric=True) for measure in measures),
    ]
    rows = []
    for directorate in framework.directorates:
        mine = [found.get((directorate.code, measure)) for measure in measures]
        if any(mine):
            said_when = starts if len(periods) > 1 else None
            cells = [Cell(_level(i), _under(i, said_when)) if i else Cell("none") for i in mine]
            rows.append([Cell(directorate.name), *cells])
    return table(caption, columns, rows, "")


def _level(item: Feedback) -> str:
    return _spelt(item.share if item.denominator is not None else item.count, item)


def _spelt(level: float | None, item: Feedback) -> str:
    if level is None:
        return words.MISSING
    return f"{published(level, 1):,}%" if item.denominator is not None else f"{level:,.0f}"


def _under(item: Feedback, starts: int | None) -> str:
    """The counts behind a share, and the period unless `starts` is None."""
    parts = []
    if item.denominator is not None and item.count is not None:
        parts.append(f"{item.count:,.0f} of {item.denominator:,.0f}")
    if starts is not None:
        parts.append(words.short_period(item.period, starts))
    return ", ".join(parts)


def _described(item: Feedback) -> str:
    known = [level for level in item.levels if level is not None]
    if not known:
        return "No figures yet"
    return f"From {_spelt(known[0], item)} to {_spelt(known[-1], item)}"


def _change(item: Feedback, then: float | None) -> str:
    now = item.levels[-1]
    if now is None:
        return "No figure for the latest period."
    if then is None:
        return "Nothing known of a year before."
    share = item.denominator is not None
    places = 1 if share else 0  # of the figures beside it, which readers take from each other
    step = published(now, places) - published(then, places)
    if not step:
        return "The same as a year before."
    way = "Up" if step > 0 else "Down"
    size = f"{abs(step):,} percentage points" if share else f"{abs(step):,}"
    return f"{way} by {size} on a year before."


def source(given: Source, framework: Framework) -> str:
    """Name who made a recommendation; scrutiny in the council's own word."""
    return _SOURCES.get(given) or words.capital(framework.words.scrutiny)


def recommendations(
    given: Iterable[Recommendation],
    framework: Framework,
    day: dt.date,
    caption: str,
    empty: str,
) -> Html:
    """Show recommendations: the overdue first, the longest of them on top; closed ones last."""
    columns = [
        Column("Recommendation"),
        Column("From"),
        Column("Priority"),
        Column("Due"),
        Column("What this means"),
    ]
    ordered = sorted(
        given, key=lambda r: (r.closed is not None, not r.overdue, r.due, _PRIORITIES[r.priority])
    )
    rows = [
        [
            Cell(r.title, r.recommendation),
            Cell(source(r.source, framework), framework.organisation_name(r.directorate)),
            Cell(words.capital(str(r.priority))),
            Cell(words.date(r.due), _promised(r)),
            _standing(r, day),
        ]
        for r in ordered
    ]
    return table(caption, columns, rows, empty)


def _promised(given: Recommendation) -> str:
    first = given.original_due
    return f"first promised for {words.date(first)}" if first != given.due else ""


def _standing(given: Recommendation, day: dt.date) -> Cell:
    if given.closed:
        late = given.closed - given.due
        said = f"{how_long(late)} late" if late.days > 0 else "in time"
        under = f"{words.date(given.closed)}, {said}"
        return Cell(mark=RatingMark("◆", "Closed", "blue"), under=under)
    expected = f"expected by {words.date(given.forecast_due)}" if given.forecast_due else ""
    if given.overdue:
        under = "; ".join(part for part in (f"by {how_long(day - given.due)}", expected) if part)
        return Cell(mark=RatingMark("■", "Overdue", "red"), under=under)
    if given.forecast_due and given.forecast_due > given.due:
        return Cell(mark=RatingMark("▲", "Expected late", "amber"), under=expected)
    return Cell(mark=RatingMark("○", "Open", "none"), under=expected or "not due yet")


def ratings(
    inspections: Iterable[Inspection], framework: Framework, day: dt.date, caption: str, empty: str
) -> Html:
    """Show what inspectors and regulators say, each beside what they said before."""
    columns = [
        Column("What was inspected"),
        Column("By"),
        Column("Rating"),
        Column("Published"),
        Column("What this means"),
    ]
    rows = [
        [
            Cell(i.scope, framework.organisation_name(i.directorate)),
            Cell(i.body),
            Cell(i.rating),
            Cell(words.date(i.published), _next(i, day)),
            Cell(_beside_before(i)),
        ]
        for i in inspections
    ]
    return table(caption, columns, rows, empty)


def _next(inspection: Inspection, day: dt.date) -> str:
    if inspection.next is None:
        return ""
    when = "was" if inspection.next < day else "is"
    return f"the next {when} expected by {words.date(inspection.next)}"


def _beside_before(inspection: Inspection) -> str:
    if not inspection.previous_rating:
        return "No earlier rating is known."
    if inspection.previous_rating == inspection.rating:
        return "The same rating as the time before."
    return f"Changed from {inspection.previous_rating}."


def notes(given: Iterable[Note], framework: Framework) -> Html:
    """List notes on the wider context, each with its period and where to read more."""
    starts = framework.council.year_starts
    items = [
        Item(n.title, f"{words.short_period(n.period, starts)}. {n.note}".strip(), _safe(n.link))
        for n in given
    ]
    return listed(items, "Nothing has been noted.")


def _safe(link: str) -> str:
    """A link that a browser may follow: to a web page, and never to a script."""
    return link if link.lower().startswith(("https://", "http://")) else ""


def requests(given: Iterable[Request], caption: str, empty: str) -> Html:
    """Show requests for analysis: the overdue and open first; for the council itself alone."""
    columns = [Column("Request"), Column("Asked by"), Column("Priority"), Column("How it stands")]
    status = list(RequestStatus)
    ordered = sorted(
        given, key=lambda r: (not r.overdue, status.index(r.status), _PRIORITIES[r.priority])
    )
    rows = [
        [
            Cell(r.title, r.request),
            Cell(r.asked_by_role),
            Cell(words.capital(str(r.priority))),
            Cell(mark=_request_mark(r), under=f"due {words.date(r.due)}" if r.due else ""),
        ]
        for r in ordered
    ]
    return table(caption, columns, rows, empty)


def _request_mark(request: Request) -> RatingMark:
    if request.overdue:
        return RatingMark("■", "Overdue", "red")
    shape, css = {
        RequestStatus.OPEN: ("○", "none"),
        RequestStatus.DONE: ("◆", "blue"),
        RequestStatus.DECLINED: ("–", "none"),
    }[request.status]
    return RatingMark(shape, words.capital(str(request.status)), css)
