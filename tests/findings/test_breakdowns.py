"""Who is affected, from the rows of the observations."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.breakdown import Breakdown
from tests import books
from tests.tables.test_tables import TWO_DIRECTORATES

SHARE = books.indicator("1", "Share", directorate="")
SMALL = books.indicator("1", "Share", directorate="", disclosure="small")
CASES = books.indicator(
    "1", "Cases", unit="count", per="1", over="sum", directorate="", disclosure="small"
)


def found(
    folder: Path,
    *rows: str,
    indicator: str = SHARE,
    quarter: str = "2025-26 Q1",
    audience: str = "public",
) -> tuple[Breakdown, ...]:
    """What the small book says of who is affected; rows without indicator and day."""
    data = books.write(
        folder / "data",
        TWO_DIRECTORATES,
        indicators=[books.INDICATOR_COLUMNS, indicator],
        observations=[books.OBSERVATION_COLUMNS, *(f"1,{row},,2025-07-20" for row in rows)],
        targets=None,
    )
    return flow.compute(data, quarter, audience).picture.breakdowns


WHOLE = "X1,2025-26 Q1,,,104,150,"
SEXES = ("X1,2025-26 Q1,sex: Female,,56,70,", "X1,2025-26 Q1,sex: Male,,48,80,")


def test_the_groups_of_a_kind_stand_together(tmp_path: Path) -> None:
    """56 of 70 is 80% and 48 of 80 is 60%; apart, p = 0.008 twice."""
    ages = ("X1,2025-26 Q1,age: 16 to 24,,50,75,", "X1,2025-26 Q1,age: 25 and over,,54,75,")
    sex, age = found(tmp_path, WHOLE, *SEXES, *ages)
    assert (sex.kind, sex.period, age.kind) == ("sex", "2025-26 Q1", "age")
    assert [(g.name, g.value, g.side) for g in sex.groups] == [
        ("Female", pytest.approx(80), 1),
        ("Male", pytest.approx(60), -1),
    ]
    assert [g.name for g in age.groups] == ["16 to 24", "25 and over"]
    assert [g.side for g in age.groups] == [0, 0]


def test_the_last_period_with_a_figure_is_shown(tmp_path: Path) -> None:
    """No later one than the quarter, none without a figure, and no part's own."""
    rows = (
        "X1,2025-26 Q1,,,100,150,",
        "X1,2024-25 Q4,,,100,150,",
        "X1,2024-25 Q4,sex: Female,,10,20,",
        "X1,2024-25 Q4,sex: Male,,12,20,",
        "X1,2025-26 Q1,sex: Female,,,,x",
        "housing,2025-26 Q1,sex: Female,,10,20,",
    )
    (only,) = found(tmp_path, *rows)
    assert (only.period, len(only.groups)) == ("2024-25 Q4", 2)
    (before,) = found(tmp_path / "b", *SEXES, *rows[:4], quarter="2024-25 Q4")
    assert [g.numerator for g in before.groups] == [10, 12]


@pytest.mark.parametrize("status", ["x", "z"])
def test_a_group_without_a_figure_stays_beside_the_others(tmp_path: Path, status: str) -> None:
    """In its place and with its mark; the two with figures are not tested as if all there were."""
    missing = f"X1,2025-26 Q1,sex: Not known,,,,{status}"
    (only,) = found(tmp_path, WHOLE, SEXES[0], missing, SEXES[1])
    marks = [(g.name, g.status, g.value, g.side) for g in only.groups]
    assert marks == [
        ("Female", "", pytest.approx(80), None),
        ("Not known", status, None, None),
        ("Male", "", pytest.approx(60), None),
    ]


def test_a_group_without_a_figure_hides_no_other(tmp_path: Path) -> None:
    """3 of 62 are withheld. The missing may be none, so that another of the shown goes too."""
    rows = [
        "X1,2025-26 Q1,,,62,400,",
        "X1,2025-26 Q1,ward: Abbey,,,,x",
        "X1,2025-26 Q1,ward: Castle,,3,100,",
        "X1,2025-26 Q1,ward: Market,,19,100,",
        "X1,2025-26 Q1,ward: Priory,,40,100,",
    ]
    (only,) = found(tmp_path, *rows, indicator=SMALL)
    assert [g.status for g in only.groups] == ["x", "c", "c", ""]


def test_a_lone_small_group_takes_another_with_it(tmp_path: Path) -> None:
    """3 of the 62 are withheld; so are the 7, since 62 - 52 - 7 would give them away."""
    rows = [
        "X1,2025-26 Q1,,,62,400,",
        "X1,2025-26 Q1,ward: Abbey,,40,100,",
        "X1,2025-26 Q1,ward: Castle,,3,100,",
        "X1,2025-26 Q1,ward: Market,,7,100,",
        "X1,2025-26 Q1,ward: Priory,,12,100,",
    ]
    (only,) = found(tmp_path, *rows, indicator=SMALL)
    marks = {g.name: (g.status, g.value, g.numerator) for g in only.groups}
    assert marks["Castle"] == marks["Market"] == ("c", None, None)
    assert marks["Abbey"] == ("", pytest.approx(40), 40)
    # Nothing is said of the rest, in which the withheld would have a part.
    assert all(g.side is None and g.p_value is None for g in only.groups)
    assert [g.lower is not None for g in only.groups] == [True, False, False, True]


def test_counts_are_guarded_by_their_values(tmp_path: Path) -> None:
    """A count of 4 among 4, 9 and 20; each edition withholds the same."""
    rows = [
        "X1,2025-26 Q1,,33,,,",
        "X1,2025-26 Q1,age: 0 to 4,4,,,",
        "X1,2025-26 Q1,age: 5 to 9,9,,,",
        "X1,2025-26 Q1,age: 10 to 15,20,,,",
    ]
    for audience in ("public", "internal"):
        (only,) = found(tmp_path / audience, *rows, indicator=CASES, audience=audience)
        assert [g.value for g in only.groups] == [None, None, 20]


def test_where_the_whole_is_withheld_so_is_every_group(tmp_path: Path) -> None:
    """2 and 0 would give the council's 2 away."""
    rows = [
        "X1,2025-26 Q1,,2,,,",
        "X1,2025-26 Q1,sex: Female,0,,,",
        "X1,2025-26 Q1,sex: Male,2,,,",
    ]
    (only,) = found(tmp_path, *rows, indicator=CASES)
    assert [g.status for g in only.groups] == ["c", "c"]


def test_an_internal_indicators_groups_stay_inside(tmp_path: Path) -> None:
    """The public edition has no breakdown of it."""
    secret = books.indicator("1", "Share", directorate="", audience="internal")
    more = books.indicator("2", "Another", directorate="")
    both = f"{secret}\n{more}"
    assert found(tmp_path, WHOLE, *SEXES, indicator=both) == ()
    assert found(tmp_path / "in", WHOLE, *SEXES, indicator=both, audience="internal")
