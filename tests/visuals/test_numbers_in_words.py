"""What pages say where there is none of something, one, some or all of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.work import Area, Register
from pmf_analysis.judgements.delivery import Action, Standing
from pmf_analysis.judgements.finance import Total
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.risk import Movement, Risk
from pmf_analysis.visuals import tallies, value
from pmf_analysis.visuals.page.delivery import DeliveryPage
from pmf_analysis.visuals.page.finance import FinancePage
from pmf_analysis.visuals.page.risk import RiskPage
from tests import books
from tests.findings.test_delivered import ACTIONS, MILESTONES, UPDATES
from tests.findings.test_delivered import FRAMEWORK as PLANNED
from tests.judgements.test_delivery import action
from tests.judgements.test_progress import AT_RISK, ON_TRACK, told
from tests.visuals.test_risk import CALM, DAY, HIGH, LATE, NEVER

RULES = RiskRules(default_appetite=9)
CLEAR = replace(CALM, risk="SR7")


@pytest.fixture(scope="module")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    """The small council's, with an appetite of 9."""
    folder = books.write(tmp_path_factory.mktemp("counted") / "data")
    return flow.load(folder).framework.model_copy(update={"risk": RULES})


def of(framework: Framework, picture: Picture) -> Findings:
    """Findings that hold nothing but a picture."""
    return Findings(framework, "2025-26 Q1", DAY, None, Audience.INTERNAL, {}, (), picture)


def tiles(html: str) -> dict[str, str]:
    """The numbers at a glance, by what they count."""
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.S))


@pytest.mark.parametrize(
    ("n", "every", "said"),
    [
        (0, 0, "none has risen"),
        (0, 1, "none has risen"),
        (1, 1, "one has risen"),
        (0, 3, "none has risen"),
        (1, 3, "one has risen"),
        (2, 3, "two have risen"),
        (3, 3, "all have risen"),
        (12, 40, "12 have risen"),
    ],
)
def test_how_many_of_some_things(n: int, every: int, said: str) -> None:
    """None and one take the verb of one; all is said of more than one."""
    assert tallies.part(n, every, "has risen", "have risen") == said


RISKS: list[tuple[str, list[Risk], str]] = [
    ("none", [], "No risk is open."),
    (
        "one, at rest",
        [CALM],
        "One strategic risk is open: amber. None is more than the council is ready to carry, and "
        "none has risen since last quarter.",
    ),
    (
        "one, above and rising",
        [HIGH],
        "One strategic risk is open: red. One is more than the council is ready to carry, and "
        "one has risen since last quarter.",
    ),
    (
        "one that nobody reviewed",
        [NEVER],
        "One strategic risk is open: not scored yet. None is more than the council is ready to "
        "carry, and none has risen since last quarter. One risk was never reviewed.",
    ),
    (
        "all above and rising",
        [HIGH, replace(HIGH, risk="SR6")],
        "Two strategic risks are open: all red. All are more than the council is ready to carry, "
        "and all have risen since last quarter.",
    ),
    (
        "several late, on two registers",
        [LATE, replace(LATE, risk="PR1", register=Register.PROJECT), NEVER, NEVER],
        "Four risks are open on the strategic and project registers: two green, two not scored "
        "yet. None is more than the council is ready to carry, and none has risen since last "
        "quarter. Two reviews are overdue, and two risks were never reviewed.",
    ),
]


@pytest.mark.parametrize(
    ("risks", "said"), [r[1:] for r in RISKS], ids=[r[0].replace(" ", "-") for r in RISKS]
)
def test_the_headline_of_risks(framework: Framework, risks: list[Risk], said: str) -> None:
    """No risk, one, some and all of them."""
    assert RiskPage.open(of(framework, Picture(risks=tuple(risks))), "").lede() == said


def test_tiles_and_headline_count_the_same_risks(framework: Framework) -> None:
    """Every open risk of every register, named in both; opportunities and closed ones apart."""
    risks = (
        HIGH,
        replace(HIGH, risk="OR1", register=Register.OPERATIONAL),
        replace(LATE, risk="PR1", register=Register.PROJECT),
        NEVER,
        replace(HIGH, risk="SR8", closed=DAY),
    )
    page = RiskPage.open(of(framework, Picture(risks=risks)), "")
    where = "on the strategic, operational and project registers"
    assert page.lede().startswith(f"Four risks are open {where}: two red, one green,")
    assert "Two are more than" in page.lede()
    assert "two have risen" in page.lede()
    assert "One review is overdue, and one risk was never reviewed." in page.lede()
    assert tiles(page.at_a_glance().html) == {
        f"risks open {where}": "4",
        "above what the council is ready to carry": "2",
        "risen since last quarter": "2",
        "fallen since last quarter": "0",
        "with a review overdue": "1",
        "never reviewed": "1",
    }


def test_without_an_appetite_nothing_is_said_of_it(framework: Framework) -> None:
    """Nobody can be above a limit that is not set."""
    bare = framework.model_copy(update={"risk": RiskRules()})
    page = RiskPage.open(of(bare, Picture(risks=(CALM,))), "")
    assert page.lede() == ("One strategic risk is open: amber. None has risen since last quarter.")
    assert "carry" not in page.at_a_glance().html


def test_a_band_since_the_very_day_has_no_length(framework: Framework) -> None:
    """Not "for no days"."""
    assert HIGH.standing is not None
    today = replace(HIGH, standing=replace(HIGH.standing, since=DAY, movement=Movement.NEW))
    html = RiskPage.open(of(framework, Picture(risks=(today,))), "").strategic().html
    assert "Red since 2 September 2025" in html


