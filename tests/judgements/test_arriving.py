"""Doubts about figures as they come, one at a time or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.indicator import Basis, Unit
from pmf_analysis.framework.period import Frequency
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.plausible import Doubt, Doubted, arriving, doubts, spoken_of
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
COUNT = replace(SHARE, unit=Unit.COUNT, per=1.0)
DAYS = replace(SHARE, unit=Unit.DAYS, per=1.0, plausible_min=0.0, plausible_max=90.0)


def counts(*values: float | None) -> list[Point]:
    return [Point(f"{k}", value=v, charted=v) for k, v in enumerate(values)]


def told(*values: float | None, at: Sequence[int] | None = None) -> list[tuple[Doubt, str]]:
    """The doubts about a count; about every position where none are named."""
    asked = range(len(values)) if at is None else at
    return [(d.doubt, d.period) for d in arriving(COUNT, counts(*values), asked)]


USUAL = (100, 104, 97, 102, 99, 103, 101, 98)


def test_each_position_is_asked_and_no_other() -> None:
    """Two impossible figures: each is told when it comes, whatever stands beside it."""
    series = counts(40.0, 120.0, 41.0, -2.0, 42.0)
    found = list(arriving(DAYS, series, [1, 3]))
    assert found == [
        Doubted(Doubt.OUT_OF_RANGE, "1", 120.0, 90.0),
        Doubted(Doubt.OUT_OF_RANGE, "3", -2.0, 0.0),
    ]
    assert list(arriving(DAYS, series, [0, 2, 4])) == []
    assert [d.period for d in arriving(DAYS, series, [3])] == ["3"]


def test_more_cases_than_they_are_counted_out_of() -> None:
    series = [Point("0", 50.0, 50.0, 5, 10), Point("1", 105.0, 105.0, 21, 20)]
    assert list(arriving(SHARE, series, [0, 1])) == [Doubted(Doubt.ABOVE_WHOLE, "1", 21, 20)]


def test_what_its_source_says_of_itself_is_no_doubt_of_ours() -> None:
    """A grade knows of it; nobody has to confirm it."""
    series = [replace(counts(20)[0], status="u")]
    assert list(arriving(COUNT, series, [0])) == []
    assert [d.doubt for d in doubts(COUNT, series)] == [Doubt.LOW_RELIABILITY]


def test_a_slip_is_one_jump_and_its_way_back_is_none() -> None:
    """1,000 for 100 between eight usual figures and five more: one doubt, not two."""
    whole = (*USUAL, 1000, 101, 99, 100, 102, 98)
    assert told(*whole) == [(Doubt.JUMP, "8")]
    assert told(*whole, at=[9]) == []
    # A new level that is not the old one is a jump of its own.
    assert told(*USUAL, 1000, 400, 401)[:2] == [(Doubt.JUMP, "8"), (Doubt.JUMP, "9")]


def test_a_run_of_repeats_is_told_once_whichever_of_it_came() -> None:
    """Three of 77; the middle one filled a gap."""
    series = (60, 77, 77, 77, 62)
    for at in ([1, 2, 3], [2], [1]):
        assert told(*series, at=at) == [(Doubt.REPEATS, "3")]
    assert told(*series, at=[0, 4]) == []


def test_a_partial_return_between_two_usual_ones() -> None:
    """184 between 377 and 408, in the first year of the series: official figures of a council."""
    series = (381, 377, 184, 408, 502, 419, 363, 412, 377, 378, 326)
    found = [d for d in arriving(COUNT, counts(*series), range(11)) if d.doubt is Doubt.PARTIAL]
    assert found == [Doubted(Doubt.PARTIAL, "2", 184, 379)]  # half way between 381 and 377
    # Before the next figure has come nobody can tell.
    assert told(*series[:3]) == []


def test_a_partial_return_that_is_the_last_figure() -> None:
    """The same with the history before it: 309 a year ago was more than usual, 277, then.

    The median of 269, 309, 323, 377, 378, 381 and 389 is 377.
    """
    before = (216, 277, 269, 299, 269, 389, 323, None, 309, 378, 381, 377)
    found = list(arriving(COUNT, counts(*before, 184), [12]))
    assert found == [Doubted(Doubt.PARTIAL, "12", 184, 377)]
    assert list(doubts(COUNT, counts(*before, 184))) == found
    assert told(*before, 189, at=[12]) == []  # half of 377 is 188.5


def test_a_figure_that_does_not_come_back_may_be_a_new_level() -> None:
    """From 100 to 40, and it stays there: the first of them was whole, as the next one shows."""
    first, series = (Doubt.PARTIAL, "8"), (*USUAL, 40)
    assert first in told(*series, at=[8])
    assert first not in told(*series, 41, at=[8])
    # Nine tenths of the usual 100.5 are 90.45: 91 is back, 90 is not.
    assert first in told(*series, 91, at=[8])
    assert first not in told(*series, 90, at=[8])


def test_a_season_that_is_quiet_in_another_year_is_not_partial() -> None:
    """The first summer of three years is judged by the second: 40, 42 and 41 of about 100."""
    series = (100, 102, 40, 101, 99, 103, 42, 98, 101, 100, 41, 102)
    assert told(*series) == []
    # But 15 is fewer than half of what that season usually has.
    odd = (*series[:6], 15, *series[7:])
    assert (Doubt.PARTIAL, "6") in told(*odd)


def test_a_month_of_a_first_year_waits_for_the_next() -> None:
    """Five months are no year; with a usual month after it the odd one is told all the same."""
    monthly = replace(COUNT, frequency=Frequency.MONTH)
    short = [d.period for d in arriving(monthly, counts(*USUAL[:4], 30), [4])]
    after = [d.period for d in arriving(monthly, counts(*USUAL[:4], 30, 105), [4])]
    assert (short, after) == ([], ["4"])


def test_settled_doubts_are_passed_over_and_hide_no_earlier_one() -> None:
    """Two impossible figures among the last eight: the later one was settled."""
    series = counts(40.0, 120.0, 41.0, 121.0, 42.0)
    settled = {(Doubt.OUT_OF_RANGE, "3")}
    assert [d.period for d in doubts(DAYS, series)] == ["3"]
    assert [d.period for d in doubts(DAYS, series, settled)] == ["1"]
    assert list(doubts(DAYS, series, {*settled, (Doubt.OUT_OF_RANGE, "1")})) == []
    assert [d.period for d in doubts(DAYS, series, {(Doubt.JUMP, "3")})] == ["3"]


kinds = st.sampled_from(
    [SHARE, COUNT, DAYS, replace(COUNT, basis=Basis.YEAR_TO_DATE), replace(SHARE, unit=Unit.RATE)]
)
figures = st.lists(
    st.one_of(st.none(), st.sampled_from([0.0, 12.0, 60.0, 61.0, 100.0, 400.0, 5000.0])),
    min_size=1,
    max_size=30,
)


@given(kinds, figures, st.data())
def test_all_at_once_says_what_each_alone_says(
    indicator: object, values: list[float | None], data: st.DataObject
) -> None:
    """What else has come with a figure changes nothing; and each doubt speaks of its figure."""
    series = [
        Point(f"{k}", v, v, v, None if v is None else 100.0 + k % 3) for k, v in enumerate(values)
    ]
    at = data.draw(st.sets(st.integers(0, len(values) - 1)))
    together = list(arriving(indicator, series, at))  # type: ignore[arg-type]
    alone = [d for k in sorted(at) for d in arriving(indicator, series, [k])]  # type: ignore[arg-type]
    assert set(together) == set(alone)
    assert len(set(together)) == len(together)
    for doubted in together:
        point = series[int(doubted.period)]
        assert spoken_of(doubted.doubt, indicator, point) == doubted.value  # type: ignore[arg-type]


def test_partial_returns_are_found_wherever_they_stand() -> None:
    """A third of a return of 60, in the middle or at the end, in 200 series of 24 quarters."""
    rng = np.random.default_rng(22)
    caught = {23: 0, 12: 0, 3: 0}
    for _ in range(200):
        plain = rng.poisson(60, 24).tolist()
        for k in caught:
            odd = [*plain[:k], plain[k] // 3, *plain[k + 1 :]]
            caught[k] += (Doubt.PARTIAL, f"{k}") in told(*odd, at=[k])
    assert caught[23] >= 196
    # Before the end the next one must be back at 54, as 4 in 5 are: P(Poisson(60) >= 54) = 0.80.
    assert min(caught.values()) >= 140


def test_faultless_series_that_come_whole_are_seldom_doubted() -> None:
    """Of 24 quarters of plain chance fewer than 2 in 1,000 are taken for partial returns."""
    rng = np.random.default_rng(23)
    seasons = np.tile([40, 60, 200, 150], 6)
    for mean in (np.full(24, 20), np.full(24, 200), seasons):
        many = 0
        for _ in range(200):
            found = told(*rng.poisson(mean).tolist())
            many += sum(doubt is Doubt.PARTIAL for doubt, _ in found)
        assert many < 0.002 * 200 * 24
