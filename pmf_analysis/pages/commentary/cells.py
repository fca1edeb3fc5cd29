"""A commentary notebook's cells: read from its text, put into it, and the file that holds them."""

from __future__ import annotations

from pmf_analysis.pages.commentary.cells_read import PLACEHOLDER, Cell, CellKind, cells, words
from pmf_analysis.pages.commentary.cells_written import appended, guarded, replaced
from pmf_analysis.pages.commentary.disk import all_written, opened, written

__all__ = [
    "PLACEHOLDER",
    "Cell",
    "CellKind",
    "all_written",
    "appended",
    "cells",
    "guarded",
    "opened",
    "replaced",
    "words",
    "written",
]
