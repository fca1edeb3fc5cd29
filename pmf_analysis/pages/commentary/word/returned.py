"""What came back in a Word file: the words of each box, and what cannot be taken over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from pmf_analysis.pages.commentary.word.boxes import PLACEHOLDER
from pmf_analysis.pages.commentary.word.looks import Looks, is_on, value
from pmf_analysis.pages.commentary.word.opened import Opened
from pmf_analysis.pages.commentary.word.paragraphs import Kind, Paragraph, Run, normal
from pmf_analysis.pages.commentary.word.record import PREFIX, digest, folded
from pmf_analysis.pages.commentary.word.styles import HEADING_BELOW

__all__ = ["Returned", "Told", "returned"]

_PENDING = {
    qn(f"w:{name}")
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "numberingChange")
}
_GONE = {qn("w:del"), qn("w:moveFrom")}
# What holds runs or paragraphs and says nothing itself.
_AROUND = {
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent")
} | {qn("w:dir"), qn("w:bdo"), qn("w:hyperlink"), qn("w:r")}
_SAYING_NOTHING = {
    qn(f"w:{name}")
    for name in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "sectPr"),
        *("proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd"),
        *("customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("fldChar", "instrText", "lastRenderedPageBreak"),
    )
} | _GONE
_LETTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
_NAMES = {
    "tbl": "a table",
    "drawing": "a picture or drawing",
    "pict": "a picture or drawing",
    "object": "an embedded object",
    "AlternateContent": "a picture or drawing",
    "oMath": "an equation",
    "oMathPara": "an equation",
    "footnoteReference": "a footnote",
    "endnoteReference": "an endnote",
    "altChunk": "another document",
    "sym": "a sign of a symbol font",
}
STRUCK = "words struck through by hand"


@dataclass(frozen=True)
class Told:
    """What one box holds.

    Attributes
    ----------
    paragraphs : tuple of Paragraph
        Its words.
    pending : int
        Changes that are neither accepted nor rejected.
    foreign : tuple of str
        What is no text: a table, a picture.
    """

    paragraphs: tuple[Paragraph, ...]
    pending: int = 0
    foreign: tuple[str, ...] = ()


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
    reader = _Reader(Looks(file), file.links)
    blocks = list(_blocks(file.body))
    whole = any(_tag(block) for block in blocks)
    groups, outside = (_by_box if whole else _by_frame)(file, blocks)
    boxes = [(tag, reader.told(inside)) for tag, inside in groups]
    return Returned(tuple(boxes), tuple(outside), tuple(_comments(file, groups)), whole)


Groups = list[tuple[str, list[Any]]]


def _blocks(body: Any) -> Iterator[Any]:
    """Yield the body's blocks; boxes of somebody else's are opened."""
    for block in body:
        if block.tag == qn("w:sdt") and not _tag(block):
            content = block.find(qn("w:sdtContent"))
            yield from () if content is None else _blocks(content)
        else:
            yield block


def _tag(block: Any) -> str:
    tag = value(block, "sdtPr/tag") if block.tag == qn("w:sdt") else ""
    return tag if tag.startswith(PREFIX) else ""


def _by_box(file: Opened, blocks: Iterable[Any]) -> tuple[Groups, list[str]]:
    groups: Groups = []
    outside: list[str] = []
    frame = list(file.record.frame)
    for block in blocks:
        if _tag(block):
            content = block.find(qn("w:sdtContent"))
            groups.append((_tag(block), [] if content is None else list(content)))
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


@dataclass
class _Reader:
    looks: Looks
    links: dict[str, str]
    foreign: list[str] = field(default_factory=list)
    numbered: str = ""  # the numbered list that the last item at the top belonged to

    def told(self, inside: Iterable[Any]) -> Told:
        self.foreign, self.numbered = [], ""
        blocks = list(inside)
        pending = sum(part.tag in _PENDING for block in blocks for part in block.iter())
        found = normal(p for block in blocks for p in self._paragraphs(block))
        if len(found) == 1 and found[0].text == PLACEHOLDER:
            found = ()
        return Told(found, pending, tuple(dict.fromkeys(self.foreign)))

    def _paragraphs(self, block: Any) -> Iterator[Paragraph]:
        if block.tag == qn("w:p"):
            yield self._paragraph(block)
        elif block.tag in _AROUND and not _tag(block):
            for part in block:
                yield from self._paragraphs(part)
        elif block.tag not in _SAYING_NOTHING:
            self._refuse(block)

    def _refuse(self, block: Any) -> None:
        name = str(block.tag).rpartition("}")[2]
        self.foreign.append("another box" if _tag(block) else _NAMES.get(name, f"no text ({name})"))

    def _paragraph(self, block: Any) -> Paragraph:
        properties = block.find(qn("w:pPr"))
        style = "" if properties is None else value(properties, "pStyle")
        runs = tuple(self._runs(block, Run("")))
        if self.looks.is_source(style):
            return Paragraph(Kind.SOURCE, runs)
        heading = self.looks.heading(style)
        if heading:
            return Paragraph(Kind.HEADING, runs, heading - HEADING_BELOW)
        if self.looks.is_quote(style):
            return Paragraph(Kind.QUOTE, runs)
        item = self.looks.item(block if properties is None else properties, style)
        if item is None:
            return Paragraph(Kind.TEXT, runs)
        number, level, ordered = item
        begins = level == 0 and ordered and number != self.numbered
        if level == 0 and ordered:
            self.numbered = number
        return Paragraph(Kind.ITEM, runs, level, ordered, begins)

    def _runs(self, block: Any, look: Run) -> Iterator[Run]:
        if block.tag == qn("w:r"):
            bold, italic, code = self.looks.run(block.find(qn("w:rPr")))
            look = replace(look, bold=bold, italic=italic, code=code)
            if self._is_struck(block):
                self.foreign.append(STRUCK)
        elif block.tag == qn("w:hyperlink"):
            look = replace(look, link=self.links.get(str(block.get(qn("r:id"))), ""))
        for part in block:
            if part.tag == qn("w:t"):
                yield replace(look, text=str(part.text or ""))
            elif part.tag in _LETTERS:
                yield replace(look, text=_LETTERS[part.tag])
            elif part.tag in _AROUND:
                yield from self._runs(part, look)
            elif part.tag not in _SAYING_NOTHING:
                self._refuse(part)

    def _is_struck(self, run: Any) -> bool:
        look = run.find(qn("w:rPr"))
        return bool(is_on(look, "strike") or is_on(look, "dstrike"))
