"""A mapping file is read strictly, and its faults are told by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from pmf_analysis.framework.errors import FaultsFound, WrongUse
from pmf_analysis.framework.spellings import Anchor
from pmf_analysis.sources.national import mapping
from pmf_analysis.sources.national.mapping import FiguresMapping
from tests.sources.national.catalogue import written

GOOD = """\
area: code
period: {column: when, with: term, as: end}
where: {type: 1, current: True}
markers: {"-": 0, X: c}
figures:
  - {indicator: 101, value: {column: rate, times: 100}}
"""


def faults(folder: Path, text: str, read: Callable[[Path], BaseModel] = mapping.tidy) -> str:
    """What is wrong with a mapping."""
    with pytest.raises(FaultsFound) as found:
        read(written(folder, "map.yml", text))
    return str(found.value)


def test_short_forms_stand_for_long_ones(tmp_path: Path) -> None:
    """A column may be given by its name alone, and numbers are the text of a cell."""
    own = mapping.tidy(written(tmp_path, "map.yml", GOOD))
    assert isinstance(own, FiguresMapping)
    assert own.area.column == "code"
    assert (own.period.beside, own.period.anchor) == ("term", Anchor.END)
    assert own.where == {"type": ("1",), "current": ("True",)}
    assert own.figures[0].indicator == "101"
    assert own.figures[0].parts["value"].times == 100
    assert (own.all_markers["-"], own.all_markers["x"], own.all_markers[".."]) == (0, "c", "x")


# A change to a mapping that is right, and what is told of it.
WRONG = (
    ("period:", "periods:", "row 2, column periods"),
    ("period:", "periods:", "column period: expected this key to be given, got nothing"),
    ("times:", "time:", "row 6, column figures.1.value.time"),
    ("times:", "time:", "Did you mean 'times'?"),
    ("with:", "whit:", "Did you mean 'with'?"),
    ("as: end", "as: middle", "row 2, column period.as: expected 'start' or 'end', got 'middle'"),
    ("column: when", "column: when, constant: '2024'", "a column, or a constant"),
    ("value: {column: rate, times: 100}", "numerator: n", "a numerator and a denominator"),
    ("101", "'1 0 1'", "a short code of letters, digits and hyphens"),
    ("X: c", "X: q", "column markers.x: expected a status c, x or z"),
    ("figures:\n", "figures: []\nmore:\n", "column more"),
    ("  - {indicator: 101", "  []\n# {", "at least one indicator under figures"),
    ("area: code", "area: [code", "expected YAML"),
    ("area: code", "table: things", "column table: expected one of figures, areas, neighbours"),
    ("area: code", "table: [figures]", "column table: expected one of figures, areas, neighbours"),
    ("times: 100", "times: .inf", "row 6, column figures.1.value.times: expected less than or"),
    ("times: 100", "times: .nan", "row 6, column figures.1.value.times: expected"),
    ("times: 100", "times: 1e308", "row 6, column figures.1.value.times: expected less than or"),
    ("times: 100", "times: 0", "row 6, column figures.1.value.times: expected greater than or"),
    ('"-": 0', '"-": .nan', "column markers.-: expected a status c, x or z, or the figure"),
    ('"-": 0', '"-": -.inf', "column markers.-: expected a status c, x or z, or the figure"),
    ('"-": 0', f'"-": 1{"0" * 400}', "column markers.-: expected a status c, x or z, or the"),
    ("area: code", "area: &a code\nstatus: *a", "row 2: expected everything written out"),
)


@pytest.mark.parametrize(("right", "wrong", "told"), WRONG)
def test_what_is_wrong_is_told_with_its_line(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    """Unknown keys with the nearest known one; everything at once."""
    assert told in faults(tmp_path, GOOD.replace(right, wrong))


def test_each_reader_knows_its_own_mapping(tmp_path: Path) -> None:
    """Fingertips' by number, education's with the columns that every such file has."""
    short = mapping.fingertips(written(tmp_path, "f.yml", 'indicators: {"241": H01, 92: 101}'))
    assert short.indicators["241"].sex == "Persons"
    assert short.indicators["92"].indicator == "101"
    education = mapping.ees(written(tmp_path, "e.yml", "figures: [{indicator: A, value: v}]"))
    assert (education.period.column, education.period.beside) == ("time_period", "time_identifier")
    assert "column indicators" in faults(tmp_path, "source: x", mapping.fingertips)
    assert "an empty file" in faults(tmp_path, "", mapping.ees)


def test_neighbours_are_a_list_or_families(tmp_path: Path) -> None:
    """One of the two, with what it needs."""
    for extra in ("", "neighbour: b\n", "neighbour: b\ngroup: g\ngroups: {f: c}\n"):
        told = faults(tmp_path, f"table: neighbours\narea: a\n{extra}")
        assert "a neighbour and a group, or groups of areas alike" in told


def test_a_mapping_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """The name is told."""
    with pytest.raises(WrongUse, match="there is no mapping"):
        mapping.tidy(tmp_path / "none.yml")
