"""How a value is rated against its target: the rule a council chooses, and the statuses."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Measure", "Rating", "RatingRule", "RuleName"]


class Rating(StrEnum):
    """Where a figure stands against its target. ``BLUE`` (complete) is for actions only."""

    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    NO_TARGET = "NO_TARGET"
    NOT_DUE = "NOT_DUE"
    NO_DATA = "NO_DATA"
    BLUE = "BLUE"


class RuleName(StrEnum):
    """The rules a council may choose between; see the Methods page."""

    TOLERANCE = "tolerance"
    FLOOR = "floor"
    BAND = "band"


class Measure(StrEnum):
    """Whether a tolerance is a fraction of the target, or points of the indicator's own unit."""

    RELATIVE = "relative"
    POINTS = "points"


_LABELS = {
    Rating.GREEN: "On target",
    Rating.AMBER: "Close",
    Rating.RED: "Off target",
    Rating.NO_TARGET: "No target",
    Rating.NOT_DUE: "Not due yet",
    Rating.NO_DATA: "No data",
    Rating.BLUE: "Complete",
}


class RatingRule(BaseModel):
    """The ``rating`` section of ``framework.yml``.

    Attributes
    ----------
    rule : RuleName
        Green when met; amber within a tolerance or down to a floor; red beyond.
    tolerance : float
        Width of amber where the target gives none of its own: a fraction of the target
        (``relative``) or points of the unit (``points``).
    last_year : bool
        Amber rather than red when strictly better than the same period last year.
    labels : dict of Rating to str
        The council's own words, for display only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: RuleName = RuleName.TOLERANCE
    tolerance: float = Field(default=0.05, ge=0)
    measure: Measure = Measure.RELATIVE
    last_year: bool = False
    labels: dict[Rating, str] = Field(default_factory=lambda: dict(_LABELS))

    def label(self, rating: Rating) -> str:
        """Return the council's own word for a rating."""
        return self.labels.get(rating, _LABELS[rating])
