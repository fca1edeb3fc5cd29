"""How widgets look: the report's own type and colours, in as many columns as there is room for."""

from __future__ import annotations

import ipywidgets as widgets

__all__ = ["style"]

_STYLE = """<style>
.pmf-explorer, .pmf-explorer .widget-html-content { font-family: "Source Sans 3", "Noto Sans",
  "DejaVu Sans", system-ui, sans-serif; color: #1b2530; font-size: 16px; line-height: 1.5; }
.pmf-explorer { max-width: 1120px; width: auto; overflow: visible; padding: 0 5px; }
.pmf-explorer > .widget-html, .pmf-explorer .widget-html-content { width: auto; height: auto;
  max-width: 100%; overflow: visible; margin: 0; }
.pmf-controls { display: grid; gap: 10px 20px; overflow: visible; margin: 0 0 14px;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr)); }
.pmf-controls > .jupyter-widgets { width: auto; margin: 0; height: auto; display: flex;
  flex-direction: column; align-items: stretch; overflow: visible; }
.pmf-controls > .pmf-wrong > .widget-label { color: #b10e1e; }
.pmf-controls > .pmf-wrong > input[type] { border: 2px solid #b10e1e; }
.pmf-opener > button { align-self: flex-start; width: auto; height: auto; min-height: 40px;
  padding: 6px 18px; margin: 0; font-size: 16px; line-height: 1.4; color: #fff;
  background: #12436d; border-radius: 2px; }
.pmf-opener > button:focus-visible { outline: 3px solid #12436d !important; outline-offset: 2px; }
.pmf-controls > .pmf-wide { grid-column: 1 / -1; }
.pmf-controls .widget-label { width: auto; text-align: left; font-size: 15px; font-weight: 600;
  color: #1b2530; height: auto; line-height: 1.4; margin: 0; overflow: visible;
  white-space: normal; }
.pmf-controls > .jupyter-widgets > select, .pmf-controls > .jupyter-widgets > input[type] {
  flex: 0 0 auto; height: 40px; width: 100%; max-width: 100%; font-size: 16px; line-height: 1.3;
  color: #1b2530; background-color: #fff; border: 1px solid #4a545f; border-radius: 2px; }
.pmf-controls select:focus-visible, .pmf-controls input:focus-visible,
.pmf-explorer summary:focus-visible, .pmf-explorer .scroll:focus-visible {
  outline: 3px solid #12436D !important; outline-offset: 2px; }
.pmf-chart { width: 100%; max-width: 800px; overflow: visible; margin: 0; }
.pmf-chart .vega-embed, .pmf-chart .vega-embed > div { width: 100%; padding: 0; }
.pmf-explorer p { margin: 0 0 6px; max-width: 44em; }
.pmf-explored h2 { font-size: 20px; font-weight: 700; line-height: 1.3; margin: 0 0 6px; }
.pmf-explored .said { font-size: 18px; margin: 6px 0 12px; }
.pmf-explorer .quiet, .pmf-explorer .note, .pmf-explorer dt { color: #4a545f; font-size: 15px; }
.pmf-explorer dl { display: grid; gap: 0 20px; margin: 10px 0; padding: 0;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 210px), 1fr)); }
.pmf-explorer dt { font-weight: 400; margin: 0; float: none; width: auto; }
.pmf-explorer dd { font-weight: 600; margin: 0 0 12px; width: auto; float: none; }
.pmf-explorer summary { color: #12436D; text-decoration: underline; text-underline-offset: 3px;
  cursor: pointer; padding: 4px 0; }
.pmf-explorer .scroll { overflow-x: auto; }
.pmf-explorer table { border-collapse: collapse; font-size: 15px; color: #1b2530; }
.pmf-explorer caption { text-align: left; color: #4a545f; padding: 0 0 8px; caption-side: top; }
.pmf-explorer th, .pmf-explorer td { text-align: left; padding: 5px 14px 5px 0; font-weight: 400;
  border-bottom: 1px solid #d5dbe1; background: none; }
.pmf-explorer thead th { font-weight: 600; border-bottom: 2px solid #1b2530; }
.pmf-explorer tr.changed td:last-child { font-weight: 700; }
.pmf-explorer .sr { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.pmf-multiples { display: grid; gap: 20px; margin: 10px 0 20px;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); }
.pmf-multiples figure { margin: 0; }
.pmf-multiples figcaption { font-weight: 600; }
.pmf-multiples svg { display: block; width: 100%; height: auto; }
@media (max-width: 600px) {
  .pmf-controls { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8px 12px; }
  .pmf-controls > .pmf-most { grid-column: 1 / -1; }
}
.pmf-explorer .num { text-align: right; font-variant-numeric: tabular-nums; }
</style>"""


def style() -> widgets.HTML:
    """Return the style sheet, to stand once among the widgets of a notebook."""
    return widgets.HTML(_STYLE)
