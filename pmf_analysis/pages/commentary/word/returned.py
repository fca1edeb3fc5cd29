"""What came back in a Word file: its boxes, what stands outside them, and the comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from pmf_analysis.pages.commentary.word.looks import Looks
from pmf_analysis.pages.commentary.word.opened import Opened
from pmf_analysis.pages.commentary.word.reader import Reader, Told, tag_of
from pmf_analysis.pages.commentary.word.record import digest, folded

__all__ = ["Returned", "Told", "returned"]


@dataclass(frozen=True)
class Returned:
    """What came back.

    Attributes
    ----------
    boxes : tuple of (str, Told)
        Every box, by its tag, in the file's order.
    outside : tuple of str
        Paragraphs outside the boxes that the file did not have when it was sent out.
    comments : tuple of (str, str)
        The tag of the box that each one is about ("" for none), and what it says.
    whole : bool
        Whether Word's boxes were kept; else they were told from the lines around them.
    """

    boxes: tuple[tuple[str, Told], ...]
    outside: tuple[str, ...]
    comments: tuple[tuple[str, str], ...]
    whole: bool = True


def returned(file: Opened) -> Returned:
    """Read what came back in a file."""
    reader = Reader(Looks(file), file.links)
    blocks = list(_blocks(file.body))
    whole = any(tag_of(block) for block in blocks)
    groups, outside = (_by_box if whole else _by_frame)(file, blocks)
    boxes = [(tag, reader.told(inside)) for tag, inside in groups]
    return Returned(tuple(boxes), tuple(outside), tuple(_comments(file, groups)), whole)


Groups = list[tuple[str, list[Any]]]


def _blocks(body: Any) -> Iterator[Any]:
    """Yield the body's blocks; boxes of somebody else's are opened."""
    for block in body:
        if block.tag == qn("w:sdt") and not tag_of(block):
            content = block.find(qn("w:sdtContent"))
            yield from () if content is None else _blocks(content)
        else:
            yield block


def _by_box(file: Opened, blocks: Iterable[Any]) -> tuple[Groups, list[str]]:
    groups: Groups = []
    outside: list[str] = []
    frame = list(file.record.frame)
    for block in blocks:
        if tag_of(block):
            content = block.find(qn("w:sdtContent"))
            groups.append((tag_of(block), [] if content is None else list(content)))
        else:
            outside += _unknown(block, frame)
    return groups, outside


def _by_frame(file: Opened, blocks: Iterable[Any]) -> tuple[Groups, list[str]]:
    """Tell boxes from the line before each: LibreOffice takes Word's boxes apart."""
    groups: Groups = []
    outside: list[str] = []
    frame = list(file.record.frame)
    waiting = list(file.record.boxes)
    inside: list[Any] | None = None
    for block in blocks:
        mark = digest(folded(_words(block)))
        if mark in frame:
            frame.remove(mark)
            inside = None
            if waiting and waiting[0].after == mark:
                inside = []
                groups.append((waiting.pop(0).tag, inside))
        elif inside is None:
            outside += _unknown(block, frame)
        else:
            inside.append(block)
    return groups, outside


def _unknown(block: Any, frame: list[str]) -> Iterator[str]:
    """Yield what was not there when the file was sent out."""
    paragraphs = [block] if block.tag == qn("w:p") else block.iter(qn("w:p"))
    for paragraph in paragraphs:
        said = folded(_words(paragraph))
        if not said:
            continue
        if digest(said) in frame:
            frame.remove(digest(said))
        else:
            yield said


def _words(block: Any) -> str:
    return "".join(
        str(part.text or "") if part.tag == qn("w:t") else " "
        for part in block.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
    )


def _comments(file: Opened, groups: Groups) -> Iterator[tuple[str, str]]:
    if file.comments is None:
        return
    about = {
        str(place.get(qn("w:id"))): tag
        for tag, inside in groups
        for block in inside
        for place in block.iter(qn("w:commentRangeStart"), qn("w:commentReference"))
    }
    for comment in file.comments.iter(qn("w:comment")):
        said = folded(" ".join(_words(line) for line in comment.iter(qn("w:p"))))
        if said:
            yield about.get(str(comment.get(qn("w:id"))), ""), said
