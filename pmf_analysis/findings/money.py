"""Where the money stands, from its table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.finance import FinanceRules
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.work import Area
from pmf_analysis.judgements.finance import (
    ADDS_UP,
    Account,
    Total,
    added,
    difference,
    must_explain,
    vary,
    year_of,
)
from pmf_analysis.tables.book import Book

__all__ = ["accounts", "population", "totals"]

PAST_YEARS = 5
AMOUNTS = ("budget", "actual", "forecast")


@dataclass(frozen=True)
class _Row:
    """A line in a period; None where a part is not known."""

    period: Period
    cells: dict[str, Any]

    def amount(self, name: str) -> float | None:
        value = self.cells[name]
        return None if pd.isna(value) else float(value)

    @property
    def area(self) -> Area:
        return Area(self.cells["area"])


@dataclass(frozen=True)
class _Line:
    """A line of an organisation, with its rows by the end of their period."""

    line: str
    organisation: str
    rows: tuple[_Row, ...]

    def by(self, quarter: Period) -> _Row | None:
        """The last row of the quarter's year that ends no later than the quarter."""
        year = year_of(quarter)
        known = [r for r in self.rows if r.period.end <= quarter.end and year.contains(r.period)]
        return known[-1] if known else None

    def outturn(self, year: Period) -> float | None:
        """What a year came to: the actual at its end, or the forecast made there."""
        row = self.by(year)
        if row is None or row.period.end != year.end:
            return None
        actual = row.amount("actual")
        return row.amount("forecast") if actual is None else actual

    def forecast(self, quarter: Period) -> float | None:
        """What was forecast for the year by then."""
        row = self.by(quarter)
        return row.amount("forecast") if row else None


def accounts(book: Book, moment: Moment) -> tuple[Account, ...]:
    """Return each line of the quarter, in the order of the table.

    A line that has no row for the quarter yet stands with the last of the year, so that it does
    not vanish; its `period` says which.
    """
    rules = book.framework.finance
    lines = ((line, line.by(moment.quarter)) for line in _lines(book))
    return tuple(_account(line, row, moment.quarter, rules) for line, row in lines if row)


def totals(book: Book, moment: Moment) -> tuple[Total, ...]:
    """Return the sums by organisation and area; `book` holds internal lines too."""
    framework, lines = book.framework, _lines(book)
    made = []
    for organisation in (framework.council.code, *(d.code for d in framework.directorates)):
        mine = _beneath(lines, organisation, framework)
        for area in ADDS_UP:
            total = _total(_Sum(organisation, area, mine), moment.quarter, framework.finance)
            made += [total] if total else []
    return tuple(made)


def population(book: Book) -> float | None:
    """Return how many people live in the council's area, where ``areas.csv`` says."""
    rows = book.areas[book.areas["area"] == book.framework.council.code]
    known = rows["population"].dropna()
    return float(known.iloc[0]) if len(known) else None


def _lines(book: Book) -> list[_Line]:
    """Every line with its rows."""
    kept: dict[tuple[str, str], list[_Row]] = {}
    for cells in book["finance"].to_dict("records"):
        row = _Row(
            book.framework.period(str(cells["period"])), {str(k): v for k, v in cells.items()}
        )
        kept.setdefault((str(cells["line"]), str(cells["organisation"])), []).append(row)
    return [
        _Line(line, organisation, tuple(sorted(rows, key=lambda r: r.period.end)))
        for (line, organisation), rows in kept.items()
    ]


def _account(line: _Line, row: _Row, quarter: Period, rules: FinanceRules) -> Account:
    area = row.area
    budget, actual, forecast = (row.amount(name) for name in AMOUNTS)
    now = vary(area, budget, forecast, rules)
    before = _variance(line.by(quarter.previous()), quarter)
    stale = row.period.end != quarter.end
    volatile = bool(row.cells["volatile"])
    explanation = str(row.cells["explanation"]).strip()
    explain = must_explain(now, area, rules, volatile=volatile)
    return Account(
        line=line.line,
        organisation=line.organisation,
        area=area,
        title=row.cells["title"],
        volatile=volatile,
        budget=budget,
        actual=actual,
        forecast=forecast,
        explanation=explanation,
        variance=now.amount,
        share=now.share,
        previous_variance=before,
        movement=None if stale else difference(now.amount, before),
        adverse=now.adverse,
        rating=now.rating,
        owes_explanation=explain and not explanation,
        past_errors=_errors(_alone(line), quarter),
        period=str(row.period),
        stale=stale,
        must_explain=explain,
        last_year_actual=_last_year(line, row),
        outturns=_outturns(_alone(line), quarter),
    )


