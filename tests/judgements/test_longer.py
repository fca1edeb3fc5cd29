"""Months with few cases are charted by the quarter, and said so."""

from __future__ import annotations

from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Finding
from tests import books

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def months(first_year: int, n: int) -> list[str]:
    """Return `n` months from April of a year."""
    return [f"{MONTHS[k % 12]} {first_year + (k + 3) // 12}" for k in range(n)]


def found(
    folder: Path,
    values: list[int | None],
    events: list[str] | None = None,
    **changes: str,
) -> Finding:
    """The finding for a monthly count that ends in June 2025."""
    spelt = months(2025, 3)[-3:]
    spelt = (months(2021, 48) + spelt)[-len(values) :]
    row = {"unit": "count", "per": "1", "polarity": "lower", "frequency": "month", "over": "sum"}
    book = books.write(
        folder,
        indicators=[
            books.INDICATOR_COLUMNS,
            books.indicator("1", "Serious incidents", over_time="sum", **(row | changes)),
        ],
        observations=[
            books.OBSERVATION_COLUMNS,
            *(
                f"1,X1,{m},,{v},,,,,2025-07-20"
                for m, v in zip(spelt, values, strict=True)
                if v is not None
            ),
        ],
        events=events,
        targets=[books.TARGET_COLUMNS, "1,X1,2025-26,2,,,,,plan,,2025-04-01"],
    )
    return flow.compute(book).council[0]


def test_one_case_a_month_is_charted_by_the_quarter(tmp_path: Path) -> None:
    """Months hold 1 0 2: too few. Quarters hold 3 each, and the last one 3 + 9 = 12.

    Poisson limits of a mean of 57/17 = 3.35: P(X <= 10) = 0.9993, so the upper limit is 10 and 12
    lies beyond it.
    """
    finding = found(tmp_path, [1, 0, 2] * 16 + [1, 9, 2])
    assert (finding.value, finding.period) == (2, "Jun 2025")
    assert (finding.chart, finding.charted_every) == ("u'", "quarter")
    assert [p.period for p in finding.points[-2:]] == ["2024-25 Q4", "2025-26 Q1"]
    assert [p.charted for p in finding.points[-2:]] == [3, 12]
    assert finding.upper_limit == 10
    assert (finding.rule, finding.variation, finding.n_points) == ("OUTSIDE", "CONCERN_HIGH", 17)
    # The target of 2 a month is 6 a quarter; the month itself meets it.
    assert (finding.charted_target, finding.rating, finding.verdict) == (6, "GREEN", "WATCH")


def test_too_few_by_the_quarter_as_well_stay_a_run_chart(tmp_path: Path) -> None:
    """One case a year has no usual range at any length that is charted."""
    finding = found(tmp_path, [0] * 11 + [1] + [0] * 11 + [1] + [0] * 12)
    assert (finding.chart, finding.reason, finding.charted_every) == ("run", "rare", "month")
    assert finding.centre is None
    assert finding.runs is not None
    assert finding.runs.median == 0


def test_a_quarter_with_a_missing_month_has_no_point(tmp_path: Path) -> None:
    """What is not known is not added up; two months do not make a quarter."""
    finding = found(tmp_path, [0, 2] + [1, 0, 2] * 16)
    assert finding.points[0].period == "2021-22 Q2"
    assert finding.n_points == 16


def test_a_named_chart_and_enough_cases_stay_monthly(tmp_path: Path) -> None:
    """The catalogue's word counts, and three cases a month are enough."""
    named = found(tmp_path / "a", [1, 0, 2] * 17, chart="xmr")
    assert (named.chart, named.charted_every) == ("xmr", "month")
    enough = found(tmp_path / "b", [3, 2, 4] * 17)
    assert (enough.chart, enough.charted_every) == ("u'", "month")


def test_a_rebase_within_a_quarter_starts_the_quarters_anew(tmp_path: Path) -> None:
    """Limits are those of the last point's stretch: one quarter, or none, and nothing is read."""
    values = [1, 0, 2] * 16 + [6, 6, 6]
    for month, points in (("Apr 2025", 1), ("May 2025", 0)):
        event = f"1,X1,{month},New rules,yes,,Law,Board,2025-07-20"
        finding = found(tmp_path / month, values, events=[books.EVENT_COLUMNS, event])
        assert (finding.variation, finding.n_points) == ("NOT_ENOUGH_DATA", points)
        assert finding.reason == "new"


def test_an_old_quarter_does_not_speak_for_today(tmp_path: Path) -> None:
    """A month is missing from each of the last quarters: the chart has no point to read."""
    whole = [1, 0, 2] * 14 + [6, 6, 6]
    finding = found(tmp_path, [*whole, None, 0, 0, None, 0, 0])
    assert (finding.value, finding.reason) == (0, "gap")
    assert (finding.variation, finding.rule) == ("NOT_ENOUGH_DATA", "")


def test_a_quarter_that_is_not_over_leaves_the_last_whole_one(tmp_path: Path) -> None:
    """May and June are not in yet: April stands beside the quarter that ended in March."""
    finding = found(tmp_path, [1, 0, 2] * 16 + [1, None, None])
    assert (finding.period, finding.reason) == ("Apr 2025", "")
    assert (finding.variation, finding.n_points) == ("COMMON_CAUSE", 16)
