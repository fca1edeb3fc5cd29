"""A Sphinx extension: several processes, no raw HTML, terms that can be linked to, no index."""

from __future__ import annotations

from typing import Any

from docutils import nodes  # type: ignore[import-untyped]

__all__ = ["setup"]

# They hold no state of their own across pages, but do not say so, and Sphinx then reads
# every page in one process.
SAFE = ("sphinx_multitoc_numbering", "sphinx_external_toc", "sphinx_jupyterbook_latex")


def setup(app: Any) -> dict[str, bool]:
    """Declare the extensions safe once all are loaded."""
    app.connect("config-inited", _declare)
    app.connect("env-before-read-docs", _close)
    app.connect("builder-inited", _search)
    app.connect("doctree-read", _anchor)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _close(_app: Any, env: Any, _docnames: Any) -> None:
    """No page may bring in raw HTML or another file, however it is written."""
    env.settings["raw_enabled"] = False
    env.settings["file_insertion_enabled"] = False


def _search(app: Any) -> None:
    """Sphinx writes no index: the page of the search is ours, and so is what it knows."""
    app.builder.search = False


def _anchor(_app: Any, doctree: nodes.document) -> None:
    """Each term that a page explains can be linked to; the search leads there."""
    taken = set(doctree.ids)
    for term in doctree.findall(nodes.term):
        anchor = nodes.make_id(f"term-{term.astext()}")
        if not term["ids"] and anchor not in taken:
            term["ids"].append(anchor)
            taken.add(anchor)


def _declare(app: Any, config: Any) -> None:
    config.html_additional_pages = {"search": "search.html", "404": "404.html"}
    for name in SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
            app.extensions[name].parallel_write_safe = True
