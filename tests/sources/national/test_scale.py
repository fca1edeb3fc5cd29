"""Shares, percentages and rates per another number are told apart, or refused; never guessed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import fingertips, mapping, tidy
from pmf_analysis.sources.national.scale import unscaled
from tests.sources.national.catalogue import ENGLAND, cells, indicator, settled, wanted, written
from tests.sources.national.test_fingertips import HEADER as FINGERTIPS
from tests.sources.national.test_fingertips import row as of_fingertips

SHARE, RATE = indicator("H01"), indicator("H02", per=1000, unit="rate")
MAP = """\
area: code
period: period
figures:
  - {indicator: H01, numerator: homes, denominator: duties, value: {column: rate}}
"""
TIMES_100 = MAP.replace("{column: rate}", "{column: rate, times: 100}")
HEADER = ("code", "period", "homes", "duties", "rate")


def arrive(folder: Path, *rows: str, own: str = MAP) -> Arrival:
    """Read rows of homes, duties and rate, of one quarter after the other."""
    lines = [f"{ENGLAND},20{n}/{n + 1} Q1,{row}" for n, row in enumerate(rows, start=15)]
    path = written(folder, "homes.csv", "\n".join([",".join(HEADER), *lines]) + "\n")
    return tidy.read(path, wanted(SHARE, RATE), mapping.tidy(written(folder, "map.yml", own)))


def faults(folder: Path, *rows: str, own: str = MAP) -> tuple[Fault, ...]:
    """What is wrong with these rows."""
    with pytest.raises(FaultsFound) as found:
        arrive(folder, *rows, own=own)
    return found.value.faults


# Figures in another unit than the indicator's, and what `times` puts it right.
MISSED = {
    "shares": (MAP, ("450,1000,0.45", "463,1000,0.46"), "100"),
    "per mille": (MAP, ("450,1000,450", "46,100,460"), "0.1"),
    "per 100,000": (MAP.replace("H01", "H02"), ("45,1000,4500", "46,1000,4600"), "0.01"),
    "counts rounded to five": (MAP, ("450,1000,0.4523", "460,1000,0.4582"), "100"),
    "shares taken for thousands": (TIMES_100.replace("100", "1000"), ("450,1000,0.45",), "100"),
}


@pytest.mark.parametrize("name", MISSED)
def test_figures_off_by_a_power_of_ten_are_refused(name: str, tmp_path: Path) -> None:
    """Where all are, the fault names the row, the column and the times that would be right."""
    own, rows, times = MISSED[name]
    (fault,) = faults(tmp_path, *rows, own=own)
    assert (fault.row, fault.column) == (2, "rate")
    assert f"Say times: {times} for it in the mapping" in fault.advice


@pytest.mark.parametrize(
    "rows",
    [
        ("450,1000,0.45", "460,1000,46"),
        ("450,1000,0.45", "460,1000,0.32"),
        ("450,1000,38.2", "460,1000,51.7"),
        ("0,1000,0", "0,900,0"),
        (",,0.45", "450,,0.45"),
    ],
)
def test_figures_off_by_anything_else_stand_as_published(
    rows: tuple[str, ...], tmp_path: Path
) -> None:
    """Standardised rates, noughts, figures without both parts, one unit in one row only."""
    assert len(arrive(tmp_path, *rows).tables["benchmarks"]) == len(rows)


def test_a_confidential_row_is_not_told_in_a_fault(tmp_path: Path) -> None:
    """What is hidden is not held against anything."""
    own = MAP + "status: flag\n"
    path = written(
        tmp_path, "homes.csv", f"{','.join(HEADER)},flag\n{ENGLAND},2015/16 Q1,4,10,0.4,c\n"
    )
    arrival = tidy.read(path, wanted(SHARE), mapping.tidy(written(tmp_path, "map.yml", own)))
    assert cells(arrival, "benchmarks", "value", "status") == [("", "c")]


@given(
    st.lists(st.tuples(st.integers(100, 999), st.integers(1000, 5000)), min_size=1, max_size=6),
    st.sampled_from([-5, -3, -2, -1, 0, 1, 2, 3, 5]),
)
def test_the_times_that_is_told_puts_it_right(parts: list[tuple[int, int]], power: int) -> None:
    """Whatever the unit and however many rows; and there is no fault where the unit is right."""
    own = mapping.FiguresMapping.model_validate(
        {"area": "a", "period": "p", "figures": [
            {"indicator": "H01", "value": "v", "numerator": "n", "denominator": "d"}]}
    )  # fmt: skip
    rows = settled([(100 * n / d / 10.0**power, n, d) for n, d in parts])
    found = list(unscaled(rows, own.figures[0], SHARE, 0.0, "a.csv"))
    told = [f"times: {10.0**power:.5f}".rstrip("0").rstrip(".") in f.advice for f in found]
    assert told == ([True] if power else [])


def test_a_percent_sign_says_that_it_is_a_percentage(tmp_path: Path) -> None:
    """45% is 45 of an indicator in per cent."""
    arrival = arrive(tmp_path, "450,1000,45%", "460,1000,46 %")
    assert cells(arrival, "benchmarks", "numerator", "value") == [("450", ""), ("460", "")]


@pytest.mark.parametrize(
    ("own", "row", "column", "expected"),
    [
        (TIMES_100, "450,1000,45%", "rate", "a number without a percent sign, or no times: 100"),
        (MAP.replace("H01", "H02"), ",,45%", "rate", "for this is no percentage"),
        (MAP, "45%,1000,", "homes", "for this is no percentage"),
        (MAP, ",,4500%", "rate", "a percentage of at most 1000; what shows 45% holds 0.45"),
        (TIMES_100, ",,1e308", "rate", "a number that can be multiplied by 100"),
    ],
)
def test_a_percent_sign_where_none_belongs_is_refused(
    own: str, row: str, column: str, expected: str, tmp_path: Path
) -> None:
    """Beside a scale, beside a rate, beside a count, or beside what is no share of anything."""
    (fault,) = faults(tmp_path, row, own=own)
    assert (fault.row, fault.column) == (2, column)
    assert expected in fault.expected


def test_a_share_among_percent_signs_is_refused(tmp_path: Path) -> None:
    """0.46 below 45% may be either; 46 may not."""
    (fault,) = faults(tmp_path, ",,45%", ",,0.46", ",,46")
    assert (fault.row, fault.got) == (3, "'0.46'")
    assert "a percent sign" in fault.expected


@pytest.mark.parametrize("kind", ["0%", '0.0"%"'])
def test_a_cell_that_shows_a_percentage_is_one(kind: str, tmp_path: Path) -> None:
    """0.45 shown as 45% is 45, as in a return; where only a sign was painted, 45 is 45."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for year, homes in ((2015, 450), (2016, 463)):
        share = homes / 1000 if kind == "0%" else homes / 10
        sheet.append([ENGLAND, f"{year}-{year - 1999} Q1", homes, 1000, share])
        sheet.cell(sheet.max_row, 5).number_format = kind
    path = tmp_path / "homes.xlsx"
    book.save(path)
    own = MAP.replace("numerator: homes, denominator: duties, ", "")
    for text, values in ((MAP, ["", ""]), (own, ["45", "46.3"])):
        arrival = tidy.read(path, wanted(SHARE), mapping.tidy(written(tmp_path, "m.yml", text)))
        assert arrival.tables["benchmarks"]["value"].tolist() == values
    twice = mapping.tidy(written(tmp_path, "m.yml", TIMES_100))
    if kind == "0%":
        with pytest.raises(FaultsFound, match="without a percent sign, or no times: 100, got '45%"):
            tidy.read(path, wanted(SHARE), twice)


def test_fingertips_may_be_scaled(tmp_path: Path) -> None:
    """A council may measure per 1,000 what is published per 100,000; counts stay counts."""
    rows = of_fingertips(figures="7500,7100,7900,15,200", period="2016/17")
    path = written(tmp_path, "f.csv", f"{FINGERTIPS}\n{rows}\n")
    want = wanted(indicator("D01", "financial year", 1000, "rate"))
    text = 'indicators: {"241": {indicator: D01, age: 17+ yrs%s}}\n'
    with pytest.raises(FaultsFound, match=r"Say times: 0\.01 for it in the mapping"):
        fingertips.read(path, want, mapping.fingertips(written(tmp_path, "m.yml", text % "")))
    own = mapping.fingertips(written(tmp_path, "m.yml", text % ", times: 0.01"))
    roles = ("numerator", "denominator", "lower_ci", "upper_ci")
    came = cells(fingertips.read(path, want, own), "benchmarks", *roles)
    assert came == [("15", "200", "71", "79")]
