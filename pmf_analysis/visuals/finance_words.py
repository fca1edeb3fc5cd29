"""What is said of money: what its areas are called, what a difference from budget means."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import Area
from pmf_analysis.judgements.finance import Account, Total, Weight, difference, weigh
from pmf_analysis.visuals import money, words

__all__ = [
    "AREAS",
    "UNEXPLAINED",
    "AreaWords",
    "line_means",
    "total_means",
    "unowed",
    "weight_words",
]

UNEXPLAINED = "No explanation has been given."


@dataclass(frozen=True)
class AreaWords:
    """What an area of money is called, and its three amounts."""

    name: str
    planned: str
    so_far: str
    note: str = ""


AREAS = {
    Area.REVENUE: AreaWords("Revenue", "Budget", "Spent so far"),
    Area.SAVING: AreaWords("Savings", "Planned", "Delivered so far"),
    Area.CAPITAL: AreaWords(
        "Capital",
        "Budget",
        "Spent so far",
        "Spending above budget is rated. Spending below it is not: the work may have cost less, "
        "or have been put off to a later year.",
    ),
    Area.TREASURY: AreaWords(
        "Treasury", "Plan", "Now", "Not rated: neither more nor less is always better."
    ),
    Area.COLLECTION: AreaWords("Collection", "Target for the year", "Collected so far"),
    Area.DEBT: AreaWords("Debt owed to the council", "Plan", "Owed now"),
    Area.RESERVE: AreaWords("Reserves", "Plan", "Now"),
}
_WEIGHTS = {
    Weight.SMALLER: "no more than forecasts at this point are usually wrong by",
    Weight.WITHIN: "no more than forecasts at this point have been wrong by before",
    Weight.LARGER: "more than any forecast at this point has been wrong by",
    Weight.UNKNOWN: "",
}


def weight_words(entry: Account | Total) -> str:
    """Set a variance beside past errors in a sentence; "" where too few years are known."""
    weight = weigh(entry.variance, entry.past_errors)
    if weight is Weight.UNKNOWN or not entry.variance:
        return ""
    errors = [size for _, size in entry.past_errors]
    sizes = [abs(size) for size in errors]
    least, most, middle = (
        _size(size, entry.area) for size in (min(sizes), max(sizes), statistics.median(sizes))
    )
    return (
        f"In the last {words.count(len(sizes), 'year')} the forecast at this point was wrong by "
        f"between {least} and {most} (in the middle, {middle}){_lean(errors)}. This difference is "
        f"{_WEIGHTS[weight]}."
    )


def _lean(errors: list[float]) -> str:
    """Say whether every year ended on one side of its forecast."""
    if all(size < 0 for size in errors):
        return ", each time too high"
    return ", each time too low" if all(size > 0 for size in errors) else ""


def _size(value: float, area: Area) -> str:
    return money.points(value) if area is Area.COLLECTION else money.pounds(value)


def total_means(total: Total, framework: Framework) -> str:
    """What the rating of a sum means, and what past errors say of it."""
    match total.rating:
        case Rating.NO_DATA:
            return "Not every line has a forecast."
        case Rating.RED:
            limit = money.percent(framework.finance.tolerance)
            said = f"Off plan by more than the {limit} that is allowed for."
        case Rating.AMBER:
            limit = money.percent(framework.finance.tolerance)
            said = f"Off plan, by no more than the {limit} that is allowed for."
        case Rating.GREEN:
            said = "Within budget." if total.area is Area.REVENUE else "On plan."
        case _:
            said = _slipping(total)
    weight = _WEIGHTS[weigh(total.variance, total.past_errors)]
    return f"{said} The difference is {weight}." if weight and total.variance else said


def _slipping(entry: Account | Total) -> str:
    if entry.area is Area.CAPITAL and entry.share is not None and entry.share < 0:
        return f"{money.percent(entry.share)} of it is not spent this year."
    return ""


def line_means(account: Account, framework: Framework) -> str:
    """What stands behind a line's figures: what changed on last year, and the explanation."""
    said = [_slipping(account)]
    if account.area is Area.COLLECTION:
        said.append(_on_last_year(account))
    if account.explanation:
        said.append(account.explanation)
    elif account.owes_explanation:
        said.append(UNEXPLAINED)
    elif not any(said):
        said.append(unowed(account, framework))
    return " ".join(text for text in said if text)


def unowed(account: Account, framework: Framework) -> str:
    """Say why a line needs no explanation, by the council's own limits; "" where it is not known.

    A share of what was to be collected has no pounds to be small in.
    """
    if account.variance is None:
        return ""
    if not account.variance:
        return "Nothing to explain."
    rules = framework.finance
    limit = money.percent(rules.explain_share)
    if account.area is not Area.COLLECTION:
        limit = f"{limit} and {money.pounds(rules.explain_amount)}"
    return f"Too small to need an explanation (under {limit})."


def _on_last_year(account: Account) -> str:
    change = difference(account.actual, account.last_year_actual)
    if change is None:
        return ""
    size = money.points(change)
    if size == money.points(0.0):
        return "As much as at this point last year."
    return f"{words.capital(size)} {'more' if change > 0 else 'less'} than at this point last year."
