"""The interface for programs: every quarter as it was published, at addresses that stay."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.site.downloads import api
from tests import books
from tests.site.downloaded import edition, written
from tests.site.searched import every_string

BEFORE, NOW = "2024-25 Q4", "2025-26 Q1"
# What programs may rely on in version 1: more may come, none of it may go.
PROMISED = {
    "index.json": {"version", "council", "council_code", "illustrative", "licence", "contact"}
    | {"language", "audience", "latest", "documents"},
    "quarters.json": {"quarter", "slug", "start", "end", "published", "findings"},
    "indicators.json": {"indicator", "name", "definition", "keywords", "numerator", "denominator"}
    | {"unit", "per", "decimals", "polarity", "frequency", "basis", "theme", "directorate"}
    | {"owner_role", "source", "history"},
    "indicators/101.json": {"indicator", "name", "series", "history"},
}
POINT = {"period", "value", "numerator", "denominator", "target", "target_lower", "target_upper"}
POINT |= {"status", "charted_value", "charted_target", "centre", "lower_limit", "upper_limit"}
POINT |= {"signal", "side", "segment", "left_out"}


def corrected(folder: Path) -> Path:
    """The small book, of which one figure was reported as 77 and corrected to 70 in August."""
    rows = books.tables()
    head, *told = rows["observations"]
    early = [row.replace("2025-07-20", "2025-05-20") for row in told if NOW not in row]
    late = [row for row in told if NOW in row]
    (was,) = (row for row in early if row.startswith(f"101,X1,{BEFORE}"))
    assert ",72.0,72,100," in was
    first = was.replace("72.0,72", "77.0,77")
    later = was.replace("72.0,72", "70.0,70").replace("2025-05-20", "2025-08-10")
    early = [first if row == was else row for row in early]
    secret = books.indicator("900", "Agency spend zq91", audience="internal")
    hidden = f"900,X1,{BEFORE},,918273645,,,,,2025-05-20"
    told = [head, *early, *late, later, hidden]
    return books.write(folder, indicators=[*rows["indicators"], secret], observations=told)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interface of two quarters, the earlier as it stood on 2 June 2025."""
    folder = tmp_path_factory.mktemp("api")
    data = corrected(folder / "data")
    then = edition(data, quarter=BEFORE, as_at=dt.date(2025, 6, 2))
    before = written(then, folder / "before")
    now = edition(data)
    site = written(now, folder / "site")
    api.write(site, now.findings, {BEFORE: before})
    return site / "api" / "v1"


def read(made: Path, name: str) -> Any:
    return json.loads((made / name).read_text(encoding="utf-8"))


def value(found: dict[str, Any]) -> float:
    (entry,) = (e for e in found["findings"] if e["indicator"] == "101")
    return float(entry["value"])


def test_each_quarter_says_what_was_published(made: Path) -> None:
    """On 2 June the share was 77; the correction of August changes what is known now alone."""
    assert [q["quarter"] for q in read(made, "quarters.json")] == [NOW, BEFORE]
    assert [q["published"] for q in read(made, "quarters.json")] == ["2025-09-02", "2025-06-02"]
    earlier = read(made, "quarters/2024-25-q4/findings.json")
    assert (value(earlier), earlier["as_at"]) == (77, "2025-06-02")
    assert value(read(made, "quarters/2025-26-q1/findings.json")) == 66
    assert read(made, "latest/findings.json") == read(made, "quarters/2025-26-q1/findings.json")
    one = read(made, "indicators/101.json")
    (series,) = one["series"]
    assert {p["period"]: p["value"] for p in series["points"]}[BEFORE] == 70
    said = {q["quarter"]: q["findings"][0]["value"] for q in one["history"]}
    assert said == {NOW: 66, BEFORE: 77}


def test_the_documents_are_the_findings(made: Path) -> None:
    """What `pmf findings --json` prints, and what the schema beside them allows."""
    schema = read(made, "schema.json")
    for quarter in read(made, "quarters.json"):
        jsonschema.validate(read(made, quarter["findings"]), schema)
    data = made.parents[2] / "data"
    assert read(made, "latest/findings.json") == json.loads(
        json.dumps(flow.document(flow.compute(data)))
    )
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(read(made, "latest/findings.json") | {"audience": "internal"}, schema)


def test_every_address_that_is_given_leads_somewhere(made: Path) -> None:
    """From the index to each quarter and each indicator."""
    index = read(made, "index.json")
    addresses = [*index["documents"].values(), index["latest"]["findings"]]
    addresses += [quarter["findings"] for quarter in read(made, "quarters.json")]
    addresses += [indicator["history"] for indicator in read(made, "indicators.json")]
    assert all((made / address).is_file() for address in addresses)
    there = {p.relative_to(made).as_posix() for p in made.rglob("*.json")}
    assert there == {*addresses, "index.json"}
    assert [i["indicator"] for i in read(made, "indicators.json")] == ["101", "102", "103"]


def test_what_was_promised_is_there(made: Path) -> None:
    """Version 1 keeps its fields."""
    assert read(made, "index.json")["version"].split(".")[0] == "1"
    for name, fields in PROMISED.items():
        found = read(made, name)
        for entry in found if isinstance(found, list) else [found]:
            assert fields <= set(entry), name
    (series,) = read(made, "indicators/101.json")["series"]
    assert set(series["points"][0]) >= POINT
    assert series["points"][-1]["left_out"] is False


def test_the_public_interface_holds_nothing_internal(made: Path) -> None:
    """In no quarter, and not in the schema's words either."""
    for where, content in every_string(made):
        assert b"zq91" not in content, where
        assert b"918273645" not in content, where
    assert read(made, "index.json")["audience"] == Audience.PUBLIC
