"""A Sphinx extension that lets the book be read and written by several processes."""

from __future__ import annotations

from typing import Any

__all__ = ["setup"]

# They hold no state of their own across pages, but do not say so, and Sphinx then reads
# every page in one process.
SAFE = ("sphinx_multitoc_numbering", "sphinx_external_toc", "sphinx_jupyterbook_latex")


def setup(app: Any) -> dict[str, bool]:
    """Declare the extensions safe once all are loaded."""
    app.connect("config-inited", _declare)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _declare(app: Any, _config: Any) -> None:
    for name in SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
            app.extensions[name].parallel_write_safe = True
