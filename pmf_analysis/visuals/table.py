"""A table of anything: headed rows that become small cards where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.scorecard import RatingMark
from pmf_analysis.visuals.templates import render

__all__ = ["Cell", "Column", "table"]


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether it holds numbers, which stand to the right."""

    heading: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table.

    Attributes
    ----------
    text : str
        Said first; "" shows a dash that screen readers hear as nothing.
    under : str
        Said beneath it, quieter.
    href : str
        Where the text leads.
    mark : RatingMark or None
        A shape with its word, before the text.
    css : str
        ``v-red``, ``v-brown``, ``v-plum``, ``v-green``, ``v-navy`` or ``v-quiet`` for a verdict.
    piece : Html or None
        A drawing of our own, such as a sparkline, before the text.
    """

    text: str = ""
    under: str = ""
    href: str = ""
    mark: RatingMark | None = None
    css: str = ""
    piece: Html | None = None

    @property
    def drawing(self) -> Markup:
        """The drawing, ready for a template."""
        return Markup(self.piece.html if self.piece else "")  # noqa: S704 - our own template's


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], empty: str
) -> Html:
    """Return the table; the first cell of a row is its heading.

    Parameters
    ----------
    caption : str
        Says what is shown, above it.
    columns : sequence of Column
        As many as each row has cells.
    rows : sequence of sequence of Cell
        The rows.
    empty : str
        Said in the table's place when it has no rows.
    """
    made = [list(zip(columns, row, strict=True)) for row in rows]
    return Html(render("table.html", caption=caption, columns=columns, rows=made, empty=empty))
