"""The year-end outturn: worked by hand, on simulated series, and what must always hold."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from pmf_analysis.statistics.forecast import Outturn, Reason, exponential_smoothing, outturn

NAIVE = {"last value": last_value, "seasonal naive": seasonal_naive, "drift": drift}
BOUNDS = ("lower_95", "lower_80", "estimate", "upper_80", "upper_95")
SHORT_SERIES = st.lists(st.integers(0, 40), min_size=8, max_size=14)
GAPPY = st.lists(st.one_of(st.integers(0, 9), st.just(math.nan)), max_size=20)
NOISY = [52, 47, 55, 49, 58, 44, 51, 56, 48, 53, 46, 57, 50, 54, 45, 55, 49, 52]


def bounds(year: Outturn) -> list[float]:
    return [getattr(year, name) for name in BOUNDS]


def test_a_constant_series_is_certain() -> None:
    """No scale: the last value, no width; certain chances are still worded with caution."""
    met = outturn([7] * 12, remaining=2, periods_a_year=4, target=28)
    missed = outturn([7] * 12, remaining=2, periods_a_year=4, target=28.1)
    assert bounds(met) == [28.0] * 5
    assert (met.method, met.mase) == ("last value", 0.0)
    assert (met.probability, met.words) == (1.0, "over 9 in 10")
    assert (missed.probability, missed.words) == (0.0, "under 1 in 10")
    # An interval without width that never misses says nothing about how sure the figure is.
    assert (met.coverage, met.shown, met.reason) == (1.0, False, Reason.COVERAGE)


def test_a_line_is_continued() -> None:
    """1 to 14, the year so far 13 and 14: drift gives 15 and 16, without error."""
    year = outturn(range(1, 15), remaining=2, periods_a_year=4)
    assert (year.method, year.mase) == ("drift", 0.0)
    assert bounds(year) == [58.0] * 5


def test_seasons_are_repeated() -> None:
    """Two quarters known, 1 and 5, and the other two as ever, 9 and 3."""
    year = outturn([1, 5, 9, 3] * 4 + [1, 5], remaining=2, periods_a_year=4)
    assert (year.method, year.mase, year.estimate) == ("seasonal naive", 0.0, 18.0)
    without = rolling_origin(
        np.array([[1.0, 5, 9, 3] * 4]), {"last value": last_value}, Figure("sum"), 2, 4
    )
    assert without is not None
    assert without.mase > 1


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
    series = np.array([[float(v) for v in NOISY]])
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


def test_known_quarters_are_kept() -> None:
    """Three quarters make 152; the fourth is smoothed, and alone is uncertain."""
    year = outturn(NOISY[:15], remaining=1, periods_a_year=4, known=[50, 54, 48])
    alone = outturn(NOISY[:15], remaining=1, periods_a_year=4, known=[0, 0, 0])
    assert np.allclose(np.subtract(bounds(year), bounds(alone)), 152, rtol=0, atol=1e-9)
    assert year.upper_95 > year.upper_80 > year.estimate > year.lower_80 > year.lower_95


def test_mean_and_last_of_the_year() -> None:
    """A mean is a quarter of the sum; the last is the last step of what remains."""
    kinds = ("sum", "mean", "last")
    total, mean, last = (
        outturn(range(1, 15), remaining=2, periods_a_year=4, over_time=kind) for kind in kinds
    )
    assert bounds(mean) == [value / 4 for value in bounds(total)]
    assert last.estimate == 16.0


def test_parts_of_a_ratio_are_drawn_together() -> None:
    """Half of every denominator, whatever that is: the ratio is certain, the parts are not."""
    whole = np.array(NOISY, dtype=float)
    year = outturn(
        numerators=whole / 2,
        denominators=whole,
        remaining=2,
        periods_a_year=4,
        over_time="ratio",
        multiplier=100,
    )
    assert np.allclose(bounds(year), 50, rtol=1e-12)
    assert year.method == "last value"


def test_a_ratio_is_of_sums() -> None:
    """90 of 100, then 10 of 20 for ever: in two quarters 100 of 120, not the mean of the two."""
    above, below = [90.0] * 9 + [10.0], [100.0] * 9 + [20.0]
    year = outturn(
        over_time="ratio", numerators=above, denominators=below, remaining=0, periods_a_year=2
    )
    assert year.estimate == pytest.approx(100 / 120, rel=1e-12)
    assert year.reason is Reason.COMPLETE


def test_outturns_stay_within_what_is_possible() -> None:
    """No proportion above 100%, no count below 0."""
    random = np.random.default_rng(2)
    below = random.poisson(40, 24)
    share = outturn(
        numerators=random.binomial(below, 0.98),
        denominators=below,
        remaining=3,
        periods_a_year=4,
        over_time="ratio",
        multiplier=100,
        least=0,
        most=100,
        target=100.1,
    )
    assert share.upper_95 <= 100
    assert share.probability == 0
    count = outturn(random.poisson(0.4, 24), remaining=4, periods_a_year=4, least=0)
    assert count.lower_95 >= 0


def test_target_as_published() -> None:
    """Rounded half away from zero, and met when equal; both edges of a band belong to it."""
    value = 1.005  # held as 1.00499999999999989...
    cases = [
        (1.01, "higher", 2, 1.0),
        (1.0, "lower", 2, 0.0),
        (1.0, "lower", 1, 1.0),
        (1.0, "higher", None, 1.0),
        (1.0, "lower", None, 0.0),
        ((0.9, 1.0), "higher", 1, 1.0),
        ((1.01, 1.2), "lower", 2, 1.0),
        ((1.02, 1.2), "higher", 2, 0.0),
        (math.nan, "higher", 2, None),
        ((math.nan, 1.0), "higher", 2, None),
    ]
    for target, better, decimals, met in cases:
        year = outturn(
            [value] * 9,
            remaining=1,
            periods_a_year=4,
            over_time="last",
            target=target,
            better=better,
            decimals=decimals,
        )
        assert year.probability == met, (target, better, decimals)
    below = outturn(
        [-0.25] * 8, remaining=1, periods_a_year=4, over_time="last", target=-0.3, decimals=1
    )
    assert below.probability == 1.0


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "under 1 in 10"),
        (0.049, "under 1 in 10"),
        (0.05, "about 1 in 10"),
        (0.7, "about 7 in 10"),
        (0.949, "about 9 in 10"),
        (0.95, "over 9 in 10"),
        (1.0, "over 9 in 10"),
        (None, None),
    ],
)
def test_words(probability: float | None, words: str | None) -> None:
    assert Outturn(probability=probability).words == words
