"""The notes under a chart: how its limits were made, and what it cannot show."""

from __future__ import annotations

from string import ascii_uppercase

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator, Unit
from pmf_analysis.judgements.evidence import Happening, Outlook
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.verdict import Reason
from pmf_analysis.visuals import words

__all__ = ["chart_notes", "lettered"]

_LIMITS = {
    ChartKind.P: "A p chart: the usual range is wider where fewer cases were counted.",
    ChartKind.P_PRIME: "A p\u2032 chart: the usual range is wider where fewer cases were counted, "
    "and allows for how much the figures really vary.",
    ChartKind.U: "A u chart: the usual range is wider where the rate rests on less.",
    ChartKind.U_PRIME: "A u\u2032 chart: the usual range follows the number of events that chance "
    "would give, and allows for how much the figures really vary.",
    ChartKind.C: "A c chart: the usual range is what chance gives for counts of this size.",
    ChartKind.T: "A t chart of the days between events: a longer gap means fewer events.",
    ChartKind.G: "A g chart of the cases between events: a longer gap means fewer events.",
}


def chart_notes(finding: Finding, indicator: Indicator, *, internal: bool) -> tuple[str, ...]:
    """Say how the limits were made, where they start anew, and what they cannot show.

    Parameters
    ----------
    finding : Finding
        With its points.
    indicator : Indicator
        What is measured.
    internal : bool
        Whether to say where a person might look for a new level.
    """
    said = []
    if finding.centre is not None:
        if finding.charted_every is not indicator.frequency:
            said.append("Months hold too few cases for a usual range, so each point is a quarter.")
        said += [_LIMITS[finding.chart]] if finding.chart in _LIMITS else []
        said += _seasons(finding)
        said += _one_sided(finding, indicator)
    said += [
        f"New limits from {h.period}: {h.label}. {h.reason}".strip()
        for h in finding.happenings
        if h.rebase
    ]
    said += [
        f"{h.period} takes no part in the limits: {h.label}. {h.reason}".strip()
        for h in finding.happenings
        if h.exclude
    ]
    said += [
        f"{letter}: {h.period}, {h.label}. {h.reason}".strip() for letter, h in lettered(finding)
    ]
    if finding.reason is Reason.NEW:
        needed = finding.points_needed - finding.n_points
        said.append(f"{words.capital(words.count(needed, 'more point'))} needed for a usual range.")
    if indicator.basis is Basis.YEAR_TO_DATE:
        said.append(
            "The chart shows each period's own figure. Target and rating are for the year so far."
        )
    if finding.outlook:
        said.append(_forecast(finding.outlook))
    if internal and finding.suggested_rebase:
        said.append(
            f"The level has held since {finding.suggested_rebase}: look whether something changed "
            "then. If so, record it in events.csv and the limits start anew."
        )
    return tuple(said)


def lettered(finding: Finding) -> list[tuple[str, Happening]]:
    """Return what the chart marks with a letter: events and responses that leave limits alone."""
    drawn = {point.period: k for k, point in enumerate(finding.points)}
    told = [h for h in finding.happenings if not h.rebase and not h.exclude and h.period in drawn]
    return list(zip(ascii_uppercase, sorted(told, key=lambda h: drawn[h.period]), strict=False))


def _forecast(outlook: Outlook) -> str:
    """Say which forecast won, and how it did on the past."""
    held = round(10 * outlook.coverage)
    return (
        f"The year-end figure is forecast by {_METHODS.get(outlook.method, outlook.method)}. That "
        "did best on this series' own past. There its likely range (80%) held about "
        f"{held} in 10 of what came, and it missed by {outlook.mase:.2f} of the average step "
        "from one figure to the next."
    )


_METHODS = {
    "last value": "its last value",
    "drift": "its average drift",
    "seasonal naive": "its figure a year before",
}


def _seasons(finding: Finding) -> list[str]:
    if not finding.seasonal:
        return []
    return [
        "The usual range follows the seasons, as earlier years showed them. What stands out is "
        "unusual for its own time of year."
    ]


def _one_sided(finding: Finding, indicator: Indicator) -> list[str]:
    """Say when a bound lies where no figure can go, so that nothing can fall or rise past it."""
    said = []
    low, high = finding.lower_limit, finding.upper_limit
    if low is not None and low <= 0 and indicator.unit in _NEVER_NEGATIVE:
        least = words.figure(0, indicator)
        said.append(f"The usual range reaches {least}, so a single low figure cannot stand out.")
    if high is not None and high >= WHOLE and finding.chart in _SHARES:
        most = words.figure(WHOLE, indicator)
        said.append(f"The usual range reaches {most}, so a single high figure cannot stand out.")
    return said


WHOLE = 100.0  # per cent
_NEVER_NEGATIVE = {Unit.PERCENT, Unit.COUNT, Unit.RATE, Unit.DAYS}
_SHARES = {ChartKind.P, ChartKind.P_PRIME}
