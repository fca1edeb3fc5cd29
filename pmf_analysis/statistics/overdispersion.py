"""Overdispersion: areas that differ among themselves by more than chance can explain.

References
----------
Spiegelhalter, D. J. (2005). Handling over-dispersion of performance indicators. *Quality and
Safety in Health Care* 14, 347-351.
Spiegelhalter, D. J. et al. (2012). Statistical methods for healthcare regulation: rating,
screening and surveillance. *JRSS A* 175, 1-47.
DerSimonian, R. and Laird, N. (1986). Meta-analysis in clinical trials. *Controlled Clinical
Trials* 7, 177-188.
NHS Digital. *Summary Hospital-level Mortality Indicator: methodology* (log scale, trimming).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata

from pmf_analysis.statistics.quantiles import quantile

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Kind", "Overdispersion", "Transform", "from_z_scores", "overdispersion"]

Floats = NDArray[np.float64]
Kind = Literal["proportion", "rate", "ratio"]
Transform = Literal["square_root", "log"]

SHARE = 0.1  # of the areas at each end, clipped or trimmed
HALF = 0.5
LEAST_AREAS = 2  # that can differ among themselves


@dataclass(frozen=True)
class Overdispersion:
    """How far areas differ beyond chance; areas lie on the last axis.

    Attributes
    ----------
    phi : ndarray of float
        Mean square of the clipped or trimmed z; about 1 where chance explains everything.
    tau2 : ndarray of float
        Variance between areas on the transformed scale; 0 where phi shows none.
    z : ndarray of float
        Standard errors between an area and the centre; NaN where not known.
    z_clipped : ndarray of float
        `z` with its tails clipped, or NaN where trimmed: what phi is made of.
    z_adjusted : ndarray of float
        `z` with tau2 added to its variance.
    used : ndarray of bool
        Whether the area counts towards phi and tau2.
    """

    phi: Floats
    tau2: Floats
    z: Floats
    z_clipped: Floats
    z_adjusted: Floats
    used: NDArray[np.bool_]

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row an area; phi and tau2 are repeated."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        columns = {f.name: getattr(self, f.name) for f in fields(self)}
        for name in ("phi", "tau2"):
            columns[name] = np.broadcast_to(columns[name][..., None], self.z.shape)
        return pd.DataFrame({name: np.ravel(column) for name, column in columns.items()})


def overdispersion(
    numerators: ArrayLike,
    denominators: ArrayLike,
    kind: Kind = "proportion",
    *,
    target: ArrayLike | None = None,
    transform: Transform = "square_root",
    trim: bool = False,
    share: float = SHARE,
) -> Overdispersion:
    """Estimate the variance between areas that chance does not explain.

    Parameters
    ----------
    numerators : array_like, shape (areas,) or (series, areas)
        Successes, events or observed events, 0 or more; NaN where missing.
    denominators : array_like
        Trials, exposures or expected events, of the same shape; NaN or 0 where missing.
    kind : {"proportion", "rate", "ratio"}
        A ratio is a standardised one: observed events over expected.
    target : float or array_like, shape (series,), optional
        The centre, numerator per denominator; the group's total when left out, 1 for a ratio.
    transform : {"square_root", "log"}
        For rates and ratios: the square root as Spiegelhalter (2012) and the Care Quality
        Commission, or the logarithm as NHS Digital's mortality indicator.
    trim : bool
        Leave out each tail, rather than clip it.
    share : float
        The share of areas in each tail, in the open interval (0, 0.5).

    Returns
    -------
    Overdispersion
        Proportions on asin(sqrt(x / n)), s = 1 / (2 sqrt n). Rates and ratios, with
        E = target x denominator expected, on sqrt(x / E), s = 1 / (2 sqrt E), or on
        log(x / E), s = 1 / sqrt E, where half an event stands for none. Then as `from_z_scores`.

    Raises
    ------
    ValueError
        A count is negative, a proportion above 1, the shapes differ, or an option is not one
        of those above.

    References
    ----------
    Spiegelhalter (2005, 2012).

    Examples
    --------
    >>> found = overdispersion([20, 35, 50, 64, 90], [100, 100, 100, 100, 100])
    >>> round(float(found.phi), 3), round(float(found.tau2), 4)
    (17.53, 0.0523)
    """
    x, n = counts(numerators, denominators, kind)
    apart, error = transformed(x, n, centre(x, n, kind, target), kind, transform)
    with np.errstate(invalid="ignore"):
        return from_z_scores(apart / error, error, trim=trim, share=share)


def from_z_scores(
    z: ArrayLike, error: ArrayLike, *, trim: bool = False, share: float = SHARE
) -> Overdispersion:
    """Estimate the variance between areas from z-scores of any kind.

    Parameters
    ----------
    z : array_like, shape (areas,) or (series, areas)
        Standard errors between an area and the centre; NaN where missing.
    error : array_like
        The standard errors, of the same shape, above 0.
    trim : bool
        Leave out each tail, rather than clip it.
    share : float
        The share of areas in each tail, in the open interval (0, 0.5).

    Returns
    -------
    Overdispersion
        With z clipped at its `share` and 1 - `share` quantiles (type 7), I areas and
        w = 1 / error^2: phi = sum z^2 / I and
        tau2 = max(0, (I phi - (I - 1)) / (sum w - sum w^2 / sum w)).
        To trim, an area of rank r (ties share the mean of theirs) among m is put into group
        floor(r / share / (m + 1)); the first and the last group are left out of z, I and w.

    Raises
    ------
    ValueError
        `share` is outside (0, 0.5), or there are no areas.

    References
    ----------
    DerSimonian and Laird (1986); Spiegelhalter (2005); NHS Digital, for trimming.

    Examples
    --------
    >>> found = from_z_scores([-3.0, -1.0, 0.0, 1.0, 4.0], [0.1, 0.1, 0.1, 0.1, 0.1])
    >>> round(float(found.phi), 3), round(float(found.tau2), 4)
    (2.936, 0.0267)
    """
    if not 0 < share < HALF:
        raise ValueError(f"share lies in the interval (0, 0.5), but came as {share}")
    scores, errors = np.broadcast_arrays(np.asarray(z, float), np.asarray(error, float))
    if scores.ndim == 0 or scores.shape[-1] == 0:
        raise ValueError(f"z has one area or more, but came with the shape {scores.shape}")
    known = np.isfinite(scores) & (errors > 0) & np.isfinite(errors)
    scores = np.where(known, scores, np.nan)
    clipped = _trimmed(scores, share) if trim else _clipped(scores, share)
    used = ~np.isnan(clipped)
    areas = used.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        square = np.where(used, clipped, 0.0) ** 2
        weight = np.where(used, errors, np.inf) ** -2.0
        total = weight.sum(axis=-1)
        excess = square.sum(axis=-1) - (areas - 1)
        spread = total - (weight**2).sum(axis=-1) / total
        phi = square.sum(axis=-1) / areas
        tau2 = np.where((excess > 0) & (areas >= LEAST_AREAS), excess / spread, 0.0)
        adjusted = scores * errors / np.hypot(errors, np.sqrt(tau2)[..., None])
    return Overdispersion(phi, tau2, scores, clipped, adjusted, used)


def counts(numerators: ArrayLike, denominators: ArrayLike, kind: str) -> tuple[Floats, Floats]:
    """Check counts; an area without a denominator becomes NaN, and so does its numerator."""
    x, n = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    if kind not in get_args(Kind):
        raise ValueError(f"kind is one of {get_args(Kind)}, but came as {kind!r}")
    if x.shape != n.shape or x.ndim not in (1, 2) or x.shape[-1] == 0:
        raise ValueError(
            "numerators and denominators have one shape of one or two dimensions and one area "
            f"or more, but came as {x.shape}, {n.shape}"
        )
    n = np.where(np.isfinite(n) & (n > 0), n, np.nan)
    x = np.where(np.isfinite(x) & ~np.isnan(n), x, np.nan)
    if np.any(x < 0):
        raise ValueError("numerators are 0 or more, but some are negative")
    if kind == "proportion" and np.any(x > n):
        raise ValueError("a proportion's numerator is at most its denominator, but some are above")
    return x, n


def centre(x: Floats, n: Floats, kind: str, target: ArrayLike | None) -> Floats:
    """Return the centre of each series, with an axis of one for its areas."""
    if target is None and kind == "ratio":
        return np.ones((*x.shape[:-1], 1))
    if target is None:
        both = ~np.isnan(x)
        with np.errstate(invalid="ignore"):
            total: Floats = np.where(both, n, 0.0).sum(axis=-1, keepdims=True)
            return np.asarray(np.where(both, x, 0.0).sum(axis=-1, keepdims=True) / total)
    given = np.asarray(target, dtype=float)[..., None]
    if np.any(given < 0) or (kind == "proportion" and np.any(given > 1)):
        raise ValueError(
            f"target is 0 or more, for a proportion at most 1, but came as {np.asarray(target)}"
        )
    return given


def transformed(
    x: Floats, n: Floats, middle: Floats, kind: str, transform: str
) -> tuple[Floats, Floats]:
    """Distance from the centre and its standard error, on a scale that steadies the variance."""
    if transform not in get_args(Transform):
        raise ValueError(f"transform is one of {get_args(Transform)}, but came as {transform!r}")
    with np.errstate(invalid="ignore", divide="ignore"):
        if kind == "proportion":
            apart = np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(middle))
            return apart, 1 / (2 * np.sqrt(n))
        expected = middle * n
        if transform == "log":
            return np.log(np.maximum(x, HALF) / expected), 1 / np.sqrt(expected)
        return np.sqrt(x / expected) - 1, 1 / (2 * np.sqrt(expected))


def _clipped(scores: Floats, share: float) -> Floats:
    """Scores drawn in to their own quantiles."""
    return np.clip(scores, quantile(scores, share), quantile(scores, 1 - share))


def _trimmed(scores: Floats, share: float) -> Floats:
    """Scores without those of the first and the last group by rank."""
    groups = 1 / share
    rank = rankdata(scores, axis=-1, nan_policy="omit")
    areas = (~np.isnan(scores)).sum(axis=-1, keepdims=True)
    group = np.floor(rank * groups / (areas + 1))
    return np.where((group >= 1) & (group < groups - 1), scores, np.nan)
