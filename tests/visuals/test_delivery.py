"""What the pages of the plan and of the services say, beside what it is said of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.work import ActionStatus
from pmf_analysis.judgements.delivery import Past, Standing, Update
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import delivery, progress, tallies
from pmf_analysis.visuals.page.delivery import DeliveryPage
from pmf_analysis.visuals.page.service_plan import ServicePlanPage, StandardsPage
from tests import books
from tests.findings.test_delivered import ACTIONS, FRAMEWORK, MILESTONES, OBJECTIVES, UPDATES
from tests.judgements.test_delivery import action, step
from tests.judgements.test_progress import COMPLETE, DELAYED, NOT_STARTED, ON_TRACK, STOPPED, told

STANDARD = books.indicator("101", "Duties ended").removesuffix(",public") + "We help all.,public"
BAD = "<script>alert(1)</script>"
TIED = "\u00a0"


@pytest.fixture
def found(tmp_path: Path) -> Findings:
    """A plan in which a title and a report carry markup, and one published standard."""
    catalogue = [*books.tables()["indicators"]]
    catalogue[1] = STANDARD
    book = books.write(
        tmp_path / "book",
        FRAMEWORK.replace("directorates:", "words: {delivery_plan: Big Plan}\ndirectorates:"),
        indicators=catalogue,
        actions=ACTIONS.replace("Lease 60 homes", BAD).splitlines(),
        milestones=MILESTONES.replace("First homes", BAD).splitlines(),
        action_updates=UPDATES.replace("Owners hold back.", BAD).splitlines(),
        objectives=OBJECTIVES.replace("Answer most", BAD).splitlines(),
    )
    return flow.compute(book, audience="internal")


SAID = [
    ("passed", [told("2025-11-18", ON_TRACK)], "2025-10-31", "Reported on track, but its date,"),
    ("since", [told("2025-10-14", ON_TRACK)], "2025-10-31", "31 October 2025, has passed since."),
    ("late", [told("2025-10-14", DELAYED)], "2025-10-31", "Its date, 31 October 2025, has passed."),
    ("silent", [], "2025-10-31", "Nothing has been reported of it, and its date"),
    ("quiet", [], "2026-10-31", "Nothing has been reported of it yet."),
    ("stalled", [told("2025-01-12", ON_TRACK)], "2026-10-31", "since 12 January 2025."),
    ("slack", [told("2025-10-14", NOT_STARTED)], "2026-10-31", "It was to start on 1 April 2024."),
    ("early", [told("2025-10-14", COMPLETE)], "2025-11-04", "14 October 2025, three weeks early."),
    ("on time", [told("2025-10-14", COMPLETE)], "2025-10-14", "2025, as first promised."),
    ("stopped", [told("2025-10-14", STOPPED)], "2026-10-31", "Stopped on 14 October 2025."),
]


@pytest.mark.parametrize(("name", "reports", "due", "words"), SAID, ids=[s[0] for s in SAID])
def test_what_is_out_of_the_ordinary_is_said(
    name: str, reports: list[Update], due: str, words: str
) -> None:
    """Silence, a date that passed before or after the report, slippage, an ending."""
    assert any(words in remark for remark in progress.remarks(action(name, reports, due)))


def test_late_milestones_and_new_dates_are_said() -> None:
    """It says on track; its milestone and its two new dates say otherwise."""
    reports = [
        told("2025-04-14", ON_TRACK, agreed="2026-06-30"),
        told("2025-10-14", ON_TRACK, agreed="2026-09-30"),
    ]
    said = progress.remarks(action("A1", reports, "2026-03-31", step("2025-12-01")))
    assert said == [
        "It says on track, but one milestone is late.",
        "Expected six months late.",
        "Its date was moved twice.",
    ]
    assert progress.remarks(action("A2", [told("2025-10-14", ON_TRACK)])) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "as first promised"),
        (1, "one day late"),
        (-13, "13 days early"),
        (14, "two weeks late"),
        (59, "eight weeks late"),
        (60, "two months late"),
        (-365, "12 months early"),
    ],
)
def test_slippage_is_spelt_in_fitting_units(days: int, said: str) -> None:
    """Days below a fortnight, weeks below two months, then months."""
    assert progress.slipped(days) == said


def test_past_quarters_are_shapes_with_words(found: Findings) -> None:
    """Each stretch is spoken; the shapes differ without colour."""
    then = dt.date(2026, 3, 31)
    on, off = ActionStatus.ON_TRACK, ActionStatus.DELAYED
    history = [
        Past("2024-25 Q2", on, Standing.ON_TRACK, then, 10),
        Past("2024-25 Q3", on, Standing.ON_TRACK, then, 20),
        Past("2024-25 Q4", off, Standing.DELAYED, then, 30),
    ]
    drawn = progress.earlier(history, found.framework)
    assert drawn is not None
    spoken = "2024-25 Q2 to 2024-25 Q4: on track for two quarters, then delayed for one quarter"
    assert f'aria-label="{spoken}"' in drawn.html
    paths = [part.split('"')[1] for part in drawn.html.split("<path d=")[1:]]
    assert len(paths) == 3
    assert paths[0].split(" ", 1)[1] == paths[1].split(" ", 1)[1] != paths[2].split(" ", 1)[1]
    assert progress.earlier((), found.framework) is None


def test_the_shapes_of_all_ratings_differ() -> None:
    """No two ratings share a shape."""
    assert len(set(progress._SHAPES.values())) == len(progress._SHAPES)


def test_the_plan_is_counted_in_a_sentence(found: Findings) -> None:
    """Each standing once, the plan under the council's own name."""
    page = DeliveryPage.open(found, "")
    assert page.title(found, "") == "Big Plan"
    # A1 is at risk and was delayed; A3 has not been heard of since its start, 124 days before.
    assert page.lede() == (
        "Of three actions, one is at risk, one not started and one not reported. "
        "Two need attention; two moved since last quarter; one is new in the plan."
    )
    glance = page.at_a_glance().html
    assert "at risk (0 last quarter)" in glance
    assert "delayed (1 last quarter)" in glance
    assert "not started (1 last quarter)" in glance  # A2 was not in the plan yet
    one = found.picture.actions[:1]
    assert tallies.summary(one, found.framework) == "The one action is at risk."
    assert tallies.summary((), found.framework) == ""


