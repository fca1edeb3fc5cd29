"""Rate a value against its target, on both as published."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pmf_analysis.framework.indicator import Polarity
from pmf_analysis.framework.rating import Measure, Rating, RatingRule, RuleName

__all__ = ["Target", "distance_outside", "published", "rate"]


@dataclass(frozen=True)
class Target:
    """The target in force for one period; NaN where a part is not given."""

    target: float = math.nan
    lower: float = math.nan
    upper: float = math.nan
    tolerance: float = math.nan
    floor: float = math.nan

    def given(self, polarity: Polarity) -> bool:
        """Whether there is a target of the kind that the polarity asks for."""
        if polarity is Polarity.NONE:
            return False
        if polarity is Polarity.RANGE:
            return not (math.isnan(self.lower) or math.isnan(self.upper))
        return not math.isnan(self.target)


def published(value: float, decimals: int) -> Decimal:
    """Round as published: to `decimals` places, halves away from zero.

    Examples
    --------
    >>> published(2.345, 2), published(-0.5, 0)
    (Decimal('2.35'), Decimal('-1'))
    """
    step = Decimal(1).scaleb(-decimals)
    return Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)


def rate(
    value: float,
    target: Target,
    polarity: Polarity,
    decimals: int,
    rule: RatingRule,
    last_year: float = math.nan,
) -> Rating:
    """Return green, amber, red or no target; every edge is met when equal.

    Parameters
    ----------
    value : float
        The figure, in the indicator's unit; a number.
    target : Target
        What it is rated against.
    polarity : Polarity
        Which way is better; ``none`` has no target.
    decimals : int
        Places of the published figure.
    rule : RatingRule
        The council's rule.
    last_year : float
        The figure of the same period last year; NaN when there is none.
    """
    if not target.given(polarity):
        return Rating.NO_TARGET
    figure = published(value, decimals)
    short = _shortfall(figure, target, polarity, decimals)
    if short <= 0:
        return Rating.GREEN
    if short <= _amber_width(target, polarity, decimals, rule):
        return Rating.AMBER
    if rule.last_year and not math.isnan(last_year):
        before = _shortfall(published(last_year, decimals), target, polarity, decimals)
        if short < before:
            return Rating.AMBER
    return Rating.RED


def distance_outside(value: float, lower: float, upper: float) -> float:
    """How far a value lies outside a band; 0 inside it."""
    return max(lower - value, value - upper, 0.0)


def _shortfall(figure: Decimal, target: Target, polarity: Polarity, decimals: int) -> Decimal:
    """How far the figure is on the wrong side; 0 or less when the target is met."""
    if polarity is Polarity.RANGE:
        lower, upper = published(target.lower, decimals), published(target.upper, decimals)
        return max(lower - figure, figure - upper)
    aim = published(target.target, decimals)
    return aim - figure if polarity is Polarity.HIGHER else figure - aim


def _amber_width(target: Target, polarity: Polarity, decimals: int, rule: RatingRule) -> Decimal:
    if polarity is Polarity.RANGE:
        edge = max(abs(target.lower), abs(target.upper))
    else:
        edge = target.target
        if rule.rule is RuleName.FLOOR and not math.isnan(target.floor):
            aim = published(target.target, decimals)
            return abs(aim - published(target.floor, decimals))
    own = target.tolerance if not math.isnan(target.tolerance) else rule.tolerance
    tolerance = Decimal(repr(float(own)))
    if rule.measure is Measure.POINTS:
        return tolerance
    return tolerance * abs(published(edge, decimals))
