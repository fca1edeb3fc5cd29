"""Ratings, signals, travel and verdicts, each against numbers worked by hand."""

from __future__ import annotations

import itertools
import math

import pytest

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.framework.rating import Measure, Rating, RatingRule, RuleName
from pmf_analysis.judgements.exceptions import is_exception, urgency
from pmf_analysis.judgements.rating import Target, published, rate
from pmf_analysis.judgements.signal import Assurance, Latest, Variation, assurance, variation
from pmf_analysis.judgements.travel import Figure, Travel, travel
from pmf_analysis.judgements.verdict import Verdict, verdict
from pmf_analysis.statistics.rules import Rule
from tests import books
from tests.tables.conftest import catalogue_of

HIGHER, LOWER, RANGE, NONE = Polarity.HIGHER, Polarity.LOWER, Polarity.RANGE, Polarity.NONE
RELATIVE = RatingRule()
POINTS = RatingRule(tolerance=2, measure=Measure.POINTS)
FLOOR = RatingRule(rule=RuleName.FLOOR)
LAST_YEAR = RatingRule(last_year=True)
BAND = RatingRule(rule=RuleName.BAND, tolerance=1, measure=Measure.POINTS)


@pytest.mark.parametrize(
    ("value", "target", "polarity", "rule", "last_year", "rating"),
    [
        # Relative tolerance 5% of 90 is 4.5: amber down to 85.5, and every edge is met when equal.
        (90.0, Target(90), HIGHER, RELATIVE, math.nan, "GREEN"),
        (89.95, Target(90), HIGHER, RELATIVE, math.nan, "GREEN"),  # published as 90.0
        (89.94, Target(90), HIGHER, RELATIVE, math.nan, "AMBER"),
        (85.5, Target(90), HIGHER, RELATIVE, math.nan, "AMBER"),
        (85.45, Target(90), HIGHER, RELATIVE, math.nan, "AMBER"),  # half away from zero: 85.5
        (85.44, Target(90), HIGHER, RELATIVE, math.nan, "RED"),
        (94.5, Target(90), LOWER, RELATIVE, math.nan, "AMBER"),
        (94.6, Target(90), LOWER, RELATIVE, math.nan, "RED"),
        (0.1, Target(0), LOWER, RELATIVE, math.nan, "RED"),  # a zero target needs points
        (2.0, Target(0), LOWER, POINTS, math.nan, "AMBER"),
        (2.1, Target(0), LOWER, POINTS, math.nan, "RED"),
        (-9.6, Target(-10), LOWER, RELATIVE, math.nan, "AMBER"),  # 5% of |-10| is 0.5
        (80.0, Target(90, tolerance=0.12), HIGHER, RELATIVE, math.nan, "AMBER"),
        (80.0, Target(90, floor=80), HIGHER, FLOOR, math.nan, "AMBER"),
        (79.9, Target(90, floor=80), HIGHER, FLOOR, math.nan, "RED"),
        (80.0, Target(90), HIGHER, LAST_YEAR, 79.9, "AMBER"),  # strictly better than last year
        (80.0, Target(90), HIGHER, LAST_YEAR, 80.0, "RED"),
        (98.0, Target(lower=98, upper=102), RANGE, BAND, math.nan, "GREEN"),
        (103.0, Target(lower=98, upper=102), RANGE, BAND, math.nan, "AMBER"),
        (96.9, Target(lower=98, upper=102), RANGE, BAND, math.nan, "RED"),
        (50.0, Target(), HIGHER, RELATIVE, math.nan, "NO_TARGET"),
        (50.0, Target(60), NONE, RELATIVE, math.nan, "NO_TARGET"),
    ],
)
def test_rating(value, target, polarity, rule, last_year, rating) -> None:
    """Rated on value and target as published, to one decimal."""
    assert rate(value, target, polarity, 1, rule, last_year) == rating


def test_published_rounds_halves_away_from_zero() -> None:
    """As people round, not as computers do."""
    assert [str(published(v, 0)) for v in (0.5, 1.5, 2.5, -0.5)] == ["1", "2", "3", "-1"]
    assert str(published(1.005, 2)) == "1.01"


def point(rule: Rule, side: int, value: float = 50.0) -> Latest:
    return Latest(value, 50.0, 40.0, 60.0, rule, side)


