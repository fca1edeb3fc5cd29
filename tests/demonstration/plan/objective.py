"""What one service plan is, and the form in which its objectives are written down."""

import re
from dataclasses import dataclass
from datetime import date

from ..periods import parse
from .dates import quarters, told, year_of
from .story import lines

__all__ = ["OBJECTIVE_HEADER", "Plan"]

OBJECTIVE_HEADER = (
    "objective plan service kind title outcome lead_role start due status indicator action "
    "recorded_on"
)
STATUSES = {
    "C": "complete",
    "T": "on track",
    "R": "at risk",
    "F": "off track",
    "N": "not started",
}
FORM = re.compile(
    r"(?P<kind>objective|change|workforce) (?P<start>[\d-]{10}) (?P<due>[\d-]{10}) "
    r"(?P<indicator>\S+) (?P<action>\S+) (?P<statuses>[CTRFN]+): (?P<title>.+?) > (?P<outcome>.+)"
)


@dataclass(frozen=True)
class Plan:
    """One service plan.

    Parameters
    ----------
    short
        What the codes of its objectives begin with.
    objectives
        Each: kind, start, due, indicator, action (``-`` for none), a letter for its status at
        the end of each quarter since it began, its title, and after ``>`` what it is for.
    """

    service: str
    short: str
    name: str
    lead: str
    objectives: str

    def rows(self) -> list[list[str]]:
        """Lines of ``objectives.csv``: a row for each quarter."""
        found = []
        for place, line in enumerate(lines(self.objectives), start=1):
            match = FORM.fullmatch(line)
            assert match, line
            begun = date.fromisoformat(match["start"])
            since = [q for q in quarters() if parse(q).end >= begun] or [quarters()[-1]]
            assert len(match["statuses"]) <= len(since), line
            assert match["statuses"][-1] == "C" or len(match["statuses"]) == len(since), line
            last = since[len(match["statuses"]) - 1]
            for quarter, letter in zip(since, match["statuses"], strict=False):
                code = f"{self.short}-{place}"
                plan = f"{self.name}: service plan {year_of(last)}"
                tied = [
                    "" if match[kind] == "-" else match[kind] for kind in ("indicator", "action")
                ]
                found.append(
                    [
                        code,
                        plan,
                        self.service,
                        match["kind"],
                        match["title"],
                        match["outcome"],
                        self.lead,
                        match["start"],
                        match["due"],
                        STATUSES[letter],
                        *tied,
                        told(quarter, code),
                    ]
                )
        return found
