"""Make a real council's book of data from the official homelessness statistics of England."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from tests.realdata.homelessness_indicators import INDICATORS

__all__ = ["build"]

Row = Mapping[str, str]
Neighbours = Literal["dfe", "ons"]

ENGLAND = "E92000001"
LICENCE = "Open Government Licence v3.0"
STATISTICS = "homelessness_quarterly/homelessness_quarterly_wide.csv"
LOOKUP = "la_lookup/uk_local_authorities_past_current.csv"
DFE_LIST = "neighbours/dfe_statistical_neighbours_2025_long.csv"
ONS_LIST = "neighbours/ons_nearest_neighbours_long.csv"

# The Barnsley and Sheffield (Boundary Change) Order 2024 gave both councils new codes on 1 April
# 2025. The statistics follow; the lookups and the lists of neighbours still have the old codes.
RECODED = {"E08000016": "E08000038", "E08000019": "E08000039"}

BEGAN = "2018-04-01"  # the first day that the statistics cover
PUBLICATION_LAG = 4  # months from a quarter's end; MHCLG publishes on a Thursday late in that month
THURSDAY = 3
HEADERS = {
    "indicators": "indicator,name,definition,keywords,numerator,denominator,unit,per,decimals,"
    "theme,mission,perspective,directorate,service,kind,role,polarity,frequency,basis,over_time,"
    "over_organisations,chart,lag_days,plausible_min,plausible_max,source,statutory_return,"
    "partners,owner_role,portfolio_role,benchmark_group,disclosure,standard,audience",
    "observations": "indicator,organisation,period,breakdown,value,numerator,denominator,status,"
    "note,recorded_on",
    "targets": "indicator,organisation,period,target,lower,upper,tolerance,floor,set_by,"
    "rationale,recorded_on",
    "events": "indicator,organisation,period,label,rebase,exclude,reason,approved_by,recorded_on",
    "benchmarks": "indicator,area,period,value,numerator,denominator,lower_ci,upper_ci,status,"
    "source,recorded_on",
    "areas": "area,name,kind,region,start,end,replaced_by,population",
    "neighbours": "group,area,neighbour,rank,source",
}
GROUPS = {
    "dfe": ("dfe-statistical-neighbours", "DfE statistical neighbours 2025"),
    "ons": ("ons-nearest-neighbours", "ONS nearest neighbours 2025, global model"),
}


def build(source: Path, folder: Path, council: str, *, neighbours: Neighbours = "dfe") -> None:
    """Write one council's book of data.

    A figure that the council did not return has no row; a share of no duties at all is `z`.
    The councils that it and its neighbours replaced are there under their own codes.

    Raises
    ------
    ValueError
        If the statistics or the chosen list of neighbours do not have the council.
    """
    council = RECODED.get(council, council)
    statistics = _read(source / STATISTICS, "area_code")
    own = sorted((r for r in statistics if r["area_code"] == council), key=_period)
    if not own:
        raise ValueError(f"expected a council's code in {STATISTICS} but got {council!r}")
    listed = _neighbours(source, council, neighbours)
    if not listed:
        raise ValueError(f"expected a council in the {neighbours} list but got {council!r}")
    codes = [code for code, _ in listed]
    lookup = {r["gss-code"]: r for r in _read(source / LOOKUP, "gss-code")}
    group, published = GROUPS[neighbours]
    replaced = _replaced(lookup, {council, *codes})
    areas = [_area(code, lookup) for code in [council, *codes, *replaced]]
    for area in areas:
        area["replaced_by"] = replaced.get(area["area"], "")
    areas.append({"area": ENGLAND, "name": "England", "kind": "Country"})
    compared = sorted(
        (r for r in statistics if r["area_code"] in {*codes, *replaced, ENGLAND} - {council}),
        key=lambda r: (r["area_code"], _period(r)),
    )
    tables: dict[str, list[dict[str, Any]]] = {
        "indicators": [indicator.described(group) for indicator in INDICATORS],
        "observations": _figures(own),
        "targets": [],
        "events": [],
        "benchmarks": _figures(compared),
        "areas": areas,
        "neighbours": [
            {"group": group, "area": council, "neighbour": c, "rank": rank, "source": published}
            for c, rank in listed
        ],
    }
    ends = sorted({(_period(r), r["period_end"]) for r in statistics})
    quarters = [
        {"quarter": quarter, "publication": _publication(end)}
        for quarter, end in ends
        if quarter >= _period(own[0])
    ]
    _write(folder, tables, _framework(council, lookup[council], quarters))


def _write(
    folder: Path, tables: Mapping[str, Iterable[Mapping[str, Any]]], framework: Mapping[str, Any]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            columns = HEADERS[name].split(",")
            writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    with (folder / "framework.yml").open("w", encoding="utf-8", newline="\n") as file:
        YAML().dump(framework, file)


def _read(path: Path, *codes: str) -> list[dict[str, str]]:
    """Return a table's rows, the named columns in today's codes."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [r | {c: RECODED.get(r[c], r[c]) for c in codes} for r in rows]


