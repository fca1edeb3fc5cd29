"""People, residents and context: what their pages say, and of whom they say nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.work import ContextKind, Priority, RequestStatus, Source
from pmf_analysis.judgements.breakdown import Breakdown, Group
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.voices import Feedback, Inspection, Note, Recommendation, Request
from pmf_analysis.visuals import breakdown, voices
from pmf_analysis.visuals.line import line
from pmf_analysis.visuals.page.context import ContextPage
from pmf_analysis.visuals.page.people import PeoplePage
from pmf_analysis.visuals.page.residents import ResidentsPage
from tests import books

DAY = dt.date(2025, 9, 2)
LOST = books.indicator("101", "Days lost", unit="rate", per="1", polarity="lower")
ASKED = Feedback("X1", "staff survey", "proud", "2024-25", 30, 40, (("2023-24", 20, 40),))
TOLD = Feedback("X1", "complaints", "received", "2025-26 Q1", 12, None, (("2024-25 Q1", 9, None),))
PART = replace(TOLD, organisation="housing")
ADVICE = Recommendation(
    recommendation="R1",
    source=Source.SCRUTINY,
    title="Lock the store",
    priority=Priority.HIGH,
    directorate="housing",
    original_due=dt.date(2025, 3, 31),
    due=dt.date(2025, 8, 31),
    forecast_due=None,
    closed=None,
    overdue=True,
)
NOTE = Note("2025-26 Q1", "Roads <first>", ContextKind.PUBLIC_PRIORITY, "By far", "")
GROUPS = (
    Group("Female", "", 80, 56, 70, 69.2, 87.7, 1, 0.008),
    Group("Male", "", 60, 48, 80, 49.0, 70.0, -1, 0.008),
)
SPLIT = Breakdown("101", "sex", "2025-26 Q1", GROUPS)


@cache
def _small(perspective: str, *more: str) -> Findings:
    """The small book, whose indicators all have one perspective; its files are not kept."""
    rows = books.tables()
    catalogue = [row.replace(",operational,", f",{perspective},") for row in rows["indicators"]]
    framework = books.FRAMEWORK + "words: {scrutiny: select committee}\n"
    changed = {"indicators": [books.INDICATOR_COLUMNS, *catalogue[1:]]}
    if more:
        changed["observations"] = [books.OBSERVATION_COLUMNS, *more]
        changed["indicators"] = [books.INDICATOR_COLUMNS, LOST.replace("operational", perspective)]
        changed["targets"] = [books.TARGET_COLUMNS]
    with TemporaryDirectory() as folder:
        return flow.compute(books.write(Path(folder) / "data", framework, **changed))


def found(perspective: str = "operational", **picture: object) -> Findings:
    """What the small book says, with a picture of our own."""
    return replace(_small(perspective), picture=Picture(**picture))


def test_a_page_without_anything_is_not_there() -> None:
    """Neither its indicators nor its tables are kept."""
    nothing = found()
    for pages in (PeoplePage, ResidentsPage, ContextPage):
        assert list(pages.scopes(nothing)) == []


def test_staff_and_residents_are_heard_on_their_own_pages() -> None:
    """A channel of staff is on the page of people alone; services' own words are on neither."""
    heard = (ASKED, TOLD, PART, replace(TOLD, organisation="advice"))
    people = PeoplePage.open(found("people", feedback=heard), "")
    residents = ResidentsPage.open(found(feedback=heard), "")
    assert people.picture.feedback == (ASKED,)
    assert residents.picture.feedback == (TOLD, PART)
    assert PeoplePage.title(people.findings, "") == "People"
    assert {f.indicator for f in people.own()} == {"101", "102", "103"}
    assert "75.0%" in people.survey().html
    assert "Up by 25.0 percentage points on a year before." in people.survey().html
    assert "Up by 3 on a year before." in residents.said().html
    assert "Housing" in residents.by_directorate().html


def test_a_directorates_measures_stand_side_by_side() -> None:
    """Housing reports calls answered: 15 of 30, without a target."""
    people = PeoplePage.open(found("people"), "")
    html = people.by_directorate().html
    assert "Calls answered" in html
    assert "50.0%" in html
    assert "No target; none gets worse beyond chance." in html


