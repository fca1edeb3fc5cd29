"""What holds of every interval, whatever the figures."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmf_analysis.statistics.intervals import (
    Interval,
    byar,
    difference,
    dsr,
    isr,
    mean,
    newcombe,
    poisson_exact,
    rate,
    wilson,
)

LEVELS = st.floats(0.5, 0.999)
ROWS, BANDS = 6, 4
WEIGHTS = [1, 2, 3, 4]
REFERENCE = ([3, 5, 8, 13], [700, 600, 500, 400])


def of_rows(name: str) -> Callable[[np.ndarray, np.ndarray, float], Interval]:
    """A method as a function of (rows, bands) counts and populations, one interval a row."""
    return {
        "wilson": lambda x, n, c: wilson(x[:, 0], n[:, 0], c),
        "newcombe": lambda x, n, c: newcombe(x[:, 0], n[:, 0], x[:, 1], n[:, 1], c),
        "byar": lambda x, n, c: byar(x[:, 0], n[:, 0], c, 1000),
        "poisson_exact": lambda x, n, c: poisson_exact(x[:, 0], n[:, 0], c, 1000),
        "rate": lambda x, n, c: rate(x[:, 0], n[:, 0], c, 1000),
        "mean": lambda x, n, c: mean(x / n, c),
        "dsr": lambda x, n, c: dsr(x, n, WEIGHTS, c),
        "isr": lambda x, n, c: isr(x, n, *REFERENCE, c),
        "proportions": lambda x, n, c: as_interval("proportion", x, n, c),
        "rates": lambda x, n, c: as_interval("rate", x, n, c),
        "values": lambda x, n, c: as_interval("value", x, n, c),
    }[name]


def as_interval(kind: str, x: np.ndarray, n: np.ndarray, confidence: float) -> Interval:
    apart = difference(kind, x[:, 0], n[:, 0], x[:, 1], n[:, 1], confidence)
    return Interval(apart.difference, apart.lower, apart.upper, confidence)


METHODS = ["wilson", "newcombe", "byar", "poisson_exact", "rate", "mean", "dsr", "isr"]
EVERY = pytest.mark.parametrize("name", [*METHODS, "proportions", "rates", "values"])
PARTS = ("estimate", "lower", "upper")
counts = arrays(float, (ROWS, BANDS), elements=st.integers(0, 60).map(float))
populations = arrays(float, (ROWS, BANDS), elements=st.integers(60, 5000).map(float))


@EVERY
@given(x=counts, n=populations, confidence=LEVELS)
def test_an_interval_holds_its_estimate(name, x, n, confidence) -> None:
    """Lower, estimate, upper, in this order; all three or none of them."""
    interval = of_rows(name)(x, n, confidence)
    missing = np.isnan([getattr(interval, part) for part in PARTS])
    assert (missing.all(axis=0) == missing.any(axis=0)).all()
    assert (missing.any(axis=0) == (x.sum(axis=1) < 10)).all() or name != "dsr"
    slack = 1e-12 * np.abs(np.nan_to_num(interval.estimate))
    known = ~missing.any(axis=0)
    assert (interval.lower <= interval.estimate + slack)[known].all()
    assert (interval.estimate <= interval.upper + slack)[known].all()


@pytest.mark.parametrize("name", METHODS)
@given(x=counts, n=populations, factor=st.integers(2, 20), confidence=LEVELS)
def test_an_interval_narrows_as_evidence_grows(name, x, n, factor, confidence) -> None:
    """So many times the events in so many times the population: the same figure, surer."""
    make = of_rows(name)
    if name == "mean":
        small = make(x, n, confidence)
        large = mean(np.tile(x / n, factor), confidence)
    else:
        small, large = make(x, n, confidence), make(x * factor, n * factor, confidence)
    known = ~np.isnan(small.estimate)
    np.testing.assert_allclose(small.estimate[known], large.estimate[known], rtol=1e-9)
    before, after = small.upper - small.lower, large.upper - large.lower
    assert (after[known] <= before[known] * (1 + 1e-12)).all()


@EVERY
@given(x=counts, n=populations, order=st.permutations(range(ROWS)))
def test_rows_do_not_touch_each_other(name, x, n, order) -> None:
    """The order of rows moves no figure, and a row alone gives what it gives among others."""
    make = of_rows(name)
    whole, shuffled, alone = (
        make(x, n, 0.95),
        make(x[order], n[order], 0.95),
        make(x[:1], n[:1], 0.95),
    )
    for part in PARTS:
        figures = getattr(whole, part)
        np.testing.assert_array_equal(getattr(shuffled, part), figures[order])
        np.testing.assert_allclose(getattr(alone, part), figures[:1], rtol=1e-12)


@EVERY
@given(x=counts, n=populations, row=st.integers(0, ROWS - 1), which=st.sampled_from(["x", "n"]))
def test_a_missing_count_blanks_its_own_row_alone(name, x, n, row, which) -> None:
    """It never raises; a mean leaves it out instead."""
    make = of_rows(name)
    whole = make(x, n, 0.95)
    {"x": x, "n": n}[which][row, 0] = np.nan
    gap = make(x, n, 0.95)
    others = np.arange(ROWS) != row
    for part in PARTS:
        figures = getattr(gap, part)
        assert np.isnan(figures[row]) or name == "mean" or (name, which) == ("values", "n")
        np.testing.assert_allclose(figures[others], getattr(whole, part)[others], rtol=1e-12)


@given(x=st.integers(0, 500), n=st.integers(1, 500), confidence=LEVELS)
def test_what_is_not_a_success_mirrors_what_is(x, n, confidence) -> None:
    """Wilson's interval of n - x is one less his interval of x, and inside 0 to 1."""
    assume(x <= n)
    share, rest = wilson(x, n, confidence), wilson(n - x, n, confidence)
    assert float(rest.lower) == pytest.approx(1 - float(share.upper), abs=1e-12)
    assert float(rest.upper) == pytest.approx(1 - float(share.lower), abs=1e-12)
    assert 0 <= share.lower <= share.upper <= 1


