"""What some services cost for each person or mile: no side is better, so these have no target."""

from .series import Series

__all__ = ["COSTS"]

ADULTS = 246_000.0
UNDER_18 = 55_000.0
MILES_OF_ROAD = 1_240.0

COSTS = (
    Series(
        "V01",
        "amount",
        (("", 338.0), ("2024-25", 452.0)),
        size=ADULTS,
        spread=0.008,
        slope=True,
        size_noise=0.0,
        why="Spend per adult close to that of similar councils, rising with prices and need.",
    ),
    Series(
        "V02",
        "amount",
        (("", 812.0), ("2022-23", 940.0), ("2024-25", 1112.0)),
        size=UNDER_18,
        spread=0.008,
        slope=True,
        size_noise=0.0,
        why="Well above similar councils, as the rate of cared for children is.",
    ),
    Series(
        "V03",
        "amount",
        (("", 11_900.0), ("2024-25", 11_450.0)),
        size=MILES_OF_ROAD,
        spread=0.012,
        slope=True,
        growth=0.002,
        size_noise=0.0,
        why="Below similar councils, where fewer A roads need treatment too.",
    ),
)
