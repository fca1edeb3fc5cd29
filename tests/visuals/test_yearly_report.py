"""A quarter whose report has a name of its own, such as the annual one."""

from __future__ import annotations

from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.visuals import diary
from pmf_analysis.visuals.page.calendar import CalendarPage
from tests import books

NAMED = books.FRAMEWORK.replace(
    "{quarter: 2024-25 Q4, ", "{quarter: 2024-25 Q4, report: Annual performance report, "
)


def test_it_is_called_by_that_name_and_the_others_by_theirs(tmp_path: Path) -> None:
    """In the calendar's dates, and beside its quarter."""
    found = flow.compute(books.write(tmp_path / "data", NAMED), "2024-25 Q4")
    said = {h.key: h.what for h in diary.diary(found.framework, found.quarter, found.reported_on)}
    assert said["2024-25-q4/publication"].startswith("Annual performance report for January")
    assert said["2025-26-q1/publication"].startswith("Performance report for April")
    shown = CalendarPage.open(found, "").quarters().html
    assert "January to March 2025: Annual performance report" in shown
