"""The council's own figures beside those of its comparison group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.judgements.comparison import Area, adjusted, compare
from pmf_analysis.judgements.evidence import Comparison
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.tables.benchmarks import Shelf
from pmf_analysis.tables.book import Book

__all__ = ["compared"]


def compared(findings: Iterable[Finding], book: Book) -> tuple[Finding, ...]:
    """Put each of the council's own figures beside its comparison group's.

    The tests against one comparator are adjusted together, over every indicator of the edition.
    """
    shelf, listed = Shelf(book), list(findings)
    found = {f.key: made for f in listed if (made := _comparison(f, book, shelf)) is not None}
    found = dict(zip(found, adjusted(list(found.values())), strict=True))
    return tuple(replace(f, comparison=found.get(f.key)) for f in listed)


def _comparison(finding: Finding, book: Book, shelf: Shelf) -> Comparison | None:
    indicator = book.indicators[finding.indicator]
    if finding.organisation != book.framework.council.code or not indicator.benchmark_group:
        return None
    members = shelf.members(finding.indicator, finding.period, indicator.benchmark_group)
    if members is None:
        return None
    areas = [Area(code, name, **figures) for code, name, figures in members.figures]
    return compare(finding, indicator, members.group, areas, members.without, members.nation)
