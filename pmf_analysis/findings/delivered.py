"""Where the delivery plan and the service plans stand, from their tables.

``actions.csv`` does not say when an action came into the plan, so a report of an earlier quarter
would list what was only thought of later. An action is therefore taken to be in the plan on a day
if by then it was to have started, or something had been reported of it or of one of its
milestones, or a service plan named it. Without a start it is taken to have been there always.
What is to start later, and of which nothing is written yet, waits until its first report: one
that says *not started* is enough.
"""

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
    """Return every action in the plan by the day, with where it stands, in its table's order."""
    reports: dict[tuple[str, str], list[Update]] = {}
    for row in _rows(book["action_updates"]):
        reports.setdefault((row["action"], row["milestone"]), []).append(_update(row))
    steps: dict[str, list[Mapping[Any, Any]]] = {}
    for row in _rows(book["milestones"]):
        steps.setdefault(row["action"], []).append(row)
    since = _heard(book)
    parents = book.framework.parents
    return tuple(
        _action(row, steps.get(row["action"], []), reports, parents, moment, known)
        for row in _rows(book["actions"])
        if (known := _known_from(row, since)) <= moment.day
    )


def _heard(book: Book) -> dict[str, dt.date]:
    """The first day on which anything was written of each action, in whichever table."""
    first: dict[str, dt.date] = {}
    for row in (*_rows(book["action_updates"]), *_rows(book["objectives"])):
        code, day = row["action"], row["recorded_on"].date()
        first[code] = min(day, first.get(code, day))
    return first


def _known_from(row: Mapping[Any, Any], heard: Mapping[str, dt.date]) -> dt.date:
    """The day from which an action is taken to be in the plan; the first of all without a start."""
    start = _day(row["start"]) or dt.date.min
    return min(start, heard.get(row["action"], start))


def _action(
    row: Mapping[Any, Any],
    steps: Iterable[Mapping[Any, Any]],
    reports: Reports,
    parents: Mapping[str, str],
    moment: Moment,
    known: dt.date,
) -> Action:
    before = min(moment.before, moment.day)
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
        previous=earlier(moment.quarter.previous(), before) if known <= before else None,
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
