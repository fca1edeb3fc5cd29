"""A data file of Explore Education Statistics is read by its meta file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import ees, mapping
from tests.sources.national.catalogue import (
    COUNCIL,
    ENGLAND,
    accounted_for,
    cells,
    indicator,
    wanted,
    written,
)

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,region_code,new_la_code,"
    "school_type,sex,absent,possible,rate"
)
META = "\n".join(
    ["col_name,col_type,label", "school_type,Filter,School type", "sex,Filter,Sex"]
    + [f"{name},Indicator,{name}" for name in ("absent", "possible", "rate")]
)
MAP = """\
where: {school_type: Total}
breakdown: {sex: {column: sex}}
figures:
  - {indicator: A01, value: rate, numerator: absent, denominator: possible}
"""
A01 = indicator("A01", "academic year")


def row(level: str, code: str, figures: str, *, school: str = "Total", sex: str = "Total") -> str:
    """One row of 2016/17."""
    regional, local = (code if level == name else "" for name in ("Regional", "Local authority"))
    return f"201617,Academic year,{level},{ENGLAND},{regional},{local},{school},{sex},{figures}"


def arrive(folder: Path, *rows: str, own: str = MAP, meta: str = META) -> Arrival:
    """Read these rows."""
    data = written(folder, "absence.csv", "\n".join([HEADER, *rows]) + "\n")
    about = written(folder, "absence.meta.csv", meta)
    want = wanted(A01, indicator("A02", "term"), areas=(ENGLAND, "E12000002"))
    return ees.read(data, about, want, mapping.ees(written(folder, "map.yml", own)))


def test_each_geographic_level_has_its_own_code(tmp_path: Path) -> None:
    """National, regional and local; another level is left out with its name."""
    arrival = arrive(
        tmp_path,
        row("National", "", "50,1000,5.0"),
        row("Regional", "E12000002", "7,100,7.0"),
        row("Local authority", COUNCIL, "3,50,6.0"),
        row("Local authority", COUNCIL, "1,20,5.0", sex="Female"),
        row("School", "", "1,10,10.0"),
        row("Local authority", "E06000001", "3,50,6.0"),
    )
    columns = ("area", "period", "numerator", "denominator")
    assert cells(arrival, "benchmarks", *columns) == [
        (ENGLAND, "2016/17 academic", "50", "1000"),
        ("E12000002", "2016/17 academic", "7", "100"),
    ]
    assert cells(arrival, "observations", "breakdown") == [("",), ("sex: Female",)]
    assert [one.reason for one in arrival.left_out] == [
        "a geographic level that is not compared: school",
        "an area that is not compared with",
    ]
    assert accounted_for(arrival)


def test_the_markers_of_the_department_are_no_figures(tmp_path: Path) -> None:
    """Each keeps its meaning, and `low` is not nought."""
    for marker, status in {"z": "z", "c": "c", "x": "x", "low": "x", ":": "x", ".": "x"}.items():
        arrival = arrive(tmp_path, row("National", "", f"{marker},100,{marker}"))
        assert cells(arrival, "benchmarks", "value", "numerator", "status") == [("", "", status)]


def test_terms_and_years_are_told_apart_by_a_filter(tmp_path: Path) -> None:
    """The period of an indicator may stand in other columns than the file's own."""
    own = """\
where: {school_type: Total}
figures:
  - {indicator: A01, value: rate, where: {sex: Total}}
  - indicator: A02
    value: rate
    where: {sex: Autumn term}
    period: {column: time_period, with: sex}
"""
    year, term = row("National", "", "1,2,5.0"), row("National", "", "1,2,4.0", sex="Autumn term")
    arrival = arrive(tmp_path, year, term, own=own)
    assert cells(arrival, "benchmarks", "indicator", "period", "value") == [
        ("A01", "2016/17 academic", "5"),
        ("A02", "2016/17 autumn", "4"),
    ]


def test_a_filter_that_nobody_chooses_from_is_a_fault(tmp_path: Path) -> None:
    """Its choices are told; a filter with one choice needs none."""
    own = MAP.replace("where: {school_type: Total}\n", "")
    assert arrive(tmp_path, row("National", "", "50,1000,5.0"), own=own).tables
    with pytest.raises(FaultsFound) as found:
        arrive(
            tmp_path,
            row("National", "", "50,1000,5.0"),
            row("National", "", "9,100,9.0", school="Special"),
            own=own,
        )
    assert "column school_type: expected a choice for A01" in str(found.value)
    assert "'Special', 'Total' and no choice" in str(found.value)


def test_the_meta_file_says_what_is_a_figure(tmp_path: Path) -> None:
    """A filter is no figure, and a meta file has its own columns."""
    with pytest.raises(FaultsFound) as found:
        arrive(tmp_path, row("National", "", "1,2,3"), own=MAP.replace("value: rate", "value: sex"))
    assert "column sex: expected an indicator of absence.meta.csv" in str(found.value)
    with pytest.raises(FaultsFound) as found:
        arrive(tmp_path, row("National", "", "1,2,3"), meta="name,type\nrate,Indicator\n")
    assert "absence.meta.csv, column col_name" in str(found.value)
