"""Make executed notebooks fit to publish: charts drawn, traces of the run taken out."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from pmf_analysis.pages.contents import could_be_made
from pmf_analysis.visuals.figure import CHARTS, chart_mark

__all__ = ["charts_in", "finish"]

NOT_SHOWN = {"parameters", "injected-parameters"}


def charts_in(text: str) -> dict[str, dict[str, Any]]:
    """Return every chart of a notebook that waits to be drawn: its id and its specification."""
    waiting: dict[str, dict[str, Any]] = {}
    for cell in nbformat.reads(text, as_version=4).cells:
        for output in cell.get("outputs", []):
            waiting |= json.loads(output.get("data", {}).get(CHARTS, "{}"))
    return waiting


def finish(text: str, drawn: Mapping[str, str], path: str, pages: Collection[str]) -> str:
    """Return a notebook without parameters, code, timings, paths or warnings on standard error.

    Parameters
    ----------
    text : str
        The executed notebook as JSON.
    path : str
        Where the page stands, such as ``themes/homes``.
    pages : collection of str
        Every page of the edition; what would lead to any other is named without a link.
    drawn : mapping of str to str
        Each chart's id and its SVG.
    """
    notebook = nbformat.reads(text, as_version=4)
    notebook.metadata = {"kernelspec": notebook.metadata.get("kernelspec", {})}
    kept = []
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        if tags & NOT_SHOWN:
            continue
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.metadata = {"tags": ["remove-input"]}
            shown = (_output(o, drawn) for o in cell.outputs if o.output_type != "stream")
            cell.outputs = [output for output in shown if any(output.data.values())]
            for output in cell.outputs:
                if "text/html" in output.data:
                    output.data["text/html"] = _unlinked(output.data["text/html"], path, pages)
            if not cell.outputs:
                continue
        kept.append(cell)
    notebook.cells = kept
    written: str = nbformat.writes(notebook)
    return written + "\n"


LINK = re.compile(r'<a href="([\w./-]+)\.html(?:#[^"]*)?">(.*?)</a>', re.DOTALL)


def _unlinked(html: str, path: str, pages: Collection[str]) -> str:
    """Name what has no page in this edition without a link; templates write links like these."""
    here = posixpath.dirname(path)

    def kept(link: re.Match[str]) -> str:
        there = posixpath.normpath(posixpath.join(here, link[1]))
        return link[0] if there in pages or not could_be_made(there) else link[2]

    return LINK.sub(kept, html)


def _output(output: NotebookNode, drawn: Mapping[str, str]) -> NotebookNode:
    data = dict(output.get("data", {}))
    html = data.get("text/html")
    if html is None:
        return nbformat.v4.new_output("display_data", data=data)
    for identity in json.loads(data.pop(CHARTS, "{}")):
        html = html.replace(chart_mark(identity), drawn[identity])
    return nbformat.v4.new_output("display_data", data={"text/html": html})
