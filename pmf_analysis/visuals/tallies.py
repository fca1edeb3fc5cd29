"""How many actions stand where: in a sentence, at a glance, and by theme, directorate and group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.delivery import Action, Standing, needs_attention
from pmf_analysis.visuals import progress, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = ["by_directorate", "by_group", "by_theme", "counted", "glance", "summary"]

Place = tuple[str, str]  # code and name


def counted(actions: Iterable[Action]) -> dict[Standing, int]:
    """Count the actions of each standing; those of which there is none are left out."""
    now = [action.progress.standing for action in actions]
    return {standing: now.count(standing) for standing in Standing if standing in now}


def summary(actions: Sequence[Action], framework: Framework) -> str:
    """Say in a sentence how many actions stand where."""
    if not actions:
        return ""
    counts = counted(actions)
    names = [progress.named(standing, framework).lower() for standing in counts]
    if len(counts) == 1:
        return f"The one action is {names[0]}." if len(actions) == 1 else f"All are {names[0]}."
    numbers = [words.count(n) for n in counts.values()]
    verb = "is" if next(iter(counts.values())) == 1 else "are"
    stands = [f"{n} {name}" for n, name in zip(numbers, names, strict=True)]
    stands[0] = f"{numbers[0]} {verb} {names[0]}"
    most = f"Of {words.count(len(actions), 'action')}, {', '.join(stands[:-1])}"
    return f"{most} and {stands[-1]}."


def glance(actions: Sequence[Action], framework: Framework) -> Html:
    """Return the counts by status, each with last quarter's."""
    now = [action.progress.standing for action in actions]
    before = [action.previous.standing for action in actions if action.previous]
    items = [
        {
            "number": now.count(standing),
            "text": f"{progress.named(standing, framework).lower()} "
            f"({before.count(standing)} last quarter)",
        }
        for standing in Standing
        if standing in now or standing in before
    ]
    return Html(render("glance.html", items=items))


def by_theme(actions: Sequence[Action], framework: Framework) -> Html:
    """Count the actions of each theme by status."""
    places = [(t.code, t.name) for t in framework.themes]
    word = framework.words.theme
    return _counts(actions, framework, word, f"No {word}", places, lambda a: a.theme)


def by_directorate(actions: Sequence[Action], framework: Framework) -> Html:
    """Count the actions of each directorate by status."""
    places = [(d.code, d.name) for d in framework.directorates]
    word = framework.words.directorate
    return _counts(actions, framework, word, f"No {word}", places, lambda a: a.directorate)


def by_group(actions: Sequence[Action], framework: Framework) -> Html:
    """Count the actions that each board or group oversees by status."""
    places = [(g.code, g.name) for g in framework.groups]
    none = "No group oversees it"
    return _counts(actions, framework, "overseen by", none, places, lambda a: a.group)


def _counts(
    actions: Sequence[Action],
    framework: Framework,
    heading: str,
    none: str,
    places: Sequence[Place],
    belongs: Callable[[Action], str],
) -> Html:
    """A row a place, and one for the actions that belong to none."""
    shown = counted(actions)
    marks = [progress.mark(standing, framework) for standing in shown]
    columns = [
        Column(heading.capitalize()),
        Column("Actions", numeric=True),
        *(Column(f"{m.shape} {m.label}", numeric=True) for m in marks),
        Column("What this means"),
    ]
    rows = []
    for code, name in [*places, ("", none)]:
        mine = [action for action in actions if belongs(action) == code]
        if mine:
            here = counted(mine)
            numbers = [len(mine), *(here.get(standing, 0) for standing in shown)]
            rows.append([Cell(name), *(Cell(str(n)) for n in numbers), Cell(_told(mine))])
    return table(
        "Actions by status.",
        columns,
        rows,
        f"There is no action in the {framework.words.delivery_plan}.",
    )


def _told(actions: Sequence[Action]) -> str:
    n = sum(needs_attention(action) for action in actions)
    if not n:
        return "None needs attention"
    return f"{words.count(n).capitalize()} {'needs' if n == 1 else 'need'} attention"
