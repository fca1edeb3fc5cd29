"""Limits of a chosen stretch: worked out by hand, and carried on to every later period."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_analysis.framework.indicator import ChartKind
from pmf_analysis.judgements.baseline import Workings, fixed
from pmf_analysis.statistics.control_chart import MAKING_DATA_COUNT
from pmf_analysis.statistics.rules import Rule


def workings(kind: ChartKind, values: list[float], sizes: list[float], **more: object) -> Workings:
    """A series of plain numbers."""
    figures, of = np.array(values, dtype=float), np.array(sizes, dtype=float)
    settled = {"per": 1.0, "least": 1.0, "moved": np.zeros(len(values)), "wider": 1.0} | more
    return Workings(kind, figures, figures, of, **settled)  # type: ignore[arg-type]


def test_an_xmr_chart_rests_on_the_stretch_alone() -> None:
    """Mean 11 of 10, 12, 10, 12; ranges of 2, so limits 2.66 x 2 = 5.32 away, 100 or not."""
    found = workings(ChartKind.XMR, [100, 10, 12, 10, 12, 11, 17, np.nan, 11], [1] * 9)
    chart = fixed(found, 1, 4, MAKING_DATA_COUNT)
    assert chart.centre.tolist() == [11.0] * 8
    assert chart.lower == pytest.approx([5.68] * 8)
    assert chart.upper == pytest.approx([16.32] * 8)
    assert [Rule(r) for r in chart.rule].index(Rule.OUTSIDE) == 5


def test_screening_drops_a_jump_within_the_stretch() -> None:
    """Of ranges 1 x 9 and 19 the mean is 2.8; 19 is over 3.267 x 2.8, so 1 is left of them."""
    values = [1.0, 2.0] * 5 + [21.0]
    chart = fixed(workings(ChartKind.XMR, values, [1] * 11), 0, 10, MAKING_DATA_COUNT)
    assert chart.centre[0] == pytest.approx(36 / 11)
    assert chart.upper[0] - chart.centre[0] == pytest.approx(2.66)


def test_seasons_move_the_lines_and_widen_the_limits() -> None:
    """Levels 4, 6, 4, 6 with effects of 1 and -1 become 3, 7: mean 5, ranges 2, limits 1.5 wide."""
    moved = np.array([1.0, -1.0, 1.0, -1.0])
    found = workings(ChartKind.XMR, [5, 5, 5, 5], [1] * 4, moved=moved, wider=1.5)
    chart = fixed(found, 0, 3, MAKING_DATA_COUNT)
    assert chart.centre.tolist() == [6.0, 4.0, 6.0, 4.0]
    assert chart.upper == pytest.approx([6 + 7.98, 4 + 7.98, 6 + 7.98, 4 + 7.98])


def test_a_chart_of_shares_is_in_percent_and_as_wide_as_its_denominators_say() -> None:
    """60 of 200 is 30%; sigma is the root of 0.3 x 0.7 / 100, or / 400 where there are 400."""
    found = workings(ChartKind.P_PRIME, [30, 30, 120], [100, 100, 400], per=100.0)
    chart = fixed(found, 0, 1, MAKING_DATA_COUNT)
    assert chart.centre == pytest.approx([30.0] * 3)
    wide = 300 * np.sqrt(0.21 / np.array([100, 100, 400]))
    assert chart.upper == pytest.approx(30 + wide)
    assert chart.lower == pytest.approx(30 - wide)


def test_figures_that_are_left_out_do_not_count() -> None:
    """Neither a missing one nor one without a denominator."""
    found = workings(ChartKind.U, [3, np.nan, 5, 4], [1, 1, 0, 1])
    assert found.known().tolist() == [True, False, False, True]
    with pytest.raises(ValueError, match="baseline"):
        fixed(found, 0, 2, MAKING_DATA_COUNT)
