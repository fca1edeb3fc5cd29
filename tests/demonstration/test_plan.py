"""The plan, risks, money, people and responses obey the data model and show what is promised."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from . import plan
from .judged import read
from .periods import parse
from .series import COUNCIL
from .tables import DATA, read_indicators

CLOSE = "2025-12-02"
QUARTER_END = "2025-09-30"
LATEST = "2025-26 Q2"
MADE = plan.tables()
TABLES = {name: read(DATA, name) for name in MADE}
FRAMEWORK = YAML(typ="safe").load(DATA / "framework.yml")
INDICATORS = read_indicators()
DIRECTORATES = [one["code"] for one in FRAMEWORK["directorates"]]
SERVICES = {
    svc["code"]: one["code"] for one in FRAMEWORK["directorates"] for svc in one["services"]
}
OBSERVED = [row for row in read(DATA, "observations.csv") if not row["breakdown"]]
ACTIONS = {row["action"]: row for row in TABLES["actions.csv"]}
RISKS = {row["risk"]: row for row in TABLES["risks.csv"]}
WHOLE = defaultdict(list)  # reports on whole actions, in order
for _row in TABLES["action_updates.csv"]:
    if not _row["milestone"]:
        WHOLE[_row["action"]].append(_row)


def codes(name: str, column: str) -> set[str]:
    """Every value of a column."""
    return {row[column] for row in TABLES[name]}


KNOWN = {
    "theme": {one["code"] for one in FRAMEWORK["themes"]},
    "mission": {one["code"] for one in FRAMEWORK["missions"]},
    "group": {one["code"] for one in FRAMEWORK["groups"]},
    "directorate": set(DIRECTORATES),
    "service": set(SERVICES),
    "organisation": {COUNCIL, *DIRECTORATES, *SERVICES},
    "indicator": set(INDICATORS),
    "action": set(ACTIONS),
    "risk": set(RISKS),
    "about": {*INDICATORS, *ACTIONS, *RISKS},
    "category": {"financial", "service", "legal", "people", "technology", "data-quality",
                 "reputation", "climate"},
    "decision": set(FRAMEWORK["decisions"]),
    "portfolio_role": {one["portfolio_role"] for one in FRAMEWORK["themes"]},
}  # fmt: skip
LINKED = {
    "indicator": set(INDICATORS),
    "objective": codes("objectives.csv", "objective"),
    "action": set(ACTIONS),
    "risk": set(RISKS),
    "budget line": codes("finance.csv", "line"),
    "response": codes("responses.csv", "response"),
}
ROLES = {
    *(row["owner_role"] for row in INDICATORS.values()),
    *(one["director_role"] for one in FRAMEWORK["directorates"]),
    "",
}


def test_the_files_are_what_the_generator_writes(tmp_path: Path) -> None:
    """A second run gives the bytes that are kept."""
    assert len(plan.write(tmp_path)) == 14
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


@pytest.mark.parametrize("name", sorted(TABLES))
def test_references_and_days(name: str) -> None:
    """Codes exist, roles are known, dates are dates and nothing is recorded after the close."""
    for row in TABLES[name]:
        for column, known in KNOWN.items():
            assert row.get(column, "") in known | {""}, row
        for column in ("lead_role", "owner_role"):
            assert row.get(column, "") in ROLES, row
        for column in ("start", "due", "opened", "closed", "published", "revised_due"):
            assert not row.get(column) or date.fromisoformat(row[column]), row
        for column in ("recorded_on", "opened", "closed", "published"):
            assert row.get(column, "") <= CLOSE, row


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("objectives.csv", "objective"),
        ("action_updates.csv", "action milestone"),
        ("risk_reviews.csv", "risk"),
        ("finance.csv", "line organisation period"),
        ("responses.csv", "response"),
        ("audits.csv", "recommendation"),
        ("inspections.csv", "body scope"),
        ("feedback.csv", "organisation period channel measure"),
        ("requests.csv", "request"),
        ("context.csv", "period title"),
    ],
)
def test_a_key_comes_again_only_on_a_later_day(name: str, key: str) -> None:
    """Ledgers are only ever added to."""
    seen = [tuple(row[part] for part in [*key.split(), "recorded_on"]) for row in TABLES[name]]
    assert len(seen) == len(set(seen))


def test_no_code_means_two_things() -> None:
    """Indicators, actions and risks share no code, whatever their capitals."""
    every = [code.lower() for code in [*INDICATORS, *ACTIONS, *RISKS]]
    assert len(every) == len(set(every))


def test_services_belong_to_their_directorate_and_milestones_to_their_action() -> None:
    """A part names its own whole, and a milestone is due while its action runs."""
    for row in ACTIONS.values():
        assert not row["service"] or SERVICES[row["service"]] == row["directorate"]
    known = {(row["action"], row["milestone"]) for row in TABLES["milestones.csv"]}
    assert {action for action, _ in known} == set(ACTIONS)
    for row in TABLES["action_updates.csv"]:
        assert not row["milestone"] or (row["action"], row["milestone"]) in known
    for row in TABLES["milestones.csv"]:
        told = WHOLE.get(row["action"], [])
        ends = [ACTIONS[row["action"]]["due"], *(update["revised_due"] for update in told)]
        assert ACTIONS[row["action"]]["start"] <= row["due"] <= max(ends), row


def test_links_join_what_exists() -> None:
    """Both ends of every link are known, and none stands twice."""
    seen = [tuple(row.values()) for row in TABLES["links.csv"]]
    assert len(seen) == len(set(seen))
    for row in TABLES["links.csv"]:
        assert row["from_id"] in LINKED[row["from_kind"]], row
        assert row["to_id"] in LINKED[row["to_kind"]], row
    assert {row["from_kind"] for row in TABLES["links.csv"]} >= {"indicator", "action"}


def test_a_report_every_quarter_before_data_are_due() -> None:
    """Actions report every quarter until they end; what is done grows; two fell silent."""
    due = {row["quarter"]: str(row["data_due"]) for row in FRAMEWORK["calendar"]["quarters"]}
    spans = [(parse(quarter).end.isoformat(), until) for quarter, until in due.items()]
    for action, told in WHOLE.items():
        done = [int(row["percent"]) for row in told]
        assert done == sorted(done), action
        days = [row["recorded_on"] for row in told]
        gaps = [date.fromisoformat(b) - date.fromisoformat(a) for a, b in pairwise(days)]
        assert all(gap <= timedelta(days=110) for gap in gaps), action
        ended = told[-1]["status"] in ("complete", "stopped")
        assert ended or days[-1] > QUARTER_END or action in ("A23", "A30"), action
        regular = days[:-1] if ended or action == "A13" else days
        assert all(any(end < day <= until for end, until in spans) for day in regular), action


def test_revenue_lines_are_the_directorates_budget_and_forecast() -> None:
    """In every quarter the lines of a directorate add up to indicator F01, to the pound."""
    budgets: Counter[tuple[str, str]] = Counter()
    forecasts: Counter[tuple[str, str]] = Counter()
    for row in TABLES["finance.csv"]:
        if row["area"] == "revenue":
            where = (SERVICES.get(row["organisation"], row["organisation"]), row["period"])
            budgets[where] += int(row["budget"])
            forecasts[where] += int(row["forecast"])
    found = [row for row in OBSERVED if row["indicator"] == "F01"]
    assert len(found) == 144
    for row in found:
        where = (row["organisation"], row["period"])
        assert (budgets[where], forecasts[where]) == (
            int(row["denominator"]),
            int(row["numerator"]),
        )


def test_savings_lines_are_the_directorates_savings() -> None:
    """Delivered savings add up to indicator F03, and plans to its target for the year."""
    delivered: Counter[tuple[str, str]] = Counter()
    planned: Counter[tuple[str, str]] = Counter()
    for row in TABLES["finance.csv"]:
        if row["area"] == "saving":
            delivered[row["organisation"], row["period"]] += int(row["actual"])
            planned[row["organisation"], row["period"]] += int(row["budget"])
    for row in OBSERVED:
        if row["indicator"] == "F03":
            assert delivered[row["organisation"], row["period"]] == int(row["value"])
    for row in read(DATA, "targets.csv"):
        year, _, quarter = row["period"].partition(" ")
        if row["indicator"] == "F03" and quarter == "Q4" and row["organisation"] != COUNCIL:
            for period in (f"{year} Q1", f"{year} Q2"):
                assert planned[row["organisation"], period] == int(row["target"])


def test_the_last_quarter_is_the_outturn() -> None:
    """At the year's end nothing is left to forecast."""
    for row in TABLES["finance.csv"]:
        assert not row["period"].endswith("Q4") or row["actual"] == row["forecast"], row


