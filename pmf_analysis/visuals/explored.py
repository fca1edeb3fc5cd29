"""The chart of the explorer: everything but its figures, which a reader's browser fills in."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_analysis.visuals import marks, theme
from pmf_analysis.visuals.series_spec import BESIDE

__all__ = ["chart"]

HEIGHT = 340  # pixels
# The data sets that a browser fills: a row a period, the stretch that the limits rest on, events.
POINTS, STRETCH, EVENTS = "points", "stretch", "events"
_TARGETS = ("charted_target", "target_lower", "target_upper")
_TICK = "before + format(datum.value, ',~f') + after"  # never rounded: a tick at 2.5 is not 3
_TOLD = {"period": "Period", "said": "Figure", "usual": "Usual range", "flag": "What stands out"}


def chart() -> dict[str, Any]:
    """Return the Vega-Lite specification of the explorer's chart, as wide as its place.

    Its parameters ``before`` and ``after`` are the unit, before and after a number; ``brush`` is a
    stretch drawn over it. Its horizontal scale waits for the periods, and its axis for the ticks.
    """
    theme.register()
    unit = [alt.param(name=name, value="") for name in ("before", "after")]
    layers = (*_behind(), *_lines(), *_figures())
    drawing = alt.layer(*layers, data=alt.NamedData(POINTS)).properties(
        width="container", height=HEIGHT
    )
    spec: dict[str, Any] = drawing.add_params(*unit).to_dict()
    spec["encoding"] = {
        "x": {
            "field": "x",
            "type": "ordinal",
            "sort": None,
            "title": None,
            "axis": {"labelOverlap": "greedy", "labelSeparation": 10},
            "scale": {"padding": 0.5},
        }
    }
    return spec


def _y(field: str) -> alt.Y:
    return alt.Y(
        f"{field}:Q",
        axis=alt.Axis(title=None, labelExpr=_TICK, gridWidth=1, tickCount=6),
        scale=alt.Scale(zero=False, nice=True),
    )


def _behind() -> tuple[alt.Chart, ...]:
    """What the limits rest on, and a lettered rule at each event."""
    stretch = alt.Chart(alt.NamedData(STRETCH)).encode(alt.X("x:O"), y=alt.value(HEIGHT))
    event = alt.Chart(alt.NamedData(EVENTS)).encode(alt.X("x:O"))
    return (
        stretch.mark_rect(color=theme.HAIRLINE, height=8, yOffset=-4).encode(alt.X2("x2")),
        event.mark_rule(color=theme.CENTRE, strokeDash=[2, 3]).encode(
            y=alt.value(0), y2=alt.value(HEIGHT)
        ),
        event.mark_text(color=theme.INK, fontWeight="bold", dy=-7).encode(
            y=alt.value(0), text="text:N"
        ),
    )


def _lines() -> tuple[alt.Chart, ...]:
    base = alt.Chart()
    return (
        base.mark_area(color=theme.BAND).encode(_y("lower"), alt.Y2("upper"), detail="segment:N"),
        base.mark_line(color=theme.CENTRE, strokeWidth=1.2).encode(
            _y("centre"), detail="segment:N"
        ),
        *(
            base.mark_line(
                color=theme.TARGET, strokeWidth=1.8, strokeDash=[6, 4], interpolate="step"
            ).encode(_y(field))
            for field in _TARGETS
        ),
        base.mark_line(
            color=BESIDE,
            strokeWidth=1.8,
            strokeDash=[2, 3],
            point={"color": BESIDE, "size": 14, "filled": True},
        ).encode(_y("beside")),
    )


def _figures() -> tuple[alt.Chart, ...]:
    base = alt.Chart()
    brush = alt.selection_interval(name="brush", encodings=["x"])
    told = [alt.Tooltip(f"{field}:N", title=title) for field, title in _TOLD.items()]
    return (
        base.mark_line(color=theme.SERIES, strokeWidth=1.6).encode(_y("charted")),
        base.transform_filter("isValid(datum.charted)")
        .mark_point(filled=True, opacity=1, strokeWidth=1.2, stroke=theme.INK)
        .encode(_y("charted"), tooltip=told, **marks.encodings())
        .add_params(brush),
    )
