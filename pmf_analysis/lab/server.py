"""JupyterLab's server, set by what it is handed and by no file that lies about."""

from __future__ import annotations

from typing import Any

from jupyter_server.serverapp import ServerApp
from jupyterlab.labapp import LabApp
from traitlets.config import Config

__all__ = ["server_of"]


class _Unled:
    """An application that reads no settings: a user's or a system's are for their own servers."""

    def load_config_file(self, *_: object, **__: object) -> None:
        """Read none."""


class _Server(_Unled, ServerApp):  # type: ignore[misc]
    """The server."""


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
