"""Data that do not suit a control chart: each kind in a small book, worked by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.judgements.finding import Finding
from tests import books

# A book reports a quarter that it observes, so that yearly figures need a quarterly one beside.
BESIDE = books.indicator("9", "Calls answered"), "9,X1,2025-26 Q1,,50,1,2,,,2025-07-20"


def row(period: str, value: object = "", x: object = "", n: object = "", status: str = "") -> str:
    return f"1,X1,{period},,{value},{x},{n},{status},,2025-07-20"


def shares(periods: Iterable[str], done: Iterable[int], of: int = 1000) -> list[str]:
    return [row(p, x=x, n=of) for p, x in zip(periods, done, strict=True)]


def found(
    folder: Path, indicator: str, rows: list[str], targets: Iterable[str] = (), quarter: str = ""
) -> Finding:
    """The council's finding; targets are written ``period,target``."""
    written = books.write(
        folder / "data",
        indicators=[books.INDICATOR_COLUMNS, indicator, BESIDE[0]],
        observations=[books.OBSERVATION_COLUMNS, *rows, BESIDE[1]],
        targets=[books.TARGET_COLUMNS, *(f"1,X1,{t},,,,,plan,,2021-04-01" for t in targets)],
        events=None,
    )
    return next(f for f in flow.compute(written, quarter).council if f.indicator == "1")


def assert_without_limits(finding: Finding, reason: str) -> None:
    """No limits, signal, season, trend, forecast or run chart; a plain line."""
    assert (finding.reason, finding.chart) == (reason, "line")
    assert (finding.centre, finding.lower_limit, finding.upper_limit) == (None, None, None)
    assert (finding.variation, finding.rule) == ("NOT_ENOUGH_DATA", "")
    assert finding.assurance == ("NO_TARGET" if finding.target is None else "NOT_ENOUGH_DATA")
    assert (finding.trend, finding.outlook, finding.runs) == (None, None, None)
    assert (finding.seasonal, finding.suggested_rebase) == (False, "")
    assert all(p.centre is None and p.upper is None and not p.rule for p in finding.points)


YEARS = [f"{year}-{year % 100 + 1:02d}" for year in range(2020, 2025)]
ANNUAL = books.indicator("1", "Share", frequency="financial year")
FIVE = shares(YEARS, [500, 540, 580, 620, 680])


def test_annual_from_five_points(tmp_path: Path) -> None:
    """Rated, with the recent trend: 4 or 6 points a year, against a standard error of 0.5."""
    finding = found(tmp_path, ANNUAL, FIVE, ["2024-25,70"])
    assert_without_limits(finding, "annual")
    # 5% of 70 is 3.5: amber down to 66.5.
    assert (finding.period, finding.value, finding.rating) == ("2024-25", 68.0, "AMBER")
    assert (finding.verdict, finding.recent_trend) == ("SHORT", 1)
    # Wilson: 0.68 less 0.0296, 0.62 and 0.0296; 0.06 less hypot of the two is 0.018, above 0.
    assert (finding.travel_short, finding.travel_short_tested) == ("BETTER", True)
    assert (finding.travel_long, finding.last_year_value) == ("BETTER", 62.0)
    assert (finding.n_points, finding.points_needed) == (5, 13)


BARE = list(map(row, YEARS, [50, 54, 58, 62, 68]))


@pytest.mark.parametrize("rows", [FIVE[1:], [*FIVE[:3], FIVE[4]], BARE])
def test_annual_without_five_intervals(tmp_path: Path, rows: list[str]) -> None:
    """Four years, a year missing, or no parts: no recent trend, and the rating stands alone."""
    finding = found(tmp_path, ANNUAL, rows, ["2024-25,70"])
    assert_without_limits(finding, "annual")
    assert (finding.verdict, finding.recent_trend, finding.rating) == ("NEW", None, "AMBER")
    assert finding.travel_short_tested is (rows is not BARE)


def test_academic_years(tmp_path: Path) -> None:
    """June 2025 expects the school year that ended in August 2024, by its own target."""
    academic = books.indicator("1", "Pupils at the standard", frequency="academic year")
    years = [f"{year}/{year % 100 + 1:02d} academic" for year in range(2016, 2024)]
    rows = shares(years, [500, 520, 540, 560, 580, 600, 600, 610])
    finding = found(tmp_path, academic, rows, ["2023/24 academic,60", "2024/25 academic,70"])
    assert_without_limits(finding, "annual")
    assert (finding.period, finding.due) == ("2023/24 academic", dt.date(2024, 9, 30))
    assert (finding.rating, finding.target, finding.verdict) == ("GREEN", 60, "SHORT")
    # No results in 2019/20 and 2020/21: the latest five are broken.
    finding = found(tmp_path / "gap", academic, rows[:3] + rows[5:], ["2023/24 academic,60"])
    assert (finding.verdict, finding.recent_trend) == ("NEW", None)
    # 61.0% against 60.0% of 1,000 pupils: the interval of the difference holds 0.
    assert (finding.travel_short, finding.travel_short_tested) == ("SAME", True)


