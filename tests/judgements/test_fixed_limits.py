"""Limits that rest on what came before a decision: by hand, and how often they are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pmf_analysis.framework.indicator import Basis, ChartKind, Indicator, Unit
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.fixed_limits import as_before
from pmf_analysis.judgements.response import Moved, moved
from pmf_analysis.statistics.rules import MAKING_DATA_COUNT, RuleSet
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share", polarity="higher"))["1"]
SCORE = replace(SHARE, unit=Unit.SCORE, per=1.0)
COUNT = replace(SHARE, unit=Unit.COUNT, per=1.0)
CENTRE = 999.0  # the chart's own, wherever its points have put it


def plain(values: Sequence[float], **more: object) -> list[Point]:
    return [
        Point(f"{k}", v, v, centre=CENTRE, **more)  # type: ignore[arg-type]
        for k, v in enumerate(values)
    ]


def shares(*numerators: float) -> list[Point]:
    """Of 100 each, in per cent."""
    return [Point(f"{k}", x, x, x, 100.0, centre=CENTRE) for k, x in enumerate(numerators)]


def flags(
    points: Sequence[Point],
    since: int,
    indicator: Indicator = SCORE,
    kind: ChartKind = ChartKind.XMR,
    rules: RuleSet = MAKING_DATA_COUNT,
) -> list[str]:
    """The rules of the points since."""
    return [p.rule for p in as_before(points, since, indicator, kind, rules)[since:]]


# Twelve figures with a mean of 10 and moving ranges of 2. With 0.62 x 11 = 6.82 degrees of
# freedom Student's t passes 4.586 as seldom as a normal value passes 3 (0.00135): limits stand
# 4.586 / 3 x sqrt(13 / 12) = 1.591 times as far as 2.66 mean moving ranges: 8.465 from 10.
BEFORE = (9.0, 11.0) * 6


@pytest.mark.parametrize(
    ("value", "rule"), [(18.4, ""), (18.5, "OUTSIDE"), (1.6, ""), (1.5, "OUTSIDE")]
)
def test_a_limit_rests_on_the_figures_before(value: float, rule: str) -> None:
    """The figure itself has no part in it."""
    assert flags(plain([*BEFORE, value]), 12) == [rule]


def test_seven_on_one_side_are_a_shift_and_six_are_not() -> None:
    """Of the average before, 10, not of one that they have moved."""
    assert flags(plain([*BEFORE[1:], 9.0, *[10.5] * 6]), 12) == [""] * 6
    assert flags(plain([*BEFORE[1:], 9.0, *[10.5] * 7]), 12) == ["SHIFT"] * 7
    eight = replace(MAKING_DATA_COUNT, run_length=8)
    assert flags(plain([*BEFORE[1:], 9.0, *[10.5] * 7]), 12, rules=eight) == [""] * 7


def test_two_of_three_beyond_two_sigma() -> None:
    """Two thirds of the way to the limit: 15.64. The last before may be the third of them."""
    falls = [*BEFORE[1:], 9.0]  # the last stands below the average, and in no such three
    assert flags(plain([*falls, 15.7, 15.7]), 12) == [""] * 2
    assert flags(plain([*falls, 10.1, 15.7, 15.7]), 12) == ["", "TWO_IN_THREE", "TWO_IN_THREE"]
    assert flags(plain([*falls, 10.1, 15.6, 15.6]), 12) == [""] * 3
    assert flags(plain([*BEFORE, 15.7, 15.7]), 12) == ["TWO_IN_THREE"] * 2


def test_the_centre_is_the_one_before() -> None:
    """On every point of the segment, those before among them."""
    found = as_before(plain([*BEFORE, 30.0]), 12, SCORE, ChartKind.XMR, MAKING_DATA_COUNT)
    assert {p.centre for p in found} == {10.0}


def test_with_fewer_than_twelve_the_charts_own_flags_serve() -> None:
    """Eleven figures, an excluded twelfth, rare events, a level that never varied, none since."""
    short = plain([*BEFORE[1:], 50.0])
    assert flags(short, 11) == [""]
    excluded = plain([*BEFORE, 50.0])
    excluded[3] = replace(excluded[3], excluded=True)
    assert flags(excluded, 12) == [""]
    assert flags(plain([*BEFORE, 50.0]), 12, kind=ChartKind.T) == [""]
    assert flags(plain([*[10.0] * 12, 50.0]), 12) == [""]
    assert flags(plain([*BEFORE, 50.0]), 0) == [""] * 13
    assert flags(plain(BEFORE), 12) == []


def test_a_rebase_since_has_limits_of_its_own() -> None:
    """Up to it the old limits hold, from it on the chart's."""
    points = plain([*BEFORE, 50.0, 50.0])
    points[-1] = replace(points[-1], segment=1)
    assert flags(points, 12) == ["OUTSIDE", ""]
    points = [replace(p, segment=int(k >= 12)) for k, p in enumerate(points)]
    assert flags(points, 12) == ["", ""]


