"""The words of one box of a Word file, and what of it cannot be taken over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from pmf_analysis.pages.commentary.word.boxes import PLACEHOLDER
from pmf_analysis.pages.commentary.word.fields import Fields, joined
from pmf_analysis.pages.commentary.word.looks import Looks, is_on, value
from pmf_analysis.pages.commentary.word.paragraphs import Kind, Paragraph, Run, normal
from pmf_analysis.pages.commentary.word.record import PREFIX
from pmf_analysis.pages.commentary.word.styles import HEADING_BELOW

__all__ = ["Reader", "Told", "tag_of"]

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
        "lastRenderedPageBreak",
    )
} | _GONE
_SIGNS = {qn("w:fldChar"), qn("w:instrText")}
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
RAISED = "raised or lowered letters"
# Looks that change what words say, and that Markdown has not.
_MEANT = {
    "strike": "words struck through by hand",
    "dstrike": "words struck through by hand",
    "vanish": "hidden words",
    "vertAlign": RAISED,
}
_ORDINALS = {"st", "nd", "rd", "th"}  # Word raises them by itself: 1st


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


class Reader:
    """Reads the boxes of one file.

    Parameters
    ----------
    looks : Looks
        Its styles and lists.
    links : dict of str to str
        Its links' addresses.
    """

    def __init__(self, looks: Looks, links: dict[str, str]) -> None:
        self.looks, self.links = looks, links
        self.foreign: list[str] = []
        self.numbered = ""  # the numbered list that the last item at the top belonged to
        self.fields = Fields()

    def told(self, inside: Iterable[Any]) -> Told:
        """Return what stands in a box."""
        self.foreign, self.numbered, self.fields = [], "", Fields()
        blocks = list(inside)
        pending = sum(part.tag in _PENDING for block in blocks for part in block.iter())
        words = [block for block in blocks if not _asks(block.getparent().getparent())]
        found = normal(p for block in words for p in self._paragraphs(block))
        if len(found) == 1 and found[0].text == PLACEHOLDER:
            found = ()
        return Told(found, pending, tuple(dict.fromkeys(self.foreign)))

    def _paragraphs(self, block: Any) -> Iterator[Paragraph]:
        if block.tag == qn("w:p"):
            yield self._paragraph(block)
        elif _asks(block):
            return
        elif block.tag in _AROUND and not tag_of(block):
            for part in block:
                yield from self._paragraphs(part)
        elif block.tag not in _SAYING_NOTHING:
            self._refuse(block)

    def _refuse(self, block: Any) -> None:
        name = str(block.tag).rpartition("}")[2]
        self.foreign.append(
            "another box" if tag_of(block) else _NAMES.get(name, f"no text ({name})")
        )

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
        look = self._look(block, look)
        with self.fields.around(block):
            for part in block:
                if part.tag in _SIGNS:
                    self.fields.sign(part)
                elif part.tag == qn("w:t") or part.tag in _LETTERS:
                    text = _LETTERS.get(part.tag) or str(part.text or "")
                    link = look.link or self.fields.link
                    yield replace(look, text=text if self.fields.shown else "", link=link)
                elif part.tag in _AROUND:
                    yield from () if _asks(part) else self._runs(part, look)
                elif part.tag not in _SAYING_NOTHING:
                    self._refuse(part)

    def _look(self, block: Any, look: Run) -> Run:
        if block.tag == qn("w:hyperlink"):
            place = str(block.get(qn("w:anchor")) or "")
            return replace(look, link=joined(self.links.get(str(block.get(qn("r:id"))), ""), place))
        if block.tag != qn("w:r"):
            return look
        properties = block.find(qn("w:rPr"))
        text = "".join(str(part.text or "") for part in block.iter(qn("w:t")))
        looks = self.looks
        meant = {what for name, what in _MEANT.items() if looks.is_on(properties, name)}
        if text in _ORDINALS:
            meant.discard(RAISED)
        self.foreign += sorted(meant) if text else ()
        bold, italic, code = self.looks.run(properties)
        return replace(look, bold=bold, italic=italic, code=code)


def tag_of(block: Any) -> str:
    """Return the tag of a box of ours; "" for all else."""
    tag = value(block, "sdtPr/tag") if block.tag == qn("w:sdt") else ""
    return tag if tag.startswith(PREFIX) else ""


def _asks(block: Any) -> bool:
    """Whether what stands in a control is no words: Word asks for some, in its own language."""
    if block.tag != qn("w:sdt"):
        return False
    return bool(is_on(block.find(qn("w:sdtPr")), "showingPlcHdr"))
