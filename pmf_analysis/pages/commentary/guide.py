"""What an analyst finds beside an empty cell: what to answer, and what was said last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.pages.commentary.cells import guarded
from pmf_analysis.pages.commentary.inert import inert
from pmf_analysis.pages.commentary.remarks import Remark, Remarks, key
from pmf_analysis.pages.commentary.wanted import Wanted, Why
from pmf_analysis.visuals import words

__all__ = ["guide", "last_words"]

LastWords = Mapping[tuple[str, str], tuple[str, Remark]]

OFF_TARGET = {Rating.RED, Rating.AMBER}
REASONS = {
    Why.EXCEPTION: "",
    Why.CHANGED: " Its verdict is another than last quarter.",
    Why.ASKED: " Words about it were asked for.",
}


def guide(want: Wanted, findings: Findings, last: LastWords) -> str:
    """Return the text of a guide: it stands before the cell to write in, and is never published.

    Parameters
    ----------
    want : Wanted
        The finding to write about.
    findings : Findings
        The quarter's.
    last : mapping
        As `last_words`.
    """
    finding = next(f for f in findings.findings if f.key == (want.indicator, want.organisation))
    lines = [f"Answer below, in the next cell.{REASONS.get(want.why, '')}", ""]
    lines += [f"- {question}" for question in _questions(finding, findings)]
    if finding.key in last:
        quarter, remark = last[finding.key]
        said = words.quarter(findings.framework.period(quarter))
        lines += ["", f"What was said for {said}:", "", *_quoted(remark.text)]
    return guarded("\n".join(lines))


def _questions(finding: Finding, findings: Findings) -> Iterator[str]:
    indicator = findings.indicators[finding.indicator]
    if finding.verdict is Verdict.MISSING:
        yield "Why is there no figure, and when will there be one?"
    else:
        yield "What happened, and is it more than chance?"
        yield "Why?"
    if finding.place_in_exceptions is None:
        return
    yield "What is being done about it, and by when?"
    owner = f" {indicator.owner_role} answers for the figure." if indicator.owner_role else ""
    yield f"Which role does it?{owner}"
    if finding.rating in OFF_TARGET:
        yield "When will it meet its target again?"


def _quoted(text: str) -> Iterator[str]:
    for line in inert(text).split("\n"):
        yield f"> {line}".rstrip()


def last_words(earlier: Mapping[str, Remarks], findings: Findings) -> LastWords:
    """Return what was said last of each finding, with the quarter.

    Parameters
    ----------
    earlier : mapping of str to mapping of PageId to tuple of Remark
        As `before` reads it, the latest first.
    findings : Findings
        The quarter's, which tell whose figures a remark without an organisation is about.
    """
    found: dict[tuple[str, str], tuple[str, Remark]] = {}
    for quarter, remarks in earlier.items():
        for page, said in remarks.items():
            for remark in said:
                if remark.indicator:
                    found.setdefault(key(remark, page, findings), (quarter, remark))
    return found
