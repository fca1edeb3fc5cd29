"""Comparison by interval as Fingertips does it, and tests of difference."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import betaincinv
from scipy.stats import binom, chi2_contingency

from pmf_analysis.statistics.intervals import (
    Comparison,
    Method,
    compare,
    difference,
    newcombe,
    rates_differ,
    standard_error,
)

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "comparison.json").read_text())
ROWS = [dict(zip(GOLDEN["columns"], row, strict=True)) for row in GOLDEN["rows"]]
POLARITIES = {"high_is_good": "higher", "low_is_good": "lower"}  # else no side is better
WORDS = {(0, 0): "Same", (1, 1): "Better", (-1, 1): "Worse", (1, 2): "Best", (-1, 2): "Worst"}
NO_FIGURE = -1  # Fingertips' code for a missing value
PERCENT = 100


def known(figure: float | None) -> float:
    return np.nan if figure in {None, NO_FIGURE} else figure


def held_against(row: dict, columns: dict[str, np.ndarray] | None = None) -> Comparison:
    """One row of the oracle, or many of one method and polarity at once."""
    get = (lambda name: known(row[name])) if columns is None else columns.__getitem__
    return compare(
        get("value"),
        get("lower95"),
        get("upper95"),
        get("reference"),
        polarity=POLARITIES.get(row["polarity"], "none"),
        method=row["method"],
        outer=(get("lower99_8"), get("upper99_8")),
        reference_interval=(get("reference_lower95"), get("reference_upper95")),
        n=get("denominator"),
        multiplier=PERCENT,
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_comparison_is_fingertips(row: dict) -> None:
    """Its word for each of its methods; without polarity it calls the higher side better."""
    compared = held_against(row)
    better = compared.side if row["polarity"] == "no_judgement" else compared.better
    if row["polarity"] == "not_applicable":
        # Fingertips compares nothing then; here the side stands, and none of them is better.
        assert row["significance"] == "None"
        assert np.isnan(compared.better)
    elif not compared.judged:
        assert row["significance"] == "None"
        assert (int(compared.side), int(compared.level)) == (0, 0)
    else:
        assert WORDS[int(better), int(compared.level)] == row["significance"]


def test_many_at_once_are_each_alone() -> None:
    """A method's and polarity's rows in one call give what they give one by one."""
    for kind in {(row["method"], row["polarity"]) for row in ROWS}:
        rows = [row for row in ROWS if (row["method"], row["polarity"]) == kind]
        columns = {
            name: np.array([known(row[name]) for row in rows])
            for name in GOLDEN["columns"]
            if not isinstance(rows[0][name], str)
        }
        whole = held_against(rows[0], columns)
        for name in ("side", "better", "level", "judged"):
            alone = [getattr(held_against(row), name) for row in rows]
            np.testing.assert_array_equal(getattr(whole, name), alone)


def test_every_case_of_the_oracle_is_carried(shared: Path) -> None:
    """Every comparison with the same input."""
    oracle = json.loads((shared / "oracles" / "recent_trend_and_comparison.json").read_text())
    cases = [case for case in oracle["cases"] if case["kind"] == "benchmark_compare"]
    assert [case["id"] for case in cases] == [row["id"] for row in ROWS]
    for case, row in zip(cases, ROWS, strict=True):
        options = [row["method"], row["polarity"]]
        assert options == [case["options"][name] for name in ("method", "polarity")]
        assert case["options"]["unit"] == PERCENT
        assert case["options"]["confidence_variable"] in {None, "1.96"}
        assert case["input"]["area"] == {name: row[name] for name in case["input"]["area"]}
        assert case["input"]["comparator"] == {
            "value": row["reference"],
            "lower95": row["reference_lower95"],
            "upper95": row["reference_upper95"],
        }


@pytest.mark.parametrize(
    ("value", "n", "at_95", "at_998"),
    [
        (1.1358436559886544, 616282, -1, 0),
        (2.657913272289925, 601976, 0, 0),
        (4.1515156695295845, 409489, 1, 0),
    ],
)
def test_rates_within_control_limits(value: float, n: int, at_95: int, at_998: int) -> None:
    """MRSA per 100,000 in 2011: three areas of the program's own test (SpcForDsrComparerTest)."""
    for confidence, side in ((0.95, at_95), (0.998, at_998)):
        compared = compare(
            *(value, np.nan, np.nan, 2.132708657734625),
            method=Method.SPC_RATE,
            n=n,
            confidence=confidence,
            multiplier=100_000,
        )
        assert int(compared.side) == side


