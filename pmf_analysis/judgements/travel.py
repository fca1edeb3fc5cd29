"""Direction of travel: better, worse or the same, once chance is allowed for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.indicator import Indicator, Polarity, Unit
from pmf_analysis.judgements.rating import Target, distance_outside, published
from pmf_analysis.statistics.intervals import newcombe, rates_differ

__all__ = ["Figure", "Movement", "Travel", "travel"]


class Travel(StrEnum):
    """How a figure moved; UP and DOWN where no direction is better."""

    BETTER = "BETTER"
    SAME = "SAME"
    WORSE = "WORSE"
    UP = "UP"
    DOWN = "DOWN"
    NOT_COMPARABLE = "NOT_COMPARABLE"


@dataclass(frozen=True)
class Figure:
    """One period's figure with its parts; NaN where there is none."""

    value: float
    numerator: float = math.nan
    denominator: float = math.nan


@dataclass(frozen=True)
class Movement:
    """A direction of travel, and whether a test allowed for chance."""

    travel: Travel
    tested: bool = True


NOT_COMPARABLE = Movement(Travel.NOT_COMPARABLE)


def travel(
    now: Figure,
    before: Figure,
    indicator: Indicator,
    target: Target,
    chance: float = math.nan,
    *,
    broken: bool = False,
) -> Movement:
    """Compare a figure with an earlier one.

    Parameters
    ----------
    now, before : Figure
        The two figures.
    indicator : Indicator
        Gives polarity, unit, multiplier and decimals.
    target : Target
        For polarity ``range``: the band to measure from.
    chance : float
        The greatest change that chance explains, by the chart; NaN where limits may not be shown.
    broken : bool
        Whether a break in the series lies between.

    Returns
    -------
    Movement
        SAME when the change is no more than chance explains; without a chart, when
        the 95% interval of the difference holds 0; otherwise only when equal as published,
        and then untested.
    """
    if broken or math.isnan(now.value) or math.isnan(before.value):
        return NOT_COMPARABLE
    change = now.value - before.value
    if not math.isnan(chance):
        moved, tested = abs(change) > chance, True
    elif _has_parts(now, before, indicator):
        moved, tested = _parts_differ(now, before, indicator), True
    else:
        places = indicator.decimals
        moved = published(now.value, places) != published(before.value, places)
        tested = False
    if not moved:
        return Movement(Travel.SAME, tested)
    return Movement(_direction(now.value, before.value, indicator.polarity, target), tested)


def _has_parts(now: Figure, before: Figure, indicator: Indicator) -> bool:
    parts = (now.numerator, now.denominator, before.numerator, before.denominator)
    if not indicator.counts_cases or any(math.isnan(part) or part < 0 for part in parts):
        return False
    share = now.numerator <= now.denominator and before.numerator <= before.denominator
    return share or indicator.unit is Unit.RATE


def _parts_differ(now: Figure, before: Figure, indicator: Indicator) -> bool:
    pairs = ((now.numerator, now.denominator), (before.numerator, before.denominator))
    if indicator.unit is Unit.PERCENT:
        interval = newcombe(*pairs[0], *pairs[1])
        return bool(interval.lower > 0 or interval.upper < 0)
    return rates_differ(*pairs[0], *pairs[1])


def _direction(now: float, before: float, polarity: Polarity, target: Target) -> Travel:
    if polarity is Polarity.RANGE and target.given(polarity):
        nearer = distance_outside(before, target.lower, target.upper)
        change = nearer - distance_outside(now, target.lower, target.upper)
        if change == 0:
            return Travel.SAME
        return Travel.BETTER if change > 0 else Travel.WORSE
    if polarity in {Polarity.NONE, Polarity.RANGE}:
        return Travel.UP if now > before else Travel.DOWN
    better = (now > before) is (polarity is Polarity.HIGHER)
    return Travel.BETTER if better else Travel.WORSE
