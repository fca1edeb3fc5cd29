"""The site asks nobody else for anything, breaks none of its own rules, works without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

PAGES = 30
# Scroll as a reader does, so that every chart comes near and wakes.
TO_THE_END = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
  }
}"""
RECORD = """addEventListener("securitypolicyviolation", (told) =>
  console.error(`policy: ${told.violatedDirective} ${told.blockedURI}`));"""
# What a reader can read, see or fetch: text, drawings and links, in their order.
THERE = """() => ({
  text: document.querySelector("main").innerText.trim().length,
  figures: document.querySelectorAll("figure .chart > svg").length,
  rows: document.querySelectorAll("tbody tr").length,
  files: [...document.querySelectorAll("main a[download], main a[href*='downloads/']")].length,
})"""
# What a script adds to say or show the same in another way.
WOKEN = {("search", "text"), *(("explorer", what) for what in ("text", "rows", "files"))}
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def thirty(site: Path) -> list[str]:
    """One page of each kind, and pages of indicators to make up thirty."""
    more = sorted(path.relative_to(site).as_posix() for path in site.glob("indicators/*.html"))
    names = [f"{kind}.html" for kind in KINDS]
    return names + [name for name in more if name not in names][: max(0, PAGES - len(names))]


def test_thirty_pages_ask_no_other_host_and_log_nothing(
    page: Page, address: str, site: Path
) -> None:
    """Under the header that the build wrote, each page read to its end with its charts awake."""
    asked: list[str] = []
    wrong: list[str] = []
    page.add_init_script(RECORD)
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(f"not answered: {request.url}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    names = thirty(site)
    assert len(names) >= PAGES
    for name in names:
        answer = page.goto(f"{address}/{name}")
        assert answer is not None
        assert "frame-ancestors 'none'" in (answer.header_value("content-security-policy") or "")
        page.evaluate(TO_THE_END)
        page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert not wrong, "\n".join(wrong)


def test_a_policy_that_is_broken_is_told_of(page: Page, address: str) -> None:
    """An inline script that found its way into a page would be heard of."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    page.goto(f"{address}/about.html")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'alert(1)'}))"
    )
    assert any("Content Security Policy" in text for text in wrong)


def test_without_script_everything_is_there(browser: Browser, address: str) -> None:
    """Each kind of page has the same words, drawings, rows and files, with script or without."""
    bare = browser.new_context(java_script_enabled=False)
    full = browser.new_context()
    without, within = bare.new_page(), full.new_page()
    less = []
    for kind in KINDS:
        for page in (without, within):
            page.goto(f"{address}/{kind}.html")
            page.evaluate(UNFOLD)
        there, whole = without.evaluate(THERE), within.evaluate(THERE)
        less += [
            f"{kind}: {what} {there[what]} of {whole[what]}"
            for what in there
            if there[what] < whole[what] and (kind, what) not in WOKEN
        ]
    bare.close()
    full.close()
    assert not less, "\n".join(less)
