"""What a workbook that came back says of itself, on the sheet that nobody sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.sources.workbook.cells import Sheet, open_sheets
from pmf_analysis.sources.workbook.form import Form, Key
from pmf_analysis.sources.workbook.layout import HIDDEN_MARK, VERSION, words

__all__ = ["Issued", "issued", "refuse_another"]

LINE = 4  # cells: indicator, organisation, period, recorded


@dataclass(frozen=True)
class Issued:
    """What a workbook was issued for.

    Attributes
    ----------
    council, directorate, quarter : str
        Of whom it asks, and for when.
    recorded : mapping of (indicator, organisation, period) to str
        The figures asked for, and what was there already when it was issued.
    """

    council: str
    directorate: str
    quarter: str
    recorded: Mapping[Key, str]


def issued(content: bytes, file: str) -> Issued | None:
    """Say what a workbook was issued for.

    Parameters
    ----------
    content : bytes
        The workbook.
    file : str
        Its name, for the faults.

    Returns
    -------
    Issued or None
        None where the hidden sheet is gone, as in a sheet pasted into a new workbook.

    Raises
    ------
    FaultsFound
        It is no workbook that can be read, or one of another version of the program.
    """
    return _find(open_sheets(content, file), file)


def refuse_another(sheets: tuple[Sheet, ...], file: str, form: Form) -> None:
    """Refuse a workbook that was issued for something else than a form.

    Parameters
    ----------
    sheets : tuple of Sheet
        The workbook; one without the hidden sheet may be for anything.
    file : str
        Its name, for the faults.
    form : Form
        What was asked.

    Raises
    ------
    FaultsFound
        Council, directorate or quarter are others.
    """
    found = _find(sheets, file)
    if found is None:
        return
    advice = "This is another return: look at its first sheet"
    pairs = (
        ("council", form.council, found.council),
        ("directorate", form.directorate, found.directorate),
        ("quarter", form.quarter, found.quarter),
    )
    faults = [
        Fault(file, None, "", f"a return for the {name} {wanted}", got or "none", advice)
        for name, wanted, got in pairs
        if got != wanted
    ]
    if faults:
        raise FaultsFound(faults)


def _find(sheets: tuple[Sheet, ...], file: str) -> Issued | None:
    """Read the hidden sheet, under any name; a copy of it says the same."""
    for sheet in sheets:
        cells = [tuple(words(value) for value in row[:LINE]) for row in sheet.rows]
        if cells and cells[0][0] == HIDDEN_MARK:
            return _read(cells, file)
    return None


def _read(cells: list[tuple[str, ...]], file: str) -> Issued:
    told = {row[0]: row[1] for row in cells if len(row) == LINE}
    if told.get(HIDDEN_MARK) != str(VERSION):
        expected, got = f"a return of version {VERSION}", f"version {told.get(HIDDEN_MARK)}"
        advice = "Collect it with the version of the program that issued it"
        raise FaultsFound([Fault(file, None, "", expected, got, advice)])
    first = next((at for at, row in enumerate(cells) if row[0] == "indicator"), len(cells)) + 1
    recorded = {(row[0], row[1], row[2]): row[3] for row in cells[first:]}
    return Issued(
        told.get("council", ""), told.get("directorate", ""), told.get("quarter", ""), recorded
    )
