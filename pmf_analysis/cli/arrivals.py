"""What a file would add, shown before anything is added, and the question whether to."""

from __future__ import annotations

import datetime as dt
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from pmf_analysis.cli import say
from pmf_analysis.framework.errors import FaultsFound, PmfError, WrongUse
from pmf_analysis.framework.period import Period
from pmf_analysis.intake.additions import Addition
from pmf_analysis.intake.answers import Answers
from pmf_analysis.intake.delivery import Delivery
from pmf_analysis.intake.doubts import Suspect
from pmf_analysis.intake.receive import Proposal
from pmf_analysis.visuals.quality import doubted_in_words

__all__ = ["Accept", "AcceptedBy", "RecordedOn", "Yes", "answers", "deliver", "refused"]

SHOWN = 40  # rows that a person reads before a question
NOTHING = "Nothing was added."
NAME = 26  # characters of an indicator's name in a table
FEW = 10  # doubts about other councils

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
    return Answers(recorded_on or now, reasons, accepted_by, now.date())


def deliver(
    delivery: Delivery, said: Answers, *, yes: bool, as_json: bool
) -> tuple[bool, dict[str, Any]]:
    """Show what a file would add, ask, and add it; return whether it could be, and what it is.

    For a machine nothing is asked: it is added with `yes` alone.
    """
    proposal = delivery.propose(said)
    if not as_json:
        _show(delivery, proposal)
        _show_doubts(delivery, proposal, said)
    if proposal.unsettled or not proposal.frames:
        if proposal.unsettled and not as_json:
            say.line(NOTHING)
        return not proposal.unsettled, _document(proposal, added=False)
    if not yes and (as_json or not sys.stdin.isatty()):
        if not as_json:
            say.line(f"{NOTHING} Say --yes to add without being asked.")
        return as_json, _document(proposal, added=False)
    if not yes and not typer.confirm("Add them?"):
        say.line(NOTHING)
        return True, _document(proposal, added=False)
    proposal = delivery.take(said, proposal)
    if not as_json:
        say.line(f"Added to {delivery.where}: {_counted(proposal)}.")
    return True, _document(proposal, added=True)


def refused(file: str, error: PmfError) -> dict[str, Any]:
    """Return what is said to a machine of a file that could not be read."""
    faults = error.faults if isinstance(error, FaultsFound) else ()
    listed = [vars(fault) for fault in faults]
    return {"file": file, "added": False, "error": str(error), "faults": listed}


def _show(delivery: Delivery, proposal: Proposal) -> None:
    arrival, found = proposal.arrival, proposal.additions
    of = [arrival.source, delivery.names.get(arrival.directorate, ""), arrival.quarter]
    say.line(f"{arrival.file}: {', '.join(part for part in of if part) or arrival.kind}")
    if not proposal.frames:
        say.line("Nothing to add: all of it is there already.")
    elif not found.rows:
        say.line("No figure is new or changed; that it came will be noted.")
    else:
        say.line(f"Would be added: {_counted(proposal)}.")
    if len(found.rows) > SHOWN:
        header = ("Table", "Of", "New", "Changed", "From", "To")
        say.table("", header, list(_summary(delivery, found.rows)))
        _show_rows(delivery, "Changed", [row for row in found.rows if row.before is not None])
    else:
        _show_rows(delivery, "", found.rows)
    if found.there:
        say.line(f"There already: {found.there:,}")
    if found.older:
        say.line(f"This file came before; changed since, so kept as it is: {len(found.older):,}")
    for row in found.kept[:SHOWN]:
        say.line(f"Kept as it is in {row.table}.csv: {' '.join(row.key)}")
    for reason, many in Counter(left.reason for left in arrival.left_out).most_common():
        say.line(f"Left out, {many:,} of {arrival.rows:,} rows: {reason}")


def _show_rows(delivery: Delivery, title: str, rows: Sequence[Addition]) -> None:
    """The first of them, the council's own before those of others."""
    if not rows:
        return
    first = sorted(rows, key=lambda row: row.table == "benchmarks")[:SHOWN]
    header = ("What", "Whose", "Period", "Now", "Before")
    say.table(title, header, [_row(delivery, row) for row in first])
    if len(rows) > SHOWN:
        say.line(f"... and {len(rows) - SHOWN:,} more; --json has them all")


