"""What has moved since a decision: which special cause counts, and when it is too soon."""

from __future__ import annotations

import pytest

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.response import Moved, moved
from tests import books
from tests.tables.conftest import catalogue_of

AVERAGE = 10.0
CATALOGUE = catalogue_of(
    books.indicator("lower", "Waits", polarity="lower"),
    books.indicator("higher", "Homes", polarity="higher"),
    books.indicator("none", "Requests", polarity="none"),
    books.indicator("range", "Stock", polarity="range"),
    books.indicator(
        "total",
        "Stock to date",
        polarity="range",
        unit="count",
        per="1",
        basis="year to date",
        over="sum",
        over_time="sum",
    ),
)


def point(text: str, *, segment: int = 0, band: tuple[float, float] | None = None) -> Point:
    """Read a figure and its flag: ``12 SHIFT``, ``9``, ``-`` for none; a trend with its side."""
    figure, *flag = text.split()
    value = None if figure == "-" else float(figure)
    rule = flag[0].rstrip("+-") if flag else ""
    side = 0
    if rule and value is not None:
        side = 1 if value > AVERAGE else -1
    if flag and flag[0][-1] in "+-":
        side = 1 if flag[0].endswith("+") else -1
    low, high = band or (None, None)
    return Point(
        period="",
        value=value,
        charted=value,
        centre=AVERAGE,
        rule=rule,
        side=side,
        segment=segment,
        target_lower=low,
        target_upper=high,
    )


def series(text: str) -> list[Point]:
    """Read a series whose points stand between commas; ``|`` starts new limits."""
    parts = [part.split(",") for part in text.split("|")]
    return [point(p.strip(), segment=k) for k, some in enumerate(parts) for p in some]


CASES: list[tuple[str, int, str, Moved]] = [
    # Seven figures without a signal are enough to say so; six are not; none are not.
    ("9, 11, 10, 9, 11, 10, 9", 0, "lower", Moved.NO_CHANGE),
    ("9, 11, 10, 9, 11, 10, 9, 11", 2, "lower", Moved.TOO_SOON),
    ("9, 11", 2, "lower", Moved.TOO_SOON),
    ("11, 9, -, 11, 10, 9, 11, 10", 1, "lower", Moved.TOO_SOON),
    # One outlier since is a signal, however soon.
    ("9, 2 OUTSIDE", 1, "lower", Moved.BETTER),
    ("9, 19 OUTSIDE", 1, "lower", Moved.WORSE),
    ("11, 2 OUTSIDE", 1, "higher", Moved.WORSE),
    ("11, 19 OUTSIDE", 1, "none", Moved.CHANGED),
    # A run that begins with the first figure since counts, and one with two figures before.
    ("11, 8 SHIFT, 8 SHIFT, 8 SHIFT", 1, "lower", Moved.BETTER),
    ("11, 8 SHIFT, 7 SHIFT, 8 SHIFT, 9 SHIFT", 3, "lower", Moved.BETTER),
    # With three before it is an old one, however few figures there are since.
    ("11, 8 SHIFT, 7 SHIFT, 8 SHIFT, 9 SHIFT", 4, "lower", Moved.ALREADY),
    # One figure beyond a limit is enough before, as it is since; not on the other side.
    ("8 SHIFT, 2 OUTSIDE, 8 SHIFT, 8 SHIFT", 2, "lower", Moved.ALREADY),
    ("8 SHIFT, 2 OUTSIDE, 8 SHIFT", 1, "lower", Moved.BETTER),
    ("19 OUTSIDE, 2 OUTSIDE", 1, "lower", Moved.BETTER),
    # It is one run whatever rule flags its points, and across a missing figure.
    ("8 SHIFT, 7 TWO_IN_THREE, 8 SHIFT, 8 SHIFT", 3, "lower", Moved.ALREADY),
    ("8 SHIFT, 8 SHIFT, -, 8 SHIFT, 8 SHIFT", 4, "lower", Moved.ALREADY),
    # A point within its usual range ends it; so do new limits.
    ("2 OUTSIDE, 9, 2 OUTSIDE", 1, "lower", Moved.BETTER),
    ("8 SHIFT, 8 SHIFT, 8 SHIFT | 8 SHIFT, 8 SHIFT", 3, "lower", Moved.BETTER),
    # Of two new ones the latest decides; an old one decides nothing beside a new one.
    ("9, 2 OUTSIDE, 11, 19 OUTSIDE", 1, "lower", Moved.WORSE),
    ("19 OUTSIDE, 18 OUTSIDE, 11, 9, 2 OUTSIDE", 1, "lower", Moved.BETTER),
    # A trend begins with its first step: it may turn at the last figure before the decision.
    ("9, 15 TREND-, 14 TREND-, 13 TREND-, 12 TREND-", 2, "lower", Moved.BETTER),
    ("19 OUTSIDE, 15 TREND-, 14 TREND-, 13 TREND-", 1, "lower", Moved.BETTER),
    ("16 TREND-, 15 TREND-, 14 TREND-, 13 TREND-, 12 TREND-", 4, "lower", Moved.ALREADY),
    # A high level that began before is nothing new, though a trend within it had another side.
    ("16 TREND-, 15 TREND-, 14 TREND-, 16 SHIFT, 16 SHIFT, 16 SHIFT", 3, "lower", Moved.ALREADY),
]


@pytest.mark.parametrize(("text", "since", "polarity", "expected"), CASES)
def test_only_what_began_since_counts(
    text: str, since: int, polarity: str, expected: Moved
) -> None:
    """The cases and why each is so stand above."""
    assert moved(series(text), since, CATALOGUE[polarity]) is expected


def test_without_limits_it_cannot_be_told() -> None:
    """A series that has never had a usual range has no special causes."""
    bare = [Point("", value=float(k), charted=float(k)) for k in range(9)]
    assert moved(bare, 2, CATALOGUE["lower"]) is Moved.CANNOT_TELL
    assert moved([], 0, CATALOGUE["lower"]) is Moved.CANNOT_TELL


BAND = (8.0, 12.0)


@pytest.mark.parametrize(
    ("before", "now", "indicator", "expected"),
    [
        ("10", "19 OUTSIDE", "range", Moved.WORSE),  # out of the band at the top
        ("10", "2 OUTSIDE", "range", Moved.WORSE),  # and at the bottom
        ("20", "14 TREND-", "range", Moved.BETTER),  # still above it, and coming down
        ("20", "12 TREND-", "range", Moved.BETTER),  # its edge is inside: it has come in
        ("11", "9 SHIFT", "range", Moved.CHANGED),  # inside before and now
        ("20", "12 TREND-", "total", Moved.CHANGED),  # the band is one to date, the figure is not
    ],
)
def test_about_a_band_what_counts_is_the_way_to_it(
    before: str, now: str, indicator: str, expected: Moved
) -> None:
    """Outside the band a signal leads away or back; inside it may have come in."""
    points = [point(before, band=BAND), point(now, band=BAND)]
    assert moved(points, 1, CATALOGUE[indicator]) is expected


def test_a_band_that_is_not_set_says_nothing() -> None:
    """Without bounds neither way is better."""
    given: Indicator = CATALOGUE["range"]
    assert moved(series("9, 19 OUTSIDE"), 1, given) is Moved.CHANGED
