"""The features that the demonstration promises really are in the written files.

Judged by ``judged.py``, which shares no code with the program. README.md lists the same features.
"""

from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median

import pytest

from .judged import Judged, judge, latest, rating, read, rolled_up, target_at
from .periods import parse
from .series import COUNCIL
from .simulate import CLOSE
from .tables import DATA, SERIES, read_indicators

INDICATORS = read_indicators()
# Whole figures alone; their parts by age, sex or ward are tested in test_others.py.
OBSERVATIONS = [row for row in read(DATA, "observations.csv") if not row["breakdown"]]
TARGETS = read(DATA, "targets.csv")
EVENTS = read(DATA, "events.csv")
JUDGED: dict[str, Judged] = {
    code: judge(facts, OBSERVATIONS, TARGETS, EVENTS) for code, facts in INDICATORS.items()
}

VERDICTS = [
    ("601", "RED", "SHIFT", "ACT"),
    ("506", "RED", "OUTSIDE", "ACT"),
    ("404", "RED", "OUTSIDE", "ACT"),
    ("505", "NO_TARGET", "TREND", "WORSENING"),
    ("702", "NO_TARGET", "OUTSIDE", "WORSENING"),
    ("701", "NO_TARGET", "SHIFT", "CHANGED"),
    ("706", "AMBER", "TREND", "RECOVERING"),
    ("703", "RED", "SHIFT", "RECOVERING"),
    ("503", "GREEN", "SHIFT", "ADVANCING"),
    ("1003", "GREEN", "TWO_IN_THREE", "ADVANCING"),
    ("805", "GREEN", "SHIFT", "WATCH"),
    ("306", "GREEN", "NONE", "FRAGILE"),
    ("305", "RED", "NONE", "UNRELIABLE"),
    ("602", "AMBER", "NONE", "UNRELIABLE"),
    ("401", "RED", "NONE", "REDESIGN"),
    ("1002", "RED", "NONE", "REDESIGN"),
    ("604", "GREEN", "NONE", "SECURE"),
    ("710", "GREEN", "NONE", "SECURE"),
    ("304", "GREEN", "NONE", "SECURE"),
    ("303", "NO_TARGET", "NONE", "STEADY"),
]


def council(code: str) -> list[float]:
    """The council's values in order of period."""
    return list(rolled_up(INDICATORS[code], OBSERVATIONS).values())


@pytest.mark.parametrize(("code", "rated", "rule", "verdict"), VERDICTS)
def test_planted_verdicts(code: str, rated: str, rule: str, verdict: str) -> None:
    """Each planted series earns its verdict, by the planned rule, at its last point."""
    found = JUDGED[code]
    assert (found.rating, found.rule, found.verdict) == (rated, rule, verdict)


def test_no_unplanned_contradiction() -> None:
    """No series is said to be on target by its rating and unable to reach it by its chart."""
    assert "MISMATCH" not in {one.verdict for one in JUDGED.values()}


def test_outlier_is_alone() -> None:
    """The open defects' last month is the only one of the final year far from the rest."""
    *before, last = council("404")[-12:]
    assert last > 1.15 * max(before)


def test_trends_stay_inside_their_limits() -> None:
    """Seven points, six strict steps, for a trend found by nothing else."""
    rising = council("505")[-7:]
    assert all(after > before for before, after in pairwise(rising))
    falling = council("706")[-9:]
    assert all(after < before for before, after in pairwise(falling))


def test_temporary_accommodation_rises() -> None:
    """Households in temporary accommodation are well over half as many again as two years ago."""
    values = council("506")
    assert values[-1] > 1.4 * values[-25] and values[-1] > 1.6 * values[0]


def test_constant_hundred() -> None:
    """Full plans decisions are always in time, and the target is to be always in time."""
    goal = target_at(TARGETS, "304", parse("2025-26 Q2"))
    assert set(council("304")) == {100.0} and goal is not None and goal["target"] == "100"


def test_near_hundred() -> None:
    """The upper limit of a percentage near 100 would pass it."""
    values = council("710")
    assert min(values) > 90 and sum(values) / len(values) > 96


@pytest.mark.parametrize("code", ["205", "403", "606", "901", "902", "903", "P01"])
def test_seasons_repeat(code: str) -> None:
    """The season with the highest median beats the season with the lowest in every year kept."""
    periods = rolled_up(INDICATORS[code], OBSERVATIONS)
    by_season = defaultdict(list)
    by_year: dict[int, dict[int, float]] = defaultdict(dict)
    for period, value in periods.items():
        if period.start.year >= 2021 and period.start >= parse("2021-22 Q3").start:
            by_season[period.season].append(value)
            by_year[period.year][period.season] = value
    top = max(by_season, key=lambda season: median(by_season[season]))
    low = min(by_season, key=lambda season: median(by_season[season]))
    assert all(year[top] > year[low] for year in by_year.values() if top in year and low in year)


