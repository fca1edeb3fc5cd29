"""The scorecard table: a row an indicator, ending in a verdict and a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.sensitivity import Borderline
from pmf_analysis.judgements.signal import Assurance
from pmf_analysis.judgements.travel import Travel
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.visuals import sentences, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.sparkline import sparkline
from pmf_analysis.visuals.templates import render

__all__ = ["Row", "breakdown", "row", "scorecard"]

_RATING_CSS = {
    Rating.GREEN: "green",
    Rating.AMBER: "amber",
    Rating.RED: "red",
    Rating.NO_TARGET: "none",
    Rating.NOT_DUE: "none",
    Rating.NO_DATA: "none",
    Rating.BLUE: "blue",
}
_VERDICT_CSS = {
    Verdict.ACT: "v-red",
    Verdict.WORSENING: "v-red",
    Verdict.MISSING: "v-red",
    Verdict.REDESIGN: "v-plum",
    Verdict.MISMATCH: "v-plum",
    Verdict.UNRELIABLE: "v-brown",
    Verdict.STUCK: "v-brown",
    Verdict.WATCH: "v-brown",
    Verdict.FRAGILE: "v-brown",
    Verdict.SECURE: "v-green",
    Verdict.MEETING: "v-green",
    Verdict.RECOVERING: "v-navy",
    Verdict.ADVANCING: "v-navy",
    Verdict.IMPROVING: "v-navy",
}
# Letter, fill, outline and ink of the square that says whether a target is met reliably.
_ASSURANCE = {
    Assurance.PASS: ("P", "#12436D", "#12436D", "#ffffff"),
    Assurance.FAIL: ("F", "#801650", "#801650", "#ffffff"),
    Assurance.HIT_OR_MISS: ("?", "#ffffff", "#1b2530", "#1b2530"),
}


@dataclass(frozen=True)
class RatingMark:
    """A rating as shape, word and colour."""

    shape: str
    label: str
    css: str


@dataclass(frozen=True)
class VariationIcon:
    """What the latest point shows."""

    kind: str
    high: bool
    label: str


@dataclass(frozen=True)
class AssuranceIcon:
    """Whether the target is met reliably; no letter where it cannot be said."""

    label: str
    letter: str = ""
    fill: str = ""
    stroke: str = ""
    ink: str = ""


@dataclass(frozen=True)
class Row:
    """One finding, in words and marks."""

    code: str
    name: str
    href: str
    period: str
    shorthand: str
    value: str
    target: str
    rating: RatingMark
    variation: VariationIcon
    assurance: AssuranceIcon
    spark: Markup
    verdict: str
    verdict_css: str
    why: str
    travel: str
    borderline: bool


def rating_mark(rating: Rating, framework: Framework) -> RatingMark:
    """Return a rating's shape and the council's own word for it."""
    label = framework.rating.label(rating)
    return RatingMark(words.RATING_SHAPES[rating], label, _RATING_CSS[rating])


def row(finding: Finding, indicator: Indicator, framework: Framework, to: str, at: str = "") -> Row:
    """Put a finding into words.

    Parameters
    ----------
    finding : Finding
        The finding.
    indicator : Indicator
        Its indicator.
    framework : Framework
        The council's words.
    to : str
        The way from the page to the site's root, such as ``../``.
    at : str
        The organisation that the page is about, whose name need not be said again.
    """
    year_starts = framework.council.year_starts
    mark = _ASSURANCE.get(finding.assurance, ("", "", "", ""))
    elsewhere = finding.organisation not in {framework.council.code, at}
    place = f"{finding.organisation_name}, " if elsewhere else ""
    return Row(
        code=finding.indicator,
        name=indicator.name,
        href=f"{to}indicators/{finding.indicator.lower()}.html",
        period=place + words.covered(finding, indicator, year_starts),
        shorthand=finding.status,
        value=f"[{finding.status}]"
        if not finding.shown
        else words.figure(finding.value, indicator),
        target=words.target_words(finding, indicator),
        rating=rating_mark(finding.rating, framework),
        variation=VariationIcon(
            finding.variation.kind,
            finding.variation.value.endswith("HIGH"),
            words.variation_words(finding),
        ),
        assurance=AssuranceIcon(words.assurance_words(finding), *mark),
        spark=sparkline(finding, indicator, year_starts),
        verdict=sentences.verdict_name(finding),
        verdict_css=_VERDICT_CSS.get(finding.verdict, "v-quiet") if finding.shown else "v-quiet",
        why=sentences.why(finding, indicator, framework.rating.label(finding.rating)),
        travel=_travel(finding, indicator),
        borderline=finding.borderline is not Borderline.NO,
    )


def _travel(finding: Finding, indicator: Indicator) -> str:
    """Short and long travel in a line; "" where there is nothing to compare with."""
    said = []
    time = words.unit_of_time(indicator)
    if finding.travel_short is not Travel.NOT_COMPARABLE:
        said.append(f"{words.travel_words(finding.travel_short)} on last {time}")
    if finding.travel_long is not Travel.NOT_COMPARABLE and time != "year":
        said.append(f"{words.travel_words(finding.travel_long).lower()} on last year")
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def scorecard(
    findings: Iterable[Finding],
    indicators: Mapping[str, Indicator],
    framework: Framework,
    to: str,
    caption: str,
    empty: str,
    at: str = "",
) -> Html:
    """Return the table; `empty` is said in its place when there is nothing to show."""
    rows = [row(f, indicators[f.indicator], framework, to, at) for f in findings]
    heading = words.capital(framework.words.indicator)
    return Html(render("scorecard.html", rows=rows, caption=caption, heading=heading, empty=empty))


def breakdown(
    findings: Iterable[Finding], indicator: Indicator, framework: Framework, to: str, caption: str
) -> Html:
    """Return the table of one indicator in each part of the council that reports it."""
    rows = []
    for finding in findings:
        named = row(finding, indicator, framework, to, finding.organisation)
        whole = framework.parents.get(finding.organisation) == framework.council.code
        href = f"{to}directorates/{finding.organisation.lower()}.html" if whole else ""
        rows.append(replace(named, name=finding.organisation_name, href=href))
    heading = words.capital(framework.words.directorate)
    return Html(render("scorecard.html", rows=rows, caption=caption, heading=heading, empty=""))