def test_only_two_lines_owe_an_explanation() -> None:
    """From 2% or £250,000, and for any variance of a volatile line; two are left open."""
    open_ones = set()
    for row in TABLES["finance.csv"]:
        budget, forecast = float(row["budget"]), float(row["forecast"])
        gap = abs(forecast - budget)
        owed = gap >= 250_000 or gap >= 0.02 * abs(budget) or (row["volatile"] and gap)
        if owed and not row["explanation"]:
            open_ones.add((row["line"], row["period"], row["volatile"]))
    assert open_ones == {("REV-CHL-02", LATEST, "yes"), ("REV-RES-01", LATEST, "")}


def test_money_of_every_kind() -> None:
    """Every area has lines; one line is income; eight capital schemes, most of them late."""
    now = [row for row in TABLES["finance.csv"] if row["period"] == LATEST]
    assert {row["area"] for row in now} == {
        "revenue", "saving", "capital", "treasury", "collection", "debt", "reserve",
    }  # fmt: skip
    income = [row["line"] for row in now if row["area"] == "revenue" and float(row["budget"]) < 0]
    assert income == ["REV-PLC-05"]
    capital = [row for row in now if row["area"] == "capital"]
    late = [row for row in capital if float(row["forecast"]) < float(row["budget"])]
    assert (len(capital), len(late)) == (8, 5)