def test_a_years_sickness_is_put_together() -> None:
    """1,000 days of 100 people in the last year and 1,200 the year before: 12.0, then 10.0."""
    days = (300, 300, 300, 300, 250, 250, 250, 250)
    rows = [
        f"101,X1,{quarter},,,{lost},100,,,2025-07-20"
        for quarter, lost in zip(books.quarters(8), days, strict=True)
    ]
    html = PeoplePage.open(_small("people", *rows), "").twelve_months().html
    assert "In the last twelve months" in html
    assert html.index(">10.0<") < html.index(">12.0<")
    assert "Down by 2.0, which is better." in html
    assert "Smallbridge Council" in html
    assert "in the twelve months to June 2025" in html
    assert PeoplePage.open(found("people"), "").twelve_months().html == ""


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (12, 9, "Up by 3 on a year before."),
        (9, 12, "Down by 3 on a year before."),
        (9, 9, "The same as a year before."),
        (1234567, 4, "Up by 1,234,563 on a year before."),
        (9, None, "Nothing known of a year before."),
    ],
)
def test_a_change_on_a_year_is_said_plainly(now: float, then: float | None, words: str) -> None:
    """Without a word of better or worse: it is not tested."""
    given = replace(TOLD, count=now, earlier=(("2024-25 Q1", then, None),))
    html = voices.said([given], found().framework, "All", "None").html
    assert words in html


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (629, 586, "Up by 4.3 percentage points on a year before."),
        (62945, 58551, "Up by 4.3 percentage points on a year before."),  # 62.9 and 58.6, not 4.394
        (68949, 68951, "Down by 0.1 percentage points on a year before."),  # 68.9 and 69.0
        (68951, 69049, "The same as a year before."),  # both 69.0
    ],
)
def test_a_change_is_that_of_the_figures_beside_it(now: float, then: float, words: str) -> None:
    """A reader who takes one published figure from the other finds what is said."""
    of = 1000 if now < 1000 else 100000
    given = replace(ASKED, count=now, denominator=of, earlier=(("2023-24", then, of),))
    assert words in voices.said([given], found().framework, "All", "None").html


STANDING = {
    "Overdue": {},
    "by two days": {},
    "by two days; expected by 1 October 2025": {"forecast_due": dt.date(2025, 10, 1)},
    "first promised for 31 March 2025": {},
    "Select committee": {},
    "not due yet": {"due": DAY, "overdue": False},
    "Expected late": {
        "due": DAY,
        "overdue": False,
        "forecast_due": dt.date(2025, 9, 3),
    },
    "1 September 2025, one day late": {"closed": dt.date(2025, 9, 1), "overdue": False},
    "31 August 2025, in time": {"closed": dt.date(2025, 8, 31), "overdue": False},
}


@pytest.mark.parametrize("words", STANDING)
def test_a_recommendation_says_how_it_stands(words: str) -> None:
    """Overdue, open, expected late or closed; from scrutiny in the council's own word."""
    given = replace(ADVICE, **STANDING[words])
    framework = found().framework
    assert words in voices.recommendations([given], framework, DAY, "All", "None").html


def test_residents_read_of_recommendations_by_their_source() -> None:
    """Counts first; the overdue above the open, and the closed last."""
    still = replace(ADVICE, recommendation="R2", due=dt.date(2025, 12, 1), overdue=False)
    done = replace(ADVICE, recommendation="R3", closed=DAY, overdue=False, source=Source.EXTERNAL)
    page = ResidentsPage.open(found(recommendations=(done, still, ADVICE)), "")
    assert page.lede() == "Two recommendations of auditors and others are open, one overdue."
    html = page.recommendations().html
    assert html.index(">R1<") < html.index(">R2<") < html.index(">R3<")
    assert "External audit" in html


def test_an_inspection_says_what_was_said_before() -> None:
    """The inspectors' own words, never a judgement of ours."""
    rated = Inspection("Ofsted", "Children", "housing", "Good", DAY, DAY - dt.timedelta(1), "Poor")
    same = replace(rated, previous_rating="Good", next=DAY)
    first = replace(rated, previous_rating="", next=None)
    page = ContextPage.open(found(inspections=(rated, same, first)), "")
    html = page.ratings().html
    for words in (
        "Changed from Poor.",
        "The same rating as the time before.",
        "No earlier rating is known.",
        "the next was expected by 1 September 2025",
        "the next is expected by 2 September 2025",
    ):
        assert words in html
    assert page.lede() == "Three external ratings in force, one changed from the one before."


