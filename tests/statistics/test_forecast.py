"""The year-end outturn: worked by hand, on simulated series, and what must always hold."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.statistics.forecast import Outturn, Reason, exponential_smoothing, outturn

BOUNDS = ("lower_95", "lower_80", "estimate", "upper_80", "upper_95")
SHORT_SERIES = st.lists(st.integers(0, 40), min_size=8, max_size=14)
GAPPY = st.lists(st.sampled_from([math.nan, *range(20)]), max_size=20)
NOISY = [52, 47, 55, 49, 58, 44, 51, 56, 48, 53, 46, 57, 50, 54, 45, 55, 49, 52]


def bounds(year: Outturn) -> list[float]:
    return [getattr(year, name) for name in BOUNDS]


def test_a_constant_series_is_certain() -> None:
    """No scale: the last value, no width; certain chances are still worded with caution."""
    met = outturn([7] * 12, remaining=2, periods_a_year=4, target=28)
    missed = outturn([7] * 12, remaining=2, periods_a_year=4, target=28.1)
    assert bounds(met) == [28.0] * 5
    assert (met.method, met.mase) == ("last value", 0.0)
    assert (met.probability, met.words) == (1.0, "over 9 in 10")
    assert (missed.probability, missed.words) == (0.0, "under 1 in 10")
    # An interval without width that never misses says nothing about how sure the figure is.
    assert (met.coverage, met.shown, met.reason) == (1.0, False, Reason.COVERAGE)


def test_a_line_is_continued() -> None:
    """1 to 14, the year so far 13 and 14: drift gives 15 and 16, without error."""
    year = outturn(range(1, 15), remaining=2, periods_a_year=4)
    assert (year.method, year.mase) == ("drift", 0.0)
    assert bounds(year) == [58.0] * 5


def test_seasons_are_repeated() -> None:
    """Two quarters known, 1 and 5, and the other two as ever, 9 and 3."""
    year = outturn([1, 5, 9, 3] * 4 + [1, 5], remaining=2, periods_a_year=4)
    assert (year.method, year.mase, year.estimate) == ("seasonal naive", 0.0, 18.0)


def test_known_quarters_are_kept() -> None:
    """Three quarters make 152; the fourth is smoothed, and alone is uncertain."""
    year = outturn(NOISY[:15], remaining=1, periods_a_year=4, known=[50, 54, 48])
    alone = outturn(NOISY[:15], remaining=1, periods_a_year=4, known=[0, 0, 0])
    assert np.allclose(np.subtract(bounds(year), bounds(alone)), 152, rtol=0, atol=1e-9)
    assert year.upper_95 > year.upper_80 > year.estimate > year.lower_80 > year.lower_95


def test_mean_and_last_of_the_year() -> None:
    """A mean is a quarter of the sum; the last is the last step of what remains."""
    kinds = ("sum", "mean", "last")
    total, mean, last = (
        outturn(range(1, 15), remaining=2, periods_a_year=4, over_time=kind) for kind in kinds
    )
    assert bounds(mean) == [value / 4 for value in bounds(total)]
    assert last.estimate == 16.0


def test_parts_of_a_ratio_are_drawn_together() -> None:
    """Half of every denominator, whatever that is: the ratio is certain, the parts are not."""
    whole = np.array(NOISY, dtype=float)
    year = outturn(
        numerators=whole / 2,
        denominators=whole,
        remaining=2,
        periods_a_year=4,
        over_time="ratio",
        multiplier=100,
    )
    assert np.allclose(bounds(year), 50, rtol=1e-12)
    assert year.method == "last value"


def test_a_ratio_is_of_sums() -> None:
    """90 of 100, then 10 of 20 for ever: in two quarters 100 of 120, not the mean of the two."""
    above, below = [90.0] * 9 + [10.0], [100.0] * 9 + [20.0]
    year = outturn(
        over_time="ratio", numerators=above, denominators=below, remaining=0, periods_a_year=2
    )
    assert year.estimate == pytest.approx(100 / 120, rel=1e-12)
    assert year.reason is Reason.COMPLETE


def test_outturns_stay_within_what_is_possible() -> None:
    """No proportion above 100%, no count below 0."""
    random = np.random.default_rng(2)
    below = random.poisson(40, 24)
    share = outturn(
        numerators=random.binomial(below, 0.98),
        denominators=below,
        remaining=3,
        periods_a_year=4,
        over_time="ratio",
        multiplier=100,
        least=0,
        most=100,
        target=100.1,
    )
    assert share.upper_95 <= 100
    assert share.probability == 0
    count = outturn(random.poisson(0.4, 24), remaining=4, periods_a_year=4, least=0)
    assert count.lower_95 >= 0


def test_target_as_published() -> None:
    """Rounded half away from zero, and met when equal; both edges of a band belong to it."""
    value = 1.005  # held as 1.00499999999999989...
    year = {"remaining": 1, "periods_a_year": 4, "over_time": "last"}
    cases = [
        (1.01, "higher", 2, 1.0),
        (1.0, "lower", 2, 0.0),
        (1.0, "lower", 1, 1.0),
        (1.0, "higher", None, 1.0),
        (1.0, "lower", None, 0.0),
        ((0.9, 1.0), "higher", 1, 1.0),
        ((1.01, 1.2), "lower", 2, 1.0),
        ((1.02, 1.2), "higher", 2, 0.0),
        (math.nan, "higher", 2, None),
        ((math.nan, 1.0), "higher", 2, None),
    ]
    for target, better, decimals, met in cases:
        made = outturn([value] * 9, target=target, better=better, decimals=decimals, **year)
        assert made.probability == met, (target, better, decimals)
    assert outturn([-0.25] * 8, target=-0.3, decimals=1, **year).probability == 1.0


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "under 1 in 10"),
        (0.049, "under 1 in 10"),
        (0.05, "about 1 in 10"),
        (0.7, "about 7 in 10"),
        (0.949, "about 9 in 10"),
        (0.95, "over 9 in 10"),
        (1.0, "over 9 in 10"),
        (None, None),
    ],
)
def test_words(probability: float | None, words: str | None) -> None:
    assert Outturn(probability=probability).words == words


@pytest.mark.parametrize("seasons", [1, 4])
def test_smoothing(seasons: int) -> None:
    """Noise has its mean ahead; equal values stay as they are; strong seasons are found."""
    wave = 10 * np.array([1.0, -1, 2, -2] * 6) + np.array(NOISY + NOISY[:6]) / 10
    level = exponential_smoothing(np.array(NOISY, dtype=float), 3, seasons)
    assert np.allclose(level, np.mean(NOISY), atol=0.5)
    assert exponential_smoothing(np.full(9, 0.1), 2, seasons).tolist() == [0.1, 0.1]
    ahead = exponential_smoothing(wave, 4, seasons)
    assert np.allclose(ahead, wave[-4:], atol=1) == (seasons > 1)


def test_the_same_call_gives_the_same_figures() -> None:
    """Whatever was asked before, and whatever the state of numpy's own generator."""
    first = outturn(NOISY, remaining=2, periods_a_year=4, target=200)
    np.random.seed(3)
    outturn(NOISY[::-1], remaining=1, periods_a_year=4)
    assert outturn(NOISY, remaining=2, periods_a_year=4, target=200) == first
    other = outturn(NOISY, remaining=2, periods_a_year=4, target=200, seed=1)
    assert other.estimate == first.estimate
    assert other.probability == pytest.approx(first.probability, abs=0.05)


