"""The delivery plan in tables: where each action stands, what needs attention, what moved."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.delivery import Action, Milestone, Standing, attention, changed
from pmf_analysis.judgements.progress import STALLED_AFTER
from pmf_analysis.visuals import progress, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.progress import short_date
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = ["attended", "href", "moved", "tracker"]


def href(action: str, to: str) -> str:
    """Return where an action stands on the page of the delivery plan."""
    return f"{to}delivery.html#{_anchor(action)}"


def _anchor(action: str) -> str:
    return f"action-{action.lower()}"


def tracker(
    actions: Iterable[Action],
    framework: Framework,
    to: str,
    caption: str,
    *,
    here: bool = False,
) -> Html:
    """Show where actions stand: status, dates, past quarters, what was said, milestones.

    Parameters
    ----------
    actions : iterable of Action
        In the order in which they are shown.
    framework : Framework
        The council's words.
    to : str
        The way from the page to the site's root, such as ``../``.
    caption : str
        Said above the table.
    here : bool
        Whether other pages link to this table; elsewhere each action links to it.
    """
    columns = [
        Column("Action"),
        Column("Status"),
        Column("Due"),
        Column("Earlier quarters"),
        Column("What this means"),
    ]
    rows = [
        [
            _named(action, "" if here else href(action.action, to), here=here),
            _standing(action, framework),
            _due(action),
            _history(action, framework),
            Cell(piece=_said(action, framework)),
        ]
        for action in actions
    ]
    return table(caption, columns, rows, _empty(framework))


def _empty(framework: Framework) -> str:
    return f"No action of the {framework.words.delivery_plan} belongs here."


def _named(action: Action, link: str, *, here: bool = False) -> Cell:
    lead = action.lead_role or "no lead named"
    under = f"{action.action} · {action.kind} · {lead}"
    anchor = Html(render("anchor.html", id=_anchor(action.action))) if here else None
    return Cell(action.title, under, link, piece=anchor)


def _standing(action: Action, framework: Framework) -> Cell:
    now = action.progress
    done = "" if now.percent is None else f"{now.percent}% done"
    return Cell(mark=progress.mark(now.standing, framework), under=done)


def _due(action: Action) -> Cell:
    now = action.progress
    before = []
    if now.revisions:
        before.append(f"first promised {short_date(now.original_due)}")
    if progress.ending(now):
        before.append(progress.ending(now))
    return Cell(short_date(now.agreed_due), "; ".join(before))


def _history(action: Action, framework: Framework) -> Cell:
    drawn = progress.earlier(action.history, framework)
    if drawn is None:
        return Cell("New in the plan" if action.previous is None else "")
    since = f"from {action.history[-progress.MOST_QUARTERS :][0].quarter}"
    return Cell(piece=drawn, under=since)


def _said(action: Action, framework: Framework) -> Html:
    now = action.progress
    group = next((g.name for g in framework.groups if g.code == action.group), "")
    mission = next((m.name for m in framework.missions if m.code == action.mission), "")
    facts = [
        ("Means", action.resources),
        ("Portfolio", action.portfolio_role),
        ("Mission", mission),
        ("Overseen by", group),
    ]
    return Html(
        render(
            "said.html",
            title=action.title,
            remarks=progress.remarks(action) or [_plain(action)],
            text=now.text,
            told=words.date(now.last_update) if now.last_update else "",
            summary=_milestones(action),
            milestones=[_milestone(m, framework) for m in action.milestones],
            facts=[(name, fact) for name, fact in facts if fact],
        )
    )


def _plain(action: Action) -> str:
    """What is said where nothing is out of the ordinary."""
    return f"Expected by {words.date(action.progress.expected)}, as first promised."


def _milestones(action: Action) -> str:
    if not action.milestones:
        return "More"
    done = sum(m.progress.standing is Standing.COMPLETE for m in action.milestones)
    late = len(action.late_milestones)
    every = len(action.milestones)
    said = f"{words.capital(words.count(every, 'milestone'))}, {_of(done, every)} done"
    return f"{said}, {_of(late, every)} late" if late else said


def _of(n: int, every: int) -> str:
    return "all" if n == every > 1 else words.count(n) if n else "none"


def _milestone(milestone: Milestone, framework: Framework) -> dict[str, object]:
    now = milestone.progress
    after = progress.ending(now)
    dates = f"due {short_date(now.agreed_due)}{f', {after}' if after else ''}"
    return {
        "mark": progress.mark(now.standing, framework),
        "title": milestone.title,
        "dates": dates,
    }


def attended(actions: Iterable[Action], framework: Framework, to: str) -> Html:
    """Show the actions that need attention, the most slipped first."""
    columns = [
        Column("Action"),
        Column("Status"),
        Column("First promised"),
        Column("Agreed"),
        Column("Now expected"),
        Column("Why it is here"),
    ]
    rows = [
        [
            _named(action, href(action.action, to)),
            _standing(action, framework),
            Cell(short_date(action.progress.original_due)),
            Cell(short_date(action.progress.agreed_due)),
            Cell(progress.expected(action.progress), _slip(action)),
            _why(action),
        ]
        for action in attention(actions)
    ]
    caption = (
        "Late or at risk; or with a milestone late, though reported on track; or without a "
        f"report for more than {STALLED_AFTER.days} days. The most slipped first."
    )
    return table(caption, columns, rows, "Nothing needs attention this quarter.")


def _why(action: Action) -> Cell:
    """What is amiss beyond the status, above the latest words; or the words alone."""
    text = action.progress.text or "No reason has been given."
    reasons = " ".join(progress.reasons(action))
    return Cell(reasons, text) if reasons else Cell(text)


def _slip(action: Action) -> str:
    now = action.progress
    if progress.passed(now):
        return f"{progress.slipped(now.lateness)} already"
    return progress.slipped(now.slippage)


def moved(actions: Iterable[Action], framework: Framework, to: str) -> Html:
    """Show the actions whose status or expected date moved since last quarter."""
    columns = [
        Column("Action"),
        Column("Last quarter"),
        Column("Now"),
        Column("Expected"),
        Column("What was said"),
    ]
    rows = []
    for action in actions:
        before, now = action.previous, action.progress
        if before is None or not changed(action):
            continue
        shift = "" if now.ended_on else _shift((now.expected - before.expected).days)
        if progress.passed(now):
            shift = f"last expected {short_date(now.expected)}"
        rows.append(
            [
                _named(action, href(action.action, to)),
                Cell(mark=progress.mark(before.standing, framework)),
                Cell(mark=progress.mark(now.standing, framework)),
                Cell(progress.expected(now), shift),
                Cell(now.text or "Nothing was said."),
            ]
        )
    caption = "Whose status or expected date is no longer what it was in last quarter's report."
    return table(caption, columns, rows, "Nothing moved since last quarter.")


def _shift(days: int) -> str:
    if not days:
        return "as last quarter"
    return f"{progress.slipped(days).replace('late', 'later').replace('early', 'earlier')}"
