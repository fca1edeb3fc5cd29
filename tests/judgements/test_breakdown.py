"""Groups: their intervals, their tests against the rest, and what must stay hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.judgements.breakdown import Breakdown, Group, divided, judged, withheld_enough
from tests import books
from tests.tables.conftest import catalogue_of

CATALOGUE = catalogue_of(
    books.indicator("share", "Share"),
    books.indicator("rate", "Rate", unit="rate", per="100"),
    books.indicator("count", "Count", unit="count", per="1", over="sum"),
    books.indicator("days", "Days", unit="days", per="1"),
)


def group(name: str, x: float | None, n: float | None = None, value: float | None = None) -> Group:
    """A group; its value is in per cent where it has both parts."""
    if x is not None and n:
        value = 100 * x / n
    return Group(name, "", value, x, n)


def of(indicator: str, *groups: Group) -> Breakdown:
    """The groups as one kind of an indicator."""
    return divided(Breakdown(indicator, "sex", "2025-26 Q1", groups), CATALOGUE[indicator])


def test_a_share_has_wilsons_interval() -> None:
    """81 of 263 and 15 of 148: Newcombe (1998), Statistics in Medicine 17, 857-872, table I."""
    made = of("share", group("a", 81, 263), group("b", 15, 148))
    limits = [(g.lower, g.upper) for g in made.groups]
    assert limits[0] == pytest.approx((25.53, 36.62), abs=0.005)
    assert limits[1] == pytest.approx((6.24, 16.05), abs=0.005)


def test_a_rate_and_a_count_have_byars_interval() -> None:
    """65 events in 100: 50.1632 to 82.8491 per 100, and of the bare count."""
    rate = of("rate", group("a", 65, 100), group("b", 65, 100)).groups[0]
    count = of("count", group("a", None, None, 65)).groups[0]
    for made in (rate, count):
        assert (made.lower, made.upper) == pytest.approx((50.1632, 82.8491), abs=1e-4)


def test_a_group_is_held_against_the_rest_of_its_kind() -> None:
    """56 of 70 beside 48 of 80: z = 0.2 / sqrt(0.6933 x 0.3067 x (1/70 + 1/80)) = 2.650."""
    made = of("share", group("a", 56, 70), group("b", 30, 50), group("c", 18, 30))
    first = made.groups[0]
    assert (first.side, first.p_value) == (1, pytest.approx(0.00804, abs=2e-5))
    # 30 of 50 beside 74 of 100, both others: z = 0.14 / sqrt(0.6933 x 0.3067 x 0.03) = 1.753.
    assert made.groups[1].side == -1
    assert made.groups[1].p_value == pytest.approx(0.0796, abs=2e-5)


def test_rates_are_tested_by_their_events() -> None:
    """8 beside 1 in equal numbers: twice the chance of 8 or 9 heads of 9, 2 x 10 / 512."""
    made = of("rate", group("a", 8, 100), group("b", 1, 100))
    assert [g.side for g in made.groups] == [1, -1]
    assert [g.p_value for g in made.groups] == pytest.approx([0.0390625] * 2, rel=1e-12)


def test_all_tests_of_an_edition_are_adjusted_together() -> None:
    """0.0390625 twice stays so; among two more tests it is 4 / 2 times as much, and chance."""
    apart = of("rate", group("a", 8, 100), group("b", 1, 100))
    alike = of("rate", group("a", 5, 100), group("b", 5, 100))
    alone, (together, _) = judged([apart]), judged([apart, alike])
    assert [g.side for g in alone[0].groups] == [1, -1]
    assert alone[0].apart == alone[0].groups
    assert [g.side for g in together.groups] == [0, 0]
    assert together.groups[0].p_value == pytest.approx(0.078125, rel=1e-12)
    assert together.apart == ()


@pytest.mark.parametrize(
    ("indicator", "groups"),
    [
        ("share", [group("a", 56, 70)]),  # nothing to compare with
        ("share", [group("a", 56, 70), group("b", None, None, 60)]),  # parts not known
        ("share", [group("a", 56, 70), Group("b", "c", None, None, 80)]),  # one withheld
        ("share", [group("a", 56, 70), group("b", 48, 80), Group("d", "x", None, None, None)]),
        ("share", [group("a", 56, 70), group("b", 48, 80), Group("d", "z", None, None, None)]),
        ("count", [group("a", None, None, 9), group("b", None, None, 2)]),  # of unknown sizes
        ("days", [group("a", 56, 70), group("b", 9, 80)]),  # no cases
    ],
)
def test_what_cannot_be_tested_has_no_side(indicator: str, groups: list[Group]) -> None:
    """Neither a side nor a p-value, which could be read back."""
    made = judged([of(indicator, *groups)])[0]
    assert all(g.side is None and g.p_value is None for g in made.groups)


def hidden(counts: list[float | None], whole: float | None, minimum: float = 5) -> str:
    """Withhold from counts, None for one that is withheld already; a mark for each group."""
    groups = [
        Group(str(k), "c", None, None, 90) if x is None else group(str(k), x, 90)
        for k, x in enumerate(counts)
    ]
    kept = withheld_enough(groups, whole, minimum)
    assert all(g.value is None and g.numerator is None for g in kept if g.withheld)
    return "".join("c" if g.withheld else "." for g in kept)


@pytest.mark.parametrize(
    ("counts", "whole", "expected"),
    [
        ([40, 7, 12], 59, "..."),  # nothing is small
        ([40, None, 7, 12], 62, ".cc."),  # 3 = 62 - 59: the next smallest goes too
        ([0, None, 9], 11, ".cc"),  # an empty group hides nothing
        ([None, None, 20], 23, "ccc"),  # 1 and 2 are known to be 3 together
        ([None, None, 20], 25, "cc."),  # 5 together is the minimum
        ([None, 20], 22, "cc"),  # of two, both
        ([None, 20, 30], None, "cc."),  # no whole is shown, but one alone is still too plain
    ],
)
def test_no_hidden_group_can_be_worked_out(
    counts: list[float | None], whole: float | None, expected: str
) -> None:
    """What is hidden is two groups or more, and holds the minimum together."""
    assert hidden(counts, whole) == expected


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(2, 10))
def test_what_is_left_shown_never_gives_a_small_count_away(counts: list[int], minimum: int) -> None:
    """The whole less all that is shown is 0, or the minimum and more than one group's."""
    first = [None if 0 < x < minimum else float(x) for x in counts]
    marks = hidden(first, sum(counts), minimum)
    left = [x for x, mark in zip(counts, marks, strict=True) if mark == "c"]
    alone = len(marks) == len(left)  # with nothing shown there is nothing to take away
    assert not left or alone or (len(left) > 1 and sum(left) >= minimum)
