"""A book opened with `pmf lab`, as a person would, in a home that watches who looks into it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.pages.commentary.draft import draft
from tests import books
from tests.conftest import ROOT

# Python's own hook: it tells of each file that is opened and each folder that is listed or made.
WATCH = """\
import faulthandler, os, signal, sys
faulthandler.register(signal.SIGUSR2, all_threads=True)
LOG = os.environ["PMF_TEST_WATCH"]
def hook(event, arguments):
    if event in {"open", "os.listdir", "os.scandir", "os.mkdir", "os.rename", "exec"}:
        path = str(arguments[0]) if arguments else ""
        if "/.jupyter" in path or "/.ipython" in path or "/.local/etc" in path:
            os.write(handle, (event + " " + path + "\\n").encode())
handle = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
sys.addaudithook(hook)
"""
POISON = {
    ".jupyter/jupyter_server_config.py": "raise SystemExit('the user\\'s own settings were read')",
    ".jupyter/lab/user-settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings": "{",
    ".ipython/profile_default/startup/00.py": "raise SystemExit('the user\\'s own start was run')",
}


@dataclass(frozen=True)
class Opened:
    """An authoring place that runs: its address, and where things are."""

    url: str
    council: Path
    home: Path
    watched: Path

    @property
    def host(self) -> str:
        """All that a page may ask."""
        return "http://127.0.0.1:"

    def commentary(self, name: str) -> Path:
        """A file of the quarter's commentary."""
        return self.council / "notebooks" / "commentary" / "2025-26-q1" / name


@contextmanager
def opened(folder: Path) -> Iterator[Opened]:
    """Open a small book whose commentary is drafted and not yet written."""
    council, home, watched = folder / "council", folder / "home", folder / "watched.txt"
    data = books.write(council / "data")
    draft(data, flow.compute(data, "", Audience.INTERNAL))
    for name, text in POISON.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    (folder / "watch").mkdir()
    (folder / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "JUPYTER"))}
    environment |= {
        "HOME": str(home),
        "PYTHONPATH": str(folder / "watch"),
        "PMF_TEST_WATCH": str(watched),
    }
    command = [sys.executable, "-m", "pmf_analysis", "lab", "--data", str(data), "--no-browser"]
    log = (folder / "log.txt").open("w", encoding="utf-8")
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
    )
    try:
        yield Opened(_address(process, folder / "log.txt"), council, home, watched)
    finally:
        _end(process, folder / "log.txt")
        log.close()
        shutil.rmtree(home / ".local", ignore_errors=True)


def _end(process: subprocess.Popen[str], log: Path) -> None:
    """Tell it to end; where it does not, say what each of its threads is at."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGUSR2)
        time.sleep(1)
        process.kill()
        raise AssertionError(log.read_text(encoding="utf-8")[-8000:]) from None


def _address(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.match(r"http://127\.0\.0\.1:\S+", line):
            return found.group()
    raise AssertionError(log.read_text(encoding="utf-8"))
