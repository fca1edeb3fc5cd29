"""What is no workbook, or not the one that was asked for, is refused in words."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import pytest

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.sources.workbook import collect, issue
from tests.sources.workbook.forms import FILE, FORM, bare, faults, opened, saved

HEADINGS = ["Code", "Organisation", "Period", "Value", "Numerator", "Denominator", "Mark", "Note"]
COUNT = ["103", "X1", "2025-26 Q1"]


@pytest.mark.parametrize(
    ("content", "got"),
    [
        (b"", "an empty file"),
        (b"Code,Value\n103,7\n", "something else"),
        (b"PK\x03\x04 and no more", "something else"),
        (issue.render(FORM)[:4000], "something else"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "something else"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "one with a password",
        ),
    ],
)
def test_no_workbook(content: bytes, got: str) -> None:
    """Empty, text, torn off, broken, or locked."""
    for ask in (lambda: collect.read(content, FILE, FORM),):
        assert f"got {got}" in faults(ask)[""]


def test_an_open_document_with_a_password() -> None:
    """It says so in its manifest."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x01\x02")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert "a password" in faults(lambda: collect.read(out.getvalue(), FILE, FORM))[""]


def test_every_torn_or_bent_file_is_refused_in_words() -> None:
    """Whatever becomes of its bytes, there is no traceback."""
    content = saved(bare([*HEADINGS], [*COUNT, 7]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.namelist()
    for name in parts:
        for bent in (b"", b"<a>", b"<a/>", b"\xff\xfe"):
            out = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
                for part in parts:
                    new.writestr(part, bent if part == name else old.read(part))
            try:
                collect.read(out.getvalue(), FILE, FORM)
            except FaultsFound as found:
                assert found.faults


def test_the_mark_that_excel_keeps_beside_an_open_workbook() -> None:
    """The person is told which file to send."""
    with pytest.raises(FaultsFound, match=r"Close it in Excel, and collect homes\.xlsx"):
        collect.read(b"\x05user", "returns/~$homes.xlsx", FORM)


def test_a_workbook_without_a_table() -> None:
    """A workbook of something else."""
    assert "a table with the columns Code and Value" in faults(bare(["Name", "Sum"], ["a", 1]))[""]


@pytest.mark.parametrize("name", ["council", "directorate", "quarter"])
def test_the_return_of_another(name: str) -> None:
    """Last quarter's workbook, or another directorate's, is told by what was issued."""
    other = {"council": "X2", "directorate": "adults", "quarter": "2025-26 Q2"}[name]
    form = dataclasses.replace(FORM, **{name: other})
    with pytest.raises(FaultsFound, match=f"expected a return for the {name} {other}"):
        collect.read(issue.render(FORM), FILE, form)


def test_a_return_of_a_later_version() -> None:
    """It is not guessed at."""
    book = opened()
    book["pmf"]["B1"] = "2"
    assert "version 2" in faults(book)[""]


def test_a_cell_at_the_end_of_the_sheet() -> None:
    """A slip of the keyboard there would make a sheet of 17,000 million cells."""
    book = bare([*HEADINGS], [*COUNT, 7])
    book.worksheets[0]["XFD1048576"] = " "
    assert "row 1,048,576 and column XFD" in faults(book)[""]