def test_terms_are_seasons_of_three(tmp_path: Path) -> None:
    """Spring stands 6 above and summer 6 below; 1 above and 1 below that, by turns.

    Four school years before the present one (12 terms) fix the effects 0, 6 and -6: each term
    has as many ones above as below. Less the effects the 14 terms alternate between 51 and 49:
    mean 50, every moving range 2. Limits stand 2.66 x 2 x sqrt(4 / 3) = 6.143 from the centre.
    """
    days = {"unit": "days", "per": "1", "polarity": "lower", "over_time": "mean", "over": "none"}
    names = ("autumn", "spring", "summer")
    terms = [f"{2020 + t // 3}/{21 + t // 3} {names[t % 3]}" for t in range(14)]
    rows = [row(term, 50 + (0, 6, -6)[t % 3] + (-1) ** t) for t, term in enumerate(terms)]
    finding = found(tmp_path, books.indicator("1", "Days lost", frequency="term", **days), rows)
    assert (finding.period, finding.seasonal, finding.chart) == ("2024/25 spring", True, "xmr")
    assert (finding.value, finding.centre, finding.n_points) == (55, 56, 14)
    width = 5.32 * (4 / 3) ** 0.5
    limits = (finding.lower_limit, finding.upper_limit)
    assert limits == pytest.approx((56 - width, 56 + width), rel=1e-12)
    # Autumn 51 to spring 55 is 51 to 49 less the seasons; chance explains 3.267 x 2.309.
    assert (finding.previous_value, finding.travel_short) == (51, "SAME")
    assert (finding.last_year_period, finding.last_year_value) == ("2023/24 spring", 57)


ROLLING = books.indicator("1", "Share of twelve months", basis="rolling 12 months")


def test_rolling_figures_have_no_limits(tmp_path: Path) -> None:
    """Every fourth quarter rises by 5 points; what lies between would say otherwise."""
    done = [100] * 17
    done[::4] = [400, 450, 500, 550, 600]
    finding = found(tmp_path, ROLLING, shares(books.quarters(17), done), ["2025-26,62"])
    assert_without_limits(finding, "overlapping")
    # 5% of 62 is 3.1: amber down to 58.9.
    assert (finding.value, finding.rating, finding.verdict) == (60, "AMBER", "SHORT")
    assert (finding.recent_trend, finding.travel_short) == (1, "NOT_COMPARABLE")
    # 600 against 550 of 1,000: 0.05 less hypot(0.0307, 0.0306) is above 0.
    assert (finding.travel_long, finding.travel_long_tested) == ("BETTER", True)
    assert finding.last_year_value == 55


def test_rolling_figures_that_do_not_move(tmp_path: Path) -> None:
    """Seventeen quarters hold five separate figures, sixteen one fewer than a trend needs."""
    for n, verdict, trend in ((16, "NEW", None), (17, "SHORT", 0)):
        rows = shares(books.quarters(n), [500] * n)
        finding = found(tmp_path / str(n), ROLLING, rows)
        assert_without_limits(finding, "overlapping")
        assert (finding.verdict, finding.recent_trend) == (verdict, trend)


# In-period counts of four years, 50 on average: 200, 208, 192 and 200 a year.
IN_PERIOD = [48, 52, 48, 52, 52, 52, 52, 52, 50, 46, 50, 46, 48, 52, 48, 52]
FOUR_YEARS = books.quarters(16, (2024, 4))
TO_DATE = [sum(IN_PERIOD[t - t % 4 : t + 1]) for t in range(16)]
TO_DATE_SHARE = books.indicator("1", "Share", basis="year to date")
HOMES = books.indicator(
    "1", "Homes", unit="count", per="1", basis="year to date", over="sum", over_time="sum"
)


