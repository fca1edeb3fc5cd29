"""What readers may take away: figures, tables, the whole quarter, and an interface for programs.

Every file is written from an edition's findings and its readable figures, so that it says what the
pages say and holds nothing that they leave out.
"""

from __future__ import annotations

from pathlib import Path

from pmf_analysis.findings import document
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.site.downloads import (
    api,
    calendar_file,
    figures,
    listing,
    open_document,
    package,
    pages,
    plan_templates,
    workbook,
)
from pmf_analysis.site.downloads.sheets import Sheet, measured, notes
from pmf_analysis.site.downloads.wider_sheets import wider
from pmf_analysis.site.edition import Edition
from pmf_analysis.visuals import notices, words

__all__ = ["FOLDER", "write"]

FOLDER = "downloads"
WHOLE = (
    (f"{FOLDER}/quarter.xlsx", "Spreadsheet for Excel", "XLSX"),
    (f"{FOLDER}/quarter.ods", "Spreadsheet for any office program", "ODS"),
    (
        f"{FOLDER}/quarter.zip",
        "Data Package: the figures as CSV, with their description",
        "ZIP",
    ),
    (api.FOUND, "The findings for other programs", "JSON"),
)
CALENDAR = (f"{FOLDER}/calendar.ics", "Dates for your own calendar", "ICS")


def write(edition: Edition, site: Path) -> None:
    """Write every download of an edition beneath a site's folder, and link it from the pages."""
    findings, folder = edition.findings, site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    figures.write(findings, folder)
    to_fill_in = plan_templates.write(site, findings)
    dated = calendar_file.write(folder / "calendar.ics", findings)
    tables = pages.link_pages(site, FOLDER, edition.pages)
    _whole(edition, folder)
    api.put(site / api.FOUND, document(findings))
    other = [*([CALENDAR] if dated else []), *to_fill_in]
    listing.fill(site, findings, WHOLE, other, tables)


def _whole(edition: Edition, folder: Path) -> None:
    findings = edition.findings
    quarter = words.quarter(findings.framework.period(findings.quarter))
    title = f"{findings.framework.council.name}: performance report, {quarter}"
    made: list[Sheet] = [notes(), *measured(findings), *wider(findings)]
    kept = [sheet for sheet in made if sheet.rows]
    about = _about(findings)
    for book, file in ((workbook, "quarter.xlsx"), (open_document, "quarter.ods")):
        book.write(folder / file, kept, title, about, findings.reported_on)
    package.write(folder / "quarter.zip", edition.extract, title)


def _about(findings: Findings) -> list[str]:
    """What the cover says beneath the title."""
    council = findings.framework.council
    said = [
        f"Published by {council.name} on {words.date(findings.reported_on)}.",
        "One table stands on each worksheet. Figures are numbers, not rounded as the pages show "
        "them. The Notes sheet says what the marks mean.",
        f"Licence: {council.licence}.",
    ]
    if council.illustrative:
        said.insert(0, f"Demonstration. {notices.made_up(council)}")
    if council.contact:
        said.append(f"Questions: {council.contact}.")
    return said
