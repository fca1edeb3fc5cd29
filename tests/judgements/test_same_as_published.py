"""Figures that no reader could tell apart are said to be the same, however many the cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.comparison import Area, adjusted, compare, same_as_published
from pmf_analysis.judgements.evidence import Against, Comparison
from pmf_analysis.judgements.finding import Finding, Findings
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
MILLION = 1e6
REST = Area("A", "Area A", 6.66, 66_600.0, MILLION)


@pytest.fixture(scope="module")
def finding(tmp_path_factory: pytest.TempPathFactory) -> Finding:
    """A finding of 67,400 of a million: 6.74%, published as 6.7%."""
    folder = books.write(tmp_path_factory.mktemp("book") / "data")
    found = flow.compute(folder).council[0]
    return replace(found, value=6.74, numerator=67_400.0, denominator=MILLION)


def sides(comparison: Comparison | None) -> list[tuple[int | None, float]]:
    """The side and the p-value beside England and beside the rest."""
    assert comparison is not None
    found: list[tuple[int | None, float]] = []
    for other in (comparison.nation, comparison.others):
        assert isinstance(other, Against)
        assert other.p_value is not None
        found.append((other.side, other.p_value))
    return found


@pytest.mark.parametrize(("decimals", "side"), [(1, 0), (2, 1)])
def test_figures_equal_as_published_do_not_differ(
    finding: Finding, decimals: int, side: int
) -> None:
    """6.74 and 6.66% are both 6.7%; in two decimals the difference can be seen.

    z = 0.0008 / sqrt(0.067 x 0.933 x 2 / 1,000,000) = 2.2626, and p = 0.0237, which is kept.
    """
    indicator = replace(SHARE, decimals=decimals)
    found = compare(finding, indicator, "near", [REST], 0, 6.66)
    (nation_side, nation_p), (others_side, others_p) = sides(found)
    assert (nation_side, others_side) == (side, side)
    assert others_p == pytest.approx(0.0237, abs=5e-5)
    assert nation_p < 0.05
    assert found is not None
    assert [s for s, _ in sides(adjusted([found])[0])] == [side, side]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [(6.65, 6.74, True), (6.64, 6.65, False), (-0.04, 0.04, True), (6.7, 6.8, False)],
)
def test_figures_are_rounded_half_away_from_zero(
    first: float, second: float, *, same: bool
) -> None:
    """As they are where they are shown: 6.65 is 6.7 and 6.64 is 6.6."""
    assert same_as_published(first, second, SHARE) is same


def test_no_difference_is_named_that_a_reader_cannot_see(demonstration: Findings) -> None:
    """Of school absence, 6.7% beside 6.7% in the rest of the group, p is below 0.001."""
    named = 0
    for found in demonstration.council:
        if found.comparison is None:
            continue
        indicator = demonstration.indicators[found.indicator]
        for other in (found.comparison.nation, found.comparison.others):
            if other is not None and other.side:
                named += 1
                assert not same_as_published(found.comparison.ours.value, other.value, indicator)
            if found.indicator == "606" and other is found.comparison.others:
                assert other is not None
                assert other.side == 0
                assert other.p_value is not None
                assert other.p_value < 0.001
    assert named
