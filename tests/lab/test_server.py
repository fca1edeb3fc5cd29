"""A server that is told to end does, whatever its kernels do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# A council's server whose cleaning up waits for ever, as one does for a kernel that is lost.
STUCK = """\
import asyncio, os, sys
from pathlib import Path
from pmf_analysis.lab.settings import Place
place = Place.of(Path(sys.argv[1]))
place.prepare()
os.environ.update(place.environment(os.environ))
from pmf_analysis.lab import server as made
made.PATIENCE = 1
class Stuck(made._Server):
    async def cleanup_kernels(self):
        print("cleaning up", flush=True)
        await asyncio.Event().wait()
made._Server = Stuck
server = made.server_of(place.configuration("token", 0, browser=False))
server.io_loop.add_callback(server.stop)
server.start()
print("cleaned up", flush=True)
"""


def test_a_server_ends_though_a_kernel_does_not_answer(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    ended = subprocess.run(
        [sys.executable, "-c", STUCK, str(tmp_path / "data")],
        cwd=ROOT,
        env=os.environ | {"XDG_STATE_HOME": str(tmp_path / "state")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout == "cleaning up\n", ended.stderr
    assert ended.returncode == 0
