"""What the pages of the whole picture say: questions, roll-down, clinic, thread, downloads."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.question import Ask, Subject
from pmf_analysis.site.downloads.figures import REPORTED, reported
from pmf_analysis.site.downloads.plain import csv_text
from pmf_analysis.visuals import questions, words
from pmf_analysis.visuals.page.clinic import ClinicPage
from pmf_analysis.visuals.page.golden_thread import GoldenThreadPage
from pmf_analysis.visuals.page.home import CorporatePage, HomePage
from pmf_analysis.visuals.page.questions import QuestionsPage
from pmf_analysis.visuals.page.scorecards import DirectoratePage, ThemePage
from pmf_analysis.visuals.page.service import ServicePage
from tests.conftest import ROOT

pytestmark = [pytest.mark.xdist_group("picture")]


@pytest.fixture(scope="module")
def inside() -> Findings:
    """What the demonstration council's latest quarter says to the council itself."""
    return flow.compute(ROOT / "data", audience="internal")


def test_every_question_names_its_figures(inside: Findings) -> None:
    """Each is about something, asks something, and rests on a figure or a date."""
    page = QuestionsPage.open(inside, "")
    made = [questions.asked(q, page.findings, "") for q in page.picture.questions]
    assert len(made) > 30
    assert {q.ask for q in page.picture.questions} >= set(Ask) - {Ask.MISMATCH, Ask.RESPONSE_FAILED}
    for one in made:
        assert one.about
        assert one.question.endswith(("?", "."))
        assert re.search(r"\d", one.figures), one
        assert one.href.endswith(".html")


def test_a_question_on_an_indicator_quotes_its_own_figure(inside: Findings) -> None:
    """The figure, the target and the usual range are those of the finding."""
    page = QuestionsPage.open(inside, "")
    worse = [q for q in page.picture.questions if q.ask is Ask.WORSE]
    assert {q.code for q in worse} == {"404", "506", "601"}
    for question in worse:
        finding = next(f for f in inside.council if f.indicator == question.code)
        said = questions.asked(question, page.findings, "").figures
        indicator = inside.indicators[question.code]
        assert words.figure(finding.value, indicator) in said
        assert words.figure(finding.target, indicator) in said


def test_questions_of_a_page_are_about_what_it_shows(inside: Findings) -> None:
    """A theme asks of its own indicators, actions, risks, money and responses."""
    page = ThemePage.open(inside, "homes")
    assert page.picture.questions
    for question in page.picture.questions:
        if question.subject is Subject.INDICATOR:
            assert inside.indicators[question.code].theme == "homes"
        if question.subject is Subject.ACTION:
            assert any(a.action == question.code for a in page.picture.actions)
    assert {a.theme for a in page.picture.actions} == {"homes"}


def test_the_roll_down_counts_each_directorates_scorecard(inside: Findings) -> None:
    """Each number in the corporate table is the number of rows on the page that it leads to."""
    html = CorporatePage.open(inside, "").cascade().html
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', html, flags=re.S)
    assert len(rows) == len(inside.framework.directorates)
    for directorate, row in zip(inside.framework.directorates, rows, strict=True):
        own = DirectoratePage.open(inside, directorate.code).findings.findings
        council = inside.framework.council.code
        mine = [f for f in own if f.organisation in {council, directorate.code}]
        for perspective in inside.framework.perspectives:
            red = sum(
                f.rating is Rating.RED
                and inside.indicators[f.indicator].perspective == perspective.code
                for f in mine
            )
            cell = re.search(rf'data-label="{perspective.name}"[^>]*>(.*?)</td>', row, flags=re.S)
            assert cell is not None
            found = re.search(r"■ (\d+) off target", cell[1])
            assert (int(found[1]) if found else 0) == red


def test_services_stand_on_the_directorate_page_inside_alone(
    inside: Findings, demonstration: Findings
) -> None:
    """The public edition rolls down to directorates, the internal one to services."""
    assert "services/" in DirectoratePage.open(inside, "children").cascade().html
    assert not DirectoratePage.open(demonstration, "children").cascade().html
    assert not list(ServicePage.scopes(demonstration))
    open_to_all = inside.framework.editions.model_copy(
        update={"service_scorecards": Audience.PUBLIC}
    )
    shown = inside.framework.model_copy(update={"editions": open_to_all})
    assert list(ServicePage.scopes(replace(demonstration, framework=shown)))


def test_a_clinic_looks_ahead_to_the_next_report_and_no_further(inside: Findings) -> None:
    """What falls due lies after the day of this report and by the day of the next."""
    for code in ClinicPage.scopes(inside):
        page = ClinicPage.open(inside, code)
        assert page._horizon.isoformat() == "2026-03-10"
        due = list(page._falling_due())
        assert due
        assert all(inside.reported_on < day <= page._horizon for day, *_ in due)


def test_a_clinic_does_not_wait_for_what_is_closed(inside: Findings) -> None:
    """A recommendation that falls due is listed while it is open, and not once it is closed."""
    page = ClinicPage.open(inside, "children")
    one = replace(page.picture.recommendations[0], due=page._horizon, closed=None)
    for closed, listed in ((None, True), (inside.reported_on, False)):
        given = replace(page.picture, recommendations=(replace(one, closed=closed),))
        shown = ClinicPage("children", replace(page.findings, picture=given))
        found = [what for _, what, _ in shown._falling_due() if "recommendation" in what]
        assert bool(found) == listed


def test_the_home_page_sums_up_the_wider_picture(inside: Findings) -> None:
    """A sentence each for plan, risks, money and responses, leading to their pages."""
    html = HomePage.open(inside, "").wider().html
    for page in ("delivery", "risk", "finance", "responses"):
        assert f'href="{page}.html"' in html


def test_the_thread_hangs_together_both_ways(inside: Findings) -> None:
    """A theme leads to its indicators, and their service leads back to the theme."""
    page = GoldenThreadPage.open(inside, "")
    down, up = page.downwards().html, page.upwards().html
    assert "indicators/506.html" in down
    options = up[up.index("Housing options") :]
    assert "themes/homes.html" in options[: options.index("</details>")]
    assert "Nobody answers for it" in page.gaps().html


def test_a_download_holds_what_was_reported_and_no_formula(inside: Findings) -> None:
    """A withheld figure has its mark and no number; words are led by an apostrophe."""
    found = next(f for f in inside.council if f.indicator == "605")
    hostile = replace(found, name="=HYPERLINK(1)")
    rows = list(csv.DictReader(io.StringIO(csv_text(REPORTED, reported([hostile])))))
    assert {row["name"] for row in rows} == {"'=HYPERLINK(1)"}
    withheld = [row for row in rows if row["status"] == "c"]
    assert withheld
    assert all(not row["value"] and not row["numerator"] for row in withheld)
    last = [row for row in rows if row["value"]][-1]
    assert float(last["value"]) == pytest.approx(found.value)
