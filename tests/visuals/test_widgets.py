"""The explorer shows the report's own findings: without a kernel, and driven in one process."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
from traitlets import TraitError

from pmf_analysis import findings as flow
from pmf_analysis import report
from pmf_analysis.findings.beside import MEDIAN, beside
from pmf_analysis.findings.extract import Extract, extracted
from pmf_analysis.findings.extract_file import write
from pmf_analysis.findings.trial import Choice, Rules, trial
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Audience, ChartKind
from pmf_analysis.visuals.spc_chart import spc_chart
from pmf_analysis.visuals.widgets import Directorates, Explorer, RebaseTrial, TargetTrial
from pmf_analysis.visuals.widgets.panel import Panel
from pmf_analysis.visuals.widgets.shown import Shown, shown
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


def test_what_is_shown_is_the_reports_own_chart_and_words(whole: Extract) -> None:
    """The drawing but for its width, the title, the notes and the table of the site's figure."""
    for code in ("703", "404", "1003", "101", "402"):
        finding = trial(whole, Choice(code, COUNCIL))
        indicator = whole.indicators[code]
        theirs = spc_chart(finding, indicator, 4)
        ours = shown(whole, Choice(code, COUNCIL))
        site = theirs.specs[0][1]
        assert ours.spec["data"] == site["data"]
        assert len(ours.spec["layer"]) == len(site["layer"])
        assert ours.spec["width"] == "container"
        assert (ours.title, ours.subtitle) == (theirs.title, theirs.subtitle)
        assert (ours.notes, ours.header, ours.rows) == (theirs.notes, theirs.header, theirs.rows)
        assert ours.spec["description"] == ours.alternative == theirs.alternative


def test_a_comparator_is_drawn_told_and_tabled(whole: Extract) -> None:
    """Its figures stand in the chart's data, in the words and in a column of their own."""
    choice = Choice("205", COUNCIL, beside="E92000001")
    result = shown(whole, choice)
    periods = drawn(result.spec, "period")
    figures = beside(whole, "205", "E92000001", periods)
    assert drawn(result.spec, "beside") == [figures.get(period) for period in periods]
    assert result.header[-2] == "England"
    assert "England stands at" in result.alternative
    tabled = {row[0]: row[-2] for row in result.rows}
    assert tabled["2023-24 Q4"] == "39.1%"  # 2462027 of 6304525
    low, high = result.spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low <= min(figures.values()) <= max(figures.values()) <= high
    assert shown(whole, Choice("404", COUNCIL, beside=MEDIAN)).header[-2:] == (
        "Usual range",
        "What stands out",
    )


def test_every_control_has_a_label_and_the_councils_own_words(whole: Extract) -> None:
    """A council that speaks of measures and missions is spoken to in those words."""
    words = whole.framework.words.model_copy(
        update={"indicator": "measure", "indicators": "measures", "theme": "aim", "themes": "aims"}
    )
    framework = whole.framework.model_copy(update={"words": words})
    book = type(whole.book)(framework, whole.indicators, whole.book.tables, whole.book.kept)
    made = Explorer(Extract(book, whole.quarter, whole.audience))
    labels = [control.description for control in made.controls]
    assert all(labels)
    assert labels[:3] == ["Aim", "Search measures", "Measure"]
    assert made.theme.options[0][0] == "All aims"


