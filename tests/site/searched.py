"""Look for marks in every byte of every file, whatever the file is packed in."""

from __future__ import annotations

import base64
import binascii
import contextlib
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from tests.site.planted import CODE, TEXT, Marks

__all__ = ["every_string", "marks_in", "strings_in"]

PNG, ZIP, GZIP, PARQUET = b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\x1f\x8b", b"PAR1"
DEEPEST = 4  # an archive in an archive in a page's source is deep enough
Found = tuple[str, bytes]


def strings_in(path: Path, root: Path | None = None) -> Iterator[Found]:
    """Yield a file's name and its bytes, and those of all that is packed in it.

    Members of archives (which office documents are), gzip and zlib streams, a Parquet file's
    rows, the words of a picture, what a page holds in base64; and all of that in UTF-16 too.
    """
    name = path.relative_to(root).as_posix() if root else path.name
    yield f"the name of {name}", name.encode()
    yield from _within(name, path.read_bytes(), DEEPEST)


def every_string(site: Path) -> Iterator[Found]:
    """Yield what `strings_in` does of every file beneath a folder."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield from strings_in(path, site)


def _within(where: str, content: bytes, deeper: int) -> Iterator[Found]:
    yield where, content
    if b"\0" in content:  # letters and digits in UTF-16 are those of UTF-8 with zeros between
        yield f"{where} (UTF-16)", content.replace(b"\0", b"")
    if deeper:
        for inner, unpacked in _unpacked(content):
            yield from _within(f"{where} > {inner}", unpacked, deeper - 1)


def _unpacked(content: bytes) -> Iterator[Found]:
    if content.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield "name", member.filename.encode() + b"\n" + member.comment
                yield member.filename, archive.read(member)
    elif content.startswith(GZIP):
        yield "gzip", gzip.decompress(content)
    elif content.startswith(PNG):
        yield from _words_of_picture(content)
    elif content.startswith(PARQUET):
        yield from _rows_of_parquet(content)
    else:
        yield from _streams(content)


def _words_of_picture(content: bytes) -> Iterator[Found]:
    at = len(PNG)
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + size]
        if kind in {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}:
            yield kind.decode(), data
            yield from _streams(data, start=b"\0")
        at += size + 12


def _rows_of_parquet(content: bytes) -> Iterator[Found]:
    """Numbers stand in binary there; a file that cannot be opened is a fault, not a pass."""
    import pandas as pd

    yield "rows", pd.read_parquet(io.BytesIO(content)).to_csv().encode()


def _streams(content: bytes, start: bytes = b"\n") -> Iterator[Found]:
    """Yield zlib streams, as an inventory of Sphinx or a PDF holds them, and base64."""
    for found in re.finditer(re.escape(start) + rb"(?=\x78[\x01\x5e\x9c\xda])", content):
        with contextlib.suppress(zlib.error):
            yield "zlib", zlib.decompressobj().decompress(content[found.end() :])
    for text in re.findall(rb";base64,([A-Za-z0-9+/=]{8,})", content):
        with contextlib.suppress(binascii.Error):
            yield "base64", base64.b64decode(text)


MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
WORDS = re.compile(rf"({TEXT}|{CODE})\d*".encode())
APART = rb"(?:,|&nbsp;|&#160;|\xc2\xa0|\xe2\x80[\x89\xaf])"  # what may part the thousands
NUMBERS = re.compile(rb"(?<![\d.])\d{9}(?!\d)")
GROUPED = re.compile(rb"(?<!\d)(\d{3})" + APART + rb"(\d{3})" + APART + rb"(\d{3})(?!\d)")
SHORT = re.compile(
    rb"(?:\xc2?\xa3|&pound;|&#163;|&#xa3;|\\u00a3|\\xa3)(\d+(?:\.\d+)?)(?:m\b|bn\b| m)"
)
YEARS = re.compile(rb"(?<![\w.#%/-])(?:1953|203[12])(?![\w])")
DAYS = re.compile(rb"(?<!\d)(?:1953|203[12])-?\d\d-?\d\d(?!\d)")
SPELT_DAYS = re.compile(rf"(?:{MONTHS})[a-z]* (?:1953|203[12])".encode())
READ = {".html", ".csv", ".json", ".txt", ".xml", ".md"}  # where a bare year is no accident


def marks_in(pieces: Iterable[Found], marks: Marks) -> Iterator[tuple[str, str]]:
    """Yield each mark that stands in some pieces, and where.

    Words and codes are looked for by how they begin, whatever follows, since a search index
    keeps stems; numbers in every spelling; days by the years that nothing else is of.
    """
    numbers = marks.of("number")
    short = {spelt: number for number in numbers for spelt in _in_millions(number)}
    for where, content in pieces:
        low = content.lower()
        found = {match[0].decode() for match in WORDS.finditer(low)}
        found |= {match[0].decode() for match in DAYS.finditer(low)}
        found |= {match[0].decode() for match in SPELT_DAYS.finditer(low)}
        if Path(where).suffix in READ and "_static" not in where:
            found |= {match[0].decode() for match in YEARS.finditer(low)}
        plain = {match[0] for match in NUMBERS.finditer(low)}
        plain |= {b"".join(match.groups()) for match in GROUPED.finditer(low)}
        found |= {spelt.decode() for spelt in plain} & numbers
        found |= {short[m] for match in SHORT.finditer(low) if (m := match[1].decode()) in short}
        for spelt in sorted(found):
            yield spelt, where


def _in_millions(number: str) -> Collection[str]:
    """Return the ways in which a number of nine digits is spelt in millions."""
    millions = int(number) / 1e6
    return {f"{millions:.{places}f}" for places in (1, 2, 3)} | {f"{millions:.0f}"}
