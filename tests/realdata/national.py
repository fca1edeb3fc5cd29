"""Official files, the mappings that read them, and the csv module's own view of them."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from pathlib import Path

from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import Wanted, ees, fingertips, mapping, tidy
from tests.sources.national.catalogue import indicator

MAPPINGS = Path(__file__).parent / "mappings"
CUMBERLAND, WESTMORLAND, ENGLAND = "E06000063", "E06000064", "E92000001"
PREDECESSORS = ("E07000026", "E07000028", "E07000029")
AREAS = frozenset({WESTMORLAND, ENGLAND, *PREDECESSORS, "E06000006", "E08000003"})
TRUSTS = frozenset({"RF4", "RNL", "RTX"})
INDICATORS = (
    indicator("assessments", "quarter", 1, "count"),
    indicator("households", "quarter", 1, "count"),
    indicator("prevented"),
    indicator("ta_rate", "quarter", 1000, "rate"),
    indicator("attendances", "month", 1, "count"),
    indicator("over_4_hours", "month"),
    indicator("pay", "calendar year", 1, "currency"),
    indicator("completions", "calendar year", 10000, "rate"),
    indicator("employment", "calendar year"),
    indicator("waste", "financial year"),
    indicator("ta_households", "quarter", 1, "count"),
    indicator("reviews"),
    indicator("plans", "calendar year"),
    indicator("absence_year", "academic year"),
    indicator("absence_term", "term"),
    indicator("units", "academic year", 1, "count"),
    indicator("persistent", "academic year"),
    indicator("basics", "academic year"),
    indicator("diabetes", "financial year"),
    indicator("falls", "financial year", 100_000, "rate"),
    indicator("conceptions", "calendar year", 1000, "rate"),
    indicator("obesity", "academic year"),
    indicator("deaths_in_hospital", "calendar year"),
    indicator("alcohol_deaths", "calendar year", 100_000, "rate"),
    indicator("deprivation", "calendar year", 1, "score"),
    indicator("health_checks", "calendar year"),
)
CATALOGUE = {one.indicator: one for one in INDICATORS}
WANTED = Wanted(CUMBERLAND, AREAS, CATALOGUE)
TIDY = {
    "homelessness_wide": "homelessness_quarterly/homelessness_quarterly_wide.csv",
    "homelessness_long": "homelessness_quarterly/homelessness_quarterly_long.csv.gz",
    "nhs_2016_2019": "nhs_ae_monthly/NHSRdatasets_ae_attendances_2016_2019.csv",
    "nhs_2021_2025": "nhs_ae_monthly/england_trust_accidents_emergency_2021_2025.csv",
    "councils": "la_lookup/uk_local_authorities_past_current.csv",
    "dfe_codes": "la_lookup/dfe_la_old_new_codes.csv",
    "lower_upper": "la_lookup/LTLA-UTLA_Apr23_Lookup_England-Wales.csv",
    "dfe_neighbours": "neighbours/dfe_statistical_neighbours_2025_long.csv",
    "ons_neighbours": "neighbours/ons_nearest_neighbours_long.csv",
    "ons_clusters": "neighbours/ons_clusters.csv",
    "ons_values": "neighbours/ons_model_input_values.csv",
    "facts": "facts_cumberland_wf.csv",
}
EES = {
    "absence_by_term": "ees_with_meta/absence_by_term.csv.gz",
    "absence_in_prus": "ees_with_meta/absence_in_prus.csv",
    "key_stage_4": "ees_with_meta/KS4_2018_LA_Char_Testdata.csv.gz",
}
FINGERTIPS = ("fingertips_27col_reshaped", "FingertipsNext_native_sample")
NAMES = (*TIDY, *EES, *FINGERTIPS)
KEPT = {CUMBERLAND, *AREAS}


@cache
def read(data: Path, name: str) -> Arrival:
    """What a file brings; the trusts of the NHS stand where areas do."""
    if name in FINGERTIPS:
        own = mapping.fingertips(MAPPINGS / "fingertips.yml")
        return fingertips.read(data / "fingertips" / f"{name}.csv", WANTED, own)
    if name in EES:
        path = data / EES[name]
        meta = path.with_name(path.name.removesuffix(".gz").replace(".csv", ".meta.csv"))
        council = Wanted("E08000003", AREAS, CATALOGUE)  # Cumberland was not there yet
        return ees.read(path, meta, council, mapping.ees(MAPPINGS / f"{name}.yml"))
    trusts = Wanted("R1H", TRUSTS, CATALOGUE)
    return tidy.read(
        data / TIDY[name],
        trusts if name.startswith("nhs") else WANTED,
        mapping.tidy(MAPPINGS / f"{name}.yml"),
    )


@cache
def raw(shared: Path, name: str) -> list[dict[str, str]]:
    """The file's rows, by the csv module alone."""
    place = TIDY | EES | {one: f"fingertips/{one}.csv" for one in FINGERTIPS}
    content = (shared / "realdata" / place[name]).read_bytes()
    text = (gzip.decompress(content) if place[name].endswith(".gz") else content).decode(
        "utf-8-sig"
    )
    return list(csv.DictReader(io.StringIO(text)))


def figure(arrival: Arrival, code: str, area: str, period: str, role: str = "value") -> str:
    """One cell of what arrived, of the whole of an area."""
    found = []
    for table, place in (("observations", "organisation"), ("benchmarks", "area")):
        frame = arrival.tables.get(table)
        if frame is not None:
            rows = frame[(frame["indicator"] == code) & (frame["period"] == period)]
            rows = rows[rows[place] == area]
            rows = rows[rows["breakdown"] == ""] if "breakdown" in rows else rows
            found += rows[role].tolist() if len(rows) else []
    (cell,) = found
    return str(cell)


def shown(arrival: Arrival, code: str) -> int:
    """How many figures of an indicator came, as a value or as two parts."""
    return sum(
        int(((t["indicator"] == code) & ((t["value"] != "") | (t["numerator"] != ""))).sum())
        for name, t in arrival.tables.items()
        if name in {"observations", "benchmarks"}
    )


def number(cell: str) -> bool:
    """Whether a cell holds a figure."""
    return cell not in {"", "NA", ".", "[x]", "[c]"}


def share(numerator: str, denominator: str) -> bool:
    """Whether two cells give a share."""
    return number(numerator) and number(denominator) and float(denominator) > 0
