"""Questions that scrutiny could ask, made from the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.question import Ask, Question, Subject
from pmf_analysis.visuals import panels, questions, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import Page

__all__ = ["QuestionsPage"]

TEN = 10
_GROUPS = (
    ("About what has got worse", (Ask.WORSE, Ask.WORSENING)),
    ("About what will not get there as it works now", (Ask.NOT_CAPABLE,)),
    ("About figures that are missing or do not fit", (Ask.MISSING, Ask.MISMATCH)),
    ("About what was decided", (Ask.RESPONSE_FAILED, Ask.RESPONSE_LATE)),
    ("About the plan", (Ask.ACTION_LATE, Ask.ACTION_SILENT)),
    ("About risks", (Ask.RISK_HIGH, Ask.RISK_UNREVIEWED)),
    ("About money", (Ask.MONEY,)),
    ("About how we compare", (Ask.BEHIND_OTHERS,)),
    ("About what chance may have decided", (Ask.CHANCE,)),
    ("About what worked", (Ask.WORKED,)),
)


class QuestionsPage(Page):
    """What scrutiny could ask."""

    kind = "questions"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where there is anything to ask."""
        return ("",) if findings.picture.questions else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return what the questions are about."""
        whole = findings.picture
        about = {(q.subject, q.code) for q in whole.questions}
        lines = {(q.code, q.organisation) for q in whole.questions if q.subject is Subject.LINE}
        responses = [r for r in whole.responses if (Subject.RESPONSE, r.response) in about]
        kept = replace(
            Picture(),
            questions=whole.questions,
            actions=tuple(a for a in whole.actions if (Subject.ACTION, a.action) in about),
            risks=tuple(r for r in whole.risks if (Subject.RISK, r.risk) in about),
            accounts=tuple(a for a in whole.accounts if (a.line, a.organisation) in lines),
            responses=tuple(responses),
        )
        wanted = {q.code for q in whole.questions if q.subject is Subject.INDICATOR}
        wanted |= {r.about for r in responses}
        return cls.only(findings, (f for f in findings.council if f.indicator in wanted), kept)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return f"Questions for the {findings.framework.words.scrutiny}"

    def lede(self) -> str:
        """Say how many there are and where they come from."""
        number = words.count(len(self.picture.questions), "question")
        return f"{words.capital(number)} that the evidence raises, each with what it rests on."

    def first(self, most: int = TEN) -> Html:
        """Show the most pressing questions, one a subject; a meeting has time for few."""
        asked: dict[tuple[Subject, str, str], Question] = {}
        for question in self.picture.questions:
            key = (question.subject, question.code, question.organisation)
            asked.setdefault(key, question)
        return questions.listed(list(asked.values())[:most], self.findings, self.to, "")

    def groups(self) -> Html:
        """Show the questions by what they are about, the most pressing first."""
        sections = []
        for heading, asks in _GROUPS:
            mine = [q for q in self.picture.questions if q.ask in asks]
            if mine:
                made = questions.listed(mine, self.findings, self.to, "")
                what = words.count(len(mine), "question")
                sections.append((heading, panels.fold(what, made)))
        return panels.sections(sections)
