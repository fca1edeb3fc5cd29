"""The plan's actions: what their milestones say, what needs attention, what changed."""

from __future__ import annotations

import pytest

from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import ActionKind, ObjectiveKind, ObjectiveStatus
from pmf_analysis.judgements.delivery import (
    Action,
    Milestone,
    Update,
    attention,
    changed,
    needs_attention,
    past,
    progress,
)
from pmf_analysis.judgements.objective import Objective, objective_rating
from tests.judgements.test_progress import (
    AT_RISK,
    COMPLETE,
    DELAYED,
    ON_TRACK,
    STOPPED,
    TODAY,
    day,
    told,
)


def action(
    code: str, reports: list[Update], due: str = "2026-03-31", *steps: Milestone, start: str = ""
) -> Action:
    begins = day(start or "2024-04-01")
    return Action(
        code,
        f"Action {code}",
        ActionKind.ACTION,
        *("homes", "", "housing", "", "", "Head of Homes", ""),
        begins,
        "",
        progress(day(due), reports, TODAY, begins),
        steps,
        previous=past("2025-26 Q1", progress(day(due), reports, day("2025-09-02"), begins)),
    )


def step(due: str, *reports: Update) -> Milestone:
    return Milestone("M1", "A step", progress(day(due), reports, TODAY))


def test_milestones_that_belie_an_action() -> None:
    """Late milestones are said of what is open; they belie it where it says on track."""
    late, done = step("2025-12-01"), step("2025-09-30", told("2025-10-01", COMPLETE))
    belied = action("A1", [told("2025-10-14", ON_TRACK)], "2026-03-31", late, done)
    assert belied.late_milestones == (late,)
    assert belied.contradicted
    assert needs_attention(belied)
    assert not action("A2", [told("2025-10-14", AT_RISK)], "2026-03-31", late).contradicted
    fine = action("A3", [told("2025-10-14", ON_TRACK)], "2026-03-31", step("2025-12-02"), done)
    assert not fine.contradicted
    assert not needs_attention(fine)
    ended = action("A4", [told("2025-10-14", COMPLETE)], "2026-03-31", late)
    assert ended.late_milestones == ()


def test_what_needs_attention_comes_most_slipped_first() -> None:
    """Delayed, at risk, past its date and silent; nothing that has ended or goes well."""
    listed = [
        action("fine", [told("2025-10-14", ON_TRACK)]),
        action("risk", [told("2025-10-14", AT_RISK)]),
        action("passed", [told("2025-10-14", ON_TRACK)], "2025-11-02"),  # 30 days
        action("late", [told("2025-10-14", DELAYED, forecast="2026-06-30")]),  # 91 days
        action("quiet", [told("2025-01-14", ON_TRACK)]),
        action("never", [], start="2025-04-01"),
        action("done", [told("2025-10-14", COMPLETE)], "2025-01-31"),
        action("stopped", [told("2025-10-14", STOPPED)], "2025-01-31"),
    ]
    found = [a.action for a in attention(listed)]
    assert found == ["late", "passed", "risk", "quiet", "never"]
    assert [a.action for a in listed if a.silent] == ["never"]


def test_what_changed_since_last_quarter() -> None:
    """A status or an expected date that moved; a percentage and words are no change."""
    same = [told("2025-07-15", ON_TRACK, 30), told("2025-10-14", ON_TRACK, 50, text="More.")]
    assert not changed(action("A1", same))
    assert changed(action("A2", [*same[:1], told("2025-10-14", AT_RISK)]))
    assert changed(action("A3", [*same[:1], told("2025-10-14", ON_TRACK, forecast="2026-02-01")]))
    assert changed(action("A4", same, "2025-11-30"))  # its date has passed since
    assert changed(action("A5", [told("2025-10-14", ON_TRACK)]))  # the first word of it


@pytest.mark.parametrize(
    ("status", "overdue", "rating"),
    [
        (ObjectiveStatus.COMPLETE, False, Rating.BLUE),
        (ObjectiveStatus.ON_TRACK, False, Rating.GREEN),
        (ObjectiveStatus.ON_TRACK, True, Rating.RED),
        (ObjectiveStatus.AT_RISK, False, Rating.AMBER),
        (ObjectiveStatus.AT_RISK, True, Rating.RED),
        (ObjectiveStatus.OFF_TRACK, False, Rating.RED),
        (ObjectiveStatus.NOT_STARTED, False, Rating.NO_TARGET),
        (ObjectiveStatus.NOT_STARTED, True, Rating.RED),
    ],
)
def test_objectives_are_rated_alike(status: ObjectiveStatus, overdue: bool, rating: Rating) -> None:
    """By their status; red while open after their date."""
    said = ("H-1", "Homes plan", "advice", ObjectiveKind.OBJECTIVE, "Do it", "", "", None, None)
    assert objective_rating(Objective(*said, status, None, overdue)) is rating
