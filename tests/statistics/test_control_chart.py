"""XmR charts against the reference program's figures, the rules' own words, and invariants."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmf_analysis.framework.indicator import Polarity
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.signal import Assurance, Latest, Variation, assurance, variation
from pmf_analysis.statistics.control_chart import (
    MAKING_DATA_COUNT,
    PLOT_THE_DOTS,
    ControlChart,
    Rule,
    RuleSet,
    xmr,
)

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "xmr.json").read_text())
LINES = ("centre", "lower", "upper", "lower_two_sigma", "upper_two_sigma")
NAMES = dict(zip("NOTWS", ("NONE", "OUTSIDE", "TREND", "TWO_IN_THREE", "SHIFT"), strict=True))
CASES = {case["id"]: case for case in GOLDEN["cases"]}
# Deliberate departures, stated in the methods, by the reference's own ids.
CONSTANT = {
    name: "a constant series has limits equal to its centre and no special cause"
    for name in CASES
    if name.startswith("constant__")
}
SPIKE = {
    name: "screening that would leave a mean of zero is not used"
    for name in CASES
    if name.startswith("constant_one_spike__screened")
}
NO_SERIES = {"duplicate_dates__error": "two figures for one date are a fault of the table's key"}
POLARITY = {"increase": Polarity.HIGHER, "decrease": Polarity.LOWER, "neutral": Polarity.NONE}
ASSURED = {
    "consistent_pass": Assurance.PASS,
    "consistent_fail": Assurance.FAIL,
    "inconsistent": Assurance.HIT_OR_MISS,
    None: Assurance.NO_TARGET,
}


def numbers(values: list[float | None] | float | None, size: int = 1) -> np.ndarray:
    listed = values if isinstance(values, list) else [values] * size
    return np.array([np.nan if v is None else v for v in listed], dtype=float)


def drawn(case: dict) -> ControlChart:
    """The case's chart by the library."""
    return xmr(
        numbers(case["values"]),
        rules=PLOT_THE_DOTS,
        segments=case["segments"],
        baseline=case["baseline"],
        screen=case["screen"],
    )


def read(case: dict) -> tuple[Variation, Assurance]:
    """What the judgements read off its last point."""
    chart, target = drawn(case), case["target"]
    at = int(np.flatnonzero(~np.isnan(chart.values))[-1])
    last = Latest(
        *(float(getattr(chart, name)[at]) for name in ("values", "centre", "lower", "upper")),
        Rule(int(chart.rule[at])),
        int(chart.side[at]),
    )
    aim = Target() if target is None else Target(target)
    polarity = POLARITY[case["direction"]]
    return variation(last, polarity, aim), assurance(last, polarity, aim)


SERIES = [case for case in GOLDEN["cases"] if case["id"] not in NO_SERIES]


@pytest.mark.parametrize("case", SERIES, ids=lambda case: case["id"])
def test_limits_and_rules_are_the_reference_programs(case: dict) -> None:
    """NHSRplotthedots' limits at relative 1e-9 and its rule for every point."""
    chart, size = drawn(case), len(case["values"])
    np.testing.assert_allclose(chart.centre, numbers(case["centre"], size), rtol=1e-9, atol=1e-12)
    if case["id"] in CONSTANT:
        assert (chart.lower == chart.centre).all()
        assert (chart.upper == chart.centre).all()
        assert not chart.rule.any()
        return
    if case["id"] in SPIKE:
        unscreened = xmr(numbers(case["values"]), rules=PLOT_THE_DOTS, screen=False)
        np.testing.assert_array_equal(chart.upper, unscreened.upper)
        np.testing.assert_array_equal(chart.rule, unscreened.rule)
        return
    np.testing.assert_allclose(chart.lower, numbers(case["lower"], size), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(chart.upper, numbers(case["upper"], size), rtol=1e-9, atol=1e-12)
    assert [Rule(int(rule)).name for rule in chart.rule] == [NAMES[r] for r in case["rules"]]


@pytest.mark.parametrize("case", SERIES, ids=lambda case: case["id"])
def test_variation_and_assurance_are_the_reference_programs(case: dict) -> None:
    """Its icons for the last point, neutral being neither; its verdict on the target."""
    varies, assured = read(case)
    icon = (case["variation"] or "").upper().replace("NEUTRAL", "NEITHER")
    assert varies == icon
    if case["id"] not in CONSTANT:
        assert assured is ASSURED[case["assurance"]]


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [(4, Assurance.PASS, Assurance.FAIL), (5, *[Assurance.PASS] * 2), (6, "FAIL", "PASS")],
)
def test_a_constant_is_compared_with_its_target_directly(target: int, higher, lower) -> None:
    """Always 5: above a target of 4, on one of 5, below one of 6; the reference says neither."""
    for direction, expected in (("increase", higher), ("decrease", lower)):
        name = f"constant__target__{target}__{direction}"
        assert CASES[name]["assurance"] == "inconsistent"
        assert name in CONSTANT
        assert read(CASES[name])[1] == expected


