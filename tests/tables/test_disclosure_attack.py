"""Whoever adds and subtracts what is shown works out no small count."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from pmf_analysis import findings as flow
from pmf_analysis.tables import disclosure, rollup, vintages
from tests import books

FRAMEWORK = """\
council: {name: S, code: X1}
themes:
  - {code: homes, name: Homes}
directorates:
  - {code: d0, name: D0, services: [{code: s0, name: S}, {code: t0, name: T}, {code: u0, name: U}]}
  - {code: d1, name: D1, services: [{code: s1, name: S1}, {code: t1, name: T1}]}
  - {code: d2, name: D2}
disclosure: {groups: {small: {minimum: 5}}}
calendar:
  quarters:
    - {quarter: 2025-26 Q1, publication: 2025-09-02}
"""
WHEN = "2025-26 Q1"
LEAVES = ("s0", "t0", "u0", "s1", "t1", "d2")
TREE = {"X1": ("d0", "d1", "d2"), "d0": ("s0", "t0", "u0"), "d1": ("s1", "t1")}
CASES = books.indicator(
    "1", "Cases", unit="count", per="1", over="sum", directorate="", disclosure="small"
)


def shown(folder: Path, rows: list[str]) -> dict[tuple[str, str], float]:
    """What the tables still hold of each organisation and group; NaN where withheld."""
    book = flow.load(
        books.write(
            folder / "data",
            FRAMEWORK,
            indicators=[books.INDICATOR_COLUMNS, CASES],
            observations=[books.OBSERVATION_COLUMNS, *rows],
            targets=[books.TARGET_COLUMNS],
        )
    )
    rolled = rollup.over_organisations(vintages.as_at(book, None))
    seen = disclosure.suppress(rolled).observations
    keys = zip(seen["organisation"], seen["breakdown"], strict=True)
    return dict(zip(keys, seen["value"].astype(float), strict=True))


def row(organisation: str, count: int, breakdown: str = "") -> str:
    return f"1,{organisation},{WHEN},{breakdown},{count},,,,,2025-07-20"


def worked_out(cells: dict[str, float], sums: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """Every withheld cell that the sums leave only one value for."""
    unknown = [name for name, value in cells.items() if np.isnan(value)]
    left, right = [], []
    for whole, parts in sums.items():
        line, known = np.zeros(len(unknown)), 0.0
        for name, sign in ((whole, -1.0), *((part, 1.0) for part in parts)):
            if np.isnan(cells[name]):
                line[unknown.index(name)] += sign
            else:
                known += sign * cells[name]
        left.append(line)
        right.append(-known)
    found = {}
    for place, name in enumerate(unknown):
        aim = np.eye(len(unknown))[place]
        least, most = (
            linprog(sign * aim, A_eq=left, b_eq=right, bounds=(0, None)) for sign in (1, -1)
        )
        if least.status == most.status == 0 and -most.fun - least.fun < 1e-6:
            found[name] = least.fun
    return found


@given(counts=st.tuples(*(st.one_of(st.integers(0, 6), st.integers(5, 40)) for _ in LEAVES)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_small_count_of_a_part_can_be_added_up(tmp_path: Path, counts: tuple[int, ...]) -> None:
    """Services, directorates and the council, all of them shown: not one from 1 to 4 is told."""
    cells = shown(tmp_path, [row(o, n) for o, n in zip(LEAVES, counts, strict=True)])
    told = worked_out({organisation: value for (organisation, _), value in cells.items()}, TREE)
    assert not [name for name, value in told.items() if 0.5 < value < 4.5], (cells, told)


def test_a_hidden_directorate_is_not_told_by_its_services(tmp_path: Path) -> None:
    """Council 23 is shown, so a second directorate hides the 3; its services hide with it."""
    counts = {"d2": 3, "s1": 12, "t1": 8}
    cells = shown(tmp_path, [row(o, n) for o, n in counts.items()])
    assert np.isnan([cells["d2", ""], cells["d1", ""], cells["t1", ""]]).all()


@pytest.mark.parametrize(
    ("groups", "hidden", "whole_shown"),
    [
        # One group alone: the rest of the whole is shown nowhere, so nothing can be taken away.
        ({"deprivation: worst fifth": 3}, {"deprivation: worst fifth"}, True),
        # Two that make up the whole: both go, and the whole stays.
        ({"sex: F": 3, "sex: M": 97}, {"sex: F", "sex: M"}, True),
        # Without a whole of its own, another kind tells it: the two small ones need a third.
        (
            {"sex: F": 40, "sex: M": 60, "age: a": 1, "age: b": 2, "age: c": 97},
            {"age: a", "age: b", "age: c"},
            False,
        ),
    ],
)
def test_groups_and_their_whole(
    tmp_path: Path, groups: dict[str, int], hidden: set[str], whole_shown: bool
) -> None:
    """The headline figure is withheld only where the groups would tell what is hidden."""
    rows = [row("X1", n, group) for group, n in groups.items()]
    rows += [row("X1", 100)] if whole_shown else []
    cells = shown(tmp_path, rows)
    assert {group for (_, group), value in cells.items() if np.isnan(value)} == hidden
    assert ("X1", "") not in cells or cells["X1", ""] == 100
