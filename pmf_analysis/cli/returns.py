"""Verbs of the Excel returns: issue, collect, status."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import Data, Json
from pmf_analysis.cli.arrivals import Accept, AcceptedBy, RecordedOn, Yes, answers, deliver, refused
from pmf_analysis.framework.errors import PmfError
from pmf_analysis.intake import flow

__all__ = ["add"]

FAULTS = 1

OfQuarter = Annotated[str, typer.Option("--quarter", help='Such as "2025-26 Q3".')]


def add(app: typer.Typer) -> None:
    """Add these verbs to the command."""
    returns = typer.Typer(no_args_is_help=True, help="Ask directorates for figures in Excel.")
    returns.command()(issue)
    returns.command()(collect)
    returns.command()(status)
    app.add_typer(returns, name="returns")


def issue(
    quarter: OfQuarter,
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
    documents: list[dict[str, object]] = []
    failed: list[str] = []
    for file in files:
        try:
            delivery = flow.returned(data, file, quarter, directorate)
            well, document = deliver(delivery, said, yes=yes, as_json=as_json)
        except PmfError as error:  # one bad workbook keeps no other out
            if len(files) == 1 and not as_json:
                raise
            well, document = False, refused(file.name, error)
            if not as_json:
                say.explain(error)
        documents.append(document)
        failed += [] if well else [file.name]
    if as_json:
        say.machine(documents)
    elif len(files) > 1:
        say.line(f"{len(files) - len(failed)} of {len(files)} files are in.")
        for name in failed:
            say.line(f"Not in: {name}")
    if failed:
        raise typer.Exit(FAULTS)


def status(
    quarter: OfQuarter,
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
        # Where all of it is missing it needs no list.
        all_of_it = len(one.missing) == one.asked
        for indicator, organisation, period in () if all_of_it else one.missing:
            say.line(f"missing: {one.name}: {indicator} {organisation} {period}")
