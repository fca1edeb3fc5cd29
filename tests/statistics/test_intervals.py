"""Intervals of proportions, rates, means and standardised rates against reference programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2
from scipy.stats import t as student

from pmf_analysis.statistics.intervals import (
    EUROPEAN_STANDARD_POPULATION_2013,
    Interval,
    byar,
    dsr,
    expected_events,
    isr,
    mean,
    mean_from_summary,
    poisson_exact,
    rate,
    wilson,
)

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "intervals.json").read_text())
CASES = {case["id"]: case for case in GOLDEN["cases"]}
CLOSE = {"rtol": 1e-9, "atol": 1e-12}
ELSEWHERE = ("quantile", "funnel_")  # families of the same reference that other tests hold
BISECTION = "the program halves v = limit / (1 + x + limit) until its step is under 1e-7"
NOT_AT_1E_9 = dict.fromkeys((case["id"] for case in GOLDEN["poisson_exact"]), BISECTION)
EMPTY_LOWER = (
    "the program leaves a lower limit of no events, or a negative one, empty; here it is 0"
)
EMPTIED = dict.fromkeys((f"byars_{level}" for level in (0.9, 0.95, 0.98, 0.99)), EMPTY_LOWER)
ERRORS = {
    "error_prop_num_gt_den": (lambda: wilson(5, 3), "between 0 and n, but x = 5 came with n = 3"),
    "error_prop_negative": (lambda: wilson(-1, 3), "between 0 and n, but x = -1 came with n = 3"),
    "error_rate_zero_den": (lambda: rate(1, 0), "n is above 0, but came as 0"),
}


def numbers(values: list) -> np.ndarray:
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def by_group(case: dict) -> list[np.ndarray]:
    """A case's rows as (groups, rows of a group) arrays, groups in their sorted order."""
    given = case["input"]
    label = np.array(given["group"] if "group" in given else given["area"])
    names = [name for name in given if len(given[name]) == len(label)]
    columns = [np.array(given[name]) for name in names if name not in {"group", "area"}]
    return [np.array([column[label == g] for g in np.unique(label)]) for column in columns]


def holds(case: dict, make: Callable[[float], Interval]) -> None:
    """The estimate and the limits of every level are the program's."""
    given = case["options"]["confidence"]
    levels = {95.0: "95_0", 99.8: "99_8"} if isinstance(given, list) else {given * 100: ""}
    for level, suffix in levels.items():
        interval = make(level / 100)
        for name, column in (("estimate", "value"), ("lower", "lower"), ("upper", "upper")):
            key = column if column == "value" else f"{column}{suffix}cl"
            expected = numbers([row[key] for row in case["expected"]])
            np.testing.assert_allclose(getattr(interval, name), expected, **CLOSE)


@pytest.mark.parametrize("name", [k for k in CASES if k.startswith(("wilson", "byars"))])
def test_plain_limits_are_the_reference_programs(name: str) -> None:
    """PHEindicatormethods' Wilson and Byar limits at five levels."""
    case = CASES[name]
    make = {"wilson": wilson, "byars": byar}[case["method"]]
    interval = make(*case["input"].values(), confidence=case["options"]["confidence"])
    lower = numbers(case["expected"]["lower"])
    assert np.isnan(lower).any() == (name in EMPTIED)
    np.testing.assert_allclose(interval.lower, np.nan_to_num(lower), **CLOSE)
    np.testing.assert_allclose(interval.upper, case["expected"]["upper"], **CLOSE)


@pytest.mark.parametrize("name", ["phe_proportion_95_998_x1", "phe_proportion_99_x100"])
def test_proportions_are_the_reference_programs(name: str) -> None:
    """phe_proportion, one level or two, as a fraction or a percentage."""
    case = CASES[name]
    x, n, per = case["input"]["x"], case["input"]["n"], case["options"]["multiplier"]
    holds(case, lambda level: wilson(x, n, level).times(per))


def test_groups_are_sums_and_not_averages() -> None:
    """phe_proportion and phe_rate by group: the figure of the group's sums."""
    case = CASES["phe_proportion_grouped"]
    x, n = (column.sum(axis=1) for column in by_group(case))
    holds(case, lambda level: wilson(x, n, level).times(case["options"]["multiplier"]))
    case = CASES["phe_rate_grouped"]
    x, n = (column.sum(axis=1) for column in by_group(case))
    holds(case, lambda level: rate(x, n, level, case["options"]["multiplier"]))


