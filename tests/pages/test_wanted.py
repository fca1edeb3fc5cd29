"""Which figures need words, and on which page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from pmf_analysis.framework import writing
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.pages.commentary.wanted import Why, wanted
from pmf_analysis.pages.contents import PageId
from tests import books
from tests.pages.commentary_book import book, found

HOME, THEME, HOUSING = PageId("home"), PageId("theme", "homes"), PageId("directorate", "housing")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The small book's."""
    return found(book(tmp_path_factory.mktemp("book") / "data"))


def reasons(findings: Findings, *also: str) -> dict[PageId, list[tuple[str, str, Why]]]:
    """What is wanted, by page."""
    return {
        page: [(want.indicator, want.organisation, want.why) for want in wants]
        for page, wants in wanted(findings, also).items()
    }


def judged(findings: Findings, indicator: str, organisation: str, **said: object) -> Findings:
    """The same findings, one of them judged otherwise."""
    changed = tuple(
        replace(f, **said) if f.key == (indicator, organisation) else f  # type: ignore[arg-type]
        for f in findings.findings
    )
    return replace(findings, findings=changed)


def test_every_page_needs_its_own_words_and_its_exceptions(findings: Findings) -> None:
    """The council's figures on their theme's page, a directorate's own on the directorate's."""
    page = ("", "", Why.PAGE)
    assert reasons(findings) == {
        HOME: [page],
        THEME: [page, ("101", "X1", Why.EXCEPTION), ("102", "X1", Why.EXCEPTION)],
        HOUSING: [page, *((code, "housing", Why.EXCEPTION) for code in ("103", "104", "105"))],
    }


def test_a_fragile_exception_needs_none(findings: Findings) -> None:
    """It meets its target; only a change is worth words."""
    calm = judged(findings, "101", "X1", verdict=Verdict.FRAGILE, previous_verdict=Verdict.FRAGILE)
    assert "101" not in {code for code, *_ in reasons(calm)[THEME]}
    new = judged(findings, "101", "X1", verdict=Verdict.FRAGILE, previous_verdict=Verdict.SECURE)
    assert ("101", "X1", Why.CHANGED) in reasons(new)[THEME]


@pytest.mark.parametrize(
    ("verdict", "before", "place", "council", "directorate"),
    [
        (Verdict.SECURE, Verdict.ACT, None, Why.CHANGED, None),
        (Verdict.AWAITED, Verdict.ACT, None, None, None),
        (Verdict.SECURE, None, None, None, None),
        (Verdict.STUCK, Verdict.SECURE, 1, Why.EXCEPTION, Why.CHANGED),
        (Verdict.STUCK, Verdict.STUCK, 1, Why.EXCEPTION, None),
        (Verdict.FRAGILE, Verdict.SECURE, 1, Why.CHANGED, None),
        (Verdict.WORSENING, Verdict.WORSENING, 1, Why.EXCEPTION, Why.EXCEPTION),
    ],
)
def test_a_directorates_many_figures_need_words_less_often(
    findings: Findings,
    verdict: Verdict,
    before: Verdict | None,
    place: int | None,
    council: Why | None,
    directorate: Why | None,
) -> None:
    """A change for the better is said of the council, and left out of a directorate's page."""
    said = {"verdict": verdict, "previous_verdict": before, "place_in_exceptions": place}
    for (indicator, whose), page, why in (
        (("101", "X1"), THEME, council),
        (("103", "housing"), HOUSING, directorate),
    ):
        found_ = reasons(judged(findings, indicator, whose, **said))[page]
        assert [w for code, org, w in found_ if (code, org) == (indicator, whose)] == (
            [why] if why else []
        )


def test_what_is_not_shown_needs_no_words(findings: Findings) -> None:
    """Confidential, or not applicable: there is nothing to speak of."""
    assert "101" not in {c for c, *_ in reasons(judged(findings, "101", "X1", status="c"))[THEME]}


def test_a_figure_of_no_theme_has_a_page(findings: Findings) -> None:
    """The corporate scorecard; an internal one is discussed where it is managed."""
    rows = findings.indicators
    loose = replace(findings, indicators=rows | {"101": replace(rows["101"], theme="")})
    assert reasons(loose)[PageId("corporate")] == [("101", "X1", Why.EXCEPTION)]
    inside = replace(rows["101"], audience=Audience.INTERNAL)
    internal = replace(findings, indicators=rows | {"101": inside})
    assert ("101", "X1", Why.EXCEPTION) in reasons(internal)[HOUSING]


def test_what_is_asked_for_is_wanted_wherever_it_is_shown(findings: Findings) -> None:
    """Of the council and of each directorate that reports it, unless it is needed anyhow."""
    calm = judged(findings, "104", "housing", verdict=Verdict.SECURE, previous_verdict=None)
    asked = reasons(calm, "104")
    assert ("104", "X1", Why.ASKED) in asked[THEME]
    assert ("104", "housing", Why.ASKED) in asked[HOUSING]


def test_the_profile_knows_every_verdict(tmp_path: Path) -> None:
    """By its name; another is a fault that says which there are."""
    assert set(get_args(writing.VerdictName)) == {str(verdict) for verdict in Verdict}
    framework = books.FRAMEWORK + "commentary:\n  council: [ACT, HOPELESS]\n"
    with pytest.raises(FaultsFound, match="commentary"):
        found(book(tmp_path / "data", framework=framework))
