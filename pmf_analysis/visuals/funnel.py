"""The funnel: each area's figure by what it rests on, and how far chance could move it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.judgements.evidence import Comparison, Place
from pmf_analysis.judgements.funnel import Funnel
from pmf_analysis.visuals import among, axis, captions, theme, words
from pmf_analysis.visuals.figure import Figure
from pmf_analysis.visuals.funnel_words import alternative, figures, heading, read, whereabouts
from pmf_analysis.visuals.scale import Scale
from pmf_analysis.visuals.specification import specification

__all__ = ["NARROW", "WIDE", "Plot", "funnel", "funnel_spec"]

LABEL_GAP = 15  # pixels between the baselines of two labels at the right
SPREAD = 12  # largest denominator over the smallest, from which the axis is logarithmic
HALO = 3  # pixels of white around a name
BEYOND = "#6d7782"  # an area beyond a limit: darker than the rest, and a triangle


@dataclass(frozen=True)
class Plot:
    """How big a funnel is.

    Attributes
    ----------
    width : int
        Pixels of the whole chart.
    height : int
        Pixels of the plot.
    ticks : int
        About how many the horizontal axis has.
    title : int
        Characters in a line of that axis' title.
    """

    width: int
    height: int
    ticks: int
    title: int


WIDE, NARROW = Plot(700, 300, 6, 80), Plot(350, 230, 3, 36)
TICK_ROOM, TITLE_LINE = 26, 17  # pixels below the plot: the ticks' labels, and a line of the title
TOP = 8  # pixels
ASIDE = 10  # pixels between the plot and what stands to its left and right


def funnel(compared: Comparison, indicator: Indicator, year_starts: int) -> Figure | None:
    """Draw a comparison group's funnel; None where it has none.

    Parameters
    ----------
    compared : Comparison
        With its funnel.
    indicator : Indicator
        What is measured.
    year_starts : int
        First month of the council's year, to read the period with.
    """
    if compared.funnel is None:
        return None
    header, rows = figures(compared, compared.funnel, indicator)
    return Figure(
        title=heading(compared, compared.funnel, indicator),
        subtitle=f"Funnel: {among.about(compared, indicator, year_starts)}",
        alternative=alternative(compared, compared.funnel, indicator),
        specs=tuple(
            (name, funnel_spec(compared, compared.funnel, indicator, plot))
            for name, plot in (("wide", WIDE), ("narrow", NARROW))
        ),
        header=header,
        rows=rows,
        aside=read(compared, compared.funnel).html,
    )


def funnel_spec(
    compared: Comparison, made: Funnel, indicator: Indicator, plot: Plot
) -> dict[str, Any]:
    """Return the Vega-Lite specification of a funnel."""
    theme.register()
    rows = _rows(compared, made, indicator)
    held = [row["value"] for row in rows]
    held += [limit for bounds in made.curve for limit in (bounds.lower_998, bounds.upper_998)]
    scale = Scale.around(
        held, percent=indicator.unit is Unit.PERCENT, height=plot.height, from_zero=False
    )
    frame = _Frame(made, scale, indicator, plot)
    curve = alt.Data(values=[{**asdict(bounds), "centre": made.centre} for bounds in made.curve])
    base = alt.Chart(curve).encode(frame.x)
    chart = alt.layer(
        base.mark_area(color=theme.BAND).encode(frame.y("lower_95"), alt.Y2("upper_95:Q")),
        *(
            base.mark_line(color=theme.CENTRE, strokeWidth=1.2, strokeDash=dash).encode(
                frame.y(name)
            )
            for name, dash in _LINES.items()
        ),
        _ends(frame),
        alt.Chart(alt.Data(values=rows))
        .mark_point(opacity=1, strokeWidth=1.2)
        .encode(frame.x, frame.y("value"), tooltip=_TOLD, **_marked()),
        *_named(rows, frame),
    ).properties(**frame.framed())
    return specification(chart)


_LINES = {
    "centre": [],
    "lower_95": [],
    "upper_95": [],
    "lower_998": [4, 3],
    "upper_998": [4, 3],
}
_TOLD = [
    alt.Tooltip("name:N", title="Area"),
    alt.Tooltip("figure:N", title="Figure"),
    alt.Tooltip("of:N", title="Rests on"),
    alt.Tooltip("stands:N", title="Where it stands"),
]


class _Frame:
    """The axes and scales that every layer shares, and where a figure stands in pixels."""

    def __init__(self, made: Funnel, scale: Scale, indicator: Indicator, plot: Plot) -> None:
        self.scale, self.height = scale, plot.height
        self.low, self.high = made.curve[0].denominator, made.curve[-1].denominator
        self.logarithmic = self.high / self.low > SPREAD
        self.ends = _line_names(made, indicator)
        title = textwrap.wrap(indicator.denominator or "What the figure rests on", plot.title)
        self._across = alt.Axis(
            title=None, values=scale.ticks, labelExpr=axis.label_expression(indicator)
        )
        self._upright = alt.Scale(domain=[scale.low, scale.high], nice=False, zero=False)
        self._padding = {
            "left": _room(among.brief(tick, indicator) for tick in scale.ticks),
            "right": _room(name for _, name in self.ends),
            "top": TOP,
            "bottom": TICK_ROOM + TITLE_LINE * len(title),
        }
        self.width = plot.width - self._padding["left"] - self._padding["right"]
        self.x = alt.X(
            "denominator:Q",
            scale=alt.Scale(
                type="log" if self.logarithmic else "linear",
                domain=[self.low, self.high],
                nice=False,
                zero=False,
            ),
            axis=alt.Axis(title=title, tickCount=plot.ticks, format=",~r", grid=False),
        )

    def framed(self) -> dict[str, Any]:
        """Every part of the chart in its set place; see `among`."""
        size = {"width": self.width, "height": self.height}
        return {**size, "autosize": "none", "padding": self._padding}

    def y(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=self._across, scale=self._upright)

    def pixel(self, denominator: float, value: float) -> tuple[float, float]:
        at = math.log if self.logarithmic else float
        share = (at(denominator) - at(self.low)) / (at(self.high) - at(self.low))
        up = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.width * share, self.height * (1 - up)


def _rows(compared: Comparison, made: Funnel, indicator: Indicator) -> list[dict[str, Any]]:
    members = {member.area: member for member in made.members}
    return [
        {
            "name": place.name,
            "kind": _kind(place, member.outside),
            "denominator": member.bounds.denominator,
            "value": place.value,
            "figure": words.figure(place.value, indicator),
            "of": f"{member.bounds.denominator:,.0f}",
            "stands": whereabouts(member.outside),
        }
        for place in compared.places
        for member in (members[place.area],)
    ]


def _kind(place: Place, outside: int) -> str:
    if place.ours or not outside:
        return among.kind(place)
    return "above" if outside > 0 else "below"


def _marked() -> dict[str, Any]:
    """The encodings of points: the council, the rest, and who lies beyond a limit."""
    looks = {
        "ours": (among.OURS, "#fff", "diamond", 170),
        "other": (among.OTHER, theme.COMMON, "circle", 56),
        "above": (BEYOND, theme.INK, "triangle-up", 80),
        "below": (BEYOND, theme.INK, "triangle-down", 80),
    }
    channels = {"fill": alt.Fill, "stroke": alt.Stroke, "shape": alt.Shape, "size": alt.Size}
    return {
        name: channel(
            "kind:N",
            scale=alt.Scale(domain=list(looks), range=[look[k] for look in looks.values()]),
            legend=None,
        )
        for k, (name, channel) in enumerate(channels.items())
    }


def _line_names(made: Funnel, indicator: Indicator) -> list[tuple[float, str]]:
    """Where each line ends at the right, and what it is."""
    last = made.curve[-1]
    return [
        (last.upper_998, "99.8%"),
        (last.upper_95, "95%"),
        (made.centre, f"group {among.brief(made.centre, indicator)}"),
        (last.lower_95, "95%"),
        (last.lower_998, "99.8%"),
    ]


def _room(labels: Iterable[str]) -> int:
    """Pixels that labels beside the plot need."""
    return ASIDE + round(captions.CHARACTER * max(map(len, labels), default=0))


def _ends(frame: _Frame) -> alt.Chart:
    """Names at the right end of the lines, pushed apart where they would touch."""
    placed = frame.scale.apart([value for value, _ in frame.ends], LABEL_GAP)
    rows = [
        {"denominator": frame.high, "y": y, "text": text}
        for y, (_, text) in zip(placed, frame.ends, strict=True)
    ]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_text(align="left", dx=7, baseline="middle", color=theme.QUIET)
        .encode(frame.x, frame.y("y"), text="text:N")
    )


def _named(rows: list[dict[str, Any]], frame: _Frame) -> list[alt.Chart]:
    """The names of the council and of who lies beyond a limit, each on a white edge."""
    chosen = sorted((r for r in rows if r["kind"] != "other"), key=lambda r: r["kind"] != "ours")
    points = [frame.pixel(row["denominator"], row["value"]) for row in rows]
    named = [(*frame.pixel(r["denominator"], r["value"]), r["name"]) for r in chosen]
    found = captions.placed(named, points, frame.width, frame.height)
    return [
        _name(row, caption, frame, halo=halo)
        for row, caption in zip(chosen, found, strict=True)
        for halo in (True, False)
    ]


def _name(
    row: dict[str, Any], caption: captions.Caption, frame: _Frame, *, halo: bool
) -> alt.Chart:
    """A name beside its point, or the white edge that keeps it clear of what lies beneath."""
    ours = row["kind"] == "ours"
    colour = among.OURS if ours else theme.QUIET
    edge = {"stroke": "#fff", "strokeWidth": HALO} if halo else {"color": colour}
    return (
        alt.Chart(alt.Data(values=[{k: row[k] for k in ("name", "denominator", "value")}]))
        .mark_text(
            align=caption.align,
            dx=caption.dx,
            dy=caption.dy,
            baseline="middle",
            fontWeight="bold" if ours else "normal",
            **edge,
        )
        .encode(frame.x, frame.y("value"), text="name:N")
    )
