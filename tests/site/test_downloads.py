"""What readers take away says what the pages say, in every format, and does nothing but say it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.site.downloads.plain import csv_text, inert
from tests import books
from tests.conftest import ROOT
from tests.site.downloaded import edition, packaged, rows_of, sheets_of, written
from tests.site.searched import every_string

DONE = [71, 74, 69, 73, 76, 70, 72, 75, 68, 74, 71, 73, 77, 70, 72, 66]  # of tests/books.py
ODD = {  # what a spreadsheet, or the library that writes one, might take for more than words
    "201": "=1+1",
    "202": "+44 calls",
    "203": "-2+3 visits",
    "204": "@SUM(1;2)",
    "205": "see [the note](javascript:alert(1))",
    "206": "paid $$twice$$",
    "207": "???",
    "208": '=HYPERLINK("https://host.example";"x")',
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The downloads of the small book, with odd names among its own."""
    folder = tmp_path_factory.mktemp("downloads")
    rows = books.tables()
    for code, name in ODD.items():
        quoted = '"' + name.replace('"', '""') + '"'
        rows["indicators"].append(books.indicator(code, "NAME").replace("NAME", quoted))
        rows["observations"].append(f"{code},X1,2025-26 Q1,,50.0,10,20,,,2025-07-20")
    return written(edition(books.write(folder / "data", **rows)), folder / "site")


def figures_of(rows: list[dict[str, object]]) -> list[float]:
    return [float(str(row["Value"])) for row in rows if row["Code"] == "101"]


def test_every_format_has_the_figures_of_the_book(site: Path) -> None:
    """The sixteen shares of the book stand in the CSVs, both spreadsheets and the package."""
    folder = site / "downloads"
    assert [float(r["value"]) for r in rows_of(folder / "101.csv")] == DONE
    series = rows_of(folder / "series" / "101" / "x1.csv")
    assert [float(r["value"]) for r in series] == DONE
    assert [float(r["denominator"]) for r in series] == [100] * 16
    assert series[-1]["period"] == "2025-26 Q1"
    assert float(series[-1]["target"]) == 78
    for name in ("quarter.xlsx", "quarter.ods"):
        assert figures_of(sheets_of(folder / name)["Figures"]) == DONE, name
    held = [r for r in packaged(folder / "quarter.zip", "observations") if r["indicator"] == "101"]
    assert [float(r["value"]) for r in held] == DONE


def test_a_chart_and_its_file_have_the_same_limits(site: Path) -> None:
    """Average by hand: 1151 done of 1600 is 71.9375 per cent."""
    assert sum(DONE) == 1151
    row = rows_of(site / "downloads" / "series" / "101" / "x1.csv")[-1]
    assert float(row["centre"]) == 71.9375
    assert float(row["lower_limit"]) < 66 < float(row["upper_limit"])


def test_both_spreadsheets_hold_the_same(site: Path) -> None:
    """Every sheet, every cell."""
    ours = {name: sheets_of(site / "downloads" / name) for name in ("quarter.xlsx", "quarter.ods")}
    assert ours["quarter.xlsx"].pop("Contents")  # the one has no links within it
    odd = {"see [the note] (javascript:alert(1))", "paid $ $twice$ $", "as written: ???"}
    for name, rows in ours["quarter.ods"].items():
        for one, other in zip(ours["quarter.xlsx"][name], rows, strict=True):
            assert list(one) == list(other)
            for cell, like in zip(one.values(), other.values(), strict=True):
                assert cell == like or cell in odd, name


def test_a_workbook_is_laid_out_for_everyone(site: Path) -> None:
    """A cover first; then one table a sheet, no joined or empty cell, every column named."""
    book = openpyxl.load_workbook(site / "downloads" / "quarter.xlsx")
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert not book["Cover"].tables
    for sheet in book.worksheets[1:]:
        assert len(sheet.tables) == 1, sheet.title
        assert not sheet.merged_cells.ranges
        table = next(iter(sheet.tables.values()))
        assert table.ref.split(":")[0] == "A3"
        assert sheet.dimensions.split(":")[1] == table.ref.split(":")[1]
        for row in sheet[table.ref]:
            assert all(cell.value not in {None, ""} for cell in row), sheet.title
        header = [cell.value for cell in sheet[table.ref][0]]
        assert len(set(header)) == len(header)


def test_words_that_look_like_formulas_are_words(site: Path) -> None:
    """In the workbook as text, in CSV behind an apostrophe; no link leads out of the workbook."""
    book = openpyxl.load_workbook(site / "downloads" / "quarter.xlsx")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}, (sheet.title, cell.coordinate, cell.value)
                link = cell.hyperlink
                assert link is None or (link.target is None and link.location)
    for code, name in ODD.items():
        said = rows_of(site / "downloads" / f"{code}.csv")[0]["name"]
        assert said == (f"'{name}" if name[0] in "=+-@" else name)
        assert packaged(site / "downloads" / "quarter.zip", "indicators")
    with zipfile.ZipFile(site / "downloads" / "quarter.ods") as archive:
        assert b"table:formula" not in archive.read("content.xml")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["quarter.xlsx", "quarter.ods", "201.csv", "208.csv"])
