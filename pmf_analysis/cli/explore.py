"""The verb that serves the explorer to members: explore."""

from __future__ import annotations

import signal
import webbrowser
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import Data, Port, Quarter

__all__ = ["add"]

NOTEBOOK = "explore.ipynb"
STOPPED = 143  # 128 + SIGTERM, as a shell would say


def add(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(explore)


def explore(
    data: Data = Path("data"),
    quarter: Quarter = "",
    port: Port = 8866,
    base_url: Annotated[
        str, typer.Option("--base-url", help="The path under which a reverse proxy shows it.")
    ] = "/",
    origin: Annotated[
        str, typer.Option("--origin", help="The site it is part of: https://council.example")
    ] = "",
    readers: Annotated[int, typer.Option("--readers", min=1, help="How many at once.")] = 12,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Whether to open it in a browser.")
    ] = True,
) -> None:
    """Serve the explorer of public figures, until Ctrl-C.

    Readers choose an indicator, move its baseline and try targets. They see no code and can run
    none; what serves them holds the public figures alone. It answers this computer only: the
    book says how to put it behind a council's own web server.

    Examples: `pmf explore`, `pmf explore --port 8866 --base-url /explore/ --origin
    https://council.example --no-browser`
    """
    from pmf_analysis.findings.extract import extract  # noqa: PLC0415 - loads the flow
    from pmf_analysis.findings.extract_file import write  # noqa: PLC0415 - likewise
    from pmf_analysis.lab.members import opened  # noqa: PLC0415 - with Jupyter
    from pmf_analysis.lab.members_settings import Settings  # noqa: PLC0415 - beside it
    from pmf_analysis.pages.places import template  # noqa: PLC0415 - beside it

    signal.signal(signal.SIGTERM, _stopped)
    Settings("", port, base_url, origin, readers)  # what is wrong is said before the long work
    found = extract(data, quarter)
    title = f"{found.framework.council.name}: explore the figures, {found.quarter}"
    settings = Settings(title, port, base_url, origin, readers)
    with opened(settings, template(NOTEBOOK, data), lambda path: write(found, path)) as explorer:
        say.line(f"Explore {found.quarter} at {explorer.address} (Ctrl-C ends)")
        if browser:
            webbrowser.open(explorer.address)
        explorer.wait()


def _stopped(*_: object) -> NoReturn:
    """End as Ctrl-C does, so that nothing is left behind."""
    raise SystemExit(STOPPED)
