"""The audit trail: what it says on a day, and what its indicator has done since."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.responses import marked
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.response import Moved, Response
from tests import books

COLUMNS = "response,about,raised_at,finding,decision,owner_role,due,closed,outcome,recorded_on"
ACTIONS = (
    "action,title,kind,theme,mission,directorate,service,group,lead_role,portfolio_role,start,due,"
    "resources,audience"
)
# Nine quarters about 42, then seven about 62: one run from October 2023 to June 2025.
WAITING = (40, 44, 40, 44, 40, 44, 40, 44, 40, 60, 64, 60, 64, 60, 64, 60)


def row(
    code: str = "R1",
    about: str = "102",
    recorded: str = "2023-09-30",
    due: str = "",
    closed: str = "",
    outcome: str = "",
    decision: str = "Change a process",
) -> str:
    """Return a row of responses.csv."""
    said = f"{code},{about},Clinic,Too many wait,{decision},Head of Homes"
    return f"{said},{due},{closed},{outcome},{recorded}"


def found(folder: Path, *rows: str, audience: str = "public", **more: list[str]) -> Findings:
    """What the small book says with these responses."""
    observed = [
        f"102,X1,{quarter},,{x},,,,,2025-07-20"
        for quarter, x in zip(books.quarters(), WAITING, strict=True)
    ]
    observed += [
        f"103,housing,{quarter},,50.0,{10 + k},{20 + 2 * k},,,2025-07-20"
        for k, quarter in enumerate(books.quarters(6))
    ]
    data = books.write(
        folder / "data",
        observations=[books.OBSERVATION_COLUMNS, *observed],
        responses=[COLUMNS, *rows],
        actions=[ACTIONS, "A1,Build homes,action,homes,,housing,,,,,,2026-03-31,,internal"],
        **more,
    )
    return flow.compute(data, audience=audience)


def only(findings: Findings) -> Response:
    """The one response."""
    (response,) = findings.picture.responses
    return response


def test_since_is_the_first_period_that_starts_after_the_day(tmp_path: Path) -> None:
    """Raised on the last day of September the run from October counts; by April it is older."""
    before, next_day, after = (
        only(found(tmp_path / day, row(recorded=day)))
        for day in ("2023-09-30", "2023-10-01", "2024-04-01")
    )
    assert (before.since_period, before.moved) == ("2023-24 Q3", Moved.WORSE)
    assert (before.before, before.now, before.points_since) == (40, 60, 7)
    assert (before.now_period, before.judged_at) == ("2025-26 Q1", "X1")
    # One figure on that side before may be chance; three are a run that had begun.
    assert (next_day.since_period, next_day.moved) == ("2023-24 Q4", Moved.WORSE)
    assert (next_day.before, next_day.points_since) == (60, 6)
    assert (after.since_period, after.moved) == ("2024-25 Q2", Moved.ALREADY)
    assert (after.before, after.points_since) == (60, 4)


def test_raised_after_the_last_figure_it_is_too_soon(tmp_path: Path) -> None:
    """The period to come is named; there is no figure of it."""
    response = only(found(tmp_path, row(recorded="2025-08-01")))
    assert (response.since_period, response.moved) == ("2025-26 Q3", Moved.TOO_SOON)
    assert (response.before, response.now, response.points_since) == (60, None, 0)


def test_the_first_row_dates_it_and_the_last_tells_it(tmp_path: Path) -> None:
    """Later rows change the outcome; rows after the day of the report are not known yet."""
    rows = [
        row(recorded="2024-01-10", due="2024-06-30"),
        row(recorded="2024-07-10", due="2024-12-31", outcome="Two posts filled"),
        row(recorded="2025-09-03", due="2024-12-31", closed="2025-09-03", outcome="Done"),
    ]
    response = only(found(tmp_path, *rows))
    assert response.raised_on == dt.date(2024, 1, 10)
    assert (response.outcome, response.due) == ("Two posts filled", dt.date(2024, 12, 31))
    assert response.closed is None
    assert response.overdue


@pytest.mark.parametrize(
    ("due", "closed", "overdue"),
    [
        ("2025-09-01", "", True),
        ("2025-09-02", "", False),  # the day of the report: due today is not overdue
        ("", "", False),
        ("2024-01-01", "2025-01-01", False),
        ("2025-01-01", "2025-09-03", True),  # closed on a day to come is still open
    ],
)
def test_open_and_past_its_date_is_overdue(
    tmp_path: Path, due: str, closed: str, *, overdue: bool
) -> None:
    """As at 2 September 2025, the day of publication."""
    assert only(found(tmp_path, row(due=due, closed=closed))).overdue is overdue


def test_the_latest_come_first(tmp_path: Path) -> None:
    """By the day on which each was raised, and by its code within a day."""
    rows = [row("R2", recorded="2024-01-10"), row("R3", recorded="2025-01-10")]
    listed = found(tmp_path, *rows, row("R1", recorded="2024-01-10")).picture.responses
    assert [r.response for r in listed] == ["R3", "R1", "R2"]


def test_what_it_is_about_is_named(tmp_path: Path) -> None:
    """An indicator, an action or nothing; only the first can have moved."""
    rows = [row("R1", "102"), row("R2", "A1"), row("R3", "")]
    listed = found(tmp_path, *rows, audience="internal").picture.responses
    assert [(r.about_kind, r.about_name) for r in listed] == [
        ("indicator", "Households waiting"),
        ("action", "Build homes"),
        ("", ""),
    ]
    assert [r.moved for r in listed[1:]] == [Moved.CANNOT_TELL] * 2
    public = found(tmp_path / "public", *rows).picture.responses
    assert [r.response for r in public] == ["R1", "R3"]  # the action is internal


def test_without_a_figure_of_the_council_a_directorates_is_read(tmp_path: Path) -> None:
    """103 is rolled up for the council unless nothing may be added up; 6 points have no limits."""
    rows = [
        books.INDICATOR_COLUMNS,
        books.indicator("102", "Waiting", unit="count", per="1", polarity="lower"),
        books.indicator("103", "Calls answered", over="none"),
    ]
    tables = {"indicators": rows, "targets": [books.TARGET_COLUMNS]}
    response = only(found(tmp_path, row(about="103", recorded="2024-07-10"), **tables))
    assert (response.judged_at, response.moved) == ("housing", Moved.CANNOT_TELL)
    assert (response.since_period, response.before, response.points_since) == ("2024-25 Q3", 50, 3)


def test_charts_are_marked_with_the_latest_three(tmp_path: Path) -> None:
    """In the period in which each was raised, oldest first; fingerprints stay as they are."""
    days = ("2023-01-05", "2023-07-05", "2024-01-05", "2024-07-05", "2025-08-01")
    findings = found(tmp_path, *(row(f"R{k}", recorded=day) for k, day in enumerate(days)))
    bare = [replace(f, happenings=()) for f in findings.findings]
    shown = marked(bare, findings.picture.responses, findings.framework)
    assert shown == findings.findings
    told = {f.indicator: f.happenings for f in shown if f.organisation == "X1"}
    assert [(h.period, h.label) for h in told["102"]] == [
        ("2023-24 Q2", "Response R1"),  # R0 is the fourth, and R4 in no period of the chart
        ("2023-24 Q4", "Response R2"),
        ("2024-25 Q2", "Response R3"),
    ]
    assert {(h.rebase, h.exclude, h.reason) for h in told["102"]} == {
        (False, False, "Change a process")
    }
    assert told["103"] == ()
    assert [f.fingerprint for f in shown] == [f.fingerprint for f in bare]


def test_nothing_kept_is_nothing_found(tmp_path: Path) -> None:
    """Without responses.csv there is no audit trail."""
    findings = flow.compute(books.write(tmp_path / "data"), audience=Audience.PUBLIC)
    assert findings.picture.responses == ()
