"""One edition on its way to the site: what every part of the site is written from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmf_analysis.findings.extract import Extract
from pmf_analysis.judgements.finding import Findings

__all__ = ["Edition"]


@dataclass(frozen=True, eq=False)
class Edition:
    """A quarter for one audience.

    Attributes
    ----------
    findings : Findings
        What is said of it; every page, file and feed says the same.
    extract : Extract
        The figures behind it that this audience may read.
    pages : tuple of str
        The paths of the generated pages, such as ``themes/homes``.
    data : Path
        The book of data.
    """

    findings: Findings
    extract: Extract
    pages: tuple[str, ...]
    data: Path
