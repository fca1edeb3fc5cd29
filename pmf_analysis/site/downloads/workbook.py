"""A quarter as an Excel workbook that follows the Analysis Function's guidance on access."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Sequence
from pathlib import Path

from pmf_analysis.site.downloads.plain import Cell
from pmf_analysis.site.downloads.sheets import Sheet

__all__ = ["ABSENT", "CREATED_AT", "INSTRUCTIONS", "write"]

ABSENT = "[z]"  # in a cell that would be empty, which a screen reader passes over in silence
INSTRUCTIONS = "This worksheet contains one table. The Notes sheet says what the marks mean."
CREATED_AT = dt.time(9, 30)  # statistics are published at half past nine
# What the library would take for a link, or for the number of a note.
_LINK, _NOTE = re.compile(r"\](?=\()"), re.compile(r"\$(?=\$)")
_WORDLESS = re.compile(r"[^a-zA-Z0-9]*")


def write(
    path: Path, sheets: Sequence[Sheet], title: str, about: Sequence[str], published: dt.date
) -> None:
    """Write sheets behind a cover and a list of contents, each with one table and nothing else.

    Parameters
    ----------
    path : Path
        The file.
    sheets : sequence of Sheet
        Those with rows.
    title : str
        On the cover.
    about : sequence of str
        Said beneath it, a line each.
    published : date
        The day that the file is said to be made on, whenever that is.
    """
    import gptables  # noqa: PLC0415 - slow to import, and needed by a whole build alone
    import pandas as pd  # noqa: PLC0415 - likewise

    frames = {
        made.label: pd.DataFrame(
            [list(map(_cell, row)) for row in made.rows], columns=list(made.columns), dtype=object
        )
        for made in sheets
    }
    tables = {
        made.label: gptables.GPTable(
            frames[made.label],
            table_name=f"table_{made.label.lower()}",
            title=_words(made.title),
            instructions=INSTRUCTIONS,
            index_columns={2: 0},
        )
        for made in sheets
    }
    cover = gptables.Cover(_words(title), intro=[_words(line) for line in about])
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with warnings.catch_warnings():  # of numbered notes, which ours are not, and of its own pandas
        warnings.simplefilter("ignore")
        book = gptables.produce_workbook(
            str(path), tables, cover=cover, workbook_options={"in_memory": True, **options}
        )
    created = dt.datetime.combine(published, CREATED_AT)
    book.set_properties({"title": title, "created": created})
    book.close()


def _cell(cell: Cell) -> Cell:
    return ABSENT if cell is None else _words(cell) if isinstance(cell, str) else cell


def _words(text: str) -> str:
    """Text as the library writes it unchanged, but for a space where it would see a command."""
    text = _NOTE.sub("$ ", _LINK.sub("] ", text))
    return f"as written: {text}" if _WORDLESS.fullmatch(text) else text
