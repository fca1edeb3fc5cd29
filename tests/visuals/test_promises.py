"""What services promised, in words: counts, aims, and the council's own name for a service."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.work import ObjectiveKind, ObjectiveStatus
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.objective import Objective
from pmf_analysis.visuals import promises
from pmf_analysis.visuals.page.service_plan import ServicePlanPage, StandardsPage
from tests import books
from tests.conftest import ROOT
from tests.findings.test_delivered import ACTIONS, FRAMEWORK, OBJECTIVES
from tests.visuals.test_delivery import STANDARD

ON_TRACK, AT_RISK = ObjectiveStatus.ON_TRACK, ObjectiveStatus.AT_RISK
COMPLETE = ObjectiveStatus.COMPLETE


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A council that calls its services teams, with plans and one published standard."""
    catalogue = [*books.tables()["indicators"]]
    catalogue[1] = STANDARD
    book: Path = books.write(
        tmp_path_factory.mktemp("promises") / "book",
        FRAMEWORK.replace("directorates:", "words: {service: team}\ndirectorates:"),
        indicators=catalogue,
        actions=ACTIONS.splitlines(),
        objectives=OBJECTIVES.splitlines(),
    )
    return flow.compute(book, audience="internal")


def promise(status: ObjectiveStatus, outcome: str = "", code: str = "H-1") -> Objective:
    """An entry of a plan, the same a quarter ago."""
    return Objective(
        *(code, "Plan", "advice", ObjectiveKind.WORKFORCE, "Title", outcome, "", None, None),
        *(status, status, False),
    )


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ([], ""),
        ([ON_TRACK], "On track."),
        ([ON_TRACK, ON_TRACK], "All on track."),
        ([AT_RISK, ON_TRACK, AT_RISK], "One on track, two at risk."),
    ],
)
def test_promises_are_counted_in_a_sentence(
    found: Findings, statuses: list[ObjectiveStatus], said: str
) -> None:
    """None, one, all, some; with a capital and a full stop."""
    assert promises.counted([promise(s) for s in statuses], found.framework) == said


@pytest.mark.parametrize(
    ("status", "outcome", "said"),
    [
        (AT_RISK, "Children are in school", "Aim: Children are in school"),
        (COMPLETE, "Children are in school", "What came of it: Children are in school"),
        (AT_RISK, "", ""),
    ],
)
def test_an_aim_is_called_one(
    found: Findings, status: ObjectiveStatus, outcome: str, said: str
) -> None:
    """Beside what is at risk it must not read as a fact."""
    one = promise(status, outcome)
    assert promises._aim(one) == said
    html = promises.objectives([one], found, found.framework, "", "").html
    assert said in html
    assert html.count("Children are in school") == bool(outcome)


def test_a_promise_about_staff_is_no_question(found: Findings) -> None:
    """Its kind is one word."""
    html = promises.objectives([promise(ON_TRACK)], found, found.framework, "", "").html
    assert "H-1 · Workforce · Plan" in html


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (1, "One promise of one team: on track."),
        (2, "Two promises of one team: all on track."),
    ],
)
def test_the_headline_of_a_plan(found: Findings, entries: int, said: str) -> None:
    """One, and all of several."""
    listed = tuple(promise(ON_TRACK, code=f"H-{k}") for k in range(entries))
    picture = replace(found.picture, objectives=listed)
    page = ServicePlanPage.open(replace(found, picture=picture), "housing")
    assert page.lede().startswith(said)


def test_the_heading_is_in_the_councils_words(found: Findings) -> None:
    """The page makes it, and the notebook has none of its own."""
    page = ServicePlanPage.open(found, "housing")
    assert "<h2>What each team promised</h2>" in page.services().html
    cells = json.loads((ROOT / "notebooks" / "service_plan.ipynb").read_text("utf-8"))["cells"]
    headings = ["".join(c["source"]) for c in cells if c["cell_type"] == "markdown"]
    assert headings == ["# Service plans", "## What needs attention"]


def test_standards_are_what_residents_can_expect(found: Findings) -> None:
    """One standard, not met; and a caption that says whose promise it is."""
    page = StandardsPage.open(found, "")
    assert page.lede() == "One published service standard: not met."
    caption = "What residents can expect of Smallbridge Council, and whether they get it;"
    assert caption in page.standards().html
