"""Doubts about commentary, for a machine."""

from __future__ import annotations

from pmf_analysis.pages.commentary.review import Doubt

__all__ = ["listed"]


def listed(doubt: Doubt) -> dict[str, object]:
    """Return a doubt as a row: its kind, whether it blocks, and the fields of its fault."""
    return {"kind": str(doubt.kind), "blocking": doubt.blocking, **vars(doubt.fault)}
