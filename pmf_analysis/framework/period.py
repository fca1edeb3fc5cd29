"""Periods: the only place where a period is parsed, ordered or spelt.

A period is a run of whole months with a name. Ten kinds cover what councils report: months,
financial quarters and years (from whichever month the council's year starts), calendar quarters
and years, academic years and terms, and spans of several years pooled together.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, total_ordering

from pmf_analysis.framework.errors import PmfError

__all__ = ["Frequency", "Period", "PeriodError"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TERMS = ("autumn", "spring", "summer")
# First month and length in months of each term, counted from September of the academic year.
TERM_MONTHS = {"autumn": (0, 4), "spring": (4, 3), "summer": (7, 5)}
FIRST_YEAR = 1900
SEPTEMBER = 9
APRIL = 4


class PeriodError(PmfError, ValueError):
    """A period that cannot be read."""


class Frequency(StrEnum):
    """How often an indicator is measured, in the words of ``indicators.csv``."""

    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial year"
    CALENDAR_QUARTER = "calendar quarter"
    CALENDAR_YEAR = "calendar year"
    ACADEMIC_YEAR = "academic year"
    TERM = "term"
    POOLED = "pooled"

    @property
    def per_year(self) -> int:
        """How many periods make a year (1 for pooled spans)."""
        return {
            Frequency.MONTH: 12,
            Frequency.QUARTER: 4,
            Frequency.CALENDAR_QUARTER: 4,
            Frequency.TERM: 3,
        }.get(self, 1)


_YEAR_OPENS = {Frequency.CALENDAR_YEAR: 1, Frequency.ACADEMIC_YEAR: SEPTEMBER}
_PATTERNS = {
    Frequency.MONTH: re.compile(r"([A-Z][a-z]{2}) (\d{4})"),
    Frequency.QUARTER: re.compile(r"(\d{4})-(\d{2}) Q([1-4])"),
    Frequency.FINANCIAL_YEAR: re.compile(r"(\d{4})-(\d{2})"),
    Frequency.CALENDAR_QUARTER: re.compile(r"(\d{4}) Q([1-4])"),
    Frequency.CALENDAR_YEAR: re.compile(r"(\d{4})"),
    Frequency.ACADEMIC_YEAR: re.compile(r"(\d{4})/(\d{2}) academic"),
    Frequency.TERM: re.compile(r"(\d{4})/(\d{2}) (autumn|spring|summer)"),
    Frequency.POOLED: re.compile(r"(\d{4}) to (\d{4})"),
}


@total_ordering
@dataclass(frozen=True)
class Period:
    """A named run of whole months.

    Attributes
    ----------
    frequency : Frequency
        The kind of period.
    first : int
        First month, counted as ``year * 12 + month - 1``.
    months : int
        How many months it lasts.
    year_starts : int
        The month in which the council's financial year starts (4 for April).

    Examples
    --------
    >>> quarter = Period.parse("2025-26 Q2")
    >>> quarter.start.isoformat(), quarter.end.isoformat()
    ('2025-07-01', '2025-09-30')
    >>> str(quarter.previous()), str(quarter.same_last_year()), quarter.slug
    ('2025-26 Q1', '2024-25 Q2', '2025-26-q2')
    """

    frequency: Frequency
    first: int
    months: int
    year_starts: int = APRIL

    @staticmethod
    def parse(text: str, year_starts: int = APRIL) -> Period:
        """Read a canonical spelling.

        Parameters
        ----------
        text : str
            For example ``Apr 2025``, ``2025-26 Q1``, ``2025-26``, ``2025 Q1``, ``2025``,
            ``2024/25 academic``, ``2024/25 autumn`` or ``2021 to 2023``.
        year_starts : int
            The month in which the financial year starts.

        Raises
        ------
        PeriodError
            The text is no period in a canonical spelling.

        Examples
        --------
        >>> Period.parse("2024/25 autumn").end.isoformat()
        '2024-12-31'
        >>> Period.parse("2010-11").frequency.value
        'financial year'
        """
        return _parse(text, year_starts)

    @property
    def start(self) -> dt.date:
        """The first day."""
        return dt.date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def end(self) -> dt.date:
        """The last day."""
        last = self.first + self.months - 1
        year, month = last // 12, last % 12 + 1
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    def shift(self, steps: int) -> Period:
        """Return the period `steps` places later (earlier when negative) of the same kind."""
        if self.frequency is Frequency.TERM:
            year, term = self._academic_year, TERMS.index(self._term)
            year, term = year + (term + steps) // 3, (term + steps) % 3
            return _term(year, TERMS[term], self.year_starts)
        step = 12 if self.frequency is Frequency.POOLED else self.months
        return Period(self.frequency, self.first + steps * step, self.months, self.year_starts)

    def previous(self) -> Period:
        """Return the period before."""
        return self.shift(-1)

    def next(self) -> Period:
        """Return the period after."""
        return self.shift(1)

    def same_last_year(self) -> Period:
        """Return the same period one year earlier."""
        return self.shift(-self.frequency.per_year)

    @property
    def opens_year(self) -> bool:
        """Whether it is the first of the council's year; of the school year for terms."""
        opens = SEPTEMBER if self.frequency is Frequency.TERM else self.year_starts
        return (self.first - (opens - 1)) % 12 == 0

    def contains(self, other: Period) -> bool:
        """Say whether every month of `other` lies in this period."""
        mine, theirs = self.first + self.months, other.first + other.months
        return self.first <= other.first and theirs <= mine

    def overlaps(self, other: Period) -> bool:
        """Say whether the two share a month."""
        mine, theirs = self.first + self.months, other.first + other.months
        return self.first < theirs and other.first < mine

    def steps_from(self, earlier: Period) -> int:
        """How many places of its kind lie between `earlier` and this one.

        Examples
        --------
        >>> Period.parse("2025-26 Q2").steps_from(Period.parse("2024-25 Q2"))
        4
        """
        if self.frequency is not earlier.frequency:
            raise PeriodError(f"cannot count from {earlier} to {self}: not the same kind")
        if self.frequency is Frequency.TERM:
            mine = self._academic_year * 3 + TERMS.index(self._term)
            return mine - earlier._academic_year * 3 - TERMS.index(earlier._term)
        step = 12 if self.frequency is Frequency.POOLED else self.months
        return (self.first - earlier.first) // step

    def latest(self, frequency: Frequency, pooled_years: int = 3) -> Period:
        """Return the last period of another kind that ends no later than this one.

        Examples
        --------
        >>> str(Period.parse("2025-26 Q2").latest(Frequency.FINANCIAL_YEAR))
        '2024-25'
        """
        after = self.first + self.months  # the first month after this period
        if frequency is Frequency.TERM:
            year = after // 12
            terms = (
                _term(y, t, self.year_starts) for y in (year - 2, year - 1, year) for t in TERMS
            )
            return max(t for t in terms if t.first + t.months <= after)
        months = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.CALENDAR_QUARTER: 3}
        length = months.get(frequency, 12 * (pooled_years if frequency is Frequency.POOLED else 1))
        starts = {
            Frequency.QUARTER: self.year_starts,
            Frequency.FINANCIAL_YEAR: self.year_starts,
            Frequency.ACADEMIC_YEAR: SEPTEMBER,
        }.get(frequency, 1)
        step = min(length, 12)
        last = (after - (starts - 1)) // step * step + (starts - 1)
        return Period(frequency, last - length, length, self.year_starts)

    @property
    def slug(self) -> str:
        """The spelling for folders and addresses, such as ``2025-26-q2``."""
        return re.sub(r"[^a-z0-9]+", "-", str(self).lower())

    @property
    def _academic_year(self) -> int:
        return (self.first - (SEPTEMBER - 1)) // 12

    @property
    def _term(self) -> str:
        offset = (self.first - (SEPTEMBER - 1)) % 12
        return next(name for name, (first, _) in TERM_MONTHS.items() if first == offset)

    def __lt__(self, other: Period) -> bool:
        """Order by last month, then by first."""
        return (self.first + self.months, self.first) < (other.first + other.months, other.first)

    def __str__(self) -> str:
        """Return the canonical spelling."""
        year, month = self.first // 12, self.first % 12
        match self.frequency:
            case Frequency.MONTH:
                return f"{MONTHS[month]} {year}"
            case Frequency.QUARTER:
                year, quarter = divmod(self.first - (self.year_starts - 1), 12)
                return f"{year}-{(year + 1) % 100:02d} Q{quarter // 3 + 1}"
            case Frequency.FINANCIAL_YEAR:
                return f"{year}-{(year + 1) % 100:02d}"
            case Frequency.CALENDAR_QUARTER:
                return f"{year} Q{month // 3 + 1}"
            case Frequency.CALENDAR_YEAR:
                return f"{year}"
            case Frequency.ACADEMIC_YEAR:
                return f"{year}/{(year + 1) % 100:02d} academic"
            case Frequency.TERM:
                year = self._academic_year
                return f"{year}/{(year + 1) % 100:02d} {self._term}"
            case Frequency.POOLED:
                return f"{year} to {year + self.months // 12 - 1}"


