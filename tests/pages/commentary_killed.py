"""Draft, or build a page, again and again, and kill it at a random moment of its life.

Each child is the command itself, forked from a process that has loaded everything.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from pmf_analysis.pages.commentary import all_of_quarter
from pmf_analysis.pages.commentary.draft import draft
from tests.intake.killed import run
from tests.pages.commentary_book import book, found
from tests.pages.commentary_texts import page

SLUG = "2025-26-q1"
OURS = ("Our words: {a}, 5%, $6, \\d.", '+++ {"indicator": "101"}\n\nOn 101, ```unclosed\n```')
WRITING = 0.02  # seconds within which the writing is over


def folder_of(council: Path) -> Path:
    """Where a copy's commentary stands."""
    return council / "notebooks" / "commentary" / SLUG


def files(council: Path) -> dict[str, bytes]:
    """Every file of a copy's commentary, whatever its name."""
    return {p.name: p.read_bytes() for p in sorted(folder_of(council).iterdir())}


def command(kind: str, council: Path) -> list[str]:
    """Return the arguments of what is killed."""
    data = str(council / "data")
    if kind == "draft":
        return ["commentary", "draft", "--data", data, "--also", "103"]
    return ["build", "--data", data, "--out", str(council / "html"), "--only", "themes/homes"]


def _wait_for_writing(council: Path, longest: float) -> None:
    """Wait until a temporary file is there: that is when a kill would hurt."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        if any(folder_of(council).glob(".*.part")):
            return
        time.sleep(0.0005)


def proved(kind: str, kills: int, folder: Path) -> tuple[int, int]:
    """Kill the command so often; return how often it had done its work, and how often not.

    Every file is as it was or as it is to be, and the next run does what is left.
    """
    chance, log = random.Random(20260101), folder / "log"
    clean, copy = folder / "clean", folder / "copy"
    data = book(clean / "data")
    page(folder_of(clean), "theme-homes.md", *OURS)
    before = files(clean)
    shutil.copytree(clean, copy)
    if kind == "draft":
        draft(copy / "data", found(copy / "data"), ["103"])
    after = files(copy)
    shutil.rmtree(copy)
    begins = time.monotonic()
    shutil.copytree(clean, copy)
    assert os.waitpid(run(command(kind, copy), {}, log), 0)[1] == 0, log.read_text()
    life = time.monotonic() - begins
    assert files(copy) == after
    shutil.rmtree(copy)
    done = [0, 0]
    for kill in range(kills):
        copy = folder / f"copy{kill}"  # what a killed build had started may still write to its own
        shutil.copytree(clean, copy)
        child = run(command(kind, copy), {}, log)
        if kill % 2 or kind == "build":
            time.sleep(chance.uniform(0.1 * life, 1.1 * life))
        else:
            _wait_for_writing(copy, 2 * life)
            time.sleep(chance.uniform(0, WRITING))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = files(copy)
        for name, content in now.items():
            whole = content in {before.get(name), after.get(name)} or name.endswith(".part")
            assert whole, f"{name} is neither as before nor as after"
        assert before.keys() <= now.keys()
        done[0 if after.items() <= now.items() else 1] += 1
        all_of_quarter(copy / "data", found(copy / "data"))
        if kind == "draft":
            assert os.waitpid(run(command(kind, copy), {}, log), 0)[1] == 0, log.read_text()
            drafted = {k: v for k, v in files(copy).items() if not k.endswith(".part")}
            assert drafted == after, "the next draft did not add what the killed one left out"
        shutil.rmtree(copy, ignore_errors=True)
    assert data.is_dir()
    return done[0], done[1]


if __name__ == "__main__":
    told = proved(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write(f"{told[0]} {told[1]}\n")