def test_an_office_program_reckons_nothing(site: Path, tmp_path: Path, name: str) -> None:
    """LibreOffice reads the words as they were written, and finds no formula to work out."""
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    source = site / "downloads" / name
    command = ["soffice", profile, "--headless", "--convert-to", every_sheet]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True
    )
    said = {
        cell
        for path in tmp_path.glob("*.csv")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        for cell in row
    }
    wanted = {ODD[name[:3]]} if name.endswith(".csv") else {ODD["201"], ODD["203"], ODD["208"]}
    assert {word.lstrip("'") for word in said} >= wanted
    assert not any(re.match(r"#(NAME|REF|VALUE)|Err:", cell) for cell in said)


@given(st.text(max_size=30))
def test_no_text_begins_as_a_formula(text: str) -> None:
    """Whatever a name is, a spreadsheet sees words or a plain number; and nothing is lost."""
    said = inert(text)
    assert said in {text, f"'{text}"}
    if said[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        assert re.fullmatch(r"[+-]\d[\d.]*%?", said)


CELLS = st.one_of(st.none(), st.text(max_size=12), st.integers(), st.floats(allow_nan=False))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_a_csv_holds_every_cell(rows: list[tuple[str | float | int | None, ...]]) -> None:
    """Commas, quotes and line ends come back; numbers to twelve digits."""
    read = list(csv.reader(io.StringIO(csv_text(("a", "b"), rows), newline="")))[1:]
    for before, after in zip(rows, read, strict=True):
        for cell, said in zip(before, after, strict=True):
            if isinstance(cell, str):
                assert said == inert(cell)
            elif cell is not None:
                assert float(said) == pytest.approx(cell, rel=1e-11)


def test_the_package_describes_what_it_holds(site: Path) -> None:
    """Each file has the columns that are described, and its key is of one row."""
    with zipfile.ZipFile(site / "downloads" / "quarter.zip") as archive:
        described = json.loads(archive.read("datapackage.json"))
        names = {resource["path"] for resource in described["resources"]}
        assert set(archive.namelist()) == names | {"datapackage.json"}
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
    for resource in described["resources"]:
        rows = packaged(site / "downloads" / "quarter.zip", resource["name"])
        schema = resource["schema"]
        assert list(rows[0]) == [field["name"] for field in schema["fields"]]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)


def test_nothing_internal_or_withheld_is_taken_away(tmp_path: Path) -> None:
    """An internal figure, and a count too small to show, stand in no byte of any format."""
    rows = books.tables()
    secret = books.indicator("900", "Agency spend zq91", audience="internal")
    small = books.indicator("901", "Few", unit="count", per="1", disclosure="people", over="sum")
    framework = books.FRAMEWORK + "disclosure:\n  groups:\n    people: {minimum: 7}\n"
    data = books.write(
        tmp_path / "data",
        framework,
        indicators=[*rows["indicators"], secret, small],
        observations=[
            *rows["observations"],
            "900,X1,2025-26 Q1,,918273645,,,,,2025-07-20",
            "901,X1,2025-26 Q1,,6,,,,,2025-07-20",
        ],
    )
    site = written(edition(data), tmp_path / "public")
    every = b"".join(content for _, content in every_string(site))
    assert b"zq91" not in every
    assert b"918273645" not in every
    assert [r["value"] for r in rows_of(site / "downloads" / "901.csv")] == [""]
    for name in ("quarter.xlsx", "quarter.ods"):
        (few,) = [r for r in sheets_of(site / "downloads" / name)["Figures"] if r["Code"] == "901"]
        assert few["Value"] == few["Mark"] == "[c]"
    held = packaged(site / "downloads" / "quarter.zip", "observations")
    assert [(r["value"], r["status"]) for r in held if r["indicator"] == "901"] == [("", "c")]
    inside = written(edition(data, Audience.INTERNAL), tmp_path / "internal")
    assert any(b"zq91" in content for _, content in every_string(inside))


WRITE = """
import hashlib, sys
from pathlib import Path
from tests.site.downloaded import edition, written
site = written(edition(Path(sys.argv[1])), Path(sys.argv[2]))
for path in sorted(site.rglob("*")):
    if path.is_file():
        print(path.relative_to(site), hashlib.sha256(path.read_bytes()).hexdigest())
"""


@pytest.mark.slow
def test_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed and declared day change nothing."""
    made = []
    for number, changed in enumerate(
        (
            {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
            {"TZ": "America/Lima", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1"}
            | {"LC_ALL": "C.UTF-8"},
        )
    ):
        folder = tmp_path / str(number) / "elsewhere"
        data = books.write(folder / "data")
        done = subprocess.run(
            [sys.executable, "-c", WRITE, str(data), str(folder / "site")],
            cwd=ROOT,
            env=os.environ | changed,
            capture_output=True,
            text=True,
            check=True,
        )
        made.append(done.stdout)
    assert made[0] == made[1]
    assert "downloads/quarter.xlsx" in made[0]
