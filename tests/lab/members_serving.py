"""An explorer of a small notebook to knock at, and ways to knock."""

from __future__ import annotations

import html
import http.client
import json
import re
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from websockets.sync.client import ClientConnection, connect

from pmf_analysis.lab.members import Explorer, opened
from pmf_analysis.lab.members_settings import Settings

__all__ = ["Reader", "handshake", "knock", "message", "reading", "served"]

# Two linked widgets: what is typed into one, the other says in capitals.
ECHO = """
import ipywidgets
typed, said = ipywidgets.Text(), ipywidgets.Label()
typed.observe(lambda change: setattr(said, "value", change["new"].upper()), "value")
ipywidgets.VBox([typed, said])
"""


@contextmanager
def served(folder: Path, *cells: str, extract: str = "{}", **settings: Any) -> Iterator[Explorer]:
    """Serve a notebook of these cells, or of the two linked widgets."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in cells or (ECHO,)]
    path = folder / "small.ipynb"
    nbformat.write(notebook, path)
    asked = Settings("Small", **{"port": 0, **settings})
    with opened(asked, path, lambda out: out.write_text(extract) and None) as explorer:
        yield explorer


def knock(
    explorer: Explorer, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], str]:
    """Ask for a path beneath the explorer's address; say status, headers and text."""
    place = urlsplit(explorer.address)
    asked = http.client.HTTPConnection(place.netloc, timeout=60)
    body = b"{}" if method == "POST" else None
    asked.request(method, place.path + path, body, {"Host": place.netloc, **headers})
    answer = asked.getresponse()
    text = answer.read().decode("utf-8", "replace")
    asked.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, text


def handshake(explorer: Explorer, path: str, **headers: str) -> int:
    """Ask for a websocket as a browser would, with any headers; say the status."""
    place = urlsplit(explorer.address)
    said = {
        "Host": place.netloc, "Upgrade": "websocket", "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
    } | headers  # fmt: skip
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    with socket.create_connection((place.hostname, place.port), timeout=20) as wire:
        wire.sendall(f"GET {place.path}{path} HTTP/1.1\r\n{lines}\r\n".encode())
        return int(wire.recv(4096).split()[1])


def message(kind: str, channel: str = "shell", **content: Any) -> dict[str, Any]:
    """Return a Jupyter message."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "version": "5.3"}
    header |= {"username": "reader", "session": "s", "date": "2025-09-02T00:00:00Z"}
    rest = {"parent_header": {}, "metadata": {}, "content": content, "buffers": []}
    return {"header": header, "channel": channel, **rest}


class Reader:
    """One reader: a page that was opened, and its websocket."""

    def __init__(self, page: str, wire: ClientConnection) -> None:
        self.kernel = kernel_of(page)
        self.page, self._wire = page, wire

    def send(self, asked: dict[str, Any]) -> None:
        """Send a message and wait for nothing."""
        self._wire.send(json.dumps(asked))

    def until_done(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        """Send a message; return all that came until it was dealt with.

        A request is when it has its reply too: that comes by another channel.
        """
        self.send(asked)
        wanted = {"status"}
        if asked["header"]["msg_type"].endswith("_request"):
            wanted.add(asked["header"]["msg_type"].replace("_request", "_reply"))
        came = []
        while wanted:
            got = json.loads(self._wire.recv(timeout=30))
            came.append(got)
            mine = got.get("parent_header", {}).get("msg_id") == asked["header"]["msg_id"]
            if mine and got["content"].get("execution_state", "idle") == "idle":
                wanted.discard(got["msg_type"])
        return came

    def type(self, text: str) -> list[dict[str, Any]]:
        """Set the first widget of the small notebook."""
        model = self.models()["TextModel"]
        state = {"method": "update", "state": {"value": text}, "buffer_paths": []}
        return self.until_done(message("comm_msg", comm_id=model, data=state))

    def models(self) -> dict[str, str]:
        """Return the widgets, by their kind, as the page asks for them when it opens."""
        asked = message("comm_info_request", target_name="jupyter.widget")
        info = next(m for m in self.until_done(asked) if m["msg_type"] == "comm_info_reply")
        found = {}
        for comm in info["content"]["comms"]:
            state = message("comm_msg", comm_id=comm, data={"method": "request_state"})
            for got in self.until_done(state):
                if got["msg_type"] == "comm_msg" and got["content"]["comm_id"] == comm:
                    found[got["content"]["data"]["state"]["_model_name"]] = comm
        return found


def kernel_of(page: str) -> str:
    """Return the id of the kernel that a page was given."""
    found = re.search(r'"kernelId": "([0-9a-f-]+)"', html.unescape(page))
    assert found is not None, page
    return found.group(1)


@contextmanager
def reading(explorer: Explorer) -> Iterator[Reader]:
    """Open the page as another reader, with its websocket."""
    status, _, page = knock(explorer, "")
    assert status == 200
    place = urlsplit(explorer.address)
    path = f"{place.path}api/kernels/{kernel_of(page)}/channels?session_id=s"
    origin = f"{place.scheme}://{place.netloc}"
    with connect(f"ws://{place.netloc}{path}", origin=origin, max_size=None) as wire:  # type: ignore[arg-type]
        yield Reader(page, wire)