def test_complaints_and_requests_are_the_indicators_counts() -> None:
    """Feedback counts what indicators R01, R02, 1002 and 1001 count."""
    latest = {(r["indicator"], r["organisation"], r["period"]): r for r in OBSERVED}
    checked = Counter()
    for row in TABLES["feedback.csv"]:
        where = row["organisation"], row["period"]
        match row["channel"], row["measure"]:
            case "complaints", "received at stage one":
                quarter = parse(row["period"])
                months = [
                    int(one["value"])
                    for one in OBSERVED
                    if one["indicator"] == "R01"
                    and one["organisation"] == row["organisation"]
                    and quarter.start <= parse(one["period"]).start <= quarter.end
                ]
                assert (len(months), sum(months)) == (3, int(row["count"])), row
            case "complaints", "taken to stage two":
                assert row["count"] == latest["R02", *where]["numerator"]
            case "information requests", _:
                assert row["count"] == latest["1001", *where]["numerator"]
                assert row["denominator"] == latest["1001", *where]["denominator"]
            case "complaints", "answered in time at stage one":
                assert row["denominator"] == latest["1002", *where]["denominator"]
        checked[row["channel"]] += 1
    assert set(checked) == {"complaints", "compliments", "ombudsman", "information requests",
                            "residents' survey", "staff survey"}  # fmt: skip


def test_sizes() -> None:
    """As many of each as the demonstration needs."""
    registers = Counter((row["register"], row["nature"]) for row in RISKS.values())
    assert registers["strategic", "risk"] == 12
    assert registers["operational", "risk"] == 16
    assert registers["project", "risk"] == 6
    assert sum(count for (_, nature), count in registers.items() if nature == "opportunity") == 3
    assert len(ACTIONS) == 41 and len(codes("responses.csv", "response")) == 25
    assert len(codes("audits.csv", "recommendation")) == 30
    assert len(codes("requests.csv", "request")) == 10 and len(TABLES["context.csv"]) == 12
    assert len(codes("inspections.csv", "scope")) == 6
    held = Counter(service for _, service in {(row["objective"], row["service"])
                   for row in TABLES["objectives.csv"]})  # fmt: skip
    assert set(held) == set(SERVICES) and set(held.values()) <= {2, 3, 4, 5}
    assert codes("actions.csv", "theme") == KNOWN["theme"] | {""}


def test_words_say_what_the_figures_say() -> None:
    """The size of the population, a share called a share, and a standard that is measured."""
    note = next(row for row in TABLES["context.csv"] if "mid-2024" in row["title"])
    council = next(row for row in read(DATA, "areas.csv") if row["area"] == COUNCIL)
    assert f"About {round(int(council['population']), -3):,} residents" in note["note"]
    shares = {row["measure"] for row in TABLES["feedback.csv"] if row["denominator"]}
    assert not [measure for measure in shares if measure.startswith("received")]
    targets = [row for row in read(DATA, "targets.csv") if row["indicator"] == "205"]
    assert "more than half of your waste" in INDICATORS["205"]["standard"]
    assert float(targets[-1]["target"]) > 50
    housed = [row for row in OBSERVED if row["indicator"] == "506"]
    assert max(int(row["value"]) for row in housed) <= 110
    assert not any(sign.isdigit() for sign in RISKS["SR03"]["event"])
