"""Which figure a row of a return gives: whose, of what, and for when."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import defaultdict
from dataclasses import dataclass

from pmf_analysis.framework.period import Period, PeriodError
from pmf_analysis.framework.spellings import Spelt, read_period
from pmf_analysis.sources.workbook.cells import Cell, Refused
from pmf_analysis.sources.workbook.form import Form, Key, Series
from pmf_analysis.sources.workbook.layout import Heading, squashed, words
from pmf_analysis.sources.workbook.rows import Row

__all__ = ["Keys", "Match"]

Whose = tuple[str, str]  # indicator and organisation


@dataclass(frozen=True)
class Match:
    """What a row is about.

    Attributes
    ----------
    series : Series
        Whose figure of what.
    period : str
        For when, in the canonical spelling.
    status : str
        What was said beside the period, as a letter of the GSS shorthand.
    """

    series: Series
    period: str
    status: str = ""

    @property
    def key(self) -> Key:
        """Indicator, organisation and period."""
        return (self.series.indicator, self.series.organisation, self.period)


class Keys:
    """The figures that a return may give.

    Parameters
    ----------
    form : Form
        What was asked of the directorate.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._quarter = Period.parse(form.quarter, form.year_starts)
        self._asked: dict[Whose, list[str]] = defaultdict(list)
        for line in form.lines:
            self._asked[_whose(line.series)].append(line.period)
        every = (*form.series, *(line.series for line in form.lines))
        self._series: dict[str, list[Series]] = defaultdict(list)
        for series in {_whose(series): series for series in every}.values():
            self._series[squashed(series.indicator)].append(series)

    def series(self, row: Row) -> Series | None:
        """Return whose row it is, where that is plain; None elsewhere."""
        try:
            return self._whose(row)
        except Refused:
            return None

    def match(self, row: Row) -> Match:
        """Return what a row is about.

        Raises
        ------
        Refused
            The code, organisation or period is missing, unknown or not of this return.
        """
        series = self._whose(row)
        if Heading.EARLIER in row.cells and Heading.PERIOD not in row.cells:
            return self._earlier(row.cell(Heading.EARLIER), series)
        return self._now(row, series)

    def _whose(self, row: Row) -> Series:
        cell = row.cell(Heading.CODE)
        found = self._series.get(squashed(cell.value), [])
        if not found:
            word = self._form.indicator_word
            near = difflib.get_close_matches(squashed(cell.value), self._series, n=1)
            advice = (
                f"Perhaps {self._series[near[0]][0].indicator}" if near else "See the sheet Codes"
            )
            raise Refused(cell, f"the code of a {word} of this directorate", advice=advice)
        if Heading.EARLIER not in row.cells:
            found = [series for series in found if _whose(series) in self._asked] or found
        return self._of_organisation(row.cell(Heading.ORGANISATION), found)

    def _of_organisation(self, cell: Cell, found: list[Series]) -> Series:
        wanted = squashed(cell.value)
        named = [
            series
            for series in found
            if wanted in {squashed(series.organisation), squashed(series.organisation_name)}
        ]
        chosen = found if cell.empty else named
        if len(chosen) != 1:
            known = " or ".join(series.organisation for series in found)
            raise Refused(cell, known, advice=f"{found[0].indicator} is asked of these alone")
        return chosen[0]

    def _now(self, row: Row, series: Series) -> Match:
        """One of the figures that are asked for."""
        asked = self._asked.get(_whose(series), [])
        advice = "Earlier figures go on the sheet Corrections"
        if not asked:
            raise Refused(row.cell(Heading.CODE), "a figure that is asked for", advice=advice)
        cell = row.cell(Heading.PERIOD)
        if cell.empty and len(asked) == 1:
            return Match(series, asked[0])
        spelt = self._period(cell, series)
        if str(spelt.period) not in asked:
            raise Refused(cell, " or ".join(asked), advice=advice)
        return Match(series, str(spelt.period), spelt.status)

    def _earlier(self, cell: Cell, series: Series) -> Match:
        """A figure of an earlier period, or one that is asked for in any case."""
        spelt = self._period(cell, series)
        period, asked = str(spelt.period), self._asked.get(_whose(series), [])
        if spelt.period.end > self._quarter.end and period not in asked:
            raise Refused(cell, f"a period that ended by {self._quarter.end.isoformat()}")
        return Match(series, period, spelt.status)

    def _period(self, cell: Cell, series: Series) -> Spelt:
        try:
            return read_period(_text(cell.value), self._form.year_starts, series.frequency)
        except PeriodError as error:
            expected = f"a {series.frequency.value}, spelt as on the sheet Figures"
            raise Refused(cell, expected, "" if cell.empty else str(error)) from error


def _whose(series: Series) -> Whose:
    return (series.indicator, series.organisation)


def _text(value: object) -> str:
    """A period as text, from a year that is a number and a month that Excel made a date."""
    if isinstance(value, dt.date):
        return value.isoformat()[: len("2025-04-01")]
    return " ".join(words(value).split())
