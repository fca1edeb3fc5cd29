"""The days on which the council's plan, risks and money are reported."""

from datetime import date, timedelta

from ..periods import parse
from .chance import pick

__all__ = ["CLOSE", "COUNCIL", "LATEST", "YEARS", "quarters", "told", "year_of"]

COUNCIL = "E06000999"
CLOSE = date(2025, 12, 2)  # the latest quarter's publication: nothing recorded later is known
LATEST = "2025-26 Q2"
YEARS = tuple(f"{year}-{(year + 1) % 100:02d}" for year in range(2019, 2026))
SOONEST, LATEST_DAY = 12, 16  # days after the quarter's end: before data are due


def quarters(first: str = "2019-20 Q1", last: str = LATEST) -> list[str]:
    """Quarters from first to last, both counted."""
    every = [f"{year} Q{quarter}" for year in YEARS for quarter in (1, 2, 3, 4)]
    return every[every.index(first) : every.index(last) + 1]


def year_of(quarter: str) -> str:
    """The financial year of a quarter."""
    return quarter.split(" ", maxsplit=1)[0]


def told(quarter: str, key: str) -> str:
    """The day on which something was reported for a quarter: always the same for the same key."""
    after = pick(f"plan:{key}:{quarter}", SOONEST, LATEST_DAY)
    return (parse(quarter).end + timedelta(days=after)).isoformat()
