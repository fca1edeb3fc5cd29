"""Every chart that qicharts2 draws, against its figures; and charts worked by hand."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pmf_analysis.statistics import control_chart as charts
from pmf_analysis.statistics.control_chart import ControlChart, Rule
from pmf_analysis.statistics.run_chart import crossings_limit, run_chart, run_limit

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "shewhart_and_run_charts.json").read_text()
)
CASES = {case["id"]: case for case in GOLDEN["cases"]}
LINES = {
    "centre": "cl",
    "lower": "lcl",
    "upper": "ucl",
    "lower_two_sigma": "lcl_95",
    "upper_two_sigma": "ucl_95",
}
RUNS = {
    "useful": "n_useful",
    "longest_run": "longest_run",
    "longest_run_max": "longest_run_max",
    "crossings": "n_crossings",
    "crossings_min": "n_crossings_min",
}
# Deliberate departures, all but the first stated in the methods.
DEPARTURES = {
    "i__screened__constant_one_spike": "screening that would leave a mean of zero is not used",
    "i__exclude__two_outliers": "an excluded point ends moving ranges; the reference joins across",
    "i__yneg_false__sparse": "limits are judged uncut; cutting them at zero is left to the drawing",
    "up__all_zero": "a constant series has limits equal to its centre, not none",
}
NOT_JUDGED = {
    "run__sparse_counts": "fewer than 10 useful points are not judged",
    "mr__constant_one_spike": "the reference looks for no runs on a chart of moving ranges",
    "mr__trend_pivot_up_down": "the reference looks for no runs on a chart of moving ranges",
    "mr__outlier_then_calm": "the reference looks for no runs on a chart of moving ranges",
}


def numbers(values: list[float | None] | float | None, size: int) -> np.ndarray:
    listed = values if isinstance(values, list) else [values] * size
    return np.array([np.nan if v is None else v for v in listed], dtype=float)


def drawn(case: dict) -> ControlChart:
    """The case's chart by the library."""
    options, size = case["options"], len(case["y"])
    y = numbers(case["y"], size)
    y[[at - 1 for at in options.get("exclude", [])]] = np.nan
    settings: dict = {
        "segments": np.searchsorted(options.get("part", []), np.arange(size), "right")
    }
    if "freeze" in options:
        settings["baseline"] = options["freeze"]
    if "cl" in options:
        settings["centre"] = options["cl"][0]
    n = numbers(case["n"], size) if "n" in case else None
    match case["chart"]:
        case "i":
            return charts.xmr(y, constant=3 / 1.128, screen=options["screen"], **settings)
        case "mr":
            return charts.mr(y, **settings)
        case "c":
            return charts.c(y, **settings)
        case "ip":
            return charts.i_prime(y / n, n, **settings)
        case name:
            draw = {"p": charts.p, "u": charts.u, "pp": charts.p_prime, "up": charts.u_prime}[name]
            return draw(y, n, **settings)


LIMITS = [c for c in GOLDEN["cases"] if c["chart"] not in {"run", "t"}]


@pytest.mark.parametrize("case", LIMITS, ids=lambda case: case["id"])
def test_lines_and_points_outside_are_the_references(case: dict) -> None:
    """Every line at relative 1e-9, and which points lie beyond the limits."""
    chart, size = drawn(case), len(case["y"])
    for ours, theirs in LINES.items():
        expected = numbers(case[theirs], size)
        found = getattr(chart, ours)
        if case["id"] == "up__all_zero":
            expected = chart.centre
        elif case["id"] == "i__yneg_false__sparse":
            found = np.maximum(found, 0)
        elif case["id"] in DEPARTURES and ours != "centre":
            continue
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
    if case["id"] not in {"i__screened__constant_one_spike", "i__exclude__two_outliers"}:
        outside = numbers(case["sigma_signal"], size) == 1
        np.testing.assert_array_equal(chart.rule == Rule.OUTSIDE, outside)


def test_the_two_charts_that_differ_are_what_the_methods_say() -> None:
    """Neither departure is a number that nobody checked."""
    spike = CASES["i__screened__constant_one_spike"]
    np.testing.assert_array_equal(
        drawn(spike).upper, charts.xmr(spike["y"], constant=3 / 1.128, screen=False).upper
    )
    left_out = drawn(CASES["i__exclude__two_outliers"])
    # 50 52 49 51 50 48 | 51 49 50 52 50 | 51 50 52 48 50 49 51
    mean = (2 + 3 + 2 + 1 + 2 + 2 + 1 + 2 + 2 + 1 + 2 + 4 + 2 + 1 + 2) / 15
    width = left_out.upper[0] - left_out.centre[0]
    assert width == pytest.approx(3 / 1.128 * mean, rel=1e-12)


