"""One indicator of one organisation over time, and what can be read off it directly."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.judgements.charting import Drawn
from pmf_analysis.judgements.evidence import Happening, Point
from pmf_analysis.judgements.patterns import Patterns
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.signal import Latest
from pmf_analysis.judgements.travel import Figure
from pmf_analysis.judgements.verdict import Reason
from pmf_analysis.statistics.control_chart import MOVING_RANGE_LIMIT, ControlChart
from pmf_analysis.statistics.rules import Rule

__all__ = ["Series", "number"]

Floats = NDArray[np.float64]

# A difference of two points passes this many of its root-sum-of-squares sigmas as seldom as a
# moving range passes 3.267 of its mean: 3.267 x 1.128 / sqrt(2).
CHANGE_LIMIT = 2.605


def number(value: float) -> float | None:
    """Return a plain number, or None where there is none."""
    return None if math.isnan(value) else float(value)


@dataclass(frozen=True)
class Series:
    """A series with its chart; arrays of one length, oldest first.

    Attributes
    ----------
    periods : tuple of Period
        Consecutive; the last is the one that the quarter expects.
    value, numerator, denominator : ndarray of float
        As reported; NaN where there is none.
    charted, charted_numerator, charted_denominator : ndarray of float
        In-period values and parts: a year to date differenced back.
    status : ndarray of str
        Status shorthand.
    targets : tuple of Target
        The target in force in each period.
    excluded : ndarray of bool
        Points that take no part in limits and rules.
    drawn : Drawn
        Which chart, with limits and rules on `charted` less what is excluded.
    patterns : Patterns
        What the series shows besides.
    """

    indicator: Indicator
    organisation: str
    organisation_name: str
    periods: tuple[Period, ...]
    value: Floats
    numerator: Floats
    denominator: Floats
    charted: Floats
    charted_numerator: Floats
    charted_denominator: Floats
    status: NDArray[np.str_]
    targets: tuple[Target, ...]
    excluded: NDArray[np.bool_]
    drawn: Drawn
    patterns: Patterns
    happenings: tuple[Happening, ...] = ()

    @property
    def chart(self) -> ControlChart:
        """The series' limits and rules."""
        return self.drawn.chart

    @property
    def known(self) -> NDArray[np.intp]:
        """Positions that have a figure."""
        return np.flatnonzero(~np.isnan(self.value))

    @property
    def unsuited(self) -> Reason:
        """Why control limits mean nothing for this kind of figure; NONE where they do."""
        indicator = self.indicator
        if indicator.frequency is Frequency.POOLED:
            return Reason.OVERLAPPING
        if indicator.frequency.per_year == 1:
            return Reason.ANNUAL
        if indicator.basis is Basis.ROLLING:
            return Reason.OVERLAPPING
        if indicator.chart is ChartKind.RUN:
            return Reason.RUN_CHART
        if not indicator.suits_limits:
            return Reason.NOT_CHARTED
        if self.drawn.kind is ChartKind.RUN:
            return Reason.RARE
        if indicator.basis is Basis.YEAR_TO_DATE and np.isnan(self.charted).all():
            return Reason.CUMULATIVE
        return Reason.NONE

    @property
    def overlap(self) -> int:
        """How many steps apart two figures stand that share no month."""
        if self.indicator.basis is Basis.ROLLING:
            return self.indicator.frequency.per_year
        if self.indicator.frequency is Frequency.POOLED and self.periods:
            return self.periods[-1].months // 12
        return 1

    def points_in_segment(self, k: int) -> int:
        """Return how many values the limits at a position rest on."""
        counted = ~np.isnan(self.chart.values) & (self.chart.segment == self.chart.segment[k])
        return int(counted.sum())

    def name(self, k: int | None) -> str:
        """Return the spelling of a period; "" for none."""
        return "" if k is None else str(self.periods[k])

    def year_before(self, k: int) -> int | None:
        """Return the position of the same period a year earlier, where the series reaches it."""
        before = k - self.indicator.frequency.per_year
        return before if before >= 0 else None

    def reported(self, k: int | None) -> Figure:
        """Return the figure as reported."""
        if k is None:
            return Figure(math.nan)
        parts = (self.value[k], self.numerator[k], self.denominator[k])
        return Figure(*(float(part) for part in parts))

    def in_period(self, k: int | None) -> Figure:
        """Return the figure on the chart's own basis."""
        if k is None or self.indicator.basis is not Basis.YEAR_TO_DATE:
            return self.reported(k)
        parts = (self.charted[k], self.charted_numerator[k], self.charted_denominator[k])
        return Figure(*(float(part) for part in parts))

    def broken(self, before: int, k: int) -> bool:
        """Say whether the series breaks between two positions."""
        return bool((self.status[before + 1 : k + 1] == "b").any())

    def chance(self, k: int, before: int) -> float:
        """Return the greatest change between two points that chance explains; NaN unknown.

        3.267 of the larger mean moving range; on charts whose limits follow the denominators,
        the same for a difference of two points with a sigma each.
        """
        if self.drawn.kind is ChartKind.XMR:
            pair = self.chart.mean_moving_range[[k, before]]
            return math.nan if np.isnan(pair).all() else MOVING_RANGE_LIMIT * float(np.nanmax(pair))
        return CHANGE_LIMIT * float(np.hypot(*self.chart.sigma[[k, before]]))

    def unseasonal(self, k: int) -> Figure:
        """Return the figure on the chart's own basis, less its season's effect."""
        figure = self.in_period(k)
        return replace(figure, value=figure.value - self.drawn.effect(k))

    def latest(self, k: int) -> Latest | None:
        """Return a point with its limits; None where it has none or takes no part in them."""
        chart = self.chart
        if self.excluded[k] or any(
            math.isnan(x) for x in (self.charted[k], chart.centre[k], chart.upper[k])
        ):
            return None
        return Latest(
            value=float(self.charted[k]),
            centre=float(chart.centre[k]),
            lower=float(chart.lower[k]),
            upper=float(chart.upper[k]),
            rule=Rule(int(chart.rule[k])),
            side=int(chart.side[k]),
            seasons=tuple(e - self.drawn.effect(k) for e in self.drawn.effects) or (0.0,),
        )

    def charted_target(self, k: int) -> Target:
        """Return the target on the chart's own basis: a profiled year to date is differenced."""
        period, target = self.periods[k], self.targets[k]
        if self.indicator.basis is not Basis.YEAR_TO_DATE or period.opens_year:
            return target
        if not self.indicator.adds_up:
            return target  # a cumulative share or mean has no profile to difference
        before = self.targets[k - 1] if k else Target()
        names = ("target", "lower", "upper")
        return Target(**{n: getattr(target, n) - getattr(before, n) for n in names})

    def target_since(self, k: int) -> str:
        """Return the first period of the run that shares the target in force; "" for none."""
        if not self.targets[k].given(self.indicator.polarity):
            return ""
        held, start = repr(self.targets[k]), k  # repr, because NaN differs from itself
        while start and repr(self.targets[start - 1]) == held:
            start -= 1
        return self.name(start)

    def run(self, k: int) -> int:
        """Return how many points up to `k` make the run that its rule speaks of."""
        chart = self.chart
        rule, side = chart.rule[k], chart.side[k]
        if rule == Rule.NONE:
            return 0
        same = chart.segment[1:] == chart.segment[:-1]
        if rule == Rule.TREND:
            levels = chart.values - [self.drawn.effect(t) for t in range(len(chart.values))]
            joined = (np.sign(np.diff(levels)) == side) & same
        else:
            beside = np.sign(chart.values - chart.centre) == side
            joined = beside[:-1] & same
        length = 1
        while length <= k and joined[k - length]:
            length += 1
        return length

    def points(self, *, shown: bool) -> tuple[Point, ...]:
        """Return every period from the first with a figure; lines only where `shown`."""
        there = np.flatnonzero(~np.isnan(self.value) | (self.status != ""))
        first = int(there[0]) if len(there) else len(self.periods)
        return tuple(self._point(k, shown=shown) for k in range(first, len(self.periods)))

    def _point(self, k: int, *, shown: bool) -> Point:
        chart, target = self.chart, self.targets[k]
        drawn = self.value if self.unsuited is Reason.CUMULATIVE else self.charted
        return Point(
            period=str(self.periods[k]),
            value=number(self.value[k]),
            charted=number(drawn[k]),
            numerator=number(self.numerator[k]),
            denominator=number(self.denominator[k]),
            status=str(self.status[k]),
            target=number(target.target),
            target_lower=number(target.lower),
            target_upper=number(target.upper),
            centre=number(chart.centre[k]) if shown else None,
            lower=number(chart.lower[k]) if shown else None,
            upper=number(chart.upper[k]) if shown else None,
            rule=Rule(int(chart.rule[k])).name if shown and chart.rule[k] else "",
            side=int(chart.side[k]) if shown else 0,
            segment=int(chart.segment[k]),
            excluded=bool(self.excluded[k]),
            charted_target=number(self.charted_target(k).target),
        )
