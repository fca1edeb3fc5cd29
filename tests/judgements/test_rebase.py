"""What speaks for limits that start anew, and how often a target would be met: worked by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.findings.extract import Extract, extract
from pmf_analysis.findings.trial import Choice, trial
from pmf_analysis.framework.indicator import Audience, ChartKind, Polarity
from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.reach import reach
from pmf_analysis.judgements.rebase import Step, Support, step
from pmf_analysis.statistics.rebase import suggest
from pmf_analysis.visuals.widgets.said import step_facts, step_sentence
from tests import books

RUN_LENGTH = 7


def series(folder: Path, values: list[float], *events: str) -> Extract:
    """The extract of one series of counts of what is there, one value a quarter."""
    quarters = books.quarters(len(values))
    rows = [f"101,X1,{q},,{x},,,,,2025-07-20" for q, x in zip(quarters, values, strict=True)]
    fixed = {"unit": "count", "per": "1", "basis": "snapshot", "over_time": "last"}
    tables = {
        "indicators": [
            books.INDICATOR_COLUMNS,
            books.indicator("101", "Waiting", polarity="lower", over="none", **fixed),
        ],
        "observations": [books.OBSERVATION_COLUMNS, *rows],
        "targets": [books.TARGET_COLUMNS, "101,X1,2025-26,12,,,,,plan,,2025-04-01"],
        "events": [books.EVENT_COLUMNS, *events],
    }
    data = books.write(folder / "data", **tables)
    return extract(data, audience=Audience.INTERNAL)


def weighed(made: Extract, at: int) -> tuple[Step, Finding]:
    """The step at a position, and the finding with a rebase there."""
    period = made.periods("101", "X1")[at]
    now, then = (trial(made, Choice("101", "X1", rebase=r)) for r in ("", period))
    found = step(now, then, made.indicators["101"], period, RUN_LENGTH)
    assert found is not None
    return found, then


# In fives, so that nothing looks like a season.
OLD = [8.0, 12.0, 10.0, 9.0, 11.0] * 2 + [8.0, 12.0, 11.0, 9.0]  # mean 10
HIGH = [13.0, 15.0, 14.0, 12.0, 16.0] * 3 + [14.0]  # mean 14, and each above 10


def test_a_level_that_has_held_for_sixteen_points_is_what_the_program_would_suggest(
    tmp_path: Path,
) -> None:
    """14 points at 10 on average, then 16 at 14: up 4, all 16 above, and narrower limits."""
    found, then = weighed(series(tmp_path, OLD + HIGH), 14)
    assert (found.before, found.after) == (14, 16)
    assert (found.mean_before, found.mean_after, found.difference) == (10.0, 14.0, 4.0)
    assert (found.beyond, found.run) == (16, 16)
    assert found.suggested == found.period
    assert found.support is Support.HELD
    assert found.enough
    # Moving ranges: 13 that sum to 31, one of 4 at the step, 15 that sum to 35.
    assert found.narrower == pytest.approx((35 / 15) / (70 / 29))
    assert then.centre == pytest.approx(14.0)
    assert then.upper_limit == pytest.approx(14.0 + 2.66 * 35 / 15)


@pytest.mark.parametrize(
    ("after", "run", "beyond", "support"),
    [
        (HIGH[:15], 15, 15, Support.SHIFTED),
        (HIGH[:7], 7, 7, Support.SHIFTED),
        (HIGH[:6], 6, 6, Support.NONE),
        ([13.0, 15.0, 10.0, *HIGH[:9]], 2, 11, Support.NONE),  # 10 lies on the old mean itself
        ([8.0, *HIGH[:9]], 0, 9, Support.NONE),  # the first lies on the other side
        ([7.0] * 16, 16, 16, Support.HELD),
    ],
)
def test_a_run_counts_from_the_first_point_and_ends_at_the_old_mean(
    after: list[float], run: int, beyond: int, support: Support, tmp_path: Path
) -> None:
    """By the council's rule of 7, and the 16 that a suggestion needs."""
    found, _ = weighed(series(tmp_path, OLD + after), 14)
    assert (found.run, found.beyond, found.support) == (run, beyond, support)


def test_an_old_level_of_twelve_points_is_too_short_to_be_left(tmp_path: Path) -> None:
    """Thirteen fix it; and too few after it leave the new limits provisional."""
    made = series(tmp_path, OLD + HIGH)
    assert weighed(made, 12)[0].support is Support.TOO_FEW
    assert weighed(made, 13)[0].support is not Support.TOO_FEW
    late, then = weighed(made, 20)
    assert not late.enough
    assert late.narrower is None
    assert then.centre is None


def test_an_event_within_two_periods_is_its_known_cause(tmp_path: Path) -> None:
    """Two quarters either side, and no farther."""
    quarters = books.quarters(30)
    for at, known in ((11, False), (12, True), (16, True), (17, False)):
        event = f"101,X1,{quarters[at]},New system,,,It counts more.,,2025-07-20"
        made = series(tmp_path / str(at), OLD + HIGH, event)
        assert bool(weighed(made, 14)[0].known) is known


def test_only_the_segment_that_the_period_lies_in_counts(tmp_path: Path) -> None:
    """An earlier rebase ends the old level: its points are not the old mean's."""
    event = f"101,X1,{books.quarters(34)[4]},Recount,yes,,Counted anew.,Board,2025-07-20"
    found, _ = weighed(series(tmp_path, [50.0] * 4 + OLD + HIGH, event), 18)
    assert (found.before, found.mean_before) == (14, 10.0)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, Extract]:
    """A finding of no season, whose points tests replace."""
    made = series(tmp_path_factory.mktemp("plain"), OLD + HIGH)
    return trial(made, Choice("101", "X1")), made


