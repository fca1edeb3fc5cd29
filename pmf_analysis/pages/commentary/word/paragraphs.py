"""Words as Word has them: a row of paragraphs, each of runs that share a look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, takewhile

from markdown_it.common.normalize_url import normalizeLink

__all__ = ["WEB", "Kind", "Paragraph", "Run", "normal", "plain", "source"]

WEB = ("http://", "https://", "mailto:")  # links that Word leaves as they are
LOWEST_HEADING = 6
# What an XML file cannot hold; Word shows the sign for a letter that it does not know.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNKNOWN = "\ufffd"
# Line ends and tabs, which a paragraph shows as a space.
_SPACES = re.compile("[\t\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_LINE_ENDS = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class Kind(StrEnum):
    """What a paragraph is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    SOURCE = "source"


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; a line feed is a line break within the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes
    ----------
    kind : Kind
        A `SOURCE` paragraph is a line of Markdown that Word shows as it was typed.
    runs : tuple of Run
        Its text.
    level : int
        Of a heading from 1, of a list's item from 0.
    ordered : bool
        Whether an item has a number.
    begins : bool
        Whether a numbered list of its own begins with this item.
    """

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0
    ordered: bool = False
    begins: bool = False

    @property
    def text(self) -> str:
        """The text without its look."""
        return "".join(run.text for run in self.runs)


def source(line: str) -> Paragraph:
    """Return a line of Markdown as a paragraph of its own."""
    return Paragraph(Kind.SOURCE, (Run(_NO_XML.sub(_UNKNOWN, line)),))


def plain(paragraphs: Iterable[Paragraph]) -> str:
    """Return the words alone, a line a paragraph."""
    return "\n".join(paragraph.text for paragraph in paragraphs)


def normal(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return paragraphs in the one form in which they can be compared.

    Where Word breaks runs, which spaces are bold, an empty paragraph: none of it is said in
    Markdown, so none of it may make a difference.
    """
    found: list[Paragraph] = []
    for one in paragraphs:
        if one.kind is Kind.SOURCE:
            found += [source(line) for line in _LINE_ENDS.split(one.text)]
            continue
        runs = _runs(one.runs, breaks=one.kind is not Kind.HEADING)
        if runs:
            found.append(_placed(replace(one, runs=runs), found))
    return tuple(_without_empty_ends(found))


def _placed(one: Paragraph, before: Sequence[Paragraph]) -> Paragraph:
    """A level that Markdown has, and a beginning only where it is said."""
    if one.kind is Kind.HEADING:
        return Paragraph(one.kind, one.runs, min(max(one.level, 1), LOWEST_HEADING))
    if one.kind is not Kind.ITEM:
        return Paragraph(one.kind, one.runs)
    items = list(takewhile(lambda other: other.kind is Kind.ITEM, reversed(before)))
    level = min(one.level, items[0].level + 1) if items else 0
    top = next((item for item in items if item.level == 0), None)
    anew = one.begins or top is None or not top.ordered
    return replace(one, level=level, begins=one.ordered and level == 0 and anew)


def _without_empty_ends(paragraphs: Sequence[Paragraph]) -> Iterable[Paragraph]:
    """Empty lines of source count only between others."""
    for kind, group in groupby(paragraphs, key=lambda one: one.kind):
        lines = list(group)
        if kind is Kind.SOURCE:
            while lines and not lines[-1].text.strip():
                lines.pop()
            while lines and not lines[0].text.strip():
                lines.pop(0)
        yield from lines


def _runs(runs: Iterable[Run], *, breaks: bool) -> tuple[Run, ...]:
    signs = [sign for run in runs for sign in _signs(run, breaks=breaks)]
    signs = _single_spaces(signs)
    while signs and _is_space(signs[0]):
        signs.pop(0)
    while signs and _is_space(signs[-1]):
        signs.pop()
    looks = groupby(_spaces_like_neighbours(signs), key=lambda sign: replace(sign, text=""))
    return tuple(replace(look, text="".join(s.text for s in group)) for look, group in looks)


def _signs(run: Run, *, breaks: bool) -> Iterable[Run]:
    text = _SPACES.sub(" ", run.text)
    if run.code or not breaks:
        text = text.replace("\n", " ")
    link = normalizeLink(run.link) if run.link.lower().startswith(WEB) else ""
    code = run.code and not text.isspace()
    look = replace(run, code=code, link=link)
    return (replace(look, text=sign) for sign in _NO_XML.sub(_UNKNOWN, text))


def _is_space(sign: Run) -> bool:
    return sign.text.isspace() and not sign.code


def _single_spaces(signs: Iterable[Run]) -> list[Run]:
    """One space for several, and none beside a line break."""
    kept: list[Run] = []
    for sign in signs:
        before = kept[-1] if kept else None
        if before and _is_space(sign) and _is_space(before) and {sign.text, before.text} & {"\n"}:
            if sign.text == "\n":  # spaces before it go; two breaks are one
                while kept and _is_space(kept[-1]):
                    kept.pop()
                kept.append(sign)
            continue
        if before and sign.text == before.text == " " and not (sign.code or before.code):
            continue
        kept.append(sign)
    return kept


def _spaces_like_neighbours(signs: Sequence[Run]) -> Iterable[Run]:
    """A space is bold, italic or linked where the words on both sides are."""
    after: list[Run] = []
    following = Run("")
    for sign in reversed(signs):
        following = following if _is_space(sign) else sign
        after.append(following)
    before = Run("")
    for sign, behind in zip(signs, reversed(after), strict=True):
        if not _is_space(sign):
            before = sign
            yield sign
            continue
        link = before.link if before.link == behind.link else ""
        bold, italic = before.bold and behind.bold, before.italic and behind.italic
        yield replace(sign, bold=bold, italic=italic, link=link)
