"""Word files put on the disk: all of them, or none, and none over what somebody has written."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pmf_analysis.framework.errors import Fault, FaultsFound, WrongUse
from pmf_analysis.pages.commentary.disk import beside
from pmf_analysis.pages.commentary.word.opened import opened
from pmf_analysis.pages.commentary.word.record import shown
from pmf_analysis.pages.commentary.word.returned import returned

__all__ = ["kept"]

CLOSE = "Close it in Word, or say another --out; nothing was written"


def kept(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each in the place of the one that was sent out before.

    Every file is on the disk before the first takes its place.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    files : mapping of str to bytes
        Each file by its name.

    Raises
    ------
    FaultsFound
        The folder is none, or a file cannot be written: it is open in Word, above all.
    WrongUse
        A file that stands there has been written into.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        advice = "Say another --out; nothing was written"
        raise FaultsFound([Fault(str(folder), None, "", "a folder", "a file", advice)]) from None
    except OSError as error:
        expected = "a folder that can be made"
        raise FaultsFound([Fault(str(folder), None, "", expected, _why(error))]) from None
    faults: list[Fault] = []
    before = {name: _stands(folder / name, faults) for name in files}
    if faults:
        raise FaultsFound(faults)
    _must_be_as_sent({name: old for name, old in before.items() if old not in {None, files[name]}})
    ready: dict[str, Path] = {}
    try:
        for name, content in files.items():
            try:
                ready[name] = beside(folder / name, content)
            except OSError as error:
                expected = "a folder that can be written to"
                raise FaultsFound([Fault(str(folder), None, "", expected, _why(error))]) from None
        _take_their_places(folder, ready, before)
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)


def _stands(path: Path, faults: list[Fault]) -> bytes | None:
    """Return what stands there already, if it can be put aside."""
    if path.is_dir():
        advice = "Move it away, or say another --out; nothing was written"
        faults.append(Fault(path.name, None, "", "a Word file", "a folder", advice))
        return None
    try:
        with path.open("r+b") as file:  # Windows lets nobody write what is open in Word
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        faults.append(_locked(path.name, error))
        return None


def _must_be_as_sent(there: Mapping[str, bytes | None]) -> None:
    reviewed = [name for name, content in there.items() if content and _touched(name, content)]
    if reviewed:
        raise WrongUse(
            f"somebody has written into {', '.join(reviewed)} since it was sent out, so nothing "
            "was written; import it and move it away, or say another --out"
        )


def _touched(name: str, content: bytes) -> bool:
    try:
        file = opened(name, content)
    except FaultsFound:
        return True
    came = returned(file)
    sent = [(box.tag, box.words) for box in file.record.boxes]
    back = [(tag, shown(told.paragraphs)) for tag, told in came.boxes]
    pending = any(told.pending or told.foreign for _, told in came.boxes)
    return bool(sent != back or came.outside or came.comments or pending)


def _take_their_places(
    folder: Path, ready: Mapping[str, Path], before: Mapping[str, bytes | None]
) -> None:
    done: list[str] = []
    for name, temporary in ready.items():
        try:
            temporary.replace(folder / name)
        except OSError as error:
            for earlier in done:  # somebody opened this one since it was looked at
                _put_back(folder / earlier, before[earlier])
            raise FaultsFound([_locked(name, error)]) from None
        done.append(name)


def _put_back(path: Path, content: bytes | None) -> None:
    with suppress(OSError):
        if content is None:
            path.unlink()
        else:
            beside(path, content).replace(path)


def _locked(name: str, error: OSError) -> Fault:
    return Fault(name, None, "", "a file that can be written", _why(error), CLOSE)


def _why(error: OSError) -> str:
    return error.strerror or "the system refused"