@pytest.mark.parametrize(
    ("latest", "polarity", "target", "expected"),
    [
        (None, HIGHER, Target(50), "NOT_ENOUGH_DATA"),
        (point(Rule.NONE, 0), HIGHER, Target(50), "COMMON_CAUSE"),
        (point(Rule.SHIFT, 1), HIGHER, Target(50), "IMPROVEMENT_HIGH"),
        (point(Rule.SHIFT, -1), HIGHER, Target(50), "CONCERN_LOW"),
        (point(Rule.TREND, 1), LOWER, Target(50), "CONCERN_HIGH"),
        (point(Rule.OUTSIDE, -1), LOWER, Target(50), "IMPROVEMENT_LOW"),
        (point(Rule.OUTSIDE, 1), NONE, Target(), "NEITHER_HIGH"),
        (point(Rule.SHIFT, 1, 103), RANGE, Target(lower=98, upper=102), "CONCERN_HIGH"),
        (point(Rule.SHIFT, -1, 97), RANGE, Target(lower=98, upper=102), "CONCERN_LOW"),
        (point(Rule.SHIFT, 1, 97), RANGE, Target(lower=98, upper=102), "IMPROVEMENT_HIGH"),
        (point(Rule.SHIFT, -1, 103), RANGE, Target(lower=98, upper=102), "IMPROVEMENT_LOW"),
        (point(Rule.SHIFT, 1, 100), RANGE, Target(lower=98, upper=102), "NEITHER_HIGH"),
    ],
)
def test_variation(latest, polarity, target, expected) -> None:
    """The latest point, read by its side and the polarity."""
    assert variation(latest, polarity, target) == expected


@pytest.mark.parametrize(
    ("limits", "polarity", "target", "expected"),
    [
        ((40, 60), HIGHER, Target(39), "PASS"),
        ((40, 60), HIGHER, Target(40), "HIT_OR_MISS"),  # strict
        ((40, 60), HIGHER, Target(60), "HIT_OR_MISS"),
        ((40, 60), HIGHER, Target(61), "FAIL"),
        ((40, 60), LOWER, Target(61), "PASS"),
        ((40, 60), LOWER, Target(39), "FAIL"),
        ((40, 60), RANGE, Target(lower=39, upper=61), "PASS"),
        ((40, 60), RANGE, Target(lower=40, upper=61), "HIT_OR_MISS"),
        ((40, 60), RANGE, Target(lower=10, upper=30), "FAIL"),
        ((100, 100), HIGHER, Target(100), "PASS"),  # a constant process that equals its target
        ((99, 99), HIGHER, Target(100), "FAIL"),
        ((40, 60), HIGHER, Target(), "NO_TARGET"),
        ((40, 60), NONE, Target(50), "NO_TARGET"),
    ],
)
def test_assurance(limits, polarity, target, expected) -> None:
    """Limits at the last point against the target in force there."""
    latest = Latest(50, sum(limits) / 2, *limits, Rule.NONE, 0)
    assert assurance(latest, polarity, target) == expected


def test_without_limits_nothing_is_assured() -> None:
    """Too few points say neither pass nor fail."""
    assert assurance(None, HIGHER, Target(50)) is Assurance.NOT_ENOUGH_DATA


def an_indicator(**changes: str) -> Indicator:
    return catalogue_of(books.indicator("1", "Measure", **changes))["1"]


@pytest.mark.parametrize(
    ("now", "before", "changes", "chance", "expected", "tested"),
    [
        # Chance explains 6.5: a change of 6.5 is the same, one of 6.6 is not.
        (Figure(56.5), Figure(50), {}, 6.5, "SAME", True),
        (Figure(56.6), Figure(50), {}, 6.5, "BETTER", True),
        (Figure(43.4), Figure(50), {}, 6.5, "WORSE", True),
        (Figure(56.6), Figure(50), {"polarity": "lower"}, 6.5, "WORSE", True),
        (Figure(56.6), Figure(50), {"polarity": "none"}, 6.5, "UP", True),
        # Newcombe: 56/70 against 48/80 leaves out 0, 50/100 against 48/100 does not.
        (Figure(80, 56, 70), Figure(60, 48, 80), {}, math.nan, "BETTER", True),
        (Figure(50, 50, 100), Figure(48, 48, 100), {}, math.nan, "SAME", True),
        # Conditional binomial: 30 against 12 events in equal exposures.
        (Figure(30, 30, 1000), Figure(12, 12, 1000), {"unit": "rate"}, math.nan, "BETTER", True),
        (Figure(15, 15, 1000), Figure(12, 12, 1000), {"unit": "rate"}, math.nan, "SAME", True),
        # No chart and no parts: the same only if equal as published, and untested.
        (Figure(50.04), Figure(50.0), {"unit": "score"}, math.nan, "SAME", False),
        (Figure(50.1), Figure(50.0), {"unit": "score"}, math.nan, "BETTER", False),
        (Figure(math.nan), Figure(50), {}, 2.0, "NOT_COMPARABLE", True),
    ],
)
def test_travel(now, before, changes, chance, expected, tested) -> None:
    """A change is one only when chance would not explain it."""
    moved = travel(now, before, an_indicator(**changes), Target(), chance)
    assert (moved.travel, moved.tested) == (expected, tested)


