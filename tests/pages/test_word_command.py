"""The two verbs: what they say, what they ask, and what they leave to a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from tests.conftest import pmf
from tests.pages.word_files import (
    DUTIES,
    QUARTER,
    change,
    commentary,
    content,
    council,
    sent,
    stands,
)


def edited(data: Path) -> Path:
    """A file with one edit."""

    def edit(document: Any) -> None:
        texts = [t for t in content(document, DUTIES).iter(qn("w:t")) if "June" in t.text]
        texts[0].text = texts[0].text.replace("June", "July")

    return change(sent(data)["housing"], edit)


def imported(data: Path, *arguments: str) -> Any:
    return pmf("commentary", "import", *arguments, "--data", str(data), "--quarter", QUARTER)


def test_export_names_each_file(tmp_path: Path) -> None:
    """The folder is the one that was asked for."""
    data = council(tmp_path)
    out = tmp_path / "files"
    arguments = ("--data", str(data), "--quarter", QUARTER, "--out", str(out))
    said = pmf("commentary", "export", "--format", "docx", *arguments)
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines() == [
        f"{out}/2025-26-q1-housing.docx: Housing, 4 boxes",
        f"{out}/2025-26-q1-corporate.docx: Smallbridge Council, 2 boxes",
    ]
    one = pmf("commentary", "export", "--directorate", "housing", *arguments, "--json")
    assert [file["boxes"] for file in json.loads(one.stdout)] == [4]


def test_import_shows_and_leaves_without_a_yes(tmp_path: Path) -> None:
    """Nobody can answer here, so nothing is changed until it is asked for."""
    data = council(tmp_path)
    path, before = edited(data), stands(data)
    said = imported(data, str(path))
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines() == [
        f"2025-26-q1/theme-homes.md, cell 4: {DUTIES}",
        "  We expect to be back by [-June.-] {+July.+}",
        "3 cells were not edited.",
        "Nothing was changed. Say --yes to change without being asked.",
    ]
    assert stands(data) == before
    said = imported(data, str(path), "--yes")
    assert said.stdout.splitlines()[-1] == "Changed: 1 cell."
    assert b"back by July." in (commentary(data) / "theme-homes.md").read_bytes()


def test_import_for_a_machine(tmp_path: Path) -> None:
    """Each cell with its words before and after; written only with a yes."""
    data = council(tmp_path)
    path, before = edited(data), stands(data)
    said = json.loads(imported(data, str(path), "--json").stdout)
    assert (said["changed"], said["unchanged"], said["comments"]) == (False, 3, [])
    assert said["edits"][0]["after"].endswith("back by July.")
    assert stands(data) == before
    assert json.loads(imported(data, str(path), "--json", "--yes").stdout)["changed"]
    assert stands(data) != before


def test_import_refuses_in_words(tmp_path: Path) -> None:
    """Every fault a line, and no traceback."""
    data = council(tmp_path)
    path = change(sent(data)["housing"], lambda d: d.add_paragraph("Outside."))
    said = imported(data, str(path), str(tmp_path / "nowhere.docx"))
    assert said.returncode == 1
    assert said.stderr.startswith("2 faults found:")
    assert "nothing new outside the boxes, got 'Outside.'" in said.stderr
    assert "Traceback" not in said.stderr


def test_words_own_notes_are_passed_over(tmp_path: Path) -> None:
    """`*.docx` finds them while a file is open; the others are read, and it is said."""
    data = council(tmp_path)
    path = edited(data)
    note = path.with_name(f"~${path.name[2:]}")
    note.write_bytes(b"\x08A Person" + bytes(153))
    said = imported(data, str(note), str(path))
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[0].startswith(f"{note.name}: passed over.")
    assert "{+July.+}" in said.stdout
    told = json.loads(imported(data, str(note), str(path), "--json").stdout)
    assert (told["passed_over"], len(told["edits"])) == ([note.name], 1)


def test_both_read_the_figures_as_they_stood(tmp_path: Path) -> None:
    """In June the quarter before was the latest."""
    data = council(tmp_path)
    path = edited(data)
    ledger = data / "observations.csv"
    rows = ledger.read_text().splitlines()
    early = [
        row if ",2025-26 Q1," in row else row.replace("2025-07-20", "2025-05-20") for row in rows
    ]
    ledger.write_text("\n".join(early) + "\n")
    asked = ("--data", str(data), "--as-at", "2025-06-10")
    sent_out = pmf("commentary", "export", *asked)
    assert "no words to review for 2024-25 Q4" in sent_out.stderr
    said = pmf("commentary", "import", str(path), *asked)
    assert "expected a file of 2024-25 Q4, got one of 2025-26 Q1" in said.stderr
