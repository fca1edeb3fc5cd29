"""What is withheld because of a group is withheld in the ledger of revisions too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.editions import editions
from pmf_analysis.findings.moment import moment
from pmf_analysis.findings.revisions import revisions
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.revision import Revised, Revision
from pmf_analysis.tables.book import Book
from tests import books

FRAMEWORK = books.FRAMEWORK + "disclosure:\n  groups:\n    small: {minimum: 5}\n"
COUNT = books.indicator(
    "1", "Cases", unit="count", per="1", over="sum", over_time="sum", disclosure="small"
)
FIGURES = ["1,X1,2024-25 Q4,,100,,,,,2025-05-20", "1,X1,2024-25 Q4,,110,,,r,Late,2025-07-20"]
# The only group, withheld at its source: beside it the whole would tell nothing or everything.
GROUP = "1,X1,2024-25 Q4,deprivation: worst fifth,,,,c,,{day}"
NOW = "1,X1,2025-26 Q1,,120,,,,,2025-07-20"


def ledger_of(folder: Path, *rows: str) -> Book:
    """A book with these observations and the figure of the quarter."""
    data = books.write(
        folder / "data",
        framework=FRAMEWORK,
        indicators=[books.INDICATOR_COLUMNS, COUNT],
        observations=[books.OBSERVATION_COLUMNS, *rows, NOW],
        targets=[books.TARGET_COLUMNS],
        events=None,
    )
    return flow.load(data)


def told(ledger: Book, who: Audience) -> tuple[Revision, ...]:
    """What the ledger of revisions says."""
    when = moment(ledger.framework, ledger.framework.period("2025-26 Q1"), None)
    return revisions(ledger, when, who)


@pytest.mark.parametrize("who", list(Audience))
def test_a_cell_that_a_group_hides_is_not_told(tmp_path: Path, who: Audience) -> None:
    """The report marks the figure [c], so it was never published, and is not told now."""
    assert [r.was for r in told(ledger_of(tmp_path / "1", *FIGURES), who)] == [100.0]
    ledger = ledger_of(tmp_path / "2", *FIGURES, GROUP.format(day="2025-05-20"))
    found = flow.find(ledger, ledger.framework.period("2025-26 Q1"), who)
    assert [p.status for p in found.council[0].points] == ["c", ""]
    assert told(ledger, who) == ()


@pytest.mark.parametrize("who", list(Audience))
def test_a_cell_that_a_group_hides_since_tells_no_figure(tmp_path: Path, who: Audience) -> None:
    """100 was published; since July the group hides what became of it."""
    ledger = ledger_of(tmp_path, *FIGURES, GROUP.format(day="2025-07-25"))
    (revision,) = told(ledger, who)
    assert revision.revised is Revised.WITHHELD
    assert (revision.was, revision.now, revision.why) == (None, None, "")


def test_days_do_not_touch_one_another(tmp_path: Path) -> None:
    """Each day has its own rows, its own groups, and nothing of days to come."""
    ledger = ledger_of(tmp_path, *FIGURES, GROUP.format(day="2025-07-25"))
    days = [dt.date(2025, 5, 19), dt.date(2025, 6, 3), dt.date(2025, 7, 21), dt.date(2025, 9, 2)]
    seen = editions(ledger, {day: {"1"} for day in days}, Audience.PUBLIC)
    key = ("1", "X1", ledger.framework.period("2024-25 Q4"))
    shown = [(s.value, s.status) if (s := seen[day].figures.get(key)) else None for day in days]
    assert shown[:3] == [None, (100.0, ""), (110.0, "r")]
    assert shown[3] is not None
    assert shown[3][1] == "c"