STILL = action("A1", [told("2025-01-14", ON_TRACK), told("2025-10-14", ON_TRACK)])
LATE_ONE = action("A2", [told("2025-01-14", ON_TRACK), told("2025-10-14", AT_RISK)])
NEW = replace(STILL, action="A3", previous=None)
PLANS: list[tuple[list[Action], str]] = [
    ([STILL], "The one action is on track. None needs attention; none moved since last quarter."),
    ([LATE_ONE], "The one action is at risk. One needs attention; one moved since last quarter."),
    ([NEW], "The one action is on track. None needs attention; one is new in the plan."),
    (
        [STILL, STILL],
        "All are on track. None needs attention; none moved since last quarter.",
    ),
    (
        [LATE_ONE, LATE_ONE],
        "All are at risk. All need attention; all moved since last quarter.",
    ),
    (
        [STILL, LATE_ONE, NEW, NEW],
        "Of four actions, three are on track and one at risk. One needs attention; one moved since "
        "last quarter; two are new in the plan.",
    ),
]


@pytest.mark.parametrize(("actions", "said"), PLANS)
def test_the_headline_of_the_plan(framework: Framework, actions: list[Action], said: str) -> None:
    """None, one, some and all: in need, moved, new."""
    page = DeliveryPage.open(of(framework, Picture(actions=tuple(actions))), "")
    assert page.lede() == said


def standing_at(standings: Sequence[Standing], before: Sequence[Standing]) -> list[Action]:
    """As many actions, each at its standing now and before."""
    assert STILL.previous is not None
    return [
        replace(
            STILL,
            progress=replace(STILL.progress, standing=now),
            previous=replace(STILL.previous, standing=then),
        )
        for now, then in zip(standings, before, strict=True)
    ]


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [
        ([Standing.COMPLETE], [Standing.DELAYED], 2),  # last quarter's is shown while there is room
        (list(Standing)[:6], list(Standing)[:6], 6),
        (list(Standing)[:6], list(Standing)[1:7], 6),  # what is none now gives way
        (list(Standing), list(Standing), 6),
    ],
)
def test_no_tile_stands_alone_in_its_row(
    framework: Framework, now: list[Standing], before: list[Standing], shown: int
) -> None:
    """At most six, and every action is still counted."""
    made = tiles(tallies.glance(standing_at(now, before), framework).html)
    assert len(made) == shown
    assert sum(int(number) for number in made.values()) == len(now)
    if len(now) == len(Standing):
        assert made["delayed or past its date (2 last quarter)"] == "2"
        assert made["not started or not reported (2 last quarter)"] == "2"


def total(organisation: str, *, adverse: bool) -> Total:
    """A sum of revenue, over its budget or not."""
    return Total(organisation, Area.REVENUE, 1, *([None] * 7), adverse, "NO_DATA")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("over", "under", "said"),
    [
        (0, 0, {}),
        (0, 1, {"service areas over budget": "0"}),
        (1, 0, {"service area over budget": "1"}),
        (1, 5, {"service area over budget, of six": "1"}),
        (3, 0, {"service areas over budget, of three": "3"}),
    ],
)
def test_who_is_over_budget(
    framework: Framework, over: int, under: int, said: dict[str, str]
) -> None:
    """In the council's words, for none, one and several; nothing where there is none to count."""
    own = framework.words.model_copy(
        update={"directorate": "service area", "directorates": "service areas"}
    )
    totals = [total(f"d{k}", adverse=k < over) for k in range(over + under)]
    named = framework.model_copy(update={"words": own})
    page = FinancePage.open(of(named, Picture(totals=tuple(totals))), "")
    made = tiles(page.at_a_glance().html)
    assert {text: n for text, n in made.items() if "budget" in text} == said


@pytest.mark.parametrize(
    ("less", "more", "every", "said"),
    [
        (0, 0, 0, ""),
        (1, 0, 1, "More than the one similar council."),
        (0, 1, 1, "Less than the one similar council."),
        (15, 0, 15, "More than all 15 similar councils."),
        (0, 15, 15, "Less than all 15 similar councils."),
        (0, 14, 15, "No more than any of 15 similar councils."),
        (1, 13, 15, "More than one of 15 similar councils."),
        (11, 4, 15, "More than 11 of 15 similar councils."),
    ],
)
def test_how_many_others_have_less(less: int, more: int, every: int, said: str) -> None:
    """All of them and none of them have words of their own."""
    assert value._among(less, more, every) == said


@pytest.fixture
def late(tmp_path: Path) -> Action:
    """Promised for 31 August 2025, and not done on 2 September."""
    book = books.write(
        tmp_path / "late",
        PLANNED,
        actions=ACTIONS.replace("2025-12-31", "2025-08-31").splitlines(),
        milestones=MILESTONES.splitlines(),
        action_updates=[
            UPDATES.split("\n", 1)[0],
            "A1,,on track,85,,,Nearly there.,2025-07-15",
        ],
    )
    return flow.compute(book, "2025-26 Q1", "internal").picture.actions[0]


def test_what_is_past_is_not_expected(framework: Framework, late: Action) -> None:
    """Its date, two days gone, is no date to expect it by."""
    page = DeliveryPage.open(of(framework, Picture(actions=(late,))), "")
    attended, every = page.attention().html, page.every().html
    assert "No new date" in attended
    assert "two days late already" in attended
    assert "no new date" in every
    assert "Two days late already." in every
    assert late.progress.expected == dt.date(2025, 8, 31)
