"""Longer periods for series with few cases: months put together as quarters, to be charted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pmf_analysis.framework.indicator import ChartKind
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.judgements.charting import Floats, Rows, draw
from pmf_analysis.judgements.patterns import patterns
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.series import Series
from pmf_analysis.statistics.control_chart import RuleSet

__all__ = ["longer"]

MONTHS = 3
QUARTERS = 4


def longer(series: Series, rows: Rows, rules: RuleSet) -> Series | None:
    """Put the months of a series with few cases together as quarters of the council's year.

    Parameters
    ----------
    series : Series
        Any series.
    rows : Rows
        The same series' in-period figures, one row.
    rules : RuleSet
        The council's rules for special causes.

    Returns
    -------
    Series or None
        Whole quarters without a gap, an exclusion or a rebase within; None unless the series is
        monthly, has too few cases for limits, and has enough of them by the quarter.
    """
    indicator = series.indicator
    few = series.drawn.kind is ChartKind.RUN and indicator.chart is ChartKind.UNNAMED
    if not few or indicator.frequency is not Frequency.MONTH:
        return None
    opens = [k for k, p in enumerate(series.periods) if (p.first - p.year_starts + 1) % MONTHS == 0]
    starts = [k for k in opens if k + MONTHS <= len(series.periods)]
    if not starts:
        return None
    quarterly = replace(indicator, frequency=Frequency.QUARTER)
    at = np.array(starts)[:, None] + np.arange(MONTHS)
    segment = rows.segments[0][at]
    whole = (segment == segment[:, :1]).all(axis=1)
    parts = (rows.values, rows.numerators, rows.denominators)
    values, numerators, denominators = (_sum(part[0][at], whole) for part in parts)
    if not indicator.adds_up:
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.where(denominators > 0, indicator.per * numerators / denominators, np.nan)
    together = Rows(
        values[None],
        numerators[None],
        denominators[None],
        segment[None, :, -1],
        QUARTERS,
        np.ones((1, len(starts)), dtype=bool),
    )
    drawn = draw([quarterly], together, rules)
    if drawn[0].kind is ChartKind.RUN:
        return None
    return replace(
        series,
        indicator=quarterly,
        periods=tuple(_quarter(series.periods[k]) for k in starts),
        value=values,
        numerator=numerators,
        denominator=denominators,
        charted=values,
        charted_numerator=numerators,
        charted_denominator=denominators,
        status=np.full(len(starts), "", dtype="<U1"),
        targets=tuple(_target(series, k) for k in starts),
        excluded=np.zeros(len(starts), dtype=bool),
        drawn=drawn[0],
        patterns=patterns(together, drawn)[0],
    )


def _sum(months: Floats, whole: np.ndarray) -> Floats:
    """Sum of each quarter's months; NaN where one is missing."""
    return np.where(whole, months.sum(axis=1), np.nan)


def _quarter(month: Period) -> Period:
    return Period(Frequency.QUARTER, month.first, MONTHS, month.year_starts)


def _target(series: Series, k: int) -> Target:
    """Counts have the sum of their months' targets, shares and rates the last month's."""
    months = [series.charted_target(k + step) for step in range(MONTHS)]
    if not series.indicator.adds_up:
        return months[-1]
    names = ("target", "lower", "upper")
    return Target(**{name: sum(getattr(month, name) for month in months) for name in names})
