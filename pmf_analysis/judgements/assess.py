"""From one series with its chart to one finding."""

from __future__ import annotations

import datetime as dt
import math

from pmf_analysis.framework.indicator import Basis, ChartKind, Polarity
from pmf_analysis.framework.period import Frequency
from pmf_analysis.framework.rating import Rating, RatingRule
from pmf_analysis.judgements.chance import interval
from pmf_analysis.judgements.exceptions import urgency
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.rating import Target, distance_outside, rate
from pmf_analysis.judgements.sensitivity import Borderline, borderline
from pmf_analysis.judgements.series import Series, number
from pmf_analysis.judgements.signal import assurance, variation
from pmf_analysis.judgements.travel import Figure, Movement, travel
from pmf_analysis.judgements.verdict import Reason, verdict
from pmf_analysis.statistics.trend import RECENT_POINTS, recent_trend

__all__ = ["assess"]

RUN_CHART_POINTS = 10  # from here a run chart is drawn where limits cannot be


def assess(
    series: Series,
    rule: RatingRule,
    minimum_points: int,
    reported_on: dt.date,
    by_quarter: Series | None = None,
) -> Finding:
    """Judge a series at the period that the quarter expects.

    Parameters
    ----------
    series : Series
        At least one period.
    rule : RatingRule
        The council's rating rule.
    minimum_points : int
        Values that the latest segment needs before limits may be shown.
    reported_on : date
        Decides whether a missing figure is late.
    by_quarter : Series, optional
        The same series by the quarter, where months hold too few cases to be charted; the chart
        and all that is read off it are then those of quarters.

    Returns
    -------
    Finding
        Where the expected figure is absent, the last one is shown with its own period, and
        the rating says whether it is late.
    """
    indicator, expected = series.indicator, len(series.periods) - 1
    known = series.known
    withheld = series.status[expected] in {"c", "z"}
    at = int(known[-1]) if len(known) and not withheld else expected
    due = series.periods[expected].end + dt.timedelta(days=indicator.lag_days)
    charted, read = by_quarter or series, at
    if by_quarter:  # read at the last whole quarter, whether or not it has a figure
        ended = [k for k, q in enumerate(by_quarter.periods) if q.end <= series.periods[at].end]
        read = ended[-1] if ended else 0
    count, reason = charted.points_in_segment(read), charted.unsuited
    shown = reason is Reason.NONE and count >= minimum_points
    if reason is Reason.NONE and not shown:
        reason = Reason.NEW
    target, against = series.targets[at], charted.charted_target(read)
    latest = charted.latest(read) if shown else None
    if shown and latest is None:
        reason = Reason.EXCLUDED if charted.excluded[read] else Reason.GAP
    varies = variation(latest, indicator.polarity, against)
    assured = assurance(latest, indicator.polarity, against)
    if not math.isnan(series.value[expected]):
        before = series.reported(series.year_before(at)).value
        value = float(series.value[at])
        rating = rate(value, target, indicator.polarity, indicator.decimals, rule, before)
        near = borderline(series.reported(at), target, indicator, rule, before)
    else:
        near = Borderline.NO
        rating = Rating.NO_DATA if reported_on > due else Rating.NOT_DUE
    trend = None if shown else _recent_trend(series, at)
    judged = verdict(rating, varies, assured, has_recent_trend=trend is not None)
    sigma = float(charted.chart.sigma[read]) if latest else math.nan
    shortfall = _shortfall(series.value[at], target, indicator.polarity)
    aim = target.upper if indicator.polarity is Polarity.RANGE else target.target
    monthly_chart = shown and by_quarter is None
    short = _short_travel(series, at, shown=monthly_chart)
    long = _long_travel(series, at, shown=monthly_chart)
    previous, year_before = (at - 1 if at else None), series.year_before(at)
    figure = series.reported(at)
    return Finding(
        indicator=indicator.indicator,
        name=indicator.name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        organisation=series.organisation,
        organisation_name=series.organisation_name,
        period=series.name(at),
        expected_period=series.name(expected),
        due=due,
        status=str(series.status[expected] or series.status[at]),
        value=number(figure.value),
        numerator=number(figure.numerator),
        denominator=number(figure.denominator),
        target=number(target.target),
        target_lower=number(target.lower),
        target_upper=number(target.upper),
        target_since=series.target_since(at),
        charted_target=number(against.target),
        rating=rating,
        travel_short=short.travel,
        travel_short_tested=short.tested,
        previous_period=series.name(previous),
        previous_value=number(series.in_period(previous).value),
        travel_long=long.travel,
        travel_long_tested=long.tested,
        last_year_period=series.name(year_before),
        last_year_value=number(series.reported(year_before).value),
        variation=varies,
        assurance=assured,
        verdict=judged,
        reason=reason,
        rule=latest.rule.name if latest and latest.rule else "",
        run=charted.run(read) if latest else 0,
        recent_trend=trend,
        centre=latest.centre if latest else None,
        lower_limit=latest.lower if latest else None,
        upper_limit=latest.upper if latest else None,
        sigma=number(sigma),
        n_points=count,
        points_needed=minimum_points,
        first_period=series.name(int(known[0]) if len(known) else None),
        last_period=series.name(int(known[-1]) if len(known) else None),
        shortfall=number(shortfall),
        urgency=urgency(judged, shortfall, sigma, aim),
        points=charted.points(shown=shown),
        happenings=series.happenings,
        chart=_chart(charted, shown=shown, count=count),
        charted_every=charted.indicator.frequency,
        seasonal=shown and bool(charted.drawn.effects),
        trend=charted.patterns.trend if reason in _TIMELY else None,
        runs=charted.patterns.runs if reason in _RUNS and count >= RUN_CHART_POINTS else None,
        borderline=near,
        suggested_rebase=charted.name(charted.patterns.new_level_at)
        if shown and charted.patterns.new_level_at >= 0
        else "",
    )


