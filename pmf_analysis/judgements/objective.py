"""What a service promised itself: objectives, change projects, workforce questions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import ObjectiveKind, ObjectiveStatus

__all__ = ["Objective", "objective_rating"]

_RATINGS = {
    ObjectiveStatus.COMPLETE: Rating.BLUE,
    ObjectiveStatus.ON_TRACK: Rating.GREEN,
    ObjectiveStatus.AT_RISK: Rating.AMBER,
    ObjectiveStatus.OFF_TRACK: Rating.RED,
    ObjectiveStatus.NOT_STARTED: Rating.NO_TARGET,
}


@dataclass(frozen=True)
class Objective:
    """An entry of a service plan as last reported.

    Attributes
    ----------
    objective, plan, service, kind, title, outcome, lead_role, start, due, status, indicator, action
        As in ``objectives.csv``; codes, "" where not given.
    previous_status : ObjectiveStatus or None
        At the end of the reporting of the quarter before; None when it was not in the plan yet.
    overdue : bool
        Not complete, and its date is past; it is not past on the day itself.
    first_due : date or None
        The first date that it was given.
    """

    objective: str
    plan: str
    service: str
    kind: ObjectiveKind
    title: str
    outcome: str
    lead_role: str
    start: dt.date | None
    due: dt.date | None
    status: ObjectiveStatus
    previous_status: ObjectiveStatus | None
    overdue: bool
    indicator: str = ""
    action: str = ""
    first_due: dt.date | None = None


def objective_rating(objective: Objective) -> Rating:
    """Return where an objective stands, as a rating: red while it is open and its date is past."""
    return Rating.RED if objective.overdue else _RATINGS[objective.status]
