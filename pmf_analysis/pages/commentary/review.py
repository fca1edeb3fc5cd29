"""What is wrong with a quarter's commentary beside its findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmf_analysis.framework.errors import Fault
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.pages.commentary.remarks import Remark, key
from pmf_analysis.pages.contents import PageId

__all__ = ["review"]


def review(commentary: Mapping[PageId, tuple[Remark, ...]], findings: Findings) -> list[Fault]:
    """Return what is wrong with a quarter's commentary beside its findings.

    Parameters
    ----------
    commentary : mapping of PageId to tuple of Remark
        As `read`.
    findings : Findings
        The quarter's.

    Returns
    -------
    list of Fault
        Stale (the figures moved since), orphaned (no such page or indicator), and missing
        (a theme or directorate without a word).
    """
    by_key = {f.key: f for f in findings.findings}
    framework = findings.framework
    pages = {PageId("theme", t.code) for t in framework.themes}
    pages |= {PageId("directorate", d.code) for d in framework.directorates}
    faults = [
        Fault(f"commentary for {page}", None, "", "commentary for the quarter", "none")
        for page in sorted(pages)
        if not commentary.get(page)
    ]
    for page, remarks in commentary.items():
        if page.kind in {"theme", "directorate"} and page not in pages:
            known = f"a {page.kind} of framework.yml"
            faults += [Fault(r.file, None, "", known, page.scope) for r in remarks[:1]]
        for remark in remarks:
            faults += _doubts(remark, by_key.get(key(remark, page, findings)))
    return faults


def _doubts(remark: Remark, finding: Finding | None) -> Iterable[Fault]:
    if not remark.indicator:
        return
    place = f"{remark.file}, cell {remark.cell}"
    if finding is None:
        expected = "an indicator that is reported this quarter"
        yield Fault(place, None, "indicator", expected, repr(remark.indicator))
    elif remark.against != finding.fingerprint:
        got = remark.against or "none"
        advice = "The figures have moved since it was written: read it again, then set this"
        yield Fault(place, None, "against", finding.fingerprint, got, advice)
