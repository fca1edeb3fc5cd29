"""When something is said: the quarter, the day, and the days of the quarters before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmf_analysis.findings.judged import reported_on
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework

__all__ = ["Moment", "moment"]


@dataclass(frozen=True)
class Moment:
    """A quarter and the day that decides how its work, risks and money stood.

    Attributes
    ----------
    quarter : Period
        The reporting quarter.
    day : date
        The day as at which things are said: of publication, or the one asked for.
    before : date
        The same of the quarter before.
    past : tuple of (Period, date)
        Every earlier quarter of the calendar with its day, the oldest first.
    """

    quarter: Period
    day: dt.date
    before: dt.date
    past: tuple[tuple[Period, dt.date], ...]


def moment(framework: Framework, quarter: Period, as_at: dt.date | None) -> Moment:
    """Return the moment of a quarter's report."""
    earlier = [q for q in framework.quarters if q < quarter]
    days = tuple((q, reported_on(framework, q, None)) for q in earlier)
    before = reported_on(framework, quarter.previous(), None)
    return Moment(quarter, reported_on(framework, quarter, as_at), before, days)
