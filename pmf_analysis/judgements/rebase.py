"""What speaks for limits that start anew at a period; the program says it, people decide.

References
----------
NHS England, Making Data Count. *Rebasing guidance* (recalculating limits): evidence of a sustained
change, a known cause and agreement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator
from pmf_analysis.judgements.evidence import Happening, Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.statistics.rebase import LEAST_BEFORE, LEAST_RUN
from pmf_analysis.statistics.rules import TIE

__all__ = ["LEAST_BEFORE", "LEAST_RUN", "Step", "Support", "step"]

NEAR = 2  # periods either side of a step within which an event may be its cause
_WEIGHTED = {ChartKind.P, ChartKind.P_PRIME, ChartKind.U, ChartKind.U_PRIME}


class Support(StrEnum):
    """How far the figures bear out a new level."""

    HELD = "HELD"  # what the program would suggest a rebase for
    SHIFTED = "SHIFTED"  # the rule for a shift is met, not yet for long enough
    NONE = "NONE"
    TOO_FEW = "TOO_FEW"  # the old level rests on too few points to be left
    LEFT = "LEFT"  # a later rebase is recorded, so its level is no longer the present one


@dataclass(frozen=True)
class Step:
    """A level before a period and a level from it on.

    Attributes
    ----------
    period : str
        The first of the new level.
    before, after : int
        Points of the segment on either side.
    mean_before, mean_after, difference : float or None
        Of those points, in the indicator's unit; None without a point.
    side : int
        +1 for a new level above the old mean, -1 for one below it, 0 for neither.
    beyond : int
        Points from the period on that lie on that side.
    run : int
        How many of them follow one another from the period on; a missing or excluded point ends it.
    run_length : int
        Points on one side that the council's rule for a shift asks for.
    suggested : str
        The period at which the report itself suggests that a person look; "" for none.
    narrower : float or None
        The width of the new limits as a share of the old; None where either are not shown.
    needed : int
        Points that limits need before they are shown.
    present : bool
        Whether no later rebase is recorded.
    known : tuple of Happening
        What is recorded within two periods of it.
    """

    period: str
    before: int
    after: int
    mean_before: float | None
    mean_after: float | None
    difference: float | None
    side: int
    beyond: int
    run: int
    run_length: int
    suggested: str
    narrower: float | None
    needed: int
    present: bool = True
    known: tuple[Happening, ...] = ()

    @property
    def support(self) -> Support:
        """How far the figures bear it out."""
        if not self.present:
            return Support.LEFT
        if self.before < LEAST_BEFORE:
            return Support.TOO_FEW
        if self.run >= LEAST_RUN:
            return Support.HELD
        return Support.SHIFTED if self.run >= self.run_length else Support.NONE

    @property
    def recorded(self) -> bool:
        """Whether limits start anew here already."""
        return any(h.rebase and h.period == self.period for h in self.known)

    @property
    def enough(self) -> bool:
        """Whether limits from here on would be shown."""
        return self.after >= self.needed


def step(
    now: Finding, then: Finding, indicator: Indicator, period: str, run_length: int
) -> Step | None:
    """Weigh what speaks for limits that start anew.

    Parameters
    ----------
    now, then : Finding
        As it is recorded, and as it would be with a rebase at the period.
    indicator : Indicator
        What is measured.
    period : str
        Where the limits would start anew.
    run_length : int
        Points on one side that the council's rule for a shift asks for.

    Returns
    -------
    Step or None
        None where the chart draws no such period.
    """
    at = next((k for k, p in enumerate(now.points) if p.period == period), None)
    if at is None:
        return None
    segment = now.points[at].segment
    old = [p for p in now.points[:at] if p.segment == segment and _counts(p)]
    onwards = [p for p in now.points[at:] if p.segment == segment]
    new = [p for p in onwards if _counts(p)]
    means = _mean(old, now, indicator), _mean(new, now, indicator)
    sides = _sides(old, onwards, seasonal=now.seasonal)
    side, run = _run(sides, run_length)
    near = {p.period for p in now.points[max(0, at - NEAR) : at + NEAR + 1]}
    widths = _width(now), _width(then)
    return Step(
        period=period,
        before=len(old),
        after=len(new),
        mean_before=means[0],
        mean_after=means[1],
        difference=None if None in means else means[1] - means[0],  # type: ignore[operator]
        side=side,
        beyond=sides.count(side) if side else 0,
        run=run,
        run_length=run_length,
        suggested=now.suggested_rebase,
        narrower=widths[1] / widths[0] if widths[0] and widths[1] is not None else None,
        needed=now.points_needed,
        present=now.points[-1].segment == segment,
        known=tuple(h for h in now.happenings if h.period in near),
    )


def _counts(point: Point) -> bool:
    return point.charted is not None and not point.excluded


def _mean(points: Sequence[Point], finding: Finding, indicator: Indicator) -> float | None:
    """The mean as the chart takes it: of the parts, where its limits rest on them."""
    if not points:
        return None
    parts = [(p.numerator, p.denominator) for p in points]
    known = [(x, n) for x, n in parts if x is not None and n is not None]
    own_basis = indicator.basis is not Basis.YEAR_TO_DATE and not indicator.adds_up
    if finding.chart in _WEIGHTED and own_basis and len(known) == len(points):
        x, n = (math.fsum(part) for part in zip(*known, strict=True))
        return indicator.per * x / n
    return math.fsum(p.charted for p in points if p.charted is not None) / len(points)


def _sides(old: Sequence[Point], onwards: Sequence[Point], *, seasonal: bool) -> list[int]:
    """On which side of the old level each point lies; 0 for one that is on it or does not count."""
    if not old:
        return [0] * len(onwards)
    level = math.fsum(_level(point, seasonal=seasonal) for point in old) / len(old)
    apart = [_level(p, seasonal=seasonal) - level if _counts(p) else 0.0 for p in onwards]
    tie = TIE * abs(level)
    return [(d > tie) - (d < -tie) for d in apart]


def _run(sides: Sequence[int], run_length: int) -> tuple[int, int]:
    """The side of the new level, and how many points from the first on follow one another there.

    It is the side of a run that meets the rule, whatever came later; else where most points lie.
    """
    first = sides[0] if sides else 0
    run = len(list(takewhile(lambda side: side == first, sides))) if first else 0
    if run >= run_length:
        return first, run
    most = (sum(sides) > 0) - (sum(sides) < 0)
    return most, run if first == most else 0


def _level(point: Point, *, seasonal: bool) -> float:
    """Where a point stands; of a seasonal series, how far above its season's centre."""
    return (point.charted or 0.0) - (point.centre or 0.0 if seasonal else 0.0)


def _width(finding: Finding) -> float | None:
    if finding.lower_limit is None or finding.upper_limit is None:
        return None
    return finding.upper_limit - finding.lower_limit
