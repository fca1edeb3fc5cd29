"""Two versions of a text, word by word, as a person reads what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

__all__ = ["difference"]

NEAR = 6  # unchanged words that are shown on either side of a change
LEFT_OUT = "..."


def difference(before: str, after: str) -> tuple[str, ...]:
    r"""Return the paragraphs that differ, words taken out and put in marked.

    Examples
    --------
    >>> difference("Same.\n\nIt rose by half.", "Same.\n\nIt fell by half.")
    ('It [-rose-] {+fell+} by half.',)
    """
    old, new = _paragraphs(before), _paragraphs(after)
    told: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            told.append(_marked("\n".join(old[a:b]), "\n".join(new[c:d])))
    return tuple(line for text in told for line in text.split("\n"))


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip("\n")) if part]


def _marked(before: str, after: str) -> str:
    old, new = _tokens(before), _tokens(after)
    return " ".join(_pieces(old, new)).replace(" \n ", "\n")


def _tokens(text: str) -> list[str]:
    return re.findall(r"\n|[^\s]+", text)


def _pieces(old: list[str], new: list[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    codes = matcher.get_opcodes()
    for place, (what, a, b, c, d) in enumerate(codes):
        if what == "equal":
            yield from _shortened(old[a:b], first=place == 0, last=place == len(codes) - 1)
            continue
        if a < b:
            yield f"[-{_flat(old[a:b])}-]"
        if c < d:
            yield f"{{+{_flat(new[c:d])}+}}"


def _flat(tokens: list[str]) -> str:
    return " ".join(tokens).replace(" \n ", " / ")


def _shortened(tokens: list[str], *, first: bool, last: bool) -> list[str]:
    before = [] if first else tokens[:NEAR]
    after = [] if last else tokens[-NEAR:]
    if len(tokens) <= len(before) + len(after) + 1:
        return tokens
    return [*before, LEFT_OUT, *after]
