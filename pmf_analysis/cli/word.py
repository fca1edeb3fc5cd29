"""Verbs that send commentary out as Word files and take it back: export, import."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import AsAt, Data, Json, Quarter, day

if TYPE_CHECKING:
    from pmf_analysis.pages.commentary.word import Proposal

__all__ = ["export", "import_"]

NOTHING = "Nothing was changed."
OWN = "passed over. Word keeps it while the file is open, perhaps with edits that are not saved."


class Format(StrEnum):
    """What commentary can be sent out as."""

    DOCX = "docx"


def export(
    data: Data = Path("data"),
    quarter: Quarter = "",
    directorate: Annotated[
        str,
        typer.Option("--directorate", help="The code of one; corporate for what belongs to none."),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder of the files; _build/commentary/QUARTER if left out."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="Word is the only one.")] = Format.DOCX,
    as_at: AsAt = None,
    as_json: Json = False,
) -> None:
    """Write a quarter's words as Word files for review, one a directorate.

    Each box of a file holds one cell, below its figures and its chart. A director edits in the
    boxes with Track Changes; `pmf commentary import` takes the accepted words back.

    Examples: `pmf commentary export --format docx --quarter "2025-26 Q2"`,
    `pmf commentary export --directorate adults`
    """
    from pmf_analysis.pages.commentary import word  # noqa: PLC0415 - loads python-docx

    del form  # there is one
    written = word.export(data, quarter, directorate, out, day(as_at))
    if as_json:
        say.machine([{**vars(one), "path": str(one.path)} for one in written])
        return
    for one in written:
        say.line(f"{one.path}: {one.name}, {one.boxes} {'box' if one.boxes == 1 else 'boxes'}")


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Word files, reviewed.")],
    data: Data = Path("data"),
    quarter: Quarter = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Change without asking.")] = False,
    as_at: AsAt = None,
    as_json: Json = False,
) -> None:
    """Take reviewed words back into the notebooks, cell by cell.

    Shows what would change, with the reviewers' comments, and asks. Where anything cannot be
    placed (changes not accepted, words outside the boxes, a cell that has changed here as well)
    it names all of it, and changes nothing.

    Examples: `pmf commentary import adults.docx`, `pmf commentary import *.docx --yes`
    """
    from pmf_analysis.pages.commentary import word  # noqa: PLC0415 - loads python-docx

    proposal = word.propose(data, files, quarter, day(as_at))
    if as_json:
        if yes:
            proposal.take()
        say.machine(_document(proposal, taken=yes and bool(proposal.edits)))
        return
    _show(proposal)
    if not proposal.edits:
        say.line(NOTHING)
        return
    if not yes and not sys.stdin.isatty():
        say.line(f"{NOTHING} Say --yes to change without being asked.")
        return
    if not yes and not typer.confirm("Change them?"):
        say.line(NOTHING)
        return
    proposal.take()
    n = len(proposal.edits)
    say.line(f"Changed: {n} {'cell' if n == 1 else 'cells'}.")


def _show(proposal: Proposal) -> None:
    from pmf_analysis.pages.commentary import word  # noqa: PLC0415 - loads python-docx

    for name in proposal.passed_over:
        say.line(f"{name}: {OWN}")
    for comment in proposal.comments:
        say.line(f"Comment on {comment.title or 'the whole'}: {comment.text}")
    for edit in proposal.edits:
        say.line(f"{edit.file}: {edit.title}")
        for line in word.difference(edit.before, edit.after):
            say.line(f"  {line}")
        for note in edit.notes:
            say.line(f"  Note: {note}")
    n = proposal.unchanged
    say.line(f"{n} {'cell was' if n == 1 else 'cells were'} not edited.")


def _document(proposal: Proposal, *, taken: bool) -> dict[str, object]:
    return {
        "changed": taken,
        "unchanged": proposal.unchanged,
        "edits": [vars(edit) for edit in proposal.edits],
        "comments": [vars(comment) for comment in proposal.comments],
        "passed_over": list(proposal.passed_over),
    }
