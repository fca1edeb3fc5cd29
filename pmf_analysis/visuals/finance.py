"""Budgets, forecasts and explanations for people, by directorate and by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import Area, LinkKind
from pmf_analysis.judgements.finance import Account, Total
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.risk import linked
from pmf_analysis.visuals import money, panels, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.finance_words import (
    AREAS,
    UNEXPLAINED,
    line_means,
    total_means,
    unowed,
)
from pmf_analysis.visuals.scorecard import RatingMark, rating_mark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["by_directorate", "certainty", "explained", "for_directorate", "lines", "linked_spend"]

# Where the same point of last year says how this one goes: both are far from the year's end.
_BY_THE_POINT = {Area.COLLECTION, Area.DEBT, Area.RESERVE}
NOT_RATED = RatingMark(words.RATING_SHAPES[Rating.NO_TARGET], "Not rated", "none")


def by_directorate(totals: Iterable[Total], framework: Framework, caption: str) -> Html:
    """Return the sums of revenue: each directorate's, and last the council's."""
    mine = [t for t in totals if t.area is Area.REVENUE]
    council = framework.council.code
    listed = [t for t in mine if t.organisation != council]
    listed += [t for t in mine if t.organisation == council]
    names = [framework.organisation_name(t.organisation) for t in listed]
    heading = words.capital(framework.words.directorate)
    rows = [_total_row(name, t, framework) for name, t in zip(names, listed, strict=True)]
    return table(caption, _total_columns(heading), rows, "No revenue is reported.")


def for_directorate(
    totals: Iterable[Total], accounts: Iterable[Account], code: str, framework: Framework
) -> Html:
    """Return a directorate's sums by area, and its lines that are to be explained.

    Parameters
    ----------
    totals, accounts : iterable
        The council's; those of the directorate and its services are shown.
    code : str
        The directorate.
    framework : Framework
        The council's words and rules.
    """
    mine = [t for t in totals if t.organisation == code]
    rows = [_total_row(AREAS[t.area].name, t, framework) for t in mine]
    sums = table("What is budgeted and expected.", _total_columns("Money"), rows, "")
    places = {code, *(s.code for s in framework.directorate(code).services)}
    own = [a for a in accounts if a.organisation in places]
    if not mine and not own:
        return panels.message("No money is reported here.")
    told = explained(own, framework, "Lines whose difference from budget is to be explained.")
    return Html(f"{sums.html if mine else ''}\n{told.html}")


def lines(accounts: Iterable[Account], area: Area, framework: Framework, caption: str = "") -> Html:
    """Return every line of an area: plan, so far, forecast, difference and its explanation."""
    listed, named = [a for a in accounts if a.area is area], AREAS[area]
    columns = (
        Column("Line"),
        Column(named.planned, numeric=True),
        Column(named.so_far, numeric=True),
        Column("Forecast for the year", numeric=True),
        Column("Against plan" if named.planned == "Plan" else "Difference"),
        Column("Since last quarter"),
        Column("What it means"),
    )
    rows = [
        (
            _line(a, framework),
            Cell(money.amount(a.budget, area)),
            Cell(money.amount(a.actual, area), under=_then(a)),
            Cell(money.amount(a.forecast, area)),
            _difference(a, framework),
            Cell(money.moved(a.movement, area)),
            Cell(line_means(a, framework)),
        )
        for a in listed
    ]
    said = " ".join(text for text in (caption or f"{named.name}.", named.note) if text)
    return table(said, columns, rows, f"No {named.name.lower()} is reported.")


def explained(accounts: Iterable[Account], framework: Framework, caption: str) -> Html:
    """Return the lines whose difference is to be explained, those that nobody explained first."""
    listed = [a for a in accounts if a.must_explain]
    listed.sort(key=lambda a: (not a.owes_explanation, not a.adverse, -abs(a.variance or 0.0)))
    return _told(listed, framework, caption, "No difference is large enough to need explaining.")


def linked_spend(
    picture: Picture,
    framework: Framework,
    caption: str,
    *,
    indicators: Collection[str] = (),
    actions: Collection[str] = (),
    empty: str = "No spending is linked to this.",
) -> Html:
    """Return the lines of money that are linked to some indicators or actions."""
    codes = {
        *linked(picture.links, LinkKind.BUDGET, LinkKind.INDICATOR, indicators),
        *linked(picture.links, LinkKind.BUDGET, LinkKind.ACTION, actions),
    }
    listed = [a for a in picture.accounts if a.line in codes]
    return _told(listed, framework, caption, empty)


def certainty(total: Total) -> Html:
    """Return how wrong the forecasts at the same point of earlier years turned out to be."""
    columns = (Column("Year"), Column("Outturn against the forecast at this point", numeric=True))
    rows = [(Cell(year), Cell(_error(size))) for year, size in reversed(total.past_errors)]
    caption = "What the year came to, less what was forecast in the same quarter of it."
    return table(caption, columns, rows, "")


def _error(size: float) -> str:
    if not size:
        return "as forecast"
    return f"{money.pounds(abs(size))} {'above' if size > 0 else 'below'} forecast"


def _total_columns(heading: str) -> Sequence[Column]:
    return (
        Column(heading),
        Column("Budget", numeric=True),
        Column("Forecast", numeric=True),
        Column("Difference"),
        Column("Since last quarter"),
        Column("What it means"),
    )


def _total_row(name: str, total: Total, framework: Framework) -> Sequence[Cell]:
    waiting = words.count(total.stale, "line")
    stale = f"{waiting} without a figure for this quarter" if total.stale else ""
    return (
        Cell(name, under=stale),
        Cell(money.amount(total.budget, total.area)),
        Cell(money.amount(total.forecast, total.area)),
        _difference(total, framework),
        Cell(money.moved(total.movement, total.area)),
        Cell(total_means(total, framework)),
    )


def _told(accounts: Sequence[Account], framework: Framework, caption: str, empty: str) -> Html:
    columns = (
        Column("Line"),
        Column("Budget", numeric=True),
        Column("Forecast", numeric=True),
        Column("Difference"),
        Column("Since last quarter"),
        Column("Why"),
    )
    rows = [
        (
            _line(a, framework),
            Cell(money.amount(a.budget, a.area)),
            Cell(money.amount(a.forecast, a.area)),
            _difference(a, framework),
            Cell(money.moved(a.movement, a.area)),
            _why(a, framework),
        )
        for a in accounts
    ]
    return table(caption, columns, rows, empty)


def _line(account: Account, framework: Framework) -> Cell:
    said = [framework.organisation_name(account.organisation)]
    said += ["large and volatile"] if account.volatile else []
    said += [f"no figure for this quarter: as at {account.period}"] if account.stale else []
    return Cell(account.title, under=", ".join(said))


def _then(account: Account) -> str:
    if account.last_year_actual is None or account.area not in _BY_THE_POINT:
        return ""
    return f"{money.amount(account.last_year_actual, account.area)} at this point last year"


def _difference(entry: Account | Total, framework: Framework) -> Cell:
    rated = entry.rating is not Rating.NO_TARGET or entry.budget is None
    mark = rating_mark(entry.rating, framework) if rated else NOT_RATED
    far = money.distance(entry.variance, entry.area, entry.budget)
    share = f" ({money.percent(entry.share)})" if entry.variance and entry.share else ""
    return Cell(mark=mark, under=far + (share if entry.area is not Area.COLLECTION else ""))


def _why(account: Account, framework: Framework) -> Cell:
    if account.explanation:
        return Cell(account.explanation)
    if account.owes_explanation:
        return Cell(UNEXPLAINED, css="v-red")
    return Cell(unowed(account, framework))
