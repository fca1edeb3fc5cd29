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
    now = {f.key: f.fingerprint for f in findings.findings} if findings else {}
    made: Remarks = {}
    for page, said in remarks.items():
        scope = placing.codes(page.kind).get(page.scope, page.scope)
        if page.scope and not scope:
            continue
        where = PageId(page.kind, scope)

        def holds(remark: Remark, where: PageId = where) -> bool:
            if (remark.indicator or where.kind) in placing.unsaid:
                return False
            if not placing.partial:
                return True
            if findings is None or not remark.indicator:
                return bool(remark.indicator)
            return now.get(key(remark, where, findings)) == remark.against

        texts = tuple(replace(r, text=placing.said(r.text)) for r in said if holds(r))
        made[where] = made.get(where, ()) + texts
    return made
