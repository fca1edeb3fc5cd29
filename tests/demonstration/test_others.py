"""Other councils' figures and Inventshire's standing among them are as README.md promises.

Everything is reckoned here in plain Python from the written files.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from math import sqrt

import pytest

from .beside import BESIDE
from .judged import latest, read, rolled_up
from .periods import Period, parse
from .series import COUNCIL
from .simulate import CLOSE
from .tables import DATA, read_indicators

INDICATORS = read_indicators()
OBSERVATIONS = [row for row in read(DATA, "observations.csv") if not row["breakdown"]]
AREAS = {row["area"]: row for row in read(DATA, "areas.csv")}
NEIGHBOURS = read(DATA, "neighbours.csv")
BENCHMARKS = read(DATA, "benchmarks.csv")
KNOWN = latest(BENCHMARKS, "indicator", "area", "period")
ENGLAND = "E92000001"
SIMILAR = [row["neighbour"] for row in NEIGHBOURS if row["group"] == "similar-councils"]
WIDTH = 1.96  # standard errors that chance leaves room for, nineteen times in twenty
TOLD = {(one.indicator, one.stands) for one in BESIDE if one.stands}
ROOM = 6_000


def of(code: str) -> dict[str, dict[str, dict[str, str]]]:
    """Rows of one indicator that have a figure, by period and area."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in KNOWN:
        if row["indicator"] == code and row["value"]:
            found[row["period"]][row["area"]] = row
    return dict(sorted(found.items(), key=lambda item: parse(item[0]).end))


def own(code: str, period: str) -> tuple[int, int]:
    """Inventshire's numerator and denominator, added up over whoever reported them."""
    rows = [r for r in OBSERVATIONS if (r["indicator"], r["period"]) == (code, period)]
    rows = latest(rows, "organisation")
    return sum(int(row["numerator"]) for row in rows), sum(int(row["denominator"]) for row in rows)


def standing(code: str) -> tuple[str, float]:
    """Latest period that both have, and how many standard errors Inventshire is above England."""
    mine = {period.name for period in rolled_up(INDICATORS[code], OBSERVATIONS)}
    period = [name for name in of(code) if name in mine][-1]
    row, per = of(code)[period][ENGLAND], float(INDICATORS[code]["per"])
    top, bottom = own(code, period)
    level = int(row["numerator"]) / int(row["denominator"])
    spread = level * (1 - level) if INDICATORS[code]["unit"] == "percent" else level
    assert per * level == pytest.approx(float(row["value"]), rel=1e-3)
    return period, (top / bottom - level) / sqrt(spread / bottom)


def dispersion(code: str) -> float:
    """Mean square of the similar councils' distances from their own whole; 1 is chance alone."""
    rows = [row for area, row in list(of(code).values())[-1].items() if area in SIMILAR]
    parts = [(int(row["numerator"]), int(row["denominator"])) for row in rows]
    level = sum(top for top, _ in parts) / sum(bottom for _, bottom in parts)
    spread = level * (1 - level) if INDICATORS[code]["unit"] == "percent" else level
    squares = [(top / bottom - level) ** 2 * bottom / spread for top, bottom in parts]
    return sum(squares) / (len(squares) - 1)


def test_groups_are_of_known_areas() -> None:
    """Fifteen councils in order of likeness; the region is whoever shares Inventshire's."""
    assert all(row["neighbour"] in AREAS and row["area"] == COUNCIL for row in NEIGHBOURS)
    ranks = [int(row["rank"]) for row in NEIGHBOURS if row["group"] == "similar-councils"]
    assert ranks == list(range(1, 16))
    region = {row["neighbour"] for row in NEIGHBOURS if row["group"] == "region"}
    alike = {code for code, row in AREAS.items() if row["region"] == AREAS[COUNCIL]["region"]}
    assert region == alike - {COUNCIL}
    assert len(region & set(SIMILAR)) == 3 and len(region - set(SIMILAR)) == 6
    assert all(row["region"] for code, row in AREAS.items() if code != ENGLAND)


def test_residents_are_those_that_rates_rest_on() -> None:
    """Inventshire's population is the denominator of library visits per 1,000 residents."""
    assert int(AREAS[COUNCIL]["population"]) == own("901", "2025-26 Q2")[1]


def test_a_council_stands_where_two_stood() -> None:
    """Predecessors end the day before, have figures of their time, and add up to the new one."""
    old = [row for row in AREAS.values() if row["replaced_by"]]
    new = AREAS[old[0]["replaced_by"]]
    assert len(old) == 2 and {row["replaced_by"] for row in old} == {new["area"]}
    assert sum(int(row["population"]) for row in old) == int(new["population"])
    for row in old:
        ended = date.fromisoformat(row["end"])
        assert ended + timedelta(days=1) == date.fromisoformat(new["start"])
        periods = {parse(r["period"]) for r in KNOWN if r["area"] == row["area"]}
        assert periods and all(period.end <= ended for period in periods)
    later = {parse(r["period"]).end for r in KNOWN if r["area"] == new["area"]}
    assert min(later) > date.fromisoformat(new["start"])


def test_benchmarks_are_of_the_indicators_that_have_a_group() -> None:
    """One group an indicator, figures for each, and not more rows than a page can bear."""
    grouped = {code for code, row in INDICATORS.items() if row["benchmark_group"]}
    assert {row["indicator"] for row in BENCHMARKS} == grouped == {one.indicator for one in BESIDE}
    assert {INDICATORS[code]["benchmark_group"] for code in grouped} == {"similar-councils"}
    assert len(BENCHMARKS) < ROOM
    keys = [(r["indicator"], r["area"], r["period"], r["recorded_on"]) for r in BENCHMARKS]
    assert len(keys) == len(set(keys))


