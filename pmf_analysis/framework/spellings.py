"""Periods as publishers spell them, read into the periods that the program knows.

A spelling gives every reading that it allows; the frequency of the indicator chooses among them.
Where even that leaves two, or none, the fault names them: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pmf_analysis.framework.period import (
    APRIL,
    Frequency,
    Period,
    PeriodError,
)
from pmf_analysis.framework.readings import YEAR, Readings, opening, read

__all__ = ["Anchor", "Spelt", "read_period"]


class Anchor(StrEnum):
    """Which end of its period a date, a month or a year names."""

    START = "start"
    END = "end"


@dataclass(frozen=True)
class Spelt:
    """A period as it was spelt.

    Attributes
    ----------
    period : Period
        The period.
    status : str
        Letter of the GSS shorthand that stood beside it, such as ``r`` for ``2018 (Rev)``.
    """

    period: Period
    status: str = ""


# `(OT)` is outturn, what was spent rather than planned: a plain figure, like `final`.
_STATUSES = {"rev": "r", "pro": "p", "est": "e", "out": "", "ot": "", "fin": ""}
_STATUS = re.compile(
    r"\s*(?:[(\[](?P<marked>[rpebu]|ot|rev|prov|est|revised|provisional|estimated|outturn|final)"
    r"[)\]]|(?<=[0-9 ])(?P<bare>[rpe]|revised|provisional|estimated|outturn|final))$"
)


@lru_cache(maxsize=65536)
def read_period(
    text: str,
    year_starts: int = APRIL,
    frequency: Frequency | None = None,
    anchor: Anchor | None = None,
) -> Spelt:
    """Read a period in any spelling found in published data.

    Parameters
    ----------
    text : str
        For example ``2016/17``, ``201617 Autumn term``, ``Jan-Mar 2018``, ``Apr-21``,
        ``01/04/2021``, ``2018 (Rev)`` or ``2016 - 18``.
    year_starts : int
        The month in which the financial year starts.
    frequency : Frequency, optional
        How often the indicator is measured; it chooses between the readings.
    anchor : Anchor, optional
        Which end of the period the text names, where it names but one: ``2018-06-30`` as the
        end of a quarter, ``2018`` as the start of a financial year.

    Raises
    ------
    PeriodError
        No period, one of another frequency, or one of two; the text names the readings.

    Examples
    --------
    >>> str(read_period("201617", frequency=Frequency.ACADEMIC_YEAR).period)
    '2016/17 academic'
    >>> str(read_period("2018-06-30", 4, Frequency.QUARTER, Anchor.END).period)
    '2018-19 Q1'
    >>> read_period("2018 (Rev)").status
    'r'
    """
    tidy = re.sub(r"\s+", " ", re.sub("[\u2010-\u2015\u2212]", "-", text)).strip()
    bare = tidy.lower()
    status = ""
    if marked := _STATUS.search(bare):
        bare, word = bare[: marked.start()], marked["marked"] or marked["bare"]
        status = _STATUSES.get(word[:3], word)
    readings = read(bare, year_starts)
    if canonical := _canonical(tidy[: len(bare)], year_starts):
        others = (p for p in (*readings.plain, *readings.also) if p != canonical)
        readings = Readings((canonical,), tuple(others))
    return Spelt(_chosen(readings, frequency, anchor, text), status)


_LONG = {Frequency.QUARTER: "financial quarter"}


def _canonical(text: str, year_starts: int) -> Period | None:
    try:
        return Period.parse(text, year_starts)
    except PeriodError:
        return None


def _chosen(
    readings: Readings, frequency: Frequency | None, anchor: Anchor | None, text: str
) -> Period:
    """The one reading of the frequency asked for."""
    found = readings.plain
    if not found:
        raise PeriodError(f"not a period: {text!r}")
    if anchor and frequency:
        found = tuple(_anchored(found, frequency, anchor)) or found
    elif frequency:
        same = [p for p in (*found, *readings.also) if p.frequency is frequency]
        found = tuple(dict.fromkeys(same)) or found
    names = " or ".join(f"{period} ({period.frequency})" for period in found)
    if len(found) > 1:
        raise PeriodError(f"{text!r} may be {names}: the mapping or the indicator must say which")
    if frequency and found[0].frequency is not frequency:
        raise PeriodError(f"{text!r} is {names}, where a {_LONG.get(frequency, frequency)} belongs")
    return found[0]


def _anchored(found: tuple[Period, ...], frequency: Frequency, anchor: Anchor) -> Iterator[Period]:
    """The periods of a frequency that start, or end, within what the text names."""
    for named in found:
        if named.frequency is frequency:
            yield named
            return
    named = found[0]
    within = range(named.first, named.first + named.months)
    for first in range(named.first - YEAR, named.first + named.months):
        for period in opening(first, named.year_starts):
            edge = first if anchor is Anchor.START else first + period.months - 1
            if period.frequency is frequency and edge in within:
                yield period
