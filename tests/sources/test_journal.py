"""Several files change together or not at all, at whatever step things stop."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import pytest

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.sources import journal
from pmf_analysis.sources.folder_store import FolderStore
from tests import books
from tests.sources.stores import ROWS, TABLES, addition, tags

# Everything by which an addition touches the disk.
STEPS: tuple[tuple[Any, str], ...] = (
    (os, "fsync"),
    (os, "open"),
    (os, "rename"),
    (os, "replace"),
    (shutil, "copy"),
    (Path, "mkdir"),
    (Path, "open"),
    (Path, "rmdir"),
    (Path, "iterdir"),
)
KEPT = PurePath("returns/2025-26-q1")
TRUE = {(owner, name): getattr(owner, name) for owner, name in STEPS}


def interrupt(step: int, how: Callable[[], None], patch: Callable[..., None]) -> list[int]:
    """Let something happen in place of the step of that number; return a count of the steps."""
    count = [0]

    def watched(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] == step:
                how()
            return function(*args, **named)

        return call

    for (owner, name), function in TRUE.items():
        patch(owner, name, watched(function))
    return count


def fail() -> None:
    raise OSError(28, "No space left on device")


def add(folder: Path, tag: str) -> None:
    with FolderStore(folder).appending() as ledger:
        ledger.keep(tag.encode(), KEPT / f"{tag}.xlsx")
        ledger.add(addition(tag))


def read(folder: Path) -> list[str]:
    """Return the tags of what was added, and prove that the files they came in are there."""
    found = tags(FolderStore(folder).read(TABLES))
    places = [folder / KEPT, folder / ".pmf" / "ready" / KEPT]
    kept = [path for place in places for path in place.glob("*")]
    assert {path.name: path.read_text() for path in kept} == {f"{t}.xlsx": t for t in found}
    return found


def test_an_error_at_any_step_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Where it is told, nothing was added; where it is not, everything was."""
    steps, told = 0, 0
    while True:
        steps += 1
        folder = books.write(tmp_path / str(steps))
        with pytest.MonkeyPatch.context() as patch:
            count = interrupt(steps, fail, patch.setattr)
            try:
                add(folder, "first")
                there = ["first"]
            except PmfError as error:
                assert "No space left" in str(error)
                assert "Nothing was changed" in str(error)
                there, told = [], told + 1
        if count[0] < steps:
            break
        assert read(folder) == there, f"step {steps}"
        add(folder, "second")
        assert read(folder) == [*there, "second"], f"step {steps}"
        assert not (folder / ".pmf").exists()
    assert told > 8
    assert steps - told > 4


def _die_at(folder: Path, step: int) -> None:
    count = interrupt(step, lambda: os._exit(9), setattr)
    add(folder, "first")
    os._exit(0 if count[0] < step else 1)


def test_a_death_at_any_step_leaves_all_or_nothing(tmp_path: Path) -> None:
    """A reader sees the whole addition or none of it; whoever writes next finishes or sweeps."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    seen = []
    for step in range(1, 200):
        folder = books.write(tmp_path / str(step))
        process = context.Process(target=_die_at, args=(folder, step))
        process.start()
        process.join()
        if process.exitcode == 0:
            break
        assert process.exitcode == 9
        there = read(folder)
        seen.append(len(there))
        add(folder, "second")
        assert read(folder) == [*there, "second"], f"step {step}"
        assert not (folder / ".pmf").exists()
    assert seen == sorted(seen), "once it is there it stays"
    assert set(seen) == {0, 1}
    assert seen.count(1) > 3, "no death between the commit and the end"


def test_a_reader_takes_what_is_ready_and_writes_nothing(tmp_path: Path) -> None:
    """After a death right behind the commit, the folder tells the new rows as it lies there."""
    folder = books.write(tmp_path / "small")
    left_ready(folder, "first")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert folder / ".pmf" / "ready" / "events.csv" in before
    assert read(folder) == ["first"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_files_that_will_not_move_are_told_to_the_next_writer(tmp_path: Path) -> None:
    """What is ready is never given up: the next writer stops, and readers still see it."""
    folder = books.write(tmp_path / "small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", lambda *_: fail())
        add(folder, "first")
        with pytest.raises(PmfError, match="could not be written"):
            add(folder, "second")
    assert read(folder) == ["first"]


def test_tables_are_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader between whose two files another adds reads both again."""
    folder = books.write(tmp_path / "small")
    true, left = journal.standing, [3]

    def standing(*args: Any) -> Any:
        """Add to the folder after the reader has looked where its files are."""
        found = true(*args)
        if left[0] and len(args[1]) == len(TABLES):
            left[0] -= 1
            monkeypatch.setattr(journal, "standing", true)
            add(folder, f"meanwhile-{left[0]}")
            monkeypatch.setattr(journal, "standing", standing)
        return found

    monkeypatch.setattr(journal, "standing", standing)
    assert read(folder) == ["meanwhile-2", "meanwhile-1", "meanwhile-0"]


