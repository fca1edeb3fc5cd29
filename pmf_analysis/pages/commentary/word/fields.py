"""Word's fields: a code that the reader does not see, and what stands there in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

__all__ = ["Fields", "joined"]

_LINK = re.compile(r'\s*HYPERLINK\b(?:\s+"(?P<quoted>[^"]*)"|\s+(?P<bare>[^\s"\\]\S*))?', re.I)
_PLACE = re.compile(r'\\l\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))', re.I)


def joined(address: str, place: str) -> str:
    """Return a link's address; Word keeps what follows its # apart."""
    return f"{address}#{place}" if place else address


@dataclass
class _Field:
    code: str = ""
    shown: bool = False  # past its code, in what the reader sees


class Fields:
    """The fields that are open while a file is read; one may go over several paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def shown(self) -> bool:
        """Whether what stands here is seen, and is no part of a code."""
        return all(one.shown for one in self._open)

    @property
    def link(self) -> str:
        """The address that the innermost link here goes to; "" for none."""
        return next((link for one in reversed(self._open) if (link := _link(one.code))), "")

    def sign(self, part: Any) -> None:
        """Take note of where a field begins, ends or shows, or of its code."""
        if part.tag == qn("w:instrText"):
            if self._open and not self._open[-1].shown:
                self._open[-1].code += str(part.text or "")
            return
        kind = part.get(qn("w:fldCharType"))
        if kind == "begin":
            self._open.append(_Field())
        elif self._open and kind == "separate":
            self._open[-1].shown = True
        elif self._open and kind == "end":
            self._open.pop()

    @contextmanager
    def around(self, block: Any) -> Iterator[None]:
        """Read what a field of one element holds; any other element changes nothing."""
        if block.tag != qn("w:fldSimple"):
            yield
            return
        self._open.append(_Field(str(block.get(qn("w:instr")) or ""), shown=True))
        try:
            yield
        finally:
            self._open.pop()


def _link(code: str) -> str:
    found = _LINK.match(code)
    if found is None:
        return ""
    place = _PLACE.search(code)
    return joined(_said(found), _said(place) if place else "")


def _said(found: re.Match[str]) -> str:
    return found["quoted"] or found["bare"] or ""
