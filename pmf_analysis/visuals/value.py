"""What the money buys: cost per head, and cost beside performance beside others."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence

from pmf_analysis.framework.finance import Deflator
from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import Area, LinkKind
from pmf_analysis.judgements.evidence import Comparison
from pmf_analysis.judgements.finance import Account, Total, real_change, year_of
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.risk import linked
from pmf_analysis.visuals import money, sentences, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["is_unit_cost", "per_head", "unit_costs", "value_for_money"]

_SPENDING = {Area.REVENUE, Area.CAPITAL}
LEVEL = 0.005  # a change of less than half a per cent is none to speak of
UNIT_COST = 2  # the column that is left out where no line has one
YEARS_SHOWN = 3  # earlier years of cost per head; more leave no room for words
YEAR_DIGITS = 4  # of 2025-26, those that say when it began
BEST_QUARTILE, WORST_QUARTILE = 1, 4


def per_head(
    totals: Iterable[Total], population: float, framework: Framework, quarter: str
) -> Html:
    """Return net revenue spending for each resident: this year's forecast and earlier years.

    Parameters
    ----------
    totals : iterable of Total
        The council's and its directorates'.
    population : float
        Residents now; earlier years are divided by them as well.
    framework : Framework
        With the deflator, without which no earlier year is shown.
    quarter : str
        The reporting quarter.
    """
    mine = [t for t in totals if t.area is Area.REVENUE and t.forecast is not None]
    deflator = framework.finance.deflator
    now = str(year_of(framework.period(quarter)))
    past = _years(mine, deflator)
    columns = (
        Column(words.capital(framework.words.directorate)),
        Column(f"{now}, forecast", numeric=True),
        *(Column(year, numeric=True) for year in past),
        *((Column(f"{now} in {deflator.base} prices", numeric=True),) if deflator else ()),
        Column("What it means"),
    )
    rows = []
    for total in mine:
        came_to = dict(total.outturns)
        cells = [Cell(framework.organisation_name(total.organisation))]
        cells.append(Cell(money.small_pounds((total.forecast or 0.0) / population)))
        cells += [_real(came_to.get(year), year, population, deflator) for year in past]
        if deflator:
            cells.append(_real(total.forecast, now, population, deflator))
        cells.append(Cell(_on_last_year(total, now, deflator) or "Earlier years are not compared."))
        rows.append(cells)
    caption = f"Net revenue spending for each of {population:,.0f} residents of today."
    if deflator:
        caption += f" Earlier years in {deflator.base} prices, by {deflator.name}."
    return table(caption, columns, rows, "No revenue is forecast.")


def value_for_money(findings: Findings, to: str) -> Html:
    """Return each line of spending that is linked to an indicator: cost, performance, others.

    Parameters
    ----------
    findings : Findings
        With the accounts, the links and the council's own findings of what they lead to.
    to : str
        The way from the page to the site's root.
    """
    framework, picture = findings.framework, findings.picture
    found = {f.indicator: f for f in findings.council}
    rows: list[Sequence[Cell]] = []
    for account in picture.accounts:
        if account.area not in _SPENDING:
            continue
        tied = linked(picture.links, LinkKind.INDICATOR, LinkKind.BUDGET, {account.line})
        mine = [found[code] for code in tied if code in found]
        costs = [f for f in mine if is_unit_cost(f, findings.indicators)]
        measured: list[Finding | None] = [f for f in mine if f.unit is not Unit.CURRENCY]
        if mine:
            unit_cost = _unit_cost(costs, findings.indicators, to)
            rows += [
                _row(account, unit_cost, finding, findings, to) for finding in measured or [None]
            ]
    columns = [
        Column("Spending"),
        Column("Forecast for the year", numeric=True),
        Column("Unit cost beside others"),
        Column("Measured by"),
        Column("Beside others"),
        Column("What it means"),
    ]
    if all(row[UNIT_COST] == Cell() for row in rows):
        del columns[UNIT_COST]
        rows = [[*row[:UNIT_COST], *row[UNIT_COST + 1 :]] for row in rows]
    caption = (
        "Spending beside what it is for. The two move for many reasons: this shows where to ask, "
        "and proves nothing."
    )
    empty = f"No line of spending is linked to any {framework.words.indicator}."
    return table(caption, columns, rows, empty)


def is_unit_cost(finding: Finding, indicators: Mapping[str, Indicator]) -> bool:
    """Whether a finding is a cost of one of something, such as pounds for each adult."""
    indicator = indicators[finding.indicator]
    return indicator.unit is Unit.CURRENCY and bool(indicator.denominator)


def unit_costs(findings: Findings, to: str) -> Html:
    """Return what services cost for each person or thing, beside similar councils."""
    catalogue, starts = findings.indicators, findings.framework.council.year_starts
    mine = [f for f in findings.council if is_unit_cost(f, catalogue) and f.shown]
    columns = (
        Column("Unit cost"),
        Column("Figure", numeric=True),
        Column("When"),
        Column("Middle of similar councils", numeric=True),
        Column("What it means"),
    )
    rows = [
        (
            Cell(f.name, href=_page(f, to)),
            Cell(words.figure(f.value, catalogue[f.indicator])),
            Cell(words.short_period(f.period, starts)),
            Cell(_middle(f, catalogue[f.indicator])),
            Cell(_beside(f.comparison) or "Not compared."),
        )
        for f in mine
    ]
    caption = "A higher cost may buy more, or meet more need: compare it with what is achieved."
    return table(caption, columns, rows, "No unit cost is reported.")


def _middle(finding: Finding, indicator: Indicator) -> str:
    if finding.comparison is None:
        return ""
    others = [place.value for place in finding.comparison.places if not place.ours]
    return words.figure(statistics.median(others), indicator) if others else ""


def _years(totals: Sequence[Total], deflator: Deflator | None) -> list[str]:
    if deflator is None:
        return []
    years = {year for total in totals for year, _ in total.outturns}
    return sorted(year for year in years if year in deflator.index)[-YEARS_SHOWN:]


def _real(amount: float | None, year: str, population: float, deflator: Deflator | None) -> Cell:
    real = deflator.real(amount, year) if deflator and amount is not None else None
    return Cell(money.small_pounds(None if real is None else real / population))


def _change(entry: Account | Total, now: str, deflator: Deflator | None) -> float | None:
    # A scheme of capital is built once: its years are no series.
    if entry.forecast is None or not entry.outturns or entry.area is not Area.REVENUE:
        return None
    last = entry.outturns[-1]
    follows = int(now[:YEAR_DIGITS]) - int(last[0][:YEAR_DIGITS]) == 1
    return real_change((now, entry.forecast), last, deflator) if follows else None


def _on_last_year(entry: Account | Total, now: str, deflator: Deflator | None) -> str:
    change = _change(entry, now, deflator)
    if change is None:
        return ""
    if abs(change) < LEVEL:
        return "As much as last year in real terms."
    return (
        f"{money.percent(change)} {'more' if change > 0 else 'less'} than last year in real terms."
    )


def _row(
    account: Account, unit_cost: Cell, finding: Finding | None, findings: Findings, to: str
) -> Sequence[Cell]:
    framework, people = findings.framework, findings.picture.population
    now = str(year_of(framework.period(findings.quarter)))
    head = None if people is None or account.forecast is None else account.forecast / people
    changed = _on_last_year(account, now, framework.finance.deflator)
    each = f"{money.small_pounds(head)} a head" if head is not None else ""
    place = framework.organisation_name(account.organisation)
    return (
        Cell(account.title, under=place),
        Cell(money.amount(account.forecast, account.area), under=each),
        unit_cost,
        _measured(finding, findings, to),
        Cell(_beside(finding.comparison) if finding else ""),
        Cell(" ".join(t for t in (changed, _performs(finding, framework)) if t)),
    )


def _unit_cost(costs: Sequence[Finding], indicators: dict[str, Indicator], to: str) -> Cell:
    if not costs:
        return Cell()
    first = costs[0]
    indicator = indicators[first.indicator]
    said = f"{words.figure(first.value, indicator)}. {_beside(first.comparison)}".strip()
    return Cell(first.name, under=said, href=_page(first, to))


def _measured(finding: Finding | None, findings: Findings, to: str) -> Cell:
    if finding is None:
        return Cell("Its cost alone")
    indicator, framework = findings.indicators[finding.indicator], findings.framework
    value = words.figure(finding.value, indicator) if finding.shown else f"[{finding.status}]"
    rated = words.rating_words(finding.rating, framework.rating.label(finding.rating))
    said = f"{value}, {rated}, {sentences.verdict_name(finding).lower()}"
    return Cell(finding.name, under=said, href=_page(finding, to))


def _page(finding: Finding, to: str) -> str:
    return f"{to}indicators/{finding.indicator.lower()}.html"


def _beside(compared: Comparison | None) -> str:
    """The council's place in its group; without a better side, how many have less."""
    if compared is None:
        return ""
    if compared.rank is not None:
        return f"{compared.rank} of {len(compared.places)}, 1 is best"
    others = [p for p in compared.places if not p.ours]
    less = sum(p.value < compared.ours.value for p in others)
    more = sum(p.value > compared.ours.value for p in others)
    return _among(less, more, len(others))


