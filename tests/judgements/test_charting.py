"""Which chart a series gets, that it is the statistics' own, and what is read off it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmf_analysis import findings as flow
from pmf_analysis.findings.judged import judged
from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator, Polarity, Unit
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.framework.rating import RatingRule
from pmf_analysis.judgements.assess import assess
from pmf_analysis.judgements.charting import Rows, draw, which
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.patterns import patterns
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.series import Series
from pmf_analysis.statistics import control_chart as charts
from pmf_analysis.statistics.control_chart import MAKING_DATA_COUNT, ControlChart
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
RATE = replace(SHARE, unit=Unit.RATE, per=1000.0)
COUNT = replace(SHARE, unit=Unit.COUNT, per=1.0)
DAYS = replace(SHARE, unit=Unit.DAYS, per=1.0)
NAN = float("nan")
CASES, ALL = [20.0, 22, 18, 20], [40.0, 40, 40, 40]
NONE_KNOWN = [NAN] * 4


def of(indicator: Indicator, **changes: object) -> Indicator:
    return replace(indicator, **changes)


@pytest.mark.parametrize(
    ("indicator", "parts", "expected"),
    [
        (SHARE, (CASES, CASES, ALL), "p'"),
        (RATE, (CASES, CASES, ALL), "u'"),
        (RATE, (CASES, ALL, CASES), "u'"),  # a rate may exceed one
        (COUNT, (CASES, NONE_KNOWN, NONE_KNOWN), "u'"),
        (of(COUNT, basis=Basis.YEAR_TO_DATE), (CASES, NONE_KNOWN, NONE_KNOWN), "u'"),
        (of(COUNT, basis=Basis.SNAPSHOT), (CASES, NONE_KNOWN, NONE_KNOWN), "xmr"),
        (DAYS, (CASES, CASES, ALL), "xmr"),
        (of(SHARE, unit=Unit.CURRENCY), (CASES, CASES, ALL), "line"),
        (of(SHARE, unit=Unit.CURRENCY, chart=ChartKind.XMR), (CASES, CASES, ALL), "xmr"),
        (SHARE, (CASES, NONE_KNOWN, NONE_KNOWN), "xmr"),
        (SHARE, (CASES, [20.0, NAN, 18, 20], ALL), "xmr"),  # one period without its parts
        (SHARE, (CASES, CASES, [40.0, 40, NAN, 40]), "xmr"),
        (SHARE, ([20.0, NAN, 18, 20], [20.0, NAN, 18, 20], ALL), "p'"),  # a period without any
        (SHARE, (CASES, [20.0, 41, 18, 20], ALL), "xmr"),
        (COUNT, ([20.0, -1, 18, 20], NONE_KNOWN, NONE_KNOWN), "xmr"),
        (SHARE, (CASES, [2.0, 3, 1, 2], ALL), "p'"),  # two a period
        (SHARE, (CASES, [2.0, 3, 1, 1], ALL), "run"),
        (COUNT, ([2.0, 3, 1, 1], NONE_KNOWN, NONE_KNOWN), "run"),
        (COUNT, ([2.0, 3, 1, NAN], NONE_KNOWN, NONE_KNOWN), "u'"),
        (SHARE, (NONE_KNOWN, NONE_KNOWN, NONE_KNOWN), "xmr"),
        (of(SHARE, frequency=Frequency.FINANCIAL_YEAR), (CASES, CASES, ALL), "line"),
        (of(SHARE, frequency=Frequency.POOLED), (CASES, CASES, ALL), "line"),
        (of(SHARE, basis=Basis.ROLLING), (CASES, CASES, ALL), "line"),
        (of(SHARE, unit=Unit.RANK), (CASES, NONE_KNOWN, NONE_KNOWN), "line"),
        (of(SHARE, unit=Unit.YES_NO), (CASES, NONE_KNOWN, NONE_KNOWN), "line"),
    ],
)
def test_which_chart(indicator: Indicator, parts: tuple, expected: str) -> None:
    """By unit and basis, then by what the figures allow."""
    assert which(indicator, *(np.array(part) for part in parts)) == expected


@pytest.mark.parametrize("kind", [k for k in ChartKind if k is not ChartKind.UNNAMED])
def test_a_named_chart_is_used_as_named(kind: ChartKind) -> None:
    """Whatever the figures would have asked for."""
    for indicator in (SHARE, COUNT, of(DAYS, basis=Basis.ROLLING)):
        figures = (np.array(part) for part in (CASES, NONE_KNOWN, NONE_KNOWN))
        assert which(of(indicator, chart=kind), *figures) is kind


def rows_of(values: object, numerators: object, denominators: object, a_year: int = 1) -> Rows:
    """Yearly rows, which never have seasons, unless told otherwise; all in one segment."""
    parts = [np.atleast_2d(np.asarray(a, dtype=float)) for a in (values, numerators, denominators)]
    shape = parts[0].shape
    return Rows(*parts, np.zeros(shape, dtype=np.int64), a_year, np.ones(shape, dtype=bool))


def same(one: ControlChart, other: ControlChart) -> None:
    for name in vars(one):
        a, b = getattr(one, name), getattr(other, name)
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-12, err_msg=name)


# A share that hardly varies: a p' chart of it is inside the p chart, where it may be.
OF = np.random.default_rng(3).integers(60, 400, 20).astype(float)
DONE = np.round(OF / 16)
DONE[[4, 11]] = NAN
MIXED = {
    # The indicator, and the chart that the statistics draw of it: a share in %, a rate per 1,000.
    "p' unnamed": (SHARE, charts.p_prime(DONE, OF, least=1, exact=True).times(100)),
    "p' named": (of(SHARE, chart="p'"), charts.p_prime(DONE, OF, exact=True).times(100)),
    "p named": (of(SHARE, chart="p"), charts.p(DONE, OF, exact=True).times(100)),
    "u' unnamed": (RATE, charts.u_prime(DONE, OF, least=1, exact=True).times(1000)),
    "u' named": (of(RATE, chart="u'"), charts.u_prime(DONE, OF, exact=True).times(1000)),
    "u named": (of(RATE, chart="u"), charts.u(DONE, OF, exact=True).times(1000)),
    "count": (COUNT, charts.u_prime(DONE, 0 * OF + 1, least=1, exact=True)),
    "c named": (of(COUNT, chart="c"), charts.c(DONE, exact=True)),
    "t named": (of(DAYS, chart="t"), charts.t(DONE)),
    "g named": (of(DAYS, chart="g"), charts.g(DONE)),
    "xmr": (DAYS, charts.xmr(DONE)),
    "run named": (of(DAYS, chart="run"), charts.xmr(DONE)),
    "line": (of(DAYS, chart="line"), charts.xmr(DONE)),
}
MIXED = {name: (of(i, chart=ChartKind(i.chart)), chart) for name, (i, chart) in MIXED.items()}
FIGURES = {Unit.PERCENT: 100 * DONE / OF, Unit.RATE: 1000 * DONE / OF}


def panel(names: list[str]) -> tuple[list[Indicator], Rows]:
    indicators = [MIXED[name][0] for name in names]
    values = [FIGURES.get(i.unit, DONE) for i in indicators]
    return indicators, rows_of(values, [DONE] * len(names), [OF] * len(names))


def test_a_mixed_panel_is_drawn_by_the_statistics_in_the_indicators_units() -> None:
    """Every kind at once, each as its function draws it; drawn alone or reversed it is the same."""
    names = list(MIXED)
    together = draw(*panel(names), MAKING_DATA_COUNT)
    turned = draw(*panel(names[::-1]), MAKING_DATA_COUNT)[::-1]
    for name, drawn, again in zip(names, together, turned, strict=True):
        same(drawn.chart, MIXED[name][1])
        same(again.chart, drawn.chart)
        (alone,) = draw(*panel([name]), MAKING_DATA_COUNT)
        same(alone.chart, drawn.chart)
        assert (alone.kind, again.kind, drawn.effects) == (drawn.kind, drawn.kind, ())


counts = arrays(float, 16, elements=st.integers(4, 60).map(float))
sizes = arrays(float, 16, elements=st.integers(60, 5000).map(float))


@given(counts, sizes)
def test_an_unnamed_chart_is_never_inside_what_chance_gives(x: np.ndarray, n: np.ndarray) -> None:
    """A p' chart is as wide as a p chart or wider, so that no chart jumps between the two."""
    (drawn,) = draw([SHARE], rows_of(100 * x / n, x, n), MAKING_DATA_COUNT)
    plain = charts.p(x, n, exact=True).times(100)
    np.testing.assert_allclose(drawn.chart.centre, plain.centre, rtol=1e-12)
    assert (drawn.chart.upper >= plain.upper - 1e-9).all()
    assert (drawn.chart.lower <= plain.lower + 1e-9).all()
    assert (drawn.chart.sigma >= plain.sigma * (1 - 1e-12)).all()


