"""The comparison group a row an area: each figure with its interval, best first."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.judgements.evidence import Comparison
from pmf_analysis.visuals import among, axis, comparison, theme, words
from pmf_analysis.visuals.figure import Figure
from pmf_analysis.visuals.scale import Scale
from pmf_analysis.visuals.specification import specification

__all__ = ["neighbours", "neighbours_spec"]

LINE_HEIGHT = 17  # pixels between the names of two lines above the rows
FIRST_LINE = -9  # pixels from the top of the rows to the middle of the lowest name
TOP, BOTTOM = 8, 28  # pixels above the names of the lines, and for the ticks' labels
LEAST_TICKED = 150  # pixels that ticks are reckoned for, so that a narrow chart has a few
HALF_NAME = 7  # pixels that a line runs up beside its name


def neighbours(compared: Comparison, indicator: Indicator, year_starts: int) -> Figure:
    """Draw the council among its comparison group, with 95% intervals where they are known.

    Parameters
    ----------
    compared : Comparison
        The places, best first.
    indicator : Indicator
        What is measured.
    year_starts : int
        First month of the council's year, to read the period with.
    """
    ranked = compared.rank is not None
    likely = any(among.likely(place) for place in compared.places)
    intervals = any(place.lower is not None for place in compared.places)
    header = ["Area", *(["Place"] if ranked else []), "Figure"]
    header += ["95% interval"] if intervals else []
    header += ["Likely place"] if likely else []
    rows = []
    for place in compared.places:
        row = [among.told(place), *([str(place.rank or "")] if ranked else [])]
        row.append(words.figure(place.value, indicator))
        row += [among.interval(place, indicator)] if intervals else []
        row += [among.likely(place)] if likely else []
        rows.append(tuple(row))
    return Figure(
        title=comparison.title(compared, indicator),
        subtitle=among.about(compared, indicator, year_starts),
        alternative=_alternative(compared, indicator),
        specs=(
            ("wide", neighbours_spec(compared, indicator, among.WIDE)),
            ("narrow", neighbours_spec(compared, indicator, among.NARROW)),
        ),
        header=tuple(header),
        rows=tuple(rows),
        notes=_notes(compared),
        aside=comparison.comparison(compared, indicator).html,
    )


def neighbours_spec(compared: Comparison, indicator: Indicator, size: among.Size) -> dict[str, Any]:
    """Return the Vega-Lite specification of a comparison group."""
    theme.register()
    lines = _lines(compared, indicator)
    held = [line["value"] for line in lines]
    for place in compared.places:
        held += [v for v in (place.value, place.lower, place.upper) if v is not None]
    ticked = max(size.plot * 2 // 3, LEAST_TICKED)
    scale = Scale.around(held, percent=indicator.unit is Unit.PERCENT, height=ticked)
    x = _Along(scale, indicator)
    rows = _rows(compared, indicator)
    ours = next(k for k, place in enumerate(compared.places) if place.ours)
    base = alt.Chart().encode(y=among.rows_axis([row["name"] for row in rows], size, ours))
    chart = alt.layer(
        *_ruled(lines, x, scale),
        base.transform_filter("isValid(datum.lower)")
        .mark_rule()
        .encode(x.of("lower"), alt.X2("upper:Q"), **among.barred(3, 2)),
        base.mark_point(opacity=1, strokeWidth=1.2).encode(
            x.of("value"), tooltip=_TOLD, **among.pointed()
        ),
        data=alt.Data(values=rows),
    ).properties(**size.framed(len(rows), TOP + LINE_HEIGHT * len(lines), BOTTOM))
    return specification(chart)


_TOLD = [
    alt.Tooltip("name:N", title="Area"),
    alt.Tooltip("figure:N", title="Figure"),
    alt.Tooltip("interval:N", title="95% interval"),
]


def _rows(compared: Comparison, indicator: Indicator) -> list[dict[str, Any]]:
    return [
        {
            "row": str(k),
            "name": place.name,
            "kind": among.kind(place),
            "value": place.value,
            "lower": place.lower,
            "upper": place.upper,
            "figure": words.figure(place.value, indicator),
            "interval": among.interval(place, indicator) or "not known",
        }
        for k, place in enumerate(compared.places)
    ]


class _Along:
    """The one horizontal axis and scale that every layer shares."""

    def __init__(self, scale: Scale, indicator: Indicator) -> None:
        self._scale = alt.Scale(domain=[scale.low, scale.high], nice=False, zero=False)
        self._axis = alt.Axis(
            title=None,
            grid=True,
            values=scale.ticks,
            labelExpr=axis.label_expression(indicator),
        )

    def of(self, field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=self._axis, scale=self._scale)


def _lines(compared: Comparison, indicator: Indicator) -> list[dict[str, Any]]:
    """England and the rest of the group together, each with the row that its name stands on."""
    known = [("England", compared.nation), ("the rest", compared.others)]
    found = [(name, other.value) for name, other in known if other is not None]
    return [
        {
            "value": value,
            "text": f"{name} {among.brief(value, indicator)}",
            "at": FIRST_LINE - LINE_HEIGHT * (len(found) - 1 - k),
            "dash": name,
        }
        for k, (name, value) in enumerate(found)
    ]


def _ruled(lines: list[dict[str, Any]], x: _Along, scale: Scale) -> list[alt.Chart]:
    """The lines over all rows; a name stands on the side of its line where there is room."""
    drawn: list[alt.Chart] = []
    for line in lines:
        base = alt.Chart(alt.Data(values=[line])).encode(x.of("value"))
        left = line["value"] > (scale.low + scale.high) / 2
        dashes = [5, 3] if line["dash"] == "England" else [2, 2]
        drawn += [
            base.mark_rule(color=theme.INK, strokeDash=dashes, strokeWidth=1.4).encode(
                y=alt.value(line["at"] - HALF_NAME), y2=alt.value("height")
            ),
            base.mark_text(
                align="right" if left else "left",
                dx=-5 if left else 5,
                color=theme.INK,
                baseline="middle",
            ).encode(y=alt.value(line["at"]), text="text:N"),
        ]
    return drawn


def _notes(compared: Comparison) -> tuple[str, ...]:
    missing = [p for p in compared.places if p.lower is None]
    if len(missing) == len(compared.places):
        return ("No interval is known for these figures, so chance cannot be allowed for.",)
    notes = ["Lines: 95% intervals, the range in which each true figure plausibly lies."]
    if missing:
        notes.append(f"No interval is known for {', '.join(p.name for p in missing)}.")
    return tuple(notes)


def _alternative(compared: Comparison, indicator: Indicator) -> str:
    """Describe the chart: who leads, who is last, where the council and England stand."""
    figure, ours = words.figure, compared.ours
    first, last = compared.places[0], compared.places[-1]
    ends = ("best", "last") if compared.rank is not None else ("highest", "lowest")
    between = among.interval(ours, indicator)
    said = [f"Chart of {indicator.name} in {len(compared.places)} areas."]
    said.append(
        f"{ours.name}: {figure(ours.value, indicator)}"
        + (f", 95% interval {between}" if between else "")
        + (f", place {standing}" if (standing := _standing(compared)) else "")
        + "."
    )
    said += [
        f"The {end} is {place.name}, {figure(place.value, indicator)}."
        for end, place in zip(ends, (first, last), strict=True)
    ]
    beyond = [("England", compared.nation), ("The rest of the group together", compared.others)]
    said += [f"{name}: {figure(o.value, indicator)}." for name, o in beyond if o is not None]
    return " ".join(said)


def _standing(compared: Comparison) -> str:
    return comparison.standing(compared) if compared.rank is not None else ""
