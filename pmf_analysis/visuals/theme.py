"""One look for every chart: colours, type and the Altair theme.

Colours are the Government Analysis Function's order, and those of NHS Making Data Count for
control charts. No colour carries a meaning alone: shape and word go with it.
"""

from __future__ import annotations

import altair as alt

__all__ = ["COLOURS", "COMMON", "CONCERN", "IMPROVEMENT", "INK", "NEITHER", "QUIET", "register"]

COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
INK = "#1b2530"
QUIET = "#4a545f"
HAIRLINE = "#dde2e7"
BAND = "#eaf0f6"
CENTRE = "#8796a5"
SERIES = "#5b6570"
TARGET = "#801650"
IMPROVEMENT = "#2073BC"
CONCERN = "#F46A25"
NEITHER = "#7A55B8"
COMMON = "#5b6570"
FONT = '"Source Sans 3", "Noto Sans", "DejaVu Sans", system-ui, sans-serif'
NAME = "pmf"


@alt.theme.register(NAME, enable=False)  # type: ignore[untyped-decorator, unused-ignore]
def _theme() -> alt.theme.ThemeConfig:
    axis = {
        "labelColor": QUIET,
        "labelFontSize": 13,
        "titleColor": QUIET,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "domain": False,
        "ticks": False,
        "gridColor": HAIRLINE,
        "labelPadding": 8,
    }
    return {
        "config": {
            "font": FONT,
            "background": "transparent",
            "view": {"stroke": None},
            "axis": axis,
            "axisX": {"grid": False, "labelAngle": 0},
            "range": {"category": list(COLOURS)},
            "text": {"fontSize": 13, "color": QUIET},
        }
    }


def register() -> None:
    """Make this theme the one that charts are drawn in."""
    alt.theme.enable(NAME)
