"""Ranks, quantile groups and many tests at once: references, textbook examples, invariants."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from pmf_analysis.statistics.multiplicity import benjamini_hochberg
from pmf_analysis.statistics.neighbours import quantile_bounds, quantile_group, rank

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "quantiles.json").read_text())
DRAWS = 400  # enough to show what does not depend on chance
# Table of Benjamini and Hochberg (1995), section 3: fifteen tests of a trial of thrombolysis.
TEXTBOOK = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
TEXTBOOK += [0.4262, 0.5719, 0.6528, 0.7590, 1.0000]


def codes(count: int) -> list[str]:
    return [f"E{number:08d}" for number in range(count)]


@pytest.mark.parametrize("case", GOLDEN["fingertips"], ids=lambda case: case["id"])
def test_groups_by_percentile_are_fingertips(case: dict) -> None:
    """Its bounds, and its categories with 1 the best where high is good."""
    values, bins = case["input"]["values"], case["options"]["bins"]
    bounds = quantile_bounds(values, bins)
    np.testing.assert_allclose(bounds, case["expected"]["bounds"], rtol=1e-9, atol=1e-12)
    high = case["options"]["polarity"] == "high_is_good"
    groups = quantile_group(values, bins, high_is_first=high, method="percentile")
    assert groups.tolist() == case["expected"]["category"]


@pytest.mark.parametrize("case", GOLDEN["phe"], ids=lambda case: case["id"])
def test_groups_by_rank_are_phes(case: dict) -> None:
    """The quantiles of PHEindicatormethods."""
    bins, invert = case["options"]["nquantiles"], case["options"]["invert"]
    groups = quantile_group(case["input"]["values"], bins, high_is_first=invert)
    assert groups.tolist() == case["expected"]["quantile"]


def test_every_case_of_the_oracles_is_carried(shared: Path) -> None:
    """The golden file holds every case of both families as it came."""
    read = {
        name: json.loads((shared / "oracles" / f"{name}.json").read_text())["cases"]
        for name in ("recent_trend_and_comparison", "intervals")
    }
    families = {
        "fingertips": [
            case
            for case in read["recent_trend_and_comparison"]
            if case.get("kind") == "quantile_categories"
        ],
        "phe": [case for case in read["intervals"] if case["method"] == "quantile"],
    }
    for family, cases in families.items():
        assert len(cases) == len(GOLDEN[family])
        for theirs, ours in zip(cases, GOLDEN[family], strict=True):
            assert theirs.items() >= ours.items()


def test_equal_values_share_the_better_quartile() -> None:
    """By rank, whichever end is good; a missing value has none, nor has a group of three."""
    assert quantile_group([7, 7, 7, 7, 9, 9], high_is_first=True).tolist() == [2, 2, 2, 2, 1, 1]
    assert quantile_group([7, 7, 7, 7, 9, 9]).tolist() == [1, 1, 1, 1, 3, 3]
    assert np.isnan(quantile_group([1, 2, 3, np.nan])).all()
    assert np.isnan(quantile_group([4.0, 3, 2, 1, np.nan], method="percentile")[4])


@given(
    st.lists(st.integers(-50, 50), min_size=4, max_size=40, unique=True),
    st.sampled_from([2, 3, 4]),
    st.sampled_from(["rank", "percentile"]),
)
def test_groups_are_of_nearly_one_size(values, bins, method) -> None:
    """Without ties sizes differ by at most one, all groups are used, and order is kept."""
    groups = quantile_group(values, bins, method=method)
    sizes = [(groups == group).sum() for group in range(1, bins + 1)]
    assert max(sizes) - min(sizes) <= 1
    assert (np.diff(groups[np.argsort(values)]) >= 0).all()
    panel = quantile_group([values, values], bins, method=method)
    np.testing.assert_array_equal(panel, [groups, groups])


def test_ranks_share_the_least_and_leave_out_the_missing() -> None:
    """Standard competition ranking: 1, 2, 2, 4."""
    ranks = rank(codes(5), value=[8, 9, np.nan, 8, 3], high_is_first=True)
    np.testing.assert_array_equal(ranks.rank, [2, 1, np.nan, 2, 4])
    assert ranks.of == 4
    assert np.isnan(ranks.lower).all()  # no intervals, so nothing to draw from
    low = rank(codes(5), value=[8, 9, np.nan, 8, 3], high_is_first=False)
    np.testing.assert_array_equal(low.rank, [2, 4, np.nan, 2, 1])
    assert low.quartile[4] == 1
    assert len(ranks.to_frame()) == 5


def test_the_interval_is_that_of_the_distribution() -> None:
    """Of two equal areas either is first in half the draws; of 3 against 30 in 100 never."""
    even = rank(codes(2), kind="proportion", x=[5, 5], n=[10, 10], high_is_first=True)
    assert even.lower.tolist() == [1, 1]
    assert even.upper.tolist() == [2, 2]
    apart = rank(codes(2), kind="rate", x=[3, 30], n=[100, 100], high_is_first=True)
    assert apart.rank.tolist() == apart.lower.tolist() == apart.upper.tolist() == [2, 1]
    # Against a fixed figure the chance is known: Beta(3.5, 7.5) lies below 0.5 in 89%.
    chance = beta.cdf(0.5, 3.5, 7.5)
    assert 0.88 < chance < 0.90
    for confidence, lower in ((0.70, 2), (0.95, 1)):  # tails of 15% and 2.5%, against 11%
        ranks = rank(
            ["E1", "E2"],
            kind="proportion",
            x=[3, 5e8],
            n=[10, 1e9],
            high_is_first=True,
            confidence=confidence,
        )
        assert ranks.lower[0] == lower


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"area_codes": ["a", "a"], "value": [1, 2]}, "once each, but some repeat"),
        ({"value": [1, 2, 3]}, r"value has the shape \(2,\), as the codes, but came \(3,\)"),
        ({"kind": "rate", "x": [1, 2]}, "rate needs x and n"),
        ({"kind": "mean", "value": [1, 2]}, "kind is one of .* but came as 'mean'"),
        ({"kind": "proportion", "x": [3, 2], "n": [2, 2]}, "at most n, but some are not"),
        ({"value": [1, 2], "lower": [2, 1], "upper": [1, 2]}, "lower is at most upper"),
        ({"value": [1, 2], "draws": 0}, "draws is 1 or more"),
        ({"value": [1, 2], "confidence": 1}, r"\(0, 1\), but came as 10000, 1"),
    ],
)
def test_wrong_arguments_say_what_was_expected(arguments: dict, words: str) -> None:
    """An error names the argument, what it may be and what came."""
    with pytest.raises(ValueError, match=words):
        rank(**{"area_codes": ["a", "b"], "high_is_first": True, **arguments})
    with pytest.raises(ValueError, match="bins is 2 or more, but came as 1"):
        quantile_group([1, 2], 1)
    with pytest.raises(ValueError, match=r"method is one of .* but came as 'size'"):
        quantile_group([1, 2], method="size")  # type: ignore[arg-type]


def test_no_areas_have_no_ranks() -> None:
    """Nothing raises where there is nothing, or nobody, to compare with."""
    assert rank([], value=[], high_is_first=True).of == 0
    assert rank(["a"], value=[np.nan], high_is_first=True).of == 0
    alone = rank(["a"], kind="rate", x=[4], n=[9], high_is_first=True)
    assert (alone.lower[0], alone.rank[0], alone.upper[0]) == (1, 1, 1)


counted = st.lists(st.tuples(st.integers(1, 400), st.floats(0, 1)), min_size=2, max_size=12).map(
    lambda pairs: (np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs]))
)
kinds = st.sampled_from(["proportion", "rate"])


def fields(ranks, order: np.ndarray | slice = slice(None)) -> list[np.ndarray]:
    return [
        np.asarray(getattr(ranks, name))[order] for name in ("rank", "lower", "upper", "quartile")
    ]


@given(counted, kinds, st.booleans(), st.randoms())
def test_the_order_of_areas_does_not_matter(areas, kind, high, random) -> None:
    """Each area keeps its draws, and so its interval, wherever it stands."""
    n, share = areas
    x, names = np.floor(n * share), np.array(codes(len(n)))
    order = np.array(random.sample(range(len(n)), len(n)))
    how = {"kind": kind, "high_is_first": high, "draws": DRAWS}
    ranks = rank(names, x=x, n=n, **how)
    moved = rank(names[order], x=x[order], n=n[order], **how)
    for ours, theirs in zip(fields(ranks, order), fields(moved), strict=True):
        np.testing.assert_array_equal(ours, theirs)


@given(counted, kinds, st.booleans())
def test_an_area_that_is_added_moves_others_by_one_at_most(areas, kind, high) -> None:
    """No other's draws change; and one without a figure changes nothing."""
    n, share = areas
    x, names = np.floor(n * share), codes(len(n))
    how = {"kind": kind, "high_is_first": high, "draws": DRAWS}
    before = rank(names, x=x, n=n, **how)
    after = rank([*names, "new"], x=[*x, 0], n=[*n, 7], **how)
    missing = rank([*names, "new"], x=[*x, np.nan], n=[*n, 7], **how)
    for ours, more, same in zip(fields(before)[:3], fields(after), fields(missing), strict=False):
        assert set(more[:-1] - ours) <= {0, 1}
        np.testing.assert_array_equal(same, [*ours, np.nan])


