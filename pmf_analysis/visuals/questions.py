"""The words of the questions that scrutiny could ask, each with the figures it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmf_analysis.framework.indicator import Basis, Indicator
from pmf_analysis.judgements.delivery import Action
from pmf_analysis.judgements.evidence import Against
from pmf_analysis.judgements.finance import Account
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.question import Ask, Question, Subject
from pmf_analysis.judgements.response import Response
from pmf_analysis.judgements.risk import Risk
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.visuals import comparison, money, sentences, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.templates import render

__all__ = ["Asked", "asked", "listed"]


@dataclass(frozen=True)
class Asked:
    """A question in words: about what, what is asked, and the figures it rests on."""

    about: str
    code: str
    question: str
    figures: str
    href: str


def asked(question: Question, findings: Findings, to: str) -> Asked:
    """Put a question into words.

    Parameters
    ----------
    question : Question
        One of the picture's; what it is about is among `findings`.
    findings : Findings
        The page's part.
    to : str
        The way from the page to the site's root.
    """
    code, picture = question.code, findings.picture
    match question.subject:
        case Subject.INDICATOR:
            found = next(f for f in findings.council if f.indicator == code)
            asks, rests = _of_indicator(question.ask, found, findings)
            href = f"{to}indicators/{code.lower()}.html"
            return Asked(found.name, code, asks, rests, href)
        case Subject.ACTION:
            action = next(a for a in picture.actions if a.action == code)
            asks, rests = _of_action(question.ask, action)
            return Asked(action.title, code, asks, rests, f"{to}delivery.html")
        case Subject.RISK:
            risk = next(r for r in picture.risks if r.risk == code)
            asks, rests = _of_risk(question.ask, risk, findings)
            return Asked(risk.title, code, asks, rests, f"{to}risk.html")
        case Subject.LINE:
            whose = question.organisation
            account = next(a for a in picture.accounts if (a.line, a.organisation) == (code, whose))
            asks, rests = _of_money(account)
            return Asked(account.title, code, asks, rests, f"{to}finance.html")
        case Subject.RESPONSE:
            response = next(r for r in picture.responses if r.response == code)
            asks, rests = _of_response(question.ask, response, findings)
            about = response.about_name or response.finding
            return Asked(about, response.response, asks, rests, f"{to}responses.html")


def listed(questions: Iterable[Question], findings: Findings, to: str, empty: str) -> Html:
    """Return questions one under another; `empty` is said when there are none."""
    made = [asked(question, findings, to) for question in questions]
    return Html(render("questions.html", questions=made, empty=empty))


_OF_INDICATOR = {
    Ask.WORSE: "What is making it worse, and by when will it meet its target again?",
    Ask.NOT_CAPABLE: "What will be done differently? As it works now it will not reach its target.",
    Ask.MISSING: "Why is there no figure, and when will there be one?",
    Ask.MISMATCH: "Do the figure and its target count the same thing?",
    Ask.WORSENING: "What is behind the change, and what would show that it has stopped?",
    Ask.WORKED: "What worked here, and where else could it help?",
}
_BY_CHANCE = {
    Verdict.UNRELIABLE: "It missed its target, but no more than usual. Is the service being "
    "improved, or is it waiting for a luckier {time}?",
    Verdict.FRAGILE: "It met its target, but could miss it next time by chance. What would make "
    "it reliable?",
}


def _of_indicator(ask: Ask, finding: Finding, findings: Findings) -> tuple[str, str]:
    indicator = findings.indicators[finding.indicator]
    if ask is Ask.BEHIND_OTHERS:
        return _behind(finding, indicator)
    label = findings.framework.rating.label(finding.rating)
    why = sentences.why(finding, indicator, label)
    if finding.verdict is Verdict.MISSING:
        return _OF_INDICATOR[ask], why
    question = _OF_INDICATOR.get(ask) or _BY_CHANCE[finding.verdict].format(
        time=words.unit_of_time(indicator)
    )
    when = words.covered(finding, indicator, findings.framework.council.year_starts)
    figures = [f"{words.figure(finding.value, indicator)} in {when}"]
    target = words.target_words(finding, indicator)
    if target:
        figures.append(f"target {target}")
    if finding.centre is not None:
        figures.append(_usual(finding, indicator))
    return question, f"{words.capital(', '.join(figures))}. {why}"


def _usual(finding: Finding, indicator: Indicator) -> str:
    """The usual range, beside the figure that it is the range of."""
    usual = words.usual_range(finding.lower_limit, finding.upper_limit, indicator)
    if indicator.basis is not Basis.YEAR_TO_DATE:
        return f"usual range {usual}"
    last = next(p.charted for p in reversed(finding.points) if p.charted is not None)
    time = words.unit_of_time(indicator)
    own = words.figure(last, indicator)
    return f"{own} in the {time} itself, for which the usual range is {usual}"


def _behind(finding: Finding, indicator: Indicator) -> tuple[str, str]:
    compared = finding.comparison
    others = compared.others if compared else None
    if compared is None or others is None:
        raise ValueError(f"{finding.indicator} has no comparison to ask about")
    way = "higher" if (others.side or 0) > 0 else "lower"
    question = f"Why is it {way} here than in similar councils, and what do the best of them do?"
    return question, _beside(finding, indicator, others, comparison.standing(compared))


def _beside(finding: Finding, indicator: Indicator, others: Against, standing: str) -> str:
    here, there = words.figure(finding.value, indicator), words.figure(others.value, indicator)
    return f"{here} here, {there} in the rest of the group together; place {standing}."


def _of_action(ask: Ask, action: Action) -> tuple[str, str]:
    now = action.progress
    promised, expected = words.date(now.original_due), words.date(now.expected)
    agreed = ""
    if now.agreed_due != now.original_due:
        agreed = f", agreed since for {words.date(now.agreed_due)}"
    if ask is Ask.ACTION_SILENT:
        heard = words.date(now.last_update) if now.last_update else "never"
        question = "What has happened since the last report?"
        return question, f"Last reported: {heard}. Now expected {expected}."
    if now.overdue:
        question = "Its date has passed. What is left to do, and who is waiting for it?"
    else:
        question = "Why has it slipped, and who is waiting for it?"
    return question, (
        f"Promised for {promised}{agreed}{_expected(action, expected)}. Reported as {now.status}."
    )


def _expected(action: Action, day: str) -> str:
    """When it is now expected, where that is another day than the one agreed."""
    now = action.progress
    if now.expected == now.agreed_due:
        return ", and no new date is given" if now.overdue else ""
    return f", now expected {day}"


def _of_risk(ask: Ask, risk: Risk, findings: Findings) -> tuple[str, str]:
    executive = findings.framework.words.executive
    now = risk.standing
    if now is None:
        question = "Why has nobody reviewed it?"
        return question, f"On the register since {words.date(risk.opened)}."
    if ask is Ask.RISK_HIGH:
        appetite = findings.framework.risk.appetite_for(risk.category)
        question = f"Is {executive} content to carry this, or what will bring it down, and when?"
        return question, f"Scored {now.review.score}; no more than {appetite} is acceptable."
    due = words.date(now.review_due) if now.review_due else ""
    question = "Why has its review not been held?"
    return question, f"Last reviewed {words.date(now.review.reviewed_on)}, due again by {due}."


def _of_money(account: Account) -> tuple[str, str]:
    question = "What explains the difference from what was planned?"
    forecast, budget = (money.amount(a, account.area) for a in (account.forecast, account.budget))
    off = money.distance(account.variance, account.area, account.budget)
    return question, (
        f"{forecast} forecast, {budget} planned: {off}. No explanation has been given."
    )


def _of_response(ask: Ask, response: Response, findings: Findings) -> tuple[str, str]:
    decided = response.decision or response.finding
    if ask is Ask.RESPONSE_LATE:
        due = words.date(response.due) if response.due else ""
        question = "What was decided is past its date. What is left to do?"
        return question, f"Decided: {_stop(decided)} Due {due}."
    indicator = findings.indicators.get(response.about)
    moved = ""
    if indicator is not None:
        then, now = (words.figure(v, indicator) for v in (response.before, response.now))
        moved = f" {then} before, {now} now."
    question = "Nothing beyond chance has got better since. Was it the right decision? What next?"
    raised = words.date(response.raised_on)
    return question, f"Decided on {raised}: {_stop(decided)}{moved}"


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
