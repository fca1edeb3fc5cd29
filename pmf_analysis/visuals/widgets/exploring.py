"""The explorer: any series over any stretch, beside others, as another chart, limits anew."""

from __future__ import annotations

import ipywidgets as widgets
from markupsafe import Markup

from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.trial import Choice, Rules
from pmf_analysis.framework.indicator import ChartKind
from pmf_analysis.visuals.templates import render
from pmf_analysis.visuals.widgets import offers
from pmf_analysis.visuals.widgets.canvas import Ruler, canvas
from pmf_analysis.visuals.widgets.panel import Panel, dropdown, fit
from pmf_analysis.visuals.widgets.shown import shown

__all__ = ["Explorer", "explorer"]


def explorer(extract: Extract, scope: str = "") -> Explorer:
    """Return the explorer of an extract, ready to be displayed.

    Parameters
    ----------
    extract : Extract
        All that it can show.
    scope : str
        The code of the indicator to begin with; "" for the first.

    Raises
    ------
    WrongUse
        There is no such indicator.
    """
    return Explorer(extract, scope)


class Explorer(Panel):
    """A series as chosen: its chart, the sentence of its verdict, facts and figures."""

    def __init__(self, extract: Extract, scope: str = "") -> None:
        self.start, self.until = dropdown("From"), dropdown("To")
        self.beside = dropdown("Beside", "pmf-most")
        self.chart = dropdown("Chart", "pmf-most")
        self.rebase = dropdown("Limits start anew in", "pmf-most")
        self.rules = dropdown("Rules for unusual change", "pmf-most")
        self.rules.options = offers.rules(extract)
        self.heading, self.canvas, self.below = widgets.HTML(), canvas(), widgets.HTML()
        controls = (self.start, self.until, self.beside, self.chart, self.rebase, self.rules)
        super().__init__(extract, scope, controls, (self.heading, Ruler(), self.canvas, self.below))

    @property
    def choice(self) -> Choice:
        """What the controls ask for."""
        return Choice(
            indicator=self.indicator.value,
            organisation=self.organisation.value,
            until=self.until.value,
            start=self.start.value,
            rebase=self.rebase.value,
            chart=ChartKind(self.chart.value),
            rules=Rules(self.rules.value),
            beside=self.beside.value,
        )

    def offer(self) -> None:
        """Offer the periods, comparators and charts of the series."""
        series = self.indicator.value, self.organisation.value
        fit(self.start, offers.starts(self.extract, *series))
        fit(self.until, offers.quarters(self.extract))
        fit(self.beside, offers.comparators(self.extract, *series))
        fit(self.rebase, offers.rebases(self.extract, self.choice))
        fit(self.chart, offers.charts(self.extract, self.choice))

    def show(self) -> None:
        """Draw the chart once, and say what it shows."""
        result = shown(self.extract, self.choice)
        further = Markup(result.further.html)  # noqa: S704 - from a template that escapes
        self.heading.value = render("explored_title.html", shown=result)
        self.canvas.spec = result.spec
        self.below.value = render("explored.html", shown=result, further=further)
