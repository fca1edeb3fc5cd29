"""Measure what a reader waits for: ``python -m benchmarks.pages [SITE]`` writes a table.

A home page, a directorate's and an indicator's, in Chromium at the width of a phone, with the
processor slowed down to that of a cheap one. Each is scrolled to its end: every chart wakes.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PAGES = ("index", "directorates/*", "indicators/*")  # the heaviest of those that match
PHONE = {"width": 390, "height": 844}
SLOWED = 4  # times; as Lighthouse does for a phone in the middle of the range
WAIT = 1000  # milliseconds after the last chart, for what is still to be told
# Reported by the browser itself: https://web.dev/articles/vitals
OBSERVE = """
  window.told = { lcp: 0, tbt: 0, cls: 0 };
  const watch = (type, told) => new PerformanceObserver((list) => list.getEntries().forEach(told))
    .observe({ type, buffered: true });
  watch("largest-contentful-paint", (one) => { window.told.lcp = one.startTime; });
  watch("longtask", (one) => { window.told.tbt += Math.max(0, one.duration - 50); });
  watch("layout-shift", (one) => { window.told.cls += one.value; });
"""
SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 60));
  }
}"""
BYTES = """() => ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""
COLUMNS = ("page", "LCP, ms", "TBT, ms", "CLS", "HTML, kB", "first view, kB", "whole page, kB")


class Silent(http.server.SimpleHTTPRequestHandler):
    """A plain web server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a built site on this computer alone."""
    handler = functools.partial(Silent, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def heaviest(site: Path, pattern: str) -> str:
    """Name the page with the most bytes among those of a kind."""
    path = max(site.glob(f"{pattern}.html"), key=lambda one: one.stat().st_size)
    return path.relative_to(site).as_posix()


def measured(browser: Browser, address: str, name: str) -> dict[str, float]:
    """Load one page, scroll it to its end, and return what the browser tells of it."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(OBSERVE)
    page.goto(f"{address}/{name}", wait_until="networkidle")
    first = page.evaluate(BYTES)
    told: dict[str, float] = page.evaluate("({ ...told })")
    page.evaluate(SCROLL)
    page.wait_for_timeout(WAIT)
    whole, cls = page.evaluate(BYTES), page.evaluate("told.cls")
    context.close()
    return told | {"cls": cls, "first": first, "whole": whole}


def main() -> int:
    """Print the table, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=Path("_build/html"))
    site = parser.parse_args().site
    if not (site / "index.html").is_file():
        sys.stderr.write(f"There is no built site in {site}: make book builds one.\n")
        return 1
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    sys.stdout.write(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in (heaviest(site, pattern) for pattern in PAGES):
            found = measured(browser, address, name)
            kilobytes = [(site / name).stat().st_size, found["first"], found["whole"]]
            shown = [f"{found['lcp']:.0f}", f"{found['tbt']:.0f}", f"{found['cls']:.3f}"]
            shown += [f"{size / 1000:.0f}" for size in kilobytes]
            sys.stdout.write(f"| {name} | {' | '.join(shown)} |\n")
            sys.stdout.flush()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
