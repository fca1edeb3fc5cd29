"""Write the workbook that a directorate fills in."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook

from pmf_analysis.sources.workbook import grid, styles
from pmf_analysis.sources.workbook.figures_sheet import write_figures
from pmf_analysis.sources.workbook.form import Form
from pmf_analysis.sources.workbook.guide import write_guide
from pmf_analysis.sources.workbook.other_sheets import write_codes, write_corrections, write_issued

__all__ = ["render", "write"]

GUIDE = "How to fill this in"
LANGUAGE = "en-GB"
FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can hold
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write(form: Form, path: Path) -> None:
    """Write a form as a workbook.

    Parameters
    ----------
    form : Form
        What is asked of one directorate.
    path : Path
        The file, ending in ``.xlsx``; one that is there is replaced.
    """
    path.write_bytes(render(form))


def render(form: Form) -> bytes:
    """Return a form as the bytes of a workbook: the same form, the same bytes.

    Parameters
    ----------
    form : Form
        What is asked of one directorate.

    Returns
    -------
    bytes
        A workbook that Excel and LibreOffice open.
    """
    book = Workbook()
    styles.add(book)
    guide = book.worksheets[0]
    guide.title = GUIDE
    write_guide(guide, form)
    grid.lock(guide)
    grid.paper(guide, grid.A4, "portrait")
    write_figures(book, form)
    write_corrections(book, form)
    write_codes(book, form)
    write_issued(book, form)
    issued = dt.datetime.combine(form.issued, dt.time())
    told = book.properties
    told.title = styles.clean(f"{form.directorate_name}: figures for {form.quarter}")
    told.creator = styles.clean(form.council_name)
    told.language = LANGUAGE
    told.created = issued
    content = io.BytesIO()
    book.save(content)
    return _undated(content.getvalue(), issued)


def _undated(content: bytes, issued: dt.datetime) -> bytes:
    """The archive without the moment at which it was made."""
    undated = io.BytesIO()
    moment = issued.isoformat().encode() + b"Z"
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(undated, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + moment, part)
            entry = zipfile.ZipInfo(name, FIRST_ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, part)
    return undated.getvalue()
