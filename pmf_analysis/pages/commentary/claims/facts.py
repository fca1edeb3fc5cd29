"""What a finding knows that a sentence may speak of."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pmf_analysis.framework.indicator import Basis, Indicator, Polarity, Unit
from pmf_analysis.framework.period import Period, PeriodError
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.rating import published
from pmf_analysis.pages.commentary.claims.numbers import Measure, Quoted
from pmf_analysis.visuals import words

__all__ = ["Anchor", "Facts"]


class Anchor(StrEnum):
    """What a figure is held beside."""

    PREVIOUS = "previous"
    LAST_YEAR = "last year"
    TARGET = "target"
    OTHER = "other"
    NOW = "now"


_MEASURES = {
    Unit.PERCENT: Measure.PERCENT,
    Unit.CURRENCY: Measure.CURRENCY,
    Unit.DAYS: Measure.DAYS,
}
_SEASON_OF_MONTH = {3: "winter", 6: "spring", 9: "summer", 12: "autumn"}
_ORDINALS = ("first", "second", "third", "fourth")
_LAST_YEAR = (
    r"last year(?:'s)?|(?:a|one) year (?:ago|before|earlier)|year on year|twelve months ago|"
    r"12 months ago|(?:this|the same) (?:time|point|stage|period|quarter|month|three months) "
    r"(?:(?:in|of) )?(?:last year|a year ago|{year})|the year before|(?:in|over|on) (?:a|the) year"
)
_PREVIOUS = {
    4: r"(?:last|previous) quarter(?:'s)?|quarter before",
    12: r"(?:last|previous) month(?:'s)?|month before",
    1: r"last year(?:'s)?|previous year|year before",
}
_TARGET = r"(?:the |our |its |this )?(?:target|plan|limit)\b(?: allows)?|planned(?: by now)?"
_OTHER = (
    rf"(?:since|in|by|of|from|before|after|until|during) (?:late |early |the )*"
    rf"(?:{'|'.join(m.lower() for m in calendar.month_name[1:])}|spring|summer|autumn|winter|"
    r"(?:19|20)\d\d)\b|last (?:spring|summer|autumn|winter)|(?:19|20)\d\d(?:-\d\d)?|pandemic|"
    r"average|(?:two|three|four|six|several) (?:quarters|months|years) ago|"
    r"(?:two|three|four|five|ten) years"
)


@dataclass(frozen=True)
class Facts:
    """A finding with its indicator, as claims are held against it."""

    finding: Finding
    indicator: Indicator
    framework: Framework

    def shown(self, figure: float | None) -> float | None:
        """Return a figure as it is published."""
        return None if figure is None else float(published(figure, self.indicator.decimals))

    @property
    def value(self) -> float | None:
        """The figure as published."""
        return self.shown(self.finding.value)

    def at(self, anchor: Anchor) -> float | None:
        """Return the figure of an anchor as published; None where there is none to compare with.

        A running total is not held beside the period before, whose figure is of that period alone.
        """
        if anchor is Anchor.PREVIOUS and self.indicator.basis is Basis.YEAR_TO_DATE:
            return None
        return self.shown(self.raw(anchor))

    def raw(self, anchor: Anchor) -> float | None:
        """Return the figure of an anchor, unrounded."""
        figures = {
            Anchor.PREVIOUS: self.finding.previous_value,
            Anchor.LAST_YEAR: self.finding.last_year_value,
            Anchor.TARGET: self.finding.target,
        }
        return figures.get(anchor)

    def moved(self, anchor: Anchor) -> int | None:
        """Return +1, 0 or -1 for the change since an anchor; None where it cannot be told."""
        then = self.at(anchor)
        if self.value is None or then is None:
            return None
        return (self.value > then) - (self.value < then)

    def better(self, direction: int) -> int | None:
        """Return +1 where a direction is better, -1 worse; None where neither side is better."""
        sign = {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(self.indicator.polarity)
        return None if sign is None else sign * direction

    @property
    def meets_target(self) -> bool | None:
        """Whether the rating says that the target is met; None where it does not say."""
        on, off = {Rating.GREEN, Rating.BLUE}, {Rating.RED, Rating.AMBER}
        rating = self.finding.rating
        return True if rating in on else False if rating in off else None

    @property
    def limits(self) -> tuple[float, float] | None:
        """The usual range as shown; None where there is none for the figure's own period."""
        f = self.finding
        every = f.charted_every in {None, self.indicator.frequency}
        if f.lower_limit is None or f.upper_limit is None or not every:
            return None
        low, high = (
            self.shown(words.possible(limit, self.indicator))
            for limit in (f.lower_limit, f.upper_limit)
        )
        return None if low is None or high is None else (low, high)

    @property
    def inside(self) -> bool | None:
        """Whether the figure is within its usual range; None where that cannot be told."""
        if self.limits is None or self.value is None or self._cumulative:
            return None
        return self.limits[0] <= self.value <= self.limits[1]

    @property
    def _cumulative(self) -> bool:
        """Whether the chart draws another figure than the one shown."""
        charted = [p.charted for p in self.finding.points if p.period == self.finding.period]
        return bool(charted) and charted[-1] != self.finding.value

    @property
    def per_year(self) -> int:
        """Points of the series a year."""
        return self.indicator.frequency.per_year

    @cached_property
    def targets(self) -> tuple[float, ...]:
        """Every target that the finding knows, of this period or an earlier one."""
        f = self.finding
        now = (f.target, f.target_lower, f.target_upper, f.charted_target)
        then = (t for p in f.points for t in (p.target, p.target_lower, p.target_upper))
        return tuple(t for t in (*now, *then) if t is not None)

    @cached_property
    def known(self) -> tuple[float, ...]:
        """Every number of the finding, so that none of them is taken for a slip."""
        f = self.finding
        plain = (f.value, f.numerator, f.denominator, f.previous_value, f.last_year_value)
        lines = (f.centre, f.lower_limit, f.upper_limit)
        past = (n for p in f.points for n in (p.value, p.charted, p.numerator, p.denominator))
        told = [n for n in (*plain, *lines, *self.targets, *past) if n is not None]
        if f.value is not None:
            told += [abs(f.value - n) for n in (*lines, *self.targets) if n is not None]
        if f.numerator is not None and f.denominator is not None:
            told.append(abs(f.denominator - f.numerator))
        return tuple(told)

    def knows(self, number: Quoted) -> bool:
        """Whether the number may be one of the finding's; "per 1,000" is said of no part."""
        parts = (self.finding.numerator, self.finding.denominator)
        each = number.measure is Measure.PER
        return any(number.fits(known) for known in self.known if not (each and known in parts))

    def as_shown(self, number: Quoted) -> bool:
        """Whether a number is written to as many places as the indicator is published with.

        Whole numbers are written so of everything, and tell nothing.
        """
        places = self.indicator.decimals
        return places > 0 and math.isclose(number.step, 10.0**-places)

    def earlier(self, number: Quoted) -> bool:
        """Whether a number is the figure of the period before or of a year before."""
        return number.fits(self.finding.previous_value) or number.fits(self.finding.last_year_value)

    def own_unit(self, number: Quoted) -> bool:
        """Whether a number is written in the indicator's unit."""
        unit = self.indicator.unit
        if unit is Unit.RATE:
            bare = number.measure is Measure.BARE and self.as_shown(number)
            return number.measure is Measure.PER or bare
        return number.measure is _MEASURES.get(unit, Measure.BARE)

    def bare(self, number: Quoted) -> bool:
        """Whether a number without a unit may be the indicator's: of a count, a rate or a score."""
        plain = self.indicator.unit not in {Unit.PERCENT, Unit.CURRENCY, Unit.DAYS}
        return number.measure is Measure.BARE and plain

    def words(self, figure: float | None) -> str:
        """Spell a figure."""
        return words.figure(figure, self.indicator)

    def anchors(self, text: str) -> Iterator[tuple[Anchor, int]]:
        """Yield what the text compares with, and where; the nearest meaning of each phrase."""
        taken: list[tuple[int, int]] = []  # what an earlier, narrower pattern has read
        for anchor, pattern in self._patterns:
            for match in pattern.finditer(text):
                if any(start < match.end() and match.start() < end for start, end in taken):
                    continue
                taken.append(match.span())
                if anchor is not Anchor.NOW:
                    yield anchor, match.start()

    @cached_property
    def _patterns(self) -> tuple[tuple[Anchor, re.Pattern[str]], ...]:
        previous = self._named(self.finding.previous_period)
        year = self._years(self.finding.last_year_period)
        often = self.indicator.frequency.per_year
        since = "|".join([_PREVIOUS.get(often, _PREVIOUS[4]), *previous])
        now = "|".join(["this (?:quarter|month|year)", *self._named(self.finding.period)])
        return (
            (Anchor.LAST_YEAR, re.compile(rf"\b(?:{_LAST_YEAR.replace('{year}', year)})")),
            (Anchor.PREVIOUS, re.compile(rf"\b(?:{since})\b(?! of (?:19|20))(?!,? (?:19|20)\d\d)")),
            (Anchor.NOW, re.compile(rf"\b(?:{now})\b(?! of (?:19|20))(?!,? (?:19|20)\d\d)")),
            (Anchor.TARGET, re.compile(rf"\b(?:{_TARGET})")),
            (Anchor.OTHER, re.compile(rf"\b(?:{_OTHER})")),
        )

    def _period(self, text: str) -> Period | None:
        try:
            return self.framework.period(text) if text else None
        except PeriodError:
            return None

    def _named(self, text: str) -> Iterator[str]:
        """The ways to name an earlier period of this year without saying which year."""
        period = self._period(text)
        if period is None or period.frequency.per_year == 1:
            return
        month = period.end.month
        yield f"(?:since |in |at the end of |of )?{calendar.month_name[month].lower()}"
        if period.frequency.per_year == len(_ORDINALS):
            place = int(str(period)[-1])
            yield f"(?:the )?{_ORDINALS[place - 1]} quarter|quarter {place}|q{place}"
            yield f"(?:the )?{_SEASON_OF_MONTH.get(month, 'quarter before')}"

    def _years(self, text: str) -> str:
        period = self._period(text)
        if period is None:
            return "last year"
        spoken = {str(period.start.year), str(period.end.year), str(period).split(" ")[0]}
        return "(?:" + "|".join(re.escape(year) for year in sorted(spoken, reverse=True)) + ")"
