"""A few kilobytes end no program, and no broken file ends in a traceback."""

from __future__ import annotations

import gzip
import io
import random
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest

from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.sources.national import cells
from pmf_analysis.sources.national.mapping import OfFile
from pmf_analysis.sources.workbook import beside
from tests.sources.national.test_cells import CSV, TABLE, fault, read

SPOILT = 60  # files of each kind
PATIENCE = 120  # seconds for one conversion on a busy machine


def workbook(folder: Path, *, rows: int = 3, far: tuple[int, int] | None = None) -> Path:
    """A workbook with a small table, and perhaps a cell far away from it."""
    book = openpyxl.Workbook()
    for row in [*TABLE, *[["E1", n, f"x{n}"] for n in range(rows)]]:
        book.active.append(row)
    if far:
        book.active.cell(*far, "x")
    path = folder / "a.xlsx"
    book.save(path)
    return path


def converted(path: Path, kind: str) -> Path:
    """The same as LibreOffice saves it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.fail("LibreOffice is needed for this test: install libreoffice-calc")
    out = path.parent / kind
    command = [program, f"-env:UserInstallation={(path.parent / 'own').as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(out), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    return out / f"{path.stem}.{kind}"


def with_part(path: Path, name: str, content: bytes) -> None:
    """Write a workbook anew with one part in place of its own."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old:
        parts = {part: old.read(part) for part in old.namelist()} | {name: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, text in parts.items():
            new.writestr(part, text)


def test_a_cell_far_away_is_named(tmp_path: Path) -> None:
    """The 300 million cells between would not fit into memory; the file has five kilobytes."""
    path = workbook(tmp_path, far=(1_048_576, 300))
    assert "row 1,048,576 and column KN" in fault(path)


@pytest.mark.slow
def test_a_cell_far_away_in_an_old_workbook_is_named(tmp_path: Path) -> None:
    """Only once it is open does .xls say how far it reaches."""
    path = converted(workbook(tmp_path, far=(60_000, 200)), "xls")
    assert "row 60,000 and column GR" in fault(path)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/media/image1.png"])
def test_a_workbook_that_unpacks_to_more_than_memory_is_refused(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of its parts it is."""
    path = workbook(tmp_path)
    with_part(path, part, b" " * 3_000_000)
    monkeypatch.setattr(beside, "LARGEST", 2_000_000)
    assert "one that unpacks to more than" in fault(path)


def test_what_an_archive_says_of_its_sizes_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that says that it holds ten bytes may hold three million."""
    path = workbook(tmp_path)
    with_part(path, "xl/media/image1.png", b" " * 3_000_000)
    true, false = struct.pack("<I", 3_000_000), struct.pack("<I", 10)
    path.write_bytes(path.read_bytes().replace(true, false))
    monkeypatch.setattr(beside, "LARGEST", 2_000_000)
    assert "one that unpacks to more than" in fault(path)


def test_a_style_sheet_of_a_million_formats_is_refused(tmp_path: Path) -> None:
    """Excel allows 64,000; each costs a thousand times its five bytes."""
    path = workbook(tmp_path)
    with_part(path, "xl/styles.xml", b"<a>" + b"<xf/>" * 1_000_000 + b"</a>")
    assert "one that unpacks to more than" in fault(path)


def test_a_gzipped_file_is_unpacked_up_to_a_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the bound it is read, above it refused; however far above, no more is unpacked."""
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(CSV.encode()))
    monkeypatch.setattr(cells, "LARGEST", len(CSV))
    assert read(path) == TABLE
    path.write_bytes(gzip.compress(CSV.encode() + b"\n"))
    assert "million bytes, unpacked, got a longer one" in fault(path)


def test_a_parquet_file_has_a_bound_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that says one thing over and over packs a thousand million rows into little."""
    path = parquet(tmp_path / "a.parquet", "select range % 7 as area, 1 as value from range(10)")
    monkeypatch.setattr(cells, "MOST_CELLS", 20)
    assert len(read(path)) == 11
    monkeypatch.setattr(cells, "MOST_CELLS", 19)
    assert "a table of at most 19 cells" in fault(path)


def parquet(path: Path, query: str) -> Path:
    """Write what a query gives, by a name that DuckDB would not take for a pattern."""
    made = path.with_name("made")
    with duckdb.connect() as connection:
        connection.execute(f"copy ({query}) to '{made}' (format parquet)")
    return made.rename(path)


@pytest.mark.parametrize("name", ["a[1].parquet", "a*.parquet", "a?.parquet", "a'.parquet"])
def test_the_name_of_a_parquet_file_is_no_pattern(name: str, tmp_path: Path) -> None:
    """Its neighbour `a1.parquet` stays unread; what is read is what the digest is of."""
    parquet(tmp_path / "a1.parquet", "select 1 as value")
    path = parquet(tmp_path / name, "select 99 as value")
    assert read(path) == [["value"], ["99"]]


def test_a_gzipped_parquet_file_is_read(tmp_path: Path) -> None:
    """As any other gzipped file."""
    inner = parquet(tmp_path / "a.parquet", "select 99 as value").read_bytes()
    path = tmp_path / "b.parquet.gz"
    path.write_bytes(gzip.compress(inner))
    assert read(path) == [["value"], ["99"]]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "parquet"])
def test_spoilt_files_are_refused_in_words(kind: str, tmp_path: Path) -> None:
    """Torn off, or with a few bytes changed: rows or faults, never another error."""
    if kind == "parquet":
        source = parquet(tmp_path / "a.parquet", "select range, 'x' || range from range(50)")
    else:
        source = workbook(tmp_path, rows=50)
        source = source if kind == "xlsx" else converted(source, kind)
    content, path = source.read_bytes(), tmp_path / f"spoilt.{kind}"
    dice = random.Random(3)
    refused = 0
    for number in range(SPOILT):
        spoilt = bytearray(content)
        for _ in range((0, 1, 5, 30)[number % 4]):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        path.write_bytes(spoilt if number % 4 else spoilt[: dice.randrange(len(spoilt))])
        try:
            cells.read(path, OfFile())
        except FaultsFound as found:
            refused += bool(found.faults)
        except WrongUse:
            pytest.fail("the file is there")
    assert refused
