"""Whatever people write survives every draft and build, on the page that it belongs to."""

from __future__ import annotations

import os
import random
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.assemble import assemble
from pmf_analysis.pages.commentary import inert, key, of_quarter
from pmf_analysis.pages.commentary.cells import cells, guarded, opened, replaced
from pmf_analysis.pages.commentary.disk import written
from pmf_analysis.pages.commentary.draft import draft
from pmf_analysis.pages.contents import PageId
from pmf_analysis.site.publish import Request, publish
from tests.conftest import ROOT
from tests.pages.commentary_book import book, found
from tests.pages.commentary_texts import SIGNS, lines

ROUNDS = 10
EXAMPLES = 300 if os.environ.get("PMF_PROVE") else 15
THEME, HOUSING = PageId("theme", "homes"), PageId("directorate", "housing")
# The page and the head of every cell that the small book wants words in.
WANTED = [(THEME, ""), (THEME, "101"), (THEME, "102"), (HOUSING, ""), (HOUSING, "103")]
LONG = 100_000  # characters; nobody writes more
EVIL = "evil.example"  # a host that no page may ask for anything


@pytest.fixture(scope="module")
def revisions(tmp_path_factory: pytest.TempPathFactory) -> list[Findings]:
    """What the book says before and after each of ten corrections of its figures."""
    folder = tmp_path_factory.mktemp("revisions")
    made = [found(book(folder / str(n), revision=n)) for n in range(ROUNDS)]
    prints = [tuple(f.fingerprint for f in findings.findings) for findings in made]
    assert len(set(prints)) == ROUNDS
    return made


def file_of(data: Path, page: PageId) -> Path:
    """Where a page's words stand."""
    return data.parent / f"notebooks/commentary/2025-26-q1/{page.kind}-{page.scope}.md"


def shown(data: Path, findings: Findings, page: PageId) -> list[str]:
    """The Markdown cells of the notebook that a build would run for a page."""
    template = nbformat.read(ROOT / "notebooks" / f"{page.kind}.ipynb", as_version=4)
    remarks = [(r, key(r, page, findings)[1]) for r in of_quarter(data, findings).get(page, ())]
    made = assemble(template, "Title", remarks, charts=True)
    return [cell.source for cell in made.cells if cell.cell_type == "markdown"]


def put(data: Path, page: PageId, indicator: str, words: str) -> None:
    """Write into a drafted cell as a program does that knows about cells."""
    path = file_of(data, page)
    text = opened(path)
    cell = next(
        c
        for c in cells(text)
        if c.kind == "markdown"
        and "guide" not in c.metadata
        and c.metadata.get("indicator", "") == indicator
    )
    written(path, text, replaced(text, cell, words))


@settings(max_examples=EXAMPLES)
@given(st.lists(lines, min_size=len(WANTED), max_size=len(WANTED)))
@example([sign * 2 for sign in SIGNS[: len(WANTED)]])
@example(["\n\n".join(SIGNS), "\n".join(SIGNS), " ".join(SIGNS), "```\n<!--", "x" * LONG])
@example([("Words, £5 & 6% {a} $b$ \\c. " * LONG)[:LONG], "", "", "", ""])
def test_words_stay_in_their_cell_through_ten_changes_of_the_figures(
    revisions: list[Findings], tmp_path_factory: pytest.TempPathFactory, typed: list[str]
) -> None:
    """Each draft begins with every byte that stood there; each page shows its own words."""
    data = tmp_path_factory.mktemp("kept") / "data"
    data.mkdir()
    (data / "framework.yml").touch()  # only where it stands is asked of the folder
    draft(data, revisions[0])
    words = {place: guarded(text) for place, text in zip(WANTED, typed, strict=True)}
    for (page, indicator), text in words.items():
        put(data, page, indicator, text)
    before = {page: opened(file_of(data, page)) for page in (THEME, HOUSING)}
    for findings in revisions:
        draft(data, findings, ["102"])
        said = {
            (page, remark.indicator): remark.text
            for page, remarks in of_quarter(data, findings).items()
            for remark in remarks
        }
        for page in (THEME, HOUSING):
            now = opened(file_of(data, page))
            assert now.startswith(before[page])
            before[page] = now
            cells_ = shown(data, findings, page)
            for place, text in words.items():
                assert text in opened(file_of(data, place[0]))
                if place[0] == page and said.get(place):
                    assert inert(said[place]) in cells_
        for place, text in words.items():
            kept = "\n".join(line for line in text.split("\n") if line.strip() != "% Write here")
            assert said.get(place, "") == kept.strip("\n")
    shutil.rmtree(data.parent)


