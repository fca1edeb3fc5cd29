"""Where the authoring place keeps its own files, and how JupyterLab is set there.

Nothing of the user's own Jupyter or IPython is read or written: every folder that they look in
is one of ours, a folder for each book.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmf_analysis.lab.keeping import KERNEL

__all__ = ["DATA", "PREVIEW", "PREVIEW_FOLDER", "QUARTER", "START", "Place"]

LOOPBACK = "127.0.0.1"
START = "notebooks/start.ipynb"
# What a notebook is told of the place that it is open in.
DATA, QUARTER = "PMF_DATA", "PMF_QUARTER"
PREVIEW, PREVIEW_FOLDER = "PMF_PREVIEW", "PMF_PREVIEW_FOLDER"
PRIVATE = 0o700  # the internal edition is previewed here
ENCRYPTED = {"supported_encryption": ["curve"]}  # what server and kernel say to each other
PACKAGES = Path(__file__).resolve().parents[2]
# Variables that would bring in settings from elsewhere.
FOREIGN = (
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_PATH",
    "JUPYTER_PREFER_ENV_PATH",
    "JUPYTER_TOKEN",
    "JUPYTERLAB_DIR",
    "IPYTHON_CONFIG_PATH",
)

OVERRIDES = {
    # On double click. Our contents manager gives every Markdown file as a notebook.
    "@jupyterlab/docmanager-extension:plugin": {
        "defaultViewers": {"markdown": "Jupytext Notebook"}
    },
    "@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True},
    "@jupyterlab/filebrowser-extension:browser": {"showLastModifiedColumn": False},
    "@jupyterlab/apputils-extension:notification": {
        "checkForUpdates": False,
        "fetchNews": "false",
        "doNotDisturbMode": True,
    },
}
# They ask other hosts, install programs, or offer formats that the book does not use.
SWITCHED_OFF = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/terminal-extension",
    "@voila-dashboards/jupyterlab-preview",
)


@dataclass(frozen=True)
class Place:
    """A book and the folder of the authoring place's own files for it.

    Attributes
    ----------
    data : Path
        The book of data; JupyterLab opens in the folder that holds it.
    state : Path
        Settings, the kernel, layouts and previews.
    """

    data: Path
    state: Path

    @classmethod
    def of(cls, data: Path) -> Place:
        """Return the place of a book, beneath the user's folder for what programs remember."""
        known = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
        states = Path(known) if known else Path.home() / ".local" / "state"
        digest = hashlib.sha256(str(data).encode()).hexdigest()
        return cls(data, states / "pmf-analysis" / f"lab-{digest[:12]}")

    @property
    def root(self) -> Path:
        """The folder that JupyterLab shows."""
        return self.data.parent

    @property
    def previews(self) -> Path:
        """The folder that previews are built in."""
        return self.state / "preview"

    def prepare(self) -> None:
        """Write what JupyterLab reads from files: its settings and the kernel."""
        self.state.mkdir(parents=True, exist_ok=True)
        self.state.chmod(PRIVATE)
        self.previews.mkdir(exist_ok=True)
        off = {"disabledExtensions": dict.fromkeys(SWITCHED_OFF, True)}
        path = os.pathsep.join(p for p in (str(PACKAGES), os.environ.get("PYTHONPATH", "")) if p)
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        kernel = KERNEL | {"argv": argv, "env": {"PYTHONPATH": path}, "metadata": ENCRYPTED}
        _write(self.state / "settings" / "overrides.json", OVERRIDES)
        _write(self.state / "settings" / "page_config.json", off)
        _write(self.state / "share" / "kernels" / KERNEL["name"] / "kernel.json", kernel)

    def environment(self, inherited: Mapping[str, str]) -> dict[str, str]:
        """Return the variables that JupyterLab and its notebooks run with."""
        own = {k: v for k, v in inherited.items() if k not in FOREIGN}
        return own | {
            "JUPYTER_CONFIG_DIR": str(self.state / "config"),
            "JUPYTER_DATA_DIR": str(self.state / "share"),
            "JUPYTER_RUNTIME_DIR": str(self.state / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(self.state / "user-settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self.state / "workspaces"),
            "JUPYTER_PREFER_ENV_PATH": "0",
            "IPYTHONDIR": str(self.state / "ipython"),
            DATA: str(self.data),
            PREVIEW_FOLDER: str(self.previews),
        }

    def configuration(self, token: str, port: int, *, browser: bool) -> dict[str, Any]:
        """Return JupyterLab's configuration, as traitlets take it.

        Parameters
        ----------
        token : str
            What a browser must know to be let in.
        port : int
            0 for any that is free.
        browser : bool
            Whether to open one.
        """
        from jupyterlab.handlers.announcements import NeverCheckForUpdate  # noqa: PLC0415 - slow

        from pmf_analysis.lab.contents import Checkpoints, Notebooks  # noqa: PLC0415 - slow

        return {
            "ServerApp": {
                "ip": LOOPBACK,
                "port": port,
                "open_browser": browser,
                "root_dir": str(self.root),
                "answer_yes": True,
                "allow_root": True,  # in a container there is often nobody else
                "log_level": "WARN",
                "contents_manager_class": Notebooks,
                "allow_remote_access": False,
            },
            "IdentityProvider": {"token": token},
            "KernelManager": {"transport_encryption": "auto"},
            "Notebooks": {"checkpoints_class": Checkpoints},
            "Checkpoints": {"folder": str(self.state / "checkpoints")},
            "LabApp": {
                "default_url": f"/lab/tree/{START}",
                "log_level": "WARN",
                "app_settings_dir": str(self.state / "settings"),
                "user_settings_dir": str(self.state / "user-settings"),
                "workspaces_dir": str(self.state / "workspaces"),
                "extension_manager": "readonly",
                "news_url": None,
                "check_for_updates_class": NeverCheckForUpdate,
            },
        }


def _write(path: Path, document: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
