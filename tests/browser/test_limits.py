"""The limits that a browser works out are the library's, for any series and any baseline."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from pmf_analysis.framework.indicator import ChartKind
from pmf_analysis.judgements.baseline import Workings, fixed
from pmf_analysis.statistics.control_chart import MAKING_DATA_COUNT, PLOT_THE_DOTS, RuleSet
from pmf_analysis.statistics.rules import Rule

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).resolve().parents[2] / "pmf_analysis" / "site" / "scripts" / "limits.js"
LINES = {
    "centre": "centre",
    "lower": "lower",
    "upper": "upper",
    "lowerTwo": "lower_two_sigma",
    "upperTwo": "upper_two_sigma",
}
CLOSE = 1e-6
KINDS = [k for k in ChartKind if k not in {ChartKind.UNNAMED, ChartKind.RUN, ChartKind.LINE}]
COUNTED = {ChartKind.P, ChartKind.P_PRIME, ChartKind.U, ChartKind.U_PRIME}
RULES = (MAKING_DATA_COUNT, PLOT_THE_DOTS, RuleSet(run_length=6, trend_length=5))
Asked = tuple[Workings, int, int, RuleSet]


@st.composite
def figures(draw: st.DrawFn, kind: ChartKind, length: int) -> list[float]:
    """Anything at all; long rises and falls, with turns; or quiet figures with one far off."""
    least = 1.0 if kind is ChartKind.T else 0.0

    def listed(one: st.SearchStrategy[float]) -> list[float]:
        return draw(st.lists(one, min_size=length, max_size=length))

    match draw(st.sampled_from(["any", "walk", "spike"])):
        case "walk":
            turns = draw(st.lists(st.integers(2, 10), min_size=length, max_size=length))
            steps = [(-1) ** k for k, turn in enumerate(turns) for _ in range(turn)][:length]
            walk = np.cumsum(steps)
            return [float(x) for x in walk - walk.min() + least]
        case "spike":
            quiet = listed(st.integers(3, 6).map(float))
            quiet[draw(st.integers(0, length - 1))] = 60.0
            return quiet
    if kind is ChartKind.XMR:
        return listed(st.floats(-50, 50, allow_nan=False).map(lambda x: round(x, 3)))
    return listed((st.integers(0, 4) | st.integers(0, 60)).map(lambda x: max(float(x), least)))


@st.composite
def questions(draw: st.DrawFn, kind: ChartKind) -> Asked:
    """A series with ties, gaps and few cases; a stretch of it; a set of rules."""
    length = draw(st.integers(3, 40))
    sizes = st.sampled_from([0, 7, 40, 250, 12.5]) if kind in COUNTED else st.just(1.0)
    size = np.array(draw(st.lists(sizes, min_size=length, max_size=length)), dtype=float)
    values = np.array(draw(figures(kind, length)), dtype=float)
    if kind in {ChartKind.P, ChartKind.P_PRIME}:
        values = np.minimum(values, size)
    gone = draw(st.lists(st.integers(0, length - 1), max_size=length // 8))
    values[gone] = math.nan
    moved = np.zeros(length)
    if kind is ChartKind.XMR and draw(st.booleans()):
        moved = np.resize([1.5, -2.25, 0.75], length)
    found = Workings(
        kind,
        values,
        numerators=values,
        denominators=size,
        per=draw(st.sampled_from([1.0, 100.0])) if kind in COUNTED else 1.0,
        least=draw(st.sampled_from([0.0, 1.0])),
        moved=moved,
        wider=draw(st.sampled_from([1.0, 1.25])),
    )
    first = draw(st.integers(0, length - 2))
    last = draw(st.integers(first + 1, length - 1))
    return found, first, last, draw(st.sampled_from(RULES))


def collected(kind: ChartKind) -> list[Asked]:
    """As many questions as the profile asks for, each with two figures to answer it from."""
    found: list[Asked] = []

    @settings(database=None)
    @given(questions(kind))
    def collect(asked: Asked) -> None:
        rests_on, first, last, _ = asked
        if rests_on.known()[first : last + 1].sum() > 1:
            found.append(asked)

    collect()
    return found


def told(asked: Asked) -> dict[str, Any]:
    """A question as the script takes it."""
    found, first, last, rules = asked
    parts = {"x": found.numerators, "n": found.denominators} if found.of_parts else {}
    lists = {"values": found.values, "moved": found.moved, **parts}
    return {
        "work": {
            "kind": found.kind,
            "per": found.per,
            "least": found.least,
            "wider": found.wider,
            **{
                name: [None if math.isnan(x) else x for x in part.tolist()]
                for name, part in lists.items()
            },
        },
        "first": first,
        "last": last,
        "rules": {**asdict(rules), "precedence": [rule.name for rule in rules.precedence]},
    }


@pytest.mark.parametrize("kind", KINDS)
def test_any_series_and_baseline_have_the_limits_and_signals_of_the_library(
    browser: Browser, kind: ChartKind
) -> None:
    """Every kind of chart, with ties, gaps, few cases, seasons and each set of rules."""
    asked = collected(kind)
    page = browser.new_page()
    page.add_script_tag(path=str(SCRIPT))
    answers = page.evaluate(
        """(asked) => asked.map(({ work, first, last, rules }) => ({
            ...pmfLimits.chart(work, first, last, rules),
            counted: pmfLimits.counted(work, first, last),
        }))""",
        [told(one) for one in asked],
    )
    page.close()
    assert asked
    for one, answer in zip(asked, answers, strict=True):
        found, first, last, rules = one
        chart = fixed(found, first, last, rules)
        for name, theirs in LINES.items():
            line = [math.nan if x is None else x for x in answer[name]]
            assert line[first:] == pytest.approx(
                getattr(chart, theirs).tolist(), rel=CLOSE, abs=CLOSE, nan_ok=True
            ), (name, one)
            assert all(math.isnan(x) for x in line[:first])
        assert answer["rule"][first:] == [Rule(r).name if r else "" for r in chart.rule], one
        assert answer["side"][first:] == chart.side.tolist(), one
        resting = int(found.known()[first : last + 1].sum())
        assert answer["points"] == answer["counted"] == resting
