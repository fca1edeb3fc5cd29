"""Figures that looked wrong and were found to be right: what a grade makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pmf_analysis.framework.indicator import Unit
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.plausible import Doubt
from pmf_analysis.judgements.quality import Accepted, Due, Grade, Quality, grade
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
DAYS = replace(SHARE, unit=Unit.DAYS, per=1.0)
DUE = [Due("X0", f"{k}", dt.date(2025, 7, 30), received=True, on_time=True) for k in range(8)]
LEVEL = (10.0, 12.0) * 4  # six sigmas are 10.638


def points(*values: float) -> list[Point]:
    return [Point(f"{k}", value=v, charted=v) for k, v in enumerate(values)]


SLIP = points(*LEVEL, 40.0)
RIGHT = Accepted("X0", "8", Doubt.JUMP, 40.0, "A new court sat", "Head of Homes")


def settled(accepted: Accepted, series: Sequence[Point] = SLIP) -> Quality:
    return grade(DAYS, DUE, {"X0": series}, [accepted])


def test_a_settled_doubt_lowers_no_grade_and_is_told() -> None:
    """The jump would make a C."""
    assert grade(DAYS, DUE, {"X0": SLIP}).grade is Grade.C
    found = settled(RIGHT)
    assert (found.grade, found.doubts, found.accepted) == (Grade.A, (), (RIGHT,))


@pytest.mark.parametrize(
    "change",
    [
        {"organisation": "X1"},
        {"period": "7"},
        {"value": 40.1},
        {"value": 39.94},
        {"doubt": Doubt.OUT_OF_RANGE, "value": 41.0},
    ],
)
def test_another_figure_or_doubt_is_not_settled(change: dict[str, object]) -> None:
    """Of another organisation, period or figure; it is published with one decimal."""
    found = settled(replace(RIGHT, **change))  # type: ignore[arg-type]
    assert (found.grade, found.accepted) == (Grade.C, ())


def test_the_figure_need_only_be_the_same_as_published() -> None:
    """39.95 and 40.049 are published as 40.0."""
    for value in (39.95, 40.049):
        assert settled(replace(RIGHT, value=value)).grade is Grade.A


def test_one_that_is_settled_hides_no_other() -> None:
    """The jump is settled; that 40 days are not plausible is not."""
    found = grade(replace(DAYS, plausible_max=31.0), DUE, {"X0": SLIP}, [RIGHT])
    assert [d.doubt for d in found.doubts] == [Doubt.OUT_OF_RANGE]
    assert (found.grade, found.accepted) == (Grade.D, (RIGHT,))


def test_what_is_withheld_or_long_past_is_not_told() -> None:
    """The figure became confidential; or eight others have come since."""
    withheld = [*SLIP[:-1], Point("8", status="c")]
    later = points(*LEVEL, 40.0, 41.0, 39.0, 40.5, 41.5, 40.2, 39.4, 40.6, 41.2)
    assert settled(RIGHT, withheld).accepted == ()
    assert settled(RIGHT, later[:16]).accepted == (RIGHT,)
    assert settled(RIGHT, later).accepted == ()


def test_a_partial_return_is_settled_by_the_cases_that_it_covers() -> None:
    """49 of usual cases of about 100, and once more figures have come."""
    pairs = [(57.0 + k, 96.0 + k) for k in range(8)] + [(30.0, 49.0)]
    series = [Point(f"{k}", 100 * x / n, 100 * x / n, x, n) for k, (x, n) in enumerate(pairs)]
    accepted = Accepted("X0", "8", Doubt.PARTIAL, 49.0, "The office was closed")
    assert Doubt.PARTIAL in [d.doubt for d in grade(SHARE, DUE, {"X0": series}).doubts]
    found = grade(SHARE, DUE, {"X0": series}, [accepted])
    assert (found.doubts, found.accepted) == ((), (accepted,))
    more = [*series, Point("9", 60.0, 60.0, 60.0, 100.0)]
    assert grade(SHARE, DUE, {"X0": more}, [accepted]).accepted == (accepted,)


def test_the_same_slip_of_another_part_is_not_settled_with_it() -> None:
    """Two parts jumped to the same figure; a reason was given for one."""
    found = grade(DAYS, DUE, {"X0": SLIP, "X1": SLIP}, [RIGHT])
    assert ([d.doubt for d in found.doubts], found.grade) == ([Doubt.JUMP], Grade.C)
