"""Year-end outturn: where the year will end, how surely, and the chance of meeting its target.

References
----------
Hyndman, R. J. and Athanasopoulos, G. (2021). *Forecasting: principles and practice*, 3rd
edition. OTexts. Sections 5.5 (resampled errors), 5.10 (rolling origin) and 8 (smoothing).
"""

from __future__ import annotations

import warnings
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_analysis.statistics import backtest
from pmf_analysis.statistics.backtest import Figure, Forecaster

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Outturn", "Reason", "exponential_smoothing", "outturn"]

Floats = NDArray[np.float64]
Target = float | tuple[float, float]

OVER_TIME = ("sum", "mean", "last", "ratio")
LEAST_POINTS = 8
LEAST_COVERAGE, MOST_COVERAGE = 0.6, 0.95  # of the 80% interval, for a forecast that is shown
TAILS = (0.1, 0.9, 0.025, 0.975)  # of the 80% and 95% intervals
SEASONAL_YEARS = 2  # full years that seasonal effects are estimated from
TENTHS = 10
TIE = 1e-12  # relative: what doubles may leave of an equality


class Reason(StrEnum):
    """Why a forecast is not shown."""

    COMPLETE = "year complete"
    MISSING = "a value of this year is missing"
    SHORT = "fewer than 8 points"
    COVERAGE = "coverage"


@dataclass(frozen=True)
class Outturn:
    """The figure that a year is forecast to end with; NaN where there is no forecast.

    Attributes
    ----------
    estimate, lower_80, upper_80, lower_95, upper_95 : float
        Point forecast and intervals, in the figure's own unit.
    probability : float or None
        Chance that the figure as published meets the target; None without a target.
    method : str or None
        The candidate that won the backtest.
    mase : float
        The winner's mean absolute scaled error; 1 is as far off as one period's usual change.
    coverage : float
        Share of past origins at which the 80% interval would have held what came.
    shown : bool
        Whether the forecast may be published.
    reason : Reason or None
        Why it may not.
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
        """The chance to the nearest tenth; never as certain as none or all of ten."""
        if self.probability is None:
            return None
        tenths = int(self.probability * TENTHS + 0.5)
        if tenths in (0, TENTHS):
            return "over 9 in 10" if tenths else "under 1 in 10"
        return f"about {tenths} in 10"

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with one row."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs no pandas

        return pd.DataFrame([{**asdict(self), "words": self.words}])


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
    """Forecast the figure of the year that the latest value belongs to.

    Parameters
    ----------
    values : array_like, shape (periods,)
        Figures in each period up to now, never cumulated or rolling; NaN where missing. Not
        read for a ratio.
    remaining, periods_a_year : int
        Periods of the year after the last in `values`; periods in a year.
    known : array_like, shape (periods so far,), for a ratio (2, periods so far)
        This year's values so far, where they differ from the end of `values` because a period
        is left out of the forecast but counts for the year.
    over_time : {"sum", "mean", "last", "ratio"}
        How periods make the year.
    numerators, denominators : array_like, shape (periods,)
        The parts of a ratio, multiplier x sum of numerators / sum of denominators.
    multiplier : float
        What a ratio is expressed per, such as 100.
    target : float or (float, float), optional
        What the year should reach, or the band that it should end in.
    better : {"higher", "lower"}
        Which side of a single target meets it. An equal figure meets every target.
    decimals : int, optional
        Places of the published figure; figure and target are rounded, halves away from zero.
    least, most : float, optional
        What a period's figure cannot go below or above: 0 for counts, 0 and 100 for percentages.
    paths, seed : int
        How many paths, an even number, and what fixes their random numbers.

    Returns
    -------
    Outturn
        The winner of `backtest.rolling_origin` forecasts the steps that remain; the errors of
        `backtest.resample` are added, for a ratio to both parts at once, and what is known, and
        each path is a year. Intervals are the years' quantiles; the chance is the share that
        meets the target. Only the unbroken run up to the latest value is used. Values missing
        at the end count as remaining; an earlier one of this year rules a forecast out, except
        of "last". Shown when the run has 8 points, the year is not complete, and
        `backtest.coverage` of the 80% interval is 0.6 to 0.95.

    Raises
    ------
    ValueError
        `over_time` or `better` is none of the above, arrays do not fit, `remaining` is more
        than a year, or `paths` is odd.

    References
    ----------
    Hyndman and Athanasopoulos (2021), 5.5 and 5.10.

    Examples
    --------
    >>> quarters = [5, 9, 9, 7, 6, 10, 9, 8, 5, 10, 8, 7, 6, 9, 9]
    >>> year = outturn(quarters, remaining=1, periods_a_year=4, target=31, least=0)
    >>> year.estimate, year.method, year.words
    (31.0, 'seasonal naive', 'about 6 in 10')
    """
    if over_time not in OVER_TIME:
        raise ValueError(f"over_time is one of {', '.join(OVER_TIME)}, but came as {over_time}")
    if not 0 <= remaining <= periods_a_year or periods_a_year == 0:
        came = f"{remaining} of {periods_a_year}"
        raise ValueError(f"remaining lies between 0 and the periods of a year, but came as {came}")
    if paths < 1 or paths % 2:
        raise ValueError(f"paths is an even number above 0, but came as {paths}")
    ratio = over_time == "ratio"
    parts = _parts(*((numerators, denominators) if ratio else (values,)))
    year = _year(known, parts, periods_a_year - remaining)
    run, gap = _last_run(np.where(parts[-1] > 0, parts, np.nan) if ratio else parts)
    late = min(gap, _last_run(year)[1])
    year = year[:, : year.shape[1] - late]
    steps, ahead = remaining + late, gap - late
    low, high = -np.inf if least is None else least, np.inf if most is None else most
    floor = float(np.min(run[-1])) / 2 if run.size else 0.0
    divisor = periods_a_year if over_time == "mean" else 1
    figure = Figure(over_time, divisor, multiplier, low, high, floor)
    so_far = np.zeros(1) if over_time == "last" and steps else figure.total(year)
    if steps and run.shape[1] < LEAST_POINTS:
        return Outturn(reason=Reason.SHORT)
    if np.isnan(so_far).any():
        return Outturn(reason=Reason.MISSING)
    if steps == 0:
        ended = figure.of_totals(so_far)
        chance = _chance(ended, target, better, decimals)
        return Outturn(*(float(ended),) * 5, probability=chance, reason=Reason.COMPLETE)
    won = backtest.rolling_origin(run, CANDIDATES, figure, steps, periods_a_year, ahead)
    if won is None:
        return Outturn(reason=Reason.COVERAGE)
    forecast = backtest.project(run, CANDIDATES[won.method], steps, periods_a_year, ahead)
    years = figure.of_forecasts(forecast + backtest.resample(won.errors, paths, seed), so_far)
    estimate = float(figure.of_forecasts(forecast, so_far))
    low_80, up_80, low_95, up_95 = (float(bound) for bound in np.quantile(years, TAILS))
    chance = _chance(years, target, better, decimals)
    held = backtest.coverage(won, figure, TAILS[1] - TAILS[0])
    shown = LEAST_COVERAGE <= held <= MOST_COVERAGE
    reason = None if shown else Reason.COVERAGE
    return Outturn(
        estimate, low_80, up_80, low_95, up_95, chance, won.method, won.mase, held, shown, reason
    )


def exponential_smoothing(values: Floats, steps: int, season: int) -> Floats:
    """Simple exponential smoothing; with additive seasons, from two full years, if AICc is less.

    Values are standardised first, so that their unit does not matter.
    """
    from statsmodels.tsa.holtwinters import ExponentialSmoothing  # noqa: PLC0415 - slow to load

    centre, spread = np.mean(values), np.std(values)
    if spread <= TIE * abs(centre):
        return backtest.last_value(values, steps, season)
    scaled = (values - centre) / spread
    kinds = (None, "add") if 1 < season <= len(values) / SEASONAL_YEARS else (None,)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # of poor fits, which the backtest judges, and perfect ones
        models = [
            ExponentialSmoothing(scaled, seasonal=kind, seasonal_periods=kind and season)
            for kind in kinds
        ]
        # SLSQP starts no threads, which a search as small as this spends most of its time on; a
        # grid of starting values takes half the time of a seasonal fit, and gains little.
        fits = [model.fit(method="SLSQP", use_brute=not model.has_seasonal) for model in models]
        ahead = min(fits, key=lambda fit: fit.aicc).forecast(steps)
    return np.asarray(centre + spread * ahead)


# The simplest first.
CANDIDATES: dict[str, Forecaster] = {
    "last value": backtest.last_value,
    "seasonal naive": backtest.seasonal_naive,
    "drift": backtest.drift,
    "exponential smoothing": exponential_smoothing,
}


def _parts(*given: ArrayLike | None) -> Floats:
    arrays = [np.asarray(np.nan if a is None else a, dtype=float) for a in given]
    if any(a.ndim != 1 or a.shape != arrays[0].shape for a in arrays):
        came = " and ".join(str(a.shape) for a in arrays)
        raise ValueError(f"values, or both parts of a ratio, are 1-D and fit, but came as {came}")
    parts = np.stack(arrays)
    return np.where(np.isfinite(parts), parts, np.nan)


def _year(known: ArrayLike | None, parts: Floats, elapsed: int) -> Floats:
    """The year's parts so far; missing where the series is shorter."""
    padded = np.pad(parts, ((0, 0), (elapsed, 0)), constant_values=np.nan)
    year = padded[:, padded.shape[1] - elapsed :]
    if known is None:
        return year
    given = np.atleast_2d(np.asarray(known, dtype=float))
    if given.shape != year.shape:
        raise ValueError(f"known has the shape {year.shape}, but came as {given.shape}")
    return np.where(np.isfinite(given), given, np.nan)