@pytest.mark.parametrize(
    ("link", "followed"),
    [("https://example.org/a", True), ("javascript:alert(1)", False), ("", False)],
)
def test_a_note_leads_to_web_pages_alone(link: str, *, followed: bool) -> None:
    """A script in a link is never followed, and text is escaped."""
    page = ContextPage.open(found(context=(replace(NOTE, link=link),)), "")
    html = page.notes().html
    assert ("<a href" in html) is followed
    assert "Roads &lt;first&gt;" in html
    assert "What residents put first" in html


def test_who_is_affected_names_the_groups() -> None:
    """Higher is better for 101, so that the lower group is the worse."""
    alike = replace(SPLIT, kind="age", groups=tuple(replace(g, side=0) for g in GROUPS))
    findings = found(breakdowns=(alike, SPLIT))
    page = ContextPage.open(findings, "")
    assert page.lede() == (
        "Of one indicator known by ward, age or another part, one differs between groups by more "
        "than chance."
    )
    html = page.who_is_affected().html
    assert html.index("▲ Female (80.0%)") < html.index("▼ Male (60.0%)")
    assert "The two differ." in html
    assert "No group differs from the rest by more than chance explains." in html
    table = breakdown.affected((SPLIT,), findings.indicators["101"], findings.framework).html
    assert "Higher than the rest" in table
    assert "56 of 70" in table
    assert "69.2 to 87.7%" in table


def test_a_withheld_group_shows_nothing() -> None:
    """Neither figure, count nor drawing; and the reason why the others are not tested."""
    hidden = (
        replace(GROUPS[0], side=None, p_value=None),
        Group("Male", "c", None, None, 80),
        Group("Other", "c", None, None, 4),
    )
    findings = found()
    given = replace(SPLIT, groups=hidden)
    html = breakdown.affected((given,), findings.indicators["101"], findings.framework).html
    assert html.count("<svg") == 1
    assert html.count(">[c]<") == 2
    assert "[c] withheld, as it might identify someone.</caption>" in html
    assert "Too few cases to show" in html
    assert " of 80" not in html
    none = replace(SPLIT, groups=hidden[1:])
    html = breakdown.affected((none,), findings.indicators["101"], findings.framework).html
    assert "too few cases to show without identifying people" in html


def test_a_group_without_a_figure_keeps_its_mark() -> None:
    """It is in the table, its mark explained, and nothing is said of the others beside it."""
    groups = (
        replace(GROUPS[0], side=None, p_value=None),
        Group("Male", "x", None, None, None),
        Group("Other", "z", None, None, None),
    )
    findings, given = found(), replace(SPLIT, groups=groups)
    html = breakdown.affected((given,), findings.indicators["101"], findings.framework).html
    for part in (
        ">[x]<",
        ">[z]<",
        "[x] not available; [z] not applicable.</caption>",
        "Not available",
        "Not applicable",
        "a group has no figure, so that the others are not the whole",
    ):
        assert part in html
    page = ContextPage.open(replace(findings, picture=Picture(breakdowns=(given,))), "")
    assert "Not tested: a group has no figure" in page.who_is_affected().html


def test_requests_show_the_overdue_first() -> None:
    """Then the open, the done and the declined."""
    late = Request("Q1", "Leader", "Count", Priority.LOW, DAY, RequestStatus.OPEN, True)
    others = [
        replace(late, request=f"Q{k}", status=status, overdue=False, due=None)
        for k, status in enumerate(reversed(RequestStatus), start=2)
    ]
    html = voices.requests([*others, late], "All", "None").html
    at = [html.index(f">{code}<") for code in ("Q1", "Q4", "Q3", "Q2")]
    assert at == sorted(at)
    assert "due 2 September 2025" in html


def test_a_line_breaks_where_a_figure_is_missing() -> None:
    """Three figures and a gap: two strokes, and a mark on the last; nothing without figures."""
    drawn = line([1.0, 2.0, None, 3.0], 'From "1" to 3')
    assert drawn is not None
    assert drawn.html.count("M") == 2
    assert drawn.html.count("<circle") == 1
    assert "From &#34;1&#34; to 3" in drawn.html
    assert line([None], "") is None
