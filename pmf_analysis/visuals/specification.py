"""A chart as its Vega-Lite specification."""

from __future__ import annotations

from typing import Any

import altair as alt

__all__ = ["specification"]


def specification(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Return a chart's specification.

    It is not held against Vega-Lite's schema each time, which takes twice as long as all the rest
    of a chart; the tests do so once for every kind.
    """
    made: dict[str, Any] = chart.to_dict(validate=False)
    return made