@pytest.mark.parametrize(
    ("third", "fourth", "rating", "assurance", "verdict"),
    [
        # Limits 50 -/+ 3 sqrt(50): 28.8 to 71.2. The fourth quarter's own share of the profile:
        (140, 205, "AMBER", "HIT_OR_MISS", "UNRELIABLE"),  # 65; 5% of 205 is 10.25
        (175, 200, "GREEN", "PASS", "SECURE"),  # 25
        (125, 200, "GREEN", "FAIL", "MISMATCH"),  # 75
    ],
)
def test_year_to_date_counts(
    tmp_path: Path, third: int, fourth: int, rating: str, assurance: str, verdict: str
) -> None:
    """Rated as reported, 200 to date; charted by the quarter, 52."""
    rows = list(map(row, FOUR_YEARS, TO_DATE))
    targets = [f"2024-25 Q3,{third}", f"2024-25 Q4,{fourth}"]
    finding = found(tmp_path, HOMES, rows, targets, "2024-25 Q4")
    assert (finding.value, finding.target, finding.charted_target) == (200, fourth, fourth - third)
    assert (finding.rating, finding.assurance, finding.verdict) == (rating, assurance, verdict)
    assert (finding.reason, finding.chart, finding.variation) == ("", "u'", "COMMON_CAUSE")
    assert [p.charted for p in finding.points] == IN_PERIOD
    limits = (finding.lower_limit, finding.upper_limit)
    assert limits == pytest.approx((50 - 3 * 50**0.5, 50 + 3 * 50**0.5), rel=1e-12)
    # In the quarter: 52 after 48, and chance explains 2.605 sqrt(50 + 50) = 26.
    assert (finding.previous_value, finding.travel_short) == (48, "SAME")
    # At the same point last year: 192; a count has no parts to test.
    assert (finding.last_year_period, finding.last_year_value) == ("2023-24 Q4", 192)
    assert (finding.travel_long, finding.travel_long_tested) == ("BETTER", False)
    assert finding.outlook is None  # the year is complete


def test_a_missing_period_to_date_blanks_the_next(tmp_path: Path) -> None:
    """Without the second quarter's total the third quarter's own figure is not known either."""
    rows = [row(q, v) for q, v in zip(FOUR_YEARS, TO_DATE, strict=True) if q != "2024-25 Q2"]
    finding = found(tmp_path, HOMES, rows, ["2024-25 Q4,200"], "2024-25 Q4")
    assert [p.charted for p in finding.points[-4:]] == [48, None, None, 52]
    assert (finding.n_points, finding.value, finding.rating) == (14, 200, "GREEN")
    assert (finding.travel_short, finding.travel_long) == ("NOT_COMPARABLE", "BETTER")


def test_a_total_to_date_that_falls_is_a_fault(tmp_path: Path) -> None:
    """A negative difference is no figure."""
    with pytest.raises(FaultsFound, match="total to date"):
        found(tmp_path, HOMES, [row("2024-25 Q1", 12), row("2024-25 Q2", 11)])


def test_year_to_date_shares_with_parts(tmp_path: Path) -> None:
    """Each quarter of 100: 70%, 60% and 50% for a year each, then 58, 62, 58 and 62%.

    Centre 960 / 1,600 = 60%; one sigma sqrt(0.6 x 0.4 / 100) = 4.899 points.
    """
    done = [70] * 4 + [60] * 4 + [50] * 4 + [58, 62, 58, 62]
    to_date = [sum(done[t - t % 4 : t + 1]) for t in range(16)]
    rows = [row(q, x=to_date[t], n=100 * (t % 4 + 1)) for t, q in enumerate(FOUR_YEARS)]
    finding = found(tmp_path, TO_DATE_SHARE, rows, ["2024-25 Q3,64", "2024-25 Q4,65"], "2024-25 Q4")
    # 240 of 400 to date; 5% of 65 is 3.25, amber down to 61.75.
    assert (finding.value, finding.rating) == (60, "RED")
    assert [p.charted for p in finding.points] == pytest.approx(done)
    assert finding.upper_limit == pytest.approx(60 + 3 * 24**0.5, rel=1e-12)
    # A share to date has no profile to difference: 65, within the limits.
    assert (finding.chart, finding.charted_target, finding.assurance) == ("p'", 65, "HIT_OR_MISS")
    # In the quarter 62 after 58: chance explains 2.605 x sqrt(2) x 4.899 = 18.
    assert (finding.previous_value, finding.travel_short) == (pytest.approx(58), "SAME")
    # To date 240 of 400 against 200 of 400: the interval of the difference leaves out 0.
    assert (finding.travel_long, finding.travel_long_tested) == ("BETTER", True)
    assert finding.last_year_value == 50


def test_year_to_date_shares_without_parts(tmp_path: Path) -> None:
    """A line of what was reported; nothing is known of a quarter alone."""
    rows = list(map(row, FOUR_YEARS, range(40, 56)))
    finding = found(tmp_path, TO_DATE_SHARE, rows, ["2024-25 Q4,50"], "2024-25 Q4")
    assert_without_limits(finding, "cumulative")
    assert (finding.value, finding.rating, finding.verdict) == (55, "GREEN", "NEW")
    assert [p.charted for p in finding.points] == list(range(40, 56))
    assert finding.travel_short == "NOT_COMPARABLE"
    assert (finding.travel_long, finding.travel_long_tested) == ("BETTER", False)