@given(counted, kinds, st.booleans())
def test_an_interval_holds_its_rank(areas, kind, high) -> None:
    """And stays from 1 to the number of areas, in whole ranks."""
    n, share = areas
    how = {"x": np.floor(n * share), "n": n, "kind": kind, "high_is_first": high, "draws": DRAWS}
    ranks = rank(codes(len(n)), **how)
    assert (ranks.lower >= 1).all()
    assert (ranks.lower <= ranks.rank).all()
    assert (ranks.rank <= ranks.upper).all()
    assert (ranks.upper <= ranks.of).all()
    assert (ranks.upper % 1 == 0).all()


def test_benjamini_and_hochbergs_own_example() -> None:
    """Their table: four of fifteen are rejected at 0.05, the fourth by 0.0095 x 15 / 4."""
    adjusted = benjamini_hochberg(TEXTBOOK)
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4, rel=1e-12)
    assert adjusted[4] == pytest.approx(0.0201 * 15 / 5, rel=1e-12)
    assert adjusted[14] == 1


@given(st.lists(st.floats(0, 1) | st.just(np.nan), max_size=30), st.randoms())
def test_adjusted_p_values(values, random) -> None:
    """In the order of the raw ones, never below them; NaN counts for no test; order is free."""
    p = np.array(values, dtype=float)
    adjusted = benjamini_hochberg(p)
    known = ~np.isnan(p)
    np.testing.assert_array_equal(np.isnan(adjusted), ~known)
    np.testing.assert_array_equal(adjusted[known], benjamini_hochberg(p[known]))
    assert (adjusted[known] >= p[known]).all()
    assert (adjusted[known] <= 1).all()
    assert (np.diff(adjusted[known][np.argsort(p[known])]) >= 0).all()
    order = np.array(random.sample(range(len(p)), len(p)), dtype=int)
    np.testing.assert_array_equal(adjusted[order], benjamini_hochberg(p[order]))


def test_impossible_p_values_are_refused() -> None:
    """Above 1 or below 0; an empty family is none."""
    with pytest.raises(ValueError, match=r"between 0 and 1, but came from -0\.1 to 1\.2"):
        benjamini_hochberg([-0.1, 1.2, np.nan])
    assert benjamini_hochberg([]).size == 0
