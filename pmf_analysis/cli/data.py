"""Verbs that move a book of data: data copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import Data, Json
from pmf_analysis.intake import flow

__all__ = ["add"]

PLACE = "A folder, duckdb:///FILE, or env:NAME for the database whose address a variable holds."


def add(app: typer.Typer) -> None:
    """Add these verbs to the command."""
    verbs = typer.Typer(no_args_is_help=True, help="Move a book of data between its places.")
    verbs.command()(copy)
    verbs.callback()(_group)
    app.add_typer(verbs, name="data")


def _group() -> None:
    """Keep the verb's name though it is the only one."""


def copy(
    source: Annotated[str, typer.Option("--from", metavar="PLACE", help=PLACE)],
    target: Annotated[str, typer.Option("--to", metavar="PLACE", help=PLACE)],
    data: Data = Path("data"),
    as_json: Json = False,
) -> None:
    """Copy a book from one place to another: every row, every vintage.

    Nothing is copied into a place that holds rows. The profile of a database is the
    `framework.yml` in the folder that --data names.

    Examples: `pmf data copy --from data --to duckdb:///council.duckdb`,
    `pmf data copy --from env:PMF_DATABASE_URL --to backup`
    """
    rows = flow.copy(source, target, data)
    if as_json:
        say.machine(rows)
        return
    for table, many in rows.items():
        say.line(f"{table}: {many:,} rows")
