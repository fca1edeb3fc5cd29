"""How long the statistics take: `make bench` prints the table and the machine.

Nothing here fails for being slow; the table is for people. Each entry names what it is held to on
a machine of two cores.
"""

from __future__ import annotations

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pmf_analysis.statistics import control_chart, forecast, funnel, intervals, neighbours
from pmf_analysis.statistics.run_chart import run_chart
from pmf_analysis.statistics.seasonality import seasonal_xmr, seasons
from pmf_analysis.statistics.trend import mann_kendall, sen_slope

RANDOM = np.random.default_rng(20260101)
PANEL = RANDOM.normal(50, 5, (10_000, 36))
LONG = RANDOM.normal(50, 5, 100_000)
CASES = RANDOM.integers(200, 900, (10_000, 36)).astype(float)
SUCCESSES = RANDOM.binomial(CASES.astype(int), 0.4).astype(float)
AREA_CASES = RANDOM.integers(300, 30_000, 333).astype(float)
AREA_SUCCESSES = RANDOM.binomial(AREA_CASES.astype(int), RANDOM.beta(80, 120, 333)).astype(float)
CODES = [f"E{k:08d}" for k in range(333)]


def test_xmr_10_000_series_of_36(benchmark: BenchmarkFixture) -> None:
    """Under 0.25 s, with every rule; the R package takes about 25 s."""
    chart = benchmark(control_chart.xmr, PANEL)
    assert chart.rule.shape == PANEL.shape


def test_xmr_one_series_of_100_000(benchmark: BenchmarkFixture) -> None:
    """Under 0.1 s."""
    chart = benchmark(control_chart.xmr, LONG)
    assert chart.rule.shape == LONG.shape


def test_p_prime_10_000_series_of_36(benchmark: BenchmarkFixture) -> None:
    """As the report draws proportions, exact limits included."""
    chart = benchmark(control_chart.p_prime, SUCCESSES, CASES, least=1, exact=True)
    assert chart.rule.shape == CASES.shape


def test_seasonal_xmr_1_000_series_of_36(benchmark: BenchmarkFixture) -> None:
    """Seasons found and allowed for."""
    season = np.arange(36) % 4

    def drawn() -> control_chart.ControlChart:
        return seasonal_xmr(PANEL[:1000], season, seasons(PANEL[:1000], season, 4))

    assert benchmark(drawn).rule.shape == (1000, 36)


def test_run_charts_10_000_series_of_36(benchmark: BenchmarkFixture) -> None:
    """Medians, runs and crossings."""
    assert benchmark(run_chart, PANEL).signal.shape == PANEL.shape


def test_mann_kendall_1_000_series_of_36(benchmark: BenchmarkFixture) -> None:
    """Under 0.05 s, with Sen's slope."""
    assert benchmark(mann_kendall, PANEL[:1000]).p_value.shape == (1000,)


def test_sen_slope_with_interval_1_000_series_of_36(benchmark: BenchmarkFixture) -> None:
    """The slope that a page shows."""
    assert benchmark(sen_slope, PANEL[:1000]).slope.shape == (1000,)


@pytest.mark.parametrize("kind", ["proportion", "rate", "ratio"])
def test_funnel_of_333_areas(benchmark: BenchmarkFixture, kind: str) -> None:
    """Under 2 ms, overdispersion included."""
    made = benchmark(funnel.limits, AREA_SUCCESSES, AREA_CASES, kind)
    assert made.lower_95.shape == (333,)


def test_wilson_100_000_rows(benchmark: BenchmarkFixture) -> None:
    """Under 10 ms."""
    x, n = SUCCESSES.ravel()[:100_000], CASES.ravel()[:100_000]
    assert benchmark(intervals.wilson, x, n).lower.shape == (100_000,)


def test_ranks_of_333_areas(benchmark: BenchmarkFixture) -> None:
    """Ten thousand draws each."""
    ranks = benchmark(
        neighbours.rank,
        CODES,
        kind="proportion",
        x=AREA_SUCCESSES,
        n=AREA_CASES,
        high_is_first=True,
    )
    assert ranks.of == 333


def test_forecast_of_one_series_of_36(benchmark: BenchmarkFixture) -> None:
    """Every candidate refitted at each origin of the backtest."""
    made = benchmark(forecast.outturn, PANEL[0], remaining=2, periods_a_year=4)
    assert np.isfinite(made.estimate)