def test_newcombe_gives_his_published_example() -> None:
    """Newcombe 1998, table II, 56/70 against 48/80, method 10: 0.0524 to 0.3339."""
    interval = newcombe(56, 70, 48, 80)
    assert (round(float(interval.lower), 4), round(float(interval.upper), 4)) == (0.0524, 0.3339)


def test_score_test_is_pearsons_chi_squared() -> None:
    """z squared is the chi-squared of the two by two table without Yates' correction."""
    apart = difference("proportion", 56, 70, 48, 80)
    table = chi2_contingency([[56, 14], [48, 32]], correction=False)
    assert float(apart.p_value) == pytest.approx(float(table.pvalue), rel=1e-9)


def test_conditional_test_of_two_rates() -> None:
    """10 events against 0 in equal exposures: p = 2 x 0.5^10; 5 against 0: 2 x 0.5^5."""
    apart = difference("rate", [10, 5, 0, 3], 1, [0, 0, 0, 3], 1)
    np.testing.assert_allclose(apart.p_value, [2 * 0.5**10, 2 * 0.5**5, 1, 1], rtol=1e-12)
    assert rates_differ([10, 5, 0, 3], 1, [0, 0, 0, 3], 1).tolist() == [True, False, False, False]
    assert rates_differ(10, 1, 0, 1) is True
    assert rates_differ(0, 1, np.nan, 1) is False


def test_the_conditional_test_of_unequal_exposures() -> None:
    """60 events in 51477.5 against 30 in 54308.7 person-years (Gu et al. 2008): twice the tail."""
    share = 51477.5 / (51477.5 + 54308.7)
    apart = difference("rate", 60, 51477.5, 30, 54308.7)
    assert float(apart.p_value) == pytest.approx(2 * binom.sf(59, 90, share), rel=1e-9)


def test_values_with_intervals_alone() -> None:
    """Standard errors 3 and 4 make one of 5: 10 apart is z = 2, p = 0.0455."""
    error = standard_error([-5.879891954, -7.839855938], [5.879891954, 7.839855938])
    np.testing.assert_allclose(error, [3, 4], rtol=1e-9)
    apart = difference("value", 60, error[0], 50, error[1])
    assert float(apart.p_value) == pytest.approx(0.0455002639, rel=1e-8)
    assert float(apart.lower) == pytest.approx(10 - 1.95996398454 * 5, rel=1e-8)


counted = arrays(float, (5, 4), elements=st.integers(0, 80).map(float))
KINDS = pytest.mark.parametrize("kind", ["proportion", "rate", "value"])


def of_counts(kind: str, x: np.ndarray, confidence: float = 0.95) -> tuple:
    """Four columns made into x1, n1, x2, n2."""
    return kind, x[:, 0], x[:, 0] + x[:, 1] + 1, x[:, 2], x[:, 2] + x[:, 3] + 1, confidence


@KINDS
@given(x=counted)
def test_swapping_the_areas_flips_the_sign_and_keeps_p(kind: str, x: np.ndarray) -> None:
    """The interval turns over with it."""
    one, other = difference(*of_counts(kind, x)), difference(*of_counts(kind, x[:, [2, 3, 0, 1]]))
    np.testing.assert_allclose(one.p_value, other.p_value, rtol=1e-9)
    np.testing.assert_allclose(one.difference, -other.difference, rtol=1e-12)
    np.testing.assert_allclose(one.lower, -other.upper, rtol=1e-9, atol=1e-12)
    assert ((one.p_value >= 0) & (one.p_value <= 1)).all()


