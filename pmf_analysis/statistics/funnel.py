"""Funnel limits: how far from the centre an area of its size may stand by chance.

References
----------
Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. *Statistics in
Medicine* 24, 1185-1202.
Spiegelhalter, D. J. et al. (2012). Statistical methods for healthcare regulation: rating,
screening and surveillance. *JRSS A* 175, 1-47.
Manktelow, B. N. and Seaton, S. E. (2012). Specifying the probability characteristics of funnel
plot control limits. *PLoS ONE* 7(9), e45723.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainc, gammaincc, gammainccinv, gammaincinv, ndtri

from pmf_analysis.statistics.overdispersion import (
    Kind,
    Overdispersion,
    Transform,
    centre,
    counts,
    from_z_scores,
    overdispersion,
    transformed,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Exact", "Funnel", "Kind", "Overdispersion", "Transform", "limits", "overdispersion"]

Floats = NDArray[np.float64]
Exact = Literal["test", "interval"]

ADJUSTED_FROM = 10  # areas; with fewer, tau2 rests on too little
TAIL_95, Z_95 = 0.025, 1.959964
TAIL_998, Z_998 = 0.001, 3.090232  # to six decimals, as the published methods write them

# For the search of a count by its tail, in square roots of counts.
MOST_STEPS = 8
NEAR_ENOUGH = 1e-8  # a secant step this small, relative, leaves an error of rounding alone
FIRST, LEAST = 0.25, 0.01


@dataclass(frozen=True)
class Funnel:
    """Funnel limits; every array has the shape of the counts it was made from.

    Attributes
    ----------
    value, target : ndarray of float
        The areas' figures and the centre; NaN for an area without a denominator.
    lower_95, upper_95, lower_998, upper_998 : ndarray of float
        The limits at each area's denominator, in the unit of `value`.
    z : ndarray of float
        Standard errors from the centre on the transformed scale, `tau2` included.
    outside : ndarray of int8
        +1 above the 95% limit, +2 above the 99.8% limit, -1 and -2 below, 0 inside or unknown.
    tau2 : ndarray of float
        The variance between areas that the limits were widened by; 0 where they were not.
    """

    value: Floats
    target: Floats
    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats
    z: Floats
    outside: NDArray[np.int8]
    tau2: Floats

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row an area; a panel gets the columns series and area."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        columns = {f.name: np.ravel(getattr(self, f.name)) for f in fields(self)}
        if self.value.ndim == 1:
            return pd.DataFrame(columns)
        series, areas = np.indices(self.value.shape)
        return pd.DataFrame({"series": series.ravel(), "area": areas.ravel(), **columns})


def limits(
    numerators: ArrayLike,
    denominators: ArrayLike,
    kind: Kind = "proportion",
    *,
    target: ArrayLike | None = None,
    tau2: ArrayLike | None = None,
    transform: Transform = "square_root",
    exact: Exact = "test",
    multiplier: float = 1.0,
) -> Funnel:
    """Funnel limits at 95% and 99.8%, widened where areas differ by more than chance.

    Parameters
    ----------
    numerators : array_like, shape (areas,) or (series, areas)
        Successes, events or observed events, 0 or more. NaN where missing: the area has limits
        and no value.
    denominators : array_like
        Trials, exposures or expected events, of the same shape. NaN or 0 where missing: the
        area is NaN throughout and disturbs no other.
    kind : {"proportion", "rate", "ratio"}
        A ratio is a standardised one: observed events over expected.
    target : float or array_like, shape (series,), optional
        The centre, in the unit of the value; the group's total when left out, 1 for a ratio.
    tau2 : float or array_like, shape (series,), optional
        Variance between areas on the transformed scale; 0 leaves the limits as chance alone
        has them. Left out, it is estimated by `overdispersion` from 10 areas on, and is 0 for
        fewer.
    transform : {"square_root", "log"}
        The scale on which rates and ratios are widened; see `overdispersion`.
    exact : {"test", "interval"}
        For rates and ratios without tau2: the counts at which an exact test turns, as the
        Office for Health Improvement and Disparities judges; or the exact interval of the
        expected count, as FunnelPlotR draws. The second is too narrow below and too wide
        above (none observed where 2.2 are expected lies beyond its 99.8% limit, though that
        has a chance of one in nine): the report uses the first.
    multiplier : float
        What a value is expressed per.

    Returns
    -------
    Funnel
        With z = 1.959964 or 3.090232, tail a = 0.025 or 0.001, E = target x denominator and
        s as in `overdispersion`:

        proportions, sin^2(asin(sqrt target) -/+ z sqrt(s^2 + tau2)), cut to [0, 1];

        rates and ratios without tau2, target / E times a count. By "test" it solves
        P(X <= lower) = a and P(X >= upper) = a for X of Poisson(E), taken as continuous by the
        gamma function so that limits have no saw teeth: chance puts an area beyond a limit at
        most a of the time (the first method of Manktelow and Seaton). By "interval" it is the
        a quantile of Gamma(E) and the 1 - a quantile of Gamma(E + 1).

        rates and ratios with tau2, target (1 -/+ z sqrt(s^2 + tau2))^2, squared back from the
        scale of Spiegelhalter (2012), or target exp(-/+ z sqrt(s^2 + tau2)) with the logarithm;
        but never limits inside those without tau2.

    Raises
    ------
    ValueError
        As `overdispersion`; or `tau2` is negative, or `multiplier` not above 0.

    References
    ----------
    Spiegelhalter (2005, 2012); Manktelow and Seaton (2012).

    Examples
    --------
    >>> funnel = limits([30, 45, 80], [100, 100, 100])
    >>> round(float(funnel.lower_95[0]), 4), round(float(funnel.upper_95[0]), 4)
    (0.419, 0.6137)
    >>> funnel.outside.tolist()
    [-2, 0, 2]
    """
    if not multiplier > 0:
        raise ValueError(f"multiplier is above 0, but came as {multiplier}")
    if exact not in get_args(Exact):
        raise ValueError(f"exact is one of {get_args(Exact)}, but came as {exact!r}")
    x, n = counts(numerators, denominators, kind)
    per_unit = None if target is None else np.asarray(target, dtype=float) / multiplier
    middle = centre(x, n, kind, per_unit)
    apart, error = transformed(x, n, middle, kind, transform)
    between = _between(apart, error, tau2)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.sqrt(error**2 + between)
        pairs = []
        for tail, z in ((TAIL_95, Z_95), (TAIL_998, Z_998)):
            if kind == "proportion":
                pairs.append(_proportions(middle, z * spread))
                continue
            low, high = (count / n for count in _counts(middle * n, tail, exact))
            down, up = _widened(middle, z * spread, transform)
            low = np.where(between > 0, np.minimum(low, down), low)
            pairs.append((low, np.where(between > 0, np.maximum(high, up), high)))
        (low_95, high_95), (low_998, high_998) = pairs
        value, score = x / n, apart / spread
        sides = [value > high_998, value > high_95, value < low_998, value < low_95]
    return Funnel(
        value * multiplier,
        np.where(np.isnan(n), np.nan, middle) * multiplier,
        low_95 * multiplier,
        high_95 * multiplier,
        low_998 * multiplier,
        high_998 * multiplier,
        score,
        np.select(sides, [2, 1, -2, -1], 0).astype(np.int8),
        np.broadcast_to(between, n.shape).copy(),
    )


def _between(apart: Floats, error: Floats, tau2: ArrayLike | None) -> Floats:
    """Variance between areas, as given or as the report estimates it."""
    if tau2 is not None:
        given = np.asarray(tau2, dtype=float)[..., None]
        if not np.all(given >= 0):
            raise ValueError(f"tau2 is 0 or more, but came as {np.asarray(tau2)}")
        return given
    with np.errstate(invalid="ignore"):
        found = from_z_scores(apart / error, error)
    enough = found.used.sum(axis=-1) >= ADJUSTED_FROM
    return np.where(enough, found.tau2, 0.0)[..., None]


def _proportions(middle: Floats, half: Floats) -> tuple[Floats, Floats]:
    """Limits of a proportion, `half` to either side of the centre's angle."""
    angle = np.arcsin(np.sqrt(middle))
    low, high = np.maximum(angle - half, 0.0), np.minimum(angle + half, np.pi / 2)
    return np.sin(low) ** 2, np.sin(high) ** 2


