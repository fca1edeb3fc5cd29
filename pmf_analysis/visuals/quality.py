"""Data quality in words: grades, and the reasons for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.plausible import Doubt, Doubted
from pmf_analysis.judgements.quality import (
    COMPLETE,
    PROVISIONAL,
    REVISED,
    TIMELY,
    WINDOW,
    Accepted,
    Grade,
    Measure,
    Quality,
)
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.panels import Item, listed
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = [
    "GRADE_WORDS",
    "checks",
    "confirmed",
    "counted",
    "doubted_in_words",
    "graded",
    "measures",
    "older",
    "reasons",
]

GRADE_WORDS = {
    Grade.A: "can be relied on",
    Grade.B: "can be relied on, with a note",
    Grade.C: "use with care",
    Grade.D: "do not rely on it",
}
_CSS = {Grade.A: "v-green", Grade.B: "v-navy", Grade.C: "v-brown", Grade.D: "v-red"}


def counted(quality: Sequence[Quality]) -> Html:
    """Return how many indicators have each grade."""
    items = [
        {"number": sum(q.grade is grade for q in quality), "text": f"grade {grade}: {meaning}"}
        for grade, meaning in GRADE_WORDS.items()
    ]
    return Html(render("glance.html", items=items))


def graded(
    quality: Iterable[Quality],
    indicators: Mapping[str, Indicator],
    framework: Framework,
    to: str,
    caption: str,
    empty: str,
) -> Html:
    """Return the table of grades with their reasons, in the order given."""
    columns = [
        Column(words.capital(framework.words.indicator)),
        Column("Grade"),
        Column("Received", numeric=True),
        Column("On time", numeric=True),
        Column("Not final", numeric=True),
        Column("Usual revision", numeric=True),
        Column("Why"),
    ]
    rows = [_row(q, indicators[q.indicator], framework, to) for q in quality]
    return table(caption, columns, rows, empty)


def _row(quality: Quality, indicator: Indicator, framework: Framework, to: str) -> list[Cell]:
    said = reasons(quality, indicator, framework.council.year_starts)
    said += confirmed(quality, framework)
    href = f"{to}indicators/{quality.indicator.lower()}.html"
    return [
        Cell(indicator.name, href=href),
        Cell(quality.grade, under=GRADE_WORDS[quality.grade], css=_CSS[quality.grade]),
        Cell(f"{quality.received} of {quality.due}"),
        Cell(_share(quality.timeliness)),
        Cell(_share(quality.provisional)),
        Cell(_share(quality.revision, places=1) if quality.revision is not None else "none"),
        Cell(" ".join(said) or "Nothing was found wrong."),
    ]


def _share(share: float | None, places: int = 0) -> str:
    return "not known" if share is None else f"{100 * share:.{places}f}%"


def reasons(quality: Quality, indicator: Indicator, year_starts: int) -> list[str]:
    """Say each thing that lowers a grade, in a sentence with its figures."""
    said = [_measured(measure, quality) for measure, _ in quality.lowered]
    return said + [doubted_in_words(d, indicator, year_starts) for d in quality.doubts]


def confirmed(quality: Quality, framework: Framework) -> list[str]:
    """Say of each figure that looked wrong and was found to be right who said why."""
    told = (_settled(accepted, framework) for accepted in quality.accepted)
    return list(dict.fromkeys(told))


def _settled(accepted: Accepted, framework: Framework) -> str:
    """One figure may have raised several doubts that one reason settled."""
    when = words.short_period(accepted.period, framework.council.year_starts)
    own = accepted.organisation == framework.council.code
    whose = "" if own else f" of {framework.organisation_name(accepted.organisation)}"
    by = f" ({accepted.accepted_by})" if accepted.accepted_by else ""
    reason = accepted.reason.rstrip(" .")
    return f"The figure{whose} for {when} looked unusual, confirmed: {reason}{by}."


def _measured(measure: Measure, quality: Quality) -> str:
    figures = words.count(quality.received, "figure")
    match measure:
        case Measure.COMPLETENESS:
            return f"{quality.received} of the {quality.due} figures due have come."
        case Measure.TIMELINESS:
            return f"{words.capital(words.count(quality.late))} of {figures} came late."
        case Measure.PROVISIONAL:
            many = words.capital(words.count(quality.not_final))
            return f"{many} of {figures} {'is' if quality.not_final == 1 else 'are'} not final yet."
        case Measure.REVISION:
            size = _share(quality.revision, places=1)
            if quality.revised == 1:
                return f"One figure was revised, by {size}."
            many = words.capital(words.count(quality.revised))
            return f"{many} figures were revised, half of them by {size} or more."


def doubted_in_words(doubted: Doubted, indicator: Indicator, year_starts: int) -> str:
    """Say in a sentence, with its figures, what makes a figure look wrong."""
    when = words.short_period(doubted.period, year_starts)
    value = words.figure(doubted.value, indicator)
    against = words.figure(doubted.against, indicator)
    cases = [f"{n or 0:,.0f}" for n in (doubted.value, doubted.against)]
    return {
        Doubt.OUT_OF_RANGE: f"In {when}, {value} lies outside what is plausible ({against}).",
        Doubt.ABOVE_WHOLE: f"In {when}, {cases[0]} are counted out of {cases[1]}.",
        Doubt.JUMP: f"In {when} it went from {against} to {value}, a step far beyond its usual "
        "ones.",
        Doubt.PARTIAL: f"In {when} it covers {cases[0]} cases, where {cases[1]} are usual: the "
        "return may be incomplete.",
        Doubt.REPEATS: f"The very same figure, {value}, came {cases[1]} times in a row, up to "
        f"{when}.",
        Doubt.LOW_RELIABILITY: f"In {when} its source calls it of low reliability.",
    }[doubted.doubt]


def measures() -> Html:
    """Explain what is measured, and where the grades begin."""
    window = f"the last {words.count(WINDOW)} periods due"
    return listed(
        [
            Item(
                "Completeness",
                f"figures received, of those due in {window}. A: all; B: {COMPLETE[1]:.0%} or "
                f"more; C: {COMPLETE[2]:.0%} or more; D: fewer",
            ),
            Item(
                "Timeliness",
                f"figures that first came by the day they were due. A: {TIMELY[0]:.0%} or more; "
                f"B: {TIMELY[1]:.0%} or more; C: fewer",
            ),
            Item(
                "Not final",
                f"figures still provisional or estimated. A: at most {PROVISIONAL[0]:.0%}; B: at "
                f"most {PROVISIONAL[1]:.0%}; C: more",
            ),
            Item(
                "Revision",
                "the middle one of the revisions, as a share of the figure. A: at most "
                f"{REVISED[0]:.0%}; B: at most {REVISED[1]:.0%}; C: at most {REVISED[2]:.0%}; D: "
                "more. It is not worked out where small numbers are withheld",
            ),
            Item(
                "Validity",
                "a figure outside what is plausible, or more cases than they are counted out of: "
                "D. A step of over six times its usual ones, or a return that covers fewer than "
                "half of the usual cases: C. The very same figure three times or more (four for a "
                "small count), or one of low reliability: B. A figure that looked unusual and was "
                "confirmed, with a reason, lowers no grade",
            ),
        ],
        "",
    )


def checks() -> Html:
    """List what is checked before any figure is used."""
    return listed(
        [
            Item("Every cell", "a number, date, period or code where one is asked for"),
            Item("Every code", f"known to the catalogue or to {_PROFILE}"),
            Item(
                "Each key once", "a revision has a later day of record, and nothing is overwritten"
            ),
            Item("Figure and parts", "the figure is what its two parts give"),
            Item("Withheld figures", "no figure stands beside the mark that withholds it"),
            Item("Time", "no figure is recorded before its period began"),
            Item("Running totals", "none falls within its year"),
            Item("Targets", "no two for one period, and no edges the wrong way round"),
        ],
        "",
    )


_PROFILE = "the council's framework"


def older(summary: str, piece: Html) -> Html:
    """Return a piece that is opened on request."""
    return Html(render("older.html", summary=summary, piece=Markup(piece.html)))  # noqa: S704
