"""One box beside its cell: edited or not, and what stands in the way of taking its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pmf_analysis.framework.errors import Fault
from pmf_analysis.pages.commentary.cells import guarded
from pmf_analysis.pages.commentary.remarks import Remark
from pmf_analysis.pages.commentary.word.markdown import paragraphs
from pmf_analysis.pages.commentary.word.merge import Unwritable, merged
from pmf_analysis.pages.commentary.word.paragraphs import Paragraph, Run, plain
from pmf_analysis.pages.commentary.word.record import Box, digest, folded, shown
from pmf_analysis.pages.commentary.word.returned import Told

__all__ = ["Edit", "Place", "Places", "edited", "fault", "find", "first_as_sent"]

LOOKS = "some bold, italic or a link was left out, which Markdown cannot say there"
FIELD = re.compile(r'HYPERLINK "[^"]*"')  # what LibreOffice leaves of a link


@dataclass(frozen=True)
class Edit:
    """A cell whose words would change.

    Attributes
    ----------
    title : str
        What the cell is about.
    file : str
        The notebook, and the cell's place in it.
    before, after : str
        Its Markdown.
    notes : tuple of str
        What of the look could not be kept.
    """

    title: str
    file: str
    before: str
    after: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where the words of a box belong."""

    remark: Remark
    path: Path


Places = Mapping[tuple[str, str, str, str, int], Place]


def fault(file: str, title: str, expected: str, got: str, advice: str = "") -> Fault:
    """Return what is wrong with one box of a file, or beside its boxes."""
    return Fault(file, None, "", expected, got, advice, title)


def find(box: Box, places: Places) -> Place | None:
    """Return the cell of a box; where several are alike, the one whose words it had."""
    about = (box.kind, box.scope, box.indicator, box.organisation)
    alike = [place for key, place in places.items() if key[:-1] == about]
    same = [place for place in alike if digest(place.remark.text) == box.source]
    return same[0] if len(same) == 1 else places.get((*about, box.nth))


def first_as_sent(told: Told, place: Place | None) -> Told:
    """Undo what LibreOffice does to the first paragraph of a box: it keeps the words alone."""
    if not told.paragraphs or place is None:
        return told
    first, *others = told.paragraphs
    said = FIELD.sub("", first.text)
    sent = paragraphs(place.remark.text)[:1]
    if sent and (sent[0].kind, folded(sent[0].text)) == (first.kind, folded(said)):
        return replace(told, paragraphs=(*sent, *others))
    return replace(told, paragraphs=(replace(first, runs=(Run(said),)), *others))


def edited(
    file: str, box: Box, told: Told, place: Place | None
) -> Iterator[Fault | tuple[Place, Edit]]:
    """Yield what is wrong with a box, or what it changes; nothing where nothing was edited.

    Parameters
    ----------
    file : str
        The Word file, as a fault names it.
    box : Box
        What the file says of the box.
    told : Told
        What stands in it.
    place : Place or None
        Its cell; None where there is none any more.
    """
    if told.pending:
        n = told.pending
        got = "1 that is not" if n == 1 else f"{n} that are not"
        advice = "Accept or reject it in Word" if n == 1 else "Accept or reject them in Word"
        yield fault(file, box.title, "every change accepted or rejected", got, advice)
    for what in told.foreign:
        advice = "Take it out, or say it in words"
        yield fault(file, box.title, "text alone in the box", what, advice)
    if told.pending or told.foreign or shown(told.paragraphs) == box.words:
        return
    if place is None:
        got = "none; it was deleted or its head was changed"
        yield fault(file, box.title, "the cell that it came from", got, _both(told.paragraphs))
        return
    before = place.remark.text
    if digest(before) != box.source:
        yield fault(
            file,
            box.title,
            "a cell that is as it was sent out",
            f"one changed in the notebook since, to {before!r}",
            _both(told.paragraphs),
        )
        return
    try:
        after = merged(before, told.paragraphs)
    except Unwritable:
        advice = "A fence, a comment or a formula there is left open"
        yield fault(file, box.title, "words that Markdown can hold", "others", advice)
        return
    if guarded(after) != guarded(before):
        where = f"{place.remark.file}, cell {place.remark.cell}"
        kept = paragraphs(after)
        notes = () if kept == told.paragraphs else (LOOKS,)
        yield place, Edit(box.title, where, before, after, notes)


def _both(paragraphs: Sequence[Paragraph]) -> str:
    return f"Nothing was changed; put this in by hand, or leave it: {plain(paragraphs)!r}"
