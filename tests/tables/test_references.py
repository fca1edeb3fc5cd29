"""What is wrong between the tables of plan, risks and money: file, row, column, expected, got."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.tables.book import Book
from tests import books
from tests.site.planted import sheet

DAY = {"recorded_on": "2025-07-20"}
DAYS = {"start": "2025-04-01", "due": "2026-03-31"}
ACTION = {"title": "Build", "kind": "action", "audience": "public", **DAYS}
RISK = {"register": "strategic", "nature": "risk", "title": "Fire", "category": "safety"}
RISK |= {"opened": "2024-04-01", "audience": "public"}
UPDATE = {"action": "A1", "milestone": "M1", "status": "on track", **DAY}
MONEY = {"line": "B1", "organisation": "housing", "area": "revenue", "title": "Staff", **DAY}
PLAN = {"plan": "Advice", "service": "advice", "kind": "objective", "title": "Answer", **DAY}
VISIT = {"body": "Inspector", "scope": "Homes", "rating": "Good", "published": "2025-01-15", **DAY}
# Every table that names another, with one right row or two; the first stands in line 2.
TABLES: dict[str, tuple[Mapping[str, object], ...]] = {
    "actions": ({"action": "A1", **ACTION}, {"action": "A2", **ACTION}),
    "milestones": ({"action": "A1", "milestone": "M1", "title": "Dig", "due": "2025-12-31"},),
    "action_updates": (UPDATE, {**UPDATE, "milestone": ""}),
    "risks": ({"risk": "R1", **RISK, "closed": "2024-04-01"},),
    "risk_reviews": ({"risk": "R1", "likelihood": 5, "impact": 5, **DAY},),
    "finance": ({"period": "2025-26 Q1", **MONEY},),
    "objectives": ({"objective": "O1", **PLAN, **DAYS, "status": "on track"},),
    "responses": ({"response": "P1", "about": "101", "finding": "Slow", **DAY},),
    "inspections": ({**VISIT, "next": "2025-01-15"},),
    "areas": ({"area": "E1", "name": "Area", "start": "2009-04-01", "end": "2009-04-01"},),
    "links": ({"from_kind": "action", "from_id": "A1", "to_kind": "risk", "to_id": "R1"},),
}
CODES = {
    "indicator": "101",
    "objective": "O1",
    "action": "A1",
    "risk": "R1",
    "budget line": "B1",
    "response": "P1",
}


def written(folder: Path, framework: str = books.FRAMEWORK, **changed: Any) -> Path:
    """Write the book with the rows of some tables replaced; None leaves a table out."""
    rows = {**TABLES, **changed}
    tables = {name: None if r is None else sheet(name, *r) for name, r in rows.items()}
    return books.write(folder / "data", framework, **tables)


def faults(folder: Path, **changed: Any) -> list[Fault]:
    with pytest.raises(FaultsFound) as raised:
        flow.load(written(folder, **changed))
    return list(raised.value.faults)


def test_what_is_right_has_no_fault(tmp_path: Path) -> None:
    """Every kind of link both ways, a report of the whole action, days that are the same."""
    pairs = [(one, other) for one in CODES for other in CODES if one != other]
    links = [
        {"from_kind": one, "from_id": CODES[one], "to_kind": other, "to_id": CODES[other]}
        for one, other in pairs
    ]
    made = flow.load(written(tmp_path, links=links))
    assert isinstance(made, Book)
    assert len(made["links"]) == 30


def other(table: str, row: int = 0, **cells: object) -> dict[str, list[dict[str, object]]]:
    """The right rows of a table with some cells of one changed."""
    rows = [dict(r) for r in TABLES[table]]
    rows[row] |= cells
    return {table: rows}


def link(kind: str, code: str, *, end: str) -> dict[str, list[dict[str, object]]]:
    return other("links", **{f"{end}_kind": kind, f"{end}_id": code})


QUARTER = "a quarter"
MATRIX = "a whole number from 1 to 5, as the matrix has"
PAIR = "likelihood and impact, or neither"
MILESTONE = "a milestone of action A1 that is in milestones.csv"
ABOUT = "the code of one indicator, risk or action"
CASES = {
    "about nothing known": (
        other("responses", about="ZZ"),
        ("responses.csv", 2, "about", ABOUT, "'ZZ'"),
    ),
    "a milestone that is not there": (
        other("action_updates", milestone="M9"),
        ("action_updates.csv", 2, "milestone", MILESTONE, "'M9'"),
    ),
    "a milestone of another action": (
        other("action_updates", action="A2"),
        ("action_updates.csv", 2, "milestone", MILESTONE.replace("A1", "A2"), "'M1'"),
    ),
    "no milestones at all": (
        {"milestones": None},
        ("action_updates.csv", 2, "milestone", MILESTONE, "'M1'"),
    ),
    "a likelihood beyond the matrix": (
        other("risk_reviews", likelihood=6),
        ("risk_reviews.csv", 2, "likelihood", MATRIX, "6"),
    ),
    "an impact beyond the matrix": (
        other("risk_reviews", impact=10),
        ("risk_reviews.csv", 2, "impact", MATRIX, "10"),
    ),
    "an inherent score beyond the matrix": (
        other("risk_reviews", inherent_likelihood=6, inherent_impact=5),
        ("risk_reviews.csv", 2, "inherent_likelihood", MATRIX, "6"),
    ),
    "a target beyond the matrix": (
        other("risk_reviews", target_likelihood=5, target_impact=6),
        ("risk_reviews.csv", 2, "target_impact", MATRIX, "6"),
    ),
    "half an inherent score": (
        other("risk_reviews", inherent_likelihood=3),
        ("risk_reviews.csv", 2, "inherent_impact", PAIR, "one of them"),
    ),
    "half a target": (
        other("risk_reviews", target_impact=3),
        ("risk_reviews.csv", 2, "target_impact", PAIR, "one of them"),
    ),
    "money by the year": (
        other("finance", period="2025-26"),
        ("finance.csv", 2, "period", QUARTER, "'2025-26'"),
    ),
    "money by the month": (
        other("finance", period="Apr 2025"),
        ("finance.csv", 2, "period", QUARTER, "'Apr 2025'"),
    ),
    "an action due before it starts": (
        other("actions", 1, start="2026-04-01"),
        ("actions.csv", 3, "due", "a day not before start 2026-04-01", "2026-03-31"),
    ),
    "an objective due before it starts": (
        other("objectives", due="2025-03-31"),
        ("objectives.csv", 2, "due", "a day not before start 2025-04-01", "2025-03-31"),
    ),
    "a risk closed before it opened": (
        other("risks", closed="2024-03-31"),
        ("risks.csv", 2, "closed", "a day not before opened 2024-04-01", "2024-03-31"),
    ),
    "a next visit before the last": (
        other("inspections", next="2025-01-14"),
        ("inspections.csv", 2, "next", "a day not before published 2025-01-15", "2025-01-14"),
    ),
    "an area that ends before it starts": (
        other("areas", end="2009-03-31"),
        ("areas.csv", 2, "end", "a day not before start 2009-04-01", "2009-03-31"),
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_each_fault_names_its_place_and_what_belongs_there(kind: str, tmp_path: Path) -> None:
    """One thing wrong is one fault: file, row, column, what was expected, what came."""
    changed, (file, row, column, expected, got) = CASES[kind]
    assert faults(tmp_path, **changed) == [Fault(file, row, column, expected, got)]


ARTICLES = {"indicator": "an", "objective": "an", "action": "an"}
FILES = {"budget line": "finance"}


@pytest.mark.parametrize("end", ["from", "to"])
@pytest.mark.parametrize("kind", CODES)
def test_a_link_to_nothing(kind: str, end: str, tmp_path: Path) -> None:
    """Either end of each kind is looked up in its own table, whatever the others hold."""
    elsewhere = CODES["risk" if kind != "risk" else "action"]
    file = FILES.get(kind, f"{kind}s")
    expected = f"{ARTICLES.get(kind, 'a')} {kind} that is in {file}.csv"
    for code in ("ZZ", elsewhere):
        found = faults(tmp_path / code, **link(kind, code, end=end))
        assert found == [Fault("links.csv", 2, f"{end}_id", expected, repr(code))]


@pytest.mark.parametrize("kind", sorted(set(CODES) - {"indicator", "action", "risk"}))
def test_a_link_into_a_table_that_is_not_kept(kind: str, tmp_path: Path) -> None:
    """What is not there holds no code."""
    table = FILES.get(kind, f"{kind}s")
    changed = link(kind, CODES[kind], end="to") | {table: None}
    (fault,) = faults(tmp_path, **changed)
    assert (fault.file, fault.row, fault.column) == ("links.csv", 2, "to_id")
    assert fault.got == repr(CODES[kind])


def test_a_response_about_two_things_of_one_code(tmp_path: Path) -> None:
    """A code that an indicator and an action share says nothing of which is meant."""
    actions = [*TABLES["actions"], {"action": "101", **ACTION}]
    (fault,) = faults(tmp_path, actions=actions)
    assert (fault.file, fault.row, fault.column) == ("responses.csv", 2, "about")
    assert fault.expected == ABOUT
    assert fault.got == "'101', which is an indicator and an action"


def test_a_response_about_nothing_is_right(tmp_path: Path) -> None:
    """A finding need not be about one thing."""
    assert flow.load(written(tmp_path, **other("responses", about="")))


def test_a_larger_matrix_takes_larger_scores(tmp_path: Path) -> None:
    """The bound is the council's own."""
    framework = books.FRAMEWORK + "risk: {size: 6}\n"
    larger = other("risk_reviews", likelihood=6, impact=6)
    assert flow.load(written(tmp_path, framework, **larger))


