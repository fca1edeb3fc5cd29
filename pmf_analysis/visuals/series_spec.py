"""The drawing of a finding's series: usual range, average, target and what stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import axis, marks, notes, theme, words
from pmf_analysis.visuals.rows import data_header, data_rows
from pmf_analysis.visuals.scale import Scale
from pmf_analysis.visuals.specification import specification

__all__ = ["NARROW", "WIDE", "Beside", "Size", "extent", "series_spec"]

LABEL_GAP = 17  # pixels between the baselines of two labels


@dataclass(frozen=True)
class Size:
    """How big a chart is, without the labels at the right.

    Attributes
    ----------
    width : int or None
        Pixels; None for as wide as the place that it stands in.
    height : int
        Pixels.
    labels : int
        The most labels below it.
    """

    width: int | None
    height: int
    labels: int


@dataclass(frozen=True)
class Beside:
    """Somebody else's figures, to be drawn as a line beside the series.

    Attributes
    ----------
    name : str
        Stands at the end of the line.
    figures : mapping of str to float
        By period, on the chart's own basis.
    """

    name: str
    figures: Mapping[str, float]


WIDE, NARROW = Size(640, 290, 7), Size(272, 220, 3)

BESIDE = theme.COLOURS[0]
_DOT = {"color": BESIDE, "size": 14, "filled": True}
NOTHING = "none"  # where a row of the table has an empty cell
_FIELDS = tuple(f"told{k}" for k in range(6))
_TARGETS = ("charted_target", "target_lower", "target_upper")


def series_spec(
    finding: Finding,
    indicator: Indicator,
    year_starts: int,
    size: Size,
    beside: Beside | None = None,
    reach: Sequence[float] = (),
) -> dict[str, Any]:
    """Return the Vega-Lite specification of a finding's series.

    Parameters
    ----------
    finding : Finding
        With its points.
    indicator : Indicator
        What is measured.
    year_starts : int
        First month of the council's year, to read periods with.
    size : Size
        How big.
    beside : Beside, optional
        Somebody else's figures.
    reach : sequence of float
        Values that the vertical scale must hold besides, so that charts can share one.
    """
    theme.register()
    names = [axis.label(point.period, year_starts) for point in finding.points]
    points = [_shown(point, indicator) for point in finding.points]
    held = [*_extent(points), *reach, *(beside.figures.values() if beside else ())]
    scale = Scale.around(held, percent=indicator.unit is Unit.PERCENT, height=size.height)
    middle = finding.runs.median if finding.runs else None
    ticks = axis.ticks(finding, names, year_starts, size.labels)
    x = alt.X(
        "x:O",
        sort=None,
        title=None,
        scale=alt.Scale(domain=names, padding=0.5),
        axis=alt.Axis(values=ticks, labelOverlap="greedy" if size.width is None else False),
    )
    y = _Upright(
        alt.Axis(
            title=None, values=scale.ticks, labelExpr=axis.label_expression(indicator), gridWidth=1
        ),
        alt.Scale(domain=[scale.low, scale.high], nice=False, zero=False),
    )
    layers = _lines(x, y, beside, _told(finding), has_middle=middle is not None)
    layers += _lettered(finding, year_starts, x, size.height)
    written = _line_labels(points, middle, names[-1] if names else "", scale, indicator, beside)
    layers.append(
        alt.Chart(alt.Data(values=written))
        .mark_text(align="left", dx=9, baseline="middle")
        .encode(x=x, y=y.of("y"), text="text:N", color=alt.Color("colour:N", scale=None))
    )
    rows = _rows(points, names, finding, indicator)
    if middle is not None:
        rows = [{**row, "middle": middle} for row in rows]
    if beside:
        rows = [{**row, "beside": beside.figures.get(row["period"])} for row in rows]
    chart = alt.layer(*layers, data=alt.Data(values=rows)).properties(
        width="container" if size.width is None else size.width, height=size.height
    )
    return specification(chart)


@dataclass(frozen=True)
class _Upright:
    """The one vertical axis and scale that every layer shares."""

    axis: alt.Axis
    scale: alt.Scale

    def of(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=self.axis, scale=self.scale)


def _rows(
    points: list[Point], names: list[str], finding: Finding, indicator: Indicator
) -> list[dict[str, Any]]:
    told = [dict(zip(_FIELDS, row, strict=False)) for row in data_rows(finding, indicator)[::-1]]
    aimed = [any(getattr(point, field) is not None for field in _TARGETS) for point in points]
    return [
        {
            **asdict(point),
            "x": name,
            "kind": marks.kind(point, finding, indicator),
            **{field: text or NOTHING for field, text in told[k].items()},
            "alone": aimed[k] and sum(aimed[max(k - 1, 0) : k + 2]) == 1,
        }
        for k, (point, name) in enumerate(zip(points, names, strict=True))
    ]


def _told(finding: Finding) -> list[alt.Tooltip]:
    """What a point says of itself when it is pointed at: its row of the table."""
    return [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in zip(_FIELDS, data_header(finding), strict=False)
    ]


def _lines(
    x: alt.X, y: _Upright, beside: Beside | None, told: list[alt.Tooltip], *, has_middle: bool
) -> list[alt.Chart]:
    """The layers that every series has, from the back to the front."""
    base = alt.Chart().encode(x=x)
    layers: list[alt.Chart] = [
        base.mark_area(color=theme.BAND).encode(
            y.of("lower"), alt.Y2("upper:Q"), detail="segment:N"
        ),
        base.mark_line(color=theme.CENTRE, strokeWidth=1.2).encode(
            y.of("centre"), detail="segment:N"
        ),
    ]
    if has_middle:
        layers.append(base.mark_line(color=theme.CENTRE, strokeWidth=1.2).encode(y.of("middle")))
    layers += [
        base.mark_line(
            color=theme.TARGET, strokeWidth=1.8, strokeDash=[6, 4], interpolate="step"
        ).encode(y.of(field))
        for field in _TARGETS
    ]
    # A target of one period alone is no line yet.
    layers += [
        base.transform_filter(f"datum.alone && isValid(datum.{field})")
        .mark_tick(color=theme.TARGET, thickness=1.8, size=14, orient="horizontal")
        .encode(y.of(field))
        for field in _TARGETS
    ]
    if beside:
        layers.append(
            base.mark_line(color=BESIDE, strokeWidth=1.8, strokeDash=[2, 3], point=_DOT).encode(
                y.of("beside")
            )
        )
    return [
        *layers,
        base.mark_line(color=theme.SERIES, strokeWidth=1.6).encode(y.of("charted")),
        base.transform_filter("datum.charted !== null")
        .mark_point(filled=True, opacity=1, strokeWidth=1.2, stroke=theme.INK)
        .encode(y.of("charted"), tooltip=told, **marks.encodings()),
    ]


def _lettered(finding: Finding, year_starts: int, x: alt.X, height: int) -> list[alt.Chart]:
    """A thin rule with a letter at each event and response; the notes say what each is."""
    placed: dict[str, str] = {}
    for letter, happening in notes.lettered(finding):
        at = axis.label(happening.period, year_starts)
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


def _shown(point: Point, indicator: Indicator) -> Point:
    """The point with its limits cut to what can happen, for drawing alone."""
    lower, upper = (words.possible(limit, indicator) for limit in (point.lower, point.upper))
    return replace(point, lower=lower, upper=upper)


def extent(finding: Finding, indicator: Indicator) -> list[float]:
    """Return every value that a chart of a finding must have room for."""
    return _extent([_shown(point, indicator) for point in finding.points])


def _extent(points: list[Point]) -> list[float]:
    fields = ("charted", "lower", "upper", "charted_target", "target_lower", "target_upper")
    every = (getattr(point, field) for point in points for field in fields)
    return [value for value in every if value is not None]


def _line_labels(
    points: list[Point],
    middle: float | None,
    last: str,
    scale: Scale,
    indicator: Indicator,
    beside: Beside | None,
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
    if beside and beside.figures:
        wanted.append((list(beside.figures.values())[-1], beside.name, BESIDE))
    there = [(value, text, colour) for value, text, colour in wanted if value is not None]
    placed = scale.apart([value for value, _, _ in there], LABEL_GAP)
    return [
        {"x": last, "y": y, "text": text, "colour": colour}
        for y, (_, text, colour) in zip(placed, there, strict=True)
    ]
