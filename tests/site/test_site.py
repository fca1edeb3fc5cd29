"""The published site: whole, honest about what it is, and free of traces."""

from __future__ import annotations

import json
import re
import resource
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.contents import contents
from pmf_analysis.visuals import words
from tests import books
from tests.conftest import pmf, process
from tests.realdata import expected_figures, homelessness_book

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

BANNER = "The council and its figures are made up."


def pages(site: Path) -> list[Path]:
    return sorted(p for p in site.rglob("*.html") if "_static" not in p.parts)


class Words(HTMLParser):
    """The words of a page, without what no reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.hidden += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.said.append(data)


def text_of(path: Path) -> str:
    """Return the words that a reader of a page sees."""
    reader = Words()
    reader.feed(path.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", " ".join(reader.said))


def test_every_page_is_there(site: Path, demonstration: Findings) -> None:
    """Home, corporate scorecard, ten themes, six directorates, every indicator."""
    for page, _ in contents(demonstration):
        assert (site / f"{page.path}.html").is_file(), page.path
    assert len(list((site / "themes").glob("*.html"))) == 10
    assert len(list((site / "directorates").glob("*.html"))) == 6
    assert len(list((site / "indicators").glob("*.html"))) == len(demonstration.indicators)


def test_every_page_says_that_the_council_is_made_up(site: Path) -> None:
    """The banner stands on each page, search included."""
    for path in pages(site):
        assert BANNER in path.read_text(encoding="utf-8"), path.name


def test_nothing_of_the_run_reaches_the_site(site: Path) -> None:
    """No parameters, notebook files, code, papermill metadata or path of the machine."""
    assert not list(site.rglob("*.ipynb"))
    assert not (site / "_sources").exists()
    traces = (
        "injected-parameters",
        "papermill",
        "from pmf_analysis import",
        "page.lead()",
        str(site.parent),
        str(Path.home()),
    )
    for path in site.rglob("*"):
        if path.suffix in {".html", ".js", ".json"} and "_static" not in path.parts:
            text = path.read_text(encoding="utf-8")
            for trace in traces:
                assert trace not in text, (path.name, trace)


def test_titles_reach_the_side_bar_and_the_search(site: Path, demonstration: Findings) -> None:
    """Each theme by its own name, never by its template's."""
    home = (site / "index.html").read_text(encoding="utf-8")
    index = (site / "assets" / "search-index.js").read_text(encoding="utf-8")
    for theme in demonstration.framework.themes:
        assert re.search(rf'href="themes/{theme.code}\.html">\s*{theme.name}\s*<', home)
        assert theme.name in index
    assert "Households" in index or "household" in index


def test_the_pages_show_the_findings(site: Path, demonstration: Findings) -> None:
    """Each indicator's own page shows its figure, target and rating as found."""
    label = demonstration.framework.rating.label
    for finding in demonstration.council:
        indicator = demonstration.indicators[finding.indicator]
        said = text_of(site / "indicators" / f"{finding.indicator.lower()}.html")
        if finding.value is not None:
            assert words.figure(finding.value, indicator) in said, finding.indicator
        if finding.target is not None:
            assert words.figure(finding.target, indicator) in said, finding.indicator
        assert label(finding.rating) in said


def test_every_chart_has_a_title_words_and_a_table(site: Path) -> None:
    """A figure says its finding, tells who cannot see it, and gives its numbers."""
    drawn = 0
    for path in pages(site):
        html = path.read_text(encoding="utf-8")
        figures = re.findall(r'<figure class="pmf-figure">.*?</figure>', html, flags=re.S)
        for figure in figures:
            drawn += 1
            assert re.search(r"<figcaption><strong>[^<\s]", figure), path.name
            assert re.search(r'role="img" aria-label="[^"]{40,}"', figure), path.name
            assert figure.count("<svg") == 2, path.name
            assert "<details>" in figure
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)), path.name
    assert drawn > 100


def test_page_weight(site: Path) -> None:
    """No page with its charts is over 300 kB."""
    heaviest = max(pages(site), key=lambda path: path.stat().st_size)
    assert heaviest.stat().st_size <= 300_000, (heaviest.name, heaviest.stat().st_size)


def test_words_of_analysts_stand_on_their_pages(site: Path) -> None:
    """The commentary of a theme is on its page, with its owner and that it matches."""
    said = text_of(site / "themes" / "homes.html")
    assert "What went well." in said
    assert "written against these figures" in said
    assert "No commentary has been written" not in said


def test_building_again_has_nothing_to_do(site: Path) -> None:
    """Under 20 seconds of work, and not a byte of the site touched."""
    stamps = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    data = site.parent / "data"
    done = process("build", "--data", str(data), "--out", str(site), "--no-archive")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 20
    assert "nothing has changed" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == stamps


def test_a_failed_build_leaves_the_site_as_it_was(site: Path) -> None:
    """A notebook that fails, data that break: the published pages stay."""
    council = site.parent
    before = {path: path.read_bytes() for path in pages(site)}
    template = council / "notebooks" / "theme.ipynb"
    whole = template.read_text(encoding="utf-8")
    template.write_text(whole.replace("page.lead()", "page.leader()"), encoding="utf-8")
    try:
        where = ("--data", str(council / "data"), "--out", str(site))
        done = process("build", *where, "--no-archive")
    finally:
        template.write_text(whole, encoding="utf-8")
    assert done.returncode == 1
    assert "themes/homes: AttributeError" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in pages(site)} == before
    assert not [p for p in council.iterdir() if p.name.startswith(".pmf-")]


