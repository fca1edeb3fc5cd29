"""What a finding rests on: its points, events, patterns and places among others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmf_analysis.judgements.funnel import Funnel

__all__ = [
    "Against",
    "Comparison",
    "Happening",
    "Outlook",
    "Place",
    "Point",
    "Runs",
    "Spread",
    "Trend",
]


@dataclass(frozen=True)
class Point:
    """One period of a series, with its target and its limits where they may be shown.

    Attributes
    ----------
    value : float or None
        As reported.
    charted, charted_target : float or None
        The in-period value that a chart draws, and its target; they differ for a year to date.
    rule : str
        The name of the rule that flags the point, or "".
    side : int
        +1 high or rising, -1 low or falling, 0 unflagged.
    """

    period: str
    value: float | None = None
    charted: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: str = ""
    target: float | None = None
    target_lower: float | None = None
    target_upper: float | None = None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    rule: str = ""
    side: int = 0
    segment: int = 0
    excluded: bool = False
    charted_target: float | None = None


@dataclass(frozen=True)
class Happening:
    """An event of a series: a rebase or an exclusion with its reason, or a note."""

    period: str
    label: str
    rebase: bool
    exclude: bool
    reason: str
    approved_by: str


@dataclass(frozen=True)
class Trend:
    """Whether the current segment rises or falls more steadily than chance would have it.

    Attributes
    ----------
    direction : int
        +1 rising, -1 falling, 0 where p is above 0.05.
    p_value : float
        Mann-Kendall, two-sided.
    slope, lower, upper : float
        Sen's slope a year with its 95% interval, in the indicator's unit.
    points : int
        Values that it rests on.
    """

    direction: int
    p_value: float
    slope: float
    lower: float
    upper: float
    points: int


@dataclass(frozen=True)
class Runs:
    """The current segment about its median.

    Attributes
    ----------
    median : float or None
        In the indicator's unit; None without a value.
    longest, longest_likely : int
        Points of the longest run on one side, and the most that chance makes likely.
    crossings, crossings_likely : int
        Crossings of the median, and the fewest that chance makes likely.
    judged, unusual : bool
        Whether there are 10 points off the median; whether runs then show more than chance.
    """

    median: float | None = None
    longest: int = 0
    longest_likely: int = 0
    crossings: int = 0
    crossings_likely: int = 0
    judged: bool = False
    unusual: bool = False


@dataclass(frozen=True)
class Outlook:
    """Where the year will end if the series goes on as it does.

    Attributes
    ----------
    year_end : date
        The last day of the year.
    estimate, lower_80, upper_80, lower_95, upper_95 : float
        The year's figure as forecast, with its intervals, in the indicator's unit.
    target, target_lower, target_upper : float or None
        What the year's figure is to meet.
    chance : str
        Of meeting it, such as ``about 7 in 10``; "" without a target.
    method : str
        The forecast that did best on the series' own past.
    mase : float
        Its mean absolute scaled error; below 1 it beats a one-step naive forecast.
    coverage : float
        Share of past forecasts whose 80% interval held what came.
    """

    year_end: dt.date
    estimate: float
    lower_80: float
    upper_80: float
    lower_95: float
    upper_95: float
    target: float | None
    target_lower: float | None
    target_upper: float | None
    chance: str
    method: str
    mase: float
    coverage: float


@dataclass(frozen=True)
class Place:
    """One area of a comparison.

    Attributes
    ----------
    value, lower, upper : float
        Its figure with its 95% interval, in the indicator's unit; no limits where none is known.
    rank, rank_lower, rank_upper : int or None
        Its place, 1 for the best, with the 95% interval of that place; None where no side is
        better, and no interval where that of its figure is not known.
    quartile : int or None
        1 for the best quarter of the group.
    """

    area: str
    name: str
    value: float
    ours: bool
    lower: float | None = None
    upper: float | None = None
    rank: int | None = None
    rank_lower: int | None = None
    rank_upper: int | None = None
    quartile: int | None = None


@dataclass(frozen=True)
class Spread:
    """How the rest of a group lie, in the indicator's unit; quartiles of type 7."""

    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float


@dataclass(frozen=True)
class Against:
    """The council's figure beside another's.

    Attributes
    ----------
    value : float
        The other's figure, in the indicator's unit.
    side : int or None
        +1 higher, -1 lower, 0 no difference beyond chance; None where it cannot be tested.
    p_value : float or None
        Of the test of the difference, adjusted for the many indicators of the edition; None
        where it cannot be tested.
    """

    value: float
    side: int | None
    p_value: float | None = None


@dataclass(frozen=True)
class Comparison:
    """The council beside its comparison group, in the period of its own figure.

    Attributes
    ----------
    places : tuple of Place
        The council and its neighbours with a figure, best first (highest first where no side
        is better).
    rank : int or None
        The council's place, 1 for the best; None where no side is better.
    without : int
        Members of the group that have no figure.
    nation : Against or None
        England: a difference where the council's 95% interval lies wholly beyond its value, and
        still does once its level allows for the many indicators.
    others : Against or None
        The rest of the group taken together; None where their parts are not known.
    spread : Spread or None
        The group without the council; None where fewer than four have a figure.
    funnel : Funnel or None
        The group's figures by the cases that they rest on; None where their parts are not known,
        or the group is small.
    """

    group: str
    period: str
    places: tuple[Place, ...]
    rank: int | None
    without: int
    nation: Against | None = None
    others: Against | None = None
    spread: Spread | None = None
    funnel: Funnel | None = None

    @property
    def ours(self) -> Place:
        """The council's own place."""
        return next(place for place in self.places if place.ours)
