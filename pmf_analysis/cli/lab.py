"""The verb that opens the authoring place: lab."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import Data, Port, Quarter

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(lab)


def lab(
    data: Data = Path("data"),
    quarter: Quarter = "",
    port: Port = 0,
    browser: Annotated[
        bool,
        typer.Option("--browser/--no-browser", help="Open a browser, or say the address alone."),
    ] = True,
) -> None:
    """Open JupyterLab to write commentary in, until Ctrl-C.

    Commentary opens as notebooks, with the figures beside the words and a preview of the page. It
    runs on this computer alone, with settings of its own: yours are neither read nor changed.

    Examples: `pmf lab`, `pmf lab --quarter "2025-26 Q2" --no-browser`
    """
    from pmf_analysis.lab.place import open_lab  # noqa: PLC0415 - loads JupyterLab

    open_lab(data, quarter, port, browser=browser, say=say.line)
