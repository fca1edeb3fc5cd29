"""The demonstration council's figures: a seeded generator, and tests that its features are there.

Inventshire is made up. Its figures are drawn here rather than kept by hand so that anyone can see
why each series looks as it does, and so that the same bytes come out on every machine.
"""

from .tables import write

__all__ = ["write"]
