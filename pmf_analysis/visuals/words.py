"""Words for people: numbers, periods and verdicts in plain English."""

from __future__ import annotations

import calendar
import datetime as dt

from pmf_analysis.framework.indicator import Basis, Indicator, Polarity, Unit
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.rating import published
from pmf_analysis.judgements.signal import Assurance, Variation
from pmf_analysis.judgements.travel import Travel

__all__ = [
    "assurance_words",
    "count",
    "covered",
    "date",
    "figure",
    "number",
    "period",
    "possible",
    "quarter",
    "rating_words",
    "short_period",
    "span",
    "step",
    "target_words",
    "travel_words",
    "unit_of_time",
    "usual_range",
    "variation_words",
]

MONTH_NAMES = calendar.month_name[1:]
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MISSING = "not available"
MONTHS_IN_YEAR = 12
_NEVER_NEGATIVE = {Unit.PERCENT, Unit.COUNT, Unit.RATE, Unit.DAYS}

_TIME = {
    Frequency.MONTH: "month",
    Frequency.QUARTER: "quarter",
    Frequency.CALENDAR_QUARTER: "quarter",
    Frequency.TERM: "term",
}


def capital(text: str) -> str:
    """Begin a text with a capital, and leave the others of its names as they are."""
    return text[:1].upper() + text[1:]


def count(n: int, one: str = "", many: str = "") -> str:
    """Spell a count: words up to nine, digits from ten, with its noun where one is given.

    Examples
    --------
    >>> count(1, "quarter"), count(7, "quarter"), count(12, "quarter")
    ('one quarter', 'seven quarters', '12 quarters')
    """
    text = SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"
    if not one:
        return text
    return f"{text} {one if n == 1 else many or one + 's'}"


def date(day: dt.date) -> str:
    """Spell a date, such as 2 December 2025."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def number(value: float | None, indicator: Indicator) -> str:
    """Spell a number of an indicator without its unit, as published."""
    if value is None:
        return ""
    if indicator.unit is Unit.YES_NO:
        return "Yes" if value else "No"
    text = f"{published(value, indicator.decimals):,}"
    return text.removeprefix("-") if not published(value, indicator.decimals) else text


def figure(value: float | None, indicator: Indicator) -> str:
    """Spell a figure with its unit: 38.2%, £1,200, 17.3 days, 12.4 per 1,000."""
    if value is None:
        return MISSING
    text = number(value, indicator)
    match indicator.unit:
        case Unit.PERCENT:
            return f"{text}%"
        case Unit.CURRENCY:
            return f"-£{text[1:]}" if text.startswith("-") else f"£{text}"
        case Unit.DAYS:
            return f"{text} day" if text == "1" else f"{text} days"
        case Unit.RATE if indicator.per > 1:
            return f"{text} per {indicator.per:,.0f}"
        case _:
            return text


def step(size: float, indicator: Indicator, *, bare: bool = False) -> str:
    """Spell a difference of two figures, to one place more than they are published with.

    Parameters
    ----------
    size : float
        0 or more, in the indicator's unit.
    indicator : Indicator
        Its unit and decimals.
    bare : bool
        Without the unit.
    """
    text = f"{published(size, indicator.decimals + 1):,}"
    if bare:
        return text
    match indicator.unit:
        case Unit.PERCENT:
            return f"{text} percentage points"
        case Unit.CURRENCY:
            return f"£{text}"
        case Unit.DAYS:
            return f"{text} days"
        case Unit.RATE if indicator.per > 1:
            return f"{text} per {indicator.per:,.0f}"
        case _:
            return text


def possible(value: float | None, indicator: Indicator) -> float | None:
    """Return a limit cut to what can happen, for showing; judging uses it uncut."""
    if value is None:
        return None
    low, high = indicator.plausible_min, indicator.plausible_max
    if low is None and indicator.unit in _NEVER_NEGATIVE:
        low = 0.0
    if high is None and indicator.unit is Unit.PERCENT:
        high = 100.0
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def usual_range(low: float | None, high: float | None, indicator: Indicator) -> str:
    """Spell a usual range, cut to what can happen."""
    bounds = possible(low, indicator), possible(high, indicator)
    return f"{number(bounds[0], indicator)} to {figure(bounds[1], indicator)}"


def target_words(finding: Finding, indicator: Indicator) -> str:
    """Spell the target in force, or say that there is none."""
    if indicator.polarity is Polarity.RANGE and finding.target_lower is not None:
        low, high = finding.target_lower, finding.target_upper
        return f"{number(low, indicator)} to {figure(high, indicator)}"
    return "" if finding.target is None else figure(finding.target, indicator)


def period(p: Period) -> str:
    """Spell the months of a period: July to September 2025."""
    first, last = p.start, p.end
    if p.frequency in {Frequency.FINANCIAL_YEAR, Frequency.ACADEMIC_YEAR, Frequency.TERM}:
        return _year_words(p)
    opens, closes = MONTH_NAMES[first.month - 1], MONTH_NAMES[last.month - 1]
    if p.months == 1:
        return f"{closes} {last.year}"
    if first.year == last.year and p.frequency.per_year > 1:
        return f"{opens} to {closes} {last.year}"
    return str(p)


def short_period(text: str, year_starts: int) -> str:
    """Spell a period briefly, as a table column does: Jul to Sep 2025."""
    if not text:
        return ""
    p = Period.parse(text, year_starts)
    if p.frequency in {Frequency.QUARTER, Frequency.CALENDAR_QUARTER}:
        first, last = MONTH_NAMES[p.start.month - 1][:3], MONTH_NAMES[p.end.month - 1][:3]
        return f"{first} to {last} {p.end.year}"
    return _year_words(p)


def covered(finding: Finding, indicator: Indicator, year_starts: int) -> str:
    """Spell the months that a figure covers: a running total's begin with its year."""
    if not finding.period:
        return ""
    p = Period.parse(finding.period, year_starts)
    if p.frequency.per_year == 1 or p.months > MONTHS_IN_YEAR // 2:
        return short_period(finding.period, year_starts)
    last = f"{MONTH_NAMES[p.end.month - 1][:3]} {p.end.year}"
    match indicator.basis:
        case Basis.YEAR_TO_DATE if not (p.opens_year and p.months == 1):
            return f"{MONTH_NAMES[year_starts - 1][:3]} to {last}"
        case Basis.ROLLING:
            return f"year to {last}"
        case _:
            return short_period(finding.period, year_starts)


