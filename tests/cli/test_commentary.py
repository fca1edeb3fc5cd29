"""The verbs of commentary, as an analyst types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import pmf
from tests.pages.commentary_book import book


@pytest.fixture
def data(tmp_path: Path) -> str:
    """The small book."""
    return str(book(tmp_path / "data"))


def test_draft_says_what_it_added_and_what_was_there(data: str) -> None:
    """File by file; a second time there is nothing to add, and it says so."""
    first = pmf("commentary", "draft", "--data", data)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines() == [
        "home.md: new, with 1 to write",
        "theme-homes.md: new, with 3 to write",
        "directorate-housing.md: new, with 4 to write",
    ]
    again = pmf("commentary", "draft", "--data", data)
    assert again.stdout.splitlines()[1:] == [
        "theme-homes.md: 0 added, 3 there already",
        "directorate-housing.md: 0 added, 4 there already",
        "Nothing was missing, and no file was changed.",
    ]
    more = pmf("commentary", "draft", "--data", data, "--also", "104", "--json")
    theme = json.loads(more.stdout)[1]
    assert (theme["page"], theme["new"]) == ("themes/homes", False)
    assert theme["added"] == [{"indicator": "104", "organisation": "X1", "why": "asked for"}]
    assert len(theme["there"]) == 3


def test_an_unknown_indicator_is_named(data: str) -> None:
    """Without a traceback, and nothing is written."""
    done = pmf("commentary", "draft", "--data", data, "--also", "nine")
    assert done.returncode == 2
    assert "no indicator 'nine' is reported in 2025-26 Q1" in done.stderr
    assert not (Path(data).parent / "notebooks").exists()


def test_status_lists_what_is_wrong_and_ends_accordingly(data: str) -> None:
    """File by file, with the cell; 1 while something stops a final build, and 0 after."""
    pmf("commentary", "draft", "--data", data)
    done = pmf("commentary", "status", "--data", data)
    assert done.returncode == 1
    said = done.stdout.splitlines()
    assert said[0] == "2025-26-q1/directorate-housing.md"
    assert said[1].startswith("  cell 2: missing: expected words about the page as a whole")
    assert said[-1] == "2025-26 Q1: 8 to mend, 0 to look at."
    listed = json.loads(pmf("commentary", "status", "--data", data, "--json").stdout)
    assert {(row["kind"], row["blocking"]) for row in listed} == {("missing", True)}
    folder = Path(data).parent / "notebooks" / "commentary" / "2025-26-q1"
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        words = "The Head of Homes hires two more people by June 2026."
        path.write_text(text.replace("% Write here", words), encoding="utf-8")
    done = pmf("commentary", "status", "--data", data)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("verb", ["draft", "status", "export", "import"])
def test_each_verb_explains_itself(verb: str) -> None:
    """With an example to copy."""
    assert f"pmf commentary {verb}" in pmf("commentary", verb, "--help").stdout
