"""Where templates and hand-written pages are found: the council's own first, then ours."""

from __future__ import annotations

from pathlib import Path

from pmf_analysis.framework.errors import WrongUse

__all__ = ["shipped", "template"]

PACKAGE = Path(__file__).resolve().parents[1]


def shipped(name: str) -> Path:
    """Return a folder or file that comes with the program: in the wheel, or in a checkout."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.exists() else PACKAGE.parent / name


def template(name: str, data: Path) -> Path:
    """Return a template notebook, the one beside the book of data if there is one.

    Raises
    ------
    WrongUse
        There is no template of that name.
    """
    for path in (data.parent / "notebooks" / name, shipped("notebooks") / name):
        if path.is_file():
            return path
    raise WrongUse(f"there is no notebook {name}")
