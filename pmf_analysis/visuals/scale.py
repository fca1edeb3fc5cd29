"""A vertical scale: round ticks that hold the data, and labels that do not touch."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Scale"]

WHOLE = 100.0  # percent
MARGIN = 0.06  # of the data's spread, above and below
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A linear scale over `height` pixels.

    Attributes
    ----------
    low, high : float
        The domain, in the data's unit.
    ticks : list of float
        Round values inside it.
    height : int
        Pixels from low to high.
    """

    low: float
    high: float
    ticks: list[float]
    height: int

    @staticmethod
    def around(values: list[float], *, percent: bool, height: int, from_zero: bool = True) -> Scale:
        """Return a scale that holds all values, from 0 where it may and they come near it."""
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        spread = (high - low) or abs(high) or 1.0
        bottom, top = low - MARGIN * spread, high + MARGIN * spread
        if from_zero and low >= 0 and low < 0.4 * high:
            bottom = 0.0
        if percent:
            bottom = max(bottom, 0.0) if low >= 0 else bottom
            top = min(top, WHOLE) if high <= WHOLE else top
        if top <= bottom:
            bottom = top - 1.0
        step = _step((top - bottom) / max(2, height // 48))
        first = math.ceil(bottom / step - 1e-9)
        last = math.floor(top / step + 1e-9)
        return Scale(bottom, top, [round(k * step, 10) for k in range(first, last + 1)], height)

    def apart(self, values: list[float], gap: float) -> list[float]:
        """Move values up or down until they stand `gap` pixels apart, in their order."""
        per_pixel = (self.high - self.low) / self.height
        order = sorted(range(len(values)), key=values.__getitem__)
        placed = [values[k] for k in order]
        least = gap * per_pixel
        for _ in range(20):
            for k in range(1, len(placed)):
                short = least - (placed[k] - placed[k - 1])
                if short > least * 1e-9:
                    placed[k] += short / 2
                    placed[k - 1] -= short / 2
        moved = list(values)
        for k, value in zip(order, placed, strict=True):
            moved[k] = value
        return moved


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))
