"""Rolling-origin backtests: how well a way of forecasting would have done on a series' own past.

References
----------
Hyndman, R. J. and Koehler, A. B. (2006). Another look at measures of forecast accuracy.
*International Journal of Forecasting* 22, 679-688.
Hyndman, R. J. and Athanasopoulos, G. (2021). *Forecasting: principles and practice*, 3rd
edition. OTexts. Sections 5.2 (simple methods), 5.5 (bootstrapped errors), 5.8 (scaled errors)
and 5.10 (rolling origin).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Backtest",
    "Forecaster",
    "Outcome",
    "coverage",
    "drift",
    "last_value",
    "project",
    "resample",
    "rolling_origin",
    "seasonal_naive",
    "widening",
]

Floats = NDArray[np.float64]
# Values up to now, steps ahead, periods a year -> one forecast a step.
Forecaster = Callable[[Floats, int, int], Floats]
# Parts of some periods, shape (..., parts, periods) -> the figure of those periods, shape (...).
Outcome = Callable[[Floats], Floats]

LEAST_TRAINING = 3  # values before the first origin
LEAST_ORIGINS = 4  # origins that a backtest needs
MOST_ORIGINS = 24  # the latest: two years of months; bounds the time that a series takes
LEAST_EARLIER = 4  # origins before one that make its interval, as they would have at the time
TIE = 1e-9  # relative


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
        The winner's forecasts, and actual less forecast, oldest origin first; NaN where the
        series ends before the step.
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


def project(parts: Floats, forecaster: Forecaster, ahead: int, steps: int, season: int) -> Floats:
    """Forecast each part, shape (parts, periods), leaving out the first steps `ahead`."""
    return np.stack([forecaster(part, ahead + steps, season)[ahead:] for part in parts])


def rolling_origin(
    parts: Floats,
    candidates: Mapping[str, Forecaster],
    outcome: Outcome,
    *,
    steps: int,
    season: int,
    ahead: int = 0,
) -> Backtest | None:
    """Let candidates compete on what each would have forecast at earlier times.

    Parameters
    ----------
    parts : ndarray of float, shape (parts, periods)
        An unbroken run: one row for a plain series, two for a ratio.
    candidates : mapping of str to Forecaster
        The simplest first.
    outcome : callable
        Makes the figure that is judged; here it is asked for each period alone.
    steps : int
        How many steps are judged, at least 1.
    season : int
        Periods a year.
    ahead : int
        Steps between an origin and the first step that is judged.

    Returns
    -------
    Backtest or None
        At each origin every candidate is fitted again, on the values before it alone. The
        latest 24 origins take part; those near the end are judged on the steps that have been
        seen. MASE is the mean absolute error of all steps over the mean absolute change from
        one period to the next: Hyndman and Koehler's, with one scale, that of the whole run,
        for all origins. The smallest wins; a simpler candidate wins a tie (relative 1e-9);
        scale 0 takes the first. `seasonal_naive` needs a full year and one value more before
        the first origin: it competes, and all begin there, where enough origins are left.
        Enough is 4, and one more than `steps`, so that two reach the last. None where the
        others too, beginning after 3 values, have fewer.

    References
    ----------
    Hyndman and Koehler (2006); Hyndman and Athanasopoulos (2021), 5.8 and 5.10.

    Examples
    --------
    >>> line = np.array([[1.0, 2, 3, 4, 5, 6, 7, 8]])
    >>> methods = {"last value": last_value, "drift": drift}
    >>> test = rolling_origin(line, methods, lambda a: a[..., 0, :].sum(-1), steps=2, season=1)
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
    scale = float(np.mean(np.abs(np.diff(_each(parts, outcome)))))
    best: Backtest | None = None
    for name, forecaster in candidates.items():
        if forecaster is seasonal_naive and not seasonal:
            continue
        made = [project(parts[:, :o], forecaster, ahead, steps, season) for o in origins]
        forecasts = np.where(np.isnan(actual), np.nan, np.stack(made))
        error = float(np.nanmean(np.abs(_each(actual, outcome) - _each(forecasts, outcome))))
        mase = error / scale if scale > 0 else 0.0
        if best is None or mase < best.mase * (1 - TIE):
            best = Backtest(name, mase, forecasts, actual - forecasts)
    return best


