"""Words that one council's analysts wrote, filed under another's framework."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.framework.placing import Placing
from pmf_analysis.pages.commentary.remarks import Remarks
from pmf_analysis.pages.contents import PageId

__all__ = ["filed"]


def filed(remarks: Remarks, placing: Placing) -> Remarks:
    """Return what was written, in the framework's words and for its pages.

    What was said of a page that the framework has not is left out. So is what was said of pages as
    a whole, where parts of the council have no place: it may speak of them.
    """
    made: Remarks = {}
    for page, said in remarks.items():
        scope = placing.codes(page.kind).get(page.scope, page.scope)
        if page.scope and not scope:
            continue
        where = PageId(page.kind, scope)
        texts = tuple(
            replace(remark, text=placing.said(remark.text))
            for remark in said
            if remark.indicator or not placing.partial
        )
        made[where] = made.get(where, ()) + texts
    return made
