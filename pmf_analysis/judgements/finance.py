"""Money: how far from budget, which way it moved, and where an explanation is owed.

A variance is the forecast less the budget. Whether it is adverse depends on the area: revenue
above budget (income is below 0, so income that falls short is above budget too), debt above its
plan, and savings, collection or reserves below theirs. Capital above budget is adverse. Capital
below budget is rated neither way: the work may have cost less, or have been put off. Treasury is
not rated at all, since neither more nor less is always better.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pmf_analysis.framework.finance import Deflator, FinanceRules
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import Area

__all__ = [
    "ADDS_UP",
    "Account",
    "Total",
    "Variance",
    "Weight",
    "added",
    "difference",
    "must_explain",
    "real_change",
    "vary",
    "weigh",
    "year_of",
]

# Areas whose lines may be summed: percentages do not add up, nor do loans and deposits.
ADDS_UP = (Area.REVENUE, Area.SAVING, Area.CAPITAL, Area.DEBT, Area.RESERVE)
# Where more than planned is good: money saved, collected, kept back.
_MORE_IS_BETTER = {Area.SAVING, Area.COLLECTION, Area.RESERVE}
YEARS_TO_WEIGH = 3  # past years without which a variance is not set beside past errors


class Weight(StrEnum):
    """How a variance compares with how wrong forecasts at the same point have been."""

    SMALLER = "SMALLER"  # no more than the median of past errors, signs aside
    WITHIN = "WITHIN"  # more than that, but no more than the largest
    LARGER = "LARGER"  # more than any
    UNKNOWN = "UNKNOWN"  # fewer than three past years


@dataclass(frozen=True)
class Variance:
    """How far a forecast is from its budget.

    Attributes
    ----------
    amount : float or None
        Forecast less budget; None where either is not known.
    share : float or None
        Of the size of the budget; None where there is none to speak of.
    adverse : bool
        Whether it is the wrong way for its area.
    rating : Rating
        Of the adverse share; NO_TARGET where there is no budget, or no way that is wrong, and
        NO_DATA without a forecast.
    """

    amount: float | None
    share: float | None
    adverse: bool
    rating: Rating


@dataclass(frozen=True)
class Account:
    """A line of money in the quarter; None where a part is not known.

    Attributes
    ----------
    line, organisation, area, title, volatile, budget, actual, forecast, explanation
        As in ``finance.csv``: pounds, income below 0; per cent for collection.
    variance : float or None
        Forecast less budget.
    share : float or None
        The variance over the size of the budget.
    previous_variance, movement : float or None
        The variance a quarter ago in the same year, and how it changed since; no movement
        where the line has no row for the quarter.
    adverse : bool
        Whether the variance is the wrong way for its area.
    rating : Rating
        Of the adverse share; see `Variance`.
    owes_explanation : bool
        Whether one is owed and missing.
    past_errors : tuple of (str, float)
        For each earlier year, the outturn less what was forecast in the same quarter of it, the
        oldest first; none at the year's end, where the forecast is the outturn.
    period : str
        The period of its figures: the quarter's, or an earlier one of the year that is the last
        there is.
    stale : bool
        Whether that is an earlier one.
    must_explain : bool
        Whether the variance is one that is to be explained, given or not.
    last_year_actual : float or None
        To the same point of last year.
    outturns : tuple of (str, float)
        Each earlier year and what it came to, the oldest first.
    """

    line: str
    organisation: str
    area: Area
    title: str
    volatile: bool
    budget: float | None
    actual: float | None
    forecast: float | None
    explanation: str
    variance: float | None
    share: float | None
    previous_variance: float | None
    movement: float | None
    adverse: bool
    rating: Rating
    owes_explanation: bool
    past_errors: tuple[tuple[str, float], ...] = ()
    period: str = ""
    stale: bool = False
    must_explain: bool = False
    last_year_actual: float | None = None
    outturns: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Total:
    """The sum of the lines of an area of money, for an organisation and all beneath it.

    It may rest on lines that this edition does not show. ``organisation`` is the council or a
    directorate; ``stale`` counts the lines whose figures are of an earlier quarter. A sum is
    None where one of its lines has no figure. The other fields are as an `Account`'s.
    """

    organisation: str
    area: Area
    lines: int
    budget: float | None
    actual: float | None
    forecast: float | None
    variance: float | None
    share: float | None
    previous_variance: float | None
    movement: float | None
    adverse: bool
    rating: Rating
    stale: int = 0
    past_errors: tuple[tuple[str, float], ...] = ()
    outturns: tuple[tuple[str, float], ...] = ()


def vary(area: Area, budget: float | None, forecast: float | None, rules: FinanceRules) -> Variance:
    """Reckon how far a forecast is from its budget, exactly as both are written.

    Any adverse variance from a budget of nothing is red, since no share of it can be allowed.

    Examples
    --------
    >>> vary(Area.REVENUE, -100.0, -97.0, FinanceRules())
    Variance(amount=3.0, share=0.03, adverse=True, rating=<Rating.RED: 'RED'>)
    """
    amount = difference(forecast, budget)
    if amount is None or budget is None:
        missing = Rating.NO_TARGET if budget is None else Rating.NO_DATA
        return Variance(None, None, adverse=False, rating=missing)
    share = float(_exact(amount) / abs(_exact(budget))) if budget else None
    if area is Area.TREASURY:
        return Variance(amount, share, adverse=False, rating=Rating.NO_TARGET)
    adverse = amount < 0 if area in _MORE_IS_BETTER else amount > 0
    if area is Area.CAPITAL and amount < 0:
        return Variance(amount, share, adverse=False, rating=Rating.NO_TARGET)
    wrong = abs(share) if share is not None else float("inf")
    return Variance(amount, share, adverse, rules.rate(wrong if adverse else 0.0))


def must_explain(variance: Variance, area: Area, rules: FinanceRules, *, volatile: bool) -> bool:
    """Say whether a variance is to be explained: large, or any at all of a volatile line.

    It is large when it reaches the share of the budget or the pounds that the council sets;
    per cent of collection are no pounds.
    """
    if not variance.amount:
        return False
    pounds = area is not Area.COLLECTION and abs(variance.amount) >= rules.explain_amount
    share = variance.share is None or abs(variance.share) >= rules.explain_share
    return volatile or pounds or share


def weigh(variance: float | None, past_errors: Sequence[tuple[str, float]]) -> Weight:
    """Set a variance beside how wrong forecasts at the same point of past years were."""
    sizes = [abs(error) for _, error in past_errors]
    if variance is None or len(sizes) < YEARS_TO_WEIGH:
        return Weight.UNKNOWN
    if abs(variance) > max(sizes):
        return Weight.LARGER
    return Weight.SMALLER if abs(variance) <= statistics.median(sizes) else Weight.WITHIN


def real_change(
    now: tuple[str, float], then: tuple[str, float], deflator: Deflator | None
) -> float | None:
    """Return the change of spending from one year to another in real terms, as a share.

    Parameters
    ----------
    now, then : (str, float)
        A year such as ``2025-26``, and what was spent in it.
    deflator : Deflator or None
        The index of prices; without one nothing can be said.

    Returns
    -------
    float or None
        None where a year is not in the index, or nothing was spent, as on a line of income.
    """
    if deflator is None:
        return None
    after, before = deflator.real(now[1], now[0]), deflator.real(then[1], then[0])
    return after / before - 1 if after is not None and before is not None and before > 0 else None


def difference(one: float | None, other: float | None) -> float | None:
    """Return one less the other, exactly as both are written; None where either is missing."""
    if one is None or other is None:
        return None
    return float(_exact(one) - _exact(other))


def added(values: Iterable[float | None]) -> float | None:
    """Return the exact sum; None where there is nothing to add, or one of them is missing."""
    listed = list(values)
    known = [_exact(value) for value in listed if value is not None]
    return float(sum(known)) if known and len(known) == len(listed) else None


def year_of(period: Period) -> Period:
    """Return the council's year that a period lies in.

    Examples
    --------
    >>> str(year_of(Period.parse("2025-26 Q2"))), str(year_of(Period.parse("Feb 2026")))
    ('2025-26', '2025-26')
    """
    opens = period.year_starts - 1
    first = (period.first - opens) // MONTHS_IN_YEAR * MONTHS_IN_YEAR + opens
    kind = Frequency.FINANCIAL_YEAR if opens else Frequency.CALENDAR_YEAR
    return Period(kind, first, MONTHS_IN_YEAR, period.year_starts)


MONTHS_IN_YEAR = 12


def _exact(value: float) -> Decimal:
    """The number as it is written, so that a variance at an edge is at the edge."""
    return Decimal(repr(float(value)))
