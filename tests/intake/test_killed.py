"""Killing ``collect`` or ``import`` leaves the ledger whole: all of a file, or none of it.

The full form, two hundred kills of each, runs where PMF_PROVE is set.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 200 if os.environ.get("PMF_PROVE") else 8


@pytest.mark.slow
@pytest.mark.parametrize(
    ("verb", "store"), [("collect", "folder"), ("import", "folder"), ("import", "duckdb")]
)
def test_a_killed_command_leaves_the_ledger_whole(
    verb: str, store: str, tmp_path: Path, root: Path
) -> None:
    """Each kill at a random moment, half of them while it writes; the next run adds the rest."""
    environment = {k: v for k, v in os.environ.items() if k != "PMF_DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.intake.killed", verb, store, str(KILLS), str(tmp_path)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    whole, none = map(int, ran.stdout.split())
    assert whole + none == KILLS
    assert none, "no kill came before the end, so nothing was proved"
