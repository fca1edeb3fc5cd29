"""The verb that begins a council's own book: new."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import Json
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.pages.places import shipped

if TYPE_CHECKING:
    from pmf_analysis.intake.new import Begun

__all__ = ["add"]

Read = TypeVar("Read")
USUAL_FOLDER = "mycouncil"


def add(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(new)


def new(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="A folder to make.")] = "",
    framework: Annotated[
        str,
        typer.Option(
            "--framework", metavar="NAME", help='A ready-made framework to begin from, or "none".'
        ),
    ] = "",
    name: Annotated[str, typer.Option("--name", help="The council's name.")] = "",
    code: Annotated[str, typer.Option("--code", help="Its GSS code, such as E07000999.")] = "",
    year_starts: Annotated[
        str, typer.Option("--year-starts", metavar="MONTH", help="When its financial year starts.")
    ] = "",
    quarter: Annotated[
        str,
        typer.Option("--quarter", help="The first to report; the last that is over if left out."),
    ] = "",
    as_json: Json = False,
) -> None:
    """Begin your council's own book: its profile, empty tables, notebooks, and a README.

    It asks what it has to know. Given a folder and a ready-made framework it asks nothing, and
    takes what is left out from the framework. Nothing that is there is ever overwritten.

    Examples: `pmf new`, `pmf new mycouncil --framework none --name "Smallbridge Council"
    --code E07000999`
    """
    from pmf_analysis.intake import new as books  # noqa: PLC0415 - loads pandas

    given = (folder, framework, name, code, year_starts, quarter)
    needed = _needed(folder, framework, name, code, books.NONE)
    if needed:
        if as_json or not sys.stdin.isatty():
            known = ", ".join((*books.ready_made(), books.NONE))
            raise WrongUse(
                f"there is nobody to ask; give {' and '.join(needed)}, as in: pmf new mycouncil "
                '--framework none --name "Smallbridge Council" --code E07000999. '
                f"Frameworks: {known}"
            )
        given = _questions(*given)
    asked = books.asked(*given, today=dt.date.today())
    begun = books.begin(asked, shipped("notebooks"))
    if as_json:
        say.machine(_document(begun))
        return
    _tell(begun)


def _needed(folder: str, framework: str, name: str, code: str, none: str) -> list[str]:
    """What nobody can guess."""
    own = framework in {"", none}
    lacking = {"DIR": not folder, "--framework": not framework}
    lacking |= {"--name": own and not name, "--code": own and not code}
    return [option for option, is_lacking in lacking.items() if is_lacking]


def _questions(
    folder: str, framework: str, name: str, code: str, year_starts: str, quarter: str
) -> tuple[str, str, str, str, str, str]:
    """Ask for each answer that was not given, until it is one."""
    from pmf_analysis.intake import new as books  # noqa: PLC0415 - loads pandas

    today = dt.date.today()
    say.line("A few questions. Enter takes what stands in brackets.")
    folder = folder or _ask("A folder for the book", USUAL_FOLDER, books.read_folder)
    if not framework:
        say.line(f"Ready-made frameworks: {', '.join(books.ready_made())}")
        what = f"Which one to begin from ({books.NONE}: a short one that belongs to no council)"
        framework = _ask(what, books.NONE, books.read_framework)
    usual = books.usual(books.read_framework(framework))
    guess = usual.name or Path(folder).name.replace("-", " ").title()
    name = name or _ask("The council's name", guess, books.read_name)
    code = code or _ask("Its GSS code, such as E07000999", usual.code, books.read_code)
    month = year_starts or _ask(
        "The month its financial year starts", str(usual.year_starts), books.read_month
    )
    starts = books.read_month(month)
    over = str(books.read_quarter("", starts, today))
    quarter = quarter or _ask(
        "The first quarter to report", over, lambda text: books.read_quarter(text, starts, today)
    )
    return folder, framework, name, code, month, quarter


def _ask(question: str, default: str, read: Callable[[str], Read]) -> str:
    """Ask until the answer can be read."""
    while True:
        answer: str = typer.prompt(question, default=default or None)
        try:
            read(answer)
        except WrongUse as error:
            say.explain(error)
        else:
            return answer


def _document(begun: Begun) -> dict[str, object]:
    return {
        "council": begun.council,
        "quarter": begun.quarter,
        "folder": str(begun.folder),
        "tables": begun.tables,
        "indicators": begun.indicators,
        "notebooks": begun.notebooks,
        "elsewhere": list(begun.elsewhere),
    }


def _tell(begun: Begun) -> None:
    there = Path("data", "framework.yml")
    say.line(f"{begun.council}: your book is in {begun.folder}")
    say.line(f"  {there}     what your council calls things, its people, rules and calendar")
    held = f", {begun.indicators} indicators in the catalogue" if begun.indicators else ""
    say.line(f"  data/*.csv             {begun.tables} tables with their headers{held}")
    say.line(f"  notebooks/             {begun.notebooks} templates, and room for your words")
    say.line("  README.md              the way from here to the first report, step by step")
    if begun.elsewhere:
        lines = ", ".join(str(line) for line in begun.elsewhere)
        say.line(f"{there} still names another council, in lines {lines}: put yours there.")
    say.line(f"First report: {begun.quarter}. Next, read README.md there, and: pmf check")
