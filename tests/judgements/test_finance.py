"""How far from budget money is, which way is wrong, and when it owes an explanation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.finance import Deflator, FinanceRules
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import Area
from pmf_analysis.judgements.finance import (
    Variance,
    Weight,
    added,
    difference,
    must_explain,
    real_change,
    vary,
    weigh,
    year_of,
)

RULES = FinanceRules()  # 1% tolerated; 2% or £250,000 explained
GREEN, AMBER, RED = Rating.GREEN, Rating.AMBER, Rating.RED
NONE, NO_DATA = Rating.NO_TARGET, Rating.NO_DATA

# Area, budget, forecast; then the variance, its share, whether it is adverse, its rating.
VARIANCES: list[tuple[Area, float, float, float, float, bool, Rating]] = [
    (Area.REVENUE, 1000, 1000, 0, 0.0, False, GREEN),
    (Area.REVENUE, 1000, 1010, 10, 0.01, True, AMBER),  # 1% exactly is tolerated
    (Area.REVENUE, 1000, 1011, 11, 0.011, True, RED),
    (Area.REVENUE, 1000, 900, -100, -0.1, False, GREEN),
    (Area.REVENUE, -1000, -990, 10, 0.01, True, AMBER),  # £10 less income
    (Area.REVENUE, -1000, -1100, -100, -0.1, False, GREEN),  # £100 more income
    (Area.REVENUE, 97.0, 97.97, 0.97, 0.01, True, AMBER),  # an edge that binary would miss
    (Area.SAVING, 500, 400, -100, -0.2, True, RED),
    (Area.SAVING, 500, 495, -5, -0.01, True, AMBER),
    (Area.SAVING, 500, 600, 100, 0.2, False, GREEN),
    (Area.CAPITAL, 1000, 1100, 100, 0.1, True, RED),
    (Area.CAPITAL, 1000, 1000, 0, 0.0, False, GREEN),
    (Area.CAPITAL, 1000, 600, -400, -0.4, False, NONE),  # cheaper or put off: not rated
    (Area.TREASURY, 1000, 1100, 100, 0.1, False, NONE),
    (Area.TREASURY, 1000, 900, -100, -0.1, False, NONE),
    (Area.COLLECTION, 97.0, 96.03, -0.97, -0.01, True, AMBER),
    (Area.COLLECTION, 97.0, 95.0, -2.0, -2 / 97, True, RED),
    (Area.COLLECTION, 97.0, 97.5, 0.5, 0.5 / 97, False, GREEN),
    (Area.DEBT, 100, 120, 20, 0.2, True, RED),
    (Area.DEBT, 100, 80, -20, -0.2, False, GREEN),
    (Area.RESERVE, 100, 80, -20, -0.2, True, RED),
    (Area.RESERVE, 100, 120, 20, 0.2, False, GREEN),
    (Area.RESERVE, -100, -120, -20, -0.2, True, RED),  # further below nothing
]


@pytest.mark.parametrize(
    ("area", "budget", "forecast", "amount", "share", "adverse", "rating"), VARIANCES
)
def test_each_area_has_its_wrong_way(
    area: Area,
    budget: float,
    forecast: float,
    amount: float,
    share: float,
    adverse: bool,
    rating: Rating,
) -> None:
    """Over budget, less saved, less collected, more owed, less kept back; edges are met."""
    found = vary(area, budget, forecast, RULES)
    assert found.amount == amount
    assert found.share == pytest.approx(share, abs=1e-15)
    assert (found.adverse, found.rating) == (adverse, rating)


@pytest.mark.parametrize(
    ("budget", "forecast", "rating"),
    [(None, 5.0, NONE), (None, None, NONE), (5.0, None, NO_DATA)],
)
def test_a_missing_part_leaves_nothing_to_rate(
    budget: float | None, forecast: float | None, rating: Rating
) -> None:
    """Without a budget there is no target, without a forecast no figure."""
    assert vary(Area.REVENUE, budget, forecast, RULES) == Variance(None, None, False, rating)


@pytest.mark.parametrize(("forecast", "rating"), [(0.0, GREEN), (1.0, RED), (-1.0, GREEN)])
def test_a_budget_of_nothing_has_no_share(forecast: float, rating: Rating) -> None:
    """Any spending that none was planned for is red; nothing spent is on budget."""
    found = vary(Area.REVENUE, 0.0, forecast, RULES)
    assert (found.share, found.rating) == (None, rating)


# Area, budget, forecast, volatile; whether an explanation is owed.
EXPLAINED: list[tuple[Area, float, float, bool, bool]] = [
    (Area.REVENUE, 1000, 1019, False, False),
    (Area.REVENUE, 1000, 1020, False, True),  # 2% exactly
    (Area.REVENUE, 1000, 980, False, True),  # either way
    (Area.REVENUE, 100e6, 100e6 + 249_999, False, False),
    (Area.REVENUE, 100e6, 100e6 + 250_000, False, True),  # the amount exactly
    (Area.REVENUE, 1000, 1001, True, True),  # any difference of a volatile line
    (Area.REVENUE, 1000, 1000, True, False),  # but not none
    (Area.REVENUE, 0, 1, False, True),  # nothing was planned
    (Area.COLLECTION, 95.0, 93.1, False, True),  # 1.9 of 95 is 2%
    (Area.COLLECTION, 95.0, 93.2, False, False),
    (Area.CAPITAL, 1000, 900, False, True),
    (Area.TREASURY, 1000, 1030, False, True),
]


@pytest.mark.parametrize(("area", "budget", "forecast", "volatile", "owed"), EXPLAINED)
def test_when_a_difference_is_to_be_explained(
    area: Area, budget: float, forecast: float, volatile: bool, owed: bool
) -> None:
    """From the share or from the pounds, when equal too."""
    found = vary(area, budget, forecast, RULES)
    assert must_explain(found, area, RULES, volatile=volatile) is owed


def test_a_council_sets_its_own_limits() -> None:
    """Tolerance and thresholds come from the profile."""
    own = FinanceRules(tolerance=0.05, explain_share=0.1, explain_amount=50)
    found = vary(Area.REVENUE, 1000, 1049, own)
    assert found.rating is AMBER
    assert not must_explain(found, Area.REVENUE, own, volatile=False)
    assert must_explain(vary(Area.REVENUE, 1000, 1050, own), Area.REVENUE, own, volatile=False)


ERRORS = (("2021-22", -100.0), ("2022-23", 20.0), ("2023-24", 60.0))  # sizes 20, 60, 100


@pytest.mark.parametrize(
    ("variance", "weight"),
    [
        (60.0, Weight.SMALLER),  # the median itself
        (-60.0, Weight.SMALLER),
        (61.0, Weight.WITHIN),
        (100.0, Weight.WITHIN),  # the largest itself
        (-101.0, Weight.LARGER),
        (None, Weight.UNKNOWN),
    ],
)
def test_a_variance_is_weighed_by_past_errors(variance: float | None, weight: Weight) -> None:
    """By size alone: the median and the largest of what forecasts were wrong by."""
    assert weigh(variance, ERRORS) is weight


def test_two_years_are_too_few_to_weigh_by() -> None:
    """Three are needed."""
    assert weigh(1.0, ERRORS[:2]) is Weight.UNKNOWN


def test_real_terms_put_both_years_into_one_years_money() -> None:
    """104 pounds now against 100 then, where prices rose by 4%, is no change."""
    prices = Deflator(name="x", base="2024-25", index={"2024-25": 100, "2025-26": 104})
    assert real_change(("2025-26", 104.0), ("2024-25", 100.0), prices) == pytest.approx(0.0)
    assert real_change(("2025-26", 114.4), ("2024-25", 100.0), prices) == pytest.approx(0.1)
    assert real_change(("2026-27", 104.0), ("2024-25", 100.0), prices) is None
    assert real_change(("2025-26", -9.0), ("2024-25", -10.0), prices) is None
    assert real_change(("2025-26", 104.0), ("2024-25", 100.0), None) is None


def test_a_sum_with_a_part_missing_is_not_known() -> None:
    """Nor is the sum of nothing; what is known adds up exactly."""
    assert added([0.1, 0.2]) == 0.3
    assert added([1.0, None]) is None
    assert added([]) is None
    assert difference(0.3, 0.1) == 0.2
    assert difference(None, 1.0) is None


@pytest.mark.parametrize(
    ("text", "starts", "year"),
    [
        ("2025-26 Q1", 4, "2025-26"),
        ("2025-26 Q4", 4, "2025-26"),
        ("Mar 2026", 4, "2025-26"),
        ("Apr 2026", 4, "2026-27"),
        ("2025 Q1", 4, "2024-25"),
        ("2025 Q3", 1, "2025"),
        ("2025-26", 4, "2025-26"),
    ],
)
def test_the_year_that_a_period_lies_in(text: str, starts: int, year: str) -> None:
    """The council's own year, whichever month it starts in."""
    assert str(year_of(Period.parse(text, starts))) == year


POUNDS = st.integers(-(10**9), 10**9).filter(bool).map(float)


@given(POUNDS, POUNDS)
def test_income_mirrors_spending(budget: float, forecast: float) -> None:
    """What is adverse for revenue is favourable for savings, and their shares are the same."""
    spent, saved = (vary(area, budget, forecast, RULES) for area in (Area.REVENUE, Area.SAVING))
    assert (spent.amount, spent.share) == (saved.amount, saved.share)
    assert spent.adverse is not saved.adverse or not spent.amount
