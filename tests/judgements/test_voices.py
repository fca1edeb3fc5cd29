"""What people said: shares, counts, and the same period a year before."""

from __future__ import annotations

from pmf_analysis.judgements.voices import Feedback

APRIL = 4


def test_a_share_is_out_of_its_denominator() -> None:
    """30 of 40 is 75%, beside 20 of 50, which is 40%; a quarter without anyone asked has none."""
    asked = Feedback(
        "X1",
        "survey",
        "content",
        "2025-26 Q1",
        30,
        40,
        (("2024-25 Q1", 20, 50), ("2024-25 Q4", 0, 0)),
    )
    assert asked.share == 75
    assert asked.levels == (40, None, 75)
    assert asked.a_year_before(APRIL) == 40


def test_a_count_is_no_share() -> None:
    """Without a denominator the count itself is the level; a year never reported is unknown."""
    received = Feedback(
        "X1", "complaints", "received", "2025-26 Q1", 12, None, (("2024-25 Q4", 9, None),)
    )
    assert received.share is None
    assert received.levels == (9, 12)
    assert received.a_year_before(APRIL) is None


def test_a_yearly_figure_is_beside_that_of_the_year_before() -> None:
    """The same period of a year is the year before it."""
    yearly = Feedback("X1", "survey", "content", "2024-25", 5, 10, (("2023-24", 2, 10),))
    assert yearly.a_year_before(APRIL) == 20
