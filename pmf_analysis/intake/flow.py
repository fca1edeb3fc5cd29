"""Getting the data in, spelt once: what is due goes out, what comes back is checked and added."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.period import Frequency, Period, PeriodError
from pmf_analysis.intake import due
from pmf_analysis.intake.delivery import Delivery
from pmf_analysis.intake.status import Returned
from pmf_analysis.intake.status import status as stood
from pmf_analysis.sources import folder
from pmf_analysis.sources.arrival import Arrival, digest
from pmf_analysis.sources.national import ees as education
from pmf_analysis.sources.national import fingertips as health
from pmf_analysis.sources.national import mapping as mappings
from pmf_analysis.sources.national import tidy as tidy_file
from pmf_analysis.sources.national.wanted import Wanted
from pmf_analysis.sources.store import Store, named, open_store
from pmf_analysis.sources.store import copy as copied
from pmf_analysis.sources.workbook.collect import read as read_workbook
from pmf_analysis.sources.workbook.issue import write
from pmf_analysis.sources.workbook.issued import issued
from pmf_analysis.tables import validate
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.reorganisation import predecessors
from pmf_analysis.tables.schemas import TABLES

__all__ = ["Issued", "copy", "ees", "fingertips", "issue", "returned", "status", "tidy"]

ENGLAND = "E92000001"  # GSS code
MAPPINGS = "mappings"  # folder of a book: which published indicator is which of the council's


@dataclass(frozen=True)
class Issued:
    """A workbook that was written for a directorate."""

    path: Path
    directorate: str
    name: str
    figures: int
    due: dt.date | None


def issue(data: str | Path, quarter: str, out: Path | None, today: dt.date) -> list[Issued]:
    """Write a workbook for each directorate that owes the quarter a figure.

    Raises
    ------
    FaultsFound, WrongUse
        The book cannot be read, or there is no such quarter.
    """
    _, book = _opened(data)
    asked = _quarter(book, quarter)
    target = out or Path("_build") / "returns" / asked.slug
    forms = {
        target / f"{form.directorate}-{asked.slug}.xlsx": form
        for form in due.forms(book, asked, today)
        if form.lines
    }
    there = [path.name for path in forms if path.exists()]
    if there:
        raise WrongUse(
            f"{', '.join(there)} in {target}: there already, and may be filled in by now. Move "
            "them away, or name another folder with --out"
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
        for path, form in forms.items():
            write(form, path)
    except OSError as error:
        raise WrongUse(f"{target} cannot be written: {error.strerror}") from None
    return [
        Issued(path, form.directorate, form.directorate_name, len(form.lines), form.due)
        for path, form in forms.items()
    ]


def status(data: str | Path, quarter: str, today: dt.date) -> tuple[Returned, ...]:
    """Return how each directorate's return of a quarter stands.

    Raises
    ------
    FaultsFound, WrongUse
        As `issue`.
    """
    _, book = _opened(data)
    return stood(book, _quarter(book, quarter), today)


def returned(data: str | Path, file: Path, quarter: str = "", directorate: str = "") -> Delivery:
    """Read a workbook that came back.

    Parameters
    ----------
    data : str or Path
        The folder of the book.
    file : Path
        The workbook.
    quarter, directorate : str
        What it is a return for, where it does not say so itself.

    Raises
    ------
    FaultsFound
        Cells that cannot be read without a guess, each by its address.
    WrongUse
        There is no such file, or nobody says what it is a return for.
    """
    store, book = _opened(data)
    content = _content(file)
    said = issued(content, file.name)
    if said:
        for told, meant in ((quarter, said.quarter), (directorate, said.directorate)):
            if told not in {"", meant}:
                raise WrongUse(f"{file.name} is the return of {meant}, not of {told}")
        quarter, directorate = said.quarter, said.directorate
    if not (quarter and directorate):
        raise WrongUse(
            f"{file.name} does not say which return it is; add --quarter and --directorate"
        )
    asked = _quarter(book, quarter)
    forms = {form.directorate: form for form in due.forms(book, asked, dt.date.min)}
    if directorate not in forms:
        known = ", ".join(forms)
        raise WrongUse(f"{directorate!r} is asked for no return; those that are: {known}")
    form = due.as_issued(forms[directorate], said.recorded if said else ())
    arrival = read_workbook(content, file.name, form)
    return _delivery(store, book, arrival, content)


def fingertips(data: str | Path, file: Path, mapping: Path | None) -> Delivery:
    """Read a download of Fingertips.

    Raises
    ------
    FaultsFound
        The file or the mapping cannot be used.
    WrongUse
        There is no such file.
    """
    store, book = _opened(data)
    mapping = mapping or store.folder / MAPPINGS / "fingertips.yml"
    arrival = health.read(_there(file), _wanted(book), mappings.fingertips(mapping))
    return _delivery(store, book, _by(mapping, arrival))


def ees(data: str | Path, file: Path, meta: Path, mapping: Path | None) -> Delivery:
    """Read a data file of Explore Education Statistics with its meta file.

    Raises
    ------
    FaultsFound, WrongUse
        As `fingertips`.
    """
    store, book = _opened(data)
    mapping = mapping or store.folder / MAPPINGS / "ees.yml"
    ways = mappings.ees(mapping)
    arrival = education.read(_there(file), _there(meta), _wanted(book), ways)
    return _delivery(store, book, _by(mapping, arrival))


def tidy(data: str | Path, file: Path, mapping: Path) -> Delivery:
    """Read any file of areas by periods; or one of areas, or of neighbours.

    Raises
    ------
    FaultsFound, WrongUse
        As `fingertips`.
    """
    ways = mappings.tidy(mapping)
    if isinstance(ways, mappings.FiguresMapping):
        store, book = _opened(data)
        figures = tidy_file.read(_there(file), _wanted(book), ways)
        return _delivery(store, book, _by(mapping, figures))
    # Areas and neighbours may come before the book that names them is whole.
    store = open_store(folder.locate(data))
    council = store.read(()).framework.council
    wanted = Wanted(council.code, frozenset(), {}, council.year_starts)
    arrival = tidy_file.read(_there(file), wanted, ways)
    return Delivery(store, _by(mapping, arrival), b"", {}, {}, wanted.year_starts)


def copy(source: str, target: str, data: str | Path) -> dict[str, int]:
    """Copy a book from one place to another, every row of it; return the rows by table.

    Raises
    ------
    FaultsFound
        The book that is copied cannot be used.
    WrongUse
        A place cannot be used, or the target holds rows.
    """
    home = folder.locate(data)
    here, there = named(source, home), named(target, home)
    read = here.read(TABLES)
    validate.book(read.framework, read.tables, read.faults)
    return copied(here, there, TABLES)


def _opened(data: str | Path) -> tuple[Store, Book]:
    store = open_store(folder.locate(data))
    read = store.read(TABLES)
    return store, validate.book(read.framework, read.tables, read.faults)


def _quarter(book: Book, text: str) -> Period:
    try:
        quarter = book.framework.period(text)
    except PeriodError as error:
        raise WrongUse(f"{error}; a quarter is written like 2025-26 Q2") from None
    if quarter.frequency not in {Frequency.QUARTER, Frequency.CALENDAR_QUARTER}:
        raise WrongUse(f"{text} is a {quarter.frequency}, not a quarter like 2025-26 Q2")
    return quarter


def _wanted(book: Book) -> Wanted:
    """The council with England, its neighbours, and those that any of them replaced."""
    council = book.framework.council.code
    mine = book.neighbours[book.neighbours["area"] == council]
    compared = {council, *mine["neighbour"]}
    before = frozenset[str]().union(*(predecessors(book, area) for area in compared))
    areas = frozenset(compared) | before | {ENGLAND}
    return Wanted(council, areas - {council}, book.indicators, book.framework.council.year_starts)


def _by(mapping: Path, arrival: Arrival) -> Arrival:
    return replace(arrival, mapping=digest(mapping.read_bytes()))


def _there(file: Path) -> Path:
    if not file.is_file():
        raise WrongUse(f"there is no file {file}")
    return file


def _content(file: Path) -> bytes:
    return _there(file).read_bytes()


def _delivery(store: Store, book: Book, arrival: Arrival, content: bytes = b"") -> Delivery:
    framework = book.framework
    names = dict(zip(book.areas["area"], book.areas["name"], strict=True))
    names |= {code: framework.organisation_name(code) for code in framework.organisations}
    starts = framework.council.year_starts
    return Delivery(store, arrival, content, book.indicators, names, starts)
