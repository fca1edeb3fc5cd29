"""Words that one council's analysts wrote, filed under another's framework."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.framework.placing import Placing
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary.remarks import Remark, Remarks, key
from pmf_analysis.pages.contents import PageId

__all__ = ["filed"]


def filed(remarks: Remarks, placing: Placing, findings: Findings | None = None) -> Remarks:
    """Return what was written, in the framework's words and for its pages.

    What was said of a page that the framework has not is left out. Where parts of the council have
    no place, so is what was said of pages as a whole, which may speak of them, and of figures that
    are others without them.

    Parameters
    ----------
    remarks : mapping of PageId to tuple of Remark
        As read.
    placing : Placing
        How the book is filed.
    findings : Findings, optional
        What the words are about; without it none are held against a figure.
    """
    made: Remarks = {}
    for page, said in remarks.items():
        scope = placing.codes(page.kind).get(page.scope, page.scope)
        if page.scope and not scope:
            continue
        where = PageId(page.kind, scope)
        kept = (remark for remark in said if _holds(remark, where, placing, findings))
        texts = tuple(replace(remark, text=placing.said(remark.text)) for remark in kept)
        made[where] = made.get(where, ()) + texts
    return made


def _holds(remark: Remark, page: PageId, placing: Placing, findings: Findings | None) -> bool:
    """Whether words still hold where the book is shown."""
    if (remark.indicator or page.kind) in placing.unsaid:
        return False
    if not placing.partial or (remark.indicator and findings is None):
        return True
    if findings is None or not remark.indicator:
        return False
    about = key(remark, page, findings)
    return any(f.key == about and f.fingerprint == remark.against for f in findings.findings)