@pytest.mark.parametrize("case", GOLDEN["two_in_three"], ids=lambda case: case["id"])
def test_two_in_three_as_announced_in_2023(case: dict) -> None:
    """Points beyond a limit count towards two in three."""
    alone = RuleSet(precedence=(Rule.TWO_IN_THREE,))
    chart = xmr(numbers(case["values"]), rules=alone, screen=case["screen"])
    expected = [bool(f) for f in case["flagged"]]
    if case["id"] == "constant_one_spike__screened":
        # Limits of no width flag 19 points; ours are the unscreened chart's and flag none.
        assert sum(expected) == 19
        expected = [False] * 20
    assert expected == list(chart.rule == Rule.TWO_IN_THREE)


def test_every_case_of_the_oracle_is_carried(shared: Path) -> None:
    """Nothing was left behind, and the inputs are the same."""
    oracle = json.loads((shared / "oracles" / "xmr_plot_the_dots.json").read_text())
    given = {c["id"]: c["expected"].get("y") for c in oracle["cases"]}
    assert given == {name: case.get("values") for name, case in CASES.items()}
    assert {name for name, values in given.items() if values is None} == set(NO_SERIES)
    announced = json.loads((shared / "oracles" / "two_in_three_2023.json").read_text())
    assert {c["id"] for c in announced["cases"]} == {c["id"] for c in GOLDEN["two_in_three"]}


def test_worked_by_hand() -> None:
    """Mean 6.25; moving ranges 2 1 2 2 1 2 1, mean 11/7; limits 2.66 times that away."""
    chart = xmr([5, 7, 6, 8, 6, 7, 5, 6])
    width = 2.66 * 11 / 7
    assert chart.centre[0] == 6.25
    assert chart.upper[0] == pytest.approx(6.25 + width, rel=1e-12)
    assert chart.lower_two_sigma[0] == pytest.approx(6.25 - 2 / 3 * width, rel=1e-12)
    assert chart.mean_moving_range[0] == pytest.approx(11 / 7, rel=1e-12)


def test_shift_needs_its_whole_run() -> None:
    """Six points on one side are no shift, seven are, all of them flagged."""
    usual = [9, 11, 11, 9, 9, 11, 11, 9]  # fixes the centre at 10
    six, seven = (xmr([*usual, *[10.6] * n, 9.4], baseline=8) for n in (6, 7))
    assert Rule.SHIFT not in six.rule
    assert (seven.rule[8:15] == Rule.SHIFT).all()
    assert (seven.side[8:15] == 1).all()
    eight = xmr([*usual, *[10.6] * 7, 9.4], baseline=8, rules=RuleSet(run_length=8))
    assert Rule.SHIFT not in eight.rule


def test_a_tie_breaks_a_trend() -> None:
    """Six strict steps make a trend of seven points; an equal neighbour ends it."""
    rising = [5, 3, 1, 2, 3, 4, 5, 6, 7, 3, 5]
    tied = [5, 3, 1, 2, 3, 4, 4, 6, 7, 3, 5]
    assert (xmr(rising).rule[2:9] == Rule.TREND).sum() >= 6
    assert Rule.TREND not in xmr(tied).rule


def test_a_missing_period_ends_runs_and_moving_ranges() -> None:
    """Nothing is reckoned across a gap, and a gap never raises."""
    values = [9, 11, 9, 11, 9, 11] * 2 + [10.6] * 4 + [np.nan] + [10.6] * 4
    chart = xmr(values)
    assert np.isnan(chart.moving_range[17])
    assert Rule.SHIFT not in chart.rule
    assert chart.rule[16] == Rule.NONE


