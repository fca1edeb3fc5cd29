"""How a return looks: few colours, and every cell to fill has a border besides its colour."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Style", "add", "clean", "put", "row_height"]

INK, PAPER, HEADER, FILL, QUIET = "1F2A37", "FFFFFF", "12436D", "FFF9E5", "F1F3F5"
FADED, RULE, FRAME = "505A5F", "D5DADF", "7A6A2B"
FACE = "Calibri"
BODY, SMALL, TITLE, SUBTITLE = 11, 9, 18, 13  # points
LINE = 1.32  # height of a line of text, in sizes of its letters
TALLEST = 409.0  # points; Excel allows no more
LONGEST = 32_767  # characters that a cell holds in Excel


class Style(StrEnum):
    """Named cell styles, as Excel lists them."""

    TITLE = "Return title"
    SUBTITLE = "Return subtitle"
    BODY = "Return text"
    STRONG = "Return name"
    HINT = "Return hint"
    EARLIER = "Return earlier figure"
    TARGET = "Return target"
    HEADER = "Return header"
    FILL = "Return cell to fill"
    FILL_WORDS = "Return words to fill"
    CLOSED = "Return not asked"
    CHECK = "Return check"


def add(book: Workbook) -> None:
    """Give a workbook the named styles."""
    for name, style in _styles().items():
        named = NamedStyle(name=str(name), **style)
        book.add_named_style(named)


def put(sheet: Worksheet, row: int, column: int, value: object, style: Style) -> Cell:
    """Write a cell. Text stays text, whatever it begins with, when it is edited too."""
    cell: Cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = clean(value)
        cell.style = str(style)
        if value:
            cell.data_type = "s"  # never a formula, nor an error value
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
        cell.style = str(style)
    return cell


def clean(text: str) -> str:
    """Return a text without what a workbook cannot hold: control characters, endless length."""
    legal: str = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    return legal[:LONGEST]


def row_height(texts: Iterable[tuple[str, float]], size: int = BODY) -> float:
    """Return the height in points that texts need in columns of given widths."""
    lines = max(
        sum(max(1, ceil(len(part) / width)) for part in text.split("\n")) for text, width in texts
    )
    return min(TALLEST, lines * size * LINE + size / 2)


def _styles() -> dict[Style, dict[str, object]]:
    wrap = Alignment(vertical="top", wrap_text=True)
    right = Alignment(horizontal="right", vertical="top", wrap_text=True, indent=1)
    rule = Border(bottom=Side("thin", RULE))
    frame = Border(*(Side("thin", FRAME) for _ in range(4)))
    fill = {
        "font": Font(FACE, BODY, color=INK),
        "fill": PatternFill("solid", FILL),
        "border": frame,
        "protection": Protection(locked=False),
    }
    return {
        Style.TITLE: {"font": Font(FACE, TITLE, bold=True, color=HEADER)},
        Style.SUBTITLE: {"font": Font(FACE, SUBTITLE, bold=True, color=HEADER)},
        Style.BODY: {"font": Font(FACE, BODY, color=INK), "alignment": wrap, "border": rule},
        Style.STRONG: {
            "font": Font(FACE, BODY, bold=True, color=INK),
            "alignment": wrap,
            "border": rule,
        },
        Style.HINT: {"font": Font(FACE, BODY, color=FADED)},
        Style.EARLIER: {
            "font": Font(FACE, SMALL, color=FADED),
            "alignment": right,
            "border": rule,
        },
        Style.TARGET: {
            "font": Font(FACE, BODY, color=INK),
            "alignment": right,
            "border": rule,
        },
        Style.HEADER: {
            "font": Font(FACE, BODY, bold=True, color=PAPER),
            "fill": PatternFill("solid", HEADER),
            "alignment": Alignment(vertical="center", wrap_text=True),
        },
        Style.FILL: fill | {"alignment": right},
        Style.FILL_WORDS: fill | {"alignment": wrap},
        Style.CLOSED: {"fill": PatternFill("solid", QUIET), "border": rule},
        Style.CHECK: {
            "font": Font(FACE, BODY, color=FADED),
            "alignment": right,
            "border": rule,
        },
    }