@settings(max_examples=EXAMPLES)
@given(st.lists(lines, min_size=len(WANTED), max_size=len(WANTED)))
@example(["```", '+++ {"indicator": "102"}', "<!--", "a\n\n+++\n\nb", '+++ {"guide": "101"}'])
def test_whatever_is_typed_into_the_file_itself_stays_in_it(
    revisions: list[Findings], tmp_path_factory: pytest.TempPathFactory, typed: list[str]
) -> None:
    """An editor of text knows no cells: what is typed may split or swallow some, and stays."""
    data = tmp_path_factory.mktemp("typed") / "data"
    data.mkdir()
    (data / "framework.yml").touch()
    draft(data, revisions[0])
    chance = random.Random(len("".join(typed)))
    for (page, _), text in zip(WANTED, typed, strict=True):
        path = file_of(data, page)
        places = [m.start() for m in re.finditer("% Write here", opened(path))]
        place = chance.choice(places or [len(opened(path))])
        old = opened(path)
        written(path, old, old[:place] + text + old[place:])
    for findings in revisions[:: ROUNDS - 1]:
        before = {page: opened(file_of(data, page)) for page in (THEME, HOUSING)}
        try:
            draft(data, findings)
        except FaultsFound:  # a head that cannot be read: then nothing is written
            assert before == {page: opened(file_of(data, page)) for page in (THEME, HOUSING)}
        after = {page: opened(file_of(data, page)) for page in (THEME, HOUSING)}
        for page, text in before.items():
            assert after[page].startswith(text)
    shutil.rmtree(data.parent)


class Asked(HTMLParser):
    """What a page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note sources, and handlers of events; a link is only followed by a reader."""
        for name, value in attrs:
            if name in {"src", "srcset", "data", "poster"} or name.startswith("on"):
                self.fetched.append(f"{tag} {name} {value}")

    def handle_data(self, data: str) -> None:
        """Keep what a reader reads."""
        self.words.append(data)


@pytest.mark.slow
def test_a_real_build_shows_the_words_and_nothing_acts(tmp_path: Path) -> None:
    """Every sign at once, and 100 kB: built, the figures corrected, drafted and built again."""
    data = book(tmp_path / "data")
    draft(data, found(data))
    told = "\n\n".join(f"Mark {n}.\n\n{sign}" for n, sign in enumerate(SIGNS) if "+++" not in sign)
    long = ("Long words, £5 & 6% {a} $b$ \\c. " * LONG)[:LONG]
    for place, text in zip(WANTED, (f"Own words.\n\n{long}", told, "", "", ""), strict=True):
        if text:
            put(data, *place, text)
    before = opened(file_of(data, THEME))
    for revision in (0, 5):
        book(tmp_path / "data", revision=revision)
        draft(data, found(data))
        assert opened(file_of(data, THEME)) == before
        request = Request(data, tmp_path / "html", only=THEME.path)
        publish(request)
        html = (tmp_path / "html" / "themes" / "homes.html").read_text(encoding="utf-8")
        page = Asked()
        page.feed(html)
        assert not [what for what in page.fetched if EVIL in what or "alert" in what]
        read = "".join(page.words)
        assert "Own words." in read
        assert "<script>alert(1)</script>" in read, "shown as it was typed"
        assert "Long words, £5 & 6% {a} $b$ \\c." in read
        for number, sign in enumerate(SIGNS):
            assert "+++" in sign or f"Mark {number}." in read
        assert not list((tmp_path / "html").rglob("*passwd*"))
        assert not (tmp_path / "html" / "_downloads").exists()