def _among(less: int, more: int, every: int) -> str:
    """How many others have less; in the words for all of them and for none.

    Examples
    --------
    >>> _among(11, 4, 15), _among(15, 0, 15)
    ('More than 11 of 15 similar councils.', 'More than all 15 similar councils.')
    >>> _among(0, 15, 15), _among(0, 14, 15)
    ('Less than all 15 similar councils.', 'No more than any of 15 similar councils.')
    """
    if not every:
        return ""
    whole = f"all {every} similar councils" if every > 1 else "the one similar council"
    if every in {less, more}:
        return f"{'More' if less else 'Less'} than {whole}."
    if not less:
        return f"No more than any of {words.count(every, 'similar council')}."
    return f"More than {words.count(less)} of {every} similar councils."


def _performs(finding: Finding | None, framework: Framework) -> str:
    if finding is None:
        return ""
    if finding.rating is Rating.NO_TARGET:
        return "There is no target to judge it by."
    label = framework.rating.label(finding.rating).lower()
    quartile = finding.comparison.ours.quartile if finding.comparison else None
    beside = {
        BEST_QUARTILE: ", among the best quarter of its group",
        WORST_QUARTILE: ", among the worst quarter of its group",
    }
    return f"Performance: {label}{beside.get(quartile or 0, '')}."
