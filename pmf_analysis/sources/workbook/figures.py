"""What a row of a return says: its figure or its parts, and its mark; refused where unsure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.indicator import Unit
from pmf_analysis.sources.marks import MARKERS, Figure, read_figure, scaled, write_figure
from pmf_analysis.sources.workbook.cells import Cell, Nature, Refused
from pmf_analysis.sources.workbook.form import Series
from pmf_analysis.sources.workbook.layout import FIGURES, MARKS, PARTS, Heading, squashed
from pmf_analysis.sources.workbook.rows import Row

__all__ = ["Taken", "read_row"]

NO_FIGURE = ("c", "x", "z")  # marks that stand in place of a figure
WHOLE = 100  # per cent
# A figure this many times all before it is taken for a slip, not for what was meant.
FAR = 10
# Up to here a number may be a share of one instead of a percentage: where the workbook tells how
# it is shown, and where, as in .xls, it does not.
SHARE, SHARE_UNTOLD = 1, 10
# Excel keeps about 16 digits, and sums leave noise in the last few (45.300000000000004). No
# council's figure has more than 12; whole numbers are exact in any case.
DIGITS = 12
EXACT_WHOLE = 2**53
ROUNDING = 0.5001  # of the last published decimal, with a little over for a value at its edge
# In a return a dash may be nought or nothing, and a full stop a slip; only words are taken.
_DOUBTFUL = {"-", "–", "—", ".", "...", ":", "*", "#n/a", "low", "[low]", "u", "[u]", "w", "[w]"}
_MARKERS = {text: meaning for text, meaning in MARKERS.items() if text not in _DOUBTFUL}
_ANSWERS = {"yes": 1.0, "y": 1.0, "no": 0.0, "n": 0.0}
_REFUSED = {
    Nature.ERROR: ("an error", "Mend the formula, or type the number"),
    Nature.FORMULA: (
        "a formula without a result",
        "Open the workbook in Excel or LibreOffice and save it, or type the number",
    ),
    Nature.TRUTH: ("a yes or no", "Type the number"),
    Nature.MERGED: ("one figure for several rows", "Take the cells apart; one figure a row"),
}


@dataclass(frozen=True)
class Taken:
    """What a row gave, as it goes into the table.

    Attributes
    ----------
    value, numerator, denominator : str
        The figure, or its two parts; empty where not given.
    status : str
        Letters of the GSS shorthand.
    """

    value: str = ""
    numerator: str = ""
    denominator: str = ""
    status: str = ""


def read_row(row: Row, series: Series, file: str, status: str = "") -> Taken | list[Fault]:
    """Read the figures and the mark of a row.

    Parameters
    ----------
    row : Row
        A row that gives a figure or a mark.
    series : Series
        Whose figure it is.
    file : str
        The workbook's name, for the faults.
    status : str
        What was said beside its period.

    Returns
    -------
    Taken or list of Fault
        What it says; or all that is wrong with it.
    """
    faults: list[Fault] = []
    figures: dict[Heading, Figure] = {}
    for name in FIGURES:
        try:
            figures[name] = _figure(row.cell(name), series, of_value=name is Heading.VALUE)
        except Refused as refused:
            faults.append(refused.fault(file))
    try:
        mark = _mark(row.cell(Heading.MARK))
    except Refused as refused:
        faults.append(refused.fault(file))
    if faults:
        return faults
    statuses = {status, mark, *(figure.status for figure in figures.values())} - {""}
    try:
        agreed = _agreed(row, figures, statuses)
        if agreed not in NO_FIGURE:
            _refuse_wrong(row, figures, series)
    except Refused as refused:
        return [refused.fault(file)]
    return _taken(figures, series, agreed)


def _figure(cell: Cell, series: Series, *, of_value: bool) -> Figure:
    """The figure in a cell, as the person meant it."""
    if cell.nature in _REFUSED and not (cell.empty):
        got, advice = _REFUSED[cell.nature]
        raise Refused(cell, "a number", got, advice)
    answer = _ANSWERS.get(squashed(cell.value))
    if of_value and series.unit is Unit.YES_NO and answer is not None:
        return Figure(answer)
    try:
        figure = read_figure(cell.value, _MARKERS)
    except ValueError as error:
        raise Refused(cell, str(error)) from error
    if figure.value is None:
        return figure
    percent = of_value and series.unit is Unit.PERCENT
    if not percent and (figure.percent or cell.nature is Nature.PERCENT):
        advice = "Type it without the percent sign, and give the cell the format of a number"
        raise Refused(cell, "a number", "a percentage", advice)
    value = _percentage(cell, figure, series) if percent else figure.value
    if of_value and series.unit is Unit.YES_NO and value not in _ANSWERS.values():
        raise Refused(cell, "yes or no")
    return Figure(_without_noise(value), figure.status)


def _percentage(cell: Cell, figure: Figure, series: Series) -> float:
    """Forty-five per cent as 45, whether 45, 45% or a cell that shows 0.45 as 45%."""
    value = float(figure.value or 0)
    if figure.percent:
        return value
    if cell.nature is Nature.PERCENT and not isinstance(cell.value, str):
        if abs(value) > FAR:
            got = f"{write_figure(scaled(value, WHOLE))}%"
            advice = "Type 45 or 45% for forty-five per cent"
            raise Refused(cell, "a percentage", got, advice)
        return scaled(value, WHOLE)
    untold = cell.nature is Nature.UNTOLD and not isinstance(cell.value, str)
    bound = SHARE_UNTOLD if untold else SHARE
    largest = max((abs(before) for before in _history(series)), default=None)
    slip = largest is not None and WHOLE * abs(value) > FAR * largest
    if 0 < abs(value) <= bound and not slip:
        plain, share = write_figure(value), write_figure(scaled(value, WHOLE))
        expected = f"{plain}% or {share}%, with the percent sign"
        advice = "It could be either; type the percent sign, and send it as .xlsx"
        raise Refused(cell, expected, advice=advice)
    return value


def _history(series: Series) -> Iterator[float]:
    for _, text in series.history:
        try:
            value = read_figure(text).value
        except ValueError:
            continue
        if value is not None:
            yield value


def _mark(cell: Cell) -> str:
    if cell.nature in _REFUSED and not cell.empty:
        got, advice = _REFUSED[cell.nature]
        raise Refused(cell, "a mark", got, advice)
    text = squashed(cell.value).strip("[]")
    if text in MARKS:
        return MARKS[text]
    if not text or text in MARKS.values():
        return text
    meaning = _MARKERS.get(text)
    if isinstance(meaning, str):
        return meaning
    raise Refused(cell, f"one of: {', '.join(MARKS)}; or nothing")


def _agreed(row: Row, figures: dict[Heading, Figure], statuses: set[str]) -> str:
    """The one thing that was said beside the figures, which suits that there are some or none."""
    given = [name for name, figure in figures.items() if figure.value is not None]
    mark = row.cell(Heading.MARK)
    if len(statuses) > 1:
        got = " and ".join(sorted(statuses))
        raise Refused(mark, "one mark for a figure", got)
    status = next(iter(statuses), "")
    if status in NO_FIGURE and given:
        advice = "Take away the figure, or the mark"
        expected = f"no figure beside the mark {status}"
        raise Refused(row.cell(given[0]), expected, advice=advice)
    if not given and status not in NO_FIGURE:
        raise Refused(mark, "a figure beside the mark", "a mark alone", "Give the figure too")
    return status


def _refuse_wrong(row: Row, figures: dict[Heading, Figure], series: Series) -> None:
    """Refuse parts without each other, the value in place of its parts, and the other way."""
    value, numerator, denominator = (figures[name].value for name in FIGURES)
    if not series.has_parts:
        for name in PARTS:
            if figures[name].value is not None:
                advice = f"{series.indicator} takes one figure, under Value"
                raise Refused(row.cell(name), "nothing", advice=advice)
        return
    for name, other in (PARTS, PARTS[::-1]):
        if figures[name].value is None:
            advice = f"Give the {name.lower()} and the {other.lower()}"
            wrong = row.cell(name) if figures[other].value is not None else row.cell(Heading.VALUE)
            expected = (
                f"the {name.lower()}" if figures[other].value is not None else "its two parts"
            )
            raise Refused(wrong, expected, advice=advice)
    if denominator is not None and denominator <= 0:
        raise Refused(row.cell(Heading.DENOMINATOR), "more than 0")
    if value is not None and numerator is not None and denominator is not None:
        rebuilt = series.per * numerator / denominator
        if abs(value - rebuilt) > ROUNDING * 10.0**-series.decimals:
            expected = f"{rebuilt:.6g}, as the parts say"
            raise Refused(row.cell(Heading.VALUE), expected, advice="Give the parts alone")


def _taken(figures: dict[Heading, Figure], series: Series, status: str) -> Taken:
    def text(name: Heading) -> str:
        value = figures[name].value
        return "" if value is None else write_figure(value)

    if series.has_parts:
        return Taken("", text(Heading.NUMERATOR), text(Heading.DENOMINATOR), status)
    return Taken(text(Heading.VALUE), status=status)


def _without_noise(value: float) -> float:
    if value.is_integer() and abs(value) < EXACT_WHOLE:
        return value
    return float(f"{value:.{DIGITS}g}")
