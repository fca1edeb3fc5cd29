"""Sentences made from findings: the verdict's reason, a chart's title, the headline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.indicator import Basis, Indicator, Polarity
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Reason, Verdict
from pmf_analysis.visuals import words

__all__ = ["chart_title", "headline", "lede", "signal", "verdict_name", "why"]

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
    """Say in a clause what flags the latest point; "" when nothing does."""
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


def _few_points(finding: Finding) -> str:
    trend = {
        1: "Rising over its last five points.",
        -1: "Falling over its last five points.",
        0: "No clear trend over its last five points.",
        None: "",
    }[finding.recent_trend]
    reason = {
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
    return " ".join(part for part in (trend, reason, _run_words(finding)) if part)


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
    return f"this {words.unit_of_time(charted)}'s share of the target, {part}"


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
    flag = signal(finding, indicator)
    value = words.figure(finding.value, indicator)
    when = words.short_period(finding.period, year_starts)
    if flag:
        return f"{value} in {when}: {flag}"
    match finding.verdict:
        case Verdict.REDESIGN:
            return "Steady, and its usual range does not reach the target"
        case Verdict.UNRELIABLE | Verdict.FRAGILE:
            return "Steady, and it meets its target only some of the time"
        case Verdict.SECURE:
            return "Steady, and reliably on target"
        case Verdict.STEADY | Verdict.STUCK | Verdict.MEETING | Verdict.MISMATCH:
            return f"{value} in {when}, no unusual change"
    if finding.value is None:
        return "No figure yet"
    trend = {1: ", rising over five points", -1: ", falling over five points"}
    return f"{value} in {when}{trend.get(finding.recent_trend or 0, '')}"


def headline(findings: Findings) -> str:
    """Say how the council is doing in one sentence that a resident understands."""
    rated = [f for f in findings.council if f.rating in _RATED]
    if not rated:
        return _untargeted(findings)
    green = sum(f.rating is Rating.GREEN for f in rated)
    many = findings.framework.words.indicators
    on = findings.framework.rating.label(Rating.GREEN).lower()
    opening = f"{_share(green, len(rated))} {many} are {on}"
    act = _tally(findings.council, Verdict.ACT)
    if not act:
        return f"{opening}; none is missing its target and getting worse"
    verb = "is missing its" if act == 1 else "are missing their"
    return f"{opening}; {words.count(act)} {verb} target and getting worse"


def _share(part: int, whole: int) -> str:
    if part == whole:
        return "All"
    if 2 * part == whole:
        return "Half of"
    return "Most" if 2 * part > whole else "Fewer than half of"


def _untargeted(findings: Findings) -> str:
    worse = _tally(findings.council, Verdict.WORSENING)
    better = _tally(findings.council, Verdict.IMPROVING)
    one, many = findings.framework.words.indicator, findings.framework.words.indicators
    if not worse and not better:
        return f"No unusual change in any of {words.count(len(findings.council), one, many)}"
    verb = "is" if worse == 1 else "are"
    improving = words.count(better) if better else "none"
    return (
        f"{words.count(worse, one, many).capitalize()} {verb} getting worse and "
        f"{improving} improving, by more than chance"
    )


def lede(findings: Findings) -> str:
    """Say the counts behind the headline in three short sentences."""
    rated = [f for f in findings.council if f.rating in _RATED]
    earlier = [f for f in findings.council if f.previous_rating in _RATED]
    if not rated:
        total = len(findings.council)
        return f"{total} {findings.framework.words.indicators} without targets, judged by change."
    green = sum(f.rating is Rating.GREEN for f in rated)
    before = sum(f.previous_rating is Rating.GREEN for f in earlier)
    on = findings.framework.rating.label(Rating.GREEN).lower()
    many = findings.framework.words.indicators
    then = f"; last quarter {before} of {len(earlier)} were" if earlier else ""
    said = [f"{green} of {len(rated)} {many} with a target and a figure are {on}{then}."]
    fragile = _tally(findings.council, Verdict.FRAGILE)
    redesign = _tally(findings.council, Verdict.REDESIGN)
    if redesign:
        verb = "needs" if redesign == 1 else "need"
        said.append(
            f"{words.count(redesign).capitalize()} {verb} a different approach to get there."
        )
    if fragile:
        verb = "that looks on target is" if fragile == 1 else "that look on target are"
        said.append(f"{words.count(fragile).capitalize()} {verb} not reliable.")
    return " ".join(said)


_RATED = {Rating.GREEN, Rating.AMBER, Rating.RED}


def _tally(findings: Iterable[Finding], verdict: Verdict) -> int:
    return sum(f.verdict is verdict for f in findings)
