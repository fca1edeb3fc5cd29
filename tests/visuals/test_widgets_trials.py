"""Trials of a rebase and of a target, and the council's parts side by side, in one process."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.extract import Extract, extracted
from pmf_analysis.findings.trial import Choice, trial
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.visuals.widgets import Directorates, RebaseTrial, TargetTrial
from pmf_analysis.visuals.widgets.side_by_side import multiples
from tests import books

COUNCIL = "E06000999"


@pytest.fixture(scope="module")
def whole(root: Path) -> Extract:
    """The demonstration council's public extract."""
    book = flow.load(root / "data")
    return extracted(book, book.framework.period("2025-26 Q2"), Audience.PUBLIC)


def drawn(spec: dict[str, Any], name: str) -> list[Any]:
    """A column of a chart's data."""
    return [row[name] for row in spec["data"]["values"]]


def said(widget: Any) -> str:
    """What a widget's HTML says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", widget.value)).split())


def test_a_rebase_is_weighed_beside_what_is_recorded(whole: Extract) -> None:
    """Facts and one sentence; the public is not told where the report would look."""
    made = RebaseTrial(whole, "703")
    assert "Choose a period" in said(made.below)
    made.rebase.value = "2023-24 Q2"
    text = said(made.below)
    for part in ("Before it", "From it on", "Beyond the old average", "Rule for a shift"):
        assert part in text
    assert "significant" not in text
    assert "The report itself" not in text
    finding = trial(whole, Choice("703", COUNCIL, rebase="2023-24 Q2"))
    assert drawn(made.canvas.spec, "segment") == [p.segment for p in finding.points]
    made.rebase.value = ""
    assert "Choose a period" in said(made.below)


def test_analysts_are_told_where_the_report_would_look(tmp_path: Path) -> None:
    """In the internal edition alone."""
    book = flow.load(books.write(tmp_path / "data"))
    made = RebaseTrial(extracted(book, book.framework.period("2025-26 Q1"), Audience.INTERNAL))
    made.rebase.value = books.quarters()[-2]
    assert "The report itself Suggests no look" in said(made.below)


def test_a_target_is_tried_in_figures_and_words(whole: Extract) -> None:
    """Rating, reliability and chances; what is no number is said to be none."""
    made = TargetTrial(whole, "703")
    assert "18.0% 18.0%" in said(made.below)
    made.target.value = "20"
    assert "18.0% 20.0%" in said(made.below)
    assert "Its usual range misses the target Its usual range spans the target" in said(made.below)
    assert "in 10" in said(made.below)
    for typed in ("much", "nan", "inf", "1e999"):
        made.target.value = typed
        assert "a number such as 75" in made.target.description
    made.target.value = "1,000"
    assert said(made.message) == ""


def test_a_target_is_asked_for_in_the_form_that_the_indicator_has(whole: Extract) -> None:
    """One number, or a band; an indicator without a better side has none."""
    made = TargetTrial(whole)
    kinds = {str(whole.indicators[code].polarity): code for code in whole.organisations}
    made.indicator.value = kinds["lower"]
    assert (made.target.disabled, made.lower.disabled) == (False, True)
    made.indicator.value = kinds["range"]
    assert (made.target.disabled, made.lower.disabled) == (True, False)
    made.indicator.value = kinds["none"]
    assert "no target" in said(made.message)


def test_parts_of_the_council_stand_side_by_side_on_one_scale(whole: Extract) -> None:
    """Every organisation that reports it, the council first; the figures in a table."""
    charts = multiples(whole, "P01")
    assert [c.finding.organisation for c in charts] == list(whole.organisations["P01"])
    scales = [c.spec["layer"][0]["encoding"]["y"]["scale"]["domain"] for c in charts]
    assert all(scale == scales[0] for scale in scales)
    values = [p.charted for c in charts for p in c.finding.points if p.charted is not None]
    assert scales[0][0] <= min(values) <= max(values) <= scales[0][1]
    made = Directorates(whole, "P01")
    assert made.below.value.count("<svg") == len(charts)
    assert made.below.value.count("<tr>") == len(charts) + 1
    assert all(c.name in said(made.below) for c in charts)