@given(x=st.integers(0, 300), n=st.floats(0.5, 1e6), narrow=LEVELS, wide=LEVELS)
def test_a_higher_level_is_wider(x, n, narrow, wide) -> None:
    """The 99.8% interval holds the 95% one, whatever the method."""
    low, high = sorted((narrow, wide))
    for make in (byar, poisson_exact, rate):
        inner, outer = make(x, n, low), make(x, n, high)
        assert outer.lower <= inner.lower * (1 + 1e-12)
        assert inner.upper <= outer.upper * (1 + 1e-12)


@given(x=st.integers(1, 100_000), confidence=LEVELS)
def test_exact_limits_are_where_the_tails_are(x, confidence) -> None:
    """At the lower limit x or more has the chance of one tail; at the upper, x or fewer."""
    from scipy.stats import poisson

    interval, tail = poisson_exact(x, confidence=confidence), (1 - confidence) / 2
    assert poisson.sf(x - 1, float(interval.lower)) == pytest.approx(tail, rel=1e-7)
    assert poisson.cdf(x, float(interval.upper)) == pytest.approx(tail, rel=1e-7)


def test_nothing_known_gives_nothing() -> None:
    """Empty, all missing, no trials, one value: missing, and no error."""
    assert np.isnan(wilson(np.nan, 10).lower)
    assert np.isnan(wilson(0, 0).estimate)
    assert np.isnan(byar(3, 0).upper)
    assert np.isnan(rate(3, np.nan).upper)
    assert np.isnan(mean([np.nan, np.nan]).estimate)
    assert np.isnan(mean([5.0]).lower)
    assert float(mean([5.0]).estimate) == 5.0
    assert np.isnan(isr([0, 1], [10, 10], [0, 0], [10, 10]).estimate)
    assert np.isnan(dsr([5, 6], [10, 10], [0, 0]).estimate)
    assert wilson([], []).estimate.shape == (0,)


def test_shapes_follow_each_other() -> None:
    """Arrays that fit each other are spread out; the counts handed in stay as they were."""
    x = np.array([[1.0], [4.0]])
    before = x.copy()
    assert wilson(x, [10, 20, 30]).lower.shape == (2, 3)
    assert rate(x, [10, 20, 30]).upper.shape == (2, 3)
    assert dsr(np.ones((2, 5, 4)), np.full((5, 4), 9.0), WEIGHTS).estimate.shape == (2, 5)
    frame = wilson(x, 10).times(100).to_frame()
    assert frame["estimate"].tolist() == pytest.approx([10, 40])
    np.testing.assert_array_equal(x, before)
