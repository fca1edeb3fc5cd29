"""Savings lines: their plans and deliveries add up to the targets and figures of indicator F03."""

from dataclasses import dataclass

from .money_words import Words

__all__ = ["SAVINGS", "Saving"]

LATE = Words(
    ("More was saved than planned, once the new way of working had settled.",),
    ("The change began later than planned.", "Part of the saving could not be made this year."),
)


@dataclass(frozen=True)
class Saving:
    """A savings line: its share of the directorate's plan, and the shortfall now expected."""

    code: str
    directorate: str
    title: str
    share: float
    short: int
    words: Words


def begun_late(text: str) -> Words:
    """The usual words, and others for this year's second quarter."""
    return Words(LATE.over, LATE.under, {"2025-26 Q2": text})


SAVINGS = (
    Saving(
        "SAV-ASC-01",
        "adults",
        "New contracts for care at home",
        0.6,
        140_000,
        begun_late("Contracts began on 1 July, three months late. Most of the rest follows."),
    ),
    Saving("SAV-ASC-02", "adults", "More people back on their own feet", 0.4, 15_000, LATE),
    Saving(
        "SAV-CHL-01",
        "children",
        "Children's homes of our own and family foster care",
        0.7,
        92_000,
        begun_late("The first home opens in March 2026, six months late."),
    ),
    Saving("SAV-CHL-02", "children", "Fewer single-pupil journeys to school", 0.3, 0, LATE),
    Saving(
        "SAV-WEL-01",
        "wellbeing",
        "Shared buildings for libraries and leisure",
        1.0,
        20_000,
        begun_late("One move waits for the landlord's leave."),
    ),
    Saving(
        "SAV-PLC-01",
        "place",
        "Low-energy street lights and redrawn rounds",
        1.0,
        45_000,
        begun_late("Rounds change in April 2026 with food waste, and not in October."),
    ),
    Saving(
        "SAV-GRW-01",
        "growth",
        "Leased homes in place of bed and breakfast",
        1.0,
        25_000,
        begun_late("Fewer homes could be leased than planned."),
    ),
    Saving("SAV-RES-01", "resources", "Shared offices and a lower software bill", 1.0, 0, LATE),
)
