"""Series of the themes Health and well-being, and Culture."""

from .series import Series

__all__ = ["HEALTH"]

RESIDENTS = 300_000.0
LATE = "Late returns added."
SHUT = "Closed throughout the quarter; no count was made."

HEALTH = (
    Series(
        "801",
        "amount",
        (("", 14.1), ("2024", 12.3)),
        spread=0.012,
        slope=True,
        pinned=(("2024", 12.3),),
    ),
    Series(
        "802",
        "amount",
        (("", 11.2), ("2022 to 2024", 12.3)),
        spread=0.02,
        slope=True,
        why="Deaths pooled over three years: spans overlap, so neighbours are not independent.",
    ),
    Series("803", "amount", (("", 5.2), ("2022 to 2024", 7.0)), spread=0.03, slope=True),
    Series(
        "804",
        "share",
        (("", 78.0),),
        size=64.0,
        unavailable=(("2020-21 Q1", "Coaching was suspended in the first lockdown."),),
        missing=("2025-26 Q2",),
        why="Due and not received in the latest quarter: the provider sent no return.",
    ),
    Series(
        "805",
        "share",
        (("", 94.8), ("2023-24 Q3", 92.3)),
        size=2_650.0,
        spread=1.5,
        first_told=(("2024-25 Q4", 0.985, LATE),),
        why="On target but getting worse: a shift downwards since autumn 2023.",
    ),
    Series(
        "806",
        "share",
        (("", 5.6), ("2025-26 Q2", 6.3)),
        size=520.0,
        spread=0.25,
        slope=True,
        size_noise=0.02,
        missing=("2022-23 Q3",),
        why="Rolling twelve months from the national monitoring system, awaited.",
    ),
    Series(
        "807",
        "amount",
        (("", 11800.0), ("2020-21 Q1", 5200.0), ("2021-22 Q1", 9100.0), ("2021-22 Q3", 12400.0)),
        spread=0.012,
        why="Members left when centres closed; rebased once they were back.",
    ),
    Series(
        "901",
        "amount",
        (
            ("", 690.0),
            ("2020-21 Q1", 4.0),
            ("2020-21 Q2", 120.0),
            ("2020-21 Q3", 190.0),
            ("2020-21 Q4", 35.0),
            ("2021-22 Q1", 240.0),
            ("2021-22 Q2", 630.0),
        ),
        size=RESIDENTS,
        spread=0.015,
        season=(0.97, 1.06, 0.99, 0.98),
        size_noise=0.0,
        why="Seasonal, with the lockdown quarters excluded and a rebase after them.",
    ),
    Series(
        "902",
        "amount",
        (
            ("", 21000.0),
            ("2020-21 Q2", 9000.0),
            ("2020-21 Q3", 5000.0),
            ("2021-22 Q1", 12000.0),
            ("2021-22 Q2", 21500.0),
        ),
        spread=0.04,
        season=(1.12, 1.42, 0.79, 0.67),
        unavailable=(("2020-21 Q1", SHUT), ("2020-21 Q4", SHUT)),
        why="Strongly seasonal: summer visitors are twice winter's.",
    ),
    Series(
        "903",
        "amount",
        (("", 33000.0), ("2020-21 Q3", 3000.0), ("2021-22 Q1", 15000.0), ("2021-22 Q3", 35500.0)),
        spread=0.035,
        season=(0.92, 0.74, 1.42, 0.92),
        missing=("2020-21 Q1", "2020-21 Q2"),
        why="Seasonal the other way: winter shows.",
    ),
    Series(
        "904", "events", (("", 40.0),), pinned=(("2020-21", 22), ("2023-24", 38), ("2024-25", 44))
    ),
)
