"""Each figure and each longer table of a page has a file, and a link that says which."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.contents import contents
from pmf_analysis.site.downloads import listing, pages
from pmf_analysis.site.downloads.table_text import TableText
from pmf_analysis.visuals.table import Cell, Column, table
from tests import books
from tests.site.downloaded import edition, written


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The downloads of the small book, beside a page with its charts."""
    folder = tmp_path_factory.mktemp("links")
    return written(edition(books.write(folder / "data")), folder / "site")


def test_a_figure_links_to_its_own_data(small: Path) -> None:
    """The link says format and size, and to a screen reader of which figure."""
    html = (small / "themes" / "homes.html").read_text(encoding="utf-8")
    link = re.search(
        r'href="\.\./(downloads/series/101/x1\.csv)" download aria-label="(.*?)"', html
    )
    assert link
    kilobytes = max(1, round((small / link[1]).stat().st_size / 1000))
    said = f"Download the data for this figure (CSV, {kilobytes} kB)"
    assert link[2].startswith(f"{said}: Duties ended with a home, Smallbridge Council")
    assert f">{said}</a>" in html
    assert "pmf-data:" not in html


TABLE = """<table><caption>What we found</caption>
<thead><tr><th>Measure</th><th>Now</th><th>Change</th></tr></thead><tbody>
<tr><th><a href="x.html">Homes &amp; duties</a><span class="id">101</span></th><td>1,234</td>
<td><svg role="img" aria-label="Falling"><path d="M0 0"/></svg></td></tr>
<tr><th>Calls</th><td>−3.5%</td><td><span aria-hidden="true">■</span> Off target</td></tr>
<tr><th>Waits</th><td>12.50 [p]</td><td><span class="only-small">now </span>none</td></tr>{}
</tbody></table>"""


def test_a_table_of_a_page_is_a_file(tmp_path: Path) -> None:
    """Its words as they are read out, numbers as numbers; a short or a joined one has no file."""
    short = TABLE.replace("<tr><th>Waits", "<!--").replace("none</td></tr>", "-->")
    joined = TABLE.replace("<th>Now", '<th colspan="1">Now')
    page = f"<h1>Homes</h1><h2>In short</h2>{TABLE}{short}{joined}<h2>In short</h2>{TABLE}"
    (tmp_path / "downloads").mkdir()
    (tmp_path / "home.html").write_text(page.replace("{}", ""), encoding="utf-8")
    kept = pages.link_pages(tmp_path, "downloads", ["home", "not-built"])
    assert [(k.about, k.file) for k in kept] == [
        ("In short", "tables/home/in-short.csv"),
        ("In short, table 2", "tables/home/in-short--2.csv"),
    ]
    text = (tmp_path / "downloads" / kept[0].file).read_text(encoding="utf-8")
    assert text.splitlines() == [
        "Measure,Now,Change",
        "Homes & duties; 101,1234,Falling",
        "Calls,-3.5%,Off target",
        "Waits,12.50 [p],none",
    ]
    html = (tmp_path / "home.html").read_text(encoding="utf-8")
    assert html.count('<p class="pmf-download">') == 2
    assert 'aria-label="Download this table (CSV, 1 kB): In short, table 2"' in html


WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_whatever_a_table_shows_is_read_back(rows: list[tuple[str, str]]) -> None:
    """Angle brackets, quotes and ampersands in data are words there too."""
    shown = [[Cell(f"a {one}"), Cell("b", under=f"c {two}")] for one, two in rows]
    made = TableText(table("All", [Column("One"), Column("Two")], shown, "").html)
    assert made.caption == "All"
    assert made.header == ("One", "Two")
    wanted = [(f"a {one}", f"b; c {two}") for one, two in rows]
    assert [tuple(re.sub(r"; *$", "", str(c)) for c in row) for row in made.rows] == [
        tuple(re.sub(r"; *$", "", cell) for cell in row) for row in wanted
    ]


def test_the_page_of_downloads_names_each_file_with_its_size(tmp_path: Path) -> None:
    """Whatever lies among the downloads is linked from the page, once."""
    made = edition(books.write(tmp_path / "data"))
    site = tmp_path / "site"
    site.mkdir()
    rooms = ("pmf-whole", "pmf-by-indicator", "pmf-by-page", "pmf-other")
    room = '<div class="{} docutils container">\n<p>Soon.</p>\n</div>\n'
    (site / listing.PAGE).write_text("".join(map(room.format, rooms)), encoding="utf-8")
    written(made, site)
    html = (site / listing.PAGE).read_text(encoding="utf-8")
    assert "Soon." not in html
    linked = re.findall(r'<a href="([^"]+)" download[^>]*>[^<]*\((\w+), ([\d,]+) kB\)</a>', html)
    there = {p.relative_to(site).as_posix() for p in (site / "downloads").rglob("*.*")}
    assert sorted(file for file, _, _ in linked) == sorted(there)
    for file, kind, kilobytes in linked:
        assert file.endswith(f".{kind.lower()}")
        assert int(kilobytes.replace(",", "")) == max(1, round((site / file).stat().st_size / 1000))


@pytest.mark.slow
@pytest.mark.xdist_group("site")
def test_every_figure_and_every_longer_table_of_the_report_has_a_file(
    site: Path, demonstration: Findings
) -> None:
    """What has no link is a table of one or two rows, a grid, or shown by a chart's own file."""
    figures = tables = 0
    for page, _ in contents(demonstration):
        html = (site / f"{page.path}.html").read_text(encoding="utf-8")
        for figure in pages.FIGURE.findall(html):
            figures += 1
            assert "Download the data for this figure (CSV, " in figure or "<table" in figure
        own = [f for f in pages.FIGURE.findall(html) if "Download the data" in f]
        rest = functools.reduce(lambda text, figure: text.replace(figure, ""), own, html)
        for shown in re.finditer(r"(<table\b.*?</table>)(.{0,40})", rest, flags=re.S):
            table_text = TableText(shown[1])
            linked = 'class="pmf-download"' in shown[2]
            tables += linked
            assert linked != (len(table_text.rows) < 3 or table_text.joined), page.path
    assert figures > 100
    assert tables > 100
