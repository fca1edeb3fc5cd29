"""Figures published in another unit than their indicator's: shares, thousands, per 100,000."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.sources.marks import scaled, write_figure
from pmf_analysis.sources.national.parts import HIDDEN, FigureMap
from pmf_analysis.sources.national.settle import EXACT, FIGURES, HALF

__all__ = ["unscaled"]

# By what a unit may be mistaken, from figures in millions to shares per million.
POWERS = tuple(10.0**power for power in range(-6, 7) if power)
ROUNDED = 0.01  # relative: how far counts rounded to 5 or 10 may move what is rebuilt from them


def unscaled(
    rows: pd.DataFrame, figure: FigureMap, indicator: Indicator, step: float, file: str
) -> Iterator[Fault]:
    """Yield a fault where every figure misses what its parts give by the same power of ten.

    Parameters
    ----------
    rows : DataFrame
        The figure and its parts as numbers, NaN where there is none, and the status of the
        whole; indexed by row.
    figure : FigureMap
        Where they stand.
    indicator : Indicator
        Whose they are.
    step : float
        One of the last decimal in which the figures are published.
    file : str
        The file's name.
    """
    shown = rows.loc[~rows["status"].isin(HIDDEN)]
    given = shown[(shown[[*FIGURES]].notna() & (shown[[*FIGURES]] != 0)).all(axis=1)]
    if figure.value is None or given.empty:
        return
    value, numerator, denominator = (given[role].to_numpy(float) for role in FIGURES)
    rebuilt = indicator.per * numerator / denominator
    slack = HALF * step + EXACT * np.abs(value)
    for times in POWERS:
        miss = np.abs(times * value - rebuilt)
        if (miss <= times * slack + ROUNDED * np.abs(rebuilt)).all():
            column, needed = figure.value.column, scaled(figure.value.times, times)
            expected = f"about {rebuilt[0]:.4g}, which the parts of {indicator.indicator} give"
            got = f"{write_figure(value[0])}, and in every other row a figure as far off"
            advice = (
                f"Say times: {write_figure(needed)} for it in the mapping; "
                f"or mend what {indicator.indicator} is per in indicators.csv"
            )
            yield Fault(file, int(given.index[0]), column, expected, got, advice)
