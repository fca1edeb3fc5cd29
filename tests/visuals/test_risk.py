"""What a page says of risks: the matrix, the register, and what a standing means."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.work import Nature, Register
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.risk import Review, Risk, linked, standing
from pmf_analysis.visuals import risk as shown
from pmf_analysis.visuals.page.risk import RiskPage
from pmf_analysis.visuals.risk_words import band_mark, lasting, meaning
from tests import books

DAY, BEFORE = dt.date(2025, 9, 2), dt.date(2025, 6, 2)
RULES = RiskRules(default_appetite=9)
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    """The small council's, with an appetite of 9."""
    folder = books.write(tmp_path_factory.mktemp("risk") / "data")
    return flow.load(folder).framework.model_copy(update={"risk": RULES})


def risk(
    code: str,
    *steps: tuple[str, int, int],
    register: Register = Register.STRATEGIC,
    nature: Nature = Nature.RISK,
    title: str = "Title",
    category: str = "people",
    directorate: str = "",
    closed: dt.date | None = None,
) -> Risk:
    """A risk with its reviews: day, likelihood, impact."""
    reviews = [
        Review(dt.date.fromisoformat(day), i, j, 5, 5, 2, 2, "Controls", "Do more")
        for day, i, j in steps
    ]
    found = standing(register, nature, category, reviews, RULES, DAY, BEFORE)
    texts = (title, "Cause", "Event", "Consequence", category, directorate, "Head of Homes")
    return Risk(code, register, nature, *texts, dt.date(2024, 1, 1), closed, found)


HIGH = risk("SR1", ("2025-05-20", 3, 3), ("2025-08-12", 4, 4))  # up to 16, above 9
CALM = risk("SR2", ("2025-05-20", 3, 3), ("2025-08-12", 3, 3))
LATE = risk("SR3", ("2025-05-20", 2, 2))  # due on 15 July: 49 days before
NEVER = risk("SR4")
HELP = risk("OP1", ("2025-05-20", 2, 2), ("2025-08-12", 3, 2), nature=Nature.OPPORTUNITY)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (HIGH, "More than the council is ready to carry, and rising."),
        (CALM, "Within appetite."),
        (
            LATE,
            "Within appetite. It is where it was meant to get to. Its review is 49 days overdue.",
        ),
        (NEVER, "Nobody has reviewed it yet."),
        (HELP, "A larger opportunity than last quarter, which is good."),
    ],
)
def test_what_a_standing_means(one: Risk, said: str) -> None:
    """Appetite, direction, aim and review, in words; a growing opportunity is good."""
    assert meaning(one, RULES) == said


@pytest.mark.parametrize(
    ("since", "day", "said"),
    [
        ("2025-09-02", "2025-09-02", "no days"),
        ("2025-08-12", "2025-09-02", "21 days"),
        ("2025-08-02", "2025-09-02", "one month"),
        ("2024-08-03", "2025-09-02", "12 months"),
        ("2023-09-02", "2025-09-02", "two years"),
        ("2023-08-02", "2025-09-02", "two years and one month"),
    ],
)
def test_how_long_is_spelt(since: str, day: str, said: str) -> None:
    """Days within a month, months within two years, then years and months."""
    assert lasting(dt.date.fromisoformat(since), dt.date.fromisoformat(day)) == said


@pytest.mark.parametrize(("score", "shape"), [(5, "●"), (6, "▲"), (14, "▲"), (15, "■")])
def test_each_band_has_a_shape_and_a_word(score: int, shape: str) -> None:
    """Colour is never alone."""
    mark = band_mark(RULES, score)
    assert mark.shape == shape
    assert mark.label == f"{RULES.band(score).name} {score}"


def test_the_matrix_names_band_and_risks_in_each_cell() -> None:
    """As many cells as the council's matrix has, headed both ways, each risk in its own."""
    html = shown.matrix([HIGH, CALM, NEVER], RULES, "Caption").html
    assert len(re.findall(r"<td", html)) == 25
    assert len(re.findall(r'scope="row"', html)) == 5
    assert "<caption>Caption</caption>" in html
    cell = next(c for c in re.findall(r"<td.*?</td>", html) if "SR1" in c)
    assert '<span aria-hidden="true">■</span> 16 Red' in cell
    shapes = [re.findall("[●▲■]", c) for c in re.findall(r"<td.*?</td>", html)]
    assert [len(found) for found in shapes] == [1] * 25  # colour is never alone
    assert 'href="#risk-sr1"' in cell
    assert "band-red" in cell
    assert "SR4 is not in it: nobody has reviewed it yet." in html


