"""How the lines of every chart of proportions or rates are worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr
from scipy.stats import binom, poisson

from pmf_analysis.statistics.chart import (
    LIMIT,
    SIGMA_OF_RANGES,
    WARNING,
    ControlChart,
    Floats,
    Layout,
    finish,
    layout,
    moving_range,
    panel_of,
    sigma_lines,
)
from pmf_analysis.statistics.rules import RuleSet

FEW = 5  # under so many expected events (or non-events) the normal approximation is not used
TAILS = tuple(float(ndtr(z)) for z in (-LIMIT, LIMIT, -WARNING, WARNING))  # 0.00135, 0.99865 ...

Lines = tuple[Floats, Floats, Floats, Floats, Floats]


@dataclass(frozen=True)
class Kind:
    """What sets a chart of proportions apart from one of rates.

    Attributes
    ----------
    sigma : callable
        One sigma of a value, from the centre and the denominator.
    quantile : callable
        The value not exceeded with a given probability, from the same.
    least_expected : callable
        The smaller of the expected events and, for proportions, the expected non-events.
    most : float
        The greatest value that can be.
    """

    sigma: Callable[[Floats, Floats], Floats]
    quantile: Callable[[float, Floats, Floats], Floats]
    least_expected: Callable[[Floats, Floats], Floats]
    most: float


PROPORTION = Kind(
    sigma=lambda centre, n: np.sqrt(np.maximum(centre * (1 - centre), 0) / n),
    quantile=lambda tail, centre, n: binom.ppf(tail, np.round(n), np.clip(centre, 0, 1)) / n,
    least_expected=lambda centre, n: n * np.minimum(centre, 1 - centre),
    most=1.0,
)
RATE = Kind(
    sigma=lambda centre, n: np.sqrt(centre / n),
    quantile=lambda tail, centre, n: poisson.ppf(tail, centre * n) / n,
    least_expected=lambda centre, n: n * centre,
    most=np.inf,
)


def attribute(
    kind: Kind,
    numerators: ArrayLike,
    denominators: ArrayLike,
    rules: RuleSet,
    segments: ArrayLike | None,
    baseline: int | None,
    centre: float | None,
    least: float | None,
    *,
    exact: bool,
) -> ControlChart:
    """Chart of `kind`; `least` is the least sigma-z, None for charts that take it as 1."""
    x, n = _counts(kind, numerators, denominators)
    given = np.reshape(x / n, np.shape(numerators))
    placed, values = layout(given, segments, baseline), np.atleast_2d(given)
    middle = placed.mean(values, n) if centre is None else np.full(values.shape, float(centre))
    with np.errstate(invalid="ignore"):
        middle = np.clip(middle, 0, kind.most)
        sigma = kind.sigma(middle, n)
    stretch = np.ones(values.shape)
    if least is not None:
        stretch = _sigma_z(values, middle, sigma, placed)
        if least > 0:  # also where no two points stand together to tell sigma-z
            stretch = np.fmax(stretch, least)
    lines = sigma_lines(middle, sigma * stretch)
    if exact:
        lines = _exact(kind, lines, n, stretch)
    return finish(values, lines, sigma * stretch, placed, rules, within=(0, kind.most))


def _counts(kind: Kind, numerators: ArrayLike, denominators: ArrayLike) -> tuple[Floats, Floats]:
    """Numerators and denominators, both missing where either is."""
    x, n = panel_of("numerators", numerators), panel_of("denominators", denominators)
    if x.shape != n.shape:
        raise ValueError(
            f"numerators and denominators have one shape, but came as {x.shape}, {n.shape}"
        )
    if np.any(x < 0) or np.any(n < 0):
        raise ValueError("numerators and denominators are 0 or more, but some are negative")
    missing = np.isnan(x) | np.isnan(n) | (n == 0)
    x, n = np.atleast_2d(np.where(missing, np.nan, x)), np.atleast_2d(np.where(missing, np.nan, n))
    if kind is PROPORTION and np.any(x > n):
        raise ValueError("a numerator is at most its denominator, but some are above it")
    return x, n


def _sigma_z(values: Floats, centre: Floats, sigma: Floats, placed: Layout) -> Floats:
    """Laney's factor: how much more (or less) the data vary than their kind should."""
    apart = values - centre
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where((sigma == 0) & ~np.isnan(apart), 0.0, apart / sigma)
    return placed.mean_moving_range(moving_range(z, placed.segment), screen=True) / SIGMA_OF_RANGES


def _exact(kind: Kind, lines: Lines, n: Floats, stretch: Floats) -> Lines:
    """Lines at the distribution's own quantiles wherever few events are expected."""
    centre, *around = lines
    with np.errstate(invalid="ignore"):
        few = kind.least_expected(centre, n) < FEW
    if not few.any():
        return lines
    middle = centre[few]
    for line, tail in zip(around, TAILS, strict=True):
        quantile = kind.quantile(tail, middle, n[few])
        line[few] = middle + (quantile - middle) * stretch[few]
    return lines
