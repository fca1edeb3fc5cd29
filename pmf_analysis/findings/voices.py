"""What others say, from its tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from pmf_analysis.findings.heard import heard
from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.work import ContextKind, Priority, RequestStatus, Source
from pmf_analysis.judgements.voices import Feedback, Inspection, Note, Recommendation, Request
from pmf_analysis.tables.book import Book

__all__ = ["context", "feedback", "inspections", "recommendations", "requests"]

YEARS_OF_CONTEXT = 3


def recommendations(book: Book, moment: Moment) -> tuple[Recommendation, ...]:
    """Return the recommendations that were open at some time since the quarter before."""
    rows = _by(book["audits"], moment.day)
    promised = rows.groupby("recommendation")["due"].first()
    latest = rows.drop_duplicates("recommendation", keep="last").sort_index()
    made = (
        _recommendation(row, promised[row["recommendation"]], moment.day)
        for row in latest.to_dict("records")
    )
    return tuple(r for r in made if r.closed is None or r.closed > moment.before)


def _recommendation(row: dict[Any, Any], promised: Any, day: dt.date) -> Recommendation:
    closed, due = _day(row["closed"]), row["due"].date()
    closed = closed if closed and closed <= day else None
    return Recommendation(
        recommendation=row["recommendation"],
        source=Source(row["source"]),
        title=row["title"],
        priority=Priority(row["priority"]),
        directorate=row["directorate"],
        original_due=promised.date(),
        due=due,
        forecast_due=_day(row["forecast_due"]),
        closed=closed,
        overdue=closed is None and due < day,
    )


def inspections(book: Book, moment: Moment) -> tuple[Inspection, ...]:
    """Return the external ratings in force, in the order of the table."""
    rows = _by(book["inspections"], moment.day)
    rows = rows[rows["published"] <= pd.Timestamp(moment.day)]
    found: dict[tuple[str, str], dict[pd.Timestamp, dict[Any, Any]]] = {}
    for row in rows.sort_index().to_dict("records"):
        found.setdefault((row["body"], row["scope"]), {})
    for row in rows.to_dict("records"):  # a correction of one report stands in its place
        found[row["body"], row["scope"]][row["published"]] = row
    return tuple(_inspection(of_scope) for of_scope in found.values())


def _inspection(reports: dict[pd.Timestamp, dict[Any, Any]]) -> Inspection:
    *earlier, last = (reports[published] for published in sorted(reports))
    return Inspection(
        body=last["body"],
        scope=last["scope"],
        directorate=last["directorate"],
        rating=last["rating"],
        published=last["published"].date(),
        next=_day(last["next"]),
        previous_rating=earlier[-1]["rating"] if earlier else "",
    )


def feedback(book: Book, whole: Book, moment: Moment) -> tuple[Feedback, ...]:
    """Return what people said, rolled up from `whole`, for organisations that `book` may show."""
    return heard(book, whole, moment.quarter)


def requests(book: Book, moment: Moment) -> tuple[Request, ...]:
    """Return the requests for analysis, in the order of the table."""
    rows = _by(book["requests"], moment.day).drop_duplicates("request", keep="last").sort_index()
    return tuple(_request(row, moment.day) for row in rows.to_dict("records"))


def _request(row: dict[Any, Any], day: dt.date) -> Request:
    due, status = _day(row["due"]), RequestStatus(row["status"])
    return Request(
        request=row["request"],
        asked_by_role=row["asked_by_role"],
        title=row["title"],
        priority=Priority(row["priority"]),
        due=due,
        status=status,
        overdue=status is RequestStatus.OPEN and due is not None and due < day,
    )


def context(book: Book, moment: Moment) -> tuple[Note, ...]:
    """Return what is going on around the council, the latest first.

    A note counts from when its period has begun until three years after it has ended.
    """
    rows = _by(book["context"], moment.day).drop_duplicates(["period", "title"], keep="last")
    read = {text: book.framework.period(text) for text in rows["period"].unique()}
    ends = moment.quarter.end
    oldest = moment.quarter.shift(-YEARS_OF_CONTEXT * moment.quarter.frequency.per_year).end
    there = [t for t, p in read.items() if p.start <= ends and p.end > oldest]
    rows = rows[rows["period"].isin(there)].sort_index()
    ordered = sorted(rows.to_dict("records"), key=lambda row: read[row["period"]], reverse=True)
    return tuple(
        Note(row["period"], row["title"], ContextKind(row["kind"]), row["note"], row["link"])
        for row in ordered
    )


def _by(ledger: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """The rows recorded by the end of a day, the earliest recorded first."""
    known = ledger[ledger["recorded_on"] <= pd.Timestamp(day)]
    return known.sort_values("recorded_on", kind="stable")


def _day(cell: Any) -> dt.date | None:
    return None if pd.isna(cell) else cell.date()