@given(x=counted, confidence=st.sampled_from([0.8, 0.95, 0.998]))
def test_the_tests_decision_is_the_exact_intervals(x: np.ndarray, confidence: float) -> None:
    """The p-value, `rates_differ` and the limits of Clopper and Pearson all say one thing."""
    _, x1, n1, x2, n2, _ = of_counts("rate", x)
    share, tail = n1 / (n1 + n2), (1 - confidence) / 2
    low = np.where(x1 > 0, betaincinv(np.maximum(x1, 1), x2 + 1, tail), 0)
    high = np.where(x2 > 0, betaincinv(x1 + 1, np.maximum(x2, 1), 1 - tail), 1)
    outside = (share < low) | (share > high)
    decided = difference("rate", x1, n1, x2, n2, confidence).p_value < 1 - confidence
    np.testing.assert_array_equal(rates_differ(x1, n1, x2, n2, confidence), outside)
    np.testing.assert_array_equal(decided, outside)


figures = arrays(float, (6, 3), elements=st.one_of(st.integers(0, 40).map(float), st.just(np.nan)))


@pytest.mark.parametrize("method", list(Method))
@given(x=figures)
def test_reversing_the_polarity_swaps_better_and_worse(method: Method, x: np.ndarray) -> None:
    """And nothing else; a missing figure is not judged, and never raises."""
    value, half, reference = x.T
    options = {
        "method": method,
        "outer": (value - 2 * half, value + 2 * half),
        "reference_interval": (reference - 1, reference + 1),
        "n": 40,
        "multiplier": 40,
    }
    ways = {
        name: compare(value, value - half, value + half, reference, polarity=name, **options)
        for name in ("higher", "lower", "none", "range")
    }
    up, down, none, band = ways.values()
    np.testing.assert_array_equal(up.better, -down.better)
    assert np.isnan(none.better).all()
    assert np.isnan(band.better).all()
    for name in ("side", "level", "judged"):
        np.testing.assert_array_equal(getattr(up, name), getattr(down, name))
        np.testing.assert_array_equal(getattr(up, name), getattr(none, name))
    needed = x[:, [0, 2]] if method.value.startswith("spc") else x
    np.testing.assert_array_equal(up.judged, ~np.isnan(needed).any(axis=1))
    np.testing.assert_array_equal(np.isnan(up.better), ~up.judged)


def test_each_indicator_has_its_own_polarity() -> None:
    """Polarity is spread out like every other argument."""
    compared = compare([50, 50, 50], 45, 55, 60, polarity=["higher", "lower", "none"])
    assert compared.side.tolist() == [-1, -1, -1]
    np.testing.assert_array_equal(compared.better, [-1, 1, np.nan])
    assert compared.to_frame()["judged"].tolist() == [True] * 3
    assert len(difference("value", [1, 2], 1, 0, 1).to_frame()) == 2


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: compare(1, 0, 2, 1, polarity="up"), "higher, lower, range, none, but came as up"),
        (lambda: compare(1, 0, 2, 1, method="eye"), "method is one of single.* came as eye"),
        (lambda: compare(1, 0, 2, 1, method=Method.TWO_LEVELS), "needs outer, but none came"),
        (lambda: compare(1, 0, 2, 1, method="spc_for_dsr"), "needs n, but none came"),
        (
            lambda: compare(1, 0, 2, 101, method="spc_for_proportions", n=9, multiplier=100),
            "reference lies between 0 and 100, but came as 101",
        ),
        (lambda: compare(1, 0, 2, -3, method="spc_for_dsr", n=9), "0 or more, but came as -3"),
        (lambda: difference("ratio", 1, 2, 1, 2), "proportion, rate, value, but came as ratio"),
        (lambda: difference("proportion", 3, 2, 1, 2), "between 0 and n"),
        (lambda: difference("value", 3, 2, 1, -2), "standard error is 0 or more, but came as -2"),
        (lambda: rates_differ(-1, 2, 1, 2), "x1 is 0 or more, but came as -1"),
        (lambda: rates_differ(1, 2, 1, 0), "n2 is above 0, but came as 0"),
        (lambda: rates_differ(1, 2, 1, 2, 0), r"interval \(0, 1\), but came as 0"),
    ],
)
def test_wrong_arguments_say_what_was_expected(call: Callable[[], object], words: str) -> None:
    """An error names the argument, what it may be and what came."""
    with pytest.raises(ValueError, match=words):
        call()
