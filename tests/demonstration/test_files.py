"""The demonstration's files obey the data model, and come out the same every time."""

from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from . import write
from .judged import read
from .periods import LAST, parse
from .series import COUNCIL
from .simulate import CLOSE
from .tables import COLUMNS, DATA, read_indicators

INDICATORS = read_indicators()
FRAMEWORK = YAML(typ="safe").load(DATA / "framework.yml")
OBSERVATIONS = read(DATA, "observations.csv")
TARGETS = read(DATA, "targets.csv")
EVENTS = read(DATA, "events.csv")
DIRECTORATES = {one["code"] for one in FRAMEWORK["directorates"]}
SERVICES = {svc["code"] for one in FRAMEWORK["directorates"] for svc in one["services"]}
CHOICES = {
    "unit": {"percent", "count", "rate", "currency", "days", "score", "rank", "yes/no"},
    "per": {"1", "100", "1000", "10000", "100000"},
    "theme": {one["code"] for one in FRAMEWORK["themes"]},
    "mission": {"", *(one["code"] for one in FRAMEWORK["missions"])},
    "perspective": {one["code"] for one in FRAMEWORK["perspectives"]},
    "directorate": {"", *DIRECTORATES},
    "service": {"", *SERVICES},
    "kind": {"council", "community"},
    "role": {"targeted", "contextual", "data only"},
    "polarity": {"higher", "lower", "range", "none"},
    "frequency": {
        "month",
        "quarter",
        "financial year",
        "calendar year",
        "academic year",
        "term",
        "pooled",
    },
    "basis": {"in period", "snapshot", "year to date", "rolling 12 months"},
    "over_time": {"sum", "mean", "last", "ratio"},
    "over_organisations": {"sum", "ratio", "none"},
    "chart": {"", "xmr", "p", "u", "c", "t", "g", "run", "line"},
    "disclosure": {"", *FRAMEWORK["disclosure"]["groups"]},
    "audience": {"public", "internal"},
}
TABLES = [("observations.csv", OBSERVATIONS), ("targets.csv", TARGETS), ("events.csv", EVENTS)]


def test_the_files_are_what_the_generator_writes(tmp_path: Path) -> None:
    """A second run gives the bytes that are kept, so nobody has edited a drawn file by hand."""
    write(tmp_path)
    for name in COLUMNS:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


@pytest.mark.parametrize("column", CHOICES)
def test_indicators_use_known_codes(column: str) -> None:
    """Every coded column holds only what the framework and the data model allow."""
    strange = {
        code: row[column] for code, row in INDICATORS.items() if row[column] not in CHOICES[column]
    }
    assert not strange


def test_indicators_are_complete() -> None:
    """Seventy corporate indicators, twelve of the organisation's own and three costs, described."""
    numbered = [code for code in INDICATORS if code.isdigit()]
    assert (len(numbered), len(INDICATORS)) == (70, 85)
    for row in INDICATORS.values():
        for column in ("name", "definition", "keywords", "source", "owner_role", "portfolio_role"):
            assert row[column], (row["indicator"], column)
        assert not row["name"].endswith(".")
        assert bool(row["directorate"]) == bool(row["service"])
        assert row["service"].startswith(row["directorate"])
        assert not row["denominator"] or row["numerator"]
    assert {row["service"] for row in INDICATORS.values() if row["service"]} == SERVICES
    assert {row["portfolio_role"] for row in INDICATORS.values()} <= {
        one["portfolio_role"] for one in FRAMEWORK["themes"]
    }


@pytest.mark.parametrize(("name", "rows"), TABLES)
def test_columns_and_codes(name: str, rows: list[dict[str, str]]) -> None:
    """Columns stand in the agreed order and codes exist."""
    assert list(rows[0]) == COLUMNS[name].split()
    for row in rows:
        owner = INDICATORS[row["indicator"]]["directorate"]
        shared = row["organisation"] in DIRECTORATES and not owner
        assert row["organisation"] == COUNCIL or shared, row
        assert date.fromisoformat(row["recorded_on"]) <= CLOSE


@pytest.mark.parametrize(("name", "rows"), TABLES)
def test_keys_are_unique_for_each_day_of_recording(name: str, rows: list[dict[str, str]]) -> None:
    """A ledger may repeat a key only on a later day."""
    extra = {"observations.csv": "breakdown", "targets.csv": "period", "events.csv": "label"}[name]
    keys = [
        (row["indicator"], row["organisation"], row["period"], row[extra], row["recorded_on"])
        for row in rows
    ]
    assert len(keys) == len(set(keys))


