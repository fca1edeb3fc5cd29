"""What a series shows besides its limits: a trend, runs about its median, a level to look into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmf_analysis.judgements.charting import Drawn, Floats, Rows
from pmf_analysis.judgements.evidence import Runs, Trend
from pmf_analysis.statistics.rebase import suggest
from pmf_analysis.statistics.run_chart import run_chart
from pmf_analysis.statistics.trend import mann_kendall, sen_slope

__all__ = ["Patterns", "patterns"]

TREND_LEVEL = 0.05


@dataclass(frozen=True)
class Patterns:
    """What one series shows.

    Attributes
    ----------
    trend : Trend or None
        Over the current segment; None where there are too few points to test.
    runs : Runs
        About the median of the current segment.
    new_level_at : int
        Position where a rebase might be looked into; -1 for none.
    """

    trend: Trend | None
    runs: Runs
    new_level_at: int


def patterns(rows: Rows, drawn: Sequence[Drawn]) -> list[Patterns]:
    """Look for patterns in every series of a panel.

    Parameters
    ----------
    rows : Rows
        The panel.
    drawn : sequence of Drawn
        Its charts, which say which series have seasons.
    """
    if not rows.values.size:
        return [Patterns(None, Runs(), -1)] * len(drawn)
    current = np.where(rows.segments == rows.segments[:, -1:], rows.values, np.nan)
    effects = np.array([[d.effect(t) for t in range(rows.values.shape[1])] for d in drawn])
    levels = suggest(rows.values - effects, segments=rows.segments)
    runs = run_chart(current)
    trends = _trends(current, np.array([bool(d.effects) for d in drawn]), rows.a_year)
    return [
        Patterns(
            trends[k],
            Runs(
                median=_number(runs.centre[k, -1]),
                longest=int(runs.longest_run[k, -1]),
                longest_likely=int(runs.longest_run_max[k, -1]),
                crossings=int(runs.crossings[k, -1]),
                crossings_likely=int(runs.crossings_min[k, -1]),
                judged=bool(runs.judged[k, -1]),
                unusual=bool(runs.signal[k, -1]),
            ),
            int(levels.at[k]),
        )
        for k in range(len(drawn))
    ]


def _trends(current: Floats, seasonal: np.ndarray, a_year: int) -> list[Trend | None]:
    """Mann-Kendall with Sen's slope a year; season by season where there are seasons."""
    found: list[Trend | None] = [None] * len(current)
    for season_wise in (False, True):
        at = np.flatnonzero(seasonal == season_wise)
        if not len(at):
            continue
        values = current[at]
        if season_wise:
            tests = mann_kendall(
                values, variant="correlated_seasonal", period=a_year, continuity=True
            )
            lines, years = sen_slope(values, period=a_year), 1.0
        else:
            tests = mann_kendall(values, variant="report")
            lines, years = sen_slope(values), float(a_year)
        for i, k in enumerate(at):
            p_value = float(tests.p_value[i])
            if np.isnan(p_value):
                continue
            significant = p_value <= TREND_LEVEL
            found[k] = Trend(
                direction=int(np.sign(tests.s[i])) if significant else 0,
                p_value=p_value,
                slope=float(lines.slope[i]) * years,
                lower=float(lines.lower[i]) * years,
                upper=float(lines.upper[i]) * years,
                points=int(np.count_nonzero(~np.isnan(values[i]))),
            )
    return found


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
