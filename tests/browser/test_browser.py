"""The built site in a real browser, at phone and desktop width."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

WIDTHS = (320, 390, 768, 1024, 1280)


def test_one_page_of_every_kind_is_looked_at(site: Path) -> None:
    """A page that joins the site joins these tests, and none of them looks at what is not there."""
    pages = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    assert set(KINDS) <= pages
    folders = {kind.partition("/")[0] for kind in KINDS if "/" in kind}
    quarters = re.compile(r"\d")  # an earlier report has its quarter's name
    kinds = {page.partition("/")[0] for page in pages if not quarters.match(page)}
    assert kinds - folders <= set(KINDS)


def test_no_page_scrolls_sideways(page: Page, address: str) -> None:
    """From a small phone to a desk, the page is never wider than the window."""
    wide = []
    for kind in KINDS:
        page.goto(f"{address}/{kind}.html")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            scrolled = page.evaluate("document.documentElement.scrollWidth")
            if scrolled > width:
                wide.append(f"{kind}: {scrolled} in {width}")
    assert not wide, "\n".join(wide)


@pytest.mark.parametrize("width", (390, 1280))
def test_charts_are_visible_and_one_size_is_shown(page: Page, address: str, width: int) -> None:
    """Each figure shows one of its drawings, large enough to read."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/themes/homes.html")
    figures = page.locator("figure.pmf-figure")
    assert figures.count() >= 3
    for figure in figures.all():
        shown = [svg for svg in figure.locator(".chart > svg").all() if svg.is_visible()]
        assert len(shown) == 1
        box = shown[0].bounding_box()
        assert box is not None
        assert box["width"] > 0.6 * min(width, 700)
        assert box["height"] > 150


def test_a_reader_gets_from_home_to_the_figures(page: Page, address: str) -> None:
    """Home, the most pressing exception, its chart, its table, and back by the top line."""
    page.goto(f"{address}/index.html")
    first = page.locator("table.pmf-scorecard tbody th a").first
    name = first.inner_text()
    first.click()
    assert page.locator("h1").inner_text().replace("#", "").strip() == name
    page.locator("figure details > summary").first.click()
    assert page.locator("table.pmf-data tbody tr").first.is_visible()
    page.locator(".pmf-top nav a", has_text="Scorecard").click()
    assert page.url.endswith("/corporate.html")
    page.locator("a.pmf-brand").click()
    assert page.url.endswith("/index.html") or page.url.endswith("/")


def test_tables_have_caption_scope_and_header(page: Page, address: str) -> None:
    """Whoever hears a table is told what it is and what each cell belongs to."""
    for kind in ("index", "corporate", "indicators/1002"):
        page.goto(f"{address}/{kind}.html")
        tables = page.locator("table.pmf-scorecard, table.pmf-data")
        assert tables.count()
        for table in tables.all():
            assert table.locator("caption").count() == 1
            assert table.locator("thead th[scope=col]").count() >= 3
            rows = table.locator("tbody tr").count()
            assert table.locator("tbody th[scope=row]").count() == rows


def test_headings_come_in_order(page: Page, address: str) -> None:
    """One first heading, and no level skipped on the way down."""
    for kind in KINDS:
        page.goto(f"{address}/{kind}.html")
        assert page.evaluate("document.documentElement.lang") == "en-GB"
        levels = page.locator("article h1, article h2, article h3, article h4").evaluate_all(
            "all => all.map(h => Number(h.tagName[1]))"
        )
        assert levels.count(1) == 1, kind
        assert all(b - a <= 1 for a, b in pairwise(levels)), (kind, levels)


def test_every_page_ends_with_who_to_ask(page: Page, address: str) -> None:
    """Accessibility, methods and the council's address are linked from every foot."""
    page.set_viewport_size({"width": 390, "height": 900})
    for kind in KINDS:
        page.goto(f"{address}/{kind}.html")
        foot = page.locator("footer.pmf-foot")
        assert foot.is_visible(), kind
        assert "Accessibility" in foot.inner_text()
        assert "performance@inventshire.example" in foot.inner_text()


def test_a_phone_reaches_every_page(page: Page, address: str) -> None:
    """The list of pages stands below the page, and a link at the top leads to it."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{address}/risk.html")
    page.locator("a.pmf-all").click()
    link = page.locator("#all-pages a", has_text="Golden thread")
    part = page.locator("#all-pages details", has=page.locator("a", has_text="Golden thread"))
    if not link.is_visible():
        part.locator("summary").click()
    assert link.is_visible()
    link.click()
    assert page.url.endswith("/golden-thread.html")


def test_print_keeps_title_tables_and_details(page: Page, address: str) -> None:
    """On paper there is nothing to open: the title, the columns and what was folded are there."""
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
    page.goto(f"{address}/risk.html")
    page.emulate_media(media="print")
    assert page.locator("article h1").is_visible()
    assert page.locator(".pmf-table thead").first.bounding_box()["height"] > 10  # type: ignore[index]
    assert page.locator("details .pmf-told").first.is_visible()
