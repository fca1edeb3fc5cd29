"""Intervals and the recent trend against reference programs and textbook examples."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.statistics.intervals import byar, newcombe, rates_differ, wilson
from pmf_analysis.statistics.trend import recent_trend

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "intervals_and_trend.json").read_text())
FUNCTIONS = {"wilson": wilson, "byars": byar}


def numbers(values: list[float | None]) -> np.ndarray:
    return np.array([np.nan if v is None else v for v in values], dtype=float)


@pytest.mark.parametrize("case", GOLDEN["intervals"], ids=lambda case: case["id"])
def test_intervals_are_the_reference_programs(case: dict) -> None:
    """PHEindicatormethods' Wilson and Byar limits; its empty lower limit of no events is 0."""
    counts = [numbers(column) for column in case["input"].values()]
    interval = FUNCTIONS[case["method"]](*counts, confidence=case["options"]["confidence"])
    lower, upper = (numbers(case["expected"][side]) for side in ("lower", "upper"))
    lower = np.where(np.isnan(lower) & (counts[0] == 0), 0.0, lower)
    np.testing.assert_allclose(interval.lower, lower, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(interval.upper, upper, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("case", GOLDEN["recent_trend"], ids=lambda case: case["id"])
def test_recent_trend_is_fingertips(case: dict) -> None:
    """Marker and chi-squared of the Fingertips calculation."""
    trend = recent_trend(*(numbers(case[k]) for k in ("values", "lower", "upper")))
    marker = {"Increasing": 1, "Decreasing": -1}.get(case["marker"], 0)
    assert int(trend.direction) == marker
    if bool(trend.judged):
        assert float(trend.chi_square) == pytest.approx(case["chi_square"], rel=1e-9)
    else:
        # Without intervals the reference says NoChange; we say that it cannot be judged.
        without = all(limit is None for limit in case["lower"])
        assert without or case["marker"] == "CannotBeCalculated"


def test_newcombe_gives_his_published_example() -> None:
    """Newcombe 1998, table II, 56/70 against 48/80, method 10: 0.0524 to 0.3339."""
    interval = newcombe(56, 70, 48, 80)
    assert (round(float(interval.lower), 4), round(float(interval.upper), 4)) == (0.0524, 0.3339)


def test_rates_differ_is_the_exact_conditional_test() -> None:
    """With 10 against 0 events in equal exposures, two-sided p is 2 x 0.5^10 = 0.002."""
    assert rates_differ(10, 1, 0, 1)
    assert not rates_differ(5, 1, 0, 1)  # 2 x 0.5^5 = 0.0625
    assert not rates_differ(0, 1, 0, 1)


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.8, 0.95, 0.998]))
def test_an_interval_holds_its_estimate(x: int, n: int, confidence: float) -> None:
    """Whatever the counts, and inside what can be."""
    if x <= n:
        share = wilson(x, n, confidence)
        assert 0 <= share.lower <= share.estimate <= share.upper <= 1
    rate = byar(x, n, confidence)
    assert 0 <= rate.lower <= rate.estimate <= rate.upper


def test_impossible_counts_are_refused() -> None:
    """More successes than trials, negative events, a level of 1."""
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson(5, 4)
    with pytest.raises(ValueError, match="negative"):
        byar(-1)
    with pytest.raises(ValueError, match=r"interval \(0, 1\), but came as 1"):
        wilson(1, 2, 1)


def test_missing_counts_give_missing_intervals() -> None:
    """Nothing raises for a gap."""
    assert np.isnan(wilson(np.nan, 10).lower)
    assert np.isnan(wilson(0, 0).estimate)
