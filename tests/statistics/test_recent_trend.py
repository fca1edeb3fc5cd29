"""The recent trend of five points against the Fingertips calculation."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import chi2

from pmf_analysis.statistics.trend import RecentTrend, proportion_trend, recent_trend

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "recent_trend.json").read_text())
CASES = {case["id"]: case for case in GOLDEN["cases"]}
BY_LINE = [name for name, case in CASES.items() if case["method"] == "other"]
BY_PROPORTION = [name for name in CASES if name not in BY_LINE]
MARKERS = {"Increasing": 1, "Decreasing": -1}
SIGNIFICANT = 9.54953570608324
CALLERS = "judged: what a figure is, and whether its periods overlap, is for the caller to know"
DEPARTURES = {
    "own_test_year_range_3": CALLERS,
    "value_type_dsr": CALLERS + "; FingertipsNext too judges directly standardised rates",
    "value_type_count": CALLERS,
    "next_GpRegisteredPopulationOver65": "not judged, having no intervals; the program: no change",
}
LOG_ODDS = {"own_test_set3_m5": "all of one year's cases are successes: no log odds to the program"}
OTHERWISE = {"sim11_k8_m5": "chi-squared 10.07 by weighted line, 9.32 by proportions; 9.55 decides"}


def numbers(values: list[float | None]) -> np.ndarray:
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def judged(case: dict) -> RecentTrend:
    return recent_trend(*(numbers(case[name]) for name in ("values", "lower", "upper")))


@pytest.mark.parametrize("name", BY_LINE)
def test_recent_trend_is_fingertips(name: str) -> None:
    """Marker and chi-squared of its method for whatever has a confidence interval."""
    case = CASES[name]
    trend = judged(case)
    assert bool(trend.judged) == (case["marker"] != "CannotBeCalculated") or name in DEPARTURES
    if name in DEPARTURES:
        assert bool(trend.judged) == DEPARTURES[name].startswith("judged")
        return
    assert int(trend.direction) == MARKERS.get(case["marker"], 0)
    assert bool(trend.direction != 0) == case["significant"]
    if trend.judged:
        assert float(trend.chi_square) == pytest.approx(case["chi_square"], rel=1e-9)


@pytest.mark.parametrize("name", BY_PROPORTION)
def test_its_other_method_is_chi_squared_for_trend(name: str) -> None:
    """Its figures for proportions are Cochran's and Armitage's; `recent_trend` says the same."""
    case = CASES[name]
    x, n = numbers(case["x"])[-5:], numbers(case["n"])[-5:]
    chi_square = float(proportion_trend(x, n).chi_square)
    if name in LOG_ODDS:
        assert case["marker"] == "CannotBeCalculated"
        assert (x == n).any()
        return
    assert chi_square == pytest.approx(case["chi_square"], rel=1e-9)
    significant = chi_square > SIGNIFICANT and keeps_its_sign(np.log(x / (n - x)))
    assert significant == case["significant"]
    assert bool(judged(case).direction != 0) == (significant != (name in OTHERWISE))


def keeps_its_sign(y: np.ndarray) -> bool:
    """The slope through all points, and through all but each in turn."""
    period = np.arange(len(y))
    kept = [np.ones(len(y), dtype=bool), *~np.eye(len(y), dtype=bool)]
    signs = {float(np.sign(np.polyfit(period[k], y[k], 1)[0])) for k in kept}
    return len(signs) == 1


def test_a_missing_year_breaks_the_run() -> None:
    """Fingertips numbers the points it has; here five unbroken periods are needed."""
    case = CASES["gap_year"]
    assert judged(case).judged
    years = np.arange(case["years"][0], case["years"][-1] + 1)
    columns = np.full((3, len(years)), np.nan)
    columns[:, np.isin(years, case["years"])] = [case[k] for k in ("values", "lower", "upper")]
    assert np.isnan(columns).any()
    assert not recent_trend(*columns).judged


def test_every_case_of_the_oracle_is_carried(shared: Path) -> None:
    """Every trend, its rows put in the order of their years."""
    oracle = json.loads((shared / "oracles" / "recent_trend_and_comparison.json").read_text())
    cases = {case["id"]: case for case in oracle["cases"] if case["kind"] == "trend"}
    assert cases.keys() == CASES.keys()
    columns = {"value": "values", "lower95": "lower", "upper95": "upper"}
    for name, case in cases.items():
        rows = sorted(case["input"]["rows"], key=lambda row: row["year"])
        more = {"count": "x", "denominator": "n"} if name in BY_PROPORTION else {}
        for theirs, ours in {"year": "years", **columns, **more}.items():
            assert [row[theirs] for row in rows] == CASES[name][ours]
        assert case["options"]["method"] == CASES[name]["method"]


def test_the_limit_is_one_in_five_hundred() -> None:
    """9.5495 is chi-squared of one degree of freedom at p = 0.002."""
    assert pytest.approx(float(chi2.isf(0.002, 1)), rel=1e-9) == SIGNIFICANT


values = arrays(float, (3, 7), elements=st.integers(0, 100).map(float))
halves = arrays(float, (3, 7), elements=st.sampled_from([0.5, 1.0, 2.0, 4.0]))


@given(y=values, half=halves, shift=st.integers(-50, 50))
def test_trends_mirror_and_shift_with_the_data(y, half, shift) -> None:
    """Upside down the direction turns; moved up or down, nothing changes; rows stand alone."""
    trend = recent_trend(y, y - half, y + half)
    turned = recent_trend(-y, -y - half, -y + half)
    np.testing.assert_array_equal(trend.direction, -turned.direction)
    moved = recent_trend(y + shift, y + shift - half, y + shift + half)
    np.testing.assert_allclose(trend.chi_square, moved.chi_square, rtol=1e-7, atol=1e-7)
    for k in range(len(y)):
        alone = recent_trend(y[k], y[k] - half[k], y[k] + half[k])
        np.testing.assert_allclose(alone.chi_square, trend.chi_square[k], rtol=1e-9, atol=1e-12)
        assert alone.direction == trend.direction[k]


@given(y=values, half=halves, gap=st.integers(0, 6))
def test_only_the_latest_five_count(y, half, gap) -> None:
    """An earlier gap is no matter; a later one leaves the series unjudged, and never raises."""
    y[1, gap] = np.nan
    trend = recent_trend(y, y - half, y + half)
    assert trend.judged.tolist() == [True, gap < 2, True]
    assert np.isnan(trend.chi_square[~trend.judged]).all()
    assert not trend.direction[~trend.judged].any()
