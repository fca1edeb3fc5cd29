"""Words that came back in Word files, beside those in the notebooks: what would change."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary.cells import cells as spans
from pmf_analysis.pages.commentary.cells import replaced
from pmf_analysis.pages.commentary.disk import all_written
from pmf_analysis.pages.commentary.files import NOTEBOOK
from pmf_analysis.pages.commentary.remarks import folder_of, read_texts
from pmf_analysis.pages.commentary.word.cell import (
    Edit,
    Place,
    Places,
    edited,
    fault,
    find,
    first_as_sent,
)
from pmf_analysis.pages.commentary.word.export import cells
from pmf_analysis.pages.commentary.word.notebook import with_source
from pmf_analysis.pages.commentary.word.opened import Opened, opened
from pmf_analysis.pages.commentary.word.returned import Returned, returned

__all__ = ["Comment", "Edit", "Proposal", "propose"]

FIRST_WORDS = 60  # characters of what was typed outside the boxes
OWNER = "~$"  # how the note begins that Word keeps beside a file while it is open


@dataclass(frozen=True)
class Comment:
    """A comment of a reviewer, who is not named."""

    title: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """What Word files would change; nothing is changed yet.

    Attributes
    ----------
    edits : tuple of Edit
        The cells that change.
    unchanged : int
        How many cells came back as they went.
    comments : tuple of Comment
        What reviewers remarked.
    changes : tuple
        Each notebook with its text before and after.
    passed_over : tuple of str
        Names of Word's own notes about files that are open, which hold no words.
    """

    edits: tuple[Edit, ...]
    unchanged: int
    comments: tuple[Comment, ...]
    changes: tuple[tuple[Path, str, str], ...]
    passed_over: tuple[str, ...] = ()

    def take(self) -> None:
        """Write the words into the notebooks: all of them, or none.

        Raises
        ------
        FaultsFound
            A notebook is no longer what was read.
        """
        all_written(self.changes)


def propose(
    data: Path,
    documents: Sequence[Path],
    quarter: str = "",
    as_at: dt.date | None = None,
) -> Proposal:
    """Say what Word files would change in the commentary of a quarter.

    Parameters
    ----------
    data : Path
        The book of data, beside which the commentary stands.
    documents : sequence of Path
        The files that came back.
    quarter : str
        The quarter that they are of; the latest when left out.
    as_at : date, optional
        Read the figures as they stood on this day.

    Raises
    ------
    FaultsFound
        Whatever stands in the way, all at once: of any file, any box.
    """
    findings = flow.compute(data, quarter, Audience.INTERNAL, as_at)
    remarks, texts = read_texts(folder_of(data, findings))
    places = {
        (page.kind, page.scope, one.indicator, one.organisation, nth): Place(one, texts[page][0])
        for page, one, nth in cells(remarks)
    }
    faults: list[Fault] = []
    own = [path for path in documents if path.name.startswith(OWNER)]
    sent = [path for path in documents if path not in own]
    came = [_came(file, findings, places) for file in _opened(sent, faults)]
    faults += [wrong for one in came for wrong in one.faults]
    edits = [edit for one in came for edit in one.edits]
    faults += _twice(edits)
    if faults:
        raise FaultsFound(faults)
    return Proposal(
        tuple(dict.fromkeys(edit for _, edit in edits)),
        sum(one.unchanged for one in came),
        tuple(comment for one in came for comment in one.comments),
        tuple(_changes(edits, dict(texts.values()))),
        tuple(path.name for path in own),
    )


@dataclass(frozen=True)
class _Came:
    """What one file brought."""

    faults: tuple[Fault, ...]
    edits: tuple[tuple[Place, Edit], ...] = ()
    comments: tuple[Comment, ...] = ()
    unchanged: int = 0


def _came(file: Opened, findings: Findings, places: Places) -> _Came:
    wrong = tuple(_elsewhere(file, findings))
    if wrong:
        return _Came(wrong)
    read = returned(file)
    titles = {box.tag: box.title for box in file.record.boxes}
    told = dict(read.boxes)
    found: list[Fault | tuple[Place, Edit]] = list(_misplaced(file, read))
    unchanged = 0
    for box in file.record.boxes:
        if box.tag in told:
            place = find(box, places)
            here = told[box.tag] if read.whole else first_as_sent(told[box.tag], place)
            outcome = list(edited(file.name, box, here, place))
            found += outcome
            unchanged += not outcome
    return _Came(
        tuple(one for one in found if isinstance(one, Fault)),
        tuple(one for one in found if not isinstance(one, Fault)),
        tuple(Comment(titles.get(tag, ""), said) for tag, said in read.comments),
        unchanged,
    )


def _opened(documents: Iterable[Path], faults: list[Fault]) -> Iterator[Opened]:
    for path in documents:
        try:
            yield opened(path.name, path.read_bytes())
        except FaultsFound as error:
            faults += error.faults
        except OSError as error:
            got = error.strerror or "one that will not open"
            faults.append(Fault(path.name, None, "", "a file that can be read", got))


def _elsewhere(file: Opened, findings: Findings) -> Iterator[Fault]:
    record, council = file.record, findings.framework.council
    if record.council != council.code:
        expected = f"a file of {council.name} ({council.code})"
        yield Fault(file.name, None, "", expected, f"one of {record.council}")
    elif record.quarter != findings.quarter:
        advice = f'If it is meant, say --quarter "{record.quarter}"'
        expected = f"a file of {findings.quarter}"
        yield Fault(file.name, None, "", expected, f"one of {record.quarter}", advice)


def _misplaced(file: Opened, came: Returned) -> Iterator[Fault]:
    """Boxes that are unknown, missing or there twice, and what stands outside them."""
    sent = {box.tag: box.title for box in file.record.boxes}
    count = Counter(tag for tag, _ in came.boxes)
    again = "Copy its words into the file that was sent out, and import that"
    for tag, many in count.items():
        if tag not in sent:
            yield fault(
                file.name, "", "the boxes that were sent out", "a box of another file", again
            )
        elif many > 1:
            advice = "Delete all but one"
            yield fault(file.name, sent[tag], "the box once", f"{many} of them", advice)
    for tag in sent.keys() - count.keys():
        yield fault(file.name, sent[tag], "the box with its words", "none", again)
    for text in came.outside:
        first = text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS]}..."
        advice = "Move it into the box that it belongs to, or delete it"
        yield fault(file.name, "", "nothing new outside the boxes", repr(first), advice)


def _twice(taken: Iterable[tuple[Place, Edit]]) -> Iterator[Fault]:
    seen: dict[tuple[Path, int], str] = {}
    for place, edit in taken:
        where = place.path, place.remark.cell
        if seen.setdefault(where, edit.after) != edit.after:
            got = "other words in two files"
            yield Fault(edit.file, None, "", "one new text for the cell", got, cell=edit.title)


def _changes(
    taken: Sequence[tuple[Place, Edit]], texts: Mapping[Path, str]
) -> Iterator[tuple[Path, str, str]]:
    """Yield each notebook anew, from the text that the cells were counted in."""
    for path in sorted({place.path for place, _ in taken}):
        before = after = texts[path]
        here = {place.remark.cell: edit.after for place, edit in taken if place.path == path}
        for number in sorted(here):
            after = _rewritten(path, after, number, here[number])
        yield path, before, after


def _rewritten(path: Path, text: str, number: int, source: str) -> str:
    if path.suffix == NOTEBOOK:
        return with_source(text, number, source)
    return replaced(text, spans(text)[number - 1], source)
