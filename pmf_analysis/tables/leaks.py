"""What is told though it is guarded, and the few figures more that stop it when hidden."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

import pandas as pd

from pmf_analysis.tables.recovery import Unknown, told
from pmf_analysis.tables.relations import Guarded, Said, count_of, rest_of

__all__ = ["leaks", "stopped_by"]

HALF = 0.5


def leaks(
    said: Sequence[Said], known: Mapping[Unknown, float]
) -> Iterator[tuple[Unknown, Guarded]]:
    """Yield what is guarded and told.

    Parameters
    ----------
    said : sequence of Said
        By the reports so far.
    known : mapping of Unknown to float
        What they have shown.
    """
    guarded = {name: guard for each in said for name, guard in each.guarded.items()}
    relations = [relation for each in said for relation in each.relations]
    for name, value in told(relations, known, guarded).items():
        guard = guarded[name]
        if math.isinf(guard.minimum) or HALF < value < guard.minimum - HALF:
            yield name, guard


def stopped_by(
    said: Sequence[Said], known: Mapping[Unknown, float], leak: Unknown, free: pd.DataFrame
) -> list[int]:
    """Return a few rows that stop a leak when hidden; none where it cannot be stopped.

    Parameters
    ----------
    said, known
        As `leaks`.
    leak : Unknown
        What must not be told.
    free : DataFrame
        Cells that may be hidden, those that are least missed first.
    """
    relations = [relation for each in said for relation in each.relations]
    named = {name: known[name] for r in relations for name in r.terms if name in known}
    rows = dict(zip(free.index, free["version"], strict=True))

    def stops(hide: Collection[int]) -> bool:
        gone = {name(rows[row]) for row in hide for name in (count_of, rest_of)}
        left = {name: value for name, value in named.items() if name not in gone}
        return leak not in told(relations, left, [leak])

    order = list(rows)
    # The more is hidden the less is told, so the shortest run that is enough can be halved for.
    enough = bisect_left(range(len(order) + 1), True, key=lambda many: stops(order[:many]))
    if enough > len(order):
        return []
    hide = order[:enough]
    for row in reversed(hide):
        without = [other for other in hide if other != row]
        if stops(without):
            hide = without
    return hide