def test_new_measure_is_short() -> None:
    """Digital enrolments have too few points for limits, a run chart or a recent trend."""
    assert len(council("611")) == 4


def test_what_is_awaited_and_what_is_missing() -> None:
    """At the close, some figures are not due yet and one is due and absent."""
    last = parse("2025-26 Q2")
    awaited: set[str] = set()
    missing: set[str] = set()
    for code, facts in INDICATORS.items():
        if facts["frequency"] == "quarter" and JUDGED[code].period != last.name:
            due = (CLOSE - last.end).days >= int(facts["lag_days"])
            (missing if due else awaited).add(code)
    assert awaited == {"103", "205", "806"}
    assert missing == {"804"}


def test_attainment_has_no_results_for_two_years() -> None:
    """Years without examinations have no row at all."""
    for code in ("607", "608", "609", "610"):
        years = [row["period"][:7] for row in OBSERVATIONS if row["indicator"] == code]
        assert sorted(set(years)) == ["2021/22", "2022/23", "2023/24", "2024/25"]


def test_revisions() -> None:
    """At least 25 figures were revised, a quarter or more later; several changed their rating."""
    ledger = defaultdict(list)
    for row in OBSERVATIONS:
        ledger[row["indicator"], row["organisation"], row["period"]].append(row)
    revised = {key: rows for key, rows in ledger.items() if len(rows) > 1}
    changed = []
    for (code, organisation, name), rows in revised.items():
        assert [row["status"] for row in rows][1:] == ["r"] and rows[1]["note"]
        goal = target_at(TARGETS, code, parse(name))
        if organisation == COUNCIL:
            rated = [rating(INDICATORS[code], goal, float(row["value"])) for row in rows]
            changed += [(code, name)] if rated[0] != rated[1] else []
    assert len(revised) >= 25
    assert len(changed) >= 6
    assert ("711", "2025-26 Q1") in changed


def test_statuses() -> None:
    """Every status that the demonstration needs is there."""
    counts = Counter(row["status"] for row in OBSERVATIONS)
    assert all(counts[status] for status in "prcbxeu")
    assert counts["c"] >= 5


def test_gaps() -> None:
    """At least six series lack a period inside their own span."""
    gaps = [
        one.indicator
        for one in SERIES
        if one.missing and one.indicator not in ("607", "608", "609", "610")
    ]
    assert len(gaps) >= 6
    for one in SERIES:
        written = {row["period"] for row in OBSERVATIONS if row["indicator"] == one.indicator}
        assert not written & set(one.missing)


def test_targets_move() -> None:
    """Most targets change from year to year, and some were revised within one."""
    years = defaultdict(set)
    for row in TARGETS:
        if row["organisation"] == COUNCIL:
            years[row["indicator"]].add(row["target"])
    assert sum(len(figures) > 1 for figures in years.values()) > 0.7 * len(years)
    standing = latest(TARGETS, "indicator", "organisation", "period")
    assert {row["indicator"] for row in TARGETS if row not in standing} == {"307", "506"}


def test_rebases_exclusions_and_audiences() -> None:
    """Rebases leave enough points for limits, lockdowns are excluded, two measures are internal."""
    rebased = {row["indicator"] for row in EVENTS if row["rebase"]}
    assert rebased == {"303", "403", "807", "901", "902", "903", "1003", "R03"}
    assert all(JUDGED[code].points >= 13 for code in rebased)
    assert {"901", "902", "903"} <= {row["indicator"] for row in EVENTS if row["exclude"]}
    internal = {code for code, row in INDICATORS.items() if row["audience"] == "internal"}
    assert internal == {"P04", "P05"}


def test_spread_of_ratings() -> None:
    """About half on target, a sixth close, a sixth off and the rest without a target."""
    counts = Counter(one.rating for one in JUDGED.values())
    share = {name: count / len(JUDGED) for name, count in counts.items()}
    assert 0.45 <= share["GREEN"] <= 0.6
    assert 0.1 <= share["AMBER"] <= 0.2
    assert 0.12 <= share["RED"] <= 0.25
    assert 8 <= counts["NO_TARGET"] <= 17