def test_observations_are_in_their_own_frequency_and_inside_the_six_years() -> None:
    """Periods parse, match their indicator, had ended when recorded and stop at September 2025."""
    for row in OBSERVATIONS:
        period = parse(row["period"])
        assert period.name == row["period"]
        assert period.frequency == INDICATORS[row["indicator"]]["frequency"], row
        assert period.end <= LAST
        assert period.end < date.fromisoformat(row["recorded_on"])


def test_values_agree_with_their_parts() -> None:
    """A ratio is what its whole-number parts make it, and a share is never above its whole."""
    for row in OBSERVATIONS:
        facts = INDICATORS[row["indicator"]]
        if row["numerator"]:
            top, bottom = int(row["numerator"]), int(row["denominator"])
            assert float(row["value"]) == round(float(facts["per"]) * top / bottom, 4)
            over = facts["unit"] == "percent" and row["indicator"] != "F01"
            assert not over or top <= bottom, row
        elif row["value"]:
            assert not facts["denominator"], row


def test_values_are_plausible_and_withheld_ones_are_empty() -> None:
    """Every value lies in its plausible range; ``c`` and ``x`` rows have none."""
    for row in OBSERVATIONS:
        facts = INDICATORS[row["indicator"]]
        if row["status"] in ("c", "x"):
            assert row["value"] == row["numerator"] == "" and row["note"], row
            continue
        low, high = float(facts["plausible_min"]), float(facts["plausible_max"])
        assert low <= float(row["value"]) <= high, row
        assert row["status"] in set("preucxzb") | {""}


def test_measures_of_every_directorate_have_no_council_rows() -> None:
    """The council's figure is rolled up by the program, so it is not also given."""
    for row in OBSERVATIONS:
        shared = not INDICATORS[row["indicator"]]["directorate"]
        assert (row["organisation"] in DIRECTORATES) == shared, row


def test_targets_fit_their_indicator() -> None:
    """A target is in the indicator's frequency or a longer one, with bounds only for a range."""
    for row in TARGETS:
        facts, period = INDICATORS[row["indicator"]], parse(row["period"])
        assert period.frequency == facts["frequency"] or period.frequency.endswith("year"), row
        assert facts["role"] == "targeted" and facts["polarity"] != "none", row
        ranged = facts["polarity"] == "range"
        assert bool(row["target"]) != ranged and bool(row["lower"] and row["upper"]) == ranged
        assert row["set_by"] and row["rationale"]
        if facts["basis"] == "year to date":
            assert period.frequency == "quarter"


def test_targets_do_not_overlap() -> None:
    """Two targets of one indicator and organisation never hold on the same day."""
    held = defaultdict(set)
    for row in TARGETS:
        held[row["indicator"], row["organisation"]].add(parse(row["period"]))
    for key, spans in held.items():
        for one, two in combinations(spans, 2):
            assert one.end < two.start or two.end < one.start, (key, one.name, two.name)


def test_every_targeted_indicator_has_a_target() -> None:
    """Nothing that says it is targeted goes without."""
    targeted = {code for code, row in INDICATORS.items() if row["role"] == "targeted"}
    assert {row["indicator"] for row in TARGETS} == targeted


def test_events_give_a_reason_and_an_approver() -> None:
    """A rebase or exclusion is in the indicator's own frequency and somebody approved it."""
    for row in EVENTS:
        period = parse(row["period"])
        assert period.frequency == INDICATORS[row["indicator"]]["frequency"], row
        assert row["reason"] and row["approved_by"] and not (row["rebase"] and row["exclude"])


def test_the_calendar_reaches_past_the_data_and_publishes_after_nine_weeks() -> None:
    """Quarters run from 2019-20 Q3 to 2025-26 Q4, meetings in order, published in nine weeks."""
    quarters = FRAMEWORK["calendar"]["quarters"]
    assert [quarters[0]["quarter"], quarters[-1]["quarter"]] == ["2019-20 Q3", "2025-26 Q4"]
    for row in quarters:
        dates = [value for key, value in row.items() if key != "quarter"]
        assert dates == sorted(dates)
        assert 60 <= (row["publication"] - parse(row["quarter"]).end).days <= 72, row
    assert {row["quarter"]: row for row in quarters}["2025-26 Q2"]["publication"] == CLOSE
