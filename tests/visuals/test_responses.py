"""The audit trail in words: how each decision stands, and what moved since."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.response import Moved, Response
from pmf_analysis.visuals.page.responses import ResponsesPage
from pmf_analysis.visuals.responses import NO_PROOF, how_long, made
from tests import books
from tests.tables.conftest import catalogue_of

CATALOGUE = catalogue_of(books.indicator("102", "Calls answered"))
DAY = dt.date(2025, 9, 2)
OPEN = Response(
    response="R1",
    about_kind="indicator",
    about="102",
    about_name="Calls answered",
    raised_at="Clinic",
    raised_on=dt.date(2024, 9, 2),
    finding="Calls wait <b>long</b>",
    decision="Change a process",
    owner_role="Head of Calls",
    due=None,
    closed=None,
    outcome="",
    overdue=False,
    moved=Moved.BETTER,
    since_period="2024-25 Q3",
    before=62.14,
    now=70.26,
    now_period="2025-26 Q1",
    points_since=3,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What the small book says."""
    return flow.compute(books.write(tmp_path_factory.mktemp("small") / "data"))


def said(small: Findings, response: Response, *, about: bool = True) -> str:
    """The table of one response, without its line breaks."""
    words = small.framework
    shown = made([response], CATALOGUE, words, "../", DAY, "All", "None", about=about)
    return " ".join(shown.html.split())


CASES = {
    "open for 12 months": {},
    "no date set; open for 12 months": {},
    "due 2 October 2025; open for 12 months": {"due": dt.date(2025, 10, 2)},
    "due 31 August 2025, two days ago": {"due": dt.date(2025, 8, 31), "overdue": True},
    "2 October 2024, after 30 days<": {"closed": dt.date(2024, 10, 2), "due": DAY},
    "2 October 2024, after 30 days; one day late": {
        "closed": dt.date(2024, 10, 2),
        "due": dt.date(2024, 10, 1),
    },
    "Better since": {},
    "62.1% before, 70.3% in Apr to Jun 2025; by more than chance explains": {},
    "Already moving": {"moved": Moved.ALREADY},
    "what stands out had begun before": {"moved": Moved.ALREADY},
    "within what chance explains": {"moved": Moved.NO_CHANGE},
    "two figures since": {"moved": Moved.TOO_SOON, "points_since": 2},
    "62.1% before, no figure since<": {"moved": Moved.TOO_SOON, "points_since": 0, "now": None},
    "there is no usual range to judge it by": {"moved": Moved.CANNOT_TELL},
    "Not about one indicator": {"about_kind": "risk", "about": "SR1", "about_name": "Floods"},
    "The council as a whole": {"about_kind": "", "about": "", "about_name": ""},
    '<a href="../risk.html">Floods</a>': {
        "about_kind": "risk",
        "about": "SR1",
        "about_name": "Floods",
    },
    '<a href="../indicators/102.html">Calls answered</a>': {},
    "Calls wait &lt;b&gt;long&lt;/b&gt;": {},
}


@pytest.mark.parametrize("words", CASES)
def test_each_response_says_how_it_stands(small: Findings, words: str) -> None:
    """What was found, what about, how long it took, and what has moved."""
    assert words in said(small, replace(OPEN, **CASES[words]))


def test_every_movement_has_a_word_and_a_shape(small: Findings) -> None:
    """No movement is left to colour alone."""
    for moved in Moved:
        assert 'aria-hidden="true"' in said(small, replace(OPEN, moved=moved))


def test_on_its_indicators_own_page_it_names_none(small: Findings) -> None:
    """The page's own title says it."""
    assert "indicators/102.html" not in said(small, OPEN, about=False)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "no days"), (1, "one day"), (59, "59 days"), (60, "two months"), (365, "12 months")],
)
def test_long_times_are_said_in_months(days: int, words: str) -> None:
    """Days to two months, then months."""
    assert how_long(dt.timedelta(days=days)) == words


def page(small: Findings, *responses: Response) -> ResponsesPage:
    """The page that rests on some responses."""
    return ResponsesPage.open(replace(small, picture=Picture(responses=responses)), "")


def test_the_page_leads_with_its_counts(small: Findings) -> None:
    """Three decisions: one overdue, one open, one closed; two can be judged, one moved."""
    late = replace(OPEN, response="R2", due=dt.date(2025, 8, 31), overdue=True)
    late = replace(late, moved=Moved.ALREADY)
    done = replace(OPEN, response="R3", closed=dt.date(2025, 1, 1), moved=Moved.TOO_SOON)
    shown = page(small, OPEN, late, done)
    assert shown.lede() == (
        "Three decisions on record: two open, one of them overdue. Of two whose indicator can be "
        "judged since, one moved the better way by more than chance."
    )
    still = shown.open_ones().html
    assert still.index("R2 ·") < still.index("R1 ·")
    assert "R3 ·" not in still
    assert "R3 ·" in shown.closed_ones().html
    assert NO_PROOF in shown.caution().html


def test_a_council_without_responses_has_no_page(small: Findings) -> None:
    """The page needs its table."""
    assert list(ResponsesPage.scopes(small)) == []


def test_the_page_holds_only_what_it_shows(small: Findings) -> None:
    """Responses and the catalogue of what they are about."""
    held = page(small, OPEN).findings
    assert held.findings == ()
    assert list(held.indicators) == ["102"]
    assert held.picture == Picture(responses=(OPEN,))
