"""The parts of Inventshire's figures add up, hold no small count that could be found, and differ.

Everything is reckoned here in plain Python from the written files.
"""

from collections import defaultdict
from math import sqrt

import pytest
from ruamel.yaml import YAML

from .cells import apportioned
from .judged import latest, read
from .periods import parse
from .series import COUNCIL
from .tables import DATA, read_indicators

INDICATORS = read_indicators()
OBSERVATIONS = read(DATA, "observations.csv")
WHOLES = {
    (row["indicator"], row["period"]): row
    for row in latest(
        [row for row in OBSERVATIONS if not row["breakdown"]], "indicator", "organisation", "period"
    )
    if row["organisation"] == COUNCIL
}
GROUPS = YAML(typ="safe").load(DATA / "framework.yml")["disclosure"]["groups"]
SMALL = GROUPS["small_counts"]["minimum"]
KINDS = {"ward", "age", "sex", "ethnicity", "deprivation"}
WIDTH = 1.96  # standard errors that chance leaves room for, nineteen times in twenty

Rows = list[dict[str, str]]


def parted() -> dict[tuple[str, str, str], Rows]:
    """Parts by indicator, kind and period, in the order of the file."""
    found: dict[tuple[str, str, str], Rows] = defaultdict(list)
    for row in OBSERVATIONS:
        if row["breakdown"]:
            kind = row["breakdown"].partition(": ")[0]
            found[row["indicator"], kind, row["period"]].append(row)
    return found


PARTS = parted()


def newest(code: str, kind: str) -> dict[str, dict[str, str]]:
    """The parts of the latest period, by name."""
    period = max((p for c, k, p in PARTS if (c, k) == (code, kind)), key=lambda p: parse(p).end)
    return {row["breakdown"].partition(": ")[2]: row for row in PARTS[code, kind, period]}


def test_which_figures_are_divided_and_by_what() -> None:
    """Thirteen indicators, by every kind that the data model knows, for four periods or more."""
    kinds = defaultdict(set)
    periods = defaultdict(set)
    for code, kind, period in PARTS:
        kinds[code].add(kind)
        periods[code, kind].add(period)
    assert dict(kinds) == {
        "205": {"ward"},
        "503": {"age", "sex"},
        "506": {"age"},
        "601": {"age", "sex"},
        "604": {"sex", "ethnicity"},
        "605": {"age"},
        "607": {"sex", "deprivation"},
        "701": {"age", "sex"},
        "702": {"age", "sex"},
        "703": {"age"},
        "706": {"age"},
        "801": {"deprivation"},
        "805": {"ward"},
    }
    assert set().union(*kinds.values()) == KINDS
    assert all(4 <= len(names) <= 8 for names in periods.values())


def test_parts_stand_after_all_whole_figures() -> None:
    """In the file, so that whole figures keep their lines."""
    divided = [bool(row["breakdown"]) for row in OBSERVATIONS]
    assert divided == sorted(divided)


@pytest.mark.parametrize("key", PARTS, ids=" ".join)
def test_parts_add_up_to_the_council(key: tuple[str, str, str]) -> None:
    """Counts and both parts of a ratio exactly; a survey's fifths on average, as rounded."""
    rows, whole = PARTS[key], WHOLES[key[0], key[2]]
    assert {(row["organisation"], row["recorded_on"]) for row in rows} == {
        (COUNCIL, whole["recorded_on"])
    }
    if whole["numerator"]:
        assert sum(int(row["numerator"]) for row in rows) == int(whole["numerator"])
        assert sum(int(row["denominator"]) for row in rows) == int(whole["denominator"])
    elif INDICATORS[key[0]]["unit"] == "count":
        assert sum(int(row["value"]) for row in rows) == int(whole["value"])
    else:
        mean = sum(float(row["value"]) for row in rows) / len(rows)
        assert mean == pytest.approx(float(whole["value"]), abs=0.05)


def test_a_population_is_the_same_for_each_indicator() -> None:
    """Children by age are as many in care rates as in child protection rates."""
    for (code, kind, period), rows in PARTS.items():
        if code == "701":
            others = PARTS["702", kind, period]
            assert [r["denominator"] for r in rows] == [r["denominator"] for r in others]


def test_no_small_count_outside_a_disclosure_group() -> None:
    """Neither those counted nor those left over are under five where nothing would hide them."""
    for (code, _, _), rows in PARTS.items():
        if INDICATORS[code]["disclosure"]:
            continue
        for row in rows:
            count = int(row["numerator"] or row["value"].partition(".")[0])
            assert count >= SMALL, row
            if INDICATORS[code]["unit"] == "percent" and row["numerator"]:
                assert int(row["denominator"]) - count >= SMALL, row


def test_small_counts_that_the_program_must_withhold() -> None:
    """Each term has two cells or more to hide, together five or more, so that none is found."""
    terms = [rows for (code, _, _), rows in PARTS.items() if code == "605"]
    shown = []
    for rows in terms:
        counts = [int(row["numerator"]) for row in rows]
        hidden = [count for count in counts if 1 <= count < SMALL]
        assert len(hidden) >= 2 and sum(hidden) >= SMALL
        shown.append(len(counts) - len(hidden))
    assert sorted(set(shown)) == [0, 1]


@pytest.mark.parametrize(
    ("code", "kind", "name", "way"),
    [
        ("205", "ward", "Market", -1),
        ("205", "ward", "Riverside", -1),
        ("604", "sex", "Male", -1),
        ("604", "ethnicity", "Asian", 1),
        ("607", "deprivation", "Most deprived fifth", -1),
        ("607", "deprivation", "Least deprived fifth", 1),
        ("607", "sex", "Male", -1),
        ("701", "age", "16 and 17", 1),
        ("702", "age", "0 to 4", 1),
        ("805", "ward", "Castle", -1),
        ("805", "ward", "Riverside", -1),
    ],
)
def test_planted_unevenness(code: str, kind: str, name: str, way: int) -> None:
    """A part differs from the rest of the council by more than chance, by a z-test of the two."""
    rows = newest(code, kind)
    x, n = int(rows[name]["numerator"]), int(rows[name]["denominator"])
    others = [row for part, row in rows.items() if part != name]
    y = sum(int(row["numerator"]) for row in others)
    m = sum(int(row["denominator"]) for row in others)
    level = (x + y) / (n + m)
    error = sqrt(level * (1 - level) * (1 / n + 1 / m))
    assert way * (x / n - y / m) / error > WIDTH


def test_planted_evenness() -> None:
    """Plans for girls and for boys are about as often in time."""
    rows = newest("601", "sex")
    shares = [int(row["numerator"]) / int(row["denominator"]) for row in rows.values()]
    assert abs(shares[0] - shares[1]) < 0.1


def test_a_whole_is_shared_out_by_largest_remainder() -> None:
    """Ten by 3, 3 and 1: 4.29, 4.29 and 1.43; the last unit goes to the last part; caps hold."""
    assert apportioned(10, [3, 3, 1], [99, 99, 99]) == [4, 4, 2]
    assert apportioned(10, [3, 3, 1], [3, 99, 99]) == [3, 5, 2]
    with pytest.raises(ValueError, match="does not fit"):
        apportioned(10, [1, 1], [4, 5])
