"""What one series, one aim and one event are: the words in which the demonstration is specified."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["COUNCIL", "Aim", "Event", "Part", "Series"]

COUNCIL = "E06000999"

Draw = Literal["share", "events", "amount"]


@dataclass(frozen=True)
class Part:
    """A directorate's part of a measure: its denominator (or amount) and how its level compares."""

    directorate: str
    size: float
    tilt: float = 1.0


@dataclass(frozen=True)
class Series:
    """How one indicator's figures are drawn.

    Parameters
    ----------
    draw
        ``share``: binomial numerators; ``events``: Poisson counts; ``amount``: a quantity whose
        standard deviation is a fraction of its level.
    levels
        (first period, level) in displayed units. A level holds until the next, or, with ``slope``,
        is joined to the next by a straight line.
    size
        Denominator in a period; 0 where the indicator has none.
    spread
        Multiple of the sampling standard deviation, or for ``amount`` a fraction of the level.
    season
        Multipliers of the level by place in the year, April (or autumn) first.
    pinned
        (period, displayed value) set by hand where a feature must not be left to the draw.
    first_told
        (period, multiple, note): what was first reported, as a multiple of what is known now.
    provisional
        How many of the latest periods were first published as provisional; ``slip`` is the standard
        deviation of their correction as a fraction.
    take
        Which of the possible draws to use; raised until the series shows what ``why`` promises.
    why
        What the series is there to show; empty for one that is merely ordinary.
    """

    indicator: str
    draw: Draw
    levels: tuple[tuple[str, float], ...]
    size: float = 0.0
    spread: float = 1.0
    season: tuple[float, ...] = ()
    slope: bool = False
    growth: float = 0.004
    size_noise: float = 0.05
    pinned: tuple[tuple[str, float], ...] = ()
    missing: tuple[str, ...] = ()
    unavailable: tuple[tuple[str, str], ...] = ()
    suppressed: tuple[tuple[str, str], ...] = ()
    hide_small: bool = False
    breaks: tuple[tuple[str, str], ...] = ()
    estimated: tuple[tuple[str, str], ...] = ()
    unreliable: tuple[str, ...] = ()
    provisional: int = 0
    slip: float = 0.02
    first_told: tuple[tuple[str, float, str], ...] = ()
    parts: tuple[Part, ...] = ()
    take: int = 0
    why: str = ""


@dataclass(frozen=True)
class Aim:
    """The targets of one indicator, one for each year from 2019.

    Parameters
    ----------
    values
        A figure for each year; None where no target had been set.
    profile
        How a year's figure is spread over its quarters: cumulative shares for a year-to-date
        indicator, plain shares for an in-period one.
    band
        What is added to the figure to make the lower and upper bound of a range.
    shares
        Each directorate's share of the council's figure, where the figure is a sum.
    revised
        (year, new figure, recorded on, why), for a target changed within its year.
    """

    indicator: str
    values: tuple[float | None, ...]
    rationale: str
    profile: tuple[float, ...] = ()
    band: tuple[float, float] | None = None
    tolerance: float | None = None
    shares: tuple[tuple[str, float], ...] = ()
    revised: tuple[tuple[int, float, str, str], ...] = ()
    set_by: str = "Cabinet"


@dataclass(frozen=True)
class Event:
    """Something a chart must know of: a rebase, an exclusion or a label."""

    indicator: str
    period: str
    label: str
    reason: str
    approved_by: str
    recorded_on: str
    rebase: bool = False
    exclude: bool = False
