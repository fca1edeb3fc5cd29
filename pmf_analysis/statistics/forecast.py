"""The year-end outturn: where a year will end, how surely, and the chance of meeting its target.

References
----------
Hyndman, R. J. and Athanasopoulos, G. (2021). *Forecasting: principles and practice*, 3rd
edition. OTexts. Sections 5.5 (intervals from resampled errors), 5.10 and chapter 8.
Hyndman, R. J. and Koehler, A. B. (2006). Another look at measures of forecast accuracy.
*International Journal of Forecasting* 22, 679-688.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_analysis.statistics.backtest import (
    Forecaster,
    coverage,
    drift,
    last_value,
    project,
    resample,
    rolling_origin,
    seasonal_naive,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Outturn", "Reason", "exponential_smoothing", "outturn"]

Floats = NDArray[np.float64]
Target = float | tuple[float, float]

LEAST_POINTS = 8
COVERAGE = (0.6, 0.95)  # where the coverage of the 80% interval lies when a forecast is shown
LEVELS = (0.8, 0.95)
SEASONAL_YEARS = 2  # full years that seasonal effects are estimated from
TENTHS = 10
TIE = 1e-12  # relative; what arithmetic in doubles may leave of an equality
OVER_TIME = ("sum", "mean", "last", "ratio")
PARTS = 2  # of a ratio


class Reason(StrEnum):
    """Why a forecast is not shown."""

    COMPLETE = "year complete"
    MISSING = "a value of this year is missing"
    SHORT = "fewer than 8 points"
    COVERAGE = "coverage"


@dataclass(frozen=True)
class Outturn:
    """A year's figure as forecast; NaN where there is no forecast.

    Attributes
    ----------
    estimate : float
        The point forecast of the year's figure, in its own unit.
    lower_80, upper_80, lower_95, upper_95 : float
        The intervals.
    probability : float or None
        The chance that the figure, as published, meets the target; None without a target.
    method : str or None
        The candidate that won the backtest.
    mase : float
        The winner's mean absolute scaled error; below 1 it beats a one-step naive forecast.
    coverage : float
        Share of the backtest's origins whose 80% interval held what came.
    shown : bool
        Whether the forecast may be published.
    reason : Reason or None
        Why not.
    """

    estimate: float = np.nan
    lower_80: float = np.nan
    upper_80: float = np.nan
    lower_95: float = np.nan
    upper_95: float = np.nan
    probability: float | None = None
    method: str | None = None
    mase: float = np.nan
    coverage: float = np.nan
    shown: bool = False
    reason: Reason | None = None

    @property
    def words(self) -> str | None:
        """The chance in tenths: about n in 10, under 1 in 10 or over 9 in 10."""
        if self.probability is None:
            return None
        tenths = int(self.probability * TENTHS + 0.5)
        if tenths < 1:
            return "under 1 in 10"
        return f"about {tenths} in 10" if tenths < TENTHS else "over 9 in 10"

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with one row."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs no pandas

        row = {field.name: getattr(self, field.name) for field in fields(self)}
        return pd.DataFrame([{**row, "words": self.words}])


def outturn(
    values: ArrayLike | None = None,
    *,
    remaining: int,
    periods_a_year: int,
    known: ArrayLike | None = None,
    over_time: str = "sum",
    numerators: ArrayLike | None = None,
    denominators: ArrayLike | None = None,
    multiplier: float = 1.0,
    target: Target | None = None,
    better: str = "higher",
    decimals: int | None = None,
    least: float | None = None,
    most: float | None = None,
    paths: int = 10_000,
    seed: int = 0,
) -> Outturn:
    """doc."""
    _check(over_time, remaining, periods_a_year, better, paths)
    ratio = over_time == "ratio"
    given = [numerators, denominators] if ratio else [values]
    parts = _parts(given, "numerators and denominators" if ratio else "values")
    year = _year(known, parts, periods_a_year - remaining)
    usable = np.isfinite(parts).all(axis=0)
    if ratio:
        usable &= parts[1] > 0
    gap = _missing_at_end(usable)
    late = min(gap, _missing_at_end(np.isfinite(year).all(axis=0)))
    year = year[:, : year.shape[1] - late]
    steps = remaining + late
    run = _last_run(parts, usable)
    rule = _Rule(
        over_time,
        periods_a_year,
        multiplier,
        -np.inf if least is None else least,
        np.inf if most is None else most,
        float(np.min(run[-1])) if run.size else np.nan,
    )
    if steps == 0:
        figure = rule.figure(rule.total(year))
        certain = float(figure)
        chance = _chance(figure, target, better, decimals)
        return Outturn(*[certain] * 5, probability=chance, reason=Reason.COMPLETE)
    so_far = np.zeros(len(parts)) if over_time == "last" else rule.total(year)
    if np.isnan(so_far).any():
        return Outturn(reason=Reason.MISSING)
    if run.shape[1] < LEAST_POINTS:
        return Outturn(reason=Reason.SHORT)
    ahead = gap - late
    test = rolling_origin(run, CANDIDATES, rule, steps=steps, season=periods_a_year, ahead=ahead)
    if test is None:
        return Outturn(reason=Reason.COVERAGE)
    forecast = project(run, CANDIDATES[test.method], ahead, steps, periods_a_year)
    outturns = rule(forecast + resample(test.errors, paths, seed), so_far)
    tails = [tail for level in LEVELS for tail in ((1 - level) / 2, (1 + level) / 2)]
    covered = coverage(test, rule, LEVELS[0])
    shown = COVERAGE[0] <= covered <= COVERAGE[1]
    return Outturn(
        float(rule(forecast, so_far)),
        *np.quantile(outturns, tails).tolist(),
        _chance(outturns, target, better, decimals),
        test.method,
        test.mase,
        covered,
        shown,
        None if shown else Reason.COVERAGE,
    )


def exponential_smoothing(values: Floats, steps: int, season: int) -> Floats:
    """doc."""
    from statsmodels.tools.sm_exceptions import ConvergenceWarning  # noqa: PLC0415
    from statsmodels.tsa.holtwinters import (  # noqa: PLC0415
        ExponentialSmoothing,
        SimpleExpSmoothing,
    )

    centre, spread = np.mean(values), np.std(values)
    if spread <= TIE * abs(centre):
        return last_value(values, steps, season)
    scaled = (values - centre) / spread
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        fit = SimpleExpSmoothing(scaled, initialization_method="estimated").fit()
        if season > 1 and len(values) >= SEASONAL_YEARS * season:
            seasonal = ExponentialSmoothing(
                scaled, seasonal="add", seasonal_periods=season, initialization_method="estimated"
            ).fit(use_brute=False)
            fit = seasonal if seasonal.aicc < fit.aicc else fit
        return np.asarray(centre + spread * fit.forecast(steps))


CANDIDATES: dict[str, Forecaster] = {
    "last value": last_value,
    "seasonal naive": seasonal_naive,
    "drift": drift,
    "exponential smoothing": exponential_smoothing,
}


@dataclass(frozen=True)
class _Rule:
    """How the figure of some periods comes from their parts, within what is possible."""

    over_time: str
    periods: int
    multiplier: float
    least: float
    most: float
    smallest: float  # denominator; no forecast goes below it

    def __call__(self, parts: Floats, known: Floats | float = 0.0) -> Floats:
        """Make the figure of forecast parts, shape (..., parts, periods), and known totals."""
        totals = self.total(parts)
        if self.over_time == "ratio":
            below = np.maximum(totals[..., 1], self.smallest * parts.shape[-1])
            scaled = below / self.multiplier
            above = np.clip(totals[..., 0], self.least * scaled, self.most * scaled)
            totals = np.stack([above, below], axis=-1)
        else:
            counted = 1 if self.over_time == "last" else parts.shape[-1]
            totals = np.clip(totals, self.least * counted, self.most * counted)
        return self.figure(known + totals)

    def total(self, parts: Floats) -> Floats:
        """Sum over the periods, or the last of them."""
        return np.asarray(parts[..., -1] if self.over_time == "last" else parts.sum(axis=-1))

    def figure(self, totals: Floats) -> Floats:
        """Make the year's figure of its totals, shape (..., parts)."""
        if self.over_time == "ratio":
            with np.errstate(divide="ignore", invalid="ignore"):
                return np.asarray(self.multiplier * totals[..., 0] / totals[..., 1])
        return np.asarray(totals[..., 0] / (self.periods if self.over_time == "mean" else 1))


