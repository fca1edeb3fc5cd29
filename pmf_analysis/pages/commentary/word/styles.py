"""An empty Word file with the look, the language and the lists that a review needs."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

__all__ = ["ASKING", "CODE", "HEADING_BELOW", "LINK", "SOURCE", "Lists", "blank", "packed"]

LANGUAGE = "en-GB"
FONT, MONOSPACE = "Arial", "Consolas"
INK, QUIET = RGBColor(0x1B, 0x25, 0x30), RGBColor(0x4A, 0x55, 0x60)
BODY, SMALL = Pt(11), Pt(9.5)
HEADINGS = (Pt(20), Pt(16), Pt(13), Pt(12))  # title, then by level; deeper ones as the last
PAGE = Mm(210), Mm(297)  # A4
MARGIN = Mm(22)
CODE, SOURCE, LINK, FACTS = "Code", "Source", "Hyperlink", "Facts"
ASKING = "PlaceholderText"  # Word drops it as soon as somebody writes
HEADING_BELOW = 2  # levels that the file itself uses, above those of the words
LEVELS = 9  # of a list and of headings, in Word
INDENT = 360  # twentieths of a point that a list goes in a level
FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can say


class Lists:
    """The lists of a file: one look for all bullets, a number anew for each numbered list."""

    def __init__(self, document: Any) -> None:
        self._all = document.part.numbering_part.element
        taken = [int(n.get(qn("w:abstractNumId"))) for n in self._all.findall(qn("w:abstractNum"))]
        self._first = max(taken, default=0) + 1
        self._next = max(
            (int(n.get(qn("w:numId"))) for n in self._all.findall(qn("w:num"))), default=0
        )
        numbers = self._all.find(qn("w:num"))
        for k, (form, text) in enumerate((("bullet", "\u2022"), ("decimal", "%{level}."))):
            look = _look(self._first + k, form, text)
            self._all.append(look) if numbers is None else numbers.addprevious(look)
        self.bullets = self._number(0)

    def _highest(self, name: str) -> int:
        there = self._all.findall(qn(f"w:{name}"))
        return max((int(one.get(qn(f"w:{name}Id"))) for one in there), default=0)

    def numbered(self) -> str:
        """Return a numbered list of its own, which begins at 1."""
        return self._number(1)

    def _number(self, kind: int) -> str:
        self._next += 1
        starts = "".join(
            f'<w:lvlOverride w:ilvl="{k}"><w:startOverride w:val="1"/></w:lvlOverride>'
            for k in range(LEVELS if kind else 0)
        )
        self._all.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._next}">'
                f'<w:abstractNumId w:val="{self._first + kind}"/>{starts}</w:num>'
            )
        )
        return str(self._next)


def _look(number: int, form: str, text: str) -> Any:
    levels = "".join(
        f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.format(level=k + 1)}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{INDENT * (k + 2)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
        for k in range(LEVELS)
    )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def blank(title: str, subject: str, day: dt.date, *, tracked: bool = True) -> Any:
    """Return an empty document, with Track Changes on; nobody is named as its author."""
    document = docx.Document()
    told = document.core_properties
    told.title, told.subject, told.language = title, subject, LANGUAGE
    told.author = told.last_modified_by = told.comments = told.keywords = ""
    told.created = told.modified = dt.datetime.combine(day, dt.time())
    told.revision = 1
    package = document.part.package
    for number, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[number]
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    _style(document.styles)
    if tracked:
        _tracked(document.settings.element)
    return document


def _style(styles: Any) -> None:
    language = styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), LANGUAGE)
    _font(styles["Normal"], BODY, INK)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    _font(styles["Subtitle"], BODY, QUIET)
    _font(styles["Title"], HEADINGS[0], INK, bold=True)
    border = styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)
    for level in range(1, LEVELS + 1):
        size = HEADINGS[min(level, len(HEADINGS) - 1)]
        _font(styles[f"Heading {level}"], size, INK, bold=True)
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(12)
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(4)
    _font(styles["Quote"], BODY, QUIET)
    styles["Quote"].paragraph_format.left_indent = Mm(8)
    facts = styles.add_style(FACTS, WD_STYLE_TYPE.PARAGRAPH)
    facts.base_style = styles["Normal"]
    _font(facts, SMALL, QUIET)
    line = styles.add_style(SOURCE, WD_STYLE_TYPE.PARAGRAPH)
    line.base_style = styles["Normal"]
    _font(line, SMALL, INK, MONOSPACE)
    line.paragraph_format.space_after = Pt(0)
    _font(styles.add_style(CODE, WD_STYLE_TYPE.CHARACTER), None, None, MONOSPACE)
    asking = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    asking.font.color.rgb = QUIET
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = RGBColor(0x12, 0x43, 0x6D)


def _font(style: Any, size: Any, colour: Any, name: str = FONT, *, bold: bool = False) -> None:
    style.font.name = name
    look = style.element.get_or_add_rPr()
    fonts = look.find(qn("w:rFonts"))
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), name)
    style.font.size = size
    if bold:
        style.font.bold = True
    if colour is not None:
        style.font.color.rgb = colour
        style.font.italic = False
    if name == MONOSPACE:
        look.append(OxmlElement("w:noProof"))


def _tracked(settings: Any) -> None:
    """Turn Track Changes on, where the order of Word's settings wants it said."""
    before = settings.find(qn("w:defaultTabStop"))
    before.addprevious(OxmlElement("w:trackRevisions"))


def packed(document: Any) -> bytes:
    """Return the file's bytes, the same for the same words."""
    made, kept = io.BytesIO(), io.BytesIO()
    document.save(made)
    with (
        zipfile.ZipFile(made) as parts,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, FIRST_ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts.read(name))
    return kept.getvalue()
