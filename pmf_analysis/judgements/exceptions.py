"""Which findings need attention, most pressing first."""

from __future__ import annotations

import math

from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.verdict import Verdict

__all__ = ["is_exception", "urgency"]

_ORDER = (
    Verdict.ACT,
    Verdict.REDESIGN,
    Verdict.MISSING,
    Verdict.MISMATCH,
    Verdict.UNRELIABLE,
    Verdict.STUCK,
    Verdict.NEW,
    Verdict.SHORT,
    Verdict.WORSENING,
    Verdict.WATCH,
    Verdict.FRAGILE,
    Verdict.RECOVERING,
    Verdict.CHANGED,
)
_PLACE = {v: place for place, v in enumerate(_ORDER)} | {Verdict.SHORT: _ORDER.index(Verdict.NEW)}
_OFF_TARGET_ONLY = {Verdict.NEW, Verdict.SHORT}


def is_exception(verdict: Verdict, rating: Rating) -> bool:
    """Say whether a finding needs attention; NEW and SHORT only when off target."""
    if verdict in _OFF_TARGET_ONLY:
        return rating in {Rating.RED, Rating.AMBER}
    return verdict in _PLACE


def urgency(verdict: Verdict, shortfall: float, sigma: float, target: float) -> tuple[float, ...]:
    """Return a key that sorts exceptions, the most pressing first.

    Parameters
    ----------
    verdict : Verdict
        Decides first.
    shortfall : float
        How far the value is on the wrong side of its target; NaN without one.
    sigma : float
        One uncut sigma of the chart; NaN without one. Findings without a sigma come after.
    target : float
        Shortfall as a share of it decides where there is no sigma; 0 or NaN leaves points.
    """
    place = float(_PLACE.get(verdict, len(_ORDER)))
    if math.isnan(shortfall):
        return (place, 3.0, 0.0)
    for rank, scale in enumerate((sigma, abs(target), 1.0)):
        if not math.isnan(scale) and scale > 0:
            return (place, float(rank), -shortfall / scale)
    return (place, 2.0, -shortfall)
