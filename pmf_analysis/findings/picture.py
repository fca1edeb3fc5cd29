"""The whole picture beside the indicators, spelt once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from pmf_analysis.findings import aims, breakdowns, delivered, money, responses, risks, voices
from pmf_analysis.findings.moment import moment
from pmf_analysis.findings.quality import quality
from pmf_analysis.findings.revisions import revisions
from pmf_analysis.findings.threads import thread
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.scrutiny import questions
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES

__all__ = ["picture"]


def picture(
    ledger: Book,
    whole: Book,
    book: Book,
    quarter: Period,
    as_at: dt.date | None,
    audience: Audience,
    findings: Sequence[Finding],
) -> Picture:
    """Find everything beside the indicators.

    Parameters
    ----------
    ledger : Book
        Every vintage there is.
    whole : Book
        As at the day, rolled up and disclosed, internal rows among them: for totals alone.
    book : Book
        What this audience may see of it.
    quarter, as_at, audience
        As `compute`.
    findings : sequence of Finding
        The quarter's.
    """
    when = moment(book.framework, quarter, as_at)
    plan = delivered.actions(book, when)
    woven = thread(book, when, plan)
    # What is tied to something that this edition does not show is no gap.
    broken = {
        (gap.node.key, gap.how) for gap in thread(whole, when, delivered.actions(whole, when)).gaps
    }
    place = {key: position for position, key in enumerate(woven.nodes)}
    made = Picture(
        missing=tuple(t for t in TABLES if t not in book.kept and not TABLES[t].automatic),
        actions=plan,
        objectives=delivered.objectives(book, when),
        risks=risks.risks(book, when),
        accounts=money.accounts(book, when),
        totals=money.totals(whole, when),
        population=money.population(book),
        responses=responses.responses(book, when, findings),
        recommendations=voices.recommendations(book, when),
        inspections=voices.inspections(book, when),
        feedback=voices.feedback(book, whole, when),
        requests=voices.requests(book, when),
        context=voices.context(book, when),
        breakdowns=breakdowns.breakdowns(book, when, findings),
        links=tuple(book["links"].itertuples(index=False, name=None)),
        nodes=tuple(woven.nodes.values()),
        ties=tuple((place[a], place[b]) for a, below in woven.down.items() for b in below),
        gaps=tuple(gap for gap in woven.gaps if (gap.node.key, gap.how) in broken),
        quality=quality(ledger, book, when, findings),
        revisions=revisions(ledger, when, audience),
        aims=aims.aims(book, quarter),
    )
    council = [f for f in findings if f.organisation == book.framework.council.code]
    seen = (made.actions, made.risks, made.accounts, made.responses)
    return replace(made, questions=questions(council, dict(book.indicators), *seen))
