"""What a book needs before it has anything to report, said with rows that would do in it."""

from __future__ import annotations

import datetime as dt

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.tables import examples
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.columns import RECORDED_ON
from pmf_analysis.tables.schemas import TABLES

__all__ = ["next_step"]

USUAL_DELAY = dt.timedelta(weeks=9)  # from a quarter's end to its report
NOTHING = "There is nothing to report yet"
AGAIN = "Then look again with: pmf check"


def next_step(book: Book, quarter: Period | None = None) -> str:
    """Say what an analyst does next, in a few lines with an example.

    Parameters
    ----------
    book : Book
        Checked, and without a figure of the quarter, or of any that can be reported.
    quarter : Period or None
        The one that was asked for.
    """
    framework = book.framework
    dated = [q for q, dates in framework.quarters.items() if dates.publication]
    if not book.indicators:
        return _first_indicators(framework)
    if book.observations.empty and dated:
        return _first_figures(book, quarter or dated[0])
    last = _last(book)
    if quarter and last and quarter in dated:
        return _figure_of(book, quarter, dated)
    if not dated or (quarter and _has_figures(book, quarter)):
        return _no_date(framework, quarter or last)
    return _no_date_or_no_figure(book, dated, last)


def _first_indicators(framework: Framework) -> str:
    needed = [column.name for column in TABLES["indicators"].columns if column.required]
    return "\n".join(
        [
            f"{NOTHING}: indicators.csv has no {framework.words.indicator}.",
            "Put the first ones in, a row each. These columns need a cell, the others may stay "
            f"empty: {', '.join(needed)}. Such as:",
            f"  {examples.indicators(framework)[0]}",
            f"After that their figures go into observations.csv. {AGAIN}",
        ]
    )


def _first_figures(book: Book, quarter: Period) -> str:
    many, points = book.framework.words.indicators, book.framework.spc.minimum_points
    return "\n".join(
        [
            f"{NOTHING}: observations.csv has no figure of the {many} in indicators.csv.",
            "Put the figures in, a row each: the figure itself as value, or as numerator and "
            f"denominator, and in {RECORDED_ON.name} the day you write it down. Such as:",
            f"  {examples.header('observations')}",
            f"  {_row(book, quarter)}",
            f"Put in earlier periods too: a chart has limits from {points} on. {AGAIN}",
        ]
    )


def _figure_of(book: Book, quarter: Period, dated: list[Period]) -> str:
    known = [q for q in dated if _has_figures(book, q)]
    latest = f" The latest quarter with one is {known[-1]}." if known else ""
    return "\n".join(
        [
            f"{NOTHING} for {quarter}: observations.csv has no figure of it.{latest}",
            "When one is known put it in, such as:",
            f"  {_row(book, quarter)}",
            AGAIN,
        ]
    )


def _no_date(framework: Framework, quarter: Period | None) -> str:
    said = f"{quarter} no date" if quarter else "no quarter a date"
    return "\n".join(
        [
            f"{NOTHING}: framework.yml gives {said} of publication.",
            "Put one in, under calendar and its quarters, such as:",
            f"    {_dated(framework, quarter)}",
            AGAIN,
        ]
    )


def _no_date_or_no_figure(book: Book, dated: list[Period], last: Period | None) -> str:
    span = f"{dated[0]} to {dated[-1]}" if len(dated) > 1 else f"{dated[0]}"
    return "\n".join(
        [
            f"{NOTHING}: framework.yml gives dates of publication to {span}, and observations.csv "
            f"has no figure of those quarters; its last is of {last}.",
            "Either put such a figure into observations.csv:",
            f"  {_row(book, dated[0])}",
            "or such a quarter into framework.yml, under calendar and its quarters:",
            f"    {_dated(book.framework, last)}",
        ]
    )


def _row(book: Book, quarter: Period) -> str:
    """A figure of the quarter, of a series that the book has where it has any."""
    kinds = [quarter.frequency, Frequency.MONTH, *Frequency]
    series = book.observations[["indicator", "organisation"]].itertuples(index=False, name=None)
    known = list(series) or [(code, book.framework.council.code) for code in book.indicators]
    known.sort(key=lambda key: kinds.index(book.indicators[key[0]].frequency))
    code, organisation = known[0]
    indicator: Indicator = book.indicators[code]
    day = examples.recorded_on(book.framework, quarter)
    return examples.figure(indicator, organisation, quarter, day)


def _dated(framework: Framework, quarter: Period | None) -> str:
    """A line of the calendar."""
    kinds = {q.frequency for q in framework.quarters} or {Frequency.QUARTER}
    like = quarter or Period.parse("2025-26 Q2", framework.council.year_starts)
    quarter = like if like.frequency in kinds else like.latest(kinds.pop())
    return f"- {{quarter: {quarter}, publication: {quarter.end + USUAL_DELAY}}}"


def _last(book: Book) -> Period | None:
    periods = [book.framework.period(text) for text in book.observations["period"].unique()]
    return max(periods, default=None)


def _has_figures(book: Book, quarter: Period) -> bool:
    ends = [book.framework.period(text).end for text in book.observations["period"].unique()]
    return any(quarter.start <= end <= quarter.end for end in ends)
