"""Which words go into which Word file: one a directorate, and one for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis import report
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.pages.commentary.remarks import Part, Remark, Remarks, all_of_quarter, key
from pmf_analysis.pages.commentary.word.file import Heading, Passage, made
from pmf_analysis.pages.commentary.word.kept import kept
from pmf_analysis.pages.commentary.word.markdown import paragraphs
from pmf_analysis.pages.commentary.word.record import Box, Record, digest, shown
from pmf_analysis.pages.contents import PageId
from pmf_analysis.visuals import sentences, words
from pmf_analysis.visuals.figure import picture
from pmf_analysis.visuals.spc_chart import spc_chart

__all__ = ["REST", "Exported", "cells", "export"]

REST = "corporate"  # the file of the words that belong to no directorate
OPEN = {Part.WORDS, Part.EMPTY}
NO_FIGURE = "There is no such figure this quarter."
STALE = "The figures have moved since these words were written."


@dataclass(frozen=True)
class Exported:
    """A Word file that was written.

    Attributes
    ----------
    part : str
        The directorate's code; "" for what belongs to none.
    name : str
        Whose words it holds.
    path : Path
        Where it stands.
    boxes : int
        How many cells it holds.
    """

    part: str
    name: str
    path: Path
    boxes: int


def export(
    data: Path,
    quarter: str,
    directorate: str = "",
    out: Path | None = None,
    as_at: dt.date | None = None,
) -> list[Exported]:
    """Write the words of a quarter as Word files, one a directorate.

    Parameters
    ----------
    data : Path
        The book of data, beside which the commentary stands.
    quarter : str
        For example ``2025-26 Q2``; the latest when left out.
    directorate : str
        The code of one, or `REST`; all of them when left out.
    out : Path, optional
        The folder to write to; ``_build/commentary/<quarter>`` when left out.
    as_at : date, optional
        Read the figures as they stood on this day.

    Raises
    ------
    FaultsFound
        The book or the commentary cannot be read, or a file cannot be written; no file is.
    WrongUse
        There is no such quarter or directorate, it has no cell to review, or a file that stands
        there has been written into.
    """
    findings = flow.compute(data, quarter, Audience.INTERNAL, as_at)
    named = {d.code: d.name for d in findings.framework.directorates}
    if directorate and directorate != REST and directorate not in named:
        known = ", ".join([*named, REST])
        raise WrongUse(f"there is no directorate {directorate!r}; there are: {known}")
    sorted_out = _sorted_out(all_of_quarter(data, findings), findings)
    parts = ["" if directorate == REST else directorate] if directorate else [*named, ""]
    wanted = [part for part in parts if sorted_out.get(part)]
    if not wanted:
        raise WrongUse(
            f"there are no words to review for {findings.quarter}; begin with: pmf commentary draft"
        )
    slug = findings.framework.period(findings.quarter).slug
    folder = out or Path("_build") / "commentary" / slug
    rest = REST if REST not in named else f"{REST}-other"
    done, content = [], {}
    for part in wanted:
        name = named.get(part, findings.framework.council.name)
        one = Exported(part, name, folder / f"{slug}-{part or rest}.docx", len(sorted_out[part]))
        content[one.path.name] = _file(part, name, sorted_out[part], findings)
        done.append(one)
    kept(folder, content)
    return done


Found = tuple[PageId, Remark, int]


def cells(remarks: Remarks) -> Iterator[Found]:
    """Yield every cell that can be reviewed, with its page and which of several alike it is."""
    for page, said in remarks.items():
        seen: dict[tuple[str, str], int] = {}
        for remark in said:
            if remark.part in OPEN:
                about = remark.indicator, remark.organisation
                seen[about] = seen.get(about, -1) + 1
                yield page, remark, seen[about]


def _sorted_out(remarks: Remarks, findings: Findings) -> dict[str, list[Found]]:
    """Put each cell into one file: of its page's directorate, or of its indicator's."""
    known = {d.code for d in findings.framework.directorates}
    found: dict[str, list[Found]] = {}
    for cell in cells(remarks):
        page, remark, _ = cell
        indicator = findings.indicators.get(remark.indicator)
        owner = (
            page.scope if page.kind == "directorate" else indicator.directorate if indicator else ""
        )
        found.setdefault(owner if owner in known else "", []).append(cell)
    order = [pages.kind for pages in report.PAGES]
    for listed in found.values():
        listed.sort(key=lambda c: (c[0].kind != "directorate", order.index(c[0].kind), c[0].scope))
    return found


def _file(part: str, name: str, listed: Iterable[Found], findings: Findings) -> bytes:
    framework = findings.framework
    record = Record(
        council=framework.council.code, quarter=findings.quarter, part=part, boxes=(), frame=()
    )
    pages: dict[PageId, list[Passage]] = {}
    for page, remark, nth in listed:
        pages.setdefault(page, []).append(_passage(page, remark, nth, findings))
    headings = [Heading(_title(page, findings), tuple(said)) for page, said in pages.items()]
    quarter = words.quarter(framework.period(findings.quarter))
    council = framework.council.name
    subtitle = quarter if name == council else f"{council}, {quarter}"
    return made(name, subtitle, record, headings, findings.reported_on)


def _title(page: PageId, findings: Findings) -> str:
    if not page.scope:  # its title is a sentence about the quarter
        return page.kind.capitalize()
    kind = report.kind_of(page.kind)
    return kind.title(findings, page.scope) if page.scope in kind.scopes(findings) else str(page)


def _passage(page: PageId, remark: Remark, nth: int, findings: Findings) -> Passage:
    said = paragraphs(remark.text)
    about = key(remark, page, findings)
    finding = next((f for f in findings.findings if f.key == about), None)
    heading = _heading(page, remark, finding, findings)
    box = Box(
        kind=page.kind,
        scope=page.scope,
        indicator=remark.indicator,
        organisation=remark.organisation,
        nth=nth,
        title=heading,
        source=digest(remark.text),
        words=shown(said),
        after="",
    )
    if finding is None:
        told = (NO_FIGURE,) if remark.indicator else ()
        return Passage(heading, told, b"", "", box, said)
    facts = [_figures(finding, findings)]
    if remark.part is Part.WORDS and remark.against != finding.fingerprint:
        facts.append(STALE)
    chart = _chart(finding, findings)
    return Passage(heading, tuple(facts), chart[0], chart[1], box, said)


def _heading(page: PageId, remark: Remark, finding: Finding | None, findings: Findings) -> str:
    if finding is None:
        return remark.indicator or f"{_title(page, findings)}: the page as a whole"
    return f"{finding.indicator} {finding.name}, {finding.organisation_name}"


def _figures(finding: Finding, findings: Findings) -> str:
    """The key figures in a line, in the council's words."""
    indicator, framework = findings.indicators[finding.indicator], findings.framework
    label = framework.rating.label(finding.rating)
    why = sentences.why(finding, indicator, label)
    if not finding.shown:
        return f"{sentences.verdict_name(finding)}. {why}"
    when = words.covered(finding, indicator, framework.council.year_starts)
    value = words.figure(finding.value, indicator)
    target = words.target_words(finding, indicator)
    said = [f"{value} in {when}" if when else value, f"target {target}" if target else "no target"]
    said.append(words.rating_words(finding.rating, label))
    return f"{'; '.join(said)}. {sentences.verdict_name(finding)}. {why}"


def _chart(finding: Finding, findings: Findings) -> tuple[bytes, str]:
    if not finding.shown or not finding.points:
        return b"", ""
    indicator = findings.indicators[finding.indicator]
    drawn = spc_chart(finding, indicator, findings.framework.council.year_starts)
    return picture(drawn.specs[0][1]), drawn.alternative
