"""Paragraphs as Markdown: every sign that Markdown would read is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from pmf_analysis.pages.commentary.word.paragraphs import Kind, Paragraph, Run

__all__ = ["candidates"]

# Signs with a meaning anywhere in a line, escaped only where they have one.
_ANYWHERE = re.compile(
    r"[\\`*\[\]{}$~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore is a letter
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
)
# Signs that open a block at the start of a line.
_AT_START = re.compile(
    r"^(?P<before>\d{1,9}(?=[.)](?:\s|$))|)"
    r"(?P<sign>[#>=%:|]|[-+](?=[-+\s]|$)|(?<=\d)[.)]|\((?=[^)]*\)=))"
)
_HEADING_END = re.compile(r"(?<=\s)(?=#+$)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SAFE_LINK = re.compile(r"[^\s<>()\\&]+")
_UNSAFE_LINK = re.compile(r"[<>\\&]")
_ESCAPED = r"\\\g<0>"

_Escape = Callable[[str], str]


def candidates(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Yield ways to write paragraphs, the most readable first.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
        In their normal form.

    Yields
    ------
    str
        Markdown; the first that is read back as these paragraphs is the one to take. The last
        has a backslash before every sign.
    """
    for escape in (_few, _every):
        pieces = []
        for kind, group in groupby(paragraphs, key=lambda one: one.kind):
            pieces += _KINDS[kind](list(group), escape)
        yield "\n\n".join(pieces)


def _few(text: str) -> str:
    return _ANYWHERE.sub(_ESCAPED, text)


def _every(text: str) -> str:
    return _PUNCTUATION.sub(_ESCAPED, text)


def _sources(group: Sequence[Paragraph], escape: _Escape) -> list[str]:
    del escape  # comes back as it was typed
    return ["\n".join(one.text for one in group)]


def _texts(group: Sequence[Paragraph], escape: _Escape) -> list[str]:
    return ["\\\n".join(_lines(one, escape)) for one in group]


def _headings(group: Sequence[Paragraph], escape: _Escape) -> list[str]:
    lines = [(one.level, _lines(one, escape)[0]) for one in group]
    return [f"{'#' * level} {_HEADING_END.sub(_ESCAPED, line)}" for level, line in lines]


def _quotes(group: Sequence[Paragraph], escape: _Escape) -> list[str]:
    quoted = ["\\\n".join(f"> {line}" for line in _lines(one, escape)) for one in group]
    return ["\n>\n".join(quoted)]


def _lists(group: Sequence[Paragraph], escape: _Escape) -> list[str]:
    lists: list[list[str]] = []
    counts: list[int] = []
    widths: list[int] = []
    signs = ".)"
    ordered: list[bool] = []
    for one in group:
        new = one.level == 0 and (not lists or one.begins or one.ordered != ordered[0])
        if new:
            signs = signs[::-1] if lists else ".)"  # two lists in a row need two signs
            lists.append([])
        same = not new and len(ordered) > one.level and ordered[one.level] == one.ordered
        count = counts[one.level] + 1 if same else 1
        mark = f"{count}{signs[0]}" if one.ordered else "-"
        counts[one.level :], ordered[one.level :] = [count], [one.ordered]
        indent = " " * sum(widths[: one.level])
        widths[one.level :] = [len(mark) + 1]
        hanging = "\\\n" + " " * (len(indent) + len(mark) + 1)
        lists[-1].append(f"{indent}{mark} {hanging.join(_lines(one, escape))}")
    return ["\n".join(items) for items in lists]


_KINDS: dict[Kind, Callable[[Sequence[Paragraph], _Escape], list[str]]] = {
    Kind.TEXT: _texts,
    Kind.HEADING: _headings,
    Kind.ITEM: _lists,
    Kind.QUOTE: _quotes,
    Kind.SOURCE: _sources,
}


def _lines(paragraph: Paragraph, escape: _Escape) -> list[str]:
    lines = _inline(paragraph.runs, escape).split("\n")
    if escape is _every:
        return lines
    return [_AT_START.sub(r"\g<before>\\\g<sign>", line) for line in lines]


def _inline(runs: Sequence[Run], escape: _Escape) -> str:
    """Write runs, opening first what lasts longest."""
    text = ""
    opened: list[tuple[str, str]] = []
    for place, run in enumerate(runs):
        wanted = _marks(run)
        keep = next((k for k, mark in enumerate(opened) if mark not in wanted), len(opened))
        while len(opened) > keep:
            text += opened.pop()[1]
        rest = runs[place:]
        lasting = sorted(wanted, key=lambda mark, rest=rest: -_lasts(mark, rest))  # type: ignore[misc]
        for mark in lasting:
            if mark not in opened:
                text += mark[0]
                opened.append(mark)
        text += _code(run.text) if run.code else escape(run.text)
    return text + "".join(mark[1] for mark in reversed(opened))


def _marks(run: Run) -> list[tuple[str, str]]:
    found = []
    if run.link:
        safe = _SAFE_LINK.fullmatch(run.link)
        where = run.link if safe else f"<{_UNSAFE_LINK.sub(_ESCAPED, run.link)}>"
        found.append(("[", f"]({where})"))
    if run.bold:
        found.append(("**", "**"))
    if run.italic:
        found.append(("*", "*"))
    return found


def _lasts(mark: tuple[str, str], runs: Sequence[Run]) -> int:
    return next((k for k, run in enumerate(runs) if mark not in _marks(run)), len(runs))


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    edged = text.startswith(("`", " ")) or text.endswith(("`", " "))
    pad = " " if edged and text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"
