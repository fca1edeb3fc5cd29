"""Who is affected: Inventshire's figures, divided.

The parts of one kind are whole numbers that add up to the council's own figure as it is now known.
They are recorded with it, so that reading an earlier day never finds parts without their whole.
"""

from collections.abc import Iterable
from math import sqrt
from random import Random

from .cells import apportioned, text
from .series import COUNCIL
from .simulate import Row, chance
from .splits import SPLITS, Split

__all__ = ["breakdown_rows"]

UNBOUNDED = 10**12
CALM = 0.7  # parts differ by a little less than chance would have it, so that tilts are seen

Figure = tuple[float, int | None, int | None]  # value, numerator, denominator


def standing(rows: Iterable[Row]) -> list[Row]:
    """The council's rows as now known, in order of period, withheld and missing ones left out."""
    latest = {row.period.name: row for row in rows if row.organisation == COUNCIL}
    return [row for row in latest.values() if row.value is not None]


def divided(split: Split, row: Row, facts: dict[str, str]) -> list[Figure]:
    """The parts of one figure, in the order of the split."""
    random = Random(f"2025:{split.indicator}:{split.kind}:{row.period.name}")
    shares = [share * (1 + split.uneven * chance(random)) for _, share, _ in split.parts]
    tilts = [tilt for *_, tilt in split.parts]
    free = [UNBOUNDED] * len(shares)
    if row.numerator is None or row.denominator is None:
        value = row.value or 0.0
        if facts["unit"] == "count":
            return [(float(n), None, None) for n in apportioned(round(value), shares, free)]
        # A survey estimate has no counts; its parts are as large as one another and average to it.
        return [(round(value * tilt, int(facts["decimals"])), None, None) for tilt in tilts]
    bottoms = apportioned(row.denominator, shares, free)
    tops = counted(split, row.period.name, row.numerator, bottoms, random)
    per = float(facts["per"])
    parts = zip(tops, bottoms, strict=True)
    return [(round(per * top / bottom, 4), top, bottom) for top, bottom in parts]


def counted(
    split: Split, period: str, numerator: int, bottoms: list[int], random: Random
) -> list[int]:
    """Numerators of the parts."""
    for name, counts in split.pinned:
        if name == period:
            return list(counts)
    whole = sum(bottoms)
    told = whole - numerator if split.rest else numerator
    weights = []
    for bottom, (*_, tilt) in zip(bottoms, split.parts, strict=True):
        expected = bottom * told / whole * tilt
        width = CALM * sqrt(expected * (1 - told / whole))
        weights.append(max(0.1, expected + width * chance(random)))
    tops = apportioned(told, weights, bottoms)
    return [b - t for t, b in zip(tops, bottoms, strict=True)] if split.rest else tops


def breakdown_rows(
    catalogue: dict[str, dict[str, str]], drawn: dict[str, list[Row]]
) -> list[list[str]]:
    """Further lines of ``observations.csv``: by indicator, kind, period and part."""
    return [
        [
            split.indicator,
            COUNCIL,
            row.period.name,
            f"{split.kind}: {name}",
            text(value),
            text(top),
            text(bottom),
            "p" if row.status == "p" else "",
            "",
            row.recorded_on.isoformat(),
        ]
        for split in SPLITS
        for row in standing(drawn[split.indicator])[-split.periods :]
        for (name, *_), (value, top, bottom) in zip(
            split.parts, divided(split, row, catalogue[split.indicator]), strict=True
        )
    ]
