"""A quarter as an OpenDocument spreadsheet, which any office program opens and no firm owns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pmf_analysis.site.downloads.packed import pack
from pmf_analysis.site.downloads.plain import Cell
from pmf_analysis.site.downloads.sheets import Sheet
from pmf_analysis.site.downloads.workbook import ABSENT, CREATED_AT, INSTRUCTIONS

__all__ = ["write"]

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
VERSION = "1.3"  # of OpenDocument
_XMLNS = "urn:oasis:names:tc:opendocument:xmlns"
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = {
    "office": "office:1.0",
    "style": "style:1.0",
    "table": "table:1.0",
    "text": "text:1.0",
    "meta": "meta:1.0",
    "fo": "xsl-fo-compatible:1.0",
}
_DECLARED = " ".join(f'xmlns:{short}="{_XMLNS}:{name}"' for short, name in _NAMES.items())
_STYLES = (
    '<style:style style:name="title" style:family="table-cell">'
    '<style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>'
    '<style:style style:name="heading" style:family="table-cell">'
    '<style:table-cell-properties fo:border-bottom="0.5pt solid #000000" fo:wrap-option="wrap"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="column" style:family="table-column">'
    '<style:table-column-properties style:column-width="4.5cm"/></style:style>'
    '<style:style style:name="cover" style:family="table-column">'
    '<style:table-column-properties style:column-width="20cm"/></style:style>'
)
_MANIFEST = (
    f'{_OPENING}<manifest:manifest xmlns:manifest="{_XMLNS}:manifest:1.0"'
    f' manifest:version="{VERSION}">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>\n"
)


def write(
    path: Path, sheets: Sequence[Sheet], title: str, about: Sequence[str], published: dt.date
) -> None:
    """Write sheets behind a cover, each with one table; arguments as `workbook.write`."""
    tables = [_table("Cover", 1, "cover", [_title(title), *(_row([line]) for line in about)])]
    tables += [_table(s.label, len(s.columns), "column", _lines(s)) for s in sheets]
    content = (
        f'{_OPENING}<office:document-content {_DECLARED} office:version="{VERSION}">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>\n"
    )
    created = dt.datetime.combine(published, CREATED_AT).isoformat()
    meta = (
        f'{_OPENING}<office:document-meta {_DECLARED} office:version="{VERSION}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        f"<dc:title>{_plain(title)}</dc:title><dc:language>en-GB</dc:language>"
        f"<meta:creation-date>{created}</meta:creation-date></office:meta></office:document-meta>\n"
    )
    members = {"content.xml": content, "meta.xml": meta, "META-INF/manifest.xml": _MANIFEST}
    pack(path, members, first={"mimetype": MEDIA_TYPE})


def _lines(made: Sheet) -> Iterator[str]:
    yield _title(made.title)
    yield _row([INSTRUCTIONS])
    yield _row(made.columns, "heading")
    for row in made.rows:
        yield _row([ABSENT if cell is None else cell for cell in row])


def _table(label: str, columns: int, style: str, rows: Iterable[str]) -> str:
    return (
        f"<table:table table:name={quoteattr(label)}>"
        f'<table:table-column table:style-name="{style}"'
        f' table:number-columns-repeated="{columns}"/>'
        f"{''.join(rows)}</table:table>"
    )


def _title(text: str) -> str:
    return _row([text], "title")


def _row(cells: Sequence[Cell], style: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    return f"<table:table-row>{''.join(_spelt(cell, styled) for cell in cells)}</table:table-row>"


def _spelt(cell: Cell, styled: str) -> str:
    """A cell of a number or of words; words are never a formula, which has its own attribute."""
    if isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell!r}"'
        return f"<table:table-cell {kind}{styled}><text:p>{cell!r}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{_plain(line)}</text:p>" for line in str(cell).splitlines() or [""])
    return f'<table:table-cell office:value-type="string"{styled}>{lines}</table:table-cell>'


def _plain(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return escape("".join(c if c.isprintable() else " " for c in text))