def _check(over_time: str, remaining: int, periods: int, better: str, paths: int) -> None:
    if over_time not in OVER_TIME:
        raise ValueError(f"over_time is one of {', '.join(OVER_TIME)}, but came as {over_time}")
    if not 0 <= remaining <= periods:
        raise ValueError(f"remaining lies between 0 and {periods}, but came as {remaining}")
    if better not in ("higher", "lower"):
        raise ValueError(f"better is higher or lower, but came as {better}")
    if paths < 1 or paths % 2:
        raise ValueError(f"paths is an even number above 0, but came as {paths}")


def _parts(given: list[ArrayLike | None], name: str) -> Floats:
    arrays = [np.asarray(np.nan if a is None else a, dtype=float) for a in given]
    if any(a.ndim != 1 or a.shape != arrays[0].shape for a in arrays):
        came = ", ".join(str(a.shape) for a in arrays)
        raise ValueError(f"{name} have one dimension and one length, but came as {came}")
    parts = np.stack(arrays)
    return np.where(np.isfinite(parts), parts, np.nan)


def _year(known: ArrayLike | None, parts: Floats, elapsed: int) -> Floats:
    """This year's parts so far, missing where the series is shorter than the year."""
    shape = (len(parts), elapsed)
    if known is not None:
        given = np.atleast_2d(np.asarray(known, dtype=float))
        if given.shape != shape:
            raise ValueError(f"known has the shape {shape}, but came as {given.shape}")
        return np.where(np.isfinite(given), given, np.nan)
    year = np.full(shape, np.nan)
    have = parts[:, max(parts.shape[1] - elapsed, 0) :]
    year[:, elapsed - have.shape[1] :] = have
    return year


