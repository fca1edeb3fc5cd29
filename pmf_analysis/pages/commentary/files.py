"""The files of a quarter's commentary: which page each is for, and the cells it holds.

An analyst may keep a page's words as MyST Markdown (``theme-care.md``), which reads well in a
review, or as a plain notebook (``theme-care.ipynb``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.pages.commentary.cells import Cell, CellKind, appended, cells, guarded
from pmf_analysis.pages.commentary.disk import opened
from pmf_analysis.pages.contents import PageId

__all__ = ["NOTEBOOK", "added", "files", "name", "opened_parts", "parts", "stem"]

KINDS = ("theme", "directorate")
WHOLE = ("home", "corporate", "delivery", "risk", "finance", "people", "residents", "responses")
MARKDOWN, NOTEBOOK = ".md", ".ipynb"
FORMAT = 4  # of the notebooks that JupyterLab writes
PARTS = {"nbformat_minor": int, "cells": list}  # what a notebook of that format has
WITH_IDS = (4, 5)  # the first version of a notebook's format whose cells have names
HALF = re.compile("[\ud800-\udfff]")  # of a character: UTF-8 has no bytes for it


def files(folder: Path) -> dict[PageId, Path]:
    """Return the file of each page; a folder that is not there holds none.

    Raises
    ------
    FaultsFound
        A file's name is no page's, or a page has two files.
    """
    found: dict[PageId, Path] = {}
    faults: list[Fault] = []
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in there:
        if path.suffix not in {MARKDOWN, NOTEBOOK} or path.name.startswith("."):
            continue
        page = _page(path.stem)
        if page is None:
            named = ", ".join(f"{kind}.md" for kind in WHOLE)
            expected = f"{named}, theme-CODE.md or directorate-CODE.md"
            faults.append(Fault(name(path), None, "", expected, path.name))
        elif page in found:
            both = f"{found[page].name} and {path.name}"
            advice = "Put the words into one of them and delete the other"
            faults.append(Fault(name(path), None, "", "one file for the page", both, advice))
        else:
            found[page] = path
    if faults:
        raise FaultsFound(faults)
    return found


def name(path: Path) -> str:
    """Return a file's name as a fault gives it."""
    return f"{path.parent.name}/{path.name}"


def stem(page: PageId) -> str:
    """Return the name of a page's file, without its suffix."""
    return f"{page.kind}-{page.scope}" if page.scope else page.kind


def _page(stem: str) -> PageId | None:
    kind, _, scope = stem.partition("-")
    if kind in WHOLE and not scope:
        return PageId(kind)
    return PageId(kind, scope) if kind in KINDS and scope else None


def parts(path: Path) -> tuple[Cell, ...]:
    """Return a file's cells.

    Raises
    ------
    FaultsFound
        It cannot be read as what it says it is.
    """
    return opened_parts(path)[1]


def opened_parts(path: Path) -> tuple[str, tuple[Cell, ...]]:
    """Return a file's text, and the cells of that text, as `parts`.

    Raises
    ------
    FaultsFound
        As `parts`.
    """
    try:
        text = opened(path)
        return text, _notebook(path, text) if path.suffix == NOTEBOOK else cells(text)
    except FaultsFound:
        raise
    except UnicodeDecodeError as error:
        fault = Fault(name(path), None, "", "text in UTF-8", f"a byte at {error.start}")
    except OSError as error:
        fault = Fault(name(path), None, "", "a file", error.strerror or "one that will not open")
    except Exception as error:  # noqa: BLE001 - whatever a hand-written file provokes
        kind = "a notebook" if path.suffix == NOTEBOOK else "a MyST notebook"
        fault = Fault(name(path), None, "", kind, str(error).split("\n")[0])
    raise FaultsFound([fault])


def _notebook(path: Path, text: str) -> tuple[Cell, ...]:
    import nbformat  # noqa: PLC0415 - slow to load

    _of_this_format(path, json.loads(text))
    return tuple(
        Cell(
            CellKind(cell.cell_type),
            str(cell.source).strip("\n") if cell.cell_type == "markdown" else str(cell.source),
            dict(cell.metadata),
        )
        for cell in nbformat.reads(text, as_version=FORMAT).cells
    )


def _of_this_format(path: Path, notebook: Any) -> None:
    """Refuse what could be read, but not be added to as it stands."""
    told = notebook if isinstance(notebook, dict) else {}
    version = told.get("nbformat", "unknown")
    lacks = [key for key, kind in PARTS.items() if not isinstance(told.get(key), kind)]
    if version != FORMAT or lacks:
        expected = f"a notebook of format {FORMAT}"
        without = f"one without {' and '.join(lacks)}"
        got = without if version == FORMAT else f"one of format {version}"
        advice = "Open it in JupyterLab and save it once"
        raise FaultsFound([Fault(name(path), None, "", expected, got, advice)])
    expected, advice = "whole characters", "Type the sign again, or take it out"
    faults = [
        Fault(name(path), None, "", expected, f"half of one ({half.group()!a})", advice, str(n))
        for n, cell in enumerate(told["cells"], start=1)
        if (half := HALF.search(json.dumps(cell, ensure_ascii=False)))
    ]
    if faults:
        raise FaultsFound(faults)


def added(path: Path, text: str, new: Sequence[Cell]) -> str:
    """Return a file's text with cells added at its end, every other cell as it was."""
    if not new or path.suffix == MARKDOWN:
        return appended(text, new)
    import nbformat  # noqa: PLC0415 - slow to load

    notebook = json.loads(text)
    version = notebook["nbformat"], notebook["nbformat_minor"]
    for cell in new:
        make = {
            CellKind.CODE: nbformat.v4.new_code_cell,
            CellKind.MARKDOWN: nbformat.v4.new_markdown_cell,
            CellKind.RAW: nbformat.v4.new_raw_cell,
        }[cell.kind]
        source = guarded(cell.source) if cell.kind is CellKind.MARKDOWN else cell.source
        made = make(source, metadata=dict(cell.metadata))
        if version < WITH_IDS:
            made.pop("id", None)
        made["source"] = source.splitlines(keepends=True)
        notebook["cells"].append(made)
    # As the notebook format's own writer lays it out.
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
