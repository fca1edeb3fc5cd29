"""What counts as a revision, and its effect on the rating."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from pmf_analysis.framework.indicator import Polarity
from pmf_analysis.framework.rating import Rating, RatingRule
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.revision import Revised, Revision, differs, rated, what_changed
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
NONE = math.nan


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (61.2, 60.8, True),
        (61.24, 61.2, False),
        (61.25, 61.24, True),  # 61.3 and 61.2: halves go away from zero
        (61.2, NONE, True),
        (NONE, 61.2, True),
        (NONE, NONE, False),
        (-0.04, 0.0, False),
    ],
)
def test_figures_differ_as_published(was: float, now: float, expected: bool) -> None:
    """To one decimal; what a reader cannot see is no revision."""
    assert differs(was, now, 1) == expected


@pytest.mark.parametrize(
    ("was", "now", "polarity", "expected"),
    [
        (Target(75), Target(78), Polarity.HIGHER, Revised.TARGET),
        (Target(75), Target(75), Polarity.HIGHER, None),
        (Target(75), Target(), Polarity.HIGHER, Revised.TARGET),
        (Target(75, tolerance=0.1), Target(75), Polarity.LOWER, Revised.MARGIN),
        (Target(75, floor=70), Target(75, floor=72), Polarity.HIGHER, Revised.MARGIN),
        (Target(lower=1, upper=2), Target(lower=1, upper=3), Polarity.RANGE, Revised.TARGET),
        (Target(lower=1, upper=2), Target(lower=1, upper=2), Polarity.RANGE, None),
        (Target(75), Target(78), Polarity.NONE, None),
        (Target(), Target(tolerance=0.1), Polarity.HIGHER, None),
    ],
)
def test_targets_and_margins(
    was: Target, now: Target, polarity: Polarity, expected: Revised | None
) -> None:
    """A target counts before its margin; without a better side there is none."""
    assert what_changed(was, now, polarity) is expected


def test_the_effect_on_the_rating() -> None:
    """84.2 against 85 is amber within 4.25; 85.6 is green; no figure has no rating."""
    rule, target = RatingRule(tolerance=0.05), Target(85)
    found = [rated(v, target, SHARE, rule) for v in (84.2, 85.6, 80.0, NONE)]
    assert found == [Rating.AMBER, Rating.GREEN, Rating.RED, Rating.NO_DATA]
    better = RatingRule(tolerance=0.05, last_year=True)
    assert rated(80.0, target, SHARE, better, 79.0) is Rating.AMBER
    ends = (84.2, 85.6, Rating.AMBER, Rating.GREEN)
    day = dt.date(2025, 10, 7)
    told = Revision("1", "X1", "2025-26 Q1", Revised.FIGURE, "2025-26 Q1", day, *ends)
    assert told.rating_changed
