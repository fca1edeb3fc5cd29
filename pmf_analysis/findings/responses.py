"""What was done about poor performance, and whether anything moved since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pmf_analysis.findings.judged import rule_set
from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.evidence import Happening
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.response import Response, moved
from pmf_analysis.tables.book import Book

__all__ = ["happenings_of", "marked", "responses"]

MOST_ON_A_CHART = 3  # labels that a chart can carry and still be read


def responses(book: Book, moment: Moment, findings: Sequence[Finding]) -> tuple[Response, ...]:
    """Return the audit trail, the latest first."""
    ledger = book["responses"]
    ledger = ledger[ledger["recorded_on"] <= pd.Timestamp(moment.day)]
    ledger = ledger.sort_values("recorded_on", kind="stable")
    raised = ledger.groupby("response")["recorded_on"].first()
    latest = ledger.drop_duplicates("response", keep="last")
    named = _named(book)
    made = [
        _response(row, raised[row["response"]].date(), moment.day, named)
        for row in latest.to_dict("records")
    ]
    made.sort(key=lambda r: r.response)
    made.sort(key=lambda r: r.raised_on, reverse=True)
    return tuple(_followed(r, book, findings) for r in made)


def _named(book: Book) -> dict[str, tuple[str, str]]:
    """The kind and the name of all that a response may be about, by its code."""
    named = {code: ("indicator", i.name) for code, i in book.indicators.items()}
    for kind in ("risk", "action"):
        frame = book[f"{kind}s"]
        named |= {c: (kind, t) for c, t in zip(frame[kind], frame["title"], strict=True)}
    return named


def _response(
    row: Mapping[Any, Any], raised_on: dt.date, day: dt.date, named: Mapping[str, tuple[str, str]]
) -> Response:
    due, closed = _day(row["due"]), _day(row["closed"])
    closed = closed if closed and closed <= day else None
    kind, name = named.get(row["about"], ("", ""))
    return Response(
        response=row["response"],
        about_kind=kind,
        about=row["about"] if kind else "",
        about_name=name,
        raised_at=row["raised_at"],
        raised_on=raised_on,
        finding=row["finding"],
        decision=row["decision"],
        owner_role=row["owner_role"],
        due=due,
        closed=closed,
        outcome=row["outcome"],
        overdue=closed is None and due is not None and due < day,
    )


def _day(cell: Any) -> dt.date | None:
    return None if pd.isna(cell) else cell.date()


def _followed(response: Response, book: Book, findings: Sequence[Finding]) -> Response:
    """Add what the indicator has done since."""
    if response.about_kind != "indicator":
        return response
    indicator = book.indicators[response.about]
    finding = _chart_of(response.about, indicator.directorate, book.framework, findings)
    if finding is None:
        return response
    points = finding.points
    periods = [book.framework.period(point.period) for point in points]
    since = next((k for k, p in enumerate(periods) if p.start > response.raised_on), len(points))
    before = [p.charted for p in points[:since] if p.charted is not None]
    after = [p for p in points[since:] if p.charted is not None]
    return replace(
        response,
        moved=moved(points, since, indicator, finding.chart, rule_set(book.framework.spc)),
        judged_at=finding.organisation,
        since_period=str(_first_after(response.raised_on, periods)),
        before=before[-1] if before else None,
        now=after[-1].charted if after else None,
        now_period=after[-1].period if after else "",
        points_since=len(after),
    )


def _chart_of(
    indicator: str, directorate: str, framework: Framework, findings: Sequence[Finding]
) -> Finding | None:
    """The council's own finding of an indicator, else its directorate's, else any's."""
    found = {f.organisation: f for f in findings if f.indicator == indicator and f.points}
    for organisation in (framework.council.code, directorate, *framework.organisations):
        if organisation in found:
            return found[organisation]
    return None


def _first_after(day: dt.date, periods: Sequence[Period]) -> Period:
    """The first period of a series that starts after a day, even one still to come."""
    first = next((p for p in periods if p.start > day), periods[-1])
    while first.start <= day:
        first = first.next()
    return first


def happenings_of(responses: Iterable[Response], finding: Finding, starts: int) -> list[Happening]:
    """Return the latest responses to an indicator as notes for its chart, oldest first.

    Parameters
    ----------
    responses : iterable of Response
        The latest first; those judged on another organisation's chart are left out, and those
        raised in no period of this one.
    finding : Finding
        With the points that are drawn.
    starts : int
        First month of the council's year, to read periods with.
    """
    periods = [Period.parse(point.period, starts) for point in finding.points]
    told = []
    for response in responses:
        if (response.about, response.judged_at) != finding.key:
            continue
        day = response.raised_on
        raised_in = next((str(p) for p in periods if p.start <= day <= p.end), "")
        if raised_in:
            label, why = f"Response {response.response}", response.decision or response.finding
            told.append(Happening(raised_in, label, False, False, why, response.raised_at))
    return told[:MOST_ON_A_CHART][::-1]


def marked(
    findings: Iterable[Finding], responses: Sequence[Response], framework: Framework
) -> tuple[Finding, ...]:
    """Return findings with the responses to each among the happenings of its chart."""
    starts = framework.council.year_starts
    return tuple(
        replace(f, happenings=(*f.happenings, *happenings_of(responses, f, starts)))
        for f in findings
    )
