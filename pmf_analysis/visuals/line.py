"""A small line of figures, for a row of a table that has no control chart."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from pmf_analysis.visuals import theme
from pmf_analysis.visuals.figure import Html

__all__ = ["line"]

WIDTH, HEIGHT, EDGE = 132, 34, 5  # pixels
MOST_POINTS = 24


def line(levels: Sequence[float | None], label: str) -> Html | None:
    """Draw figures as a line with its last point marked; None where there is none to draw.

    Parameters
    ----------
    levels : sequence of float or None
        The oldest first; a missing one breaks the line.
    label : str
        What the line shows, for who cannot see it.
    """
    shown = list(levels[-MOST_POINTS:])
    known = [level for level in shown if level is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / max(1, len(shown) - 1)
    tall = HEIGHT - 2 * EDGE

    def place(k: int, level: float) -> tuple[float, float]:
        up = (level - low) / (high - low) if high > low else 0.5
        return EDGE + k * step, HEIGHT - EDGE - up * tall

    path, gap, last = "", True, (0.0, 0.0)
    for k, level in enumerate(shown):
        if level is not None:
            last = place(k, level)
            path += f"{'M' if gap else 'L'}{last[0]:.1f} {last[1]:.1f}"
        gap = level is None
    svg = (
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(label)}">'
        f'<path d="{path}" fill="none" stroke="{theme.SERIES}" stroke-width="1.4"/>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3.6" fill="{theme.COMMON}"/></svg>'
    )
    return Html(Markup(svg))  # noqa: S704 - numbers of our own, and a label that is escaped
