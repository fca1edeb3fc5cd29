"""Periods: parsed once, ordered, stepped and spelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.period import Frequency, Period, PeriodError

SPELLINGS = {
    "Apr 2025": ("2025-04-01", "2025-04-30", "Mar 2025", "Apr 2024", "apr-2025"),
    "2025-26 Q2": ("2025-07-01", "2025-09-30", "2025-26 Q1", "2024-25 Q2", "2025-26-q2"),
    "2025-26 Q1": ("2025-04-01", "2025-06-30", "2024-25 Q4", "2024-25 Q1", "2025-26-q1"),
    "2025-26": ("2025-04-01", "2026-03-31", "2024-25", "2024-25", "2025-26"),
    "1999-00": ("1999-04-01", "2000-03-31", "1998-99", "1998-99", "1999-00"),
    "2010-11": ("2010-04-01", "2011-03-31", "2009-10", "2009-10", "2010-11"),
    "2025 Q1": ("2025-01-01", "2025-03-31", "2024 Q4", "2024 Q1", "2025-q1"),
    "2024": ("2024-01-01", "2024-12-31", "2023", "2023", "2024"),
    "2024/25 academic": (
        "2024-09-01",
        "2025-08-31",
        "2023/24 academic",
        "2023/24 academic",
        "2024-25-academic",
    ),
    "2024/25 autumn": (
        "2024-09-01",
        "2024-12-31",
        "2023/24 summer",
        "2023/24 autumn",
        "2024-25-autumn",
    ),
    "2024/25 summer": (
        "2025-04-01",
        "2025-08-31",
        "2024/25 spring",
        "2023/24 summer",
        "2024-25-summer",
    ),
    "2021 to 2023": (
        "2021-01-01",
        "2023-12-31",
        "2020 to 2022",
        "2020 to 2022",
        "2021-to-2023",
    ),
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_each_spelling_is_read_stepped_and_spelt_again(text: str) -> None:
    """Start, end, the one before, the same last year, and the slug."""
    period = Period.parse(text)
    found = (
        period.start.isoformat(),
        period.end.isoformat(),
        str(period.previous()),
        str(period.same_last_year()),
        period.slug,
    )
    assert found == SPELLINGS[text]
    assert str(period) == text
    assert period.previous().next() == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-27",
        "2025-26 Q5",
        "Foo 2025",
        "april 2025",
        "2023 to 2021",
        "2025/26",
        "2025-26Q1",
        " 2025",
        "2024/26 autumn",
        "2025-11-01",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """Second years that do not follow, unknown months, other spellings."""
    with pytest.raises(PeriodError):
        Period.parse(text)


def test_a_year_may_start_in_another_month() -> None:
    """Quarters count from the council's own first month."""
    assert Period.parse("2025-26 Q1", 10).start.isoformat() == "2025-10-01"
    assert str(Period.parse("2025-26 Q4", 10)) == "2025-26 Q4"


def test_the_latest_period_of_another_kind() -> None:
    """The last that ends no later than the quarter does."""
    quarter = Period.parse("2025-26 Q2")
    latest = {f: str(quarter.latest(f)) for f in Frequency}
    assert latest == {
        Frequency.MONTH: "Sep 2025",
        Frequency.QUARTER: "2025-26 Q2",
        Frequency.FINANCIAL_YEAR: "2024-25",
        Frequency.CALENDAR_QUARTER: "2025 Q3",
        Frequency.CALENDAR_YEAR: "2024",
        Frequency.ACADEMIC_YEAR: "2024/25 academic",
        Frequency.TERM: "2024/25 summer",
        Frequency.POOLED: "2022 to 2024",
    }


def test_containing_and_overlapping() -> None:
    """A year holds its quarters; a school year only overlaps a financial one."""
    year, quarter = Period.parse("2025-26"), Period.parse("2025-26 Q4")
    assert year.contains(quarter)
    assert not quarter.contains(year)
    school = Period.parse("2025/26 academic")
    assert year.overlaps(school)
    assert not year.contains(school)


periods = st.builds(
    lambda text, shift: Period.parse(text).shift(shift),
    st.sampled_from(sorted(SPELLINGS)),
    st.integers(-60, 60),
)


@given(periods)
def test_spelling_is_lossless(period: Period) -> None:
    """Whatever a period, its spelling reads back as it."""
    assert Period.parse(str(period)) == period


@given(periods, st.integers(-40, 40))
def test_steps_count_what_shift_moved(period: Period, steps: int) -> None:
    """Counting undoes shifting, and order follows it."""
    moved = period.shift(steps)
    assert moved.steps_from(period) == steps
    assert (moved > period) == (steps > 0)
