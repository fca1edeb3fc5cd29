"""Drafting again: what a person wrote stays to the byte, and only what is missing is added."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import nbformat
import pytest

from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary.cells import CellKind, cells, opened, replaced
from pmf_analysis.pages.commentary.draft import asked, draft
from pmf_analysis.pages.commentary.files import files
from pmf_analysis.pages.commentary.remarks import all_of_quarter, of_quarter
from pmf_analysis.pages.contents import PageId
from tests.pages.commentary_book import book, found
from tests.pages.commentary_texts import page

SLUG = "2025-26-q1"
HOUSING_FILE = "directorate-housing.md"
THEME, HOUSING = PageId("theme", "homes"), PageId("directorate", "housing")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small book."""
    return book(tmp_path / "data")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What it says."""
    return found(book(tmp_path_factory.mktemp("book") / "data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where its commentary stands."""
    return tmp_path / "notebooks" / "commentary" / SLUG


def write(path: Path, indicator: str, words: str) -> None:
    """Write into the cell that was drafted for an indicator; "" for the page's own."""
    text = opened(path)
    cell = next(
        c
        for c in cells(text)
        if c.kind is CellKind.MARKDOWN
        and "guide" not in c.metadata
        and c.metadata.get("indicator", "") == indicator
    )
    path.write_text(replaced(text, cell, words), encoding="utf-8", newline="")


def every_file(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Each file's bytes, and when it was last written."""
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(folder.iterdir())}


def test_a_second_draft_writes_no_file(data: Path, findings: Findings, folder: Path) -> None:
    """Not a byte changes and no file is newer, written in or not."""
    draft(data, findings)
    write(folder / HOUSING_FILE, "103", "Words of ours: {braces}, 5% & $6.")
    before = every_file(folder)
    again = draft(data, findings)
    assert not any(one.added or one.new for one in again)
    assert every_file(folder) == before


def test_a_cell_that_is_missing_is_added_at_the_end(
    data: Path, findings: Findings, folder: Path
) -> None:
    """Between a person's cells nothing is put, and what opens the page is not repeated."""
    theirs = page(folder, "theme-homes.md", "Our words.", '+++ {"indicator": "101"}\n\nOn 101.')
    before = opened(theirs)
    done = next(one for one in draft(data, findings) if one.page == THEME)
    assert [want.indicator for want in done.added] == ["102"]
    assert [want.indicator for want in done.there] == ["", "101"]
    after = opened(theirs)
    assert after.startswith(before)
    assert after.count("here = lab.commentary") == after.count("here.preview()") == 1
    again = next(one for one in draft(data, findings, ["103"]) if one.page == THEME)
    assert [want.indicator for want in again.added] == ["103"]
    longer = opened(theirs)
    assert longer.startswith(after)
    assert longer.count("here = lab.commentary") == longer.count("here.preview()") == 1


def test_a_cell_that_someone_emptied_or_retitled_stays(
    data: Path, findings: Findings, folder: Path
) -> None:
    """An empty cell counts as there; one that is now about another figure leaves a gap."""
    heads = ['{"indicator": "101"}', '{"indicator": "102", "note": "ours"}']
    theirs = page(folder, "theme-homes.md", "Ours.", *(f"+++ {head}" for head in heads))
    done = next(one for one in draft(data, findings) if one.page == THEME)
    assert done.added == ()
    theirs.write_text(opened(theirs).replace('"102"', '"103"'), encoding="utf-8")
    before = opened(theirs)
    done = next(one for one in draft(data, findings) if one.page == THEME)
    assert [want.indicator for want in done.added] == ["102"]
    assert opened(theirs).startswith(before)


def test_what_was_asked_for_is_remembered(data: Path, findings: Findings) -> None:
    """The next draft, and whoever checks, knows it without being told again."""
    draft(data, findings, ["104"])
    assert asked(all_of_quarter(data, findings)) == {"104"}
    theme = next(one for one in draft(data, findings) if one.page == THEME)
    assert [want.indicator for want in theme.there] == ["", "101", "102", "104"]
    with pytest.raises(WrongUse, match=r"no indicator '140' is reported .* did you mean .*104"):
        draft(data, findings, ["140"])


def test_words_that_stand_on_another_page_are_not_asked_for_twice(
    data: Path, findings: Findings, folder: Path
) -> None:
    """Someone may have good reason to discuss a figure on the home page."""
    page(folder, "home.md", "Ours.", '+++ {"indicator": "101"}\n\nOn 101.')
    added = [w.indicator for one in draft(data, findings) for w in one.added]
    assert "101" not in added


