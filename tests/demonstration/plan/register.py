"""What one risk is, and when it was reviewed."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from .chance import pick
from .dates import CLOSE
from .story import lines

__all__ = ["REVIEW_HEADER", "RISK_HEADER", "Risk"]

RISK_HEADER = (
    "risk register nature title cause event consequence category directorate owner_role opened "
    "closed audience"
)
REVIEW_HEADER = (
    "risk likelihood impact inherent_likelihood inherent_impact target_likelihood target_impact "
    "controls further_action recorded_on"
)
# The Corporate Management Team goes through the whole strategic register every eight weeks.
TOGETHER = tuple(date(2022, 10, 11) + timedelta(weeks=8 * turn) for turn in range(21))
EDGES = ((15, "red"), (6, "amber"), (1, "green"))
MONTHS = {
    "operational": {"red": 3, "amber": 6, "green": 12},
    "project": {"red": 3, "amber": 3, "green": 3},
}
EARLY = 12  # days by which a review may come before it must
STEP = re.compile(
    r"(?P<day>[\d-]{10}) (?P<l>[1-5])x(?P<i>[1-5])(?:: (?P<controls>[^|]+))?"
    r"(?:\| (?P<further>.+))?"
)


@dataclass(frozen=True)
class Risk:
    """One risk or opportunity with the history of its score.

    Parameters
    ----------
    place
        Its directorate; empty for the whole council.
    inherent, target
        Likelihood and impact such as ``4x5``; empty where nobody gave them.
    steps
        A line for each review that changed something: the day, likelihood and impact; then the
        controls and, after a bar, what is still to be done. What is left out stays. Reviews
        between are drawn at the register's intervals.
    silent
        No review from this day on.
    why
        What it is there to show; empty for one that is merely ordinary.
    """

    code: str
    register: str
    category: str
    title: str
    owner: str
    cause: str
    event: str
    consequence: str
    steps: str
    place: str = ""
    inherent: str = ""
    target: str = ""
    opened: str = ""
    closed: str = ""
    silent: str = ""
    nature: str = "risk"
    why: str = ""

    def row(self) -> list[str]:
        """One line of ``risks.csv``."""
        return [
            self.code,
            self.register,
            self.nature,
            self.title,
            self.cause,
            self.event,
            self.consequence,
            self.category,
            self.place,
            self.owner,
            self.opened or self._changes()[0][0].isoformat(),
            self.closed,
            "internal" if self.register == "operational" else "public",
        ]

    def review_rows(self) -> list[list[str]]:
        """Lines of ``risk_reviews.csv``."""
        rows = []
        fixed = [*_pair(self.inherent), *_pair(self.target)]
        for day, (likelihood, impact, controls, further) in self._reviews():
            rows.append([self.code, likelihood, impact, *fixed, controls, further, day.isoformat()])
        return rows

    def _changes(self) -> list[tuple[date, tuple[str, str, str, str]]]:
        found: list[tuple[date, tuple[str, str, str, str]]] = []
        controls = further = ""
        for line in lines(self.steps):
            match = STEP.fullmatch(line)
            assert match, line
            controls = (match["controls"] or controls).strip()
            further = (match["further"] or further).strip()
            day = date.fromisoformat(match["day"])
            found.append((day, (match["l"], match["i"], controls, further)))
        return found

    def _reviews(self) -> list[tuple[date, tuple[str, str, str, str]]]:
        """Every review: those that changed something, and those between and after them."""
        changes = self._changes()
        if not changes:
            return []
        until = date.fromisoformat(self.silent or self.closed or CLOSE.isoformat())
        held: list[tuple[date, tuple[str, str, str, str]]] = []
        following = [day for day, _ in changes[1:]] + [until + timedelta(days=1)]
        for (day, state), end in zip(changes, following, strict=True):
            held.append((day, state))
            turn = self._next(day, state)
            while turn < end:
                held.append((turn, state))
                turn = self._next(turn, state)
        return held

    def _next(self, day: date, state: tuple[str, str, str, str]) -> date:
        if self.register == "strategic":
            return next((turn for turn in TOGETHER if turn > day), CLOSE + timedelta(days=1))
        score = int(state[0]) * int(state[1])
        band = next(name for least, name in EDGES if score >= least)
        early = pick(f"review:{self.code}:{day}", 1, EARLY)
        return later(day, MONTHS[self.register][band]) - timedelta(days=early)


def later(day: date, months: int) -> date:
    """The same day some months on, or the last of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _pair(score: str) -> list[str]:
    return score.split("x") if score else ["", ""]
