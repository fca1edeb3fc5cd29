"""What a spelling of a period can mean: every reading, none of them chosen yet."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pmf_analysis.framework.period import (
    FIRST_YEAR,
    MONTHS,
    SEPTEMBER,
    TERM_MONTHS,
    Frequency,
    Period,
)

__all__ = ["YEAR", "Readings", "opening", "read"]

YEAR = 12  # months
QUARTER = 3  # months
CENTURY = 100
PIVOT = 69  # POSIX reads the years 69 to 99 of two digits as 1969 to 1999


@dataclass(frozen=True)
class Readings:
    """What a text can mean.

    Attributes
    ----------
    plain : tuple of Period
        What it says.
    also : tuple of Period
        What it says only to someone who knows how often the indicator is measured, such as
        ``April 2021`` for the quarter that begins then.
    """

    plain: tuple[Period, ...] = ()
    also: tuple[Period, ...] = ()


_NAMES = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_NAMES |= {name.lower(): n for n, name in enumerate(MONTHS, start=1)} | {"sept": 9}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[t ]00:00(?::00(?:\.0+)?)?z?)?"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),  # the day first, as here
    re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH}),? (?P<year>\d{{4}})"),
)
_KINDS = {
    "academic": Frequency.ACADEMIC_YEAR,
    "financial": Frequency.FINANCIAL_YEAR,
    "fiscal": Frequency.FINANCIAL_YEAR,
    "tax": Frequency.FINANCIAL_YEAR,
    "fy": Frequency.FINANCIAL_YEAR,
    "calendar": Frequency.CALENDAR_YEAR,
    "reporting": Frequency.CALENDAR_YEAR,
}
# The periods that each kind of year has in it, its months included.
_PARTS = {
    Frequency.ACADEMIC_YEAR: {Frequency.ACADEMIC_YEAR, Frequency.TERM, Frequency.MONTH},
    Frequency.FINANCIAL_YEAR: {Frequency.FINANCIAL_YEAR, Frequency.QUARTER, Frequency.MONTH},
    Frequency.CALENDAR_YEAR: {
        *(Frequency.CALENDAR_YEAR, Frequency.CALENDAR_QUARTER, Frequency.MONTH),
    },
}
_WORDS = {
    "months": re.compile(rf"\b(?P<a>{_MONTH})\b(?: ?(?:-|to) ?(?P<b>{_MONTH})\b)?"),
    "term": re.compile(r"\b(autumn|spring|summer)(?: term)?\b"),
    "quarter": re.compile(r"\b(?:q|quarter) ?([1-4])\b"),
    "kind": re.compile(rf"\b({'|'.join(_KINDS)})(?: year)?\b"),
}


def opening(first: int, year_starts: int) -> Iterator[Period]:
    """Every period but the pooled that opens in a month."""
    yield Period(Frequency.MONTH, first, 1, year_starts)
    if (first - (year_starts - 1)) % QUARTER == 0:
        yield Period(Frequency.QUARTER, first, QUARTER, year_starts)
    if first % QUARTER == 0:
        yield Period(Frequency.CALENDAR_QUARTER, first, QUARTER, year_starts)
    for frequency, opens in (
        (Frequency.FINANCIAL_YEAR, year_starts),
        (Frequency.CALENDAR_YEAR, 1),
        (Frequency.ACADEMIC_YEAR, SEPTEMBER),
    ):
        if (first - (opens - 1)) % YEAR == 0:
            yield Period(frequency, first, YEAR, year_starts)
    for offset, months in TERM_MONTHS.values():
        if (first - (SEPTEMBER - 1)) % YEAR == offset:
            yield Period(Frequency.TERM, first, months, year_starts)


def read(text: str, year_starts: int) -> Readings:
    """Return everything that a text may mean.

    Parameters
    ----------
    text : str
        In small letters, with plain hyphens and single spaces.
    year_starts : int
        The month in which the financial year starts.
    """
    for pattern in _DATES:
        if date := pattern.fullmatch(text):
            return _of_date(date, year_starts)
    rest = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", text)
    words: dict[str, re.Match[str]] = {}
    for name, pattern in _WORDS.items():
        if found := pattern.search(rest):
            words[name] = found
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    numbers = re.sub(r"\s+", " ", rest).strip(" -,")
    kind = words.pop("kind", None)
    if len(words) > 1:
        return Readings()
    found_in = {"quarter": _of_quarter, "term": _of_term, "months": _of_months}
    readings = _of_numbers(numbers, year_starts)
    for name, word in words.items():
        readings = found_in[name](word, numbers, year_starts)
    return _of_kind(_KINDS[kind[1]], readings) if kind else readings


def _of_kind(kind: Frequency, readings: Readings) -> Readings:
    """The readings that a kind of year allows: those years, and their parts."""
    found = (*readings.plain, *readings.also)
    return Readings(tuple(p for p in found if p.frequency in _PARTS[kind]))


def _of_quarter(word: re.Match[str], numbers: str, year_starts: int) -> Readings:
    steps = (int(word[1]) - 1) * QUARTER
    if pair := _pair(numbers):
        first = pair * YEAR + year_starts - 1 + steps
        return Readings((Period(Frequency.QUARTER, first, QUARTER, year_starts),))
    if single := _single(numbers):
        first = single * YEAR + steps
        return Readings((Period(Frequency.CALENDAR_QUARTER, first, QUARTER, year_starts),))
    return Readings()


def _of_term(word: re.Match[str], numbers: str, year_starts: int) -> Readings:
    year = _pair(numbers)
    if single := _single(numbers):
        # Spring and summer of a year end the school year that began the year before.
        year = single if word[1] == "autumn" else single - 1
    if not year:
        return Readings()
    offset, months = TERM_MONTHS[word[1]]
    first = year * YEAR + SEPTEMBER - 1 + offset
    return Readings((Period(Frequency.TERM, first, months, year_starts),))


def _of_months(word: re.Match[str], numbers: str, year_starts: int) -> Readings:
    year = _single(numbers)
    if re.fullmatch(r"\d{2}", numbers):
        year = int(numbers) + (1900 if int(numbers) >= PIVOT else 2000)
    if not year:
        return Readings()
    begins = _NAMES[word["a"]]
    opened = tuple(_opened(year * YEAR + begins - 1, year_starts))
    if word["b"] is None:
        return Readings(opened[:1], opened[1:])
    months = _NAMES[word["b"]] - begins + 1
    return Readings(tuple(p for p in opened if p.months == months))


def _single(numbers: str) -> int | None:
    found = re.fullmatch(r"\d{4}", numbers)
    return int(numbers) if found and int(numbers) >= FIRST_YEAR else None


def _pair(numbers: str) -> int | None:
    """The first year of two that follow one another: 2016/17, 2016-2017 or 201617."""
    found = re.fullmatch(r"(\d{4}) ?[-/]? ?(\d{4}|\d{2})", numbers)
    if found is None or int(found[1]) < FIRST_YEAR:
        return None
    after = int(found[1]) + 1
    return int(found[1]) if int(found[2]) in {after, after % CENTURY} else None


def _of_date(date: re.Match[str], year_starts: int) -> Readings:
    """The month that a day opens or closes; a day in its middle names no period."""
    month = _NAMES.get(date["month"]) or int(date["month"])
    try:
        day = dt.date(int(date["year"]), month, int(date["day"]))
    except ValueError:
        return Readings()
    opened = tuple(_opened(day.year * YEAR + day.month - 1, year_starts))
    if day.day == 1:
        return Readings(opened[:1], opened[1:])
    last = day.day == calendar.monthrange(day.year, day.month)[1]
    return Readings(opened[:1]) if last else Readings()


def _opened(first: int, year_starts: int) -> Iterator[Period]:
    """The month itself, then the quarters and years that it opens."""
    return (p for p in opening(first, year_starts) if p.frequency is not Frequency.TERM)


def _of_numbers(numbers: str, year_starts: int) -> Readings:
    """Years, spans of years and months that are written in digits alone."""
    plain: list[Period] = []
    also: list[Period] = []
    if single := _single(numbers):
        plain += _years(single, year_starts)[:1]
    if pair := _pair(numbers):
        plain += _years(pair, year_starts)[1:]
    if span := _span(numbers, year_starts):
        (also if pair and "to" not in numbers else plain).append(span)
    month = re.fullmatch(r"(?P<year>\d{4})(?P<dash>-?)(?P<month>0[1-9]|1[0-2])", numbers)
    month = month or re.fullmatch(r"(?P<month>0?[1-9]|1[0-2])(?P<dash>/)(?P<year>\d{4})", numbers)
    # 2010-11 is a year, never November; 201011 may be either.
    if month and int(month["year"]) >= FIRST_YEAR and not (pair and month["dash"]):
        itself, *opened = _opened(int(month["year"]) * YEAR + int(month["month"]) - 1, year_starts)
        plain.append(itself)
        also += opened
    # The key by which Fingertips sorts: the year in which the period starts, then its quarter.
    if key := re.fullmatch(r"((?:19|20)\d{2})0([0-4])00", numbers):
        plain += _sortable(int(key[1]), int(key[2]), year_starts)
    return Readings(tuple(plain), tuple(also))


def _span(numbers: str, year_starts: int) -> Period | None:
    """Years pooled together: 2016 - 18, or 2016 to 2018."""
    found = re.fullmatch(r"(\d{4}) ?(?:-|/|to) ?(\d{4}|\d{2})", numbers)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    last += first // CENTURY * CENTURY if last < CENTURY else 0
    if not FIRST_YEAR <= first < last:
        return None
    return Period(Frequency.POOLED, first * YEAR, (last - first + 1) * YEAR, year_starts)


def _years(year: int, year_starts: int) -> list[Period]:
    """The calendar, financial and academic years that start in a year."""
    opens = {
        Frequency.CALENDAR_YEAR: 1,
        Frequency.FINANCIAL_YEAR: year_starts,
        Frequency.ACADEMIC_YEAR: SEPTEMBER,
    }
    return [Period(kind, year * YEAR + m - 1, YEAR, year_starts) for kind, m in opens.items()]


def _sortable(year: int, quarter: int, year_starts: int) -> list[Period]:
    if not quarter:
        return _years(year, year_starts)
    first = year * YEAR + (quarter - 1) * QUARTER
    return [
        Period(Frequency.CALENDAR_QUARTER, first, QUARTER, year_starts),
        Period(Frequency.QUARTER, first + year_starts - 1, QUARTER, year_starts),
    ]
