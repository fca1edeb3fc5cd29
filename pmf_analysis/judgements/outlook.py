"""Where the year will end: whether a forecast may be made, from what, and against which target."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator, OverTime, Polarity, Unit
from pmf_analysis.judgements.charting import Floats, Rows
from pmf_analysis.judgements.evidence import Outlook
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.series import Series, number
from pmf_analysis.judgements.verdict import Reason
from pmf_analysis.statistics.forecast import Outturn, outturn

__all__ = ["outlook"]

REMEMBERED = 4096  # forecasts of one process; a build asks for the same ones again and again
_FORECAST = {Reason.NONE, Reason.NEW}
_NEVER_NEGATIVE = {Unit.PERCENT, Unit.COUNT, Unit.RATE, Unit.DAYS}


def outlook(
    series: Series, rows: Rows, year: tuple[Floats, Floats, Floats], ahead: tuple[Target, ...]
) -> Outlook | None:
    """Forecast a series' year-end figure.

    Parameters
    ----------
    series : Series
        One that the report judges; lines, rolling, yearly and money figures are not forecast.
    rows : Rows
        The same series' in-period figures and parts, one row, less what is excluded.
    year : tuple of ndarray
        This year's in-period values, numerators and denominators so far, excluded ones among
        them: they take no part in a forecast, but they happened.
    ahead : tuple of Target
        The targets of the periods still to come in the year.

    Returns
    -------
    Outlook or None
        None where a forecast means nothing, the year is complete, or the forecast's own past
        errors do not bear it out.
    """
    indicator = series.indicator
    if not ahead or series.unsuited not in _FORECAST or indicator.unit is Unit.CURRENCY:
        return None
    if indicator.chart in {ChartKind.T, ChartKind.G}:
        return None  # gaps between events are no part of a year
    how = _over_time(indicator)
    current = rows.segments[0] == rows.segments[0, -1]
    values, numerators, denominators = (
        np.where(current, part[0], np.nan)
        for part in (rows.values, rows.numerators, rows.denominators)
    )
    ratio = how is OverTime.RATIO
    if ratio and np.isnan(numerators + denominators).all():
        return None
    elapsed = rows.a_year - len(ahead)
    known = np.full((2 if ratio else 1, elapsed), np.nan)
    so_far = np.stack(year[1:] if ratio else year[:1])[:, -elapsed:]
    known[:, elapsed - so_far.shape[1] :] = so_far  # a series may begin within the year
    target = _aim(series, how, ahead)
    found = _outturn(
        np.stack([numerators, denominators] if ratio else [values]).tobytes(),
        known.tobytes(),
        len(ahead),
        rows.a_year,
        how.value,
        indicator.per if ratio else 1.0,
        _bounds(target, indicator.polarity),
        "lower" if indicator.polarity is Polarity.LOWER else "higher",
        indicator.decimals,
        *_possible(indicator, how),
    )
    if not found.shown:
        return None
    return Outlook(
        series.periods[-1].shift(len(ahead)).end,
        found.estimate,
        found.lower_80,
        found.upper_80,
        found.lower_95,
        found.upper_95,
        number(target.target),
        number(target.lower),
        number(target.upper),
        found.words or "",
        found.method or "",
        found.mase,
        found.coverage,
    )


@lru_cache(REMEMBERED)
def _outturn(
    figures: bytes,
    known: bytes,
    remaining: int,
    a_year: int,
    over_time: str,
    multiplier: float,
    target: float | tuple[float, float] | None,
    better: str,
    decimals: int,
    least: float | None,
    most: float | None,
) -> Outturn:
    """Forecast once whatever is asked more than once in a process; bytes can be remembered."""
    rows = 2 if over_time == OverTime.RATIO else 1
    parts, so_far = (np.frombuffer(held).reshape(rows, -1) for held in (figures, known))
    given = {"numerators": parts[0], "denominators": parts[1]} if rows > 1 else {"values": parts[0]}
    return outturn(
        **given,
        remaining=remaining,
        periods_a_year=a_year,
        known=so_far if rows > 1 else so_far[0],
        over_time=over_time,
        multiplier=multiplier,
        target=target,
        better=better,
        decimals=decimals,
        least=least,
        most=most,
    )


def _possible(indicator: Indicator, how: OverTime) -> tuple[float | None, float | None]:
    """The least and the most that the year's figure can be; a sum has no plausible bounds."""
    least = 0.0 if indicator.unit in _NEVER_NEGATIVE else None
    most = 100.0 if indicator.unit is Unit.PERCENT else None
    if how is OverTime.SUM:
        return least, None
    low, high = indicator.plausible_min, indicator.plausible_max
    return (low if least is None else least), (high if most is None else most)


def _over_time(indicator: Indicator) -> OverTime:
    """How the periods make the year: a year to date is summed, or its parts are."""
    if indicator.basis is Basis.YEAR_TO_DATE:
        return OverTime.SUM if indicator.adds_up else OverTime.RATIO
    return indicator.over_time


def _aim(series: Series, how: OverTime, ahead: tuple[Target, ...]) -> Target:
    """The target of the year: its last, or for counts in a period all of them together."""
    if how is not OverTime.SUM or series.indicator.basis is Basis.YEAR_TO_DATE:
        return ahead[-1]
    openings = [k for k, period in enumerate(series.periods) if period.opens_year]
    if not openings:
        return Target()  # the series begins within the year, whose whole target is not known
    year = (*series.targets[openings[-1] :], *ahead)
    return Target(**{name: math.fsum(getattr(t, name) for t in year) for name in _BOUNDS})


_BOUNDS = ("target", "lower", "upper")


def _bounds(target: Target, polarity: Polarity) -> float | tuple[float, float] | None:
    if not target.given(polarity):
        return None
    return (target.lower, target.upper) if polarity is Polarity.RANGE else target.target