LEVELS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 20), st.sampled_from(["", "", "", "gap", "out"])),
    min_size=2,
    max_size=6,
)


@given(LEVELS, st.integers(0, 60))
def test_held_is_said_where_the_report_would_suggest_it(
    plain: tuple[Finding, Extract], levels: list[tuple[int, int, str]], rebased: int
) -> None:
    """The first period that has held is the suggestion's, over gaps, exclusions and a rebase."""
    cells: list[tuple[float, str]] = []
    for level, length, end in levels:
        cells += [(10.0 * level + k % 2, "") for k in range(length)]
        cells += [(50.0, end)] if end else []
    points = tuple(
        Point(str(k), charted=None if how == "gap" else x, excluded=how == "out",
              segment=int(k >= rebased))
        for k, (x, how) in enumerate(cells)
    )  # fmt: skip
    now = replace(plain[0], points=points, happenings=())
    values = [np.nan if how else x for x, how in cells]
    at = int(suggest(values, segments=[p.segment for p in points]).at)
    indicator = plain[1].indicators["101"]
    weighed_ = [step(now, now, indicator, p.period, RUN_LENGTH) for p in points]
    held = [k for k, s in enumerate(weighed_) if s and s.support is Support.HELD]
    assert (held[0] if held else -1) == at


@pytest.mark.parametrize("missing", [True, False])
def test_a_run_ends_at_a_point_that_is_missing_or_left_out(
    missing: bool, plain: tuple[Finding, Extract]
) -> None:
    """Eight, one that does not count, and seven more are no fifteen in a row."""
    points = list(plain[0].points)
    changed = {"charted": None} if missing else {"excluded": True}
    points[22] = replace(points[22], **changed)
    now = replace(plain[0], points=tuple(points))
    found = step(now, now, plain[1].indicators["101"], points[14].period, RUN_LENGTH)
    assert found is not None
    assert (found.run, found.beyond, found.after) == (8, 15, 15)
    assert found.support is Support.SHIFTED


def test_what_is_recorded_already_and_what_has_no_past_is_said(tmp_path: Path) -> None:
    """Where limits start anew, before such a place, and at the first figure."""
    event = f"101,X1,{books.quarters(30)[14]},Recount,yes,,Counted anew.,Board,2025-07-20"
    made = series(tmp_path, OLD + HIGH, event)
    indicator = made.indicators["101"]
    for at, text in (
        (14, "Limits already start anew here."),
        (5, "Limits already start anew after it"),
    ):
        found, _ = weighed(made, at)
        assert step_sentence(found, trial(made, Choice("101", "X1")), indicator).startswith(text)
    plain_ = series(tmp_path / "plain", OLD + HIGH)
    found, then = weighed(plain_, 0)
    assert "no old level" in step_sentence(found, then, indicator)
    names = [name for name, _ in step_facts(found, then, indicator, internal=True)]
    assert "Beyond the old average" not in names


def test_a_difference_that_rounds_to_nothing_is_none(tmp_path: Path) -> None:
    """10 before, and 10 less a thousandth after."""
    found, then = weighed(series(tmp_path, OLD + [10.0, 9.998] * 8), 14)
    indicator = series(tmp_path / "other", OLD).indicators["101"]
    facts = dict(step_facts(found, then, indicator, internal=True))
    assert facts["Difference"] == "None"


def judged(tmp_path: Path, **changed: object) -> tuple[Finding, Extract]:
    """A finding with a centre of 50 and a sigma of 5."""
    made = series(tmp_path, OLD + HIGH)
    found = trial(made, Choice("101", "X1"))
    lines = {"centre": 50.0, "sigma": 5.0, "charted_target": 55.0, "decimals": 1}
    return Finding(**{**vars(found), **lines, **changed}), made


def test_the_share_beyond_a_target_is_that_of_the_normal_curve(tmp_path: Path) -> None:
    """Tables of the normal curve: 0.8389 lie below 0.99, 0.1587 below -1.00 sigma."""
    found, made = judged(tmp_path)
    lower = made.indicators["101"]
    # Met at 55.04...: lower is better, and 55.05 would be published as 55.1.
    assert reach(found, lower) == pytest.approx(0.8438, abs=1e-4)  # below 1.01 sigma
    higher = type(lower)(**{**vars(lower), "polarity": Polarity.HIGHER})
    assert reach(found, higher) == pytest.approx(1 - 0.8389, abs=1e-4)  # above 0.99 sigma


def test_no_share_is_given_where_it_would_mean_nothing(tmp_path: Path) -> None:
    """Without limits or a target, and for gaps between events."""
    found, made = judged(tmp_path)
    indicator = made.indicators["101"]
    for changed in ({"centre": None}, {"charted_target": None}, {"chart": ChartKind.T}):
        assert reach(Finding(**{**vars(found), **changed}), indicator) is None


def test_a_constant_process_meets_its_target_always_or_never(tmp_path: Path) -> None:
    """No spread at all: 50 meets a target of 50, and misses one of 49."""
    found, made = judged(tmp_path, sigma=0.0)
    for target, share in ((55.0, 1.0), (50.0, 1.0), (49.0, 0.0)):
        aimed = Finding(**{**vars(found), "charted_target": target})
        assert reach(aimed, made.indicators["101"]) == share