def test_means_are_the_reference_programs() -> None:
    """phe_mean by group, from the values and from their summary; missing values are left out."""
    case = CASES["phe_mean"]
    label, value = (np.array(case["input"][name]) for name in ("group", "value"))
    groups = [value[label == g] for g in np.unique(label)]
    panel = np.full((len(groups), max(map(len, groups))), np.nan)
    for row, group in zip(panel, groups, strict=True):
        row[: len(group)] = group
    holds(case, lambda level: mean(panel, level))
    summary = [list(map(len, groups)), *([f(g) for g in groups] for f in (np.mean, spread))]
    holds(case, lambda level: mean_from_summary(*summary, level))


def spread(values: np.ndarray) -> float:
    return float(np.std(values, ddof=1))


def test_indirectly_standardised_figures_are_the_reference_programs() -> None:
    """calculate_ISRate and calculate_ISRatio: exact under 10 events, Byar's from 10."""
    for name, kind, per in (
        ("calculate_ISRate", "rate", 100_000),
        ("calculate_ISRatio_100_99", "ratio", 100),
    ):
        case = CASES[name]
        reference = case["input"]["x_ref"], case["input"]["n_ref"]
        order = np.unique(case["input"]["area"]).tolist()
        assert order == [row["area"] for row in case["expected"]]
        x, n = by_group(case)
        expected = [row["expected"] for row in case["expected"]]
        np.testing.assert_allclose(expected_events(n, *reference), expected, **CLOSE)
        holds(case, lambda c, a=(x, n, *reference), k=kind, m=per: isr(*a, c, m, kind=k))
        total = x.sum(axis=1, keepdims=True)
        holds(case, lambda c, a=(total, n, *reference), k=kind, m=per: isr(*a, c, m, kind=k))


def test_events_that_are_not_independent_widen_the_interval_as_in_the_reference() -> None:
    """calculate_dsr with persons by how many events each of them had."""
    case = CASES["calculate_dsr_nonindependent"]
    shape = (3, len(EUROPEAN_STANDARD_POPULATION_2013))
    x, n, standard, frequency = (
        np.reshape(case["input"][name], shape) for name in ("x", "n", "stdpop", "eventfreq")
    )
    each = frequency[:, 0]
    holds(case, lambda c: dsr(x[None], n[:1], standard[0], c, events_each=each))
    events = (frequency * x).sum(axis=0)
    independent, persons = dsr(events, n[0]), dsr(x, n[0], events_each=each)
    assert float(independent.estimate) == pytest.approx(float(persons.estimate), rel=1e-12)
    assert persons.lower < independent.lower < independent.upper < persons.upper


def test_the_european_standard_population() -> None:
    """Nineteen bands, 100,000 people."""
    assert list(EUROPEAN_STANDARD_POPULATION_2013) == CASES["esp2013"]["expected"]["esp2013"]
    assert sum(EUROPEAN_STANDARD_POPULATION_2013) == 100_000


@pytest.mark.parametrize("name", [k for k in CASES if k.startswith("error_")])
def test_what_the_reference_refuses_is_refused(name: str) -> None:
    """The same mistakes, in our own words."""
    call, words = ERRORS[name]
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize("case", GOLDEN["poisson_exact"], ids=lambda case: case["id"])
def test_exact_limits_of_a_count(case: dict) -> None:
    """Half the chi-squared quantiles; the program's own figures as near as it works them out."""
    assert case["id"] in NOT_AT_1E_9
    x, tail = case["count"], case["p"]
    exact = poisson_exact(x, confidence=1 - 2 * tail)
    assert exact.lower == pytest.approx(chi2.ppf(tail, 2 * x) / 2 if x else 0.0, rel=1e-9)
    assert exact.upper == pytest.approx(chi2.isf(tail, 2 * x + 2) / 2, rel=1e-9)
    for ours, theirs in ((exact.lower, case["low"]), (exact.upper, case["high"])):
        step = 1e-7 * (1 + x + theirs) ** 2 / (1 + x)  # 1e-7 in v, in events
        assert abs(float(ours) - theirs) <= step