def test_intervals_hold_what_comes() -> None:
    """150 stable series of 14 quarters: the 80% interval holds 65% to 95% of what comes."""
    inside, shown = [], []
    for seed in range(150):
        series = np.random.default_rng(seed).normal(100, 10, 16)
        year = outturn(series[:14], remaining=2, periods_a_year=4, known=[0, 0])
        inside.append(year.lower_80 <= series[14:].sum() <= year.upper_80)
        shown.append(year.shown)
    assert 0.65 <= np.mean(inside) <= 0.95
    assert np.mean(shown) > 0.8


def test_what_is_not_shown_says_why() -> None:
    gap = [float(v) for v in NOISY]
    gap[-2] = math.nan
    done = outturn(NOISY[:16], remaining=0, periods_a_year=4, target=200)
    cases = {
        Reason.SHORT: outturn(NOISY[:7], remaining=1, periods_a_year=4),
        Reason.MISSING: outturn(gap + gap[:8], remaining=1, periods_a_year=12),
        Reason.COVERAGE: outturn(NOISY[:9], remaining=9, periods_a_year=12, known=[1, 2, 3]),
        Reason.COMPLETE: done,
    }
    for reason, year in cases.items():
        assert (year.reason, year.shown) == (reason, False)
    assert (done.estimate, done.probability, done.lower_95) == (204, 1.0, 204)
    assert outturn(NOISY[:8], remaining=2, periods_a_year=4).shown


