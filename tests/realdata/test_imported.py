"""A council's book from published files alone, brought in by the command as its user would."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from tests.conftest import pmf
from tests.realdata.homelessness_book import build
from tests.realdata.national import CUMBERLAND, MAPPINGS

pytestmark = pytest.mark.shared

COUNCILS = "la_lookup/uk_local_authorities_past_current.csv"
NEIGHBOURS = "neighbours/dfe_statistical_neighbours_2025_long.csv"
STATISTICS = "homelessness_quarterly/homelessness_quarterly_wide.csv"
REPLACED = {
    "E07000026": CUMBERLAND,
    "E07000028": CUMBERLAND,
    "E07000029": CUMBERLAND,
    "E07000027": "E06000064",
    "E07000030": "E06000064",
    "E07000031": "E06000064",
}
MAPPING = """\
source: Ministry of Housing, Communities and Local Government, statutory homelessness
licence: Open Government Licence v3.0
area: area_code
period: period
figures:
  - {indicator: H01, value: assessments_total}
  - {indicator: H02, numerator: prevention_secured_6m, denominator: prevention_duty_ended}
  - {indicator: H05, value: ta_bnb}
"""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def council(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cumberland's catalogue with no figure yet, then with its areas and neighbours."""
    folder = tmp_path_factory.mktemp("imported")
    build(shared / "realdata", folder / "made", CUMBERLAND)
    data = folder / "data"
    data.mkdir()
    for name in ("framework.yml", "indicators.csv"):
        text = (folder / "made" / name).read_text(encoding="utf-8")
        (data / name).write_text(text.replace("dfe-statistical-neighbours", "dfe"), "utf-8")
    header = (folder / "made" / "observations.csv").read_text(encoding="utf-8").splitlines()[0]
    (data / "observations.csv").write_text(header + "\n", encoding="utf-8")
    (data / "homelessness.yml").write_text(MAPPING, encoding="utf-8")
    for file, mapping in ((COUNCILS, "councils"), (NEIGHBOURS, "dfe_neighbours")):
        bring(data, shared / "realdata" / file, MAPPINGS / f"{mapping}.yml")
    return data


def bring(data: Path, file: Path, mapping: Path, *more: str) -> dict[str, object]:
    ran = pmf(
        "import",
        "tidy",
        str(file),
        "--map",
        str(mapping),
        "--data",
        str(data),
        "--yes",
        "--json",
        *more,
    )
    told: dict[str, object] = json.loads(ran.stdout)
    assert ran.returncode == 0 or not told["added"], ran.stderr
    return told


def test_the_successors_of_the_cumbrian_councils(council: Path) -> None:
    """Each of the six is replaced by the council that it became part of."""
    told = {row["area"]: row["replaced_by"] for row in rows(council / "areas.csv")}
    assert {code: told[code] for code in REPLACED} == REPLACED


def test_the_likely_partial_return_waits_for_a_reason(council: Path, shared: Path) -> None:
    """184 assessments between 377 and 408: alone of Cumberland's own figures it looks wrong.

    With a reason all is added, and nothing the second time; the figures are the publisher's, the
    history is that of the three councils before, and the join is marked.
    """
    file, mapping = shared / "realdata" / STATISTICS, council / "homelessness.yml"
    told = bring(council, file, mapping)
    own = [d for d in told["doubts"] if d["own"]]  # type: ignore[attr-defined]
    assert [(d["indicator"], d["period"], d["doubt"], d["value"]) for d in own] == [
        ("H01", "2023-24 Q3", "PARTIAL", 184)
    ]
    assert len(rows(council / "observations.csv")) == 0
    reason = ("--accept", "H01=Checked with the ministry", "--accepted-by", "Head of Homes")
    assert bring(council, file, mapping, *reason)["added"]
    published = {(r["area_code"], r["period"].replace("/", "-", 1)): r for r in rows(file)}
    figures = [r for r in rows(council / "observations.csv") if r["indicator"] == "H01"]
    assert len(figures) == 11
    for row in figures:
        theirs = published[CUMBERLAND, row["period"]]["assessments_total"]
        assert row["value"] == theirs
    ledger = (council / "observations.csv").read_bytes()
    assert not bring(council, file, mapping)["additions"]
    assert (council / "observations.csv").read_bytes() == ledger
    found = flow.compute(council, "2025-26 Q3")
    series = next(f for f in found.findings if f.indicator == "H01")
    points = {p.period: p for p in series.points}
    assert points["2023-24 Q1"].status == "b"
    before = [code for code, successor in REPLACED.items() if successor == CUMBERLAND]
    parts = [int(published[code, "2022-23 Q4"]["assessments_total"]) for code in before]
    assert points["2022-23 Q4"].value == sum(parts)
