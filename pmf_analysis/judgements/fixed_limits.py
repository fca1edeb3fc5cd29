"""Judging what came after a day by limits that rest on what came before it.

Limits usually rest on a whole segment, so that points which changed the level have a part in the
limits they are judged by, and hide themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtrit

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator
from pmf_analysis.judgements.baseline import OF_PARTS
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.statistics import control_chart as charts
from pmf_analysis.statistics.control_chart import XMR_LIMIT, ControlChart, RuleSet
from pmf_analysis.statistics.rules import Rule

__all__ = ["FEWEST_BEFORE", "as_before"]

FEWEST_BEFORE = 12  # points that limits of their own may rest on; with fewer the chart's serve
# Degrees of freedom of a mean moving range, for each point less one: half over the square of its
# coefficient of variation.
FREEDOM = 0.62
LIMIT = 3  # sigmas of a limit where sigma is known


def as_before(
    points: Sequence[Point], since: int, indicator: Indicator, kind: ChartKind, rules: RuleSet
) -> Sequence[Point]:
    """Judge a series from one of its points on by limits that rest on what came before.

    Parameters
    ----------
    points : sequence of Point
        The whole series, oldest first.
    since : int
        Position of the first point that has no part in the limits.
    indicator : Indicator
        How its figures are made.
    kind : ChartKind
        Which chart the points are from.
    rules : RuleSet
        The council's rules for special causes.

    Returns
    -------
    sequence of Point
        With centre, rule and side by such limits, in the segment of the last point before.
        Nothing is changed where that has fewer than twelve points before or none since, where
        they never varied, and on charts of rare events; nor from the next rebase on.
    """
    if not since or kind in _RARE:
        return points
    at = [k for k, point in enumerate(points) if point.segment == points[since - 1].segment]
    mine = [points[k] for k in at]
    before = sum(_judged(points[k]) for k in at if k < since)
    if before < FEWEST_BEFORE or at[-1] < since:
        return points
    chart, centre = _chart_of_parts(mine, indicator, kind, rules, before) or _plain_chart(
        mine, indicator, rules, before
    )
    if not (chart.sigma > 0).any():  # a series that never varied has no usual range
        return points
    found = list(points)
    for place, k in enumerate(at):
        rule, side = Rule(int(chart.rule[place])), int(chart.side[place])
        named = rule.name if rule else ""
        found[k] = replace(mine[place], centre=float(centre[place]), rule=named, side=side)
    return found


_RARE = {ChartKind.T, ChartKind.G}
_PLAIN = {ChartKind.P_PRIME: ChartKind.P, ChartKind.U_PRIME: ChartKind.U}
_Charted = tuple[ControlChart, NDArray[np.float64]]  # and its centre, in the unit of the points


def _judged(point: Point) -> bool:
    """Whether a point takes part in limits and rules."""
    return point.charted is not None and not point.excluded


def _plain_chart(
    points: Sequence[Point], indicator: Indicator, rules: RuleSet, before: int
) -> _Charted:
    """XmR of how far each point stands above the chart's centre line, limits by its first values.

    That takes the seasons away; where there are none, it is one and the same number.
    """
    line = [math.nan if p.centre is None else p.centre for p in points]
    values = [p.charted if p.charted is not None and _judged(p) else math.nan for p in points]
    years = before / indicator.frequency.per_year
    seasonal = len({c for c in line if not math.isnan(c)}) > 1 and years > 1
    # Effects of seasons were estimated too: limits are wider for that as those of `seasonal_xmr`.
    wider = math.sqrt(years / (years - 1)) if seasonal else 1.0
    constant = XMR_LIMIT * _allowance(before) * wider
    above = np.array(values) - line
    chart = charts.xmr(above, rules=rules, baseline=before, constant=constant)
    return chart, chart.centre + np.array(line)


def _chart_of_parts(
    points: Sequence[Point], indicator: Indicator, kind: ChartKind, rules: RuleSet, before: int
) -> _Charted | None:
    """The points' own chart of proportions, rates or counts, with limits by its first values.

    None where it is another chart, or the parts in hand are not those of the periods, as in a
    year to date.
    """
    named = indicator.chart is not ChartKind.UNNAMED
    events = kind is ChartKind.C or (indicator.adds_up and not named)
    if kind not in OF_PARTS or (indicator.basis is Basis.YEAR_TO_DATE and not events):
        return None
    parts = [(p.charted, 1.0) if events else (p.numerator, p.denominator) for p in points]
    here = [part if _judged(p) else (None, None) for p, part in zip(points, parts, strict=True)]
    x, n = (np.array(part, dtype=float) for part in zip(*here, strict=True))
    judged = np.array([_judged(p) for p in points])
    most = n if kind in {ChartKind.P, ChartKind.P_PRIME} else np.inf
    if not ((x >= 0) & (n > 0) & (x <= most))[judged].all():
        return None
    settings: dict[str, Any] = {"rules": rules, "baseline": before, "exact": True}
    chart = OF_PARTS[kind](x, n, **settings)
    if kind in _PLAIN:
        # Sigma-z once more, with the allowance.
        spread = np.nanmax(chart.sigma)
        chance = np.nanmax(OF_PARTS[_PLAIN[kind]](x, n, **settings).sigma)
        least = _allowance(before) * spread / chance if chance > 0 else 0.0
        chart = OF_PARTS[kind](x, n, least=max(least, 0.0 if named else 1.0), **settings)
    chart = chart.times(1.0 if events else indicator.per)
    return chart, chart.centre


def _allowance(before: int) -> float:
    """How much farther limits stand because they were estimated from so few points.

    A new point passes them as seldom as it would pass three sigmas, were mean and sigma known.
    """
    known = stdtrit(FREEDOM * (before - 1), ndtr(LIMIT)) / LIMIT
    return float(known) * math.sqrt(1 + 1 / before)
