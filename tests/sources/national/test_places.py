"""Lists of areas and neighbours: successors, families, ranks."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import mapping, tidy
from tests.sources.national.catalogue import COUNCIL, accounted_for, cells, wanted, written

AREAS = """\
table: areas
area: gss
name: name
region: region
start: start
end: end
replaced_by: {column: next, through: letters}
population: people
groups: {region: region}
source: A register
"""
REGISTER = f"""\
letters,gss,name,region,start,end,next,people
CBD,{COUNCIL},Cumberland,North,2023-04-01,,,"274,396"
WAF,E06000064,Westmorland and Furness,North,01/04/2023,,,225385.0
ALL,E07000026,Allerdale,North,,2023-03-31,CBD,
CMA,E10000006,Cumbria,North,,2023-03-31,"CBD,WAF",
YOR,E06000014,York,Yorkshire,1996-04-01,,,..
COM,,A combined authority,North,,,,
"""
LIST = """\
table: neighbours
area: council
neighbour: other
rank: rank
group: {column: model, names: {A: near, B: like}}
source: A department
"""


def arrive(folder: Path, text: str, own: str) -> Arrival:
    """Read a list."""
    path = written(folder, "list.csv", text)
    return tidy.read(path, wanted(), mapping.tidy(written(folder, "map.yml", own)))


def test_successors_are_found_through_the_registers_own_letters(tmp_path: Path) -> None:
    """One that was shared out among two has no single successor, and is kept all the same."""
    arrival = arrive(tmp_path, REGISTER, AREAS)
    assert cells(arrival, "areas", "area", "start", "end", "replaced_by", "population") == [
        (COUNCIL, "2023-04-01", "", "", "274396"),
        ("E06000064", "2023-04-01", "", "", "225385"),
        ("E07000026", "", "2023-03-31", COUNCIL, ""),
        ("E10000006", "", "2023-03-31", "", ""),
        ("E06000014", "1996-04-01", "", "", ""),
    ]
    assert [(one.row, one.reason) for one in arrival.left_out] == [(7, "an area without a code")]
    assert accounted_for(arrival)


def test_a_group_is_every_council_of_today_that_is_alike(tmp_path: Path) -> None:
    """The same region, without the council itself and without those that are gone."""
    alike = cells(arrive(tmp_path, REGISTER, AREAS), "neighbours", "group", "area", "neighbour")
    assert alike == [("region", COUNCIL, "E06000064")]


def test_successors_may_be_codes_already(tmp_path: Path) -> None:
    """Without other letters the column is taken as it is."""
    own = "table: areas\narea: a\nname: n\nreplaced_by: by\n"
    arrival = arrive(tmp_path, "a,n,by\nE1,One,E2\nE2,Two,\n", own)
    assert cells(arrival, "areas", "replaced_by") == [("E2",), ("",)]


def test_dates_and_numbers_that_are_none_are_told_together(tmp_path: Path) -> None:
    """Each with its row and column; the same area twice too."""
    text = REGISTER.replace("1996-04-01", "in 1996").replace("225385.0", "many")
    with pytest.raises(FaultsFound) as found:
        arrive(tmp_path, f"{text}X,{COUNCIL},Again,South,,,,\n", AREAS)
    told = str(found.value)
    assert "row 6, column start: expected a date like 2023-04-01 or 01/04/2023" in told
    assert "row 3, column people: expected a number" in told
    assert f"row 8: expected each figure once, got {COUNCIL} again" in told


def test_neighbours_are_those_of_the_council_by_rank(tmp_path: Path) -> None:
    """Other councils' lists, groups without a name, itself and nobody are left out."""
    rows = (
        f"{COUNCIL},E1,1,A", f"{COUNCIL},E2,2.0,A", f"{COUNCIL},E1,1,B", f"{COUNCIL},E3,3,C",
        "E1,E2,1,A", f"{COUNCIL},{COUNCIL},1,B", f"{COUNCIL},[x],2,B", f"{COUNCIL},E1,1,B",
    )  # fmt: skip
    arrival = arrive(tmp_path, "council,other,rank,model\n" + "\n".join(rows), LIST)
    assert cells(arrival, "neighbours", "group", "area", "neighbour", "rank", "source") == [
        ("near", COUNCIL, "E1", "1", "A department"),
        ("near", COUNCIL, "E2", "2", "A department"),
        ("like", COUNCIL, "E1", "1", "A department"),
    ]
    assert {one.row: one.reason for one in arrival.left_out} == {
        5: "a group that the mapping does not name",
        6: "neighbours of another area",
        7: "an area beside itself",
        8: "it names no neighbour",
        9: "the same again, as in row 4",
    }
    everyone = arrive(tmp_path, f"council,other,rank,model\n{rows[4]}", LIST + "areas: all\n")
    assert cells(everyone, "neighbours", "area") == [("E1",)]


def test_a_rank_is_a_whole_number(tmp_path: Path) -> None:
    """A distance is no rank."""
    with pytest.raises(FaultsFound, match=r"row 2, column rank: expected a rank.*'0\.53'"):
        arrive(tmp_path, f"council,other,rank,model\n{COUNCIL},E1,0.53,A\n", LIST)


def test_families_leave_out_who_was_not_classed(tmp_path: Path) -> None:
    """A marker is no family, for the council or for others."""
    own = "table: neighbours\narea: code\ngroups: {f1: one, f2: two}\n"
    text = f"code,one,two\n{COUNCIL},A,[x]\nE1,A,[x]\nE2,B,[x]\nE3,[x],A\n"
    arrival = arrive(tmp_path, text, own)
    assert cells(arrival, "neighbours", "group", "neighbour") == [("f1", "E1")]
    assert {one.row: one.reason for one in arrival.left_out} == {
        2: "the council itself",
        4: "in none of the council's groups",
        5: "in none of the council's groups",
    }


def test_columns_that_are_not_there_are_told(tmp_path: Path) -> None:
    """Of either kind of list."""
    for text, own in (("gss,nme\nE1,One\n", AREAS), ("council\nE1\n", LIST)):
        with pytest.raises(FaultsFound) as found:
            arrive(tmp_path, text, own)
        assert len(found.value.faults) > 2
