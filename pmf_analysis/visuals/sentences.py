"""Sentences made from a finding: what the verdict rests on, and a chart's title."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.framework.indicator import Basis, Indicator, Polarity
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.sensitivity import Borderline
from pmf_analysis.judgements.verdict import Reason, Verdict
from pmf_analysis.visuals import words

__all__ = ["borderline", "chart_title", "signal", "verdict_name", "why"]

_NAMES = {
    Verdict.ACT: "Act",
    Verdict.RECOVERING: "Recovering",
    Verdict.REDESIGN: "Redesign",
    Verdict.UNRELIABLE: "Unreliable",
    Verdict.MISMATCH: "Check the basis",
    Verdict.STUCK: "Stuck",
    Verdict.WATCH: "Watch",
    Verdict.ADVANCING: "Advancing",
    Verdict.SECURE: "Secure",
    Verdict.FRAGILE: "Fragile",
    Verdict.MEETING: "Meeting target",
    Verdict.WORSENING: "Worsening",
    Verdict.IMPROVING: "Improving",
    Verdict.STEADY: "Steady",
    Verdict.CHANGED: "Changed",
    Verdict.SHORT: "Short series",
    Verdict.NEW: "Rating alone",
    Verdict.AWAITED: "Awaited",
    Verdict.MISSING: "Missing",
}


def verdict_name(finding: Finding) -> str:
    """Return the verdict's name for people."""
    return _NAMES[finding.verdict] if finding.shown else "Not shown"


_EVERY = {"month": "monthly", "quarter": "quarterly", "term": "termly", "year": "yearly"}


def _as_charted(finding: Finding, indicator: Indicator) -> Indicator:
    """The indicator with the chart's own frequency: quarters where months hold too few cases."""
    return replace(indicator, frequency=finding.charted_every or indicator.frequency)


def signal(finding: Finding, indicator: Indicator) -> str:
    """Say in a clause what flags the latest point; "" when nothing does.

    Where the chart is by the quarter the clause says so: the figure beside it is a month's.
    """
    clause, charted = _flag(finding, indicator), _as_charted(finding, indicator)
    if not clause or charted == indicator:
        return clause
    figure = words.figure(_last_charted(finding).charted, indicator)
    return f"{figure} in the {words.unit_of_time(charted)}, {clause}"


def _last_charted(finding: Finding) -> Point:
    """The last point that a chart has a figure for."""
    return next(p for p in reversed(finding.points) if p.charted is not None)


def _flag(finding: Finding, indicator: Indicator) -> str:
    time = words.unit_of_time(_as_charted(finding, indicator))
    run = words.count(finding.run, time)
    high = finding.variation.value.endswith("HIGH")
    match finding.rule:
        case "SHIFT":
            return f"{run} in a row {'above' if high else 'below'} its average"
        case "TREND":
            step = f"{_EVERY[time]} {'rise' if high else 'fall'}"
            return f"{words.count(finding.run - 1, step)} in a row"
        case "OUTSIDE":
            return f"{'above' if high else 'below'} its usual range"
        case "TWO_IN_THREE":
            edge = "top" if high else "bottom"
            return f"at the {edge} of its usual range in two of the last three {time}s"
        case _:
            return ""


# What each verdict rests on. `label` is the council's own word for the rating.
_WHY = {
    Verdict.ACT: "{label}, and getting worse: {flag}.",
    Verdict.RECOVERING: "{label}, but improving: {flag}.",
    Verdict.REDESIGN: "No unusual change. As it works now it reaches {best} at best, so it will "
    "not meet {aim} without change.",
    Verdict.UNRELIABLE: "{label}, but within its usual range: it could pass next time by chance.",
    Verdict.MISMATCH: "Rating and chart disagree: check that figure and target share a basis.",
    Verdict.STUCK: "{label}, with no unusual change.",
    Verdict.WATCH: "{label}, but getting worse: {flag}.",
    Verdict.ADVANCING: "{label}, and improving: {flag}.",
    Verdict.SECURE: "Its whole usual range meets {aim}.",
    Verdict.FRAGILE: "{label}, but its usual range reaches past {aim}: it could miss next "
    "time by chance.",
    Verdict.MEETING: "{label}, with no unusual change.",
    Verdict.WORSENING: "{Flag}.",
    Verdict.IMPROVING: "{Flag}.",
    Verdict.CHANGED: "{Flag}.",
    Verdict.STEADY: "No unusual change.",
    Verdict.AWAITED: "Figures for {expected} are due by {due}.",
    Verdict.MISSING: "Figures for {expected} were due on {due}.",
    Verdict.SHORT: "{few}",
    Verdict.NEW: "{few}",
}


_WITHHELD = {
    "c": "Too few cases to publish without identifying people.",
    "z": "Does not apply in this period.",
}


