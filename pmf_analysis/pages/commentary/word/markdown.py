"""Markdown as paragraphs, block by block; what Word cannot carry stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from pmf_analysis.pages.commentary.word.paragraphs import (
    WEB,
    Kind,
    Paragraph,
    Run,
    normal,
    source,
)
from pmf_analysis.pages.commentary.word.written import candidates

__all__ = ["Block", "References", "blocks", "paragraphs", "references"]

References = dict[str, Any]
BLANK = " \t"  # all that a line may hold and be empty to Markdown
_LISTS = {"bullet_list_open", "ordered_list_open"}


@dataclass(frozen=True)
class Block:
    """A block of Markdown.

    Attributes
    ----------
    start, end : int
        Where it stands in the source.
    paragraphs : tuple of Paragraph
        What Word shows of it.
    """

    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]


def references(text: str) -> References:
    """Return the link definitions of a text, which its other parts rest on."""
    environment: dict[str, Any] = {}
    _parser().parse(text, environment)
    return {"references": environment.get("references", {})}


def paragraphs(text: str, known: References | None = None) -> tuple[Paragraph, ...]:
    """Return what Word shows of a text."""
    return normal(one for block in blocks(text, known) for one in block.paragraphs)


def blocks(text: str, known: References | None = None) -> tuple[Block, ...]:
    """Return a text block by block.

    Parameters
    ----------
    text : str
        Markdown, lines ended by a line feed.
    known : mapping, optional
        Link definitions that stand elsewhere.

    Returns
    -------
    tuple of Block
        In order. A block is carried into Word as headings, lists, bold and the like only if
        those, written as Markdown again, give the same page; else as its own source.
    """
    environment = {"references": dict((known or {}).get("references", {}))}
    parser = _parser()
    groups = list(_top(parser.parse(text, environment)))
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found: list[Block] = []
    for first, after, group in _with_gaps(groups, lines):
        carried = _carried(group) if group else None
        if carried is None or not _same_page(group, carried, environment):
            carried = tuple(source(line) for line in lines[first:after])
        end = starts[after] - 1
        last = found[-1] if found else None
        if last and carried[0].kind is Kind.SOURCE and last.paragraphs[0].kind is Kind.SOURCE:
            between = text[last.end + 1 : starts[first]].count("\n")
            empty = (source(""),) * between
            found[-1] = Block(last.start, end, last.paragraphs + empty + carried)
        else:
            found.append(Block(starts[first], end, carried))
    return tuple(found)


@cache
def _parser() -> MarkdownIt:
    """The Markdown of the pages and of JupyterLab: whatever either reads as more than text."""
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (myst_block_plugin, myst_role_plugin, footnote_plugin, deflist_plugin):
        parser.use(plugin)
    parser.use(dollarmath_plugin)
    return parser.disable("footnote_tail")


def _top(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block that stands in no other."""
    depth, group = 0, []
    for token in tokens:
        depth += token.nesting
        group.append(token)
        if depth == 0:
            if group[0].map:
                yield group
            group = []


def _with_gaps(
    groups: Iterable[list[Token]], lines: Sequence[str]
) -> Iterator[tuple[int, int, list[Token]]]:
    """Yield each block's lines; what lies between, such as a link's definition, as well."""
    done = 0
    for group in (*groups, []):
        first, after = (group[0].map or (0, 0)) if group else (len(lines), len(lines))
        gap = _trimmed(done, first, lines)
        if gap[0] < gap[1]:
            yield *gap, []
        if group:
            yield *_trimmed(first, after, lines), group
            done = after


def _trimmed(first: int, after: int, lines: Sequence[str]) -> tuple[int, int]:
    while first < after and not lines[first].strip(BLANK):
        first += 1
    while first < after and not lines[after - 1].strip(BLANK):
        after -= 1
    return first, after


def _same_page(
    group: Sequence[Token], carried: tuple[Paragraph, ...], environment: References
) -> bool:
    """Whether paragraphs say all that the tokens say: written out, they make the same page."""
    kept = normal(carried)
    if not kept or any(one.kind is Kind.SOURCE for one in kept):
        return False
    parser = _parser()
    wanted = _page(parser.renderer.render(group, parser.options, environment))
    return any(_page(parser.render(text)) == wanted for text in candidates(kept))


def _page(html: str) -> str:
    """HTML without what makes no difference to a reader."""
    html = re.sub(r"\s+", " ", html.replace("\ufffd", ""))
    html = re.sub(r"<li> ?<p>(.*?)</p> ?", r"<li>\1 ", html)
    html = re.sub(r" ?(</?(?:li|ul|ol|blockquote)[^>]*>) ?", r"\1", html)
    return re.sub(r"</(strong|em)>( ?)<\1>", r"\2", html).strip()


def _carried(group: Sequence[Token]) -> tuple[Paragraph, ...] | None:
    kind = group[0].type
    if kind == "heading_open":
        runs = _runs(group[1])
        level = int(group[0].tag[1:])
        return None if runs is None else normal([Paragraph(Kind.HEADING, runs, level)])
    if kind == "paragraph_open":
        runs = _runs(group[1])
        return None if runs is None else normal([Paragraph(Kind.TEXT, runs)])
    if kind == "blockquote_open":
        return _quote(group[1:-1])
    return _list(group) if kind in _LISTS else None


def _quote(inside: Sequence[Token]) -> tuple[Paragraph, ...] | None:
    if {token.type for token in inside} - {"paragraph_open", "inline", "paragraph_close"}:
        return None
    said = [_runs(token) for token in inside if token.type == "inline"]
    if not said or None in said:
        return None
    return normal(Paragraph(Kind.QUOTE, runs) for runs in said if runs)


def _list(group: Sequence[Token]) -> tuple[Paragraph, ...] | None:
    open_lists: list[bool] = []
    items: list[Paragraph] = []
    begins = True
    for before, token in pairwise((group[0], *group)):
        if token.type in _LISTS:
            open_lists.append(token.type == "ordered_list_open")
        elif token.type.endswith("_list_close"):
            open_lists.pop()
        elif token.type == "paragraph_open" and before.type != "list_item_open":
            return None
        elif token.type == "inline":
            runs = _runs(token)
            if runs is None:
                return None
            level = len(open_lists) - 1
            items.append(Paragraph(Kind.ITEM, runs, level, open_lists[-1], begins))
            begins = False
        elif token.type not in _ITEM_PARTS:
            return None
    return normal(items)


_ITEM_PARTS = {"list_item_open", "list_item_close", "paragraph_open", "paragraph_close"}
_MARKS = {"strong_open", "em_open"}


def _runs(inline: Token) -> tuple[Run, ...] | None:
    """Return a line's runs; None where it holds what a run is not."""
    runs: list[Run] = []
    look = Run("")
    outside: list[Run] = []
    for token in inline.children or ():
        if token.type.endswith("_close") and outside:
            look = outside.pop()
        elif token.type in _MARKS:
            outside.append(look)
            bold = token.type == "strong_open"
            look = replace(look, bold=look.bold or bold, italic=look.italic or not bold)
        elif token.type == "link_open":
            link = str(token.attrs.get("href", ""))
            if "title" in token.attrs or not link.lower().startswith(WEB):
                return None
            outside.append(look)
            look = replace(look, link=link)
        elif token.type == "code_inline":
            runs.append(replace(look, text=token.content, code=True))
        elif token.type in _TEXTS:
            runs.append(replace(look, text=_TEXTS[token.type] or token.content))
        else:
            return None
    return tuple(runs)


_TEXTS = {"text": "", "softbreak": " ", "hardbreak": "\n"}