def widening(origins: int) -> float:
    """How much wider than its errors a forecast is, for knowing only so many of them.

    Returns
    -------
    float
        1 + 1 / origins: to first order the sqrt((k + 1) / (k - 1)) by which the standard
        deviation of a new value exceeds the root mean square of k known ones.
    """
    return 1 + 1 / origins


def resample(errors: Floats, paths: int, seed: int) -> Floats:
    """Draw paths of errors.

    Parameters
    ----------
    errors : ndarray of float, shape (origins, parts, steps)
        As `Backtest.errors`.
    paths : int
        How many, an even number.
    seed : int
        Of the random numbers; the same seed gives the same paths.

    Returns
    -------
    ndarray of float, shape (paths, parts, steps)
        A path takes all errors of one origin drawn at random, so that parts and steps stay
        together as they came. Where that origin's errors end early, it goes on with those of
        another that reaches further. Each path stands there twice, with either sign: a few
        errors cannot tell a skew or a bias from chance. All are widened by `widening`.

    References
    ----------
    Hyndman and Athanasopoulos (2021), 5.5.

    Examples
    --------
    >>> errors = np.array([[[1.0, 2.0]], [[3.0, np.nan]]])
    >>> sorted({tuple(path[0] / 1.5) for path in resample(errors, 100, seed=1).tolist()})
    """
    random = np.random.default_rng(seed)
    reach = _reach(errors)
    drawn = errors[random.integers(len(errors), size=paths // 2)]
    for step in range(1, errors.shape[-1]):
        short = np.flatnonzero(np.isnan(drawn[:, 0, step]))
        longer = np.flatnonzero(reach > step)
        others = longer[random.integers(len(longer), size=len(short))]
        drawn[short, :, step:] = errors[others, :, step:]
    drawn *= widening(len(errors))
    return np.concatenate([drawn, -drawn])


def coverage(test: Backtest, outcome: Outcome, level: float) -> float:
    """Share of origins whose outcome fell inside the interval that other origins give.

    Parameters
    ----------
    test : Backtest
        Forecasts and errors at each origin.
    outcome : callable
        Makes the figure of an origin's steps, as far as they have been seen.
    level : float
        Of the interval, such as 0.8.

    Returns
    -------
    float
        An origin's own errors never make its interval. Errors come from the origins before it,
        where four of them reach as far, as it would have been done at the time; otherwise from all
        others that do. NaN where no origin has another to be judged by.

    Examples
    --------
    >>> errors = np.array([[[e]] for e in (1.0, -2, 3, -1, 2, -9, 1, 2)])
    >>> coverage(Backtest("any", 1.0, 0 * errors, errors), lambda a: a[..., 0, :].sum(-1), 0.8)
    """
    reach = _reach(test.errors)
    order = np.arange(len(reach))
    inside = []
    for own, steps in enumerate(reach):
        others = (reach >= steps) & (order != own)
        earlier = others & (order < own)
        pool = earlier if np.count_nonzero(earlier) >= LEAST_EARLIER else others
        if not np.any(pool):
            continue
        errors = test.errors[pool, :, :steps]
        errors = errors * widening(len(test.errors))
        forecast = test.forecasts[own, :, :steps]
        actual = outcome(forecast + test.errors[own, :, :steps])
        outcomes = outcome(forecast + np.concatenate([errors, -errors]))
        tails = ((1 - level) / 2, (1 + level) / 2)
        lower, upper = np.quantile(outcomes, tails, method="averaged_inverted_cdf")
        slack = TIE * abs(actual)
        inside.append(lower - slack <= actual <= upper + slack)
    return float(np.mean(inside)) if inside else np.nan


def _each(parts: Floats, outcome: Outcome) -> Floats:
    """Make the figure of each period alone: shape (..., parts, periods) to (..., periods)."""
    return outcome(np.swapaxes(parts, -1, -2)[..., np.newaxis])


def _reach(errors: Floats) -> NDArray[np.int64]:
    """How many steps each origin has seen."""
    return np.asarray(np.count_nonzero(~np.isnan(errors[:, 0]), axis=-1), dtype=np.int64)
