"""Doubts that chance and the seasons could raise: partial returns, jumps and repeats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from pmf_analysis.framework.indicator import Basis, Indicator, Unit
from pmf_analysis.framework.period import Frequency
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.plausible import Doubt, doubts
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
COUNT = replace(SHARE, unit=Unit.COUNT, per=1.0)
RATE = replace(SHARE, unit=Unit.RATE, per=1000.0)
MONTHLY = replace(COUNT, frequency=Frequency.MONTH)


def counts(*values: float | None) -> list[Point]:
    return [Point(f"{k}", value=v, charted=v) for k, v in enumerate(values)]


def parts(indicator: Indicator, *pairs: tuple[float, float]) -> list[Point]:
    """Figures with a numerator and a denominator."""
    values = [indicator.per * x / n for x, n in pairs]
    return [
        Point(f"{k}", v, v, *pair) for k, (v, pair) in enumerate(zip(values, pairs, strict=True))
    ]


def found(doubt: Doubt, indicator: Indicator, series: list[Point]) -> tuple[float | None, ...]:
    """What a doubt says, nothing where there is none."""
    return next(
        ((d.value, d.against) for d in doubts(indicator, series) if d.doubt is doubt),
        (),
    )


WHOLE = (100, 90, 110, 100, 100, 95, 105, 100)


@pytest.mark.parametrize(("cases", "expected"), [(50, ()), (49, (49, 100))])
def test_a_partial_return(cases: float, expected: tuple[float, ...]) -> None:
    """Fewer than half of the usual 100 cases, last year and of late; 49 is far beyond chance."""
    series = parts(SHARE, *((60, n) for n in WHOLE), (30, cases))
    assert found(Doubt.PARTIAL, SHARE, series) == expected
    # A year to date starts small each year, and says nothing of it.
    assert found(Doubt.PARTIAL, replace(SHARE, basis=Basis.YEAR_TO_DATE), series) == ()
    # Three figures are too few to call a number usual.
    assert found(Doubt.PARTIAL, SHARE, series[-4:]) == ()


def test_a_count_that_falls_below_half_may_be_partial() -> None:
    """The count itself is how much a figure covers; money covers nothing.

    Half way between 100 and 101 lies the median of the four.
    """
    series = counts(100, 99, 101, 102, 49)
    assert found(Doubt.PARTIAL, COUNT, series) == (49, 100.5)
    assert found(Doubt.PARTIAL, replace(COUNT, unit=Unit.CURRENCY), series) == ()


@pytest.mark.parametrize(("usual", "now", "partial"), [(6, 0, False), (7, 0, True), (10, 1, True)])
def test_a_small_count_may_halve_by_chance(usual: float, now: float, *, partial: bool) -> None:
    """None of 6 expected comes in 1 of 403 periods, none of 7 in 1 of 1,097; 1 of 10 in 1 of 2,002.

    exp(-6) = 0.0025, exp(-7) = 0.0009, 11 exp(-10) = 0.0005.
    """
    assert bool(found(Doubt.PARTIAL, COUNT, counts(*[usual] * 8, now))) == partial


def test_two_of_ten_is_chance() -> None:
    """61 exp(-10) = 0.0028."""
    assert found(Doubt.PARTIAL, COUNT, counts(*[10.0] * 8, 2)) == ()


def test_a_quiet_season_is_not_partial() -> None:
    """40 of a median of 105, but 42 a year ago; 20 is fewer than half of that too."""
    year = (42, 60, 200, 150)
    assert found(Doubt.PARTIAL, COUNT, counts(*year, *year, 40)) == ()
    assert found(Doubt.PARTIAL, COUNT, counts(*year, *year, 20)) == (20, 42)


def test_within_the_first_year_nobody_can_tell() -> None:
    """Ten months of a series have no month a year before; nor does one that was missing then."""
    assert found(Doubt.PARTIAL, MONTHLY, counts(*[100.0] * 10, 20)) == ()
    assert found(Doubt.PARTIAL, MONTHLY, counts(*[100.0] * 12, 20)) == (20, 100)
    assert found(Doubt.PARTIAL, MONTHLY, counts(None, *[100.0] * 11, 20)) == ()


@pytest.mark.parametrize(
    ("same", "times", "expected"),
    [(51, 3, True), (50, 3, False), (50, 4, True), (11, 4, True), (10, 8, False), (51, 2, False)],
)
def test_a_small_count_may_repeat(same: float, times: int, *, expected: bool) -> None:
    """Above 50 three in a row are too many, from 11 four; up to 10 there is no telling."""
    doubt = found(Doubt.REPEATS, COUNT, counts(99, *[same] * times))
    assert doubt == ((same, times) if expected else ())


def test_a_rate_repeats_as_its_cases_do() -> None:
    """Of the same residents all year; a share of other cases each time has no such excuse."""
    three = [(3.0, 9000.0)] * 3
    assert found(Doubt.REPEATS, RATE, parts(RATE, *three)) == ()
    assert found(Doubt.REPEATS, RATE, parts(RATE, *[(60.0, 9000.0)] * 3)) != ()
    assert found(Doubt.REPEATS, SHARE, parts(SHARE, *[(3.0, 7.0)] * 3)) == (300 / 7, 3)


def test_a_running_total_that_stands_still_added_nothing() -> None:
    """Nothing may well stay nothing; the same 60 added three times may not."""
    to_date = replace(COUNT, basis=Basis.YEAR_TO_DATE)
    still = [Point(f"{k}", value=80.0, charted=0.0) for k in range(4)]
    assert found(Doubt.REPEATS, to_date, still) == ()
    grows = [Point(f"{k}", value=60.0 * (k + 1), charted=60.0) for k in range(3)]
    assert found(Doubt.REPEATS, to_date, grows) == (60, 3)


def test_a_jump_is_more_than_chance_moves_a_count() -> None:
    """One case in nine periods: steps of nought and one hide that a Poisson count has a sigma.

    Its mean is 1/9 and its sigma a third: six are 2. Of a rate the same cases decide.
    """
    seldom = (0, 0, 0, 0, 1, 0, 0, 0, 0)
    assert found(Doubt.JUMP, COUNT, counts(*seldom, 2)) == ()
    assert found(Doubt.JUMP, COUNT, counts(*seldom, 3)) == (3, 0)
    of = [(float(x), 1000.0) for x in seldom]
    assert found(Doubt.JUMP, RATE, parts(RATE, *of, (2.0, 1000.0))) == ()
    assert found(Doubt.JUMP, RATE, parts(RATE, *of, (3.0, 1000.0))) == (3, 0)


SERIES = 500
SEASONS = np.tile([40, 60, 200, 150], 6)
Draw = Callable[[np.random.Generator], NDArray[np.int64]]


@pytest.mark.parametrize(
    "mean",
    [*(np.full(24, mean) for mean in (1, 2, 3, 5, 20, 200)), SEASONS, SEASONS[:16]],
    ids=["1", "2", "3", "5", "20", "200", "seasons", "four years of seasons"],
)
def test_faultless_counts_are_seldom_doubted(mean: NDArray[np.int64]) -> None:
    """Fewer than 2 in 100 series of plain chance, small, large or seasonal, raise any doubt."""
    rng = np.random.default_rng(20)
    doubted = sum(any(doubts(COUNT, counts(*rng.poisson(mean).tolist()))) for _ in range(SERIES))
    assert doubted < 0.02 * SERIES


def test_real_faults_are_still_found() -> None:
    """A third of a return of 60, a figure copied forward, a slipped digit: in 200 series each."""
    rng = np.random.default_rng(21)
    caught = dict.fromkeys((Doubt.PARTIAL, Doubt.REPEATS, Doubt.JUMP), 0)
    for _ in range(200):
        plain = rng.poisson(60, 24).tolist()
        third = [*plain[:-1], plain[-1] // 3]
        copied = [*plain[:-3], *[plain[-4]] * 3]
        slipped = [*plain[:-1], plain[-1] * 10]
        for doubt, series in zip(caught, (third, copied, slipped), strict=True):
            caught[doubt] += bool(found(doubt, COUNT, counts(*series)))
    assert min(caught.values()) >= 196
