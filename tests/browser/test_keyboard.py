"""Whoever has no mouse reaches everything by keyboard, sees where they are, and gets out."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

PAST = 3  # presses beyond the last thing, to where the browser begins again
# In forced colours the style sheet is the same for all pages: those with all kinds of controls.
FORCED = ("index", "themes/homes", "risk", "explorer", "search", "indicators/506")
FETCHING = ("explorer", "search")  # their controls are ready when their data is there
# Everything that answers to a key, unfolded, and what is told of each as it is reached.
WATCH = """() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const all = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const may = [...document.querySelectorAll(all)]
    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
  window.name_of = (one) => `${one.tagName} ${(one.getAttribute("aria-label") ?? one.textContent)
    .trim().slice(0, 40)}`;
  window.left = new Set(may);
  window.dim = [];
  addEventListener("focusin", ({ target }) => {
    window.left.delete(target);
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(target);
    const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
      && !/rgba\\(.*, 0\\)/.test(outlineColor);
    const box = target.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0;
    if (!seen || !inside) window.dim.push(name_of(target));
  });
  return may.length;
}"""
LEFT = "() => [...window.left].map(window.name_of)"


@pytest.mark.parametrize(("colours", "kinds"), (("none", KINDS), ("active", FORCED)))
def test_tab_reaches_everything_and_the_focus_is_seen(
    browser: Browser, address: str, colours: Any, kinds: tuple[str, ...]
) -> None:
    """On one page of each kind, by an outline: a shadow is not drawn in forced colours."""
    context = browser.new_context(forced_colors=colours, reduced_motion="reduce")
    page = context.new_page()
    wrong = []
    for kind in kinds:
        page.goto(f"{address}/{kind}.html")
        if kind in FETCHING:
            page.wait_for_load_state("networkidle")
        for _ in range(page.evaluate(WATCH) + PAST):
            page.keyboard.press("Tab")
        wrong += [f"{kind}: not reached: {name}" for name in page.evaluate(LEFT)]
        wrong += [f"{kind}: focus not seen: {name}" for name in page.evaluate("window.dim")]
    context.close()
    assert not wrong, "\n".join(wrong)


FAR = 400  # presses: more than any page of the journey has things to reach
HERE = """([selector, words]) => {
  const one = document.activeElement;
  return one.matches(selector) && one.textContent.includes(words);
}"""
OUTLINE = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"


def tab_to(page: Page, selector: str, words: str = "") -> None:
    """Press Tab until the thing with these words has the focus, and see that it shows."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate(HERE, [selector, words]):
            assert page.evaluate(OUTLINE) >= 2
            return
    raise AssertionError(f"{selector} {words!r} is not reached on {page.url}")


@pytest.mark.parametrize("colours", ("none", "active"))
def test_a_journey_by_keyboard_alone(browser: Browser, address: str, colours: Any) -> None:
    """Home, search, an indicator, its chart awake, its table, its CSV, the explorer, its link."""
    context = browser.new_context(forced_colors=colours, viewport={"width": 1280, "height": 700})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/index.html")
    tab_to(page, "header a, header button", "Search")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html*")
    tab_to(page, "input[type=search]")
    page.keyboard.type("temporary accommodation")
    page.locator("#search-results a").first.wait_for()
    tab_to(page, "#search-results a")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/*.html")
    assert page.locator("h1").inner_text().strip("# ") == name
    tab_to(page, "figure summary", "table")
    page.locator("figure .awake").first.wait_for()
    page.keyboard.press("Enter")
    assert page.locator("figure table").first.is_visible()
    tab_to(page, "figure a[href$='.csv']")
    with page.expect_download() as fetched:
        page.keyboard.press("Enter")
    assert "," in fetched.value.path().read_text(encoding="utf-8-sig").splitlines()[0]
    tab_to(page, "header a", "Explore")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explorer.html*")
    page.locator(".pmf-explored h2").wait_for()
    tab_to(page, "select[name=indicator]")
    before = page.url
    page.keyboard.press("ArrowDown")
    page.wait_for_url(lambda url: url != before)
    shown = page.locator(".pmf-explored h2").inner_text()
    tab_to(page, "button", "Copy link")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.pmf-status').textContent !== ''")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    other = context.new_page()
    other.goto(link)
    other.locator(".pmf-explored h2", has_text=shown).wait_for()
    context.close()
