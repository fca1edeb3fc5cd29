"""The mark of a point: what it shows, by shape and size as well as colour."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.signal import Variation
from pmf_analysis.visuals import theme

__all__ = ["encodings", "kind"]

_SHAPES = {"common": "circle", "improvement": "circle", "concern": "diamond", "neither": "square"}
_COLOURS = {
    "common": theme.COMMON,
    "improvement": theme.IMPROVEMENT,
    "concern": theme.CONCERN,
    "neither": theme.NEITHER,
    "excluded": "#ffffff",
}


def encodings() -> dict[str, Any]:
    """Return the encodings that draw a point by its `kind`."""
    kinds = list(_COLOURS)
    shapes = [_SHAPES.get(kind, "circle") for kind in kinds]
    sizes = [42 if kind in {"common", "excluded"} else 96 for kind in kinds]
    strokes = [0.0 if kind == "common" else 1.2 for kind in kinds]

    def scaled(values: list[Any]) -> alt.Scale:
        return alt.Scale(domain=kinds, range=values)

    return {
        "fill": alt.Fill("kind:N", scale=scaled(list(_COLOURS.values())), legend=None),
        "shape": alt.Shape("kind:N", scale=scaled(shapes), legend=None),
        "size": alt.Size("kind:O", sort=None, scale=scaled(sizes), legend=None),
        "strokeWidth": alt.StrokeWidth("kind:O", sort=None, scale=scaled(strokes), legend=None),
    }


def kind(point: Point, finding: Finding, indicator: Indicator) -> str:
    """Return what a point shows: one of the kinds that `encodings` draws."""
    if point.excluded:
        return "excluded"
    if not point.rule:
        return "common"
    if indicator.polarity == "none":
        return "neither"
    if indicator.polarity == "range":
        latest = finding.variation if point.period == finding.period else Variation.NEITHER_HIGH
        return latest.kind
    better = 1 if indicator.polarity == "higher" else -1
    return "improvement" if point.side == better else "concern"
