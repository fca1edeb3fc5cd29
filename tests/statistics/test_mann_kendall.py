"""Mann-Kendall tests, Sen's slope and the trend of proportions against reference programs."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmf_analysis.statistics.mann_kendall import SEASONAL, VARIANTS
from pmf_analysis.statistics.trend import mann_kendall, proportion_trend, sen_slope

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "mann_kendall.json").read_text())
CASES = GOLDEN["cases"]
FIGURES = ("p_value", "z", "tau", "s", "variance", "slope", "intercept")

# Cases where a reference program fails or gives no figure, and what stands here instead.
DEPARTURES = {
    "constant": "R has no z, and pyMannKendall a variance that is missing or of no ties, for the "
    "autocorrelation of a constant series is 0/0 there and 0 here",
    "short_1": "pyMannKendall divides by zero and R stops",
}
OURS = {"constant": [1, 0, 0, 0, 0, 0, 5], "short_1": [np.nan] * 7}
# Figures of all cases where two reference programs disagree, or that say what others say.
DIFFERENT = {
    "trend_mk_test.tau": "R's tau-b; ours is tau-a, as pyMannKendall's and rkt's",
    "cor_kendall_vs_time": "tau-b",
    "scipy_kendalltau": "tau-b; z without continuity, and an exact p for few values",
    "kendall_MannKendall": "tau-b in single precision, and an exact p for few values",
    "trend_sens_slope.p": "trend_mk_test's p",
    "trend_sens_slope.slope": "rkt's slope",
    "scipy_theilslopes.slope": "pyMannKendall's slope",
    "scipy_theilslopes.intercept": "pyMannKendall's intercept",
}


def numbers(values: list[float | None]) -> np.ndarray:
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def agree(ours: object, theirs: list[float | None]) -> None:
    np.testing.assert_allclose(ours, numbers(theirs), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_variant_is_pymannkendalls(case: dict) -> None:
    """Its p below about 1e-8 is 1 - cdf, which loses digits that ours keeps: equal to 1e-12."""
    values = numbers(case["values"])
    for block, expected in case["pymannkendall"].items():
        name, _, last = block.rpartition("_")
        variant, period = (name, int(last)) if last.isdigit() else (block, None)
        if "sens_slope" in block:
            line = sen_slope(values, period=period)
            agree([line.slope, line.intercept], expected)
            continue
        test = mann_kendall(values, variant, period=period)
        figures = [getattr(test, figure) for figure in FIGURES]
        agree(figures, OURS[case["id"]] if case["id"] in DEPARTURES else expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_r_packages_agree(case: dict) -> None:
    """Score, variance, z and p of trend and rkt; csmk.test corrects for continuity to 10 years."""
    values, r = numbers(case["values"]), case["r_packages"]
    plain, raw = mann_kendall(values), mann_kendall(values, continuity=False)
    z_p_s_variance = [plain.z, plain.p_value, plain.s, plain.variance]
    if "rkt" in r:
        agree([plain.p_value, plain.s, plain.variance, plain.slope, plain.tau], r["rkt"])
    if "trend_mk_test" in r and case["id"] not in DEPARTURES:
        agree(z_p_s_variance, r["trend_mk_test"])
        agree([raw.z, raw.p_value], r["trend_mk_test_no_continuity"])
    if "trend_smk_test" in r:
        yearly = mann_kendall(values, "seasonal", period=12)
        agree([yearly.z, yearly.p_value, yearly.s, yearly.variance], r["trend_smk_test"])
        agree([yearly.slope], r["trend_sea_sens_slope"])
        yearly = mann_kendall(values, "correlated_seasonal", period=12, continuity=True)
        agree([yearly.z, yearly.p_value], r["trend_csmk_test"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_interval_of_the_slope_is_rs_and_scipys(case: dict) -> None:
    """trend::sens.slope and scipy's theilslopes, gaps in time kept."""
    line = sen_slope(numbers(case["values"]))
    for expected in (case["r_packages"].get("trend_sens_slope"), case.get("scipy")):
        if expected:
            agree([line.lower, line.upper], expected)


@pytest.mark.parametrize("case", GOLDEN["prop_trend_test"]["cases"])
def test_the_trend_of_proportions_is_rs(case: dict) -> None:
    """prop.trend.test, with the scores given and left out, alone and in a panel."""
    x, n, score = (case["input"][name] for name in ("x", "n", "score"))
    figures = [case["expected"]["chi_square"], case["expected"]["p"]]
    for test in (proportion_trend(x, n, score), proportion_trend(x, n)):
        agree([test.chi_square, test.p_value], figures)
    gap = proportion_trend([[*x, np.nan], [*x, 0]], [*n, 0], [*score, 9])
    agree(gap.chi_square, [figures[0]] * 2)
    assert len(gap.to_frame()) == 2


