"""Where a risk stands: band, movement, how long, appetite, and its next review."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.work import Nature, Register
from pmf_analysis.judgements.risk import Movement, Review, Risk, Standing, standing

DAY = dt.date(2025, 12, 2)
BEFORE = dt.date(2025, 9, 2)
RULES = RiskRules(appetite={"legal": 6}, default_appetite=9)


def review(day: str, likelihood: int, impact: int) -> Review:
    """A review on a day."""
    return Review(dt.date.fromisoformat(day), likelihood, impact)


def stand(
    *reviews: Review,
    register: Register = Register.STRATEGIC,
    nature: Nature = Nature.RISK,
    category: str = "people",
    day: dt.date = DAY,
    rules: RiskRules = RULES,
) -> Standing:
    """Where a risk with these reviews stands."""
    found = standing(register, nature, category, reviews, rules, day, BEFORE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("earlier", "now", "movement", "previous"),
    [
        ((3, 3), (4, 3), Movement.UP, 9),
        ((4, 4), (4, 3), Movement.DOWN, 16),
        ((4, 3), (3, 4), Movement.SAME, 12),  # another cell, the same score
    ],
)
def test_the_score_is_compared_with_last_quarters(
    earlier: tuple[int, int], now: tuple[int, int], movement: Movement, previous: int
) -> None:
    """The last review by the quarter before counts, not the review before this one."""
    found = stand(
        review("2025-06-01", 1, 1),
        review("2025-09-02", *earlier),
        review("2025-10-01", 5, 5),
        review("2025-11-04", *now),
    )
    assert (found.movement, found.previous) == (movement, previous)


def test_a_risk_first_scored_since_last_quarter_is_new() -> None:
    """The day of last quarter's report itself belongs to last quarter."""
    assert stand(review("2025-09-03", 2, 2)).movement is Movement.NEW
    assert stand(review("2025-09-02", 2, 2)).movement is Movement.SAME


def test_a_later_review_is_not_known_yet() -> None:
    """What is recorded after the day changes nothing; order does not matter."""
    found = stand(
        review("2025-12-03", 5, 5), review("2025-11-04", 2, 3), review("2025-08-01", 1, 1)
    )
    assert found.review.score == 6
    assert (
        standing(
            Register.STRATEGIC, Nature.RISK, "", [review("2025-12-03", 1, 1)], RULES, DAY, BEFORE
        )
        is None
    )


@pytest.mark.parametrize(
    ("scores", "since"),
    [
        ([(4, 4), (4, 5), (5, 4)], "2025-01-07"),  # red throughout, though the score moved
        ([(4, 4), (3, 3), (4, 4)], "2025-11-04"),  # back in red after amber: from the return
        ([(1, 5), (2, 3), (2, 7)], "2025-06-03"),  # 5 is green, 6 and 14 amber
    ],
)
def test_how_long_it_has_been_in_its_band(scores: list[tuple[int, int]], since: str) -> None:
    """From the first review of the unbroken run in the band, whatever the score within it."""
    days = ("2025-01-07", "2025-06-03", "2025-11-04")
    rules = RULES.model_copy(update={"size": 7})
    found = stand(*(review(d, *s) for d, s in zip(days, scores, strict=True)), rules=rules)
    assert found.since.isoformat() == since


@pytest.mark.parametrize(
    ("category", "likelihood", "impact", "above"),
    [
        ("legal", 2, 3, False),  # 6 of 6: at appetite is within it
        ("legal", 2, 4, True),
        ("people", 3, 3, False),
        ("people", 2, 5, True),
    ],
)
def test_above_appetite(category: str, likelihood: int, impact: int, above: bool) -> None:
    """More than the appetite of its category, or of all where it has none."""
    found = stand(review("2025-11-04", likelihood, impact), category=category)
    assert found.above_appetite is above


def test_nothing_is_above_an_appetite_that_is_not_set_nor_is_an_opportunity() -> None:
    """Without a limit nothing exceeds it, and a great opportunity is no danger."""
    worst = review("2025-11-04", 5, 5)
    assert not stand(worst, rules=RiskRules()).above_appetite
    assert not stand(worst, nature=Nature.OPPORTUNITY).above_appetite


@pytest.mark.parametrize(
    ("register", "reviewed", "score", "due", "overdue"),
    [
        (Register.STRATEGIC, "2025-10-07", (1, 1), "2025-12-02", False),  # due today
        (Register.STRATEGIC, "2025-10-06", (1, 1), "2025-12-01", True),
        (Register.OPERATIONAL, "2025-09-02", (4, 4), "2025-12-02", False),
        (Register.OPERATIONAL, "2025-09-01", (4, 4), "2025-12-01", True),
        (Register.OPERATIONAL, "2025-06-02", (3, 3), "2025-12-02", False),
        (Register.OPERATIONAL, "2025-06-01", (3, 3), "2025-12-01", True),
        (Register.OPERATIONAL, "2024-12-02", (1, 5), "2025-12-02", False),
        (Register.OPERATIONAL, "2024-12-01", (1, 5), "2025-12-01", True),
        (Register.PROJECT, "2025-09-02", (1, 1), "2025-12-02", False),
        (Register.PROJECT, "2025-09-01", (1, 1), "2025-12-01", True),
    ],
)
def test_a_review_is_overdue_the_day_after_it_was_due(
    register: Register, reviewed: str, score: tuple[int, int], due: str, overdue: bool
) -> None:
    """Due today is not overdue, at every interval."""
    found = stand(review(reviewed, *score), register=register)
    assert (found.review_due.isoformat(), found.overdue) == (due, overdue)


def test_inherent_and_target_scores_are_products_of_their_parts() -> None:
    """A score with a part missing is not known."""
    made = Review(DAY, 2, 3, inherent_likelihood=4, inherent_impact=5, target_likelihood=1)
    assert (made.score, made.inherent, made.target) == (6, 20, None)


def risk(found: Standing | None, closed: dt.date | None = None) -> Risk:
    """A risk with a standing."""
    texts = ("Title", "Cause", "Event", "Consequence", "people", "", "Head of Homes")
    return Risk("R1", Register.STRATEGIC, Nature.RISK, *texts, DAY, closed, found)


def test_a_closed_risk_is_neither_overdue_nor_above_appetite() -> None:
    """Nobody needs to look at it any more."""
    found = stand(review("2025-01-01", 5, 5))
    still, gone = risk(found), risk(found, closed=DAY)
    assert (still.open, still.overdue, still.above_appetite) == (True, True, True)
    assert (gone.open, gone.overdue, gone.above_appetite) == (False, False, False)
    assert risk(None).unreviewed
    assert not risk(None, closed=DAY).unreviewed


SCORE = st.integers(1, 5)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))


@given(
    st.lists(st.tuples(DAYS, SCORE, SCORE), min_size=1, unique_by=lambda r: r[0]),
    st.sampled_from(Register),
)
def test_a_standing_never_contradicts_its_reviews(
    given_reviews: list[tuple[dt.date, int, int]], register: Register
) -> None:
    """Since never later than the last review, which is never after the day; due after it."""
    reviews = [Review(*r) for r in given_reviews]
    found = standing(register, Nature.RISK, "", reviews, RULES, DAY, BEFORE)
    known = [r for r in reviews if r.reviewed_on <= DAY]
    if found is None:
        assert not known
        return
    assert found.review == max(known, key=lambda r: r.reviewed_on)
    assert found.since <= found.review.reviewed_on <= DAY
    assert found.review_due > found.review.reviewed_on
