"""Which evidence gives rise to which question for scrutiny, in what order, and never twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import MISSING, fields, replace
from typing import Any

import pytest

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import ActionStatus, Nature
from pmf_analysis.judgements.delivery import Action, Update, progress
from pmf_analysis.judgements.evidence import Against, Comparison
from pmf_analysis.judgements.finance import Account
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.question import Ask, Subject
from pmf_analysis.judgements.response import Moved, Response
from pmf_analysis.judgements.risk import Movement, Review, Risk, Standing
from pmf_analysis.judgements.scrutiny import questions
from pmf_analysis.judgements.verdict import Verdict
from tests import books
from tests.tables.conftest import catalogue_of

DAY = dt.date(2025, 9, 2)
LONG_AGO, LATER = dt.date(2025, 1, 6), dt.date(2026, 3, 31)
INDICATORS = {
    polarity: catalogue_of(books.indicator("1", "Measure", polarity=polarity.value))["1"]
    for polarity in Polarity
}


def bare(kind: type, **given: Any) -> Any:
    """A value of a kind in which everything that is not given is nothing."""
    asked = (f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
    return kind(**dict.fromkeys(asked) | given)


def finding(verdict: Verdict = Verdict.SECURE, code: str = "1", **given: Any) -> Finding:
    usual = {"status": "", "rating": Rating.GREEN, "urgency": (20.0, 0.0, 0.0)}
    return bare(Finding, indicator=code, verdict=verdict, **usual | given)


def beside(side: int | None, *, of: str = "others") -> Comparison:
    """A comparison in which the council is higher (+1) or lower (-1) than another."""
    return bare(Comparison, places=(), without=0, **{of: Against(50.0, side)})


def action(code: str = "A1", due: dt.date = LATER, **report: Any) -> Action:
    told = Update(**{"recorded_on": dt.date(2025, 8, 1), "status": ActionStatus.ON_TRACK} | report)
    return bare(Action, action=code, progress=progress(due, [told], DAY))


def risk(code: str = "R1", **given: Any) -> Risk:
    usual = {"nature": Nature.RISK, "standing": standing()}
    return bare(Risk, risk=code, **usual | given)


def standing(*, above: bool = False, review_due: dt.date = DAY) -> Standing:
    score = Review(dt.date(2025, 8, 1), 3, 3)
    return Standing(score, "amber", Movement.SAME, 9, score.reviewed_on, above, review_due, DAY)


def account(line: str = "B1", *, owes: bool = False, organisation: str = "housing") -> Account:
    return bare(Account, line=line, organisation=organisation, owes_explanation=owes)


def response(code: str = "P1", **given: Any) -> Response:
    usual = {"about_kind": "indicator", "about": "1", "overdue": False}
    return bare(Response, response=code, **usual | given)


def asked(
    *,
    findings: Sequence[Finding] = (),
    actions: Sequence[Action] = (),
    risks: Sequence[Risk] = (),
    accounts: Sequence[Account] = (),
    responses: Sequence[Response] = (),
    polarity: Polarity = Polarity.HIGHER,
) -> list[tuple[str, str, str]]:
    """Return what is asked, as plain words."""
    catalogue: dict[str, Indicator] = {f.indicator: INDICATORS[polarity] for f in findings}
    made = questions(findings, catalogue, actions, risks, accounts, responses)
    return [(str(q.ask), str(q.subject), q.code) for q in made]


# What each verdict is worth asking; "" for nothing. Every verdict stands here.
OF_VERDICT = {
    "ACT": "WORSE",
    "RECOVERING": "WORKED",
    "REDESIGN": "NOT_CAPABLE",
    "UNRELIABLE": "CHANCE",
    "MISMATCH": "MISMATCH",
    "STUCK": "",
    "WATCH": "WORSENING",
    "ADVANCING": "WORKED",
    "SECURE": "",
    "FRAGILE": "CHANCE",
    "MEETING": "",
    "WORSENING": "WORSENING",
    "IMPROVING": "WORKED",
    "STEADY": "",
    "CHANGED": "",
    "SHORT": "",
    "NEW": "",
    "AWAITED": "",
    "MISSING": "MISSING",
}


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_gives_its_question_or_none(verdict: Verdict) -> None:
    """One question at most, about the indicator; a figure on its way or steady gives none."""
    ask = OF_VERDICT[verdict.value]
    assert asked(findings=[finding(verdict)]) == ([(ask, "indicator", "1")] if ask else [])


@pytest.mark.parametrize("status", ["c", "z"])
def test_nothing_is_asked_of_a_figure_that_is_not_shown(status: str) -> None:
    """Withheld or not applicable: neither the verdict nor the comparison is spoken of."""
    hidden = finding(Verdict.ACT, status=status, comparison=beside(-1))
    assert asked(findings=[hidden]) == []


@pytest.mark.parametrize("status", ["", "p", "r", "e", "u", "x", "b"])
def test_a_figure_of_any_other_status_is_asked_about(status: str) -> None:
    """Provisional, revised, estimated or not there: somebody can answer for it."""
    assert asked(findings=[finding(Verdict.ACT, status=status)]) == [("WORSE", "indicator", "1")]


@pytest.mark.parametrize(
    ("polarity", "side", "behind"),
    [
        (Polarity.HIGHER, -1, True),
        (Polarity.HIGHER, 1, False),
        (Polarity.LOWER, 1, True),
        (Polarity.LOWER, -1, False),
        (Polarity.HIGHER, 0, False),  # no difference beyond chance
        (Polarity.LOWER, None, False),  # cannot be tested
        (Polarity.RANGE, -1, False),  # which side is worse cannot be said
        (Polarity.NONE, 1, False),
    ],
)
def test_behind_similar_councils(polarity: Polarity, side: int | None, behind: bool) -> None:
    """Only on the worse side, and only beyond chance."""
    found = asked(findings=[finding(comparison=beside(side))], polarity=polarity)
    assert found == ([("BEHIND_OTHERS", "indicator", "1")] if behind else [])


def test_england_alone_gives_no_question() -> None:
    """The question is about similar councils; a comparison without them is silent."""
    assert asked(findings=[finding(comparison=beside(-1, of="nation"))]) == []


@pytest.mark.parametrize(
    ("report", "due", "asks"),
    [
        ({}, LATER, []),
        ({"recorded_on": LONG_AGO}, LATER, ["ACTION_SILENT"]),  # 239 days without a word
        ({}, dt.date(2025, 9, 1), ["ACTION_LATE"]),  # due yesterday
        ({}, DAY, []),  # due today is not past
        ({"status": ActionStatus.COMPLETE}, dt.date(2025, 7, 1), []),
        ({"status": ActionStatus.STOPPED}, dt.date(2025, 7, 1), []),
        ({"recorded_on": LONG_AGO}, dt.date(2025, 7, 1), ["ACTION_LATE", "ACTION_SILENT"]),
        # From 31 March, 28 June is 89 days and 29 June 90: a quarter.
        ({"forecast_due": dt.date(2026, 6, 28)}, LATER, []),
        ({"forecast_due": dt.date(2026, 6, 29)}, LATER, ["ACTION_LATE"]),
        ({"revised_due": dt.date(2026, 6, 29)}, LATER, ["ACTION_LATE"]),  # agreed, and late still
        ({"forecast_due": dt.date(2026, 1, 31)}, LATER, []),  # early
    ],
)
def test_actions(report: dict[str, Any], due: dt.date, asks: list[str]) -> None:
    """Past its date, slipped by a quarter, or silent for 120 days; not what has ended."""
    found = asked(actions=[action(due=due, **report)])
    assert found == [(ask, "action", "A1") for ask in asks]


@pytest.mark.parametrize(
    ("given", "asks"),
    [
        ({}, []),  # within appetite, its review due today
        ({"standing": None}, ["RISK_UNREVIEWED"]),
        ({"standing": standing(above=True)}, ["RISK_HIGH"]),
        ({"standing": standing(review_due=dt.date(2025, 9, 1))}, ["RISK_UNREVIEWED"]),
        (
            {"standing": standing(above=True, review_due=dt.date(2025, 9, 1))},
            ["RISK_HIGH", "RISK_UNREVIEWED"],
        ),
        ({"standing": standing(above=True), "closed": LONG_AGO}, []),
        ({"standing": None, "closed": LONG_AGO}, []),
        ({"standing": None, "nature": Nature.OPPORTUNITY}, []),
    ],
)
def test_risks(given: dict[str, Any], asks: list[str]) -> None:
    """Above appetite, or not looked at when it should be; neither closed ones nor chances."""
    assert asked(risks=[risk(**given)]) == [(ask, "risk", "R1") for ask in asks]


def test_money_is_asked_about_once_a_line_of_each_organisation() -> None:
    """Two organisations may keep a line of one code; each answers for its own."""
    owing = [account(owes=True), account(owes=True, organisation="advice"), account("B2")]
    found = questions((), {}, (), (), owing, ())
    assert [(q.code, q.organisation) for q in found] == [
        ("B1", owing[0].organisation),
        ("B1", "advice"),
    ]


@pytest.mark.parametrize("moved", Moved)
@pytest.mark.parametrize("rating", Rating)
def test_a_response_that_moved_nothing(moved: Moved, rating: Rating) -> None:
    """Asked where the indicator is off target and is no better since, whatever the verdict."""
    found = asked(findings=[finding(rating=rating)], responses=[response(moved=moved)])
    failed = rating in {"RED", "AMBER"} and moved in {"NO_CHANGE", "WORSE"}
    assert found == ([("RESPONSE_FAILED", "response", "P1")] if failed else [])


@pytest.mark.parametrize(
    "given",
    [
        {"about_kind": "risk"},  # an indicator may have the same code
        {"about_kind": "", "about": ""},
        {"about": "2"},  # reported by no council
    ],
)
def test_a_response_about_something_else(given: dict[str, Any]) -> None:
    """Whether it moved anything is asked of the council's own indicators alone."""
    red = finding(Verdict.STUCK, rating=Rating.RED)
    assert asked(findings=[red], responses=[response(moved=Moved.WORSE, **given)]) == []
    late = response(moved=Moved.WORSE, overdue=True, **given)
    assert asked(findings=[red], responses=[late]) == [("RESPONSE_LATE", "response", "P1")]