def test_a_folder_that_never_rests_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading again has an end."""
    folder = books.write(tmp_path / "small")
    true, count = journal.standing, iter(range(10**6))

    def standing(*args: Any) -> Any:
        return {name: replace(s, changed=next(count)) for name, s in true(*args).items()}

    monkeypatch.setattr(journal, "standing", standing)
    monkeypatch.setattr("pmf_analysis.sources.folder.WAIT", 0.1)
    with pytest.raises(PmfError, match="was being changed all the while"):
        read(folder)


def _with_a_full_disk(folder: Path, told: Path) -> None:
    most = (folder / "observations.csv").stat().st_size + 50
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))  # the system then refuses more
    try:
        add(folder, "first")
    except PmfError as error:
        told.write_text(str(error), encoding="utf-8")


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """The system's own refusal in the middle of a file changes nothing, and is told."""
    folder = books.write(tmp_path / "small")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=_with_a_full_disk, args=(folder, tmp_path / "told"))
    process.start()
    process.join()
    assert "the folder small could not be written" in (tmp_path / "told").read_text()
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}
    assert after == before


def left_ready(folder: Path, tag: str) -> None:
    """Add as a process does that ends right behind the commit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", lambda *_: fail())
        add(folder, tag)


def by_hand(folder: Path) -> str:
    """Change a figure and append a row as a person does; return the text."""
    path = folder / "observations.csv"
    text = path.read_text(encoding="utf-8").replace(",71.0,71,", ",72.0,72,")
    path.write_text(text + "102,X1,2025-26 Q1,ward: A,57,,,,,2025-08-02\n", encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_what_was_edited_by_hand_is_not_replaced_by_what_is_ready(tmp_path: Path) -> None:
    """Readers are told where both files are; so is who would add, until one is deleted."""
    folder = books.write(tmp_path / "small")
    left_ready(folder, "first")
    edited = by_hand(folder)
    (fault,) = FolderStore(folder).read(TABLES).faults
    assert (fault.file, fault.got) == ("observations.csv", "one that was changed since")
    assert "What was added is in .pmf/ready/observations.csv" in fault.advice
    for tag in ("second", "third"):
        with pytest.raises(
            PmfError, match=r"observations\.csv in small was changed by hand"
        ) as told:
            add(folder, tag)
        assert "What was added is in .pmf/ready/observations.csv" in str(told.value)
    assert (folder / "observations.csv").read_text(encoding="utf-8") == edited
    assert "first" in (folder / "events.csv").read_text(encoding="utf-8"), "that one was not edited"
    ready = folder / ".pmf" / "ready" / "observations.csv"
    added = ready.read_text(encoding="utf-8").splitlines()[-ROWS:]
    (folder / "observations.csv").write_text("\n".join([*edited.splitlines(), *added, ""]))
    ready.unlink()
    add(folder, "fourth")
    there = (folder / "observations.csv").read_text(encoding="utf-8")
    assert there.startswith(edited)
    assert [tag for tag in ("first", "fourth") if there.count(f",{tag},") == ROWS] == [
        "first",
        "fourth",
    ]
    assert not (folder / ".pmf").exists()


def test_an_edit_by_hand_stops_the_addition_under_way(tmp_path: Path) -> None:
    """It is there, nothing else is, and a second attempt adds to it."""
    folder = books.write(tmp_path / "small")
    with pytest.raises(PmfError, match=r"observations\.csv in small was changed by someone else"):  # noqa: SIM117
        with FolderStore(folder).appending() as ledger:
            ledger.keep(b"lost", KEPT / "lost.xlsx")
            ledger.add(addition("lost"))
            edited = by_hand(folder)
    assert (folder / "observations.csv").read_text(encoding="utf-8") == edited
    assert sorted(path.name for path in folder.rglob("*") if path.suffix not in {".csv"}) == [
        ".pmf.lock",
        "framework.yml",
    ]
    assert "lost" not in (folder / "events.csv").read_text(encoding="utf-8")
    add(folder, "second")
    assert (folder / "observations.csv").read_text(encoding="utf-8").startswith(edited)


def test_a_kept_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """Where keeping fails, neither the file nor a part of it stays."""
    for owner, name in ((os, "fsync"), (os, "rename")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, name, lambda *_: fail())
            with pytest.raises(PmfError, match="No space left"):
                keep(tmp_path)
        assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [".pmf.lock"]
    keep(tmp_path)
    assert (tmp_path / "returns" / "a.xlsx").read_bytes() == b"as it came"


def keep(folder: Path) -> None:
    with FolderStore(folder).appending() as ledger:
        ledger.keep(b"as it came", PurePath("returns/a.xlsx"))