@pytest.mark.parametrize(
    ("lag", "day", "rating", "verdict"),
    [(64, 2, "NOT_DUE", "AWAITED"), (63, 1, "NO_DATA", "MISSING")],
)
def test_lag(tmp_path: Path, lag: int, day: int, rating: str, verdict: str) -> None:
    """Reported on 2 September, 64 days after June: the last figure is shown as of its period."""
    late = books.indicator("1", "Share").replace(",30,,,", f",{lag},,,")
    rows = shares(["2024-25 Q3", "2024-25 Q4"], [600, 650])
    finding = found(tmp_path, late, rows, ["2024-25,60", "2025-26,70"])
    expected = (rating, verdict, dt.date(2025, 9, day))
    assert (finding.rating, finding.verdict, finding.due) == expected
    assert (finding.period, finding.expected_period) == ("2024-25 Q4", "2025-26 Q1")
    assert (finding.value, finding.target, finding.previous_value) == (65, 60, 60)
    assert [p.value for p in finding.points] == [60, 65, None]


def test_a_provisional_last_point_is_judged_and_marked(tmp_path: Path) -> None:
    """The verdict is that of the same figure, and the status says that it may change."""
    share, rows = books.indicator("1", "Share"), shares(FOUR_YEARS, [700, 710] * 8)
    settled = found(tmp_path, share, rows, ["2024-25,72"], "2024-25 Q4")
    rows[-1] = row(FOUR_YEARS[-1], x=710, n=1000, status="p")
    finding = found(tmp_path / "p", share, rows, ["2024-25,72"], "2024-25 Q4")
    assert (finding.status, settled.status) == ("p", "")
    assert (finding.verdict, finding.fingerprint) == ("UNRELIABLE", settled.fingerprint)


@pytest.mark.parametrize(("polarity", "rating"), [("lower", "AMBER"), ("higher", "GREEN")])
def test_officers_forecasts_of_spending(tmp_path: Path, polarity: str, rating: str) -> None:
    """105 against a budget of 100: 5% over; income is the other way about."""
    money = {"unit": "currency", "per": "1", "chart": "line", "over_time": "last", "over": "none"}
    outturn = books.indicator("1", "Outturn", polarity=polarity, **money)
    rows = list(map(row, books.quarters(21), range(85, 106)))
    finding = found(tmp_path, outturn, rows, ["2025-26,100"])
    assert_without_limits(finding, "not charted")
    assert (finding.value, finding.rating, finding.verdict) == (105, rating, "NEW")
    # 105 after 104, and 101 a year ago: as published, no test.
    assert finding.travel_short == finding.travel_long == ("WORSE", "BETTER")[rating == "GREEN"]
    assert (finding.travel_short_tested, finding.travel_long_tested) == (False, False)


def test_a_collection_rate_is_held_against_the_same_point_last_year(tmp_path: Path) -> None:
    """Pounds are no cases: 28.1% after 28.0% of a million is not tested as a sample."""
    collected = books.indicator("1", "Collected", basis="year to date", chart="line")
    quarters, pounds = ["2024-25 Q1", "2024-25 Q4", "2025-26 Q1"], [280_000, 970_000, 281_000]
    rows = shares(quarters, pounds, 1_000_000)
    finding = found(tmp_path, collected, rows, ["2025-26 Q1,28"])
    assert_without_limits(finding, "not charted")
    assert (finding.value, finding.rating) == (pytest.approx(28.1), "GREEN")
    assert (finding.travel_long, finding.travel_long_tested) == ("BETTER", False)


def test_pooled_years(tmp_path: Path) -> None:
    """Spans of three years: every third one stands alone, and those fall by 50 each."""
    rate = {"unit": "rate", "per": "100000", "polarity": "lower"}
    pooled = books.indicator("1", "Deaths", frequency="pooled", **rate)
    spans = [f"{year} to {year + 2}" for year in range(2010, 2023)]
    deaths = [300] * 13
    deaths[::3] = [400, 350, 300, 250, 200]
    rows = shares(spans, deaths, 100_000)
    finding = found(tmp_path, pooled, rows, ["2022 to 2024,210"])
    assert_without_limits(finding, "overlapping")
    assert (finding.period, finding.value, finding.rating) == ("2022 to 2024", 200, "GREEN")
    assert (finding.verdict, finding.recent_trend) == ("SHORT", -1)
    assert finding.travel_short == finding.travel_long == "NOT_COMPARABLE"
    assert found(tmp_path / "short", pooled, rows[1:]).verdict == "NEW"
