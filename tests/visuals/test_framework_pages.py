"""The pages about the framework say what the profile says, and nothing where it says nothing."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from pmf_analysis import report
from pmf_analysis.framework import arrangements
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import document
from pmf_analysis.visuals.page.framework import FrameworkPage
from pmf_analysis.visuals.page.roles import RolesPage
from tests.visuals.own_ways import OWN, QUIET, computed, rows, told


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What the council with its own ways finds for 2025 Q1, published on 13 May 2025."""
    return computed(tmp_path_factory.mktemp("own"), OWN)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The least that a profile can say."""
    return computed(tmp_path_factory.mktemp("quiet"), QUIET)


def test_each_part_has_its_heading_and_the_councils_words(own: Findings) -> None:
    """Every part that the profile has is told under its heading."""
    page = FrameworkPage.open(own, "")
    assert FrameworkPage.title(own, "") == "How Fellbeck keeps its word"
    assert page.lede().endswith("Approved by the Assembly on 14 January 2025.")
    assert told(page.why()) == "Why we do this Because people asked. So that it helps."
    assert told(page.questions()) == "Questions it answers What was promised?"
    assert told(page.principles()) == "Principles Frank We say it."
    assert told(page.decisions()) == "What a review may decide Stop it"
    assert told(page.related()) == "Related policies Data policy On data."
    document_ = told(page.document())
    assert "On request in large print, Welsh and Cornish" in document_
    assert "Approved By the Assembly on 14 January 2025" in document_
    assert "Questions ask@fellbeck.example" in document_
    assert rows(page.document()) == [
        ["Version", "Date", "What changed"],
        ["2", "1 February 2024", "Shorter."],
    ]


def test_what_the_profile_does_not_say_is_left_out(quiet: Findings) -> None:
    """No heading stands over nothing."""
    page = FrameworkPage.open(quiet, "")
    silent = (
        page.why, page.cycle, page.questions, page.principles, page.values, page.readers,
        page.tiers, page.decisions, page.plans, page.data, page.support,
        page.related, page.left_open,
    )  # fmt: skip
    assert [piece().html for piece in silent] == [""] * len(silent)
    assert "<table" not in page.document().html
    assert list(RolesPage.scopes(quiet)) == []


def test_levels_lead_to_the_scorecards_that_this_edition_has(own: Findings) -> None:
    """Each level is told in the council's own words; a guild's card is for the council alone."""
    public = FrameworkPage.open(own, "").tiers()
    assert 'href="corporate.html"' in public.html
    assert 'href="directorates/housing.html"' in public.html
    assert "Guild card One for each guild, not published." in told(public)
    assert "Own card For each person, who keeps it; not part of this report." in told(public)
    internal = FrameworkPage.open(replace(own, audience=Audience.INTERNAL), "").tiers()
    assert "One for each guild, led to from the page of its house." in told(internal)


def test_a_plan_with_parts_has_a_template_and_empty_columns_are_left_out(own: Findings) -> None:
    """Nobody agrees these plans and none has a date, so no column says so."""
    made = FrameworkPage.open(own, "").plans()
    assert rows(made) == [
        ["Plan", "Who keeps it", "To fill in"],
        ["Guild plan", "Guild master", "Word template (DOCX)"],
        ["Great plan", "–", "–"],
    ]
    assert re.findall(r'href="([^"]*)"', made.html) == ["downloads/templates/guild-plan.docx"]


def test_what_the_document_leaves_open_is_said_to_be_ours(own: Findings) -> None:
    """Each key in plain words, and whose proposal stands there."""
    made = told(FrameworkPage.open(own, "").left_open())
    assert "a proposal that comes with the program, until Fellbeck Council agrees its own" in made
    assert made.endswith("The values What is done in each month of the year")


def test_every_part_that_may_be_left_open_has_words() -> None:
    """The profile's keys and the sentences for them are the same."""
    assert set(document._OPEN) == set(get_args(arrangements.Open))


def test_the_cycle_is_told_in_order_and_drawn(own: Findings) -> None:
    """The drawing has a name that says the stages; beside it a list has each with its steps."""
    made = FrameworkPage.open(own, "").cycle().html
    label = html.unescape(re.findall(r'role="img" aria-label="([^"]*)"', made)[0])
    assert label == "The cycle: 1 Ask, 2 Act, 3 Tell & show, and then Ask again."
    listed = made.partition("<ol>")[2]
    assert re.findall(r"<strong>(.*?)</strong>", listed) == ["Ask", "Act", "Tell &amp; show"]
    assert "Show two steps" in listed
    assert "First: Door to door." in listed


def test_roles_stand_under_councillors_and_officers(own: Findings) -> None:
    """By kind, in the council's word for councillors; a long list folds on a narrow screen."""
    page = RolesPage.open(own, "")
    assert (
        told(page.members()) == "Elders Elder Show four responsibilities Asks Listens Votes Tells"
    )
    assert told(page.officers()) == "Officers Steward Carries out"
    assert "<details" not in page.officers().html


def test_a_report_leads_to_its_page(own: Findings) -> None:
    """Only a report that is served by a page has a link."""
    made = RolesPage.open(own, "").reporting()
    assert rows(made) == [
        ["Report", "To", "How often"],
        ["The tidings", "Watch; Board of Stewards", "Each quarter"],
        ["The ledger", "Watch", "Each month"],
    ]
    assert re.findall(r'<a href="([^"]*)">', made.html) == ["index.html"]


def test_a_page_that_there_is_not_is_a_fault_of_the_profile(tmp_path: Path) -> None:
    """The fault names the file, the line's key, what came and what may stand there."""
    wrong = OWN.replace("page: index", "page: risks")
    with pytest.raises(FaultsFound) as found:
        computed(tmp_path, wrong)
    (fault,) = found.value.faults
    assert (fault.file, fault.got) == ("framework.yml", "'risks'")
    assert fault.column == "reporting.1.page"
    assert "'risk'" in fault.expected


def test_two_plans_of_one_code_are_a_fault(tmp_path: Path) -> None:
    """Their templates would be one file."""
    with pytest.raises(FaultsFound, match="plans need a code each; used twice: "):
        computed(tmp_path, OWN.replace("code: great-plan", "code: guild-plan"))


def test_every_page_that_a_report_may_name_is_one() -> None:
    """A page of which there is one; pages that have scopes cannot be named."""
    there = {pages.path() for pages in report.PAGES if not pages.folder}
    assert set(get_args(arrangements.ServedBy)) - {""} <= there
