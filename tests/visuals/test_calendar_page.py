"""The page of dates: what comes next, each quarter, each month, and risks; no clock is asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmf_analysis import report
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals.page.calendar import CalendarPage
from tests.visuals.own_ways import OWN, QUIET, computed, rows, told


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What the council with its own ways finds for 2025 Q1, published on 13 May 2025."""
    return computed(tmp_path_factory.mktemp("own"), OWN)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The least that a profile can say."""
    return computed(tmp_path_factory.mktemp("quiet"), QUIET)


def test_the_next_dates_are_those_after_the_day_that_is_reported_on(own: Findings) -> None:
    """Published on 13 May 2025: that day and all before are past; risks go on each month."""
    made = rows(CalendarPage.open(own, "").coming())
    assert made[:6] == [
        ["Date", "What"],
        ["28 May 2025", "Watch: strategic risk register"],
        ["24 June 2025", "Midsummer moot"],
        ["28 June 2025", "Watch: strategic risk register"],
        ["28 July 2025", "Watch: strategic risk register"],
        ["5 August 2025", "Watch: tidings for April to June 2025"],
    ]
    assert len(made) == 13
    assert (
        "Next, on 28 May 2025: Watch: strategic risk register." in CalendarPage.open(own, "").lede()
    )


def test_nothing_to_come_is_said(quiet: Findings) -> None:
    """The day of publication still goes into the file; a day later there is no file."""
    page = CalendarPage.open(quiet, "")
    assert told(page.coming()).endswith("Nothing after 2 September 2025 is in the calendar.")
    assert 'href="downloads/calendar.ics"' in page.download().html
    late = replace(quiet, reported_on=dt.date(2025, 9, 3))
    assert CalendarPage.open(late, "").download().html == ""


def test_each_quarter_of_this_year_and_the_next(own: Findings) -> None:
    """2025 and 2026, not 2024 and not 2027; a step that no quarter has is left out."""
    assert rows(CalendarPage.open(own, "").quarters()) == [
        ["Quarter", "Watch", "Published"],
        ["2025 Q1 January to March 2025", "–", "13 May 2025"],
        ["2025 Q2 April to June 2025", "5 August 2025", "12 August 2025"],
        ["2026 Q4 October to December 2026", "–", "9 February 2027"],
    ]


def test_months_stand_in_the_order_of_the_councils_year(own: Findings) -> None:
    """January opens this council's year; for one that begins in April it comes tenth."""
    made = told(CalendarPage.open(own, "").months())
    assert made == (
        "Each month of the year Quarter 1 January Light the first "
        "Quarter 4 December Count the candles"
    )
    council = own.framework.council.model_copy(update={"year_starts": 4})
    moved = replace(own, framework=own.framework.model_copy(update={"council": council}))
    assert told(CalendarPage("", moved).months()) == (
        "Each month of the year Quarter 3 December Count the candles "
        "Quarter 4 January Light the first"
    )


def test_other_dates_are_of_this_year_and_the_next(own: Findings) -> None:
    """2025 and 2026."""
    made = rows(CalendarPage.open(own, "").events())
    assert made == [["Date", "What"], ["24 June 2025", "Midsummer moot"]]


def test_risks_say_to_whom_how_often_and_when_next(own: Findings) -> None:
    """The command that makes the register as at such a day is for the council itself."""
    public = told(CalendarPage.open(own, "").risks())
    assert public == (
        "Risk reports The strategic risk register goes to the Watch every month. "
        "The next days are: 28 May 2025 28 June 2025 28 July 2025 28 August 2025 28 September 2025 "
        "28 October 2025"
    )
    internal = told(CalendarPage.open(replace(own, audience=Audience.INTERNAL), "").risks())
    assert internal.endswith("pmf build --only risk --as-at 2025-05-28")


def test_the_home_page_leads_to_the_calendar(own: Findings) -> None:
    """Below the next publications."""
    page = report.kind_of("home").open(own, "")
    assert 'href="calendar.html"' in page.next_dates().html  # type: ignore[attr-defined]


def test_what_the_calendar_does_not_have_is_left_out(quiet: Findings) -> None:
    """No heading stands over nothing."""
    page = CalendarPage.open(quiet, "")
    assert page.months().html == page.events().html == page.risks().html == ""