@pytest.mark.parametrize(
    "case", [c for c in GOLDEN["cases"] if c["chart"] != "t"], ids=lambda case: case["id"]
)
def test_runs_and_crossings_are_anhojs(case: dict) -> None:
    """The median, the runs about it and Anhøj's limits; about the centre line on other charts."""
    size = len(case["y"])
    if case["chart"] == "run":
        settings = {"baseline": case["options"]["freeze"]} if "freeze" in case["options"] else {}
        found = run_chart(numbers(case["y"], size), **settings)
        np.testing.assert_allclose(found.centre, numbers(case["cl"], size), rtol=1e-9)
    else:
        chart = drawn(case)
        found = run_chart(chart.values, segments=chart.segment, centre=chart.centre)
    for ours, theirs in RUNS.items():
        expected = np.nan_to_num(numbers(case[theirs], size))  # no useful point: none, not missing
        np.testing.assert_array_equal(getattr(found, ours), expected)
    if case["id"] not in NOT_JUDGED:
        np.testing.assert_array_equal(found.signal, numbers(case["runs_signal"], size) == 1)


def test_runs_too_few_to_judge() -> None:
    """The one run chart with fewer than ten useful points says that it is not judged."""
    found = run_chart(CASES["run__sparse_counts"]["y"])
    assert found.useful[0] < 10
    assert not found.judged.any()
    assert not found.signal.any()


def test_anhojs_limits_for_every_size() -> None:
    """The reference's own formulas at 1 to 300 useful points."""
    useful, longest, crossings = np.array(GOLDEN["anhoej_limits"]).T
    np.testing.assert_array_equal(run_limit(useful), longest)
    np.testing.assert_array_equal(crossings_limit(useful), crossings)


def test_every_case_of_the_oracle_is_carried(shared: Path) -> None:
    """Nothing was left behind, and the inputs are the same."""
    oracle = json.loads((shared / "oracles" / "shewhart_and_run_charts.json").read_text())
    assert {c["id"]: c["input"]["y"] for c in oracle["cases"]} == {
        c["id"]: c["y"] for c in GOLDEN["cases"]
    }


def test_time_between_events_must_be_above_zero() -> None:
    """The reference refuses the same."""
    with pytest.raises(ValueError, match="above 0, but some is 0 or less"):
        charts.t(CASES["t__zero_error"]["y"])


# Hours between failures of a valve: Montgomery, Introduction to Statistical Quality Control,
# 6th edition, table 7.14. The book raises to 0.2777 and gives a centre of 5.386 on that scale.
VALVE = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214]
VALVE += [2831, 96]


def test_t_chart_of_the_textbook() -> None:
    """Montgomery's valve, worked out point by point from the definition."""
    raised = [y ** (1 / 3.6) for y in VALVE]
    mean = math.fsum(raised) / len(raised)
    ranges = [abs(b - a) for a, b in pairwise(raised)]
    every = math.fsum(ranges) / len(ranges)
    kept = [r for r in ranges if r < 3.267 * every]
    width = 3 / 1.128 * math.fsum(kept) / len(kept)
    chart = charts.t(VALVE)
    assert mean == pytest.approx(5.386, abs=0.01)
    assert chart.centre[0] == pytest.approx(mean**3.6, rel=1e-12)
    assert chart.upper[0] == pytest.approx((mean + width) ** 3.6, rel=1e-12)
    assert mean - width < 0
    assert chart.lower[0] == 0
    assert chart.lower_two_sigma[0] == pytest.approx((mean - width * 2 / 3) ** 3.6, rel=1e-9)
    assert not chart.rule.any()


def test_a_long_wait_stands_out_on_a_t_chart() -> None:
    """Ten waits of about 20 days, then 400: more than chance, on the high side."""
    chart = charts.t([18, 25, 14, 30, 22, 19, 27, 16, 24, 21, 400], baseline=10)
    assert chart.rule[-1] == Rule.OUTSIDE
    assert chart.side[-1] == 1


