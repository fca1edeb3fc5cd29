"""Targets for each year, and where each came from.

Seven figures are 2019-20 to 2025-26; six are the years 2019 to 2024 of a measure that runs by
calendar or academic year. Contextual measures have none.
"""

from .series import Aim

__all__ = ["AIMS"]

EVEN = (0.25, 0.5, 0.75, 1.0)
LATE_IN_YEAR = (0.2, 0.45, 0.7, 1.0)


def flat(figure: float, years: int = 7) -> tuple[float, ...]:
    """The same figure every year."""
    return (figure,) * years


AIMS = (
    Aim("101", (160, 100, 140, 160, 170, 176, 180), "Growth that grant funding allows.", EVEN),
    Aim("104", (6, 4, 6, 8, 9, 10, 10), "One start-up a year more than the last, then level."),
    Aim("105", (36, 24, 36, 40, 40, 40, 42), "Capacity of one adviser.", EVEN),
    Aim("201", (9000, 9000, 9500, 10500, 11000, 12000, 12500), "Five-year planting plan."),
    Aim("202", (None, 45, 55, 65, 75, 85, 95), "Grant agreement with the partnership."),
    Aim("203", (17800, 17000, 16100, 15200, 14300, 13500, 12700), "Straight line to net zero."),
    Aim("204", (180, 150, 200, 220, 260, 280, 300), "Homes promised in the bid.", LATE_IN_YEAR),
    Aim("205", (48, 48, 48.5, 49, 49.5, 50, 50.5), "Waste strategy."),
    Aim("206", (125, 126, 124, 122, 120, 118, 116), "Waste strategy."),
    Aim("304", flat(100), "The law sets the time limit."),
    Aim(
        "305",
        (80, 80, 82, 82, 85, 85, 85),
        "Well above the national threshold of 60%.",
        tolerance=0.04,
    ),
    Aim("306", (80, 80, 82, 84, 84, 85, 85), "Well above the national threshold of 70%."),
    Aim(
        "307",
        (240, 320, 280, 260, 280, 290, 280),
        "Programme funding agreement.",
        EVEN,
        revised=((2025, 300, "2025-07-22", "Raised when a further grant was confirmed in July."),),
    ),
    Aim("401", (90, 90, 92, 92, 95, 95, 95), "Highways safety policy."),
    Aim("402", (26, 26, 25, 24, 23.5, 22.5, 22), "Highways asset plan."),
    Aim("403", (200e3, 100e3, 120e3, 190e3, 192e3, 194e3, 195e3), "Bus improvement plan."),
    Aim("404", (1200, 1200, 1150, 1150, 1100, 1100, 1100), "Two weeks' work for the repair gangs."),
    Aim("501", (76, 76, 76, 74, 74, 74, 75), "Upper middle of the published national measures."),
    Aim("502", flat(100), "The national standard."),
    Aim("503", (50, 50, 50, 52, 52, 54, 55), "Better than the national rate."),
    Aim("504", (38, 38, 38, 39, 40, 40, 40), "Better than the national rate."),
    Aim(
        "506",
        (50, 55, 55, 55, 60, 65, 70),
        "Homelessness strategy.",
        revised=((2025, 75, "2025-07-22", "Eased when two hostels closed for repair."),),
    ),
    Aim("507", (1050, 900, 1000, 1060, 1060, 1080, 1080), "Local plan housing requirement.", EVEN),
    Aim("508", (260, 220, 250, 270, 280, 290, 300), "Local plan policy.", LATE_IN_YEAR),
    Aim("601", (60, 60, 62, 64, 65, 65, 66), "Above the national average, towards the legal duty."),
    Aim("602", (76, 76, 78, 78, 80, 80, 80), "Corporate parenting promise."),
    Aim("603", (86, 86, 86, 87, 87, 88, 88), "Better than statistical neighbours."),
    Aim(
        "604",
        (94, 94, 94.5, 94.5, 95, 95, 95),
        "Better than statistical neighbours.",
        tolerance=0.02,
    ),
    Aim("606", (4.8, 4.8, 6.0, 6.8, 6.8, 6.5), "Return halfway to absence before the pandemic."),
    Aim("607", (72, 72, 64, 66, 67, 68), "National average."),
    Aim("608", (65, 65, 60, 61, 62, 63), "National average, plus one point."),
    Aim("609", (65, 65, 65, 64, 64, 64.5), "National average."),
    Aim("610", (34, 34, 37, 34, 34.2, 34.5), "National average.", tolerance=0.02),
    Aim("611", (*(None,) * 5, 40, 44), "Places funded; first set for 2024-25."),
    Aim("703", (24, 24, 23, 22, 20, 19, 18), "Better than statistical neighbours."),
    Aim("704", (68, 68, 68, 69, 70, 70, 70), "National average."),
    Aim("705", (88, 88, 88, 89, 90, 90, 90), "Corporate parenting promise."),
    Aim("706", (700, 700, 680, 660, 640, 620, 600), "A wait of six weeks at most."),
    Aim("707", flat(16.5), "No more than statistical neighbours."),
    Aim("708", (580, 580, 570, 565, 560, 560, 560), "Home first strategy."),
    Aim("709", (140, 130, 140, 145, 150, 150, 155), "Reablement capacity."),
    Aim("710", flat(88), "Regional average."),
    Aim("711", (84, 84, 84, 84, 85, 85, 85), "National average."),
    Aim("801", (14, 13.6, 13.4, 13, 12.8, 12.5), "Straight line to smoke-free (5%)."),
    Aim("804", (74, 74, 74, 75, 75, 75, 75), "Contract standard."),
    Aim("805", (90, 85, 88, 90, 90, 90, 90), "Contract standard."),
    Aim("806", flat(6.0), "Top quarter of similar areas."),
    Aim("807", (11500, 6000, 8000, 11000, 11200, 11400, 11600), "Leisure contract."),
    Aim("901", (660, 200, 400, 560, 580, 590, 600), "Library strategy."),
    Aim(
        "902", (80e3, 20e3, 48e3, 78e3, 80e3, 82e3, 84e3), "Museums plan.", (0.28, 0.35, 0.2, 0.17)
    ),
    Aim(
        "903",
        (128e3, 10e3, 70e3, 126e3, 128e3, 130e3, 132e3),
        "Venues' business plans.",
        (0.23, 0.185, 0.355, 0.23),
    ),
    Aim("904", (38, 20, 36, 38, 38, 40, 40), "Grants budget."),
    Aim("1001", (85, 80, 85, 88, 90, 90, 90), "Information Commissioner's expectation."),
    Aim("1002", (85, 85, 85, 90, 90, 90, 90), "Complaints policy."),
    Aim("1003", (26, 26, 25, 22, 22, 21, 20), "Upper half of councils."),
    Aim("1004", flat(6.5), "Actuary's assumption.", set_by="Pensions Committee"),
    Aim("1005", flat(9.5), "Average of unitary councils."),
    Aim("1007", flat(1), "A certificate is required."),
    Aim("P01", (2.3, 2.3, 2.3, 2.3, 2.25, 2.25, 2.2), "Average of unitary councils."),
    Aim("P02", (3.2, 3.2, 3.4, 3.4, 3.4, 3.3, 3.3), "People strategy."),
    Aim("P03", flat(95), "People strategy."),
    Aim("P04", (4.5, 4.5, 5, 5, 5.5, 5.5, 5.5), "People strategy."),
    Aim("P05", (88, 88, 88, 90, 90, 90, 90), "People strategy."),
    Aim(
        "F01",
        flat(100),
        "Spend within budget, without hoarding it.",
        band=(-2.0, 0.5),
        set_by="Full Council",
    ),
    Aim("F02", flat(95), "Prompt payment promise."),
    Aim(
        "F03",
        (7.2e6, 6.4e6, 7e6, 7.4e6, 8e6, 8.2e6, 8.4e6),
        "Savings in the budget.",
        LATE_IN_YEAR,
        set_by="Full Council",
        shares=(
            ("adults", 0.37),
            ("children", 0.27),
            ("wellbeing", 0.05),
            ("place", 0.13),
            ("growth", 0.06),
            ("resources", 0.12),
        ),
    ),
    Aim("R02", (14, 14, 13, 13, 12, 12, 12), "Complaints policy."),
    Aim("R03", (75, 70, 72, 75, 78, 80, 80), "Customer promise."),
    Aim("R04", (78, 78, 78, 80, 80, 80, 80), "Customer promise."),
)
