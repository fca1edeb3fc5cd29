"""From a file that arrived to rows of the ledgers: checked, compared, doubted, added once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.framework.errors import Fault, FaultsFound, WrongUse
from pmf_analysis.intake import doubts
from pmf_analysis.intake.additions import Additions, Frames, additions, appended, stamped
from pmf_analysis.intake.doubts import Cell, Settled, Suspect
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.store import Read, Store
from pmf_analysis.tables import validate
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES

__all__ = ["Answers", "Proposal", "propose", "take"]

RETURNS = PurePosixPath("returns")
LISTS = {"areas", "neighbours"}
SHORT = 12  # hex digits of a digest that tell two files apart in a folder


@dataclass(frozen=True)
class Answers:
    """What whoever takes a file in says of it.

    Attributes
    ----------
    moment : datetime
        When its rows are recorded.
    reasons : mapping of str to str
        Why figures that look wrong are right: by indicator, ``indicator/organisation`` or
        ``indicator/organisation/period``.
    accepted_by : str
        The role that says so.
    """

    moment: dt.datetime
    reasons: Mapping[str, str]
    accepted_by: str = ""

    def reason(self, cell: Cell, written: Mapping[Cell, str]) -> str:
        """Return the reason for a figure; what stands in the file comes first."""
        ways = ("/".join(cell[:parts]) for parts in (3, 2, 1))
        said = (self.reasons[way] for way in ways if way in self.reasons)
        return written.get(cell, "") or next(said, "")


@dataclass(frozen=True)
class Proposal:
    """What a file would do to the book.

    Attributes
    ----------
    arrival : Arrival
        What it brought.
    additions : Additions
        What of that is new.
    suspects : tuple of Suspect
        Figures that look wrong.
    settled : tuple of Settled
        Those with a reason why they are right.
    unsettled : tuple of Suspect
        Those of the council without one: nothing of the file is added while there is any.
    frames : mapping of str to DataFrame
        Every row to append, receipt and reasons among them.
    """

    arrival: Arrival
    additions: Additions
    suspects: tuple[Suspect, ...]
    settled: tuple[Settled, ...]
    unsettled: tuple[Suspect, ...]
    frames: Frames

    @property
    def taken_before(self) -> bool:
        """Whether the very same file was taken in before and brings nothing more."""
        return not self.frames


def propose(store: Store, arrival: Arrival, answers: Answers) -> Proposal:
    """Say what a file would add; nothing is changed.

    Raises
    ------
    FaultsFound
        Rows that the book cannot take, by file and row; or faults of the book itself.
    """
    return _proposal(store.read(TABLES), arrival, answers)


def take(store: Store, arrival: Arrival, content: bytes, answers: Answers) -> Proposal:
    """Add what a file brings, all of it or nothing, and keep a return as it came.

    Raises
    ------
    FaultsFound
        As `propose`; or figures look wrong and no reason was given.
    """
    with store.appending() as ledger:
        proposal = _proposal(ledger.read(TABLES), arrival, answers)
        if proposal.unsettled:
            raise WrongUse("figures that look wrong need a reason each")
        if proposal.frames:
            if arrival.kind is ArrivalKind.RETURN:
                ledger.keep(content, _kept_as(arrival))
            ledger.add(proposal.frames)
    return proposal


def _kept_as(arrival: Arrival) -> PurePosixPath:
    """Where the original is kept: by quarter, directorate and digest."""
    quarter = arrival.quarter.lower().replace(" ", "-").replace("/", "-")
    ending = PurePosixPath(arrival.file).suffix.lower()
    return RETURNS / quarter / f"{arrival.directorate}-{arrival.sha256[:SHORT]}{ending}"


def _proposal(read: Read, arrival: Arrival, answers: Answers) -> Proposal:
    found = additions(arrival, read.tables, answers.moment)
    _must_be_later(arrival, found, answers.moment.date())
    book = _checked(read, arrival, found.frames)
    if book is None:
        return Proposal(arrival, found, (), (), (), _with_record(read, arrival, found, [], answers))
    own = [_cell(a.key) for a in found.rows if a.table == "observations" and not a.key[3]]
    others = [_cell(a.key) for a in found.rows if a.table == "benchmarks"]
    suspects = doubts.suspects(book, own, others) if own or others else []
    reasons = {s.cell: answers.reason(s.cell, arrival.reasons) for s in suspects if s.own}
    by = arrival.accepted_by or answers.accepted_by
    settled, unsettled = doubts.settled(suspects, reasons, by)
    frames = _with_record(read, arrival, found, settled, answers)
    return Proposal(arrival, found, tuple(suspects), tuple(settled), tuple(unsettled), frames)


def _cell(key: tuple[str, ...]) -> Cell:
    indicator, organisation, period = key[:3]
    return indicator, organisation, period


def _must_be_later(arrival: Arrival, found: Additions, day: dt.date) -> None:
    """A row takes the place of an earlier one, never of a later one."""
    late = [r for r in found.rows if r.recorded_before[:10] > day.isoformat()]
    advice = "Give a later day with --recorded-on, or leave it out for today"
    faults = [
        Fault(
            arrival.file,
            row.row,
            "",
            f"a day no earlier than {row.recorded_before[:10]}, when the figure was last recorded",
            day.isoformat(),
            advice,
        )
        for row in late
    ]
    if faults:
        raise FaultsFound(faults)


def _checked(read: Read, arrival: Arrival, added: Frames) -> Book | None:
    """The book with the new rows; what is wrong with those names the file that brought them.

    None where only lists of areas grow, and all that is wrong was wrong before: an indicator may
    name a group of neighbours that is yet to come.
    """
    try:
        return validate.book(read.framework, appended(read.tables, added), read.faults)
    except FaultsFound as error:
        found = {_named(fault, read.tables, added, arrival) for fault in error.faults}
    if not set(arrival.tables) <= LISTS or not found <= _wrong_before(read):
        raise FaultsFound(found)
    return None


def _wrong_before(read: Read) -> set[Fault]:
    try:
        validate.book(read.framework, read.tables, read.faults)
    except FaultsFound as error:
        return set(error.faults)
    return set()


def _named(fault: Fault, there: Frames, added: Frames, arrival: Arrival) -> Fault:
    table = fault.file.removesuffix(".csv")
    if fault.row is None or table not in added:
        return fault
    earlier = there.get(table)
    last = 1 if earlier is None or earlier.empty else int(earlier.index.max())
    if fault.row <= last:
        return fault
    row = int(added[table].index[fault.row - last - 1])
    return replace(fault, file=arrival.file, row=row)


def _with_record(
    read: Read,
    arrival: Arrival,
    found: Additions,
    settled: Sequence[Settled],
    answers: Answers,
) -> Frames:
    """What is added, with the receipt and the reasons for what looked wrong.

    Nothing where the very same file came before and brings nothing more.
    """
    known = read.tables.get("receipts")
    if not found.frames and known is not None and arrival.sha256 in set(known["receipt"]):
        return {}
    receipt = {
        "receipt": arrival.sha256,
        "kind": str(arrival.kind),
        "file": arrival.file,
        "directorate": arrival.directorate,
        "quarter": arrival.quarter,
        "source": arrival.source,
        "licence": arrival.licence,
        "rows": str(arrival.rows),
        "left_out": str(len(arrival.left_out)),
        "added": str(sum(len(rows) for rows in found.frames.values())),
    }
    reasons = [
        {
            "indicator": s.suspect.indicator,
            "organisation": s.suspect.organisation,
            "period": s.suspect.doubted.period,
            "doubt": str(s.suspect.doubted.doubt),
            "value": "" if s.suspect.doubted.value is None else repr(s.suspect.doubted.value),
            "reason": s.reason,
            "accepted_by": s.accepted_by,
        }
        for s in settled
    ]
    made = {"receipts": [receipt], "acceptances": reasons}
    return dict(found.frames) | {
        name: stamped(
            TABLES[name], pd.DataFrame(rows, dtype=str), read.tables.get(name), answers.moment
        )
        for name, rows in made.items()
        if rows
    }
