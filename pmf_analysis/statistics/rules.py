"""Rules that tell a special cause from common-cause variation, over whole panels at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

__all__ = ["MAKING_DATA_COUNT", "PLOT_THE_DOTS", "Rule", "RuleSet", "judge"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int8]
Bools = NDArray[np.bool_]

# Ties with the centre line, relative: a few units in the last place of a double.
TIE = 1e-14
RUN_LENGTHS = range(6, 10)  # points on one side; the published choices
WINDOW = 3  # points that two-in-three looks at


class Rule(IntEnum):
    """The rule that flags a point; the first of the rule set's precedence wins."""

    NONE = 0
    OUTSIDE = 1
    TREND = 2
    TWO_IN_THREE = 3
    SHIFT = 4


@dataclass(frozen=True)
class RuleSet:
    """A set of rules as a value.

    Attributes
    ----------
    run_length : int
        Points on one side of the centre that make a shift, 6 to 9.
    trend_length : int
        Points that make a trend: one more than its strict steps.
    counts_beyond_limits : bool
        Whether two-in-three counts points beyond a limit as beyond two sigma.
    minimum_points : int
        Values that a segment needs before limits may be shown.
    precedence : tuple of Rule
        Which rule a point is flagged with when several hold.
    """

    run_length: int = 7
    trend_length: int = 7
    counts_beyond_limits: bool = True
    minimum_points: int = 13
    precedence: tuple[Rule, ...] = (Rule.OUTSIDE, Rule.TREND, Rule.TWO_IN_THREE, Rule.SHIFT)

    def __post_init__(self) -> None:
        """Refuse run lengths outside the published choices."""
        if self.run_length not in RUN_LENGTHS:
            raise ValueError(f"run_length is 6, 7, 8 or 9, but came as {self.run_length}")
        if self.trend_length < WINDOW:
            raise ValueError(f"trend_length is at least {WINDOW}, but came as {self.trend_length}")


# As the NHS Making Data Count team announced on 6 November 2023 (NHSRplotthedots issue 194).
MAKING_DATA_COUNT = RuleSet()
# As the R package NHSRplotthedots 0.2.2 computes them.
PLOT_THE_DOTS = RuleSet(counts_beyond_limits=False)


def judge(
    values: Floats,
    centre: Floats,
    lower: Floats,
    upper: Floats,
    lower_two_sigma: Floats,
    upper_two_sigma: Floats,
    segment: NDArray[np.int64],
    rules: RuleSet,
) -> tuple[Ints, Ints]:
    """Flag special causes.

    Parameters
    ----------
    values : ndarray, shape (series, periods)
        NaN where missing; a missing period ends a run.
    centre, lower, upper, lower_two_sigma, upper_two_sigma : ndarray
        Lines of the same shape, uncut; NaN where a segment has none.
    segment : ndarray of int
        Runs do not cross from one segment into the next.
    rules : RuleSet
        The rules to apply.

    Returns
    -------
    rule : ndarray of int8
        Codes of `Rule`.
    side : ndarray of int8
        +1 above, -1 below, 0 unflagged; for a trend +1 rising, -1 falling.
    """
    apart = values - centre
    side = np.where(np.abs(apart) <= TIE * np.abs(centre), 0, np.sign(apart))
    known = ~np.isnan(side)
    side = np.where(known, side, 0).astype(np.int8)
    # linked[i]: point i follows directly on point i - 1 of the same series and segment.
    present = ~np.isnan(values)
    linked = np.zeros(values.shape, dtype=bool)
    linked[:, 1:] = present[:, 1:] & present[:, :-1] & (segment[:, 1:] == segment[:, :-1])
    with np.errstate(invalid="ignore"):
        beyond = ((values > upper) | (values < lower)) & (side != 0)
        beyond_two = ((values > upper_two_sigma) | (values < lower_two_sigma)) & (side != 0)
    trend = np.where(known, _trend(values, linked, rules.trend_length), 0).astype(np.int8)
    near = beyond_two if rules.counts_beyond_limits else beyond_two & _inside(values, lower, upper)
    flags = {
        Rule.OUTSIDE: beyond,
        Rule.TREND: trend != 0,
        Rule.TWO_IN_THREE: _two_in_three(side, near, linked),
        Rule.SHIFT: (side != 0) & (_run_lengths(side, linked) >= rules.run_length),
    }
    rule = np.zeros(values.shape, dtype=np.int8)
    for name in reversed(rules.precedence):
        rule[flags[name]] = name
    return rule, np.where(rule == Rule.TREND, trend, np.where(rule != Rule.NONE, side, 0)).astype(
        np.int8
    )


def _inside(values: Floats, lower: Floats, upper: Floats) -> Bools:
    with np.errstate(invalid="ignore"):
        return np.asarray((values < upper) & (values > lower))


def _run_lengths(labels: Ints, linked: Bools) -> NDArray[np.int64]:
    """Length of the run of equal labels that each point belongs to."""
    starts = np.ones(labels.shape, dtype=bool)
    starts[:, 1:] = ~linked[:, 1:] | (labels[:, 1:] != labels[:, :-1])
    run = np.cumsum(starts.ravel()) - 1
    lengths: NDArray[np.int64] = np.bincount(run)[run].reshape(labels.shape)
    return lengths


def _trend(values: Floats, linked: Bools, length: int) -> Ints:
    """+1 or -1 for points of a run of strict steps; a turning point follows its next step."""
    step = np.zeros(values.shape, dtype=np.int8)
    difference = np.sign(values[:, 1:] - values[:, :-1])
    step[:, 1:] = np.where(linked[:, 1:], difference, 0).astype(np.int8)
    # A run of steps lies within one series: a step into its first point is always 0.
    enough = (step != 0) & (_run_lengths(step, linked) >= length - 1)
    into = np.where(enough, step, 0).astype(np.int8)
    out_of = np.zeros_like(into)
    out_of[:, :-1] = into[:, 1:]
    return np.where(out_of != 0, out_of, into).astype(np.int8)


def _two_in_three(side: Ints, near: Bools, linked: Bools) -> Bools:
    """Points near a limit within three neighbours on one side, at least two of them near."""
    flagged = np.zeros(near.shape, dtype=bool)
    if near.shape[1] < WINDOW:
        return flagged
    same = (side[:, 2:] != 0) & (side[:, 2:] == side[:, 1:-1]) & (side[:, 1:-1] == side[:, :-2])
    joined = linked[:, 2:] & linked[:, 1:-1]
    count = near[:, 2:].astype(np.int8) + near[:, 1:-1] + near[:, :-2]
    window = same & joined & (count >= WINDOW - 1)
    flagged[:, 2:] |= window
    flagged[:, 1:-1] |= window
    flagged[:, :-2] |= window
    return np.asarray(flagged & near)
