"""The start page: what is still to write, page by page, and a button that drafts it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import ipywidgets
from IPython.display import display

from pmf_analysis import findings as flow
from pmf_analysis import report
from pmf_analysis.framework.errors import PmfError
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.lab import look
from pmf_analysis.lab.here import book
from pmf_analysis.lab.progress import Progress, progress
from pmf_analysis.lab.settings import QUARTER, START
from pmf_analysis.pages.commentary.draft import draft
from pmf_analysis.pages.commentary.wanted import Wanted
from pmf_analysis.visuals import panels, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["overview", "start"]

WIDTH = 72.0  # pixels of a bar
NAMED = 3  # what is to write is named up to here; beyond, it is counted
READING = '<p role="status">Reading the figures. The first time takes some ten seconds.</p>'


def start(quarter: str = "", data: str = "") -> None:
    """Show what is still to write, with a link to each notebook and a button to draft.

    Parameters
    ----------
    quarter : str
        Such as ``2025-26 Q2``; the one that `pmf lab` was opened for, or the latest, when left
        out.
    data : str
        The book of data; the one that `pmf lab` was opened with, or ``data``, when left out.
    """
    asked_for = quarter or os.environ.get(QUARTER, "")
    drafts = ipywidgets.Button(
        description="Draft what is missing",
        button_style="primary",
        icon="pencil",
        tooltip="Puts an empty cell wherever words are missing. What stands there stays.",
        layout=ipywidgets.Layout(width="auto"),
    )
    again = ipywidgets.Button(
        description="Look again", icon="refresh", layout=ipywidgets.Layout(width="auto")
    )
    # Not a widget of HTML: in an output, JupyterLab opens links to files as notebooks.
    shown = ipywidgets.Output()

    def show(piece: str) -> None:
        data = {"text/html": piece}
        shown.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)

    def look_again(*, drafting: bool) -> None:
        drafts.disabled = again.disabled = True
        try:
            folder = book(data)
            findings = flow.compute(folder, asked_for, Audience.INTERNAL)
            told = _drafted(folder, findings) if drafting else ""
            show(overview(folder, findings, told).html)
        except PmfError as error:
            show(look.trouble("This cannot be shown yet.", str(error)))
        finally:
            drafts.disabled = again.disabled = False

    drafts.on_click(lambda _: look_again(drafting=True))
    again.on_click(lambda _: look_again(drafting=False))
    show(look.dressed(READING))
    display(ipywidgets.VBox([ipywidgets.HBox([drafts, again]), shown]))
    look_again(drafting=False)


def _drafted(folder: Path, findings: Findings) -> str:
    added = [len(done.added) for done in draft(folder, findings) if done.added]
    if not added:
        return "Every cell is there already: nothing was drafted."
    cells, pages = words.count(sum(added), "cell"), words.count(len(added), "notebook")
    return f"Drafted {cells} to write in, in {pages}. Save and reopen a notebook that is open."


def overview(data: Path, findings: Findings, told: str = "") -> Html:
    """Return how far each page's words are.

    Parameters
    ----------
    data : Path
        The book of data.
    findings : Findings
        The quarter's, in the internal edition.
    told : str
        What has just been done, if anything.

    Raises
    ------
    FaultsFound
        A file of commentary cannot be read.
    """
    stand = progress(data, findings)
    counted = f"{_counts(stand)[0].upper()}{_counts(stand)[1:]}"
    quarter = words.quarter(findings.framework.period(findings.quarter))
    columns = (Column("Page"), Column("Written", numeric=True), Column("Still to do"))
    here = (data.parent / START).parent
    rows = [_row(one, findings, here) for one in stand]
    council = findings.framework.council.name
    parts = [panels.message(f"{council} · {quarter}", "pmf-eyebrow")]
    if told:
        parts.append(panels.message(told, "wanted"))
    parts.append(table("A page's name opens its notebook.", columns, rows, "No page needs words."))
    return look.piece(panels.section(counted, Html("".join(part.html for part in parts))))


def _counts(stand: Sequence[Progress]) -> str:
    written = sum(len(one.written) for one in stand)
    whole = written + sum(len(one.missing) for one in stand)
    stale = sum(len(one.stale) for one in stand)
    said = f"{written} of {whole} written"
    return f"{said}; {stale} to read again" if stale else said


def _row(one: Progress, findings: Findings, here: Path) -> Sequence[Cell]:
    name = _name(one, findings)
    href = Path(os.path.relpath(one.file, here)).as_posix() if one.file else ""
    whole = len(one.written) + len(one.missing)
    kind = "" if one.page.kind == "home" else one.page.kind
    return (
        Cell(
            name,
            under=kind.capitalize() if one.file else f"{kind.capitalize()}, not drafted yet",
            href=href,
        ),
        Cell(f"{len(one.written)} of {whole}", piece=_bar(one)),
        Cell(_to_do(one, findings), css="" if one.missing or one.stale else "v-green"),
    )


def _name(one: Progress, findings: Findings) -> str:
    if one.page.kind == "home":
        return "Home page"
    return report.kind_of(one.page.kind).title(findings, one.page.scope)


def _to_do(one: Progress, findings: Findings) -> str:
    said = [
        f"{what}: {_named(wants, findings)}."
        for what, wants in (
            ("To write", one.missing),
            ("To read again, its figures have moved", one.stale),
        )
        if wants
    ]
    return " ".join(said) or "Done"


def _named(wants: Sequence[Wanted], findings: Findings) -> str:
    names = [
        findings.indicators[want.indicator].name if want.indicator else "the page's own words"
        for want in wants
    ]
    more = len(names) - NAMED
    if more <= 1:
        return "; ".join(names)
    return f"{'; '.join(names[:NAMED])}; and {words.count(more)} more"


def _bar(one: Progress) -> Html:
    whole = len(one.written) + len(one.missing)
    fresh = (len(one.written) - len(one.stale)) / whole
    stale = len(one.stale) / whole
    return Html(
        f'<svg width="{WIDTH}" height="8" aria-hidden="true">'
        f'<rect width="{WIDTH}" height="8" fill="#d5dbe1"/>'
        f'<rect width="{WIDTH * (fresh + stale):.1f}" height="8" fill="#d99a1c"/>'
        f'<rect width="{WIDTH * fresh:.1f}" height="8" fill="#0b6b3a"/></svg>'
    )
