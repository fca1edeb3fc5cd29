"""A sparkline: the latest points of a series in a line of a table."""

from __future__ import annotations

from markupsafe import Markup, escape

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import alt_text, theme

__all__ = ["sparkline"]

WIDTH, HEIGHT, EDGE = 132, 34, 5  # pixels
MOST_POINTS = 48
_MARKS = {"concern": theme.CONCERN, "improvement": theme.IMPROVEMENT, "neither": theme.NEITHER}


def sparkline(finding: Finding, indicator: Indicator, year_starts: int) -> Markup:
    """Draw a series small: the usual range as a band, and only the last point marked."""
    points = finding.points[-MOST_POINTS:]
    values = [p.charted for p in points]
    known = [v for v in values if v is not None]
    if not known:
        return Markup("")
    shown = [p.lower for p in points if p.lower is not None]
    shown += [p.upper for p in points if p.upper is not None]
    low, high = min(known + shown), max(known + shown)
    spread = (high - low) or 1.0
    step = (WIDTH - 2 * EDGE) / max(1, len(points) - 1)

    def x(k: int) -> str:
        return f"{EDGE + k * step:.1f}".removesuffix(".0")

    def y(value: float) -> str:
        return f"{HEIGHT - EDGE - (value - low) / spread * (HEIGHT - 2 * EDGE):.1f}".removesuffix(
            ".0"
        )

    parts = []
    latest = points[-1]
    if latest.lower is not None and latest.upper is not None and latest.centre is not None:
        top, bottom, centre = y(latest.upper), y(latest.lower), y(latest.centre)
        height = float(bottom) - float(top)
        parts.append(f'<rect x="2" y="{top}" width="128" height="{height:.1f}" fill="#e9eef3"/>')
        parts.append(f'<path d="M2 {centre}H130" stroke="#b6c0ca"/>')
    path, gap = "", True
    for k, value in enumerate(values):
        if value is not None:
            path += f"{'M' if gap else 'L'}{x(k)} {y(value)}"
        gap = value is None
    parts.append(f'<path d="{path}" fill="none" stroke="{theme.SERIES}" stroke-width="1.4"/>')
    last = max(k for k, value in enumerate(values) if value is not None)
    parts.append(_mark(finding.variation.kind, float(x(last)), float(y(values[last] or 0.0))))
    label = escape(alt_text.sparkline(points, indicator, year_starts))
    return Markup(  # noqa: S704 - numbers of our own, and a label that is escaped
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{label}">{"".join(parts)}</svg>'
    )


def _mark(kind: str, x: float, y: float) -> str:
    colour = _MARKS.get(kind, theme.COMMON)
    if kind == "concern":
        corner = f"{x - 3.4:.1f}"
        return (
            f'<rect x="{corner}" y="{y - 3.4:.1f}" width="6.8" height="6.8" '
            f'transform="rotate(45 {x:.1f} {y:.1f})" fill="{colour}"/>'
        )
    if kind == "neither":
        return f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{colour}"/>'
