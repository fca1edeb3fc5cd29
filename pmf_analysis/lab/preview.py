"""One page, built and shown: what the report will say with the words as they are now saved."""

from __future__ import annotations

import functools
import http.server
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import ipywidgets

from pmf_analysis.lab import look
from pmf_analysis.lab.settings import LOOPBACK, PREVIEW, PREVIEW_FOLDER

__all__ = ["preview", "served"]

EVERY = 1.0  # seconds between two words of progress
HEIGHT = 760  # pixels of the window that the page is shown in


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Gives the files to whoever knows the key, and nothing to another."""

    def __init__(self, *args: Any, key: str, **named: Any) -> None:
        self.key = key
        super().__init__(*args, **named)

    def send_head(self) -> Any:
        """Take the key off the address; without it there is nothing here."""
        opening = f"/{self.key}/"
        if not self.path.startswith(opening):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = self.path.removeprefix(opening.rstrip("/"))
        return super().send_head()

    def end_headers(self) -> None:
        """Never an old preview, and no word of the key to whom a link leads."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def list_directory(self, _path: str | os.PathLike[str]) -> None:
        """List nothing."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def served(folder: Path) -> str:
    """Serve a folder on this computer alone for as long as the program runs.

    Returns
    -------
    str
        The address, which holds a key: others who use the computer cannot guess it.
    """
    key = secrets.token_urlsafe(16)
    handler = functools.partial(_Handler, key=key, directory=str(folder))
    server = http.server.ThreadingHTTPServer((LOOPBACK, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{LOOPBACK}:{server.server_port}/{key}"


@cache
def _place() -> tuple[str, Path]:
    """Where previews are served and built: by `pmf lab`, or else by this very notebook."""
    address, folder = os.environ.get(PREVIEW), os.environ.get(PREVIEW_FOLDER)
    if address and folder:
        return address, Path(folder)
    own = Path(tempfile.mkdtemp(prefix="pmf-preview-"))
    return served(own), own


def preview(page: str, quarter: str, slug: str, data: Path) -> ipywidgets.VBox:
    """Return a button that builds one page of the internal edition and shows it.

    Parameters
    ----------
    page : str
        Its path, such as ``themes/homes``.
    quarter, slug : str
        The reporting quarter, and its name in addresses.
    data : Path
        The book of data.
    """
    button = ipywidgets.Button(
        description="Preview this page",
        button_style="primary",
        icon="eye",
        layout=ipywidgets.Layout(width="auto"),
    )
    said = ipywidgets.HTML(
        look.dressed("<p class='quiet'>Shows the words as last saved: Ctrl+S first.</p>")
    )
    shown = ipywidgets.HTML()

    def pressed(_: object) -> None:
        button.disabled = True
        threading.Thread(target=work, daemon=True).start()

    def work() -> None:
        try:
            address, folder = _place()
            error = _built(page, quarter, folder / slug, data, said)
            if error:
                said.value = look.trouble("The page could not be built.", error)
                shown.value = ""
                return
            url = f"{address}/{slug}/{page}.html"
            link = f'<a href="{url}" target="_blank">Open it in a tab of its own</a>'
            said.value = look.dressed(f"<p>As it stands now. {link}</p>")
            shown.value = (
                f'<iframe title="Preview of the page" src="{url}?{time.time_ns()}" width="100%" '
                f'height="{HEIGHT}" style="border: 1px solid #d5dbe1"></iframe>'
            )
        finally:
            button.disabled = False

    button.on_click(pressed)
    return ipywidgets.VBox([ipywidgets.HBox([button, said]), shown])


def _built(page: str, quarter: str, out: Path, data: Path, said: ipywidgets.HTML) -> str:
    """Build the page while saying how long it takes; return what went wrong, "" for nothing."""
    command = [sys.executable, "-m", "pmf_analysis", "build", "--data", str(data)]
    command += ["--quarter", quarter, "--audience", "internal", "--only", page, "--out", str(out)]
    began = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        while True:
            taken = time.monotonic() - began
            said.value = look.dressed(
                f"<p role='status'>Building the page: {taken:.0f} seconds</p>"
            )
            try:
                _, errors = process.communicate(timeout=EVERY)
            except subprocess.TimeoutExpired:
                continue
            return (errors.strip() or "It ended without a word.") if process.returncode else ""
