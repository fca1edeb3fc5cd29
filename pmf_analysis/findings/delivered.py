"""Where the delivery plan and the service plans stand, from their tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.work import ActionKind, ActionStatus, ObjectiveKind, ObjectiveStatus
from pmf_analysis.judgements.delivery import (
    Action,
    Milestone,
    Past,
    Progress,
    Update,
    past,
    progress,
)
from pmf_analysis.judgements.objective import Objective
from pmf_analysis.tables.book import Book

__all__ = ["actions", "objectives"]

WHOLE = ""  # stands for the action itself where a milestone would be named
Reports = Mapping[tuple[str, str], Sequence[Update]]


def actions(book: Book, moment: Moment) -> tuple[Action, ...]:
    """Return every action with where it stands, in the order of its table."""
    reports: dict[tuple[str, str], list[Update]] = {}
    for row in _rows(book["action_updates"]):
        reports.setdefault((row["action"], row["milestone"]), []).append(_update(row))
    steps: dict[str, list[Mapping[Any, Any]]] = {}
    for row in _rows(book["milestones"]):
        steps.setdefault(row["action"], []).append(row)
    parents = book.framework.parents
    return tuple(
        _action(row, steps.get(row["action"], []), reports, parents, moment)
        for row in _rows(book["actions"])
    )


def _action(
    row: Mapping[Any, Any],
    steps: Iterable[Mapping[Any, Any]],
    reports: Reports,
    parents: Mapping[str, str],
    moment: Moment,
) -> Action:
    code, start, due = row["action"], _day(row["start"]), row["due"].date()
    whole = reports.get((code, WHOLE), ())
    milestones = [_milestone(step, reports, moment) for step in steps]
    parts = [u.recorded_on for m in milestones for u in reports.get((code, m.milestone), ())]

    def then(quarter: Period, day: dt.date) -> Progress:
        # Nothing can have been reported for a quarter of what starts after its end.
        begins = start if start and start <= quarter.end else None
        return progress(due, whole, day, begins, parts)

    def earlier(quarter: Period, day: dt.date) -> Past:
        return past(str(quarter), then(quarter, day))

    first = min((u.recorded_on for u in whole), default=None)
    history = [
        earlier(quarter, day)
        for quarter, day in moment.past
        if day <= moment.day and ((start and start <= quarter.end) or (first and first <= day))
    ]
    return Action(
        action=code,
        title=row["title"],
        kind=ActionKind(row["kind"]),
        theme=row["theme"],
        mission=row["mission"],
        directorate=row["directorate"] or parents.get(row["service"], ""),
        service=row["service"],
        group=row["group"],
        lead_role=row["lead_role"],
        portfolio_role=row["portfolio_role"],
        start=start,
        resources=row["resources"],
        progress=then(moment.quarter, moment.day),
        milestones=tuple(sorted(milestones, key=lambda m: m.progress.agreed_due)),
        history=tuple(history),
        previous=earlier(moment.quarter.previous(), min(moment.before, moment.day)),
    )


def _milestone(row: Mapping[Any, Any], reports: Reports, moment: Moment) -> Milestone:
    told = reports.get((row["action"], row["milestone"]), ())
    return Milestone(row["milestone"], row["title"], progress(row["due"].date(), told, moment.day))


def _update(row: Mapping[Any, Any]) -> Update:
    return Update(
        recorded_on=row["recorded_on"].date(),
        status=ActionStatus(row["status"]),
        percent=None if pd.isna(row["percent"]) else int(row["percent"]),
        revised_due=_day(row["revised_due"]),
        forecast_due=_day(row["forecast_due"]),
        text=row["update"],
    )


def objectives(book: Book, moment: Moment) -> tuple[Objective, ...]:
    """Return every entry of the service plans as last reported, in the order of its table."""
    entries: dict[str, list[Mapping[Any, Any]]] = {}
    for row in _rows(book["objectives"]):
        if row["recorded_on"].date() <= moment.day:
            entries.setdefault(row["objective"], []).append(row)
    return tuple(_objective(rows, moment) for rows in entries.values())


def _objective(rows: list[Mapping[Any, Any]], moment: Moment) -> Objective:
    told = sorted(rows, key=lambda row: row["recorded_on"])
    latest = told[-1]
    before = [row for row in told if row["recorded_on"].date() <= moment.before]
    status, due = ObjectiveStatus(latest["status"]), _day(latest["due"])
    return Objective(
        objective=latest["objective"],
        plan=latest["plan"],
        service=latest["service"],
        kind=ObjectiveKind(latest["kind"]),
        title=latest["title"],
        outcome=latest["outcome"],
        lead_role=latest["lead_role"],
        start=_day(latest["start"]),
        due=due,
        status=status,
        previous_status=ObjectiveStatus(before[-1]["status"]) if before else None,
        overdue=status is not ObjectiveStatus.COMPLETE and due is not None and due < moment.day,
        indicator=latest["indicator"],
        action=latest["action"],
        first_due=next((d for d in (_day(row["due"]) for row in told) if d), None),
    )


def _rows(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _day(cell: pd.Timestamp) -> dt.date | None:
    """The day in a cell; pandas says NaT where there is none."""
    return None if pd.isna(cell) else cell.date()