def test_travel_towards_a_band() -> None:
    """Polarity range measures how far outside the band a figure lies."""
    band, indicator = Target(lower=98, upper=102), an_indicator(polarity="range")
    for now, before, expected in ((101, 104, "BETTER"), (104, 101, "WORSE"), (103, 97, "SAME")):
        assert travel(Figure(now), Figure(before), indicator, band, 0.1).travel == expected


def test_a_break_is_not_compared_across() -> None:
    """Figures on either side of a break stand for different things."""
    moved = travel(Figure(60), Figure(50), an_indicator(), Target(), 1.0, broken=True)
    assert moved.travel is Travel.NOT_COMPARABLE


OFF, ON, UNTARGETED = (Rating.RED, Rating.AMBER), (Rating.GREEN,), (Rating.NO_TARGET,)
KINDS = {
    "concern": (Variation.CONCERN_HIGH, Variation.CONCERN_LOW),
    "improvement": (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW),
    "neither": (Variation.NEITHER_HIGH, Variation.NEITHER_LOW),
    "common": (Variation.COMMON_CAUSE,),
}
ANY = tuple(Assurance)
WITHOUT = (Assurance.NO_TARGET, Assurance.NOT_ENOUGH_DATA)
# The table of the Methods page, a row a line.
TABLE = [
    (OFF, "concern", ANY, "ACT"),
    (OFF, "improvement", ANY, "RECOVERING"),
    (OFF, "common", (Assurance.FAIL,), "REDESIGN"),
    (OFF, "common", (Assurance.HIT_OR_MISS,), "UNRELIABLE"),
    (OFF, "common", (Assurance.PASS,), "MISMATCH"),
    (OFF, "common", WITHOUT, "STUCK"),
    (ON, "concern", ANY, "WATCH"),
    (ON, "improvement", ANY, "ADVANCING"),
    (ON, "common", (Assurance.PASS,), "SECURE"),
    (ON, "common", (Assurance.HIT_OR_MISS,), "FRAGILE"),
    (ON, "common", (Assurance.FAIL,), "MISMATCH"),
    (ON, "common", WITHOUT, "MEETING"),
    (UNTARGETED, "concern", ANY, "WORSENING"),
    (UNTARGETED, "improvement", ANY, "IMPROVING"),
    (UNTARGETED, "common", ANY, "STEADY"),
    ((*OFF, *ON, *UNTARGETED), "neither", ANY, "CHANGED"),
]


def test_the_verdict_is_total_and_is_the_published_table() -> None:
    """Every rating, variation and assurance has the one verdict that the table gives."""
    expected = {
        (rating, variation_, assured): name
        for ratings, kind, assurances, name in TABLE
        for rating in ratings
        for variation_ in KINDS[kind]
        for assured in assurances
    }
    for rating, varies, assured, trend in itertools.product(
        (*OFF, *ON, *UNTARGETED, Rating.NOT_DUE, Rating.NO_DATA),
        Variation,
        Assurance,
        (True, False),
    ):
        found = verdict(rating, varies, assured, has_recent_trend=trend)
        if rating is Rating.NOT_DUE:
            assert found is Verdict.AWAITED
        elif rating is Rating.NO_DATA:
            assert found is Verdict.MISSING
        elif varies is Variation.NOT_ENOUGH_DATA:
            assert found is (Verdict.SHORT if trend else Verdict.NEW)
        else:
            assert found == expected[rating, varies, assured]


def test_exceptions_come_in_the_published_order() -> None:
    """By verdict, then by distance in sigma, then by share of the target, then in points."""
    nan = math.nan
    keys = [
        urgency(Verdict.ACT, 5, 1, 100),
        urgency(Verdict.ACT, 2, 1, 100),
        urgency(Verdict.ACT, 50, nan, 100),
        urgency(Verdict.ACT, 10, nan, 100),
        urgency(Verdict.ACT, 7, nan, 0),
        urgency(Verdict.REDESIGN, 50, 1, 100),
        urgency(Verdict.NEW, 9, nan, 10),
        urgency(Verdict.SHORT, 8, nan, 10),
        urgency(Verdict.CHANGED, nan, 1, nan),
    ]
    assert keys == sorted(keys)
    assert is_exception(Verdict.NEW, Rating.RED)
    assert not is_exception(Verdict.NEW, Rating.GREEN)
    assert not is_exception(Verdict.SECURE, Rating.GREEN)
