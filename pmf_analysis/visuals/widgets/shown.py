"""What an explorer shows for a choice: worked out here, without a widget in sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pmf_analysis.findings.beside import MEDIAN, beside, comparators
from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.trial import Choice, trial
from pmf_analysis.framework.indicator import Audience, Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.sensitivity import Borderline
from pmf_analysis.visuals import alt_text, facts, notes, sentences, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.rows import data_header, data_rows
from pmf_analysis.visuals.series_spec import Beside, Size, series_spec

__all__ = ["MIDDLE", "Shown", "shown"]

SIZE = Size(width=None, height=290, labels=7)
MIDDLE = "Median of the group"


@dataclass(frozen=True)
class Shown:
    """Everything that is shown for one choice.

    Attributes
    ----------
    finding : Finding
        What the report would say.
    spec : dict
        The chart, with its text alternative as its description.
    title, subtitle : str
        Of the chart.
    verdict, why : str
        The verdict's name, and the sentence that says what it rests on.
    alternative : str
        The chart in words.
    facts : tuple of (name, text)
        What there is to know at a glance.
    further : Html
        Compared with when, where, and what next.
    notes : tuple of str
        How the limits were made, and what they cannot show.
    header, rows : tuple
        The data.
    """

    finding: Finding
    spec: dict[str, Any]
    title: str
    subtitle: str
    verdict: str
    why: str
    alternative: str
    facts: tuple[tuple[str, str], ...]
    further: Html
    notes: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown(extract: Extract, choice: Choice) -> Shown:
    """Work out what to show.

    Parameters
    ----------
    extract : Extract
        Holds the figures.
    choice : Choice
        What to show of them.

    Raises
    ------
    WrongUse
        As `trial`.
    """
    finding = trial(extract, choice)
    indicator, framework = extract.indicators[choice.indicator], extract.framework
    year_starts = framework.council.year_starts
    line = _beside(extract, choice, finding)
    alternative = alt_text.series(finding, indicator, year_starts)
    header, rows = data_header(finding), data_rows(finding, indicator)
    if line:
        last = list(line.figures)[-1]
        figure = words.figure(line.figures[last], indicator)
        alternative += f" {line.name} stands at {figure} in "
        alternative += f"{words.short_period(last, year_starts)}."
        header = (*header[:-1], line.name, header[-1])
        figures = (line.figures.get(p.period) for p in reversed(finding.points))
        rows = tuple(
            (*row[:-1], "" if other is None else words.figure(other, indicator), row[-1])
            for row, other in zip(rows, figures, strict=True)
        )
    spec = series_spec(finding, indicator, year_starts, SIZE, line)
    stretch = words.span(finding.first_period, finding.last_period, year_starts)
    return Shown(
        finding=finding,
        spec={**spec, "description": alternative},
        title=sentences.chart_title(finding, indicator, year_starts),
        subtitle=f"{indicator.name}, {finding.organisation_name}, {stretch}",
        verdict=sentences.verdict_name(finding),
        why=sentences.why(finding, indicator, framework.rating.label(finding.rating)),
        alternative=alternative,
        facts=tuple(_facts(finding, indicator, framework)),
        further=facts.further(finding, indicator, year_starts),
        notes=notes.chart_notes(finding, indicator, internal=extract.audience is Audience.INTERNAL),
        header=header,
        rows=rows,
    )


def _facts(
    finding: Finding, indicator: Indicator, framework: Framework
) -> Iterator[tuple[str, str]]:
    """What stands beside a chart of the report, less the verdict."""
    starts, rating = framework.council.year_starts, finding.rating
    label = words.rating_words(rating, framework.rating.label(rating))
    figure = words.figure(finding.value, indicator)
    yield words.covered(finding, indicator, starts) or finding.expected_period, f"{figure}, {label}"
    target = words.target_words(finding, indicator)
    if target:
        since = words.short_period(finding.target_since, starts)
        yield "Target", f"{target}, since {since}" if since else target
    yield "Change", words.variation_words(finding)
    if finding.target is not None or finding.target_lower is not None:
        yield "Reliable?", words.assurance_words(finding)
    if finding.centre is not None:
        quarterly = finding.charted_every is not indicator.frequency
        yield "Average", words.figure(finding.centre, indicator) + " a quarter" * quarterly
        usual = words.usual_range(finding.lower_limit, finding.upper_limit, indicator)
        season = " in this season" if finding.seasonal else " a quarter" * quarterly
        yield "Usual range", usual + season
    if finding.borderline is not Borderline.NO:
        yield "How sure is the rating?", sentences.borderline(finding)


def _beside(extract: Extract, choice: Choice, finding: Finding) -> Beside | None:
    """The comparator's line; none where the chart draws other periods than are reported."""
    known = comparators(extract, choice.indicator, choice.organisation)
    indicator = extract.indicators[choice.indicator]
    if choice.beside not in known or finding.charted_every is not indicator.frequency:
        return None
    periods = [point.period for point in finding.points]
    figures = beside(extract, choice.indicator, choice.beside, periods)
    name = MIDDLE if choice.beside == MEDIAN else known[choice.beside]
    return Beside(name, figures) if figures else None
