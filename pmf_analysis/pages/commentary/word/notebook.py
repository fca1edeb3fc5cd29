"""One cell's words put into a plain notebook (.ipynb); all else keeps every byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

__all__ = ["with_source"]

KEY_DEPTH = 3  # a cell's keys stand in the cell, in the list of cells, in the notebook
_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}")
_DECODER = json.JSONDecoder()


def with_source(text: str, number: int, source: str) -> str:
    """Return a notebook's text with other words in one cell.

    Parameters
    ----------
    text : str
        The file's text, a notebook of format 4.
    number : int
        The cell's place, counted from 1.
    source : str
        What it is to hold. It is laid out as the file is: a list of lines or one string, its
        indent, its line ends, letters as they are or escaped.
    """
    root = dict(_members(text, _after_space(text, 0)))
    cells = dict(_members(text, root["cells"][0]))
    start, end = dict(_members(text, cells[number - 1][0]))["source"]
    escaped = text.isascii() and _ESCAPE.search(text) is not None
    if text[start] == '"':
        return text[:start] + json.dumps(source, ensure_ascii=escaped) + text[end:]
    lines = [json.dumps(line, ensure_ascii=escaped) for line in source.splitlines(keepends=True)]
    return text[:start] + _listed(lines, text[:start]) + text[end:]


def _listed(lines: list[str], before: str) -> str:
    """Lay out a list whose key is the last thing before it."""
    margin = re.search(r'(\r?\n)([ \t]*)"source"\s*:\s*$', before)
    if margin is None or not lines:
        return f"[{', '.join(lines)}]"  # all in one line
    newline, outer = margin.groups()
    inner = outer + outer[: len(outer) // KEY_DEPTH]
    return "[" + ",".join(f"{newline}{inner}{line}" for line in lines) + f"{newline}{outer}]"


def _members(text: str, at: int) -> Iterator[tuple[str | int, tuple[int, int]]]:
    """Yield each value of the object or list that begins here, and where it stands."""
    named, number = text[at] == "{", 0
    at = _after_space(text, at + 1)
    while text[at] not in "}]":
        key: str | int = number
        if named:
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)  # over the colon
        _, end = _DECODER.raw_decode(text, at)
        yield key, (at, end)
        number, at = number + 1, _after_space(text, end)
        if text[at] == ",":
            at = _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
