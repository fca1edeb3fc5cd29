"""Where the year will end: what is asked of the forecast, and against which target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.judged import judged
from pmf_analysis.framework.period import Period
from pmf_analysis.judgements import outlook as outlooks
from pmf_analysis.judgements.evidence import Outlook
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.statistics.forecast import Outturn, outturn
from tests import books

QUARTERS = books.quarters(9)  # two years and the first quarter of 2025-26
THIS_YEAR = ["2025-26 Q1", "2025-26 Q2", "2025-26 Q3", "2025-26 Q4"]
VALUES = [30, 34, 29, 35, 31, 36, 30, 33, 32]
TO_DATE = [30, 64, 93, 128, 31, 67, 97, 130, 32]
STUB = Outturn(120, 110, 130, 100, 140, 0.7, "drift", 0.9, 0.8, shown=True)

Asked = list[dict[str, Any]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """What is asked of the forecast, which is slow and tested elsewhere."""
    calls: Asked = []

    def record(values: object = None, **settings: object) -> Outturn:
        calls.append({"values": values, **settings})
        return STUB

    monkeypatch.setattr(outlooks, "outturn", record)
    outlooks._outturn.cache_clear()
    yield calls
    outlooks._outturn.cache_clear()


def read(
    folder: Path,
    rows: list[str],
    targets: list[str] | None = None,
    *,
    quarter: str = "2025-26 Q1",
    organisation: str = "X1",
    **kind: str,
) -> Finding:
    """The finding of one indicator; targets are written ``period,target,lower,upper``."""
    who = f"1,{organisation}"
    written = books.write(
        folder / "data",
        indicators=[books.INDICATOR_COLUMNS, books.indicator("1", "Measure", **kind)],
        observations=[
            books.OBSERVATION_COLUMNS,
            *(f"{who},{row},,2025-07-20" for row in rows),
        ],
        targets=[
            books.TARGET_COLUMNS,
            *(f"{who},{t},,,plan,,2023-04-01" for t in targets or []),
        ],
        events=None,
    )
    book = flow.load(written)
    return next(judged(book, Period.parse(quarter), None, forecast=True))


COUNT = {"unit": "count", "per": "1", "over_time": "sum", "over": "none"}
DAYS = {"unit": "days", "per": "1", "over_time": "mean", "over": "none"}
SNAPSHOT = COUNT | {"basis": "snapshot", "over_time": "last"}
YEAR_TO_DATE = {"basis": "year to date"}


def row(period: str, value: object = "", x: object = "", n: object = "", status: str = "") -> str:
    return f"{period},,{value},{x},{n},{status}"


PLAIN = list(map(row, QUARTERS, VALUES))
PARTS = [row(q, x=v, n=50) for q, v in zip(QUARTERS, VALUES, strict=True)]
CUMULATED = list(map(row, QUARTERS, TO_DATE))
CUMULATED_PARTS = [row(QUARTERS[k], x=TO_DATE[k], n=50 * (k % 4 + 1)) for k in range(9)]
STEPS = [f"{q},{t},," for q, t in zip(THIS_YEAR, (10, 20, 30, 40), strict=True)]
BANDS = [f"{q},,{t},{t + 2}" for q, t in zip(THIS_YEAR, (10, 20, 30, 40), strict=True)]
PROFILE = [f"{q},{t},," for q, t in zip(THIS_YEAR, (30, 60, 90, 125), strict=True)]


@pytest.mark.parametrize(
    ("kind", "rows", "targets", "over_time", "target"),
    [
        (COUNT, PLAIN, STEPS, "sum", 100),  # 10 + 20 + 30 + 40
        (COUNT, PLAIN, ["2025-26,33,,"], "sum", 132),  # 33 in each of four quarters
        (COUNT, PLAIN, STEPS[:2] + STEPS[3:], "sum", None),  # a quarter has no target
        (COUNT, PLAIN, STEPS[1:], "sum", None),  # not even the one that is over
        (COUNT | {"polarity": "range"}, PLAIN, BANDS, "sum", (100, 108)),
        (COUNT | {"polarity": "none"}, PLAIN, STEPS, "sum", None),
        (DAYS, PLAIN, STEPS, "mean", 40),  # the last quarter's
        (DAYS | {"polarity": "range"}, PLAIN, BANDS, "mean", (40, 42)),
        (SNAPSHOT, PLAIN, STEPS, "last", 40),
        ({}, PARTS, STEPS, "ratio", 40),
        (COUNT | YEAR_TO_DATE, CUMULATED, PROFILE, "sum", 125),  # the profile's end, not its sum
        (COUNT | YEAR_TO_DATE, CUMULATED, PROFILE[:3], "sum", None),
        (YEAR_TO_DATE, CUMULATED_PARTS, STEPS, "ratio", 40),
        (COUNT, PLAIN, [], "sum", None),
    ],
)
def test_which_target_the_year_is_held_against(
    tmp_path: Path,
    asked: Asked,
    kind: dict[str, str],
    rows: list[str],
    targets: list[str],
    over_time: str,
    target: object,
) -> None:
    """In-period figures are forecast, three quarters ahead, and met with the year's own target."""
    found = read(tmp_path, rows, targets, **kind).outlook
    (call,) = asked
    assert (call["over_time"], call["target"]) == (over_time, target)
    assert (call["remaining"], call["periods_a_year"]) == (3, 4)
    if over_time == "ratio":
        assert not call["values"]
        assert (list(call["numerators"]), list(call["denominators"])) == (VALUES, [50] * 9)
        assert call["multiplier"] == 100
    else:
        assert list(call["values"]) == VALUES
    assert found is not None
    if isinstance(target, tuple):
        assert (found.target_lower, found.target_upper) == target
    elif target is not None:
        assert found.target == target


