"""Targets to try where the recorded ones have gaps, are nothing, or were withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis.findings.extract import Extract, extract
from pmf_analysis.findings.trial import Aim, Choice, trial
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.signal import Assurance
from tests import books

CALENDAR = "    - {quarter: 2025-26 Q2, publication: 2025-12-02}\n"


def running(folder: Path, **profile: float) -> Extract:
    """A running total of ten a quarter, with the targets of this year's quarters."""
    tables = books.tables()
    tables["indicators"][1] = books.indicator(
        "101", "Homes built", unit="count", per="1", basis="year to date", over_time="last"
    )
    quarters = books.quarters(18, last=(2025, 2))
    rows = [f"101,X1,{q},,{10 * int(q[-1])},,,,,2025-11-20" for q in quarters]
    aims = [f"101,X1,2025-26 {q},{aim},,,,,plan,,2025-04-01" for q, aim in profile.items()]
    tables["observations"] = [books.OBSERVATION_COLUMNS, *rows]
    tables["targets"] = [books.TARGET_COLUMNS, *aims]
    return extract(books.write(folder / "data", books.FRAMEWORK + CALENDAR, **tables))


def tried(**aim: float) -> Choice:
    """A target for the series."""
    return Choice("101", "X1", aim=Aim(**aim))


def test_without_a_profile_a_running_totals_target_cannot_be_moved(tmp_path: Path) -> None:
    """No target at all, and one of nothing: refused in words."""
    none = running(tmp_path / "none")
    with pytest.raises(WrongUse, match="no target is recorded for 2025-26 Q2"):
        trial(none, tried(target=30))
    nothing = running(tmp_path / "nothing", Q1=0, Q2=0, Q3=5, Q4=9)
    with pytest.raises(WrongUse, match="the target of 2025-26 Q2 is 0"):
        trial(nothing, tried(target=30))
    assert trial(nothing, tried(target=0)).target == 0


def test_quarters_without_a_target_stay_without_one(tmp_path: Path) -> None:
    """The latest alone is rated; the quarter's own share is not known, so nor is assurance."""
    made = running(tmp_path, Q2=40)
    found = trial(made, tried(target=30))
    assert [p.target for p in found.points[-2:]] == [None, 30]
    assert found.rating is Rating.RED  # 20 built
    assert found.assurance is Assurance.NO_TARGET


def test_a_target_that_was_withdrawn_is_not_in_force(tmp_path: Path) -> None:
    """A year's row emptied later leaves its quarters' rows to hold."""
    targets = [
        books.TARGET_COLUMNS,
        "101,X1,2025-26,78,,,,,plan,,2025-04-01",
        "101,X1,2025-26,,,,,,plan,,2025-04-20",
        "101,X1,2025-26 Q1,70,,,,,plan,,2025-04-20",
    ]
    made = extract(books.write(tmp_path / "data", targets=targets))
    now = trial(made, Choice("101", "X1"))
    found = trial(made, tried(tolerance=0.2))
    assert (now.target, now.rating) == (70, Rating.RED)
    assert (found.target, found.rating) == (70, Rating.AMBER)  # 66 is within a fifth of it


@pytest.mark.parametrize(
    "aim",
    [{"target": 1e27}, {"lower": float("nan")}, {"upper": float("inf")}, {"tolerance": -1.0}],
)
def test_a_target_that_no_book_could_hold_is_refused(aim: dict[str, float]) -> None:
    """Whatever made it."""
    with pytest.raises(WrongUse, match=next(iter(aim))):
        Aim(**aim)
