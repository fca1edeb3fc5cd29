"""Whatever happens to a process that adds, and however many add at once, nothing is torn or lost.

The full form, with ten times the kills, runs where PMF_PROVE is set.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from pmf_analysis.framework.errors import PmfError
from tests.sources.stores import TABLES, Place, adding, addition, noted, tags

PROVE = bool(os.environ.get("PMF_PROVE"))
KILLS = {"folder": 20, "duckdb": 20, "postgresql": 5}
LONGEST_LIFE = 0.25  # seconds between a first addition and the kill


def test_a_killed_process_leaves_whole_additions(place: Place, tmp_path: Path) -> None:
    """After each kill a reader sees all of an addition or none, and all that was said to be done.

    The next process adds as if nothing had happened.
    """
    chance = random.Random(7)
    log = tmp_path / "done"
    seen: list[str] = []
    for kill in range(KILLS[place.kind] * (10 if PROVE else 1)):
        before = len(noted(log))
        process = adding(place, log, f"run{kill}", 10_000)
        while len(noted(log)) == before and process.is_alive():
            time.sleep(0.005)
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        process.kill()
        process.join()
        assert process.exitcode == -9, "it was to end by the kill alone"
        there = tags(place.store().read(TABLES))
        assert there[: len(seen)] == seen, "something earlier was lost"
        assert set(noted(log)) <= set(there), "something that was said to be there is not"
        seen = there
    with place.store().appending() as ledger:
        ledger.add(addition("last"))
    assert tags(place.store().read(TABLES)) == [*seen, "last"]
    assert not (tmp_path / "kept" / ".pmf").exists()


def test_two_processes_add_at_once(place: Place, tmp_path: Path) -> None:
    """Fifty additions of each: none is lost, none doubled, each one's own in their order."""
    processes = [adding(place, tmp_path / name, name, 50) for name in ("one", "two")]
    while any(process.is_alive() for process in processes):
        tags(place.store().read(TABLES))  # proves that what is there is whole
    assert [process.exitcode for process in processes] == [0, 0]
    there = tags(place.store().read(TABLES))
    assert len(there) == 100
    for name in ("one", "two"):
        own = [tag for tag in there if tag.startswith(name)]
        assert own == [f"{name}-{n}" for n in range(50)]


@pytest.mark.parametrize("place", ["duckdb"], indirect=True)
def test_a_reader_of_a_busy_file_is_told(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process writes for longer than one waits, a message says so."""
    monkeypatch.setattr("pmf_analysis.sources.database.store.WAIT", 0.2)
    log = tmp_path / "done"
    with place.store().appending() as ledger:
        ledger.add(addition("held"))
        with pytest.raises(PmfError, match="could not be used: it is open elsewhere"):
            place.store().read(TABLES)
        process = adding(place, log, "other", 1)
        time.sleep(0.5)
        assert noted(log) == []
    process.join()
    assert tags(place.store().read(TABLES)) == ["held", "other-0"]
