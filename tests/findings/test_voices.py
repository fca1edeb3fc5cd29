"""What others say: recommendations, inspections, feedback, requests and context on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings import voices
from pmf_analysis.findings.moment import moment
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.voices import Feedback
from tests import books
from tests.tables.test_tables import TWO_DIRECTORATES

AUDITS = "recommendation,source,title,priority,directorate,due,forecast_due,closed,recorded_on"
INSPECTIONS = "body,scope,directorate,rating,published,next,recorded_on"
FEEDBACK = "organisation,period,channel,measure,count,denominator,recorded_on"
REQUESTS = "request,asked_by_role,title,priority,due,status,recorded_on"
CONTEXT = "period,title,kind,note,link,recorded_on"


def picture(folder: Path, audience: str = "public", quarter: str = "", **more: str) -> Picture:
    """What the small book says beside its indicators, with tables given row by row."""
    tables = {name: rows.strip().split("\n") for name, rows in more.items()}
    data = books.write(folder / "data", TWO_DIRECTORATES, **tables)
    return flow.compute(data, quarter, audience).picture


def test_recommendations_stand_as_they_were_promised_and_kept(tmp_path: Path) -> None:
    """As at 2 September 2025; the report before was of 2 June."""
    audits = f"""{AUDITS}
R1,internal,Lock the store,high,housing,2025-03-31,,,2024-06-01
R1,internal,Lock the store,high,housing,2025-09-01,2025-10-31,,2025-03-01
R2,scrutiny,Publish the plan,low,,2025-09-02,,,2025-06-01
R3,external,Count the stock,medium,,2025-05-31,,,2025-01-01
R3,external,Count the stock,medium,,2025-05-31,,2025-06-03,2025-06-03
R4,external,Value the land,medium,,2025-05-31,,,2025-01-01
R4,external,Value the land,medium,,2025-05-31,,2025-06-02,2025-06-02
R5,inspection,Train staff,high,,2025-06-30,,,2025-01-01
R5,inspection,Train staff,high,,2025-06-30,,2025-09-03,2025-09-03
R6,peer review,Meet partners,high,,2025-06-30,,,2025-09-03
"""
    found = {r.recommendation: r for r in picture(tmp_path, audits=audits).recommendations}
    # R4 was closed by the report before, and R6 is not known yet.
    assert list(found) == ["R1", "R2", "R3", "R5"]
    first = found["R1"]
    assert (first.original_due, first.due) == (dt.date(2025, 3, 31), dt.date(2025, 9, 1))
    assert (first.forecast_due, first.overdue) == (dt.date(2025, 10, 31), True)
    assert not found["R2"].overdue  # due today is not overdue
    assert (found["R3"].closed, found["R3"].overdue) == (dt.date(2025, 6, 3), False)
    assert (found["R5"].closed, found["R5"].overdue) == (None, True)  # closed a day later


def test_an_inspection_stands_beside_the_one_before(tmp_path: Path) -> None:
    """The latest published by the day, each report as it was last recorded."""
    rows = f"""{INSPECTIONS}
