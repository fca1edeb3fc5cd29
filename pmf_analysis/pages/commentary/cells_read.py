"""A commentary notebook's text as cells that know where they stand in it.

What is a cell is settled by the parser that JupyterLab reads these files with (jupytext's, for
MyST Markdown); this module only keeps the positions that jupytext forgets, so that one cell can
be added or changed and every other byte of the file stays as it was typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = [
    "BOM",
    "NEWLINE",
    "ODD_NEWLINE",
    "PLACEHOLDER",
    "Cell",
    "CellKind",
    "cells",
    "directive",
    "top",
    "words",
]

# A notebook has no empty Markdown cell once it is saved as text: this line, a comment in MyST,
# stands in for one. It counts as no words.
PLACEHOLDER = "% Write here"

BOM = "\ufeff"  # Windows' Notepad puts it first
NEWLINE = re.compile(r"\r\n?|\n")
# What JupyterLab's reader counts as the end of a line and the Markdown parser does not.
ODD_NEWLINE = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
DIRECTIVES = {"{code-cell}": "code", "{raw-cell}": "raw"}


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
    for token in top(text.removeprefix(BOM) + "\n"):
        first, after = token.map or (0, 0)
        kind = directive(token)
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


def top(text: str) -> Iterator[Token]:
    """Yield the tokens of a Markdown text that stand in no list or quotation."""
    from jupytext.myst import get_parser  # noqa: PLC0415 - slow to load

    depth = 0
    for token in get_parser().parse(text):
        depth += token.nesting
        if depth == 0:
            yield token


def directive(token: Token) -> CellKind | None:
    """Return the kind of the cell that a token is the head of; None if it is of none."""
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
