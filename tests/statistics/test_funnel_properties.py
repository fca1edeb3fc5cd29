"""What holds of every funnel, whatever the counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import poisson

from pmf_analysis.statistics.funnel import Funnel, limits

PAIRS = (("lower_95", "upper_95"), ("lower_998", "upper_998"))
ALL_LINES = ("value", "target", *PAIRS[0], *PAIRS[1], "z")

kinds = st.sampled_from(["proportion", "rate", "ratio"])
between = st.sampled_from([0.0, 0.001, 0.02, 0.3])
options = {
    "kind": kinds,
    "transform": st.sampled_from(["square_root", "log"]),
    "exact": st.sampled_from(["test", "interval"]),
}
# Areas as (denominator, numerator as a share of it), so that every kind can have them.
areas = st.lists(st.tuples(st.integers(1, 5000), st.floats(0, 1)), min_size=2, max_size=30)


def columns(pairs: list[tuple[int, float]]) -> tuple[np.ndarray, np.ndarray]:
    n = np.array([pair[0] for pair in pairs], dtype=float)
    return np.floor(n * [pair[1] for pair in pairs]), n


def same(one: Funnel, other: Funnel, rows: np.ndarray | slice) -> None:
    for name in ALL_LINES:
        np.testing.assert_allclose(
            getattr(one, name)[rows], getattr(other, name), rtol=1e-9, atol=1e-9
        )


@given(st.lists(st.floats(1e-2, 1e6), min_size=2, max_size=20), st.floats(0.01, 1), between)
@pytest.mark.parametrize("kind", ["proportion", "rate", "ratio"])
@pytest.mark.parametrize("exact", ["test", "interval"])
def test_funnels_narrow_as_denominators_grow(kind, exact, sizes, target, tau2) -> None:
    """At every denominator, for counts taken as continuous have no saw teeth; cut ones stay."""
    n = np.sort(sizes)
    for transform in ("square_root", "log"):
        funnel = limits(n * 0, n, kind, target=target, tau2=tau2, transform=transform, exact=exact)
        for lower, upper in PAIRS:
            assert (np.diff(getattr(funnel, lower)) >= -1e-9).all()
            assert (np.diff(getattr(funnel, upper)) <= 1e-9 * getattr(funnel, upper)[:-1]).all()
        assert (funnel.lower_998 <= funnel.lower_95).all()
        assert (funnel.lower_95 <= target).all()
        assert (target <= funnel.upper_95).all()
        assert (funnel.upper_95 <= funnel.upper_998).all()


@given(areas, st.fixed_dictionaries(options), st.floats(1e-9, 1))
def test_adjusted_limits_contain_the_unadjusted(pairs, how, tau2) -> None:
    """Overdispersion only ever widens."""
    x, n = columns(pairs)
    assume(x.sum() > 0)
    chance, wide = (limits(x, n, tau2=t, **how) for t in (0, tau2))
    for lower, upper in PAIRS:
        assert (getattr(wide, lower) <= getattr(chance, lower)).all()
        assert (getattr(wide, upper) >= getattr(chance, upper)).all()


@given(areas, st.fixed_dictionaries(options), st.randoms())
def test_the_order_of_areas_does_not_matter(pairs, how, random) -> None:
    """Each area keeps its own line wherever it stands."""
    x, n = columns(pairs)
    assume(x.sum() > 0)
    order = np.array(random.sample(range(len(n)), len(n)))
    same(limits(x, n, **how), limits(x[order], n[order], **how), order)


@given(areas, st.fixed_dictionaries(options), st.sampled_from([0.0, np.nan]))
def test_an_area_without_a_denominator_disturbs_no_other(pairs, how, missing) -> None:
    """It is missing throughout, and the others are as without it."""
    x, n = columns(pairs)
    assume(x.sum() > 0)
    funnel = limits(np.append(x, 3), np.append(n, missing), **how)
    assert all(np.isnan(getattr(funnel, name)[-1]) for name in ALL_LINES)
    assert funnel.outside[-1] == 0
    same(funnel, limits(x, n, **how), slice(len(n)))


@given(st.lists(areas.filter(lambda a: len(a) >= 12), min_size=2, max_size=3), kinds)
def test_a_panel_equals_its_rows_one_by_one(rows, kind) -> None:
    """Series do not touch one another."""
    x, n = np.stack([np.array(columns(row[:12])) for row in rows], axis=1)
    assume((x.sum(axis=1) > 0).all())
    panel = limits(x, n, kind)
    for k in range(len(rows)):
        alone = limits(x[k], n[k], kind)
        for name in (*ALL_LINES, "tau2"):
            np.testing.assert_allclose(
                getattr(panel, name)[k], getattr(alone, name), rtol=1e-9, atol=1e-9
            )


@given(st.floats(0.01, 1e4))
def test_chance_puts_few_areas_outside(expected: float) -> None:
    """At most 2.5% and 0.1% a side, whatever is expected, by the Poisson distribution itself."""
    funnel = limits([np.nan], [expected], "ratio", tau2=0)
    for (lower, upper), tail in zip(PAIRS, (0.025, 0.001), strict=True):
        low, high = (getattr(funnel, line)[0] * expected for line in (lower, upper))
        assert poisson.cdf(np.ceil(low - 1e-9) - 1, expected) <= tail * (1 + 1e-6)
        assert poisson.sf(np.floor(high + 1e-9), expected) <= tail * (1 + 1e-6)
