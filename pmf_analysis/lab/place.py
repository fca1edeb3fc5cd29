"""JupyterLab, opened in a book."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from pmf_analysis.findings import locate
from pmf_analysis.lab.preview import served
from pmf_analysis.lab.settings import PREVIEW, QUARTER, START, Place
from pmf_analysis.pages.places import shipped

__all__ = ["open_lab"]


def open_lab(
    data: Path,
    quarter: str = "",
    port: int = 0,
    *,
    browser: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Open JupyterLab in the folder beside a book of data, until it is stopped.

    Parameters
    ----------
    data : Path
        The book.
    quarter : str
        The quarter that the start page is about; "" for the latest.
    port : int
        Of this computer; 0 takes any that is free.
    browser : bool
        Whether to open a browser.
    say : callable
        Told the address, which holds the token that lets one in.
    """
    place = Place.of(locate(data).resolve())
    place.prepare()
    environment = place.environment(os.environ) | {
        PREVIEW: served(place.previews),
        QUARTER: quarter,
    }
    os.environ.clear()
    os.environ.update(environment)
    _start_page(place)
    # Only now: Jupyter settles some of its folders when it is first imported.
    from pmf_analysis.lab.server import server_of  # noqa: PLC0415

    token = secrets.token_hex(24)
    server = server_of(place.configuration(token, port, browser=browser))
    address = f"{server.connection_url}lab/tree/{START}?token={token}"
    # Said from within: it listens only once it runs.
    server.io_loop.add_callback(say, f"Writing in {place.root} (Ctrl-C ends)\n{address}")
    server.start()
    # All is written and every kernel has ended. A thread of the server's that waits for work
    # would keep the process for good.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _start_page(place: Place) -> None:
    """Put the start page in a book that has none."""
    page = place.root / START
    if not page.exists():
        page.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped(START), page)
