"""Long files, one row a measure; and statuses in a column of their own."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import mapping, tidy
from tests.sources.national.catalogue import (
    ENGLAND,
    accounted_for,
    cells,
    indicator,
    wanted,
    written,
)

HEADER = "code,period,homes,duties,rate,flag"
WIDE = """\
area: code
period: period
status: flag
figures:
  - {indicator: H01, numerator: homes, denominator: duties, value: rate}
"""
LONG = """\
area: code
period: period
status: marker
figures:
  - indicator: H01
    value: {column: value, where: {measure: rate}}
    numerator: {column: value, where: {measure: homes}}
    denominator: {column: value, where: {measure: duties}, times: 1000}
"""


def arrive(folder: Path, header: str, rows: str, own: str) -> Arrival:
    """Read a file that holds these rows."""
    path = written(folder, "homes.csv", f"{header}\n{rows}\n")
    want = wanted(indicator("H01"))
    return tidy.read(path, want, mapping.tidy(written(folder, "map.yml", own)))


def long(folder: Path, *rows: tuple[str, str, str, str], own: str = LONG) -> Arrival:
    """Read rows of quarter, measure, value and marker."""
    others = [f"E06000001,2024/25 Q1,{name},1," for name in ("homes", "duties", "rate")]
    text = "\n".join([*(f"{ENGLAND},2024/25 {','.join(row)}" for row in rows), *others])
    return arrive(folder, "code,period,measure,value,marker", text, own)


def test_the_parts_of_a_figure_are_put_together(tmp_path: Path) -> None:
    """In whatever order they stand; the rows that are but a part say of which figure."""
    arrival = long(
        tmp_path,
        ("Q1", "homes", "3", ""), ("Q1", "duties", "0.004", ""),
        ("Q2", "duties", "0.008", ""), ("Q2", "homes", "", ".."),
        ("Q3", "homes", "5", ""), ("Q4", "duties", "0.006", ""),
        ("Q1", "calls", "9", ""), ("Q4", "rate", "61.5", ""),
    )  # fmt: skip
    columns = ("period", "value", "numerator", "denominator", "status")
    assert sorted(cells(arrival, "benchmarks", *columns)) == [
        ("2024-25 Q1", "", "3", "4", ""),
        ("2024-25 Q2", "", "", "", "x"),
        ("2024-25 Q3", "", "", "", "x"),
        ("2024-25 Q4", "61.5", "", "", ""),
    ]
    assert {one.row: one.reason for one in arrival.left_out} == {
        3: "a part of the figure in row 2",
        4: "a part of the figure in row 5",
        7: "a part of the figure in row 9",
        8: "nothing in it that the mapping asks for",
        **dict.fromkeys((10, 11, 12), "an area that is not compared with"),
    }
    assert accounted_for(arrival)


def test_a_part_that_is_not_available_does_not_hide_the_figure(tmp_path: Path) -> None:
    """The marker is the denominator's; the figure was published."""
    arrival = long(tmp_path, ("Q1", "rate", "61.5", ""), ("Q1", "duties", "", ".."))
    assert cells(arrival, "benchmarks", "value", "status") == [("61.5", "")]


def test_a_part_without_a_figure_is_left_out(tmp_path: Path) -> None:
    """A denominator alone says nothing."""
    arrival = long(tmp_path, ("Q1", "duties", "4", ""))
    assert arrival.left_out[0].reason == "no figure in it"


ROWS = st.permutations([("rate", "45.0"), ("homes", "9"), ("duties", "0.02")])
GRAVE = "cxzubepr"  # the gravest first


@given(ROWS, st.tuples(*[st.sampled_from(["", *GRAVE])] * 3))
def test_the_gravest_status_of_its_parts_is_that_of_the_figure(
    rows: list[tuple[str, str]], statuses: tuple[str, str, str]
) -> None:
    """Whichever row it stands in, and in whatever order they come; c, x and z hide all parts."""
    marked = [("Q1", *row, mark) for row, mark in zip(rows, statuses, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        arrival = long(Path(folder), *marked)
    ((*figures, status),) = cells(
        arrival, "benchmarks", "value", "numerator", "denominator", "status"
    )
    assert status == min(statuses, key=lambda letter: (GRAVE + " ").index(letter or " "))
    assert figures == (["", "", ""] if status in {"c", "x", "z"} else ["", "9", "20"])


def test_a_period_may_be_revised_in_one_row_and_provisional_in_another(tmp_path: Path) -> None:
    """What is said beside the period is joined as what is said beside the figure."""
    arrival = long(tmp_path, ("Q1 (r)", "homes", "9", ""), ("Q1 (p)", "duties", "0.02", ""))
    assert cells(arrival, "benchmarks", "numerator", "status") == [("9", "p")]


def test_a_marker_beside_an_empty_cell_may_mean_none(tmp_path: Path) -> None:
    """Where the mapping says so of this file, and then only."""
    rows = (("Q1", "homes", "", "-"), ("Q1", "duties", "0.004", ""))
    columns = ("numerator", "denominator", "status")
    assert cells(long(tmp_path, *rows), "benchmarks", *columns) == [("", "", "x")]
    own = LONG + 'markers: {"-": 0}\n'
    assert cells(long(tmp_path, *rows, own=own), "benchmarks", *columns) == [("0", "4", "")]


def test_statuses_of_a_column_stand_beside_figures_or_in_their_place(tmp_path: Path) -> None:
    """A row marked confidential shows nothing, whatever stands in it."""
    flagged = ("3,4,75,[p]", "3,4,75,c", ",,,..", "3,4,75,", ",,,(c)", "3,4,75,(R)", ",,,r")
    rows = "\n".join(f"{ENGLAND},20{n}/{n + 1} Q1,{row}" for n, row in enumerate(flagged, start=15))
    arrival = arrive(tmp_path, HEADER, rows, WIDE)
    assert cells(arrival, "benchmarks", "numerator", "status") == [
        ("3", "p"), ("", "c"), ("", "x"), ("3", ""), ("", "c"), ("3", "r"),
    ]  # fmt: skip
    assert arrival.left_out[0].reason == "no figure in it"


def test_a_status_that_is_none_is_a_fault(tmp_path: Path) -> None:
    """The fault says which there are."""
    with pytest.raises(FaultsFound, match="column flag") as found:
        arrive(tmp_path, HEADER, f"{ENGLAND},2024/25 Q1,3,4,75,maybe", WIDE)
    assert "one of the statuses p, r, e, c, u, x, z, b, got 'maybe'" in str(found.value)
