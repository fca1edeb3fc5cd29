"""The page that names every download, with its format and its size."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.site.downloads.pages import Kept
from pmf_analysis.site.downloads.plain import size
from pmf_analysis.visuals.figure import comparison_data, series_data

__all__ = ["PAGE", "Whole", "fill"]

PAGE = "downloads.html"
# Where the hand-written page leaves room for a list.
_ROOM = '<div class="{name} docutils container">.*?</div>'
Whole = Sequence[tuple[str, str, str]]  # file, what it is, format


def fill(
    site: Path, findings: Findings, whole: Whole, other: Whole, tables: Iterable[Kept]
) -> None:
    """Write the lists into the page, where the book has it.

    Parameters
    ----------
    site : Path
        The built pages, with the downloads.
    findings : Findings
        Of the edition.
    whole : sequence of (file, what it is, format)
        What holds a whole quarter; a file lies beneath the site.
    other : sequence of (file, what it is, format)
        What holds no figures: dates, templates.
    tables : iterable of Kept
        The tables of pages.
    """
    path = site / PAGE
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8")
    lists = {
        "pmf-whole": _whole(site, findings, whole),
        "pmf-other": _other(site, other),
        "pmf-by-indicator": _indicators(site, findings),
        "pmf-by-page": _pages(site, tables),
    }
    for name, made in lists.items():
        room = re.compile(_ROOM.format(name=name), re.DOTALL)
        text = room.sub(lambda _, made=made: made, text, count=1)  # type: ignore[misc]
    path.write_text(text, encoding="utf-8")


def _whole(site: Path, findings: Findings, whole: Whole) -> str:
    slug = findings.framework.period(findings.quarter).slug
    items = []
    for file, what, kind in whole:
        stem, _, suffix = Path(file).name.rpartition(".")
        name = f"{stem}-{slug}.{suffix}"
        items.append(_item(site, file, what, kind, name))
    return f'<ul class="pmf-files">{"".join(items)}</ul>'


def _other(site: Path, other: Whole) -> str:
    items = "".join(_item(site, *one) for one in other)
    return f'<ul class="pmf-files">{items}</ul>' if items else "<p>There is none.</p>"


def _item(site: Path, file: str, what: str, kind: str, name: str = "") -> str:
    said = html.escape(f"{what} ({kind}, {size(site / file)})")
    named = f'="{html.escape(name)}"' if name else ""
    return f'<li><a href="{html.escape(file)}" download{named}>{said}</a></li>'


def _indicators(site: Path, findings: Findings) -> str:
    """A fold an indicator: its figures, each of its charts, and its comparison."""
    folds = []
    for code, indicator in findings.indicators.items():
        mine = [f for f in findings.findings if f.indicator == code]
        files = (
            [(f"{code.lower()}.csv", f"{indicator.name}: every reported figure")] if mine else []
        )
        files += [(series_data(f), f"Chart: {f.organisation_name}") for f in mine if f.points]
        files += [
            (comparison_data(code), "Comparison with other councils") for f in mine if f.comparison
        ]
        folds.append(_fold(site, f"{code} {indicator.name}", files))
    return "".join(folds)


def _pages(site: Path, tables: Iterable[Kept]) -> str:
    """A fold a page that has tables."""
    by_page: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for table in tables:
        by_page.setdefault((table.page, table.title), []).append((table.file, table.about))
    return "".join(_fold(site, title, files) for (_, title), files in by_page.items())


def _fold(site: Path, summary: str, files: Sequence[tuple[str, str]]) -> str:
    if not files:
        return ""
    items = "".join(_item(site, f"downloads/{file}", what, "CSV") for file, what in files)
    return (
        f'<details class="pmf-files"><summary>{html.escape(summary)}</summary>'
        f"<ul>{items}</ul></details>"
    )
