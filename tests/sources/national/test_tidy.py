"""A tidy file becomes observations of the council and benchmarks of the others."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.sources.arrival import Arrival, digest
from pmf_analysis.sources.national import Wanted, mapping, tidy
from tests.sources.national.catalogue import (
    COUNCIL,
    ENGLAND,
    accounted_for,
    cells,
    indicator,
    wanted,
    written,
)

WIDE = """\
area: code
period: period
figures:
  - {indicator: H01, numerator: homes, denominator: duties, value: rate}
"""
HEADER = "code,period,homes,duties,rate"
H01 = indicator("H01")


def arrive(
    folder: Path, rows: str, own: str = WIDE, *, header: str = HEADER, want: Wanted | None = None
) -> Arrival:
    """Read a file that holds these rows."""
    path = written(folder, "homes.csv", f"{header}\n{rows}\n")
    return tidy.read(path, want or wanted(H01), mapping.tidy(written(folder, "map.yml", own)))


def faults(folder: Path, rows: str, own: str = WIDE, header: str = HEADER) -> str:
    """What is wrong with these rows."""
    with pytest.raises(FaultsFound) as found:
        arrive(folder, rows, own, header=header)
    return str(found.value)


def test_own_rows_are_observations_and_others_benchmarks(tmp_path: Path) -> None:
    """Each in the columns of its table; an area that nobody asked for is left out."""
    rows = (
        f"{COUNCIL},2024/25 Q1,3,4,75\n{ENGLAND},2024/25 Q1,1,3,33.3\nE06000001,2024/25 Q1,1,2,50"
    )
    arrival = arrive(tmp_path, rows, WIDE + "source: The ministry\nlicence: OGL\n")
    own = cells(arrival, "observations", "indicator", "organisation", "period", "breakdown", "note")
    assert own == [("H01", COUNCIL, "2024-25 Q1", "", "")]
    others = cells(arrival, "benchmarks", "area", "numerator", "denominator", "source")
    assert others == [(ENGLAND, "1", "3", "The ministry")]
    assert arrival.tables["benchmarks"].index.tolist() == [3]
    assert [(one.row, one.reason) for one in arrival.left_out] == [
        (4, "an area that is not compared with")
    ]
    assert (arrival.source, arrival.licence, arrival.rows) == ("The ministry", "OGL", 3)
    assert arrival.sha256 == digest((tmp_path / "homes.csv").read_bytes())
    assert accounted_for(arrival)


# A rate published with one decimal: what becomes of value, numerator, denominator and status.
SETTLED = {
    "3,4,75.0": ("", "3", "4", ""),
    "1,3,33.3": ("", "1", "3", ""),
    "1,3,": ("", "1", "3", ""),
    "5,15,40.2": ("40.2", "", "", ""),
    ",,40.2": ("40.2", "", "", ""),
    ",4,40.2": ("40.2", "", "", ""),
    "3,0,40.2": ("40.2", "", "", ""),
    "3,4,75.0 [r]": ("", "3", "4", "r"),
    "3,4,[c]": ("", "", "", "c"),
    "[c],4,": ("", "", "", "c"),
    "c,..,": ("", "", "", "c"),
    "..,..,..": ("", "", "", "x"),
    "3,..,": ("", "", "", "x"),
    "3,,": ("", "", "", "x"),
    "3,4,..": ("", "3", "4", ""),
    "3,4,z": ("", "", "", "z"),
    "0,0,": ("", "", "", "z"),
    "0,0,..": ("", "", "", "x"),
    "c,4,75.0": ("75", "", "", ""),
}


@pytest.mark.parametrize("row", SETTLED)
def test_what_a_row_publishes(row: str, tmp_path: Path) -> None:
    """Parts that give the figure again, the figure alone, or why there is none."""
    arrival = arrive(tmp_path, f"{ENGLAND},2024/25 Q1,{row}\n{ENGLAND},2024/25 Q2,1,8,12.5")
    columns = ("value", "numerator", "denominator", "status")
    assert cells(arrival, "benchmarks", *columns)[0] == SETTLED[row]


def test_a_row_without_any_figure_is_left_out(tmp_path: Path) -> None:
    """Empty cells are no zeros and no markers."""
    arrival = arrive(tmp_path, f"{ENGLAND},2024/25 Q1,,,\n{ENGLAND},2024/25 Q2,,4,")
    assert not arrival.tables
    assert [one.reason for one in arrival.left_out] == ["no figure in it"] * 2


def test_a_share_from_0_to_1_is_held_against_its_parts(tmp_path: Path) -> None:
    """0.17 is 17 to the nearest whole, which 17.2 is and 17.6 is not."""
    own = WIDE.replace("value: rate", "value: {column: rate, times: 100}")
    rows = f"{ENGLAND},2024/25 Q1,172,1000,0.17\n{ENGLAND},2024/25 Q2,176,1000,0.17"
    arrival = arrive(tmp_path, rows, own)
    assert cells(arrival, "benchmarks", "value", "numerator") == [("", "172"), ("17", "")]


def test_a_value_of_a_count_keeps_its_numerator(tmp_path: Path) -> None:
    """Where a mapping names no denominator, the numerator is the count behind the figure."""
    own = WIDE.replace("denominator: duties, ", "")
    arrival = arrive(tmp_path, f"{ENGLAND},2024/25 Q1,30,,40.5", own)
    assert cells(arrival, "benchmarks", "value", "numerator") == [("40.5", "30")]


def test_the_council_is_taken_apart_and_others_are_not(tmp_path: Path) -> None:
    """Breakdowns of the council's own rows; by two things at once is none."""
    own = WIDE + "breakdown:\n  sex: {column: sex, total: All}\n  age: {column: age, total: All}\n"
    rows = "\n".join(
        f"{code},2024/25 Q1,3,4,75,{sex},{age}"
        for code, sex, age in (
            (COUNCIL, "All", "All"), (COUNCIL, "Women", "All"), (COUNCIL, "All", "65+"),
            (COUNCIL, "Women", "65+"), (ENGLAND, "All", "All"), (ENGLAND, "Men", "All"),
        )
    )  # fmt: skip
    arrival = arrive(tmp_path, rows, own, header=f"{HEADER},sex,age")
    assert cells(arrival, "observations", "breakdown") == [("",), ("sex: Women",), ("age: 65+",)]
    assert len(arrival.tables["benchmarks"]) == 1
    assert [(one.row, one.reason) for one in arrival.left_out] == [
        (5, "taken apart by two things at once"),
        (7, "a part of another area than the council"),
    ]


