"""How the figures divide by ward, age, sex, ethnicity and deprivation, and who fares worse."""

from dataclasses import dataclass

__all__ = ["SPLITS", "Split"]

Parts = tuple[tuple[str, float, float], ...]  # name, share of the whole, level beside the whole


@dataclass(frozen=True)
class Split:
    """How an indicator divides by one kind.

    Parameters
    ----------
    parts
        Name, share of the denominator (or of the count) and level beside the whole.
    periods
        How many of the latest periods are divided.
    uneven
        How far a part's share strays from one period to the next; 0 for a population, which is the
        same for every indicator that rests on it.
    rest
        Whether the tilts are of those who are left over: late reviews rather than timely ones.
    pinned
        (period, counts) set by hand where small counts must fall as planned.
    """

    indicator: str
    kind: str
    parts: Parts
    periods: int = 8
    uneven: float = 0.02
    rest: bool = False
    pinned: tuple[tuple[str, tuple[int, ...]], ...] = ()


WARDS = (
    "Abbey",
    "Castle",
    "Eastgate",
    "Hillside",
    "Market",
    "Meadows",
    "Northgate",
    "Priory",
    "Quarry Bank",
    "Riverside",
    "Southfields",
    "Weavers",
)
WARD_SIZES = (0.078, 0.085, 0.091, 0.074, 0.082, 0.088, 0.09, 0.079, 0.083, 0.092, 0.081, 0.077)


def wards(tilts: tuple[float, ...]) -> Parts:
    """Pair each ward with its size and tilt."""
    return tuple(zip(WARDS, WARD_SIZES, tilts, strict=True))


def sexes(female: float, tilt: float, other: float) -> Parts:
    """Female and male, by the share that is female."""
    return ("Female", female, tilt), ("Male", 1 - female, other)


FIFTHS = (
    "Most deprived fifth",
    "Second most deprived fifth",
    "Middle fifth",
    "Second least deprived fifth",
    "Least deprived fifth",
)
CHILDREN = ("0 to 4", "5 to 9", "10 to 15", "16 and 17")
BY_AGE = (0.245, 0.272, 0.366, 0.117)  # of the population under 18


def ages(names: tuple[str, ...], shares: tuple[float, ...], tilts: tuple[float, ...]) -> Parts:
    """Name each age group with its share and tilt."""
    return tuple(zip(names, shares, tilts, strict=True))


def fifths(shares: tuple[float, ...], tilts: tuple[float, ...]) -> Parts:
    """Pair each fifth of neighbourhoods, most deprived first, with its share and tilt."""
    return tuple(zip(FIFTHS, shares, tilts, strict=True))


SPLITS = (
    Split(
        "205",
        "ward",
        wards((1.02, 0.86, 0.97, 1.1, 0.82, 1.08, 1.05, 1.0, 1.04, 0.9, 1.09, 1.06)),
        periods=4,
    ),
    Split(
        "503",
        "age",
        ages(("16 to 24", "25 to 44", "45 and over"), (0.24, 0.5, 0.26), (0.86, 1.0, 1.12)),
    ),
    Split("503", "sex", sexes(0.54, 1.05, 0.94)),
    Split(
        "506",
        "age",
        ages(
            ("16 to 24", "25 to 34", "35 to 49", "50 and over"), (0.2, 0.31, 0.33, 0.16), (1.0,) * 4
        ),
    ),
    Split(
        "601",
        "age",
        ages(("0 to 4", "5 to 10", "11 to 25"), (0.32, 0.4, 0.28), (1.24, 1.0, 0.74)),
    ),
    Split("601", "sex", sexes(0.3, 0.98, 1.01)),
    Split("604", "sex", sexes(0.49, 0.8, 1.2), rest=True),
    Split(
        "604",
        "ethnicity",
        (
            ("Asian", 0.09, 0.45),
            ("Black", 0.06, 0.95),
            ("Mixed or other", 0.09, 1.25),
            ("White", 0.76, 1.02),
        ),
        rest=True,
    ),
    Split(
        "605",
        "age",
        ages(("5 to 10", "11 to 13", "14 to 18"), (0.53, 0.24, 0.23), (0.5, 1.5, 1.6)),
        periods=6,
        uneven=0.0,
        pinned=(
            ("2023/24 autumn", (2, 3, 5)),
            ("2023/24 spring", (2, 3, 6)),
            ("2023/24 summer", (1, 2, 3)),
            ("2024/25 autumn", (2, 3, 3)),
            ("2024/25 spring", (2, 3, 4)),
            ("2024/25 summer", (1, 3, 4)),
        ),
    ),
    Split("607", "sex", sexes(0.49, 1.1, 0.905)),
    Split(
        "607",
        "deprivation",
        fifths((0.24, 0.21, 0.19, 0.18, 0.18), (0.84, 0.95, 1.02, 1.09, 1.15)),
    ),
    Split("701", "age", ages(CHILDREN, BY_AGE, (0.66, 0.8, 1.15, 1.72)), uneven=0.0),
    Split("701", "sex", sexes(0.488, 0.9, 1.1), uneven=0.0),
    Split("702", "age", ages(CHILDREN, BY_AGE, (1.38, 1.08, 0.86, 0.45)), uneven=0.0),
    Split("702", "sex", sexes(0.488, 0.97, 1.03), uneven=0.0),
    Split("703", "age", ages(CHILDREN, (0.29, 0.25, 0.34, 0.12), (0.88, 0.97, 1.14, 0.92))),
    Split(
        "706",
        "age",
        ages(("18 to 64", "65 to 84", "85 and over"), (0.31, 0.42, 0.27), (1.0,) * 3),
    ),
    Split("801", "deprivation", fifths((0.2,) * 5, (1.62, 1.22, 0.93, 0.72, 0.51)), periods=5),
    Split(
        "805",
        "ward",
        wards((0.8, 1.5, 1.0, 0.7, 1.7, 0.75, 0.9, 1.0, 0.85, 1.3, 0.7, 0.8)),
        periods=4,
        rest=True,
    ),
)