def everything() -> dict[str, Any]:
    """Evidence for every question, the least pressing handed in first."""
    verdicts = ("RECOVERING", "FRAGILE", "WATCH", "MISMATCH", "MISSING", "REDESIGN", "ACT")
    found = [finding(Verdict(v), f"{n}") for n, v in enumerate(verdicts)]
    found += [finding(code="7", comparison=beside(-1)), finding(code="8", rating=Rating.RED)]
    failed = response("P2", about="8", moved=Moved.NO_CHANGE)
    return {
        "findings": found,
        "actions": [action(due=dt.date(2025, 7, 1), recorded_on=LONG_AGO)],
        "risks": [risk(standing=standing(above=True)), risk("R2", standing=None)],
        "accounts": [account(owes=True)],
        "responses": [response("P1", overdue=True), failed],
    }


PRESSING = [
    ("WORSE", "indicator", "6"),
    ("NOT_CAPABLE", "indicator", "5"),
    ("MISSING", "indicator", "4"),
    ("MISMATCH", "indicator", "3"),
    ("RESPONSE_FAILED", "response", "P2"),
    ("WORSENING", "indicator", "2"),
    ("MONEY", "line", "B1"),
    ("RISK_HIGH", "risk", "R1"),
    ("RISK_UNREVIEWED", "risk", "R2"),
    ("ACTION_LATE", "action", "A1"),
    ("ACTION_SILENT", "action", "A1"),
    ("RESPONSE_LATE", "response", "P1"),
    ("BEHIND_OTHERS", "indicator", "7"),
    ("CHANCE", "indicator", "1"),
    ("WORKED", "indicator", "0"),
]


