"""Alternative text, written from findings: what a chart shows to who cannot see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pmf_analysis.framework.indicator import ChartKind, Indicator
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import sentences, words

__all__ = ["series", "sparkline"]

_KINDS = defaultdict(lambda: "Line chart", {ChartKind.RUN: "Run chart"})


def series(finding: Finding, indicator: Indicator, year_starts: int) -> str:
    """Describe a series chart: kind, stretch, latest figure, usual range, target, signal."""
    known = [p for p in finding.points if p.charted is not None]
    if not known:
        return f"Line chart of {indicator.name}, without a figure yet."
    kind = "Control chart" if finding.centre is not None else _KINDS[finding.chart]
    first, last = (words.short_period(known[k].period, year_starts) for k in (0, -1))
    times = words.count(len(known), words.unit_of_time(indicator))
    said = [f"{kind} of {indicator.name}, {times} from {first} to {last}."]
    values = [p.charted for p in known if p.charted is not None]
    said.append(
        f"It ranges from {words.figure(min(values), indicator)} to "
        f"{words.figure(max(values), indicator)} and ends at "
        f"{words.figure(values[-1], indicator)}."
    )
    if finding.centre is not None:
        usual = words.usual_range(finding.lower_limit, finding.upper_limit, indicator)
        said.append(f"Average {words.figure(finding.centre, indicator)}, usual range {usual}.")
    elif finding.runs is not None:
        said.append(f"Median {words.figure(finding.runs.median, indicator)}.")
    target = words.target_words(finding, indicator)
    if target:
        said.append(f"Target {target}.")
    flag = sentences.signal(finding, indicator)
    if flag:
        said.append(f"The latest point stands out: {flag}.")
    return " ".join(said)


def sparkline(points: Sequence[Point], indicator: Indicator, year_starts: int) -> str:
    """Describe the points that a sparkline draws in a few words."""
    known = [p for p in points if p.charted is not None]
    if not known:
        return "No figures yet"
    first = words.short_period(known[0].period, year_starts)
    ends = (words.figure(known[k].charted, indicator) for k in (0, -1))
    before, after = ends
    return f"From {before} in {first} to {after}"
