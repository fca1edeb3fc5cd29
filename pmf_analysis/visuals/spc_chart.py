"""The chart of a finding as a page shows it: title, alternative text, notes and table with it."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import alt_text, notes, sentences, words
from pmf_analysis.visuals.figure import Figure, series_data
from pmf_analysis.visuals.rows import data_header, data_rows
from pmf_analysis.visuals.series_spec import NARROW, WIDE, series_spec

__all__ = ["spc_chart"]


def spc_chart(
    finding: Finding,
    indicator: Indicator,
    year_starts: int,
    aside: str = "",
    below: str = "",
    *,
    internal: bool = False,
) -> Figure:
    """Draw a finding's series, with limits where they may be shown.

    Parameters
    ----------
    finding : Finding
        With its points.
    indicator : Indicator
        What is measured.
    year_starts : int
        First month of the council's year, to read periods with.
    aside, below : str
        HTML to stand beside the chart, and below it.
    internal : bool
        Whether the page is for the council's own eyes.
    """
    specs = tuple(
        (name, series_spec(finding, indicator, year_starts, size))
        for name, size in (("wide", WIDE), ("narrow", NARROW))
    )
    stretch = words.span(finding.first_period, finding.last_period, year_starts)
    return Figure(
        title=sentences.chart_title(finding, indicator, year_starts),
        subtitle=f"{indicator.name}, {finding.organisation_name}, {stretch}",
        alternative=alt_text.series(finding, indicator, year_starts),
        specs=specs,
        header=data_header(finding),
        rows=data_rows(finding, indicator),
        notes=notes.chart_notes(finding, indicator, internal=internal),
        aside=aside,
        below=below,
        data=series_data(finding),
    )
