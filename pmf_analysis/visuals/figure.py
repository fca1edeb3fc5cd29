"""A figure: charts with their title, alternative text and table, as a notebook displays it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from typing import Any

import vl_convert
from markupsafe import Markup

from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals.rows import SHORTHAND
from pmf_analysis.visuals.templates import render

__all__ = [
    "CHARTS",
    "DEFERRED",
    "Figure",
    "Html",
    "chart_id",
    "chart_mark",
    "comparison_data",
    "data_mark",
    "draw",
    "picture",
    "series_data",
]

# Under this type a figure hands its specifications to the build, which draws them all at once.
CHARTS = "text/x-pmf-charts"
# Set by a build: charts are drawn after the notebooks have run, not in each of them.
DEFERRED = "PMF_DRAW_LATER"
PRINT_SCALE = 2  # pixels for each point of a chart


@dataclass(frozen=True)
class Html:
    """A piece of a page, already safe: its text came through an escaping template."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True)
class Figure:
    """Charts of one thing at one or more widths.

    Attributes
    ----------
    title : str
        Says the finding.
    subtitle : str
        Measure, area and period.
    alternative : str
        The text alternative.
    specs : tuple of (class name, Vega-Lite specification)
        The widest first; the style sheet shows one of them.
    header, rows : tuple
        The data, as a table.
    notes : tuple of str
        What a reader must know beside the chart.
    aside, below : str
        HTML from our templates that stands beside the chart and below it.
    data : str
        The download that holds its numbers, as `series_data` names it; "" for none of its own.
    """

    title: str
    subtitle: str
    alternative: str
    specs: tuple[tuple[str, dict[str, Any]], ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    aside: str = ""
    below: str = ""
    data: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        later = bool(os.environ.get(DEFERRED))
        # Without the site's style sheet, as in JupyterLab, one size is enough.
        specs = self.specs if later else self.specs[:1]
        ids = [chart_id(spec) for _, spec in specs]
        charts = [
            (name, id_, Markup(chart_mark(id_) if later else draw(spec)))  # noqa: S704 - our own SVG
            for (name, spec), id_ in zip(specs, ids, strict=True)
        ]
        bundle = {
            "text/html": render(
                "figure.html",
                figure=self,
                charts=charts,
                aside=Markup(self.aside),  # noqa: S704 - from a template that escapes
                below=Markup(self.below),  # noqa: S704 - likewise
                marks=", ".join(f"[{m}] {SHORTHAND[m]}" for m in SHORTHAND if self._has(m)),
                data=Markup(data_mark(self.data) if self.data else ""),  # noqa: S704 - codes alone
            )
        }
        if later:
            held = zip(ids, (spec for _, spec in specs), strict=True)
            bundle[CHARTS] = json.dumps(dict(held), sort_keys=True)
        return bundle

    def _has(self, mark: str) -> bool:
        return any(f"[{mark}]" in cell for row in self.rows for cell in row)


def data_mark(name: str) -> str:
    """Return the comment that stands for the link to a download until its size is known."""
    return f"<!--pmf-data:{name}-->"


def series_data(finding: Finding) -> str:
    """Name the download with the numbers of a series' chart."""
    return f"series/{finding.indicator}/{finding.organisation}.csv".lower()


def comparison_data(indicator: str) -> str:
    """Name the download with the numbers of the charts that compare an indicator."""
    return f"comparisons/{indicator}.csv".lower()


def chart_id(spec: dict[str, Any]) -> str:
    """Return a name of 16 characters, one a specification."""
    text = json.dumps(spec, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def chart_mark(identity: str) -> str:
    """Return the comment that stands for a chart, named by `chart_id`, until it is drawn."""
    return f"<!--pmf-chart:{identity}-->"


def draw(spec: dict[str, Any]) -> str:
    """Draw a specification as SVG that can stand beside others in one page."""
    svg = vl_convert.vegalite_to_svg(spec)
    mark = chart_id(spec)[:8]
    # Vega numbers its clips from 0 in every chart; a page needs each id once.
    svg = re.sub(r'(id="|url\(#)((?:clip|gradient_)\d+)', rf"\g<1>c{mark}-\g<2>", svg)
    svg = re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", svg)
    return _lighter(svg).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


# What Vega writes on every mark though it is the default, or though nothing is drawn.
_EMPTY = re.compile(
    r'<path class="(?:background|foreground)" d="(?:M0,0h0v0h0Z)?"[^>]*/>|<path(?![^>]* d=)[^>]*/>'
    r'|<path class="background" d="[^"]*"/>'
)
_DEFAULTS = re.compile(
    r' (?:(?:fill-|stroke-)?opacity="1"|stroke-width="1"|pointer-events="none"|class="mark-[^"]*"'
    r'|transform="translate\(0,0\)")'
)
_FONT = re.compile(r' font-family="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_LONG = re.compile(r"(\d\.\d\d)\d+")  # a hundredth of a pixel is finer than any screen


def _lighter(svg: str) -> str:
    """Return the same drawing in about half the bytes: a page of many charts loads on a phone."""
    font = _FONT.search(svg)
    svg = _FONT.sub("", _DEFAULTS.sub("", _EMPTY.sub("", svg)))
    svg = _TAG.sub(lambda tag: _LONG.sub(r"\1", tag[0]), svg)
    while "<g></g>" in svg:
        svg = svg.replace("<g></g>", "")
    return svg.replace("<svg", f"<svg{font[0]}", 1) if font else svg


def picture(spec: dict[str, Any]) -> bytes:
    """Draw a specification as PNG, sharp enough for print, for files that take no SVG."""
    png: bytes = vl_convert.vegalite_to_png(spec, scale=PRINT_SCALE)
    return png
