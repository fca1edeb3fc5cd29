"""What official files hold that looks like something else, and what becomes of it."""

from __future__ import annotations

import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.sources.national import Wanted, fingertips, mapping, tidy
from tests.realdata.national import (
    CATALOGUE,
    CUMBERLAND,
    KEPT,
    MAPPINGS,
    WANTED,
    WESTMORLAND,
    figure,
    number,
    raw,
    read,
)
from tests.sources.national.catalogue import accounted_for, cells

pytestmark = pytest.mark.shared
LONG = "homelessness_quarterly/homelessness_quarterly_long.csv.gz"
SECONDS = 10  # for 167,722 rows, on a machine that does other things too


@pytest.fixture
def data(shared: Path) -> Path:
    """The folder of official files."""
    return shared / "realdata"


def test_a_figure_that_looks_partial_arrives_unchanged(data: Path) -> None:
    """184 assessments between 377 and 408: whether that is right is for a person to say."""
    for name in ("homelessness_wide", "homelessness_long"):
        found = [
            figure(read(data, name), "assessments", CUMBERLAND, f"2023-24 Q{quarter}")
            for quarter in (2, 3, 4)
        ]
        assert found == ["377", "184", "408"]


def test_markers_in_a_column_of_their_own_become_statuses(data: Path, shared: Path) -> None:
    """`..` and `-` are figures not available, as many as there are; neither is ever 0."""
    cell = {"assessments_total": "assessments", "households_000s": "households"}
    marked = Counter(
        cell[row["measure"]]
        for row in raw(shared, "homelessness_long")
        if row["area_code"] in KEPT and row["measure"] in cell and row["marker"] in {"..", "-"}
    )
    assert marked["assessments"] > 0
    benchmarks = read(data, "homelessness_long").tables["benchmarks"]
    hidden = benchmarks[benchmarks["status"] == "x"]
    came = Counter(hidden["indicator"])
    assert {code: came[code] for code in marked} == dict(marked)
    assert (hidden[["value", "numerator", "denominator"]] == "").all(axis=None)


def test_a_mapping_may_say_that_a_dash_means_none(data: Path) -> None:
    """Then each dash is a nought, and the dots are still not available."""
    own = mapping.tidy(MAPPINGS / "homelessness_long.yml")
    bed_and_breakfast = own.model_copy(
        update={
            "markers": {"-": 0},
            "figures": (
                own.figures[0].model_copy(update={"where": {"measure": ("ta_bnb_with_children",)}}),
            ),
        }
    )
    everyone = bed_and_breakfast.model_copy(update={"areas": "all"})
    arrival = tidy.read(data / LONG, WANTED, everyone)
    asked = [
        row
        for row in raw(data.parent, "homelessness_long")
        if row["measure"] == "ta_bnb_with_children"
    ]
    nought = sum(row["marker"] == "-" or row["value"] == "0.0" for row in asked)
    came = sum(int((table["value"] == "0").sum()) for table in arrival.tables.values())
    assert came == nought
    assert sum(int((t["status"] == "x").sum()) for t in arrival.tables.values()) == sum(
        row["marker"] == ".." for row in asked
    )


def test_thousands_of_households_are_counted_one_by_one(data: Path) -> None:
    """What is published as 61.683 thousand is 61683, with nothing after the point."""
    arrival = read(data, "homelessness_wide")
    published = [
        f"{Decimal(row['households_000s']) * 1000:.0f}"
        for row in raw(data.parent, "homelessness_wide")
        if row["area_code"] in KEPT and number(row["households_000s"])
    ]
    frames = (t[t["indicator"] == "households"] for t in arrival.tables.values())
    came = [value for frame in frames for value in frame["value"] if value]
    assert sorted(came) == sorted(published)


def test_months_in_words_are_months(data: Path) -> None:
    """April 2021 to July 2025 in order of time, not of the alphabet."""
    periods = read(data, "nhs_2021_2025").tables["benchmarks"]["period"].unique().tolist()
    assert periods[:2] == ["Apr 2021", "May 2021"]
    assert (periods[-1], len(periods)) == ("Jul 2025", 52)


def test_every_predecessor_leads_to_its_successor(data: Path) -> None:
    """Each of the six Cumbrian districts; the county, which was shared out, leads to none."""
    replaced = dict(cells(read(data, "councils"), "areas", "area", "replaced_by"))
    assert {
        code: replaced[code] for code in ("E07000026", "E07000028", "E07000029")
    } == dict.fromkeys(("E07000026", "E07000028", "E07000029"), CUMBERLAND)
    assert {
        code: replaced[code] for code in ("E07000027", "E07000030", "E07000031")
    } == dict.fromkeys(("E07000027", "E07000030", "E07000031"), WESTMORLAND)
    assert replaced["E10000006"] == ""


def test_the_region_holds_no_council_that_is_gone(data: Path) -> None:
    """Neighbours by region are councils of today."""
    alike = {one for (one,) in cells(read(data, "councils"), "neighbours", "neighbour")}
    assert WESTMORLAND in alike
    assert not alike & {"E07000026", "E07000027", "E10000006", CUMBERLAND}


