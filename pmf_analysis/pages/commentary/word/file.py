"""The Word file itself: a page of advice, then each cell with its figures, chart and box."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.shared import Mm

from pmf_analysis.pages.commentary.word.boxes import box, element
from pmf_analysis.pages.commentary.word.paragraphs import Paragraph
from pmf_analysis.pages.commentary.word.record import Box, Record, digest, folded
from pmf_analysis.pages.commentary.word.styles import FACTS, Lists, blank, packed

__all__ = ["Heading", "Passage", "made"]

CHART_WIDTH = Mm(160)
CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
RECORD = PackURI("/customXml/item2.xml")

ADVICE = (
    "Read the words in each box, with a line at their left, beside the figures above them. Edit "
    "them in the box: Track Changes is on, so that the author sees what you changed.",
    "Comments are welcome anywhere. They are read, and never published.",
    "What is typed outside a box cannot be taken over, nor can a picture or a table. Lines in "
    "typewriter letters are kept exactly as they stand.",
    "Save the file in Word and send it back. It is for use inside the council: some of its "
    "figures may not be published yet.",
)
LAST = "End of the words to review."


@dataclass(frozen=True)
class Passage:
    """A cell as a reader meets it.

    Attributes
    ----------
    heading : str
        What it is about.
    facts : tuple of str
        The key figures in a line, and what else must be known; the box comes after the last.
    chart : bytes
        A PNG; empty for none.
    alternative : str
        What the chart shows, for those who cannot see it.
    box : Box
        Its place; what it says of the line before it is filled in here.
    paragraphs : tuple of Paragraph
        The words.
    """

    heading: str
    facts: tuple[str, ...]
    chart: bytes
    alternative: str
    box: Box
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Heading:
    """A page of the report, with the cells of it that this file has."""

    title: str
    passages: tuple[Passage, ...]


def made(
    title: str,
    subtitle: str,
    record: Record,
    pages: Sequence[Heading],
    day: dt.date,
) -> bytes:
    """Return a Word file.

    Parameters
    ----------
    title, subtitle : str
        Whose words, and of which quarter.
    record : Record
        What the file says of itself; boxes and frame are filled in here.
    pages : sequence of Heading
        The words, page by page.
    day : date
        The file's date, since a file made again from the same words is the same file.
    """
    document = blank(f"{title}: commentary to review", subtitle, day)
    lists = Lists(document)
    document.add_paragraph(title, style="Title")
    document.add_paragraph(subtitle, style="Subtitle")
    document.add_heading("How to review", 1)
    for advice in ADVICE:
        document.add_paragraph(advice)
    boxes: list[Box] = []
    for page in pages:
        document.add_heading(page.title, 1)
        boxes += [_added(document, passage, lists) for passage in page.passages]
    document.add_paragraph(LAST, style=FACTS)
    _footer(document, f"{title}, {subtitle}")
    frame = tuple(digest(folded(p.text)) for p in document.paragraphs if p.text.strip())
    kept = record.model_copy(update={"boxes": tuple(boxes), "frame": frame})
    part = Part(RECORD, "application/xml", kept.xml(), document.part.package)
    document.part.relate_to(part, CUSTOM_XML)
    return packed(document)


def _added(document: Any, passage: Passage, lists: Lists) -> Box:
    document.add_heading(passage.heading, 2)
    if passage.chart:
        shape = document.add_picture(io.BytesIO(passage.chart), width=CHART_WIDTH)
        told = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way to an alternative text
        told.set("descr", passage.alternative)
        told.set("name", f"Chart of {passage.heading}")
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for line in passage.facts:
        document.add_paragraph(line, style=FACTS).paragraph_format.keep_with_next = True
    after = digest(folded(document.paragraphs[-1].text))
    kept = passage.box.model_copy(update={"after": after})
    body = document.element.body
    control = box(kept.tag, kept.title, passage.paragraphs, document.part, lists)
    body.insert(len(body) - 1, control)
    return kept


def _footer(document: Any, text: str) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.style = FACTS
    line.add_run(f"{text}, page ")
    field = element("fldSimple", instr="PAGE")
    field.append(OxmlElement("w:r"))
    number = OxmlElement("w:t")
    number.text = "1"
    field[0].append(number)
    line._p.append(field)  # noqa: SLF001 - python-docx knows no fields
