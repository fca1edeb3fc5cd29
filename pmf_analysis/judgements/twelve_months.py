"""Twelve months of a rate, put together from the parts of its periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_analysis.framework.indicator import Basis, Indicator, OverTime, Unit
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding

__all__ = ["TwelveMonths", "twelve_months"]


@dataclass(frozen=True)
class TwelveMonths:
    """A rate over twelve months.

    Attributes
    ----------
    last_period : str
        The period that they end with.
    value : float
        Per head of the average denominator, in the indicator's unit.
    before : float or None
        The same for the twelve months before; None where a part is missing.
    """

    last_period: str
    value: float
    before: float | None


def twelve_months(finding: Finding, indicator: Indicator) -> TwelveMonths | None:
    """Return a rate over the twelve months that end with a finding's period.

    The events of the year over the mean of its denominators, such as days lost for each
    employee: the rates of four quarters add up so, and their own mean is a quarter's rate.

    Parameters
    ----------
    finding : Finding
        With points that carry both parts.
    indicator : Indicator
        A rate of several periods a year, each for itself; others have no such figure.

    Returns
    -------
    TwelveMonths or None
        None where any part of the year is missing.
    """
    a_year = indicator.frequency.per_year
    suits = (
        indicator.unit is Unit.RATE
        and indicator.basis is Basis.IN_PERIOD
        and indicator.over_time is OverTime.RATIO
        and a_year > 1
        and finding.charted_every is indicator.frequency
    )
    at = next((k for k, p in enumerate(finding.points) if p.period == finding.period), -1)
    if not suits or at < 0:
        return None
    year, earlier = (_of(finding.points, at + 1 - back, a_year) for back in (0, a_year))
    if year is None:
        return None
    before = None if earlier is None else indicator.per * earlier
    return TwelveMonths(finding.period, indicator.per * year, before)


def _of(points: Sequence[Point], end: int, a_year: int) -> float | None:
    """Events over the mean denominator of the `a_year` points before a position."""
    if end < a_year:
        return None
    year = points[end - a_year : end]
    events = [p.numerator for p in year if p.numerator is not None]
    exposed = [p.denominator for p in year if p.denominator]
    if len(events) < a_year or len(exposed) < a_year:
        return None
    return sum(events) / (sum(exposed) / a_year)
