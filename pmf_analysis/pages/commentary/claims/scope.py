"""How far a clause may be relied on to speak of the whole figure, and of now."""

from __future__ import annotations

import calendar
import re

from pmf_analysis.framework.period import Period
from pmf_analysis.pages.commentary.claims.facts import Facts
from pmf_analysis.pages.commentary.claims.subject import About, Names

__all__ = ["sure"]

MONTHLY = 12  # points a year
_MONTH = re.compile(rf"\b(?:{'|'.join(name.lower() for name in calendar.month_name[1:])})\b")
# What follows these narrows what is said: "in August", "for emergency repairs", "at stage two".
_NARROWS = "in|at|for|on|among|without|where|with|about|between|after|to|by"
_PIECE = re.compile(rf"\b(?:{_NARROWS}) (?P<piece>.*?)(?=\b(?:{_NARROWS})\b|$)")
# Some of them; and how a change itself changes.
_PART = re.compile(
    r"\b(?:of these|of those|those|some|others?|alone|stage|the (?:gap|shortfall|difference)|"
    r"the (?:increase|rise|fall|drop|decrease|growth|decline|improvement|reduction) "
    r"(?:has|was|is))\b"
)


def sure(clause: str, about: About, names: Names, facts: Facts) -> bool:
    """Whether nothing in a clause narrows it to a part of the figure or another time.

    A claim in a clause of which that is not sure is to look at, and blocks nothing.
    """
    if _PART.search(clause) or not _of_now(clause, facts):
        return False
    if any(names.counted(piece["piece"])[1] for piece in _PIECE.finditer(clause)):
        return False
    if about is About.QUOTED:
        return True
    own, others = names.counted(clause)
    return not others and (not own or names.mostly(clause))


def _of_now(clause: str, facts: Facts) -> bool:
    """Whether every month that is named ends the figure's period or one it is compared with.

    A quarter's last month is not the quarter: "in September" is not, "at the end of" it is.
    """
    f = facts.finding
    then = {_end(facts.framework.period(p)) for p in (f.previous_period, f.last_year_period) if p}
    now = _end(facts.framework.period(f.period)) if f.period else ""
    if facts.per_year != MONTHLY and re.search(rf"(?<!end of )\b{now}\b", clause):
        return False
    return {match[0] for match in _MONTH.finditer(clause)} <= then | {now}


def _end(period: Period) -> str:
    return calendar.month_name[period.end.month].lower()
