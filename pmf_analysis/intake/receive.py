"""From a file that arrived to rows of the ledgers: checked, compared, doubted, added once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.framework.errors import Fault, FaultsFound, WrongUse
from pmf_analysis.intake import doubts
from pmf_analysis.intake.additions import Additions, Frames, additions, appended, stamped
from pmf_analysis.intake.answers import Answers
from pmf_analysis.intake.doubts import Cell, Settled, Suspect
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.store import Read, Store
from pmf_analysis.tables import validate
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES

__all__ = ["Proposal", "propose", "take"]

RETURNS = PurePosixPath("returns")
LISTS = {"areas", "neighbours"}
FIGURES = ("observations", "benchmarks")
SHORT = 12  # hex digits of a digest that tell two files apart in a folder


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


def propose(store: Store, arrival: Arrival, answers: Answers) -> Proposal:
    """Say what a file would add; nothing is changed.

    Raises
    ------
    FaultsFound
        Rows that the book cannot take, by file and row; or faults of the book itself.
    """
    return _proposal(store.read(TABLES), arrival, answers)


def take(
    store: Store,
    arrival: Arrival,
    content: bytes,
    answers: Answers,
    shown: Proposal | None = None,
) -> Proposal:
    """Add what a file brings, all of it or nothing, and keep a return as it came.

    Parameters
    ----------
    store : Store
        Where the book is kept.
    arrival : Arrival
        What the file brought.
    content : bytes
        The file itself.
    answers : Answers
        What is said of it.
    shown : Proposal or None
        What someone has seen and agreed to.

    Raises
    ------
    FaultsFound
        As `propose`.
    WrongUse
        A figure that looks wrong has no reason; or the book is another since it was shown.
    """
    with store.appending() as ledger:
        proposal = _proposal(ledger.read(TABLES), arrival, answers)
        if shown is not None and not _alike(shown, proposal):
            raise WrongUse(
                f"{arrival.file}: the book has changed since this was shown, so nothing was "
                "added; look at it again"
            )
        if proposal.unsettled:
            waiting = ", ".join("/".join(suspect.cell) for suspect in proposal.unsettled)
            raise WrongUse(f"{arrival.file}: these figures look wrong and need a reason: {waiting}")
        if proposal.frames:
            if arrival.kind is ArrivalKind.RETURN:
                ledger.keep(content, _kept_as(arrival))
            ledger.add(proposal.frames)
    return proposal


def _alike(shown: Proposal, now: Proposal) -> bool:
    return (shown.additions.rows, shown.suspects) == (now.additions.rows, now.suspects)


def _kept_as(arrival: Arrival) -> PurePosixPath:
    """Where the original is kept: by quarter, directorate and digest."""
    quarter = arrival.quarter.lower().replace(" ", "-").replace("/", "-")
    ending = PurePosixPath(arrival.file).suffix.lower()
    return RETURNS / quarter / f"{arrival.directorate}-{arrival.sha256[:SHORT]}{ending}"


def _proposal(read: Read, arrival: Arrival, answers: Answers) -> Proposal:
    if not any(len(rows) for rows in arrival.tables.values()):
        raise FaultsFound([_nothing(arrival)])
    again = _came_before(read, arrival)
    found = additions(arrival, read.tables, answers.moment, again=again)
    _must_be_later(read, arrival, found, answers)
    book = _checked(read, arrival, found.frames)
    suspects = _suspects(book, found) if book is not None else []
    own = {s.cell for s in suspects if s.own}
    written = {
        cell: (reason, arrival.accepted_by)
        for cell, reason in arrival.reasons.items()
        if cell in own and reason
    }
    typed = answers.of(own - set(written))
    if typed and not answers.accepted_by:
        raise WrongUse("say who accepts it: --accepted-by and a role, never a name")
    settled, unsettled = doubts.settled(suspects, typed | written)
    frames: Frames = {}
    if found.frames or not again:
        frames = dict(found.frames) | _record(read, arrival, found, settled, answers)
    return Proposal(arrival, found, tuple(suspects), tuple(settled), tuple(unsettled), frames)


def _came_before(read: Read, arrival: Arrival) -> bool:
    """Whether the very same file was taken in, read by the same mapping."""
    known = read.tables.get("receipts")
    if known is None:
        return False
    pairs = set(zip(known["receipt"], known["mapping"], strict=True))
    return (arrival.sha256, arrival.mapping) in pairs


def _nothing(arrival: Arrival) -> Fault:
    """A file of which no row gave a figure: most often the mapping or the file is another's."""
    reasons = Counter(left.reason for left in arrival.left_out).most_common(1)
    got = "none" + "".join(f" ({many:,} rows: {reason})" for reason, many in reasons)
    expected = "a figure of this book's areas and indicators"
    return Fault(arrival.file, None, "", expected, got, "Is it the right file, and mapping?")


def _suspects(book: Book, found: Additions) -> list[Suspect]:
    own = [_cell(a.key) for a in found.rows if a.table == "observations" and not a.key[3]]
    others = [_cell(a.key) for a in found.rows if a.table == "benchmarks"]
    return doubts.suspects(book, own, others) if own or others else []


def _cell(key: tuple[str, ...]) -> Cell:
    indicator, organisation, period = key[:3]
    return indicator, organisation, period


def _must_be_later(read: Read, arrival: Arrival, found: Additions, answers: Answers) -> None:
    """A row takes the place of an earlier one, and changes no report that is out."""
    day = answers.moment.date()
    today = answers.today or day
    issued = [d.publication for d in read.framework.quarters.values() if d.publication]
    out = max((p for p in issued if day <= p < today), default=None)
    there = {name: _series(read.tables.get(name)) for name in FIGURES} if out else {}
    faults = []
    for row in found.rows:
        if row.recorded_before[:10] > day.isoformat():
            least = f"{row.recorded_before[:10]}, when the figure was last recorded"
        elif out and row.key[:2] in there.get(row.table, ()):
            least = f"the day after {out}, when a report of the series was published"
        else:
            continue
        expected = f"a day no earlier than {least}"
        advice = "Give a later day with --recorded-on, or leave it out for today"
        faults.append(Fault(arrival.file, row.row, "", expected, day.isoformat(), advice))
    if faults:
        raise FaultsFound(faults)


def _series(rows: pd.DataFrame | None) -> set[tuple[str, ...]]:
    """The series that a table holds figures of."""
    if rows is None or rows.empty:
        return set()
    columns = (rows["indicator"], rows["organisation" if "organisation" in rows else "area"])
    return set(zip(*columns, strict=True))


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


def _record(
    read: Read,
    arrival: Arrival,
    found: Additions,
    settled: Sequence[Settled],
    answers: Answers,
) -> dict[str, pd.DataFrame]:
    """The receipt, and the reasons for what looked wrong."""
    receipt = {
        "receipt": arrival.sha256,
        "kind": str(arrival.kind),
        "file": arrival.file,
        "mapping": arrival.mapping,
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
    return {
        name: stamped(
            TABLES[name], pd.DataFrame(rows, dtype=str), read.tables.get(name), answers.moment
        )
        for name, rows in made.items()
        if rows
    }
