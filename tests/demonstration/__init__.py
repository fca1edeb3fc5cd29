"""The demonstration council's figures: a seeded generator, and tests that its features are there.

Inventshire is made up. Its figures are drawn here rather than kept by hand so that anyone can see
why each series looks as it does, and so that the same bytes come out on every machine.
"""

from pathlib import Path

from . import plan, tables

__all__ = ["write"]


def write(folder: Path) -> dict[str, int]:
    """Write every drawn table into a folder; return how many rows each has.

    Money and what people say follow the indicators, so those are written first.
    """
    return {**tables.write(folder), **plan.write(folder)}