# Reasons that leave a series of its own periods, which may rise, fall or run to one side.
_RUNS = {Reason.NEW, Reason.RUN_CHART, Reason.RARE}
_TIMELY = _RUNS | {Reason.NONE, Reason.EXCLUDED, Reason.GAP}


def _chart(series: Series, *, shown: bool, count: int) -> ChartKind:
    """What is drawn: limits need their points, and a run chart is drawn from ten."""
    if shown:
        return series.drawn.kind
    runs = series.unsuited in {Reason.NONE, Reason.RUN_CHART, Reason.RARE}
    return ChartKind.RUN if runs and count >= RUN_CHART_POINTS else ChartKind.LINE


def _recent_trend(series: Series, at: int) -> int | None:
    """+1, 0 or -1 from the latest five points with intervals; None where it cannot be judged.

    Points that share months are taken as far apart as makes them separate.
    """
    indicator, step = series.indicator, series.overlap
    first = at - (RECENT_POINTS - 1) * step
    if first < 0 or series.broken(first, at):
        return None
    apart = slice(first, at + 1, step)
    parts = series.charted_numerator[apart], series.charted_denominator[apart]
    found = interval(indicator, *parts)
    if found is None:
        return None
    trend = recent_trend(found.estimate, found.lower, found.upper)
    return int(trend.direction) if bool(trend.judged) else None


def _short_travel(series: Series, at: int, *, shown: bool) -> Movement:
    """Against the period before, on the chart's own basis."""
    if series.unsuited is Reason.OVERLAPPING or at == 0:
        return _nothing_to_compare(series)
    return travel(
        series.unseasonal(at) if shown else series.in_period(at),
        series.unseasonal(at - 1) if shown else series.in_period(at - 1),
        series.indicator,
        series.targets[at],
        series.chance(at, at - 1) if shown else math.nan,
        broken=series.broken(at - 1, at),
    )


def _long_travel(series: Series, at: int, *, shown: bool) -> Movement:
    """Against the same period last year, as reported."""
    before = series.year_before(at)
    if before is None or series.indicator.frequency is Frequency.POOLED:
        return _nothing_to_compare(series)
    same_basis = shown and series.indicator.basis is not Basis.YEAR_TO_DATE
    return travel(
        series.reported(at),
        series.reported(before),
        series.indicator,
        series.targets[at],
        series.chance(at, before) if same_basis else math.nan,
        broken=series.broken(before, at),
    )


def _nothing_to_compare(series: Series) -> Movement:
    nothing = Figure(math.nan)
    return travel(nothing, nothing, series.indicator, Target())


def _shortfall(value: float, target: Target, polarity: Polarity) -> float:
    """How far the value stands on the wrong side of its target, in its own unit."""
    if math.isnan(value) or not target.given(polarity):
        return math.nan
    if polarity is Polarity.RANGE:
        return distance_outside(value, target.lower, target.upper)
    gap = target.target - value
    return float(gap if polarity is Polarity.HIGHER else -gap)
