"""The calendar file: valid by the rules of RFC 5545, complete, the same each time."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pmf_analysis import findings as flow
from pmf_analysis.framework.plan import Event
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.site.downloads import calendar_file
from tests import books
from tests.site.downloaded import edition, written

FRAMEWORK = books.FRAMEWORK.replace(
    "    - {quarter: 2025-26 Q1, publication: 2025-09-02}\n",
    """\
    - {quarter: 2025-26 Q1, clinic: 2025-08-07, publication: 2025-09-02}
    - {quarter: 2025-26 Q2, data_due: 2025-10-17, commentary_due: 2025-10-31, clinic: 2025-11-06,
       scrutiny: 2025-11-20, executive: 2025-11-27, publication: 2025-12-02}
  events:
    - {date: 2025-06-30, title: Draft accounts published}
    - {date: 2026-02-24, title: "Budget council; in Hall 2, upstairs"}
words: {executive: Board of Stewards, scrutiny: Watch, clinic: Reckoning, report: tidings}
risk: {reported: {to: Audit Court, every: 6 months, first: 2025-03-10}}
""",
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What a small council finds for 2025-26 Q1, published on 2 September 2025."""
    return flow.compute(books.write(tmp_path_factory.mktemp("book"), FRAMEWORK))


def with_events(findings: Findings, *events: tuple[dt.date, str]) -> Findings:
    """The same findings with other events in the calendar."""
    profile = findings.framework
    listed = tuple(Event(date=day, title=title) for day, title in events)
    calendar = profile.calendar.model_copy(update={"events": listed})
    return replace(findings, framework=profile.model_copy(update={"calendar": calendar}))


def properties(file: bytes) -> list[tuple[str, str]]:
    """The unfolded lines by hand: name with its parameters, and value."""
    assert file.endswith(b"\r\n")
    lines = file.split(b"\r\n")[:-1]
    for line in lines:
        assert b"\n" not in line
        assert b"\r" not in line
        assert 0 < len(line) <= 75
        line.decode("utf-8")  # no letter is cut in two
    unfolded = file.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
    found = [line.partition(":") for line in unfolded]
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;,]+)*", name) for name, _, _ in found)
    return [(name, value) for name, _, value in found]


def test_every_day_from_publication_on_is_in_the_file(found: Findings) -> None:
    """In the council's own words; what was before the report is not.

    Risks go to the Audit Court every six months from 10 March 2025, up to the end of the year
    after this one, March 2027.
    """
    days = Calendar.from_ical(calendar_file.made(found)).walk("VEVENT")
    assert [(day.decoded("dtstart").isoformat(), str(day["summary"])) for day in days] == [
        ("2025-09-02", "Tidings for April to June 2025 is published"),
        ("2025-09-10", "Audit Court: strategic risk register"),
        ("2025-10-17", "Figures for July to September 2025 are due"),
        ("2025-10-31", "Commentary on July to September 2025 is due"),
        ("2025-11-06", "Reckoning: July to September 2025"),
        ("2025-11-20", "Watch: tidings for July to September 2025"),
        ("2025-11-27", "Board of Stewards: tidings for July to September 2025"),
        ("2025-12-02", "Tidings for July to September 2025 is published"),
        ("2026-02-24", "Budget council; in Hall 2, upstairs"),
        ("2026-03-10", "Audit Court: strategic risk register"),
        ("2026-09-10", "Audit Court: strategic risk register"),
        ("2027-03-10", "Audit Court: strategic risk register"),
    ]


def test_the_file_keeps_the_rules_of_the_format(found: Findings) -> None:
    """One calendar, whole days, each with what RFC 5545 asks of an event."""
    listed = properties(calendar_file.made(found))
    assert listed[0] == ("BEGIN", "VCALENDAR")
    assert listed[-1] == ("END", "VCALENDAR")
    names = [name for name, _ in listed]
    assert names.count("VERSION") == names.count("PRODID") == 1
    assert ("VERSION", "2.0") in listed
    starts = [k for k, line in enumerate(listed) if line == ("BEGIN", "VEVENT")]
    assert len(starts) == 12
    for start in starts:
        end = listed.index(("END", "VEVENT"), start)
        event = dict(listed[start + 1 : end])
        assert len(event) == end - start - 1  # nothing stands twice
        assert event["DTSTAMP"] == "20250902T000000Z"
        first, after = event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]
        day = dt.date.fromisoformat(first)
        assert dt.date.fromisoformat(after) == day + dt.timedelta(days=1)
        assert re.fullmatch(r"[0-9a-f-]{36}", event["UID"])
        assert event["SUMMARY"]
    uids = [value for name, value in listed if name == "UID"]
    assert len(set(uids)) == len(uids)


