"""A commentary notebook's text as cells that know where they stand in it.

What is a cell is settled by the parser that JupyterLab reads these files with (jupytext's, for
MyST Markdown); this module only keeps the positions that jupytext forgets, so that one cell can
be added or changed and every other byte of the file stays as it was typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pmf_analysis.pages.commentary.disk import all_written, opened, written

if TYPE_CHECKING:
    from markdown_it.token import Token

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

# A notebook has no empty Markdown cell once it is saved as text: this line, a comment in MyST,
# stands in for one. It counts as no words.
PLACEHOLDER = "% Write here"

BOM = "\ufeff"  # Windows' Notepad puts it first
NEWLINE = re.compile(r"\r\n?|\n")
# What JupyterLab's reader counts as the end of a line and the Markdown parser does not.
ODD_NEWLINE = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
DIRECTIVES = {"{code-cell}": "code", "{raw-cell}": "raw"}
LEXER = "ipython3"  # as JupyterLab writes a code cell's head
# What ends a block of HTML that nothing else does.
HTML_ENDS = ("-->", "?>", "]]>", ">", "</script>", "</pre>", "</style>", "</textarea>")
SHORTEST_FENCE = 3


class CellKind(StrEnum):
    """What a cell holds."""

    MARKDOWN = "markdown"
    CODE = "code"
    RAW = "raw"


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    kind : CellKind
        Markdown, code or raw.
    metadata : mapping
        What its head says.
    source : str
        Its text, lines ended by a line feed, without blank lines around it.
    start, end : int
        Where it stands in the file's text: a Markdown cell's source, another's whole block.
    unreadable : str
        What is wrong with its head; "" where nothing is.
    """

    kind: CellKind
    source: str
    metadata: Mapping[str, object] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    unreadable: str = ""


def cells(text: str) -> tuple[Cell, ...]:
    """Return a notebook's cells, as JupyterLab would open it.

    Parameters
    ----------
    text : str
        The file's text, its line ends as they are.

    Returns
    -------
    tuple of Cell
        A Markdown cell that has a head and no text is among them, though JupyterLab drops it.
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[Cell]:
    lines = _Lines(text)
    begin, unreadable = 0, ""
    metadata: dict[str, object] = {}
    for token in _top(text.removeprefix(BOM) + "\n"):
        first, after = token.map or (0, 0)
        kind = _directive(token)
        if kind is None and token.type not in {"myst_block_break", "front_matter"}:
            continue
        if token.type != "front_matter":
            yield from lines.markdown(begin, first, metadata, unreadable)
        metadata, unreadable, begin = {}, "", after
        if kind is not None:
            metadata, body, unreadable = _fenced(token)
            start, end = lines.at(first), lines.at(after)
            yield Cell(kind, "\n".join(body), metadata, start, end, unreadable)
            metadata, unreadable = {}, ""
        elif token.type == "myst_block_break":
            metadata, unreadable = _head(token.content)
    yield from lines.markdown(begin, len(lines), metadata, unreadable)


def _fenced(token: Token) -> tuple[dict[str, object], list[str], str]:
    """Return a code cell's options, its lines, and what cannot be read of the options."""
    from jupytext.myst import read_fenced_cell  # noqa: PLC0415 - slow to load

    try:
        metadata, body = read_fenced_cell(token, 0, "")
    except Exception as error:  # noqa: BLE001 - whatever YAML makes of what a person typed
        return {}, token.content.splitlines(), str(error).rpartition("; ")[2].split("\n")[0]
    if isinstance(metadata, dict):
        return metadata, body, ""
    return {}, token.content.splitlines(), f"options that are no mapping: {metadata}"


class _Lines:
    """A text by the numbers of its lines, as the parser counts them."""

    def __init__(self, text: str) -> None:
        self.text = text
        mark = len(BOM) if text.startswith(BOM) else 0
        self.starts = [mark, *(found.end() for found in NEWLINE.finditer(text))]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, line: int) -> int:
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def markdown(
        self, first: int, after: int, metadata: Mapping[str, object], unreadable: str
    ) -> Iterator[Cell]:
        start, end = self.at(first), self.at(after)
        part = self.text[start:end].rstrip()
        inside = part.lstrip("\r\n")
        if not inside and not metadata and not unreadable:
            return
        start += len(part) - len(inside)
        closed = NEWLINE.search(self.text, start + len(inside)) if inside else None
        end = start + len(inside) if not inside else closed.start() if closed else len(self.text)
        source = NEWLINE.sub("\n", inside)
        yield Cell(CellKind.MARKDOWN, source, metadata, start, end, unreadable)


def _top(text: str) -> Iterator[Token]:
    """Yield the tokens that stand in no list or quotation."""
    from jupytext.myst import get_parser  # noqa: PLC0415 - slow to load

    depth = 0
    for token in get_parser().parse(text):
        depth += token.nesting
        if depth == 0:
            yield token


def _directive(token: Token) -> CellKind | None:
    if token.type != "fence":
        return None
    return next((CellKind(k) for d, k in DIRECTIVES.items() if token.info.startswith(d)), None)


def _head(content: str) -> tuple[dict[str, object], str]:
    if not content:
        return {}, ""
    try:
        metadata = json.loads(content.strip())
    except ValueError:
        return {}, content.strip()
    return (metadata, "") if isinstance(metadata, dict) else ({}, content.strip())


def words(source: str) -> str:
    """Return a Markdown cell's source without the line that stands in for words to come."""
    kept = [line for line in source.split("\n") if line.strip() != PLACEHOLDER]
    return "\n".join(kept).strip("\n")


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
        for token in list(_top(f"+++\n{text}\n"))[1:]:
            sign = "+" if token.type == "myst_block_break" else "{" if _directive(token) else ""
            if sign:
                line = (token.map or (1, 1))[0] - 1
                lines[line] = lines[line].replace(sign, f"\\{sign}", 1)
        if lines == text.split("\n"):
            return (f"{text}\n" + _ended(f"+++\n{text}\n")).rstrip()
        text = "\n".join(lines)


def _ended(text: str) -> str:
    """Return what must follow these lines so that a cell's head after them is read as one."""
    *_, last = _top(text)
    fence = [last.markup] if last.type == "fence" else []
    for end in ("", "\n", *(f"{sign}\n" for sign in (*fence, *HTML_ENDS))):
        *_, after = _top(f"{text}{end}+++\n")
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
    return f"{fence}{{{cell.kind}-cell}} {LEXER}\n{cell.source}\n{fence}"


def _newline(text: str) -> str:
    found = NEWLINE.search(text)
    return found.group() if found else "\n"
