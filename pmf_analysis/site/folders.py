"""The folders that a build works in, and the one swap at its end."""

from __future__ import annotations

import shutil
from pathlib import Path

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.site import record
from pmf_analysis.site.record import RECORD
from pmf_analysis.site.request import Request

__all__ = ["beside", "generated", "guard", "recover", "swap", "working"]


def guard(request: Request) -> None:
    """Refuse to put a site where something else stands: the whole folder is replaced.

    Raises
    ------
    WrongUse
        The folder holds what no build made, or holds the data or the working folder.
    """
    out = request.out
    for kept in (request.data, Path.cwd()):
        if kept.is_relative_to(out):
            raise WrongUse(f"a site in {out} would replace {kept}; name a folder of its own")
    root = request.data.parent
    for kept in (request.data, root / "book", root / "notebooks"):
        if out.is_relative_to(kept):
            raise WrongUse(f"{out} lies in {kept}, which a build reads; name a folder of its own")
    if out.exists() and not out.is_dir():
        raise WrongUse(f"{out} is a file; --out names a folder")
    if out.exists() and any(out.iterdir()) and not record.is_of_a_site(out / RECORD):
        raise WrongUse(f"{out} holds files that no build made; name a new or empty folder")


def generated(request: Request) -> Path:
    """Where executed notebooks are kept: the checkout's own folder, or one beside the site."""
    root = request.data.parent
    own = root / "book" / "generated"
    if own.is_dir() and request.out == root / "_build" / "html":
        return own
    return request.out.with_name(f"{request.out.name}-work") / "book" / "generated"


def beside(out: Path) -> Path:
    """Return the folder that the site stands in, made where it is not there yet."""
    out.parent.mkdir(parents=True, exist_ok=True)
    return out.parent


def working(out: Path) -> str:
    """Return what the name of a site's temporary working folder begins with."""
    return f".{out.name}-pmf-"


def _before(out: Path) -> Path:
    return out.with_name(f".{out.name}-before")


def recover(out: Path) -> None:
    """Put back, or clear away, what a build that was killed left; nobody else builds meanwhile."""
    old = _before(out)
    if old.exists() and not out.exists():
        old.rename(out)
    elif old.exists():
        shutil.rmtree(old)
    for left in out.parent.glob(f"{working(out)}*"):
        shutil.rmtree(left)


def swap(built: Path, out: Path) -> None:
    """Put the new site in the old one's place; the old one goes only when the new one stands."""
    old = _before(out)
    if old.exists():
        shutil.rmtree(old)
    if out.exists():
        out.rename(old)
    try:
        built.rename(out)
    except BaseException:  # whatever stops it, a site stands
        if old.exists():
            old.rename(out)
        raise
    out.chmod(0o755)
    if old.exists():
        shutil.rmtree(old)
