"""What each directorate owes a quarter's report: its series, and the figures that are due."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.sources.workbook.form import Form, Key, Line, Series
from pmf_analysis.tables import vintages
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.rollup import rebuilt

__all__ = ["as_issued", "due_on", "forms"]

SHOWN = 8  # earlier figures beside the cells to fill
USUAL_DELAY = dt.timedelta(weeks=9)  # from a quarter's end to its report, without a calendar
NO_FIGURE = {"c": "withheld", "x": "not available", "z": "not applicable"}


@dataclass(frozen=True)
class _Latest:
    """The latest figure of a cell."""

    value: float
    status: str
    in_parts: bool

    @property
    def there(self) -> bool:
        """Whether nothing more is asked: a figure, or the word that there is none to give."""
        return not math.isnan(self.value) or self.status in {"c", "z"}


_Cells = Mapping[Period, _Latest]


def forms(book: Book, quarter: Period, issued: dt.date) -> Iterator[Form]:
    """Yield what each directorate is asked for; one that owes nothing has no lines.

    A series belongs to the directorate that its organisation is part of; one of the whole council
    to the directorate that owns the indicator. Asked for are the periods that end in the quarter
    and are due by its report, and those of the year before that were due and never came.

    Parameters
    ----------
    book : Book
        Every vintage.
    quarter : Period
        Of the report.
    issued : date
        The day on which it is sent out.
    """
    framework = book.framework
    kept, targets = _kept(book), _targets(book, quarter)
    names = framework.words
    for directorate in framework.directorates:
        mine = [
            (indicator, organisation)
            for indicator in book.indicators.values()
            for organisation in _organisations(indicator, framework, kept)
            if _belongs(framework, indicator, organisation) == directorate.code
        ]
        series: list[Series] = []
        lines: list[Line] = []
        for indicator, organisation in mine:
            cells = kept.get((indicator.indicator, organisation), {})
            target = targets.get((indicator.indicator, organisation), "")
            one = _series(framework, indicator, organisation, cells, target, quarter)
            series.append(one)
            lines += _lines(one, indicator, cells, quarter, framework)
        if series:
            yield Form(
                council=framework.council.code,
                council_name=framework.council.name,
                directorate=directorate.code,
                directorate_name=directorate.name,
                quarter=str(quarter),
                issued=issued,
                due=due_on(framework, quarter),
                contact=framework.council.contact,
                role=directorate.director_role,
                indicator_word=names.indicator,
                indicators_word=names.indicators,
                year_starts=framework.council.year_starts,
                series=tuple(series),
                lines=tuple(lines),
            )


def as_issued(form: Form, asked: Collection[Key]) -> Form:
    """Return a form with the lines that a workbook asked for when it was issued.

    What was missing then may be there by now; it can be corrected in the same workbook.
    """
    there = {line.key for line in form.lines}
    series = {(s.indicator, s.organisation): s for s in form.series}
    lines = [
        Line(series[key[:2]], key[2]) for key in asked if key not in there and key[:2] in series
    ]
    return replace(form, lines=(*form.lines, *lines))


def due_on(framework: Framework, quarter: Period) -> dt.date | None:
    """Return the day by which the figures of a quarter are wanted; None without a calendar."""
    dates = framework.quarters.get(quarter)
    return dates.data_due if dates else None


def _kept(book: Book) -> dict[tuple[str, str], dict[Period, _Latest]]:
    """The latest figures of each series."""
    rows = rebuilt(vintages.as_at(book, None).observations, book.indicators)
    rows = rows[rows["breakdown"] == ""]
    period = {text: book.framework.period(text) for text in rows["period"].unique()}
    kept: dict[tuple[str, str], dict[Period, _Latest]] = {}
    rows = rows.assign(in_parts=rows[["numerator", "denominator"]].notna().all(axis=1))
    columns = ["indicator", "organisation", "period", "value", "status", "in_parts"]
    for code, organisation, text, *cell in rows[columns].itertuples(index=False, name=None):
        kept.setdefault((code, organisation), {})[period[text]] = _Latest(*cell)
    return kept


def _organisations(
    indicator: Indicator, framework: Framework, kept: Mapping[tuple[str, str], _Cells]
) -> list[str]:
    """Who reports an indicator; before its first figure, whoever owns it."""
    reporting = [o for o in framework.organisations if (indicator.indicator, o) in kept]
    owner = indicator.service or indicator.directorate or framework.council.code
    return reporting or [owner]


def _belongs(framework: Framework, indicator: Indicator, organisation: str) -> str:
    """The directorate that is asked; "" where none owns it."""
    if organisation == framework.council.code:
        return indicator.directorate or framework.parents.get(indicator.service, "")
    above = framework.parents[organisation]
    return organisation if above == framework.council.code else above


def _series(
    framework: Framework,
    indicator: Indicator,
    organisation: str,
    cells: _Cells,
    target: str,
    quarter: Period,
) -> Series:
    earlier = [p for p in sorted(cells) if p.end < quarter.start][-SHOWN:]
    return Series(
        indicator=indicator.indicator,
        name=indicator.name,
        definition=indicator.definition,
        organisation=organisation,
        organisation_name=framework.organisation_name(organisation),
        unit=indicator.unit,
        frequency=indicator.frequency,
        per=indicator.per,
        decimals=indicator.decimals,
        has_parts=_asks_for_parts(indicator, cells),
        numerator=indicator.numerator,
        denominator=indicator.denominator,
        target=target,
        history=tuple((str(p), _spelt(cells[p], indicator)) for p in earlier),
        least=indicator.plausible_min,
        most=indicator.plausible_max,
    )


def _asks_for_parts(indicator: Indicator, cells: _Cells) -> bool:
    """Whether the two parts are asked for: as they were given last, if any figure was."""
    figures = [cells[p] for p in sorted(cells) if not math.isnan(cells[p].value)]
    if figures:
        return figures[-1].in_parts
    return indicator.counts_cases and bool(indicator.denominator)


def _lines(
    series: Series, indicator: Indicator, cells: _Cells, quarter: Period, framework: Framework
) -> Iterator[Line]:
    dates = framework.quarters.get(quarter)
    reported = (dates.publication if dates else None) or quarter.end + USUAL_DELAY
    lag = dt.timedelta(days=indicator.lag_days)
    pooled = next((p.months // 12 for p in cells), 1)
    period = quarter.latest(indicator.frequency, pooled_years=pooled)
    opened = min((p for p, cell in cells.items() if cell.there), default=None)
    asked: list[Period] = []
    for _ in range(indicator.frequency.per_year + 1):
        due = period.end + lag < reported
        ends_now = quarter.start <= period.end <= quarter.end
        missing = period not in cells or not cells[period].there
        if due and (ends_now or (missing and opened is not None and period > opened)):
            asked.append(period)
        period = period.previous()
    for each in reversed(asked):
        there = cells.get(each)
        recorded = _spelt(there, indicator) if there is not None else ""
        yield Line(series, str(each), recorded, each.end + lag)


def _spelt(cell: _Latest, indicator: Indicator) -> str:
    """A figure as the catalogue rounds it, with its mark."""
    if math.isnan(cell.value):
        return NO_FIGURE.get(cell.status, "")
    figure = f"{cell.value:,.{indicator.decimals}f}"
    return f"{figure} {cell.status}" if cell.status else figure


def _targets(book: Book, quarter: Period) -> dict[tuple[str, str], str]:
    """The targets that are in force in a quarter, spelt."""
    rows = vintages.as_at(book, None).targets
    holds = {
        text: book.framework.period(text).contains(quarter) for text in rows["period"].unique()
    }
    found: dict[tuple[str, str], str] = {}
    for row in rows[rows["period"].map(holds).astype(bool)].to_dict("records"):
        places = book.indicators[row["indicator"]].decimals
        edges = [row[name] for name in ("target", "lower", "upper")]
        told = [f"{edge:,.{places}f}" for edge in edges if not math.isnan(edge)]
        found[row["indicator"], row["organisation"]] = " to ".join(told)
    return found
