"""Where an area stands among others: its rank, how sure that rank is, and its quartile.

References
----------
Goldstein, H. and Spiegelhalter, D. J. (1996). League tables and their limitations. *JRSS A* 159,
385-443.
Marshall, E. C. and Spiegelhalter, D. J. (1998). Reliability of league tables of in vitro
fertilisation clinics. *BMJ* 316, 1701-1705 (ranks by simulation).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata

from pmf_analysis.statistics.quantiles import QUARTILES, Method, quantile_bounds, quantile_group

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Method", "Ranks", "quantile_bounds", "quantile_group", "rank"]

Floats = NDArray[np.float64]
Kind = Literal["proportion", "rate", "value"]

INTERVAL_WIDTH_95 = 3.92  # a 95% interval is 2 x 1.96 standard errors wide
BLOCK = 1_000  # draws ranked at once, which bounds the memory
HALF = 0.5


@dataclass(frozen=True)
class Ranks:
    """The rank of each area, in the order of the area codes.

    Attributes
    ----------
    rank : ndarray of float
        1 is first; areas with equal figures share the least rank; NaN for an area without one.
    lower, upper : ndarray of float
        The interval of the rank; NaN for an area without one, or without an interval of its
        figure.
    of : int
        How many areas have a rank.
    quartile : ndarray of float
        1 for the quarter that comes first, to 4; NaN as `rank`, and for fewer than 4 areas.
    """

    rank: Floats
    lower: Floats
    upper: Floats
    of: int
    quartile: Floats

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row an area; `of` is repeated."""
        import pandas as pd  # noqa: PLC0415 - the engine itself needs numpy and scipy alone

        return pd.DataFrame({f.name: getattr(self, f.name) for f in fields(self)})


def rank(
    area_codes: Sequence[str],
    *,
    high_is_first: bool,
    kind: Kind = "value",
    x: ArrayLike | None = None,
    n: ArrayLike | None = None,
    value: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    draws: int = 10_000,
    confidence: float = 0.95,
) -> Ranks:
    """Rank areas, with an interval of each rank by simulation.

    Parameters
    ----------
    area_codes : sequence of str
        Each once. A code seeds its own area's draws: the order of the areas cannot matter, and
        an area that is added changes no other's draws.
    high_is_first : bool
        Whether the highest figure has rank 1.
    kind : {"value", "proportion", "rate"}
        What the figures are; proportions and rates need `x` and `n`, values `value`.
    x, n : array_like, shape (areas,), optional
        Successes or events, and trials or exposures; NaN where missing.
    value, lower, upper : array_like, shape (areas,), optional
        Figures with their 95% intervals. A figure without an interval has a rank without one,
        and stands still while the others are drawn.
    draws : int
        How many times every area is drawn.
    confidence : float
        Two-sided level of the rank's interval, in the open interval (0, 1).

    Returns
    -------
    Ranks
        Draws are Beta(x + 1/2, n - x + 1/2) for a proportion, Gamma(x + 1/2) / n for a rate,
        else normal with the standard error (upper - lower) / 3.92. The interval is the span of
        the whole ranks that hold the level's middle of the draws, stretched to the rank itself
        where that lies outside. Missing areas take no part.

    Raises
    ------
    ValueError
        Codes repeat, the shapes differ, the arguments do not fit the kind, a count is
        impossible, `draws` is under 1 or `confidence` outside (0, 1).

    References
    ----------
    Marshall and Spiegelhalter (1998); Goldstein and Spiegelhalter (1996).

    Examples
    --------
    >>> areas = ["E06000001", "E06000002", "E06000003", "E06000004"]
    >>> ranks = rank(
    ...     areas, kind="proportion", x=[90, 52, 48, 10], n=[100] * 4, high_is_first=True
    ... )
    >>> ranks.rank.tolist(), ranks.lower.tolist(), ranks.upper.tolist()
    ([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 2.0, 4.0], [1.0, 3.0, 3.0, 4.0])
    """
    codes = list(area_codes)
    if len(set(codes)) < len(codes):
        raise ValueError("area_codes come once each, but some repeat")
    if draws < 1 or not 0 < confidence < 1:
        raise ValueError(
            "draws is 1 or more and confidence lies in the interval (0, 1), "
            f"but came as {draws}, {confidence}"
        )
    given = {"x": x, "n": n, "value": value, "lower": lower, "upper": upper}
    columns = {name: _column(name, column, len(codes)) for name, column in given.items()}
    needed = _NEEDED.get(kind)
    if needed is None:
        raise ValueError(f"kind is one of {tuple(_NEEDED)}, but came as {kind!r}")
    if any(given[name] is None for name in needed):
        raise ValueError(f"the kind {kind} needs {' and '.join(needed)}, but they did not all come")
    figure, first, second = _parameters(kind, columns)
    known = np.flatnonzero(~np.isnan(figure))
    place, low, high = (np.full(len(codes), np.nan) for _ in range(3))
    direction = -1.0 if high_is_first else 1.0
    place[known] = rankdata(direction * figure[known], method="min")
    drawn = np.empty((draws, known.size))
    for column, area in enumerate(known):
        generator = _generator(codes[area])
        drawn[:, column] = _DRAW[kind](generator, first[area], np.nan_to_num(second[area]), draws)
    low[known], high[known] = _interval(direction * drawn, confidence)
    still = np.isnan(second)  # nothing known to draw its rank from
    return Ranks(
        place,
        np.where(still, np.nan, np.minimum(low, place)),
        np.where(still, np.nan, np.maximum(high, place)),
        int(known.size),
        quantile_group(figure, QUARTILES, high_is_first=high_is_first),
    )


