"""The explorer's server: Voila for one notebook, with every door listed.

Voila opens more doors than readers need. Here each is named in `Members.init_handlers`, and
whatever is not named is not found. Started by `members` as
``python -m pmf_analysis.lab.members_server SETTINGS``; ends when its standard input does.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import HTTPError
from traitlets import Int
from traitlets.config import Config
from voila.app import Voila

from pmf_analysis.lab import members_doors as doors
from pmf_analysis.lab.members_settings import KERNEL, LOOPBACK, READY, TAKEN, Settings

__all__ = ["Members", "main"]

# Enough for a page's widgets to be set and read; nothing that runs, inspects or stops anything.
MESSAGES = ["comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"]
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
)
THEME = "@jupyterlab/theme-light-extension/index.css"
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
LARGEST_MESSAGE = 1_000_000  # bytes; setting a widget takes a few hundred
READY_KERNELS = 1  # started before anyone asks, so that the page opens at once
CULL_EVERY = 60  # seconds
NEVER = 86_400  # seconds


class Kernels(AsyncMappingKernelManager):  # type: ignore[misc]
    """A kernel for each reader, up to a number."""

    readers = Int(1, config=True, help="How many may read at once.")
    _opening = 0

    async def start_kernel(self, **given: Any) -> str:
        """Start a kernel with this server's own, scrubbed environment and nothing of a request."""
        return str(await super().start_kernel(**given | {"env": dict(os.environ)}))

    async def shutdown_kernel(self, kernel_id: str, **_: Any) -> None:
        """End a kernel at once: it has nothing to save."""
        await super().shutdown_kernel(kernel_id, now=True)

    async def shutdown_all(self, **_: Any) -> None:
        """End every kernel; Voila then waits for those that are still starting."""
        for kernel_id in self.list_kernel_ids():
            with suppress(HTTPError):  # not started yet
                await self.shutdown_kernel(kernel_id)

    def room(self) -> bool:
        """Whether another reader can be served."""
        waiting = [task for pool in getattr(self, "_pools", {}).values() for task in pool]
        ready = sum(task.done() and not task.exception() for task in waiting)
        taken = len(self) - ready + self._opening
        return bool(taken < self.readers)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Count a reader whose kernel is still starting."""
        self._opening += 1
        try:
            yield
        finally:
            self._opening -= 1


class Members(Voila):  # type: ignore[misc]
    """Voila with the doors that readers need."""

    def init_settings(self) -> dict[str, Any]:
        """Add what the doors look at, and let no message through but those of widgets."""
        settings: dict[str, Any] = super().init_settings()
        self.kernel_manager.allowed_message_types = MESSAGES
        return settings | {
            "members": self.members,
            "default_handler_class": doors.NotFound,
            "websocket_max_message_size": LARGEST_MESSAGE,
            "websocket_compression_options": {},  # the charts' script is 0.9 MB
        }

    def init_handlers(self) -> list[Any]:
        """Return every door there is."""
        notebook = {
            "notebook_path": Path(self.notebook_path).name,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        files = {"path": self.labextensions_path, "no_cache_paths": []}
        wanted = "|".join(EXTENSIONS)
        known: list[tuple[Any, ...]] = [
            ("", doors.Page, notebook),
            (f"api/kernels/{KERNEL_ID}", doors.Kernel),
            (f"api/kernels/{KERNEL_ID}/channels", doors.Channels),
            ("voila/api/shutdown/(.*)", doors.Leave),
            ("voila/static/(.*)", doors.Script, {"paths": self.static_paths}),
            ("voila/templates/((?:members|base)/static/.*)", doors.Look),
            (f"voila/labextensions/((?:{wanted})/static/.*)", doors.Extension, files),
            (f"voila/themes/({THEME})", doors.Extension, {"path": [self.themes_dir]}),
        ]
        return [(self.base_url + door, *rest) for door, *rest in known]

    def listen(self) -> None:
        """Serve on this computer until told to stop; say when it can be read."""
        try:
            sockets = bind_sockets(self.members.port, LOOPBACK)
        except OSError:
            sys.stdout.write(f"{TAKEN}\n")
            return
        port = sockets[0].getsockname()[1]
        self.app.settings["members"] = replace(self.members, port=port)
        HTTPServer(self.app).add_sockets(sockets)
        self.ioloop = IOLoop.current()
        threading.Thread(target=self._until_left, daemon=True).start()
        sys.stdout.write(f"{READY} {port}\n")
        sys.stdout.flush()
        try:
            self.ioloop.start()
        finally:
            self.stop()

    def _until_left(self) -> None:
        """Stop when the command that started this server is gone, however it went."""
        sys.stdin.read()
        self.ioloop.add_callback(self.ioloop.stop)


def configuration(settings: Settings, runtime: Path) -> Config:
    """Return all of Voila's configuration: no file of anybody's is read."""
    return Config(
        Voila={
            "base_url": settings.base_url,
            "config_file_paths": [],
            "connection_dir_root": str(runtime),
            "identity_provider_class": doors.Anyone,
            "log_level": "ERROR",
            "open_browser": False,
        },
        VoilaConfiguration={
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "default_pool_size": READY_KERNELS,
            "extension_allowlist": list(EXTENSIONS),
            "file_allowlist": [],
            "http_keep_alive_timeout": NEVER,  # its sign of life is an inline script
            "language_kernel_mapping": {"python": KERNEL, "": KERNEL},
            "multi_kernel_manager_class": Kernels,
            "preheat_kernel": True,
            "resources": {"members": {"title": settings.title, "theme": THEME}},
            "show_tracebacks": False,
            "strip_sources": True,
            "template": "members",
        },
        KernelSpecManager={"allowed_kernelspecs": {KERNEL}, "ensure_native_kernel": False},
        VoilaExporter={"anchor_link_text": " "},
        KernelManager={"autorestart": False},  # a new one would know nothing of the page
        Kernels={
            "readers": settings.readers,
            "cull_idle_timeout": settings.idle,
            "cull_interval": CULL_EVERY,
            "cull_connected": True,
            "buffer_offline_messages": False,
        },
    )


def main(path: Path) -> None:
    """Serve what a settings file says, until standard input ends or SIGTERM comes."""
    logging.getLogger("tornado").setLevel(logging.ERROR)
    told = json.loads(path.read_text(encoding="utf-8"))
    settings = Settings(**told["settings"])
    app = Members(config=configuration(settings, Path(told["runtime"])))
    app.members = settings
    app.initialize([told["notebook"]])
    app.start()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
