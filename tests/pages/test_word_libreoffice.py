"""Word files that LibreOffice saved: it takes the boxes apart, and the words are still found."""

from __future__ import annotations

from pathlib import Path

from docx.oxml.ns import qn

from pmf_analysis.pages.commentary import word
from tests.pages.word_files import (
    DUTIES,
    QUARTER,
    by_libreoffice,
    change,
    content,
    council,
    sent,
    stands,
)


def test_a_file_that_libreoffice_only_saved_changes_nothing(tmp_path: Path) -> None:
    """Every box is told from the line before it."""
    data = council(tmp_path)
    files = [by_libreoffice(path, tmp_path / "saved") for path in sent(data).values()]
    proposal = word.propose(data, files, QUARTER)
    assert [(e.title, e.before, e.after) for e in proposal.edits] == []
    assert proposal.unchanged == 6


def test_an_edit_comes_back_through_libreoffice(tmp_path: Path) -> None:
    """The words of that cell change, and no other."""
    data = council(tmp_path)
    before = stands(data)
    path = sent(data)["housing"]

    def edit(document: object) -> None:
        texts = [t for t in content(document, DUTIES).iter(qn("w:t")) if "June" in t.text]
        texts[0].text = texts[0].text.replace("June", "July")

    saved = by_libreoffice(change(path, edit), tmp_path / "saved")
    word.propose(data, [saved], QUARTER).take()
    expected = before["theme-homes.md"].replace(b"June", b"July")
    assert stands(data) == before | {"theme-homes.md": expected}


def test_libreoffice_can_print_it(tmp_path: Path) -> None:
    """The file is sound enough for another program to lay out."""
    data = council(tmp_path)
    pdf = by_libreoffice(sent(data)["housing"], tmp_path / "printed", to="pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
