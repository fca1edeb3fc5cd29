"""Councils of Cumbria and their predecessors: official figures against plain sums of the file."""

from __future__ import annotations

import csv
import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.judged import judged
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.plausible import Doubt, arriving, doubts
from pmf_analysis.tables import audience, disclosure, rollup, vintages
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.reorganisation import chained, predecessors
from tests.realdata import homelessness_book

PREDECESSORS = {
    "E06000063": ("E07000026", "E07000028", "E07000029"),  # Allerdale, Carlisle, Copeland
    "E06000064": ("E07000027", "E07000030", "E07000031"),  # Barrow, Eden, South Lakeland
}
BEGAN = "2023-04-01"
ODD = "2023-24 Q3"  # 184 assessments in Cumberland, between 377 and 408
Raw = dict[str, dict[str, dict[str, str]]]

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def raw(shared: Path) -> Raw:
    """The published file by period and area, read with nothing of the program."""
    path = shared / "realdata" / "homelessness_quarterly" / "homelessness_quarterly_wide.csv"
    found: Raw = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["period_end"] < BEGAN:
                found.setdefault(row["period"].replace("/", "-"), {})[row["area_code"]] = row
    return found


@pytest.fixture(scope="module")
def ledgers(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """A book of each of the two councils."""
    made = {}
    for council in PREDECESSORS:
        folder = tmp_path_factory.mktemp(council)
        homelessness_book.build(shared / "realdata", folder, council)
        made[council] = flow.load(folder)
    return made


def exact(raw: Raw, council: str, column: str) -> dict[str, Fraction]:
    """The sum over the predecessors, for each quarter that all of them returned."""
    sums = {}
    for period, areas in raw.items():
        cells = [areas.get(code, {}).get(column, "") for code in PREDECESSORS[council]]
        if all(cells):
            sums[period] = sum(map(Fraction, cells), Fraction(0))
    return sums


def before(book: Book, indicator: str) -> dict[str, float]:
    """The council's figures of the quarters before it began."""
    rows = book.observations[book.observations["indicator"] == indicator]
    ends = rows["period"].map(lambda text: book.framework.period(text).end)
    rows = rows[ends < dt.date.fromisoformat(BEGAN)]
    return dict(zip(rows["period"], rows["value"], strict=True))


@pytest.mark.parametrize(("council", "quarters"), [("E06000063", 18), ("E06000064", 20)])
def test_assessments_before_the_council_are_the_sum_of_all(
    raw: Raw, ledgers: dict[str, Book], council: str, quarters: int
) -> None:
    """Quarter by quarter; Allerdale and Carlisle each failed to return one of the twenty."""
    expected = exact(raw, council, "assessments_total")
    assert len(expected) == quarters
    made = before(chained(vintages.as_at(ledgers[council], None)), "H01")
    assert made == {period: float(total) for period, total in expected.items()}


@pytest.mark.parametrize("council", list(PREDECESSORS))
def test_rates_before_the_council_are_rebuilt(
    raw: Raw, ledgers: dict[str, Book], council: str
) -> None:
    """Households in temporary accommodation over all households, never an average of rates."""
    above, below = (exact(raw, council, c) for c in ("ta_households", "households_000s"))
    made = before(chained(vintages.as_at(ledgers[council], None)), "H04")
    expected = {period: 1000 * n / (1000 * below[period]) for period, n in above.items()}
    assert made.keys() == expected.keys()
    for period, rate in expected.items():
        assert made[period] == pytest.approx(float(rate), rel=1e-12)


def test_the_council_knows_its_own_predecessors(ledgers: dict[str, Book]) -> None:
    """Cumbria itself was split, and stands for neither."""
    for council, replaced in PREDECESSORS.items():
        assert predecessors(ledgers[council], council) == set(replaced)


def points(ledger: Book, *, history: bool) -> tuple[Point, ...]:
    """Cumberland's assessments as its report has them."""
    whole = vintages.as_at(ledger, None)
    whole = chained(whole) if history else whole
    whole = disclosure.suppress(rollup.over_organisations(whole))
    readable = audience.keep(whole, Audience.PUBLIC)
    (found,) = (
        f
        for f in judged(readable, readable.framework.period("2025-26 Q3"), None)
        if f.indicator == "H01"
    )
    return found.points


def test_a_report_shows_the_history_with_a_break_at_the_join(ledgers: dict[str, Book]) -> None:
    """From 2018-19 Q1, 101 + 112 + 100 = 313; the gap of Carlisle's missing return is kept."""
    shown = {p.period: p for p in points(ledgers["E06000063"], history=True)}
    assert len(shown) == 31
    assert shown["2018-19 Q1"].value == 313
    assert shown["2022-23 Q2"].value is None
    assert [p.period for p in shown.values() if p.status == "b"] == ["2023-24 Q1"]


def test_the_partial_return_is_seen_when_it_comes_and_later(ledgers: dict[str, Book]) -> None:
    """184 where 377 are usual: as the last figure there is, and when all figures come at once."""
    series = points(ledgers["E06000063"], history=True)
    at = [p.period for p in series].index(ODD)
    h01 = ledgers["E06000063"].indicators["H01"]
    last = [d for d in arriving(h01, series[: at + 1], [at]) if d.doubt is Doubt.PARTIAL]
    assert [(d.value, d.against) for d in last] == [(184, 377)]
    assert Doubt.PARTIAL in {d.doubt for d in doubts(h01, series[: at + 1])}
    for known in (series, points(ledgers["E06000063"], history=False)):
        found = arriving(h01, known, range(len(known)))
        assert [d.period for d in found if d.doubt is Doubt.PARTIAL] == [ODD]
