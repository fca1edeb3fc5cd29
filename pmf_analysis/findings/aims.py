"""Why each target in force is what it is."""

from __future__ import annotations

from pmf_analysis.framework.period import Period
from pmf_analysis.judgements.aim import Aim
from pmf_analysis.tables.book import Book

__all__ = ["aims"]


def aims(book: Book, quarter: Period) -> tuple[Aim, ...]:
    """Return who set each target, and why: of an organisation's targets the last that had begun.

    Parameters
    ----------
    book : Book
        As at the day, for its audience.
    quarter : Period
        The reporting quarter.
    """
    found: dict[tuple[str, str], tuple[Period, Aim]] = {}
    for row in book.targets.itertuples(index=False):
        period = book.framework.period(str(row.period))
        key = str(row.indicator), str(row.organisation)
        if period.start > quarter.end or (key in found and period.end < found[key][0].end):
            continue
        aim = Aim(*key, str(row.period), str(row.set_by), str(row.rationale))
        found[key] = period, aim
    return tuple(aim for _, aim in found.values() if aim.set_by or aim.rationale)
