"""The 95% interval of a figure that counts cases."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.statistics.intervals import Interval, byar, wilson

__all__ = ["interval"]


def interval(
    indicator: Indicator, numerators: ArrayLike, denominators: ArrayLike
) -> Interval | None:
    """Return what chance leaves open: Wilson for proportions, Byar for rates.

    Parameters
    ----------
    indicator : Indicator
        Gives the unit.
    numerators, denominators : array_like
        Cases and what they are counted out of.

    Returns
    -------
    Interval or None
        As shares, before the indicator's multiplier; None where cases are not counted or a part
        is not known.
    """
    x, n = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    if not indicator.counts_cases or not bool(((x >= 0) & (n > 0)).all()):  # False for NaN
        return None
    proportions = indicator.unit is Unit.PERCENT and bool((x <= n).all())
    return wilson(x, n) if proportions else byar(x, n)