def test_what_an_outlook_says(tmp_path: Path, asked: Asked) -> None:
    """The forecast's own figures, for the last day of the council's year."""
    finding = read(tmp_path, PLAIN, STEPS, **COUNT, polarity="lower")
    estimates = (120, 110, 130, 100, 140)
    assert finding.outlook == Outlook(
        dt.date(2026, 3, 31), *estimates, 100, None, None, "about 7 in 10", "drift", 0.9, 0.8
    )
    (call,) = asked
    assert (call["better"], call["decimals"]) == ("lower", 1)
    assert (call["least"], call["most"]) == (0, None)  # a count has no end above


@pytest.mark.parametrize(
    ("kind", "rows", "bounds"),
    [
        ({}, PARTS, (0, 100)),
        ({"unit": "rate", "per": "1000"}, PARTS, (0, None)),
        (DAYS, PLAIN, (0, None)),
        (DAYS | {"unit": "score"}, PLAIN, (None, None)),
    ],
)
def test_no_forecast_is_impossible(
    tmp_path: Path, asked: Asked, kind: dict[str, str], rows: list[str], bounds: tuple
) -> None:
    """Shares lie between 0 and 100; counts, rates and days are not below 0; scores may be."""
    read(tmp_path, rows, **kind)
    assert (asked[0]["least"], asked[0]["most"]) == bounds


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (COUNT | {"unit": "currency"}, PLAIN),
        (COUNT | {"unit": "currency", "chart": "line"}, PLAIN),
        (DAYS | {"chart": "line"}, PLAIN),
        (DAYS | {"unit": "rank"}, PLAIN),
        ({"basis": "rolling 12 months"}, PARTS),
        ({}, PLAIN),  # a ratio without its parts
        (YEAR_TO_DATE, CUMULATED),  # and one to date
    ],
)
def test_what_is_not_forecast(
    tmp_path: Path, asked: Asked, kind: dict[str, str], rows: list[str]
) -> None:
    """Money, lines and rolling figures are not, nor ratios whose parts are not known."""
    assert read(tmp_path, rows, STEPS, **kind).outlook is None
    assert asked == []


def test_a_yearly_figure_has_no_year_to_come(tmp_path: Path, asked: Asked) -> None:
    """The year that it is of has ended."""
    rows = [row(f"{year}-{year % 100 + 1}", x=60, n=100) for year in range(2015, 2025)]
    assert read(tmp_path, rows, frequency="financial year").outlook is None
    assert asked == []


def test_a_complete_year_is_not_forecast(tmp_path: Path, asked: Asked) -> None:
    """At the fourth quarter everything is known."""
    assert read(tmp_path, PLAIN, quarter="2024-25 Q4", **COUNT).outlook is None
    assert asked == []


def test_the_council_alone_has_an_outlook(tmp_path: Path, asked: Asked) -> None:
    """Directorates and services are not forecast."""
    assert read(tmp_path, PLAIN, organisation="housing", **COUNT).outlook is None
    assert asked == []


@pytest.mark.parametrize("status", ["c", "z"])
def test_a_withheld_figure_is_not_forecast(tmp_path: Path, asked: Asked, status: str) -> None:
    """What may not be shown may not be guessed at."""
    rows = [*PLAIN[:-1], row(QUARTERS[-1], status=status)]
    assert read(tmp_path, rows, **COUNT).outlook is None
    assert asked == []


def test_a_forecast_that_its_past_does_not_bear_out_is_hidden(
    tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five points are too few to test a forecast on."""
    monkeypatch.setattr(outlooks, "outturn", outturn)
    assert read(tmp_path, PLAIN[4:], STEPS, **COUNT).outlook is None
    assert asked == []


def test_a_forecast_from_end_to_end(tmp_path: Path) -> None:
    """A noisy count: known quarter plus three to come, by the statistics themselves."""
    values = [52, 47, 55, 44, 49, 53, 46, 51, 57, 45, 50, 48, 54]
    rows = list(map(row, books.quarters(13), values))
    outlooks._outturn.cache_clear()
    found = read(tmp_path, rows, ["2025-26,48,,"], **COUNT).outlook
    settings = {"target": 192, "decimals": 1, "least": 0}
    expected = outturn(values, remaining=3, periods_a_year=4, over_time="sum", **settings)
    assert expected.shown
    assert found is not None
    assert (found.estimate, found.lower_80, found.upper_95) == (
        expected.estimate,
        expected.lower_80,
        expected.upper_95,
    )
    assert (found.target, found.chance, found.method) == (192, expected.words, expected.method)
    assert found.lower_95 < found.lower_80 < found.estimate < found.upper_80 < found.upper_95