def test_a_notebook_is_drafted_as_a_notebook(data: Path, findings: Findings, folder: Path) -> None:
    """Whoever keeps a page as .ipynb finds the new cells there, and the old ones as they were."""
    folder.mkdir(parents=True)
    path = folder / "theme-homes.ipynb"
    theirs = nbformat.v4.new_notebook()
    theirs.cells = [
        nbformat.v4.new_markdown_cell("Our words.\n\n"),
        nbformat.v4.new_markdown_cell("On 101: £5 & 6%.", metadata={"indicator": "101"}),
    ]
    nbformat.write(theirs, path)
    before = json.loads(path.read_text(encoding="utf-8"))
    assert [r.text for r in of_quarter(data, findings)[THEME]] == ["Our words.", "On 101: £5 & 6%."]
    done = next(one for one in draft(data, findings) if one.page == THEME)
    assert (done.file, [want.indicator for want in done.added]) == (path, ["102"])
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after["cells"][:2] == before["cells"]
    assert {k: v for k, v in after.items() if k != "cells"} == {
        k: v for k, v in before.items() if k != "cells"
    }
    nbformat.validate(nbformat.read(path, as_version=4))
    stamp = path.stat().st_mtime_ns
    assert not any(one.added for one in draft(data, findings))
    assert path.stat().st_mtime_ns == stamp
    assert files(folder)[THEME] == path


CELL = {"cell_type": "markdown", "metadata": {}, "source": "Words."}
ODD = [
    ({"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [CELL]}]}, "one of format 3"),
    ({"nbformat": 4, "cells": [CELL]}, "one without nbformat_minor"),
    ({"nbformat": 4, "nbformat_minor": 5}, "one without cells"),
    ([CELL], "one of format unknown"),
]


@pytest.mark.parametrize(("notebook", "got"), ODD)
def test_a_notebook_of_another_format_is_refused(
    data: Path, findings: Findings, folder: Path, notebook: object, got: str
) -> None:
    """JupyterLab brings it up to date; nothing is written anywhere before."""
    folder.mkdir(parents=True)
    whole = {"metadata": {}} | notebook if isinstance(notebook, dict) else notebook
    (folder / "theme-homes.ipynb").write_text(json.dumps(whole), encoding="utf-8")
    before = every_file(folder)
    with pytest.raises(FaultsFound) as told:
        draft(data, findings)
    (fault,) = told.value.faults
    assert fault.file == f"{SLUG}/theme-homes.ipynb"
    assert fault.expected == "a notebook of format 4"
    assert fault.got == got
    assert fault.advice == "Open it in JupyterLab and save it once"
    assert every_file(folder) == before


def test_half_a_character_in_a_notebook_is_named(
    data: Path, findings: Findings, folder: Path
) -> None:
    """JSON can hold one and no text file can: each cell is told, and nothing is left behind."""
    folder.mkdir(parents=True)
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(text) for text in ("a", "b \ud83d", "\udc00")]
    )
    text = json.dumps(notebook)
    (folder / "theme-homes.ipynb").write_text(text, encoding="utf-8")
    before = every_file(folder)
    with pytest.raises(FaultsFound, match="expected whole characters") as told:
        draft(data, findings)
    assert [fault.cell for fault in told.value.faults] == ["2", "3"]
    assert every_file(folder) == before


def test_two_files_for_one_page_are_refused(data: Path, findings: Findings, folder: Path) -> None:
    """Nobody could say whose words count; nothing is written anywhere."""
    page(folder, "theme-homes.md", "Words.")
    nbformat.write(nbformat.v4.new_notebook(), folder / "theme-homes.ipynb")
    before = every_file(folder)
    with pytest.raises(FaultsFound, match=r"theme-homes\.ipynb and theme-homes\.md"):
        draft(data, findings)
    assert every_file(folder) == before


def test_a_head_that_cannot_be_read_stops_the_draft(
    data: Path, findings: Findings, folder: Path
) -> None:
    """It may be the very cell that would be added; nothing is written anywhere."""
    page(folder, HOUSING_FILE, '+++ {"indicator: 103}\n\nWords.', '+++ {"indicator"}\n\nMore.')
    before = every_file(folder)
    with pytest.raises(FaultsFound) as caught:
        draft(data, findings)
    assert [fault.cell for fault in caught.value.faults] == ["1", "2"]
    assert every_file(folder) == before


def test_two_analysts_words_merge(data: Path, findings: Findings, tmp_path: Path) -> None:
    """Each writes in another cell of one directorate's file, on a branch of their own."""
    environment = os.environ | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_NAME": "Analyst" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "analyst@example.org" for who in ("AUTHOR", "COMMITTER")},
    }

    def git(*words: str) -> None:
        subprocess.run(
            ["git", *words], cwd=tmp_path, env=environment, check=True, capture_output=True
        )

    draft(data, findings)
    path = tmp_path / "notebooks" / "commentary" / SLUG / HOUSING_FILE
    git("init", "-b", "main")
    git("add", "notebooks")
    git("commit", "-m", "Drafted")
    for branch, indicator in (("one", "103"), ("two", "104"), ("three", "")):
        git("checkout", "-b", branch, "main")
        write(path, indicator, f"Words of analyst {branch}.\n\n- With a list.")
        git("commit", "-am", f"Words on {indicator}")
    git("merge", "one")
    git("merge", "two")
    said = [(r.indicator, r.text.split("\n")[0]) for r in of_quarter(data, findings)[HOUSING]]
    assert said == [
        ("", "Words of analyst three."),
        ("103", "Words of analyst one."),
        ("104", "Words of analyst two."),
    ]
