"""The counts, changes and folds that pages are made of, worked out by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.visuals import panels
from pmf_analysis.visuals.figure import Figure, Html
from pmf_analysis.visuals.page.home import HomePage
from pmf_analysis.visuals.page.scorecards import ThemePage
from tests import books

RED, AMBER, GREEN = Rating.RED, Rating.AMBER, Rating.GREEN


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The small council's, at its latest quarter."""
    folder = books.write(tmp_path_factory.mktemp("home") / "data")
    return flow.compute(folder)


def standing(
    findings: Findings, rating: Rating, verdict: Verdict, before: Rating | None = None
) -> Finding:
    """A finding of the council's that stands so."""
    return replace(
        findings.council[0], rating=rating, verdict=verdict, previous_rating=before or rating
    )


def counts(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)


def test_four_counts_say_where_the_council_stands(findings: Findings) -> None:
    """On target with last quarter's count, close, off target, improving; no fifth."""
    listed = [
        standing(findings, GREEN, Verdict.SECURE, AMBER),
        standing(findings, GREEN, Verdict.ADVANCING),
        standing(findings, AMBER, Verdict.UNRELIABLE),
        standing(findings, RED, Verdict.ACT),
        standing(findings, RED, Verdict.ACT),
        standing(findings, RED, Verdict.REDESIGN),
    ]
    assert counts(panels.glance(listed, findings.framework).html) == [
        ("on target (1 last quarter)", "2"),
        ("close", "1"),
        ("off target, two of them getting worse", "3"),
        ("improving more than chance would explain", "1"),
    ]


def test_where_all_of_a_rating_are_getting_worse(findings: Findings) -> None:
    """Not "one, one of them": and those close to target are counted beside their own rating."""
    listed = [standing(findings, RED, Verdict.ACT), standing(findings, AMBER, Verdict.ACT)]
    said = [text for text, _ in counts(panels.glance(listed, findings.framework).html)]
    assert said[1:3] == ["close and getting worse", "off target and getting worse"]


def test_what_changed_puts_the_worse_first(findings: Findings) -> None:
    """Each with both ratings; what kept its rating is not there."""
    listed = (
        standing(findings, GREEN, Verdict.SECURE, RED),
        standing(findings, GREEN, Verdict.SECURE),
        standing(findings, AMBER, Verdict.UNRELIABLE, GREEN),
    )
    shown = HomePage("", replace(findings, findings=listed)).changed().html
    assert "<caption>One rating got worse, one got better.</caption>" in shown
    assert re.findall(r"</span> (On target|Close|Off target)</span>", shown) == [
        "On target",
        "Close",
        "Off target",
        "On target",
    ]


def test_without_a_change_that_is_said(findings: Findings) -> None:
    """In the table's place."""
    same = (standing(findings, GREEN, Verdict.SECURE),)
    shown = HomePage("", replace(findings, findings=same)).changed().html
    assert "No rating changed since last quarter." in shown
    assert "<table" not in shown


def test_a_fold_keeps_every_word() -> None:
    """What a narrow screen folds away is in the page, under a summary that says what it is."""
    made = panels.fold("nine <actions>", Html("<p>All of them.</p>")).html
    assert re.fullmatch(
        r'<details class="pmf-fold"><summary>Show nine &lt;actions&gt;</summary>\s*'
        r"<p>All of them.</p>\s*</details>\s*",
        made,
    )


def test_a_chart_among_others_is_brief_and_leads_to_the_rest(findings: Findings) -> None:
    """Value, target, verdict and a link; the outlook and its note stand on the indicator's page."""
    code, page = next(
        (f.indicator, page)
        for scope in ThemePage.scopes(findings)
        for page in [ThemePage.open(findings, scope)]
        for f in page.own()
        if f.points and f.centre is not None
    )
    figure = page.chart(code)
    assert isinstance(figure, Figure)
    assert f'href="../indicators/{code.lower()}.html"' in figure.below
    assert "Usual range" not in figure.aside
    assert "<dt>Verdict</dt>" in figure.aside
    assert not any("forecast" in note for note in figure.notes)
