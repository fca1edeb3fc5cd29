"""The command itself, and the options that several verbs share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from pmf_analysis.framework.indicator import Audience

__all__ = ["AsAt", "Data", "ForAudience", "FrameworkName", "Json", "Port", "Quarter", "app", "day"]

app = typer.Typer(
    name="pmf",
    help="Make and publish a council's performance report.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Data = Annotated[Path, typer.Option("--data", help="The folder that holds the book of data.")]
Quarter = Annotated[
    str, typer.Option("--quarter", help='Such as "2025-26 Q2"; the latest when left out.')
]
ForAudience = Annotated[Audience, typer.Option("--audience", help="The edition.")]
FrameworkName = Annotated[
    str,
    typer.Option("--framework", help="A profile of data/frameworks/ in place of the book's own."),
]
AsAt = Annotated[
    dt.datetime | None,
    typer.Option("--as-at", formats=["%Y-%m-%d"], help="Read the figures as they stood that day."),
]
Port = Annotated[
    int,
    typer.Option("--port", min=0, max=65535, help="0 takes any that is free."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine to read.")]


def day(moment: dt.datetime | None) -> dt.date | None:
    """Return the day that an option named."""
    return moment.date() if moment else None
