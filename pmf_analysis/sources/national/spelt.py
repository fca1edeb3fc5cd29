"""Periods, figures and statuses of whole columns: each distinct text is read once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.period import Frequency, PeriodError
from pmf_analysis.framework.spellings import Anchor, Spelt, read_period
from pmf_analysis.sources.marks import Figure, read_figure, scaled, write_figure
from pmf_analysis.sources.national.account import Account

__all__ = ["figures", "periods", "places", "statuses", "unbracketed"]

Read = TypeVar("Read")
LETTERS = ("p", "r", "e", "c", "u", "x", "z", "b")
FAR = 1000  # per cent; a greater one is 45 typed into a cell that shows it as 4500%
# Stretches of time that are no period here: weeks, half terms, two terms together.
_UNKEPT = re.compile(r"\bweek \d|half.?term|autumn and spring|up until", re.IGNORECASE)


def periods(
    texts: pd.Series, frequency: Frequency, anchor: Anchor | None, starts: int, account: Account
) -> pd.DataFrame:
    """Return the period (spelt as the program does) and its status, for the rows that have one.

    Parameters
    ----------
    texts : Series of str
        Named for its column; the index is the row in the file.
    frequency : Frequency
        That of the indicator.
    anchor : Anchor or None
        Which end of the period the texts name.
    starts : int
        The month in which the financial year starts.
    account : Account
        Told of texts that are no such period.
    """
    unkept = texts[texts.isin([text for text in texts.unique() if _UNKEPT.search(text)])]
    for text, rows in unkept.groupby(unkept):
        account.leave(rows.index.tolist(), f"a stretch of time that is not kept: {text}")

    def read(text: str) -> Spelt:
        return read_period(text, starts, frequency, anchor)

    said = _each(texts.drop(unkept.index), read, account)
    known = texts[texts.isin(list(said))]
    columns = {
        "period": known.map({text: str(spelt.period) for text, spelt in said.items()}),
        "period_status": known.map({text: spelt.status for text, spelt in said.items()}),
    }
    return pd.DataFrame(columns)


def figures(
    texts: pd.Series,
    markers: Mapping[str, str | float],
    times: float,
    account: Account,
    *,
    percentages: bool,
) -> tuple[pd.Series, pd.Series]:
    """Return the numbers of a column (NaN where there is none) and the status of each cell.

    A percent sign beside what is no percentage, or what the mapping scales besides, is a fault;
    so is a number up to 1 without it where other cells have it: 0.46 may be 46%.
    """
    signed = percentages and times == 1 and any("%" in text for text in texts.unique())

    def read(text: str) -> Figure:
        figure = read_figure(text, markers)
        if figure.value is None:
            return figure
        if figure.percent:
            _check_percentage(figure.value, times, percentages=percentages)
        elif signed and 0 < abs(figure.value) <= 1:
            raise ValueError("a percent sign, as other cells of the column have")
        value = figure.value if times == 1 else scaled(figure.value, times)
        if math.isinf(value):
            raise ValueError(f"a number that can be multiplied by {write_figure(times)}")
        return replace(figure, value=value)

    said = _each(texts, read, account)
    values = {t: f.value for t, f in said.items() if f.value is not None}
    numbers = texts.map(values).astype(float)
    marks = {text: said[text].status if text in said else "" for text in texts.unique()}
    return numbers, texts.map(marks)


def _check_percentage(value: float, times: float, *, percentages: bool) -> None:
    if not percentages:
        raise ValueError("a number without a percent sign, for this is no percentage")
    if times != 1:
        raise ValueError(f"a number without a percent sign, or no times: {write_figure(times)}")
    if abs(value) > FAR:
        raise ValueError(f"a percentage of at most {FAR}; what shows 45% holds 0.45")


def unbracketed(texts: pd.Series, markers: Mapping[str, str | float]) -> pd.Series:
    """Return a column of statuses in small letters, without brackets around a letter."""
    plain = {text: text.lower() for text in texts.unique()}
    bare = {t: low if low in markers else low.strip("[]()") for t, low in plain.items()}
    return texts.map(bare)


def statuses(texts: pd.Series, markers: Mapping[str, str | float], account: Account) -> pd.Series:
    """Return the letter of each cell of a column of statuses, brackets taken off."""

    def read(text: str) -> str:
        letter = text.strip("[]")
        meaning = letter if letter in LETTERS else markers.get(text, None if text else "")
        if meaning is None:
            raise ValueError("one of the statuses " + ", ".join(LETTERS))
        return meaning if isinstance(meaning, str) else ""

    return texts.map(dict.fromkeys(texts.unique(), "") | _each(texts, read, account))


def places(texts: pd.Series) -> int:
    """How many decimals the figures of a column are published with."""
    found = (re.search(r"\.(\d+)", text) for text in texts.unique())
    return max((len(match[1]) for match in found if match), default=0)


def _each(texts: pd.Series, read: Callable[[str], Read], account: Account) -> dict[str, Read]:
    """What each distinct text says; one fault for each that says nothing."""
    said: dict[str, Read] = {}
    faults: list[Fault] = []
    for text in texts.unique():
        try:
            said[text] = read(text)
        except (PeriodError, ValueError) as error:
            rows = texts.index[texts == text]
            got = repr(text) + (f", and in {len(rows) - 1:,} more rows" if len(rows) > 1 else "")
            column = str(texts.name)
            if isinstance(error, PeriodError):
                fault = Fault(account.file, int(rows[0]), column, "a period", got, str(error))
            else:
                fault = Fault(account.file, int(rows[0]), column, str(error), got)
            faults.append(fault)
    account.tell(faults)
    return said
