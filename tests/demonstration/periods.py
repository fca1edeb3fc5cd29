"""Names, ends and seasons of the periods between October 2019 and September 2025.

Kept apart from the program's own period code on purpose: a fault there cannot hide itself here.
"""

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["FIRST", "LAST", "Period", "parse", "periods"]

FIRST = date(2019, 10, 1)
LAST = date(2025, 9, 30)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 8)}


@dataclass(frozen=True)
class Period:
    """One period: its name, first and last day, place in the season and the year it belongs to."""

    name: str
    frequency: str
    start: date
    end: date
    season: int
    year: int


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def financial_year(day: date) -> int:
    """Calendar year in which the financial year of ``day`` began."""
    return day.year if day.month >= 4 else day.year - 1


def parse(name: str) -> Period:
    """Read a period in any of the spellings of the data model."""
    head, _, tail = name.partition(" ")
    if head in MONTHS:
        month, year = MONTHS.index(head) + 1, int(tail)
        start = date(year, month, 1)
        season = (month - 4) % 12
        return Period(name, "month", start, month_end(year, month), season, financial_year(start))
    first = int(head[:4])
    if tail in TERMS:
        opens, closes = TERMS[tail]
        year = first if tail == "autumn" else first + 1
        season = list(TERMS).index(tail)
        return Period(name, "term", date(year, opens, 1), month_end(year, closes), season, first)
    if tail == "academic":
        end = date(first + 1, 8, 31)
        return Period(name, "academic year", date(first, 9, 1), end, 0, first)
    if tail.startswith("to "):
        return Period(name, "pooled", date(first, 1, 1), date(int(tail[3:]), 12, 31), 0, first)
    if tail.startswith("Q"):
        season = int(tail[1:]) - 1
        start_month = (4 + 3 * season - 1) % 12 + 1
        year = first if season < 3 else first + 1
        end = month_end(year, start_month + 2)
        return Period(name, "quarter", date(year, start_month, 1), end, season, first)
    if len(head) == 7:
        return Period(name, "financial year", date(first, 4, 1), date(first + 1, 3, 31), 0, first)
    return Period(name, "calendar year", date(first, 1, 1), date(first, 12, 31), 0, first)


def names(frequency: str) -> list[str]:
    """Every name of one frequency that could touch the six years, in order of time."""
    years = range(2019, 2026)
    short = {year: f"{year}-{(year + 1) % 100:02d}" for year in years}
    slashed = {year: f"{year}/{(year + 1) % 100:02d}" for year in years}
    return {
        "month": [f"{month} {year}" for year in years for month in MONTHS],
        "quarter": [f"{short[year]} Q{quarter}" for year in years for quarter in (1, 2, 3, 4)],
        "financial year": [short[year] for year in years],
        "calendar year": [str(year) for year in years],
        "academic year": [f"{slashed[year]} academic" for year in years],
        "term": [f"{slashed[year]} {term}" for year in years for term in TERMS],
        "pooled": [f"{year - 2} to {year}" for year in years],
    }[frequency]


def periods(frequency: str, *, since: date = FIRST) -> list[Period]:
    """Periods of one frequency that end inside the six years, in order of time.

    Months and quarters must also begin on or after ``since``; years and pooled spans need not.
    """
    found = [parse(name) for name in names(frequency)]
    if frequency in ("month", "quarter"):
        return [period for period in found if since <= period.start and period.end <= LAST]
    return [period for period in found if FIRST <= period.end <= LAST]
