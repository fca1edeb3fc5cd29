"""The delivery plan's actions: where each stands, what changed, what needs attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import ActionKind, ActionStatus
from pmf_analysis.judgements.progress import ENDED, Progress, Standing, Update, progress

__all__ = [
    "Action",
    "Milestone",
    "Past",
    "Progress",
    "Standing",
    "Update",
    "action_rating",
    "attention",
    "changed",
    "needs_attention",
    "past",
    "progress",
    "rating_of",
]

_RATINGS = {
    Standing.COMPLETE: Rating.BLUE,
    Standing.ON_TRACK: Rating.GREEN,
    Standing.AT_RISK: Rating.AMBER,
    Standing.LATE_START: Rating.AMBER,
    Standing.DELAYED: Rating.RED,
    Standing.OVERDUE: Rating.RED,
    Standing.NOT_STARTED: Rating.NO_TARGET,
    Standing.NOT_REPORTED: Rating.NO_DATA,
    Standing.STOPPED: Rating.NO_TARGET,
}


@dataclass(frozen=True)
class Milestone:
    """A milestone of an action, and where it stands."""

    milestone: str
    title: str
    progress: Progress


@dataclass(frozen=True)
class Past:
    """Where an action stood at the end of the reporting of an earlier quarter."""

    quarter: str
    status: ActionStatus
    standing: Standing
    expected: dt.date
    percent: int | None


@dataclass(frozen=True)
class Action:
    """An action, project or programme of the delivery plan, and where it stands.

    Attributes
    ----------
    action, title, kind, theme, mission, directorate, service, group, lead_role, portfolio_role,
    start, resources
        As in ``actions.csv``; codes, "" where not given. A service gives its directorate.
    progress : Progress
        As at the day of reporting.
    milestones : tuple of Milestone
        In order of their agreed dates.
    history : tuple of Past
        Each published quarter since it began, the oldest first.
    previous : Past or None
        The quarter before the one reported, begun or not.
    """

    action: str
    title: str
    kind: ActionKind
    theme: str
    mission: str
    directorate: str
    service: str
    group: str
    lead_role: str
    portfolio_role: str
    start: dt.date | None
    resources: str
    progress: Progress
    milestones: tuple[Milestone, ...] = ()
    history: tuple[Past, ...] = ()
    previous: Past | None = None

    @property
    def open(self) -> bool:
        """Whether it is neither complete nor stopped."""
        return self.progress.status not in ENDED

    @property
    def late_milestones(self) -> tuple[Milestone, ...]:
        """Those whose agreed date is past while the action goes on."""
        return tuple(m for m in self.milestones if m.progress.overdue) if self.open else ()

    @property
    def contradicted(self) -> bool:
        """Whether it is reported on track while milestones are late."""
        return self.progress.status is ActionStatus.ON_TRACK and bool(self.late_milestones)

    @property
    def silent(self) -> bool:
        """Whether nothing was ever reported of it, long after it was to begin."""
        return self.progress.stalled and self.progress.last_update is None


def action_rating(progress: Progress) -> Rating:
    """Return where an action stands, as a rating.

    Complete is blue, on track green, at risk or late to start amber. Delayed is red, and so is
    whatever is open while its agreed date is past. Not started and stopped have no rating.
    """
    return rating_of(progress.standing)


def rating_of(standing: Standing) -> Rating:
    """Return the rating of a standing, as `action_rating` does."""
    return _RATINGS[standing]


def needs_attention(action: Action) -> bool:
    """Say whether it is late, at risk or silent, or its milestones do not bear it out."""
    known = action_rating(action.progress) in {Rating.RED, Rating.AMBER}
    return action.open and (known or action.progress.stalled or action.contradicted)


def attention(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return the actions that need attention, the most slipped first."""
    found = (a for a in actions if needs_attention(a))
    return tuple(sorted(found, key=lambda a: -a.progress.lateness))


def changed(action: Action) -> bool:
    """Say whether its status or its expected date moved since the quarter before."""
    before, now = action.previous, action.progress
    return before is not None and (before.standing, before.expected) != (now.standing, now.expected)


def past(quarter: str, then: Progress) -> Past:
    """Return what is kept of where an action stood in an earlier quarter."""
    return Past(quarter, then.status, then.standing, then.expected, then.percent)
