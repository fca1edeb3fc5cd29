"""What whoever takes a file in says of it: when, and why what looks wrong is right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pmf_analysis.intake.doubts import Cell, Reason

__all__ = ["Answers"]


@dataclass(frozen=True)
class Answers:
    """What whoever takes a file in says of it.

    Attributes
    ----------
    moment : datetime
        When its rows are recorded.
    reasons : mapping of str to str
        Why figures that look wrong are right: by ``indicator/organisation/period``; or by
        ``indicator/organisation`` or the indicator alone, where that names one figure.
    accepted_by : str
        The role that says so.
    today : date or None
        The day on which it is said; the day of `moment` if left out.
    """

    moment: dt.datetime
    reasons: Mapping[str, str]
    accepted_by: str = ""
    today: dt.date | None = None

    def of(self, cells: Collection[Cell]) -> dict[Cell, Reason]:
        """Return the reason of each figure that one was given for."""
        found: dict[Cell, Reason] = {}
        for named, reason in self.reasons.items():
            meant = _meant(named, cells)
            if len(meant) == 1:
                found[meant.pop()] = reason, self.accepted_by
        return found

    def astray(self, cells: Collection[Cell]) -> dict[str, int]:
        """Return what reasons were given for that names not one figure, and how many it names."""
        many = {named: len(_meant(named, cells)) for named in self.reasons}
        return {named: count for named, count in many.items() if count != 1}


def _meant(named: str, cells: Collection[Cell]) -> set[Cell]:
    return {cell for cell in cells if f"{'/'.join(cell)}/".startswith(f"{named}/")}
