"""Read a return that came back: every figure, or every fault with the address of its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.sources.arrival import Arrival, LeftOut, digest
from pmf_analysis.sources.workbook.cells import Cell, Refused, open_sheets
from pmf_analysis.sources.workbook.figures import Taken, read_row
from pmf_analysis.sources.workbook.form import Form, Key, Series
from pmf_analysis.sources.workbook.issued import refuse_another
from pmf_analysis.sources.workbook.keys import Keys
from pmf_analysis.sources.workbook.layout import FIGURES, PARTS, Heading, words
from pmf_analysis.sources.workbook.rows import Row, find_rows

__all__ = ["read"]

COLUMNS = (
    *("indicator", "organisation", "period", "breakdown"),
    *("value", "numerator", "denominator", "status", "note"),
)
NOTHING = "nothing filled in"


@dataclass(frozen=True)
class _Entry:
    """One figure on its way into the table."""

    key: Key
    taken: Taken
    note: str
    why: str
    row: Row


def read(content: bytes, file: str, form: Form) -> Arrival:
    """Read a return.

    Parameters
    ----------
    content : bytes
        The workbook.
    file : str
        Its name.
    form : Form
        What the directorate was asked for.

    Returns
    -------
    Arrival
        Its figures as rows of ``observations``; the rows that gave none are left out by reason.

    Raises
    ------
    FaultsFound
        It is no workbook, not the one of this form, or a cell cannot be taken: all such cells.
    """
    sheets = open_sheets(content, file)
    refuse_another(sheets, file, form)
    faults: list[Fault] = []
    rows = tuple(find_rows(sheets, file, faults))
    if not rows and not faults:
        expected = f"a table with the columns {Heading.CODE} and {', '.join(FIGURES)}"
        advice = "Send the workbook that was issued, or its sheet Figures"
        raise FaultsFound([Fault(file, None, "", expected, "none", advice)])
    entries, left_out = _sort(rows, Keys(form), file, faults)
    kept = _once(entries, left_out, file, faults)
    if faults:
        raise FaultsFound(dict.fromkeys(faults))
    return Arrival(
        ArrivalKind.RETURN,
        file,
        digest(content),
        len(rows),
        {"observations": _frame(kept)},
        tuple(sorted(left_out)),
        form.directorate,
        form.quarter,
        reasons={entry.key: entry.why for entry in kept if entry.why},
        accepted_by=form.role,
    )


def _sort(
    rows: tuple[Row, ...], keys: Keys, file: str, faults: list[Fault]
) -> tuple[list[_Entry], list[LeftOut]]:
    """The figures, and the rows that give none."""
    entries: list[_Entry] = []
    left_out: list[LeftOut] = []
    for row in rows:
        series = keys.series(row)
        if series is not None:
            faults += _missing_columns(row, series, file)
        if not row.gives:
            left_out.append(LeftOut(row.number, _why_nothing(row, known=series is not None)))
            continue
        try:
            match = keys.match(row)
        except Refused as refused:
            faults.append(refused.fault(file))
            continue
        taken = read_row(row, match.series, file, match.status)
        if isinstance(taken, Taken):
            note, why = (words(row.cell(name).value) for name in (Heading.NOTE, Heading.WHY))
            entries.append(_Entry(match.key, taken, note, why, row))
        else:
            faults += taken
    return entries, left_out


def _missing_columns(row: Row, series: Series, file: str) -> Iterator[Fault]:
    """Columns without which a figure that is asked for would be overlooked."""
    for name in PARTS if series.has_parts else (Heading.VALUE,):
        if name not in row.cells:
            expected, advice = f"a column headed {name}", "Give the column its heading back"
            yield Fault(file, None, "", expected, "none", advice, row.header)


def _why_nothing(row: Row, *, known: bool) -> str:
    said = [words(row.cell(name).value) for name in (Heading.NOTE, Heading.WHY)]
    if known and any(said):
        return f"no figure, only a note: {' '.join(filter(None, said))}"
    return NOTHING if known else "a remark, not a figure"


def _once(
    entries: list[_Entry], left_out: list[LeftOut], file: str, faults: list[Fault]
) -> list[_Entry]:
    """Each figure once; the same one again is left out, another one for it is a fault."""
    kept: dict[Key, _Entry] = {}
    for entry in entries:
        first = kept.setdefault(entry.key, entry)
        if first is entry:
            continue
        place = _place(first)
        if first.taken != entry.taken:
            expected = f"the same figure as in {place.address}, or the row once"
            faults.append(Refused(_place(entry), expected, _told(entry.taken)).fault(file))
        left_out.append(LeftOut(entry.row.number, f"the same figure as in {place.address}"))
        kept[entry.key] = replace(
            first, note=_both(first.note, entry.note), why=_both(first.why, entry.why)
        )
    return list(kept.values())


def _place(entry: _Entry) -> Cell:
    """The cell that gave an entry."""
    cells = (entry.row.cell(name) for name in (*FIGURES, Heading.MARK))
    return next(cell for cell in cells if not cell.empty)


def _told(taken: Taken) -> str:
    if taken.numerator:
        return f"{taken.numerator} of {taken.denominator}"
    return taken.value or f"the mark {taken.status}"


def _both(first: str, second: str) -> str:
    return first if second in first else f"{first} {second}".strip()


def _frame(entries: list[_Entry]) -> pd.DataFrame:
    cells = [
        (*entry.key, "", *_figures(entry.taken), entry.taken.status, entry.note)
        for entry in entries
    ]
    index = pd.Index([entry.row.number for entry in entries], dtype=int)
    return pd.DataFrame(cells, columns=list(COLUMNS), index=index, dtype=str)


def _figures(taken: Taken) -> tuple[str, str, str]:
    return taken.value, taken.numerator, taken.denominator
