"""Commentary files on the disk: read as they stand, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pmf_analysis.framework.errors import Fault, FaultsFound

__all__ = ["Change", "all_written", "beside", "opened", "written"]

Change = tuple[Path, str | None, str]

ABANDONED = 600  # seconds after which a temporary file is nobody's any more
PLAIN = 0o666  # what a new file may be, less what the user's umask takes


def opened(path: Path) -> str:
    """Return a file's text with its line ends as they are.

    Raises
    ------
    UnicodeDecodeError
        It is not UTF-8.
    """
    return path.read_bytes().decode("utf-8")


def written(path: Path, before: str | None, after: str) -> None:
    """Put a text in the place of the one that was read; as `all_written`."""
    all_written([(path, before, after)])


def all_written(changes: Iterable[Change]) -> None:
    """Put texts in the place of those that were read: each file whole, or as it was.

    Every new text is on the disk before the first takes its place.

    Parameters
    ----------
    changes : iterable of tuple
        The file, its text as `opened` gave it (None if there was no file), and the text that it
        is to hold. A file whose text stays is not touched.

    Raises
    ------
    FaultsFound
        A file is a link, cannot be written, or is no longer what was read, or a text has half a
        character in it. Nothing is written.
    """
    todo = [change for change in changes if change[1] != change[2]]
    faults, ready = [], []
    try:
        for path, before, after in todo:
            try:
                ready.append((beside(path, after.encode("utf-8")), path, before))
            except OSError as error:
                faults.append(_fault(path, "a folder that can be written to", _why(error)))
            except UnicodeEncodeError as error:
                half = f"half of one ({after[error.start]!a})"
                faults.append(_fault(path, "whole characters", half))
        faults += [fault for _, path, before in ready for fault in _moved_on(path, before)]
        if faults:
            raise FaultsFound(faults)
        for temporary, path, _ in ready:
            temporary.replace(path)
            _folder_to_disk(path.parent)
    finally:
        for temporary, _, _ in ready:
            temporary.unlink(missing_ok=True)


def beside(path: Path, content: bytes) -> Path:
    """Write a temporary file in the folder of the one whose place it is to take, down to the disk.

    Raises
    ------
    OSError
        It cannot be written; nothing of it is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f".{path.name}.*.part"):
        with suppress(FileNotFoundError):
            if time.time() - old.stat().st_mtime > ABANDONED:
                old.unlink()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.is_file() else PLAIN & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _moved_on(path: Path, before: str | None) -> Iterable[Fault]:
    if path.is_symlink():
        advice = "Put the file itself there"
        yield _fault(path, "a file", "a link", advice)
        return
    now = path.read_bytes() if path.exists() else None
    if now != (None if before is None else before.encode("utf-8")):
        advice = "Someone saved it meanwhile; nothing was changed. Run the command again"
        yield _fault(path, "the text that was read", "another", advice)


def _fault(path: Path, expected: str, got: str, advice: str = "") -> Fault:
    return Fault(f"{path.parent.name}/{path.name}", None, "", expected, got, advice)


def _why(error: OSError) -> str:
    return error.strerror or "the system refused"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _folder_to_disk(folder: Path) -> None:
    """Windows and some network drives cannot, and keep the order by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
