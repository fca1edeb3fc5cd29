"""Which risks stand in a quarter's report, read from their tables."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.moment import moment
from pmf_analysis.findings.risks import risks
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.work import Nature, Register
from pmf_analysis.judgements.risk import Movement, Risk
from pmf_analysis.tables.book import Book
from tests import books

RISKS = (
    "risk,register,nature,title,cause,event,consequence,category,directorate,owner_role,opened,"
    "closed,audience"
)
REVIEWS = (
    "risk,likelihood,impact,inherent_likelihood,inherent_impact,target_likelihood,target_impact,"
    "controls,further_action,recorded_on"
)


def row(
    code: str,
    *,
    register: str = "strategic",
    nature: str = "risk",
    opened: str = "2024-01-08",
    closed: str = "",
    audience: str = "public",
) -> str:
    """A row of risks.csv."""
    return (
        f"{code},{register},{nature},Title of {code},Cause,Event,Consequence,people,housing,"
        f"Head of Homes,{opened},{closed},{audience}"
    )


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Reported on 2 September 2025, and a quarter before on 2 June."""
    listed = [
        RISKS,
        row("SR1"),
        row("SR2", closed="2025-06-02"),  # on the day of last quarter's report: gone by then
        row("SR3", closed="2025-06-03"),
        row("SR4", closed="2025-09-03"),  # closed after the day: still open on it
        row("SR5", opened="2025-09-03"),  # opened after it
        row("SR6", opened="2025-09-02"),
        row("OP1", nature="opportunity"),
        row("OR1", register="operational"),
        row("SR7", audience="internal"),
    ]
    reviews = [
        REVIEWS,
        "SR1,3,3,5,5,2,2,Controls,Do this,2025-05-20",
        "SR1,4,4,5,5,2,2,Controls,Do that,2025-08-12",
        "SR1,1,1,5,5,2,2,Controls,Later,2025-09-03",
        "SR3,4,4,,,,,,,2025-04-22",
        "SR3,1,2,,,,,,,2025-06-03",
        "SR3,5,5,,,,,,,2025-06-04",
        "OP1,2,2,,,,,,,2025-08-12",
    ]
    return flow.load(books.write(tmp_path / "data", risks=listed, risk_reviews=reviews))


def found(book: Book, quarter: str = "2025-26 Q1") -> dict[str, Risk]:
    """The quarter's risks by code."""
    when = moment(book.framework, book.framework.period(quarter), None)
    return {risk.risk: risk for risk in risks(book, when)}


def test_those_open_at_some_time_since_last_quarters_report_stand_in_it(book: Book) -> None:
    """Closed since then, yes; closed by then or opened later, no."""
    assert list(found(book)) == ["SR1", "SR3", "SR4", "SR6", "OP1", "OR1", "SR7"]


def test_what_is_told_of_a_risk(book: Book) -> None:
    """Its texts, its scores up to the day, and where it stands; later reviews are not known."""
    risk = found(book)["SR1"]
    assert (risk.title, risk.cause, risk.owner_role) == ("Title of SR1", "Cause", "Head of Homes")
    assert (risk.register, risk.nature) == (Register.STRATEGIC, Nature.RISK)
    assert risk.scores == ((dt.date(2025, 5, 20), 9), (dt.date(2025, 8, 12), 16))
    standing = risk.standing
    assert standing is not None
    assert (standing.movement, standing.previous, standing.band) == (Movement.UP, 9, "red")
    assert (standing.review.inherent, standing.review.target) == (25, 4)
    assert standing.review.further_action == "Do that"
    assert standing.review_due == dt.date(2025, 10, 7)  # 56 days on


def test_a_closed_risk_stands_as_on_the_day_it_was_closed(book: Book) -> None:
    """No review after that counts."""
    risk = found(book)["SR3"]
    assert risk.closed == dt.date(2025, 6, 3)
    assert risk.standing is not None
    assert (risk.standing.review.score, risk.standing.review.inherent) == (2, None)
    assert risk.scores == ((dt.date(2025, 4, 22), 16), (dt.date(2025, 6, 3), 2))


def test_what_happened_after_the_day_has_not_happened(book: Book) -> None:
    """A risk that is closed later is open; one that nobody has reviewed has no standing."""
    listed = found(book)
    assert listed["SR4"].open
    assert listed["SR6"].unreviewed


def test_the_public_sees_no_operational_and_no_internal_risk(book: Book) -> None:
    """Nor their reviews."""
    quarter = book.framework.period("2025-26 Q1")
    public = flow.find(book, quarter, Audience.PUBLIC).picture.risks
    internal = flow.find(book, quarter, Audience.INTERNAL).picture.risks
    assert [r.risk for r in public] == ["SR1", "SR3", "SR4", "SR6", "OP1"]
    assert [r.risk for r in internal] == ["SR1", "SR3", "SR4", "SR6", "OP1", "OR1", "SR7"]


def test_a_council_without_a_register_has_no_risks(tmp_path: Path) -> None:
    """A table that is not kept is empty."""
    assert not found(flow.load(books.write(tmp_path / "none")))
