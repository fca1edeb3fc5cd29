"""The verdict: what rating and signal mean together. A total function of its inputs."""

from __future__ import annotations

from enum import StrEnum

from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.signal import Assurance, Variation

__all__ = ["Reason", "Verdict", "verdict"]


class Verdict(StrEnum):
    """What the figures say should be made of an indicator."""

    ACT = "ACT"
    RECOVERING = "RECOVERING"
    REDESIGN = "REDESIGN"
    UNRELIABLE = "UNRELIABLE"
    MISMATCH = "MISMATCH"
    STUCK = "STUCK"
    WATCH = "WATCH"
    ADVANCING = "ADVANCING"
    SECURE = "SECURE"
    FRAGILE = "FRAGILE"
    MEETING = "MEETING"
    WORSENING = "WORSENING"
    IMPROVING = "IMPROVING"
    STEADY = "STEADY"
    CHANGED = "CHANGED"
    SHORT = "SHORT"
    NEW = "NEW"
    AWAITED = "AWAITED"
    MISSING = "MISSING"


class Reason(StrEnum):
    """Why a series is not judged by control limits."""

    NONE = ""
    ANNUAL = "annual"
    OVERLAPPING = "overlapping"
    CUMULATIVE = "cumulative"
    NOT_CHARTED = "not charted"
    RUN_CHART = "run chart"
    RARE = "rare"
    NEW = "new"
    EXCLUDED = "excluded"
    GAP = "gap"


_OFF = {
    "concern": Verdict.ACT,
    "improvement": Verdict.RECOVERING,
}
_OFF_COMMON = {
    Assurance.FAIL: Verdict.REDESIGN,
    Assurance.HIT_OR_MISS: Verdict.UNRELIABLE,
    Assurance.PASS: Verdict.MISMATCH,
}
_ON = {
    "concern": Verdict.WATCH,
    "improvement": Verdict.ADVANCING,
}
_ON_COMMON = {
    Assurance.PASS: Verdict.SECURE,
    Assurance.HIT_OR_MISS: Verdict.FRAGILE,
    Assurance.FAIL: Verdict.MISMATCH,
}
_UNTARGETED = {
    "concern": Verdict.WORSENING,
    "improvement": Verdict.IMPROVING,
    "common": Verdict.STEADY,
}


def verdict(
    rating: Rating, variation: Variation, assurance: Assurance, *, has_recent_trend: bool
) -> Verdict:
    """Return the one verdict that the rating, variation and assurance give.

    Parameters
    ----------
    rating : Rating
        Where the figure stands against its target.
    variation, assurance : Variation, Assurance
        What the chart's latest point shows.
    has_recent_trend : bool
        Whether, without limits, a recent trend can be judged (five points or more).
    """
    if rating is Rating.NOT_DUE:
        return Verdict.AWAITED
    if rating is Rating.NO_DATA:
        return Verdict.MISSING
    kind = variation.kind
    if kind == "not enough":
        return Verdict.SHORT if has_recent_trend else Verdict.NEW
    if kind == "neither":
        return Verdict.CHANGED
    if rating in {Rating.RED, Rating.AMBER}:
        return _OFF.get(kind) or _OFF_COMMON.get(assurance, Verdict.STUCK)
    if rating in {Rating.GREEN, Rating.BLUE}:
        return _ON.get(kind) or _ON_COMMON.get(assurance, Verdict.MEETING)
    return _UNTARGETED[kind]
