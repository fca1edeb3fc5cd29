"""Verbs of the Excel returns: issue, collect, status."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import Data, Json, Quarter
from pmf_analysis.cli.arrivals import Accept, AcceptedBy, RecordedOn, Yes, answers, deliver
from pmf_analysis.framework.errors import PmfError
from pmf_analysis.intake import flow

__all__ = ["add"]

FAULTS = 1


def add(app: typer.Typer) -> None:
    """Add these verbs to the command."""
    returns = typer.Typer(no_args_is_help=True, help="Ask directorates for figures in Excel.")
    returns.command()(issue)
    returns.command()(collect)
    returns.command()(status)
    app.add_typer(returns, name="returns")


def issue(
    quarter: Quarter,
    data: Data = Path("data"),
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder of the workbooks; _build/returns/QUARTER if left out."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a workbook for each directorate, with the figures that it owes a quarter.

    Each holds the directorate's own indicators with their history, definition and target, and
    cells to fill in. Send them out; read them back with `pmf returns collect`.

    Examples: `pmf returns issue --quarter "2025-26 Q3"`
    """
    written = flow.issue(data, quarter, out, dt.date.today())
    if as_json:
        say.machine([{**vars(one), "path": str(one.path), "due": str(one.due)} for one in written])
        return
    for one in written:
        due = f", wanted by {one.due:%-d %B %Y}" if one.due else ""
        say.line(f"{one.path}: {one.name}, {one.figures} figures{due}")
    if not written:
        say.line(f"No directorate owes a figure for {quarter}.")


def collect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Workbooks filled in.")],
    data: Data = Path("data"),
    quarter: Annotated[
        str, typer.Option("--quarter", help="Of a sheet that does not say itself what it is for.")
    ] = "",
    directorate: Annotated[
        str, typer.Option("--directorate", help="The code of who sent such a sheet.")
    ] = "",
    yes: Yes = False,
    accept: Accept = None,
    accepted_by: AcceptedBy = "",
    recorded_on: RecordedOn = None,
    as_json: Json = False,
) -> None:
    """Read workbooks back, show what they would add, and add it to the observations.

    A workbook is added whole or not at all, and once only. The original is kept under
    `data/returns/`. Whatever cannot be read without a guess is named by its cell.

    Examples: `pmf returns collect children.xlsx`,
    `pmf returns collect *.xlsx --yes --accept "601=Two teams merged in May"`
    """
    said = answers(accept, accepted_by, recorded_on)
    well = True
    for file in files:
        try:
            well &= deliver(
                flow.returned(data, file, quarter, directorate), said, yes=yes, as_json=as_json
            )
        except PmfError as error:  # one bad workbook keeps no other out
            if len(files) == 1:
                raise
            say.explain(error)
            well = False
    if not well:
        raise typer.Exit(FAULTS)


def status(
    quarter: Quarter,
    data: Data = Path("data"),
    as_at: Annotated[
        dt.datetime | None,
        typer.Option("--as-at", formats=["%Y-%m-%d"], help="Who is late on that day; today."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say who has returned a quarter's figures, who is late, and what is missing.

    Examples: `pmf returns status --quarter "2025-26 Q3"`
    """
    today = as_at.date() if as_at else dt.date.today()
    found = flow.status(data, quarter, today)
    if as_json:
        say.machine(
            [
                {
                    **vars(one),
                    "due": str(one.due or ""),
                    "returned_on": str(one.returned_on or ""),
                }
                for one in found
            ]
        )
        return
    rows = [
        (
            one.name,
            f"{one.due:%-d %b %Y}" if one.due else "no date",
            f"{one.returned_on:%-d %b %Y}" if one.returned_on else "",
            f"{one.asked - len(one.missing)} of {one.asked}",
            str(one.state),
        )
        for one in found
    ]
    say.table("", ("Directorate", "Wanted by", "Returned", "Figures", "State"), rows)
    for one in found:
        # Of a return that has not come all is missing, which needs no list.
        for indicator, organisation, period in one.missing if one.returned_on else ():
            say.line(f"missing: {one.name}: {indicator} {organisation} {period}")
