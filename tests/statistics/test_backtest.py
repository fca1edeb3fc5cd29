"""Rolling-origin backtests: worked by hand, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.statistics import backtest
from pmf_analysis.statistics.backtest import (
    Backtest,
    Figure,
    coverage,
    drift,
    last_value,
    resample,
    rolling_origin,
    seasonal_naive,
)

NAIVE = {"last value": last_value, "seasonal naive": seasonal_naive, "drift": drift}


def test_backtest_worked_by_hand() -> None:
    """Triangular numbers: steps of 1 to 7, mean 4; errors 3 to 7, and half as much with drift."""
    series = np.array([[1.0, 2, 4, 7, 11, 16, 22, 29]])
    plain = rolling_origin(series, {"last value": last_value}, Figure("sum"), 1, season=1)
    best = rolling_origin(series, NAIVE, Figure("sum"), 1, season=1)
    assert plain is not None
    assert best is not None
    assert plain.errors.ravel().tolist() == [3, 4, 5, 6, 7]
    assert plain.mase == 5 / 4
    assert best.method == "drift"
    assert best.errors.ravel().tolist() == [1.5, 2, 2.5, 3, 3.5]
    assert best.mase == 2.5 / 4


def test_ties_take_the_simpler() -> None:
    """Two names for one forecast: the first wins, whichever it is."""
    series = np.array([[52.0, 47, 55, 49, 58, 44, 51, 56, 48, 53]])
    for order in (("one", "other"), ("other", "one")):
        test = rolling_origin(series, dict.fromkeys(order, drift), Figure("sum"), 2, season=1)
        assert test is not None
        assert test.method == order[0]


def test_origins() -> None:
    """The latest 24; a year and a value before the first where seasons are tried."""
    noise = np.random.default_rng(1).normal(size=(1, 60))
    shapes = {}
    for periods in (60, 30, 20):
        test = rolling_origin(noise[:, -periods:], NAIVE, Figure("sum"), 9, season=12)
        assert test is not None
        shapes[periods] = test.errors.shape
        assert np.isnan(test.errors).sum() == 8 * 9 / 2  # the latest have seen 8, 7, ... 1 steps
    assert shapes == {60: (24, 1, 9), 30: (17, 1, 9), 20: (17, 1, 9)}
    assert rolling_origin(noise[:, :12], NAIVE, Figure("sum"), 9, season=12) is None


def test_paths_keep_the_errors_of_one_origin_together() -> None:
    """Two parts, three steps, one origin that has seen but one: 1 + 1 / 3 times the errors."""
    errors = np.arange(1.0, 19).reshape(3, 2, 3)
    errors[2, :, 1:] = np.nan
    paths = resample(errors, 2000, seed=5) * 3 / 4
    joined = [np.hstack([errors[2, :, :1], errors[k, :, 1:]]) for k in (0, 1)]
    allowed = [sign * path for path in (errors[0], errors[1], *joined) for sign in (1, -1)]
    assert all(any(np.allclose(path, one) for one in allowed) for path in paths)
    assert abs(paths.sum()) < 1e-9


def test_an_origin_is_not_judged_by_its_own_errors() -> None:
    """Seven small errors and a large one: its interval is made of the seven, and misses it."""
    errors = np.reshape([1.0, -1, 1, -1, 1, -1, 1, 50], (8, 1, 1))
    assert coverage(Backtest("any", 1, 0 * errors, errors), Figure("sum"), 0.8) == 7 / 8
    assert math.isnan(coverage(Backtest("any", 1, errors[:1], errors[:1]), Figure("sum"), 0.8))


@given(
    st.lists(st.integers(0, 40), min_size=8, max_size=14),
    st.integers(1, 3),
    st.integers(-1000, 1000),
)
def test_adding_a_constant(values: list[int], steps: int, more: int) -> None:
    """The simple candidates make the same errors at any level."""
    series = np.array([values], dtype=float)
    first, moved = (
        rolling_origin(s, NAIVE, Figure("sum"), steps, 4) for s in (series, series + more)
    )
    assert (first is None) == (moved is None)
    if first is not None and moved is not None:
        assert first.method == moved.method
        assert np.allclose(first.errors, moved.errors, atol=1e-9, equal_nan=True)


def test_coverage_rests_on_errors_that_were_known_by_then() -> None:
    """Two steps each: by the last of six origins the first four's errors were all in.

    Their ranges are 2 x 7/6 either way, so its 40 lies outside, as does the fifth's 100 beside all
    others; the first four lie inside. With the fifth, not yet known, the last would be inside.
    """
    errors = np.array([[1.0, 1], [1, 1], [1, 1], [1, 1], [50, 50], [20, 20]])[:, None, :]
    test = backtest.Backtest("any", 1.0, 0 * errors, errors)
    assert backtest.coverage(test, backtest.Figure("sum"), 0.8) == pytest.approx(4 / 6)
