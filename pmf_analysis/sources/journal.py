"""Change several files of a folder together: all of them or none, whenever the program ends.

The new files are written whole into a folder of their own, ``.pmf/<id>``. Renaming that folder
to ``.pmf/ready`` is the one moment that counts. Before it nothing has changed; after it
everything has, for a reader takes a file from ``ready`` before the one that it is about to
replace. Whoever writes next finishes what was left, and sweeps away what never became ready.

A person may edit the same files at any time. So what each new file was made from is noted beside
it, and no file is replaced that has become another since.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from pmf_analysis.framework.errors import Fault, PmfError

__all__ = ["Change", "Standing", "change", "overtaken", "standing", "writing"]

STAGING = ".pmf"
READY = "ready"
MADE_FROM = ".made-from.json"  # of each file that is to be replaced, the digest; null for none
LOCK = ".pmf.lock"
# It holds nothing: whoever may change the folder may hold it, whoever was the first to do so.
LOCK_RIGHTS = 0o666


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


@dataclass(frozen=True)
class Change:
    """New files beside the old ones, which count once all is well.

    Attributes
    ----------
    folder : Path
        The folder to change.
    staged : Path
        Where the new files stand.
    made_from : dict of str to (str or None)
        By name, the digest of the file that a new one was made from; None for none.
    """

    folder: Path
    staged: Path
    made_from: dict[str, str | None] = field(default_factory=dict)

    def begun(self, name: str) -> Path:
        """Return where to write a file's new content, with a copy of the old where there is one.

        Raises
        ------
        PmfError
            It could not be replaced in one step.
        """
        new, old = self.staged / name, self.folder / name
        if name in self.made_from:
            return new
        there = next(path for path in (old, *old.parents) if path.exists())
        if old.is_symlink() or there.stat().st_dev != self.folder.stat().st_dev:
            raise PmfError(
                f"{name} in {self.folder.name} is a link or lies on another disk, so that it "
                "cannot be replaced. Put the file itself into the folder; nothing was changed"
            )
        new.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            shutil.copy(old, new)
        self.made_from[name] = _digest(new)
        return new


@contextmanager
def change(folder: Path, wait: float) -> Iterator[Change]:
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
        It is being changed by another all the while, cannot be written, or a file was changed by
        hand meanwhile.
    """
    with _locked(folder, wait):
        with writing(folder):
            _settle(folder)
            staged = folder / STAGING / uuid4().hex
            staged.mkdir(parents=True)
        try:
            new = Change(folder, staged)
            yield new
            with writing(folder):
                _commit(new)
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
        raise PmfError(
            f"the folder {folder.name} could not be written: {_why(error)}. Nothing was changed"
        ) from error


def overtaken(folder: Path, names: Iterable[str]) -> Iterator[Fault]:
    """Yield the files that were changed by hand while others were ready to replace them."""
    expected, got = "the file that figures were added to", "one that was changed since"
    with suppress(OSError):
        ready = folder / STAGING / READY
        made_from = _made_from(ready)
        for name in names:
            # One that was moved into its place meanwhile is another for that alone.
            if _edited(folder, name, made_from) and (ready / name).is_file():
                yield Fault(name, None, "", expected, got, _advice(name))


def _advice(name: str) -> str:
    ready = f"{STAGING}/{READY}/{name}"
    return f"What was added is in {ready}. Copy into {name} what it lacks, and delete the other"


@contextmanager
def _locked(folder: Path, wait: float) -> Iterator[None]:
    lock = FileLock(folder / LOCK, timeout=wait, mode=LOCK_RIGHTS)
    try:
        folder.stat()  # the lock would make a folder that is not there
        lock.acquire()
    except Timeout:
        raise PmfError(
            f"the folder {folder.name} is being added to by someone else, probably by another "
            f"pmf command that takes figures in; {wait:g} seconds were not enough. Try again "
            "when it has ended. If it was stopped, there is nothing to tidy up"
        ) from None
    except OSError as error:
        raise PmfError(
            f"the folder {folder.name} could not be written, as its lock {LOCK} could not be "
            f"opened: {_why(error)}. Nothing was changed"
        ) from error
    try:
        yield
    finally:
        lock.release()


def _commit(new: Change) -> None:
    if not new.made_from:
        return
    folder, staged = new.folder, new.staged
    (staged / MADE_FROM).write_text(json.dumps(new.made_from), encoding="utf-8")
    files = [path for path in staged.rglob("*") if path.is_file()]
    for file in files:
        _to_disk(file)
    for place in {*(file.parent for file in files), staged, staged.parent, folder}:
        _folder_to_disk(place)
    edited = [name for name in new.made_from if _edited(folder, name, new.made_from)]
    if edited:
        raise PmfError(
            f"{', '.join(edited)} in {folder.name} was changed by someone else meanwhile; nothing "
            "was added. Try again"
        )
    os.rename(staged, staged.parent / READY)  # noqa: PTH104 - beside os.fsync, as the proofs see it
    _folder_to_disk(staged.parent)


def _place(folder: Path) -> None:
    """Move what is ready into its place, unless another file stands there by now."""
    ready = folder / STAGING / READY
    made_from, edited = _made_from(ready), []
    for file in sorted(path for path in ready.rglob("*") if path.is_file()):
        name = file.relative_to(ready).as_posix()
        if _edited(folder, name, made_from):
            edited.append(name)
        elif name != MADE_FROM:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, folder / name)  # noqa: PTH105 - likewise
            _folder_to_disk((folder / name).parent)
    if edited:
        raise PmfError(
            f"{', '.join(edited)} in {folder.name} was changed by hand while figures were being "
            f"added to it. {'. '.join(map(_advice, edited))}. Until then nothing can be added"
        )
    if ready.is_dir():
        shutil.rmtree(ready)
    with suppress(OSError):
        ready.parent.rmdir()


def _made_from(place: Path) -> Mapping[str, str | None]:
    """What the files of a place were made from."""
    try:
        noted = json.loads((place / MADE_FROM).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return dict(noted)


def _edited(folder: Path, name: str, made_from: Mapping[str, str | None]) -> bool:
    """Whether a file is not the one any more that its new content was made from."""
    return name in made_from and _digest(folder / name) != made_from[name]


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _settle(folder: Path) -> None:
    """Finish what another left ready, and sweep away what never became so."""
    _place(folder)
    if (folder / STAGING).is_dir():
        shutil.rmtree(folder / STAGING)


def _why(error: OSError) -> str:
    return error.strerror or "the system refused"


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
