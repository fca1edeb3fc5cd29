"""The chart widget: drawn in the page from a specification, with nothing fetched for it."""

from __future__ import annotations

from typing import Any

import altair as alt
import anywidget

__all__ = ["Ruler", "canvas"]

# SVG, so that the text alternative can be heard; expressions interpreted, as a strict content
# policy demands; and no menu, which would send the figures to an editor elsewhere.
_OPTIONS = {
    "renderer": "svg",
    "ast": True,
    "actions": False,
    "defaultStyle": False,
    "tooltip": False,
}


def canvas() -> Any:
    """Return an empty chart widget; setting its `spec` draws it anew, once."""
    alt.JupyterChart.enable_offline()
    made = alt.JupyterChart(None, embed_options=_OPTIONS)
    made.add_class("pmf-chart")
    return made


class Ruler(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]
    """An empty line as wide as the charts below it, that tells them when its width changes.

    Vega charts that are as wide as their place measure it once, and again when the window changes.
    Neither happens when a page that was drawn out of sight is shown.
    """

    _esm = """
    function render({ el }) {
      const tell = () => window.dispatchEvent(new Event("resize"));
      const seen = new ResizeObserver(tell);
      seen.observe(el);
      return () => seen.disconnect();
    }
    export default { render };
    """
