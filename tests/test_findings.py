"""The whole flow: what the demonstration council's figures say, and real figures beside ours."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Findings
from tests import books
from tests.conftest import pmf
from tests.realdata import expected_figures, homelessness_book

# The features that the demonstration's README plants, as the program must read them.
PLANTED = {
    "601": "ACT",
    "506": "ACT",
    "404": "ACT",
    "505": "WORSENING",
    "702": "WORSENING",
    "701": "CHANGED",
    "703": "RECOVERING",
    "706": "RECOVERING",
    "503": "ADVANCING",
    "1003": "ADVANCING",
    "805": "WATCH",
    "306": "FRAGILE",
    "305": "UNRELIABLE",
    "602": "UNRELIABLE",
    "401": "REDESIGN",
    "1002": "REDESIGN",
    "604": "SECURE",
    "710": "SECURE",
    "304": "SECURE",
    "611": "NEW",
    "502": "SHORT",
    "103": "AWAITED",
    "804": "MISSING",
}
DERBY, CUMBERLAND = "E06000015", "E06000063"


@pytest.mark.parametrize("indicator", PLANTED)
def test_each_planted_feature_is_read(demonstration: Findings, indicator: str) -> None:
    """A shift, a trend, an outlier, an unreliable green, a red that is only noise, and more."""
    found = {f.indicator: f for f in demonstration.council}
    assert found[indicator].verdict == PLANTED[indicator]


def test_a_constant_hundred_percent_is_secure(demonstration: Findings) -> None:
    """Limits equal to the centre, no special cause, target met by equality."""
    found = {f.indicator: f for f in demonstration.council}["304"]
    assert (found.centre, found.lower_limit, found.upper_limit) == (100, 100, 100)
    assert (found.rating, found.assurance, found.rule) == ("GREEN", "PASS", "")


def test_the_demonstration_fills_every_theme_directorate_and_perspective(
    demonstration: Findings,
) -> None:
    """Seventy corporate indicators in ten themes; four perspectives in six directorates."""
    framework, catalogue = demonstration.framework, demonstration.indicators
    assert len([code for code in catalogue if code.isdigit()]) == 70
    assert {t.code for t in framework.themes} == {i.theme for i in catalogue.values() if i.theme}
    assert len(framework.themes) == 10
    assert len(framework.directorates) == 6
    for directorate in framework.directorates:
        mine = {
            catalogue[f.indicator].perspective
            for f in demonstration.findings
            if f.organisation == directorate.code
            or catalogue[f.indicator].directorate == directorate.code
        }
        assert mine == {"operational", "stakeholder", "people", "finance"}, directorate.code


def test_exceptions_are_numbered_in_order_of_urgency(demonstration: Findings) -> None:
    """One to n within an organisation, and sorted as the places say."""
    placed = [f for f in demonstration.council if f.place_in_exceptions]
    ordered = sorted(placed, key=lambda f: f.place_in_exceptions or 0)
    assert [f.place_in_exceptions for f in ordered] == list(range(1, len(ordered) + 1))
    assert [f.urgency for f in ordered] == sorted(f.urgency for f in ordered)


def test_an_earlier_day_reads_the_figures_of_that_day() -> None:
    """711 was amber when 2025-26 Q1 was published and is green since its revision."""
    import datetime as dt

    data = Path(__file__).parents[1] / "data"
    day = dt.date(2025, 9, 2)
    then, now = (
        {f.indicator: f for f in flow.compute(data, "2025-26 Q1", as_at=at).council}["711"]
        for at in (day, None)
    )
    assert (then.rating, now.rating) == ("AMBER", "GREEN")
    assert then.fingerprint != now.fingerprint


def test_an_earlier_day_reports_the_quarter_of_that_day() -> None:
    """The latest quarter as at a day is the last one published by then."""
    import datetime as dt

    data = Path(__file__).parents[1] / "data"
    assert flow.compute(data, as_at=dt.date(2024, 6, 10)).quarter == "2023-24 Q4"


def test_later_events_are_not_told_of_earlier_quarters() -> None:
    """A rebase of 2023 says nothing on a page of 2022."""
    data = Path(__file__).parents[1] / "data"
    found = flow.compute(data, "2022-23 Q2")
    period = found.framework.period
    told = [h.period for f in found.findings for h in f.happenings]
    assert told
    assert all(period(text) <= period("2022-23 Q2") for text in told)


def test_the_json_document_obeys_its_schema(root: Path) -> None:
    """What `pmf findings --json` prints is what the schema in the book says."""
    done = pmf("findings", "--quarter", "2025-26 Q2", "--data", str(root / "data"), "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    schema = json.loads((root / "book" / "developers" / "findings.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    fields = set(schema["$defs"]["finding"]["properties"])
    assert all(set(finding) == fields for finding in document["findings"])
    keys = [(f["indicator"], f["organisation"]) for f in document["findings"]]
    assert keys == sorted(keys)


def test_the_schema_of_the_picture_is_made_from_its_types(root: Path) -> None:
    """The committed schema is what the types say, and each part has a row in the page."""
    folder = root / "book" / "developers"
    schema = json.loads((folder / "findings.schema.json").read_text())
    made = flow.picture_schema()
    assert {name: schema["$defs"].get(name) for name in made} == made
    page = (folder / "findings.md").read_text()
    for part in made["Picture"]["properties"]:
        assert f"| `{part}` |" in page, part


def test_every_field_of_the_document_is_explained(root: Path) -> None:
    """The page for developers has a row a field."""
    schema = json.loads((root / "book" / "developers" / "findings.schema.json").read_text())
    page = (root / "book" / "developers" / "findings.md").read_text()
    for field in schema["$defs"]["finding"]["properties"]:
        assert f"`{field}`" in page, field


def test_findings_survive_being_handed_to_a_notebook(
    demonstration: Findings, tmp_path: Path
) -> None:
    """What a build writes for a page reads back whole."""
    path = tmp_path / "handed.json"
    path.write_bytes(flow.dump(demonstration))
    assert flow.restore(path) == demonstration


def test_internal_indicators_stay_inside(root: Path) -> None:
    """The public document names no internal indicator; the internal one does."""
    book = flow.load(root / "data")
    internal = {c for c, i in book.indicators.items() if i.audience == "internal"}
    assert internal
    public = flow.compute(root / "data")
    assert not internal & {f.indicator for f in public.findings}
    inside = flow.compute(root / "data", audience="internal")
    assert internal <= {f.indicator for f in inside.findings}


def test_a_rolled_up_figure_is_the_raw_sum(demonstration: Findings, root: Path) -> None:
    """Complaints in time: the council's parts are the directorates' parts, added by hand."""
    import csv

    rows = list(csv.DictReader((root / "data" / "observations.csv").open(encoding="utf-8")))
    latest: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=lambda r: r["recorded_on"]):
        if (row["indicator"], row["period"]) == ("1002", "2025-26 Q2"):
            latest[row["organisation"]] = row
    numerator = sum(float(row["numerator"]) for row in latest.values())
    denominator = sum(float(row["denominator"]) for row in latest.values())
    found = {f.indicator: f for f in demonstration.council}["1002"]
    assert (found.numerator, found.denominator) == (numerator, denominator)
    assert found.value == pytest.approx(100 * numerator / denominator, rel=1e-14)


def test_withheld_figures_are_in_no_finding(demonstration: Findings) -> None:
    """A confidential point has no value and no numerator."""
    points = [p for f in demonstration.findings for p in f.points if p.status == "c"]
    assert points
    assert all(p.value is None and p.numerator is None and p.charted is None for p in points)


def test_a_book_of_ranks_and_of_one_period_is_reported(tmp_path: Path) -> None:
    """Kinds that suit no chart are rated and never given limits."""
    rows = [books.indicator("1", "Our rank", unit="rank", per="1", polarity="lower", over="none")]
    observed = [f"1,X1,{q},,{k % 5 + 1},,,,,2025-07-20" for k, q in enumerate(books.quarters(20))]
    folder = books.write(
        tmp_path / "data",
        indicators=[books.INDICATOR_COLUMNS, *rows],
        observations=[books.OBSERVATION_COLUMNS, *observed],
        targets=None,
        events=None,
    )
    found = flow.compute(folder).council[0]
    assert (found.verdict, found.reason, found.centre) == ("NEW", "not charted", None)


@pytest.mark.parametrize(
    ("council", "neighbours"), [(DERBY, "dfe"), (CUMBERLAND, "dfe"), (DERBY, "ons")]
)
def test_real_figures_equal_those_worked_out_apart(
    shared: Path, tmp_path: Path, council: str, neighbours: str
) -> None:
    """Official statistics: value, last quarter, last year, limits, signal and rank."""
    source = shared / "realdata"
    folder = tmp_path / "data"
    homelessness_book.build(source, folder, council, neighbours=neighbours)
    findings = flow.compute(folder)
    expected = expected_figures.expected(source, council, findings.quarter)
    assert len(findings.council) >= 6
    for found in findings.council:
        wanted = expected[found.indicator]
        assert found.value == pytest.approx(wanted["value"], rel=1e-12)
        assert found.previous_value == pytest.approx(wanted["previous"], rel=1e-12)
        assert found.last_year_value == pytest.approx(wanted["last_year"], rel=1e-12)
        assert found.n_points == wanted["points"]
        if neighbours == "dfe":
            assert found.comparison is not None
            assert found.comparison.rank == wanted["rank"]
        if found.n_points < 13:
            assert found.centre is None
            assert found.verdict in {"SHORT", "NEW"}
            continue
        assert found.centre == pytest.approx(wanted["centre"], rel=1e-9)
        assert found.lower_limit == pytest.approx(wanted["lower"], rel=1e-9)
        assert found.upper_limit == pytest.approx(wanted["upper"], rel=1e-9)
        assert (found.rule == "OUTSIDE") == (wanted["beyond"] != 0)


def test_a_suggested_rebase_stays_inside(root: Path, demonstration: Findings) -> None:
    """Analysts read where a new level might begin; the public edition says nothing of it."""
    inside = flow.compute(root / "data", audience="internal")
    assert {f.indicator for f in inside.council if f.suggested_rebase} == {"506"}
    assert not any(f.suggested_rebase for f in demonstration.findings)