def _last_run(parts: Floats) -> tuple[Floats, int]:
    """The unbroken run that ends at the latest period, and how many are missing after it."""
    missing = np.flatnonzero(np.isnan(parts).any(axis=0))
    there = np.flatnonzero(np.isfinite(parts).all(axis=0))
    end = int(there[-1]) + 1 if there.size else 0
    start = int(max(missing[missing < end], default=-1)) + 1
    return parts[:, start:end], parts.shape[1] - end


def _chance(years: Floats, target: Target | None, better: str, places: int | None) -> float | None:
    """Share of the years that meet the target, both as published."""
    if target is None or np.isnan(target).any() or np.isnan(years).any():
        return None
    if better not in ("higher", "lower"):
        raise ValueError(f"better is higher or lower, but came as {better}")
    open_ended = (target, np.inf) if better == "higher" else (-np.inf, target)
    band = np.asarray(target if np.ndim(target) else open_ended, dtype=float)
    figure, (low, high) = _published(years, places), _published(band, places)
    met = (figure >= low - TIE * abs(low)) & (figure <= high + TIE * abs(high))
    return float(np.mean(met))


def _published(figure: Floats, places: int | None) -> Floats:
    """In units of the last place published; as it is where no places are given."""
    if places is None:
        return figure
    # A half that a double holds a hair too low, such as 1.005, is a half all the same.
    return np.asarray(np.sign(figure) * np.floor(np.abs(figure) * 10.0**places * (1 + TIE) + 0.5))