QUARTERS = tuple(Period.parse("2021-22 Q2").shift(k) for k in range(16))


def assessed(indicator: Indicator, rows: Rows) -> Finding:
    """The finding of one quarterly row without a target."""
    drawn = draw([indicator], rows, MAKING_DATA_COUNT)
    series = Series(
        indicator,
        "X1",
        "Smallbridge",
        QUARTERS,
        *(part[0] for part in (rows.values, rows.numerators, rows.denominators) * 2),
        np.full(16, ""),
        (Target(),) * 16,
        np.zeros(16, dtype=bool),
        drawn[0],
        patterns(rows, drawn)[0],
    )
    return assess(series, RatingRule(), 13, dt.date(2025, 9, 2))


MIRROR = {"IMPROVEMENT": "CONCERN", "BETTER": "WORSE", "IMPROVING": "WORSENING"}
MIRROR |= {bad: good for good, bad in MIRROR.items()}


def mirrored(word: str) -> str:
    first, *rest = word.split("_")
    return "_".join([MIRROR.get(first, first), *rest])


# Counts about 35 that move to another level for their last points, and signal there.
moves = st.tuples(st.integers(0, 999), st.integers(-22, 22), st.integers(8, 15))


def moved(seed: int, step: int, since: int) -> np.ndarray:
    level = np.where(np.arange(16) < since, 35, 35 + step)
    return level + np.random.default_rng(seed).integers(-5, 6, 16).astype(float)


