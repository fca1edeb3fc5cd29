"""The process that computes what one member chose to see: a Jupyter kernel behind a fence.

Started by the explorer's server as
``python -m pmf_analysis.lab.members_kernel CONNECTION FOLDER...``.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from traitlets.config import Config

from pmf_analysis.lab.members_fence import guard, readable
from pmf_analysis.lab.members_landlock import enclose, follow

__all__ = ["CHART", "main"]

CHART = "chart.js"
PARENT = "JPY_PARENT_PID"  # Jupyter names the server so


def main(connection: Path, folders: Sequence[Path]) -> None:
    """Go behind the fence, then answer until told to stop.

    Parameters
    ----------
    connection : Path
        The kernel's connection file. Those of the other readers' kernels stay out of reach.
    folders : sequence of Path
        What it may read beside Python and its packages; the first holds `CHART`, the script that
        draws charts.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server asks in another way
    tempfile.tempdir = str(folders[0])  # cells are named after it; nothing is written there
    fence = readable(folders, files=(connection,))
    # First the system's lock, which holds for threads started after it, and they all are.
    enclose(fence)
    follow(int(os.environ[PARENT]))
    sys.addaudithook(guard(fence))

    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - starts behind the fence

    _chart_script(folders[0] / CHART)
    app = IPKernelApp.instance(
        connection_file=str(connection),
        log_level=logging.ERROR,  # every kernel would warn that loopback is not encrypted
        config=Config(HistoryManager={"enabled": False}),
        kernel_class=_alone(),
    )
    app.initialize([])
    app.start()


def _alone() -> type:
    from ipykernel.ipkernel import IPythonKernel  # noqa: PLC0415 - behind the fence

    class Alone(IPythonKernel):
        """A kernel that can start no other process, so at its end it looks for none."""

        def _process_children(self) -> list[object]:
            return []

    return Alone


def _chart_script(path: Path) -> None:
    """Hand altair what draws charts in the page; made here it costs every kernel 100 MB."""
    from altair import JupyterChart  # noqa: PLC0415 - behind the fence

    JupyterChart._esm = path.read_text(encoding="utf-8")  # noqa: SLF001 - as enable_offline does
    JupyterChart._is_offline = True  # noqa: SLF001


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