def test_every_case_of_the_oracle_is_carried(shared: Path) -> None:
    """Every case that is not another test's, with the same input."""
    oracle = json.loads((shared / "oracles" / "intervals.json").read_text())
    kept = {c["id"]: c for c in oracle["cases"] if not c["method"].startswith(ELSEWHERE)}
    assert kept.keys() == CASES.keys()
    for name, case in kept.items():
        if case["method"] != "error":
            assert case["input"] == CASES[name]["input"]
            assert case["options"] == CASES[name]["options"]
    oracle = json.loads((shared / "oracles" / "recent_trend_and_comparison.json").read_text())
    limits = {c["id"]: c["input"] for c in oracle["cases"] if c["kind"] == "poisson_exact_limit"}
    assert limits == {c["id"]: {"count": c["count"], "p": c["p"]} for c in GOLDEN["poisson_exact"]}


def test_student_worked_by_hand() -> None:
    """Values 4, 5, 6: mean 5, deviation 1, t of 2 degrees of freedom 4.3027 (his table)."""
    interval = mean([4.0, 5.0, 6.0])
    assert float(student.ppf(0.975, 2)) == pytest.approx(4.3027, abs=1e-4)
    assert float(interval.upper) == pytest.approx(5 + 4.302652729911 / np.sqrt(3), rel=1e-9)


def test_garwood_gives_his_published_limits() -> None:
    """Garwood 1936, table I: 95% limits of 0, 1, 5 and 10 events, to two places."""
    interval = poisson_exact([0, 1, 5, 10])
    assert np.round(interval.lower, 2).tolist() == [0.0, 0.03, 1.62, 4.8]
    assert np.round(interval.upper, 2).tolist() == [3.69, 5.57, 11.67, 18.39]


def test_a_directly_standardised_rate_worked_by_hand() -> None:
    """Rates 1% and 6%, weights 3 to 1: 2.25%; variance (9 x 10 / 1000^2 + 30 / 500^2) / 16."""
    interval, byars = dsr([10, 30], [1000, 500], [3, 1], multiplier=1), byar(40)
    unit = np.sqrt((9 * 10 / 1000**2 + 30 / 500**2) / 16 / 40)
    assert float(interval.estimate) == pytest.approx(0.0225, rel=1e-12)
    assert float(interval.lower) == pytest.approx(0.0225 + unit * (byars.lower - 40), rel=1e-12)
    assert float(interval.upper) == pytest.approx(0.0225 + unit * (byars.upper - 40), rel=1e-12)


def test_the_tenth_event() -> None:
    """Under 10 events a rate is exact and a standardised one is not given; from 10 it is."""
    assert float(rate(9, 1).lower) == float(poisson_exact(9).lower)
    assert float(rate(10, 1).lower) == float(byar(10).lower)
    interval = dsr([[4, 5], [5, 5]], [100, 100], [1, 1])
    assert np.isnan(interval.estimate).tolist() == [True, False]
    assert np.isnan([interval.lower[0], interval.upper[0]]).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: wilson(1, 2, 1), r"interval \(0, 1\), but came as 1"),
        (lambda: rate(1, 2, 95), r"interval \(0, 1\), but came as 95"),
        (lambda: byar(-1), "0 or more, but a negative one came: -1"),
        (lambda: rate(2, [3, -4]), "n is above 0, but came as -4"),
        (lambda: mean_from_summary(5, 1, -2), "deviation is 0 or more, but came as -2"),
        (lambda: dsr([1, 2], [3, 4], [1, 2, 3]), r"same bands .* \(2,\), \(2,\), \(3,\)"),
        (lambda: dsr(1, 2, 3), "same bands"),
        (lambda: dsr([-1, 2], [3, 4], [1, 2]), "x is 0 or more, but came as -1"),
        (lambda: dsr([1, 2], [3, 0], [1, 2]), "n is above 0, but came as 0"),
        (lambda: dsr([1, 2], [3, 4], [1, -2]), "stdpop is 0 or more, but came as -2"),
        (lambda: dsr([[1, 2]], [3, 4], [1, 2], events_each=[1, 2]), "events_each has a number"),
        (lambda: isr([1, 2], [3], [4], [5]), "x, n have the same bands"),
        (lambda: isr([1], [3], [4], [0]), "n_ref is above 0, but came as 0"),
        (lambda: isr([1], [3], [4], [5], kind="count"), "rate or ratio, but came as count"),
    ],
)
def test_wrong_arguments_say_what_was_expected(call: Callable[[], Interval], words: str) -> None:
    """An error names the argument, what it may be and what came."""
    with pytest.raises(ValueError, match=words):
        call()