def test_commas_and_semicolons_are_escaped(found: Findings) -> None:
    """As section 3.3.11 has it."""
    listed = properties(calendar_file.made(found))
    assert ("SUMMARY", r"Budget council\; in Hall 2\, upstairs") in listed


LETTERS = st.characters(blacklist_categories=("Cs", "Cc"))
TITLES = st.text(LETTERS, min_size=1, max_size=120).filter(lambda text: text.strip())
DAYS = st.dates(dt.date(2025, 9, 3), dt.date(2030, 1, 1))


@given(events=st.lists(st.tuples(DAYS, TITLES), max_size=5))
def test_any_title_comes_back_as_it_was(found: Findings, events: list[tuple[dt.date, str]]) -> None:
    """Whatever letters it has and however long it is, the file is valid and nothing is lost."""
    file = calendar_file.made(with_events(found, *events))
    properties(file)
    back = Calendar.from_ical(file).walk("VEVENT")
    read = sorted((day.decoded("dtstart"), str(day["summary"])) for day in back)
    expected = [(day, title.strip()) for day, title in events]
    assert all(one in read for one in expected)
    uids = [str(day["uid"]) for day in back]
    assert len(set(uids)) == len(uids) == 11 + len(events)


def test_a_day_that_moves_keeps_its_name(found: Findings) -> None:
    """A calendar that has taken the file before moves the entry; next year's is another."""
    first, second = dt.date(2026, 2, 24), dt.date(2027, 2, 23)
    before = with_events(found, (first, "Budget council"), (second, "Budget council"))
    after = with_events(found, (dt.date(2026, 3, 3), "Budget council"), (second, "Budget council"))

    def named(findings: Findings) -> dict[str, dt.date]:
        back = Calendar.from_ical(calendar_file.made(findings)).walk("VEVENT")
        return {
            str(day["uid"]): day.decoded("dtstart")
            for day in back
            if day["summary"] == "Budget council"
        }

    assert len(named(before)) == 2
    assert named(before).keys() == named(after).keys()
    assert sorted(named(after).values()) == [dt.date(2026, 3, 3), second]


def test_a_later_report_names_the_same_days_alike(found: Findings) -> None:
    """What both files hold has one name in both."""
    later = replace(found, quarter="2025-26 Q2", reported_on=dt.date(2025, 12, 2))

    def names(findings: Findings) -> dict[str, str]:
        back = Calendar.from_ical(calendar_file.made(findings)).walk("VEVENT")
        return {f"{day.decoded('dtstart')} {day['summary']}": str(day["uid"]) for day in back}

    held = names(found)
    assert {what: uid for what, uid in names(later).items() if what in held} == {
        what: uid for what, uid in held.items() if what >= "2025-12-02"
    }


def test_the_same_bytes_each_time(found: Findings) -> None:
    """No clock is asked."""
    assert calendar_file.made(found) == calendar_file.made(found)


def test_a_calendar_without_a_day_has_no_file(found: Findings, tmp_path: Path) -> None:
    """An empty calendar is not valid, so there is none."""
    profile = found.framework
    quiet = with_events(found).framework.model_copy(
        update={"risk": profile.risk.model_copy(update={"reported": None})}
    )
    late = replace(found, framework=quiet, reported_on=dt.date(2026, 1, 1))
    assert not calendar_file.write(tmp_path / "calendar.ics", late)
    assert not (tmp_path / "calendar.ics").exists()


def test_the_downloads_page_names_it(tmp_path: Path) -> None:
    """With its format and its size."""
    site = tmp_path / "site"
    site.mkdir()
    room = '<div class="pmf-other docutils container">Here.</div>'
    (site / "downloads.html").write_text(f"<main>{room}</main>", encoding="utf-8")
    written(edition(books.write(tmp_path / "data", FRAMEWORK)), site)
    page = (site / "downloads.html").read_text(encoding="utf-8")
    assert re.search(
        r'href="downloads/calendar.ics" download>Dates for your own calendar \(ICS, \d+ kB\)', page
    )
    assert (site / "downloads" / "calendar.ics").is_file()