@given(st.sampled_from([SHARE, DAYS]), moves)
def test_the_other_polarity_swaps_better_and_worse_alone(
    indicator: Indicator, move: tuple[int, int, int]
) -> None:
    """Improvement and concern change places, with travel and verdict; nothing else does."""
    x = moved(*move)
    rows = rows_of(100 * x / 80 if indicator is SHARE else x, x, 0 * x + 80, a_year=4)
    up = assessed(indicator, rows)
    down = assessed(of(indicator, polarity=Polarity.LOWER), rows)
    turning = ("variation", "verdict", "travel_short", "travel_long")
    for name in turning:
        assert getattr(down, name) == mirrored(getattr(up, name)), name
    untouched = {name: getattr(up, name) for name in (*turning, "urgency")}
    assert replace(down, **untouched) == up


def read(folder: Path, indicator: str, rows: list[str], **more: list[str]) -> Finding:
    """The council's finding, without a forecast."""
    tables = {
        "indicators": [books.INDICATOR_COLUMNS, indicator],
        "observations": [books.OBSERVATION_COLUMNS, *rows],
        "targets": [books.TARGET_COLUMNS],
        "events": None,
    }
    book = flow.load(books.write(folder / "data", **(tables | more)))
    return next(judged(book, Period.parse("2025-26 Q1"), None))


def written(values: list[float]) -> list[str]:
    quarters = books.quarters(len(values))
    return [f"1,X1,{q},,{v},,,,,2025-07-20" for q, v in zip(quarters, values, strict=True)]


DAYS_WAITED = {"unit": "days", "per": "1", "over_time": "mean", "over": "none"}


