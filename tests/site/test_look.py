"""The look: no rule without use, no style outside the sheet, no more of it than is needed."""

from __future__ import annotations

import re

from tests.conftest import ROOT

PARTS = sorted((ROOT / "book" / "_look").glob("*.css"))
TEMPLATES = sorted((ROOT / "pmf_analysis" / "visuals" / "templates").glob("*.html"))
FRAME = sorted((ROOT / "book" / "_templates").glob("*.html"))
SHEET = 32_000  # bytes: less than one small photograph
# Written by Sphinx, by the notebook reader and by Vega.
FOREIGN = {
    *("admonition", "admonition-title", "caption-number", "cell_output", "output", "text_html"),
    *("headerlink", "highlight", "literal", "current", "vg-tooltip", "key"),
    "pst-scrollable-table-container",
}


def test_every_class_of_the_sheet_is_used() -> None:
    """A rule for what no template, program or script writes is dead."""
    program = (ROOT / "pmf_analysis").rglob("*.py")
    scripts = (ROOT / "pmf_analysis").rglob("*.js")
    written = " ".join(
        path.read_text(encoding="utf-8")
        for path in (*TEMPLATES, *FRAME, *program, *scripts)
        if "vendor" not in path.parts
    )
    words = set(re.findall(r"[\w-]+", written)) | FOREIGN
    for part in PARTS:
        sheet = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", part.read_text(encoding="utf-8"), flags=re.S)
        asked = set(re.findall(r"\.([a-z_][\w-]*)", sheet))
        made = {name for name in asked if name.startswith("band-")}  # band-green, of a rating
        assert asked - made <= words, part.name


def test_no_style_stands_outside_the_sheet() -> None:
    """The policy of the site refuses a style in the page: its words are laid out by class alone."""
    for path in (*TEMPLATES, *FRAME):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle\s*=|<style", text), path.name


def test_the_sheet_is_small_and_calls_nobody() -> None:
    """No import, no address, no data picture."""
    sheet = "".join(part.read_text(encoding="utf-8") for part in PARTS)
    assert len(sheet.encode()) < SHEET
    assert not re.search(r"url\(|@import|https?:", sheet)


def test_each_part_says_what_it_is_for() -> None:
    """In its first line."""
    for part in PARTS:
        assert part.read_text(encoding="utf-8").startswith("/* "), part.name
