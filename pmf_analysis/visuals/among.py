"""What the charts of a comparison group share: its rows, and how the council is marked.

Every part of these charts has a set place: programs that draw text disagree about its width, and a
chart must not move when it wakes up.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.judgements.evidence import Comparison, Place
from pmf_analysis.visuals import theme, words
from pmf_analysis.visuals.captions import CHARACTER

__all__ = [
    "NARROW", "OTHER", "OURS", "WIDE", "Size", "about", "barred", "brief", "cut", "interval",
    "kind", "likely", "pointed", "rows_axis", "told",
]  # fmt: skip

OURS, OTHER = theme.COLOURS[0], "#BFBFBF"  # the Government Analysis Function's focus pair
OTHER_LINE = theme.CENTRE  # the grey alone is too pale for a thin line
BESIDE = 8  # pixels between the names and the rows
_KINDS = ["ours", "other"]


@dataclass(frozen=True)
class Size:
    """How big a chart of rows is.

    Attributes
    ----------
    width : int
        Pixels, names included.
    row : int
        Pixels of height for each row.
    names : int
        Pixels for the names at the left; 0 where they stand above their rows.
    right : int
        Pixels to the right of the last tick, for half of its label.
    """

    width: int
    row: int
    names: int
    right: int = 16

    @property
    def plot(self) -> int:
        """Pixels from the first to the last value."""
        return self.width - self.left - self.right

    @property
    def left(self) -> int:
        """Pixels before the first value."""
        return self.names + BESIDE

    def framed(self, rows: int, top: int, bottom: int) -> dict[str, Any]:
        """Return what gives a chart its size, with room above and below its rows."""
        return {
            "width": self.plot,
            "height": self.row * rows,
            "autosize": "none",
            "padding": {"left": self.left, "right": self.right, "top": top, "bottom": bottom},
        }


WIDE, NARROW = Size(700, 23, 190), Size(350, 21, 152)


def cut(name: str, pixels: float) -> str:
    """Return a name that fits its place, with an ellipsis where it is cut."""
    most = int(pixels / CHARACTER)
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def told(place: Place) -> str:
    """Return an area's name for a table, in which the council is pointed out."""
    return f"{place.name} (this council)" if place.ours else place.name


def kind(place: Place) -> str:
    """Return whether a mark is the council's: one of the kinds that `pointed` draws."""
    return "ours" if place.ours else "other"


def brief(value: float, indicator: Indicator) -> str:
    """Spell a figure in a chart, where "per 100,000" would find no room."""
    if indicator.unit in {Unit.PERCENT, Unit.CURRENCY}:
        return words.figure(value, indicator)
    return words.number(value, indicator)


def interval(place: Place, indicator: Indicator) -> str:
    """Spell the 95% interval of a figure; "" where none is known."""
    if place.lower is None or place.upper is None:
        return ""
    return f"{words.number(place.lower, indicator)} to {words.number(place.upper, indicator)}"


def likely(place: Place) -> str:
    """Spell the places that chance leaves open; "" where they are not known."""
    low, high = place.rank_lower, place.rank_upper
    if low is None or high is None:
        return ""
    return f"{low} to {high}" if low < high else str(low)


def about(compared: Comparison, indicator: Indicator, year_starts: int) -> str:
    """Say what is measured, whose it is, when, and beside whom."""
    group = compared.group.replace("-", " ").replace("_", " ")
    when = words.short_period(compared.period, year_starts)
    return f"{indicator.name}, {compared.ours.name}, {when}. Group: {group}"


def rows_axis(names: Sequence[str], size: Size, ours: int | None = None) -> alt.Y:
    """Return the axis of a row a name, by the field ``row``; the council's in bold."""
    keys = [str(k) for k in range(len(names))]
    is_ours = f"datum.value === '{ours}'"
    labels = [cut(name, size.names) for name in names]
    axis = alt.Axis(
        title=None,
        grid=False,
        labelLimit=0,
        labelPadding=BESIDE,
        labelExpr=f"{json.dumps(labels)}[datum.value]",
        labelFontWeight=alt.condition(is_ours, alt.value("bold"), alt.value("normal")),
        labelColor=alt.condition(is_ours, alt.value(OURS), alt.value(theme.QUIET)),
    )
    return alt.Y(
        "row:N", sort=None, scale=alt.Scale(domain=keys), axis=axis if size.names else None
    )


def pointed() -> dict[str, Any]:
    """Return the encodings of points: the council a dark diamond, the others pale discs."""
    return {
        "fill": _scaled(alt.Fill, [OURS, OTHER]),
        "stroke": _scaled(alt.Stroke, ["#fff", theme.COMMON]),
        "shape": _scaled(alt.Shape, ["diamond", "circle"]),
        "size": _scaled(alt.Size, [150, 56]),
    }


def barred(ours: int, others: int) -> dict[str, Any]:
    """Return the encodings of intervals, by their widths in pixels."""
    return {
        "color": _scaled(alt.Color, [OURS, OTHER_LINE]),
        "strokeWidth": _scaled(alt.StrokeWidth, [ours, others]),
    }


def _scaled(channel: Any, values: Sequence[Any]) -> Any:
    return channel("kind:N", scale=alt.Scale(domain=_KINDS, range=list(values)), legend=None)
