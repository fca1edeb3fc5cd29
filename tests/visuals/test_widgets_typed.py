"""What people type is read as written, or refused beside the field in words."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis import findings as flow
from pmf_analysis import report
from pmf_analysis.findings.extract import Extract, extracted
from pmf_analysis.findings.extract_file import write
from pmf_analysis.findings.trial import Choice, trial
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Audience, ChartKind, Unit
from pmf_analysis.framework.rating import Measure, RatingRule
from pmf_analysis.visuals.widgets import Explorer, RebaseTrial, TargetTrial, offers, typed

COUNCIL = "E06000999"
SHARE, POINTS = RatingRule(), RatingRule(measure=Measure.POINTS)


@pytest.fixture(scope="module")
def whole(root: Path) -> Extract:
    """The demonstration council's public extract."""
    book = flow.load(root / "data")
    return extracted(book, book.framework.period("2025-26 Q2"), Audience.PUBLIC)


def said(widget: Any) -> str:
    """What a widget's HTML says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", widget.value)).split())


@pytest.mark.parametrize(
    ("text", "share"),
    [("", None), ("5%", 0.05), ("0.05", 0.05), (".1", 0.1), ("0", 0.0), (" 12.5% ", 0.125)],
)
def test_a_tolerance_is_a_share_however_it_is_written(
    text: str, share: float | None, whole: Extract
) -> None:
    """With or without the sign."""
    assert typed.width(text, whole.indicators["703"], SHARE) == share


@pytest.mark.parametrize("text", ["5", "1", "100%", "-1", "-5%", "five", "1e-2", "5%%"])
def test_a_tolerance_that_could_be_something_else_is_refused(text: str, whole: Extract) -> None:
    """5 might be 5% or five times the target."""
    with pytest.raises(WrongUse, match=r"5% or 0\.05"):
        typed.width(text, whole.indicators["703"], SHARE)


def test_a_tolerance_in_points_is_a_number(whole: Extract) -> None:
    """Where the council's rule counts points of the unit, and the label says so."""
    share = whole.indicators["703"]
    assert share.unit is Unit.PERCENT
    assert typed.width_label(share, POINTS) == "Tolerance (percentage points)"
    assert typed.width("5", share, POINTS) == typed.width("5%", share, POINTS) == 5
    with pytest.raises(WrongUse, match="0 or more"):
        typed.width("-1", share, POINTS)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,200", Unit.COUNT, 1200), ("£1,200.50", Unit.CURRENCY, 1200.5), ("", Unit.COUNT, None),
        ("75%", Unit.PERCENT, 75), ("-3", Unit.SCORE, -3), ("-£3", Unit.CURRENCY, -3),
    ],
)  # fmt: skip
def test_a_target_is_read_with_its_unit(
    text: str, unit: Unit, value: float | None, whole: Extract
) -> None:
    """Thousands in threes, a pound or a percent sign."""
    assert typed.aim(text, replace(whole.indicators["703"], unit=unit)) == value


@pytest.mark.parametrize("text", ["1,2,3", "12,00", "1e27", "9" * 13, "nan", "7 5", "٣"])
def test_a_target_that_is_no_number_is_refused(text: str, whole: Extract) -> None:
    """Nor one too large to be a figure of a council."""
    with pytest.raises(WrongUse, match="a number such as 75"):
        typed.aim(text, whole.indicators["703"])


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_number_or_words(whole: Extract, text: str) -> None:
    """No other error, ever."""
    for read in (typed.aim, lambda t, i: typed.width(t, i, SHARE)):
        try:
            value = read(text, whole.indicators["703"])
        except WrongUse:
            continue
        assert value is None or abs(value) <= 1e12


def test_each_fault_stands_beside_its_field(whole: Extract) -> None:
    """In its label, and no longer once it is mended."""
    made = TargetTrial(whole, "703")
    assert made.target.description == "Target (%)"
    made.target.value, made.tolerance.value = "much", "5"
    assert made.target.description == "Target (%): a number such as 75 or 75%, not 'much'"
    assert made.tolerance.description.endswith("such as 5% or 0.05, not '5'")
    assert "mended" in said(made.message)
    made.target.value, made.tolerance.value = "20%", "5%"
    assert made.target.description == "Target (%)"
    assert said(made.message) == ""


