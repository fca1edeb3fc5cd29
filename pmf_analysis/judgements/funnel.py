"""The funnel of a comparison group: how far an area of its size may stand from the rest.

References
----------
Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. *Statistics in
Medicine* 24, 1185-1202.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pmf_analysis.statistics.funnel import limits

__all__ = ["Bounds", "Funnel", "Member", "funnel"]

FUNNEL_NEEDS = 5  # areas; with fewer, each one alone moves the centre that it is held against
CURVE_POINTS = 40
# The curves run a little past the smallest and the largest area, as shares of their denominators.
BEFORE, PAST = 0.85, 1.1

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Bounds:
    """What chance leaves room for at one denominator, in the indicator's unit."""

    denominator: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


@dataclass(frozen=True)
class Member:
    """One area in its funnel.

    Attributes
    ----------
    outside : int
        +1 above the 95% limit, +2 above the 99.8% limit, -1 and -2 below, 0 inside.
    bounds : Bounds
        The limits at its own denominator.
    """

    area: str
    outside: int
    bounds: Bounds


@dataclass(frozen=True)
class Funnel:
    """A group in its funnel.

    Attributes
    ----------
    centre : float
        The whole group put together, the council included, in the indicator's unit.
    widened : bool
        Whether the limits allow for areas that differ by more than the chance of their cases.
    members : tuple of Member
        The areas, in the order that they came in.
    curve : tuple of Bounds
        The limits from the smallest denominator to the largest.
    """

    centre: float
    widened: bool
    members: tuple[Member, ...]
    curve: tuple[Bounds, ...]


def funnel(
    areas: Sequence[str],
    numerators: Floats,
    denominators: Floats,
    kind: Literal["proportion", "rate"],
    per: float,
) -> Funnel | None:
    """Return the funnel of a group about its own total; None for fewer than five areas.

    Parameters
    ----------
    areas : sequence of str
        Codes.
    numerators, denominators : ndarray, shape (areas,)
        Cases, and what they are out of, above 0; all known.
    kind : {"proportion", "rate"}
        What their ratio is.
    per : float
        What the figure is expressed per: 100 for a percentage.
    """
    if len(areas) < FUNNEL_NEEDS:
        return None
    found = limits(numerators, denominators, kind, multiplier=per)
    centre, between = float(found.target[0]), float(found.tau2[0])
    sizes = np.geomspace(BEFORE * denominators.min(), PAST * denominators.max(), CURVE_POINTS)
    drawn = limits(
        np.full_like(sizes, np.nan), sizes, kind, target=centre, tau2=between, multiplier=per
    )
    columns = [getattr(found, name) for name in _LIMITS]
    curves = [getattr(drawn, name) for name in _LIMITS]
    return Funnel(
        centre,
        between > 0,
        tuple(
            Member(area, int(side), Bounds(*map(float, row)))
            for area, side, *row in zip(areas, found.outside, denominators, *columns, strict=True)
        ),
        tuple(Bounds(*map(float, row)) for row in zip(sizes, *curves, strict=True)),
    )


_LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")