HOSTILE = '<script>alert(1)</script> & "quotes" {braces} $5 [x](javascript:alert(1))'


def test_hostile_text_is_shown_and_does_nothing(tmp_path: Path) -> None:
    """Text in data and commentary that looks like code appears as text."""
    rows = books.tables()
    rows["indicators"][1] = rows["indicators"][1].replace(
        "Duties ended with a home", '"' + HOSTILE.replace('"', '""') + '"'
    )
    data = books.write(tmp_path / "data", indicators=rows["indicators"])
    folder = tmp_path / "notebooks" / "commentary" / "2025-26-q1"
    folder.mkdir(parents=True)
    commentary = f"{HOSTILE}\n\n```{{raw}} html\n<b id=evil>bold</b>\n```\n\n% not a comment\n"
    commentary += "\n> ```{raw} html\n> <script>alert(1)</script>\n> ```\n"
    commentary += "\n* ```{eval-rst}\n  .. raw:: html\n\n     <script>alert(1)</script>\n  ```\n"
    commentary += "\n{download}`/etc/hostname`\n\n![x](https://host.example/pixel.png)\n"
    (folder / "theme-homes.md").write_text(commentary, encoding="utf-8")
    done = process("build", "--data", str(data), "--out", str(tmp_path / "html"))
    assert done.returncode == 0, done.stderr
    for path in pages(tmp_path / "html"):
        html = path.read_text(encoding="utf-8")
        assert "<script>alert(1)" not in html, path.name
        assert "<b id=evil>" not in html
        assert 'href="javascript:' not in html
        assert "host.example" not in html
    said = text_of(tmp_path / "html" / "themes" / "homes.html")
    assert "<script>alert(1)</script>" in said
    assert "% not a comment" in said
    assert "{download}" in said
    assert not (tmp_path / "html" / "_downloads").exists()


def test_the_internal_edition_stands_apart(tmp_path: Path) -> None:
    """It says that it is internal, and holds what the public one leaves out."""
    secret = books.indicator("900", "Agency spend zq91", audience="internal")
    rows = books.tables()
    data = books.write(
        tmp_path / "data",
        indicators=[*rows["indicators"], secret],
        observations=[
            *rows["observations"],
            "900,X1,2025-26 Q1,,12.5,1,8,,note zq92,2025-07-20",
        ],
    )
    for audience in ("public", "internal"):
        out = tmp_path / audience
        done = process("build", "--data", str(data), "--out", str(out), "--audience", audience)
        assert done.returncode == 0, done.stderr
        every = b"".join(p.read_bytes() for p in out.rglob("*") if p.is_file())
        assert (b"zq91" in every) == (audience == "internal")
        assert b"zq92" not in every
        home = (out / "index.html").read_text(encoding="utf-8")
        assert ("Not for publication." in home) == (audience == "internal")
        assert (out / "developers" / "index.html").is_file() == (audience == "internal")


def test_a_final_build_refuses_missing_commentary(tmp_path: Path) -> None:
    """`--final` names what is missing; an ordinary build only says so."""
    data = books.write(tmp_path / "data")
    done = pmf("build", "--data", str(data), "--out", str(tmp_path / "html"), "--final")
    assert done.returncode == 1
    missing = "2025-26-q1/theme-homes.md: expected words about the page as a whole, got none"
    assert missing in done.stderr
    assert not (tmp_path / "html").exists()


def test_one_page_alone_can_be_built(site: Path, tmp_path: Path) -> None:
    """A preview runs the one notebook."""
    data = shutil.copytree(site.parent / "data", tmp_path / "data")
    out = tmp_path / "html"
    arguments = ("build", "--data", str(data), "--out", str(out), "--only", "themes/homes")
    done = process(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ran"] == 1
    assert (out / "themes" / "homes.html").is_file()


def test_a_real_council_is_published_with_its_real_figures(shared: Path, tmp_path: Path) -> None:
    """Official statistics of one council, every figure on its page worked out apart."""
    source = shared / "realdata"
    homelessness_book.build(source, tmp_path / "data", "E06000015", neighbours="dfe")
    out = tmp_path / "html"
    done = process("build", "--data", str(tmp_path / "data"), "--out", str(out), "--no-archive")
    assert done.returncode == 0, done.stderr
    findings = flow.compute(tmp_path / "data")
    expected = expected_figures.expected(source, "E06000015", findings.quarter)
    assert len(expected) >= 6
    for code, wanted in expected.items():
        indicator = findings.indicators[code]
        said = text_of(out / "indicators" / f"{code.lower()}.html")
        assert words.figure(wanted["value"], indicator) in said, code
        assert words.figure(wanted["centre"], indicator) in said, code
        if wanted["rank"]:
            assert f"{wanted['rank']} of {wanted['ranked']}, 1 is best" in said, code
    assert BANNER not in (out / "index.html").read_text(encoding="utf-8")
