"""Rolling-origin backtests: how well ways of forecasting would have done on a series' own past.

References
----------
Hyndman, R. J. and Koehler, A. B. (2006). Another look at measures of forecast accuracy.
*International Journal of Forecasting* 22, 679-688.
Hyndman, R. J. and Athanasopoulos, G. (2021). *Forecasting: principles and practice*, 3rd
edition. OTexts. Sections 5.2 (simple methods), 5.5 (resampled errors), 5.8 (scaled errors) and
5.10 (rolling origin).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Backtest",
    "Figure",
    "Forecaster",
    "coverage",
    "drift",
    "last_value",
    "project",
    "resample",
    "rolling_origin",
    "seasonal_naive",
]

Floats = NDArray[np.float64]
# Values up to now, steps ahead, periods a year -> one forecast a step.
Forecaster = Callable[[Floats, int, int], Floats]

LEAST_TRAINING = 3  # values before the first origin
LEAST_ORIGINS = 4  # origins that a backtest needs
MOST_ORIGINS = 24  # the latest: two years of months; bounds the time that a series takes
LEAST_EARLIER = 4  # origins before one that make its interval, as they would have at the time
TIE = 1e-9  # relative


@dataclass(frozen=True)
class Figure:
    """How the figure of several periods comes from their parts.

    Attributes
    ----------
    over_time : str
        ``sum``, ``mean`` and ``last`` have one part, the values; ``ratio`` has two, numerators
        and denominators.
    divisor, multiplier : float
        What a mean's sum is divided by; what a ratio is expressed per.
    least, most : float
        Between which each period's figure lies; totals of forecasts are kept within.
    floor : float
        Below which no denominator is forecast, so that a ratio cannot blow up.
    """

    over_time: str
    divisor: float = 1.0
    multiplier: float = 1.0
    least: float = -np.inf
    most: float = np.inf
    floor: float = 0.0

    def total(self, parts: Floats) -> Floats:
        """Sum over the last axis, the periods, or take the last of them."""
        return np.asarray(parts[..., -1] if self.over_time == "last" else parts.sum(axis=-1))

    def of_totals(self, totals: Floats) -> Floats:
        """Make the figure of totals, shape (..., parts) to (...)."""
        if self.over_time != "ratio":
            return np.asarray(totals[..., 0] / self.divisor)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.multiplier * totals[..., 0] / totals[..., 1])

    def of_forecasts(self, parts: Floats, known: Floats | float = 0.0) -> Floats:
        """Make the figure of known totals and forecast periods, shape (..., parts, periods)."""
        totals, periods = self.total(parts), parts.shape[-1]
        if self.over_time == "ratio":
            below = np.maximum(totals[..., 1], self.floor * periods)
            unit = below / self.multiplier
            above = np.clip(totals[..., 0], self.least * unit, self.most * unit)
            return self.of_totals(known + np.stack([above, below], axis=-1))
        counted = 1 if self.over_time == "last" else periods
        return self.of_totals(known + np.clip(totals, self.least * counted, self.most * counted))

    def of_each(self, parts: Floats) -> Floats:
        """Make the figure of each period alone, shape (..., parts, periods) to (..., periods)."""
        return self.of_forecasts(np.swapaxes(parts, -1, -2)[..., np.newaxis])


@dataclass(frozen=True)
class Backtest:
    """The winner of a competition, and what it would have said at each origin.

    Attributes
    ----------
    method : str
        The winner's name.
    mase : float
        Its mean absolute scaled error over all origins and steps; 0 where the scale is 0.
    forecasts, errors : ndarray of float, shape (origins, parts, steps)
        Forecasts, and actual less forecast, oldest origin first; NaN beyond the series' end.
    """

    method: str
    mase: float
    forecasts: Floats
    errors: Floats


def last_value(values: Floats, steps: int, _season: int) -> Floats:
    """Every step as the last value."""
    return np.full(steps, values[-1])


def seasonal_naive(values: Floats, steps: int, season: int) -> Floats:
    """Every step as the last value of the same season."""
    return np.asarray(values[len(values) - season + np.arange(steps) % season])


def drift(values: Floats, steps: int, _season: int) -> Floats:
    """Continue the line through the first value and the last."""
    slope = (values[-1] - values[0]) / (len(values) - 1)
    return np.asarray(values[-1] + slope * np.arange(1, steps + 1))


def project(parts: Floats, forecaster: Forecaster, steps: int, season: int, ahead: int) -> Floats:
    """Forecast each part, shape (parts, periods), leaving out the first steps `ahead`."""
    return np.stack([forecaster(part, ahead + steps, season)[ahead:] for part in parts])


def rolling_origin(
    parts: Floats,
    candidates: Mapping[str, Forecaster],
    figure: Figure,
    steps: int,
    season: int,
    ahead: int = 0,
) -> Backtest | None:
    """Let candidates compete on what each would have forecast at earlier times.

    Parameters
    ----------
    parts : ndarray of float, shape (parts, periods)
        An unbroken run: one row of values, or a ratio's numerators and denominators.
    candidates : mapping of str to Forecaster
        The simplest first.
    figure : Figure
        Makes what is judged, the figure of each step, of the parts.
    steps, season : int
        How many steps are judged, at least 1; periods a year.
    ahead : int
        How many steps are passed over before the first that is judged.

    Returns
    -------
    Backtest or None
        At each origin every candidate is fitted again, on the values before it alone. The
        latest 24 origins take part; those near the end are judged on the steps seen by now.
        MASE is the mean absolute error of all steps over the mean absolute change from one
        period to the next: Hyndman and Koehler's, with the whole run's scale for all origins.
        The smallest wins; the simpler wins a tie (relative 1e-9); scale 0 takes the first.
        `seasonal_naive` needs a full year and one value before the first origin: it competes,
        and all begin there, where enough origins are left. Enough is 4, and one more than
        `steps`, so that two reach the last step. None where the others, which begin after 3
        values, have fewer too.

    References
    ----------
    Hyndman and Koehler (2006); Hyndman and Athanasopoulos (2021), 5.8 and 5.10.

    Examples
    --------
    >>> line = np.array([[1.0, 2, 3, 4, 5, 6, 7, 8]])
    >>> methods = {"last value": last_value, "drift": drift}
    >>> test = rolling_origin(line, methods, Figure("sum"), 2, season=1)
    >>> test.method, test.mase, test.errors.shape
    ('drift', 0.0, (5, 1, 2))
    """
    usable = parts.shape[-1] - ahead
    enough = max(LEAST_ORIGINS, steps + 1)
    seasonal = season > 1 and usable - (season + 1) >= enough
    first = max(season + 1 if seasonal else LEAST_TRAINING, usable - MOST_ORIGINS)
    if usable - first < enough:
        return None
    origins = range(first, usable)
    actual = np.full((len(origins), len(parts), steps), np.nan)
    for row, origin in zip(actual, origins, strict=True):
        seen = parts[:, origin + ahead : origin + ahead + steps]
        row[:, : seen.shape[-1]] = seen
    scale = float(np.mean(np.abs(np.diff(figure.of_each(parts)))))
    best: Backtest | None = None
    for name, forecaster in candidates.items():
        if forecaster is seasonal_naive and not seasonal:
            continue
        made = [project(parts[:, :o], forecaster, steps, season, ahead) for o in origins]
        forecasts = np.where(np.isnan(actual), np.nan, np.stack(made))
        apart = figure.of_each(actual) - figure.of_each(forecasts)
        mase = float(np.nanmean(np.abs(apart))) / scale if scale > 0 else 0.0
        if best is None or mase < best.mase * (1 - TIE):
            best = Backtest(name, mase, forecasts, actual - forecasts)
    return best


def resample(errors: Floats, paths: int, seed: int) -> Floats:
    """Draw paths of forecast errors from those of a backtest.

    Parameters
    ----------
    errors : ndarray of float, shape (origins, parts, steps)
        As `Backtest.errors`.
    paths, seed : int
        How many, an even number; what fixes the random numbers.

    Returns
    -------
    ndarray of float, shape (paths, parts, steps)
        A path takes all errors of one origin, drawn at random, so that steps and parts stay
        together as they came. Where that origin's end early, the path goes on with those of
        another that reaches further. Each path is there twice, once with either sign: so few
        errors cannot tell bias or skew from chance. All k origins' errors are widened by
        1 + 1 / k: nearly sqrt((k + 1) / (k - 1)), by which the standard deviation of a new
        value exceeds the root mean square of k known ones.

    References
    ----------
    Hyndman and Athanasopoulos (2021), 5.5.

    Examples
    --------
    >>> paths = resample(np.array([[[1.0, 2]], [[4, np.nan]]]), 100, seed=0)
    >>> np.unique(paths[:, 0] / 1.5, axis=0).tolist()
    [[-4.0, -2.0], [-1.0, -2.0], [1.0, 2.0], [4.0, 2.0]]
    """
    random = np.random.default_rng(seed)
    reach = _reach(errors)
    drawn = errors[random.integers(len(errors), size=paths // 2)]
    for step in range(1, errors.shape[-1]):
        short = np.flatnonzero(np.isnan(drawn[:, 0, step]))
        longer = np.flatnonzero(reach > step)
        others = longer[random.integers(len(longer), size=len(short))]
        drawn[short, :, step:] = errors[others, :, step:]
    drawn *= 1 + 1 / len(errors)
    return np.concatenate([drawn, -drawn])


def coverage(test: Backtest, figure: Figure, level: float) -> float:
    """Share of origins whose figure fell inside the interval that other origins' errors give.

    Parameters
    ----------
    test : Backtest
        Forecasts and errors at each origin.
    figure : Figure
        Makes the figure of an origin's steps together, as far as they have been seen.
    level : float
        Of the interval, in (0, 1).

    Returns
    -------
    float
        An origin's own errors never make its interval. Where the errors of four earlier origins
        over as many steps were known by then, they alone make it; otherwise those of all others
        that reach as far, with either sign and widened as in `resample`. NaN where no origin has
        another.

    Examples
    --------
    >>> errors = np.reshape([1.0, -2, 3, -1, 2, -9, 1, 2], (8, 1, 1))
    >>> coverage(Backtest("any", 1.0, 0 * errors, errors), Figure("sum"), 0.8)
    0.75
    """
    reach = _reach(test.errors)
    order = np.arange(len(reach))
    inside = []
    for own, steps in enumerate(reach):
        others = (reach >= steps) & (order != own)
        earlier = others & (order + steps <= own)
        pool = earlier if np.count_nonzero(earlier) >= LEAST_EARLIER else others
        if not np.any(pool):
            continue
        errors = test.errors[pool, :, :steps] * (1 + 1 / len(reach))
        forecast = test.forecasts[own, :, :steps]
        outcomes = figure.of_forecasts(forecast + np.concatenate([errors, -errors]))
        actual = figure.of_forecasts(forecast + test.errors[own, :, :steps])
        tails = ((1 - level) / 2, (1 + level) / 2)
        lower, upper = np.quantile(outcomes, tails, method="averaged_inverted_cdf")
        slack = TIE * abs(actual)
        inside.append(lower - slack <= actual <= upper + slack)
    return float(np.mean(inside)) if inside else np.nan


def _reach(errors: Floats) -> NDArray[np.int64]:
    """How many steps each origin has seen."""
    return np.asarray(np.count_nonzero(~np.isnan(errors[:, 0]), axis=-1), dtype=np.int64)
