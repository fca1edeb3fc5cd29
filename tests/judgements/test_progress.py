"""Where work stands: every status, every edge of a date, silence, forecasts, revisions."""

from __future__ import annotations

import datetime as dt

import pytest

from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import ActionStatus
from pmf_analysis.judgements.delivery import (
    Standing,
    Update,
    action_rating,
    progress,
    rating_of,
)

COMPLETE, ON_TRACK, AT_RISK, DELAYED, NOT_STARTED, STOPPED = ActionStatus


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


TODAY = day("2025-12-02")
DUE = day("2026-03-31")


def told(
    when: str,
    status: ActionStatus,
    percent: int | None = None,
    *,
    agreed: str = "",
    forecast: str = "",
    text: str = "",
) -> Update:
    return Update(
        day(when),
        status,
        percent,
        day(agreed) if agreed else None,
        day(forecast) if forecast else None,
        text,
    )


# Status, due, start, then what is seen and its rating; each reported on 14 October 2025.
SEEN = [
    (COMPLETE, "2026-03-31", "2024-04-01", Standing.COMPLETE, Rating.BLUE),
    (COMPLETE, "2025-09-30", "2024-04-01", Standing.COMPLETE, Rating.BLUE),
    (ON_TRACK, "2026-03-31", "2024-04-01", Standing.ON_TRACK, Rating.GREEN),
    (ON_TRACK, "2025-12-02", "2024-04-01", Standing.ON_TRACK, Rating.GREEN),
    (ON_TRACK, "2025-12-01", "2024-04-01", Standing.OVERDUE, Rating.RED),
    (AT_RISK, "2026-03-31", "2024-04-01", Standing.AT_RISK, Rating.AMBER),
    (AT_RISK, "2025-12-01", "2024-04-01", Standing.OVERDUE, Rating.RED),
    (DELAYED, "2026-03-31", "2024-04-01", Standing.DELAYED, Rating.RED),
    (DELAYED, "2025-12-01", "2024-04-01", Standing.DELAYED, Rating.RED),
    (NOT_STARTED, "2026-03-31", "2026-01-01", Standing.NOT_STARTED, Rating.NO_TARGET),
    (NOT_STARTED, "2026-03-31", "", Standing.NOT_STARTED, Rating.NO_TARGET),
    (NOT_STARTED, "2026-03-31", "2025-10-14", Standing.NOT_STARTED, Rating.NO_TARGET),
    (NOT_STARTED, "2026-03-31", "2025-10-13", Standing.LATE_START, Rating.AMBER),
    (NOT_STARTED, "2025-12-01", "2026-01-01", Standing.OVERDUE, Rating.RED),
    (STOPPED, "2026-03-31", "2024-04-01", Standing.STOPPED, Rating.NO_TARGET),
    (STOPPED, "2025-09-30", "2024-04-01", Standing.STOPPED, Rating.NO_TARGET),
]


@pytest.mark.parametrize(("status", "due", "start", "standing", "rating"), SEEN)
def test_every_status_before_and_after_its_date(
    status: ActionStatus, due: str, start: str, standing: Standing, rating: Rating
) -> None:
    """What is reported holds, unless the agreed date is past; due today is not past."""
    begins = day(start) if start else None
    now = progress(day(due), [told("2025-10-14", status)], TODAY, begins)
    assert now.status is status
    assert now.standing is standing
    assert action_rating(now) is rating
    open_ = status not in {COMPLETE, STOPPED}
    assert now.overdue is (open_ and day(due) < TODAY)


@pytest.mark.parametrize(
    ("due", "start", "standing", "rating"),
    [
        ("2026-03-31", "2026-01-01", Standing.NOT_STARTED, Rating.NO_TARGET),
        ("2026-03-31", "2025-12-03", Standing.NOT_STARTED, Rating.NO_TARGET),
        ("2026-03-31", "2025-12-02", Standing.NOT_REPORTED, Rating.NO_DATA),
        ("2026-03-31", "", Standing.NOT_STARTED, Rating.NO_TARGET),
        ("2025-12-01", "2025-04-01", Standing.OVERDUE, Rating.RED),
    ],
)
def test_without_a_report(due: str, start: str, standing: Standing, rating: Rating) -> None:
    """It has not started, or its start is past and nobody said a word."""
    now = progress(day(due), [], TODAY, day(start) if start else None)
    assert (now.status, now.standing, action_rating(now)) == (NOT_STARTED, standing, rating)
    assert (now.percent, now.last_update, now.text) == (None, None, "")