def test_the_matrix_is_as_large_as_the_council_says() -> None:
    """Four by four has sixteen cells; what is scored beyond it is not lost."""
    own = RULES.model_copy(update={"size": 4})
    beyond = risk("SR9", ("2025-08-12", 5, 2))
    html = shown.matrix([beyond], own, "").html
    assert len(re.findall(r"<td", html)) == 16
    assert "SR9 is not in it: it is scored beyond 4." in html


def test_the_register_puts_the_most_pressing_first(framework: Framework) -> None:
    """Above appetite, then by score, and last what nobody has scored."""
    html = shown.register([NEVER, CALM, LATE, HIGH], framework, "", "", here=True).html
    places = [html.index(f'id="risk-{code}"') for code in ("sr1", "sr2", "sr3", "sr4")]
    assert places == sorted(places)


def test_a_row_says_all_that_is_known(framework: Framework) -> None:
    """Scores before, now and aimed at, movement, how long, appetite, review, who and what next."""
    html = shown.register([HIGH], framework, "", "Caption").html
    for said in (
        "Before controls",
        "■</span> Red 25",
        "■</span> Red 16",
        "●</span> Green 4",
        "Appetite: up to 9",
        "↑ Up from 9",
        "Red for 21 days, since 12 August 2025",
        "7 October 2025",
        "Last reviewed 12 August 2025",
        "Head of Homes",
        "Still to do: Do more",
        "Controls in place",
    ):
        assert said in html, said
    overdue = shown.register([LATE], framework, "", "").html
    assert "Overdue: was due 15 July 2025" in overdue
    assert "Never reviewed" in shown.register([NEVER], framework, "", "").html


def test_a_risk_to_data_is_marked(framework: Framework) -> None:
    """So that the quality of data is not forgotten among the rest."""
    doubt = risk("SR5", ("2025-08-12", 1, 1), category="data-quality")
    assert "A risk to the quality of data" in shown.register([doubt], framework, "", "").html


def test_an_opportunity_has_no_band_of_danger(framework: Framework) -> None:
    """A great opportunity is not red."""
    html = shown.register([HELP], framework, "", "").html
    assert "Opportunity</th>" in html
    assert not re.search("Green|Amber|Red", html)


def test_hostile_words_stay_words(framework: Framework) -> None:
    """Whatever stands in a cell of the data is escaped."""
    bad = replace(HIGH, title=HOSTILE, cause=HOSTILE, owner_role=HOSTILE, category=HOSTILE)
    html = shown.register([bad], framework, "", HOSTILE, here=True).html
    assert "<script" not in html


LINKS = (
    ("risk", "SR1", "action", "A1"),
    ("indicator", "101", "risk", "SR2"),
    ("indicator", "102", "action", "A2"),
)


def test_links_are_followed_both_ways() -> None:
    """Whichever end a link was written from."""
    assert linked(LINKS, "risk", "action", {"A1"}) == ("SR1",)
    assert linked(LINKS, "risk", "indicator", {"101", "102"}) == ("SR2",)
    assert linked(LINKS, "action", "risk", {"SR1", "SR2"}) == ("A1",)


def page(framework: Framework, *risks: Risk) -> RiskPage:
    """The page of some risks."""
    whole = Findings(
        framework, "2025-26 Q1", DAY, None, Audience.INTERNAL, {}, (), Picture(risks=risks)
    )
    return RiskPage.open(whole, "")


def test_the_page_says_first_what_matters(framework: Framework) -> None:
    """Counts by band, above appetite, risen, overdue; opportunities are not among them."""
    assert page(framework, HIGH, CALM, LATE, NEVER, HELP).lede() == (
        "Four strategic risks are open: one red, one amber, one green, one not scored yet. One is "
        "more than the council is ready to carry, and one has risen since last quarter. One review "
        "is overdue, and one risk was never reviewed."
    )


def test_each_register_has_its_place(framework: Framework) -> None:
    """Strategic, project, opportunities, operational by directorate, and what was closed."""
    project = risk("PR1", ("2025-08-12", 1, 1), register=Register.PROJECT)
    work = risk("OR1", ("2025-08-12", 1, 1), register=Register.OPERATIONAL, directorate="housing")
    gone = risk("SR8", ("2025-08-12", 1, 1), closed=DAY)
    made = page(framework, HIGH, project, work, gone, HELP)
    assert "risk-sr1" in made.strategic().html
    assert "risk-sr8" not in made.strategic().html + made.matrix().html
    assert "risk-pr1" in made.project().html
    assert "risk-op1" in made.opportunities().html
    assert "Housing" in made.operational().html
    assert "closed 2 September 2025" in made.closed().html
    assert page(framework, HIGH).operational().html == ""


def test_without_a_risk_there_is_no_page(framework: Framework) -> None:
    """A public edition that shows none has no page of them."""
    empty = Findings(framework, "2025-26 Q1", DAY, None, Audience.PUBLIC, {})
    assert list(RiskPage.scopes(empty)) == []
