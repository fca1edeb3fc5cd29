"""The explorer as members use it, in Chromium: its chart holds the figures of the library."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pmf_analysis.findings.extract import Extract, extract
from pmf_analysis.findings.extract_file import write
from pmf_analysis.findings.trial import Choice, trial
from pmf_analysis.lab.members import Explorer, opened
from pmf_analysis.lab.members_settings import Settings
from pmf_analysis.visuals import words
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("explore")]

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Vega hangs each mark's row of data on the mark: what is drawn, read where it is drawn.
DRAWN = """() => [...document.querySelectorAll(".vega-embed svg .mark-symbol path")]
    .map(path => path.__data__?.datum).filter(row => row && "charted" in row)"""
COUNCIL = "E06000999"
PATIENCE = 30_000  # milliseconds


@pytest.fixture(scope="module")
def figures() -> Extract:
    """The public extract of the demonstration council."""
    return extract(ROOT / "data")


@pytest.fixture(scope="module")
def explorer(figures: Extract) -> Iterator[Explorer]:
    """The explorer, served as `pmf explore` serves it."""
    notebook = ROOT / "notebooks" / "explore.ipynb"
    with opened(Settings("Explore", port=0), notebook, lambda out: write(figures, out)) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(found for name in names if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Seen:
    """A reader's page, and all that it asked for and complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.asked: list[str] = []
        self.wrong: list[str] = []
        page.context.route("**/*", self._own)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda wire: self.asked.append(wire.url))
        page.on("console", lambda said: said.type == "error" and self.wrong.append(said.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def _own(self, route: Any) -> None:
        own = route.request.url.startswith((self.address, "data:", "blob:"))
        _ = route.continue_() if own else route.abort()

    def strangers(self) -> list[str]:
        """Return the addresses of other hosts."""
        wire = self.address.replace("http", "ws", 1)
        return [u for u in self.asked if not u.startswith((self.address, wire, "data:", "blob:"))]

    def choose(self, control: str, value: str) -> None:
        """Set a labelled control."""
        self.page.get_by_label(control, exact=True).select_option(label=value)

    def drawn(self) -> list[dict[str, Any]]:
        """Return the rows of data behind the points of the chart."""
        found: list[dict[str, Any]] = self.page.evaluate(DRAWN)
        return found


@contextmanager
def opened_by(browser: Browser, explorer: Explorer, width: int = 1280) -> Iterator[Seen]:
    """Open the page as another reader, and wait for its chart."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    seen = Seen(context.new_page(), explorer.address)
    seen.page.goto(explorer.address)
    expect(seen.page.locator(".vega-embed svg")).to_be_visible(timeout=PATIENCE)
    yield seen
    context.close()


def agrees(seen: Seen, figures: Extract, choice: Choice) -> None:
    """Wait until the chart's data are the library's, or say what differs."""
    finding, indicator = trial(figures, choice), figures.indicators[choice.indicator]
    expected = [
        (p.period, p.charted, p.centre, *(words.possible(x, indicator) for x in (p.lower, p.upper)))
        for p in finding.points
        if p.charted is not None
    ]
    until = time.monotonic() + PATIENCE / 1000
    while True:
        came = [
            (row["period"], row["charted"], row["centre"], row["lower"], row["upper"])
            for row in seen.drawn()
        ]
        same = [row[0] for row in came] == [row[0] for row in expected] and all(
            near(got, wanted)
            for row, known in zip(came, expected, strict=True)
            for got, wanted in zip(row[1:], known[1:], strict=True)
        )
        if same:
            return
        if time.monotonic() > until:
            assert came == expected
        time.sleep(0.1)


def near(got: float | None, wanted: float | None) -> bool:
    """Whether two figures are the same to 1e-9, or both are missing."""
    return got == wanted if got is None or wanted is None else abs(got - wanted) <= 1e-9


def named(figures: Extract, code: str) -> str:
    """Return an indicator as the control lists it."""
    return f"{code} {figures.indicators[code].name}"


def test_the_chart_holds_what_the_library_computes(
    browser: Browser, explorer: Explorer, figures: Extract
) -> None:
    """Another indicator, then another baseline: each time the library's figures, within 1e-9."""
    with opened_by(browser, explorer) as seen:
        codes = [code for code in figures.organisations if code in {"703", "506"}]
        for code in codes:
            choice = Choice(code, COUNCIL)
            seen.choose("Indicator", named(figures, code))
            agrees(seen, figures, choice)
            period = trial(figures, choice).points[-9].period
            seen.choose("Limits start anew in", period)
            moved = replace(choice, rebase=period)
            agrees(seen, figures, moved)
            assert (
                trial(figures, moved).points[-1].centre != trial(figures, choice).points[-1].centre
            )
    assert len(codes) == 2
    assert seen.strangers() == []
    assert seen.wrong == []


def test_two_readers_do_not_disturb_each_other(
    browser: Browser, explorer: Explorer, figures: Extract
) -> None:
    """Each sees what they chose themselves, whatever the other does meanwhile."""
    with opened_by(browser, explorer) as one, opened_by(browser, explorer) as two:
        one.choose("Indicator", named(figures, "703"))
        two.choose("Indicator", named(figures, "506"))
        agrees(one, figures, Choice("703", COUNCIL))
        agrees(two, figures, Choice("506", COUNCIL))
        period = trial(figures, Choice("703", COUNCIL)).points[-9].period
        one.choose("Limits start anew in", period)
        agrees(one, figures, Choice("703", COUNCIL, rebase=period))
        agrees(two, figures, Choice("506", COUNCIL))
    assert one.strangers() == two.strangers() == []
    assert one.wrong == two.wrong == []


def test_a_telephone_shows_all_of_it(browser: Browser, explorer: Explorer) -> None:
    """At 390 pixels the page is as wide as the screen, and can be read down to its end."""
    with opened_by(browser, explorer, width=390) as seen:
        wide, high = seen.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        last = seen.page.locator(".pmf-explorer summary").last
        last.scroll_into_view_if_needed()
        expect(last).to_be_in_viewport()
    assert wide <= 390
    assert high > 1500
    assert seen.wrong == []


def test_a_page_that_is_closed_gives_its_process_back(browser: Browser, explorer: Explorer) -> None:
    """When the reader goes, so does the kernel."""
    page = browser.new_page()
    page.goto(explorer.address)
    expect(page.locator(".vega-embed svg")).to_be_visible(timeout=PATIENCE)
    held = '() => JSON.parse(document.getElementById("jupyter-config-data").text).kernelId'
    kernel = f"{explorer.address}api/kernels/{page.evaluate(held)}"
    assert page.request.get(kernel).ok
    page.goto("about:blank")
    until = time.monotonic() + PATIENCE / 1000
    while page.request.get(kernel).ok:
        assert time.monotonic() < until
        page.wait_for_timeout(200)
    page.close()