def why(finding: Finding, indicator: Indicator, label: str) -> str:
    """Say in a sentence or two what the verdict rests on.

    Parameters
    ----------
    finding : Finding
        The finding.
    indicator : Indicator
        Its indicator.
    label : str
        The council's own word for the rating.
    """
    if not finding.shown:
        return _WITHHELD[finding.status]
    flag = signal(finding, indicator)
    return _WHY[finding.verdict].format(
        label=label,
        flag=flag,
        Flag=flag[:1].upper() + flag[1:],
        aim=_aim(finding, indicator),
        best=_best_edge(finding, indicator),
        expected=finding.expected_period,
        due=words.date(finding.due),
        few=_few_points(finding),
    )


_BORDERLINE = {
    Borderline.INTERVAL: "chance could change the rating",
    Borderline.TOLERANCE: "half or double the tolerance would change the rating",
    Borderline.BOTH: "chance, or half or double the tolerance, could change the rating",
}


def borderline(finding: Finding) -> str:
    """Say what would change the rating; "" where nothing near would."""
    what = _BORDERLINE.get(finding.borderline, "")
    return f"Borderline: {what}." if what else ""


def _few_points(finding: Finding) -> str:
    trend = {
        1: "Rising over its last five points.",
        -1: "Falling over its last five points.",
        0: "No clear trend over its last five points.",
        None: "",
    }[finding.recent_trend]
    return " ".join(part for part in (trend, unsuited(finding), _run_words(finding)) if part)


def unsuited(finding: Finding) -> str:
    """Say why a series is not judged by control limits; "" where it is."""
    return {
        Reason.ANNUAL: "Measured once a year, so it has no usual range.",
        Reason.OVERLAPPING: "Each figure shares months with the one before, so it has no "
        "usual range.",
        Reason.CUMULATIVE: "A running total, so it has no usual range.",
        Reason.NOT_CHARTED: "Not the kind of figure that has a usual range.",
        Reason.RUN_CHART: "Drawn as a run chart, which has no usual range.",
        Reason.RARE: "Fewer than two cases at a time on average, too few for a usual range.",
        Reason.EXCLUDED: "Left out of the limits, so nothing is said of its change.",
        Reason.GAP: "A figure that its chart needs is missing, so nothing is said of its change.",
        Reason.NEW: f"{finding.n_points} of the {finding.points_needed} points needed for a "
        "usual range.",
    }.get(finding.reason, "")


def _run_words(finding: Finding) -> str:
    """What a run chart shows, where one is drawn and can be judged."""
    runs = finding.runs
    if runs is None or not runs.judged:
        return ""
    if not runs.unusual:
        return "No longer on one side of its median than chance explains."
    return "Longer on one side of its median than chance explains."


def _aim(finding: Finding, indicator: Indicator) -> str:
    """The target on the chart's own basis: a year to date is judged quarter by quarter."""
    charted = _as_charted(finding, indicator)
    own_basis = indicator.basis is not Basis.YEAR_TO_DATE and charted == indicator
    if own_basis or not indicator.adds_up:
        return words.target_words(finding, indicator)
    part = words.figure(finding.charted_target, indicator)
    return f"this {words.unit_of_time(charted)}'s share of the target ({part})"


def _best_edge(finding: Finding, indicator: Indicator) -> str:
    """The end of the usual range that is nearest to the target."""
    below = (finding.upper_limit or 0) < (finding.target_lower or 0)
    higher = indicator.polarity is Polarity.HIGHER or (
        indicator.polarity is Polarity.RANGE and below
    )
    edges = [finding.upper_limit if higher else finding.lower_limit]
    if finding.seasonal:  # the best of the year, not of this season
        year = finding.points[-indicator.frequency.per_year :]
        edges += [point.upper if higher else point.lower for point in year]
    known = [edge for edge in edges if edge is not None]
    edge = words.possible((max if higher else min)(known, default=None), indicator)
    spelt = words.figure(edge, indicator)
    if spelt != words.figure(finding.charted_target, indicator):
        return spelt
    return f"just {'under' if higher else 'over'} {spelt}"


def chart_title(finding: Finding, indicator: Indicator, year_starts: int) -> str:
    """Return what a chart shows, as a title of about ten words."""
    flag = _flag(finding, indicator)
    value = words.figure(finding.value, indicator)
    when = words.covered(finding, indicator, year_starts)
    if _as_charted(finding, indicator) != indicator and finding.centre is not None:
        drawn = _last_charted(finding)
        value = words.figure(drawn.charted, indicator)
        when = words.short_period(drawn.period, year_starts)
    if flag:
        return f"{value} in {when}: {flag}"
    match finding.verdict:
        case Verdict.REDESIGN:
            return "No unusual change; its usual range does not reach the target"
        case Verdict.UNRELIABLE | Verdict.FRAGILE:
            return "No unusual change; its usual range spans the target"
        case Verdict.SECURE:
            return "No unusual change; all of its usual range meets the target"
        case Verdict.STEADY | Verdict.STUCK | Verdict.MEETING | Verdict.MISMATCH:
            return f"{value} in {when}, no unusual change"
    if finding.value is None:
        return "No figure yet"
    trend = {1: ", rising over five points", -1: ", falling over five points"}
    return f"{value} in {when}{trend.get(finding.recent_trend or 0, '')}"
