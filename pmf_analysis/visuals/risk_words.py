"""What is said of a risk: its band, what its standing means, how long it has lasted."""

from __future__ import annotations

import datetime as dt

from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.work import Nature
from pmf_analysis.judgements.risk import Movement, Risk, Standing
from pmf_analysis.visuals import words
from pmf_analysis.visuals.scorecard import RatingMark

__all__ = ["band_look", "band_mark", "lasting", "meaning"]

MONTHS_IN_YEAR = 12


def band_mark(rules: RiskRules, score: int) -> RatingMark:
    """Return a score's band as shape, word and colour, with the score itself."""
    band = rules.band(score)
    shape, css = band_look(rules, score)
    return RatingMark(shape, f"{band.name} {score}", css)


def band_look(rules: RiskRules, score: int) -> tuple[str, str]:
    """Return the shape and colour of a score's band.

    The lowest band is a green circle, the highest a red square, all between amber triangles.
    """
    place = rules.bands.index(rules.band(score))
    if len(rules.bands) == 1:
        return "○", "none"
    if place == 0:
        return "●", "green"
    return ("■", "red") if place == len(rules.bands) - 1 else ("▲", "amber")


def meaning(risk: Risk, rules: RiskRules) -> str:
    """Say in a sentence or two what a risk's standing means."""
    standing = risk.standing
    if standing is None:
        return "Nobody has reviewed it yet."
    if risk.nature is Nature.OPPORTUNITY:
        said = [_chance(standing)]
    else:
        said = [_carried(risk, standing, rules)]
        if standing.review.target is not None and standing.review.score <= standing.review.target:
            said.append("It is where it was meant to get to.")
    if risk.overdue:
        late = words.count((standing.day - standing.review_due).days, "day")
        said.append(f"Its review is {late} overdue.")
    return " ".join(text for text in said if text)


def lasting(since: dt.date, day: dt.date) -> str:
    """Spell how long something has lasted: 12 days, 7 months, 2 years and one month.

    Examples
    --------
    >>> lasting(dt.date(2024, 2, 29), dt.date(2025, 3, 28))
    '12 months'
    """
    months = (day.year - since.year) * MONTHS_IN_YEAR + day.month - since.month
    months -= day.day < since.day
    years, rest = divmod(months, MONTHS_IN_YEAR)
    if not months:
        return words.count((day - since).days, "day")
    if years <= 1:
        return words.count(months, "month")
    more = f" and {words.count(rest, 'month')}" if rest else ""
    return words.count(years, "year") + more


def _carried(risk: Risk, standing: Standing, rules: RiskRules) -> str:
    rising = standing.movement is Movement.UP
    if standing.above_appetite:
        more = ", and rising" if rising else ""
        return f"More than the council is ready to carry{more}."
    if rules.appetite_for(risk.category) is None:
        return "Rising." if rising else "No appetite is set for it."
    return "Within appetite, but rising." if rising else "Within appetite."


def _chance(standing: Standing) -> str:
    return {
        Movement.UP: "A larger opportunity than last quarter, which is good.",
        Movement.DOWN: "A smaller opportunity than last quarter.",
        Movement.SAME: "As large an opportunity as last quarter.",
        Movement.NEW: "Scored for the first time.",
    }[standing.movement]
