"""A published file is read as text whatever its format; what is no such file is a fault."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import duckdb
import openpyxl
import pytest

from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.sources.national import cells
from pmf_analysis.sources.national.mapping import OfFile

TABLE = [["area", "period", "value"], ["E1", "2018", "1.5"], ["E2", "2019", "2"]]
CSV = "\n".join(",".join(row) for row in TABLE) + "\n"


def read(path: Path, **layout: object) -> list[list[str]]:
    """The file's rows beneath their names."""
    frame = cells.read(path, OfFile.model_validate(layout)).frame
    return [list(frame.columns), *frame.values.tolist()]


def fault(path: Path, **layout: object) -> str:
    """What is wrong with a file."""
    with pytest.raises(FaultsFound) as found:
        read(path, **layout)
    return str(found.value)


def test_every_format_gives_the_same_text(tmp_path: Path) -> None:
    """CSV, gzipped CSV, a workbook and Parquet."""
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(CSV.encode()))
    (tmp_path / "bom.csv").write_text(CSV, encoding="utf-8-sig")
    book = openpyxl.Workbook()
    for row in (["area", "period", "value"], ["E1", 2018, 1.5], ["E2", 2019, 2]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    with duckdb.connect() as connection:
        connection.execute(f"create table t as select * from read_csv('{tmp_path / 'a.csv'}')")
        connection.execute(f"copy t to '{tmp_path / 'a.parquet'}' (format parquet)")
    for name in ("a.csv", "a.csv.gz", "bom.csv", "a.xlsx", "a.parquet"):
        assert read(tmp_path / name) == TABLE, name


def test_a_workbook_may_have_a_title_above_and_another_sheet(tmp_path: Path) -> None:
    """The mapping says which sheet, and in which row the names stand; days come as days."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Data")
    for row in (["A title"], [], ["area", "when", ""], ["E1", dt.datetime(2018, 4, 1), None]):
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert read(path, sheet="Data", header=3) == [["area", "when"], ["E1", "2018-04-01"]]
    frame = cells.read(path, OfFile(sheet="Data", header=3)).frame
    assert frame.index.tolist() == [4]
    assert "a sheet 'data', got the sheets Sheet, Data" in fault(path, sheet="data")


def test_rows_are_counted_as_a_text_editor_counts_them(tmp_path: Path) -> None:
    """Blank lines and line breaks within a cell count; Excel's empty columns do not."""
    path = tmp_path / "a.csv"
    path.write_text('area,name,,\nE1,"two\nlines",,\n\nE2,x,,\n', encoding="utf-8")
    frame = cells.read(path, OfFile()).frame
    assert frame.index.tolist() == [2, 5]
    assert frame.columns.tolist() == ["area", "name"]
    path.write_text(f"A title\nand more\n{CSV}", encoding="utf-8")
    assert cells.read(path, OfFile(header=3)).frame.index.tolist() == [4, 5]


def test_another_encoding_must_be_named(tmp_path: Path) -> None:
    """UTF-8 first; else the byte is told, and the mapping may say what wrote it."""
    path = tmp_path / "a.csv"
    path.write_bytes("area,value\nYnys Môn,1\n".encode("cp1252"))
    told = fault(path)
    assert "row 2: expected text in UTF-8, got the byte 0xf4" in told
    assert "encoding: cp1252" in told
    assert read(path, encoding="cp1252")[1] == ["Ynys Môn", "1"]
    assert "UTF-8 or ascii" in fault(path, encoding="ascii")
    for unusable in ("latin99", "undefined", "idna", "a\0b"):
        assert f"UTF-8 or {unusable}" in fault(path, encoding=unusable)


def test_another_separator_must_be_named(tmp_path: Path) -> None:
    """The fault says which it seems to be."""
    path = tmp_path / "a.csv"
    path.write_text(CSV.replace(",", ";"), encoding="utf-8")
    assert "got cells separated by semicolons. Say delimiter: ';'" in fault(path)
    assert read(path, delimiter=";") == TABLE


def test_rows_that_do_not_fit_are_all_told(tmp_path: Path) -> None:
    """Too few cells, too many, a name twice; each with its row."""
    path = tmp_path / "a.csv"
    path.write_text("area,area,value\nE1\nE1,2,3\nE1,2,3,4\n", encoding="utf-8")
    told = fault(path)
    assert "row 2: expected 3 cells as in the header, got 1 cells" in told
    assert "row 4: expected 3 cells as in the header, got 4 cells" in told
    assert "column area: expected each column once" in told
    path.write_text('area,value\n"E1,2\n', encoding="utf-8")
    assert "row 2: expected a row of comma-separated values" in fault(path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"", "a header row"),
        ("a.xlsx", b"no workbook", "a workbook"),
        ("a.csv.gz", b"not zipped", "a gzipped file"),
        ("a.csv.gz", gzip.compress(CSV.encode())[:-9], "a gzipped file"),
        ("a.parquet", b"no table", "a Parquet file"),
        ("a.json", b"{}", "as the end of its name says"),
        ("a.xlsb", b"", "a workbook (.xlsx, .xlsm, .xls, .ods)"),
    ],
)
def test_what_is_no_such_file_is_a_fault(
    name: str, content: bytes, told: str, tmp_path: Path
) -> None:
    """Never a traceback, whatever the bytes."""
    (tmp_path / name).write_bytes(content)
    assert told in fault(tmp_path / name)


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """The name is told."""
    with pytest.raises(WrongUse, match=r"there is no file .*none\.csv"):
        read(tmp_path / "none.csv")
