"""What a file would add, shown before anything is added, and the question whether to."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from pmf_analysis.cli import say
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.intake.additions import Addition
from pmf_analysis.intake.doubts import Suspect
from pmf_analysis.intake.flow import Delivery
from pmf_analysis.intake.receive import Answers, Proposal
from pmf_analysis.visuals.quality import doubted_in_words

__all__ = ["Accept", "AcceptedBy", "RecordedOn", "Yes", "answers", "deliver"]

SHOWN = 30  # rows that a person reads before a question

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Add without asking.")]
Accept = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="CODE=REASON",
        help="Why a figure that looks wrong is right, as in "
        '--accept "601=Two teams merged in May"; CODE may be CODE/ORGANISATION/PERIOD.',
    ),
]
AcceptedBy = Annotated[
    str, typer.Option("--accepted-by", metavar="ROLE", help="The role that says so, never a name.")
]
RecordedOn = Annotated[
    dt.datetime | None,
    typer.Option(
        "--recorded-on",
        formats=["%Y-%m-%d"],
        help="The day to record them under; today if left out.",
    ),
]


def answers(
    accept: Iterable[str] | None, accepted_by: str, recorded_on: dt.datetime | None
) -> Answers:
    """Return what the options say.

    Raises
    ------
    WrongUse
        A reason without a code, or a code without a reason.
    """
    reasons: dict[str, str] = {}
    for text in accept or ():
        code, sign, reason = text.partition("=")
        if not (code.strip() and sign and reason.strip()):
            raise WrongUse(
                f'--accept is written CODE=REASON, as in "601=Two teams merged"; got {text!r}'
            )
        reasons[code.strip()] = reason.strip()
    now = dt.datetime.now().replace(microsecond=0)
    if recorded_on and recorded_on.date() > now.date():
        raise WrongUse(f"nothing is recorded in the future; {recorded_on:%Y-%m-%d} is after today")
    return Answers(recorded_on or now, reasons, accepted_by)


def deliver(delivery: Delivery, said: Answers, *, yes: bool, as_json: bool) -> bool:
    """Show what a file would add, ask, and add it; return whether it could be added.

    For a machine nothing is asked: it is added with `yes` alone.
    """
    proposal = delivery.propose(said)
    if as_json:
        if yes and not proposal.unsettled:
            proposal = delivery.take(said)
        say.machine(_document(proposal, added=yes and not proposal.unsettled))
        return not proposal.unsettled
    _show(delivery, proposal)
    if proposal.unsettled:
        say.line("Nothing was added.")
        return False
    if not proposal.frames:
        return True
    if not yes:
        if not sys.stdin.isatty():
            say.line("Nothing was added: say --yes to add without being asked.")
            return False
        if not typer.confirm("Add them?"):
            say.line("Nothing was added.")
            return True
    done = delivery.take(said)
    say.line(f"Added to {delivery.where}: {_counted(done)}.")
    return True


def _show(delivery: Delivery, proposal: Proposal) -> None:
    arrival, found = proposal.arrival, proposal.additions
    of = [arrival.source, arrival.directorate, arrival.quarter]
    say.line(f"{arrival.file}: {', '.join(part for part in of if part) or arrival.kind}")
    if not proposal.frames:
        say.line("Nothing to add: all of it is there already.")
    elif not found.rows:
        say.line("No figure is new; that it came will be noted.")
    else:
        say.line(f"Would be added: {_counted(proposal)}.")
    if found.rows:
        rows = [_row(row) for row in found.rows[:SHOWN]]
        say.table("", ("Table", "What", "Now", "Before"), rows)
        if len(found.rows) > SHOWN:
            say.line(f"... and {len(found.rows) - SHOWN:,} more")
    if found.there:
        say.line(f"There already: {found.there:,}")
    for row in found.kept[:SHOWN]:
        say.line(f"Kept as it is in {row.table}.csv: {' '.join(row.key)}")
    for reason, many in Counter(left.reason for left in arrival.left_out).most_common():
        say.line(f"Left out, {many:,} of {arrival.rows:,} rows: {reason}")
    _show_doubts(delivery, proposal)


def _show_doubts(delivery: Delivery, proposal: Proposal) -> None:
    for one in proposal.settled:
        say.line(f"Looks wrong, accepted: {_told(delivery, one.suspect)} Reason: {one.reason}")
    others = [s for s in proposal.suspects if not s.own]
    for suspect in others[:SHOWN]:
        say.line(f"Looks wrong: {_told(delivery, suspect)}")
    if len(others) > SHOWN:
        say.line(f"... and {len(others) - SHOWN:,} more of other areas")
    for suspect in proposal.unsettled:
        say.line(f"Looks wrong: {_told(delivery, suspect)}")
    if proposal.unsettled:
        codes = dict.fromkeys(s.indicator for s in proposal.unsettled)
        ways = " ".join(f'--accept "{code}=why it is right"' for code in codes)
        say.line(f"Correct the file, or say why it is right there or with {ways}")


def _told(delivery: Delivery, suspect: Suspect) -> str:
    indicator = delivery.indicators[suspect.indicator]
    words = doubted_in_words(suspect.doubted, indicator, delivery.year_starts)
    return f"{suspect.indicator} {indicator.name}, {suspect.organisation}. {words}"


def _counted(proposal: Proposal) -> str:
    tables = Counter(row.table for row in proposal.additions.rows)
    new = sum(row.before is None for row in proposal.additions.rows)
    changed = len(proposal.additions.rows) - new
    told = ", ".join(f"{many:,} to {table}.csv" for table, many in tables.items())
    return f"{told or 'a receipt'} ({new:,} new, {changed:,} changed)"


def _row(row: Addition) -> tuple[str, str, str, str]:
    return (
        row.table,
        " ".join(part for part in row.key if part),
        _cells(row.now),
        _cells(row.before),
    )


def _cells(cells: Mapping[str, str] | None) -> str:
    """The figures of a row, each by its column."""
    if cells is None:
        return ""
    said = {name: cell for name, cell in cells.items() if cell and name != "source"}
    return ", ".join(f"{name} {cell}" for name, cell in said.items())


def _document(proposal: Proposal, *, added: bool) -> dict[str, Any]:
    arrival = proposal.arrival
    return {
        "file": arrival.file,
        "sha256": arrival.sha256,
        "kind": str(arrival.kind),
        "added": added,
        "rows": arrival.rows,
        "left_out": [vars(left) for left in arrival.left_out],
        "there": proposal.additions.there,
        "additions": [
            {"table": r.table, "key": list(r.key), "now": r.now, "before": r.before, "row": r.row}
            for r in proposal.additions.rows
        ],
        "doubts": [
            {
                "indicator": s.indicator,
                "organisation": s.organisation,
                "own": s.own,
                **vars(s.doubted),
                "settled": s not in proposal.unsettled,
            }
            for s in proposal.suspects
        ],
    }
