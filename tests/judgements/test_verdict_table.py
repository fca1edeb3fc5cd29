"""The published tables of ratings and verdicts, written out by hand and gone through whole."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from pathlib import Path

import pytest

from pmf_analysis.framework.indicator import Polarity
from pmf_analysis.framework.rating import Measure, Rating, RatingRule, RuleName
from pmf_analysis.judgements.exceptions import is_exception, urgency
from pmf_analysis.judgements.rating import Target, rate
from pmf_analysis.judgements.signal import Assurance, Variation
from pmf_analysis.judgements.verdict import Verdict, verdict

# Rating | variation | assurance | has a recent trend that can be judged | verdict
TABLE = """
off          | concern     | any              | any | ACT
off          | improvement | any              | any | RECOVERING
off          | common      | FAIL             | any | REDESIGN
off          | common      | HIT_OR_MISS      | any | UNRELIABLE
off          | common      | PASS             | any | MISMATCH
off          | common      | none             | any | STUCK
on           | concern     | any              | any | WATCH
on           | improvement | any              | any | ADVANCING
on           | common      | PASS             | any | SECURE
on           | common      | HIT_OR_MISS      | any | FRAGILE
on           | common      | FAIL             | any | MISMATCH
on           | common      | none             | any | MEETING
untargeted   | concern     | any              | any | WORSENING
untargeted   | improvement | any              | any | IMPROVING
untargeted   | common      | any              | any | STEADY
there        | neither     | any              | any | CHANGED
there        | not enough  | any              | yes | SHORT
there        | not enough  | any              | no  | NEW
NOT_DUE      | any         | any              | any | AWAITED
NO_DATA      | any         | any              | any | MISSING
"""
RATINGS = {
    "off": ["RED", "AMBER"],
    "on": ["GREEN", "BLUE"],
    "untargeted": ["NO_TARGET"],
    "there": ["RED", "AMBER", "GREEN", "BLUE", "NO_TARGET"],
    "NOT_DUE": ["NOT_DUE"],
    "NO_DATA": ["NO_DATA"],
}
VARIATIONS = {
    "concern": ["CONCERN_HIGH", "CONCERN_LOW"],
    "improvement": ["IMPROVEMENT_HIGH", "IMPROVEMENT_LOW"],
    "neither": ["NEITHER_HIGH", "NEITHER_LOW"],
    "common": ["COMMON_CAUSE"],
    "not enough": ["NOT_ENOUGH_DATA"],
}
VARIATIONS["any"] = [name for names in VARIATIONS.values() for name in names]
ASSURANCES = {"none": ["NO_TARGET", "NOT_ENOUGH_DATA"]}
ASSURANCES |= {name: [name] for name in ("PASS", "FAIL", "HIT_OR_MISS")}
ASSURANCES["any"] = [name for names in ASSURANCES.values() for name in names]
TRENDS = {"any": [True, False], "yes": [True], "no": [False]}

ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
CELLS = [
    (cell, name)
    for rating, varies, assured, trend, name in ROWS
    for cell in itertools.product(
        RATINGS[rating], VARIATIONS[varies], ASSURANCES[assured], TRENDS[trend]
    )
]


def test_the_table_has_one_row_for_every_case() -> None:
    """Seven ratings, eight variations, five assurances, a trend or none: 560, each once."""
    assert max(Counter(cell for cell, _ in CELLS).values()) == 1
    every = itertools.product(
        [str(r) for r in Rating],
        [str(v) for v in Variation],
        [str(a) for a in Assurance],
        TRENDS["any"],
    )
    assert {cell for cell, _ in CELLS} == set(every)
    assert len(CELLS) == 560
    assert {name for _, name in CELLS} == {str(v) for v in Verdict}


@pytest.mark.parametrize("row", range(len(ROWS)), ids=lambda k: " ".join(ROWS[k]))
def test_every_case_of_every_row_has_its_verdict(row: int) -> None:
    """The function says what the table says, whatever stands under "any"."""
    rating, varies, assured, trend, name = ROWS[row]
    for r, v, a, t in itertools.product(
        RATINGS[rating], VARIATIONS[varies], ASSURANCES[assured], TRENDS[trend]
    ):
        found = verdict(Rating(r), Variation(v), Assurance(a), has_recent_trend=t)
        assert found == name, (r, v, a, t)


# How the page for readers says the same.
PAGE = {
    "Off": "off", "On": "on", "None": "untargeted", "Off, on or none": "there",
    "Not due": "NOT_DUE", "No data": "NO_DATA",
}  # fmt: skip
CHANGE = {
    "Concern": ("concern", "any"), "Improvement": ("improvement", "any"),
    "No unusual change": ("common", "any"), "Neither": ("neither", "any"), "Any": ("any", "any"),
    "Too few figures, but a recent trend can be judged": ("not enough", "yes"),
    "Too few figures otherwise": ("not enough", "no"),
}  # fmt: skip
RELIABLE = {"Any": "any", "F": "FAIL", "P": "PASS", "?": "HIT_OR_MISS", "None": "none"}
OTHER_NAMES = {
    "Check the basis": "MISMATCH", "Meeting target": "MEETING",
    "Short series": "SHORT", "Rating alone": "NEW",
}  # fmt: skip


def test_the_page_of_methods_has_the_same_table(root: Path) -> None:
    """What readers are told is what is done, row by row."""
    page = (root / "book" / "methods.md").read_text(encoding="utf-8")
    table = page.partition("| Rating | Change | Reliable | Verdict |\n")[2].partition("\n```")[0]
    told = []
    for line in table.splitlines()[1:]:
        rating, change, reliable, name = (cell.strip() for cell in line.strip("|").split("|"))
        varies, trend = CHANGE[change]
        said = OTHER_NAMES.get(name, name.upper())
        told.append([PAGE[rating], varies, RELIABLE[reliable], trend, said])
    assert told == ROWS


# Every exception in its order, and among which ratings it is one.
RATED = {"RED", "AMBER"}
ALL = {str(rating) for rating in Rating}
EXCEPTIONS = [
    ({"ACT"}, ALL), ({"REDESIGN"}, ALL), ({"MISSING"}, ALL), ({"MISMATCH"}, ALL),
    ({"UNRELIABLE"}, ALL), ({"STUCK"}, ALL), ({"NEW", "SHORT"}, RATED), ({"WORSENING"}, ALL),
    ({"WATCH"}, ALL), ({"FRAGILE"}, ALL), ({"RECOVERING"}, ALL), ({"CHANGED"}, ALL),
]  # fmt: skip


@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("said", Verdict)
def test_what_is_an_exception(said: Verdict, rating: Rating) -> None:
    """The twelve of the published list, and a short series only when off target."""
    listed = any(said in verdicts and rating in ratings for verdicts, ratings in EXCEPTIONS)
    assert is_exception(said, rating) is listed


def test_every_verdict_stands_in_the_published_order() -> None:
    """However far from its target a figure is, its verdict decides first."""
    far, near = (1e9, 1.0, 100.0), (math.nan, math.nan, math.nan)
    for (before, _), (after, _) in itertools.pairwise(EXCEPTIONS):
        for one, other in itertools.product(before, after):
            assert urgency(Verdict(one), *near) < urgency(Verdict(other), *far)
    assert urgency(Verdict.NEW, *far) == urgency(Verdict.SHORT, *far)


HIGHER, LOWER, RANGE = Polarity.HIGHER, Polarity.LOWER, Polarity.RANGE
RELATIVE = RatingRule(tolerance=0.1)
POINTS = RatingRule(tolerance=1.5, measure=Measure.POINTS)
FLOOR = RatingRule(rule=RuleName.FLOOR, tolerance=0.1)
BAND = RatingRule(rule=RuleName.BAND, tolerance=0.1)
LAST_YEAR = RatingRule(tolerance=0.1, last_year=True)
NONE = RatingRule(tolerance=0)


@pytest.mark.parametrize(
    ("rule", "target", "polarity", "decimals", "edges"),
    [
        # A tenth of 80 is 8. Each edge is met when equal, and a hair beyond it is not.
        (RELATIVE, Target(80), HIGHER, 0, {80: "G", 79: "A", 72: "A", 71: "R", 200: "G"}),
        (RELATIVE, Target(80), LOWER, 0, {80: "G", 81: "A", 88: "A", 89: "R", -5: "G"}),
        (RELATIVE, Target(-80), HIGHER, 0, {-80: "G", -88: "A", -89: "R"}),
        # As published: 79.5 is 80, and 71.5 is 72; the target's own 79.6 is 80 too.
        (RELATIVE, Target(79.6), HIGHER, 0, {79.5: "G", 79.49: "A", 71.5: "A", 71.49: "R"}),
        (RELATIVE, Target(80), HIGHER, 2, {79.995: "G", 79.994: "A", 71.995: "A", 71.99: "R"}),
        # A target's own tolerance stands for the council's, even one of nothing.
        (RELATIVE, Target(80, tolerance=0.5), HIGHER, 0, {40: "A", 39: "R"}),
        (RELATIVE, Target(80, tolerance=0), HIGHER, 0, {80: "G", 79: "R"}),
        (NONE, Target(80), LOWER, 1, {80: "G", 80.1: "R"}),
        (RELATIVE, Target(0), HIGHER, 1, {0: "G", -0.1: "R"}),
        # In points of the unit, whatever the size of the target.
        (POINTS, Target(80), HIGHER, 1, {80: "G", 78.5: "A", 78.4: "R"}),
        (POINTS, Target(0), LOWER, 1, {0: "G", 1.5: "A", 1.6: "R"}),
        (POINTS, Target(5, tolerance=3), LOWER, 0, {5: "G", 8: "A", 9: "R"}),
        # Down to a floor, or up to one; without a floor the tolerance holds.
        (FLOOR, Target(80, floor=75), HIGHER, 0, {80: "G", 75: "A", 74: "R"}),
        (FLOOR, Target(20, floor=25), LOWER, 0, {20: "G", 25: "A", 26: "R"}),
        (FLOOR, Target(80, floor=80), HIGHER, 0, {80: "G", 79: "R"}),
        (FLOOR, Target(80), HIGHER, 0, {72: "A", 71: "R"}),
        (RELATIVE, Target(80, floor=60), HIGHER, 0, {71: "R"}),  # another rule minds no floor
        # Between two bounds; a tenth of the larger one, 110, is 11.
        (BAND, Target(lower=90, upper=110), RANGE, 0, {90: "G", 110: "G", 79: "A", 121: "A"}),
        (BAND, Target(lower=90, upper=110), RANGE, 0, {78: "R", 122: "R", 89: "A", 111: "A"}),
        (BAND, Target(lower=-110, upper=-90), RANGE, 0, {-121: "A", -122: "R", -79: "A"}),
        (BAND, Target(lower=50, upper=50), RANGE, 0, {50: "G", 55: "A", 45: "A", 44: "R"}),
        (POINTS, Target(lower=9, upper=11), RANGE, 1, {7.5: "A", 7.4: "R", 12.5: "A", 12.6: "R"}),
        (FLOOR, Target(lower=90, upper=110, floor=0), RANGE, 0, {79: "A", 78: "R"}),
        # Without the edges that the polarity asks for there is no target.
        (BAND, Target(lower=90), RANGE, 0, {50: "N"}),
        (BAND, Target(100), RANGE, 0, {50: "N"}),
        (RELATIVE, Target(lower=90, upper=110), HIGHER, 0, {50: "N"}),
        (LAST_YEAR, Target(100), Polarity.NONE, 0, {50: "N", 100: "N"}),
    ],
)
def test_edges_of_every_rating_rule(rule, target, polarity, decimals, edges) -> None:
    """Green where met, amber within the margin, red beyond: at, and just past, each edge."""
    names = {"G": "GREEN", "A": "AMBER", "R": "RED", "N": "NO_TARGET"}
    found = {value: rate(value, target, polarity, decimals, rule) for value in edges}
    assert found == {value: names[letter] for value, letter in edges.items()}


@pytest.mark.parametrize(
    ("value", "before", "polarity", "rating"),
    [
        # Higher is better, target 80, amber down to 72.
        (60, 59, HIGHER, "AMBER"),
        (60, 60, HIGHER, "RED"),  # as good as last year is no better
        (60, 61, HIGHER, "RED"),
        (60.4, 59.6, HIGHER, "RED"),  # both published as 60
        (60.5, 60.4, HIGHER, "AMBER"),  # published as 61 and 60
        (60, math.nan, HIGHER, "RED"),
        (75, 90, HIGHER, "AMBER"),  # amber by the margin, worse than last year or not
        (85, 90, HIGHER, "GREEN"),
        # Lower is better, target 80, amber up to 88.
        (99, 100, LOWER, "AMBER"),
        (99, 99, LOWER, "RED"),
        (99, 98, LOWER, "RED"),
        # Between 80 and 90, amber by 9: how far outside is what counts, on either side.
        (110, 111, RANGE, "AMBER"),
        (110, 110, RANGE, "RED"),
        (110, 59, RANGE, "AMBER"),  # 20 above beside 21 below
        (110, 60, RANGE, "RED"),
        (110, 85, RANGE, "RED"),  # last year it was inside
    ],
)
def test_better_than_last_year(value, before, polarity, rating) -> None:
    """Amber rather than red when strictly better than the same period last year, as published."""
    target = Target(lower=80, upper=90) if polarity is RANGE else Target(80)
    assert rate(value, target, polarity, 0, LAST_YEAR, before) == rating
    plain = rate(value, target, polarity, 0, RELATIVE, before)
    assert plain == rate(value, target, polarity, 0, RELATIVE)  # without the rule it says nothing
