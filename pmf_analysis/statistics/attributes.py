"""Charts of proportions, rates and counts: p, u and c, and Laney's p' and u'.

References
----------
Provost, L. P. and Murray, S. (2011). *The Health Care Data Guide*. Jossey-Bass.
Laney, D. B. (2002). Improved control charts for attributes. *Quality Engineering* 14, 531-537.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_analysis.statistics.attribute_lines import PROPORTION, RATE, attribute
from pmf_analysis.statistics.chart import ControlChart
from pmf_analysis.statistics.rules import MAKING_DATA_COUNT, RuleSet


def p(
    numerators: ArrayLike,
    denominators: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    centre: float | None = None,
    exact: bool = False,
) -> ControlChart:
    """Chart of proportions (p): limits follow each period's denominator.

    Parameters
    ----------
    numerators, denominators : array_like, shape (periods,) or (series, periods)
        0 <= numerator <= denominator; NaN, and a denominator of 0, are missing.
    rules, segments, baseline
        As `xmr`.
    centre : float, optional
        A share known beforehand, in place of the pooled one.
    exact : bool
        Where the expected numerator or its complement is under 5, take the binomial's 0.00135
        and 0.99865 quantiles for limits (0.02275 and 0.97725 for two-sigma lines).

    Returns
    -------
    ControlChart
        Values are shares, 0 to 1. centre = sum of numerators / sum of denominators;
        sigma_i = sqrt(centre (1 - centre) / n_i); lines cut to [0, 1] once the rules are judged.

    Raises
    ------
    ValueError
        A count is negative, a numerator above its denominator, shapes differ, or as `xmr`.

    References
    ----------
    Provost and Murray (2011), chapter 5.

    Examples
    --------
    >>> chart = p([12, 15, 9, 14], [100, 110, 90, 100])
    >>> float(chart.centre[0]), round(float(chart.upper[0]), 4)
    (0.125, 0.2242)
    """
    return attribute(
        PROPORTION, numerators, denominators, rules, segments, baseline, centre, None, exact=exact
    )


def u(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    centre: float | None = None,
    exact: bool = False,
) -> ControlChart:
    """Chart of rates (u): limits follow each period's exposure.

    Parameters
    ----------
    counts, exposures : array_like, shape (periods,) or (series, periods)
        Events, 0 or more, and what they are counted over; NaN, and an exposure of 0, are missing.
    rules, segments, baseline, centre, exact
        As `p`; exact limits are the Poisson's.

    Returns
    -------
    ControlChart
        Values are events per unit of exposure. centre = sum of counts / sum of exposures;
        sigma_i = sqrt(centre / n_i); lines not below 0 once the rules are judged.

    Raises
    ------
    ValueError
        A count is negative, shapes differ, or as `xmr`.

    References
    ----------
    Provost and Murray (2011), chapter 5.

    Examples
    --------
    >>> chart = u([12, 15, 9, 14], [10, 11, 9, 10])
    >>> float(chart.centre[0]), round(float(chart.upper[0]), 4)
    (1.25, 2.3107)
    """
    return attribute(RATE, counts, exposures, rules, segments, baseline, centre, None, exact=exact)


def c(
    counts: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    centre: float | None = None,
    exact: bool = False,
) -> ControlChart:
    """Chart of counts (c): a `u` chart whose exposure never changes.

    Parameters
    ----------
    counts : array_like, shape (periods,) or (series, periods)
        Events, 0 or more; NaN where missing.
    rules, segments, baseline, centre, exact
        As `u`.

    Returns
    -------
    ControlChart
        centre = mean count; sigma = sqrt(centre); lines not below 0 once the rules are judged.

    Raises
    ------
    ValueError
        A count is negative, or as `xmr`.

    References
    ----------
    Provost and Murray (2011), chapter 5.

    Examples
    --------
    >>> chart = c([4, 2, 5, 3, 6])
    >>> float(chart.centre[0]), float(chart.upper[0])
    (4.0, 10.0)
    """
    ones = np.ones_like(np.asarray(counts, dtype=float))
    return attribute(RATE, counts, ones, rules, segments, baseline, centre, None, exact=exact)


def p_prime(
    numerators: ArrayLike,
    denominators: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    centre: float | None = None,
    least: float = 0.0,
    exact: bool = False,
) -> ControlChart:
    """Laney's chart of proportions (p'): limits as wide as the data really vary.

    Parameters
    ----------
    numerators, denominators, rules, segments, baseline, centre, exact
        As `p`; exact limits stand sigma-z times as far from the centre.
    least : float
        Sigma-z is taken as no less than this: with 1 the limits never come inside a p chart's,
        so that one rule serves data with and without extra variation.

    Returns
    -------
    ControlChart
        sigma_i = sqrt(centre (1 - centre) / n_i) x sigma-z, sigma-z = mean moving range of
        z_i = (value_i - centre) / sigma_i, screened, over 1.128.

    Raises
    ------
    ValueError
        As `p`.

    References
    ----------
    Laney (2002).

    Examples
    --------
    >>> chart = p_prime([1200, 1500, 900, 1400], [10000, 11000, 9000, 10000])
    >>> round(float(chart.upper[0]), 4)
    0.2059
    """
    return attribute(
        PROPORTION, numerators, denominators, rules, segments, baseline, centre, least, exact=exact
    )


def u_prime(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    segments: ArrayLike | None = None,
    baseline: int | None = None,
    centre: float | None = None,
    least: float = 0.0,
    exact: bool = False,
) -> ControlChart:
    """Laney's chart of rates (u'): limits as wide as the data really vary.

    Parameters
    ----------
    counts, exposures, rules, segments, baseline, centre, exact
        As `u`; exact limits stand sigma-z times as far from the centre.
    least : float
        Sigma-z is taken as no less than this, as in `p_prime`.

    Returns
    -------
    ControlChart
        sigma_i = sqrt(centre / n_i) x sigma-z, sigma-z as in `p_prime`.

    Raises
    ------
    ValueError
        As `u`.

    References
    ----------
    Laney (2002).

    Examples
    --------
    >>> chart = u_prime([1200, 1500, 900, 1400], [1000, 1100, 900, 1000])
    >>> round(float(chart.upper[0]), 4)
    2.0591
    """
    return attribute(RATE, counts, exposures, rules, segments, baseline, centre, least, exact=exact)
