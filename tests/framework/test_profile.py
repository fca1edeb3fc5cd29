"""What a profile refuses before it can hurt: codes, calendars, signs."""

from __future__ import annotations

import pytest

from pmf_analysis.sources.profile_file import parse
from tests import books


def faults(text: str) -> str:
    """What is wrong with a profile."""
    _, found = parse(text.encode(), "framework.yml")
    return "\n".join(map(str, found))


def test_quarters_of_a_calendar_year_need_a_year_that_does_not_cut_them() -> None:
    """A year from May would begin within the second quarter."""
    text = books.FRAMEWORK.replace("2024-25 Q4", "2025 Q1").replace("2025-26 Q1", "2025 Q2")
    cut = text.replace("illustrative: true", "illustrative: true\n  year_starts: 5")
    assert "cuts the quarters" in faults(cut)
    assert faults(text.replace("illustrative: true", "year_starts: 7")) == ""


@pytest.mark.parametrize("key", ["groups", "missions"])
def test_a_code_stands_once(key: str) -> None:
    """Else an action would stand under both."""
    twice = f"{key}:\n  - {{code: g, name: One}}\n  - {{code: g, name: Two}}\n"
    assert f"{key} need a code each; used twice: g" in faults(books.FRAMEWORK + twice)


def test_a_report_of_risks_begins_in_this_century() -> None:
    """A slip of the year is told, and not counted out."""
    rules = "risk: {reported: {to: Audit, every: 8 weeks, first: 9999-12-01}}\n"
    assert "risk.reported.first" in faults(books.FRAMEWORK + rules)


def test_names_are_printed_and_codes_are_short() -> None:
    """A bell in a name stops Word; a code of hundreds of letters is no file."""
    bell = books.FRAMEWORK.replace("name: Homes", 'name: "Ho\\ames"')
    assert "without control characters" in faults(bell)
    assert "themes.1.code" in faults(books.FRAMEWORK.replace("code: homes", f"code: {'h' * 61}"))
