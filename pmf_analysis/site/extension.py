"""A Sphinx extension: several processes at once, and no way in for raw HTML or files."""

from __future__ import annotations

from typing import Any

__all__ = ["setup"]

# They hold no state of their own across pages, but do not say so, and Sphinx then reads
# every page in one process.
SAFE = ("sphinx_multitoc_numbering", "sphinx_external_toc", "sphinx_jupyterbook_latex")


def setup(app: Any) -> dict[str, bool]:
    """Declare the extensions safe once all are loaded."""
    app.connect("config-inited", _declare)
    app.connect("env-before-read-docs", _close)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _close(_app: Any, env: Any, _docnames: Any) -> None:
    """No page may bring in raw HTML or another file, however it is written."""
    env.settings["raw_enabled"] = False
    env.settings["file_insertion_enabled"] = False


def _declare(app: Any, _config: Any) -> None:
    for name in SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
            app.extensions[name].parallel_write_safe = True
