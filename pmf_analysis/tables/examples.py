"""Rows that a council could put into its own tables, to show how one is written."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Iterable, Mapping
from itertools import count, islice

import pandas as pd

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator, Unit
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.tables import typed
from pmf_analysis.tables.columns import RECORDED_ON
from pmf_analysis.tables.schemas import TABLES

__all__ = ["catalogue", "figure", "header", "indicators", "recorded_on", "target"]

FIRST_CODE = 101
USUAL_LAG = 30  # days
_ALIKE = {
    "kind": "council",
    "role": "targeted",
    "basis": str(Basis.IN_PERIOD),
    "audience": "public",
}
_THREE: tuple[Mapping[str, str], ...] = (
    {
        "name": "Calls answered within five minutes",
        "definition": "Of all calls to the council's main number, those that a person answered "
        "within five minutes.",
        "keywords": "phone; telephone; waiting; contact centre",
        "numerator": "Calls answered within five minutes",
        "denominator": "Calls received",
        "unit": "percent",
        "per": "100",
        "decimals": "1",
        "polarity": "higher",
        "over_time": "ratio",
        "over_organisations": "ratio",
        "plausible_min": "0",
        "plausible_max": "100",
        "source": "Telephone system",
    },
    {
        "name": "Complaints received",
        "definition": "Complaints about a service that were received in writing or by telephone.",
        "keywords": "complaint; complain; unhappy",
        "unit": "count",
        "per": "1",
        "decimals": "0",
        "polarity": "lower",
        "over_time": "sum",
        "over_organisations": "sum",
        "plausible_min": "0",
        "source": "Complaints system",
    },
    {
        "name": "Days to answer a complaint",
        "definition": "Average working days from a complaint to its answer.",
        "keywords": "complaint; answer; waiting",
        "unit": "days",
        "per": "1",
        "decimals": "1",
        "polarity": "lower",
        "over_time": "mean",
        "over_organisations": "none",
        "plausible_min": "0",
        "plausible_max": "120",
        "source": "Complaints system",
    },
)
_PARTS = {"numerator": "742", "denominator": "1000"}
_VALUES = {
    Unit.PERCENT: "74.2",
    Unit.COUNT: "118",
    Unit.RATE: "7.4",
    Unit.CURRENCY: "25000",
    Unit.DAYS: "18.5",
    Unit.SCORE: "7.5",
    Unit.RANK: "12",
    Unit.YES_NO: "1",
}
_OF_PARTS = {ChartKind.P, ChartKind.P_PRIME, ChartKind.U, ChartKind.U_PRIME}


def header(table: str) -> str:
    """Return a table's header as its file holds it."""
    return ",".join(column.name for column in TABLES[table].all_columns)


def indicators(framework: Framework, taken: Collection[str] = ()) -> tuple[str, ...]:
    """Return three rows of ``indicators.csv`` that a council's own profile accepts.

    Parameters
    ----------
    framework : Framework
        Its themes, directorates and perspectives are used in turn.
    taken : collection of str
        Codes that the catalogue has already.
    """
    free = (str(code) for code in count(FIRST_CODE) if str(code) not in taken)
    codes = list(islice(free, len(_THREE)))
    return tuple(
        _row("indicators", {"indicator": code, **_ALIKE, **_placed(framework, place), **cells})
        for place, (code, cells) in enumerate(zip(codes, _THREE, strict=True))
    )


def _placed(framework: Framework, place: int) -> dict[str, str]:
    """Where the profile has room for an indicator."""
    kinds = {quarter.frequency for quarter in framework.quarters} or {Frequency.QUARTER}
    found = {"frequency": str(kinds.pop()), "lag_days": str(_lag(framework))}
    perspectives, themes = framework.perspectives, framework.themes
    found["perspective"] = perspectives[place % len(perspectives)].code if perspectives else ""
    if themes:
        theme = themes[place % len(themes)]
        found |= {"theme": theme.code, "portfolio_role": theme.portfolio_role}
    if framework.directorates:
        directorate = framework.directorates[place % len(framework.directorates)]
        found |= {"directorate": directorate.code, "owner_role": directorate.director_role}
    return found


def _lag(framework: Framework) -> int:
    """Days after which figures are late: not before the calendar wants them."""
    wanted = [(d.data_due - q.end).days for q, d in framework.quarters.items() if d.data_due]
    return max(wanted, default=USUAL_LAG)


def figure(indicator: Indicator, organisation: str, quarter: Period, day: dt.date) -> str:
    """Return a row of ``observations.csv`` with a figure that would do.

    Parameters
    ----------
    indicator : Indicator
        What was measured.
    organisation : str
        Of whom.
    quarter : Period
        It is of the last period of the indicator's kind that ends by then.
    day : date
        When it is written down.
    """
    counted = indicator.chart in _OF_PARTS or bool(indicator.disclosure)
    in_parts = counted or (indicator.has_parts and bool(indicator.denominator))
    cells = _PARTS if in_parts else {"value": _VALUES[indicator.unit]}
    period = str(quarter.latest(indicator.frequency))
    of = {"indicator": indicator.indicator, "organisation": organisation, "period": period}
    return _row("observations", of | cells | {RECORDED_ON.name: day.isoformat()})


def target(indicator: Indicator, organisation: str, quarter: Period, day: dt.date) -> str:
    """Return a row of ``targets.csv`` for the year that a quarter lies in; see `figure`."""
    calendar = quarter.frequency is Frequency.CALENDAR_QUARTER
    year = quarter.latest(Frequency.CALENDAR_YEAR if calendar else Frequency.FINANCIAL_YEAR)
    period = year if year.contains(quarter) else year.next()
    of = {"indicator": indicator.indicator, "organisation": organisation, "period": str(period)}
    aim = {"target": _VALUES[indicator.unit], RECORDED_ON.name: day.isoformat()}
    return _row("targets", of | aim)


def catalogue(rows: Iterable[str]) -> tuple[Indicator, ...]:
    """Return the indicators that rows of ``indicators.csv`` are of."""
    table = TABLES["indicators"]
    names = [column.name for column in table.all_columns]
    frame = pd.DataFrame(csv.reader(rows), columns=names)
    return tuple(typed.catalogue(typed.typed(table, frame)).values())


def recorded_on(framework: Framework, quarter: Period) -> dt.date:
    """Return a day on which a quarter's figures may be written down: when they are due."""
    dates = framework.quarters.get(quarter)
    return (dates.data_due if dates else None) or quarter.end + dt.timedelta(days=1)


def _row(table: str, cells: Mapping[str, str]) -> str:
    """A row of a table as its file holds it; a column without a cell stays empty."""
    names = [column.name for column in TABLES[table].all_columns]
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([cells.get(name, "") for name in names])
    return out.getvalue()