def test_segments_have_limits_of_their_own() -> None:
    """A rebase starts afresh: the halves equal charts made of them alone."""
    first, second = [5.0, 7, 6, 8, 6, 7, 5], [15.0, 19, 14, 18, 16, 17]
    chart = xmr(first + second, segments=[0] * 7 + [1] * 6)
    np.testing.assert_array_equal(chart.upper[:7], xmr(first).upper)
    np.testing.assert_array_equal(chart.upper[7:], xmr(second).upper)


def test_a_fixed_baseline_is_not_moved_by_later_points() -> None:
    """Appending a point leaves limits that an earlier baseline fixed."""
    values = [5.0, 7, 6, 8, 6, 7, 5, 6, 9, 12]
    before, after = xmr(values, baseline=6), xmr([*values, 40.0], baseline=6)
    np.testing.assert_array_equal(before.upper, after.upper[:-1])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"values": [[[1.0]]]}, "one or two dimensions, but came with 3"),
        ({"values": [1, 2], "baseline": 1}, "baseline is at least 2, but came as 1"),
        ({"values": [1, 2], "constant": 0}, "constant is above 0, but came as 0"),
        ({"values": [1, 2, 3], "segments": [0, 1]}, "segments fit values of shape"),
    ],
)
def test_wrong_arguments_say_what_was_expected(arguments: dict, words: str) -> None:
    """An error names the argument, what it may be and what came."""
    with pytest.raises(ValueError, match=words):
        xmr(**arguments)


def test_run_lengths_are_the_published_ones() -> None:
    """Only 6 to 9 points on one side are known as a shift."""
    with pytest.raises(ValueError, match="6, 7, 8 or 9, but came as 5"):
        RuleSet(run_length=5)


values_strategy = arrays(
    float,
    st.integers(1, 40),
    elements=st.one_of(st.integers(-1000, 1000).map(float), st.just(np.nan)),
)


@given(values_strategy, st.integers(-500, 500), st.sampled_from([0.25, 0.5, 2.0, 8.0]))
def test_limits_shift_and_scale_with_the_data(values, shift, scale) -> None:
    """Adding a constant moves every line by it; a factor stretches them; flags stay."""
    plain, moved = xmr(values), xmr(values * scale + shift)
    for line in LINES:
        np.testing.assert_allclose(
            getattr(moved, line), getattr(plain, line) * scale + shift, rtol=1e-9, atol=1e-6
        )


@given(values_strategy)
def test_mirrored_data_give_mirrored_signals(values) -> None:
    """Turning the data upside down swaps the sides and nothing else."""
    plain, mirrored = xmr(values), xmr(-values)
    np.testing.assert_array_equal(plain.rule, mirrored.rule)
    np.testing.assert_array_equal(plain.side, -mirrored.side)


@given(arrays(float, (4, 20), elements=st.integers(0, 30).map(float)), st.integers(0, 3))
def test_a_panel_equals_its_rows_one_by_one(panel, gap) -> None:
    """Series do not touch one another, whatever stands beside them."""
    panel[gap, 5:7] = np.nan
    whole = xmr(panel, rules=MAKING_DATA_COUNT)
    for k, row in enumerate(panel):
        alone = xmr(row)
        for name in (*LINES, "rule", "side", "moving_range"):
            np.testing.assert_array_equal(getattr(whole.row(k), name), getattr(alone, name))


@given(arrays(float, st.integers(14, 30), elements=st.integers(0, 50).map(float)))
def test_limits_hold_the_centre(values) -> None:
    """Complete series of two or more points always have limits, in their order."""
    chart = xmr(values)
    assert not np.isnan(chart.upper).any()
    assert (chart.lower <= chart.lower_two_sigma).all()
    assert (chart.lower_two_sigma <= chart.centre).all()
    assert (chart.centre <= chart.upper_two_sigma).all()


def test_values_handed_in_are_not_changed() -> None:
    """The engine works on copies."""
    values = np.array([1.0, np.inf, 3.0, 2.0])
    before = values.copy()
    xmr(values)
    np.testing.assert_array_equal(values, before)


def test_to_frame_has_a_row_a_point() -> None:
    """One series gives a row a period; a panel names series and period."""
    assert len(xmr([1.0, 2, 3]).to_frame()) == 3
    frame = xmr([[1.0, 2, 3], [4, 5, 6]]).to_frame()
    assert list(frame["series"]) == [0, 0, 0, 1, 1, 1]