_NEEDED = {"proportion": ("x", "n"), "rate": ("x", "n"), "value": ("value",)}
_DRAW: dict[str, Callable[..., Floats]] = {
    "proportion": np.random.Generator.beta,
    "rate": lambda generator, shape, n, draws: generator.gamma(shape, size=draws) / n,
    "value": np.random.Generator.normal,
}


def _column(name: str, given: ArrayLike | None, areas: int) -> Floats:
    """One column with a figure an area; NaN where none is known."""
    column = np.full(areas, np.nan) if given is None else np.asarray(given, dtype=float)
    if column.shape != (areas,):
        raise ValueError(f"{name} has the shape {(areas,)}, as the codes, but came {column.shape}")
    return np.where(np.isfinite(column), column, np.nan)


def _parameters(kind: str, columns: dict[str, Floats]) -> tuple[Floats, Floats, Floats]:
    """Each area's figure, and the two parameters of the distribution it is drawn from."""
    x, n, value, lower, upper = columns.values()
    if kind == "value":
        if np.any(lower > upper):
            raise ValueError("lower is at most upper, but some are above")
        return value, value, (upper - lower) / INTERVAL_WIDTH_95
    n = np.where(n > 0, n, np.nan)
    if np.any(x < 0) or (kind == "proportion" and np.any(x > n)):
        raise ValueError("x is 0 or more, for a proportion at most n, but some are not")
    return x / n, x + HALF, n - x + HALF if kind == "proportion" else n


def _generator(code: str) -> np.random.Generator:
    """Random numbers that are the code's own; Python's hash would differ from run to run."""
    seed = int.from_bytes(blake2b(code.encode(), digest_size=16).digest(), "big")
    return np.random.Generator(np.random.PCG64(seed))


def _interval(drawn: Floats, confidence: float) -> Floats:
    """Interval of each area's rank over draws; shape (2, areas)."""
    ranks = np.empty(drawn.shape, dtype=np.int32)
    for start in range(0, len(drawn), BLOCK):
        block = slice(start, start + BLOCK)
        ranks[block] = rankdata(drawn[block], method="min", axis=1)
    tail = (1 - confidence) / 2
    ends = np.quantile(ranks, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return np.asarray(ends, dtype=float)
