"""The sheet of figures: a row for each one that is asked for, with what came before."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmf_analysis.framework.indicator import Unit
from pmf_analysis.sources.workbook import grid, rules
from pmf_analysis.sources.workbook.form import Form, Line, Series
from pmf_analysis.sources.workbook.grid import HEADER, Column
from pmf_analysis.sources.workbook.guide import day
from pmf_analysis.sources.workbook.layout import PARTS, WORDS, Heading
from pmf_analysis.sources.workbook.styles import Style, put, row_height

__all__ = ["write_figures"]

EARLIER = 8  # figures shown at most
FROZEN = 2  # columns: the code and the name
CHECK = "Check"
_TO_FILL = (
    Column(Heading.VALUE, 13),
    Column(Heading.NUMERATOR, 13),
    Column(Heading.DENOMINATOR, 14),
    Column(CHECK, 10),
    Column(Heading.MARK, 17),
    Column(Heading.NOTE, 28),
    Column(Heading.WHY, 28),
)
_UNITS = {
    Unit.PERCENT: "Per cent, such as 45.3 or 45.3%.",
    Unit.COUNT: "A number.",
    Unit.CURRENCY: "Pounds.",
    Unit.DAYS: "Days.",
    Unit.SCORE: "A score.",
    Unit.RANK: "A place; 1 is the first.",
    Unit.YES_NO: "Yes or no.",
}


def write_figures(book: Workbook, form: Form) -> None:
    """Add the sheet to a workbook."""
    earlier = min(EARLIER, max((len(line.series.history) for line in form.lines), default=0))
    recorded = any(line.recorded for line in form.lines)
    columns = (*_to_read(form.indicator_word, earlier, recorded=recorded), *_TO_FILL)
    title = f"Figures for {form.quarter}: {form.directorate_name}"
    hint = "Fill in the cells with a border. Grey cells are not asked for."
    sheet = grid.begin(book, "Figures", title, hint, columns)
    first_to_fill = len(columns) - len(_TO_FILL) + 1
    widths = [column.width for column in columns]
    for row, line in enumerate(form.lines, start=HEADER + 1):
        cells = list(_read_cells(line, earlier, recorded=recorded))
        for number, (text, style) in enumerate(cells, start=1):
            put(sheet, row, number, text, style)
        texts = ((text, width) for (text, _), width in zip(cells, widths, strict=False))
        sheet.row_dimensions[row].height = row_height(texts)
        _write_to_fill(sheet, row, first_to_fill, line.series)
    last = HEADER + len(form.lines)
    if form.lines:
        _add_rules(sheet, form, first_to_fill)
    grid.end(sheet, columns, last, FROZEN)
    grid.paper(sheet, grid.A3)


def _to_read(word: str, earlier: int, *, recorded: bool) -> Iterator[Column]:
    yield Column(Heading.CODE, 9)
    yield Column(word[:1].upper() + word[1:], 30)
    yield Column("What is asked", 38)
    yield Column(Heading.ORGANISATION, 14)
    yield Column("Organisation's name", 17)
    yield Column(Heading.PERIOD, 13)
    for back in range(earlier, 0, -1):
        yield Column("Last time" if back == 1 else f"{back} times ago", 11)
    yield Column("Target", 10)
    if recorded:
        yield Column("There already", 10)


def _read_cells(line: Line, earlier: int, *, recorded: bool) -> Iterator[tuple[str, Style]]:
    series = line.series
    yield series.indicator, Style.BODY
    yield series.name, Style.STRONG
    yield _asked(line), Style.BODY
    yield series.organisation, Style.BODY
    yield series.organisation_name, Style.BODY
    yield line.period, Style.BODY
    history = series.history[-earlier:] if earlier else ()
    for _ in range(earlier - len(history)):
        yield "", Style.EARLIER
    for period, figure in history:
        yield f"{figure}\n{period}", Style.EARLIER
    yield series.target, Style.TARGET
    if recorded:
        yield line.recorded, Style.TARGET


def _asked(line: Line) -> str:
    """What it is, what to type, and by when."""
    series = line.series
    told = [series.definition]
    if series.has_parts:
        told += [f"Numerator: {series.numerator}", f"Denominator: {series.denominator}"]
    else:
        told.append(_UNITS.get(series.unit) or f"A rate for each {series.per:,.0f}.")
    if line.due:
        told.append(f"Wanted by {day(line.due)}.")
    return "\n".join(told)


def _write_to_fill(sheet: Worksheet, row: int, first: int, series: Series) -> None:
    for number, column in enumerate(_TO_FILL, start=first):
        if column.heading == CHECK:
            put(sheet, row, number, None, Style.CHECK)
        elif column.heading in WORDS:
            put(sheet, row, number, None, Style.FILL_WORDS)
        else:
            asked = (column.heading in PARTS) == series.has_parts
            put(sheet, row, number, None, Style.FILL if asked else Style.CLOSED)
    if series.has_parts:
        _write_check(sheet, row, first, series)


def _write_check(sheet: Worksheet, row: int, first: int, series: Series) -> None:
    """Show the percentage or rate as its parts are typed; the reader leaves it alone."""
    numerator, denominator = (sheet.cell(row, first + offset).coordinate for offset in (1, 2))
    cell = sheet.cell(row, first + 3)
    cell.value = (
        f"=IF(AND(ISNUMBER({numerator}),N({denominator})>0),"
        f'{series.per:.12g}*{numerator}/{denominator},"")'
    )
    cell.number_format = "#,##0" + ("." + "0" * series.decimals if series.decimals else "")


def _add_rules(sheet: Worksheet, form: Form, first: int) -> None:
    """Say, cell by cell, what may be typed."""
    column = {column.heading: number for number, column in enumerate(_TO_FILL, start=first)}
    numerators, denominators, marks = (
        rules.numerator_rule(),
        rules.denominator_rule(),
        rules.mark_rule(),
    )
    for row, line in enumerate(form.lines, start=HEADER + 1):
        marks.add(sheet.cell(row, column[Heading.MARK]))
        if line.series.has_parts:
            numerators.add(sheet.cell(row, column[Heading.NUMERATOR]))
            denominators.add(sheet.cell(row, column[Heading.DENOMINATOR]))
        else:
            value = rules.value_rule(line.series)
            value.add(sheet.cell(row, column[Heading.VALUE]))
            sheet.add_data_validation(value)
    for rule in (numerators, denominators, marks):
        if rule.sqref:
            sheet.add_data_validation(rule)
