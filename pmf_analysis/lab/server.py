"""JupyterLab's server, set by what it is handed and by no file that lies about."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from typing import Any

from jupyter_server.serverapp import ServerApp
from jupyterlab.labapp import LabApp
from traitlets.config import Config

__all__ = ["server_of"]


# Seconds that the server has to end its kernels in once it is told to.
PATIENCE = 10


class _Unled:
    """An application that reads no settings: a user's or a system's are for their own servers."""

    def load_config_file(self, *_: object, **__: object) -> None:
        """Read none."""


class _Server(_Unled, ServerApp):  # type: ignore[misc]
    """The server. Told to end, it ends: a kernel that does not answer is not waited for."""

    def stop(self, from_signal: bool = False) -> None:
        """Stop, and see that it comes to pass. Every save is whole or not there."""
        late = threading.Timer(PATIENCE, self._leave)
        late.daemon = True
        late.start()
        super().stop(from_signal)

    def _leave(self) -> None:
        for kernel in self.kernel_manager.list_kernel_ids():
            held = self.kernel_manager.get_kernel(kernel).provisioner
            with suppress(OSError, AttributeError):  # it has ended, or has not begun
                os.kill(held.pid, signal.SIGKILL)
        os._exit(0)


class _Lab(_Unled, LabApp):  # type: ignore[misc]
    """JupyterLab in it."""


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    # The server's own name for this; it asks the module of an extension for its application.
    return [{"module": __name__, "app": _Lab}]


def server_of(settings: dict[str, Any]) -> ServerApp:
    """Return a server that is ready to start, with JupyterLab and no other extension.

    Parameters
    ----------
    settings : dict
        The configuration of each class, as traitlets take it.
    """
    server = _Server.instance(jpserver_extensions={__name__: True}, config=Config(settings))
    server.initialize(argv=[], starter_extension=_Lab.name, find_extensions=False)
    return server