def test_a_band_that_ends_below_its_beginning_is_refused(whole: Extract) -> None:
    """Typed, or beside the edge that is recorded."""
    codes = (c for c in whole.organisations if whole.indicators[c].polarity == "range")
    made = TargetTrial(whole, next(codes))
    made.lower.value, made.upper.value = "110", "90"
    assert made.upper.description.endswith("no lower than where it starts, 110")
    made.upper.value = ""
    made.lower.value = "1,000,000,000"
    assert "a band needs a lower edge and a higher one" in said(made.message)


def test_what_was_typed_for_one_indicator_is_not_tried_on_the_next(whole: Extract) -> None:
    """The fields are empty again."""
    made = TargetTrial(whole, "703")
    made.target.value, made.tolerance.value = "20", "10%"
    made.indicator.value = "404"
    assert [field.value for field in made.fields] == [""] * 4
    assert "Type a target" in said(made.below)


def test_a_search_that_finds_nothing_says_so_and_draws_nothing_anew(
    whole: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does one that leaves the choice as it was; the page sends it when it is finished."""
    made = Explorer(whole, "703")
    assert not made.find.continuous_update
    monkeypatch.setattr(Explorer, "show", lambda *_: pytest.fail("drawn anew"))
    made.find.value = "unicorns <b>"
    assert "No indicator matches ‘unicorns <b>’: all are listed." in said(made.noted)
    made.find.value = "703"
    assert said(made.noted) == ""


def test_every_chart_that_is_offered_is_drawn(whole: Extract) -> None:
    """611 has too few figures for any limits: a line, and nothing else on offer."""
    assert offers.charts(whole, Choice("611", COUNCIL)) == [("As reported: Line", "")]
    for code in whole.organisations:
        for _, kind in offers.charts(whole, Choice(code, COUNCIL))[1:]:
            assert trial(whole, Choice(code, COUNCIL, chart=ChartKind(kind))).chart == kind


def test_only_periods_that_change_the_limits_are_offered(whole: Extract) -> None:
    """After From, up to To, and not where limits start anew already."""
    made = Explorer(whole, "703")
    made.start.value, made.until.value = "2021-22 Q1", "2024-25 Q4"
    periods = [period for _, period in made.rebase.options[1:]]
    assert (periods[0], periods[-1]) == ("2024-25 Q4", "2021-22 Q2")
    recorded = [h.period for h in trial(whole, Choice("303", COUNCIL)).happenings if h.rebase]
    assert recorded == ["Apr 2022"]
    offered = [period for _, period in RebaseTrial(whole, "303").rebase.options]
    assert "Apr 2022" not in offered
    assert "May 2022" in offered


def test_an_extract_answers_for_its_own_quarter_and_day_alone(
    whole: Extract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another is refused, and so is what is no quarter."""
    write(whole, tmp_path / "extract.json")
    monkeypatch.setenv(report.EXTRACT, str(tmp_path / "extract.json"))
    assert report.explorer("2025-26 Q2").extract.quarter == whole.quarter
    for asked in ({"quarter": "2025-26 Q1"}, {"quarter": "soon"}, {"as_at": "2025-12-02"}):
        with pytest.raises(WrongUse):
            report.explorer(**asked)


def test_an_opener_makes_its_panel_when_it_is_pressed(
    whole: Extract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once; pressed again it puts it away. What cannot be made is said."""
    write(whole, tmp_path / "extract.json")
    monkeypatch.setenv(report.EXTRACT, str(tmp_path / "extract.json"))
    made = report.opener("Try a target", report.target_trial, "", "703")
    assert made.panel is None
    made.button.click()
    panel = made.panel
    assert isinstance(panel, TargetTrial)
    assert panel.indicator.value == "703"
    assert (made.children[-1], made.button.description) == (panel, "Close: Try a target")
    made.button.click()
    assert (panel.layout.display, made.button.description) == ("none", "Try a target")
    made.button.click()
    assert (made.panel, panel.layout.display) == (panel, None)
    wrong = report.opener("Try a target", report.target_trial, "", "999")
    wrong.button.click()
    assert "no indicator '999'" in said(wrong.message)
    assert not wrong.button.disabled
