"""What the report would say if something else were recorded, by the very code of the report."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pandas as pd

from pmf_analysis.findings import flow
from pmf_analysis.findings.extract import Extract, closing, shape
from pmf_analysis.findings.judged import judged
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Basis, ChartKind, Polarity, Unit
from pmf_analysis.framework.period import Period, PeriodError
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.charting import which
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.tables.book import Book

__all__ = ["Aim", "Choice", "Rules", "drawn", "fitting", "trial"]

# What charts say of a rebase that stands in no ledger.
TRIED = "tried here, not recorded"
LARGEST = 1e12  # in any unit: beyond every figure of a council


class Rules(StrEnum):
    """The rules for special causes that a trial may ask for; blank for the council's own."""

    OWN = ""
    MAKING_DATA_COUNT = "making_data_count"
    PLOT_THE_DOTS = "plot_the_dots"


@dataclass(frozen=True)
class Aim:
    """A target to try, in the indicator's unit; None leaves a part as it stands.

    It holds from the first period of the year of the latest figure to the end of the quarter's
    year. A running total that adds up has a profile: all of it is raised or lowered in proportion.
    """

    target: float | None = None
    lower: float | None = None
    upper: float | None = None
    tolerance: float | None = None

    def __post_init__(self) -> None:
        """Refuse what no book could hold."""
        for name, value in vars(self).items():
            if value is not None and not abs(value) <= LARGEST:  # NaN is not either
                raise WrongUse(f"{name}: a number of at most {LARGEST:,.0f}, not {value:g}")
        if self.tolerance is not None and self.tolerance < 0:
            raise WrongUse(f"tolerance: 0 or more, not {self.tolerance:g}")


@dataclass(frozen=True)
class Choice:
    """A series, and what to take as recorded of it; blank stands for what is.

    Attributes
    ----------
    indicator, organisation : str
        Whose series.
    until : str
        The quarter to report; the extract's own when blank.
    start : str
        The first period to use: earlier figures are taken as never recorded.
    rebase : str
        A period from which limits start anew.
    chart : ChartKind
        A chart to draw in place of the program's choice.
    rules : Rules
        The rules for special causes.
    aim : Aim
        A target.
    beside : str
        The code of an area, or of the group's median, whose figures stand beside; changes
        nothing that is found.
    """

    indicator: str
    organisation: str
    until: str = ""
    start: str = ""
    rebase: str = ""
    chart: ChartKind = ChartKind.UNNAMED
    rules: Rules = Rules.OWN
    aim: Aim = Aim()
    beside: str = ""


def trial(extract: Extract, choice: Choice) -> Finding:
    """Return what the report would say of one series.

    Parameters
    ----------
    extract : Extract
        Holds the series; not changed.
    choice : Choice
        With nothing but a series it gives the finding of the report. What rests on other series,
        its place among the exceptions and its comparison, is left out.

    Raises
    ------
    WrongUse
        There is no such series, quarter or period, the chart does not fit, or nothing was
        observed by then.
    """
    book, quarter = _tried(extract, choice)
    found = next(flow.each(book, quarter, extract.audience, extract.as_at), None)
    if found is None or not found.points:
        raise WrongUse(f"{choice.indicator} has no figure between these periods")
    return found


def drawn(extract: Extract, choice: Choice) -> Finding | None:
    """Return a trial without forecast and past, soon enough to ask of many; None for no figure."""
    book, quarter = _tried(extract, choice)
    found = next(judged(book, quarter, extract.as_at), None)
    return found if found is not None and found.points else None


def _tried(extract: Extract, choice: Choice) -> tuple[Book, Period]:
    _known(extract, choice)
    quarter = _quarter(extract, choice.until)
    return _recorded(_laid_out(extract, choice), choice, quarter), quarter


def fitting(extract: Extract, indicator: str, organisation: str) -> tuple[ChartKind, ...]:
    """Return the charts that may be drawn of a series in place of the program's choice.

    None where limits mean nothing for the kind of figure, or it has too few cases for them.
    """
    measured = extract.indicators[indicator]
    rows = _alone(extract.book, Choice(indicator, organisation)).observations
    values, x, n = (rows[name].to_numpy() for name in ("value", "numerator", "denominator"))
    own = which(measured, values, x, n)
    if not measured.suits_limits or own is ChartKind.RUN:
        return ()
    charts = [ChartKind.XMR]
    if measured.has_parts and own in _OF_SHARES | _OF_RATES:
        charts += sorted(_OF_SHARES if own in _OF_SHARES else _OF_RATES)
    elif own is ChartKind.U_PRIME and measured.unit is Unit.COUNT:
        charts.append(ChartKind.C)
    return tuple(kind for kind in (*charts, ChartKind.RUN) if kind is not own)


_OF_SHARES = {ChartKind.P, ChartKind.P_PRIME}
_OF_RATES = {ChartKind.U, ChartKind.U_PRIME}


def _known(extract: Extract, choice: Choice) -> None:
    if choice.organisation not in extract.organisations.get(choice.indicator, ()):
        word = extract.framework.words.indicator
        raise WrongUse(f"there is no {word} {choice.indicator!r} of {choice.organisation!r}")
    drawn = choice.chart
    if drawn and drawn not in fitting(extract, choice.indicator, choice.organisation):
        raise WrongUse(f"a {drawn} chart does not fit {choice.indicator}")


def _quarter(extract: Extract, text: str) -> Period:
    if not text:
        return extract.quarter
    for quarter in extract.quarters:
        if str(quarter) == text:
            return quarter
    raise WrongUse(f"{text!r} is no quarter that can be reported")


