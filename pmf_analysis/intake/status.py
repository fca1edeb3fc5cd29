"""Who has returned a quarter's figures, who is late, and what is still missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.framework.period import Period
from pmf_analysis.intake.due import forms
from pmf_analysis.sources.workbook.form import Key
from pmf_analysis.tables.book import Book

__all__ = ["ReturnState", "Returned", "status"]


class ReturnState(StrEnum):
    """How a directorate's return stands."""

    COMPLETE = "complete"
    PARTLY = "partly"
    WAITING = "waiting"
    LATE = "late"


@dataclass(frozen=True)
class Returned:
    """One directorate's return.

    Attributes
    ----------
    directorate, name : str
        Its code and name.
    due : date or None
        The day by which the figures are wanted.
    returned_on : date or None
        When its last workbook was taken in.
    asked : int
        Figures that are due.
    missing : tuple of (indicator, organisation, period)
        Those that are not there.
    state : ReturnState
        Late once the day has passed and something is missing.
    """

    directorate: str
    name: str
    due: dt.date | None
    returned_on: dt.date | None
    asked: int
    missing: tuple[Key, ...]
    state: ReturnState


def status(book: Book, quarter: Period, today: dt.date) -> tuple[Returned, ...]:
    """Return how each directorate stands that owes something.

    Parameters
    ----------
    book : Book
        Every vintage.
    quarter : Period
        Of the report.
    today : date
        Decides who is late.
    """
    receipts = book["receipts"]
    mine = receipts[
        (receipts["kind"] == ArrivalKind.RETURN) & (receipts["quarter"] == str(quarter))
    ]
    last = mine.groupby("directorate")["recorded_on"].max()
    found = []
    for form in forms(book, quarter, today):
        if not form.lines:
            continue
        wanting = [line for line in form.lines if not line.recorded]
        missing = tuple(line.key for line in wanting)
        came = last.get(form.directorate)
        state = ReturnState.COMPLETE
        if missing:
            # A figure that is due later than the return is late after its own day.
            days = [max(line.due or form.due, form.due) for line in wanting if form.due]
            late = any(today > day for day in days)
            waiting = ReturnState.WAITING if came is None else ReturnState.PARTLY
            state = ReturnState.LATE if late else waiting
        found.append(
            Returned(
                form.directorate,
                form.directorate_name,
                form.due,
                None if came is None else came.date(),
                len(form.lines),
                missing,
                state,
            )
        )
    return tuple(found)
