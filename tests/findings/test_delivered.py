"""The plan and the service plans as their tables tell them, at each quarter's publication."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.work import ActionKind, ActionStatus, ObjectiveStatus
from pmf_analysis.judgements.delivery import Past, Standing
from pmf_analysis.judgements.finding import Findings
from tests import books

FRAMEWORK = books.FRAMEWORK.replace(
    "  quarters:\n", "  quarters:\n    - {quarter: 2024-25 Q3, publication: 2025-03-04}\n"
)
ACTIONS = (
    "action,title,kind,theme,mission,directorate,service,group,lead_role,portfolio_role,start,due,"
    "resources,audience"
    """
A1,Lease 60 homes,project,homes,,housing,advice,,Head of Homes,,2024-11-04,2025-12-31,Posts,public
A2,Move desks,action,,,,advice,,,,2025-07-20,2026-03-31,,internal
A3,Train advisers,action,homes,,housing,,,Head of Homes,,2025-05-01,2026-03-31,,public"""
)
MILESTONES = """\
action,milestone,title,due
A1,M1,First homes,2025-07-31
A1,M2,Terms agreed,2025-05-31
A3,M1,Trainer found,2025-09-01"""
UPDATES = """\
action,milestone,status,percent,revised_due,forecast_due,update,recorded_on
A1,,at risk,50,,2026-04-30,Owners hold back.,2025-07-15
A1,,complete,100,,,Done.,2025-10-14
A1,,on track,10,,,Begun.,2025-01-15
A1,,delayed,20,2026-01-31,2026-03-31,Terms took long.,2025-04-15
A1,M1,delayed,,2025-08-31,,,2025-07-15
A1,M2,complete,100,,,,2025-05-20"""
OBJECTIVES = """\
objective,plan,service,kind,title,outcome,lead_role,start,due,status,indicator,action,recorded_on
H-1,Advice plan,advice,objective,Answer all,Help,,2025-04-01,2025-08-31,on track,101,A1,2025-04-10
H-1,Advice plan,advice,objective,Answer most,Help,,2025-04-01,2025-09-30,at risk,101,A1,2025-07-10
H-1,Advice plan,advice,objective,Answer most,Help,,2025-04-01,2025-09-30,complete,101,A1,2025-10-10
H-2,Advice plan,advice,change,New desk,,,,2025-09-01,on track,,A2,2025-07-10
H-3,Advice plan,advice,workforce,Hire two,,,,2025-09-02,not started,,,2025-07-10
H-4,Advice plan,advice,objective,Too late to tell,,,,,on track,,,2025-10-10"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A plan of three actions, one of them internal."""
    return books.write(
        tmp_path / "book",
        FRAMEWORK,
        actions=ACTIONS.splitlines(),
        milestones=MILESTONES.splitlines(),
        action_updates=UPDATES.splitlines(),
        objectives=OBJECTIVES.splitlines(),
    )


def told(book: Path, quarter: str = "2025-26 Q1", audience: str = "internal") -> Findings:
    return flow.compute(book, quarter, audience)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_an_action_is_read_as_at_publication(book: Path) -> None:
    """The report of July counts on 2 September 2025, and that of October does not."""
    found = told(book).picture.actions
    assert [a.action for a in found] == ["A1", "A2", "A3"]
    first, now = found[0], found[0].progress
    assert (first.kind, first.directorate, first.lead_role) == (
        ActionKind.PROJECT,
        "housing",
        "Head of Homes",
    )
    assert (now.status, now.percent, now.text) == (ActionStatus.AT_RISK, 50, "Owners hold back.")
    assert (now.original_due, now.agreed_due) == (day("2025-12-31"), day("2026-01-31"))
    # January 31, February 28, March 31 and April 30 days.
    assert (now.expected, now.slippage, now.revisions) == (day("2026-04-30"), 120, 1)


def test_milestones_stand_in_the_order_of_their_dates(book: Path) -> None:
    """Terms first, done; the homes' new date, 31 August, has passed."""
    terms, homes = told(book).picture.actions[0].milestones
    assert (terms.milestone, terms.progress.ended_on) == ("M2", day("2025-05-20"))
    assert (homes.milestone, homes.progress.agreed_due) == ("M1", day("2025-08-31"))
    assert homes.progress.overdue
    assert told(book).picture.actions[0].late_milestones == (homes,)


def test_the_past_is_what_was_said_then(book: Path) -> None:
    """Each published quarter as at its day; a rebuilt report says the same."""
    first = told(book).picture.actions[0]
    on_track, delayed = ActionStatus.ON_TRACK, ActionStatus.DELAYED
    assert first.history == (
        Past("2024-25 Q3", on_track, Standing.ON_TRACK, day("2025-12-31"), 10),
        Past("2024-25 Q4", delayed, Standing.DELAYED, day("2026-03-31"), 20),
    )
    assert first.previous == first.history[-1]
    then = told(book, "2024-25 Q4").picture.actions[0]
    assert (then.progress.standing, then.progress.expected) == (
        Standing.DELAYED,
        day("2026-03-31"),
    )
    assert then.history == first.history[:1]


