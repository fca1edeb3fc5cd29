"""Whether a rating hangs by a thread: what chance or another tolerance would have changed."""

from __future__ import annotations

import math
from dataclasses import replace
from enum import StrEnum

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.rating import Rating, RatingRule
from pmf_analysis.judgements.chance import interval
from pmf_analysis.judgements.rating import Target, rate
from pmf_analysis.judgements.travel import Figure

__all__ = ["Borderline", "borderline"]

HALF, DOUBLE = 0.5, 2.0  # of the tolerance
_RATED = {Rating.GREEN, Rating.AMBER, Rating.RED}


class Borderline(StrEnum):
    """What would change a rating; it never changes the rating itself."""

    NO = "NO"
    INTERVAL = "INTERVAL"
    TOLERANCE = "TOLERANCE"
    BOTH = "BOTH"


def borderline(
    figure: Figure,
    target: Target,
    indicator: Indicator,
    rule: RatingRule,
    last_year: float = math.nan,
) -> Borderline:
    """Say whether the rating differs at an end of the interval, or at another tolerance.

    Parameters
    ----------
    figure : Figure
        The value that is rated, in the indicator's unit, with its parts where they are known.
    target : Target
        What it is rated against.
    indicator : Indicator
        Its polarity and decimals, and whether it counts cases.
    rule : RatingRule
        The council's rule.
    last_year : float
        The figure of the same period last year; NaN when there is none.

    Returns
    -------
    Borderline
        ``INTERVAL`` where either end of the 95% interval is rated otherwise, ``TOLERANCE`` where
        half or double the tolerance rates it otherwise. A floor is no tolerance.
    """
    if math.isnan(figure.value):
        return Borderline.NO

    def rated(value: float, aim: Target) -> Rating:
        return rate(value, aim, indicator.polarity, indicator.decimals, rule, last_year)

    now = rated(figure.value, target)
    if now not in _RATED:
        return Borderline.NO
    by_chance = any(rated(end, target) is not now for end in _ends(figure, indicator))
    own = rule.tolerance if math.isnan(target.tolerance) else target.tolerance
    others = (replace(target, tolerance=own * times) for times in (HALF, DOUBLE))
    by_tolerance = any(rated(figure.value, other) is not now for other in others)
    if by_chance:
        return Borderline.BOTH if by_tolerance else Borderline.INTERVAL
    return Borderline.TOLERANCE if by_tolerance else Borderline.NO


def _ends(figure: Figure, indicator: Indicator) -> tuple[float, ...]:
    """The ends of the figure's 95% interval; none where cases are not counted."""
    found = interval(indicator, figure.numerator, figure.denominator)
    if found is None:
        return ()
    made = found.times(indicator.per)
    return float(made.lower), float(made.upper)
