"""Edited paragraphs put back into Markdown: what nobody touched keeps every byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from pmf_analysis.pages.commentary.word.markdown import (
    Block,
    References,
    blocks,
    paragraphs,
    references,
)
from pmf_analysis.pages.commentary.word.paragraphs import Kind, Paragraph, Run, normal
from pmf_analysis.pages.commentary.word.written import candidates

__all__ = ["Unwritable", "merged"]

# Paragraphs that belong together: a changed one has the others of its list written anew.
_TOGETHER = {Kind.ITEM, Kind.QUOTE}


class Unwritable(ValueError):
    """What stands in Word cannot be written as Markdown that would be read as the same."""


def merged(source: str, wanted: Sequence[Paragraph]) -> str:
    """Return a cell's Markdown with the words that came back from Word.

    Parameters
    ----------
    source : str
        The Markdown that was exported.
    wanted : sequence of Paragraph
        What came back, in its normal form.

    Raises
    ------
    Unwritable
        It cannot be written: source that swallows what follows it, above all.
    """
    known = references(source)
    stood = blocks(source)
    if normal(one for block in stood for one in block.paragraphs) == tuple(wanted):
        return source
    pieces: list[tuple[str, Block | None]] = []
    for block, group in _kept(stood, wanted):
        if block is not None:
            pieces.append((source[block.start : block.end], block))
        else:
            pieces += [(text, None) for text in _rewritten(group, known)]
    text = _joined(source, pieces)
    if paragraphs(text) != _as_read(wanted, known):
        anew = "\n\n".join(_rewritten(wanted, known))
        if paragraphs(anew, known) != _as_read(wanted, known):
            raise Unwritable
        return anew
    return text


def _kept(
    stood: Sequence[Block], wanted: Sequence[Paragraph]
) -> Iterable[tuple[Block | None, Sequence[Paragraph]]]:
    """Yield in order the blocks that came back as they went, and the stretches that did not."""
    before = [one for block in stood for one in block.paragraphs]
    matcher = SequenceMatcher(None, before, list(wanted), autojunk=False)
    at = {
        match.a + k: match.b + k
        for match in matcher.get_matching_blocks()
        for k in range(match.size)
    }
    owner: list[Block | None] = [None] * len(wanted)
    place = 0
    for block in stood:
        span = range(place, place + len(block.paragraphs))
        place = span.stop
        there = [at.get(k, -1) for k in span]
        if -1 not in there and all(b == a + 1 for a, b in pairwise(there)):
            owner[there[0] : there[-1] + 1] = [block] * len(there)
    _let_go(owner, wanted)
    for block, group in groupby(zip(owner, wanted, strict=True), key=lambda pair: pair[0]):
        yield block, [one for _, one in group]


def _let_go(owner: list[Block | None], wanted: Sequence[Paragraph]) -> None:
    """Give up a kept list or quotation that a changed paragraph has joined."""
    start = 0
    for kind, group in groupby(wanted, key=lambda one: one.kind):
        stop = start + len(list(group))
        if kind in _TOGETHER and None in owner[start:stop]:
            owner[start:stop] = [None] * (stop - start)
        start = stop


def _joined(source: str, pieces: Sequence[tuple[str, Block | None]]) -> str:
    """Join pieces by an empty line, or by what stood between them."""
    if not pieces:
        return ""
    text = pieces[0][0]
    for (_, before), (piece, block) in pairwise(pieces):
        neighbours = before and block and not source[before.end : block.start].strip()
        text += source[before.end : block.start] if neighbours and before and block else "\n\n"
        text += piece
    return text


def _rewritten(group: Sequence[Paragraph], known: References) -> list[str]:
    """Write paragraphs, each kind's stretch by itself."""
    texts = []
    for kind, stretch in groupby(group, key=lambda one: one.kind):
        alike = list(stretch)
        parts = [alike] if kind in {Kind.ITEM, Kind.QUOTE, Kind.SOURCE} else [[p] for p in alike]
        texts += [_written(part, known) for part in parts]
    return texts


def _written(part: Sequence[Paragraph], known: References) -> str:
    if part[0].kind is Kind.SOURCE:
        return next(candidates(part))
    for text in candidates(part):
        if paragraphs(text, known) == normal(part):
            return text
    return _with_fewer_marks(part, known)


def _with_fewer_marks(part: Sequence[Paragraph], known: References) -> str:
    """Write the words with as much of their bold and italic as Markdown can say.

    Markdown knows no bold letter beside a full stop within a word; words come before looks.
    """
    kept = [_bare(one) for one in part]
    best = _exact(kept, known)
    for k, one in enumerate(part):
        for place, run in enumerate(one.runs):
            if not (run.bold or run.italic or run.link or run.code):
                continue
            runs = list(kept[k].runs)
            tried = [*kept]
            tried[k] = _with_runs(one, [*runs[:place], run, *runs[place + 1 :]])
            text = _exact(tried, known)
            if text is not None:
                kept, best = tried, text
    if best is None:
        raise Unwritable
    return best


def _bare(one: Paragraph) -> Paragraph:
    return _with_runs(one, [Run(run.text) for run in one.runs])


def _with_runs(one: Paragraph, runs: Sequence[Run]) -> Paragraph:
    return Paragraph(one.kind, tuple(runs), one.level, one.ordered, one.begins)


def _exact(part: Sequence[Paragraph], known: References) -> str | None:
    wanted = normal(part)
    return next((t for t in candidates(wanted) if paragraphs(t, known) == wanted), None)


def _as_read(wanted: Sequence[Paragraph], known: References) -> tuple[Paragraph, ...]:
    """What the words should be read as: source that is no longer any counts as what it says."""
    read: list[Paragraph] = []
    for text in _rewritten(wanted, known):
        read += paragraphs(text, known)
    return normal(read)
