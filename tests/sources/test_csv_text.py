"""CSV files: read cell by cell, added to byte by byte."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.sources import csv_text

# Any text that a file in UTF-8 can hold; blanks at the ends of a cell are not kept.
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")).map(str.strip)
ROWS = st.lists(st.tuples(st.just("x"), CELL, CELL), max_size=4)
NAMES = ["key", "a", "b"]


def frame(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=NAMES, dtype=str)


@given(ROWS, ROWS)
def test_what_is_written_is_read_again(first: list[tuple[str]], then: list[tuple[str]]) -> None:
    """Commas, quotation marks, line ends and all: by this program, and by Python's own reader."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        csv_text.create(path, frame(first))
        csv_text.append(path, frame(then))
        read, faults = csv_text.read(path, "t.csv")
        with path.open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [NAMES, *map(list, first + then)]
    assert faults == []
    assert read is not None
    assert [tuple(row) for row in read.to_numpy()] == first + then


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"key,a,b\nx,1,2\n", b"x,3,4\n"),
        (b"key,a,b\r\nx,1,2\r\n", b"x,3,4\r\n"),
        (b"key,a,b\rx,1,2\r", b"x,3,4\r"),
        (b"\xef\xbb\xbfkey,a,b\r\nx,1,2", b"\r\nx,3,4\r\n"),
        (b"key,a,b", b"\nx,3,4\n"),
        (b"b,key,a\n2,x,1\n", b"4,x,3\n"),
        (b'"key",a,b,,\nx,1,2,,\n', b"x,3,4,,\n"),
    ],
)
def test_no_byte_that_is_there_is_touched(before: bytes, after: bytes, tmp_path: Path) -> None:
    """Byte order mark, ends of lines, order of columns and Excel's empty ones are kept."""
    path = tmp_path / "t.csv"
    path.write_bytes(before)
    assert csv_text.append(path, frame([("x", "3", "4")])) == []
    assert path.read_bytes() == before + after


@pytest.mark.parametrize(
    ("header", "columns"), [("key,a", ["b"]), ("key,a,b,c", ["c"]), ("key,a,b,b", ["b"])]
)
def test_other_columns_are_told(header: str, columns: list[str], tmp_path: Path) -> None:
    """Rows never go under another column's name."""
    path = tmp_path / "t.csv"
    path.write_text(f"{header}\n", encoding="utf-8")
    faults = csv_text.append(path, frame([("x", "3", "4")]))
    assert [f.column for f in faults] == columns
    assert path.read_text(encoding="utf-8") == f"{header}\n"


def test_each_row_has_the_line_it_begins_on(tmp_path: Path) -> None:
    """Empty lines and cells of several lines are counted."""
    path = tmp_path / "t.csv"
    path.write_text('\nkey,a,b\n\nx,"two\nlines",1\n , ,\ny,2,3\n', encoding="utf-8")
    read, faults = csv_text.read(path, "t.csv")
    assert faults == []
    assert read is not None
    assert read.index.tolist() == [4, 7]


def test_equal_cells_are_one_text(tmp_path: Path) -> None:
    """So that a million rows take what their different texts take, and little more."""
    path = tmp_path / "t.csv"
    path.write_text("key,a,b\n" + "some,words here,1.25\n" * 2_000, encoding="utf-8")
    read, _ = csv_text.read(path, "t.csv")
    assert read is not None
    for name in NAMES:
        assert len({id(cell) for cell in read[name].to_numpy(dtype=object)}) == 1


def test_faults_of_every_row_come_with_the_break(tmp_path: Path) -> None:
    """A row that cannot be read hides none of those before it."""
    path = tmp_path / "t.csv"
    path.write_text('key,a,b\nx,1\nx,1,2,3\n"x"y,1,2\n', encoding="utf-8")
    read, faults = csv_text.read(path, "t.csv")
    assert read is None
    assert [(f.row, f.got) for f in faults[:2]] == [(2, "2 cells"), (3, "4 cells")]
    assert faults[2].row == 4


def test_a_wrong_byte_behind_a_byte_order_mark(tmp_path: Path) -> None:
    """The byte is named that is wrong, and the line it is on."""
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbfkey,a,b\nx,caf\xe9,2\n")
    _, faults = csv_text.read(path, "t.csv")
    assert [(f.row, f.got) for f in faults] == [(2, "the byte 0xe9")]


def test_what_is_no_text_is_written_as_a_question_mark(tmp_path: Path) -> None:
    """Bytes of a file's name that are none, in a new file and in one that grows."""
    path, cell = tmp_path / "t.csv", os.fsdecode(b"caf\xe9")
    csv_text.create(path, frame([("x", cell, "1")]))
    csv_text.append(path, frame([("y", cell, "2")]))
    assert path.read_bytes() == b"key,a,b\nx,caf?,1\ny,caf?,2\n"
