"""A small edition's downloads, written without building a book; and how to read each format."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from python_calamine import CalamineWorkbook

from pmf_analysis.findings.extract import both
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.site import downloads
from pmf_analysis.site.edition import Edition
from pmf_analysis.visuals.spc_chart import spc_chart

__all__ = ["edition", "packaged", "rows_of", "sheets_of", "written"]

PAGE = "<main><h1>Homes</h1>\n{}\n</main>"


def edition(data: Path, audience: Audience = Audience.PUBLIC, **asked: object) -> Edition:
    """What the writers are handed, with one page."""
    findings, extract = both(data, audience=audience, **asked)  # type: ignore[arg-type]
    return Edition(findings, extract, ("themes/homes",), data)


def written(made: Edition, site: Path) -> Path:
    """Write an edition's downloads beside a page with the charts of the council's findings."""
    page = site / "themes" / "homes.html"
    page.parent.mkdir(parents=True)
    charts = []
    for finding in made.findings.council:
        figure = spc_chart(finding, made.findings.indicators[finding.indicator], 4)
        charts.append(figure._repr_mimebundle_()["text/html"])
    page.write_text(PAGE.format("\n".join(charts)), encoding="utf-8")
    downloads.write(made, site)
    return site


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV, by its header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def packaged(path: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table in a Data Package."""
    with zipfile.ZipFile(path) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode(), newline="")))


def sheets_of(path: Path) -> dict[str, list[dict[str, object]]]:
    """The tables of a spreadsheet in any format, each by its sheet and its header."""
    book = CalamineWorkbook.from_path(path)
    found = {}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        if name != "Cover":
            found[name] = [dict(zip(map(str, rows[2]), row, strict=True)) for row in rows[3:]]
    return found
