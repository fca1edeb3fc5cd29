"""Killing ``commentary draft`` or ``build`` leaves every commentary file whole.

The full form, two hundred kills of each, runs where PMF_PROVE is set.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = {"draft": 8, "build": 3}
IN_FULL = 200


@pytest.mark.slow
@pytest.mark.parametrize("kind", KILLS)
def test_a_killed_command_leaves_every_word(kind: str, tmp_path: Path, root: Path) -> None:
    """Each kill at a random moment; a file is as it was or as it is to be, and no other."""
    kills = IN_FULL if os.environ.get("PMF_PROVE") else KILLS[kind]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.pages.commentary_killed", kind, str(kills), str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    whole, none = map(int, ran.stdout.split())
    assert whole + none == kills
    if kind == "draft":
        assert none, "no kill came before the end, so nothing was proved"
