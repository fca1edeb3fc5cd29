"""How far each indicator's data can be relied on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.arrival import Doubt
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.period import Period
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.quality import WINDOW, Accepted, Due, Quality, grade
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.rollup import rebuilt

__all__ = ["quality"]

KEY = ["indicator", "organisation", "period"]


@dataclass(frozen=True)
class _Cell:
    """What came for a period: the day of its first figure, its first and latest value."""

    received: bool
    first_day: dt.date | None
    status: str
    revision: float | None


_NOTHING = _Cell(received=False, first_day=None, status="", revision=None)
_Series = dict[Period, _Cell]


def quality(
    ledger: Book, book: Book, moment: Moment, findings: Sequence[Finding]
) -> tuple[Quality, ...]:
    """Grade the data of each indicator, in the order of the catalogue.

    Parameters
    ----------
    ledger : Book
        Every vintage.
    book : Book
        What this audience may see as at the day.
    moment : Moment
        The quarter, and the day that decides what was due and what had come.
    findings : sequence of Finding
        The quarter's; their series are looked over for figures that look wrong.

    Returns
    -------
    tuple of Quality
        For the indicators of which something was due. Every organisation that reports a figure
        counts, from the first period that it reported.
    """
    kept = _kept(ledger, book, moment.day)
    accepted = _accepted(book)
    found = []
    for code, indicator in book.indicators.items():
        due = [d for series in _due(kept.get(code, {}), indicator, moment) for d in series]
        if due:
            series = _shown(code, book, findings)
            found.append(grade(indicator, due, series, accepted.get(code, ())))
    return tuple(found)


def _kept(ledger: Book, book: Book, day: dt.date) -> dict[str, dict[str, _Series]]:
    """Every cell by indicator, organisation and period, as at the day."""
    rows = ledger.observations
    wanted = rows["indicator"].isin(list(book.indicators)) & (rows["breakdown"] == "")
    rows = rebuilt(rows[wanted & (rows["recorded_on"] <= pd.Timestamp(day))], book.indicators)
    rows = rows.sort_values("recorded_on", kind="stable")
    latest = rows.drop_duplicates(KEY, keep="last").set_index(KEY)
    came = rows[rows["value"].notna() | (rows["status"] == "c")]
    first = came.drop_duplicates(KEY, keep="first").set_index(KEY)
    first = first.reindex(latest.index)
    cells = latest.assign(
        received=latest["value"].notna() | (latest["status"] == "c"),
        first_day=first["recorded_on"],
        size=_sizes(first["value"], latest["value"], book),
    )
    kept: dict[str, dict[str, _Series]] = {}
    columns = ["received", "first_day", "status", "size"]
    for (code, organisation, text), *row in cells[columns].itertuples(name=None):
        received, came_on, status, size = row
        cell = _Cell(
            bool(received),
            None if pd.isna(came_on) else came_on.date(),
            status,
            None if pd.isna(size) else float(size),
        )
        series = kept.setdefault(code, {}).setdefault(organisation, {})
        series[book.framework.period(text)] = cell
    return kept


def _sizes(first: pd.Series, latest: pd.Series, book: Book) -> pd.Series:
    """How far each cell was revised, as a share of its latest value.

    Nothing is said of a figure that this audience does not see, nor of one that has a
    small-number rule: its first figure may have been too small to be shown.
    """
    rows = book.observations
    guarded = [code for code, i in book.indicators.items() if i.disclosure]
    seen = rows[
        (rows["breakdown"] == "") & rows["value"].notna() & ~rows["indicator"].isin(guarded)
    ]
    sizes = (latest - first).abs() / latest.abs()
    revised = (
        (latest != first) & (latest != 0) & latest.index.isin(pd.MultiIndex.from_frame(seen[KEY]))
    )
    return sizes.where(revised)


def _due(reported: dict[str, _Series], indicator: Indicator, moment: Moment) -> Iterator[list[Due]]:
    """What was due of the last eight periods, for each organisation that reports it."""
    periods = [p for series in reported.values() for p in series]
    if not periods:
        return
    window = _window(max(periods), indicator.lag_days, moment)
    for organisation, series in reported.items():
        opened = min((p for p, cell in series.items() if cell.first_day), default=None)
        if opened is None:
            continue
        days = [cell.first_day for cell in series.values() if cell.first_day]
        loaded = [p for p, cell in series.items() if cell.first_day == min(days)]
        yield [
            _judged(organisation, period, series.get(period, _NOTHING), due, loaded)
            for period, due in window
            if period >= opened and series.get(period, _NOTHING).status != "z"
        ]


def _judged(
    organisation: str, period: Period, cell: _Cell, due: dt.date, loaded: Sequence[Period]
) -> Due:
    """Judge one cell; history that came with a series' first load cannot be late."""
    history = period in loaded and period != max(loaded)
    on_time = None if history or not cell.first_day else cell.first_day <= due
    return Due(organisation, str(period), due, cell.received, on_time, cell.status, cell.revision)


def _window(example: Period, lag_days: int, moment: Moment) -> list[tuple[Period, dt.date]]:
    """The last eight periods, and their days, that the quarter asks for and that were due."""
    lag = dt.timedelta(days=lag_days)
    last = moment.quarter.latest(example.frequency, pooled_years=example.months // 12)
    while last.end + lag >= moment.day:
        last = last.previous()
    periods = [last.shift(-back) for back in reversed(range(WINDOW))]
    return [(period, period.end + lag) for period in periods]


def _shown(code: str, book: Book, findings: Sequence[Finding]) -> dict[str, tuple[Point, ...]]:
    """The council's own series, or its parts' where it has none."""
    mine = {f.organisation: f.points for f in findings if f.indicator == code and f.points}
    council = book.framework.council.code
    return {council: mine[council]} if council in mine else mine


def _accepted(book: Book) -> dict[str, list[Accepted]]:
    """The doubts that were settled by the day, by indicator."""
    found: dict[str, list[Accepted]] = {}
    rows = book["acceptances"].dropna(subset="value")
    for row in rows.to_dict("records"):
        about = row["organisation"], row["period"], Doubt(row["doubt"])
        settled = Accepted(*about, row["value"], row["reason"], row["accepted_by"])
        found.setdefault(row["indicator"], []).append(settled)
    return found
