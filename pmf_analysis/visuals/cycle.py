"""The council's cycle: a ring of stages with arrows, and the same stages in words."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from pmf_analysis.framework.plan import Stage
from pmf_analysis.visuals import panels, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.templates import render

__all__ = ["cycle"]

# All lengths are in the drawing's own units, about a pixel each; a phone shows 0.8 of them.
WIDTH, BOX_WIDTH, EDGE = 352.0, 112.0, 2.0
LINE, PADDING = 18.0, 6.0  # of the text in a box: from line to line, and around it
ROOM = 24.0  # between two boxes one above the other, for the arrow
APART = 10.0  # between two boxes side by side
ROUND = 112.0  # half the height of a ring whose boxes leave it free to choose
CLEAR = 4.0  # between an arrow and a box
HEAD, HALF_HEAD = 10.0, 5.5  # length of an arrow's head, and half its width
STEPS = 240  # that an arc between two boxes is looked at in
# In the widest of the fonts that a page may have, so many letters fit on a line; a word may have
# a few more, drawn narrower, before it is broken.
LETTERS, LONGEST_WORD = 11, 16
FEWEST, MOST = 2, 6  # stages that a ring has room for


@dataclass(frozen=True)
class _Box:
    """A stage in the ring: its number and its name in lines, and where its middle is."""

    lines: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True)
class _Arrow:
    """A curve, and the three corners of the head at its end."""

    curve: str
    head: str


def cycle(stages: Sequence[Stage]) -> Html:
    """Return the stages drawn as a ring, if there is room for so many, and in words.

    Parameters
    ----------
    stages : sequence of Stage
        In order; the last leads to the first again.
    """
    ring = _ring(stages) if FEWEST <= len(stages) <= MOST else ""
    told = [(stage, _steps(stage)) for stage in stages]
    return Html(render("cycle.html", ring=Markup(ring), stages=told))  # noqa: S704 - our own SVG


def _steps(stage: Stage) -> Markup:
    if not stage.steps:
        return Markup()
    many = words.count(len(stage.steps), "step")
    listed = panels.listed([Item(step.name, step.sentence) for step in stage.steps], "")
    return Markup(panels.fold(many, listed).html)  # noqa: S704 - from a template


def _ring(stages: Sequence[Stage]) -> str:
    lines = [(str(k), *_wrapped(stage.name)) for k, stage in enumerate(stages, start=1)]
    height = max(map(len, lines)) * LINE + 2 * PADDING
    across = (WIDTH - BOX_WIDTH) / 2 - EDGE
    turns = [2 * math.pi * k / len(stages) for k in range(len(stages) + 1)]
    down = _half_height(turns[:-1], across, height)
    boxes = [
        _Box(text, across * math.sin(turn), -down * math.cos(turn))
        for text, turn in zip(lines, turns, strict=False)
    ]
    arrows = [
        _arrow(turns[k], turns[k + 1], across, down, boxes, height) for k in range(len(boxes))
    ]
    top = -down - height / 2 - EDGE
    lowest = max(box.y for box in boxes) + height / 2
    bottom = max(lowest, down + HALF_HEAD) + EDGE
    names = ", ".join(f"{k} {stage.name}" for k, stage in enumerate(stages, start=1))
    return render(
        "cycle_ring.html",
        label=f"The cycle: {names}, and then {stages[0].name} again.",
        left=-WIDTH / 2,
        top=top,
        width=WIDTH,
        height=bottom - top,
        boxes=boxes,
        arrows=arrows,
        box_width=BOX_WIDTH,
        box_height=height,
        line=LINE,
        letters=LETTERS,
        text_width=BOX_WIDTH - 2 * PADDING,
    )


def _wrapped(name: str) -> tuple[str, ...]:
    """A name in lines that fit; a word too long for one is broken, as a last resort."""
    broken = re.sub(rf"([^\s-]{{{LONGEST_WORD - 1}}})(?=[^\s-]{{2}})", r"\1- ", name)
    return tuple(textwrap.wrap(broken, LETTERS, break_long_words=False))


def _half_height(turns: Sequence[float], across: float, height: float) -> float:
    """Half the height of the ring: enough that no two boxes touch."""
    needed = [ROUND]
    for one, other in combinations(turns, 2):
        aside = across * abs(math.sin(one) - math.sin(other))
        below = abs(math.cos(one) - math.cos(other))
        if aside < BOX_WIDTH + APART and not math.isclose(below, 0, abs_tol=1e-9):
            needed.append((height + ROOM) / below)
    return max(needed)


def _arrow(
    start: float, end: float, across: float, down: float, boxes: Sequence[_Box], height: float
) -> _Arrow:
    """The part of the ring between two boxes that neither hides, with a head at its end."""
    free = []
    for k in range(STEPS + 1):
        turn = start + (end - start) * k / STEPS
        x, y = across * math.sin(turn), -down * math.cos(turn)
        if not any(
            abs(x - box.x) < BOX_WIDTH / 2 + CLEAR and abs(y - box.y) < height / 2 + CLEAR
            for box in boxes
        ):
            free.append((x, y))
    tip = free[-1]
    line = [point for point in free if math.dist(point, tip) >= HEAD] or free[:1]
    neck = line[-1]
    length = math.dist(neck, tip) or 1.0
    along = ((tip[0] - neck[0]) / length, (tip[1] - neck[1]) / length)
    sides = [
        (neck[0] - way * along[1] * HALF_HEAD, neck[1] + way * along[0] * HALF_HEAD)
        for way in (1, -1)
    ]
    (x0, y0), (x1, y1) = line[0], neck
    curve = f"M{x0:.1f} {y0:.1f}A{across:.1f} {down:.1f} 0 0 1 {x1:.1f} {y1:.1f}"
    head = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (tip, *sides)) + "Z"
    return _Arrow(curve, head)
