"""How far a quarter's commentary is: what each page needs, has, and has against old figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary.draft import asked
from pmf_analysis.pages.commentary.files import files
from pmf_analysis.pages.commentary.remarks import Part, all_of_quarter, folder_of, key
from pmf_analysis.pages.commentary.wanted import Wanted, wanted
from pmf_analysis.pages.contents import PageId

__all__ = ["Progress", "progress"]


@dataclass(frozen=True)
class Progress:
    """How far one page's words are.

    Attributes
    ----------
    page : PageId
        The page.
    file : Path or None
        Its notebook; None where none is drafted.
    written, missing : tuple of Wanted
        What it needs and has, and what it needs and lacks.
    stale : tuple of Wanted
        Those of the written whose figures have moved since.
    """

    page: PageId
    file: Path | None
    written: tuple[Wanted, ...]
    missing: tuple[Wanted, ...]
    stale: tuple[Wanted, ...]


def progress(data: Path, findings: Findings) -> tuple[Progress, ...]:
    """Return how far each page is, in reading order.

    Parameters
    ----------
    data : Path
        The book of data; commentary stands beside it.
    findings : Findings
        The quarter's, in the internal edition.

    Raises
    ------
    FaultsFound
        A file of commentary cannot be read.
    """
    there = all_of_quarter(data, findings)
    known = files(folder_of(data, findings))
    now = {finding.key: finding.fingerprint for finding in findings.findings}
    found = []
    for page, wants in wanted(findings, asked(there)).items():
        against = {
            key(remark, page, findings) if remark.indicator else ("", ""): remark.against
            for remark in there.get(page, ())
            if remark.part is Part.WORDS
        }
        written = tuple(want for want in wants if _about(want) in against)
        missing = tuple(want for want in wants if want not in written)
        stale = tuple(
            want
            for want in written
            if want.indicator and against[_about(want)] != now.get(_about(want))
        )
        found.append(Progress(page, known.get(page), written, missing, stale))
    return tuple(found)


def _about(want: Wanted) -> tuple[str, str]:
    return want.indicator, want.organisation
