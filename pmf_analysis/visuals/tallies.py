"""How many stand where: in a sentence, at a glance, and by theme, directorate and group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.delivery import Action, Standing, needs_attention
from pmf_analysis.visuals import progress, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = [
    "by_directorate",
    "by_group",
    "by_theme",
    "counted",
    "glance",
    "part",
    "split",
    "summary",
]

MOST_TILES = 6  # one more would stand alone in a row of its own
# What is told apart in the tables, and counted as one where there are too many tiles.
_ALIKE = (
    (Standing.NOT_STARTED, Standing.NOT_REPORTED),
    (Standing.AT_RISK, Standing.LATE_START),
    (Standing.DELAYED, Standing.OVERDUE),
)

Place = tuple[str, str]  # code and name


def counted(actions: Iterable[Action]) -> dict[Standing, int]:
    """Count the actions of each standing; those of which there is none are left out."""
    now = [action.progress.standing for action in actions]
    return {standing: now.count(standing) for standing in Standing if standing in now}


def part(n: int, every: int, one: str, many: str) -> str:
    """Say how many of some things do something, in the words for none, one and all of them.

    Parameters
    ----------
    n, every : int
        How many do, and of how many.
    one, many : str
        What one does, such as "needs attention", and what several do.

    Examples
    --------
    >>> [part(n, 3, "has risen", "have risen") for n in (0, 1, 2, 3)]
    ['none has risen', 'one has risen', 'two have risen', 'all have risen']
    >>> part(1, 1, "has risen", "have risen")
    'one has risen'
    """
    if not n:
        return f"none {one}"
    if n == every > 1:
        return f"all {many}"
    return f"{words.count(n)} {one if n == 1 else many}"


def split(labels: Sequence[str], order: Iterable[str]) -> str:
    """Count labels in a few words, in the order given.

    Examples
    --------
    >>> split(["Met", "Not met", "Met"], ["Not met", "Met"])
    'one not met, two met'
    >>> split(["Met", "Met"], ["Met"]), split(["Met"], ["Met"])
    ('all met', 'met')
    """
    found = [name for name in dict.fromkeys(order) if name in labels]
    plain = [f"{name[:1].lower()}{name[1:]}" for name in found]
    if len(found) == 1:
        return f"all {plain[0]}" if len(labels) > 1 else plain[0]
    counts = zip(found, plain, strict=True)
    return ", ".join(f"{words.count(labels.count(name))} {said}" for name, said in counts)


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
    """Return the counts by status, each with last quarter's; no more than stand in one row."""
    now = [action.progress.standing for action in actions]
    before = [action.previous.standing for action in actions if action.previous]
    items = [
        {
            "number": sum(now.count(standing) for standing in tile),
            "text": f"{' or '.join(progress.named(s, framework).lower() for s in tile)} "
            f"({sum(before.count(standing) for standing in tile)} last quarter)",
        }
        for tile in _tiles(now, before)
    ]
    return Html(render("glance.html", items=items))


def _tiles(now: Sequence[Standing], before: Sequence[Standing]) -> list[tuple[Standing, ...]]:
    """The standings that are counted, each alone while there is room."""
    tiles = [(standing,) for standing in Standing if standing in now or standing in before]
    if len(tiles) > MOST_TILES:
        tiles = [(standing,) for (standing,) in tiles if standing in now]
    made: list[tuple[Standing, ...]] = list(tiles)
    for one, other in _ALIKE:
        if len(made) > MOST_TILES and (one,) in made and (other,) in made:
            made[made.index((one,))] = (one, other)
            made.remove((other,))
    return made


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
        Column(words.capital(heading)),
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
    return words.capital(part(n, len(actions), "needs attention", "need attention"))
