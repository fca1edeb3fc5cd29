"""Data quality, revisions and earlier quarters in words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.plausible import Doubt, Doubted
from pmf_analysis.judgements.quality import Grade, Measure, Quality
from pmf_analysis.judgements.revision import Revised, Revision
from pmf_analysis.visuals import quality, revisions
from pmf_analysis.visuals.page.earlier import EarlierPage
from pmf_analysis.visuals.page.quality import QualityPage
from tests import books

FRAMEWORK = books.FRAMEWORK.replace(
    "    - {quarter: 2024-25 Q4",
    "    - {quarter: 2022-23 Q4, publication: 2023-06-02}\n    - {quarter: 2024-25 Q4",
)
DAY = dt.date(2025, 7, 7)
GOOD = Quality("101", Grade.A, 1.0, 1.0, 0.0, None, due=8, received=8)
POOR = Quality(
    "102",
    Grade.C,
    0.75,
    5 / 6,
    0.0,
    0.031,
    doubts=(Doubted(Doubt.REPEATS, "2024-25 Q4", 54.0, 3.0),),
    lowered=(
        (Measure.COMPLETENESS, Grade.C),
        (Measure.TIMELINESS, Grade.B),
        (Measure.REVISION, Grade.B),
    ),
    due=8,
    received=6,
    late=1,
    revised=2,
)
MOVED = Revision(
    "101",
    "X1",
    "2024-25 Q4",
    Revised.FIGURE,
    "2024-25 Q4",
    DAY,
    61.2,
    60.8,
    Rating.GREEN,
    Rating.AMBER,
    "Late cases <added>.",
)
UNMOVED = replace(
    MOVED, period="2024-25 Q3", changed_on=dt.date(2025, 8, 1), rating_now=Rating.GREEN
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return flow.compute(books.write(tmp_path_factory.mktemp("b") / "data", FRAMEWORK))


def with_picture(plain: Findings, *told: Revision, who: Audience = Audience.PUBLIC) -> Findings:
    picture = Picture(quality=(GOOD, POOR), revisions=told)
    return replace(plain, picture=picture, audience=who)


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_the_lead_counts_grades_and_revisions(plain: Findings) -> None:
    """What matters first: how many ask for care, and which ratings moved."""
    page = QualityPage.open(with_picture(plain, UNMOVED, MOVED), "")
    assert page.lede() == (
        "The data of one of two indicators should be used with care; those of the other can be "
        "relied on. Two revisions were made to what was published in the last two years; one of "
        "them changed a rating."
    )
    assert (
        "Nothing published in the last two years"
        in QualityPage.open(with_picture(plain), "").lede()
    )


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ([GOOD], "The data of one indicator can be relied on. Nothing"),
        ([GOOD, GOOD], "The data of all two indicators can be relied on. Nothing"),
        ([POOR], "The data of one indicator should be used with care. Nothing"),
        ([POOR, GOOD, GOOD], "should be used with care; those of the other two can be relied on."),
    ],
)
def test_the_lead_reads_well_for_none_one_and_all(
    plain: Findings, grades: list[Quality], expected: str
) -> None:
    """The grades are said in one sentence, whatever their number."""
    found = replace(plain, picture=Picture(quality=tuple(grades)))
    assert expected in QualityPage.open(found, "").lede()


def test_the_doubtful_have_their_reasons(plain: Findings) -> None:
    """C and D alone, each with its figures in words."""
    said = words_of(QualityPage.open(with_picture(plain), "").doubtful().html)
    assert "Duties ended" not in said
    for part in (
        "6 of the 8 figures due have come.",
        "One of six figures came late.",
        "Two figures were revised, half of them by 3.1% or more.",
        "The very same figure, 54.0, came 3 times in a row, up to Jan to Mar 2025.",
        "6 of 8",
        "83%",
        "use with care",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("doubted", "expected"),
    [
        (Doubted(Doubt.OUT_OF_RANGE, "Apr 2025", 104.0, 100.0), "104.0% lies outside"),
        (Doubted(Doubt.ABOVE_WHOLE, "Apr 2025", 21.0, 20.0), "21 are counted out of 20"),
        (Doubted(Doubt.JUMP, "Apr 2025", 40.0, 12.0), "it went from 12.0% to 40.0%"),
        (Doubted(Doubt.PARTIAL, "Apr 2025", 49.0, 1100.0), "covers 49 cases, where 1,100"),
        (Doubted(Doubt.REPEATS, "Apr 2025", 40.0, 3.0), "40.0%, came 3 times"),
        (Doubted(Doubt.LOW_RELIABILITY, "Apr 2025", 40.0), "of low reliability"),
    ],
)
def test_every_doubt_has_its_words(plain: Findings, doubted: Doubted, expected: str) -> None:
    """With the figures and the period that it is about."""
    (said,) = quality.reasons(replace(GOOD, doubts=(doubted,)), plain.indicators["101"], 4)
    assert expected in said
    assert "Apr 2025" in said


def test_every_measure_has_its_words(plain: Findings) -> None:
    """Counts of one and of many."""
    lowered = tuple((measure, Grade.B) for measure in Measure)
    one = replace(GOOD, lowered=lowered, late=1, not_final=1, revised=1, revision=0.04)
    said = quality.reasons(one, plain.indicators["101"], 4)
    assert said == [
        "8 of the 8 figures due have come.",
        "One of eight figures came late.",
        "One of eight figures is not final yet.",
        "One figure was revised, by 4.0%.",
    ]


def test_the_grades_are_counted_and_explained(plain: Findings) -> None:
    """Every grade has its number, and every measure the edges of its grades."""
    page = QualityPage.open(with_picture(plain), "")
    assert re.findall(r"<dd>(\d+)</dd>", page.grades().html) == ["1", "0", "1", "0"]
    said = words_of(page.measures().html)
    for name in ("Completeness", "Timeliness", "Not final", "Revision", "Validity"):
        assert name in said
    assert "85%" in said
    assert "60%" in said
    assert page.checks().html.count("<li>") == 8


def test_every_grade_is_shown_by_theme(plain: Findings) -> None:
    """Headed by the theme's name; each table has a caption and header cells."""
    made = QualityPage.open(with_picture(plain), "").by_theme().html
    assert "<h3>Homes</h3>" in made
    assert "<caption>Data quality: Homes</caption>" in made
    assert made.count('scope="row"') == 2


