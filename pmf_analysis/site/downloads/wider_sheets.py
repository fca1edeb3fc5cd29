"""The sheets beside the indicators: plan, risks, money, responses and corrections."""

from __future__ import annotations

from collections.abc import Callable

from pmf_analysis.judgements.delivery import Action
from pmf_analysis.judgements.finance import Account
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.response import Response
from pmf_analysis.judgements.revision import Revision
from pmf_analysis.judgements.risk import Risk
from pmf_analysis.site.downloads.sheets import Sheet, sheet
from pmf_analysis.visuals import words

__all__ = ["wider"]


def wider(findings: Findings) -> list[Sheet]:
    """Return the sheets of a quarter's wider picture; what the council does not keep is empty."""
    picture = findings.picture
    plan = words.capital(findings.framework.words.delivery_plan)
    return [
        sheet("Actions", f"{plan}: every action", _actions(findings), picture.actions),
        sheet("Risks", "Every risk and its score", _risks(findings), picture.risks),
        sheet("Money", "Every line of the budget", _money(findings), picture.accounts),
        sheet("Responses", "What was decided about poor performance", _ANSWERS, picture.responses),
        sheet("Corrections", "Figures corrected since", _corrections(findings), picture.revisions),
    ]


def _actions(findings: Findings) -> dict[str, Callable[[Action], object]]:
    framework = findings.framework
    own, themes = framework.words, {t.code: t.name for t in framework.themes}
    return {
        "Code": lambda a: a.action,
        "Title": lambda a: a.title,
        "Kind": lambda a: a.kind,
        f"Its {own.theme}": lambda a: themes.get(a.theme),
        f"Its {own.directorate}": lambda a: framework.organisation_name(a.directorate),
        "Leads it": lambda a: a.lead_role,
        "Status": lambda a: a.progress.status,
        "Per cent done": lambda a: a.progress.percent,
        "First promised for": lambda a: a.progress.original_due,
        "Now expected": lambda a: a.progress.expected,
        "Overdue": lambda a: a.progress.overdue,
        "Last report": lambda a: a.progress.text,
    }


def _risks(findings: Findings) -> dict[str, Callable[[Risk], object]]:
    framework = findings.framework
    return {
        "Code": lambda r: r.risk,
        "Title": lambda r: r.title,
        "Register": lambda r: r.register,
        "Nature": lambda r: r.nature,
        f"Its {framework.words.directorate}": lambda r: framework.organisation_name(r.directorate),
        "Answers for it": lambda r: r.owner_role,
        "Likelihood": lambda r: r.standing.review.likelihood if r.standing else None,
        "Impact": lambda r: r.standing.review.impact if r.standing else None,
        "Band": lambda r: r.standing.band if r.standing else None,
        "Above appetite": lambda r: r.standing.above_appetite if r.standing else None,
        "Next review due": lambda r: r.standing.review_due if r.standing else None,
        "Still to do": lambda r: r.standing.review.further_action if r.standing else None,
    }


def _money(findings: Findings) -> dict[str, Callable[[Account], object]]:
    framework = findings.framework
    return {
        "Code": lambda a: a.line,
        "Title": lambda a: a.title,
        "Organisation": lambda a: framework.organisation_name(a.organisation),
        "Kind": lambda a: a.area,
        "Period": lambda a: a.period,
        "Budget": lambda a: a.budget,
        "Actual": lambda a: a.actual,
        "Forecast": lambda a: a.forecast,
        "Variance": lambda a: a.variance,
        "Rating": lambda a: framework.rating.label(a.rating),
        "Explanation": lambda a: a.explanation,
    }


_ANSWERS: dict[str, Callable[[Response], object]] = {
    "Code": lambda r: r.response,
    "About": lambda r: r.about,
    "Name": lambda r: r.about_name,
    "Raised at": lambda r: r.raised_at,
    "Raised on": lambda r: r.raised_on,
    "What was found": lambda r: r.finding,
    "What was decided": lambda r: r.decision,
    "Answers for it": lambda r: r.owner_role,
    "Due": lambda r: r.due,
    "Closed": lambda r: r.closed,
    "Outcome": lambda r: r.outcome,
}


def _corrections(findings: Findings) -> dict[str, Callable[[Revision], object]]:
    framework = findings.framework
    return {
        "Code": lambda r: r.indicator,
        "Name": lambda r: findings.indicators[r.indicator].name,
        "Organisation": lambda r: framework.organisation_name(r.organisation),
        "Period": lambda r: r.period,
        "What was corrected": lambda r: r.revised.lower().replace("_", " "),
        "Published in": lambda r: r.published_in,
        "Corrected on": lambda r: r.changed_on,
        "Published as": lambda r: r.was,
        "Now": lambda r: r.now,
        "Why": lambda r: r.why,
    }
