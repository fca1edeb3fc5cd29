"""At four times the size, and with text spaced as a reader may set it, nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

# What a window of 1280 by 1024 holds at 400%: WCAG 2.2, success criterion 1.4.10.
ZOOMED = {"width": 320, "height": 256}
# WCAG 2.2, success criterion 1.4.12. A sheet made so is no inline style, which the policy forbids.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
}"""
# Words that their box cuts off, and words that stand on other words. What is said to listeners
# alone stands in a box of one pixel, and a box that scrolls holds back nothing.
LOST = """() => {
  const SCROLLS = ".scroll, .pst-scrollable-table-container";
  const told = [];
  const name = (one) => `${one.tagName}.${one.className} "${one.textContent.trim().slice(0, 40)}"`;
  const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !one.closest("svg") && one.getBoundingClientRect().width > 1;
  const unseen = (one) => {
    for (let box = one; box; box = box.parentElement) {
      if (getComputedStyle(box).clipPath !== "none") return true;
    }
    return false;
  };
  // The part of a line that its scrolling box shows now; the rest can be scrolled to.
  const shown = (one, { top, right, bottom, left }) => {
    const box = one.closest(SCROLLS)?.getBoundingClientRect();
    if (!box) return { top, right, bottom, left };
    const part = { top: Math.max(top, box.top), right: Math.min(right, box.right),
      bottom: Math.min(bottom, box.bottom), left: Math.max(left, box.left) };
    return part.top < part.bottom && part.left < part.right ? part : null;
  };
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || !seen(one) || unseen(one)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const part = shown(one, box);
      if (part) lines.push({ one, box: part });
    }
  }
  for (const one of new Set(lines.map(({ one }) => one))) {
    for (let box = one; box !== document.documentElement; box = box.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(box);
      if (display === "inline") continue;
      const cut = (overflowX !== "visible" && !/auto|scroll/.test(overflowX)
          && box.scrollWidth > box.clientWidth + 1)
        || (overflowY !== "visible" && !/auto|scroll/.test(overflowY)
          && box.scrollHeight > box.clientHeight + 1);
      if (cut) told.push(`cut off: ${name(box)}`);
    }
  }
  const slack = 3; // pixels: what is drawn of a line is less high than its box
  lines.sort((a, b) => a.box.top - b.box.top);
  lines.forEach(({ one, box }, at) => {
    for (const other of lines.slice(at + 1)) {
      if (other.box.top > box.bottom - slack) break;
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - other.box.top;
      if (one !== other.one && across > slack && down > slack) {
        told.push(`overlaps: ${name(one)} and ${name(other.one)}`);
      }
    }
  });
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    const wide = lines.filter(({ one, box }) => box.right > innerWidth && !one.closest(SCROLLS));
    told.push(`scrolls sideways: ${page.scrollWidth} ${wide.map(({ one }) => name(one))}`);
  }
  return [...new Set(told)];
}"""


def test_nothing_is_lost_at_400_per_cent_with_spaced_text(page: Page, address: str) -> None:
    """No sideways scrolling, no words cut off and none upon each other, all that folds unfolded."""
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    wrong = []
    for kind in KINDS:
        page.goto(f"{address}/{kind}.html")
        page.evaluate(SPACED)
        wrong += [f"{kind}: {said}" for said in page.evaluate(LOST)]
    assert not wrong, "\n".join(wrong)


def test_what_is_lost_would_be_told(page: Page, address: str) -> None:
    """A heading squeezed into a box and one laid over another are told of."""
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    page.goto(f"{address}/about.html")
    page.evaluate(
        "() => { const h = document.querySelector('h1'); h.style.cssText ="
        " 'width: 40px; overflow: hidden; white-space: nowrap; margin-bottom: -60px' }"
    )
    said = " ".join(page.evaluate(LOST))
    assert "cut off: H1" in said
    assert "overlaps: " in said
