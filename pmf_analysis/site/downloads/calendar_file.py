"""The calendar as a file that a phone or a mail program takes (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import notices, words
from pmf_analysis.visuals.diary import Happening, diary

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["made", "write"]

PRODUCT = "-//pmf-analysis//Calendar of performance reports//EN"
# Names an entry from the council's code and the entry's own key, so that a calendar that has
# taken the file before changes the entry it has and does not add a second one.
NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:pmf-analysis:calendar")
ONE_DAY = dt.timedelta(days=1)


def write(path: Path, findings: Findings) -> bool:
    """Write the file, and say whether there is one: a calendar without a day is not valid."""
    text = made(findings)
    if text:
        path.write_bytes(text)
    return bool(text)


def made(findings: Findings) -> bytes:
    """Return every day from the one that is reported on; the same bytes each time.

    Returns
    -------
    bytes
        Empty where the calendar has no such day.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - only a build needs it

    days = diary(findings.framework, findings.quarter, findings.reported_on)
    if not days:
        return b""
    council = findings.framework.council
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    made_up = notices.made_up(council)
    if made_up:
        file.add("x-wr-caldesc", made_up)
    file.add("x-wr-calname", f"{council.name}: {findings.framework.words.report}")
    for day in days:
        file.add_component(_event(Event(), day, findings))
    text: bytes = file.to_ical()
    return text


def _event(event: Event, day: Happening, findings: Findings) -> Event:
    council = findings.framework.council
    named = f"{council.code}/{council.name}/{day.key}"
    event.add("uid", str(uuid.uuid5(NAMES, named)))
    event.add("dtstamp", dt.datetime.combine(findings.reported_on, dt.time(), dt.UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + ONE_DAY)  # the first day that is not part of it
    event.add("summary", day.what)
    said = f"{council.name}. As planned on {words.date(findings.reported_on)}."
    event.add("description", f"{notices.made_up(council)} {said}".strip())
    event.add("transp", "TRANSPARENT")  # a day to know of keeps nobody from other appointments
    if council.address:
        event.add("url", f"{council.address}calendar.html")
    return event