def span(first: str, last: str, year_starts: int) -> str:
    """Spell the stretch from one period to another: October 2019 to September 2025."""
    if not first:
        return ""
    opens, closes = Period.parse(first, year_starts).start, Period.parse(last, year_starts).end
    return (
        f"{MONTH_NAMES[opens.month - 1]} {opens.year} to "
        f"{MONTH_NAMES[closes.month - 1]} {closes.year}"
    )


def _year_words(p: Period) -> str:
    match p.frequency:
        case Frequency.FINANCIAL_YEAR:
            return f"year to {MONTH_NAMES[p.end.month - 1]} {p.end.year}"
        case Frequency.ACADEMIC_YEAR:
            return f"school year {str(p).removesuffix(' academic')}"
        case Frequency.TERM:
            year, term = str(p).split(" ")
            return f"{term} term {year}"
        case _:
            return str(p)


def quarter(p: Period) -> str:
    """Spell a reporting quarter: Quarter 2, July to September 2025."""
    return f"Quarter {str(p)[-1]}, {period(p)}"


def unit_of_time(indicator: Indicator) -> str:
    """Return the noun for one period of the indicator: month, quarter, term or year."""
    return _TIME.get(indicator.frequency, "year")


def rating_words(rating: Rating, label: str) -> str:
    """Return the label of a rating with its shape, so that colour is never needed."""
    return f"{RATING_SHAPES[rating]} {label}"


RATING_SHAPES = {
    Rating.GREEN: "●",
    Rating.AMBER: "▲",
    Rating.RED: "■",
    Rating.NO_TARGET: "○",
    Rating.NOT_DUE: "◷",
    Rating.NO_DATA: "–",
    Rating.BLUE: "◆",
}

_DIRECTION = {"HIGH": "rising", "LOW": "falling"}
_LEVEL = {"HIGH": "high", "LOW": "low"}


def variation_words(finding: Finding) -> str:
    """Say what the chart's latest point shows."""
    if finding.variation is Variation.NOT_ENOUGH_DATA:
        return "Too few points to say"
    if finding.variation is Variation.COMMON_CAUSE:
        return "No unusual change"
    meaning, side = finding.variation.value.split("_")
    words = _DIRECTION if finding.rule == "TREND" else _LEVEL
    return (
        f"{capital(meaning)}, {words[side]}"
        if meaning != "NEITHER"
        else (f"Unusually {words[side]}")
    )


def assurance_words(finding: Finding) -> str:
    """Say whether the process can be relied on to meet its target."""
    return {
        Assurance.PASS: "Its usual range meets the target",
        Assurance.FAIL: "Its usual range misses the target",
        Assurance.HIT_OR_MISS: "Its usual range spans the target",
        Assurance.NO_TARGET: "No target",
        Assurance.NOT_ENOUGH_DATA: "Too few points to say",
    }[finding.assurance]


BETTER = {
    Polarity.HIGHER: "Higher is better",
    Polarity.LOWER: "Lower is better",
    Polarity.RANGE: "Best inside its band",
    Polarity.NONE: "Neither higher nor lower is better",
}


def travel_words(travel: Travel) -> str:
    """Return one or two words for a direction of travel."""
    return {
        Travel.BETTER: "Better",
        Travel.SAME: "Same",
        Travel.WORSE: "Worse",
        Travel.UP: "Up",
        Travel.DOWN: "Down",
        Travel.NOT_COMPARABLE: "Not comparable",
    }[travel]