def test_g_chart_worked_by_hand() -> None:
    """10 25 8 31 14 22: mean 110/6, median 18; limits m + 3 sqrt(m (m + 1)), not below 0."""
    chart = charts.g([10, 25, 8, 31, 14, 22])
    m = 110 / 6
    assert chart.centre[0] == 18
    assert chart.upper[0] == pytest.approx(m + 3 * math.sqrt(m * (m + 1)), rel=1e-12)
    assert chart.upper_two_sigma[0] == pytest.approx(m + 2 * math.sqrt(m * (m + 1)), rel=1e-12)
    assert chart.lower[0] == 0


def test_shifts_on_a_g_chart_are_about_the_median() -> None:
    """Seven counts between median and mean: a shift about the median, none about the mean."""
    counts = [2, 3, 2, 3, 2, 3, 2, 3, 2, 60, 70, 4, 5, 4, 5, 4, 5, 4]
    chart = charts.g(counts)
    assert chart.centre[0] == 3.5
    assert np.mean(counts) > 5
    assert (chart.rule[11:] == Rule.SHIFT).all()
    assert (chart.side[11:] == 1).all()


def test_laney_worked_by_hand() -> None:
    """Shares of 100: 10 20 10 20 per cent, p 0.15, z -/+ 1.4; every range 2.8, sigma-z 2.48."""
    chart = charts.p_prime([10, 20, 10, 20], [100] * 4)
    sigma = math.sqrt(0.15 * 0.85 / 100)
    sigma_z = (0.10 / sigma) / 1.128
    assert chart.centre[0] == pytest.approx(0.15, rel=1e-12)
    assert chart.upper[0] == pytest.approx(0.15 + 3 * sigma * sigma_z, rel=1e-12)
    rates = charts.u_prime([10, 20, 10, 20], [100] * 4)
    sigma = math.sqrt(0.15 / 100)
    assert rates.upper[0] == pytest.approx(0.15 + 3 * sigma * (0.10 / sigma) / 1.128, rel=1e-12)


def test_a_least_sigma_z_never_lets_limits_inside_the_plain_chart() -> None:
    """Steadier than chance: Laney alone narrows the limits, with least=1 they are the p chart's."""
    x, n = [50, 50, 51, 50, 49, 50], [500] * 6
    narrow, plain = charts.p_prime(x, n), charts.p(x, n)
    assert narrow.upper[0] < plain.upper[0]
    np.testing.assert_allclose(charts.p_prime(x, n, least=1).upper, plain.upper, rtol=1e-12)


def test_exact_limits_where_few_events_are_expected() -> None:
    """Binomial(20, 0.1): P(X <= 6) = 0.9976, P(X <= 7) = 0.9996, so the upper limit is 7 of 20."""
    x, n = [2, 1, 3, 2, 2, 2], [20] * 6
    exact = charts.p(x, n, exact=True)
    assert exact.upper[0] == pytest.approx(7 / 20, rel=1e-12)
    assert exact.lower[0] == 0
    # Poisson(2): P(X <= 7) = 0.99890, so the upper limit is 7.
    assert charts.c(x, exact=True).upper[0] == 7
    # Under five expected, not from five: 5 + 3 sqrt 5 is no whole number.
    assert charts.c([4, 5] * 8, exact=True).upper[0] % 1 == 0
    assert charts.c([5, 5] * 8, exact=True).upper[0] == pytest.approx(5 + 3 * math.sqrt(5))
    many = [200, 190, 210, 205]
    np.testing.assert_array_equal(charts.c(many, exact=True).upper, charts.c(many).upper)


def test_a_share_of_nothing_or_of_all_has_limits_and_no_signal() -> None:
    """All zero, all one: limits equal to the centre."""
    for x in (0, 50):
        chart = charts.p_prime([x] * 12, [50] * 12, least=1, exact=True)
        np.testing.assert_array_equal(chart.upper, chart.centre)
        assert not chart.rule.any()


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda: charts.p([5], [4]), "at most its denominator"),
        (lambda: charts.u([-1], [4]), "some are negative"),
        (lambda: charts.p([1, 2], [4]), r"one shape, but came as \(2,\), \(1,\)"),
        (lambda: charts.g([-1]), "0 or more, but some are negative"),
        (lambda: charts.i_prime([1, 2], [4]), "one shape"),
    ],
)
def test_impossible_counts_are_refused(draw, words: str) -> None:
    """Each message says what was expected."""
    with pytest.raises(ValueError, match=words):
        draw()
