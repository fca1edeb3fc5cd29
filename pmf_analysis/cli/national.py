"""Verbs that bring in published statistics: import fingertips, ees, tidy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import Data, Json
from pmf_analysis.cli.arrivals import Accept, AcceptedBy, RecordedOn, Yes, answers, deliver
from pmf_analysis.intake import flow
from pmf_analysis.intake.answers import Answers
from pmf_analysis.intake.delivery import Delivery

__all__ = ["add"]

FAULTS = 1

OwnMapping = Annotated[
    Path | None,
    typer.Option(
        "--map",
        help="Which of its indicators is which of yours; mappings/ in the book's folder has it "
        "if left out.",
    ),
]


def add(app: typer.Typer) -> None:
    """Add these verbs to the command."""
    verbs = typer.Typer(no_args_is_help=True, help="Bring in published statistics.")
    verbs.command()(fingertips)
    verbs.command()(ees)
    verbs.command()(tidy)
    app.add_typer(verbs, name="import")


def fingertips(
    file: Annotated[Path, typer.Argument(help="CSV as downloaded from Fingertips.")],
    mapping: OwnMapping = None,
    data: Data = Path("data"),
    yes: Yes = False,
    accept: Accept = None,
    accepted_by: AcceptedBy = "",
    recorded_on: RecordedOn = None,
    as_json: Json = False,
) -> None:
    """Bring in public health indicators: the council's own row, its comparators and England.

    Examples: `pmf import fingertips indicators.csv --map fingertips.yml`
    """
    delivery = flow.fingertips(data, file, mapping)
    said = answers(accept, accepted_by, recorded_on)
    _bring(delivery, said, yes=yes, as_json=as_json)


def ees(
    file: Annotated[Path, typer.Argument(metavar="DATA", help="Data file, .csv or .csv.gz.")],
    meta: Annotated[Path, typer.Argument(metavar="META", help="Its .meta.csv.")],
    mapping: OwnMapping = None,
    data: Data = Path("data"),
    yes: Yes = False,
    accept: Accept = None,
    accepted_by: AcceptedBy = "",
    recorded_on: RecordedOn = None,
    as_json: Json = False,
) -> None:
    """Bring in education statistics: a data file of Explore Education Statistics and its meta.

    Examples: `pmf import ees absence.csv absence.meta.csv --map absence.yml`
    """
    delivery = flow.ees(data, file, meta, mapping)
    said = answers(accept, accepted_by, recorded_on)
    _bring(delivery, said, yes=yes, as_json=as_json)


def tidy(
    file: Annotated[Path, typer.Argument(help="CSV, Excel or Parquet: a row an area and period.")],
    mapping: Annotated[
        Path, typer.Option("--map", help="Which columns are which indicator's figures.")
    ],
    data: Data = Path("data"),
    yes: Yes = False,
    accept: Accept = None,
    accepted_by: AcceptedBy = "",
    recorded_on: RecordedOn = None,
    as_json: Json = False,
) -> None:
    """Bring in any area-by-period file through a mapping; areas and neighbours too.

    Examples: `pmf import tidy homelessness.csv --map homelessness.yml`
    """
    delivery = flow.tidy(data, file, mapping)
    said = answers(accept, accepted_by, recorded_on)
    _bring(delivery, said, yes=yes, as_json=as_json)


def _bring(delivery: Delivery, said: Answers, *, yes: bool, as_json: bool) -> None:
    well, document = deliver(delivery, said, yes=yes, as_json=as_json)
    if as_json:
        say.machine(document)
    if not well:
        raise typer.Exit(FAULTS)
