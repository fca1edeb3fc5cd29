"""The demonstration council as it stood on earlier days, beside its CSV files read by hand."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from time import process_time

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.moment import moment
from pmf_analysis.findings.revisions import revisions
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.revision import Revised, Revision
from pmf_analysis.tables.book import Book
from tests.conftest import ROOT

QUARTER = "2025-26 Q2"
COUNCIL = "E06000999"
# What tests/demonstration/README.md says of revisions: of the council's own figures.
CHANGED_RATINGS = {
    ("306", "2024-25 Q3"),
    ("503", "2023-24 Q2"),
    ("503", "2024-25 Q1"),
    ("603", "2024-25 Q4"),
    ("705", "2024-25 Q3"),
    ("709", "2023-24 Q1"),
    ("709", "2024-25 Q4"),
    ("711", "2025-26 Q1"),
    ("R03", "2024-25 Q1"),
}
Cell = tuple[str, str, str]  # indicator, organisation, period


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PER = {row["indicator"]: float(row["per"]) for row in rows("indicators")}
PLACES = {row["indicator"]: int(row["decimals"]) for row in rows("indicators")}
OBSERVED = [row for row in rows("observations") if not row["breakdown"]]


def latest(day: str) -> dict[Cell, dict[str, str]]:
    """Each cell's latest row by a day, read with the csv module alone."""
    kept: dict[Cell, dict[str, str]] = {}
    for row in sorted(OBSERVED, key=lambda row: row["recorded_on"]):
        if row["recorded_on"] <= day:
            kept[row["indicator"], row["organisation"], row["period"]] = row
    return kept


def figure(row: dict[str, str]) -> float | None:
    """A row's figure, from its parts where it has them."""
    if row["numerator"] and row["denominator"]:
        return PER[row["indicator"]] * float(row["numerator"]) / float(row["denominator"])
    return float(row["value"]) if row["value"] else None


def figures(day: str) -> dict[Cell, float]:
    """Every figure that stood on a day, the council's sums of directorates among them."""
    kept = latest(day)
    found = {cell: value for cell, row in kept.items() if (value := figure(row)) is not None}
    parts = defaultdict(list)
    for (code, organisation, period), row in kept.items():
        if organisation != COUNCIL and (code, COUNCIL, period) not in kept:
            parts[code, COUNCIL, period].append(row)
    for cell, below in parts.items():
        if all(row["numerator"] and row["denominator"] for row in below):
            over, under = (sum(float(r[n]) for r in below) for n in ("numerator", "denominator"))
            found[cell] = PER[cell[0]] * over / under
    return found


def shown(code: str, value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-PLACES[code]), ROUND_HALF_UP)


@pytest.fixture(scope="module")
def book() -> Book:
    return flow.load(ROOT / "data")


@pytest.fixture(scope="module")
def ledger(book: Book) -> tuple[Revision, ...]:
    when = moment(book.framework, book.framework.period(QUARTER), None)
    return revisions(book, when, Audience.PUBLIC)


@pytest.mark.parametrize("quarter", ["2023-24 Q1", "2024-25 Q3", "2025-26 Q1"])
def test_an_earlier_quarter_is_rebuilt_to_the_day(quarter: str) -> None:
    """Every figure of the council is the one that its CSV held on the day of publication."""
    dates = flow.load(ROOT / "data").framework.quarters
    day = next(d.publication for q, d in dates.items() if str(q) == quarter)
    assert day is not None
    stood = figures(day.isoformat())
    found = flow.compute(ROOT / "data", quarter, as_at=day)
    compared = 0
    for finding in found.council:
        cell = (finding.indicator, COUNCIL, finding.period)
        if finding.value is not None and cell in stood:
            assert finding.value == pytest.approx(stood[cell], rel=1e-12), cell
            compared += 1
    assert compared > 60


def test_every_revision_is_told_and_no_other(book: Book, ledger: tuple[Revision, ...]) -> None:
    """From one publication to the next, each figure that reads otherwise: by the csv module."""
    revised = {row["indicator"] for row in OBSERVED if row["status"] == "r"}
    this = book.framework.period(QUARTER)
    days = [
        (q, d.publication)
        for q, d in book.framework.quarters.items()
        if d.publication and q <= this
    ]
    expected = set()
    for (quarter, day), (_, until) in pairwise(days):
        then, now = figures(day.isoformat()), figures(until.isoformat())
        for cell, was in then.items():
            code, _, period = cell
            ended = book.framework.period(period).end <= quarter.end
            if code in revised and ended and shown(code, was) != shown(code, now[cell]):
                expected.add((*cell, str(quarter), round(was, 9), round(now[cell], 9)))
    told = {
        (r.indicator, r.organisation, r.period, r.published_in, round(r.was, 9), round(r.now, 9))
        for r in ledger
        if r.revised is Revised.FIGURE and r.was is not None and r.now is not None
    }
    assert told == expected
    assert {"205", "206", "306", "503", "504", "601", "603", "705", "709", "710", "711", "805"} < {
        code for code, *_ in told
    }


def test_each_has_its_note_and_its_day(ledger: tuple[Revision, ...]) -> None:
    """The row of the CSV that changed it says why; of a sum, the newest of its parts."""
    for revision in ledger:
        if revision.revised is Revised.FIGURE:
            mine = [
                row
                for row in OBSERVED
                if (row["indicator"], row["period"]) == (revision.indicator, revision.period)
                and revision.organisation in {COUNCIL, row["organisation"]}
                and row["status"] == "r"
            ]
            newest = max(mine, key=lambda row: row["recorded_on"])
            assert (revision.why, str(revision.changed_on)) == (
                newest["note"],
                newest["recorded_on"],
            )


def test_the_ratings_that_changed_are_those_that_were_planted(ledger: tuple[Revision, ...]) -> None:
    """Of the council's own figures; a target that moved before its first figure changed none."""
    changed = {
        (r.indicator, r.period) for r in ledger if r.rating_changed and r.organisation == COUNCIL
    }
    assert changed == CHANGED_RATINGS
    two = {r.period: r for r in ledger if r.indicator == "503" and r.rating_changed}
    assert [str(two["2024-25 Q1"].rating_was), str(two["2024-25 Q1"].rating_now)] == [
        "RED",
        "GREEN",
    ]


def test_the_targets_that_were_revised_within_the_year(ledger: tuple[Revision, ...]) -> None:
    """307's four and 506's, by the targets' own file."""
    keyed = defaultdict(list)
    for row in rows("targets"):
        keyed[row["indicator"], row["organisation"], row["period"]].append(row)
    expected = {
        (cell[0], cell[2], float(was["target"]), float(now["target"]), now["rationale"])
        for cell, kept in keyed.items()
        for was, now in pairwise(sorted(kept, key=lambda row: row["recorded_on"]))
    }
    told = {
        (r.indicator, r.period, r.was, r.now, r.why) for r in ledger if r.revised is Revised.TARGET
    }
    assert told == expected
    assert {code for code, *_ in told} == {"307", "506"}


def test_it_takes_no_time_to_speak_of(book: Book) -> None:
    """Under a second of work for the demonstration, on a slow machine three."""
    when = moment(book.framework, book.framework.period(QUARTER), dt.date(2025, 12, 2))
    begins = process_time()
    revisions(book, when, Audience.INTERNAL)
    assert process_time() - begins < 3
