"""Twelve months of a rate: the year's events over its average denominator."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.twelve_months import twelve_months
from tests import books

DAYS = (100, 200, 300, 400, 110, 210, 290, 430)
STAFF = (100, 100, 100, 100, 100, 110, 120, 110)


def found(folder: Path, *, unit: str = "rate", basis: str = "in period", n: int = 8) -> Findings:
    """Days lost in each of the last quarters."""
    rows = zip(books.quarters(8), DAYS, STAFF, strict=True)
    observed = [f"1,X1,{q},,,{d},{s},,,2025-07-20" for q, d, s in rows][-n:]
    lost = books.indicator("1", "Days lost", unit=unit, per="1", basis=basis, polarity="lower")
    return flow.compute(
        books.write(
            folder / "data",
            indicators=[books.INDICATOR_COLUMNS, lost],
            observations=[books.OBSERVATION_COLUMNS, *observed],
            targets=None,
        )
    )


def test_a_year_is_its_events_over_the_average_denominator(tmp_path: Path) -> None:
    """1,040 days for 110 people on average; 1,000 for 100 the year before."""
    findings = found(tmp_path)
    year = twelve_months(findings.council[0], findings.indicators["1"])
    assert year is not None
    assert year.last_period == "2025-26 Q1"
    assert year.value == pytest.approx(1040 / 110, rel=1e-12)
    assert year.before == pytest.approx(10, rel=1e-12)


def test_a_year_with_a_gap_is_none(tmp_path: Path) -> None:
    """Three quarters make no year; seven make one and none before it."""
    for n, known in ((3, False), (4, True), (7, True)):
        findings = found(tmp_path / str(n), n=n)
        year = twelve_months(findings.council[0], findings.indicators["1"])
        assert (year is not None) is known
        assert year is None or year.before is None
    findings = found(tmp_path)
    holed = list(findings.council[0].points)
    holed[-2] = replace(holed[-2], numerator=None)
    finding = replace(findings.council[0], points=tuple(holed))
    assert twelve_months(finding, findings.indicators["1"]) is None


@pytest.mark.parametrize(("unit", "basis"), [("days", "in period"), ("rate", "rolling 12 months")])
def test_only_rates_of_periods_of_their_own_add_up(tmp_path: Path, unit: str, basis: str) -> None:
    """An average number of days is no rate, and a rolling year is one already."""
    findings = found(tmp_path, unit=unit, basis=basis)
    assert twelve_months(findings.council[0], findings.indicators["1"]) is None
