"""Drafting: an empty cell where words are missing, with what helps to write them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jupytext
import pytest

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary.cells import cells, opened
from pmf_analysis.pages.commentary.draft import draft
from pmf_analysis.pages.commentary.remarks import Part, all_of_quarter, of_quarter
from pmf_analysis.pages.contents import PageId
from tests.pages.commentary_book import book, found
from tests.pages.commentary_texts import page, saved_by_jupyterlab

SLUG = "2025-26-q1"
HOUSING_FILE = "directorate-housing.md"
THEME, HOUSING = PageId("theme", "homes"), PageId("directorate", "housing")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small book."""
    return book(tmp_path / "data")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What it says."""
    return found(book(tmp_path_factory.mktemp("book") / "data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where its commentary stands."""
    return tmp_path / "notebooks" / "commentary" / SLUG


def test_a_new_file_has_all_that_an_analyst_needs(
    data: Path, findings: Findings, folder: Path
) -> None:
    """Headline, the page's own words, then chart, questions and an empty cell for each figure."""
    drafted = draft(data, findings)
    assert [one.file.name for one in drafted] == ["home.md", "theme-homes.md", HOUSING_FILE]
    found_ = [
        (str(c.kind), c.source.split("\n")[0], c.metadata.get("indicator"), c.metadata.get("guide"))
        for c in cells(opened(folder / HOUSING_FILE))
    ]
    assert found_[:2] == [
        ("code", "from pmf_analysis import lab", None, None),
        ("markdown", "% Write here", None, None),
    ]
    assert found_[2:5] == [
        ("code", 'here.brief("103", "housing")', None, None),
        ("markdown", "Answer below, in the next cell.", None, "103"),
        ("markdown", "% Write here", "103", None),
    ]
    assert found_[-1] == ("code", "here.preview()", None, None)
    opening = cells(opened(folder / "theme-homes.md"))[0].source
    assert opening == (
        "from pmf_analysis import lab\n"
        'here = lab.commentary("theme", "homes", "2025-26 Q1")\n'
        "here.headline()"
    )
    finding = next(f for f in findings.findings if f.key == ("103", "housing"))
    head = cells(opened(folder / HOUSING_FILE))[4].metadata
    assert head == {
        "indicator": "103",
        "organisation": "housing",
        "against": finding.fingerprint,
    }


def test_questions_fit_the_verdict(data: Path, findings: Findings, folder: Path) -> None:
    """What is off target is asked for an action, a role and a day; what is not, is not."""
    draft(data, findings, ["105"])
    guides = {
        remark.indicator: remark.text
        for remarks in all_of_quarter(data, findings).values()
        for remark in remarks
        if remark.part is Part.GUIDE
    }
    assert "- When will it meet its target again?" in guides["103"]
    assert "- Which role does it? Head of Homes answers for the figure." in guides["103"]
    assert "When will" not in guides["102"], "it has no target"
    council = next(
        r.text
        for r in all_of_quarter(data, findings)[THEME]
        if r.part is Part.GUIDE and r.indicator == "105"
    )
    assert "asked for" in council
    assert "being done" not in council
    assert folder.is_dir()


def test_nothing_that_is_drafted_is_commentary(data: Path, findings: Findings) -> None:
    """Guides, code and empty cells are read by nobody but the analyst."""
    draft(data, findings)
    assert all(remarks == () for remarks in of_quarter(data, findings).values())
    parts = [r.part for remarks in all_of_quarter(data, findings).values() for r in remarks]
    assert set(parts) == {Part.GUIDE, Part.EMPTY}
    assert not any(r.touched for said in all_of_quarter(data, findings).values() for r in said)


def test_a_guide_that_is_written_into_is_told(data: Path, findings: Findings, folder: Path) -> None:
    """Such words would never be published, and would be lost on everybody."""
    draft(data, findings)
    path = folder / HOUSING_FILE
    text = opened(path)
    path.write_text(text.replace("- Why?", "- Why? Because of the move.", 1), encoding="utf-8")
    touched = [r.indicator for r in all_of_quarter(data, findings)[HOUSING] if r.touched]
    assert touched == ["103"]


def test_jupyterlabs_first_save_changes_nothing(
    data: Path, findings: Findings, folder: Path
) -> None:
    """An analyst's first save shows in a comparison what the analyst wrote, and no more."""
    draft(data, findings)
    for path in folder.iterdir():
        assert saved_by_jupyterlab(path) == opened(path)
        notebook = jupytext.reads(opened(path), fmt="md:myst")
        assert len(notebook.cells) == len(cells(opened(path)))


def test_last_quarters_words_stand_beside_the_questions(
    data: Path, findings: Findings, folder: Path
) -> None:
    """As a quotation that can do nothing, not even fetch a picture."""
    said = "# We hire.\n![x](https://evil.example/x.png)\n+++ no\n```\nopen"
    page(folder.parent / "2024-25-q4", "theme-homes.md", f'+++ {{"indicator": "101"}}\n\n{said}')
    draft(data, findings)
    guide = next(r for r in all_of_quarter(data, findings)[THEME] if r.part is Part.GUIDE)
    assert guide.text.endswith(
        "What was said for Quarter 4, January to March 2025:\n\n> ## We hire.\n> *x*"
    )
    assert not guide.touched


def test_the_profile_says_which_figures_need_words(tmp_path: Path) -> None:
    """The verdicts that call for words, and the indicators that always do."""
    data = book(tmp_path / "data")
    rules = found(data).framework.commentary
    findings = found(data)
    framework = findings.framework.model_copy(
        update={"commentary": rules.model_copy(update={"directorate": (), "always": ("104",)})}
    )
    drafted = draft(data, replace(findings, framework=framework))
    housing = next(one for one in drafted if one.page == HOUSING)
    assert [want.indicator for want in housing.added] == ["", "104"]
