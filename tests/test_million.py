"""A million observations fit into two gibibytes.

The whole check and the findings, which forecast two hundred series, run where PMF_PROVE is set;
reading and checking the book runs always.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import million

MOST = 2048  # mebibytes
VERBS = [["check"], ["findings", "--json"]] if os.environ.get("PMF_PROVE") else []


@pytest.mark.slow
def test_a_million_observations_are_read_and_judged_in_two_gibibytes(tmp_path: Path) -> None:
    """Each in a process of its own, which says itself how much it held."""
    book = tmp_path / "data"
    million.write(book)
    with (book / "observations.csv").open(encoding="utf-8") as file:
        assert sum(1 for _ in file) == million.ROWS + 1
    held = {"load": million.measured(million.LOAD, str(book))}
    for verb in VERBS:
        held[verb[0]] = million.measured(million.COMMAND, *verb, "--data", str(book))
    for what, (_, mebibytes, code) in held.items():
        assert code == 0, what
        assert mebibytes < MOST, what