def test_the_same_again_is_left_out_and_another_figure_is_a_fault(tmp_path: Path) -> None:
    """Both rows are named, and what to do about them."""
    twice = f"{ENGLAND},2024/25 Q1,3,4,75\n{ENGLAND},2024/25 Q1,3,4,75"
    arrival = arrive(tmp_path, twice)
    assert [(one.row, one.reason) for one in arrival.left_out] == [
        (3, "the same again, as in row 2")
    ]
    told = faults(tmp_path, f"{twice}\n{ENGLAND},2024/25 Q1,3,5,60")
    assert "row 4" in told
    assert "as in row 2. Choose between the rows with where" in told


def test_figures_of_two_mappings_may_not_differ(tmp_path: Path) -> None:
    """The same indicator from two columns, with two answers."""
    own = WIDE + "  - {indicator: H01, value: homes}\n"
    assert "each figure once" in faults(tmp_path, f"{ENGLAND},2024/25 Q1,3,4,75", own)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Periods, figures and statuses, each with its row and column; other areas do not matter."""
    rows = (
        f"{ENGLAND},last year,3,4,75\n{ENGLAND},2024/25 Q2,(3),4,75\n{COUNCIL},2024/25 Q3,3,four,75"
        "\nE06000001,never,?,?,?"
    )
    told = faults(tmp_path, rows).splitlines()
    assert [line.split(": expected")[0] for line in told] == [
        "homes.csv, row 2, column period",
        "homes.csv, row 3, column homes",
        "homes.csv, row 4, column duties",
    ]


def test_many_faults_of_one_kind_are_counted(tmp_path: Path) -> None:
    """One line for each distinct text, and an end to them."""
    rows = "\n".join(f"{ENGLAND},2024/25 Q1,{n} or so,4,75" for n in range(30))
    told = faults(tmp_path, f"{rows}\n{ENGLAND},2024/25 Q1,0 or so,4,75").splitlines()
    assert "'0 or so', and in 1 more rows" in told[0]
    assert "10 more like it" in told[-1]
    assert len(told) == 21


def test_columns_that_are_not_there_are_told_with_near_names(tmp_path: Path) -> None:
    """Each, before anything else is looked at."""
    told = faults(tmp_path, f"{ENGLAND},x,3,4,75", header="Code,period,homes,dutys,rate")
    assert "column code" in told
    assert "column duties" in told
    assert "Near it are 'dutys'" in told


def test_an_unknown_indicator_and_a_filter_that_finds_nothing_are_faults(tmp_path: Path) -> None:
    """A mapping that asks for what is not there is wrong, not silent."""
    row = f"{ENGLAND},2024/25 Q1,3,4,75"
    assert "Did you mean 'H01'" in faults(tmp_path, row, WIDE.replace("H01", "H011"))
    assert arrive(tmp_path, row, WIDE + "where: {period: [2024/25 Q1, 2024/25 Q2]}\n").tables
    own = WIDE + "where: {period: 2024/25 Q2}\n"
    assert "a row with '2024/25 Q2', as the mapping says, got none" in faults(tmp_path, row, own)


def test_areas_by_name_or_without_a_column(tmp_path: Path) -> None:
    """Names become codes through the mapping; a file of one area names it once."""
    named = WIDE.replace("area: code", f"area: {{column: code, codes: {{Cumberland: {COUNCIL}}}}}")
    assert cells(
        arrive(tmp_path, "Cumberland,2024/25 Q1,3,4,75", named), "observations", "organisation"
    )
    alone = WIDE.replace("area: code", f"area: {{constant: {COUNCIL}}}")
    assert cells(arrive(tmp_path, "?,2024/25 Q1,3,4,75", alone), "observations", "organisation")
    assert arrive(tmp_path, ",2024/25 Q1,3,4,75").left_out[0].reason == "it names no area"


def test_the_mapping_says_which_areas_to_keep_and_where_the_council_goes(tmp_path: Path) -> None:
    """All of them, or a list; the council among the benchmarks where that is wanted."""
    rows = f"{COUNCIL},2024/25 Q1,3,4,75\nE06000001,2024/25 Q1,1,2,50"
    everyone = arrive(tmp_path, rows, WIDE + "areas: all\nown: benchmarks\n")
    assert len(everyone.tables["benchmarks"]) == 2
    assert "observations" not in everyone.tables
    listed = arrive(tmp_path, rows, WIDE + "areas: [E06000001]\n")
    assert cells(listed, "benchmarks", "area") == [("E06000001",)]


def test_weeks_are_left_out_with_their_name(tmp_path: Path) -> None:
    """A stretch of time that the program does not keep is no fault."""
    arrival = arrive(tmp_path, f"{ENGLAND},Week 3 2024,3,4,75\n{ENGLAND},2024/25 Q1,3,4,75")
    assert arrival.left_out[0].reason == "a stretch of time that is not kept: Week 3 2024"
    assert len(arrival.tables["benchmarks"]) == 1


def test_a_period_may_be_a_status_and_two_columns(tmp_path: Path) -> None:
    """`2018 (Rev)` is revised; a year and a quarter may stand apart."""
    own = WIDE.replace("period: period", "period: {column: period, with: quarter}")
    arrival = arrive(tmp_path, f"{ENGLAND},2024/25,3,4,75,Q2 (r)", own, header=f"{HEADER},quarter")
    assert cells(arrival, "benchmarks", "period", "status") == [("2024-25 Q2", "r")]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([COUNCIL, ENGLAND, "E06000001", ""]),
            st.sampled_from(["2024/25 Q1", "2024/25 Q2", "Week 2"]),
            st.sampled_from(["", "3", "c", "..", "0"]),
            st.sampled_from(["", "4", "x", "0"]),
            st.sampled_from(["", "75", "z", "33.3"]),
        ),
        max_size=12,
        unique_by=lambda row: row[:2],
    )
)
def test_every_row_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    """Used or left out with a reason; nothing stands beside c, x or z; inputs may be anything."""
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(",".join(row) for row in rows)
        arrival = arrive(Path(folder), text)
    assert accounted_for(arrival)
    for table in arrival.tables.values():
        hidden = table["status"].isin(["c", "x", "z"])
        assert (table.loc[hidden, ["value", "numerator", "denominator"]] == "").all(axis=None)
        bare = (table["value"] == "") & ((table["numerator"] == "") | (table["denominator"] == ""))
        assert (hidden == bare).all()
