"""Which figures a council wants words about, and how many words at most."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pmf_analysis.framework.plan import Code, Value

__all__ = ["CommentaryRules"]

# The verdicts' names; `judgements.verdict` says what they mean.
VerdictName = Literal[
    "ACT",
    "RECOVERING",
    "REDESIGN",
    "UNRELIABLE",
    "MISMATCH",
    "STUCK",
    "WATCH",
    "ADVANCING",
    "SECURE",
    "FRAGILE",
    "MEETING",
    "WORSENING",
    "IMPROVING",
    "STEADY",
    "CHANGED",
    "SHORT",
    "NEW",
    "AWAITED",
    "MISSING",
]

# An exception that is merely fragile meets its target: it is listed, and needs no words.
COUNCIL: tuple[VerdictName, ...] = (
    "ACT",
    "REDESIGN",
    "MISSING",
    "MISMATCH",
    "UNRELIABLE",
    "STUCK",
    "NEW",
    "SHORT",
    "WORSENING",
    "WATCH",
    "RECOVERING",
    "CHANGED",
)
DIRECTORATE: tuple[VerdictName, ...] = ("ACT", "REDESIGN", "MISSING", "MISMATCH", "WORSENING")


class CommentaryRules(Value):
    """Which figures need commentary.

    Attributes
    ----------
    council, directorate : tuple of str
        Verdicts whose exceptions need words: of the council's own figures, and of a
        directorate's own.
    always : tuple of str
        Codes of indicators that need words every quarter.
    words_at_most : int
        A longer comment is doubted.
    """

    council: tuple[VerdictName, ...] = COUNCIL
    directorate: tuple[VerdictName, ...] = DIRECTORATE
    always: tuple[Code, ...] = ()
    words_at_most: int = Field(default=250, ge=1)
