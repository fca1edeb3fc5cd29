"""How a council scores risks: bands of every score, appetite, and when each is reviewed."""

from __future__ import annotations

import datetime as dt

import pytest

from pmf_analysis.framework.risk import Band, Interval, RiskRules
from pmf_analysis.framework.work import Register

STRATEGIC, OPERATIONAL, PROJECT = Register.STRATEGIC, Register.OPERATIONAL, Register.PROJECT
FOUR_BY_FOUR = RiskRules(
    size=4,
    bands=(
        Band(code="low", name="Low", least=1),
        Band(code="medium", name="Medium", least=4),
        Band(code="high", name="High", least=8),
        Band(code="severe", name="Severe", least=12),
    ),
)
# Likelihood down, impact across, both from 1: written out by hand from the edges 6 and 15.
DEFAULT_MATRIX = """
    green green green green green
    green green amber amber amber
    green amber amber amber red
    green amber amber red   red
    green amber red   red   red
"""
FOUR_MATRIX = """
    low    low    low    medium
    low    medium medium high
    low    medium high   severe
    medium high   severe severe
"""


def cells(matrix: str) -> list[tuple[int, int, str]]:
    """Likelihood, impact and band of each cell of a matrix that is written out."""
    rows = [line.split() for line in matrix.strip().splitlines()]
    return [(i, j, band) for i, row in enumerate(rows, 1) for j, band in enumerate(row, 1)]


@pytest.mark.parametrize(("likelihood", "impact", "band"), cells(DEFAULT_MATRIX))
def test_each_cell_of_the_usual_matrix_has_its_band(
    likelihood: int, impact: int, band: str
) -> None:
    """Green up to 5, amber from 6, red from 15, over every score that five by five can give."""
    assert RiskRules().band(likelihood * impact).code == band


@pytest.mark.parametrize(
    ("score", "band"),
    [(1, "green"), (5, "green"), (6, "amber"), (14, "amber"), (15, "red"), (25, "red")],
)
def test_an_edge_belongs_to_the_band_it_opens(score: int, band: str) -> None:
    """Each edge of the usual bands, from both sides."""
    assert RiskRules().band(score).code == band


@pytest.mark.parametrize(("likelihood", "impact", "band"), cells(FOUR_MATRIX))
def test_each_cell_of_a_councils_own_matrix_has_its_band(
    likelihood: int, impact: int, band: str
) -> None:
    """Four by four with four bands: from 1, 4, 8 and 12."""
    assert FOUR_BY_FOUR.band(likelihood * impact).code == band


@pytest.mark.parametrize(
    ("category", "limit"), [("legal", 6), ("climate", 12), ("people", 9), ("", 9)]
)
def test_appetite_is_the_categorys_or_the_usual_one(category: str, limit: int) -> None:
    """A category without its own appetite has the one for all."""
    rules = RiskRules(appetite={"legal": 6, "climate": 12}, default_appetite=9)
    assert rules.appetite_for(category) == limit


def test_without_an_appetite_there_is_none() -> None:
    """A council need not set one."""
    assert RiskRules().appetite_for("legal") is None


# Score 4 is green, 9 amber, 20 red. 8 weeks are 56 days.
INTERVALS: list[tuple[Register, int, str, str]] = [
    (STRATEGIC, 4, "2025-04-01", "2025-05-27"),
    (STRATEGIC, 9, "2025-04-01", "2025-05-27"),
    (STRATEGIC, 20, "2025-04-01", "2025-05-27"),
    (STRATEGIC, 20, "2024-01-15", "2024-03-11"),  # over a leap day: 16 of January, 29, 11
    (STRATEGIC, 20, "2025-01-15", "2025-03-12"),  # and without one
    (OPERATIONAL, 20, "2025-04-10", "2025-07-10"),
    (OPERATIONAL, 9, "2025-04-10", "2025-10-10"),
    (OPERATIONAL, 4, "2025-04-10", "2026-04-10"),
    (OPERATIONAL, 20, "2025-10-10", "2026-01-10"),  # over the year's end
    (OPERATIONAL, 20, "2025-11-30", "2026-02-28"),  # to a shorter month's last day
    (OPERATIONAL, 20, "2023-11-30", "2024-02-29"),  # in a leap year
    (OPERATIONAL, 9, "2025-08-31", "2026-02-28"),
    (OPERATIONAL, 9, "2025-06-30", "2025-12-30"),
    (OPERATIONAL, 4, "2024-02-29", "2025-02-28"),  # the leap day has no anniversary
    (OPERATIONAL, 20, "2025-09-30", "2025-12-30"),  # to December
    (PROJECT, 4, "2025-05-31", "2025-08-31"),
    (PROJECT, 9, "2025-01-31", "2025-04-30"),
    (PROJECT, 20, "2025-12-31", "2026-03-31"),
]


@pytest.mark.parametrize(("register", "score", "reviewed", "due"), INTERVALS)
def test_each_register_and_band_is_reviewed_at_its_interval(
    register: Register, score: int, reviewed: str, due: str
) -> None:
    """Strategic every 8 weeks; operational 3, 6, 12 months; a project every 3 months."""
    found = RiskRules().next_review(register, score, dt.date.fromisoformat(reviewed))
    assert found.isoformat() == due


def test_a_register_that_is_not_listed_keeps_the_usual_intervals() -> None:
    """Listing one register says nothing of the others."""
    own = Interval.parse("4 weeks")
    rules = RiskRules(review={STRATEGIC: dict.fromkeys(("green", "amber", "red"), own)})
    day = dt.date(2025, 4, 1)
    assert rules.next_review(STRATEGIC, 4, day) == dt.date(2025, 4, 29)
    assert rules.next_review(OPERATIONAL, 4, day) == dt.date(2026, 4, 1)
    assert rules.next_review(PROJECT, 4, day) == dt.date(2025, 7, 1)


def test_a_band_that_the_usual_intervals_do_not_know_is_reviewed_as_a_red_one() -> None:
    """Own bands without own intervals: sooner rather than too late."""
    day = dt.date(2025, 4, 1)
    assert FOUR_BY_FOUR.next_review(OPERATIONAL, 1, day) == dt.date(2025, 7, 1)
    assert FOUR_BY_FOUR.next_review(STRATEGIC, 1, day) == dt.date(2025, 5, 27)


@pytest.mark.parametrize("text", ["8 weeks", "1 week", "3 months", "1 month", "52 weeks"])
def test_an_interval_is_spelt_as_it_is_read(text: str) -> None:
    """One of something is singular."""
    assert str(Interval.parse(text)) == text