def test_choosing_another_indicator_draws_its_figures_in_one_redraw(
    whole: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chart's data are the library's; everything else follows, and nothing is drawn twice."""
    made = Explorer(whole)
    drawings: list[Choice] = []

    def counted(extract: Extract, choice: Choice) -> Shown:
        drawings.append(choice)
        return shown(extract, choice)

    monkeypatch.setattr("pmf_analysis.visuals.widgets.exploring.shown", counted)
    made.indicator.value = "703"
    finding = trial(whole, Choice("703", COUNCIL))
    assert drawn(made.canvas.spec, "charted") == [p.charted for p in finding.points]
    assert len(drawings) == 1
    assert "Recovering." in said(made.below)
    made.rebase.value = "2022-23 Q1"
    finding = trial(whole, Choice("703", COUNCIL, rebase="2022-23 Q1"))
    for name in ("centre", "segment", "target"):
        assert drawn(made.canvas.spec, name) == [getattr(p, name) for p in finding.points]
    assert len(drawings) == 2
    made.theme.value = "homes"
    assert len(drawings) == 3
    assert made.choice.indicator == "501"
    assert made.choice.rebase == ""


@pytest.mark.parametrize(
    ("control", "value", "expected"),
    [
        ("start", "2021-22 Q1", {"start": "2021-22 Q1"}),
        ("until", "2024-25 Q4", {"until": "2024-25 Q4"}),
        ("chart", "xmr", {"chart": ChartKind.XMR}),
        ("rebase", "2022-23 Q3", {"rebase": "2022-23 Q3"}),
        ("rules", "plot_the_dots", {"rules": Rules.PLOT_THE_DOTS}),
    ],
)
def test_each_control_is_translated_and_nothing_else(
    control: str, value: str, expected: dict[str, Any], whole: Extract
) -> None:
    """The choice is the trial's, and the chart has the trial's points."""
    made = Explorer(whole, "703")
    getattr(made, control).value = value
    assert made.choice == Choice("703", COUNCIL, **expected)
    finding = trial(whole, made.choice)
    assert drawn(made.canvas.spec, "centre") == [p.centre for p in finding.points]


def test_words_find_indicators_by_name_code_and_keyword(whole: Extract) -> None:
    """All the words must be there; with no match, everything is offered and it is said."""
    made = Explorer(whole)
    made.find.value = "WASTE recycling"
    assert [code for _, code in made.indicator.options] == ["205"]
    assert made.choice.indicator == "205"
    made.find.value = "404"
    assert made.choice.indicator == "404"
    made.find.value = "unicorns <b>"
    assert len(made.indicator.options) == len(whole.organisations)
    assert made.choice.indicator == "404"


def test_a_part_of_the_council_can_be_chosen_where_it_reports(whole: Extract) -> None:
    """Whoever reports the indicator, by name; a choice that the next has not is dropped."""
    made = Explorer(whole, "P01")
    assert made.organisation.options[0] == ("Inventshire Council", COUNCIL)
    made.organisation.value = "adults"
    assert drawn(made.canvas.spec, "charted")[-1] == trial(whole, made.choice).points[-1].charted
    made.indicator.value = "404"
    assert made.choice.organisation == COUNCIL


def test_what_cannot_be_shown_is_said_and_the_widgets_stay_alive(whole: Extract) -> None:
    """A start after the end leaves no figure; another choice brings the chart back."""
    made = Explorer(whole, "703")
    made.until.value = "2022-23 Q4"
    made.start.value = "2025-26 Q1"
    assert "no figure" in said(made.message)
    assert made.canvas.layout.display == "none"
    made.start.value = ""
    assert said(made.message) == ""
    assert made.canvas.layout.display is None


@pytest.mark.parametrize("value", ["999", "<script>", 7, "../data", "303; DROP"])
def test_a_value_that_was_never_offered_is_refused(value: Any, whole: Extract) -> None:
    """As a hostile page might send: the widget refuses it, and shows what it showed."""
    made = Explorer(whole, "703")
    before = made.canvas.spec
    for control in (made.indicator, made.organisation, made.rebase):
        with pytest.raises(TraitError):
            control.value = value
        with pytest.raises((TraitError, IndexError, TypeError)):
            control.set_state({"index": 10_000})
    assert made.canvas.spec == before
    made.indicator.value = "404"
    assert made.choice.indicator == "404"


def test_a_control_that_is_emptied_goes_back_to_its_first_choice(whole: Extract) -> None:
    """A page may send that nothing is chosen; something is shown all the same."""
    made = Explorer(whole, "703")
    for control in made.controls:
        if control is not made.find:
            control.set_state({"index": None})
            assert control.index == 0
    assert made.choice == Choice("101", COUNCIL)
    assert made.canvas.spec["data"]["values"]


def test_text_of_the_book_is_text(tmp_path: Path) -> None:
    """A name with mark-up in it is shown as it is written, and runs nowhere."""
    tables = books.tables()
    tables["indicators"][1] = books.indicator("101", "<img src=x onerror=alert(1)>")
    book = flow.load(books.write(tmp_path / "data", **tables))
    made = extracted(book, book.framework.period("2025-26 Q1"), Audience.PUBLIC)
    for panel in (Explorer(made), RebaseTrial(made), TargetTrial(made), Directorates(made)):
        shown_ = "".join(w.value for w in panel.children if isinstance(w, ipywidgets.HTML))
        assert "<img" not in shown_
        assert "&lt;img" in shown_


def test_nothing_is_fetched_from_elsewhere(whole: Extract) -> None:
    """The chart widget brings its own script; its embedding has no menu that leads elsewhere."""
    made = Explorer(whole)
    assert "esm.sh" not in made.canvas._esm[:2000]
    assert not re.search(r"\bimport\s*[\"'{*].{0,80}https?:", made.canvas._esm)
    assert made.canvas.embed_options["actions"] is False
    assert made.canvas.embed_options["ast"] is True


MAKERS: tuple[Callable[..., Panel], ...] = (
    report.explorer,
    report.rebase_trial,
    report.target_trial,
    report.directorates,
)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_where_an_extract_is_handed_over_no_book_is_read(
    make: Callable[..., Panel], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file alone is opened: the folder that the notebook names is not even there."""
    book = flow.load(books.write(tmp_path / "data"))
    file = tmp_path / "extract.json"
    write(extracted(book, book.framework.period("2025-26 Q1"), Audience.PUBLIC), file)
    monkeypatch.setenv(report.EXTRACT, str(file))
    monkeypatch.setattr(flow, "load", lambda *_: pytest.fail("a book was read"))
    made = make(data=str(tmp_path / "nowhere"), scope="102")
    assert made.indicator.value == "102"
    with pytest.raises(WrongUse, match="no indicator '999'"):
        make(scope="999")
    monkeypatch.setenv(report.EXTRACT, str(tmp_path / "gone.json"))
    with pytest.raises(WrongUse, match="cannot be read"):
        make()


def test_without_one_the_book_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As any notebook of the report does."""
    monkeypatch.delenv(report.EXTRACT, raising=False)
    data = books.write(tmp_path / "data")
    made = report.explorer(data=str(data), scope="102")
    assert made.indicator.value == "102"
    with pytest.raises(WrongUse):
        report.explorer(data=str(data), as_at="some day")
