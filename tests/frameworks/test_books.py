"""Each ready-made framework builds a book that serves what its document asks, by its own table."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from pmf_analysis.sources import folder, profiles
from tests.conftest import ROOT
from tests.frameworks.conftest import Built
from tests.frameworks.coverage import BOOKS, helped, missing, rows

pytestmark = [pytest.mark.slow]
LEAST_ROWS = 25
# In the short form one internal edition is built, of the framework that asks most of it.
INTERNAL = set(BOOKS) if os.environ.get("PMF_PROVE") else {"cumberland"}


def books(names: Iterator[str] | None = None) -> list[object]:
    """A parameter a book, in the group of the worker that builds it."""
    return [
        pytest.param(name, marks=pytest.mark.xdist_group(f"framework-{name}"))
        for name in (names or BOOKS)
    ]


def said(path: Path) -> str:
    """A page's words, spaced once."""
    main = html.fromstring(path.read_bytes()).xpath("//main")[0]
    return re.sub(r"\s+", " ", main.text_content())


def test_every_ready_made_framework_has_a_book_and_a_table() -> None:
    """None is left out of these tests."""
    assert set(BOOKS) == set(profiles.available())


@pytest.mark.parametrize("name", dict.fromkeys(BOOKS.values()))
def test_each_requirement_has_a_row(name: str) -> None:
    """At least twenty-five a document, each with its place, and none still to be served."""
    listed = rows(name)
    assert len(listed) >= LEAST_ROWS
    assert all(row.place and row.asks and row.served for row in listed)
    keys = {row.where for row in listed if row.kind == "rule"}
    profile, _ = folder.profile(ROOT / "data", next(b for b, t in BOOKS.items() if t == name))
    for key in keys:
        value = profile
        for part in key.split("."):
            value = getattr(value, part)
        assert value, key


@pytest.mark.parametrize("name", dict.fromkeys(BOOKS.values()))
def test_each_command_that_serves_a_requirement_says_so(name: str) -> None:
    """Its help has the words."""
    for row in rows(name):
        if row.kind == "command":
            assert helped(row.where, row.words), row


@pytest.mark.parametrize("name", books())
def test_what_the_document_asks_stands_on_the_page_that_serves_it(name: str, built: Built) -> None:
    """Each row's words stand after its element, on its page of the built book."""
    assert list(missing(rows(BOOKS[name]), built(name), "page")) == []


@pytest.mark.parametrize("name", books(iter(sorted(INTERNAL))))
def test_what_is_for_the_council_itself_stands_in_its_edition(name: str, built: Built) -> None:
    """The same of the internal edition."""
    assert list(missing(rows(BOOKS[name]), built(name, "internal"), "internal")) == []


@pytest.mark.parametrize("name", books())
def test_each_page_says_whose_figures_these_are_not(name: str, built: Built) -> None:
    """Made-up figures under a council's own name carry the notice, and no machine may list them."""
    site = built(name)
    council = folder.profile(ROOT / "data", name)[0]
    assert council is not None
    notice = f"These figures are made up, and none is {council.council.name}'s."
    pages = [*site.glob("*.html"), *site.glob("*/*.html")]
    assert len(pages) > 50
    for path in pages:
        assert notice in said(path), path.name
    assert "Disallow: /" in (site / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", books())
def test_no_word_of_the_demonstration_is_left(name: str, built: Built) -> None:
    """Neither its name nor what it alone calls its bodies stands in another council's book."""
    demonstration = folder.profile(ROOT / "data")[0]
    shown = folder.profile(ROOT / "data", name)[0]
    assert demonstration is not None
    assert shown is not None
    theirs = re.compile("|".join(map(re.escape, shown.words.bodies)), re.IGNORECASE)
    foreign = {body for body in demonstration.words.bodies if not theirs.fullmatch(body)}
    pattern = re.compile(rf"(?<![\w@])(?:Inventshire|{'|'.join(map(re.escape, foreign))})(?!\w)")
    found = {
        f"{path.name}: {match.group()}"
        for path in built(name).rglob("*.html")
        if (match := pattern.search(theirs.sub("", said(path))))
    }
    assert found == set()