def test_every_standing_has_a_rating() -> None:
    """The ratings are total."""
    assert {rating_of(standing) for standing in Standing} == set(Rating) - {Rating.NOT_DUE}


# What was reported, in order; then agreed, expected, days of slippage and how often it was revised.
FIRST = [told("2025-01-15", ON_TRACK, 10)]
DATES = [
    ("as promised", FIRST, "2026-03-31", "2026-03-31", 0, 0),
    (
        "forecast late",
        [told("2025-10-14", AT_RISK, forecast="2026-06-30")],
        *("2026-03-31", "2026-06-30", 91, 0),
    ),
    (
        "forecast early",
        [told("2025-10-14", ON_TRACK, forecast="2026-01-31")],
        *("2026-03-31", "2026-01-31", -59, 0),
    ),
    (
        "revised once",
        [told("2025-04-15", DELAYED, agreed="2026-06-30"), told("2025-07-15", ON_TRACK)],
        *("2026-06-30", "2026-06-30", 91, 1),
    ),
    (
        "revised twice, and a forecast beyond",
        [
            told("2025-04-15", DELAYED, agreed="2026-06-30"),
            told("2025-07-15", DELAYED, agreed="2026-09-30"),
            told("2025-10-14", DELAYED, forecast="2026-12-31"),
        ],
        *("2026-09-30", "2026-12-31", 275, 2),
    ),
    (
        "the same date agreed again is no revision",
        [
            told("2025-04-15", DELAYED, agreed="2026-06-30"),
            told("2025-07-15", DELAYED, agreed="2026-06-30"),
        ],
        *("2026-06-30", "2026-06-30", 91, 1),
    ),
    (
        "agreed earlier",
        [told("2025-04-15", ON_TRACK, agreed="2026-03-01")],
        *("2026-03-01", "2026-03-01", -30, 1),
    ),
    (
        "a forecast holds while nothing else is said",
        [told("2025-07-15", DELAYED, forecast="2026-06-30"), told("2025-10-14", DELAYED)],
        *("2026-03-31", "2026-06-30", 91, 0),
    ),
    (
        "on track again, without a forecast",
        [told("2025-07-15", DELAYED, forecast="2026-06-30"), told("2025-10-14", ON_TRACK)],
        *("2026-03-31", "2026-03-31", 0, 0),
    ),
    (
        "a date agreed later takes the forecast's place",
        [
            told("2025-07-15", DELAYED, forecast="2026-06-30"),
            told("2025-10-14", DELAYED, agreed="2026-05-31"),
        ],
        *("2026-05-31", "2026-05-31", 61, 1),
    ),
    (
        "what was stopped is expected no more",
        [
            told("2025-07-15", DELAYED, forecast="2026-12-31"),
            told("2025-10-14", STOPPED),
        ],
        *("2026-03-31", "2026-03-31", 0, 0),
    ),
]


@pytest.mark.parametrize(
    ("reports", "agreed", "expected", "slippage", "revisions"),
    [case[1:] for case in DATES],
    ids=[case[0] for case in DATES],
)
def test_promised_agreed_and_expected(
    reports: list[Update], agreed: str, expected: str, slippage: int, revisions: int
) -> None:
    """Slippage counts from the date first promised; late is above 0, early below."""
    now = progress(DUE, reversed(reports), TODAY)
    assert (now.original_due, now.agreed_due, now.expected) == (DUE, day(agreed), day(expected))
    assert (now.slippage, now.revisions) == (slippage, revisions)


