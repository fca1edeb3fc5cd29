"""Lay out a book to be built: generated pages, hand-written pages, look and templates."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pmf_analysis.framework.profile import Framework
from pmf_analysis.pages.places import shipped
from pmf_analysis.site.config import fill

__all__ = ["book_file", "lay_out", "read_yaml"]

LOOK = "_look"  # each file a part of the style sheet; a council's own replaces ours by name
WRITTEN_SUFFIXES = {".md", ".css", ".js", ".svg", ".png", ".html", ".txt", ".json"}


def book_file(name: str, data: Path) -> Path:
    """Return a file of the book, the one beside the book of data if there is one."""
    own = data.parent / name
    return own if own.is_file() else shipped(name)


def read_yaml(path: Path) -> dict[str, Any]:
    """Read one of the book's settings files."""
    read: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return read


def lay_out(
    stage: Path, generated: Path, pages: Iterable[str], data: Path, framework: Framework
) -> None:
    """Fill an empty folder with everything that the build reads.

    Parameters
    ----------
    stage : Path
        An empty folder.
    generated : Path
        Holds the executed notebooks.
    pages : iterable of str
        The pages to take from there: the manifest's successes, and nothing else.
    data : Path
        The book of data; a ``book/`` beside it overrides the pages that come with the program.
    framework : Framework
        Its words are put into the hand-written pages.
    """
    for root in dict.fromkeys((shipped("book"), data.parent / "book")):
        if not root.is_dir():
            continue
        for path in sorted(root.rglob("*")):
            place = path.relative_to(root)
            if place.parts[0] == "generated" or path.suffix not in WRITTEN_SUFFIXES:
                continue
            target = stage / place
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".md":
                text = fill(path.read_text(encoding="utf-8"), framework, f"book/{place}")
                target.write_text(text, encoding="utf-8")
            else:
                shutil.copyfile(path, target)
    _dress(stage)
    for page in pages:
        target = stage / f"{page}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(generated / f"{page}.ipynb", target)


def _dress(stage: Path) -> None:
    """Join the parts of the look into the one style sheet that a page asks for."""
    parts = sorted((stage / LOOK).glob("*.css"))
    (stage / "_static").mkdir(exist_ok=True)
    sheet = "".join(part.read_text(encoding="utf-8") for part in parts)
    (stage / "_static" / "pmf.css").write_text(sheet, encoding="utf-8")
    shutil.rmtree(stage / LOOK, ignore_errors=True)
