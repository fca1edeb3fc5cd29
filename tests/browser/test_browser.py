"""The built site in a real browser, at phone and desktop width."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

# One page of each kind.
KINDS = (
    "index",
    "corporate",
    "themes/homes",
    "directorates/children",
    "delivery",
    "standards",
    "service-plans/growth",
    "risk",
    "finance",
    "people",
    "residents",
    "context",
    "responses",
    "golden-thread",
    "questions",
    "explorer",
    "benchmarks",
    "quality",
    "earlier",
    "indicators",
    "indicators/506",
    "indicators/601",
    "indicators/1006",
    "how-to-read",
    "methods",
    "glossary",
    "accessibility",
    "about",
    "search",
)
WIDTHS = (320, 390, 768, 1024, 1280)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUIET = ("[PST]", "[togglebutton]")


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, on this computer alone."""
    handler = functools.partial(Silent, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(found for name in names if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(page: Page, address: str, width: int) -> None:
    """From a small phone to a desk, the page is never wider than the window."""
    page.set_viewport_size({"width": width, "height": 900})
    wide = {}
    for kind in KINDS:
        page.goto(f"{address}/{kind}.html")
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        if scrolled > width:
            wide[kind] = scrolled
    assert wide == {}


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


def test_no_other_host_is_asked_and_nothing_fails(page: Page, address: str) -> None:
    """Every request stays here, every one is answered, and no script has an error."""
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    for kind in KINDS:
        page.goto(f"{address}/{kind}.html", wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert [text for text in wrong if not text.startswith(QUIET)] == []


def test_without_script_everything_is_there(browser: Browser, address: str) -> None:
    """Headline, table, chart and commentary need no script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/themes/homes.html")
    assert page.locator("h1").inner_text().startswith("Homes")
    assert page.locator("table.pmf-scorecard tbody tr").count() > 5
    assert page.locator(".chart.wide > svg").first.is_visible()
    page.locator("details > summary").first.click()
    assert page.locator("table.pmf-data").first.is_visible()
    context.close()


def test_a_reader_gets_from_home_to_the_figures(page: Page, address: str) -> None:
    """Home, the most pressing exception, its chart, its table, and back by the top line."""
    page.goto(f"{address}/index.html")
    first = page.locator("table.pmf-scorecard tbody th a").first
    name = first.inner_text()
    first.click()
    assert page.locator("h1").inner_text().replace("#", "").strip() == name
    page.locator("details > summary").first.click()
    assert page.locator("table.pmf-data tbody tr").first.is_visible()
    page.locator(".pmf-top nav a", has_text="Scorecard").click()
    assert page.url.endswith("/corporate.html")
    page.locator("a.pmf-brand").click()
    assert page.url.endswith("/index.html") or page.url.endswith("/")


def test_search_finds_an_indicator(page: Page, address: str) -> None:
    """A word of its name leads to its page."""
    page.goto(f"{address}/search.html?q=homelessness")
    link = page.locator("#search-results a").first
    link.wait_for(timeout=10_000)
    links = page.locator("#search-results a").evaluate_all("all => all.map(a => a.href)")
    assert any("/indicators/" in href for href in links)


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
        if kind == "search":  # the theme's own page
            continue
        levels = page.locator("article h1, article h2, article h3, article h4").evaluate_all(
            "all => all.map(h => Number(h.tagName[1]))"
        )
        assert levels.count(1) == 1, kind
        assert all(b - a <= 1 for a, b in pairwise(levels)), (kind, levels)


@pytest.mark.parametrize("width", (390, 1280))
def test_every_page_ends_with_who_to_ask(page: Page, address: str, width: int) -> None:
    """Accessibility, methods and the council's address are linked from every foot."""
    page.set_viewport_size({"width": width, "height": 900})
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
    link = page.locator(".bd-sidebar-primary a", has_text="Golden thread")
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
