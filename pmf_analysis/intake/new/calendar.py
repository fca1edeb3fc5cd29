"""The first quarters of a new book's calendar, on the rhythm of the framework it begins from."""

from __future__ import annotations

import datetime as dt

from pmf_analysis.framework.period import Period
from pmf_analysis.framework.plan import QuarterDates
from pmf_analysis.framework.profile import Framework

__all__ = ["HOW_MANY", "quarters"]

HOW_MANY = 8  # two years
WEEK = 7  # days
HALF = 3


def quarters(like: Framework, first: Period) -> list[dict[str, str]]:
    """Return eight quarters with their dates, as ``framework.yml`` writes them.

    A date stands as many days after the quarter's end as in the framework's own quarter of the
    same place in the year, and is moved by up to three days to the same day of the week.

    Parameters
    ----------
    like : Framework
        Has at least one quarter with dates.
    first : Period
        The first quarter.
    """
    known = {_place(quarter): (quarter, dates) for quarter, dates in like.quarters.items()}
    usual = list(known.values())[-1]
    return [
        {"quarter": str(quarter)} | _dates(quarter, *known.get(_place(quarter), usual))
        for quarter in (first.shift(step) for step in range(HOW_MANY))
    ]


def _place(quarter: Period) -> int:
    """Which quarter of its council's year it is, from 0."""
    return (quarter.first - (quarter.year_starts - 1)) % 12 // quarter.months


def _dates(quarter: Period, like: Period, dates: QuarterDates) -> dict[str, str]:
    given = {name: getattr(dates, name) for name in QuarterDates.model_fields}
    return {
        name: str(_moved(day, like.end, quarter.end))
        for name, day in given.items()
        if isinstance(day, dt.date)
    }


def _moved(day: dt.date, end: dt.date, new_end: dt.date) -> dt.date:
    """The day as long after another end, on the nearest same day of the week."""
    moved = new_end + (day - end)
    return moved + dt.timedelta(days=(day.weekday() - moved.weekday() + HALF) % WEEK - HALF)