def _missing_at_end(present: NDArray[np.bool_]) -> int:
    """How many periods at the end are missing."""
    at = np.flatnonzero(present)
    return len(present) - (int(at[-1]) + 1 if len(at) else 0)


def _last_run(parts: Floats, usable: NDArray[np.bool_]) -> Floats:
    """The unbroken run of periods that ends at the latest one that is there."""
    end = len(usable) - _missing_at_end(usable)
    missing = np.flatnonzero(~usable[:end])
    return parts[:, int(missing[-1]) + 1 if len(missing) else 0 : end]


def _chance(
    outturns: Floats, target: Target | None, better: str, decimals: int | None
) -> float | None:
    """Share of the outturns that meet the target, both as published."""
    if target is None or np.isnan(target).any():
        return None
    figure, aim = _published(outturns, decimals), _published(np.asarray(target), decimals)
    slack = TIE * np.abs(aim)
    floor, ceiling = aim - slack, aim + slack
    if aim.ndim:
        met = (figure >= floor[0]) & (figure <= ceiling[1])
    else:
        met = figure >= floor if better == "higher" else figure <= ceiling
    return float(np.mean(met))


def _published(figure: Floats, decimals: int | None) -> Floats:
    """Whole steps of the last decimal place, halves away from zero; all of it without decimals."""
    if decimals is None:
        return figure
    # A half that a double holds a hair too low, as 1.005 is held, is still a half.
    steps = np.abs(figure) * 10.0**decimals * (1 + TIE)
    return np.sign(figure) * np.floor(steps + 0.5)
