"""What people said, added up: services to directorates, directorates to the council."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.voices import Feedback
from pmf_analysis.tables.book import Book

__all__ = ["heard"]

Question = tuple[str, str]  # channel and measure


@dataclass(frozen=True)
class _Said:
    """A count and what it is out of; None where there is none."""

    count: float | None
    denominator: float | None


_ByPeriod = dict[Period, _Said]
_NOTHING = _Said(None, None)


def heard(book: Book, whole: Book, quarter: Period) -> tuple[Feedback, ...]:
    """Return what people said up to a quarter, by organisation, channel and measure.

    Parameters
    ----------
    book : Book
        For one audience; says which organisations may be shown.
    whole : Book
        With internal rows among it, which totals may rest on.
    quarter : Period
        No later period counts.

    Returns
    -------
    tuple of Feedback
        In the order of the profile's organisations, then of the table.
    """
    framework = book.framework
    said = _read(whole, framework, quarter)
    services = [s.code for s in framework.services]
    directorates = [d.code for d in framework.directorates]
    for level in (services, directorates):
        _add_up(said, level, framework.parents)
    shown = {framework.council.code, *directorates, *book["feedback"]["organisation"]}
    questions = list(dict.fromkeys(question for _, question in said))
    found = (
        _feedback(organisation, question, said[organisation, question])
        for organisation in framework.organisations
        if organisation in shown
        for question in questions
        if (organisation, question) in said
    )
    return tuple(f for f in found if f is not None)


def _read(
    whole: Book, framework: Framework, quarter: Period
) -> dict[tuple[str, Question], _ByPeriod]:
    said: dict[tuple[str, Question], _ByPeriod] = {}
    for row in whole["feedback"].to_dict("records"):
        period = framework.period(row["period"])
        if period.end <= quarter.end:
            key = row["organisation"], (row["channel"], row["measure"])
            counts = _Said(_number(row["count"]), _number(row["denominator"]))
            said.setdefault(key, {})[period] = counts
    return said


def _number(cell: float) -> float | None:
    return None if math.isnan(cell) else float(cell)


def _add_up(
    said: dict[tuple[str, Question], _ByPeriod], level: Iterable[str], parents: Mapping[str, str]
) -> None:
    """Fill each parent's periods from its parts, where it reported none of its own."""
    parts: dict[tuple[str, Question], list[_ByPeriod]] = {}
    for organisation in level:
        for (of, question), periods in said.items():
            if of == organisation:
                parts.setdefault((parents[organisation], question), []).append(periods)
    for key, of_parts in parts.items():
        said[key] = dict(_sums(of_parts)) | said.get(key, {})


def _sums(parts: Sequence[_ByPeriod]) -> Iterator[tuple[Period, _Said]]:
    """Yield the total of each period; none where a part that is expected has no count.

    A part is expected from the first period on that it has reported.
    """
    for period in {p for part in parts for p in part}:
        expected = [part for part in parts if min(part) <= period]
        there = [part[period] for part in expected if period in part]
        counts = [s.count for s in there if s.count is not None]
        outof = [s.denominator for s in there if s.denominator is not None]
        # Some with and some without a denominator make neither a count nor a share.
        whole = len(counts) == len(expected) and len(outof) in {0, len(expected)}
        yield period, _Said(sum(counts), sum(outof) if outof else None) if whole else _NOTHING


def _feedback(organisation: str, question: Question, periods: _ByPeriod) -> Feedback | None:
    """The last period with a count, and those before it; None where no period has one."""
    last = max((p for p, said in periods.items() if said.count is not None), default=None)
    if last is None:
        return None
    now = periods[last]
    before = sorted(p for p in periods if p < last and p.frequency is last.frequency)
    return Feedback(
        organisation,
        *question,
        str(last),
        now.count,
        now.denominator,
        tuple((str(p), periods[p].count, periods[p].denominator) for p in before),
    )
