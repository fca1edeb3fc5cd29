"""An analyst's way through `pmf lab`, in a real browser."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from pmf_analysis.pages.commentary.cells import PLACEHOLDER
from tests.browser.kinds import FLAGS
from tests.lab.opened import POISON, Opened, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lab")]

PATIENCE = 120_000  # milliseconds; a kernel starts, a book is read, a site is built
WORDS = "Sixty-six households found a home: {braces}, $5 and 7% stay as typed."
FILE = "theme-homes.md"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The authoring place of a small book."""
    with opened(tmp_path_factory.mktemp("lab")) as place:
        yield place


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the browser asked for."""
    return []


@pytest.fixture(scope="module")
def context(asked: list[str]) -> Iterator[BrowserContext]:
    """A browser that notes what it asks for."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(found for name in names if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 1600})
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: asked.append(request.url))
        yield context
        browser.close()


@pytest.fixture(scope="module")
def page(context: BrowserContext, lab: Opened) -> Page:
    """JupyterLab, open on the start page."""
    page = context.new_page()
    page.goto(lab.url)
    page.get_by_role("tabpanel", name="start.ipynb").wait_for()
    return page


def run_all(page: Page) -> None:
    """Run every cell, as soon as there is a kernel to run them."""
    page.get_by_role("button", name="Python 3 | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def test_the_start_page_says_what_is_to_write_and_leads_there(page: Page) -> None:
    """It counts what is written, names what is not, and a page's name opens its notebook."""
    run_all(page)
    expect(page.get_by_role("heading", name=re.compile(r"^0 of \d+ written$"))).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text("Duties ended with a home").first).to_be_visible()
    page.get_by_role("link", name="Housing").click()
    expect(page.get_by_role("tab", name="directorate-housing.md")).to_be_visible()
    notebook = page.get_by_role("tabpanel", name="directorate-housing.md")
    expect(notebook.get_by_text("here.headline()")).to_be_visible()


def test_an_analyst_writes_and_sees_the_page(page: Page, lab: Opened) -> None:
    """Double click, run all, type, save, preview: the file changes in these words alone."""
    file = lab.commentary(FILE)
    before = file.read_bytes().decode()
    browser = page.get_by_role("region", name="File Browser Section")
    for name in ("commentary", "2025-26-q1", FILE):
        browser.get_by_role("listitem", name=re.compile(f"^Name: {re.escape(name)}")).dblclick()
    notebook = page.get_by_role("tabpanel", name=FILE)
    notebook.wait_for()
    run_all(page)
    preview = notebook.get_by_role("button", name="Preview this page")
    preview.wait_for()
    assert notebook.locator("[data-mime-type$=stderr], [data-mime-type$=error]").count() == 0
    expect(
        notebook.get_by_role("img", name=re.compile("Duties ended with a home")).first
    ).to_be_visible()
    expect(notebook.get_by_role("heading", name="Homes").first).to_be_visible()

    notebook.get_by_text(PLACEHOLDER).last.dblclick()
    notebook.get_by_role("textbox").filter(has_text=PLACEHOLDER).click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(WORDS)
    page.keyboard.press("Control+S")
    wanted = WORDS.join(before.rsplit(PLACEHOLDER, 1))
    ends = time.monotonic() + 10
    while file.read_bytes().decode() != wanted and time.monotonic() < ends:
        time.sleep(0.2)
    assert file.read_bytes().decode() == wanted

    preview.click()
    shown = notebook.frame_locator("iframe[title='Preview of the page']")
    expect(shown.get_by_text(WORDS)).to_be_visible(timeout=PATIENCE)
    expect(shown.get_by_role("heading", level=1, name="Homes")).to_be_visible()


def test_nothing_is_asked_of_another_host(page: Page, asked: list[str], lab: Opened) -> None:
    """Neither by JupyterLab, nor by a notebook, nor by the preview."""
    assert page.url.startswith(lab.host)
    own = (lab.host, "data:", "blob:", "ws://127.0.0.1:")
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith(own)] == []


def test_the_users_own_jupyter_is_left_alone(page: Page, lab: Opened) -> None:
    """Nothing under ~/.jupyter, ~/.ipython or ~/.local/etc was opened, listed or made."""
    assert page.url.startswith(lab.host)
    assert lab.watched.read_text(encoding="utf-8") == ""
    found = {
        path.relative_to(lab.home).as_posix()
        for top in (".jupyter", ".ipython")
        for path in (lab.home / top).rglob("*")
        if path.is_file()
    }
    assert found == set(POISON)
