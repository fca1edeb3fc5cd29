"""Where one action or milestone stands, from what was reported of it up to a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.work import ActionStatus

__all__ = ["ENDED", "Progress", "Standing", "Update", "progress"]

STALLED_AFTER = dt.timedelta(days=120)  # a quarter's reporting missed, and a month more
ENDED = frozenset({ActionStatus.COMPLETE, ActionStatus.STOPPED})


class Standing(StrEnum):
    """How an action is seen: what was reported, unless a date or silence says otherwise."""

    COMPLETE = "complete"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    LATE_START = "late start"  # reported as not started on a day after its start
    DELAYED = "delayed"
    OVERDUE = "overdue"  # reported as something else while its agreed date is past
    NOT_STARTED = "not started"
    NOT_REPORTED = "not reported"  # its start is past, and nothing was ever reported
    STOPPED = "stopped"


@dataclass(frozen=True)
class Update:
    """What was reported of an action or a milestone on a day."""

    recorded_on: dt.date
    status: ActionStatus
    percent: int | None = None
    revised_due: dt.date | None = None
    forecast_due: dt.date | None = None
    text: str = ""


@dataclass(frozen=True)
class Progress:
    """Where an action or a milestone stands.

    Attributes
    ----------
    status : ActionStatus
        As last reported; not started without a report.
    standing : Standing
        How it is seen: the status, unless a date or silence says otherwise.
    percent : int or None
        How much is done, as last reported; 100 once complete.
    original_due, agreed_due, expected : date
        First promised; agreed since in its place; when it will be done, or was. Expected is the
        forecast in force, else the agreed date.
    revisions : int
        How often another date was agreed.
    slippage : int
        Days from the date first promised to the expected one; below 0 when early.
    lateness : int
        The slippage, or the days since the date first promised while that is more and the agreed
        date is past: what has not been done cannot still be expected in the past.
    ended_on : date or None
        The day on which it was complete or stopped.
    begun : bool
        Work was reported, or its start is past.
    overdue : bool
        Not ended, and the agreed date is past; it is not past on the day itself.
    stalled : bool
        Begun, not ended, and nothing reported for more than 120 days.
    last_update : date or None
        The day of the last report.
    text : str
        What it said.
    """

    status: ActionStatus
    standing: Standing
    percent: int | None
    original_due: dt.date
    agreed_due: dt.date
    expected: dt.date
    revisions: int
    slippage: int
    lateness: int
    ended_on: dt.date | None
    begun: bool
    overdue: bool
    stalled: bool
    last_update: dt.date | None
    text: str


def progress(
    due: dt.date,
    updates: Iterable[Update],
    day: dt.date,
    start: dt.date | None = None,
    parts: Iterable[dt.date] = (),
) -> Progress:
    """Say where an action or a milestone stood at the end of a day.

    Parameters
    ----------
    due : date
        The date first promised.
    updates : iterable of Update
        Every report there is, in any order; later ones than `day` are left out.
    day : date
        The day as at which to say it.
    start : date, optional
        When work was to begin; silence counts from then where nothing was reported since.
    parts : iterable of date
        When something was reported of its parts, such as its milestones: that is no silence.

    Notes
    -----
    A forecast holds until another is given, a date is agreed without one, or the work is reported
    on track without one. A date given with the report that it is complete, if not a later one,
    is the day on which it was: reports come some weeks after the work. What was stopped is
    expected no more, so that only agreed changes count as its slippage.
    """
    known = sorted((u for u in updates if u.recorded_on <= day), key=lambda u: u.recorded_on)
    last = known[-1] if known else None
    status = last.status if last else ActionStatus.NOT_STARTED
    agreed, revisions, forecast = _dates(due, known)
    ended_on = _ended_on(known)
    stopped = status is ActionStatus.STOPPED
    expected = agreed if stopped else ended_on or forecast or agreed
    overdue = status not in ENDED and agreed < day
    begun = status is not ActionStatus.NOT_STARTED or (start is not None and start <= day)
    slippage = (expected - due).days
    return Progress(
        status=status,
        standing=_standing(last, begun=begun, overdue=overdue, start=start),
        percent=100 if status is ActionStatus.COMPLETE else _percent(known),
        original_due=due,
        agreed_due=agreed,
        expected=expected,
        revisions=revisions,
        slippage=slippage,
        lateness=max(slippage, (day - due).days) if overdue else slippage,
        ended_on=ended_on,
        begun=begun,
        overdue=overdue,
        stalled=begun and status not in ENDED and _silent_since(last, start, parts, day),
        last_update=last.recorded_on if last else None,
        text=last.text if last else "",
    )


def _dates(due: dt.date, known: Iterable[Update]) -> tuple[dt.date, int, dt.date | None]:
    """The agreed date, how often it moved, and the forecast in force."""
    agreed, revisions, forecast = due, 0, None
    for update in known:
        if update.revised_due and update.revised_due != agreed:
            agreed, revisions = update.revised_due, revisions + 1
        settled = update.revised_due is not None or update.status is ActionStatus.ON_TRACK
        forecast = update.forecast_due or (None if settled else forecast)
    return agreed, revisions, forecast


def _percent(known: Iterable[Update]) -> int | None:
    given = [update.percent for update in known if update.percent is not None]
    return given[-1] if given else None


def _ended_on(known: list[Update]) -> dt.date | None:
    """The first day of the unbroken stretch of reports that it has ended as it did."""
    since = None
    for update in reversed(known):
        if update.status not in ENDED or update.status is not known[-1].status:
            break
        since = update
    if since is None:
        return None
    said = since.forecast_due if since.status is ActionStatus.COMPLETE else None
    return said if said and said <= since.recorded_on else since.recorded_on


def _silent_since(
    last: Update | None, start: dt.date | None, parts: Iterable[dt.date], day: dt.date
) -> bool:
    """Whether nothing was heard for too long."""
    heard = [part for part in parts if part <= day]
    if last:
        heard.append(last.recorded_on)
    if start and start <= day and (last is None or last.status is ActionStatus.NOT_STARTED):
        heard.append(start)
    return bool(heard) and day - max(heard) > STALLED_AFTER


def _standing(
    last: Update | None, *, begun: bool, overdue: bool, start: dt.date | None
) -> Standing:
    status = last.status if last else ActionStatus.NOT_STARTED
    if overdue and status is not ActionStatus.DELAYED:
        return Standing.OVERDUE
    if status is not ActionStatus.NOT_STARTED:
        return Standing(status.value)
    if last is None:
        return Standing.NOT_REPORTED if begun else Standing.NOT_STARTED
    late = start is not None and start < last.recorded_on
    return Standing.LATE_START if late else Standing.NOT_STARTED
