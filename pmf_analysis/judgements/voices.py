"""What others say: recommendations, inspectors, residents and staff, requests, wider context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmf_analysis.framework.period import Period
from pmf_analysis.framework.work import ContextKind, Priority, RequestStatus, Source

__all__ = ["Feedback", "Inspection", "Note", "Recommendation", "Request"]


@dataclass(frozen=True)
class Recommendation:
    """A recommendation of an audit, an inspection, a peer review or scrutiny.

    Attributes
    ----------
    original_due : date
        The date first promised; `due` is the one that holds.
    overdue : bool
        Open, and its date is past.
    """

    recommendation: str
    source: Source
    title: str
    priority: Priority
    directorate: str
    original_due: dt.date
    due: dt.date
    forecast_due: dt.date | None
    closed: dt.date | None
    overdue: bool


@dataclass(frozen=True)
class Inspection:
    """An external rating; `previous_rating` is the one before it, "" for none."""

    body: str
    scope: str
    directorate: str
    rating: str
    published: dt.date
    next: dt.date | None
    previous_rating: str = ""


@dataclass(frozen=True)
class Feedback:
    """A count of what people said in a period, with the periods before it.

    Attributes
    ----------
    organisation : str
        The council or a directorate; the council's is the sum of its parts where it has none of
        its own, and then rests on every part.
    count, denominator : float or None
        The latest; a share where there is a denominator.
    earlier : tuple of (period, count, denominator)
        The oldest first, of the same frequency as the latest.
    """

    organisation: str
    channel: str
    measure: str
    period: str
    count: float | None
    denominator: float | None
    earlier: tuple[tuple[str, float | None, float | None], ...] = ()

    @property
    def share(self) -> float | None:
        """The latest count out of its denominator, in per cent; None where there is none."""
        return _share(self.count, self.denominator)

    @property
    def levels(self) -> tuple[float | None, ...]:
        """Every period's share, or its count where it is no share; the oldest first."""
        rows = (*self.earlier, (self.period, self.count, self.denominator))
        if self.denominator is None:
            return tuple(count for _, count, _ in rows)
        return tuple(_share(count, of) for _, count, of in rows)

    def a_year_before(self, year_starts: int) -> float | None:
        """Return the level of the same period a year earlier; None where it is not known."""
        then = str(Period.parse(self.period, year_starts).same_last_year())
        earlier = zip(self.earlier, self.levels, strict=False)
        return next((level for (period, *_), level in earlier if period == then), None)


def _share(count: float | None, denominator: float | None) -> float | None:
    return 100 * count / denominator if count is not None and denominator else None


@dataclass(frozen=True)
class Request:
    """A request for analysis; for the council itself alone."""

    request: str
    asked_by_role: str
    title: str
    priority: Priority
    due: dt.date | None
    status: RequestStatus
    overdue: bool


@dataclass(frozen=True)
class Note:
    """A piece of the wider context."""

    period: str
    title: str
    kind: ContextKind
    note: str
    link: str
