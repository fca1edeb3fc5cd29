"""Rolled-up figures beside the same sums made another way: plain Python over the raw files."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.tables import rollup, vintages
from pmf_analysis.tables.book import Book
from tests import books
from tests.tables.raw import DAYS, exact, latest, same

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NOTHING = (None, None, None)


class Figure(NamedTuple):
    """A value with its two parts; None for what is not known."""

    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None


Rows = Mapping[tuple[str, str], Figure]  # by organisation and period


def order(period: str) -> tuple[int, str]:
    """Sort months by the calendar; years and quarters sort as they are spelt."""
    month, _, year = period.partition(" ")
    return (int(year) * 12 + MONTHS.index(month), "") if month in MONTHS else (0, period)


def rolled(
    rows: Rows, parents: Mapping[str, str], levels: Sequence[Iterable[str]], ratio: bool, per: int
) -> dict[tuple[str, str], Figure]:
    """Fill each whole from its parts, services first; a part is due once it has reported."""
    made = {key: rebuilt(figure, per) for key, figure in rows.items()}
    for level in map(set, levels):
        below: dict[str, dict[str, dict[str, Figure]]] = {}
        for (organisation, period), figure in made.items():
            if organisation in level:
                parts = below.setdefault(parents[organisation], {})
                parts.setdefault(organisation, {})[period] = figure
        for parent, parts in below.items():
            for period in {p for part in parts.values() for p in part}:
                began = (p for p in parts.values() if min(map(order, p)) <= order(period))
                due = [part.get(period, Figure(*NOTHING)) for part in began]
                made.setdefault((parent, period), added(due, ratio, per))
    return made


def rebuilt(figure: Figure, per: int) -> Figure:
    if figure.numerator is None or not figure.denominator:
        return figure
    return figure._replace(value=per * figure.numerator / figure.denominator)


def added(due: Sequence[Figure], ratio: bool, per: int) -> Figure:
    """Numerators by numerators and denominators by denominators; nothing where a part is not."""
    if ratio:
        parts = [(f.numerator, f.denominator) for f in due if f.numerator is not None]
        known = [(n, d) for n, d in parts if d is not None]
        if len(known) < len(due):
            return Figure(*NOTHING)
        numerator, denominator = (sum(column, Fraction()) for column in zip(*known, strict=True))
        return Figure(per * numerator / denominator, numerator, denominator)
    values = [f.value for f in due if f.value is not None]
    return (
        Figure(sum(values, Fraction()), None, None) if len(values) == len(due) else Figure(*NOTHING)
    )


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    """The demonstration's book."""
    return flow.load(root / "data")


def of_the_council(
    root: Path, book: Book, day: dt.date | None
) -> dict[tuple[str, str, str], Figure]:
    """Every council figure that its directorates make: by indicator, breakdown and period."""
    with (root / "data" / "indicators.csv").open(encoding="utf-8") as file:
        catalogue = {row["indicator"]: row for row in csv.DictReader(file)}
    council, parents = book.framework.council.code, book.framework.parents
    levels = [
        [code for code, above in parents.items() if above != council],
        [code for code, above in parents.items() if above == council],
    ]
    series: dict[tuple[str, str], dict[tuple[str, str], Figure]] = {}
    key = ("indicator", "organisation", "period", "breakdown")
    for row in latest(root, "observations", key, day):
        figure = Figure(*(exact(row[name]) for name in Figure._fields))
        of = series.setdefault((row["indicator"], row["breakdown"]), {})
        of[row["organisation"], row["period"]] = figure
    wholes: dict[tuple[str, str, str], Figure] = {}
    for (code, breakdown), rows in series.items():
        rule, per = catalogue[code]["over_organisations"], int(catalogue[code]["per"])
        if rule == "none" or any(organisation == council for organisation, _ in rows):
            continue
        for (organisation, period), figure in rolled(
            rows, parents, levels, rule == "ratio", per
        ).items():
            if organisation == council:
                wholes[code, breakdown, period] = figure
    return wholes


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_rolled_up_figure_of_the_demonstration(
    root: Path, book: Book, day: dt.date | None
) -> None:
    """Value, numerator and denominator of every period; missing where a part is missing."""
    wanted = of_the_council(root, book, day)
    assert len({code for code, *_ in wanted}) >= 15
    assert any(figure.value is None for figure in wanted.values())
    made = rollup.over_organisations(vintages.as_at(book, day)).observations
    council = made[made["organisation"] == book.framework.council.code]
    rows = {(r["indicator"], r["breakdown"], r["period"]): r for r in council.to_dict("records")}
    rolled_up = {code for code, *_ in wanted}
    assert {key for key in rows if key[0] in rolled_up} == set(wanted)
    for key, figure in wanted.items():
        for name, part in figure._asdict().items():
            assert same(rows[key][name], part), (key, name)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_same_figures_reach_the_findings(
    root: Path, book: Book, demonstration: Findings, day: dt.date | None
) -> None:
    """Point by point of the council's own series, but for those that are withheld."""
    wanted, seen = of_the_council(root, book, day), 0
    found = flow.compute(root / "data", as_at=day) if day else demonstration
    for finding in found.council:
        for point in finding.points:
            figure = wanted.get((finding.indicator, "", point.period))
            if figure is None or point.status == "c":
                continue
            seen += 1
            for name, part in figure._asdict().items():
                assert same(getattr(point, name), part), (finding.indicator, point.period, name)
    assert seen > 200


