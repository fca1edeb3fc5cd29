"""LibreOffice opens what was issued, works out its formulas, and writes what can be read back."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from pmf_analysis.sources.workbook import collect
from pmf_analysis.sources.workbook.issued import issued
from tests.sources.workbook.forms import (
    FILE,
    FORM,
    HEADER,
    LINES,
    at,
    faults,
    figures,
    fill,
    opened,
    row_of,
)

Q1 = "2025-26 Q1"
TRUTH = '"TRUE";"TRUE";"FALSE"'  # how LibreOffice shows yes or no
PATIENCE = 120  # seconds for one conversion on a busy machine


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A filled workbook as LibreOffice saves it, in each of its formats."""
    folder = tmp_path_factory.mktemp("libreoffice")
    book = opened()
    sheet = book["Figures"]
    fill(sheet, row_of(0), Numerator="=40+5", Denominator=100, Note="Sum of two teams")
    fill(sheet, row_of(1), Value=0.453, Mark="provisional")
    sheet.cell(row_of(1), at(sheet, "Value")).number_format = "0.0%"
    fill(sheet, row_of(2), Value="1,234")
    fill(sheet, row_of(3), Mark="not available")
    fill(sheet, row_of(4), Value=12.345678)
    fill(sheet, row_of(7), Value="yes", Why="New certificate")
    fill(sheet, row_of(8), Value=50)
    return {"xlsx": _save_as("xlsx", book, folder)} | {
        kind: _save_as(kind, book, folder / kind) for kind in ("ods", "xls")
    }


def _save_as(kind: str, book: openpyxl.Workbook, folder: Path) -> bytes:
    """Let LibreOffice open a workbook and save it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.fail("LibreOffice is needed for this test: install libreoffice-calc")
    folder.mkdir(exist_ok=True)
    asked = folder / "filled.xlsx"
    book.save(asked)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "saved"),
        str(asked),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return (folder / "saved" / f"filled.{kind}").read_bytes()


EXPECTED = {
    ("101", "X1", Q1): ("", "45", "100", ""),
    ("102", "X1", Q1): ("45.3", "", "", "p"),
    ("103", "X1", Q1): ("1234", "", "", ""),
    ("103", "housing", Q1): ("", "", "", "x"),
    ("104", "X1", "Apr 2025"): ("12.345678", "", "", ""),
    ("105", "X1", "2024-25"): ("1", "", "", ""),
    ("106", "X1", Q1): ("50", "", "", ""),
}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_every_figure_comes_back(filled: dict[str, bytes], kind: str) -> None:
    """Formulas have their results, percentages their meaning, texts their numbers."""
    arrival = collect.read(filled[kind], FILE, FORM)
    assert figures(arrival) == EXPECTED
    assert arrival.reasons == {("105", "X1", "2024-25"): "New certificate"}
    assert arrival.tables["observations"]["note"].iloc[0] == "Sum of two teams"
    assert arrival.rows == len(LINES)
    told = issued(filled[kind], FILE)
    assert told is not None
    assert told.quarter == FORM.quarter


def test_an_old_workbook_does_not_say_how_percentages_are_shown(filled: dict[str, bytes]) -> None:
    """In .xls 0.453 may be 45.3 per cent: it is asked, and nothing is guessed."""
    found = faults(lambda: collect.read(filled["xls"], FILE, FORM))
    assert len(found) == 1
    assert "45.3%" in next(iter(found.values()))


def test_an_old_workbook_without_percentages_comes_back(tmp_path: Path) -> None:
    """Counts, parts, marks and months are plain in .xls too."""
    book = opened()
    sheet = book["Figures"]
    fill(sheet, row_of(0), Numerator="=40+5", Denominator=100)
    fill(sheet, row_of(2), Value=1234.5)
    fill(sheet, row_of(4), Mark="n/a")
    assert figures(collect.read(_save_as("xls", book, tmp_path), FILE, FORM)) == {
        ("101", "X1", Q1): ("", "45", "100", ""),
        ("103", "X1", Q1): ("1234.5", "", "", ""),
        ("104", "X1", "Apr 2025"): ("", "", "", "x"),
    }


def test_the_protection_is_still_there(filled: dict[str, bytes]) -> None:
    """The same cells are open, and the check shows the percentage."""
    before = opened()["Figures"]
    after = openpyxl.load_workbook(io.BytesIO(filled["xlsx"]), data_only=True)["Figures"]
    assert after.protection.sheet
    for line in range(len(LINES)):
        for column in range(1, before.max_column + 1):
            locked = before.cell(row_of(line), column).protection.locked
            assert after.cell(row_of(line), column).protection.locked == locked
    assert after.cell(row_of(0), at(before, "Check")).value == 45
    assert after.cell(HEADER, 1).value == "Code"


def test_what_an_open_document_knows_of_its_cells(tmp_path: Path) -> None:
    """Errors, yes or no, and one figure for two rows: the document tells them, values do not."""
    book = opened()
    sheet = book["Figures"]
    fill(sheet, row_of(2), Value="=1/0")
    fill(sheet, row_of(3), Value=True)
    column = at(sheet, "Value")
    sheet.cell(row_of(3), column).number_format = TRUTH
    fill(sheet, row_of(4), Value=12)
    sheet.merge_cells(None, row_of(4), column, row_of(5), column)
    saved = _save_as("ods", book, tmp_path)
    addresses = {f"Figures!{sheet.cell(row_of(line), column).coordinate}" for line in (2, 3, 4)}
    assert set(faults(lambda: collect.read(saved, FILE, FORM))) == addresses
