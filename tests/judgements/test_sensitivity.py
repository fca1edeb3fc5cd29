"""Borderline ratings: what chance or another tolerance would have changed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from pmf_analysis.framework.indicator import ChartKind, Indicator, Polarity, Unit
from pmf_analysis.framework.rating import Measure, RatingRule, RuleName
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.sensitivity import Borderline, borderline
from pmf_analysis.judgements.travel import Figure
from pmf_analysis.visuals.facts import facts
from pmf_analysis.visuals.scorecard import row
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]  # percent, higher, one decimal
LOWER = replace(SHARE, polarity=Polarity.LOWER)
BAND = replace(SHARE, polarity=Polarity.RANGE)
RATE = replace(SHARE, unit=Unit.RATE, polarity=Polarity.LOWER)
RULE = RatingRule(tolerance=0.05)
POINTS = RatingRule(tolerance=2, measure=Measure.POINTS)
FLOOR = RatingRule(rule=RuleName.FLOOR, tolerance=0.05)
OF_BAND = RatingRule(rule=RuleName.BAND, tolerance=0.05)
LAST_YEAR = RatingRule(tolerance=0.05, last_year=True)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        # Wilson's interval of 60 out of 100 is 50.2003 to 69.0599 (test_comparison.py).
        (40, "NO"),  # met by both ends, and green needs no tolerance
        (50.2, "NO"),  # the lower end as published, 50.2, still meets it
        (50.3, "INTERVAL"),  # green; the lower end is 0.1 short
        (60, "INTERVAL"),  # green; the lower end is 9.8 short, red
        (62, "BOTH"),  # 2 short of 62, within 3.1, not within 1.55; the upper end is green
        (61, "INTERVAL"),  # 1 short, within 3.05 and within 1.525
        (65, "BOTH"),  # 5 short, beyond 3.25, within 6.5; the upper end is green
        (70, "INTERVAL"),  # 10 short, beyond 7; the upper end is 0.9 short, amber
        (72.7, "INTERVAL"),  # the upper end is 3.6 short, within 3.635
        (72.8, "NO"),  # 12.8 short; the upper end is 3.7 short, beyond 3.64
    ],
)
def test_a_share_of_sixty_in_a_hundred(target: float, expected: str) -> None:
    """The rating at both ends of Wilson's interval, and at half and double the tolerance."""
    assert borderline(Figure(60, 60, 100), Target(target), SHARE, RULE) == expected


@pytest.mark.parametrize(
    ("value", "target", "indicator", "rule", "expected"),
    [
        # Relative to 50: amber within 2.5; half is 1.25, double 5.
        (50.0, Target(50), SHARE, RULE, "NO"),
        (48.8, Target(50), SHARE, RULE, "NO"),
        (48.7, Target(50), SHARE, RULE, "TOLERANCE"),
        (47.5, Target(50), SHARE, RULE, "TOLERANCE"),  # amber, its edge met
        (45.0, Target(50), SHARE, RULE, "TOLERANCE"),  # red; amber at double, its edge met
        (44.9, Target(50), SHARE, RULE, "NO"),
        (51.2, Target(50), LOWER, RULE, "NO"),
        (51.3, Target(50), LOWER, RULE, "TOLERANCE"),
        (55.0, Target(50), LOWER, RULE, "TOLERANCE"),
        (55.1, Target(50), LOWER, RULE, "NO"),
        # Its own tolerance of a tenth: amber within 5, half 2.5.
        (47.6, Target(50), SHARE, RULE, "TOLERANCE"),
        (47.6, Target(50, tolerance=0.1), SHARE, RULE, "NO"),
        (47.4, Target(50, tolerance=0.1), SHARE, RULE, "TOLERANCE"),
        # Two points: half 1, double 4; a target of nothing included.
        (49.0, Target(50), SHARE, POINTS, "NO"),
        (48.9, Target(50), SHARE, POINTS, "TOLERANCE"),
        (46.0, Target(50), SHARE, POINTS, "TOLERANCE"),
        (45.9, Target(50), SHARE, POINTS, "NO"),
        (1.5, Target(0), LOWER, POINTS, "TOLERANCE"),
        # A floor is no tolerance; where a target gives none, the tolerance is used.
        (47.0, Target(50, floor=45), SHARE, FLOOR, "NO"),
        (44.0, Target(50, floor=45), SHARE, FLOOR, "NO"),
        (47.0, Target(50), SHARE, FLOOR, "TOLERANCE"),
        # A band of 40 to 50: amber within 2.5 of it.
        (45.0, Target(lower=40, upper=50), BAND, OF_BAND, "NO"),
        (51.2, Target(lower=40, upper=50), BAND, OF_BAND, "NO"),
        (51.3, Target(lower=40, upper=50), BAND, OF_BAND, "TOLERANCE"),
        (35.0, Target(lower=40, upper=50), BAND, OF_BAND, "TOLERANCE"),
        (34.9, Target(lower=40, upper=50), BAND, OF_BAND, "NO"),
        (52.0, Target(lower=40, upper=50, tolerance=0), BAND, OF_BAND, "NO"),
        # Nothing to rate.
        (45.0, Target(), SHARE, RULE, "NO"),
        (45.0, Target(50), replace(SHARE, polarity=Polarity.NONE), RULE, "NO"),
        (math.nan, Target(50), SHARE, RULE, "NO"),
    ],
)
def test_half_and_double_the_tolerance(
    value: float, target: Target, indicator: Indicator, rule: RatingRule, expected: str
) -> None:
    """Without its parts a figure has no interval: the tolerance alone decides."""
    assert borderline(Figure(value), target, indicator, rule) == expected