def test_the_most_pressing_comes_first_whatever_the_evidence_came_in() -> None:
    """Every question that there is, once, in the order of the enumeration."""
    assert asked(**everything()) == PRESSING
    assert [ask for ask, *_ in PRESSING] == [str(ask) for ask in Ask]
    assert {subject for _, subject, _ in PRESSING} == {str(subject) for subject in Subject}


def test_the_same_evidence_twice_asks_nothing_twice() -> None:
    """Whatever is handed in double, each question stands once."""
    assert asked(**{name: [*rows, *rows] for name, rows in everything().items()}) == PRESSING


def test_among_one_kind_the_exceptions_come_first_by_their_urgency() -> None:
    """What is numbered among the exceptions, then the rest; each by its urgency."""
    found = [
        finding(Verdict.ACT, code, urgency=(place, 0.0, 0.0), place_in_exceptions=number)
        for code, place, number in (
            ("a", 0.0, None),
            ("b", 3.0, 2),
            ("c", 1.0, 1),
            ("d", 0.5, None),
        )
    ]
    assert [code for *_, code in asked(findings=found)] == ["c", "b", "a", "d"]


def test_no_evidence_gives_no_question_and_nothing_is_changed() -> None:
    """An empty quarter asks nothing; what is handed in stays as it was."""
    assert asked() == []
    given = everything()
    before = {name: list(map(replace, rows)) for name, rows in given.items()}
    asked(**given)
    assert given == before
