"""No page fails a machine's check of access, at any width and in forced colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 768, 320)
# The rules of WCAG 2.2 AA, and what axe's authors hold to be good practice besides.
RUN = """() => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`)))"""
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(browser: Browser, address: str, kind: str) -> None:
    """Every kind of page, all that folds unfolded: phone, tablet, desk, and forced colours."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/{kind}.html", wait_until="networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(UNFOLD)
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"{width}: {said}" for said in page.evaluate(RUN)]
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    wrong += [f"forced colours: {said}" for said in page.evaluate(RUN)]
    context.close()
    assert not wrong, "\n".join(wrong)
