"""What holds for every chart, whatever the data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmf_analysis.statistics import control_chart as charts
from pmf_analysis.statistics.run_chart import run_chart

LINES = ("centre", "lower", "upper", "lower_two_sigma", "upper_two_sigma")

counts = arrays(float, (3, 20), elements=st.integers(0, 60).map(float))
gaps = arrays(bool, (3, 20))
CHARTS = [
    charts.p,
    lambda x, n: charts.p_prime(x, n, least=1, exact=True),
    lambda x, n: charts.u(x, n, exact=True),
    charts.u_prime,
    lambda x, n: charts.c(x + 0 * n),
    lambda x, n: charts.i_prime(x / n, n),
    lambda x, n: charts.g(x + 0 * n),
    lambda x, n: charts.t(x + 1 + 0 * n),
    lambda x, n: charts.mr(x + 0 * n),
    lambda x, n: run_chart(x + 0 * n),
]


@given(counts, arrays(float, (3, 20), elements=st.integers(60, 90).map(float)), gaps)
@pytest.mark.parametrize("draw", CHARTS)
def test_panels_gaps_and_order(draw, x, n, gap) -> None:
    """Gaps never raise, a panel equals its rows, and the order of series does not matter."""
    n = np.where(gap, np.nan, n)
    whole, turned = draw(x, n), draw(x[::-1], n[::-1])
    for k in range(3):
        alone = draw(x[k], n[k])
        for name in vars(alone):
            one = getattr(alone, name)
            np.testing.assert_allclose(getattr(whole.row(k), name), one, rtol=1e-12, atol=1e-12)
            np.testing.assert_allclose(
                getattr(turned.row(2 - k), name), one, rtol=1e-12, atol=1e-12
            )


@given(counts, arrays(float, (3, 20), elements=st.integers(60, 90).map(float)))
@pytest.mark.parametrize("draw", CHARTS[:9])
def test_no_line_is_missing_and_lines_stand_in_order(draw, x, n) -> None:
    """Complete series have every line at every point, lower to upper."""
    chart = draw(x, n)
    for name in LINES:
        start = 1 if draw is CHARTS[8] else 0  # the first point has no moving range
        assert not np.isnan(getattr(chart, name)[:, start:]).any()
    assert (chart.lower <= chart.lower_two_sigma).all()
    assert (chart.lower_two_sigma <= chart.upper_two_sigma).all()
    assert (chart.upper_two_sigma <= chart.upper).all()


@given(arrays(float, 20, elements=st.integers(0, 60).map(float)))
def test_limits_widen_as_denominators_shrink(x) -> None:
    """On one chart the period with the smaller denominator has the wider limits."""
    n = np.tile([100.0, 400.0], 10)
    for chart in (charts.p(x, n), charts.p_prime(x, n, least=1), charts.u(x, n)):
        assert (chart.sigma[0::2] >= chart.sigma[1::2]).all()


@given(counts, st.integers(0, 60))
def test_a_later_point_leaves_earlier_fixed_limits(x, extra) -> None:
    """With a baseline, and across a rebase, appending changes no earlier line."""
    n, longer = np.full(20, 80.0), np.full(21, 80.0)
    segments = [0] * 10 + [1] * 10
    for settings, upto in (({"baseline": 8}, 20), ({"segments": segments}, 10)):
        more = dict(settings)
        if "segments" in more:
            more["segments"] = [*segments, 1]
        before = charts.p_prime(x[0], n, **settings)
        after = charts.p_prime(np.append(x[0], extra), longer, **more)
        for name in LINES:
            np.testing.assert_array_equal(getattr(after, name)[:upto], getattr(before, name)[:upto])
