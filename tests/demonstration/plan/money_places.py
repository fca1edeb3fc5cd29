"""Revenue lines of Highways and Environment, Homes and Growth, and Resources."""

from .money_words import LEVEL, VACANT, Line, Words

__all__ = ["PLACES_REVENUE"]

PLACES_REVENUE = (
    Line(
        "REV-PLC-01",
        "place",
        "Waste collection and disposal",
        0.46,
        (0.008, 0.016, 0.004, 0.004, 0.008, 0.002, -0.006),
        0.5,
        Words(
            ("More waste at the kerb, and gate fees rose.", "Prices for paper and plastic fell."),
            ("Less waste than planned, and better prices for paper and metal.",),
        ),
    ),
    Line(
        "REV-PLC-02",
        "place",
        "Highways maintenance",
        0.34,
        (0.006, -0.006, 0.004, 0.010, 0.012, 0.006, 0.012),
        0.3,
        Words(
            (
                "Bitumen and fuel cost more than planned.",
                "Storm damage and dearer materials.",
                "More potholes after a hard winter.",
            ),
            ("A dry spell, and fewer repairs.", "Empty roads let gangs do more in a day."),
            {
                "2025-26 Q2": "Repairs after the September storms. The extra gangs since October "
                "are paid from reserves and not counted here."
            },
        ),
        volatile=True,
    ),
    Line(
        "REV-PLC-03",
        "place-transport",
        "Supported buses and concessions",
        0.19,
        (0.0, -0.012, -0.010, -0.003, 0.0, -0.004, -0.006),
        0.1,
        Words(
            ("Two routes cost more when they were let again.",),
            ("Fewer concessionary journeys than paid for in the budget.",),
        ),
    ),
    Line(
        "REV-PLC-04",
        "place",
        "Climate, nature and directorate teams",
        0.10,
        LEVEL,
        0.1,
        VACANT,
    ),
    Line(
        "REV-PLC-05",
        "place",
        "Parking income",
        -0.09,
        (-0.010, -0.160, -0.060, -0.020, -0.014, -0.010, -0.026),
        0.0,
        Words(
            (
                "Fewer people park in town on weekdays, so income is short of plan.",
                "People stayed at home in the pandemic, and income fell with them.",
                "Town centres have not filled again, so income is short of plan.",
                "Machines were out of use while card readers were fitted.",
            ),
            ("More visitors in summer than planned, so income is above plan.",),
            {
                "2025-26 Q2": "Fewer people park in town on weekdays. A new season ticket for "
                "people who work some days at home starts in January 2026."
            },
        ),
    ),
    Line(
        "REV-GRW-01",
        "growth",
        "Temporary accommodation",
        0.24,
        (0.010, 0.016, 0.010, 0.014, 0.040, 0.060, 0.090),
        0.1,
        Words(
            (
                "More families, for longer, at higher nightly prices.",
                "Housing benefit meets less than half of the nightly cost.",
            ),
            ("Fewer families needed bed and breakfast than planned.",),
            {
                "2025-26 Q2": "97 households, the most on record, while two hostels are shut. "
                "Leased homes replace bed and breakfast where we can find them."
            },
        ),
        volatile=True,
    ),
    Line(
        "REV-GRW-02",
        "growth-options",
        "Housing advice and prevention",
        0.24,
        (0.0, 0.0, 0.0, 0.002, -0.008, -0.012, -0.020),
        0.2,
        Words(
            ("Legal costs of cases under review.",),
            ("A government grant pays for posts that were in the budget.",),
        ),
    ),
    Line(
        "REV-GRW-03",
        "growth",
        "Planning and building control",
        0.32,
        (0.006, 0.008, 0.010, 0.002, 0.004, -0.006, -0.022),
        0.5,
        Words(
            (
                "Fees were below plan as fewer large applications came.",
                "Evidence for the local plan cost more than planned.",
            ),
            ("Planning fees rose nationally, and two posts stood empty.",),
        ),
    ),
    Line("REV-GRW-04", "growth", "Economy and business", 0.20, LEVEL, 0.2, VACANT),
    Line(
        "REV-RES-01",
        "resources-customer",
        "Customer services and digital",
        0.30,
        (-0.010, -0.004, -0.016, -0.006, 0.004, -0.009, -0.026),
        0.0,
        VACANT,
    ),
    Line(
        "REV-RES-02",
        "resources",
        "Finance, legal, people and elections",
        0.38,
        LEVEL,
        0.6,
        VACANT,
    ),
    Line(
        "REV-RES-03",
        "resources",
        "Office buildings",
        0.17,
        (0.004, -0.030, -0.020, 0.012, 0.014, 0.010, 0.011),
        0.1,
        Words(
            (
                "Gas and electricity cost more than planned.",
                "Rent of a floor that we could not yet give up.",
            ),
            ("Offices were mostly empty, and bills were low.",),
            {
                "2025-26 Q1": "Rent of a floor whose lease ended in September and not in March.",
                "2025-26 Q2": "Rent of a floor whose lease ended in September and not in March.",
            },
        ),
    ),
    Line("REV-RES-04", "resources", "Corporate costs and insurance", 0.15, LEVEL, 0.3, VACANT),
)
