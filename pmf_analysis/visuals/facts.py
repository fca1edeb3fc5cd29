"""The facts that stand beside a big chart and below it."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Basis, Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.evidence import Outlook, Trend
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.sensitivity import Borderline
from pmf_analysis.judgements.travel import Travel
from pmf_analysis.visuals import comparison, sentences, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.scorecard import row
from pmf_analysis.visuals.templates import render

__all__ = ["facts", "further"]


def facts(
    finding: Finding, indicator: Indicator, framework: Framework, to: str, *, brief: bool = False
) -> Html:
    """Return the facts that stand beside a big chart; in brief, what was found and no more."""
    year_starts = framework.council.year_starts
    shown = row(finding, indicator, framework, to)
    since = words.short_period(finding.target_since, year_starts)
    more = [] if brief else _more(finding, indicator)
    return Html(render("facts.html", row=shown, more=more, since=since))


def _more(finding: Finding, indicator: Indicator) -> list[tuple[str, str]]:
    more = []
    if finding.centre is not None:
        usual = words.usual_range(finding.lower_limit, finding.upper_limit, indicator)
        each = "" if finding.charted_every is indicator.frequency else " a quarter"
        more.append(("Average", f"{words.figure(finding.centre, indicator)}{each}"))
        season = " in this season" if finding.seasonal else each
        more.append(("Usual range", f"{usual}{season}"))
    if finding.borderline is not Borderline.NO:
        more.append(("How sure is the rating?", sentences.borderline(finding)))
    return more


def further(finding: Finding, indicator: Indicator, year_starts: int) -> Html:
    """Return the facts that stand below a big chart: compared with when, where, and what next."""
    more = []
    if finding.travel_short is not Travel.NOT_COMPARABLE:
        more.append(_then(finding, indicator, year_starts, short=True))
    if finding.travel_long is not Travel.NOT_COMPARABLE and indicator.frequency.per_year > 1:
        more.append(_then(finding, indicator, year_starts, short=False))
    if finding.trend:
        more.append(("Over the whole stretch", trend_words(finding.trend, indicator)))
    if finding.outlook:
        more.append(_outlook(finding.outlook, indicator))
    if finding.comparison and finding.comparison.rank:
        more.append(("Among similar councils", comparison.standing(finding.comparison)))
    return Html(render("further.html", facts=more) if more else "")


def _then(
    finding: Finding, indicator: Indicator, year_starts: int, *, short: bool
) -> tuple[str, str]:
    if short:
        travel, tested = finding.travel_short, finding.travel_short_tested
        when, value = finding.previous_period, finding.previous_value
        name = f"Against last {words.unit_of_time(indicator)}"
    else:
        travel, tested = finding.travel_long, finding.travel_long_tested
        when, value = finding.last_year_period, finding.last_year_value
        name = "Against last year"
    text = f"{words.travel_words(travel)}, from {words.figure(value, indicator)}"
    if short and indicator.basis is Basis.YEAR_TO_DATE:
        # Compared in the period itself: a running total always rises within its year.
        now = next((p.charted for p in finding.points if p.period == finding.period), None)
        text = (
            f"{words.travel_words(travel)}, {words.figure(now, indicator)} in the period itself, "
        )
        text += f"{words.figure(value, indicator)}"
    doubt = "" if tested else " (not tested against chance)"
    if short and finding.seasonal:
        doubt += " (allowing for the season)"
    return name, f"{text} in {words.short_period(when, year_starts)}{doubt}"


def _outlook(outlook: Outlook, indicator: Indicator) -> tuple[str, str]:
    likely = f"{words.number(outlook.lower_80, indicator)} to "
    likely += words.figure(outlook.upper_80, indicator)
    said = f"About {words.figure(outlook.estimate, indicator)}, likely {likely}"
    if outlook.chance:
        said += f"; {outlook.chance} chance of meeting {_aim(outlook, indicator)}"
    return f"If nothing changes, by {words.date(outlook.year_end)}", said


def _aim(outlook: Outlook, indicator: Indicator) -> str:
    if outlook.target is not None:
        return words.figure(outlook.target, indicator)
    low, high = outlook.target_lower, outlook.target_upper
    return f"{words.number(low, indicator)} to {words.figure(high, indicator)}"


def trend_words(trend: Trend, indicator: Indicator) -> str:
    """Say which way the whole stretch runs, and how steeply: up 1.2 points a year."""
    if not trend.direction or not trend.slope:
        return f"No steady rise or fall over {words.count(trend.points, 'point')}"
    # In the direction of the trend; an end below 0 says that it might run the other way.
    low, high = sorted((trend.direction * trend.lower, trend.direction * trend.upper))
    way = "Rising" if trend.direction > 0 else "Falling"
    step = words.step(abs(trend.slope), indicator)
    between = f"{words.step(low, indicator, bare=True)} to {words.step(high, indicator, bare=True)}"
    return f"{way} by about {step} a year (95% interval {between})"
