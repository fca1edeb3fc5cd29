"""What was due, what came and when: small books, every figure by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.findings.moment import moment
from pmf_analysis.findings.quality import quality
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.quality import Grade, Quality
from pmf_analysis.tables import audience, disclosure, rollup, vintages
from tests import books
from tests.site.planted import sheet

QUARTERS = books.quarters(10)  # 2022-23 Q4 to 2025-26 Q1; reported on 2 September 2025
ENDS = {
    q: dt.date(
        int(q[:4]) + (q[-1] == "4"), {"1": 6, "2": 9, "3": 12, "4": 3}[q[-1]], 30 + (q[-1] in "34")
    )
    for q in QUARTERS
}


def row(quarter: str, days: int, figures: str = "60,60,100", status: str = "") -> str:
    """A figure recorded some days after its quarter ended; 30 is the day that it is due."""
    day = ENDS[quarter] + dt.timedelta(days=days)
    return f"1,X1,{quarter},,{figures},{status},,{day}"


def graded(
    folder: Path,
    rows: list[str],
    indicators: list[str] | None = None,
    who: Audience = Audience.PUBLIC,
    framework: str = books.FRAMEWORK,
    as_at: dt.date | None = None,
) -> dict[str, Quality]:
    books.write(
        folder,
        framework=framework,
        indicators=[books.INDICATOR_COLUMNS, *(indicators or [books.indicator("1", "Share")])],
        observations=[books.OBSERVATION_COLUMNS, *rows],
        targets=None,
        events=None,
    )
    ledger = flow.load(folder)
    when = moment(ledger.framework, ledger.framework.period("2025-26 Q1"), as_at)
    whole = disclosure.suppress(rollup.over_organisations(vintages.as_at(ledger, as_at)))
    readable = audience.keep(whole, who)
    return {q.indicator: q for q in quality(ledger, readable, when, ())}


def test_a_full_and_timely_series_is_an_a(tmp_path: Path) -> None:
    """Ten quarters, each on the day that it was due; the last eight count."""
    found = graded(tmp_path, [row(q, 30) for q in QUARTERS])["1"]
    assert (found.grade, found.due, found.received) == (Grade.A, 8, 8)
    assert (found.completeness, found.timeliness, found.provisional) == (1, 1, 0)
    assert found.revision is None


def test_a_figure_that_never_came_is_missing(tmp_path: Path) -> None:
    """Seven of eight: 87.5%, a B. One marked as not available is as missing."""
    rows = [row(q, 30) for q in QUARTERS if q != "2024-25 Q2"]
    assert graded(tmp_path / "1", rows)["1"].completeness == 7 / 8
    rows.append(row("2024-25 Q2", 30, ",,", "x"))
    found = graded(tmp_path / "2", rows)["1"]
    assert (found.completeness, found.grade) == (7 / 8, Grade.B)


def test_one_that_does_not_apply_was_not_due(tmp_path: Path) -> None:
    """Seven of seven; one that is confidential was received."""
    rows = [row(q, 30) for q in QUARTERS if q not in {"2024-25 Q2", "2024-25 Q3"}]
    rows += [row("2024-25 Q2", 30, ",,", "z"), row("2024-25 Q3", 30, ",,", "c")]
    found = graded(tmp_path, rows)["1"]
    assert (found.due, found.received, found.grade) == (7, 7, Grade.A)


def test_the_day_after_the_due_day_is_late(tmp_path: Path) -> None:
    """Two of eight came on the 31st day: 75% on time, a B. A revision makes nothing late."""
    late = {"2024-25 Q1", "2024-25 Q4"}
    rows = [row(q, 31 if q in late else 30) for q in QUARTERS]
    found = graded(tmp_path / "1", rows)["1"]
    assert (found.late, found.timeliness, found.grade) == (2, 0.75, Grade.B)
    rows.append(row("2025-26 Q1", 50, "60.1,601,1000", "r"))
    assert graded(tmp_path / "2", rows)["1"].late == 2


def test_history_of_the_first_load_cannot_be_late(tmp_path: Path) -> None:
    """Six quarters came in one load, 31 days after the last of them: that one alone was late."""
    loaded = QUARTERS[2:8]
    day = ENDS[loaded[-1]] + dt.timedelta(days=31)
    rows = [f"1,X1,{q},,60,60,100,,,{day}" for q in loaded]
    rows += [row(q, 30) for q in QUARTERS[8:]]
    found = graded(tmp_path, rows)["1"]
    assert (found.late, found.timeliness) == (1, 1 - 1 / 3)


def test_what_is_due_that_very_day_is_not_missing(tmp_path: Path) -> None:
    """2025-26 Q1 is due on 30 July: it is missing from the 31st."""
    rows = [row(q, 30) for q in QUARTERS[:-1]]
    on, after = (
        graded(tmp_path / str(day), rows, as_at=dt.date(2025, 7, day))["1"] for day in (30, 31)
    )
    assert (on.due, on.received) == (8, 8)
    assert (after.due, after.received) == (8, 7)


def test_what_is_recorded_after_the_day_has_not_come(tmp_path: Path) -> None:
    """Read as at 31 July, a row of August is not there."""
    rows = [row(q, 30) for q in QUARTERS[:-1]] + [row("2025-26 Q1", 40)]
    assert graded(tmp_path, rows, as_at=dt.date(2025, 7, 31))["1"].received == 7


def test_provisional_figures_are_counted_as_they_stand(tmp_path: Path) -> None:
    """Three of eight came provisional; one was confirmed since: two of eight, 25%, an A."""
    rows = [row(q, 30, status="p" if k >= 7 else "") for k, q in enumerate(QUARTERS)]
    rows.append(row(QUARTERS[7], 60, status="r"))
    found = graded(tmp_path, rows)["1"]
    assert (found.not_final, found.provisional, found.grade) == (2, 0.25, Grade.A)


def test_the_size_of_revisions(tmp_path: Path) -> None:
    """From 60 to 66 is 6 / 66 of the figure, from 60 to 62.5 is 2.5 / 62.5: 6.55% between."""
    rows = [row(q, 30) for q in QUARTERS]
    rows += [row("2024-25 Q1", 90, "66,66,100", "r"), row("2024-25 Q2", 90, "62.5,625,1000", "r")]
    rows.append(row("2024-25 Q3", 90, "60,60,100", "r"))  # confirmed, not revised
    found = graded(tmp_path, rows)["1"]
    assert found.revision is not None
    assert abs(found.revision - (6 / 66 + 2.5 / 62.5) / 2) < 1e-12
    assert (found.revised, found.grade) == (2, Grade.C)


def test_a_small_number_is_not_told_by_its_revision(tmp_path: Path) -> None:
    """A count of 3, never shown, that became 6: to say that it doubled would tell it."""
    framework = books.FRAMEWORK + "disclosure:\n  groups:\n    small: {minimum: 5}\n"
    guarded = [books.indicator("1", "Share", disclosure="small")]
    rows = [row(q, 30) for q in QUARTERS]
    rows[-2] = row(QUARTERS[-2], 30, "3,3,100")
    rows.append(row(QUARTERS[-2], 60, "6,6,100", "r"))
    found = graded(tmp_path, rows, guarded, framework=framework)["1"]
    assert (found.revision, found.revised) == (None, 0)


def test_every_part_counts_from_its_first_figure(tmp_path: Path) -> None:
    """A service that began in the last two quarters owes two figures; the council owes eight."""
    rows = [row(q, 30) for q in QUARTERS]
    rows += [row(q, 30).replace("X1", "advice") for q in QUARTERS[-2:]]
    found = graded(tmp_path, rows)["1"]
    assert (found.due, found.received) == (10, 10)


def test_a_hidden_part_tells_no_revision_in_public(tmp_path: Path) -> None:
    """The service's figures are internal; whether they came is no secret, how they moved is."""
    rows = [row(q, 30).replace("X1", "advice") for q in QUARTERS]
    rows.append(row("2024-25 Q1", 90, "66,66,100", "r").replace("X1", "advice"))
    public = graded(tmp_path / "1", rows)["1"]
    inside = graded(tmp_path / "2", rows, who=Audience.INTERNAL)["1"]
    assert (public.received, public.revised) == (8, 0)
    assert (inside.received, inside.revised) == (8, 1)


