"""One indicator in every part of the council that reports it, on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.trial import Choice, trial
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import alt_text, sentences, words
from pmf_analysis.visuals.figure import draw
from pmf_analysis.visuals.series_spec import NARROW, extent, series_spec
from pmf_analysis.visuals.templates import render
from pmf_analysis.visuals.widgets.panel import Panel

__all__ = ["Directorates", "Multiple", "directorates", "multiples"]

HEADER = ("Part of the council", "Period", "Figure", "Target", "Rating", "Change", "Verdict")
NUMERIC = {2, 3}  # columns of figures


def directorates(extract: Extract, scope: str = "") -> Directorates:
    """Return widgets that set one indicator's charts side by side, a part of the council each.

    Parameters
    ----------
    extract, scope
        As `explorer`.
    """
    return Directorates(extract, scope)


@dataclass(frozen=True)
class Multiple:
    """The small chart of one part of the council.

    Attributes
    ----------
    finding : Finding
        The report's own.
    spec : dict
        Its chart, on the scale that all share.
    alternative : str
        The chart in words.
    """

    finding: Finding
    spec: dict[str, Any]
    alternative: str

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.finding.organisation_name

    @property
    def verdict(self) -> str:
        """The verdict's name."""
        return sentences.verdict_name(self.finding)

    @property
    def drawing(self) -> Markup:
        """The chart as SVG."""
        return Markup(draw(self.spec))  # noqa: S704 - our own SVG


def multiples(extract: Extract, indicator: str) -> tuple[Multiple, ...]:
    """Return the charts of everyone who reports an indicator, the council first, on one scale."""
    measured, starts = extract.indicators[indicator], extract.framework.council.year_starts
    found = [trial(extract, Choice(indicator, o)) for o in extract.organisations[indicator]]
    reach = [value for finding in found for value in extent(finding, measured)]
    return tuple(
        Multiple(
            finding,
            series_spec(finding, measured, starts, NARROW, reach=reach),
            alt_text.series(finding, measured, starts),
        )
        for finding in found
    )


class Directorates(Panel):
    """One indicator's small charts, and a table of its latest figures."""

    def __init__(self, extract: Extract, scope: str = "") -> None:
        self.below = widgets.HTML()
        super().__init__(extract, scope, (), (self.below,))

    def whose(self) -> tuple[Any, ...]:
        """Offer no part of the council: all are shown."""
        return ()

    def show(self) -> None:
        """Draw every chart."""
        code = self.indicator.value
        charts = multiples(self.extract, code)
        self.below.value = render(
            "side_by_side.html",
            name=self.extract.indicators[code].name,
            charts=charts,
            header=HEADER,
            numeric=NUMERIC,
            rows=[self._row(chart.finding) for chart in charts],
        )

    def _row(self, finding: Finding) -> tuple[str, ...]:
        indicator = self.extract.indicators[finding.indicator]
        label = self.extract.framework.rating.label(finding.rating)
        return (
            finding.organisation_name,
            finding.period or finding.expected_period,
            words.figure(finding.value, indicator),
            words.target_words(finding, indicator) or "None",
            words.rating_words(finding.rating, label),
            words.variation_words(finding),
            sentences.verdict_name(finding),
        )
