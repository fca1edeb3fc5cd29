"""The explorer for members: one notebook, the public extract, and a server for both.

Everything lives in a temporary folder: the notebook, the extract, the configuration and what
Jupyter keeps. The server and its kernels get an environment made here from nothing, and the
folder's address is the only one they know. The book of data is named nowhere in it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.lab.members_kernel import CHART
from pmf_analysis.lab.members_settings import KERNEL, LOOPBACK, READY, TAKEN, Settings
from pmf_analysis.report import EXTRACT

__all__ = ["Explorer", "opened", "surroundings"]

TEMPLATE = Path(__file__).with_name("members_page")
NOTEBOOK, SERVER_SETTINGS, DATA = "explore.ipynb", "settings.json", "extract"
# What a process may know of the computer it runs on.
KEPT = ("PATH", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_TIME", "TZ")
# One reader's choice is one short sum: more threads would only take turns.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
PATIENCE = 15  # seconds for the kernels to end


@dataclass(frozen=True)
class Explorer:
    """An explorer that can be read.

    Attributes
    ----------
    address : str
        Where a browser on this computer finds it.
    process : subprocess.Popen
        The server.
    """

    address: str
    process: subprocess.Popen[str]

    def wait(self) -> None:
        """Return never, unless the server fails.

        Raises
        ------
        PmfError
            The server ended by itself.
        """
        code = self.process.wait()
        raise PmfError(f"the explorer's server ended by itself (code {code}); start it again")


@contextmanager
def opened(settings: Settings, notebook: Path, write: Callable[[Path], None]) -> Iterator[Explorer]:
    """Serve a notebook while the block lasts, and leave nothing behind.

    Parameters
    ----------
    settings : Settings
        Port, prefix, origin, and how many may read.
    notebook : Path
        What every reader sees.
    write : callable
        Writes the extract to the path that it is given: the only data the kernels can read.

    Raises
    ------
    PmfError
        The port is taken, or the server could not be started.
    """
    folder = Path(tempfile.mkdtemp(prefix="pmf-explore-")).resolve()
    try:
        with _running(_furnished(folder, settings, notebook, write), folder, settings) as explorer:
            yield explorer
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def surroundings(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the whole environment of the server and its kernels.

    Parameters
    ----------
    folder : Path
        The explorer's temporary folder.
    environment : mapping
        This process's own; only a few names of it are kept.
    """
    own = {
        "HOME": folder / "home",
        "TMPDIR": folder / "home",
        "IPYTHONDIR": folder / "ipython",
        "JUPYTER_CONFIG_DIR": folder / "config",
        "JUPYTER_DATA_DIR": folder / "jupyter",
        "JUPYTER_RUNTIME_DIR": folder / "runtime",
        EXTRACT: folder / "public" / DATA,
    }
    return (
        {name: environment[name] for name in KEPT if name in environment}
        | {name: str(path) for name, path in own.items()}
        | dict.fromkeys(THREADS, "1")
        | {"JUPYTER_NO_CONFIG": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONNOUSERSITE": "1"}
    )


def _furnished(
    folder: Path, settings: Settings, notebook: Path, write: Callable[[Path], None]
) -> Path:
    """Put everything in the folder; return the file that tells the server."""
    for name in ("home", "config", "runtime", "public", f"jupyter/kernels/{KERNEL}"):
        (folder / name).mkdir(parents=True)
    for name in ("startup", "security", "log", "pid", "static"):  # a kernel may not make them
        (folder / "ipython" / "profile_default" / name).mkdir(parents=True)
    write(folder / "public" / DATA)
    (folder / "public" / CHART).write_text(_chart_script(), encoding="utf-8")
    shown = folder / "public" / NOTEBOOK
    shutil.copyfile(notebook, shown)
    shutil.copytree(TEMPLATE, folder / "jupyter" / "voila" / "templates" / "members")
    may_read = [str(folder / name) for name in ("public", "ipython")]
    start = [sys.executable, "-m", "pmf_analysis.lab.members_kernel", "{connection_file}"]
    kernel = {"argv": start + may_read, "display_name": "Explorer", "language": "python"}
    spec = folder / "jupyter" / "kernels" / KERNEL / "kernel.json"
    spec.write_text(json.dumps(kernel), encoding="utf-8")
    told = folder / SERVER_SETTINGS
    document = {"settings": settings.document(), "notebook": str(shown)}
    document["runtime"] = str(folder / "runtime")
    told.write_text(json.dumps(document), encoding="utf-8")
    return told


def _chart_script() -> str:
    """Return what draws charts in a page, without another host: made once for all kernels."""
    from altair import JupyterChart  # noqa: PLC0415 - starts a JavaScript engine

    JupyterChart.enable_offline()
    return str(JupyterChart._esm)  # noqa: SLF001 - the one place where it is kept


@contextmanager
def _running(told: Path, folder: Path, settings: Settings) -> Iterator[Explorer]:
    process = subprocess.Popen(  # noqa: S603 - this program, with a file it has just written
        [sys.executable, "-m", "pmf_analysis.lab.members_server", str(told)],
        cwd=folder / "public",
        env=surroundings(folder, os.environ),
        stdin=subprocess.PIPE,  # the server ends when this does
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for this process, which then ends that one
    )
    try:
        said = process.stdout.readline().split() if process.stdout else []
        if said[:1] == [TAKEN]:
            raise PmfError(f"port {settings.port} cannot be used; try --port 0")
        if said[:1] != [READY]:
            raise PmfError("the explorer's server could not start; what it said stands above")
        yield Explorer(f"http://{LOOPBACK}:{said[1]}{settings.base_url}", process)
    finally:
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()
