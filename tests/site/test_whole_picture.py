"""Every page of the whole picture is there, in the edition it belongs to, and reads in grey."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis import report
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.case_studies import Story, stories
from pmf_analysis.pages.contents import contents, left_out
from tests import books
from tests.conftest import ROOT, pmf

pytestmark = [pytest.mark.xdist_group("site")]

INTERNAL = {"service", "clinic"}
OPTIONAL = (
    "targets",
    "events",
    "benchmarks",
    "areas",
    "neighbours",
    "objectives",
    "actions",
    "milestones",
    "action_updates",
    "risks",
    "risk_reviews",
    "finance",
    "responses",
    "audits",
    "inspections",
    "feedback",
    "requests",
    "context",
    "links",
)


@pytest.fixture(scope="module")
def inside() -> Findings:
    """What the demonstration council's latest quarter says to the council itself."""
    return flow.compute(ROOT / "data", audience="internal")


def kinds(findings: Findings, told: tuple[Story, ...] = ()) -> set[str]:
    return {page.kind for page, _ in contents(findings, told)}


def test_each_edition_has_its_pages(demonstration: Findings, inside: Findings) -> None:
    """The public edition has every kind but service scorecards and clinics; the other has all."""
    every = {pages.kind for pages in report.PAGES}
    told = stories(ROOT / "data", demonstration)
    assert kinds(inside, told) == every
    assert kinds(demonstration, told) == every - INTERNAL


@pytest.mark.slow
def test_every_page_of_the_contents_is_in_the_side_bar(site: Path, demonstration: Findings) -> None:
    """What is made can be found: `_toc.yml` reaches every page."""
    home = (site / "index.html").read_text(encoding="utf-8")
    for page, _ in contents(demonstration):
        if page.kind not in {"home", "indicator"}:
            assert f'href="{page.path}.html"' in home, page.path


@pytest.mark.slow
def test_no_mark_tells_by_colour_alone(site: Path) -> None:
    """Each rating, each band and each verdict has a shape or a word as well as its colour."""
    seen = 0
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        for mark in re.findall(r'<span class="rag [a-z]+">(.*?)</span>(.*?)</span>', html):
            shape, word = mark[0].rpartition(">")[2], mark[1]
            assert shape.strip(), path.name
            assert word.strip(), path.name
            seen += 1
        for verdict in re.findall(r'<span class="verdict [a-z-]+">(.*?)</span>', html):
            assert verdict.strip(), path.name
        for cell in re.findall(r'<td[^>]* class="[^"]*band-[a-z]+[^"]*"[^>]*>(.*?)</td>', html):
            assert re.search(r"\d+", cell), path.name
            assert re.search(r'class="band">\s*\S', cell), path.name
            seen += 1
        for drawing in re.findall(r"<svg[^>]*>", html):
            assert "aria-hidden" in drawing or "aria-label" in drawing, path.name
    assert seen > 500


@pytest.mark.slow
def test_each_indicator_can_be_downloaded(site: Path, demonstration: Findings) -> None:
    """The explorer's A to Z leads to a CSV for every indicator that has a figure."""
    explorer = (site / "explorer.html").read_text(encoding="utf-8")
    for code in {f.indicator for f in demonstration.findings}:
        name = f"downloads/{code.lower()}.csv"
        assert f'href="{name}"' in explorer
        lines = (site / name).read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("indicator,name,organisation")
        assert len(lines) > 1


@pytest.mark.parametrize("table", OPTIONAL)
def test_a_missing_table_is_no_error(tmp_path: Path, table: str) -> None:
    """Each optional table of the demonstration left out: its pages go, the rest stand."""
    for path in (ROOT / "data").iterdir():
        if path.suffix in {".csv", ".yml"} and path.stem not in (table, *_needing(table)):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    if table in {"benchmarks", "areas", "neighbours"}:
        _without_groups(tmp_path / "indicators.csv")
    found = flow.compute(tmp_path, audience="internal")
    assert table in found.picture.missing
    gone = {pages.kind for pages in report.PAGES if table in pages.rests_on}
    assert not gone & kinds(found)
    assert set(left_out(found)) == {table, *_needing(table)}
    assert {"home", "corporate", "indicator"} <= kinds(found)


def _needing(table: str) -> tuple[str, ...]:
    """The tables whose rows name rows of this one, and so cannot be kept without it."""
    needing = {
        "actions": ("milestones", "action_updates", "objectives", "responses", "links"),
        "milestones": ("action_updates",),
        "risks": ("risk_reviews", "responses", "links"),
        "objectives": ("links",),
        "finance": ("links",),
        "responses": ("links",),
    }
    return needing.get(table, ())


def _without_groups(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(",similar-councils,", ",,")
    path.write_text(text, encoding="utf-8")


def test_check_says_what_is_not_kept(tmp_path: Path) -> None:
    """A council that keeps indicators alone is told which pages it does without, and why."""
    done = pmf("check", "--data", str(books.write(tmp_path / "data")))
    assert done.returncode == 0
    assert "not kept: risks.csv, so no risk page" in done.stdout
    assert "not kept: actions.csv, so no delivery page" in done.stdout
    assert "not kept: links.csv" in done.stdout


def test_a_small_council_has_a_whole_site(tmp_path: Path) -> None:
    """Three indicators and nothing else: every page that there is holds, no link is dead."""
    done = pmf("build", "--data", str(books.write(tmp_path / "data")), "--out", str(tmp_path / "o"))
    assert done.returncode == 0, done.stderr
    for kind in ("delivery", "risk", "finance", "responses"):
        assert not (tmp_path / "o" / f"{kind}.html").exists()