def test_benchmarks_obey_the_data_model() -> None:
    """Own frequency, known area, out after the period and before the close, parts agree."""
    for row in BENCHMARKS:
        facts, period = INDICATORS[row["indicator"]], parse(row["period"])
        assert period.frequency == facts["frequency"] and period.name == row["period"]
        assert row["area"] in AREAS and row["area"] != COUNCIL
        assert period.end < date.fromisoformat(row["recorded_on"]) < CLOSE
        if row["status"] in ("c", "x"):
            assert row["value"] == row["numerator"] == ""
            continue
        low, high = float(facts["plausible_min"]), float(facts["plausible_max"])
        assert low <= float(row["value"]) <= high, row
        if facts["denominator"]:
            top, bottom = int(row["numerator"]), int(row["denominator"])
            assert float(row["value"]) == round(float(facts["per"]) * top / bottom, 4)
            assert facts["unit"] != "percent" or top <= bottom
        if row["lower_ci"]:
            assert float(row["lower_ci"]) < float(row["value"]) < float(row["upper_ci"])


def test_statuses() -> None:
    """Some are missing, withheld or provisional; what is confirmed was provisional before."""
    counts = Counter(row["status"] for row in BENCHMARKS)
    assert all(counts[status] for status in "xcpr")
    assert {row["indicator"] for row in BENCHMARKS if row["status"] == "c"} == {"605"}
    assert {row["indicator"] for row in BENCHMARKS if row["lower_ci"]} == {
        "302",
        "801",
        "802",
        "803",
    }
    first = {(r["indicator"], r["area"], r["period"]) for r in BENCHMARKS if r["status"] == "p"}
    again = {(r["indicator"], r["area"], r["period"]) for r in BENCHMARKS if r["status"] == "r"}
    assert again and again <= first


def test_national_figures_lag_for_some() -> None:
    """Inventshire has its second quarter where the others are known to the first alone."""
    behind = {
        code
        for code in {one.indicator for one in BESIDE}
        if max(parse(name).end for name in of(code))
        < max(period.end for period in rolled_up(INDICATORS[code], OBSERVATIONS))
    }
    assert behind == {"305", "306", "504", "705", "P02"}


@pytest.mark.parametrize("code", [one.indicator for one in BESIDE])
def test_england_is_the_sum_of_more_councils_than_are_listed(code: str) -> None:
    """Between the least and the greatest, and greater in number than the councils together."""
    for period, rows in of(code).items():
        councils = [row for area, row in rows.items() if area != ENGLAND]
        values = [float(row["value"]) for row in councils]
        nation = rows[ENGLAND]
        assert min(values) < float(nation["value"]) < max(values), period
        if nation["denominator"]:
            assert int(nation["denominator"]) > 5 * sum(int(row["denominator"]) for row in councils)


@pytest.mark.parametrize(("code", "stands"), sorted(TOLD))
def test_planted_standing_beside_england(code: str, stands: str) -> None:
    """Better, worse or alike at the latest figure, by a z-test against England's level."""
    _, distance = standing(code)
    better = distance if INDICATORS[code]["polarity"] == "higher" else -distance
    if stands == "alike":
        assert abs(distance) < WIDTH
    else:
        assert better * (1 if stands == "better" else -1) > WIDTH


def test_a_higher_rate_with_no_better_side() -> None:
    """More children are cared for than in England, beyond chance; that is neither good nor bad."""
    assert INDICATORS["701"]["polarity"] == "none" and standing("701")[1] > WIDTH


@pytest.mark.parametrize("code", ["205", "303", "604", "606", "701", "805"])
def test_some_councils_differ_by_far_more_than_chance(code: str) -> None:
    """Overdispersed, so that plain funnel limits would be too narrow."""
    assert dispersion(code) > 4


@pytest.mark.parametrize("code", ["704", "705", "707", "P02"])
def test_some_councils_differ_by_little_more_than_chance(code: str) -> None:
    """Hardly overdispersed."""
    assert dispersion(code) < 2.5


@pytest.mark.parametrize(
    ("code", "directorate"), [("V01", "adults"), ("V02", "children"), ("V03", "place")]
)
def test_a_cost_is_within_what_its_directorate_spent(code: str, directorate: str) -> None:
    """Net spend on a service is less than the whole directorate's, year by year."""
    spent: dict[Period, int] = {
        parse(row["period"][:7]): int(row["numerator"])
        for row in OBSERVATIONS
        if (row["indicator"], row["organisation"]) == ("F01", directorate)
        and row["period"].endswith("Q4")
    }
    rows = [row for row in OBSERVATIONS if row["indicator"] == code]
    assert [row["period"] for row in rows][::5] == ["2019-20", "2024-25"] and len(rows) == 6
    for row in rows:
        assert 0.25 < int(row["numerator"]) / spent[parse(row["period"])] < 0.97


def test_costs_beside_similar_councils() -> None:
    """Adults in the upper middle, children the dearest, highways among the cheaper."""
    places = {}
    for code in ("V01", "V02", "V03"):
        values = [
            float(row["value"]) for area, row in of(code)["2024-25"].items() if area in SIMILAR
        ]
        top, bottom = own(code, "2024-25")
        places[code] = 1 + sum(value > top / bottom for value in values)
    assert places == {"V01": 5, "V02": 1, "V03": 12}