def test_two_yearly_figures_can_be_graded(tmp_path: Path) -> None:
    """The years to March 2024 and 2025, each 20 days after its end."""
    rows = [
        f"1,X1,{y},,60,60,100,,,{day}"
        for y, day in (("2023-24", "2024-04-20"), ("2024-25", "2025-04-20"))
    ]
    yearly = [books.indicator("1", "Share", frequency="financial year")]
    found = graded(tmp_path, rows, yearly)["1"]
    assert (found.due, found.received, found.timeliness, found.grade) == (2, 2, 1, Grade.A)


def test_the_public_edition_grades_public_indicators(tmp_path: Path) -> None:
    """And none of which nothing was ever due."""
    rows = [row(q, 30) for q in QUARTERS] + [row(q, 30).replace("1,", "2,", 1) for q in QUARTERS]
    listed = [
        books.indicator("1", "Share"),
        books.indicator("2", "Secret", audience="internal"),
        books.indicator("3", "Empty"),
    ]
    assert list(graded(tmp_path / "1", rows, listed)) == ["1"]
    assert list(graded(tmp_path / "2", rows, listed, who=Audience.INTERNAL)) == ["1", "2"]


JUMPED = [
    *(row(q, 30, f"{60 + k % 2},{60 + k % 2},100") for k, q in enumerate(QUARTERS[:-1])),
    row(QUARTERS[-1], 30, "95,95,100"),
]
SETTLED = {
    "indicator": "1",
    "organisation": "X1",
    "period": QUARTERS[-1],
    "doubt": "JUMP",
    "value": 95,
    "reason": "The backlog was cleared",
    "accepted_by": "Head of Homes",
    "recorded_on": "2025-09-03",
}