def test_a_year_that_starts_in_january_reports_its_money_by_calendar_quarter(
    tmp_path: Path,
) -> None:
    """A quarter is one of either kind."""
    assert flow.load(written(tmp_path, **other("finance", period="2025 Q1")))


def test_several_faults_come_together_in_the_order_of_the_files(tmp_path: Path) -> None:
    """All that is wrong between the tables is told at once, beside what is wrong in a cell."""
    changed = (
        other("responses", about="ZZ")
        | other("risk_reviews", likelihood=6, inherent_impact=2, target_likelihood=7)
        | other("finance", period="2025-26")
        | other("actions", start="2027-01-01", kind="idea")
        | link("risk", "R9", end="to")
    )
    changed["links"][0] |= {"from_id": "A9"}
    found = faults(tmp_path, **changed)
    assert [(fault.file, fault.row, fault.column) for fault in found] == [
        ("actions.csv", 2, "kind"),
        ("finance.csv", 2, "period"),
        ("links.csv", 2, "from_id"),
        ("links.csv", 2, "to_id"),
        ("responses.csv", 2, "about"),
        ("risk_reviews.csv", 2, "inherent_impact"),
        ("risk_reviews.csv", 2, "likelihood"),
        ("risk_reviews.csv", 2, "target_impact"),
        ("risk_reviews.csv", 2, "target_likelihood"),
    ]


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        ("actions", {"kind": "idea"}),
        ("milestones", {"due": "soon"}),
        ("risks", {"opened": "31/12/2024"}),
        ("finance", {"area": "biscuits"}),
        ("objectives", {"status": "fine"}),
        ("responses", {"due": "later"}),
    ],
)
def test_a_row_with_a_fault_of_its_own_is_still_there_to_be_named(
    tmp_path: Path, table: str, changed: dict[str, str]
) -> None:
    """One bad cell is one fault: what names its row is not wrong as well."""
    rows = [{**TABLES[table][0], **changed}, *TABLES[table][1:]]
    (fault,) = faults(tmp_path, **{table: rows})
    assert (fault.file, fault.row, fault.column) == (f"{table}.csv", 2, next(iter(changed)))
