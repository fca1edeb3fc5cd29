"""Verbs of commentary: draft, status, export, import."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from pmf_analysis import findings as flow
from pmf_analysis.cli import say
from pmf_analysis.cli.app import AsAt, Data, Json, Quarter, day
from pmf_analysis.cli.doubts import listed
from pmf_analysis.cli.word import export, import_
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.pages.commentary import Doubt, all_of_quarter, before, review
from pmf_analysis.pages.commentary.draft import Drafted
from pmf_analysis.pages.commentary.draft import draft as draft_quarter

__all__ = ["add", "group"]

FAULTS = 1

group = typer.Typer(no_args_is_help=True, help="Write, check and review the words of a report.")


def add(app: typer.Typer) -> None:
    """Add these verbs to the command."""
    app.add_typer(group, name="commentary")


@group.command()
def draft(
    data: Data = Path("data"),
    quarter: Quarter = "",
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="CODE", help="An indicator to write about besides."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Put an empty cell where a quarter's report needs words, beside what to answer there.

    Each theme and directorate has a notebook under `notebooks/commentary/`. What stands in one
    is never changed: a second draft adds only what is still missing.

    Examples: `pmf commentary draft`, `pmf commentary draft --quarter "2025-26 Q2" --also 703`
    """
    found = flow.compute(data, quarter, Audience.INTERNAL)
    drafted = draft_quarter(data, found, also or ())
    if as_json:
        say.machine([_listed(one) for one in drafted])
        return
    for one in drafted:
        say.line(f"{one.file.name}: {_became(one)}")
    if not any(one.added for one in drafted):
        say.line("Nothing was missing, and no file was changed.")


@group.command()
def status(
    data: Data = Path("data"),
    quarter: Quarter = "",
    as_at: AsAt = None,
    as_json: Json = False,
) -> None:
    """Say what is missing from a quarter's commentary and what is wrong with it, file by file.

    Exit code 0 when nothing stops a final build, 1 when something does. Words of a quarter that
    was published are to be read beside the figures of that day: name it with `--as-at`.

    Examples: `pmf commentary status`, `pmf commentary status --json`,
    `pmf commentary status --quarter "2025-26 Q1" --as-at 2025-09-02`
    """
    found = flow.compute(data, quarter, Audience.INTERNAL, day(as_at))
    doubts = review(all_of_quarter(data, found), found, before(data, found))
    blocking = [doubt for doubt in doubts if doubt.blocking]
    if as_json:
        say.machine([listed(doubt) for doubt in doubts])
    else:
        for file, of_file in groupby(doubts, key=lambda doubt: doubt.fault.file):
            say.line(file)
            for doubt in of_file:
                say.line(f"  {_told(doubt)}")
        many = len(doubts) - len(blocking)
        say.line(f"{found.quarter}: {len(blocking)} to mend, {many} to look at.")
    if blocking:
        raise typer.Exit(FAULTS)


group.command()(export)
group.command(name="import")(import_)


def _told(doubt: Doubt) -> str:
    fault = doubt.fault
    place = f"cell {fault.cell}: " if fault.cell else ""
    kind = str(doubt.kind) if doubt.blocking else f"{doubt.kind} (to look at)"
    text = f"{place}{kind}: expected {fault.expected}, got {fault.got}"
    return f"{text}. {fault.advice}" if fault.advice else text


def _listed(one: Drafted) -> dict[str, object]:
    return {
        "page": str(one.page),
        "file": str(one.file),
        "new": one.new,
        "added": [vars(want) for want in one.added],
        "there": [vars(want) for want in one.there],
    }


def _became(one: Drafted) -> str:
    if one.new:
        return f"new, with {len(one.added)} to write"
    return f"{len(one.added)} added, {len(one.there)} there already"
