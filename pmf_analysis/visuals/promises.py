"""What services promised: their plans' objectives, and the standards that they publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import ObjectiveKind, ObjectiveStatus
from pmf_analysis.judgements.delivery import Action
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.objective import Objective, objective_rating
from pmf_analysis.visuals import delivery, progress, scorecard, tallies, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.progress import short_date
from pmf_analysis.visuals.scorecard import RatingMark, rating_mark
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = ["by_kind", "counted", "met", "objectives", "standards", "standing"]

KINDS = {
    ObjectiveKind.OBJECTIVE: "Objective",
    ObjectiveKind.CHANGE: "Change project",
    ObjectiveKind.WORKFORCE: "Workforce",
}
PASSED = "Past its date"
# A standard is met when its indicator's target is.
_MET = {
    Rating.GREEN: "Met",
    Rating.AMBER: "Nearly met",
    Rating.RED: "Not met",
    Rating.NO_TARGET: "No target to judge it by",
}


@dataclass(frozen=True)
class Tie:
    """What an objective is measured or carried by: its mark, name, address and figure."""

    mark: RatingMark | None
    name: str
    href: str
    text: str


def by_kind(entries: Iterable[Objective]) -> list[Objective]:
    """Return objectives, then change projects, then what is promised of the workforce."""
    return sorted(entries, key=lambda entry: list(ObjectiveKind).index(entry.kind))


def label(objective: Objective, framework: Framework) -> str:
    """Return the word for where an objective stands; the council's own for complete."""
    if objective.overdue:
        return PASSED
    if objective.status is ObjectiveStatus.COMPLETE:
        return framework.rating.label(Rating.BLUE)
    return words.capital(objective.status)


def counted(entries: Sequence[Objective], framework: Framework) -> str:
    """Count the entries by status in a sentence: One complete, eight on track."""
    said = standing(entries, framework)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def standing(entries: Sequence[Objective], framework: Framework) -> str:
    """Count the entries by status within a sentence: one complete, eight on track."""
    return tallies.split([label(objective, framework) for objective in entries], _order(framework))


def _order(framework: Framework) -> list[str]:
    complete = framework.rating.label(Rating.BLUE)
    return [complete, *(words.capital(s) for s in ObjectiveStatus), PASSED]


def objectives(
    entries: Iterable[Objective], findings: Findings, framework: Framework, to: str, caption: str
) -> Html:
    """Show entries of service plans with what they are tied to.

    Parameters
    ----------
    entries : iterable of Objective
        In the order in which they are shown.
    findings : Findings
        Holds the findings and actions that the entries may be tied to.
    framework : Framework
        The council's words.
    to : str
        The way from the page to the site's root, such as ``../``.
    caption : str
        Said above the table.
    """
    columns = [
        Column("What was promised"),
        Column("Lead"),
        Column("Due"),
        Column("Status"),
        Column("Tied to"),
        Column("What this means"),
    ]
    rows = [
        [
            Cell(entry.title, _about(entry)),
            Cell(entry.lead_role or "No lead named"),
            _due(entry),
            Cell(mark=_mark(entry, framework)),
            _tied(entry, findings, framework, to),
            Cell(_meaning(entry), _aim(entry)),
        ]
        for entry in entries
    ]
    return table(caption, columns, rows, f"No {framework.words.service} plan has anything here.")


def _about(entry: Objective) -> str:
    return f"{entry.objective} · {KINDS[entry.kind]} · {entry.plan}"


def _mark(entry: Objective, framework: Framework) -> RatingMark:
    like = rating_mark(objective_rating(entry), framework)
    return RatingMark(like.shape, label(entry, framework), like.css)


def _due(entry: Objective) -> Cell:
    if entry.due is None:
        return Cell("No date")
    moved = entry.first_due and entry.first_due != entry.due
    first = f"first promised {short_date(entry.first_due)}" if entry.first_due and moved else ""
    return Cell(short_date(entry.due), first)


