"""Real official series through the whole engine: nothing raises, nothing warns, nothing is lost."""

from __future__ import annotations

import csv
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pmf_analysis.statistics import control_chart as charts
from pmf_analysis.statistics import funnel, intervals, neighbours
from pmf_analysis.statistics.rebase import suggest
from pmf_analysis.statistics.run_chart import run_chart
from pmf_analysis.statistics.seasonality import seasonal_xmr, seasons
from pmf_analysis.statistics.trend import mann_kendall, recent_trend, sen_slope

# Councils that replaced others on 1 April 2023: their series begin in the middle.
SUCCESSORS = {"E06000063": "Cumberland", "E06000064": "Westmorland and Furness"}
MEASURES = ("assessments_total", "owed_duty", "ta_households", "ta_children")


@pytest.fixture(autouse=True)
def warnings_fail() -> Iterator[None]:
    """A warning is a defect here."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return np.nan


def panel(cells: dict[str, dict[str, float]]) -> tuple[list[str], np.ndarray]:
    """Series by periods, missing where a series has no row."""
    periods = sorted({period for row in cells.values() for period in row})
    keys = sorted(cells)
    return keys, np.array([[cells[key].get(p, np.nan) for p in periods] for key in keys])


def accident_and_emergency(shared: Path) -> dict[str, np.ndarray]:
    cells: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    path = shared / "realdata" / "nhs_ae_monthly" / "NHSRdatasets_ae_attendances_2016_2019.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key = f"{row['org_code']} type {row['type']}"
            for measure in ("attendances", "breaches"):
                cells[measure][key][row["period"]] = number(row[measure])
    return {measure: panel(series)[1] for measure, series in cells.items()}


def homelessness(shared: Path) -> tuple[list[str], dict[str, np.ndarray]]:
    cells: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    path = shared / "realdata" / "homelessness_quarterly" / "homelessness_quarterly_wide.csv"
    names = (*MEASURES, "prevention_duty_ended", "prevention_secured_6m", "households_000s")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] == "Local authority":
                for name in names:
                    cells[name][row["area_code"]][row["period_end"]] = number(row[name])
    panels = {name: panel(series) for name, series in cells.items()}
    return panels[MEASURES[0]][0], {name: grid for name, (_, grid) in panels.items()}


def whole_engine(values: np.ndarray, a_year: int) -> None:
    """Everything that takes a panel of plain values, checked for what it promises."""
    season = np.arange(values.shape[1]) % a_year
    chart = charts.xmr(values)
    ranged = ~np.isnan(chart.moving_range).all(axis=1)
    assert not np.isnan(chart.upper[ranged]).any()
    assert (chart.rule[np.isnan(values)] == 0).all()
    found = seasons(values, season, a_year)
    assert np.isfinite(found.effect).all()
    seasonal_xmr(values, season, found)
    runs = run_chart(values)
    assert (runs.longest_run <= runs.useful).all()
    suggest(values)
    tests = [mann_kendall(values, variant=v) for v in ("original", "hamed_rao", "yue_wang")]
    tests.append(mann_kendall(values, variant="correlated_seasonal", period=a_year))
    for test in (*tests, mann_kendall(values, variant="report")):
        judged = ~np.isnan(test.p_value)
        assert ((test.p_value[judged] >= 0) & (test.p_value[judged] <= 1)).all()
    line = sen_slope(values)
    known = ~np.isnan(line.slope)
    assert (line.lower[known] <= line.slope[known]).all()
    assert (line.slope[known] <= line.upper[known]).all()
    if np.nanmin(values) >= 0:
        charts.c(values, exact=True)
        charts.u_prime(values, np.ones(values.shape), least=1, exact=True)


def test_accident_and_emergency_series(shared: Path) -> None:
    """Monthly attendances and breaches of English trusts: 428 series, 281 of them complete."""
    series = accident_and_emergency(shared)
    x, n = series["breaches"], series["attendances"]
    assert n.shape == (428, 36)
    assert (~np.isnan(n)).all(axis=1).sum() == 281
    for values in (x, n):
        whole_engine(values, 12)
    for chart in (charts.p(x, n), charts.p_prime(x, n, least=1, exact=True)):
        drawn = ~np.isnan(chart.values)
        assert not np.isnan(chart.upper[drawn]).any()
        assert ((chart.lower[drawn] >= 0) & (chart.upper[drawn] <= 1)).all()
    interval = intervals.wilson(x, n)
    held = ~np.isnan(interval.estimate)
    assert (interval.lower[held] <= interval.estimate[held]).all()
    recent_trend(interval.estimate, interval.lower, interval.upper)


def test_homelessness_series(shared: Path) -> None:
    """340 councils, 31 quarters, successor councils among them."""
    codes, series = homelessness(shared)
    assert len(codes) == 340
    for measure in MEASURES:
        whole_engine(series[measure], 4)
    charts.u_prime(series["assessments_total"], series["households_000s"], least=1, exact=True)
    x, n = series["prevention_secured_6m"], series["prevention_duty_ended"]
    impossible = x > n  # a few returns say so; the table's checks would have refused them
    x, n = (np.where(impossible, np.nan, part) for part in (x, n))
    charts.p_prime(x, n, least=1, exact=True)
    latest = x[:, -1], n[:, -1]
    made = funnel.limits(*latest, "proportion")
    assert (np.isnan(made.lower_95) == ~(latest[1] > 0)).mean() > 0.99
    order = neighbours.rank(codes, kind="proportion", x=x[:, -1], n=n[:, -1], high_is_first=True)
    held = ~np.isnan(order.rank)
    assert (order.lower[held] <= order.rank[held]).all()
    assert (order.rank[held] <= order.upper[held]).all()


def test_successor_councils_begin_in_the_middle(shared: Path) -> None:
    """Limits rest on what the successor itself returned; what was before is missing, not zero."""
    codes, series = homelessness(shared)
    for code in SUCCESSORS:
        values = series["assessments_total"][codes.index(code)]
        own = values[~np.isnan(values)]
        assert 8 <= len(own) < len(values)
        assert np.isnan(values[:20]).all()
        chart = charts.xmr(values)
        assert chart.centre[-1] == pytest.approx(own.mean(), rel=1e-12)
