"""Mend what the theme's pages get wrong: language, and words that only a script would fix."""

from __future__ import annotations

from pathlib import Path

__all__ = ["harden"]

# Sphinx has "en" alone without pulling in a script that a strict policy forbids.
LANGUAGE = ('<html lang="en"', '<html lang="en-GB"')


def harden(site: Path) -> None:
    """Rewrite the built pages in place.

    Parameters
    ----------
    site : Path
        The folder that Jupyter Book has just filled; not yet published.
    """
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(*LANGUAGE), encoding="utf-8")