def _widened(middle: Floats, half: Floats, transform: str) -> tuple[Floats, Floats]:
    """Limits of a rate or ratio, `half` to either side of the centre on the scale."""
    if transform == "log":
        return middle * np.exp(-half), middle * np.exp(half)
    return middle * np.maximum(1 - half, 0.0) ** 2, middle * (1 + half) ** 2


def _counts(expected: Floats, tail: float, exact: str) -> tuple[Floats, Floats]:
    """Counts between which chance keeps, where `expected` are expected."""
    if exact == "interval":
        low = np.where(expected > 0, gammaincinv(expected, tail), expected)
        return low, gammainccinv(expected + 1, tail)
    # P(X <= k) is the upper tail of Gamma(k + 1), P(X >= k) the lower tail of Gamma(k).
    return np.maximum(_shape(expected, 1 - tail) - 1, 0.0), _shape(expected, tail)


def _shape(quantile: Floats, probability: float) -> Floats:
    """Shape of the gamma distribution that has this quantile at this probability.

    The root of the shape against the normal deviate of the probability is nearly a straight
    line of slope -2, so that a few secant steps find it.
    """
    aim = float(ndtri(probability))

    def miss(root: Floats) -> Floats:
        if aim > 0:  # the smaller tail keeps its digits
            return np.asarray(-ndtri(gammaincc(root**2, quantile)) - aim)
        return np.asarray(ndtri(gammainc(root**2, quantile)) - aim)

    # Cornish and Fisher: quantile = shape + aim sqrt(shape) + (aim^2 - 1) / 3.
    start = np.sqrt(np.maximum(quantile - (aim**2 - 1) / 3 + aim**2 / 4, 0.0)) - aim / 2
    before = np.maximum(start, FIRST)
    missed_before = miss(before)
    root = np.maximum(before + missed_before / 2, LEAST)
    for _ in range(MOST_STEPS):
        missed = miss(root)
        step = missed * (root - before) / (missed - missed_before)
        step = np.where(missed == missed_before, 0.0, step)
        before, missed_before = root, missed
        root = np.maximum(root - step, LEAST)
        if not np.any(np.abs(step) > NEAR_ENOUGH * root):
            break
    return np.where(quantile > 0, root**2, quantile)
