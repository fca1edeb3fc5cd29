"""Serve a built site on this computer, as a web server would."""

from __future__ import annotations

import functools
import http.server
import sys
from http import HTTPStatus
from pathlib import Path
from typing import Any

from pmf_analysis.site.harden import HEADERS

__all__ = ["LOOPBACK", "Server", "server"]

LOOPBACK = "127.0.0.1"
MISSING = "404.html"


class Server(http.server.ThreadingHTTPServer):
    """A server to whom a reader who leaves before the answer is no error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless the reader went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(site: Path, port: int) -> Server:
    """Return a server of a site for this computer alone, with the headers that its build wrote.

    Parameters
    ----------
    site : Path
        The folder of the site.
    port : int
        0 for any free one.

    Raises
    ------
    OSError
        The port cannot be used.
    """
    handler = functools.partial(_Served, directory=str(site))
    return Server((LOOPBACK, port), handler)


class _Served(http.server.SimpleHTTPRequestHandler):
    """Serves files with the site's policy, its own page for what is missing, and no log."""

    def end_headers(self) -> None:
        """Send the site's policy with every answer."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is missing with the site's own page."""
        page = Path(self.directory) / MISSING
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