def _meaning(entry: Objective) -> str:
    """Its status beside its date, and what it was a quarter ago."""
    now, before = entry.status, entry.previous_status
    said = f"{words.capital(now)}"
    if entry.overdue and entry.due:
        said = f"Reported {now}, but its date, {words.date(entry.due)}, has passed"
    if before is None:
        return f"{said}; new in the plan this quarter."
    if before is now:
        return f"{said}, as last quarter."
    return f"{said}; last quarter it was {before}."


def _aim(entry: Objective) -> str:
    """What the promise is for, or what came of it; named, so that nobody reads it as a fact."""
    if not entry.outcome:
        return ""
    done = entry.status is ObjectiveStatus.COMPLETE
    return f"{'What came of it' if done else 'Aim'}: {entry.outcome}"


def _tied(entry: Objective, findings: Findings, framework: Framework, to: str) -> Cell:
    ties = []
    measured = findings.indicators.get(entry.indicator)
    if measured:
        ties.append(_measure(entry, measured, findings, framework, to))
    carried = next((a for a in findings.picture.actions if a.action == entry.action), None)
    if carried:
        ties.append(_carrier(carried, framework, to))
    if not ties:
        word = framework.words.indicator
        return Cell(f"Tied to no {word} and no action", css="v-quiet")
    return Cell(piece=Html(render("tied.html", ties=ties)))


def _measure(
    entry: Objective, measured: Indicator, findings: Findings, framework: Framework, to: str
) -> Tie:
    found = {f.organisation: f for f in findings.findings if f.indicator == measured.indicator}
    parent = framework.parents.get(entry.service, "")
    places = (entry.service, parent, framework.council.code)
    finding = next((found[place] for place in places if place in found), None)
    if finding is None:
        return Tie(None, measured.name, "", "no figure yet")
    row = scorecard.row(finding, measured, framework, to)
    return Tie(row.rating, measured.name, row.href, f"{row.value}, {row.period}")


def _carrier(action: Action, framework: Framework, to: str) -> Tie:
    now = action.progress
    done = "" if now.percent is None else f"{now.percent}% done"
    mark = progress.mark(now.standing, framework)
    return Tie(mark, action.title, delivery.href(action.action, to), done)


def met(finding: Finding, framework: Framework) -> str:
    """Say whether a published standard is met, by its indicator's rating."""
    return _MET.get(finding.rating, framework.rating.label(finding.rating))


def standards(
    findings: Iterable[Finding],
    indicators: Mapping[str, Indicator],
    framework: Framework,
    to: str,
    caption: str,
    at: str = "",
) -> Html:
    """Show the published standards of some findings' indicators, and whether each is met.

    Parameters
    ----------
    findings : iterable of Finding
        Of indicators that have a standard.
    indicators : mapping of str to Indicator
        The catalogue.
    framework : Framework
        The council's words.
    to : str
        The way from the page to the site's root, such as ``../``.
    caption : str
        Said above the table.
    at : str
        The organisation that the page is about, whose name need not be said again.
    """
    word = framework.words.standard
    columns = [
        Column(words.capital(word)),
        Column("Now", numeric=True),
        Column("Target", numeric=True),
        Column("Met?"),
        Column("Measured by"),
        Column("What this means"),
    ]
    rows = []
    for finding in findings:
        indicator = indicators[finding.indicator]
        row = scorecard.row(finding, indicator, framework, to, at)
        mark = RatingMark(row.rating.shape, met(finding, framework), row.rating.css)
        rows.append(
            [
                Cell(indicator.standard),
                Cell(row.value),
                Cell(row.target or "none"),
                Cell(mark=mark),
                Cell(indicator.name, f"{row.code} · {row.period}", row.href),
                Cell(row.verdict, row.why, css=row.verdict_css),
            ]
        )
    return table(caption, columns, rows, f"No {word} has been published here.")