Ofsted,Children,housing,Good,2024-03-18,2027-03-31,2024-03-25
Ofsted,Children,housing,Inadequate,2021-07-19,,2021-07-20
Ofsted,Children,housing,Outstanding,2025-09-10,,2025-09-10
CQC,Adults,,Requires improvement,2025-02-21,,2025-02-28
CQC,Adults,,Good,2025-02-21,,2025-03-15
"""
    lines = [line.split(",") for line in rows.strip().split("\n")]
    frame = pd.DataFrame(lines[1:], columns=lines[0])
    for column in ("published", "next", "recorded_on"):
        frame[column] = pd.to_datetime(frame[column])
    book = flow.load(books.write(tmp_path / "data")).replace(inspections=frame)
    when = moment(book.framework, book.framework.period("2025-26 Q1"), None)
    ofsted, cqc = voices.inspections(book, when)
    assert (ofsted.rating, ofsted.previous_rating) == ("Good", "Inadequate")
    assert (ofsted.published, ofsted.next) == (dt.date(2024, 3, 18), dt.date(2027, 3, 31))
    assert (cqc.rating, cqc.previous_rating, cqc.next) == ("Good", "", None)


def heard(found: Picture) -> dict[tuple[str, str], Feedback]:
    """Feedback by organisation and measure."""
    return {(f.organisation, f.measure): f for f in found.feedback}


PARTS = f"""{FEEDBACK}
advice,2024-25 Q4,complaints,in time,3,4,2025-04-20
advice,2025-26 Q1,complaints,in time,1,6,2025-07-20
home-care,2025-26 Q1,complaints,in time,5,10,2025-07-20
home-care,2025-26 Q2,complaints,in time,9,10,2025-10-20
"""


def test_a_whole_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    """Services make directorates and these the council; a service itself is internal."""
    public, inside = (picture(tmp_path / a, a, feedback=PARTS) for a in ("public", "internal"))
    found = heard(public)
    assert list(found) == [("X1", "in time"), ("housing", "in time"), ("care", "in time")]
    council = found["X1", "in time"]
    # 1 + 5 of 6 + 10; one quarter before, when care had not begun, 3 of 4 of housing alone.
    assert (council.period, council.count, council.denominator) == ("2025-26 Q1", 6, 16)
    assert council.earlier == (("2024-25 Q4", 3, 4),)
    assert ("advice", "in time") in heard(inside)
    assert heard(inside)["X1", "in time"] == council


def test_a_whole_waits_for_every_part_that_is_expected(tmp_path: Path) -> None:
    """Housing reported in the quarter before, so that without it there is no sum of this one."""
    rows = PARTS.replace("advice,2025-26 Q1,complaints,in time,1,6,2025-07-20\n", "")
    found = heard(picture(tmp_path, feedback=rows))
    assert found["X1", "in time"].period == "2024-25 Q4"
    assert found["care", "in time"].period == "2025-26 Q1"


@pytest.mark.parametrize("part", ["home-care,2025-26 Q1,complaints,in time,,10,", "no shares"])
def test_a_part_without_its_figures_makes_no_whole(tmp_path: Path, part: str) -> None:
    """A count that is missing is not 0, and a share and a count do not add up."""
    given = "home-care,2025-26 Q1,complaints,in time,5,10,"
    bare = "home-care,2025-26 Q1,complaints,in time,5,,"
    rows = PARTS.replace(given, bare if part == "no shares" else part)
    assert heard(picture(tmp_path, feedback=rows))["X1", "in time"].period == "2024-25 Q4"


def test_what_the_council_reports_itself_is_kept(tmp_path: Path) -> None:
    """Its own row holds, though its parts say otherwise; a later quarter is not told."""
    rows = PARTS + "X1,2025-26 Q1,complaints,in time,7,20,2025-07-20\n"
    council = heard(picture(tmp_path, feedback=rows))["X1", "in time"]
    assert (council.count, council.denominator) == (7, 20)
    assert council.earlier == (("2024-25 Q4", 3, 4),)
    before = heard(picture(tmp_path / "before", quarter="2024-25 Q4", feedback=rows))
    assert before["X1", "in time"].period == "2024-25 Q4"


def test_years_and_quarters_are_not_one_line(tmp_path: Path) -> None:
    """A survey that has become quarterly is shown from then on."""
    rows = f"""{FEEDBACK}
X1,2023-24,survey,content,50,100,2024-05-01
X1,2024-25 Q4,survey,content,52,100,2025-04-20
X1,2025-26 Q1,survey,content,53,100,2025-07-20
"""
    found = heard(picture(tmp_path, feedback=rows))["X1", "content"]
    assert found.earlier == (("2024-25 Q4", 52, 100),)


def test_requests_are_for_the_council_itself(tmp_path: Path) -> None:
    """Open and past its date is overdue; done is not; the public is told of none."""
    rows = f"""{REQUESTS}
Q1,Leader,Count the homes,high,2025-09-01,open,2025-06-01
Q2,Leader,Count the people,low,2025-09-02,open,2025-06-01
Q3,Leader,Count the cars,low,2025-01-01,done,2025-06-01
Q4,Leader,Count the trees,low,,open,2025-06-01
Q5,Leader,Count the stars,low,2025-01-01,open,2025-09-03
"""
    inside = picture(tmp_path, "internal", requests=rows).requests
    assert {r.request: r.overdue for r in inside} == {
        "Q1": True,
        "Q2": False,
        "Q3": False,
        "Q4": False,
    }
    assert picture(tmp_path / "public", requests=rows).requests == ()


def test_context_counts_for_three_years(tmp_path: Path) -> None:
    """To June 2025: from a period that ended after June 2022 to one that has begun."""
    rows = f"""{CONTEXT}
2022-23 Q1,Ended on 30 June 2022,population,,,2022-07-01
2022-23 Q2,Ended in September 2022,population,,,2022-10-01
2025-26,A year that has begun,population,,,2025-05-01
2025-26 Q1,The quarter,public priority,Roads first,https://example.org,2025-07-01
2025-26 Q2,A quarter to come,population,,,2025-07-01
2024-25,Recorded too late,population,,,2025-09-03
"""
    notes = picture(tmp_path, context=rows).context
    assert [n.title for n in notes] == [
        "A year that has begun",
        "The quarter",
        "Ended in September 2022",
    ]
    assert (notes[1].note, notes[1].link) == ("Roads first", "https://example.org")


def test_nothing_kept_is_nothing_found(tmp_path: Path) -> None:
    """Without the tables there are no voices."""
    found = flow.compute(books.write(tmp_path / "data")).picture
    emptied = replace(
        found, recommendations=(), inspections=(), feedback=(), requests=(), context=()
    )
    assert found == emptied
