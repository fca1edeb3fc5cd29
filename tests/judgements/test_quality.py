"""Grades of data quality: every edge, and every doubt, by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.plausible import Doubt, Doubted, doubts
from pmf_analysis.judgements.quality import DOUBT_GRADE, Due, Grade, Measure, Quality, grade
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
COUNT = replace(SHARE, unit=Unit.COUNT, per=1.0)
DAYS = replace(SHARE, unit=Unit.DAYS, per=1.0)
DAY = dt.date(2025, 7, 30)


def due(n: int = 20, *, received: int = 20, late: int = 0, provisional: int = 0) -> list[Due]:
    """Twenty figures due, some received, late, provisional."""
    status = ["p"] * provisional + [""] * (n - provisional)
    return [
        Due("X1", f"{k}", DAY, k < received, k >= late if k < received else None, status[k])
        for k in range(n)
    ]


def graded(figures: Sequence[Due], *series: Sequence[Point]) -> Quality:
    return grade(SHARE, figures, {f"X{k}": points for k, points in enumerate(series)})


@pytest.mark.parametrize(
    ("received", "expected"), [(20, "A"), (19, "B"), (17, "B"), (16, "C"), (12, "C"), (11, "D")]
)
def test_completeness(received: int, expected: str) -> None:
    """A: all; B: 17 of 20 are 85%; C: 12 of 20 are 60%; D: fewer."""
    found = graded(due(received=received))
    assert (found.grade, found.completeness) == (expected, received / 20)


@pytest.mark.parametrize(
    ("late", "expected"), [(0, "A"), (3, "A"), (4, "B"), (8, "B"), (9, "C"), (20, "C")]
)
def test_timeliness(late: int, expected: str) -> None:
    """A: 17 of 20 on time; B: 12 of 20; C: fewer. Lateness alone is never D."""
    found = graded(due(late=late))
    assert (found.grade, found.late) == (expected, late)
    assert found.timeliness == pytest.approx(1 - late / 20)


@pytest.mark.parametrize(
    ("provisional", "expected"), [(0, "A"), (5, "A"), (6, "B"), (10, "B"), (11, "C"), (20, "C")]
)
def test_provisional(provisional: int, expected: str) -> None:
    """A: at most 5 of 20; B: at most 10; C: more."""
    found = graded(due(provisional=provisional))
    assert (found.grade, found.provisional) == (expected, provisional / 20)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([0.02], "A"),
        ([0.021], "B"),
        ([0.05], "B"),
        ([0.051], "C"),
        ([0.15], "C"),
        ([0.151], "D"),
        ([0.01, 0.30, 0.04], "B"),  # the middle one is 0.04
        ([0.01, 0.03], "A"),  # half way between: 0.02
    ],
)
def test_revision_size(sizes: list[float], expected: str) -> None:
    """The median of the revised ones; those that were not revised have no part in it."""
    revised = [Due("X1", "now", DAY, received=True, on_time=True, revision=s) for s in sizes]
    assert graded([*due(), *revised]).grade == expected


def test_the_worst_measure_decides_and_each_is_told() -> None:
    """16 of 20 received is C; 4 of those 16 late, 75% on time, is B."""
    found = graded(due(received=16, late=4))
    assert found.grade is Grade.C
    assert found.lowered == ((Measure.COMPLETENESS, Grade.C), (Measure.TIMELINESS, Grade.B))


def test_an_estimate_is_not_final() -> None:
    """Eleven of twenty estimated: C."""
    figures = [replace(d, status="e") if k < 11 else d for k, d in enumerate(due())]
    assert graded(figures).grade is Grade.C


def test_what_cannot_be_said_lowers_nothing() -> None:
    """Two figures that came with the first load, whose timeliness is not known."""
    figures = [Due("X1", p, DAY, received=True) for p in ("2023-24", "2024-25")]
    found = graded(figures)
    assert (found.grade, found.timeliness, found.revision) == (Grade.A, None, None)


def test_nothing_received_is_the_worst() -> None:
    """No share but completeness can be worked out, and that is 0."""
    found = graded(due(received=0))
    assert (found.grade, found.completeness, found.provisional) == (Grade.D, 0, None)


def test_nothing_due_raises() -> None:
    with pytest.raises(ValueError, match="due for 1, came none"):
        graded([])


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_doubt_has_a_grade_of_its_own(doubt: Doubt) -> None:
    """None of them leaves an A."""
    assert DOUBT_GRADE[doubt] > Grade.A


def points(*values: float | None) -> list[Point]:
    return [Point(f"{k}", value=v, charted=v) for k, v in enumerate(values)]


def doubted(indicator: Indicator, series: Sequence[Point]) -> list[Doubt]:
    return [d.doubt for d in doubts(indicator, series)]


@pytest.mark.parametrize(
    ("value", "expected"), [(0, False), (-0.1, True), (31, False), (31.1, True), (None, False)]
)
def test_outside_what_is_plausible(value: float | None, expected: bool) -> None:
    """The bounds themselves are plausible."""
    indicator = replace(DAYS, plausible_min=0.0, plausible_max=31.0)
    assert (Doubt.OUT_OF_RANGE in doubted(indicator, points(value))) == expected


def test_only_the_last_eight_periods_are_looked_at() -> None:
    """The ninth from the end is past."""
    indicator = replace(DAYS, plausible_max=31.0)
    rest = (11.0, 12.0, 13.0, 12.5, 11.5, 12.1, 12.9)
    assert doubted(indicator, points(40.0, *rest)) == [Doubt.OUT_OF_RANGE]
    assert doubted(indicator, points(40.0, *rest, 11.1)) == []


def test_more_cases_than_they_are_counted_out_of() -> None:
    """21 of 20, unless the catalogue holds more than 100% for possible."""
    series = [Point("1", 105.0, 105.0, 21, 20)]
    found = list(doubts(SHARE, series))
    assert found == [Doubted(Doubt.ABOVE_WHOLE, "1", 21, 20)]
    assert doubted(replace(SHARE, plausible_max=200.0), series) == []
    assert doubted(SHARE, [Point("1", 100.0, 100.0, 20, 20)]) == []


LEVEL = (10.0, 12.0) * 4  # steps of 2: one sigma is 2 / 1.128 = 1.773, six are 10.638


@pytest.mark.parametrize(
    ("last", "expected"), [(22.6, False), (22.7, True), (1.4, False), (1.3, True)]
)
def test_a_jump_of_six_sigmas(last: float, expected: bool) -> None:
    """From 12: a step of 10.6 is within six sigmas, one of 10.7 beyond."""
    assert (Doubt.JUMP in doubted(DAYS, points(*LEVEL, last))) == expected


def test_a_jump_needs_eight_figures_before_it() -> None:
    """Seven make no sigma that can be trusted; the first jump is not part of its own sigma."""
    assert Doubt.JUMP not in doubted(DAYS, points(*LEVEL[1:], 40.0))
    found = next(d for d in doubts(DAYS, points(*LEVEL, 40.0)) if d.doubt is Doubt.JUMP)
    assert (found.period, found.value, found.against) == ("8", 40.0, 12.0)


@pytest.mark.parametrize("change", [{"status": "b"}, {"segment": 1}, {"excluded": True}])
def test_a_known_break_is_no_jump(change: dict[str, object]) -> None:
    """A break in the series, a rebase, or a point left out of the limits."""
    series = points(*LEVEL, 40.0)
    series[-1] = replace(series[-1], **change)  # type: ignore[arg-type]
    assert Doubt.JUMP not in doubted(DAYS, series)


def test_a_gap_is_no_jump_and_raises_nothing() -> None:
    assert doubted(DAYS, points(*LEVEL, None, 40.0)) == []
    assert doubted(DAYS, []) == []
    assert doubted(DAYS, points(None, None)) == []


@pytest.mark.parametrize(
    ("values", "indicator", "expected"),
    [
        ((9.5, 7.3, 7.3, 7.3), DAYS, True),
        ((9.5, 7.3, 7.3), DAYS, False),
        ((7.3, 7.3, 9.5, 7.3), DAYS, False),
        ((0.0, 0.0, 0.0), DAYS, False),
        ((100.0, 100.0, 100.0), SHARE, False),
        ((100.0, 100.0, 100.0), DAYS, True),
        ((3.0, 3.0, 3.0), replace(DAYS, unit=Unit.RANK), False),
        ((1.0, 1.0, 1.0), replace(DAYS, unit=Unit.YES_NO), False),
    ],
)
def test_the_same_figure_again_and_again(
    values: tuple[float, ...], indicator: Indicator, expected: bool
) -> None:
    """Three in a row; nothing and everything may stay as they are, and so may ranks."""
    found = [d for d in doubts(indicator, points(*values)) if d.doubt is Doubt.REPEATS]
    assert bool(found) == expected
    if expected:
        assert found[0].against == 3


def test_the_same_share_of_other_cases_is_no_repeat() -> None:
    """30 of 60, 40 of 80 and 50 of 100 are three figures."""
    series = [Point(f"{n}", 50.0, 50.0, n / 2, n) for n in (60, 80, 100)]
    assert doubted(SHARE, series) == []
    assert doubted(SHARE, [replace(p, numerator=30, denominator=60) for p in series]) == [
        Doubt.REPEATS
    ]


def test_low_reliability_is_a_doubt() -> None:
    series = points(10.0, 12.0)
    series[0] = replace(series[0], status="u")
    assert doubted(DAYS, series) == [Doubt.LOW_RELIABILITY]


def test_a_doubt_lowers_the_grade() -> None:
    """A repeat makes B of A."""
    assert graded(due(), points(7.3, 7.3, 7.3)).grade is Grade.B
