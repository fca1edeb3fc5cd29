"""What is wrong with a quarter's commentary beside its findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.pages.commentary.claims import contradictions
from pmf_analysis.pages.commentary.draft import asked
from pmf_analysis.pages.commentary.files import stem
from pmf_analysis.pages.commentary.promises import has_action, has_date
from pmf_analysis.pages.commentary.remarks import Part, Remark, Remarks, key
from pmf_analysis.pages.commentary.wanted import Wanted, wanted
from pmf_analysis.pages.contents import PageId

__all__ = ["Doubt", "DoubtKind", "review"]


class DoubtKind(StrEnum):
    """What can be wrong with words."""

    MISSING = "missing"
    STALE = "stale"
    ORPHANED = "orphaned"
    EMPTY = "empty"
    TOO_LONG = "too long"
    REPEATED = "repeated"
    NO_ACTION = "no action"
    CONTRADICTS = "contradicts"
    IN_GUIDE = "in a guide"
    UNREADABLE = "unreadable"
    ADRIFT = "adrift"
    INTERNAL = "internal"


HOLDS = 'Change the sentence, or say in the head of the cell why it holds: "holds": "August alone"'


@dataclass(frozen=True)
class Doubt:
    """One thing wrong with the words of one cell.

    Attributes
    ----------
    kind : DoubtKind
        What is wrong.
    fault : Fault
        File and cell, what was expected, what came, what to do.
    about : tuple of str
        Indicator and organisation; "" and "" for the page as a whole.
    blocking : bool
        Whether a final build refuses.
    """

    kind: DoubtKind
    fault: Fault
    about: tuple[str, str]
    blocking: bool = True

    def __str__(self) -> str:
        """One line, as a fault; a doubt that stops nothing says so."""
        return str(self.fault) if self.blocking else f"{self.fault} (to look at)"


@dataclass(frozen=True)
class _Quarter:
    """A quarter's findings as the cells of one page look at them."""

    findings: Findings
    by_key: Mapping[tuple[str, str], Finding]
    wants: Mapping[PageId, tuple[Wanted, ...]]
    before: Mapping[tuple[str, str], Remark]
    folder: str


def review(
    commentary: Remarks, findings: Findings, before: Mapping[str, Remarks] | None = None
) -> list[Doubt]:
    """Return what is wrong with a quarter's commentary.

    Parameters
    ----------
    commentary : mapping of PageId to tuple of Remark
        Every cell, as `all_of_quarter`; the words alone, as `of_quarter`, tell less.
    findings : Findings
        The quarter's; the internal edition, unless only what the public reads is asked about.
    before : mapping of str to commentary, optional
        What was said in earlier quarters, the latest first.

    Returns
    -------
    list of Doubt
        In the order of pages and cells. Words can be missing, empty, stale (the figures have
        moved since), orphaned (no such page, indicator or organisation), too long, the same as
        last quarter's, without an action or a date where one is called for, in a guide, under
        a head that cannot be read, adrift below others, about an internal figure though they
        are for everyone, or contradict the figures. All but length, the absence of an
        action, an empty cell that nobody needs and a contradiction that is uncertain, stale or
        accounted for in the cell's head are blocking.
    """
    last = next(iter((before or {}).values()), {})
    wants = wanted(findings, asked(commentary))
    slug = findings.framework.period(findings.quarter).slug
    quarter = _Quarter(
        findings, {f.key: f for f in findings.findings}, wants, _by_key(last, findings), slug
    )
    doubts: list[Doubt] = []
    written = _written(commentary, findings)
    for page in sorted({*commentary, *wants}):
        cells = commentary.get(page, ())
        for remark in cells:
            doubts += _of_cell(remark, page, quarter)
        doubts += _missing(page, cells, quarter, written)
    return doubts


def _by_key(commentary: Remarks, findings: Findings) -> dict[tuple[str, str], Remark]:
    """The words of each finding, and of each page by its name."""
    found = {}
    for page, remarks in commentary.items():
        for remark in remarks:
            found[_about(remark, page, findings) or (str(page), "")] = remark
    return found


def _about(remark: Remark, page: PageId, findings: Findings) -> tuple[str, str] | None:
    return key(remark, page, findings) if remark.indicator else None


def _written(commentary: Remarks, findings: Findings) -> set[tuple[PageId | None, object]]:
    """What has words: findings wherever they are discussed, and pages."""
    found: set[tuple[PageId | None, object]] = set()
    for page, remarks in commentary.items():
        for remark in remarks:
            if remark.part is Part.WORDS:
                about = _about(remark, page, findings)
                found.add((None, about) if about else (page, ""))
    return found


def _missing(
    page: PageId,
    cells: tuple[Remark, ...],
    quarter: _Quarter,
    written: set[tuple[PageId | None, object]],
) -> Iterator[Doubt]:
    for want in quarter.wants.get(page, ()):
        about = (want.indicator, want.organisation)
        if (None, about) in written or (not want.indicator and (page, "") in written):
            continue
        empty = [
            cell
            for cell in cells
            if cell.part is Part.EMPTY
            and (_about(cell, page, quarter.findings) or ("", "")) == about
        ]
        name = quarter.findings.indicators[want.indicator].name if want.indicator else ""
        expected = f"words about {want.indicator} {name} ({want.why})" if name else "words"
        expected = expected if name else f"words about {want.why}"
        if empty:
            file, cell, got, advice = empty[0].file, str(empty[0].cell), "an empty cell", ""
        else:
            file, cell, got = f"{quarter.folder}/{stem(page)}.md", "", "none"
            advice = "`pmf commentary draft` adds the cell"
        fault = Fault(file, expected=expected, got=got, advice=advice, cell=cell)
        yield Doubt(DoubtKind.MISSING, fault, about)


