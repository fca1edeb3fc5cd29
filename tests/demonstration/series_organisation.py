"""Series of the theme Effective services, and those that every directorate reports."""

from .series import Part, Series

__all__ = ["ORGANISATION"]

DIRECTORATES = ("adults", "children", "wellbeing", "place", "growth", "resources")
STAFF = (720.0, 980.0, 310.0, 640.0, 520.0, 560.0)  # full time equivalents
QUARTER_PAY = 11_500.0  # pounds for each full time equivalent
LEVEL = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
COMPLAINTS = (27.0, 24.0, 9.0, 66.0, 51.0, 30.0)  # a quarter


def parts(sizes: tuple[float, ...], tilts: tuple[float, ...] = LEVEL) -> tuple[Part, ...]:
    """Pair each directorate with its size and tilt, in the council's order."""
    return tuple(Part(*row) for row in zip(DIRECTORATES, sizes, tilts, strict=True))


def staff(multiple: float, tilts: tuple[float, ...] = LEVEL) -> tuple[Part, ...]:
    """Parts in proportion to staff."""
    return parts(tuple(size * multiple for size in STAFF), tilts)


ORGANISATION = (
    Series(
        "1001",
        "share",
        (("", 88.2),),
        parts=parts((38.0, 62.0, 24.0, 74.0, 60.0, 66.0), (1.0, 0.96, 1.03, 1.0, 1.0, 1.03)),
        missing=("2020-21 Q1",),
        why="Rolled up from directorates by requests, not by averaging percentages.",
    ),
    Series(
        "1002",
        "share",
        (("", 77.0),),
        parts=parts(COMPLAINTS, (0.94, 0.9, 1.1, 1.02, 1.0, 1.12)),
        first_told=(("2024-25 Q3", 0.95, "Closures entered late."),),
        why="Stable and short of its target; rolled up from directorates.",
    ),
    Series(
        "1003",
        "amount",
        (("", 25.0), ("Apr 2022", 21.2), ("Nov 2024", 17.8)),
        size=320.0,
        spread=0.06,
        missing=("Apr 2020",),
        why="A step change when claims moved online (rebased), then a further improvement.",
    ),
    Series("1004", "amount", (("", 7.4),), spread=0.05, pinned=(("2024-25", 7.2),)),
    Series(
        "1005",
        "amount",
        (("", 10.3),),
        spread=0.02,
        pinned=(("2025-26 Q2", 10.4),),
        why="Forecast sickness: steady, and steadily above its target.",
    ),
    Series(
        "1006",
        "events",
        (("", 1.0),),
        parts=parts((2.6, 1.6, 0.5, 2.8, 1.2, 0.5)),
        growth=0.0,
        size_noise=0.0,
        suppressed=(
            ("2020-21 Q3", "children"),
            ("2020-21 Q3", "growth"),
            ("2021-22 Q2", "adults"),
            ("2021-22 Q2", "place"),
        ),
        why="Small counts: some came already withheld, the rest the program must withhold.",
    ),
    Series("1007", "amount", (("", 1.0),), spread=0.0, pinned=(("2020-21", 0),)),
    Series(
        "P01",
        "amount",
        (("", 2.7),),
        spread=0.05,
        size_noise=0.02,
        season=(0.92, 0.9, 1.08, 1.1),
        parts=staff(1.0, (1.15, 0.95, 0.9, 1.2, 0.95, 0.75)),
        why="Seasonal by directorate: winter illness.",
    ),
    Series("P02", "share", (("", 3.0),), parts=staff(1.2, (1.2, 1.1, 1.0, 0.8, 0.9, 0.9))),
    Series(
        "P03",
        "share",
        (("", 92.0),),
        parts=staff(1.05, (0.98, 0.97, 1.02, 1.0, 1.02, 1.04)),
        missing=("2019-20 Q4",),
    ),
    Series(
        "P04",
        "amount",
        (("", 6.3),),
        spread=0.07,
        parts=staff(QUARTER_PAY, (1.3, 1.8, 0.3, 0.5, 0.7, 0.4)),
        growth=0.035,
        size_noise=0.01,
        why="Internal edition only.",
    ),
    Series(
        "P05", "share", (("", 93.6),), spread=1.3, parts=staff(6.0), why="Internal edition only."
    ),
    Series(
        "F01",
        "amount",
        (("", 100.6), ("2023-24 Q1", 101.3), ("2024-25 Q1", 100.4), ("2025-26 Q1", 100.1)),
        spread=0.002,
        season=(1.004, 1.002, 1.0, 0.998),
        parts=parts((98e6, 78e6, 14e6, 36e6, 12e6, 34e6), (1.004, 1.008, 0.994, 0.998, 1.0, 0.985)),
        growth=0.04,
        size_noise=0.0,
        why="A range: both overspend and underspend are off target. A line, never limits.",
    ),
    Series(
        "F02",
        "share",
        (("", 97.2),),
        spread=1.3,
        parts=parts((1900.0, 1300.0, 420.0, 1500.0, 900.0, 800.0)),
        why="Another percentage near 100, reliably on target.",
    ),
    Series(
        "F03",
        "amount",
        (("", 1.0),),
        spread=0.05,
        season=(0.72, 0.9, 1.0, 1.26),
        parts=parts((700e3, 520e3, 90e3, 260e3, 110e3, 230e3)),
        growth=0.0,
        size_noise=0.0,
        why="Cumulative pounds against a profile that is steeper than delivery.",
    ),
    Series(
        "R01",
        "events",
        (("", 1.0),),
        parts=parts((9.0, 8.0, 3.0, 22.0, 17.0, 10.0)),
        growth=0.0,
        size_noise=0.0,
        missing=("Aug 2020",),
        take=1,
    ),
    Series("R02", "share", (("", 10.2),), parts=parts(COMPLAINTS)),
    Series(
        "R03",
        "share",
        (("", 70.0), ("2022-23 Q1", 77.6)),
        spread=3.0,
        parts=parts((6200.0, 4100.0, 1500.0, 7800.0, 9100.0, 14500.0)),
        first_told=(("2024-25 Q1", 0.97, "Calls handed to a second queue had been left out."),),
        why="A step change with the new telephone system, rebased.",
    ),
    Series(
        "R04",
        "share",
        (("", 84.6),),
        parts=parts((240.0, 180.0, 90.0, 420.0, 360.0, 820.0)),
    ),
)
