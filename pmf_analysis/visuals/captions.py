"""Names beside some points of a chart, placed where they cover neither a name nor a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["CHARACTER", "Caption", "placed"]

CHARACTER, HEIGHT = 7.6, 15.0  # pixels of a name at 13 pixels, on the generous side
GAP, RAISED = 9.0, 14.0  # pixels between a point and its name; and when it stands above or below
MARK = 6.0  # pixels from the middle of a point to its edge


# The share of a name that stands to the left of its own place.
_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Caption:
    """A name and where it stands.

    Attributes
    ----------
    x, y : float
        Its point, in pixels from the top left.
    text : str
        The name.
    dx, dy : float
        Pixels from the point to the name's own place.
    align : str
        Which part of the name stands there: ``left``, ``center`` or ``right``.
    """

    x: float
    y: float
    text: str
    dx: float = GAP
    dy: float = 0.0
    align: str = "left"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, right, top and bottom."""
        wide = CHARACTER * len(self.text)
        left = self.x + self.dx - wide * _BEFORE[self.align]
        middle = self.y + self.dy
        return left, left + wide, middle - HEIGHT / 2, middle + HEIGHT / 2


def placed(
    named: Sequence[tuple[float, float, str]],
    points: Iterable[tuple[float, float]],
    width: float,
    height: float,
) -> list[Caption]:
    """Return a caption for each (x, y, name): the first free of the places around its point.

    A name that finds no free place takes the one that covers least, so that none is lost.
    """
    dots = list(points)
    found: list[Caption] = []
    for x, y, text in named:
        tries = [Caption(x, y, text, *around) for around in _AROUND]
        found.append(min(tries, key=lambda t: _covered(t, found, dots, width, height)))
    return found


# To the right, to the left, above, below; then aslant.
_AROUND = (
    (GAP, 0.0, "left"),
    (-GAP, 0.0, "right"),
    (0.0, -RAISED, "center"),
    (0.0, RAISED, "center"),
    (0.0, -RAISED, "left"),
    (0.0, -RAISED, "right"),
    (0.0, RAISED, "left"),
    (0.0, RAISED, "right"),
)


def _covered(
    tried: Caption,
    others: Sequence[Caption],
    dots: Sequence[tuple[float, float]],
    width: float,
    height: float,
) -> int:
    """How many things a name would cover; to stand outside the chart is worst."""
    left, right, top, bottom = tried.box
    outside = left < 0 or right > width or top < -HEIGHT or bottom > height
    names = sum(
        left < b and a < right and top < d and c < bottom for a, b, c, d in (o.box for o in others)
    )
    marks = sum(
        left - MARK < x < right + MARK and top - MARK < y < bottom + MARK
        for x, y in dots
        if (x, y) != (tried.x, tried.y)
    )
    return 100 * outside + 10 * names + marks
