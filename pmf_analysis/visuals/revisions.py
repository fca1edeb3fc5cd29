"""The ledger of revisions: what was reported, what it is now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.revision import Revised, Revision
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.scorecard import rating_mark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["ledger", "sentence"]


def ledger(
    revisions: Iterable[Revision],
    indicators: Mapping[str, Indicator],
    framework: Framework,
    to: str,
    caption: str,
    empty: str,
) -> Html:
    """Return the table, in the order given; `empty` is said where there is nothing in it."""
    columns = [
        Column(words.capital(framework.words.indicator)),
        Column("Reported", numeric=True),
        Column("Now", numeric=True),
        Column("Rating"),
        Column("Why"),
    ]
    rows = [_row(r, indicators[r.indicator], framework, to) for r in revisions]
    return table(caption, columns, rows, empty)


def sentence(revision: Revision, indicator: Indicator, framework: Framework) -> str:
    """Say a revision in a sentence: what was reported, what it is now, why, and the rating."""
    was, now = _figures(revision, indicator)
    because = f", because: {revision.why.rstrip('.')}" if revision.why else ""
    if revision.revised is Revised.WITHHELD:
        text = "the figure may no longer be shown"
    else:
        text = f"it is now {now}"
    what = _WHAT[revision.revised]
    said = f"In {revision.published_in} we reported {what}{was}; {text}{because}."
    return said + (f" {_rating(revision, framework)}." if revision.rating_changed else "")


_WHAT = {
    Revised.FIGURE: "",
    Revised.TARGET: "a target of ",
    Revised.MARGIN: "an allowance of ",
    Revised.WITHHELD: "a figure",
}


def _row(revision: Revision, indicator: Indicator, framework: Framework, to: str) -> list[Cell]:
    period = words.short_period(revision.period, framework.council.year_starts)
    council = revision.organisation == framework.council.code
    place = "" if council else f"{framework.organisation_name(revision.organisation)}, "
    kind = {
        Revised.FIGURE: "",
        Revised.TARGET: "target, ",
        Revised.MARGIN: "allowance, ",
        Revised.WITHHELD: "",
    }[revision.revised]
    was, now = _figures(revision, indicator)
    if revision.revised is Revised.WITHHELD:
        was, now = "not repeated", "no longer shown"
    return [
        Cell(
            indicator.name,
            under=f"{kind}{place}{period}",
            href=f"{to}indicators/{revision.indicator.lower()}.html",
        ),
        Cell(was, under=f"in {revision.published_in}"),
        Cell(now, under=f"since {words.date(revision.changed_on)}"),
        _effect(revision, framework),
        Cell(revision.why or "No reason was given"),
    ]


def _effect(revision: Revision, framework: Framework) -> Cell:
    """The rating that it has now, and from what it was changed."""
    if revision.rating_changed:
        return Cell(
            mark=rating_mark(revision.rating_now, framework), under=_rating(revision, framework)
        )
    if revision.rating_now in {Rating.NOT_DUE, Rating.NO_DATA}:
        return Cell("no rating yet" if revision.rating_now is Rating.NOT_DUE else "")
    return Cell("unchanged", under=framework.rating.label(revision.rating_now))


def _rating(revision: Revision, framework: Framework) -> str:
    label = framework.rating.label
    return f"Rating changed from {label(revision.rating_was)} to {label(revision.rating_now)}"


def _figures(revision: Revision, indicator: Indicator) -> tuple[str, str]:
    """What was and what is, in the words of the indicator."""
    if revision.revised is Revised.WITHHELD:
        return "", ""
    if revision.revised is Revised.MARGIN:
        return _margin(revision.was), _margin(revision.now)
    return (
        _span(revision.was, revision.was_upper, indicator),
        _span(revision.now, revision.now_upper, indicator),
    )


def _span(lower: float | None, upper: float | None, indicator: Indicator) -> str:
    if lower is None:
        return "none"
    if upper is None:
        return words.figure(lower, indicator)
    return f"{words.number(lower, indicator)} to {words.figure(upper, indicator)}"


def _margin(value: float | None) -> str:
    return "the usual one" if value is None else f"{value:g}"
