"""Zip files whose bytes depend on what is in them alone."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

__all__ = ["pack"]

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip can name
READABLE = 0o644 << 16  # by everyone, as Unix keeps it in a zip
UNIX = 3  # the system that a zip is said to be made on, whichever it is


def pack(path: Path, members: Mapping[str, str], first: Mapping[str, str] | None = None) -> None:
    """Write texts as a zip, in the order of their names.

    Parameters
    ----------
    path : Path
        The zip.
    members : mapping of str to str
        Text by name.
    first : mapping of str to str, optional
        What must stand before them, not compressed.
    """
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (first or {}).items():
            archive.writestr(_entry(name), text.encode(), zipfile.ZIP_STORED)
        for name, text in sorted(members.items()):
            archive.writestr(_entry(name), text.encode(), zipfile.ZIP_DEFLATED)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.external_attr, entry.create_system = READABLE, UNIX
    return entry
