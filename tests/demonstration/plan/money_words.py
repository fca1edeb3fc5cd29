"""What a line of money is, and the form in which a line is specified."""

from dataclasses import dataclass, field

from .dates import YEARS

__all__ = [
    "FINANCE_HEADER",
    "LEVEL",
    "SLOW",
    "UNEXPLAINED",
    "VACANT",
    "Line",
    "Words",
    "Yearly",
    "now",
    "owes",
    "per_cent",
    "since",
]

FINANCE_HEADER = (
    "line organisation period area title volatile budget actual forecast explanation recorded_on"
)
SHARE, AMOUNT = 0.02, 250_000.0  # an explanation is owed from either; volatile lines always owe one
# Left without the explanation that is owed, on purpose; the first is volatile.
UNEXPLAINED = {("REV-CHL-02", "2025-26 Q2"), ("REV-RES-01", "2025-26 Q2")}


@dataclass(frozen=True)
class Words:
    """What is said of a line: when the forecast is above budget, below it, or in one quarter."""

    over: tuple[str, ...]
    under: tuple[str, ...]
    now: dict[str, str] = field(default_factory=dict)

    def say(self, variance: float, turn: int, quarter: str) -> str:
        """The explanation of a variance; those of the pool take turns by year."""
        pool = self.over if variance > 0 else self.under
        return self.now.get(quarter) or pool[turn % len(pool)]


@dataclass(frozen=True)
class Line:
    """One revenue line, as part of its directorate's budget.

    Parameters
    ----------
    share
        Of the directorate's net budget; below 0 for income.
    lean
        Variance as a fraction of the line's budget, by year from 2019-20, before the lines are
        made to add up to the directorate's total.
    takes
        How much of what is then left over this line takes; a directorate's lines add up to 1.
    """

    code: str
    organisation: str
    title: str
    share: float
    lean: tuple[float, ...]
    takes: float
    words: Words
    volatile: bool = False


@dataclass(frozen=True)
class Yearly:
    """A line that is planned by the year: plan and outturn (or present forecast) of each.

    Parameters
    ----------
    years
        Financial year, plan, outturn.
    reach
        Share of the year's outturn that has happened by each quarter's end; for a balance, how
        far it has moved from last year's.
    balance
        Whether the figure is a balance at a day and not a flow since 1 April.
    """

    code: str
    organisation: str
    area: str
    title: str
    years: tuple[tuple[str, float, float], ...]
    words: Words
    reach: tuple[float, ...] = (0.12, 0.36, 0.63, 1.0)
    balance: bool = False
    volatile: bool = False


def owes(budget: float, forecast: float, volatile: bool) -> bool:
    """Whether a variance must be explained."""
    variance = forecast - budget
    large = abs(variance) >= AMOUNT or (budget != 0 and abs(variance) >= SHARE * abs(budget))
    return large or (volatile and variance != 0)


LEVEL = (0.0,) * 7
VACANT = Words(
    ("Agency staff cover posts that we could not fill.", "Pay rose by more than we had allowed."),
    (
        "Posts stood empty while we looked for people.",
        "Posts are held until savings are on course.",
    ),
)
SLOW = Words(
    ("Work went faster than planned, and money of next year is spent in this one.",),
    (
        "Work runs late, and the money moves to next year.",
        "The contractor started later than planned; the money moves to next year.",
    ),
)
MILLION = 1e6


def since(first: str, *pairs: tuple[float, float]) -> tuple[tuple[str, float, float], ...]:
    """Plan and outturn in millions of pounds, from a first year on."""
    start = YEARS.index(first)
    return tuple(
        (year, plan * MILLION, outturn * MILLION)
        for year, (plan, outturn) in zip(YEARS[start:], pairs, strict=False)
    )


def per_cent(*pairs: tuple[float, float]) -> tuple[tuple[str, float, float], ...]:
    """Plan and outturn in per cent, from 2019-20 on."""
    return tuple((year, *pair) for year, pair in zip(YEARS, pairs, strict=True))


def now(words: Words, text: str) -> Words:
    """The same words, and others for the latest quarter."""
    return Words(words.over, words.under, {"2025-26 Q2": text})