def test_every_case_of_the_oracle_is_carried(shared: Path) -> None:
    """Golden holds the same series, and every departure names a case."""
    oracle = json.loads((shared / "oracles" / "mann_kendall.json").read_text())
    inputs = {case["id"]: case["input"]["values"] for case in oracle["cases"]}
    assert {case["id"]: case["values"] for case in CASES} == inputs
    blocks = {case["id"]: set(case["expected"]["pymannkendall"]) for case in oracle["cases"]}
    assert {case["id"]: set(case["pymannkendall"]) for case in CASES} == blocks
    assert GOLDEN["prop_trend_test"] == oracle["prop_trend_test"]
    assert GOLDEN["provenance"] == oracle["provenance"]
    assert set(inputs) > set(DEPARTURES) == set(OURS)


def test_every_figure_of_r_and_scipy_is_carried_or_explained(shared: Path) -> None:
    oracle = json.loads((shared / "oracles" / "mann_kendall.json").read_text())
    carried = {f"{block}.{name}" for block, names in GOLDEN["columns"].items() for name in names}
    for expected in (case["expected"] for case in oracle["cases"]):
        for block, figures in {**expected["r_packages"], **expected["scipy"]}.items():
            names = {f"{block}.{name}" for name in figures if name != "error"}
            assert block in DIFFERENT or names <= carried | set(DIFFERENT), names


def test_worked_by_hand() -> None:
    """J. Little, College of the Holy Cross, *A Mann-Kendall example by hand*: Z = 2.9058.

    Of 91 pairs 72 rise and 18 fall; one tie; variance (14 x 13 x 33 - 2 x 1 x 9) / 18.
    """
    values = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11, 17.3, 15.9, 19, 18.3, 20.1, 21.7]
    test = mann_kendall(values)
    assert (test.s, test.n, round(float(test.z), 4)) == (54, 14, 2.9058)
    assert test.variance == pytest.approx((14 * 13 * 33 - 18) / 18, rel=1e-15)


def test_correlated_seasons_worked_by_hand() -> None:
    """Two seasons that rise together for three years: four times one season's 3 x 2 x 11 / 18."""
    test = mann_kendall([1, 10, 2, 20, 3, 30, 4], "correlated_seasonal", period=2)
    assert (test.s, test.tau, test.n) == (6, 1, 6)  # the fourth year is not complete
    assert test.variance == pytest.approx(4 * 3 * 2 * 11 / 18, rel=1e-15)
    assert test.z == pytest.approx(6 / np.sqrt(44 / 3), rel=1e-15)
    assert np.isnan(mann_kendall([1, 2, 3], "correlated_seasonal", period=2).p_value)


def test_the_report_takes_the_larger_variance() -> None:
    """Plain under ten values, not judged under eight; Hamed-Rao never shrinks it."""
    known = {case["id"]: numbers(case["values"]) for case in CASES}
    for name, variant in (("trend_8_down", "original"), ("ae_RJZ_perf", "hamed_rao")):
        report, larger = (mann_kendall(known[name], v) for v in ("report", variant))
        assert (report.z, report.variance) == (larger.z, larger.variance)
    nine = [4, 2, 3, 8, 1, 5, 9, 6, 7]  # a cycle of three that Hamed-Rao finds significant
    assert mann_kendall(nine, "hamed_rao").variance > mann_kendall(nine).variance
    assert mann_kendall(nine, "report").variance == mann_kendall(nine).variance
    short = mann_kendall([1, 2, np.nan, 3, 4, 5, 6, 7], "report")
    assert np.isnan([short.p_value, short.z]).all()
    assert (short.s, short.n, short.slope) == (21, 7, 1)  # 11 of 21 slopes are 1
    assert mann_kendall(np.arange(8), "report").p_value < 0.01


def test_a_straight_line_has_no_autocorrelation() -> None:
    """What rounding leaves of it once detrended is not taken as a pattern."""
    line = 5 + 0.1 * np.arange(20)
    for variant in ("hamed_rao", "yue_wang"):
        assert mann_kendall(line, variant).variance == mann_kendall(line).variance


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("values", [[], [np.nan] * 3, [7.0], [np.nan, 7.0]])
def test_fewer_than_two_values_have_no_trend_and_no_warning(values, variant: str) -> None:
    test, line = mann_kendall(values, variant, period=4), sen_slope(values)
    assert np.isnan([getattr(test, figure) for figure in FIGURES]).all()
    assert np.isnan([line.slope, line.intercept, line.lower, line.upper]).all()


