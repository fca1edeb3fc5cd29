"""Figures that looked unusual and were confirmed, in words: on two pages, and inert."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.plausible import Doubt
from pmf_analysis.judgements.quality import Accepted, Grade, Quality
from pmf_analysis.visuals import quality
from pmf_analysis.visuals.page.indicator import IndicatorPage
from pmf_analysis.visuals.page.quality import QualityPage
from tests import books

RIGHT = Accepted("X1", "2024-25 Q4", Doubt.JUMP, 95.0, "A new court sat.", "Head of Homes")
GOOD = Quality("101", Grade.A, 1.0, 1.0, 0.0, None, due=8, received=8, accepted=(RIGHT,))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return flow.compute(books.write(tmp_path_factory.mktemp("b") / "data"))


def pages(plain: Findings, graded: Quality) -> list[str]:
    """The data quality page's tables, and the indicator's own trust box."""
    found = replace(plain, picture=Picture(quality=(graded,)))
    trust = IndicatorPage.open(IndicatorPage.part(found, "101"), "101").trust()
    return [QualityPage.open(found, "").by_theme().html, trust.html]


def test_both_pages_say_who_confirmed_a_figure_and_why(plain: Findings) -> None:
    """In place of the words that nothing was found wrong."""
    for html in pages(plain, GOOD):
        said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
        assert (
            "The figure for Jan to Mar 2025 looked unusual, confirmed: A new court sat "
            "(Head of Homes)."
        ) in said
        assert "Nothing was found wrong" not in said


def test_one_reason_for_several_doubts_is_said_once(plain: Findings) -> None:
    """A jump that is not plausible either; of a part of the council, by nobody named."""
    part = replace(RIGHT, organisation="housing", accepted_by="", reason="Two offices moved")
    both = replace(GOOD, accepted=(part, replace(part, doubt=Doubt.OUT_OF_RANGE)))
    assert quality.confirmed(both, plain.framework) == [
        "The figure of Housing for Jan to Mar 2025 looked unusual, confirmed: Two offices moved."
    ]


def test_a_reason_that_holds_markup_is_inert(plain: Findings) -> None:
    """It is typed by whoever fills in a return."""
    hostile = replace(
        RIGHT, reason='<script>alert("x")</script> {{ 7 * 7 }} [a](javascript:b)', accepted_by="<b>"
    )
    for html in pages(plain, replace(GOOD, accepted=(hostile,))):
        assert "<script" not in html
        assert "<b>" not in html
        assert "&lt;script&gt;" in html
        assert "{{ 7 * 7 }}" in html


def test_what_was_confirmed_is_in_the_documented_interface(plain: Findings) -> None:
    """With its reason; the schema knows of it."""
    found = replace(plain, picture=Picture(quality=(GOOD,)))
    (entry,) = flow.document(found)["picture"]["quality"]
    assert entry["accepted"] == [
        {
            "organisation": "X1",
            "period": "2024-25 Q4",
            "doubt": "JUMP",
            "value": 95.0,
            "reason": "A new court sat.",
            "accepted_by": "Head of Homes",
        }
    ]
    assert "Accepted" in flow.picture_schema()