def test_a_revision_in_a_sentence(plain: Findings) -> None:
    """What was reported, what it is now, why, and what that did to the rating."""
    said = revisions.sentence(MOVED, plain.indicators["101"], plain.framework)
    assert said == (
        "In 2024-25 Q4 we reported 61.2%; it is now 60.8%, because: Late cases <added>. Rating "
        "changed from On target to Close."
    )
    held = replace(
        MOVED,
        revised=Revised.WITHHELD,
        was=None,
        now=None,
        rating_was=Rating.NO_DATA,
        rating_now=Rating.NO_DATA,
        why="",
    )
    assert revisions.sentence(held, plain.indicators["101"], plain.framework) == (
        "In 2024-25 Q4 we reported a figure; the figure may no longer be shown."
    )
    band = replace(
        MOVED, revised=Revised.TARGET, was_upper=70.0, now=None, rating_now=Rating.NO_TARGET, why=""
    )
    assert revisions.sentence(band, plain.indicators["101"], plain.framework) == (
        "In 2024-25 Q4 we reported a target of 61.2 to 70.0%; it is now none. Rating changed from "
        "On target to No target."
    )


def test_revisions_that_moved_a_rating_stand_first(plain: Findings) -> None:
    """Though another is later; text from the data is escaped."""
    made = QualityPage.open(with_picture(plain, UNMOVED, MOVED), "").revised().html
    assert made.index("Rating changed from On target to Close") < made.index("unchanged")
    assert "Late cases &lt;added&gt;." in made
    assert "<added>" not in made


def test_older_revisions_are_opened_on_request(plain: Findings) -> None:
    """Reports of more than eight quarters ago."""
    old = replace(MOVED, published_in="2022-23 Q4")
    page = QualityPage.open(with_picture(plain, MOVED, old), "")
    assert page.revised().html.count("<tr>") == 2  # the header and one
    assert page.revised_earlier().html.startswith("<details><summary>Show one older revision")
    none = QualityPage.open(with_picture(plain, MOVED), "").revised_earlier()
    assert "no older revisions" in none.html


def test_there_is_no_page_without_grades(plain: Findings) -> None:
    assert list(QualityPage.scopes(replace(plain, picture=Picture()))) == []
    assert list(QualityPage.scopes(with_picture(plain))) == [""]


def test_earlier_quarters_with_what_was_revised_since(plain: Findings) -> None:
    """The latest first; a figure that was revised twice counts once."""
    again = replace(MOVED, published_in="2025-26 Q1", rating_was=Rating.AMBER)
    found = with_picture(plain, MOVED, again, UNMOVED)
    page = EarlierPage.open(found, "")
    said = words_of(page.quarters().html)
    assert page.lede().startswith(
        "Of the two quarters published before this one, one has figures that were revised since, "
        "and one has ratings that changed. Nothing is overwritten."
    )
    assert said.index("2024-25 Q4") < said.index("2022-23 Q4")
    assert "2024-25 Q4 January to March 2025 2 June 2025 1 1" in said
    assert "2022-23 Q4 January to March 2023 2 June 2023 none none" in said
    assert "pmf build" not in said


def test_the_internal_edition_says_how_to_make_one_again(plain: Findings) -> None:
    """With the quarter and the day of its publication."""
    page = EarlierPage.open(with_picture(plain, who=Audience.INTERNAL), "")
    command = "pmf build --quarter &#34;2024-25 Q4&#34; --as-at 2025-06-02"
    assert command in page.quarters().html


def test_a_resident_learns_of_whom_to_ask_for_an_old_report(plain: Findings) -> None:
    """Of the address that the council gives, and else of the council; never by a command."""
    still = with_picture(plain)
    said = EarlierPage.open(still, "").lede()
    assert said == (
        "Nothing in the two quarters published before this one has been revised since. Nothing "
        "is overwritten. A quarter whose name is a link stands here as it was published; for any "
        "other, ask Smallbridge Council."
    )
    council = plain.framework.council.model_copy(update={"contact": "figures@council.example"})
    framework = plain.framework.model_copy(update={"council": council})
    asked = EarlierPage.open(replace(still, framework=framework), "").lede()
    assert asked.endswith("for any other, write to figures@council.example.")


def test_one_earlier_quarter_is_no_plural(tmp_path: Path) -> None:
    """The small book's own calendar has one quarter before the latest."""
    plain = flow.compute(books.write(tmp_path))
    assert (
        EarlierPage.open(with_picture(plain), "")
        .lede()
        .startswith("Nothing in the quarter published before this one has been revised since.")
    )
    said = EarlierPage.open(with_picture(plain, UNMOVED, MOVED), "").lede()
    assert said.startswith(
        "The quarter published before this one has figures and ratings that changed since."
    )
    assert "its report stands here as it was published; if not, ask Smallbridge Council." in said


def test_there_is_no_page_before_the_second_quarter(tmp_path: Path) -> None:
    framework = books.FRAMEWORK.replace(
        "    - {quarter: 2024-25 Q4, publication: 2025-06-02}\n", ""
    )
    first = flow.compute(books.write(tmp_path, framework))
    assert list(EarlierPage.scopes(first)) == []