TREE = books.FRAMEWORK.replace(
    "      - {code: advice, name: Housing advice}\n",
    "      - {code: advice, name: Housing advice}\n      - {code: lettings, name: Lettings}\n",
).replace(
    "calendar:",
    "  - {code: care, name: Care, services: [{code: home-care, name: Home care}]}\ncalendar:",
)
PARENTS = {"advice": "housing", "lettings": "housing", "home-care": "care"}
PARENTS |= {"housing": "X1", "care": "X1"}
LEVELS = (["advice", "lettings", "home-care"], ["housing", "care"])
QUARTERS = books.quarters(3)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book of two directorates with a count and a share, and nothing observed."""
    count = {"unit": "count", "per": "1", "over": "sum"}
    rows = [books.indicator("ratio", "Share"), books.indicator("sum", "Cases", **count)]
    folder = books.write(
        tmp_path_factory.mktemp("tree") / "data",
        TREE,
        indicators=[books.INDICATOR_COLUMNS, *rows],
        observations=[books.OBSERVATION_COLUMNS],
        targets=None,
        events=None,
    )
    return flow.load(folder)


counts = st.integers(0, 40)
outof = st.integers(1, 500)
cells = st.tuples(st.sampled_from([*PARENTS, "X1"]), st.sampled_from(QUARTERS))
reports = st.dictionaries(cells, st.none() | st.tuples(counts, outof), min_size=1, max_size=15)


@given(said=reports, rule=st.sampled_from(["ratio", "sum"]))
def test_a_whole_is_never_an_average_of_averages(empty: Book, said: Any, rule: str) -> None:
    """Whatever the services and directorates report or leave out, and for whichever quarters."""
    rows, figures = [], {}
    for (organisation, period), pair in said.items():
        n, d = pair or (None, None)
        parts = (None, n, d) if rule == "ratio" else (n, None, None)
        known = Figure(*(None if p is None else Fraction(p) for p in parts))
        figures[organisation, period] = known
        row = dict(zip(Figure._fields, parts, strict=True), status="" if pair else "x")
        row |= {"indicator": rule, "organisation": organisation, "period": period}
        rows.append(row | {"breakdown": "", "note": "", "recorded_on": pd.Timestamp("2025-07-20")})
    observations = pd.DataFrame(rows, columns=list(empty.observations.columns))
    observations = observations.astype(dict.fromkeys(Figure._fields, float))
    made = rollup.over_organisations(empty.replace(observations=observations)).observations
    wanted = rolled(figures, PARENTS, LEVELS, rule == "ratio", 100 if rule == "ratio" else 1)
    assert len(made) == len(wanted)
    for row in made.to_dict("records"):
        figure = wanted[row["organisation"], row["period"]]
        assert all(same(row[name], part) for name, part in figure._asdict().items()), row
