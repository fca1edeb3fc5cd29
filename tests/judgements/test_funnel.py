"""The funnel of a comparison group: its centre, its limits, and who lies beyond them."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.judgements.funnel import Bounds, Funnel, funnel

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "funnel.json").read_text())
LIMITS = {"lower_95": "OD95LCL", "upper_95": "OD95UCL", "lower_998": "OD99LCL"} | {
    "upper_998": "OD99UCL"
}


def made(parts: list[tuple[float, float]], kind: Any = "proportion", per: float = 100) -> Funnel:
    x, n = np.array(parts, dtype=float).T
    found = funnel([f"A{k}" for k in range(len(parts))], x, n, kind, per)
    assert found is not None
    return found


def test_limits_worked_by_hand() -> None:
    """60, 40, 90, 70 and 50 of 100, 100, 200, 100 and 100 are 310 of 600 together.

    sin^2(asin(sqrt(310 / 600)) -/+ z / (2 sqrt n)), with z = 1.96 and 3.09, of 100: 41.9 to
    61.4% and 36.4 to 66.8%. So 40% lies below the first and 70% above the second.
    """
    found = made([(60, 100), (40, 100), (90, 200), (70, 100), (50, 100)])
    assert found.centre == pytest.approx(100 * 310 / 600, rel=1e-12)
    assert [m.area for m in found.members] == ["A0", "A1", "A2", "A3", "A4"]
    assert [m.outside for m in found.members] == [0, -1, 0, 2, 0]
    assert not found.widened
    angle = math.asin(math.sqrt(310 / 600))
    for bounds in [m.bounds for m in found.members] + list(found.curve):
        for z, ends in (
            (1.959964, (bounds.lower_95, bounds.upper_95)),
            (3.090232, (bounds.lower_998, bounds.upper_998)),
        ):
            half = z / (2 * math.sqrt(bounds.denominator))
            expected = [100 * math.sin(angle + way * half) ** 2 for way in (-1, 1)]
            assert ends == pytest.approx(expected, rel=1e-9)


def test_rates_have_the_exact_limits_of_their_events() -> None:
    """10 events in 1,000 together make 2 expected in 200, and any limit stands by its chance.

    5 or more have a chance of 0.053 and 6 or more of 0.017: the 95% limit lies between 25 and
    30 in 1,000. 8 or more have one of 0.0011, 9 or more of 0.0002: the 99.8% limit lies
    between 40 and 45, so 8 events are beyond the first alone.
    """
    found = made([(8, 200), (1, 200), (1, 200), (0, 200), (0, 200)], "rate", 1000)
    assert found.centre == 10
    assert [m.outside for m in found.members] == [1, 0, 0, 0, 0]
    bounds = found.members[0].bounds
    assert bounds.lower_95 == 0
    assert 25 < bounds.upper_95 < 30
    assert 40 < bounds.upper_998 < 45


@pytest.mark.parametrize("end", ["95", "99"])
def test_limits_as_funnelplotr_draws_them(end: str) -> None:
    """32 areas that differ by more than chance: every limit widened by the same tau2.

    So is the curve: sin^2(asin(sqrt target) + z sqrt(1 / 4n + tau2)).
    """
    case = next(
        c
        for c in GOLDEN["cases"]
        if c["id"].startswith(f"councils_prop_od_PR_SHMI_trim_0.1_mult_1_adj_limit_{end}")
    )
    column = {key: np.array(GOLDEN["arrays"][case[name]]) for key, name in LIMITS.items()}
    x, n = (GOLDEN["arrays"][case["input"][part]] for part in ("numerator", "denominator"))
    found = made(list(zip(x, n, strict=True)))
    assert found.widened
    assert found.centre == pytest.approx(100 * case["target"], rel=1e-9)
    for name, expected in column.items():
        ours = [getattr(member.bounds, name) for member in found.members]
        np.testing.assert_allclose(ours, 100 * expected, rtol=1e-9, atol=1e-10)
    for bounds in found.curve:
        half = 3.090232 * math.sqrt(1 / (4 * bounds.denominator) + case["tau2"])
        angle = min(math.asin(math.sqrt(case["target"])) + half, math.pi / 2)
        assert bounds.upper_998 == pytest.approx(100 * math.sin(angle) ** 2, rel=1e-9)
    beyond = [abs(member.outside) >= (1 if end == "95" else 2) for member in found.members]
    assert beyond == [bool(k) for k in GOLDEN["arrays"][case["outlier"]]]


def test_fewer_than_five_areas_have_none() -> None:
    """Each would move the centre that it is held against."""
    ones = np.ones(4)
    assert funnel(["A", "B", "C", "D"], ones, 10 * ones, "proportion", 100) is None


groups = st.lists(
    st.tuples(st.integers(0, 60), st.integers(60, 90_000)), min_size=5, max_size=20
).filter(lambda parts: any(x for x, _ in parts))


@given(groups, st.sampled_from(["proportion", "rate"]))
def test_the_curve_holds_every_area_and_opens_to_the_left(
    parts: list[tuple[float, float]], kind: str
) -> None:
    """Limits nest, never cross the centre, narrow with size, and agree with each area's own."""
    found = made(parts, kind)
    sizes = [bounds.denominator for bounds in found.curve]
    assert sizes == sorted(sizes)
    assert sizes[0] < min(n for _, n in parts)
    assert sizes[-1] > max(n for _, n in parts)
    tiny = 1e-6 * (1 + found.centre)
    for bounds in [m.bounds for m in found.members] + list(found.curve):
        ends = [
            bounds.lower_998,
            bounds.lower_95,
            found.centre,
            bounds.upper_95,
            bounds.upper_998,
        ]
        assert all(low <= high + tiny for low, high in pairwise(ends))
    for wide, narrow in pairwise(found.curve):
        assert wide.upper_998 - wide.lower_998 >= narrow.upper_998 - narrow.lower_998 - tiny
    for (x, n), member in zip(parts, found.members, strict=True):
        assert member.bounds.denominator == n
        assert member.outside == side(100 * x / n, member.bounds)


def side(value: float, bounds: Bounds) -> int:
    above = (value > bounds.upper_95) + (value > bounds.upper_998)
    below = (value < bounds.lower_95) + (value < bounds.lower_998)
    return above - below


@given(groups, st.randoms())
def test_the_order_of_areas_does_not_matter(parts: list[tuple[float, float]], random: Any) -> None:
    """The same curve, centre and places to the last digits that sums agree in."""
    turned = random.sample(parts, len(parts))
    first, second = made(parts), made(turned)
    assert first.centre == pytest.approx(second.centre, rel=1e-12)
    assert [b.upper_998 for b in first.curve] == pytest.approx(
        [b.upper_998 for b in second.curve], rel=1e-9
    )
