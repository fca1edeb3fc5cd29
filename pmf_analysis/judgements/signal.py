"""What a control chart may say about its latest point: variation and assurance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.indicator import Polarity
from pmf_analysis.judgements.rating import Target
from pmf_analysis.statistics.rules import Rule

__all__ = ["Assurance", "Latest", "Variation", "assurance", "variation"]


class Variation(StrEnum):
    """What the latest point shows, judged by the chart's rules and the polarity."""

    IMPROVEMENT_HIGH = "IMPROVEMENT_HIGH"
    IMPROVEMENT_LOW = "IMPROVEMENT_LOW"
    CONCERN_HIGH = "CONCERN_HIGH"
    CONCERN_LOW = "CONCERN_LOW"
    NEITHER_HIGH = "NEITHER_HIGH"
    NEITHER_LOW = "NEITHER_LOW"
    COMMON_CAUSE = "COMMON_CAUSE"
    NOT_ENOUGH_DATA = "NOT_ENOUGH_DATA"

    @property
    def kind(self) -> str:
        """``improvement``, ``concern``, ``neither``, ``common`` or ``not enough``."""
        if self is Variation.COMMON_CAUSE:
            return "common"
        if self is Variation.NOT_ENOUGH_DATA:
            return "not enough"
        return self.value.split("_")[0].lower()


class Assurance(StrEnum):
    """Whether the process, as it runs now, can be relied on to meet its target."""

    PASS = "PASS"  # noqa: S105 - a verdict, not a secret
    FAIL = "FAIL"
    HIT_OR_MISS = "HIT_OR_MISS"
    NO_TARGET = "NO_TARGET"
    NOT_ENOUGH_DATA = "NOT_ENOUGH_DATA"


@dataclass(frozen=True)
class Latest:
    """The latest point of a chart with its limits, as the chart gives them.

    Attributes
    ----------
    value, centre, lower, upper : float
        In the indicator's unit.
    rule : Rule
        The rule that flags it.
    side : int
        +1 high or rising, -1 low or falling.
    seasons : tuple of float
        How far the lines of each season stand from this point's; one 0 without seasons.
    """

    value: float
    centre: float
    lower: float
    upper: float
    rule: Rule
    side: int
    seasons: tuple[float, ...] = (0.0,)


def variation(latest: Latest | None, polarity: Polarity, target: Target) -> Variation:
    """Read the latest point; None where the chart has too few points to show limits.

    For polarity ``range`` a high signal above the band or a low one below it is a concern;
    a signal that leads back to the band is an improvement; inside the band it is neither.
    """
    if latest is None:
        return Variation.NOT_ENOUGH_DATA
    if latest.rule is Rule.NONE:
        return Variation.COMMON_CAUSE
    direction = "HIGH" if latest.side > 0 else "LOW"
    return Variation[f"{_meaning(latest, polarity, target)}_{direction}"]


def _meaning(latest: Latest, polarity: Polarity, target: Target) -> str:
    if polarity is Polarity.NONE:
        return "NEITHER"
    if polarity is Polarity.RANGE:
        if not target.given(polarity) or target.lower <= latest.value <= target.upper:
            return "NEITHER"
        away = 1 if latest.value > target.upper else -1
        return "CONCERN" if latest.side == away else "IMPROVEMENT"
    better = 1 if polarity is Polarity.HIGHER else -1
    return "IMPROVEMENT" if latest.side == better else "CONCERN"


def assurance(latest: Latest | None, polarity: Polarity, target: Target) -> Assurance:
    """Compare the limits at the latest point with the target in force there, strictly.

    A constant process is compared with its target directly, equality met counting as a pass.
    Where there are seasons, every season's limits must pass, or fail.
    """
    if not target.given(polarity):
        return Assurance.NO_TARGET
    if latest is None:
        return Assurance.NOT_ENOUGH_DATA
    found = {_one_season(latest, moved, polarity, target) for moved in latest.seasons}
    return found.pop() if len(found) == 1 else Assurance.HIT_OR_MISS


def _one_season(latest: Latest, moved: float, polarity: Polarity, target: Target) -> Assurance:
    constant = latest.lower == latest.upper
    lower, upper = latest.lower + moved, latest.upper + moved
    if polarity is Polarity.RANGE:
        inside = target.lower <= lower and upper <= target.upper
        strictly = target.lower < lower and upper < target.upper
        outside = lower > target.upper or upper < target.lower
        return _assured(passes=inside if constant else strictly, fails=outside)
    sign = 1 if polarity is Polarity.HIGHER else -1
    worst, best = (lower, upper) if sign > 0 else (upper, lower)
    margin = sign * (worst - target.target)
    passes = margin >= 0 if constant else margin > 0
    return _assured(passes=passes, fails=sign * (best - target.target) < 0)


def _assured(*, passes: bool, fails: bool) -> Assurance:
    if passes:
        return Assurance.PASS
    return Assurance.FAIL if fails else Assurance.HIT_OR_MISS