def _variance(row: _Row | None, quarter: Period) -> float | None:
    """The variance that a row says, if it is of the quarter's year."""
    if row is None or not year_of(quarter).contains(row.period):
        return None
    return difference(row.amount("forecast"), row.amount("budget"))


def _last_year(line: _Line, row: _Row) -> float | None:
    wanted = row.period.same_last_year()
    same = (r.amount("actual") for r in line.rows if r.period == wanted)
    return next(same, None)


# A line with the codes of what holds it, from the nearest up to the organisation of a sum.
_Held = tuple[_Line, tuple[str, ...]]


@dataclass(frozen=True)
class _Sum:
    """What may be added up for an organisation in an area; which lines do depends on the time."""

    organisation: str
    area: Area
    beneath: Sequence[_Held]

    def counted(self, quarter: Period) -> list[_Line]:
        """The lines that stand in a quarter, each pound once.

        Where a line stands for a part as well as for what holds the part, the whole alone
        counts. A line may have moved between the two from one year to another, and from one
        area to another, so what it was at another time has no say.
        """
        rows = [(line, above, line.by(quarter)) for line, above in self.beneath]
        standing = {(line.line, line.organisation) for line, _, row in rows if row}
        return [
            line
            for line, above, row in rows
            if row
            and row.area is self.area
            and not any((line.line, holder) in standing for holder in above)
        ]


def _beneath(lines: Iterable[_Line], organisation: str, framework: Framework) -> list[_Held]:
    """The lines of an organisation and of all beneath it."""

    def upwards(code: str) -> list[str]:
        """The code and what holds it, up to the organisation; nothing if it is elsewhere."""
        chain = [code]
        while chain[-1] != organisation and chain[-1] in framework.parents:
            chain.append(framework.parents[chain[-1]])
        return chain if chain[-1] == organisation else []

    chains = ((line, upwards(line.organisation)) for line in lines)
    return [(line, tuple(chain[1:])) for line, chain in chains if chain]


def _total(of: _Sum, quarter: Period, rules: FinanceRules) -> Total | None:
    rows = [row for line in of.counted(quarter) if (row := line.by(quarter))]
    if not rows:
        return None
    budget, actual, forecast = (added(r.amount(name) for r in rows) for name in AMOUNTS)
    now = vary(of.area, budget, forecast, rules)
    before = None
    if not quarter.opens_year:
        last = quarter.previous()
        before = added(_variance(line.by(last), quarter) for line in of.counted(last))
    return Total(
        organisation=of.organisation,
        area=of.area,
        lines=len(rows),
        budget=budget,
        actual=actual,
        forecast=forecast,
        variance=now.amount,
        share=now.share,
        previous_variance=before,
        movement=difference(now.amount, before),
        adverse=now.adverse,
        rating=now.rating,
        stale=sum(row.period.end != quarter.end for row in rows),
        past_errors=_errors(of.counted, quarter),
        outturns=_outturns(of.counted, quarter),
    )


def _past(quarter: Period) -> list[Period]:
    """The same quarter of earlier years, the oldest first."""
    a_year = quarter.frequency.per_year
    return [quarter.shift(-a_year * back) for back in range(PAST_YEARS, 0, -1)]


# The lines that count in a year.
_Chosen = Callable[[Period], Sequence[_Line]]


def _alone(line: _Line) -> _Chosen:
    """One line, in the years that it has a row of."""
    return lambda year: [line] if line.by(year) else []


def _outturns(chosen: _Chosen, quarter: Period) -> tuple[tuple[str, float], ...]:
    found = []
    for then in _past(quarter):
        year = year_of(then)
        came_to = added(line.outturn(year) for line in chosen(year))
        found += [(str(year), came_to)] if came_to is not None else []
    return tuple(found)


def _errors(chosen: _Chosen, quarter: Period) -> tuple[tuple[str, float], ...]:
    """How far each year's outturn was from the forecast at the same point of it."""
    if quarter.end == year_of(quarter).end:
        return ()
    found = []
    for then in _past(quarter):
        year = year_of(then)
        mine = chosen(year)
        outturn = added(line.outturn(year) for line in mine)
        error = difference(outturn, added(line.forecast(then) for line in mine))
        found += [(str(year), error)] if error is not None else []
    return tuple(found)
