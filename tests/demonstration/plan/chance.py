"""Chance that is the same on every machine and in every Python: from ``Random.random`` alone."""

from random import Random

__all__ = ["pick"]


def pick(key: str, low: int, high: int) -> int:
    """A whole number from low to high, both counted: always the same for the same key."""
    return low + int(Random(key).random() * (high - low + 1))