def test_the_page_leads_to_each_action(found: Findings) -> None:
    """Other tables link to the row that every action has, once; markup stays text."""
    page = DeliveryPage.open(found, "")
    every, attended = page.every().html, page.attention().html
    assert every.count('id="action-a1"') == 1
    assert 'href="delivery.html#action-a1"' in attended
    assert f"30{TIED}Apr{TIED}2026" in attended
    assert "four months late" in attended
    pieces = (every, attended, page.changed().html, page.by_theme().html, page.by_group().html)
    assert "<script" not in "".join(pieces)
    assert "&lt;script&gt;" in every
    assert "Two milestones, one done, one late" in every
    assert "Part of no theme" in every  # A2
    assert "Big Plan" in delivery.tracker((), found.framework, "../", "").html
    elsewhere = delivery.tracker(found.picture.actions, found.framework, "../", "Actions").html
    assert 'href="../delivery.html#action-a1"' in elsewhere
    assert "id=" not in elsewhere


def test_counts_by_place_hold_every_action(found: Findings) -> None:
    """Those that belong nowhere have a row of their own."""
    made = tallies.by_theme(found.picture.actions, found.framework).html
    assert made.count("<tr") == 3  # the heading, Homes, no theme
    assert "No theme" in made
    assert "All need attention" in made  # A1 and A3
    assert "None needs attention" in made  # A2
    assert "No theme" not in tallies.by_theme(found.picture.actions[:1], found.framework).html
    assert "No group oversees it" in tallies.by_group(found.picture.actions, found.framework).html
    assert "Housing" in tallies.by_directorate(found.picture.actions, found.framework).html


def test_a_page_only_where_there_is_something(found: Findings) -> None:
    """No plan, no page; a plan of one directorate, one page."""
    bare = replace(found, picture=replace(found.picture, actions=(), objectives=()))
    assert list(DeliveryPage.scopes(found)) == [""]
    assert list(DeliveryPage.scopes(bare)) == []
    assert list(ServicePlanPage.scopes(found)) == ["housing"]
    assert list(ServicePlanPage.scopes(bare)) == ["housing"]  # it has a standard
    plain = {code: replace(i, standard="") for code, i in found.indicators.items()}
    assert list(ServicePlanPage.scopes(replace(bare, indicators=plain))) == []
    assert list(StandardsPage.scopes(replace(bare, indicators=plain))) == []


def test_a_page_rests_on_its_part_alone(found: Findings) -> None:
    """The actions; and of a service plan what its entries are tied to."""
    part = DeliveryPage.part(found, "")
    assert (part.findings, part.picture.objectives) == ((), ())
    plan = ServicePlanPage.part(found, "housing")
    assert [a.action for a in plan.picture.actions] == ["A1", "A2"]
    assert {f.indicator for f in plan.findings} == {"101"}
    assert set(plan.indicators) == {"101"}


def test_a_service_plan_shows_promises_and_what_they_are_tied_to(found: Findings) -> None:
    """What is at risk or past its date first; the indicator's and the action's own mark."""
    page = ServicePlanPage.open(found, "housing")
    assert page.title(found, "housing") == "Service plans: Housing"
    assert page.lede() == (
        "Three promises of one service: one at risk, one not started, one past its date. "
        "Led by the Director of Housing."
    )
    late, every = page.attention().html, page.services().html
    assert late.index("H-2") < late.index("H-1")
    assert every.index("H-1") < every.index("H-2")  # by kind: objective, change, workforce
    assert "H-3" not in late
    assert "Reported on track, but its date, 1 September 2025, has passed" in late
    assert "At risk; last quarter it was on track." in every
    assert f"first promised 31{TIED}Aug{TIED}2025" in every
    assert 'href="../indicators/101.html"' in every
    assert 'href="../delivery.html#action-a1"' in every
    assert "Tied to no indicator and no action" in every  # H-3
    assert "<script" not in late + every


def test_a_standard_is_met_when_its_target_is(found: Findings) -> None:
    """66% against 78%: not met; and no heading where a directorate has none."""
    page = StandardsPage.open(found, "")
    assert page.lede() == "One published service standard: not met."
    made = page.standards().html
    assert "We help all." in made
    assert "Not met" in made
    assert "66.0%" in made
    assert "We help all." in ServicePlanPage.open(found, "housing").standards().html
    plain = {code: replace(i, standard="") for code, i in found.indicators.items()}
    without = ServicePlanPage.open(replace(found, indicators=plain), "housing")
    assert without.standards().html == ""
