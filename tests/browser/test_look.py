"""Pages at the width of a phone, of a desk and of paper: folded, open, and not too long."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
A4: ViewportSize = {"width": 680, "height": 960}  # what is left of a sheet between its margins
LONGEST = 15_000  # pixels: some eighteen screens of a phone
# Written to be read through; each begins with a list of what is on it.
PROSE = {"methods", "methods-wider", "how-to-read", "glossary", "downloads"}
FOLDED = "themes/homes"
# How many of the page's folds show what they hold.
OPEN = """() => [...document.querySelectorAll(".pmf-fold")].filter((fold) =>
  [...fold.children].some((one) => one.tagName !== "SUMMARY"
    && one.checkVisibility({ contentVisibilityAuto: true }))).length"""
SUMMARIES = """() => [...document.querySelectorAll(".pmf-fold > summary")]
  .filter((one) => one.checkVisibility()).length"""


@pytest.fixture
def folded(page: Page, address: str) -> Page:
    """A page with folds."""
    page.goto(f"{address}/{FOLDED}.html")
    return page


def test_no_page_is_too_long_for_a_phone(browser: Browser, address: str) -> None:
    """Those to be read through aside; without script, as a reader first finds it."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    tall = {}
    for name in sorted(set(KINDS) - PROSE):
        page.goto(f"{address}/{name}.html")
        box = page.locator("main").bounding_box()
        assert box is not None
        if box["height"] > LONGEST:
            tall[name] = box["height"]
    context.close()
    assert not tall


def test_a_phone_has_the_folds_closed_and_each_opens(folded: Page) -> None:
    """By its summary, with the keyboard."""
    folded.set_viewport_size(PHONE)
    assert folded.evaluate(OPEN) == 0
    number = folded.evaluate(SUMMARIES)
    assert number > 3
    for summary in folded.locator(".pmf-fold > summary").all():
        summary.focus()
        folded.keyboard.press("Enter")
    assert folded.evaluate(OPEN) == number


def test_at_a_desk_nothing_is_folded(folded: Page) -> None:
    """All lies open, and there is no summary to wonder at."""
    folded.set_viewport_size(DESK)
    assert folded.evaluate(OPEN) == folded.locator(".pmf-fold").count()
    assert folded.evaluate(SUMMARIES) == 0


def test_paper_has_everything_but_the_ways_about(folded: Page) -> None:
    """Folds open, no list of pages, the quarter beside the council's name."""
    folded.set_viewport_size(A4)
    folded.emulate_media(media="print")
    number = folded.locator(".pmf-fold").count()
    folded.wait_for_function(f"({OPEN})() === {number}")  # what was folded is laid out in its time
    assert folded.evaluate(SUMMARIES) == 0
    assert not folded.locator(".pmf-pages, .pmf-crumbs, .pmf-top nav").filter(visible=True).count()
    assert folded.locator(".pmf-top").inner_text().endswith("September 2025")


def test_the_list_of_pages_is_open_at_the_readers_own_part(folded: Page) -> None:
    """One part open, the page marked in it, every other part a click away."""
    pages = folded.locator(".pmf-pages > details")
    assert pages.count() > 6
    opened = folded.locator(".pmf-pages > details[open]")
    assert opened.count() == 1
    assert opened.locator("li.current").inner_text() == "Homes"
    assert folded.locator(".pmf-crumbs").inner_text() == "Home › Themes"


def test_an_indicator_leads_to_the_next(page: Page, address: str) -> None:
    """And back, and to the list that both stand in."""
    page.goto(f"{address}/indicators/601.html")
    first = page.locator("h1").inner_text()
    page.locator(".pmf-beyond a[rel=next]").click()
    assert page.locator("h1").inner_text() != first
    page.locator(".pmf-beyond a[rel=prev]").click()
    assert page.locator("h1").inner_text() == first
    page.locator(".pmf-crumbs a").last.click()
    assert page.url.endswith("/indicators.html")


def test_drawings_keep_their_paper_in_forced_colours(page: Page, address: str) -> None:
    """Dark lines would be lost on a dark ground."""
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/index.html")
    grounds = page.evaluate(
        """() => [...new Set([...document.querySelectorAll("main svg")]
          .map((one) => getComputedStyle(one).backgroundColor))]"""
    )
    assert grounds == ["rgb(255, 255, 255)"]
