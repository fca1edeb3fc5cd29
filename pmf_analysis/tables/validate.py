"""Check every cell against its table's schema and say all that is wrong at once."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.period import Period, PeriodError
from pmf_analysis.framework.profile import Framework
from pmf_analysis.tables import consistency, references
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.columns import RECORDED_ON, Cell, Column, Table
from pmf_analysis.tables.schemas import TABLES
from pmf_analysis.tables.typed import catalogue, typed

__all__ = ["book"]

CODE = r"[A-Za-z0-9][A-Za-z0-9_-]*"
_PATTERNS = {
    Cell.NUMBER: (r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", "a number without units or commas"),
    Cell.INTEGER: (r"[+-]?\d+(\.0+)?", "a whole number"),
    Cell.CODE: (CODE, "a code of letters, digits and hyphens"),
}
# Text is kept the same way whether or not Arrow is installed, which pandas would prefer.
TEXT = pd.StringDtype("python", na_value=np.nan)
LARGEST = 1e15  # beyond this a double no longer holds every whole number
MIDNIGHT = "T00:00:00"
PERIOD_EXAMPLES = "a period such as Apr 2025, 2025-26 Q1, 2025-26, 2025 or 2024/25 autumn"


@dataclass(frozen=True)
class _Known:
    """The codes that each kind of reference may use."""

    codes: Mapping[str, frozenset[str] | None]
    year_starts: int


def book(
    framework: Framework, frames: Mapping[str, pd.DataFrame], faults: Iterable[Fault] = ()
) -> Book:
    """Check the tables and return them typed.

    Parameters
    ----------
    framework : Framework
        The council's profile, whose codes the tables refer to.
    frames : mapping of str to DataFrame
        Per table, every cell as text, indexed by line; not changed.
    faults : iterable of Fault
        What is already known to be wrong with the files.

    Raises
    ------
    FaultsFound
        Everything wrong in every table, with `faults`.
    """
    frames = {name: frame.astype(TEXT) for name, frame in frames.items()}
    found = list(faults)
    unreadable = {fault.file for fault in found}
    known = _known(framework, frames, unreadable)
    checked: dict[str, pd.DataFrame] = {}
    for name, table in TABLES.items():
        if name in frames:
            wrong, usable = _table_faults(table, frames[name], known)
            found += wrong
            if usable is not None:
                checked[name] = typed(table, usable)
        elif table.required and f"{name}.csv" not in unreadable:
            found.append(Fault(f"{name}.csv", None, "", "this table", "no file", _REQUIRED))
    indicators: Mapping[str, Indicator] = catalogue(checked.get("indicators"))
    found += consistency.faults(framework, indicators, checked)
    found += references.faults(framework, checked, frames, unreadable)
    if found:
        raise FaultsFound(found)
    empty = {name: typed(table, _no_rows(table)) for name, table in TABLES.items()}
    kept = frozenset(checked)
    tables = empty | checked
    del tables["indicators"]
    return Book(framework, indicators, tables, kept)


_REQUIRED = "Every book of data needs it"


def _no_rows(table: Table) -> pd.DataFrame:
    return pd.DataFrame(columns=[c.name for c in table.all_columns], dtype=TEXT)


def _known(
    framework: Framework, frames: Mapping[str, pd.DataFrame], unreadable: Collection[str]
) -> _Known:
    def column(table: str, name: str) -> frozenset[str] | None:
        """None where the file itself is at fault: nobody can tell which codes it has."""
        frame = frames.get(table)
        if f"{table}.csv" in unreadable or (frame is not None and name not in frame):
            return None
        return frozenset(frame[name]) if frame is not None else frozenset()

    codes = {
        "indicator": column("indicators", "indicator"),
        "organisation": frozenset(framework.organisations),
        "theme": frozenset(t.code for t in framework.themes),
        "mission": frozenset(m.code for m in framework.missions),
        "perspective": frozenset(p.code for p in framework.perspectives),
        "directorate": frozenset(d.code for d in framework.directorates),
        "service": frozenset(s.code for d in framework.directorates for s in d.services),
        "group": column("neighbours", "group"),
        "board": frozenset(g.code for g in framework.groups),
        "action": column("actions", "action"),
        "risk": column("risks", "risk"),
        "disclosure": frozenset(framework.disclosure.groups),
    }
    return _Known(codes, framework.council.year_starts)


def _table_faults(
    table: Table, frame: pd.DataFrame, known: _Known
) -> tuple[list[Fault], pd.DataFrame | None]:
    """What is wrong with a table, and the rows that are right cell by cell."""
    faults = list(_header_faults(table, frame))
    if faults:
        return faults, None
    faults = list(_duplicate_faults(table, frame))
    try:
        _schema(table, known).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = list(_cases(error.failure_cases))
        faults += [_fault(table, case, known) for case in cases]
        return faults, frame.drop(index=[row for row, *_ in cases if row is not None])
    return faults, frame


def _header_faults(table: Table, frame: pd.DataFrame) -> Iterable[Fault]:
    file = f"{table.name}.csv"
    wanted = [column.name for column in table.all_columns]
    unknown = [str(name) for name in dict.fromkeys(frame.columns) if name not in wanted]
    for name in wanted:
        if name not in frame.columns:
            near = difflib.get_close_matches(name, unknown, n=1)
            advice = f"Is it the one called {near[0]!r}?" if near else ""
            unknown = [other for other in unknown if other not in near]
            yield Fault(file, 1, name, "this column", "a header without it", advice)
        elif list(frame.columns).count(name) > 1:
            yield Fault(file, 1, name, "each column once", "the same column twice")
    for name in unknown:
        yield Fault(file, 1, name, "only known columns", "a column not known here")


def _schema(table: Table, known: _Known) -> pa.DataFrameSchema:
    columns = {
        c.name: pa.Column(None, _checks(c, known), nullable=False) for c in table.all_columns
    }
    return pa.DataFrameSchema(columns, strict=True)


def _checks(column: Column, known: _Known) -> list[pa.Check]:
    """What each cell must satisfy; a check's `error` is what the analyst reads as expected."""
    checks: list[pa.Check] = []
    if column.required:
        checks.append(pa.Check(lambda cells: cells != "", error="a value"))
    if column.cell in _PATTERNS:
        pattern, words = _PATTERNS[column.cell]
        checks.append(_check(lambda cells: cells.str.fullmatch(pattern), words))
    least, most = column.least, column.most
    if least is not None and most is not None:
        words = f"a whole number from {least} to {most}"
        checks.append(_check(lambda cells: ~_outside(cells, least, most), words))
    checks += _cell_checks(column, known)
    codes = known.codes[column.refers] if column.refers else None
    if codes is not None:
        checks.append(_check(lambda cells: cells.isin(codes), _REFERS_TO[column.refers]))
    return checks


