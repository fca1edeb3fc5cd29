"""The other pieces of a page: counts at a glance, cards, definition, lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pmf_analysis.framework.indicator import Indicator, Kind
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.visuals import sentences, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.templates import render

__all__ = ["Item", "byline", "cards", "definition", "fold", "glance", "lead", "listed"]

_BAR_COLOURS = {
    Rating.GREEN: "#0b6b3a",
    Rating.AMBER: "#d99a1c",
    Rating.RED: "#9b1c1c",
    Rating.NO_TARGET: "#b8c0c8",
}
BAR_WIDTH, BAR_GAP = 200.0, 1.5  # in the bar's own units
_IMPROVING = {Verdict.RECOVERING, Verdict.ADVANCING, Verdict.IMPROVING}


@dataclass(frozen=True)
class Item:
    """An entry of a list: a name, perhaps a link, perhaps words after it."""

    name: str
    text: str = ""
    href: str = ""


def lead(eyebrow: str, lede: str) -> Html:
    """Return the lines under a page's title."""
    return Html(render("lead.html", eyebrow=eyebrow, lede=lede))


def eyebrow(findings: Findings) -> str:
    """Say the quarter and when it was published."""
    framework = findings.framework
    quarter = framework.period(findings.quarter)
    dates = framework.quarters.get(quarter)
    published = dates.publication if dates else None
    text = words.quarter(quarter)
    return f"{text} · published {words.date(published)}" if published else text


def glance(findings: Sequence[Finding], framework: Framework) -> Html:
    """Return four counts: on target, close, off target, improving."""
    label = framework.rating.label
    before = sum(f.previous_rating is Rating.GREEN and f.rating in _RATED for f in findings)
    now = {r: sum(f.rating is r for f in findings) for r in Rating}
    better = sum(f.verdict in _IMPROVING for f in findings)
    worsening = sum(f.verdict is Verdict.WORSENING for f in findings)
    if now[Rating.GREEN] + now[Rating.AMBER] + now[Rating.RED]:
        counts = [
            (now[Rating.GREEN], f"{label(Rating.GREEN).lower()} ({before} last quarter)"),
            (now[Rating.AMBER], _missing(findings, Rating.AMBER, framework)),
            (now[Rating.RED], _missing(findings, Rating.RED, framework)),
            (better, "improving more than chance would explain"),
        ]
    else:
        own = framework.words
        counts = [
            (len(findings), own.indicator if len(findings) == 1 else own.indicators),
            (worsening, "getting worse more than chance would explain"),
            (better, "improving more than chance would explain"),
            (sum(f.verdict is Verdict.STEADY for f in findings), "with no unusual change"),
        ]
    items = [{"number": number, "text": text} for number, text in counts]
    return Html(render("glance.html", items=items))


_RATED = {Rating.GREEN, Rating.AMBER, Rating.RED}


def _missing(findings: Sequence[Finding], rating: Rating, framework: Framework) -> str:
    """Name a rating short of the target, and say how many of it are getting worse as well."""
    mine = [f for f in findings if f.rating is rating]
    worse, label = sum(f.verdict is Verdict.ACT for f in mine), framework.rating.label(rating)
    if not worse:
        return label.lower()
    whose = "" if worse == len(mine) else f", {words.count(worse)} of them"
    return f"{label.lower()}{whose or ' and'} getting worse"


def cards(groups: Iterable[tuple[str, str, Sequence[Finding]]], framework: Framework) -> Html:
    """Return a card for each (name, address, findings), with its counts and one sentence."""
    made = [_card(name, href, findings, framework) for name, href, findings in groups]
    return Html(render("cards.html", cards=made))


