"""What was done about poor performance, and whether anything moved afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator, Polarity
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.fixed_limits import as_before
from pmf_analysis.statistics.rules import MAKING_DATA_COUNT, Rule, RuleSet

__all__ = ["FEWEST_SINCE", "RUN_BEFORE", "Moved", "Response", "moved"]

# Figures after a decision before "no change" may be said: the length of the usual run on one side
# of the average. With fewer only a large change can show, and silence says nothing.
FEWEST_SINCE = 7
# Figures of a run before a decision that make it an old one: one or two on a side are chance.
RUN_BEFORE = 3


class Moved(StrEnum):
    """What an indicator has done since a response to it was decided."""

    BETTER = "BETTER"  # a special cause in the better direction, begun since
    WORSE = "WORSE"
    CHANGED = "CHANGED"  # neither direction is better
    ALREADY = "ALREADY"  # all that stands out had begun before
    NO_CHANGE = "NO_CHANGE"  # nothing beyond chance
    TOO_SOON = "TOO_SOON"
    CANNOT_TELL = "CANNOT_TELL"  # no control chart, or not about an indicator


@dataclass(frozen=True)
class Response:
    """A decision that a review made, and what came of it.

    Attributes
    ----------
    response, raised_at, finding, decision, owner_role, due, closed, outcome
        As in ``responses.csv``.
    about_kind : str
        ``indicator``, ``risk``, ``action`` or "".
    about, about_name : str
        Its code and name; "" for nothing.
    raised_on : date
        The day on which it was first recorded.
    overdue : bool
        Open, and its date is past.
    moved : Moved
        What the indicator has done since.
    judged_at : str
        The organisation whose chart that was read off; "" for none.
    since_period : str
        The first period that counts as since; "" where it cannot be told.
    before, now : float or None
        The figures of the last period before that, and of the latest since, as they are charted.
    now_period : str
        The period of `now`; "" for none.
    points_since : int
        How many figures there have been since.
    """

    response: str
    about_kind: str
    about: str
    about_name: str
    raised_at: str
    raised_on: dt.date
    finding: str
    decision: str
    owner_role: str
    due: dt.date | None
    closed: dt.date | None
    outcome: str
    overdue: bool
    moved: Moved = Moved.CANNOT_TELL
    judged_at: str = ""
    since_period: str = ""
    before: float | None = None
    now: float | None = None
    now_period: str = ""
    points_since: int = 0


def moved(
    points: Sequence[Point],
    since: int,
    indicator: Indicator,
    kind: ChartKind = ChartKind.XMR,
    rules: RuleSet = MAKING_DATA_COUNT,
) -> Moved:
    """Say what a series has done from one of its points on.

    A special cause counts only where it began by then. It began before where the run that it
    belongs to has three points or more before, or one beyond a limit; a trend begins with its
    first step. Of several the latest decides.

    Parameters
    ----------
    points : sequence of Point
        The whole series, oldest first.
    since : int
        Position of the first point that counts; the length of the series where none does.
    indicator : Indicator
        Which way is better.
    kind : ChartKind
        Which chart the points are from. Limits rest on the points before alone, where their
        segment has twelve or more and the chart is not one of rare events; else the chart's own
        serve, and so they do from the next rebase on.
    rules : RuleSet
        The council's rules for special causes.
    """
    if all(point.centre is None for point in points):
        return Moved.CANNOT_TELL
    points = as_before(points, since, indicator, kind, rules)
    flagged = [k for k in range(since, len(points)) if points[k].rule]
    new = [k for k in flagged if not _old(points, k, since)]
    if new:
        return _meaning(points, new[-1], since, indicator)
    if flagged:
        return Moved.ALREADY
    figures = sum(point.charted is not None for point in points[since:])
    return Moved.TOO_SOON if figures < FEWEST_SINCE else Moved.NO_CHANGE


def _old(points: Sequence[Point], k: int, since: int) -> bool:
    """Whether what flags a point stood out already before: three points, or one beyond a limit."""
    run = [p for p in points[_began(points, k) : since] if p.charted is not None]
    beyond = any(p.rule == Rule.OUTSIDE.name and p.side == points[k].side for p in run)
    return beyond or len(run) >= RUN_BEFORE


def _began(points: Sequence[Point], k: int) -> int:
    """Where the movement that flags a point began.

    For a trend that is its first step, not the point it turned at; for the other rules the first
    flagged point on the same side of the average. A missing period does not make the same level
    a new one.
    """
    side = points[k].side
    first = k
    if points[k].rule == Rule.TREND.name:
        while _step(points, first - 1) == side:
            first -= 1
        return first
    for j in range(k - 1, -1, -1):
        point = points[j]
        if point.segment != points[k].segment:
            break
        if point.charted is None:
            continue
        if not point.rule or _level(point) * side <= 0:
            break
        first = j
    return first


def _step(points: Sequence[Point], k: int) -> int:
    """+1 where a point stands above the one before it, -1 below; 0 where neither can be said."""
    if k < 1 or points[k].segment != points[k - 1].segment:
        return 0
    if points[k].charted is None or points[k - 1].charted is None:
        return 0
    change = _level(points[k]) - _level(points[k - 1])
    return (change > 0) - (change < 0)


def _level(point: Point) -> float:
    """How far a point stands above its average, which follows the seasons where there are any."""
    return (point.charted or 0.0) - (point.centre or 0.0)


def _meaning(points: Sequence[Point], k: int, since: int, indicator: Indicator) -> Moved:
    side = points[k].side
    match indicator.polarity:
        case Polarity.HIGHER:
            better = side > 0
        case Polarity.LOWER:
            better = side < 0
        case Polarity.RANGE:
            return _about_a_band(points, k, since, indicator)
        case _:
            return Moved.CHANGED
    return Moved.BETTER if better else Moved.WORSE


def _about_a_band(points: Sequence[Point], k: int, since: int, indicator: Indicator) -> Moved:
    """Best between two bounds: outside, a signal leads away or back; inside, it may have come in.

    A band for the year to date is not that of a single period.
    """
    if indicator.basis is Basis.YEAR_TO_DATE and indicator.adds_up:
        return Moved.CHANGED
    outside = _outside(points[k])
    if outside is None:
        return Moved.CHANGED
    if outside:
        return Moved.WORSE if points[k].side == outside else Moved.BETTER
    earlier = [p for p in points[:since] if p.charted is not None]
    return Moved.BETTER if earlier and _outside(earlier[-1]) else Moved.CHANGED


def _outside(point: Point) -> int | None:
    """+1 above the band, -1 below, 0 inside it; None where there is none."""
    value, low, high = point.charted, point.target_lower, point.target_upper
    if value is None or low is None or high is None:
        return None
    return (value > high) - (value < low)
