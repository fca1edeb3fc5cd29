"""What stands around a page's indicators: plan, risks, money, responses and questions."""

from __future__ import annotations

from collections.abc import Callable, Collection

from pmf_analysis.framework.work import LinkKind
from pmf_analysis.judgements.delivery import Action
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.question import Question, Subject
from pmf_analysis.judgements.response import Response
from pmf_analysis.judgements.risk import linked
from pmf_analysis.visuals import delivery, finance, panels, questions, responses, risk, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page

__all__ = ["AroundPage", "around"]

FEW = 8  # questions on a page that is not about questions


def around(
    findings: Findings,
    kept: Collection[Finding],
    belongs: Callable[[Action], bool],
    directorate: str = "",
) -> Picture:
    """Return the part of the picture that stands around some findings.

    Parameters
    ----------
    findings : Findings
        The quarter's.
    kept : collection of Finding
        The page's own.
    belongs : callable
        Says which actions are the page's own.
    directorate : str
        Whose risks and money are the page's own as well; "" for none.
    """
    whole, framework = findings.picture, findings.framework
    # What a directorate merely reports for the whole council is not its own to answer for.
    council = framework.council.code
    indicators = {f.indicator for f in kept if f.organisation == council}
    ties = whole.links
    actions = tuple(a for a in whole.actions if belongs(a))
    codes = {a.action for a in actions}
    about_risk = {
        *linked(ties, LinkKind.RISK, LinkKind.INDICATOR, indicators),
        *linked(ties, LinkKind.RISK, LinkKind.ACTION, codes),
    }
    risks = tuple(
        r
        for r in whole.risks
        if r.risk in about_risk or (directorate and r.directorate == directorate)
    )
    lines = {
        *linked(ties, LinkKind.BUDGET, LinkKind.INDICATOR, indicators),
        *linked(ties, LinkKind.BUDGET, LinkKind.ACTION, codes),
    }
    places = {directorate} if directorate else set[str]()
    if directorate:
        places |= {s.code for s in framework.directorate(directorate).services}
    accounts = tuple(a for a in whole.accounts if a.line in lines or a.organisation in places)
    about = {*indicators, *codes, *(r.risk for r in risks)}
    answers = tuple(r for r in whole.responses if r.about in about)
    seen: dict[Subject, Collection[object]] = {
        Subject.INDICATOR: indicators,
        Subject.ACTION: codes,
        Subject.RISK: {r.risk for r in risks},
        Subject.LINE: {(a.line, a.organisation) for a in accounts},
        Subject.RESPONSE: {r.response for r in answers},
    }
    return Picture(
        actions=actions,
        risks=risks,
        accounts=accounts,
        totals=tuple(t for t in whole.totals if t.organisation in places),
        responses=answers,
        links=ties if actions or risks or accounts else (),
        questions=tuple(q for q in whole.questions if _key(q) in seen[q.subject]),
    )


def _key(question: Question) -> object:
    if question.subject is Subject.LINE:
        return question.code, question.organisation
    return question.code


class AroundPage(Page):
    """A page whose indicators have a plan, risks, money and responses around them."""

    def _codes(self) -> set[str]:
        return set(self.findings.indicators)

    def delivery(self) -> Html:
        """Show where the page's actions stand."""
        if not self.picture.actions:
            return NOTHING
        caption = "What has been promised, when it is due, and where it stands."
        made = delivery.tracker(self.picture.actions, self.framework, self.to, caption)
        what = words.count(len(self.picture.actions), "action")
        return panels.section(self.framework.words.delivery_plan, panels.fold(what, made))

    def risks(self) -> Html:
        """Show the open risks of the page's indicators and actions."""
        mine = [r for r in self.picture.risks if r.open]
        if not mine:
            return NOTHING
        caption = "What could stop it, the most pressing first."
        made = risk.register(mine, self.framework, self.to, caption, picture=self.picture)
        return panels.section("Risks", panels.fold(words.count(len(mine), "risk"), made))

    def spend(self) -> Html:
        """Show the money that is linked to the page's indicators and actions."""
        if not self.picture.accounts:
            return NOTHING
        caption = "What is budgeted, what is expected, and why they differ."
        actions = {a.action for a in self.picture.actions}
        made = finance.linked_spend(
            self.picture, self.framework, caption, indicators=self._codes(), actions=actions
        )
        return panels.section("Money", panels.fold("the money", made))

    def responses(self) -> Html:
        """Show what was decided about the page's indicators, actions and risks."""
        if not self.picture.responses:
            return NOTHING
        open_first = sorted(self.picture.responses, key=_closed)
        made = responses.made(
            open_first,
            self.findings.indicators,
            self.framework,
            self.to,
            self.findings.reported_on,
            "What was decided, the open ones first, and what has moved since.",
            "",
        )
        what = words.count(len(open_first), "response")
        return panels.section("What was done about it", panels.fold(what, made))

    def questions(self, most: int = FEW) -> Html:
        """Show the most pressing questions that the evidence raises; at most `most` of them."""
        asked: tuple[Question, ...] = self.picture.questions[:most]
        if not asked:
            return NOTHING
        made = questions.listed(asked, self.findings, self.to, "")
        what = words.count(len(asked), "question")
        return panels.section("Questions to ask", panels.fold(what, made))


def _closed(response: Response) -> bool:
    return response.closed is not None
