"""Plans to fill in: a Word file for each plan that the profile gives parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pmf_analysis.framework.arrangements import Plan, PlanPart
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals.document import template_file

__all__ = ["made", "write"]

EMPTY_ROWS = 5
LONGEST_TITLE = 255  # characters that Word takes
MOST_UPRIGHT = 4  # columns that a page has room for unless it is turned
PLACE = "Write here."
OURS = "Made by pmf-analysis from the council's published framework; not a paper of the council's."
OF_WHEN = "For: ____________________"


def write(site: Path, findings: Findings) -> list[tuple[str, str, str]]:
    """Write a file for each plan with parts.

    Returns
    -------
    list of (file, what it is, format)
        Each file beneath the site.
    """
    written = []
    for plan in findings.framework.plans:
        file = template_file(plan)
        if file:
            path = site / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made(plan, findings))
            written.append((file, f"{plan.name}: template to fill in", "DOCX"))
    return written


def made(plan: Plan, findings: Findings) -> bytes:
    """Return a plan as a Word file with a heading, a question and a table for each part."""
    from pmf_analysis.pages.commentary.word.styles import (  # noqa: PLC0415 - loads python-docx
        FACTS,
        blank,
        packed,
    )

    council = findings.framework.council
    document = blank(plan.name[:LONGEST_TITLE], council.name, findings.reported_on, tracked=False)
    if max(len(part.columns) for part in plan.parts) > MOST_UPRIGHT:
        _turn(document.sections[0])
    document.add_paragraph(plan.name, style="Title")
    document.add_paragraph(council.name, style="Subtitle")
    ours = [OURS] if council.figures_of else []
    for line in (*ours, *_facts(plan), OF_WHEN):
        document.add_paragraph(line, style=FACTS)
    for part in plan.parts:
        document.add_heading(part.name, 1)
        if part.ask:
            document.add_paragraph(part.ask).paragraph_format.keep_with_next = True
        if part.columns:
            _table(document, part)
        else:
            document.add_paragraph(PLACE)
    return packed(document)


def _facts(plan: Plan) -> list[str]:
    told = (("Kept by", plan.owner), ("Agreed by", plan.agreed_by), ("When", plan.when))
    return [f"{name}: {text}" for name, text in told if text] + ([plan.note] if plan.note else [])


def _turn(section: Any) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - as above

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _table(document: Any, part: PlanPart) -> None:
    """An empty table whose first row is marked as its heading, here and on every next page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    table = document.add_table(rows=EMPTY_ROWS + 1, cols=len(part.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, part.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no other way
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - likewise
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), part.name)
    table._tbl.tblPr.append(caption)  # noqa: SLF001 - likewise
    document.add_paragraph()
