"""Issue, fill in as a person would, collect: the findings change as they should."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import pmf
from tests.intake.arrivals import book
from tests.intake.typist import type_into

QUARTER = "2025-26 Q2"


def issued(data: Path, out: Path) -> Path:
    """Issue the one return there is to issue."""
    ran = pmf(
        "returns", "issue", "--quarter", QUARTER, "--data", str(data), "--out", str(out), "--json"
    )
    (one,) = json.loads(ran.stdout)
    assert (one["directorate"], one["figures"], one["due"]) == ("housing", 3, "2025-10-20")
    return Path(one["path"])


def addresses(path: Path) -> dict[tuple[str, str], str]:
    """Where each indicator's cells to fill in are."""
    sheet = openpyxl.load_workbook(path)["Figures"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Code")
    names = {cell.column: str(cell.value) for cell in head}
    return {
        (str(row[0].value), names[cell.column]): cell.coordinate
        for row in sheet.iter_rows(min_row=head[0].row + 1)
        for cell in row
        if row[0].value and not cell.protection.locked
    }


def typed(path: Path, target: Path, figures: dict[tuple[str, str], str]) -> None:
    """Fill it in with openpyxl: the figures as numbers, all else as text."""
    workbook = openpyxl.load_workbook(path)
    at = addresses(path)
    for place, text in figures.items():
        number = text.replace(".", "", 1).isdigit()
        workbook["Figures"][at[place]] = float(text) if number else text
    workbook.save(target)


def by_libreoffice(path: Path, target: Path, figures: dict[tuple[str, str], str]) -> None:
    at = addresses(path)
    type_into(path, target, {at[place]: text for place, text in figures.items()})


FILLERS = {
    "openpyxl": (typed, ".xlsx"),
    "LibreOffice": (by_libreoffice, ".xlsx"),
    "LibreOffice's own format": (by_libreoffice, ".ods"),
}


@pytest.mark.parametrize("filler", FILLERS)
def test_what_is_filled_in_is_what_is_found(filler: str, tmp_path: Path) -> None:
    """Three figures of housing: a share, a count with thousands and one that is not available.

    Before, there is nothing to report for the quarter; then 74 of 100 is 74%, and 1,056 waiting
    is accepted for the reason in the workbook.
    """
    fill, ending = FILLERS[filler]
    data = book(tmp_path)
    assert pmf("findings", "--quarter", QUARTER, "--data", str(data)).returncode == 2
    path = issued(data, tmp_path / "issued")
    target = tmp_path / f"filled{ending}"
    fill(
        path,
        target,
        {
            ("101", "Numerator"): "74",
            ("101", "Denominator"): "100",
            ("102", "Value"): "1,056",
            ("102", "If it looks unusual, why it is right"): "Two lists were joined",
            ("103", "Mark"): "not available",
            ("103", "Note"): "The system was down",
        },
    )
    ran = pmf("returns", "collect", str(target), "--data", str(data), "--yes")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Would be added: 3 to observations (3 new, 0 changed)." in ran.stdout
    assert "Looks wrong, accepted: 102 Households waiting" in ran.stdout
    found = json.loads(pmf("findings", "--data", str(data), "--json").stdout)
    assert found["quarter"] == QUARTER
    values = {(f["indicator"], f["organisation"]): f["value"] for f in found["findings"]}
    assert values["101", "X1"] == 74.0
    assert values["102", "X1"] == 1056.0
    last = {f["indicator"]: f["period"] for f in found["findings"]}
    assert (last["102"], last["103"]) == (QUARTER, "2025-26 Q1"), "the last with a figure"
    ledger = (data / "observations.csv").read_text(encoding="utf-8").splitlines()[-3:]
    assert [line.rsplit(",", 1)[0] for line in ledger] == [
        "101,X1,2025-26 Q2,,,74,100,,",
        "102,X1,2025-26 Q2,,1056,,,,",
        "103,housing,2025-26 Q2,,,,,x,The system was down",
    ]
    again = pmf("returns", "collect", str(target), "--data", str(data), "--yes")
    assert "Nothing to add: all of it is there already." in again.stdout
    told = pmf("returns", "status", "--quarter", QUARTER, "--data", str(data), "--json")
    (one,) = json.loads(told.stdout)
    assert (one["missing"], one["state"]) == ([], "complete"), "that there is none is an answer"


def test_what_cannot_be_read_is_named_by_its_cell(tmp_path: Path) -> None:
    """Three bad cells are told at once, with what to type; nothing is added, no traceback."""
    data = book(tmp_path)
    path = issued(data, tmp_path / "issued")
    target = tmp_path / "filled.xlsx"
    typed(
        path,
        target,
        {
            ("101", "Numerator"): "about 74",
            ("101", "Denominator"): "100",
            ("102", "Value"): "(12)",
            ("103", "Numerator"): "24",
        },
    )
    before = (data / "observations.csv").read_bytes()
    ran = pmf("returns", "collect", str(target), "--data", str(data), "--yes")
    assert ran.returncode == 1
    at = addresses(path)
    lines = ran.stderr.splitlines()
    assert lines[0] == "3 faults found:"
    for place in (("101", "Numerator"), ("102", "Value"), ("103", "Denominator")):
        told = [line for line in lines if f"filled.xlsx, cell Figures!{at[place]}: " in line]
        assert len(told) == 1, (place, lines)
    assert "Traceback" not in ran.stderr
    assert (data / "observations.csv").read_bytes() == before
    assert not (data / "receipts.csv").exists()


def test_nothing_is_added_unless_someone_says_so(tmp_path: Path) -> None:
    """Without --yes and without anyone to ask, what would be added is shown and no more."""
    data = book(tmp_path)
    path = issued(data, tmp_path / "issued")
    target = tmp_path / "filled.xlsx"
    typed(path, target, {("102", "Value"): "56"})
    before = (data / "observations.csv").read_bytes()
    ran = pmf("returns", "collect", str(target), "--data", str(data))
    assert ran.returncode == 1
    assert "Would be added: 1 to observations" in ran.stdout
    assert "Say --yes" in ran.stdout
    assert (data / "observations.csv").read_bytes() == before


def test_a_late_figure_is_collected_once_and_can_be_corrected(tmp_path: Path) -> None:
    """The workbook asked for a quarter that was missing; when it is in, the same workbook brings
    nothing, and with another figure it is a correction."""
    data = book(tmp_path)
    ledger = data / "observations.csv"
    kept = [r for r in ledger.read_text("utf-8").splitlines() if "102,X1,2025-26 Q1" not in r]
    ledger.write_text("\n".join(kept) + "\n", "utf-8")
    ran = pmf("returns", "issue", "--quarter", QUARTER, "--data", str(data), "--out", str(tmp_path))
    path = tmp_path / "housing-2025-26-q2.xlsx"
    assert ran.returncode == 0
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Figures"]
    at = {str(cell.value): cell.column for cell in sheet[3]}
    late = next(row for row in range(4, 9) if sheet.cell(row, at["Period"]).value == "2025-26 Q1")
    for figure, expected in ((55, "1 new, 0 changed"), (55, "already"), (56, "0 new, 1 changed")):
        sheet.cell(late, at["Value"]).value = figure
        workbook.save(tmp_path / "filled.xlsx")
        ran = pmf("returns", "collect", str(tmp_path / "filled.xlsx"), "--data", str(data), "--yes")
        assert ran.returncode == 0, ran.stderr
        assert expected in ran.stdout
