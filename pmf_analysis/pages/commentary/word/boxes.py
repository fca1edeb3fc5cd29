"""Paragraphs as Word's own elements, in a box that keeps its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pmf_analysis.pages.commentary.word.paragraphs import Kind, Paragraph, Run
from pmf_analysis.pages.commentary.word.record import digest
from pmf_analysis.pages.commentary.word.styles import (
    ASKING,
    CODE,
    HEADING_BELOW,
    LINK,
    SOURCE,
    Lists,
)

__all__ = ["PLACEHOLDER", "TITLE_LENGTH", "box", "element"]

PLACEHOLDER = "Click here and write."
TITLE_LENGTH = 64  # characters that Word takes in the title of a box
BAR = {"val": "single", "sz": "12", "space": "8", "color": "9FB3C8"}  # the line beside a box
ID_LENGTH = 7  # hexadecimal digits of a number that Word can count to
DEEPEST = 8  # levels that a list of Word's has, from 0

Element = Any  # an element of lxml, which brings no types


def element(name: str, **attributes: str) -> Element:
    """Return an element of Word's, its attributes likewise."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def box(tag: str, title: str, paragraphs: Sequence[Paragraph], part: Any, lists: Lists) -> Element:
    """Return words in a content control that cannot be deleted, and can be written in.

    Parameters
    ----------
    tag, title : str
        What names it to the program, and to a reader.
    paragraphs : sequence of Paragraph
        Its words; with none it asks for some.
    part : docx part
        The document, which keeps the addresses of links.
    lists : Lists
        Hands out numbers for lists.
    """
    control, properties = element("sdt"), element("sdtPr")
    number = int(digest(tag)[:ID_LENGTH], 16) + 1
    properties.append(element("alias", val=title[:TITLE_LENGTH]))
    properties.append(element("tag", val=tag))
    properties.append(element("id", val=str(number)))
    properties.append(element("lock", val="sdtLocked"))
    content = element("sdtContent")
    if not paragraphs:
        properties.append(element("showingPlcHdr"))
        asks = _paragraph(Paragraph(Kind.TEXT, (Run(PLACEHOLDER),)), part)
        look = element("rPr")
        look.append(element("rStyle", val=ASKING))
        asks[-1].insert(0, look)
        content.append(asks)
    stack: list[tuple[bool, str]] = []  # the lists that are open: numbered or not, and which
    for one in paragraphs:
        if one.kind is not Kind.ITEM:
            stack = []
        elif one.begins or one.level >= len(stack) or stack[one.level][0] != one.ordered:
            stack[one.level :] = [(one.ordered, lists.numbered() if one.ordered else lists.bullets)]
        else:
            del stack[one.level + 1 :]
        content.append(_paragraph(one, part, stack[-1][1] if stack else ""))
    control.append(properties)
    control.append(content)
    return control


def _paragraph(one: Paragraph, part: Any, number: str = "") -> Element:
    made, properties = element("p"), element("pPr")
    style = _style(one)
    if style:
        properties.append(element("pStyle", val=style))
    if number:
        place = element("numPr")
        place.append(element("ilvl", val=str(min(one.level, DEEPEST))))
        place.append(element("numId", val=number))
        properties.append(place)
    sides = element("pBdr")
    sides.append(element("left", **BAR))
    properties.append(sides)
    made.append(properties)
    for run in one.runs:
        made.append(_linked(run, part) if run.link else _run(run))
    return made


def _style(one: Paragraph) -> str:
    if one.kind is Kind.HEADING:
        return f"Heading{one.level + HEADING_BELOW}"
    return {Kind.QUOTE: "Quote", Kind.SOURCE: SOURCE, Kind.ITEM: "ListParagraph"}.get(one.kind, "")


def _linked(run: Run, part: Any) -> Element:
    link = OxmlElement("w:hyperlink")
    where = part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), where)
    link.append(_run(run))
    return link


def _run(run: Run) -> Element:
    made, look = element("r"), element("rPr")
    style = CODE if run.code else LINK if run.link else ""
    if style:
        look.append(element("rStyle", val=style))
    if run.bold:
        look.append(element("b"))
    if run.italic:
        look.append(element("i"))
    if len(look):
        made.append(look)
    for part in re.split(r"([\n\t])", run.text):
        if part in _BREAKS:
            made.append(element(_BREAKS[part]))
        elif part:
            text = element("t")
            text.text = part
            text.set(qn("xml:space"), "preserve")
            made.append(text)
    return made


_BREAKS = {"\n": "br", "\t": "tab"}