def _alone(book: Book, choice: Choice) -> Book:
    """The book with one series and nothing of others."""
    tables = {}
    for name in ("observations", "targets", "events"):
        frame = book[name]
        for column, code in _key(choice).items():
            frame = frame[frame[column] == code]
        tables[name] = frame
    return book.replace(**tables).with_indicators(
        {choice.indicator: book.indicators[choice.indicator]}
    )


def _laid_out(extract: Extract, choice: Choice) -> Book:
    """The series over the periods that the report lays it over: with the longest of its kind."""
    book = _alone(extract.book, choice)
    first = extract.opening[shape(extract.framework.period(book.observations["period"].iloc[0]))]
    if (book.observations["period"] == str(first)).any():
        return book
    empty = {**_key(choice), "period": str(first), "breakdown": "", "status": ""}
    return book.replace(observations=_added(book.observations, [empty]))


def _recorded(book: Book, choice: Choice, quarter: Period) -> Book:
    """The book as it would stand if everything chosen were recorded."""
    framework, indicator = book.framework, book.indicators[choice.indicator]
    changed: dict[str, pd.DataFrame] = {}
    if choice.start:
        changed["observations"] = _from(book, _period(framework, choice.start))
    if choice.rebase and choice.rebase not in set(book.events["period"][book.events["rebase"]]):
        _period(framework, choice.rebase)
        told = {"label": TRIED, "rebase": True, "exclude": False, "reason": "", "approved_by": ""}
        row = {**_key(choice), "period": choice.rebase, **told}
        changed["events"] = _added(book.events, [row])
    if choice.aim != Aim():
        changed["targets"] = _added(book.targets, list(_aimed(book, choice, quarter)))
    if choice.chart:
        book = book.with_indicators({choice.indicator: replace(indicator, chart=choice.chart)})
    if choice.rules:
        spc = framework.spc.model_copy(update={"rules": choice.rules.value})
        book = replace(book, framework=framework.model_copy(update={"spc": spc}))
    return book.replace(**changed)


def _from(book: Book, start: Period) -> pd.DataFrame:
    """The observations, with those before `start` as if they had never been recorded."""
    rows = book.observations
    early = rows["period"].map(book.framework.period).map(lambda p: p < start).astype(bool)
    nothing = {"value": math.nan, "numerator": math.nan, "denominator": math.nan, "status": ""}
    return rows.assign(**{name: rows[name].mask(early, cell) for name, cell in nothing.items()})


def _key(choice: Choice) -> dict[str, Any]:
    return {"indicator": choice.indicator, "organisation": choice.organisation}


def _period(framework: Framework, text: str) -> Period:
    try:
        return framework.period(text)
    except PeriodError as error:
        raise WrongUse(str(error)) from None


def _added(frame: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    new = pd.DataFrame(rows, columns=list(frame)).astype(frame.dtypes.to_dict())
    return pd.concat([frame, new], ignore_index=True) if len(frame) else new


def _aimed(book: Book, choice: Choice, quarter: Period) -> Iterator[dict[str, Any]]:
    """A row for each period that the target is tried in."""
    indicator = book.indicators[choice.indicator]
    known = book.observations[book.observations["value"].notna()]
    read = [book.framework.period(text) for text in known["period"]]
    latest = max((p for p in read if p.end <= quarter.end), default=quarter)
    held = {p: _in_force(book, p) for p in _years(latest, quarter)}
    chosen = {name: value for name, value in vars(choice.aim).items() if value is not None}
    profiled = indicator.basis is Basis.YEAR_TO_DATE and indicator.adds_up
    for period, row in held.items():
        new = _moved(chosen, held[latest], row, latest) if profiled else chosen
        made = {**row, **new}
        if _blank(made):
            continue
        low, high = made["lower"], made["upper"]
        if indicator.polarity is Polarity.RANGE and not low <= high:
            raise WrongUse(f"a band needs a lower edge and a higher one, not {low:g} to {high:g}")
        yield {**_key(choice), **made, "period": str(period)}


def _moved(
    chosen: dict[str, float], now: dict[str, Any], then: dict[str, Any], latest: Period
) -> dict[str, float]:
    """A profile's target of another period, moved as that of the latest figure is."""
    new = dict(chosen)
    for name in new.keys() - {"tolerance"}:
        if math.isnan(now[name]):
            raise WrongUse(f"no target is recorded for {latest}, so there is no profile to move")
        if not now[name] and chosen[name]:
            raise WrongUse(f"the target of {latest} is 0, so its profile cannot be moved")
        new[name] = chosen[name] * then[name] / now[name] if now[name] else then[name]
    return new


def _blank(row: Mapping[Any, Any]) -> bool:
    """Whether a row gives no target, as one does that withdraws it."""
    return all(math.isnan(row[name]) for name in ("target", "lower", "upper"))


def _years(latest: Period, quarter: Period) -> Iterator[Period]:
    """The periods from the opening of the latest figure's year to the end of the quarter's."""
    period = latest
    while period.frequency.per_year > 1 and not period.opens_year:
        period = period.previous()
    while period <= latest or period.end <= closing(quarter):
        yield period
        period = period.next()


def _in_force(book: Book, period: Period) -> dict[str, Any]:
    """The target of a period as recorded; missing numbers where there is none."""
    parts = ("target", "lower", "upper", "tolerance", "floor")
    for row in book.targets.to_dict("records"):
        if book.framework.period(row["period"]).contains(period) and not _blank(row):
            return {name: row[name] for name in parts}
    return dict.fromkeys(parts, math.nan)