def _period(row: Row) -> str:
    return row["period"].replace("/", "-")


def _publication(end: str) -> date:
    """Return the last Thursday of the fourth month after a quarter's last day."""
    month = date.fromisoformat(end).replace(day=1)
    for _ in range(PUBLICATION_LAG + 1):
        month = (month + timedelta(days=31)).replace(day=1)
    last = month - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - THURSDAY) % 7)


def _neighbours(source: Path, council: str, chosen: Neighbours) -> list[tuple[str, str]]:
    """Return the council's neighbours as published, nearest first: code and rank."""
    if chosen == "dfe":
        rows = _read(source / DFE_LIST, "la_code", "SN_code")
        return [(r["SN_code"], r["SN"]) for r in rows if r["la_code"] == council]
    rows = _read(source / ONS_LIST, "la_code", "neighbour_code")
    mine = (r for r in rows if r["la_code"] == council and r["model"] == "global")
    return [(r["neighbour_code"], r["rank"]) for r in mine]


def _figures(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the ledger rows of every indicator for rows of the statistics."""
    return [
        {
            "indicator": indicator.code,
            "organisation": row["area_code"],
            "area": row["area_code"],
            "period": _period(row),
            "source": indicator.source,
            "recorded_on": _publication(row["period_end"]),
            **cells,
        }
        for indicator in INDICATORS
        for row in rows
        if (cells := indicator.cells(row)) is not None
    ]


def _replaced(lookup: Mapping[str, Row], areas: Iterable[str]) -> dict[str, str]:
    """Return the areas that some replaced since the statistics began, and by which.

    One that was split has no one successor, and is left out.
    """
    codes = {row["local-authority-code"]: code for code, row in lookup.items()}
    ended = {c: codes.get(r["replaced-by"], "") for c, r in lookup.items() if r["end-date"] > BEGAN}
    found: dict[str, str] = {}
    wanted = set(areas)
    while before := {c: by for c, by in ended.items() if by in wanted and c not in found}:
        found |= before
        wanted |= set(before)
    return found


def _area(code: str, lookup: Mapping[str, Row]) -> dict[str, Any]:
    row = lookup[code]
    return {
        "area": code,
        "name": row["nice-name"],
        "kind": row["local-authority-type-name"],
        "region": row["region"],
        "start": row["start-date"],
        "end": row["end-date"],
        "population": row["pop-2020"].removesuffix(".0"),
    }


def _framework(code: str, row: Row, quarters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the council's framework: what the sources say and nothing invented beyond roles."""
    return {
        "council": {
            "name": row["official-name"],
            "short_name": row["nice-name"],
            "code": code,
            "licence": LICENCE,
            "year_starts": 4,
            "illustrative": False,
        },
        "themes": [
            {
                "code": "homes",
                "name": "Homes",
                "outcome": "Fewer households are homeless or at risk of it",
                "portfolio_role": "Portfolio holder for Housing",
            }
        ],
        "directorates": [
            {
                "code": "housing",
                "name": "Housing",
                "director_role": "Director of Housing",
                "services": [{"code": "homelessness", "name": "Homelessness"}],
            }
        ],
        "calendar": {"quarters": quarters},
    }


def main() -> None:
    """Build a book from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="the folder of published statistics")
    parser.add_argument("folder", type=Path, help="the folder to write the book into")
    parser.add_argument("--council", required=True, help="GSS code, for example E06000015")
    parser.add_argument("--neighbours", choices=sorted(GROUPS), default="dfe")
    given = parser.parse_args()
    try:
        build(given.source, given.folder, given.council, neighbours=given.neighbours)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
