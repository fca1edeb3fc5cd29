"""Word files as they are sent out: each cell in one file, the same bytes, and nobody named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.pages.commentary import word
from tests.pages.word_files import (
    CALLS,
    DUTIES,
    QUARTER,
    WAITING,
    WHOLE,
    change,
    commentary,
    council,
    reworded,
    sent,
)


def test_each_cell_goes_into_one_file(tmp_path: Path) -> None:
    """A directorate's page and its indicators; what belongs to none goes into a file of its own."""
    data = council(tmp_path)
    files = sent(data)
    assert {part: path.name for part, path in files.items()} == {
        "housing": "2025-26-q1-housing.docx",
        "": "2025-26-q1-corporate.docx",
    }
    titles = {part: [] for part in files}
    for part, path in files.items():
        body = zipfile.ZipFile(path).read("word/document.xml").decode()
        titles[part] = [piece.split('"')[0] for piece in body.split('<w:alias w:val="')[1:]]
    assert titles["housing"] == [WHOLE, CALLS, DUTIES, WAITING]
    assert titles[""] == ["Home: the page as a whole", "Homes: the page as a whole"]


def test_the_same_words_make_the_same_file_and_name_nobody(tmp_path: Path) -> None:
    """No moment, no author, no path; language and title are said."""
    data = council(tmp_path)
    path = sent(data)["housing"]
    again = word.export(data, QUARTER, "housing", tmp_path / "again")
    assert [one.path.read_bytes() for one in again] == [path.read_bytes()]
    parts = zipfile.ZipFile(path)
    every = b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "ignore")
    assert str(tmp_path) not in every
    core = parts.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core.replace("<dc:creator/>", "<dc:creator></dc:creator>")
    assert "<dc:title>Housing: commentary to review</dc:title>" in core
    assert "<dc:language>en-GB</dc:language>" in core
    assert 'w:val="en-GB"' in parts.read("word/styles.xml").decode()
    assert "w:trackRevisions" in parts.read("word/settings.xml").decode()
    body = parts.read("word/document.xml").decode()
    assert 'descr="Control chart of Duties ended with a home' in body
    assert body.count("sdtLocked") == 4


def test_what_cannot_be_sent_out_is_said(tmp_path: Path) -> None:
    """An unknown directorate, and a quarter without words."""
    data = council(tmp_path)
    with pytest.raises(WrongUse, match="there are: housing, corporate"):
        word.export(data, QUARTER, "roads", tmp_path / "out")
    for path in commentary(data).iterdir():
        path.unlink()
    with pytest.raises(WrongUse, match="pmf commentary draft"):
        word.export(data, QUARTER, "", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_that_was_reviewed_is_not_written_over(tmp_path: Path) -> None:
    """Not by words, nor by a comment; one that nobody touched is made anew."""
    data = council(tmp_path)
    path = sent(data)["housing"]
    theme = commentary(data) / "theme-homes.md"
    theme.write_bytes(theme.read_bytes().replace(b"by June", b"by May"))
    assert word.export(data, QUARTER, "housing", path.parent)
    reviewed = change(path, reworded(CALLS, "Calls are", "Calls were")).read_bytes()
    theme.write_bytes(theme.read_bytes().replace(b"by May", b"by April"))
    with pytest.raises(WrongUse, match="somebody has written into 2025"):
        word.export(data, QUARTER, "", path.parent)
    assert path.read_bytes() == reviewed
