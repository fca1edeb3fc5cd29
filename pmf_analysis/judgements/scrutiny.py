"""Questions that scrutiny could ask, made from the evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import Nature
from pmf_analysis.judgements.delivery import Action
from pmf_analysis.judgements.finance import Account
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.question import Ask, Question, Subject
from pmf_analysis.judgements.response import Moved, Response
from pmf_analysis.judgements.risk import Risk
from pmf_analysis.judgements.verdict import Verdict

__all__ = ["questions"]

LATE = dt.timedelta(days=90)  # an action that slipped by a quarter is worth a question

_OF_VERDICT = {
    Verdict.ACT: Ask.WORSE,
    Verdict.REDESIGN: Ask.NOT_CAPABLE,
    Verdict.MISSING: Ask.MISSING,
    Verdict.MISMATCH: Ask.MISMATCH,
    Verdict.WATCH: Ask.WORSENING,
    Verdict.WORSENING: Ask.WORSENING,
    Verdict.UNRELIABLE: Ask.CHANCE,
    Verdict.FRAGILE: Ask.CHANCE,
    Verdict.RECOVERING: Ask.WORKED,
    Verdict.ADVANCING: Ask.WORKED,
    Verdict.IMPROVING: Ask.WORKED,
}
_ORDER = {ask: place for place, ask in enumerate(Ask)}


def questions(
    findings: Sequence[Finding],
    indicators: dict[str, Indicator],
    actions: Sequence[Action],
    risks: Sequence[Risk],
    accounts: Sequence[Account],
    responses: Sequence[Response],
) -> tuple[Question, ...]:
    """Return the questions that the evidence of a quarter gives rise to, most pressing first.

    Parameters
    ----------
    findings : sequence of Finding
        The council's own; of one indicator the more pressing question alone is asked, and
        beside it how the council compares.
    indicators, actions, risks, accounts, responses
        What this edition shows.
    """
    ranked = sorted(findings, key=lambda f: (f.place_in_exceptions is None, f.urgency))
    made = [
        *_of_indicators(ranked, indicators),
        *_of_responses(responses, {f.indicator: f for f in findings}),
        *_of_actions(actions),
        *_of_risks(risks),
        *(
            Question(Ask.MONEY, Subject.LINE, a.line, a.organisation)
            for a in accounts
            if a.owes_explanation
        ),
    ]
    return tuple(sorted(dict.fromkeys(made), key=lambda question: _ORDER[question.ask]))


def _of_indicators(
    findings: Iterable[Finding], indicators: dict[str, Indicator]
) -> Iterator[Question]:
    for finding in findings:
        if not finding.shown:
            continue
        ask = _OF_VERDICT.get(finding.verdict)
        if ask:
            yield Question(ask, Subject.INDICATOR, finding.indicator)
        if _behind(finding, indicators[finding.indicator].polarity):
            yield Question(Ask.BEHIND_OTHERS, Subject.INDICATOR, finding.indicator)


def _behind(finding: Finding, polarity: Polarity) -> bool:
    """Whether the council is worse than the rest of its group by more than chance."""
    others = finding.comparison.others if finding.comparison else None
    if others is None or not others.side:
        return False
    return {Polarity.HIGHER: -1, Polarity.LOWER: 1}.get(polarity) == others.side


def _of_actions(actions: Iterable[Action]) -> Iterator[Question]:
    for action in actions:
        now = action.progress
        if now.ended_on is not None:
            continue
        if now.overdue or now.expected - now.original_due >= LATE:
            yield Question(Ask.ACTION_LATE, Subject.ACTION, action.action)
        if now.stalled:
            yield Question(Ask.ACTION_SILENT, Subject.ACTION, action.action)


def _of_risks(risks: Iterable[Risk]) -> Iterator[Question]:
    for risk in risks:
        if risk.closed is not None or risk.nature is Nature.OPPORTUNITY:
            continue
        if risk.standing is not None and risk.standing.above_appetite:
            yield Question(Ask.RISK_HIGH, Subject.RISK, risk.risk)
        if risk.standing is None or risk.standing.overdue:
            yield Question(Ask.RISK_UNREVIEWED, Subject.RISK, risk.risk)


def _of_responses(
    responses: Iterable[Response], findings: dict[str, Finding]
) -> Iterator[Question]:
    for response in responses:
        if response.overdue:
            yield Question(Ask.RESPONSE_LATE, Subject.RESPONSE, response.response)
        about = findings.get(response.about) if response.about_kind == "indicator" else None
        off = about is not None and about.rating in {Rating.RED, Rating.AMBER}
        if off and response.moved in {Moved.NO_CHANGE, Moved.WORSE}:
            yield Question(Ask.RESPONSE_FAILED, Subject.RESPONSE, response.response)
