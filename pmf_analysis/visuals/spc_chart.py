"""The control chart of a finding: usual range, average, target and what stands out."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.signal import Variation
from pmf_analysis.visuals import alt_text, notes, sentences, theme, words
from pmf_analysis.visuals.figure import Figure
from pmf_analysis.visuals.rows import data_header, data_rows
from pmf_analysis.visuals.scale import Scale

__all__ = ["spc_chart"]

LABEL_GAP = 17  # pixels between the baselines of two labels
WIDE, NARROW = (640, 290), (272, 220)  # pixels, without the labels at the right

_SHAPES = {"common": "circle", "improvement": "circle", "concern": "diamond", "neither": "square"}
_COLOURS = {
    "common": theme.COMMON,
    "improvement": theme.IMPROVEMENT,
    "concern": theme.CONCERN,
    "neither": theme.NEITHER,
    "excluded": "#ffffff",
}


_TARGETS = ("charted_target", "target_lower", "target_upper")


def spc_chart(
    finding: Finding,
    indicator: Indicator,
    year_starts: int,
    aside: str = "",
    below: str = "",
    *,
    internal: bool = False,
) -> Figure:
    """Draw a finding's series, with limits where they may be shown.

    Parameters
    ----------
    finding : Finding
        With its points.
    indicator : Indicator
        What is measured.
    year_starts : int
        First month of the council's year, to read periods with.
    aside, below : str
        HTML to stand beside the chart, and below it.
    internal : bool
        Whether the page is for the council's own eyes.
    """
    sizes = (("wide", *WIDE, 7), ("narrow", *NARROW, 3))
    specs = tuple(
        (name, _spec(finding, indicator, year_starts, width, height, labels))
        for name, width, height, labels in sizes
    )
    stretch = words.span(finding.first_period, finding.last_period, year_starts)
    return Figure(
        title=sentences.chart_title(finding, indicator, year_starts),
        subtitle=f"{indicator.name}, {finding.organisation_name}, {stretch}",
        alternative=alt_text.series(finding, indicator, year_starts),
        specs=specs,
        header=data_header(finding),
        rows=data_rows(finding, indicator),
        notes=notes.chart_notes(finding, indicator, internal=internal),
        aside=aside,
        below=below,
    )


def _spec(
    finding: Finding, indicator: Indicator, year_starts: int, width: int, height: int, labels: int
) -> dict[str, Any]:
    theme.register()
    names = [_label(point.period, year_starts) for point in finding.points]
    points = [_shown(point, indicator) for point in finding.points]
    scale = Scale.around(_extent(points), percent=indicator.unit is Unit.PERCENT, height=height)
    aimed = [any(getattr(point, field) is not None for field in _TARGETS) for point in points]
    rows = [
        {
            **asdict(point),
            "x": name,
            "kind": _kind(point, finding, indicator),
            "alone": aimed[k] and sum(aimed[max(k - 1, 0) : k + 2]) == 1,
        }
        for k, (point, name) in enumerate(zip(points, names, strict=True))
    ]
    middle = finding.runs.median if finding.runs else None
    x = alt.X(
        "x:O",
        sort=None,
        title=None,
        scale=alt.Scale(domain=names, padding=0.5),
        axis=alt.Axis(values=_ticks(finding, names, year_starts, labels), labelOverlap=False),
    )
    y_axis = alt.Axis(
        title=None, values=scale.ticks, labelExpr=_label_expression(indicator), gridWidth=1
    )
    y_scale = alt.Scale(domain=[scale.low, scale.high], nice=False, zero=False)
    y = alt.Y("charted:Q", axis=y_axis, scale=y_scale)
    base = alt.Chart().encode(x=x)
    layers: list[alt.Chart] = [
        base.mark_area(color=theme.BAND).encode(
            alt.Y("lower:Q", axis=y_axis, scale=y_scale), alt.Y2("upper:Q"), detail="segment:N"
        ),
        base.mark_line(color=theme.CENTRE, strokeWidth=1.2).encode(
            alt.Y("centre:Q", axis=y_axis, scale=y_scale), detail="segment:N"
        ),
    ]
    if middle is not None:
        layers.append(
            base.mark_line(color=theme.CENTRE, strokeWidth=1.2).encode(
                alt.Y("middle:Q", axis=y_axis, scale=y_scale)
            )
        )
        rows = [{**row, "middle": middle} for row in rows]
    layers += [
        base.mark_line(
            color=theme.TARGET, strokeWidth=1.8, strokeDash=[6, 4], interpolate="step"
        ).encode(alt.Y(f"{field}:Q", axis=y_axis, scale=y_scale))
        for field in _TARGETS
    ]
    # A target of one period alone is no line yet.
    layers += [
        base.transform_filter(f"datum.alone && isValid(datum.{field})")
        .mark_tick(color=theme.TARGET, thickness=1.8, size=14, orient="horizontal")
        .encode(alt.Y(f"{field}:Q", axis=y_axis, scale=y_scale))
        for field in _TARGETS
    ]
    layers += [
        base.mark_line(color=theme.SERIES, strokeWidth=1.6).encode(y),
        base.transform_filter("datum.charted !== null")
        .mark_point(filled=True, opacity=1, strokeWidth=1.2, stroke=theme.INK)
        .encode(y, **_point_look()),
    ]
    layers += _lettered(finding, year_starts, x, height)
    written = _line_labels(points, middle, names[-1] if names else "", scale, indicator)
    layers.append(
        alt.Chart(alt.Data(values=written))
        .mark_text(align="left", dx=9, baseline="middle")
        .encode(
            x=x,
            y=alt.Y("y:Q", axis=y_axis, scale=y_scale),
            text="text:N",
            color=alt.Color("colour:N", scale=None),
        )
    )
    chart = alt.layer(*layers, data=alt.Data(values=rows)).properties(width=width, height=height)
    spec: dict[str, Any] = chart.to_dict()
    return spec


def _lettered(finding: Finding, year_starts: int, x: alt.X, height: int) -> list[alt.Chart]:
    """A thin rule with a letter at each event and response; the notes say what each is."""
    placed: dict[str, str] = {}
    for letter, happening in notes.lettered(finding):
        at = _label(happening.period, year_starts)
        placed[at] = f"{placed[at]}, {letter}" if at in placed else letter
    if not placed:
        return []
    rows = [{"x": at, "text": text} for at, text in placed.items()]
    base = alt.Chart(alt.Data(values=rows)).encode(x=x)
    return [
        base.mark_rule(color=theme.CENTRE, strokeDash=[2, 3]).encode(
            y=alt.value(0), y2=alt.value(height)
        ),
        base.mark_text(color=theme.INK, fontWeight="bold", dy=-7).encode(
            y=alt.value(0), text="text:N"
        ),
    ]


def _point_look() -> dict[str, Any]:
    kinds = list(_COLOURS)
    shapes = [_SHAPES.get(kind, "circle") for kind in kinds]
    sizes = [42 if kind in {"common", "excluded"} else 96 for kind in kinds]
    strokes = [0.0 if kind == "common" else 1.2 for kind in kinds]

    def scaled(values: list[Any]) -> alt.Scale:
        return alt.Scale(domain=kinds, range=values)

    return {
        "fill": alt.Fill("kind:N", scale=scaled(list(_COLOURS.values())), legend=None),
        "shape": alt.Shape("kind:N", scale=scaled(shapes), legend=None),
        "size": alt.Size("kind:N", scale=scaled(sizes), legend=None),
        "strokeWidth": alt.StrokeWidth("kind:N", scale=scaled(strokes), legend=None),
    }


def _shown(point: Point, indicator: Indicator) -> Point:
    """The point with its limits cut to what can happen, for drawing alone."""
    lower, upper = (words.possible(limit, indicator) for limit in (point.lower, point.upper))
    return replace(point, lower=lower, upper=upper)


def _extent(points: list[Point]) -> list[float]:
    fields = ("charted", "lower", "upper", "charted_target", "target_lower", "target_upper")
    every = (getattr(point, field) for point in points for field in fields)
    return [value for value in every if value is not None]


def _kind(point: Point, finding: Finding, indicator: Indicator) -> str:
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


def _label(text: str, year_starts: int) -> str:
    """A period as the axis says it; each once in a chart."""
    period = Period.parse(text, year_starts)
    match period.frequency:
        case Frequency.QUARTER:
            return f"{text[-2:]} {text[2:4]}/{text[5:7]}"
        case Frequency.TERM:
            year, term = text.split(" ")
            return f"{term} {year[2:]}"
        case Frequency.ACADEMIC_YEAR:
            return text.removesuffix(" academic")
        case Frequency.POOLED:
            return f"{text[:4]}-{text[-2:]}"
        case _:
            return text


def _ticks(finding: Finding, names: list[str], year_starts: int, most: int) -> list[str]:
    """The axis labels: the first period of each year, thinned out to fit."""
    periods = [Period.parse(point.period, year_starts) for point in finding.points]
    opening = periods[0].frequency.per_year if periods else 1
    if opening == 1:
        chosen = list(range(len(names)))
    else:
        starts = 9 if periods[0].frequency is Frequency.TERM else year_starts
        chosen = [k for k, p in enumerate(periods) if p.start.month == starts] or [0]
    step = -(-len(chosen) // most)
    return [names[k] for k in chosen[::step]]


def _label_expression(indicator: Indicator) -> str:
    number = "format(datum.value, ',~f')"  # never rounded: a tick at 2.5 is not 3
    if indicator.unit is Unit.PERCENT:
        return f"{number} + '%'"
    if indicator.unit is Unit.CURRENCY:
        return f"'£' + {number}"
    return number


def _line_labels(
    points: list[Point], middle: float | None, last: str, scale: Scale, indicator: Indicator
) -> list[dict[str, Any]]:
    """Names written at the right end of the lines, pushed apart where they would touch."""
    if not points:
        return []
    end = points[-1]
    centre = end.centre if end.centre is not None else middle
    wanted: list[tuple[float | None, str, str]] = [
        (centre, "average" if end.centre is not None else "median", theme.QUIET),
        (end.charted_target, f"target {words.figure(end.charted_target, indicator)}", theme.TARGET),
        (end.target_lower, "target, from", theme.TARGET),
        (end.target_upper, "target, to", theme.TARGET),
    ]
    if end.upper is not None and end.lower is not None:
        free = end.upper if (end.charted_target or 0) < (end.upper + end.lower) / 2 else end.lower
        wanted.append((free, "usual range", theme.QUIET))
    there = [(value, text, colour) for value, text, colour in wanted if value is not None]
    placed = scale.apart([value for value, _, _ in there], LABEL_GAP)
    return [
        {"x": last, "y": y, "text": text, "colour": colour}
        for y, (_, text, colour) in zip(placed, there, strict=True)
    ]
