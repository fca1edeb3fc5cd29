"""The search for marks is able to find them, whatever they are packed in and however spelt."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.planted import Marks
from tests.site.searched import every_string, marks_in, strings_in


def zipped(content: bytes) -> bytes:
    """An archive, as workbooks and documents of an office are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", content)
    return out.getvalue()


def picture(kind: bytes, data: bytes) -> bytes:
    """A PNG that holds words."""
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0) + b"IHDR" + b"\0" * 4 + chunk


def in_base64(content: bytes) -> bytes:
    """A picture within a page."""
    return b"<img src='data:image/svg+xml;base64," + base64.b64encode(content) + b"'>"


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "page.html": lambda c: b"<p>" + c + b"</p>",
    "page-16.html": lambda c: c.decode().encode("utf-16"),
    "page-16be.html": lambda c: c.decode().encode("utf-16-be"),
    "capitals.html": bytes.upper,
    "searchindex.js": lambda c: b'Search.setIndex({"terms":{"' + c + b'":[1]}})',
    "book.xlsx": zipped,
    "text.docx": zipped,
    "text.odt": lambda c: zipped(c.decode().encode("utf-16")),
    "nested.zip": lambda c: zipped(zipped(gzip.compress(c))),
    "pages.html.gz": gzip.compress,
    "objects.inv": lambda c: b"# Sphinx inventory\n# zlib\n" + zlib.compress(b"std:doc " + c),
    "text.png": lambda c: picture(b"tEXt", b"Title\0" + c),
    "packed.png": lambda c: picture(b"zTXt", b"Title\0\0" + zlib.compress(c)),
    "international.png": lambda c: picture(b"iTXt", b"Title\0\1\0en\0\0" + zlib.compress(c)),
    "inline.html": in_base64,
}
SPELT = ("zqtext0001", "zqcode0001", "zqtext", "731907264", "731,907,264", "2031-02-03")


@pytest.mark.parametrize("spelt", SPELT)
@pytest.mark.parametrize("name", PACKED)
def test_the_search_finds_a_mark_in_whatever_it_is_packed(
    tmp_path: Path, name: str, spelt: str
) -> None:
    """Each kind of file with a mark in it is found, and without it is not."""
    marks = Marks()
    marks.row("finance", budget=731907264, recorded_on="")
    for text, found in ((spelt, True), ("nothing of ours", False)):
        (tmp_path / name).write_bytes(PACKED[name](text.encode()))
        assert bool(list(marks_in(strings_in(tmp_path / name), marks))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((s, True) for s in ("731907264.0", "[1,731907264,2]", "\N{MINUS SIGN}£731.9m", "£732m")),
        *(
            (s, True)
            for s in (
                "£731.91m",
                "&pound;731.9m",
                "\\u00a3731.9m",
                "731\N{NO-BREAK SPACE}907\N{NO-BREAK SPACE}264",
            )
        ),
        *((s, True) for s in ("3 February 2031", "3 Feb 2031", "in 2031", "20310203", "May 1953")),
        *(
            (s, False)
            for s in ("1731907264", "0.731907264", "7319072645", "731.9", "#2031ab", "12031")
        ),
    ],
)
def test_the_search_knows_every_spelling(text: str, found: bool) -> None:
    """Numbers raw, with commas and in millions of pounds; days by their years; no accidents."""
    marks = Marks()
    marks.row("finance", budget=731907264, recorded_on="")
    assert bool(list(marks_in([("page.html", text.encode())], marks))) is found


def test_the_search_reads_the_names_of_files(tmp_path: Path) -> None:
    """A page is named for its code."""
    (tmp_path / "zqcode0001.html").write_text("nothing", encoding="utf-8")
    assert list(marks_in(every_string(tmp_path), Marks())) == [
        ("zqcode0001", "the name of zqcode0001.html")
    ]


def test_parquet_that_cannot_be_opened_is_no_pass(tmp_path: Path) -> None:
    """Its numbers are binary and its words may be compressed: bytes alone prove nothing."""
    (tmp_path / "finance.parquet").write_bytes(b"PAR1\0zqtext0001\0PAR1")
    with pytest.raises((ImportError, ValueError, OSError)):
        list(every_string(tmp_path))
