"""Pages are light, charts come when they are near, and nothing jumps."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

LARGEST = 300_000  # bytes of HTML, a page's static charts in it
LIBRARY = "assets/vega.js"
SHIFT = 0.02  # cumulative layout shift; 0.1 is held to be good
TALL = 900
# Counts every shift, also those that a reader's own scrolling would excuse.
COUNT = """() => {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""
# Chart by chart, as a reader scrolls, until each is awake.
SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 60));
  }
}"""
AWAKE = """() => [...document.querySelectorAll("[data-chart]")]
  .every((one) => !one.checkVisibility() || one.classList.contains("awake"))"""
# Two frames after the page has loaded, whatever is near has been asked for.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PLACES = """() => [...document.querySelectorAll("[data-chart], [data-explore] .drawing")]
  .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().top)"""


def test_no_page_is_heavier_than_its_budget(site: Path) -> None:
    """The HTML of each page, with its static charts, is at most 300 kB."""
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")
    }
    largest = max(sizes, key=lambda name: sizes[name])
    print(f"largest page: {largest}, {sizes[largest]} bytes")
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


@pytest.mark.parametrize("width", (390, 1280))
def test_the_chart_script_comes_when_a_chart_is_near(page: Page, address: str, width: int) -> None:
    """A page without charts near its top asks for no chart script until it is scrolled to one."""
    page.set_viewport_size({"width": width, "height": TALL})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    below = 0
    for kind in KINDS:
        asked.clear()
        page.goto(f"{address}/{kind}.html")
        page.evaluate(SETTLED)
        tops = page.evaluate(PLACES)
        fetched = any(url.endswith(LIBRARY) for url in asked)
        if not any(top < 2 * TALL for top in tops):
            assert not fetched, kind
        if not tops or min(tops) < 2 * TALL or fetched:
            continue
        below += 1
        with page.expect_request(lambda request: request.url.endswith(LIBRARY)):
            page.evaluate(f"scrollTo(0, {min(tops) - TALL // 2})")
    assert below, "no page has its first chart below the fold"


@pytest.mark.parametrize("width", (390, 1280))
@pytest.mark.parametrize("kind", ("themes/homes", "directorates/children", "indicators/506"))
def test_nothing_jumps_when_charts_wake(page: Page, address: str, kind: str, width: int) -> None:
    """Scrolled from top to end with every chart waking, the page stays where it is."""
    page.set_viewport_size({"width": width, "height": TALL})
    page.goto(f"{address}/{kind}.html")
    page.evaluate(COUNT)
    page.evaluate(SCROLL)
    page.wait_for_function(AWAKE)
    assert page.locator(".awake").count() > 0
    assert page.evaluate("window.shift") < SHIFT