def test_a_long_series_is_not_squared() -> None:
    """Half the pairs, and no copy of them: under n^2 doubles."""
    values = np.random.default_rng(1).normal(size=2000)
    tracemalloc.start()
    mann_kendall(values)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 0.75 * 8 * values.size**2


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: mann_kendall([1, 2], "modified"), "variant is one of original, .*'modified'"),
        (lambda: mann_kendall([1, 2], "seasonal"), "at least 2, but came as None"),
        (lambda: mann_kendall([1, 2], alpha=1), r"alpha lies in the interval \(0, 1\)"),
        (lambda: mann_kendall([[[1.0]]]), "one or two dimensions, but came with 3"),
        (lambda: sen_slope([1, 2], period=1), "at least 2, but came as 1"),
        (lambda: sen_slope([1, 2], confidence=95), r"interval \(0, 1\), but came as 95"),
        (lambda: proportion_trend([3], [2]), "x lies between 0 and n"),
        (lambda: proportion_trend([1, 2], [2, 2, 2]), "fit one another"),
    ],
)
def test_wrong_arguments_say_what_was_expected(call, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()


def test_to_frame_has_a_row_a_series() -> None:
    panel = [[1.0, 2, 3], [3, 1, 2]]
    assert list(mann_kendall(panel).to_frame()["s"]) == [3, -1]
    assert list(sen_slope([1.0, 2, 3]).to_frame()["slope"]) == [1]


WHOLE = st.integers(-50, 50).map(float)
series = arrays(float, st.integers(0, 40), elements=st.one_of(WHOLE, st.just(np.nan)))
panels = arrays(float, (5, 17), elements=st.one_of(WHOLE, st.just(np.nan)))
variants = st.sampled_from(VARIANTS)


@given(panels, variants, st.permutations(range(5)))
def test_a_panel_equals_its_rows_in_any_order(panel, variant, order) -> None:
    """Series do not touch one another."""
    whole, mixed = (mann_kendall(p, variant, period=4) for p in (panel, panel[order]))
    line = sen_slope(panel)
    for k, row in enumerate(panel):
        alone, its_line = mann_kendall(row, variant, period=4), sen_slope(row)
        for figure in (*FIGURES, "n"):
            np.testing.assert_array_equal(getattr(whole, figure)[k], getattr(alone, figure))
        for figure in ("slope", "intercept", "lower", "upper"):
            np.testing.assert_array_equal(getattr(line, figure)[k], getattr(its_line, figure))
    for figure in (*FIGURES, "n"):
        np.testing.assert_array_equal(getattr(whole, figure)[order], getattr(mixed, figure))


@given(series, st.sampled_from(("original", *SEASONAL)), st.integers(-99, 99))
def test_a_constant_moves_only_the_intercept(values, variant, constant) -> None:
    plain, moved = (mann_kendall(v, variant, period=4) for v in (values, values + constant))
    for figure in set(FIGURES) - {"intercept"}:
        np.testing.assert_array_equal(getattr(moved, figure), getattr(plain, figure))
    np.testing.assert_allclose(moved.intercept, plain.intercept + constant, rtol=1e-9, atol=1e-9)


@given(series, variants, st.sampled_from([0.25, 2.0, 8.0, -1.0, -4.0]))
def test_a_factor_stretches_the_slope_and_its_sign_the_score(values, variant, factor) -> None:
    plain, scaled = (mann_kendall(v, variant, period=4) for v in (values, values * factor))
    for figure in ("p_value", "variance"):
        np.testing.assert_allclose(
            getattr(scaled, figure), getattr(plain, figure), rtol=1e-9, atol=1e-12
        )
    for figure in ("s", "z", "tau"):
        expected = getattr(plain, figure) * np.sign(factor)
        np.testing.assert_allclose(getattr(scaled, figure), expected, rtol=1e-9)
    np.testing.assert_array_equal(scaled.slope, plain.slope * factor)


@given(series)
def test_time_reversed_turns_the_sign(values) -> None:
    plain, reversed_ = mann_kendall(values), mann_kendall(values[::-1])
    for figure in ("s", "z", "slope"):
        np.testing.assert_array_equal(getattr(reversed_, figure), -getattr(plain, figure))


@given(series, variants, st.sampled_from([0.5, 0.95, 0.998]))
def test_p_is_a_probability_and_the_interval_holds_the_slope(values, variant, confidence) -> None:
    test = mann_kendall(values, variant, period=4)
    assert np.isnan(test.p_value) or 0 <= test.p_value <= 1
    for period in (None, 4):
        line = sen_slope(values, period=period, confidence=confidence)
        assert np.isnan(line.slope) or line.lower <= line.slope <= line.upper


@given(st.integers(1, 40).flatmap(lambda n: arrays(float, n, elements=st.just(3.0))), variants)
def test_a_constant_series_never_moves(values, variant) -> None:
    test = mann_kendall(values, variant, period=4)
    figures = (test.s, test.variance, test.slope, test.z)
    assert all(np.isnan(figure) or figure == 0 for figure in figures)