def test_missing_periods() -> None:
    """At the end they are still to come; before, the run after the gap is all that is used."""
    values = [float(v) for v in NOISY]
    late = outturn([*values, math.nan], remaining=1, periods_a_year=4)
    assert late == outturn(values, remaining=2, periods_a_year=4)
    after = outturn([99, math.nan, *values], remaining=2, periods_a_year=4)
    assert after == outturn(values, remaining=2, periods_a_year=4)
    # Left out of the forecast, as a chart leaves an excluded point out, but part of the year.
    counted = outturn([*values, math.nan], remaining=1, periods_a_year=4, known=[49, 52, 90])
    assert counted.estimate == pytest.approx(191 + np.mean(values), abs=1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"over_time": "median"}, "over_time is one of sum, mean, last, ratio"),
        ({"remaining": 5}, "remaining lies between 0 and the periods of a year, but came as 5 of"),
        ({"paths": 9}, "paths is an even number above 0, but came as 9"),
        ({"known": [1, 2, 3]}, r"known has the shape \(1, 2\), but came as \(1, 3\)"),
        ({"over_time": "ratio"}, "both parts of a ratio, are 1-D and fit"),
        ({"target": 1, "better": "more"}, "better is higher or lower, but came as more"),
    ],
)
def test_wrong_use_says_what_was_expected(options: dict, message: str) -> None:
    usual = {"remaining": 2, "periods_a_year": 4}
    with pytest.raises(ValueError, match=message):
        outturn(NOISY, **{**usual, **options})


def test_frame_has_a_row_and_the_words() -> None:
    frame = outturn(NOISY, remaining=2, periods_a_year=4, target=200).to_frame()
    assert len(frame) == 1
    assert frame.loc[0, "words"].endswith("in 10")


def test_statsmodels_waits_until_it_is_needed() -> None:
    """Loading it takes seconds, and most commands forecast nothing."""
    code = "import sys, pmf_analysis.statistics.forecast; sys.exit('statsmodels' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(SHORT_SERIES, st.integers(1, 3), st.integers(-3, 6))
def test_scaling(values: list[int], remaining: int, power: int) -> None:
    """Figures in another unit give the same forecast in that unit."""
    first = outturn(values, remaining=remaining, periods_a_year=4)
    scaled = outturn(np.array(values) * 2.0**power, remaining=remaining, periods_a_year=4)
    assert (scaled.method, scaled.coverage) == (first.method, first.coverage)
    assert np.allclose(bounds(scaled), np.array(bounds(first)) * 2.0**power, rtol=1e-9)


@given(SHORT_SERIES, st.integers(1, 4), st.sampled_from(["sum", "mean", "last"]))
def test_intervals_are_nested_and_chances_fall(
    values: list[int], remaining: int, over_time: str
) -> None:
    """The estimate lies inside both intervals, and a higher target is met less often."""
    year, *others = (
        outturn(values, remaining=remaining, periods_a_year=4, over_time=over_time, target=target)
        for target in (-1e6, 20, 60)
    )
    if not math.isnan(year.estimate):
        assert (np.diff(bounds(year)) >= -1e-9).all()
        assert 1 == year.probability >= others[0].probability >= others[1].probability


@given(GAPPY, GAPPY, st.integers(0, 4), st.sampled_from(["sum", "mean", "last", "ratio"]))
def test_missing_values_never_raise(
    above: list[float], below: list[float], remaining: int, over_time: str
) -> None:
    """Nor warn; what is shown is complete."""
    fit = min(len(above), len(below))
    year = outturn(
        above,
        numerators=above[:fit],
        denominators=below[:fit],
        remaining=remaining,
        periods_a_year=4,
        over_time=over_time,
        target=5,
        paths=100,
    )
    assert year.shown == (year.reason is None)
    if year.shown:
        assert np.isfinite(bounds(year)).all()
        assert year.words is not None