def _of_cell(remark: Remark, page: PageId, quarter: _Quarter) -> Iterator[Doubt]:
    findings = quarter.findings
    about = _about(remark, page, findings) or ("", "")

    def doubt(
        kind: DoubtKind, expected: str, got: str, advice: str = "", *, blocking: bool = True
    ) -> Doubt:
        fault = Fault(remark.file, expected=expected, got=got, advice=advice, cell=str(remark.cell))
        return Doubt(kind, fault, about, blocking)

    unpublished = _unpublished(remark)
    if unpublished:
        yield doubt(*unpublished)
    elif remark.part is Part.GUIDE:
        return
    elif page not in quarter.wants and page.kind in {"theme", "directorate"}:
        known = f"a {page.kind} of framework.yml"
        yield doubt(DoubtKind.ORPHANED, known, repr(page.scope))
    elif remark.indicator and quarter.by_key.get(about) is None:
        expected = "an indicator that is reported this quarter"
        got = repr(remark.indicator) + (f" of {about[1]}" if remark.organisation else "")
        yield doubt(DoubtKind.ORPHANED, expected, got)
    elif remark.part is Part.EMPTY:
        if about not in {(w.indicator, w.organisation) for w in quarter.wants.get(page, ())}:
            advice = "Nothing asks for words here: write some, or delete the cell"
            yield doubt(DoubtKind.EMPTY, "words", "an empty cell", advice, blocking=False)
    else:
        for kind, expected, got, advice, blocking in _of_words(remark, page, about, quarter):
            yield doubt(kind, expected, got, advice, blocking=blocking)


def _unpublished(remark: Remark) -> tuple[DoubtKind, str, str, str] | None:
    """Words that stand where nothing is published."""
    named = 'a head such as {"indicator": "703"}'
    match remark.part:
        case Part.UNREADABLE:
            return DoubtKind.UNREADABLE, named, remark.head, "Mend it, or delete the line"
        case Part.ADRIFT:
            expected = f'{named}, or {{"page": true}} for the whole page'
            advice = "Nothing says what these words are about, and they are not published"
            return DoubtKind.ADRIFT, expected, "words without a head below others", advice
        case Part.GUIDE if remark.touched:
            advice = "A guide is not published: move your words to the empty cell below it"
            return DoubtKind.IN_GUIDE, "the guide as it was drafted", "other words", advice
    return None


_Told = tuple[DoubtKind, str, str, str, bool]


def _of_words(
    remark: Remark, page: PageId, about: tuple[str, str], quarter: _Quarter
) -> Iterator[_Told]:
    finding = quarter.by_key.get(about) if remark.indicator else None
    if finding is not None and remark.against != finding.fingerprint:
        got = repr(remark.against) if remark.against else "nothing"
        advice = "The figures have moved since it was written: read it again, then set this"
        expected = f'"against": "{finding.fingerprint}"'
        yield DoubtKind.STALE, expected, got, advice, True
    yield from _repeated(remark, page, finding, quarter)
    count, most = len(remark.text.split()), quarter.findings.framework.commentary.words_at_most
    if count > most:
        yield DoubtKind.TOO_LONG, f"{most} words at most", f"{count}", "", False
    yield from _internal(remark, quarter)
    if finding is not None:
        yield from _beside(remark, finding, quarter)


def _repeated(
    remark: Remark, page: PageId, finding: Finding | None, quarter: _Quarter
) -> Iterator[_Told]:
    said = quarter.before.get(finding.key if finding else (str(page), ""))
    if said is None or _folded(said.text) != _folded(remark.text):
        return
    # A yearly figure that has not moved may be explained in the same words for four quarters.
    moved = finding is None or said.against != finding.fingerprint
    got = f"the words of {said.file}, cell {said.cell}"
    yield DoubtKind.REPEATED, "this quarter's own words", got, "", moved


def _internal(remark: Remark, quarter: _Quarter) -> Iterator[_Told]:
    """Words for everyone that name a figure which is for the council alone."""
    catalogue = quarter.findings.indicators
    own = catalogue.get(remark.indicator)
    if own is not None and own.audience is Audience.INTERNAL:
        return
    said = _folded(remark.text)
    for code, indicator in catalogue.items():
        if indicator.audience is not Audience.INTERNAL:
            continue
        named = not code.isdigit() and re.search(rf"\b{re.escape(code.casefold())}\b", said)
        if named or _folded(indicator.name) in said:
            got = f"{code} {indicator.name}"
            advice = "It is not for the public: say it in that figure's own cell"
            yield DoubtKind.INTERNAL, "figures that everyone may see", got, advice, True


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _beside(remark: Remark, finding: Finding, quarter: _Quarter) -> Iterator[_Told]:
    """What the words leave out or deny of the figures."""
    indicator = quarter.findings.indicators[finding.indicator]
    bodies = quarter.findings.framework.words.bodies
    if finding.verdict in {Verdict.ACT, Verdict.REDESIGN}:
        lacking = [
            what
            for what, has in (
                ("what is being done", has_action(remark.text, bodies)),
                ("by when", has_date(remark.text)),
            )
            if not has
        ]
        if lacking:
            expected = f"an action and a date, since {indicator.name} misses its target"
            yield DoubtKind.NO_ACTION, expected, f"not {' or '.join(lacking)}", "", False
    stale = remark.against != finding.fingerprint
    for claim in contradictions(remark.text, finding, indicator, quarter.findings.framework):
        got = f'{claim.says} in "{claim.sentence}"'
        certain = claim.certain and not stale and not remark.holds
        advice = HOLDS if certain else "It may be meant otherwise: look again"
        yield DoubtKind.CONTRADICTS, claim.figures, got, advice, certain
