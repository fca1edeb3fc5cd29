"""How a number is written in a cell, and how a whole is shared out in whole numbers."""

from collections.abc import Sequence

__all__ = ["apportioned", "text"]


def text(number: float | None) -> str:
    """A number as short text, never in exponents, with no digits that rounding left behind."""
    if number is None:
        return ""
    written = f"{round(number, 4):.4f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def apportioned(whole: int, weights: Sequence[float], caps: Sequence[int]) -> list[int]:
    """Share a whole number out by weight, no part above its cap: the largest remainders first.

    Weights are added in a loop because ``sum`` rounds floats differently from Python 3.12 on.
    """
    if sum(caps) < whole:
        message = f"{whole} does not fit into parts of at most {list(caps)}"
        raise ValueError(message)
    total = 0.0
    for weight in weights:
        total += weight
    due = [whole * weight / total for weight in weights]
    parts = [min(cap, int(share)) for cap, share in zip(caps, due, strict=True)]
    while sum(parts) < whole:
        open_parts = [place for place in range(len(parts)) if parts[place] < caps[place]]
        parts[max(open_parts, key=lambda place: (due[place] - parts[place], -place))] += 1
    return parts
