"""Rates that allow for age: what the rate would be in a standard, or a reference, population."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_analysis.statistics.estimates import Interval
from pmf_analysis.statistics.poisson import FEW_EVENTS, byar_limits, rate

__all__ = ["EUROPEAN_STANDARD_POPULATION_2013", "dsr", "expected_events", "isr"]

Floats = NDArray[np.float64]

PER_100_000 = 100_000.0
# Eurostat (2013), ages 0-4, 5-9, ... 85-89, 90 and over.
EUROPEAN_STANDARD_POPULATION_2013 = (
    *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000),
    *(7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
)


def dsr(
    x: ArrayLike,
    n: ArrayLike,
    stdpop: ArrayLike = EUROPEAN_STANDARD_POPULATION_2013,
    confidence: float = 0.95,
    multiplier: float = PER_100_000,
    *,
    events_each: ArrayLike | None = None,
) -> Interval:
    """Directly standardised rate with Dobson's interval.

    Parameters
    ----------
    x : array_like, shape (..., bands)
        Events by age band. With `events_each`, of shape (..., frequencies, bands): the persons
        who had so many events each.
    n : array_like, shape (..., bands)
        Population by age band, above 0.
    stdpop : array_like, shape (..., bands)
        The standard population; the European one of 2013, in 19 bands, when left out.
    confidence : float
        Two-sided level in the open interval (0, 1).
    multiplier : float
        What the rate is expressed per.
    events_each : array_like, shape (frequencies,), optional
        How many events each person of that row had. Events that come to the same person are
        not independent, and widen the interval.

    Returns
    -------
    Interval
        With w = stdpop and O = sum(x): rate = sum(w x / n) / sum(w); variance
        V = sum(w^2 x / n^2) / sum(w)^2; limits rate + sqrt(V / O) (L - O), L being Byar's limits
        of O; all times `multiplier`. With `events_each` f, x is sum(f persons) and V the sum of
        f^2 times the variance of the persons' own rate. NaN under 10 events, or where a band is
        missing.

    Raises
    ------
    ValueError
        The bands differ in number, a count or a standard population is negative, a population
        is not above 0, or the level is outside (0, 1).

    References
    ----------
    Dobson, A. J. et al. (1991). Confidence intervals for weighted sums of Poisson parameters.
    *Statistics in Medicine* 10, 457-462.

    Examples
    --------
    >>> interval = dsr([10, 30], [1000, 500], [3, 1])
    >>> float(interval.estimate), round(float(interval.lower)), round(float(interval.upper))
    (2250.0, 1595, 3079)
    """
    persons, population, weight = (np.asarray(a, dtype=float) for a in (x, n, stdpop))
    _check_bands(x=persons, n=population, stdpop=weight)
    _check_range(x=persons, stdpop=weight)
    _check_above_zero(n=population)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = weight / weight.sum(axis=-1, keepdims=True) / population
    if events_each is None:
        events, spread = persons, persons
    else:
        frequency = np.asarray(events_each, dtype=float)
        if frequency.ndim != 1 or persons.shape[-2:-1] != frequency.shape:
            came = f"{frequency.shape} and {persons.shape}"
            raise ValueError(
                f"events_each has a number for each of x's (frequencies, bands), but came as {came}"
            )
        events = (frequency[:, None] * persons).sum(axis=-2)
        spread = (frequency[:, None] ** 2 * persons).sum(axis=-2)
    total = events.sum(axis=-1)
    low, high = byar_limits(total, confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = (share * events).sum(axis=-1)
        unit = np.sqrt((share**2 * spread).sum(axis=-1) / total)
        value = np.where(total < FEW_EVENTS, np.nan, value)
        lower, upper = value + unit * (low - total), value + unit * (high - total)
    return Interval(value, lower, upper, confidence).times(multiplier)


def isr(
    x: ArrayLike,
    n: ArrayLike,
    x_ref: ArrayLike,
    n_ref: ArrayLike,
    confidence: float = 0.95,
    multiplier: float | None = None,
    *,
    kind: Literal["rate", "ratio"] = "rate",
) -> Interval:
    """Indirectly standardised rate or ratio: events against those at the reference's rates.

    Parameters
    ----------
    x : array_like, shape (..., bands)
        Events by age band; of shape (..., 1) where only their total is known.
    n : array_like, shape (..., bands)
        Population by age band, above 0.
    x_ref, n_ref : array_like, shape (..., bands)
        Events and population of the reference, by age band.
    confidence : float
        Two-sided level in the open interval (0, 1).
    multiplier : float, optional
        What the figure is expressed per; when left out 100,000 for a rate and 1 for a ratio.
    kind : {"rate", "ratio"}
        Whether the ratio is turned into a rate by the reference's own rate.

    Returns
    -------
    Interval
        ratio = O / E, with O = sum(x) and E = `expected_events`; limits of O exact under 10 events,
        Byar's from 10, over E. A rate is the ratio times sum(x_ref) / sum(n_ref). NaN where a
        band is missing or no events are expected.

    Raises
    ------
    ValueError
        The bands differ in number, a count is negative, a population is not above 0, the kind
        is unknown or the level is outside (0, 1).

    References
    ----------
    Breslow and Day (1987), as under `byar`, chapter 2.

    Examples
    --------
    >>> interval = isr([4, 16], [1000, 500], [50, 200], [10_000, 5_000], kind="ratio")
    >>> float(interval.estimate), round(float(interval.lower), 3), round(float(interval.upper), 3)
    (0.8, 0.488, 1.236)
    """
    if kind not in {"rate", "ratio"}:
        raise ValueError(f"kind is rate or ratio, but came as {kind}")
    expected = expected_events(n, x_ref, n_ref)
    events, bands = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if events.shape[-1:] != (1,):
        _check_bands(x=events, n=bands)
    _check_range(x=events)
    ratio = rate(events.sum(axis=-1), np.where(expected > 0, expected, np.nan), confidence)
    if kind == "ratio":
        return ratio.times(1.0 if multiplier is None else multiplier)
    crude = np.sum(np.asarray(x_ref, dtype=float), axis=-1) / np.sum(
        np.asarray(n_ref, dtype=float), axis=-1
    )
    return ratio.times(crude * (PER_100_000 if multiplier is None else multiplier))


def expected_events(n: ArrayLike, x_ref: ArrayLike, n_ref: ArrayLike) -> Floats:
    """Events that a population would have at the reference's rates.

    Parameters
    ----------
    n : array_like, shape (..., bands)
        Population by age band, above 0.
    x_ref, n_ref : array_like, shape (..., bands)
        Events and population of the reference, by age band.

    Returns
    -------
    ndarray of float
        sum(n x_ref / n_ref) over the bands.

    Raises
    ------
    ValueError
        The bands differ in number, a count is negative or a population not above 0.

    Examples
    --------
    >>> float(expected_events([1000, 500], [50, 200], [10_000, 5_000]))
    25.0
    """
    population, events, exposure = (np.asarray(a, dtype=float) for a in (n, x_ref, n_ref))
    _check_bands(n=population, x_ref=events, n_ref=exposure)
    _check_range(x_ref=events)
    _check_above_zero(n=population, n_ref=exposure)
    return np.asarray((population * events / exposure).sum(axis=-1))


def _check_bands(**given: Floats) -> None:
    """The last axis counts the age bands, which have to be the same ones everywhere."""
    bands = {array.shape[-1:] for array in given.values()}
    if len(bands) > 1 or () in bands:
        came = ", ".join(str(array.shape) for array in given.values())
        names = ", ".join(given)
        raise ValueError(f"{names} have the same bands on their last axis, but came as {came}")


def _check_range(**given: Floats) -> None:
    for name, array in given.items():
        if np.any(array < 0):
            raise ValueError(f"{name} is 0 or more, but came as {array[array < 0][0]:g}")


def _check_above_zero(**given: Floats) -> None:
    for name, array in given.items():
        if np.any(array <= 0):
            raise ValueError(f"{name} is above 0, but came as {array[array <= 0][0]:g}")
