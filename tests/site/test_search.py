"""What the search knows: every public indicator, the pages, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.site import search
from pmf_analysis.site.search import Entry, Kind
from tests.conftest import ROOT

GLOSSARY = """<html><body><nav><h2>Not this</h2><p>Nor this</p></nav><article>
<section id="words"><h1>Words &amp; terms</h1><p class="pmf-eyebrow">Quarter 2</p>
<p>What   they <b>mean</b>.</p><p>More.</p>
<section id="first"><h2>First part</h2><h3>Inner</h3></section>
<h2 id="own">With its own</h2><h2>Twice</h2>
<dl><dt id="term-bin">Bin</dt><dd><p>A box.</p><ul><li>For rubbish.</li></ul></dd>
<dt>No anchor</dt><dd>Not a term.</dd></dl></section></article></body></html>"""
OTHER = """<article><h1>Other</h1><h2>Twice</h2><h2>Words &amp; terms</h2></article>"""


@pytest.fixture
def pages(tmp_path: Path, demonstration: Findings) -> Path:
    """A built site of three hand-written pages and an empty one for each indicator."""
    (tmp_path / "indicators").mkdir()
    for code in demonstration.indicators:
        (tmp_path / "indicators" / f"{code.lower()}.html").write_text("", encoding="utf-8")
    (tmp_path / "glossary.html").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "other.html").write_text(OTHER, encoding="utf-8")
    (tmp_path / "search.html").write_text(OTHER, encoding="utf-8")
    return tmp_path


def listed(site: Path) -> dict[str, object]:
    """The list as a browser reads it."""
    text = (site / search.INDEX).read_text(encoding="utf-8")
    assert text.startswith("window.pmfIndex = ")
    read: dict[str, object] = json.loads(text.removeprefix("window.pmfIndex = ").rstrip(";\n"))
    return read


def test_pages_headings_and_terms_are_read_back(pages: Path, demonstration: Findings) -> None:
    """First words, anchors and meanings as written; no heading that two pages share."""
    found = [e for e in search.entries(demonstration, pages) if e.kind is not Kind.INDICATOR]
    name = "Words & terms"
    assert found == [
        Entry("glossary.html", Kind.PART, "Inner", part=name),
        Entry("glossary.html", Kind.PAGE, name, "What they mean."),
        Entry("glossary.html#first", Kind.PART, "First part", part=name),
        Entry("glossary.html#own", Kind.PART, "With its own", part=name),
        Entry("glossary.html#term-bin", Kind.TERM, "Bin", "A box. For rubbish.", part=name),
        Entry("other.html", Kind.PAGE, "Other"),
    ]


def test_every_public_indicator_is_known_once(pages: Path, demonstration: Findings) -> None:
    """With its keywords, its theme, its definition and its figure for the council."""
    found = [e for e in search.entries(demonstration, pages) if e.kind is Kind.INDICATOR]
    assert sorted(e.code for e in found) == sorted(demonstration.indicators)
    bins = next(e for e in found if e.code == "205")
    assert bins.words[:2] == ("recycling", "bins")
    assert (bins.part, bins.also) == ("Environment", "Waste and street cleaning, "
                                      "Highways and Environment")  # fmt: skip
    assert bins.now is not None
    assert re.fullmatch(r"[\d.]+%", bins.now.value)
    assert bins.now.period == "Apr to Jun 2025"  # three months behind


def test_an_indicator_without_a_page_is_left_out(pages: Path, demonstration: Findings) -> None:
    """A preview of one page leads to no page that is not there."""
    (pages / "indicators" / "205.html").unlink()
    assert "205" not in {e.code for e in search.entries(demonstration, pages)}


def test_a_withheld_figure_is_not_said(pages: Path, demonstration: Findings) -> None:
    """Where the report shows no figure the search shows none, and says so."""
    withheld = tuple(replace(f, status="c") for f in demonstration.findings)
    found = search.entries(replace(demonstration, findings=withheld), pages)
    said = {(e.now.value, e.now.verdict) for e in found if e.now}
    assert said == {("", "Not shown")}


@pytest.mark.slow
@pytest.mark.xdist_group("site")
def test_every_result_leads_somewhere(site: Path) -> None:
    """Each address is a page of the site, and each anchor stands on it, once."""
    texts: dict[str, str] = {}
    for entry in listed(site)["entries"]:  # type: ignore[attr-defined]
        page, _, anchor = entry["href"].partition("#")
        text = texts.setdefault(page, (site / page).read_text(encoding="utf-8"))
        assert not anchor or text.count(f' id="{anchor}"') == 1, entry["href"]


@pytest.mark.slow
@pytest.mark.xdist_group("site")
def test_the_list_is_public_sorted_and_small(site: Path) -> None:
    """Nothing internal, one order, and few enough bytes for a phone."""
    entries: list[dict[str, str]] = listed(site)["entries"]  # type: ignore[assignment]
    places = [(entry["href"], entry["title"]) for entry in entries]
    assert places == sorted(places)
    internal = [
        indicator
        for indicator in flow.load(ROOT / "data").indicators.values()
        if indicator.audience is Audience.INTERNAL
    ]
    assert internal
    text = (site / search.INDEX).read_text(encoding="utf-8")
    for indicator in internal:
        assert indicator.name not in text
        assert indicator.definition not in text
    assert len(text.encode()) < 150_000


@pytest.mark.slow
@pytest.mark.xdist_group("site")
def test_the_search_is_ours_alone(site: Path) -> None:
    """No index of Sphinx's, and MiniSearch goes with its licence and asks for no other file."""
    assert not (site / "searchindex.js").exists()
    script = (site / "assets" / "minisearch.js").read_text(encoding="utf-8")
    assert script.startswith("/*!\nCopyright 2022 Luca Ongaro")
    assert "sourceMappingURL" not in script