def test_neighbours_come_in_their_order(data: Path) -> None:
    """Ranks of the three models and of the department, twenty and ten of them."""
    listed = cells(read(data, "ons_neighbours"), "neighbours", "group", "rank", "neighbour")
    assert Counter(group for group, *_ in listed) == {
        "ons-global": 20,
        "ons-economic": 20,
        "ons-demographic": 20,
    }
    assert ("ons-global", "1", WESTMORLAND) in listed
    nearest = cells(read(data, "dfe_neighbours"), "neighbours", "rank", "neighbour")
    assert [rank for rank, _ in nearest] == [str(n) for n in range(1, 11)]


def test_families_are_those_of_the_same_letter(data: Path) -> None:
    """As many neighbours as other councils stand in Cumberland's family."""
    rows = raw(data.parent, "ons_clusters")
    own = next(row for row in rows if row["Local Authority Code"] == CUMBERLAND)
    came = Counter(g for (g,) in cells(read(data, "ons_clusters"), "neighbours", "group"))
    for group, column in (("family-global", "Global model"), ("family-economic", "Economic model")):
        assert came[group] == sum(row[column] == own[column] for row in rows) - 1


def test_a_standardised_rate_comes_without_parts(data: Path) -> None:
    """Count over denominator is not a standardised rate; a crude one is rebuilt from them."""
    arrival = read(data, "fingertips_27col_reshaped")
    benchmarks = arrival.tables["benchmarks"]
    falls = benchmarks[benchmarks["indicator"] == "falls"]
    assert (falls["value"] != "").all()
    assert (falls[["numerator", "denominator"]] == "").all(axis=None)
    diabetes = benchmarks[benchmarks["indicator"] == "diabetes"]
    assert (diabetes["value"] == "").all()
    assert (diabetes["denominator"] != "").all()


def test_rounded_counts_do_not_move_a_published_rate(data: Path) -> None:
    """Where pupils were rounded to five, the rate stands as published, to its last decimal."""
    arrival = read(data, "absence_in_prus")
    published = {
        (row["new_la_code"] or row["country_code"], row["time_period"][:4]): row
        for row in raw(data.parent, "absence_in_prus")
        if row["geographic_level"] != "Regional"
    }
    for table, place in (("observations", "organisation"), ("benchmarks", "area")):
        frame = arrival.tables[table]
        rows = frame[frame["indicator"] == "persistent"]
        for area, period, value, numerator, denominator in zip(
            *(rows[c] for c in (place, "period", "value", "numerator", "denominator")), strict=True
        ):
            rate = published[area, period[:4]]["enrolments_pa_10_exact_percent"]
            came = value or f"{100 * float(numerator) / float(denominator):.1f}"
            assert float(came) == float(rate)


def test_four_quarters_under_one_year_are_refused(data: Path) -> None:
    """The download leaves out which quarter; both rows are named and nothing is chosen."""
    own = mapping.fingertips(MAPPINGS / "fingertips_quarters.yml")
    with pytest.raises(FaultsFound) as found:
        fingertips.read(data / "fingertips" / "fingertips_27col_reshaped.csv", WANTED, own)
    first = found.value.faults[0]
    assert first.row is not None
    assert "again with something else, as in row" in first.got


@pytest.mark.parametrize("name", ["indicators_polarity.csv", "indicator_metadata.json"])
def test_a_catalogue_is_no_file_of_figures(data: Path, name: str) -> None:
    """It has no area, period or value, and the fault says what was looked for."""
    own = mapping.fingertips(MAPPINGS / "fingertips.yml")
    with pytest.raises(FaultsFound) as found:
        fingertips.read(data / "fingertips" / name, WANTED, own)
    told = str(found.value)
    assert (
        "Area Code" in told and "Is it the one" in told
    ) or "as the end of its name says" in told


def test_ratios_in_words_are_left_out(data: Path) -> None:
    """`26/13/10 of 49` gives no figure and no fault, since no mapping asks for it."""
    arrival = read(data, "facts")
    ratios = [
        line
        for line, row in enumerate(raw(data.parent, "facts"), start=2)
        if not number(row["value"]) or "/" in row["value"] or "(" in row["value"]
    ]
    assert len(ratios) > 5
    assert set(ratios) <= {one.row for one in arrival.left_out}


def test_a_long_file_is_read_in_seconds(data: Path) -> None:
    """167,722 rows of every area in the country."""
    own = mapping.tidy(MAPPINGS / "homelessness_long.yml").model_copy(update={"areas": "all"})
    began = time.perf_counter()
    arrival = tidy.read(data / LONG, Wanted(CUMBERLAND, frozenset(), CATALOGUE), own)
    assert time.perf_counter() - began < SECONDS
    assert accounted_for(arrival)
    assert len(arrival.tables["benchmarks"]) > 25_000
