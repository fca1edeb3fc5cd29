"""Every published file is read through a mapping: figures as published, each row accounted for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.realdata.national import (
    AREAS,
    CUMBERLAND,
    KEPT,
    MAPPINGS,
    NAMES,
    TRUSTS,
    figure,
    number,
    raw,
    read,
    share,
    shown,
)
from tests.sources.national.catalogue import accounted_for

pytestmark = pytest.mark.shared


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_used_or_left_out_for_a_reason(name: str, shared: Path) -> None:
    """Used and left out are disjoint and together the whole file, row by row."""
    arrival = read(shared / "realdata", name)
    assert accounted_for(arrival)
    assert arrival.rows == len(raw(shared, name))
    assert arrival.tables


SPOTS = YAML(typ="safe").load((MAPPINGS.parent / "spots.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: "-".join(spot["figure"][:2]))
def test_a_figure_is_the_one_in_the_file(spot: dict[str, Any], shared: Path) -> None:
    """At least three of each file, looked up with the csv module alone."""
    name, code, area, period, role = spot["figure"]
    (row,) = [r for r in raw(shared, name) if all(r[c] == text for c, text in spot["at"].items())]
    came = figure(read(shared / "realdata", name), code, area, period, role)
    assert float(came) == pytest.approx(
        float(row[spot["column"]]) * spot.get("times", 1), rel=1e-12
    )


def in_wide(rows: list[dict[str, str]]) -> dict[str, int]:
    """Figures in the wide homelessness file."""
    kept = [r for r in rows if r["area_code"] in KEPT]
    parts = ("prevention_secured_6m", "prevention_duty_ended")
    return {
        "assessments": sum(number(r["assessments_total"]) for r in kept),
        "households": sum(number(r["households_000s"]) for r in kept),
        "prevented": sum(share(*(r[p] for p in parts)) for r in kept),
        "ta_rate": sum(share(r["ta_households"], r["households_000s"]) for r in kept),
    }


def in_long(rows: list[dict[str, str]]) -> dict[str, int]:
    """Figures in the long homelessness file."""
    cells = {
        (r["measure"], r["area_code"], r["period"]): r["value"]
        for r in rows
        if r["area_code"] in KEPT
    }
    shares = [
        share(cell, cells["prevention_duty_ended", *place])
        for (measure, *place), cell in cells.items()
        if measure == "prevention_secured_6m"
    ]
    return {
        "assessments": sum(number(c) for (m, *_), c in cells.items() if m == "assessments_total"),
        "households": sum(number(c) for (m, *_), c in cells.items() if m == "households_000s"),
        "prevented": sum(shares),
    }


def in_nhs_2016(rows: list[dict[str, str]]) -> dict[str, int]:
    """Figures of major departments of three trusts."""
    kept = [r for r in rows if r["org_code"] in {"R1H", *TRUSTS} and r["type"] == "1"]
    return {
        "attendances": sum(number(r["attendances"]) for r in kept),
        "over_4_hours": sum(share(r["breaches"], r["attendances"]) for r in kept),
    }


def in_nhs_2021(rows: list[dict[str, str]]) -> dict[str, int]:
    """Figures of three trusts; a share as published, or by its parts."""
    kept = [r for r in rows if r["nhs_trust22_code"] in {"R1H", *TRUSTS}]
    return {
        "attendances": sum(number(r["total_attendances"]) for r in kept),
        "over_4_hours": sum(
            number(r["pct_attendance_over_4hours"])
            or share(r["attendances_over_4hours"], r["total_attendances"])
            for r in kept
        ),
    }


def in_values(rows: list[dict[str, str]]) -> dict[str, int]:
    """Figures of the cross-section."""
    kept = [r for r in rows if r["Local Authority Code"] in KEPT]
    columns = {"pay": "Gross median weekly pay (£)", "employment": "Employment rate (%)"}
    return {code: sum(number(r[column]) for r in kept) for code, column in columns.items()}


def in_absence(rows: list[dict[str, str]]) -> dict[str, int]:
    """Figures of primary schools: years and terms."""
    found = {"absence_year": 0, "absence_term": 0}
    for r in rows:
        council = r["new_la_code"] in {"E08000003", *AREAS}
        national = r["geographic_level"] == "National"
        if (council or national) and r["school_type"] == "State-funded primary":
            code = "absence_year" if r["term"] == "Total" else "absence_term"
            found[code] += number(r["sess_overall_percent"])
    return found


def in_fingertips(rows: list[dict[str, str]]) -> dict[str, int]:
    """Figures of two indicators: persons of all areas, and Cumberland's men and women."""
    found = {"diabetes": 0, "alcohol_deaths": 0}
    for r in rows:
        code = {"241": "diabetes", "93763": "alcohol_deaths"}.get(r.get("Indicator ID", ""))
        if code is None or r["Area Code"] not in KEPT or r["Category"] or not number(r["Value"]):
            continue
        found[code] += r["Sex"] == "Persons" or r["Area Code"] == CUMBERLAND
    return found


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("homelessness_wide", in_wide),
        ("homelessness_long", in_long),
        ("nhs_2016_2019", in_nhs_2016),
        ("nhs_2021_2025", in_nhs_2021),
        ("ons_values", in_values),
        ("absence_by_term", in_absence),
        ("fingertips_27col_reshaped", in_fingertips),
    ],
)
def test_as_many_figures_come_as_the_file_holds(
    name: str,
    counted: Callable[[list[dict[str, str]]], dict[str, int]],
    shared: Path,
) -> None:
    """Cells that are no marker, counted with the csv module alone."""
    expected = counted(raw(shared, name))
    assert min(expected.values()) > 0
    assert {code: shown(read(shared / "realdata", name), code) for code in expected} == expected
