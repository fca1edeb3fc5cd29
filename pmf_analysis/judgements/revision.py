"""We reported one figure and it is now another: the ledger of revisions."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.framework.rating import Rating, RatingRule
from pmf_analysis.judgements.rating import Target, published, rate

__all__ = ["Revised", "Revision", "differs", "rated", "what_changed"]


class Revised(StrEnum):
    """What was changed; a figure that may no longer be shown is ``WITHHELD``."""

    FIGURE = "FIGURE"
    TARGET = "TARGET"
    MARGIN = "MARGIN"
    WITHHELD = "WITHHELD"


@dataclass(frozen=True)
class Revision:
    """A figure or a target that differs from the one published.

    Attributes
    ----------
    published_in : str
        The quarter whose report gave `was`.
    changed_on : date
        The day on which `now` was recorded.
    was, now : float or None
        In the indicator's unit; None for none, and always for what is withheld. Of a target band
        its lower edge; of a margin the tolerance or floor.
    was_upper, now_upper : float or None
        Of a target band its upper edge.
    rating_was, rating_now : Rating
        Of the period, with the figure and the target then and now. ``NOT_DUE`` for a target that
        was changed before its period had a figure.
    why : str
        The note of the row that changed it.
    """

    indicator: str
    organisation: str
    period: str
    revised: Revised
    published_in: str
    changed_on: dt.date
    was: float | None
    now: float | None
    rating_was: Rating
    rating_now: Rating
    why: str = ""
    was_upper: float | None = None
    now_upper: float | None = None

    @property
    def rating_changed(self) -> bool:
        """Whether it moved the rating of its period."""
        return self.rating_was is not self.rating_now


def differs(was: float, now: float, decimals: int) -> bool:
    """Say whether two figures differ as published; NaN is none."""
    if math.isnan(was) or math.isnan(now):
        return math.isnan(was) != math.isnan(now)
    return published(was, decimals) != published(now, decimals)


def what_changed(was: Target, now: Target, polarity: Polarity) -> Revised | None:
    """Say whether a target was changed, or only how near to it is close; None for neither."""
    if polarity is Polarity.NONE:
        return None
    aims = ("lower", "upper") if polarity is Polarity.RANGE else ("target",)
    if any(_other(getattr(was, a), getattr(now, a)) for a in aims):
        return Revised.TARGET
    margins = ("tolerance", "floor")
    if now.given(polarity) and any(_other(getattr(was, m), getattr(now, m)) for m in margins):
        return Revised.MARGIN
    return None


def rated(
    value: float,
    target: Target,
    indicator: Indicator,
    rule: RatingRule,
    last_year: float = math.nan,
) -> Rating:
    """Rate a period's figure with the target of one day; ``NO_DATA`` without a figure."""
    if math.isnan(value):
        return Rating.NO_DATA
    return rate(value, target, indicator.polarity, indicator.decimals, rule, last_year)


def _other(was: float, now: float) -> bool:
    return was != now and not (math.isnan(was) and math.isnan(now))
