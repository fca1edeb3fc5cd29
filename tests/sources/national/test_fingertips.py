"""A Fingertips download: whose figures, which whole, which parts, what the notes say."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import fingertips, mapping
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
    "Indicator ID,Area Code,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,"
    "Upper CI 95.0 limit,Count,Denominator,Value note"
)
MAP = 'indicators:\n  "241": {indicator: D01, age: 17+ yrs}\n  "900": C01\nsource: Fingertips\n'
INDICATORS = (indicator("D01", "financial year"), indicator("C01", "pooled", 100_000, "rate"))


def row(
    area: str = ENGLAND,
    figures: str = "7.5,7.1,7.9,15,200",
    *,
    number: str = "241",
    sex: str = "Persons",
    age: str = "17+ yrs",
    category: str = ",",
    period: str = "2016/17",
    note: str = "",
) -> str:
    """One row of the download."""
    return f"{number},{area},{sex},{age},{category},{period},{figures},{note}"


def arrive(folder: Path, *rows: str, own: str = MAP, header: str = HEADER) -> Arrival:
    """Read these rows."""
    path = written(folder, "fingertips.csv", "\n".join([header, *rows]) + "\n")
    own_mapping = mapping.fingertips(written(folder, "map.yml", own))
    return fingertips.read(path, wanted(*INDICATORS), own_mapping)


def test_a_proportion_comes_with_its_parts_and_interval(tmp_path: Path) -> None:
    """100 x 15 / 200 is 7.5, so the parts stand and the program rebuilds the value."""
    arrival = arrive(tmp_path, row())
    assert cells(arrival, "benchmarks", *arrival.tables["benchmarks"].columns) == [
        ("D01", ENGLAND, "2016-17", "", "15", "200", "7.1", "7.9", "", "Fingertips")
    ]


def test_a_standardised_rate_comes_alone(tmp_path: Path) -> None:
    """100,000 x 15 / 200 is 7,500 and not 512.3; pooled years stay pooled."""
    arrival = arrive(tmp_path, row(number="900", period="2016 - 18", figures="512.3,1,900,15,200"))
    columns = ("period", "value", "numerator", "denominator", "lower_ci")
    assert cells(arrival, "benchmarks", *columns) == [("2016 to 2018", "512.3", "", "", "1")]


def test_the_councils_own_parts_are_breakdowns(tmp_path: Path) -> None:
    """Sex, age, deprivation and ethnicity; anything else, and two at once, is left out."""
    arrival = arrive(
        tmp_path,
        row(COUNCIL),
        row(COUNCIL, sex="Female"),
        row(COUNCIL, age="65+ yrs"),
        row(COUNCIL, category="LSOA21 deprivation deciles in England (IMD2019),Most deprived"),
        row(COUNCIL, category="Ethnic groups,Asian"),
        row(COUNCIL, category="Religion,None"),
        row(COUNCIL, sex="Male", age="65+ yrs"),
        row(sex="Male"),
        row(number="7"),
    )
    assert cells(arrival, "observations", "breakdown") == [
        ("",), ("sex: Female",), ("age: 65+ yrs",), ("deprivation: Most deprived",),
        ("ethnicity: Asian",),
    ]  # fmt: skip
    assert [(one.row, one.reason) for one in arrival.left_out] == [
        (7, "a part by something else than age, sex, ethnicity and deprivation"),
        (8, "taken apart by two things at once"),
        (9, "a part of another area than the council"),
        (10, "an indicator that the mapping does not name"),
    ]
    assert accounted_for(arrival)


NOTES = {
    (",,,,", "Value suppressed for disclosure control due to small count"): ("", "c"),
    ("7.5,,,15,200", "Value suppressed"): ("", "c"),
    (",,,,", "Value not published for data quality reasons"): ("", "x"),
    (",,,,", "Value cannot be calculated as number of cases is too small"): ("", "x"),
    ("7.5,,,15,200", "There is a data quality issue with this value"): ("15", "u"),
    ("7.5,,,15,200", "Value estimated"): ("15", "e"),
    ("7.5,,,15,200", "Aggregated from all known lower geography values"): ("15", ""),
}


@pytest.mark.parametrize(("figures", "note"), NOTES)
def test_a_note_is_a_status(figures: str, note: str, tmp_path: Path) -> None:
    """What is suppressed has no figure anywhere; doubt stands beside it."""
    arrival = arrive(tmp_path, row(figures=figures, note=note))
    assert cells(arrival, "benchmarks", "numerator", "status") == [NOTES[figures, note]]


def test_a_row_without_figure_and_note_is_left_out(tmp_path: Path) -> None:
    """Nothing is said of it, so nothing is made of it."""
    assert arrive(tmp_path, row(figures=",,,,")).left_out[0].reason == "no figure in it"


def test_the_same_area_under_two_types_of_area_counts_once(tmp_path: Path) -> None:
    """A download of several area types repeats unitary councils and England."""
    arrival = arrive(tmp_path, row(), row())
    assert arrival.left_out[0].reason == "the same again, as in row 2"


def test_the_layout_of_the_data_store_is_known(tmp_path: Path) -> None:
    """Other names for the same columns, and numbers that end in .0."""
    header = (
        "IndicatorId,AreaCode,Sex,Age,CategoryType,Category,Year,Value,LowerCI,UpperCI,Count,"
        "Denominator,Trend"
    )
    own = MAP.replace("age: 17+ yrs", "age: 17+ yrs, as: start")
    arrival = arrive(tmp_path, row(number="241.0", period="2018"), own=own, header=header)
    assert cells(arrival, "benchmarks", "period", "numerator") == [("2018-19", "15")]


def test_a_download_of_other_indicators_is_a_fault(tmp_path: Path) -> None:
    """What the file holds is told; so is a file that is no download."""
    with pytest.raises(FaultsFound, match="one of the indicators that the mapping names, got 7"):
        arrive(tmp_path, row(number="7"))
    with pytest.raises(FaultsFound, match="Is it the one called 'Area Cod'"):
        arrive(tmp_path, row(), header=HEADER.replace("Area Code", "Area Cod"))