def test_better_than_last_year_is_amber_at_any_tolerance() -> None:
    """45 is 5 short of 50: red, amber at double; but amber anyway where last year was 44."""
    figure, target = Figure(45.0), Target(50)
    assert borderline(figure, target, SHARE, LAST_YEAR, 44.0) == "NO"
    assert borderline(figure, target, SHARE, LAST_YEAR, 46.0) == "TOLERANCE"
    assert borderline(figure, target, SHARE, RULE, 44.0) == "TOLERANCE"


def test_a_rate_by_byar() -> None:
    """65 events in 100: 50.1632 to 82.8491 (Breslow and Day 1987, 69).

    Against 60, where lower is better, 65 is 5 over: beyond 3 and within 6, and the lower end is
    green. Against 64 it is 1 over, within 1.6, and the upper end is red. Against 40 the lower
    end is 10.2 over, beyond 2. Against 83 the upper end, 82.8, is green.
    """
    figure = Figure(65, 65, 100)
    found = [str(borderline(figure, Target(t), RATE, RULE)) for t in (60, 64, 40, 83)]
    assert found == ["BOTH", "INTERVAL", "NO", "NO"]


def test_a_share_at_both_sides_of_its_band() -> None:
    """60 of 100 lies in 55 to 65; both ends of 50.2 to 69.06 lie outside it."""
    target = Target(lower=55, upper=65)
    assert borderline(Figure(60, 60, 100), target, BAND, OF_BAND) == "INTERVAL"


@pytest.mark.parametrize(
    "indicator",
    [
        replace(SHARE, chart=ChartKind.LINE),  # spending against budget is no sample
        replace(SHARE, unit=Unit.SCORE),
        replace(SHARE, unit=Unit.DAYS),
        replace(SHARE, unit=Unit.RATE, per=1.0),  # an amount for each of something
    ],
)
def test_only_cases_have_an_interval(indicator: Indicator) -> None:
    """60 against 60 is green at every tolerance, so only an interval could differ."""
    assert borderline(Figure(60, 60, 100), Target(60), indicator, RULE) == "NO"


@pytest.mark.parametrize(("x", "n"), [(math.nan, 100), (60, math.nan), (0, 0)])
def test_a_part_that_is_not_known_gives_no_interval(x: float, n: float) -> None:
    """And raises nothing."""
    assert borderline(Figure(60, x, n), Target(60), SHARE, RULE) == "NO"


@pytest.mark.parametrize("which", list(Borderline))
def test_it_changes_neither_rating_nor_fingerprint(
    demonstration: Findings, which: Borderline
) -> None:
    """Commentary that was true stays true."""
    finding: Finding = demonstration.council[0]
    changed = replace(finding, borderline=which)
    assert (changed.rating, changed.fingerprint) == (finding.rating, finding.fingerprint)


def test_the_scorecard_says_borderline_in_words(demonstration: Findings) -> None:
    """Every borderline rating, and no other, has the word beneath it and a clause in its facts."""
    for finding in demonstration.council:
        indicator = demonstration.indicators[finding.indicator]
        expected = finding.borderline is not Borderline.NO
        drawn = row(finding, indicator, demonstration.framework, "")
        assert drawn.borderline == expected, finding.indicator
        beside = facts(finding, indicator, demonstration.framework, "").html
        assert ("Borderline: " in beside) == expected, finding.indicator
