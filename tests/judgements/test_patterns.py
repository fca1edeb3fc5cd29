"""Trends, runs about the median and suggested rebases, worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.judged import judged
from pmf_analysis.framework.indicator import Unit
from pmf_analysis.framework.period import Period
from pmf_analysis.judgements.charting import Rows, draw
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.patterns import Patterns, patterns
from pmf_analysis.statistics.control_chart import MAKING_DATA_COUNT
from tests import books
from tests.tables.conftest import catalogue_of

DAYS = catalogue_of(books.indicator("1", "Days waited", unit="days", per="1", over="none"))["1"]
NAN = float("nan")


def seen(values: list[float], a_year: int = 4, segments: list[int] | None = None) -> Patterns:
    """The patterns of one series of individual values."""
    series = np.array([values], dtype=float)
    labels = np.array([segments or [0] * len(values)])
    settled = np.ones(series.shape, dtype=bool)
    rows = Rows(series, series * NAN, series * NAN, labels, a_year, settled)
    (found,) = patterns(rows, draw([DAYS], rows, MAKING_DATA_COUNT))
    return found


@pytest.mark.parametrize(("a_year", "slope"), [(4, 2.0), (12, 6.0), (3, 1.5)])
def test_a_straight_line(a_year: int, slope: float) -> None:
    """Half a unit a period: 2 a year of quarters. Every slope is that, so the interval is too.

    All 66 pairs of 12 points rise; Var S = 12 x 11 x 29 / 18, z = 65 / 14.58 = 4.46.
    """
    for direction in (1, -1):
        trend = seen([100 + direction * t / 2 for t in range(12)], a_year).trend
        assert trend is not None
        assert (trend.direction, trend.points) == (direction, 12)
        line = (trend.slope, trend.lower, trend.upper)
        assert line == pytest.approx((direction * slope,) * 3, rel=1e-12)
        assert trend.p_value == pytest.approx(8.3e-6, rel=0.01)


@pytest.mark.parametrize(("points", "judged_"), [(7, False), (8, True)])
def test_fewer_than_eight_points_have_no_trend(points: int, judged_: bool) -> None:
    """Counted in the current segment; a missing period counts for none, and time goes on."""
    line = [float(t) for t in range(points)]
    assert (seen(line).trend is not None) is judged_
    gap = seen([*line[:3], NAN, *[t + 1 for t in line[3:]]])
    assert (gap.trend is not None) is judged_
    if gap.trend:
        assert (gap.trend.points, gap.trend.slope) == (8, 4)
    after = seen([*range(50, 30, -1), *line], segments=[0] * 20 + [1] * points)
    assert (after.trend is not None) is judged_
    if after.trend:
        assert (after.trend.direction, after.trend.points, after.trend.slope) == (1, 8, 4)


def test_no_trend_is_said_of_what_goes_up_and_down() -> None:
    """As many pairs fall as rise, or nearly: p is above 0.05, whatever the slope."""
    trend = seen([5, 6, 4, 7, 5, 6, 4, 7, 5, 6], a_year=1).trend
    assert trend is not None
    assert trend.direction == 0
    assert trend.p_value > 0.05


def test_a_seasonal_trend_goes_by_the_season() -> None:
    """Up 4 a year in every season, round seasons of 0, -8, 0 and 8."""
    found = seen([10 + t + (0, -8, 0, 8)[t % 4] for t in range(24)])
    assert found.trend is not None
    assert (found.trend.direction, found.trend.slope, found.trend.points) == (1, 4, 24)
    # Every pair of one season has that slope; pairs of different seasons would spread it.
    assert found.trend.lower == found.trend.upper == 4


def test_runs_about_the_median() -> None:
    """Six below 7, one on it and six above: 12 useful points, one crossing.

    Likely are runs up to round(log2 12) + 3 = 7, and 3 crossings or more: of Binomial(11, 1/2)
    67 in 2,048 are 2 or fewer, 232 are 3 or fewer.
    """
    runs = seen([5, 6, 5, 6, 5, 6, 7, 8, 9, 8, 9, 8, 9], a_year=1).runs
    assert (runs.median, runs.longest, runs.longest_likely) == (7, 6, 7)
    assert (runs.crossings, runs.crossings_likely) == (1, 3)
    assert (runs.judged, runs.unusual) == (True, True)


def test_runs_that_are_usual() -> None:
    """Ten points off the median, a crossing at every step; an earlier segment has no part."""
    for runs in (
        seen([1, 3] * 5, a_year=1).runs,
        seen([50.0] * 9 + [1, 3] * 5, a_year=1, segments=[0] * 9 + [1] * 10).runs,
    ):
        assert (runs.median, runs.longest, runs.crossings) == (2, 1, 9)
        assert (runs.judged, runs.unusual) == (True, False)


@pytest.mark.parametrize(
    ("values", "judged_"), [([1, 2, 3] * 5, True), ([1, 2, 3] * 4 + [2, 1], False)]
)
def test_ten_points_off_the_median_are_judged(values: list[float], judged_: bool) -> None:
    """Five of these fifteen lie on the median of 2, and five of these fourteen."""
    runs = seen(values, a_year=1).runs
    assert (runs.median, runs.judged) == (2, judged_)


def test_no_series_and_no_values() -> None:
    """Nothing known is nothing shown."""
    found = seen([NAN] * 10)
    assert (found.trend, found.new_level_at) == (None, -1)
    assert (found.runs.median, found.runs.judged) == (None, False)
    empty = np.empty((0, 0))
    rows = Rows(empty, empty, empty, empty.astype(np.int64), 4, empty.astype(bool))
    assert patterns(rows, []) == []


def read(folder: Path, values: list[float], rebase: str = "", at: str = "2025-26 Q1") -> Finding:
    """The finding of a quarterly score, without a forecast."""
    end = Period.parse(at)
    quarters = [str(end.shift(k + 1 - len(values))) for k in range(len(values))]
    event = f"1,X1,{rebase},New way of working,yes,,Agreed in June,CMT,2025-07-20"
    score = {"unit": "score", "per": "1", "over_time": "mean", "over": "none"}
    written = books.write(
        folder / "data",
        indicators=[books.INDICATOR_COLUMNS, books.indicator("1", "Score", **score)],
        observations=[
            books.OBSERVATION_COLUMNS,
            *(f"1,X1,{q},,{v},,,,,2025-07-20" for q, v in zip(quarters, values, strict=True)),
        ],
        targets=None,
        events=[books.EVENT_COLUMNS, event] if rebase else None,
    )
    return next(judged(flow.load(written), end, None))


@pytest.mark.parametrize(
    ("at", "effects"), [("2024-25 Q3", (0, -8, 0, 8)), ("2025-26 Q1", (0, -9, 1, 8))]
)
def test_a_year_is_judged_by_the_seasons_known_when_it_began(
    tmp_path: Path, at: str, effects: tuple[int, ...]
) -> None:
    """Four years fix the effects, each quarter 1 above or below by turns, as often as not.

    The fifth year's 50, 20, 90 and 58 change them from the next April: the medians of five years
    are then 50, 41, 51 and 58, and 50 on average.
    """
    values = [50 + (0, -8, 0, 8)[t % 4] + (-1) ** (t // 4 + t % 4) for t in range(16)]
    known = Period.parse(at).steps_from(Period.parse("2020-21 Q1")) + 1
    finding = read(tmp_path, [*values, 50, 20, 90, 58, 50][:known], at=at)
    assert finding.seasonal
    centres = [p.centre for p in finding.points[:4]]
    level = sum(centres) / 4
    assert [c - level for c in centres] == pytest.approx(effects, abs=1e-9)


LEVELS = [7, 6, 5] * 5, [9, 10, 11] * 6


@pytest.mark.parametrize(("run", "suggested"), [(15, False), (16, True), (18, True)])
def test_a_rebase_is_suggested_from_sixteen_points(
    tmp_path: Path, run: int, suggested: bool
) -> None:
    """Fifteen points about 6, then all above it: from the first of these, once there are 16."""
    finding = read(tmp_path, [*LEVELS[0], *LEVELS[1][:run]])
    assert finding.seasonal is False
    first = books.quarters(run)[0]
    assert finding.suggested_rebase == (first if suggested else "")
    # It is suggested, never made: every point is of one segment.
    assert {p.segment for p in finding.points} == {0}


def test_a_suggestion_leaves_the_seasons_out() -> None:
    """Up 3 from the seventeenth quarter, which seasons of 8 hide from the eye."""
    levels = [50] * 15 + [48] + [53] * 16
    found = seen([level + (0, -8, 0, 8)[t % 4] for t, level in enumerate(levels)])
    assert found.new_level_at == 16


def test_a_rebase_that_was_made_is_not_suggested_again(tmp_path: Path) -> None:
    """The new segment has no earlier level to leave; its limits are its own."""
    finding = read(tmp_path, [*LEVELS[0], *LEVELS[1]], rebase=books.quarters(18)[0])
    assert (finding.suggested_rebase, finding.centre, finding.n_points) == ("", 10, 18)


def test_a_rebase_needs_thirteen_points_before_it(tmp_path: Path) -> None:
    """Twelve fix no level that could be left."""
    assert read(tmp_path, [*LEVELS[0][:12], *LEVELS[1]]).suggested_rebase != books.quarters(18)[0]


def test_trends_and_runs_are_shown_with_limits_or_without(tmp_path: Path) -> None:
    """Nine points: a line and its trend; twelve: a run chart; thirteen: limits, and no runs."""
    for n, chart, runs in ((9, "line", False), (12, "run", True), (13, "xmr", False)):
        finding = read(tmp_path / str(n), [float(t) for t in range(n)])
        assert finding.chart == chart
        assert (finding.runs is not None) is runs
        assert finding.trend is not None
        assert (finding.trend.direction, finding.trend.slope) == (1, 4)


def test_a_trend_is_in_the_indicators_unit() -> None:
    """Half a percentage point a quarter of 200 is 2 points a year."""
    share = catalogue_of(books.indicator("1", "Share"))["1"]
    assert share.unit is Unit.PERCENT
    x, n = np.arange(60.0, 72)[None], np.full((1, 12), 200.0)
    labels, settled = np.zeros((1, 12), dtype=np.int64), np.ones((1, 12), dtype=bool)
    rows = Rows(100 * x / n, x, n, labels, 4, settled)
    (found,) = patterns(rows, draw([share], rows, MAKING_DATA_COUNT))
    assert found.trend is not None
    assert found.trend.slope == pytest.approx(2, rel=1e-12)