def judged(folder: Path, *acceptances: dict[str, object], as_at: dt.date | None = None) -> Quality:
    """The data quality of a series that jumped in its last quarter."""
    books.write(
        folder,
        indicators=[books.INDICATOR_COLUMNS, books.indicator("1", "Share")],
        observations=[books.OBSERVATION_COLUMNS, *JUMPED],
        acceptances=sheet("acceptances", *acceptances) if acceptances else None,
        targets=None,
        events=None,
    )
    (found,) = flow.compute(folder, "2025-26 Q1", as_at=as_at).picture.quality
    return found


def test_what_was_confirmed_lowers_no_grade_from_that_day_on(tmp_path: Path) -> None:
    """The jump was settled on 3 September: a C before, an A from then on."""
    before, after = (
        judged(tmp_path / str(day.day), SETTLED, as_at=day)
        for day in (dt.date(2025, 9, 2), dt.date(2025, 9, 3))
    )
    assert (before.grade, before.accepted) == (Grade.C, ())
    assert (after.grade, after.doubts) == (Grade.A, ())
    (accepted,) = after.accepted
    assert (accepted.reason, accepted.accepted_by) == ("The backlog was cleared", "Head of Homes")


def test_a_later_word_on_the_same_doubt_counts(tmp_path: Path) -> None:
    """The first was of another figure; one without a figure settles nothing."""
    wrong = {**SETTLED, "value": 59, "recorded_on": "2025-09-02"}
    assert judged(tmp_path / "1", wrong, SETTLED).grade is Grade.A
    assert judged(tmp_path / "2", wrong).grade is Grade.C
    assert judged(tmp_path / "3", {**SETTLED, "value": ""}).grade is Grade.C
