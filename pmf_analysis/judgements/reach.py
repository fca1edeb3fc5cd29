"""How often a process that goes on as it does would meet its target."""

from __future__ import annotations

import math

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator, Polarity
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.rating import Target

__all__ = ["reach"]

_SKEWED = {ChartKind.T, ChartKind.G}  # gaps between events: nothing like normal


def reach(finding: Finding, indicator: Indicator) -> float | None:
    """Return the share of periods in which the target would be met, by centre and sigma.

    A target is met where the figure equals it as published, so it begins half a published step
    before it.

    Parameters
    ----------
    finding : Finding
        With the target in force, on the chart's own basis.
    indicator : Indicator
        Gives the polarity and the decimals.

    Returns
    -------
    float or None
        From 0 to 1, taking points to vary normally about the centre; None without limits or a
        target, and for gaps between events.
    """
    if finding.centre is None or finding.sigma is None or finding.chart in _SKEWED:
        return None
    half = 0.5 * 10.0**-finding.decimals
    band = indicator.polarity is Polarity.RANGE
    if band and indicator.basis is Basis.YEAR_TO_DATE:
        return None  # a running total's band is not on the chart's basis
    aims = (finding.charted_target, finding.target_lower, finding.target_upper)
    target = Target(*(math.nan if aim is None else aim for aim in aims))
    if not target.given(indicator.polarity):
        return None
    low, high = -math.inf, math.inf
    if band:
        low, high = target.lower - half, target.upper + half
    elif indicator.polarity is Polarity.HIGHER:
        low = target.target - half
    else:
        high = target.target + half
    return _below(high, finding.centre, finding.sigma) - _below(low, finding.centre, finding.sigma)


def _below(value: float, centre: float, sigma: float) -> float:
    """The share of a normal distribution below a value."""
    if not sigma:
        return float(centre < value)
    return 0.5 * math.erfc((centre - value) / (sigma * math.sqrt(2)))