def _show_doubts(delivery: Delivery, proposal: Proposal, said: Answers) -> None:
    rows = {row.key[:3]: row.row for row in proposal.additions.rows if _is_figure(row)}

    def _told(suspect: Suspect) -> str:
        row = rows.get(suspect.cell)
        where = f" (row {row} of the file)" if row else ""
        return _in_words(delivery, suspect) + where

    for one in proposal.settled:
        say.line(f"Looks wrong, accepted: {_told(one.suspect)} Reason: {one.reason}")
    others = [s for s in proposal.suspects if not s.own]
    for suspect in others[:FEW]:
        say.line(f"Looks wrong elsewhere: {_told(suspect)}")
    if len(others) > FEW:
        say.line(f"... and {len(others) - FEW:,} more of other areas; --json has them all")
    for suspect in proposal.unsettled:
        say.line(f"Looks wrong: {_told(suspect)}")
    if proposal.unsettled:
        cell = "/".join(proposal.unsettled[0].cell)
        say.line(
            "Correct the file, or say why it is right: each like "
            f'--accept "{cell}=why" --accepted-by ROLE'
        )
        for named, many in said.astray({s.cell for s in proposal.suspects if s.own}).items():
            which = f"{many} of these figures; name one" if many else "none of these figures"
            say.line(f"--accept {named} names {which}")


def _in_words(delivery: Delivery, suspect: Suspect) -> str:
    indicator = delivery.indicators[suspect.indicator]
    words = doubted_in_words(suspect.doubted, indicator, delivery.year_starts)
    whose = _named(delivery, suspect.organisation)
    return f"{suspect.indicator} {indicator.name}, {whose}. {words}"


def _named(delivery: Delivery, code: str) -> str:
    return delivery.names.get(code, code)


def _counted(proposal: Proposal) -> str:
    tables = Counter(row.table for row in proposal.additions.rows)
    new = sum(row.before is None for row in proposal.additions.rows)
    changed = len(proposal.additions.rows) - new
    told = ", ".join(f"{many:,} to {table}" for table, many in tables.items())
    return f"{told or 'a receipt'} ({new:,} new, {changed:,} changed)"


def _summary(delivery: Delivery, rows: Sequence[Addition]) -> Iterator[tuple[str, ...]]:
    """Many rows in few: of each indicator or list how many, and over which periods."""
    groups: dict[tuple[str, str], list[Addition]] = {}
    for row in rows:
        groups.setdefault((row.table, row.key[0] if _is_figure(row) else ""), []).append(row)
    for (table, code), alike in groups.items():
        new = sum(row.before is None for row in alike)
        periods = {Period.parse(row.key[2], delivery.year_starts) for row in alike if code}
        ends = (str(min(periods)), str(max(periods))) if periods else ("", "")
        yield table, _indicator(delivery, code), f"{new:,}", f"{len(alike) - new:,}", *ends


def _row(delivery: Delivery, row: Addition) -> tuple[str, ...]:
    now, before = _cells(row.now), _cells(row.before)
    if not _is_figure(row):
        return row.table, " ".join(row.key), "", now, before
    code, whose, period, *breakdown = row.key
    of = ", ".join(part for part in (_named(delivery, whose), *breakdown) if part)
    return _indicator(delivery, code), of, period, now, before


def _indicator(delivery: Delivery, code: str) -> str:
    """Code and name, cut to what a line holds."""
    name = delivery.indicators[code].name if code in delivery.indicators else ""
    return textwrap.shorten(f"{code} {name}".strip(), NAME, placeholder=" ...")


def _is_figure(row: Addition) -> bool:
    return row.table in {"observations", "benchmarks"}


def _cells(cells: Mapping[str, str] | None) -> str:
    """The figures of a row, each by its column; a value needs no name."""
    if cells is None:
        return ""
    said = {name: cell for name, cell in cells.items() if cell and name != "source"}
    if set(said) == {"numerator", "denominator"}:
        return f"{said['numerator']} of {said['denominator']}"
    return ", ".join(cell if name == "value" else f"{name} {cell}" for name, cell in said.items())


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
