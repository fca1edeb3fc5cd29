"""Numbers that a sentence quotes, each with its unit and how exactly it is meant."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Exactness", "Measure", "Quoted", "quoted"]


class Exactness(StrEnum):
    """How a number is meant: as it stands, roughly, or as a bound that it nearly reaches."""

    EXACT = "exact"
    ABOUT = "about"
    UNDER = "under"
    OVER = "over"


class Measure(StrEnum):
    """What is written beside a number."""

    PERCENT = "percent"
    POINTS = "points"
    CURRENCY = "currency"
    DAYS = "days"
    PER = "per"
    BARE = "bare"


ROUGHLY = 0.06  # share of a figure by which "about" may miss it
NEARLY = 0.12  # the same for "almost" and "more than", which round to the next handy number
HALF_STEP = 0.5
SLACK = 1.02  # a figure may have been rounded twice
YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Quoted:
    """One number of a clause.

    Attributes
    ----------
    value : float
        In its own unit: 1.2 million is 1,200,000.
    step : float
        The size of its last digit.
    measure : Measure
        The unit beside it.
    exactness : Exactness
        Whether "about", "almost" or "more than" stands before it.
    start, end : int
        Where it stands in the clause, with its unit.
    """

    value: float
    step: float
    measure: Measure
    exactness: Exactness
    start: int
    end: int

    def near(self, figure: float | None) -> bool:
        """Whether the number may be this figure, to one step of its last digit."""
        return figure is not None and abs(self.value - figure) <= self.step * SLACK

    def fits(self, figure: float | None) -> bool:
        """Whether the number may be this figure, rounded as it is or as roughly as it says."""
        if figure is None:
            return False
        near = abs(self.value - figure) <= HALF_STEP * self.step * SLACK
        size = abs(figure)
        match self.exactness:
            case Exactness.ABOUT:
                return near or abs(self.value - figure) <= ROUGHLY * size
            case Exactness.UNDER:
                return near or 0 <= self.value - figure <= NEARLY * size
            case Exactness.OVER:
                return near or 0 <= figure - self.value <= NEARLY * size
            case _:
                return near


_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", *(f"{n}teen" for n in ("thir", "four", "fif", "six"))]
_TEENS += ["seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: n for n, word in enumerate([*_UNITS, *_TEENS], start=1)}
_WORDS |= {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_WORDS |= {f"{ten}-{one}": _WORDS[ten] + _WORDS[one] for ten in _TENS for one in _UNITS}
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}

_SPELT = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<minus>-)?(?P<pound>\u00a3)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<word>{_SPELT})\b)"
    r"(?:\s?(?P<scale>million|thousand|billion|bn|m|k)\b)?"
    r"(?P<unit>\s?%|\s?per\s?cent\b|-day\b|\s(?:working\s|calendar\s)?days?\b"
    r"|\s(?:of a\s)?(?:percentage\s)?points?\b)?"
    r"(?P<per>(?:\s[a-z]+){0,3}?\s(?:per|in every|for every)\s\d[\d,]*)?"
    r"(?![\w/]|-\d|,\d|\.\d)"
)
_DATE = re.compile(rf"\s(?:{'|'.join(month.lower() for month in calendar.month_name[1:])})\b")
_ORDINAL = re.compile(r"(?:quarter|q|month|page|stage|phase|no|number|section|item)\s?$")
_BEFORE = {
    Exactness.ABOUT: ("about", "around", "roughly", "some", "approximately", "close to", "near"),
    Exactness.UNDER: ("nearly", "almost", "just under", "just short of", "not quite", "up to"),
    Exactness.OVER: ("just over", "more than", "over", "a little over", "at least", "well over"),
}
_EXACTNESS = {
    exactness: re.compile(rf"\b(?:{'|'.join(said)})\s$") for exactness, said in _BEFORE.items()
}


def quoted(clause: str) -> tuple[Quoted, ...]:
    """Return the numbers of a clause in small letters; dates, years and quarters are none.

    Examples
    --------
    >>> [(q.value, q.measure.value) for q in quoted("almost 45.2% of the 1,345 in 2025-26")]
    [(45.2, 'percent'), (1345.0, 'bare')]
    """
    found = (_quoted(match, clause) for match in _NUMBER.finditer(clause))
    return tuple(number for number in found if number is not None)


def _quoted(match: re.Match[str], clause: str) -> Quoted | None:
    digits, word = match["digits"], match["word"]
    value = float(digits.replace(",", "")) if digits else float(_WORDS[word])
    scale = _SCALES.get(match["scale"] or "", 1.0)
    measure = _measure(match)
    if measure is Measure.BARE and scale == 1.0 and _is_none(match, value, clause):
        return None
    places = len(digits.partition(".")[2]) if digits else 0
    sign = -1.0 if match["minus"] else 1.0
    return Quoted(
        sign * value * scale,
        scale * 10.0**-places,
        measure,
        _exactness(clause[: match.start()], clause[match.end() :]),
        match.start(),
        match.end(),
    )


def _is_none(match: re.Match[str], value: float, clause: str) -> bool:
    """Whether the digits are a year, a day of a month, the number of a quarter, or "one"."""
    plain = (match["digits"] or "").isdigit()
    year = plain and int(value) in YEARS
    named = _DATE.match(clause[match.end() :]) or _ORDINAL.search(clause[: match.start()])
    return year or bool(named) or match["word"] == "one"


def _measure(match: re.Match[str]) -> Measure:
    unit = (match["unit"] or "").strip()
    if match["pound"]:
        return Measure.CURRENCY
    if "point" in unit:
        return Measure.POINTS
    if "day" in unit:
        return Measure.DAYS
    if unit:
        return Measure.PERCENT
    return Measure.PER if match["per"] else Measure.BARE


def _exactness(before: str, after: str) -> Exactness:
    if after.startswith(" or so"):
        return Exactness.ABOUT
    said = (e for e, words in _EXACTNESS.items() if words.search(before))
    return next(said, Exactness.EXACT)
