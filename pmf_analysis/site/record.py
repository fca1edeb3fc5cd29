"""What a site is made from, in a few digests: with the same there is nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.pages.places import shipped
from pmf_analysis.site import stage
from pmf_analysis.site.edition import Edition

__all__ = ["RECORD", "digest", "is_of_a_site", "program", "read", "record", "write", "written"]

RECORD = "build.json"
PROGRAM = {".py", ".html", ".js", ".svg"}  # what of the package pages are made by
SETTINGS = ("_config.yml", "_toc.yml")


def record(edition: Edition, notebooks: Path, editions: dict[str, str]) -> dict[str, object]:
    """Return what the site is made from.

    Parameters
    ----------
    edition : Edition
        At the root of the site.
    notebooks : Path
        Holds its executed notebooks.
    editions : dict of str to str
        Each quarter at an address of its own, and the digest of what it is made from.
    """
    findings = edition.findings
    sources = [notebooks / f"{page}.ipynb" for page in edition.pages]
    whole = digest([*sources, *written(edition.data), *program()])
    whole.update(findings.framework.model_dump_json().encode())
    whole.update(repr(sorted(edition.extract.indicators.items())).encode())
    for name, frame in edition.extract.book.tables.items():
        whole.update(name.encode() + frame.to_csv().encode())
    return {
        "quarter": findings.quarter,
        "audience": str(findings.audience),
        "as_at": findings.as_at.isoformat() if findings.as_at else None,
        "pages": len(edition.pages),
        "digest": whole.hexdigest(),
        "editions": editions,
    }


def digest(paths: Iterable[Path]) -> hashlib._Hash:
    """Return a digest over the names and the bytes of some files, in their order."""
    made = hashlib.sha256()
    for path in paths:
        made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made


def written(data: Path) -> list[Path]:
    """Return the files of the book that people write, and its settings."""
    found = [stage.book_file(name, data) for name in SETTINGS]
    for root in dict.fromkeys((shipped("book"), data.parent / "book")):
        found += [
            p
            for p in sorted(root.rglob("*"))
            if p.suffix in stage.WRITTEN_SUFFIXES
            and p.is_file()
            and "generated" not in p.relative_to(root).parts
        ]
    return found


def program() -> list[Path]:
    """Return the program's own files."""
    package = Path(flow.__file__).parents[1]
    return sorted(p for p in package.rglob("*") if p.suffix in PROGRAM)


def read(path: Path) -> object:
    """Return what a record says; None for one that is not there or cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def is_of_a_site(path: Path) -> bool:
    """Whether a file is the record that a build writes into its site."""
    said = read(path)
    return isinstance(said, dict) and {"quarter", "audience", "digest"} <= said.keys()


def write(path: Path, said: object) -> None:
    """Write a record."""
    path.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