def test_seasons_are_taken_away() -> None:
    """Four years that swing by 30 about the line of the seasons: limits are those of the rest.

    Fifteen steps of 2: with 0.62 x 15 = 9.3 degrees of freedom t is 4.030, and effects of four
    years add sqrt(4 / 3): 5.32 x 4.030 / 3 x sqrt(17 / 16) x 1.1547 = 8.506.
    """
    swing = [-30.0, 0.0, 30.0, 0.0]
    values = [50 + swing[k % 4] + (1 if k % 2 else -1) for k in range(16)]

    def year(last: float) -> list[str]:
        points = [
            Point(f"{k}", v, v, centre=50 + swing[k % 4]) for k, v in enumerate([*values, last])
        ]
        return flags(points, 16)

    assert year(20 + 8.4) == [""]
    assert year(20 + 8.6) == ["OUTSIDE"]


@pytest.mark.parametrize(
    ("indicator", "kind", "before", "inside", "outside"),
    [
        # sigma 0.05, z -1 and +1: sigma-z 2 / 1.128 x 1.591 = 2.821, the limit 0.5 + 0.4232
        (SHARE, ChartKind.P_PRIME, (45, 55), 92, 93),
        # sigma-z of 0.4 / 1.128 x 1.591 = 0.564 is taken as 1: 0.5 + 0.15
        (SHARE, ChartKind.P_PRIME, (49, 51), 64, 66),
        # a chart that the catalogue names as p takes it as 1 in any case
        (replace(SHARE, chart=ChartKind.P), ChartKind.P, (45, 55), 64, 66),
        # 10 with steps of 4: sigma-z 4 / 3.162 / 1.128 x 1.591 = 1.784, the limit 10 + 16.93
        (COUNT, ChartKind.U_PRIME, (8, 12), 26, 27),
        (replace(COUNT, chart=ChartKind.C), ChartKind.C, (8, 12), 19, 20),  # 10 + 9.487
    ],
)
def test_proportions_and_counts_keep_their_chart(
    indicator: Indicator,
    kind: ChartKind,
    before: tuple[float, float],
    inside: float,
    outside: float,
) -> None:
    """With limits that rest on the figures before."""
    made = plain if indicator.unit is Unit.COUNT else lambda values: shares(*values)
    assert flags(made([*before * 6, inside]), 12, indicator, kind) == [""]
    assert flags(made([*before * 6, outside]), 12, indicator, kind) == ["OUTSIDE"]


def test_a_share_to_date_is_judged_as_it_is_charted() -> None:
    """Its parts are those to date, not the period's: 9 and 11 per cent, and limits of 8.465."""
    to_date = replace(SHARE, basis=Basis.YEAR_TO_DATE)
    points = [replace(p, numerator=1.0, denominator=2.0) for p in plain([*BEFORE, 18.4])]
    assert flags(points, 12, to_date, ChartKind.P_PRIME) == [""]
    points[-1] = replace(points[-1], charted=18.5)
    assert flags(points, 12, to_date, ChartKind.P_PRIME) == ["OUTSIDE"]


SERIES = 400


@pytest.mark.parametrize("since", [4, 8, 10])
def test_what_got_better_is_seen_and_what_stayed_is_left_alone(since: int) -> None:
    """Of 27 quarters: a gain of 1.5 or 2 sigma is mostly seen, and chance seldom taken for one."""
    rng = np.random.default_rng(30)
    share = {}
    for gain in (0.0, 1.5, 2.0):
        values = rng.normal(50, 5, (SERIES, 27))
        values[:, -since:] += 5 * gain
        said = Counter(moved(plain(row), 27 - since, SCORE) for row in values.tolist())
        share[gain] = {mark: n / SERIES for mark, n in said.items()}
    assert share[0.0].get(Moved.BETTER, 0) < 0.06
    early = since < 7
    assert share[1.5][Moved.BETTER] > (0.15 if early else 0.6)
    assert share[2.0][Moved.BETTER] > (0.3 if early else 0.75)
    for said in share.values():
        assert said.get(Moved.NO_CHANGE, 0) == 0 if early else Moved.TOO_SOON not in said
    assert share[2.0].get(Moved.NO_CHANGE, 0) < 0.1
