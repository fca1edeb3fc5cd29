"""Suggested rebases: a level held for so long that a person should look why.

References
----------
NHS England, Making Data Count. *Rebasing guidance* (recalculating limits): evidence of a sustained
change, a known cause and agreement. The program brings the first; people give the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_analysis.statistics.chart import Ints, layout, panel_of
from pmf_analysis.statistics.rules import TIE

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Suggestion", "suggest"]

LEAST_BEFORE = 13  # values that fix the old centre
LEAST_RUN = 16  # consecutive points on one side of it


@dataclass(frozen=True)
class Suggestion:
    """Where limits might be worked out anew; one entry a series.

    Attributes
    ----------
    at : ndarray of int
        Position of the first point of the new level; -1 where nothing is suggested.
    side : ndarray of int8
        +1 for a higher level, -1 for a lower one, 0 for none.
    centre : ndarray of float
        The centre that the points left, in the values' unit; NaN for none.
    """

    at: Ints
    side: NDArray[np.int8]
    centre: NDArray[np.float64]

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a series."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy alone

        return pd.DataFrame({name: np.ravel(getattr(self, name)) for name in self.__annotations__})


def suggest(
    values: ArrayLike, *, segments: ArrayLike | None = None, baseline: int | None = None
) -> Suggestion:
    """Suggest a rebase within each series' last segment; never makes one.

    Parameters
    ----------
    values : array_like, shape (periods,) or (series, periods)
        NaN where missing; a missing period ends a run.
    segments : array_like of int, optional
        A label a period; earlier segments have had their rebase.
    baseline : int, optional
        How many first values of the segment fix its centre; when left out, all the values
        before the run do.

    Returns
    -------
    Suggestion
        The earliest 16 consecutive points that all lie on one side of a centre fixed by at least
        13 earlier values of the segment.

    Raises
    ------
    ValueError
        `values` is not one- or two-dimensional, `segments` does not fit it, or `baseline` is
        under 2.

    References
    ----------
    NHS England, Making Data Count, rebasing guidance.

    Examples
    --------
    >>> found = suggest([6, 5] * 7 + [9, 8] * 8)
    >>> int(found.at), int(found.side), float(found.centre)
    (14, 1, 5.5)
    """
    given = panel_of("values", values)
    placed, panel = layout(given, segments, baseline), np.atleast_2d(given)
    series, periods = panel.shape
    at, side = np.full(series, -1), np.zeros(series, dtype=np.int8)
    centre = np.full(series, np.nan)
    if periods >= LEAST_BEFORE + LEAST_RUN:
        last = placed.segment == placed.segment[:, -1:]
        fixing = last & placed.used
        # Sums and counts of the values before each point.
        total = np.cumsum(np.where(fixing, panel, 0), axis=1) - np.where(fixing, panel, 0)
        before = np.cumsum(fixing, axis=1) - fixing
        for start in range(LEAST_BEFORE, periods - LEAST_RUN + 1):
            run = panel[:, start : start + LEAST_RUN]
            mean = total[:, start] / np.maximum(before[:, start], 1)
            apart, tie = run - mean[:, None], TIE * np.abs(mean)[:, None]
            above, below = (apart > tie).all(axis=1), (apart < -tie).all(axis=1)
            new = (above | below) & last[:, start] & (before[:, start] >= LEAST_BEFORE) & (at < 0)
            at[new], side[new], centre[new] = start, np.where(above, 1, -1)[new], mean[new]
    one = given.shape[:-1]
    return Suggestion(at.reshape(one), side.reshape(one), centre.reshape(one))