@pytest.mark.parametrize(
    ("reports", "ended", "slippage"),
    [
        ([told("2026-03-01", COMPLETE)], "2026-03-01", -30),
        ([told("2026-03-31", COMPLETE)], "2026-03-31", 0),
        ([told("2026-04-14", COMPLETE)], "2026-04-14", 14),
        # Reported in April with the day on which it was done; a later day is no such day.
        ([told("2026-04-14", COMPLETE, forecast="2026-03-30")], "2026-03-30", -1),
        ([told("2026-04-14", COMPLETE, forecast="2026-05-31")], "2026-04-14", 14),
        # Said twice: done when first said. Opened again: done when last said.
        ([told("2026-03-01", COMPLETE), told("2026-04-14", COMPLETE)], "2026-03-01", -30),
        (
            [
                told("2026-03-01", COMPLETE),
                told("2026-03-15", AT_RISK),
                told("2026-04-14", COMPLETE),
            ],
            *("2026-04-14", 14),
        ),
        ([told("2026-03-01", STOPPED), told("2026-04-14", COMPLETE)], "2026-04-14", 14),
    ],
)
def test_complete_early_on_time_and_late(reports: list[Update], ended: str, slippage: int) -> None:
    """The day it was done is the one expected; it is neither overdue nor stalled, and all done."""
    now = progress(DUE, reports, day("2027-12-01"))
    assert (now.ended_on, now.expected, now.slippage) == (day(ended), day(ended), slippage)
    assert (now.percent, now.overdue, now.stalled) == (100, False, False)


@pytest.mark.parametrize(
    ("reports", "start", "stalled"),
    [
        ([told("2025-08-04", ON_TRACK)], "2024-04-01", False),  # 120 days before
        ([told("2025-08-03", ON_TRACK)], "2024-04-01", True),  # 121 days
        ([], "2025-08-04", False),
        ([], "2025-08-03", True),
        ([], "2025-12-03", False),
        ([told("2025-01-15", NOT_STARTED)], "2025-08-04", False),
        ([told("2025-01-15", NOT_STARTED)], "2025-08-03", True),
        ([told("2025-01-15", NOT_STARTED)], "2026-01-01", False),
        ([told("2025-01-15", STOPPED)], "2024-04-01", False),
    ],
)
def test_stalled_after_120_days(reports: list[Update], start: str, stalled: bool) -> None:
    """Silence counts from the last report, or from the start where work should have begun."""
    assert progress(DUE, reports, TODAY, day(start)).stalled is stalled


def test_a_word_on_a_milestone_is_no_silence() -> None:
    """A part reported on in time breaks the silence; one reported later than the day does not."""
    reports = [told("2025-01-15", ON_TRACK)]
    assert not progress(DUE, reports, TODAY, parts=[day("2025-11-18")]).stalled
    assert progress(DUE, reports, TODAY, parts=[day("2025-12-03")]).stalled


def test_what_is_reported_after_the_day_is_not_known() -> None:
    """The report of the day itself counts, the next day's does not."""
    reports = [
        told("2025-12-03", COMPLETE, 100, agreed="2027-01-01"),
        told("2025-12-02", AT_RISK, 40, forecast="2026-05-31", text="Hard going."),
        told("2025-09-01", ON_TRACK, 30),
    ]
    now = progress(DUE, reports, TODAY)
    assert (now.status, now.percent, now.text) == (AT_RISK, 40, "Hard going.")
    assert (now.agreed_due, now.expected, now.last_update) == (DUE, day("2026-05-31"), TODAY)
    before = progress(DUE, reports, day("2025-09-01"))
    assert (before.status, before.percent) == (ON_TRACK, 30)
    assert progress(DUE, reports, day("2025-08-31")).last_update is None


def test_a_percentage_stands_until_another_is_given() -> None:
    """A report without one says nothing new; one that is lower counts."""
    reports = [told("2025-04-15", ON_TRACK, 60), told("2025-07-15", ON_TRACK, 50)]
    assert progress(DUE, [*reports, told("2025-10-14", AT_RISK)], TODAY).percent == 50


def test_lateness_grows_with_an_agreed_date_that_passed() -> None:
    """63 days after 30 September; the forecast's 31 days are past too."""
    due = day("2025-09-30")
    now = progress(due, [told("2025-10-14", DELAYED, forecast="2025-10-31")], TODAY)
    assert (now.slippage, now.lateness) == (31, 63)
    later = progress(due, [told("2025-10-14", DELAYED, forecast="2026-09-30")], TODAY)
    assert (later.slippage, later.lateness) == (365, 365)