def waits(last: int) -> list[str]:
    """Seventeen quarters: seasons -8, 0, 8 and 0 from 50, and 1 more or less by turns.

    In four years every season is as often 1 above as 1 below, so that the effects are those; of
    the 15 moving ranges less the seasons 12 are 2 and 3, where years meet, are 0.
    """
    values = [50 + (-8, 0, 8, 0)[t % 4] + (-1) ** (t // 4 + t % 4) for t in range(16)]
    return written([*values, last])


# A last 42 is 50 less its season, and makes a moving range of 1: a mean of 25 / 16, and limits at
# 2.66 x 1.5625 x sqrt(4 / 3) = 4.799 from 42, 50, 58 and 50: from 37.2 in this season, which is
# the lowest, to 62.8 in the highest. By its own 46.8 alone a target of 62 would be sure.
SEASONS = [(37, "PASS", "FAIL"), (38, "HIT_OR_MISS", "HIT_OR_MISS")]
SEASONS += [(62, "HIT_OR_MISS", "HIT_OR_MISS"), (63, "FAIL", "PASS")]


@pytest.mark.parametrize(("target", "higher", "lower"), SEASONS)
def test_every_season_must_pass_or_fail(
    tmp_path: Path, target: int, higher: str, lower: str
) -> None:
    """A target is assured only where it is in each season of the year."""
    targets = [books.TARGET_COLUMNS, f"1,X1,2025-26,{target},,,,,plan,,2025-04-01"]
    for polarity, expected in (("higher", higher), ("lower", lower)):
        indicator = books.indicator("1", "Days waited", polarity=polarity, **DAYS_WAITED)
        finding = read(tmp_path, indicator, waits(42), targets=targets)
        assert (finding.seasonal, finding.assurance) == (True, expected)
        assert finding.upper_limit == pytest.approx(42 + 4.15625 * (4 / 3) ** 0.5, rel=1e-12)


@pytest.mark.parametrize(("last", "travel"), [(42, "SAME"), (36, "BETTER")])
def test_short_travel_leaves_the_seasons_out(tmp_path: Path, last: int, travel: str) -> None:
    """From a winter's 51 to a spring's 42, 8 of it the season: down 1, not 9.

    To 36 it is down 7. That range is over 3.267 x 31 / 16 and screened: chance then explains
    3.267 x 24 / 15 x sqrt(4 / 3) = 6.04.
    """
    indicator = books.indicator("1", "Days waited", polarity="lower", **DAYS_WAITED)
    finding = read(tmp_path, indicator, waits(last))
    assert (finding.seasonal, finding.value, finding.previous_value) == (True, last, 51)
    assert (finding.travel_short, finding.travel_short_tested) == (travel, True)


# Up 12.5, though Newcombe's interval leaves out 0; and up 16.25.
@pytest.mark.parametrize(("before", "now", "way"), [(190, 60, "SAME"), (187, 63, "BETTER")])
def test_travel_where_denominators_change(tmp_path: Path, before: int, now: int, way: str) -> None:
    """Half of 400, and at last of 100: sigmas of 2.5 and 5 points, and 2.605 x 5.59 = 14.56."""
    parts = [(200, 400)] * 14 + [(before, 400), (now, 100)]
    rows = [
        f"1,X1,{quarter},,{100 * x / n},{x},{n},,,2025-07-20"
        for quarter, (x, n) in zip(books.quarters(16), parts, strict=True)
    ]
    finding = read(tmp_path, books.indicator("1", "Share"), rows)
    assert (finding.chart, finding.centre, finding.sigma) == ("p'", 50, 5)
    assert (finding.travel_short, finding.travel_short_tested) == (way, True)


def test_an_excluded_point_is_drawn_and_takes_no_part(tmp_path: Path) -> None:
    """The limits and rules are those of the series without it."""
    values = [71, 74, 69, 73, 76, 70, 20, 75, 68, 74, 71, 73, 77, 70, 72, 66]
    event = f"1,X1,{books.quarters(16)[6]},Flood,,yes,Shut for six weeks,CMT,2025-07-20"
    days = books.indicator("1", "Days waited", **DAYS_WAITED)
    finding = read(tmp_path, days, written(values), events=[books.EVENT_COLUMNS, event])
    without = charts.xmr([*values[:6], NAN, *values[7:]])
    out = finding.points[6]
    assert (out.excluded, out.charted, out.rule, finding.n_points) == (True, 20, "", 15)
    assert [p.upper for p in finding.points] == pytest.approx(without.upper.tolist(), rel=1e-12)
    assert finding.centre == pytest.approx((sum(values) - 20) / 15, rel=1e-12)
