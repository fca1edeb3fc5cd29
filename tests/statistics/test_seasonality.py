"""Seasons found, allowed for, and never invented; and suggested rebases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import kruskal

from pmf_analysis.statistics.control_chart import Rule, xmr
from pmf_analysis.statistics.rebase import suggest
from pmf_analysis.statistics.seasonality import seasonal_xmr, seasons

QUARTERS = [0, 1, 2, 3]


def test_worked_by_hand() -> None:
    """Five years of quarters rising by 4 a year round winters 8 above and summers 8 below.

    Every pair of one season differs by 4 a year, so that is the slope; a point rises 1 a quarter.
    What is left is 0 -8 0 8 round a level, whose medians are the effects.
    """
    values = [10 + t + (0, -8, 0, 8)[t % 4] for t in range(20)]
    found = seasons(values, QUARTERS * 5, 4)
    assert bool(found.seasonal)
    assert int(found.years) == 5
    np.testing.assert_allclose(found.effect, [0, -8, 0, 8], atol=1e-12)
    # Groups of five equal ranks: 3, 10.5 (two seasons), 18; H without ties would be 15.43.
    expected = kruskal([0.0] * 5, [-8.0] * 5, [0.0] * 5, [8.0] * 5)
    assert float(found.statistic) == pytest.approx(expected.statistic, rel=1e-9)
    assert float(found.p_value) == pytest.approx(expected.pvalue, rel=1e-9)


def test_limits_follow_the_seasons() -> None:
    """The same wobble in every season: limits are those of the rest, widened for four years."""
    wobble = [1, -1, 0, 2, -2, 1, 1, -1, 0, 0, -1, 2, 1, -2, 1, 0]
    effect = [0, -8, 0, 8]
    values = [50 + effect[t % 4] + w for t, w in enumerate(wobble)]
    found = seasons(values, QUARTERS * 4, 4)
    chart, plain = seasonal_xmr(values, QUARTERS * 4, found), xmr(values)
    moved = found.effect[QUARTERS * 4]
    rest = xmr(np.array(values) - moved)
    np.testing.assert_allclose(chart.centre, rest.centre + moved, rtol=1e-12)
    half_width = (rest.upper - rest.centre) * np.sqrt(4 / 3)
    np.testing.assert_allclose(chart.upper - chart.centre, half_width, rtol=1e-12)
    np.testing.assert_array_equal(chart.values, values)
    assert (chart.upper - chart.lower < plain.upper - plain.lower).all()


def test_a_winter_that_breaks_its_own_pattern_stands_out() -> None:
    """A figure that is usual for the year but not for its season is a signal."""
    rng = np.random.default_rng(7)
    values = 50 + np.tile([0, -8, 0, 8], 6) + rng.normal(0, 0.7, 24)
    values[-1] = 50  # the average of the year, in a winter
    found = seasons(values[:20], QUARTERS * 5, 4)
    chart = seasonal_xmr(values, QUARTERS * 6, found, baseline=20)
    assert chart.rule[-1] == Rule.OUTSIDE
    assert chart.side[-1] == -1
    assert xmr(values, baseline=20).rule[-1] == Rule.NONE


@pytest.mark.parametrize(("a_year", "enough"), [(12, 36), (4, 16), (3, 12)])
def test_how_many_years_are_needed(a_year: int, enough: int) -> None:
    """Three of months, four of quarters or terms; one value fewer is not tested."""
    label = np.arange(enough) % a_year
    values = 20.0 * label + np.arange(enough) % 5
    assert bool(seasons(values, label, a_year).seasonal)
    values[0] = np.nan
    short = seasons(values, label, a_year)
    assert np.isnan(short.p_value)
    assert not short.seasonal
    assert not short.effect.any()
    np.testing.assert_array_equal(seasonal_xmr(values, label, short).upper, xmr(values).upper)


def test_a_rebase_does_not_hide_the_seasons() -> None:
    """Two levels, one pattern: the step is no part of an effect."""
    values = np.tile([0.0, -8, 0, 8], 6) + np.repeat([50.0, 90], 12)
    found = seasons(values, QUARTERS * 6, 4, segments=np.repeat([0, 1], 12))
    np.testing.assert_allclose(found.effect, [0, -8, 0, 8], atol=1e-12)


def test_chance_alone_is_seldom_called_a_season() -> None:
    """Of 2,000 series of noise about one in a hundred passes a test at 1%."""
    noise = np.random.default_rng(3).normal(50, 5, (2000, 24))
    assert seasons(noise, QUARTERS * 6, 4).seasonal.mean() < 0.02


def test_wrong_arguments_say_what_was_expected() -> None:
    """A season for each period, from 0 to the number in a year."""
    with pytest.raises(ValueError, match="each of 3 periods a number from 0 to 3"):
        seasons([1, 2, 3], [0, 1], 4)
    with pytest.raises(ValueError, match="from 0 to 3"):
        seasons([1, 2, 3], [0, 1, 4], 4)
    with pytest.raises(ValueError, match="at least 2 seasons, but a_year came as 1"):
        seasons([1, 2, 3], [0, 0, 0], 1)


panel_strategy = arrays(
    float, (3, 24), elements=st.one_of(st.integers(-50, 50).map(float), st.just(np.nan))
)


@given(panel_strategy)
def test_panels_gaps_and_order(panel) -> None:
    """A panel equals its rows in any order, effects add up to nothing, gaps never raise."""
    whole, turned = seasons(panel, QUARTERS * 6, 4), seasons(panel[::-1], QUARTERS * 6, 4)
    chart = seasonal_xmr(panel, QUARTERS * 6, whole)
    np.testing.assert_allclose(whole.effect.sum(axis=1), 0, atol=1e-9)
    np.testing.assert_array_equal(whole.effect, turned.effect[::-1])
    for k, row in enumerate(panel):
        alone = seasons(row, QUARTERS * 6, 4)
        np.testing.assert_array_equal(whole.effect[k], alone.effect)
        np.testing.assert_array_equal(whole.p_value[k], alone.p_value)
        one = seasonal_xmr(row, QUARTERS * 6, alone)
        np.testing.assert_allclose(chart.upper[k], one.upper, rtol=1e-12)
        np.testing.assert_array_equal(chart.rule[k], one.rule)
    assert len(whole.to_frame()) == 3


@given(panel_strategy, st.integers(-100, 100), st.sampled_from([0.5, 2.0, -4.0]))
def test_effects_scale_with_the_data(panel, shift, scale) -> None:
    """Another unit gives the same seasons in that unit; turned upside down, their mirror."""
    plain = seasons(panel, QUARTERS * 6, 4)
    moved = seasons(panel * scale + shift, QUARTERS * 6, 4)
    np.testing.assert_array_equal(plain.seasonal, moved.seasonal)
    np.testing.assert_allclose(moved.effect, plain.effect * scale, atol=1e-9)


OLD, NEW = [6.0, 5] * 7, [9.0, 8] * 8


def test_a_level_held_for_sixteen_points_is_suggested() -> None:
    """Fourteen points about 5.5, then sixteen above it; fifteen are not enough."""
    found = suggest(OLD + NEW)
    assert (int(found.at), int(found.side), float(found.centre)) == (14, 1, 5.5)
    assert int(suggest(OLD + NEW[:15]).at) == -1
    assert int(suggest([-v for v in OLD + NEW]).side) == -1


def test_what_a_suggestion_needs() -> None:
    """Thirteen earlier values of the same segment, and no gap in the run."""
    assert int(suggest([6.0, 5] * 6 + NEW).at) == -1
    assert int(suggest([6.0, 5] * 6 + [5.5] + NEW).at) == 13
    gap = [*OLD, *NEW[:8], np.nan, *NEW[8:]]
    assert int(suggest(gap).at) == -1
    recorded = [0] * 14 + [1] * 16
    assert int(suggest(OLD + NEW, segments=recorded).at) == -1


def test_a_fixed_baseline_keeps_its_centre() -> None:
    """The centre that points leave is the one drawn."""
    values = [*([6.0, 5] * 7), 20.0, 20.0, *NEW]
    assert float(suggest(values, baseline=14).centre) == 5.5


@given(arrays(float, (4, 36), elements=st.one_of(st.integers(0, 9).map(float), st.just(np.nan))))
def test_suggestions_of_a_panel_are_those_of_its_rows(panel) -> None:
    """Series do not touch one another."""
    whole = suggest(panel)
    assert [int(suggest(row).at) for row in panel] == whole.at.tolist()
    assert len(whole.to_frame()) == 4
