"""Revisions of what a council's history is made of: figures of the councils that it replaced."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmf_analysis.judgements.revision import Revision
from pmf_analysis.tables.schemas import TABLES
from tests import books
from tests.findings.test_revisions import EARLY, Q1, Q2, Q4, row, told, write
from tests.site.planted import sheet

Q3 = "2024-25 Q3"
COUNT = books.indicator("1", "Count", unit="count", per="1", over="sum", over_time="sum")
OWN = [row(Q1, "31,,", EARLY[1]), row(Q2, "32,,", EARLY[2])]


def part(of: str, period: str, value: object, day: str, status: str = "") -> str:
    return f"1,{of},{period},{value},,,,,{status},Office,{day}"


USUAL = [part("A", Q4, 10, EARLY[0]), part("B", Q4, 20, EARLY[0])]


def after(folder: Path, *parts: str, own: list[str] = OWN) -> tuple[Revision, ...]:
    """What is told of a council that Ash and Birch became in April 2025."""
    ended = {"end": "2025-04-01", "replaced_by": "X1"}
    areas = [{"area": a, "name": n, **ended} for a, n in (("A", "Ash"), ("B", "Birch"))]
    header = ",".join(column.name for column in TABLES["benchmarks"].all_columns)
    more = {"areas": sheet("areas", *areas), "benchmarks": [header, *parts]}
    return told(write(folder, own, None, COUNT, **more))


@pytest.mark.parametrize(("value", "status", "now"), [(15, "r", 35), ("", "x", None)])
def test_it_changes_with_a_predecessors_figure(
    tmp_path: Path, value: object, status: str, now: float | None
) -> None:
    """10 and 20 were 30 in two reports; in October there are 15 and 20, or nothing to add."""
    (found,) = after(tmp_path, *USUAL, part("A", Q4, value, "2025-10-01", status))
    assert (found.organisation, found.period, found.published_in) == ("X1", Q4, Q1)
    assert (str(found.revised), found.was, found.now) == ("FIGURE", 30, now)
    assert found.changed_on == dt.date(2025, 10, 1)


@pytest.mark.parametrize("more", [[], [part("A", Q3, 1, EARLY[0]), part("B", Q3, 2, EARLY[0])]])
def test_what_is_confidential_now_is_not_told(tmp_path: Path, more: list[str]) -> None:
    """Neither 30 nor the 35 in between, whether or not any of the history is left."""
    late = part("A", Q4, 15, "2025-08-01", "r"), part("A", Q4, "", "2025-10-01", "c")
    (found,) = after(tmp_path, *USUAL, *more, *late)
    assert (str(found.revised), found.was, found.now) == ("WITHHELD", None, None)


def test_a_predecessor_that_comes_late_revises_nothing(tmp_path: Path) -> None:
    """Without Birch there was no figure to revise."""
    assert after(tmp_path, USUAL[0], part("B", Q4, 20, "2025-10-01")) == ()


def test_other_areas_are_not_told(tmp_path: Path) -> None:
    """Nor is a predecessor where the council gave a figure of its own."""
    late = [part(area, Q4, 15, "2025-10-01", "r") for area in "AC"]
    own = [row(Q4, "31,,", EARLY[0]), *OWN]
    assert after(tmp_path / "own", *USUAL, late[0], own=own) == ()
    assert after(tmp_path / "other", *USUAL, part("C", Q4, 9, EARLY[0]), late[1]) == ()
