"""Nothing that is withheld can be worked out from all that was ever published.

The demonstration council's figures are revised before each report. A reader keeps every report,
its downloads, its groups and its revisions, and solves for what he was not shown.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.site.downloads import figures
from pmf_analysis.site.downloads.plain import csv_text
from pmf_analysis.tables.book import Book
from tests.conftest import ROOT
from tests.tables.attacker import Form, Reader, minus, plus

COUNCIL = "E06000999"
MINIMUM = 5
REPORTS = 27 if os.environ.get("PMF_PROVE") else 5
COUNTED, SHARED = "1006", "605"  # a count of six directorates; a share of the council, by age
Cell = tuple[str, str, str, str]  # indicator, organisation, breakdown, period
Row = dict[str, str]


def observed(folder: Path) -> list[Row]:
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["indicator"] in {COUNTED, SHARED}]


def revised(folder: Path, days: list[dt.date]) -> None:
    """Give one directorate after another another count before each report."""
    rows = [row for row in observed(folder) if row["indicator"] == COUNTED and row["value"]]
    with (folder / "observations.csv").open("a", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        for k, day in enumerate(days):
            there = [
                row for row in rows if row["recorded_on"] < (day - dt.timedelta(90)).isoformat()
            ]
            for row in there[k % 5 :: 11]:
                count = str((int(row["value"]) * 3 + k) % 9)
                late = {"value": count, "status": "r", "note": "Counted again"}
                out.writerow(row | late | {"recorded_on": (day - dt.timedelta(3)).isoformat()})


@pytest.fixture(scope="module")
def reported(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Book, dict[Period, dt.date], list[Row]]:
    """The two guarded indicators, the days of their last reports, and their rows."""
    folder = tmp_path_factory.mktemp("revised") / "data"
    shutil.copytree(ROOT / "data", folder)
    dates = flow.load(folder).framework.quarters
    ended = {q: d.publication for q, d in dates.items() if d.publication and str(q) < "2025-26 Q3"}
    days = dict(list(ended.items())[-REPORTS:])
    revised(folder, list(days.values()))
    book = flow.load(folder)
    guarded = {code: book.indicators[code] for code in (COUNTED, SHARED)}
    tables = {name: book[name] for name in ("observations", "targets", "events", "benchmarks")}
    tables = {name: table[table["indicator"].isin(guarded)] for name, table in tables.items()}
    tables |= {name: book[name].iloc[:0] for name in ("links", "objectives", "responses")}
    return book.replace(**tables).with_indicators(guarded), days, observed(folder)


def standing(rows: list[Row], day: dt.date) -> dict[Cell, tuple[int, Row]]:
    """The latest row of each cell by a day, with its place in the file."""
    found: dict[Cell, tuple[int, Row]] = {}
    order = sorted(range(len(rows)), key=lambda k: rows[k]["recorded_on"])
    for k in order:
        row = rows[k]
        if row["recorded_on"] <= day.isoformat():
            cell = (row["indicator"], row["organisation"], row["breakdown"], row["period"])
            found[cell] = (k, row)
    return found


def form(stood: dict[Cell, tuple[int, Row]], cell: Cell) -> Form:
    """A cell as a sum of rows: its own, or for the council those of its directorates."""
    if cell in stood:
        return {stood[cell][0]: 1.0}
    code, organisation, group, period = cell
    assert (code, organisation, group) == (COUNTED, COUNCIL, "")
    return {k: 1.0 for (c, _, _, p), (k, _) in stood.items() if (c, p) == (code, period)}


def counted(row: Row) -> float | None:
    text = row["numerator"] or row["value"]
    return float(text) if text else None


def said(found: Findings) -> Iterator[tuple[str, Cell, float, float | None]]:
    """Every number of a quarter's report: the quarter it stood in, cell, figure, numerator."""
    text = csv_text(figures.REPORTED, figures.reported(found.findings))
    for row in csv.DictReader(io.StringIO(text)):
        cell = (row["indicator"], row["organisation"], "", row["period"])
        if row["value"]:
            numerator = float(row["numerator"]) if row["numerator"] else None
            yield found.quarter, cell, float(row["value"]), numerator
    yield from written(found.quarter, flow.document(found))


def written(quarter: str, document: dict[str, Any]) -> Iterator[tuple[str, Cell, float, None]]:
    """Every figure of the document."""
    for entry in document["findings"]:
        for when, what in (
            ("period", "value"),
            ("previous_period", "previous_value"),
            ("last_year_period", "last_year_value"),
        ):
            if entry[what] is not None:
                cell = (entry["indicator"], entry["organisation"], "", entry[when])
                yield quarter, cell, entry[what], None
    for breakdown in document["picture"]["breakdowns"]:
        for group in (g for g in breakdown["groups"] if g["value"] is not None):
            name = f"{breakdown['kind']}: {group['name']}"
            cell = (breakdown["indicator"], COUNCIL, name, breakdown["period"])
            yield quarter, cell, group["value"], None
    for revision in document["picture"]["revisions"]:
        if revision["was"] is not None:
            cell = (revision["indicator"], revision["organisation"], "", revision["period"])
            yield revision["published_in"], cell, revision["was"], None


def reader_of(
    book: Book, days: dict[Period, dt.date], rows: list[Row], who: Audience
) -> tuple[Reader, int]:
    """Write down every number of every report; how many told of a revision."""
    reader, revisions = Reader(), 0
    known: set[tuple[object, float]] = set()
    stood = {str(quarter): standing(rows, day) for quarter, day in days.items()}
    for quarter, day in days.items():
        found = flow.find(book, quarter, who, day)
        revisions += len(found.picture.revisions)
        for when, cell, figure, numerator in said(found):
            if when not in stood:
                continue
            at, count = form(stood[when], cell), figure
            if cell[0] == SHARED:
                count = round(figure * float(stood[when][cell][1]["denominator"]) / 100)
                assert numerator in {None, count}
            if (tuple(at), count) not in known:
                known.add((tuple(at), count))
                reader.learns(at, count)
    for here in stood.values():
        wholes = [cell for cell in here if cell[0] == SHARED and not cell[2]]
        for code, organisation, _, period in wholes:
            groups = [c for c in here if c[0] == code and c[2] and c[3] == period]
            if groups:
                parts = plus(*(form(here, group) for group in groups))
                reader.learns(plus(parts, minus(form(here, (code, organisation, "", period)))), 0)
    return reader, revisions


@pytest.mark.parametrize("who", list(Audience))
def test_no_reader_of_every_report_works_out_what_was_withheld(
    reported: tuple[Book, dict[Period, dt.date], list[Row]], who: Audience
) -> None:
    """Downloads, figures, groups and revisions of the last reports, in either edition."""
    book, days, rows = reported
    reader, revisions = reader_of(book, days, rows, who)
    assert revisions
    secrets: dict[tuple[object, ...], Form] = {}
    for day in days.values():
        here = standing(rows, day)
        wholes = {(COUNTED, COUNCIL, "", period) for code, *_, period in here if code == COUNTED}
        for cell in [*here, *wholes]:
            at = form(here, cell)
            counts = [counted(rows[int(str(k))]) for k in at]
            if None in counts and len(at) > 1:
                continue  # a whole that was not made
            count = None if counts[0] is None else sum(n for n in counts if n is not None)
            if count is None or 1 <= count < MINIMUM:
                secrets[tuple(at)] = at
    assert len(secrets) > 50
    assert [key for key, at in secrets.items() if reader.works_out(at) is not None] == []