@lru_cache(maxsize=65536)
def _parse(text: str, year_starts: int) -> Period:
    for frequency, pattern in _PATTERNS.items():
        match = pattern.fullmatch(text)
        if match:
            return _build(frequency, match.groups(), year_starts, text)
    raise PeriodError(f"not a period: {text!r}")


def _build(frequency: Frequency, parts: tuple[str, ...], year_starts: int, text: str) -> Period:
    if frequency is Frequency.MONTH:
        if parts[0] not in MONTHS:
            raise PeriodError(f"not a month: {text!r}")
        return Period(frequency, int(parts[1]) * 12 + MONTHS.index(parts[0]), 1, year_starts)
    year = int(parts[0])
    if year < FIRST_YEAR:
        raise PeriodError(f"no year of our records: {text!r}")
    paired = {Frequency.QUARTER, Frequency.FINANCIAL_YEAR, Frequency.ACADEMIC_YEAR, Frequency.TERM}
    if frequency in paired and int(parts[1]) != (year + 1) % 100:
        raise PeriodError(f"the second year should be {(year + 1) % 100:02d}: {text!r}")
    match frequency:
        case Frequency.QUARTER | Frequency.CALENDAR_QUARTER:
            opens = year_starts if frequency is Frequency.QUARTER else 1
            first = year * 12 + opens - 1 + (int(parts[-1]) - 1) * 3
            return Period(frequency, first, 3, year_starts)
        case Frequency.FINANCIAL_YEAR | Frequency.CALENDAR_YEAR | Frequency.ACADEMIC_YEAR:
            opens = _YEAR_OPENS.get(frequency, year_starts)
            return Period(frequency, year * 12 + opens - 1, 12, year_starts)
        case Frequency.TERM:
            return _term(year, parts[2], year_starts)
        case _:  # pooled years
            last = int(parts[1])
            if last <= year:
                raise PeriodError(f"a pooled span runs from an earlier to a later year: {text!r}")
            return Period(frequency, year * 12, (last - year + 1) * 12, year_starts)


def _term(year: int, name: str, year_starts: int) -> Period:
    first, months = TERM_MONTHS[name]
    return Period(Frequency.TERM, year * 12 + SEPTEMBER - 1 + first, months, year_starts)
