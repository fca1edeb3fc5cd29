"""Whoever keeps every report works out no small count from all of them together."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.tables import audience, disclosure, rollup, vintages
from tests import books
from tests.tables.attacker import Form, Reader, minus, plus
from tests.tables.test_disclosure_attack import FRAMEWORK, LEAVES, TREE

QUARTERS = ("2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1", "2025-26 Q2")
DAYS = (dt.date(2025, 12, 2), dt.date(2026, 3, 3), dt.date(2026, 6, 2))
CALENDAR = FRAMEWORK[: FRAMEWORK.index("calendar:")] + (
    "calendar:\n  quarters:\n"
    "    - {quarter: 2025-26 Q2, publication: 2025-12-02}\n"
    "    - {quarter: 2025-26 Q3, publication: 2026-03-03}\n"
    "    - {quarter: 2025-26 Q4, publication: 2026-06-02}\n"
)
SEXES = ("F", "M", "not said")
MINIMUM = 5
YEAR = 4  # quarters
SERVICES = {"s0", "t0", "u0", "s1", "t1"}

Cell = tuple[str, str, str]  # organisation, breakdown, period
Truth = dict[Cell, int]


def indicator(basis: str, unit: str = "count") -> str:
    over, per = ("sum", "1") if unit == "count" else ("ratio", "100")
    return books.indicator(
        "1", "Cases", unit=unit, per=per, over=over, basis=basis, directorate="", disclosure="small"
    )


@dataclass(frozen=True)
class Case:
    """A book of one indicator: what was true on each day, cell by cell."""

    truths: tuple[Truth, ...]
    basis: str = "in period"
    of: dict[Cell, int] | None = None  # denominators, for a share

    def rows(self) -> Iterator[str]:
        """A row for each cell on the first day, and for each that was changed since."""
        before: Truth = {}
        for k, truth in enumerate(self.truths):
            recorded = DAYS[k] - dt.timedelta(days=7)
            for (organisation, group, period), count in truth.items():
                cell = (organisation, group, period)
                if before.get(cell) == count:
                    continue
                figure = f"{count},," if self.of is None else f",{count},{self.of[cell]}"
                yield f"1,{organisation},{period},{group},{figure},,,{recorded}"
            before = truth

    def version(self, k: int, cell: Cell) -> int:
        """The day on which the figure that stands on the k-th day came."""
        while k and self.truths[k - 1].get(cell) == self.truths[k][cell]:
            k -= 1
        return k

    def form(self, k: int, cell: Cell) -> Form:
        """A cell on the k-th day as a sum of what was reported."""
        organisation, group, period = cell
        if cell in self.truths[k]:
            return {("v", *cell, self.version(k, cell)): 1.0}
        parts = ((part, group, period) for part in TREE.get(organisation, ()))
        return plus(*(self.form(k, part) for part in parts))

    def count(self, k: int, cell: Cell) -> float:
        """What is true of a cell on the k-th day."""
        if cell in self.truths[k]:
            return self.truths[k][cell]
        organisation, group, period = cell
        return sum(self.count(k, (part, group, period)) for part in TREE.get(organisation, ()))


def published(folder: Path, case: Case, who: Audience) -> list[dict[Cell, float | None]]:
    """The count that each report shows in each cell; None where it is withheld."""
    share = case.of is not None
    ledger = flow.load(
        books.write(
            folder / "data",
            CALENDAR,
            indicators=[
                books.INDICATOR_COLUMNS,
                indicator(case.basis, "percent" if share else "count"),
            ],
            observations=[books.OBSERVATION_COLUMNS, *case.rows()],
            targets=[books.TARGET_COLUMNS],
        )
    )
    found = []
    for day in DAYS[: len(case.truths)]:
        whole = rollup.over_organisations(vintages.as_at(ledger, day))
        seen = audience.keep(disclosure.suppress(whole, ledger, day), who).observations
        counts = seen["numerator" if share else "value"]
        cells = zip(seen["organisation"], seen["breakdown"], seen["period"], strict=True)
        pairs = zip(cells, counts, seen["status"], strict=True)
        found.append({cell: None if s == "c" else float(count) for cell, count, s in pairs})
    return found


def reader_of(case: Case, reports: list[dict[Cell, float | None]]) -> Reader:
    """Write down all that the reports say, and what is true of any such figures."""
    reader = Reader()
    for k, report in enumerate(reports):
        for cell, count in report.items():
            if count is not None:
                reader.learns(case.form(k, cell), count)
        for cell in case.truths[k]:
            _of_one_cell(reader, case, k, cell)
        for organisation, _, period in {c for c in case.truths[k] if c[1]}:
            groups = [c for c in case.truths[k] if c[1] and (c[0], c[2]) == (organisation, period)]
            whole = case.form(k, (organisation, "", period))
            if whole:
                reader.learns(plus(minus(whole), *(case.form(k, group) for group in groups)), 0)
    return reader


def _of_one_cell(reader: Reader, case: Case, k: int, cell: Cell) -> None:
    form, at = case.form(k, cell), QUARTERS.index(cell[2])
    if case.of is not None:
        reader.learns(plus(form, {("rest", *form): 1.0}), case.of[cell])
    if case.basis == "year to date" and at % YEAR:
        earlier = case.form(k, (*cell[:2], QUARTERS[at - 1]))
        reader.learns(plus(form, minus(earlier), {("step", k, *cell): -1.0}), 0)
    if case.basis == "rolling 12 months":
        months = {("in", k, *cell[:2], at - back): 1.0 for back in range(YEAR)}
        reader.learns(plus(form, minus(months)), 0)


def secrets(case: Case, reports: list[dict[Cell, float | None]]) -> Iterator[tuple[object, Form]]:
    """Every small count on any day, of cells that are withheld and of steps that are not said."""
    for k, report in enumerate(reports):
        cells = {*report, *case.truths[k]}
        for cell in sorted(cells):
            count, form = case.count(k, cell), case.form(k, cell)
            rest = (case.of or {}).get(cell, count) - count
            if 1 <= count < MINIMUM or 1 <= rest < MINIMUM:
                yield (DAYS[k], cell, count), form
            at = QUARTERS.index(cell[2])
            if case.basis == "year to date" and at % YEAR:
                earlier = (*cell[:2], QUARTERS[at - 1])
                if 1 <= count - case.count(k, earlier) < MINIMUM:
                    yield (DAYS[k], cell, "step"), plus(form, minus(case.form(k, earlier)))


def told(folder: Path, case: Case, who: Audience = Audience.INTERNAL) -> list[object]:
    """What a reader of every report works out though it is small."""
    reports = published(folder, case, who)
    reader = reader_of(case, reports)
    found = [name for name, form in secrets(case, reports) if reader.works_out(form) is not None]
    latent = [name for name in reader.place if isinstance(name, tuple) and name[0] == "in"]
    forms: dict[object, Form] = {name: {name: 1.0} for name in latent}
    for _, k, part, group, at in latent:  # and what came in to their whole
        whole = next(w for w, parts in TREE.items() if part in parts)
        name = ("in", k, whole, group, at)
        forms[name] = plus(forms.get(name, {}), {("in", k, part, group, at): 1.0})
    values = {name: reader.works_out(form) for name, form in forms.items()}
    return found + [n for n, v in values.items() if v is not None and 0.5 < v < MINIMUM - 0.5]


few_or_many = st.one_of(st.integers(0, 6), st.integers(5, 40))
NOW = "2025-26 Q1"


@st.composite
def revised(draw: st.DrawFn, cells: list[Cell], late: bool = False) -> tuple[Truth, ...]:
    """Counts of some cells, some of which come late, and some of which are revised."""
    first = {cell: draw(few_or_many) for cell in cells}
    absent = draw(st.sets(st.sampled_from(cells), max_size=2)) if late else set()
    truths = [{cell: n for cell, n in first.items() if cell not in absent}]
    for _ in DAYS[1:]:
        changes = draw(st.dictionaries(st.sampled_from(cells), few_or_many, max_size=3))
        truths.append(first | truths[-1] | changes)
    return tuple(truths)


def summed(truths: tuple[Truth, ...], back: int, year: bool) -> tuple[Truth, ...]:
    """Turn what came in each quarter into running totals, or into rolling years."""
    found = []
    for truth in truths:
        made: Truth = {}
        for organisation, group, period in truth:
            at = QUARTERS.index(period)
            begins = at - at % YEAR if year else at - back + 1
            span = [(organisation, group, q) for q in QUARTERS[max(begins, 0) : at + 1]]
            made[organisation, group, period] = sum(truth[cell] for cell in span)
        found.append(made)
    return tuple(found)


attack = settings(
    max_examples=200 if os.environ.get("PMF_PROVE") else 12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@given(truths=revised([(leaf, "", NOW) for leaf in LEAVES], late=True))
@attack
def test_revised_parts_and_late_ones(tmp_path: Path, truths: tuple[Truth, ...]) -> None:
    """Services, directorates and the council; parts that come late, parts that are revised."""
    assert told(tmp_path, Case(truths)) == []


@given(truths=revised([(leaf, f"sex: {s}", NOW) for leaf in ("s1", "t1", "d2") for s in "FM"]))
@attack
def test_groups_of_every_organisation(tmp_path: Path, truths: tuple[Truth, ...]) -> None:
    """A table of two ways: each organisation by sex, each sex by organisation, revised."""
    whole = tuple(
        truth
        | {
            (leaf, "", NOW): truth[leaf, "sex: F", NOW] + truth[leaf, "sex: M", NOW]
            for leaf in ("s1", "t1", "d2")
        }
        for truth in truths
    )
    assert told(tmp_path, Case(whole)) == []


@given(
    truths=revised([(leaf, "", NOW) for leaf in ("s1", "t1", "d2")]),
    spare=st.lists(st.integers(0, 6), min_size=3, max_size=3),
)
@attack
def test_those_whom_a_share_does_not_count(
    tmp_path: Path, truths: tuple[Truth, ...], spare: list[int]
) -> None:
    """Neither the 3 of 40 nor the 37 of 40: who is counted, and who is not."""
    most = {cell: max(truth[cell] for truth in truths) for cell in truths[0]}
    of = {cell: max(n + extra, 1) for (cell, n), extra in zip(most.items(), spare, strict=True)}
    assert told(tmp_path, Case(truths, of=of)) == []


@given(truths=revised([(leaf, "", q) for leaf in ("s1", "t1", "d2") for q in QUARTERS[:4]]))
@attack
def test_running_totals(tmp_path: Path, truths: tuple[Truth, ...]) -> None:
    """Totals to date of three organisations, with steps of all sizes."""
    assert told(tmp_path, Case(summed(truths, YEAR, year=True), "year to date")) == []


@given(truths=revised([(leaf, "", q) for leaf in ("s1", "t1") for q in QUARTERS]))
@attack
def test_rolling_years(tmp_path: Path, truths: tuple[Truth, ...]) -> None:
    """The last four quarters of two organisations, quarter after quarter."""
    assert told(tmp_path, Case(summed(truths, YEAR, year=False), "rolling 12 months")) == []
