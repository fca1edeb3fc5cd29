"""Cells put into a commentary notebook's text: none begins, ends or swallows another."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from pmf_analysis.pages.commentary.cells_read import (
    BOM,
    NEWLINE,
    ODD_NEWLINE,
    PLACEHOLDER,
    Cell,
    CellKind,
    cells,
    directive,
    top,
)

__all__ = ["appended", "guarded", "replaced"]

LEXER = "ipython3"  # as JupyterLab writes a code cell's head
# What ends a block of HTML that nothing else does.
HTML_ENDS = ("-->", "?>", "]]>", ">", "</script>", "</pre>", "</style>", "</textarea>")
SHORTEST_FENCE = 3
OPTIONS = ("---", ":")  # how a code cell's metadata begins


def appended(text: str, new: Sequence[Cell]) -> str:
    """Return a notebook's text with cells added at its end.

    Parameters
    ----------
    text : str
        As for `cells`.
    new : sequence of Cell
        Kind, metadata and source count. A Markdown cell without text gets `PLACEHOLDER`.

    Returns
    -------
    str
        Begins with `text`, to the byte.
    """
    if not new:
        return text
    whole = text if not text or text.endswith(("\n", "\r")) else f"{text}\n"
    added = whole[len(text) :] + (_ended(whole.removeprefix(BOM)) if whole else "")
    before = next(reversed(cells(text)), None)
    for cell in new:
        added += f"\n{_written(cell, before)}\n"
        before = cell
    return text + NEWLINE.sub(_newline(text), added)


def replaced(text: str, cell: Cell, source: str) -> str:
    """Return a notebook's text with other words in one Markdown cell.

    Parameters
    ----------
    text : str
        As for `cells`.
    cell : Cell
        One of its cells.
    source : str
        What it is to hold, made safe as `guarded` does.

    Returns
    -------
    str
        Differs from `text` in this cell alone.
    """
    before, after = text[: cell.start], text[cell.end :]
    told = guarded(source)
    if told.startswith("---") and not before.removeprefix(BOM):
        told = f"\\{told}"  # else it would open the file's front matter
    if not cell.source:
        told = told if not before or before.endswith(("\n", "\r")) else f"\n{told}"
        told += "\n"
    if after.strip():
        told += _ended(f"+++\n{told}\n")
    return before + NEWLINE.sub(_newline(text), told) + after


def guarded(source: str) -> str:
    """Return words as one cell's source: nothing in them begins or swallows another cell.

    A line ``+++`` and the head of a code cell get a backslash, a fence or an HTML comment that
    is left open is closed, and an empty text becomes `PLACEHOLDER`. All else stays.
    """
    text = ODD_NEWLINE.sub("\n", NEWLINE.sub("\n", source)).rstrip().lstrip("\n")
    if not text:
        return PLACEHOLDER
    while True:
        lines = text.split("\n")
        for token in list(top(f"+++\n{text}\n"))[1:]:
            sign = "+" if token.type == "myst_block_break" else "{" if directive(token) else ""
            if sign:
                line = (token.map or (1, 1))[0] - 1
                lines[line] = lines[line].replace(sign, f"\\{sign}", 1)
        if lines == text.split("\n"):
            return (f"{text}\n" + _ended(f"+++\n{text}\n")).rstrip()
        text = "\n".join(lines)


def _ended(text: str) -> str:
    """Return what must follow these lines so that a cell's head after them is read as one."""
    *_, last = top(text)
    fence = [last.markup] if last.type == "fence" else []
    for end in ("", "\n", *(f"{sign}\n" for sign in (*fence, *HTML_ENDS))):
        *_, after = top(f"{text}{end}+++\n")
        if after.type == "myst_block_break":
            return end
    return ""


def _written(cell: Cell, before: Cell | None) -> str:
    """As JupyterLab would save it, so that its first save changes nothing."""
    if cell.kind is CellKind.MARKDOWN:
        plain = before is None or before.kind is not CellKind.MARKDOWN
        head = (
            f"+++ {json.dumps(cell.metadata)}\n\n" if cell.metadata else "" if plain else "+++\n\n"
        )
        return head + guarded(cell.source)
    runs = [len(run) for run in re.findall(r"`{3,}", cell.source)]
    fence = "`" * max([SHORTEST_FENCE, *(run + 1 for run in runs)])
    return f"{fence}{{{cell.kind}-cell}} {LEXER}\n{_options(cell)}{cell.source}\n{fence}"


def _options(cell: Cell) -> str:
    """Return what stands over a code cell's source: its metadata, and where the source begins."""
    from jupytext.myst import dump_yaml_blocks  # noqa: PLC0415 - slow to load

    head = dump_yaml_blocks(dict(cell.metadata), compact=False) if cell.metadata else ""
    # The reader drops one blank line; without it, source that looks like options is read as such.
    blank = cell.source.partition("\n")[0].strip() == "" != cell.source
    alike = not head and cell.source.lstrip().startswith(OPTIONS)
    return f"{head}\n" if blank or alike else head


def _newline(text: str) -> str:
    found = NEWLINE.search(text)
    return found.group() if found else "\n"