def test_nothing_is_asked_of_what_starts_after_the_quarter(book: Path) -> None:
    """A2 starts on 20 July, after the quarter; A3 on 1 May, and nobody reported."""
    _, later, quiet = told(book).picture.actions
    assert (later.progress.standing, later.history) == (Standing.NOT_STARTED, ())
    assert later.directorate == "housing"  # its service's
    assert (quiet.progress.standing, quiet.history) == (Standing.NOT_REPORTED, ())
    assert quiet.previous is not None
    assert quiet.previous.standing is Standing.NOT_STARTED
    # 1 May to 2 September is 124 days.
    assert quiet.silent


def test_an_objective_is_read_as_last_reported(book: Path) -> None:
    """Its latest words and date, and its status a quarter ago; none that is still to come."""
    found = told(book).picture.objectives
    assert [o.objective for o in found] == ["H-1", "H-2", "H-3"]
    first = found[0]
    assert (first.title, first.status) == ("Answer most", ObjectiveStatus.AT_RISK)
    assert first.previous_status is ObjectiveStatus.ON_TRACK
    assert (first.first_due, first.due) == (day("2025-08-31"), day("2025-09-30"))
    assert [o.overdue for o in found] == [False, True, False]  # due on the day is not overdue
    assert found[1].previous_status is None


def test_the_public_sees_nothing_of_what_is_internal(book: Path) -> None:
    """Neither the internal action nor the objective that names it."""
    public = told(book, audience="public").picture
    assert [a.action for a in public.actions] == ["A1", "A3"]
    assert [o.objective for o in public.objectives] == ["H-1", "H-3"]


def test_a_council_without_a_plan_has_none(tmp_path: Path) -> None:
    """No table, no action; and plans without a report."""
    assert told(books.write(tmp_path / "bare")).picture.actions == ()
    alone = books.write(tmp_path / "alone", FRAMEWORK, actions=ACTIONS.splitlines())
    assert [a.milestones for a in told(alone).picture.actions] == [(), (), ()]


KNOWN = """\
K1,Begun,action,homes,,housing,,,,,2025-06-02,2026-03-31,,public
K2,Begun since,action,homes,,housing,,,,,2025-06-03,2026-03-31,,public
K3,Begins on the day,action,homes,,housing,,,,,2025-09-02,2026-03-31,,public
K4,Begins after it,action,homes,,housing,,,,,2025-09-03,2026-03-31,,public
K5,Told of ahead,action,homes,,housing,,,,,2026-01-05,2026-03-31,,public
K6,Its milestone told of,action,homes,,housing,,,,,2026-01-05,2026-03-31,,public
K7,In a service plan,action,homes,,housing,,,,,2026-01-05,2026-03-31,,public
K8,Without a start,action,homes,,housing,,,,,,2026-03-31,,public
K9,Told of too late,action,homes,,housing,,,,,2025-10-01,2026-03-31,,public"""
KNOWN_STEPS = "action,milestone,title,due\nK6,M1,Step,2026-03-31"
KNOWN_TOLD = """\
action,milestone,status,percent,revised_due,forecast_due,update,recorded_on
K5,,not started,0,,,Booked.,2025-09-02
K6,M1,not started,,,,,2025-06-02
K9,,on track,10,,,Begun.,2025-09-03"""
KNOWN_PLANS = """\
objective,plan,service,kind,title,outcome,lead_role,start,due,status,indicator,action,recorded_on
H-1,Plan,advice,objective,Do it,,,,,on track,,K7,2025-07-10"""


def test_a_report_does_not_know_what_was_thought_of_later(tmp_path: Path) -> None:
    """In the plan by 2 September: begun, told of or named by then; by 2 June: the same of June."""
    book = books.write(
        tmp_path / "later",
        FRAMEWORK,
        actions=[ACTIONS.split("\n", 1)[0], *KNOWN.splitlines()],
        milestones=KNOWN_STEPS.splitlines(),
        action_updates=KNOWN_TOLD.splitlines(),
        objectives=KNOWN_PLANS.splitlines(),
    )
    found = told(book).picture.actions
    assert [a.action for a in found] == ["K1", "K2", "K3", "K5", "K6", "K7", "K8"]
    before = [a.action for a in found if a.previous is not None]
    assert before == ["K1", "K6", "K8"]
    # June's report lists what that quarter's now compares with.
    assert [a.action for a in told(book, "2024-25 Q4").picture.actions] == before
    past = {a.action: [then.quarter for then in a.history] for a in found}
    assert past["K2"] == past["K7"] == []
