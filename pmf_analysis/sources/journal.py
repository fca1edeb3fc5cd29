"""Change several files of a folder together: all of them or none, whenever the program ends.

The new files are written whole into a folder of their own, ``.pmf/<id>``. Renaming that folder
to ``.pmf/ready`` is the one moment that counts. Before it nothing has changed; after it
everything has, for a reader takes a file from ``ready`` before the one that it is about to
replace. Whoever writes next finishes what was left, and sweeps away what never became ready.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from uuid import uuid4

from filelock import FileLock, Timeout

from pmf_analysis.framework.errors import PmfError, WrongUse

__all__ = ["Standing", "change", "keep", "standing", "writing"]

STAGING = ".pmf"
READY = "ready"
LOCK = ".pmf.lock"


@dataclass(frozen=True)
class Standing:
    """Where a file's content stands now, and which content it is.

    Moving it into its place does not make it another.
    """

    path: Path = field(compare=False)
    number: int
    size: int
    changed: int


def standing(folder: Path, names: Iterable[str], staged: Path | None = None) -> dict[str, Standing]:
    """Return where the content of each file stands, of those that are there.

    Parameters
    ----------
    folder : Path
        The folder; nothing in it is changed.
    names : iterable of str
        Names of files.
    staged : Path or None
        Of a change under way, which comes first.
    """
    places = [place for place in (staged, folder / STAGING / READY, folder) if place]
    found = ((name, _first(place / name for place in places)) for name in names)
    return {name: stands for name, stands in found if stands}


def _first(paths: Iterable[Path]) -> Standing | None:
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            seen = path.stat()
            if stat.S_ISREG(seen.st_mode):
                return Standing(path, seen.st_ino, seen.st_size, seen.st_mtime_ns)
    return None


@contextmanager
def change(folder: Path, wait: float) -> Iterator[Path]:
    """Hold the folder's lock, and give a place for new files; they count once all is well.

    Parameters
    ----------
    folder : Path
        The folder to change.
    wait : float
        Seconds to wait for another who changes it.

    Raises
    ------
    PmfError
        It is being changed by another all the while, or cannot be written.
    """
    with _locked(folder, wait):
        with writing(folder):
            _settle(folder)
            staged = folder / STAGING / uuid4().hex
            staged.mkdir(parents=True)
        try:
            yield staged
            with writing(folder):
                _commit(folder, staged)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
            # What is ready counts already; a file that will not move now is moved by the next.
            with suppress(OSError):
                _place(folder)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say in words why a file could not be written.

    Raises
    ------
    PmfError
        In place of the operating system's error.
    """
    try:
        yield
    except OSError as error:
        why = error.strerror or "the system refused"
        raise PmfError(
            f"the folder {folder.name} could not be written: {why}. Nothing was changed"
        ) from error


def keep(folder: Path, content: bytes, relative: PurePath) -> None:
    """Keep a file under a name that tells its content; keeping it again changes nothing.

    Parameters
    ----------
    folder : Path
        The book of data.
    content : bytes
        The file.
    relative : PurePath
        Where it is to stand in the folder.

    Raises
    ------
    PmfError
        Another content stands there, or it cannot be written.
    """
    if relative.is_absolute() or ".." in relative.parts:
        raise WrongUse(f"{relative.name} is to be kept outside the folder {folder.name}")
    path = folder / relative
    with writing(folder):
        if path.is_file():
            if path.read_bytes() == content:
                return
            raise PmfError(f"{relative} in {folder.name} holds something else; nothing was changed")
        part = folder / STAGING / f"{uuid4().hex}.part"
        for parent in (path.parent, part.parent):
            parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(content)
            _to_disk(part)
            os.replace(part, path)  # noqa: PTH105 - beside os.fsync, as one sees it in the proofs
        finally:
            part.unlink(missing_ok=True)
            with suppress(OSError):
                part.parent.rmdir()
        _folder_to_disk(path.parent)


@contextmanager
def _locked(folder: Path, wait: float) -> Iterator[None]:
    lock = FileLock(folder / LOCK, timeout=wait)
    with writing(folder):
        try:
            lock.acquire()
        except Timeout:
            raise PmfError(
                f"the folder {folder.name} is being added to by someone else, probably by another "
                f"pmf command that takes figures in; {wait:g} seconds were not enough. Try again "
                "when it has ended. If it was stopped, there is nothing to tidy up"
            ) from None
    try:
        yield
    finally:
        lock.release()


def _commit(folder: Path, staged: Path) -> None:
    files = list(staged.iterdir())
    if not files:
        return
    for file in files:
        _to_disk(file)
    for place in (staged, staged.parent, folder):
        _folder_to_disk(place)
    os.rename(staged, staged.parent / READY)  # noqa: PTH104 - likewise
    _folder_to_disk(staged.parent)


def _place(folder: Path) -> None:
    """Move what is ready into its place."""
    staging = folder / STAGING
    ready = staging / READY
    if ready.is_dir():
        for file in sorted(ready.iterdir()):
            os.replace(file, folder / file.name)  # noqa: PTH105 - likewise
        _folder_to_disk(folder)
        ready.rmdir()
    with suppress(OSError):
        staging.rmdir()


def _settle(folder: Path) -> None:
    """Finish what another left ready, and sweep away what never became so."""
    _place(folder)
    if (folder / STAGING).is_dir():
        shutil.rmtree(folder / STAGING)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    """Windows and some network drives cannot, and keep the order by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