def _card(
    name: str, href: str, findings: Sequence[Finding], framework: Framework
) -> dict[str, object]:
    counted = {r: sum(f.rating is r for f in findings) for r in _BAR_COLOURS}
    total = sum(counted.values())
    bars, x = [], 0.0
    for rating, n in counted.items():
        width = BAR_WIDTH * n / total if total else 0.0
        if n:
            bars.append(
                {"x": f"{x:.1f}", "width": f"{width - BAR_GAP:.1f}", "fill": _BAR_COLOURS[rating]}
            )
        x += width
    label = framework.rating.label
    counts = [{"number": n, "label": label(r).lower()} for r, n in counted.items() if n]
    waiting = len(findings) - total
    if waiting:
        counts.append({"number": waiting, "label": "without a figure"})
    worst = [f for f in findings if f.place_in_exceptions]
    sentence = "Nothing needs attention."
    if not findings:
        sentence = f"No {framework.words.indicators} of its own."
    if worst:
        first = min(worst, key=lambda f: f.place_in_exceptions or 0)
        alone = first.verdict in {Verdict.NEW, Verdict.SHORT}
        said = label(first.rating) if alone else sentences.verdict_name(first)
        sentence = f"{said}: {_small(first.name)}"
    return {
        "name": name,
        "href": href,
        "bars": bars,
        "total": total,
        "counts": counts,
        "sentence": sentence,
    }


def _small(name: str) -> str:
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def definition(indicator: Indicator, framework: Framework) -> Html:
    """Return the definition card: what is measured, how, by whom, from where."""
    theme = next((t.name for t in framework.themes if t.code == indicator.theme), "")
    kind = (
        "An outcome for the wider community"
        if indicator.kind is Kind.COMMUNITY
        else f"A {framework.words.service} of the council"
    )
    entries = [
        ("Counted", indicator.numerator),
        ("Out of", indicator.denominator),
        ("Which way is better", words.BETTER[indicator.polarity]),
        ("Kind", kind),
        ("How often", f"Every {words.unit_of_time(indicator)}, {indicator.basis}"),
        (words.capital(framework.words.theme), theme),
        (
            words.capital(framework.words.directorate),
            framework.organisation_name(indicator.directorate),
        ),
        (words.capital(framework.words.service), framework.organisation_name(indicator.service)),
        ("Partners", indicator.partners),
        ("Responsible", indicator.owner_role),
        ("Portfolio", indicator.portfolio_role),
        ("Source", indicator.source),
        (words.capital(framework.words.standard), indicator.standard),
    ]
    return Html(render("definition.html", entries=[(n, t) for n, t in entries if t]))


def listed(items: Iterable[Item], empty: str) -> Html:
    """Return a list; `empty` is said in its place when there is nothing in it."""
    entries = list(items)
    if not entries:
        return message(empty)
    return Html(render("list.html", items=entries))


def onwards(items: Iterable[Item]) -> Html:
    """Return links in a line, each to where the reader may go next."""
    return Html(render("onwards.html", items=list(items)))


def section(heading: str, piece: Html, anchor: str = "") -> Html:
    """Return a piece under its heading; `anchor` gives links a place to lead to."""
    shown = Markup(piece.html)  # noqa: S704 - from a template that escapes
    return Html(render("section.html", heading=heading, piece=shown, anchor=anchor))


def sections(parts: Iterable[tuple[str, Html]], level: int = 3) -> Html:
    """Return pieces one under another, each with its heading."""
    marked = [(heading, Markup(piece.html)) for heading, piece in parts]  # noqa: S704
    return Html(render("sections.html", sections=marked, level=level))


def fold(what: str, piece: Html) -> Html:
    """Return a piece that a narrow screen folds away; `what` says what there is: nine actions."""
    return Html(render("fold.html", what=what, piece=Markup(piece.html)))  # noqa: S704 - likewise


def message(text: str, css: str = "quiet") -> Html:
    """Return a line of plain words."""
    return Html(render("message.html", text=text, css=css))


def byline(role: str, *, stale: bool) -> Html:
    """Return who owns the words, and whether they still match the figures."""
    return Html(render("byline.html", role=role, stale=stale))


def changes(findings: Sequence[Finding], indicators: Mapping[str, Indicator]) -> list[Finding]:
    """Return the findings whose rating or verdict differs from last quarter's."""
    known = {Rating.GREEN, Rating.AMBER, Rating.RED}
    return [
        f
        for f in findings
        if f.indicator in indicators
        and f.previous_rating in known
        and f.rating in known
        and f.previous_rating is not f.rating
    ]


def publication(framework: Framework, quarter: str) -> dt.date | None:
    """Return the day a quarter is published."""
    dates = framework.quarters.get(framework.period(quarter))
    return dates.publication if dates else None