def _cell_checks(column: Column, known: _Known) -> Iterable[pa.Check]:
    """What the kind of cell asks for."""
    match column.cell:
        case Cell.NUMBER:
            words = "a number that can be reckoned with"
            yield _check(lambda cells: ~_outside(cells, -LARGEST, LARGEST), words)
        case Cell.DATE:
            yield _check(_is_date, "a date like 2025-12-02")
        case Cell.MOMENT:
            words = "a date like 2025-12-02, or a moment like 2025-12-02T14:05:09"
            yield _check(_is_moment, words)
        case Cell.PERIOD:
            yield _check(lambda cells: _is_period(cells, known), PERIOD_EXAMPLES)
        case Cell.YES:
            yield _check(lambda cells: cells == "yes", "yes, or nothing")
        case Cell.CHOICE:
            words = "one of " + ", ".join(column.choices)
            yield _check(lambda cells: cells.isin(column.choices), words)


_REFERS_TO = {
    "indicator": "an indicator that is in indicators.csv",
    "organisation": "the council, a directorate or a service of framework.yml",
    "theme": "a theme of framework.yml",
    "mission": "a mission of framework.yml",
    "perspective": "a perspective of framework.yml",
    "directorate": "a directorate of framework.yml",
    "service": "a service of framework.yml",
    "group": "a group that is in neighbours.csv",
    "board": "a group of framework.yml",
    "action": "an action that is in actions.csv",
    "risk": "a risk that is in risks.csv",
    "disclosure": "a disclosure group of framework.yml",
}


def _check(right: Callable[[pd.Series], pd.Series], expected: str) -> pa.Check:
    """A check that leaves empty cells alone."""
    return pa.Check(lambda cells: (cells == "") | right(cells), error=expected)


def _outside(cells: pd.Series, least: float, most: float) -> pd.Series:
    """Numbers beyond the bounds; what is no number has its fault from its pattern."""
    numbers = pd.to_numeric(cells, errors="coerce")
    return (numbers < least) | (numbers > most)


def _is_date(cells: pd.Series) -> pd.Series:
    shaped = cells.str.fullmatch(r"\d{4}-\d{2}-\d{2}")
    return shaped & pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna()


def _is_moment(cells: pd.Series) -> pd.Series:
    shaped = cells.str.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?")
    return shaped & pd.to_datetime(cells, format="ISO8601", errors="coerce").notna()


def _is_period(cells: pd.Series, known: _Known) -> pd.Series:
    def readable(text: str) -> bool:
        try:
            Period.parse(text, known.year_starts)
        except PeriodError:
            return False
        return True

    return cells.map({text: readable(text) for text in cells.unique()}).astype(bool)


def _cases(cases: pd.DataFrame) -> Iterable[tuple[int | None, str, str, str]]:
    for case in cases.to_dict("records"):
        row = None if pd.isna(case["index"]) else int(case["index"])
        yield row, str(case["column"]), str(case["check"]), str(case["failure_case"])


def _fault(table: Table, case: tuple[int | None, str, str, str], known: _Known) -> Fault:
    row, name, expected, got = case
    column = next((c for c in table.all_columns if c.name == name), None)
    advice = ""
    if column is not None and column.refers:
        near = difflib.get_close_matches(got, sorted(known.codes[column.refers] or ()), n=1)
        advice = f"Did you mean {near[0]!r}?" if near else ""
    return Fault(f"{table.name}.csv", row, name, expected, repr(got) if got else "nothing", advice)


def _duplicate_faults(table: Table, frame: pd.DataFrame) -> Iterable[Fault]:
    key = list(table.key)
    if table.ledger:
        key.append(RECORDED_ON.name)
        # A day is the moment at which it begins.
        moments = frame[RECORDED_ON.name].str.removesuffix(MIDNIGHT)
        frame = frame.assign(**{RECORDED_ON.name: moments})
    seen: dict[tuple[str, ...], int] = {}
    twice = frame[frame.duplicated(key, keep=False)]
    for row, *cells in twice[key].itertuples(name=None):
        values = tuple(cells)
        if values in seen:
            what = ", ".join(v for v in values if v)
            got = f"{what} again, as in row {seen[values]}"
            advice = "A revision needs a later recorded_on" if table.ledger else ""
            yield Fault(f"{table.name}.csv", row, key[0], "each key once", got, advice)
        else:
            seen[values] = row
