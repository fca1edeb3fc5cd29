"""Charts of rare events: days between them (t) and cases between them (g).

References
----------
Nelson, L. S. (1994). A control chart for parts-per-million nonconforming items. *Journal of
Quality Technology* 26, 239-240.
Benneyan, J. C. (2001). Number-between g-type statistical quality control charts for monitoring
adverse events. *Health Care Management Science* 4, 305-318.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from pmf_analysis.statistics.chart import (
    LIMIT,
    LINES,
    SIGMA_OF_RANGES,
    WARNING,
    ControlChart,
    finish,
    layout,
    moving_range,
    panel_of,
)
from pmf_analysis.statistics.individuals import xmr
from pmf_analysis.statistics.rules import MAKING_DATA_COUNT, RuleSet

POWER = 3.6  # raises exponential waiting times to nearly normal ones and back (Nelson 1994)


def t(
    days_between: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    screen: bool = True,
) -> ControlChart:
    """Chart of the time between rare events (t); longer is better for harm.

    Parameters
    ----------
    days_between : array_like, shape (events,) or (series, events)
        Time from the event before, above 0; NaN where missing. The interval still open at the
        end is left out.
    rules, segments, baseline, screen
        As `xmr`.

    Returns
    -------
    ControlChart
        An XmR chart (limits at 3 / 1.128 mean moving ranges) of y^(1 / 3.6); every line is raised
        back to the power 3.6, a line below 0 before that becomes 0. `sigma` is a third of the
        distance to the upper limit, `moving_range` in the values' own unit.

    Raises
    ------
    ValueError
        A time is 0 or less, or as `xmr`.

    References
    ----------
    Nelson (1994).

    Examples
    --------
    >>> chart = t([10, 25, 8, 31, 14, 22])
    >>> round(float(chart.centre[0]), 2), round(float(chart.upper[0]), 1)
    (16.9, 110.3)
    """
    given = panel_of("days_between", days_between)
    if np.any(given <= 0):
        raise ValueError("the time between events is above 0, but some is 0 or less")
    near_normal = xmr(
        given ** (1 / POWER),
        rules=rules,
        segments=segments,
        baseline=baseline,
        screen=screen,
        constant=LIMIT / SIGMA_OF_RANGES,
    )
    lines = {name: np.maximum(getattr(near_normal, name), 0) ** POWER for name in LINES}
    placed = layout(given, segments, baseline)
    moving = moving_range(np.atleast_2d(given), placed.segment)
    return replace(
        near_normal,
        values=given,
        **lines,
        sigma=(lines["upper"] - lines["centre"]) / LIMIT,
        moving_range=np.reshape(moving, given.shape),
        mean_moving_range=np.reshape(placed.mean_moving_range(moving, screen=screen), given.shape),
    )


def g(
    cases_between: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
) -> ControlChart:
    """Chart of the cases between rare events (g); more is better for harm.

    Parameters
    ----------
    cases_between : array_like, shape (events,) or (series, events)
        Cases since the event before, 0 or more; NaN where missing.
    rules, segments, baseline
        As `xmr`.

    Returns
    -------
    ControlChart
        Limits m -/+ 3 sqrt(m (m + 1)), m the mean, not below 0 once the rules are judged. The
        centre drawn, and used for shifts, is the median: counts between events are skewed.

    Raises
    ------
    ValueError
        A count is negative, or as `xmr`.

    References
    ----------
    Benneyan (2001).

    Examples
    --------
    >>> chart = g([10, 25, 8, 31, 14, 22])
    >>> float(chart.centre[0]), round(float(chart.upper[0]), 3)
    (18.0, 74.813)
    """
    given = panel_of("cases_between", cases_between)
    if np.any(given < 0):
        raise ValueError("the cases between events are 0 or more, but some are negative")
    placed, panel = layout(given, segments, baseline), np.atleast_2d(given)
    mean, middle = placed.mean(panel), placed.median(panel)
    sigma = np.sqrt(mean * (mean + 1))
    lines = (
        middle,
        mean - LIMIT * sigma,
        mean + LIMIT * sigma,
        mean - WARNING * sigma,
        mean + WARNING * sigma,
    )
    return finish(panel, lines, sigma, placed, rules, within=(0, np.inf))
