"""Draft a quarter's commentary: put an empty cell where words are missing, and touch no other."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis.framework.errors import Fault, FaultsFound, WrongUse
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary.cells import Cell, CellKind
from pmf_analysis.pages.commentary.disk import Change, all_written, opened
from pmf_analysis.pages.commentary.files import added, files, parts, stem
from pmf_analysis.pages.commentary.guide import LastWords, guide, last_words
from pmf_analysis.pages.commentary.remarks import (
    Part,
    Remark,
    Remarks,
    before,
    folder_of,
    key,
    mark,
    read_all,
)
from pmf_analysis.pages.commentary.wanted import Wanted, Why, wanted
from pmf_analysis.pages.contents import PageId

__all__ = ["FRONT", "Drafted", "asked", "draft"]

# How a new notebook begins.
FRONT = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""
OPENING, PREVIEW = "here = lab.commentary(", "here.preview()"


@dataclass(frozen=True)
class Drafted:
    """What became of one page's file.

    Attributes
    ----------
    page : PageId
        The page.
    file : Path
        Its file.
    new : bool
        Whether the file was not there before.
    added, there : tuple of Wanted
        Words whose cell was missing, and words that had theirs.
    """

    page: PageId
    file: Path
    new: bool
    added: tuple[Wanted, ...]
    there: tuple[Wanted, ...]


def draft(data: str | Path, findings: Findings, also: Collection[str] = ()) -> tuple[Drafted, ...]:
    """Add the cells that are missing, and change nothing that a person wrote.

    Parameters
    ----------
    data : str or Path
        The book of data; commentary stands beside it.
    findings : Findings
        The quarter's, in the internal edition.
    also : collection of str
        Codes of indicators to write about beside those that need it.

    Returns
    -------
    tuple of Drafted
        A file each, whether or not anything was added.

    Raises
    ------
    FaultsFound
        A file cannot be read, or was saved meanwhile; nothing is written.
    WrongUse
        An indicator that was asked for is not reported this quarter.
    """
    _known(also, findings)
    folder = folder_of(data, findings)
    there = read_all(folder)
    _readable(there)
    known = files(folder)
    last = last_words(before(data, findings), findings)
    written = _written(there, findings)
    done: list[Drafted] = []
    changes: list[Change] = []
    for page, wants in wanted(findings, {*also, *asked(there)}).items():
        path = known.get(page, folder / f"{stem(page)}.md")
        has = written | {_about(remark, page, findings) for remark in there.get(page, ())}
        missing = tuple(want for want in wants if (want.indicator, want.organisation) not in has)
        present = tuple(want for want in wants if want not in missing)
        text = opened(path) if page in known else None
        if missing:
            new = tuple(
                _cells(page, path if page in known else None, missing, findings, last, also)
            )
            changes.append((path, text, added(path, FRONT if text is None else text, new)))
        done.append(Drafted(page, path, text is None, missing, present))
    all_written(changes)
    return tuple(done)


def asked(commentary: Remarks) -> frozenset[str]:
    """Return the indicators that someone asked words about when they drafted.

    Parameters
    ----------
    commentary : mapping of PageId to tuple of Remark
        As `read_all`: a cell remembers that it was asked for, written in or not.
    """
    every = (remark for remarks in commentary.values() for remark in remarks)
    return frozenset(remark.indicator for remark in every if remark.asked)


def _known(also: Iterable[str], findings: Findings) -> None:
    reported = sorted({f.indicator for f in findings.findings if f.shown})
    for code in also:
        if code not in reported:
            near = difflib.get_close_matches(code, reported, n=3)
            like = f"; did you mean {' or '.join(near)}?" if near else ""
            raise WrongUse(f"no indicator {code!r} is reported in {findings.quarter}{like}")


def _readable(commentary: Remarks) -> None:
    """A head that cannot be read may belong to any cell, so that nothing can be called missing."""
    every = [remark for remarks in commentary.values() for remark in remarks]
    faults = [
        Fault(
            remark.file,
            expected='a head such as {"indicator": "703"}',
            got=remark.head,
            advice="Mend it, then draft again",
            cell=str(remark.cell),
        )
        for remark in every
        if remark.part is Part.UNREADABLE
    ]
    if faults:
        raise FaultsFound(faults)


def _about(remark: Remark, page: PageId, findings: Findings) -> tuple[str, str]:
    if remark.part is Part.GUIDE:
        return "guide", remark.indicator  # nobody wants a cell of that name
    return key(remark, page, findings) if remark.indicator else ("", "")


def _written(commentary: Remarks, findings: Findings) -> set[tuple[str, str]]:
    """The findings that are discussed anywhere: nobody need say a thing twice."""
    return {
        key(remark, page, findings)
        for page, remarks in commentary.items()
        for remark in remarks
        if remark.part is Part.WORDS and remark.indicator
    }


def _cells(
    page: PageId,
    path: Path | None,
    missing: Iterable[Wanted],
    findings: Findings,
    last: LastWords,
    also: Collection[str],
) -> Iterator[Cell]:
    code = [cell.source for cell in parts(path) if cell.kind is CellKind.CODE] if path else []
    if not any(OPENING in source for source in code):
        yield Cell(CellKind.CODE, _opening(page, findings))
    for want in missing:
        if want.why is Why.PAGE:  # below other cells it says so, lest it be taken for theirs
            yield Cell(CellKind.MARKDOWN, "", {"page": True} if path else {})
        else:
            yield from _discussion(page, want, findings, last, also)
    if not any(PREVIEW in source for source in code):
        yield Cell(CellKind.CODE, PREVIEW)


def _opening(page: PageId, findings: Findings) -> str:
    named = ", ".join(json.dumps(said) for said in (page.kind, page.scope, findings.quarter))
    return f"from pmf_analysis import lab\n{OPENING}{named})\nhere.headline()"


def _discussion(
    page: PageId, want: Wanted, findings: Findings, last: LastWords, also: Collection[str]
) -> Iterator[Cell]:
    finding = next(f for f in findings.findings if f.key == (want.indicator, want.organisation))
    whose = {"organisation": want.organisation} if page.kind == "directorate" else {}
    named = ", ".join(json.dumps(said) for said in (want.indicator, *whose.values()))
    yield Cell(CellKind.CODE, f"here.brief({named})")
    told = guide(want, findings, last)
    head = {"guide": want.indicator, **whose, "made": mark(told)}
    yield Cell(CellKind.MARKDOWN, told, head)
    asked_for = {"asked": True} if want.why is Why.ASKED and want.indicator in also else {}
    own = {"indicator": want.indicator, **whose, "against": finding.fingerprint, **asked_for}
    yield Cell(CellKind.MARKDOWN, "", own)
