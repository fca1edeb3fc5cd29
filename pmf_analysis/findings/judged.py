"""From a checked book to a finding for each of its series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework, Spc
from pmf_analysis.judgements.assess import assess
from pmf_analysis.judgements.charting import Floats, Rows, draw
from pmf_analysis.judgements.evidence import Happening
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.longer import longer
from pmf_analysis.judgements.outlook import outlook
from pmf_analysis.judgements.patterns import patterns
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.series import Series
from pmf_analysis.statistics.control_chart import MAKING_DATA_COUNT, PLOT_THE_DOTS, RuleSet
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.series import Panel, panels

__all__ = ["judged", "reported_on", "rule_set", "series_of"]

# Weeks after its end when a quarter without a calendar entry is taken to be reported.
USUAL_DELAY = dt.timedelta(weeks=9)


def judged(
    book: Book, quarter: Period, as_at: dt.date | None, *, forecast: bool = False
) -> Iterator[Finding]:
    """Yield a finding for each series, in the order of profile and catalogue.

    Parameters
    ----------
    book : Book
        As at a date, rolled up, disclosed and for one audience.
    quarter : Period
        The reporting quarter.
    as_at : date or None
        Decides what was due; the day of publication when left out.
    forecast : bool
        Whether to forecast the council's own year-end figures.
    """
    day = reported_on(book.framework, quarter, as_at)
    rules = rule_set(book.framework.spc)
    found: dict[tuple[str, str], Finding] = {}
    for series, row, panel, k in series_of(book, quarter):
        by_quarter = longer(series, row, rules)
        finding = assess(series, book.framework.rating, rules.minimum_points, day, by_quarter)
        key = panel.keys[k]
        if forecast and key[1] == book.framework.council.code and finding.shown:
            year = _year(panel, k)
            finding = replace(finding, outlook=outlook(series, row, year, _ahead(panel, k)))
        found[key] = finding
    for organisation in book.framework.organisations:
        for indicator in book.indicators:
            if (indicator, organisation) in found:
                yield found[indicator, organisation]


def series_of(book: Book, quarter: Period) -> Iterator[tuple[Series, Rows, Panel, int]]:
    """Yield each series with its chart: with what the chart is drawn from, its panel and place.

    Parameters
    ----------
    book : Book
        As at a date, rolled up, disclosed and for one audience.
    quarter : Period
        The reporting quarter.
    """
    rules, happenings = rule_set(book.framework.spc), _happenings(book, quarter)
    for panel in panels(book, quarter):
        rows = _rows(panel)
        drawn = draw([book.indicators[code] for code, _ in panel.keys], rows, rules)
        shown = patterns(rows, drawn)
        for k, key in enumerate(panel.keys):
            series = Series(
                book.indicators[key[0]],
                key[1],
                book.framework.organisation_name(key[1]),
                panel.periods,
                panel.value[k],
                panel.numerator[k],
                panel.denominator[k],
                panel.charted[k],
                panel.charted_numerator[k],
                panel.charted_denominator[k],
                panel.status[k],
                _targets(panel, k),
                panel.excluded[k],
                drawn[k],
                shown[k],
                happenings.get(key, ()),
            )
            yield series, rows.take([k]), panel, k


def _rows(panel: Panel) -> Rows:
    """What the charts are drawn from: in-period figures without what is excluded."""
    parts = (panel.charted, panel.charted_numerator, panel.charted_denominator)
    values, numerators, denominators = (np.where(panel.excluded, np.nan, p) for p in parts)
    # A year is judged by the effects of seasons that were known when it began; a rebase within
    # it lets what came before the rebase count as well.
    opening = _opening(panel)
    changes = np.diff(panel.segment, axis=1, prepend=panel.segment[:, :1]) != 0
    rebased = np.max(np.where(changes, np.arange(len(panel.periods)), 0), axis=1, keepdims=True)
    settled = np.arange(len(panel.periods)) < np.maximum(rebased, opening)
    a_year = panel.periods[0].frequency.per_year
    return Rows(values, numerators, denominators, panel.segment, a_year, settled)


def rule_set(spc: Spc) -> RuleSet:
    """Return the rules for special causes that the profile asks for."""
    base = PLOT_THE_DOTS if spc.rules == "plot_the_dots" else MAKING_DATA_COUNT
    return replace(base, run_length=spc.run_length, minimum_points=spc.minimum_points)


def reported_on(framework: Framework, quarter: Period, as_at: dt.date | None) -> dt.date:
    """Return the day that decides what was due."""
    dates = framework.quarters.get(quarter)
    published = dates.publication if dates else None
    return as_at or published or quarter.end + USUAL_DELAY


def _targets(panel: Panel, k: int) -> tuple[Target, ...]:
    columns = (panel.target, panel.lower, panel.upper, panel.tolerance, panel.floor)
    return tuple(Target(*(float(c[k, t]) for c in columns)) for t in range(len(panel.periods)))


def _year(panel: Panel, k: int) -> tuple[Floats, Floats, Floats]:
    """In-period values and parts of the year so far, excluded ones among them."""
    so_far = slice(_opening(panel), None)
    parts = (panel.charted, panel.charted_numerator, panel.charted_denominator)
    values, numerators, denominators = (part[k, so_far] for part in parts)
    return values, numerators, denominators


def _opening(panel: Panel) -> int:
    """Position of the first period of the year that the panel ends in."""
    return max((k for k, period in enumerate(panel.periods) if period.opens_year), default=0)


def _ahead(panel: Panel, k: int) -> tuple[Target, ...]:
    columns = [panel.ahead[name] for name in ("target", "lower", "upper")]
    return tuple(Target(*(float(c[k, t]) for c in columns)) for t in range(columns[0].shape[1]))


def _happenings(book: Book, quarter: Period) -> dict[tuple[str, str], tuple[Happening, ...]]:
    told: dict[tuple[str, str], tuple[Happening, ...]] = {}
    for row in book.events.to_dict("records"):
        if book.framework.period(row["period"]) > quarter:
            continue
        key = (row["indicator"], row["organisation"])
        names = ("period", "label", "rebase", "exclude", "reason", "approved_by")
        told[key] = (*told.get(key, ()), Happening(*(row[name] for name in names)))
    return told
