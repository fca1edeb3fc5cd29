"""Revenue lines of Adult Social Care, Children and Learning, and Public Health."""

from .money_words import LEVEL, VACANT, Line, Words

__all__ = ["PEOPLE_REVENUE"]

PEOPLE_REVENUE = (
    Line(
        "REV-ASC-01",
        "adults",
        "Older people's care homes and care at home",
        0.45,
        (0.010, 0.012, 0.012, 0.014, 0.022, 0.012, 0.014),
        0.5,
        Words(
            (
                "More people than planned need care at home for longer.",
                "Care homes' prices rose faster than the budget.",
                "People leave hospital with greater needs than we had planned for.",
            ),
            ("Fewer people moved into care homes than planned.",),
            {
                "2025-26 Q2": "Care at home costs more for each person than planned, because "
                "people leave hospital with greater needs, and new contracts began in July and "
                "not in April. The costliest packages are reviewed each week."
            },
        ),
        volatile=True,
    ),
    Line(
        "REV-ASC-02",
        "adults",
        "Long-term care of working-age adults",
        0.36,
        (0.008, 0.010, 0.006, 0.012, 0.018, 0.010, 0.007),
        0.4,
        Words(
            (
                "Four young people moved from children's services with high needs.",
                "Supported living costs more where care is needed at night.",
                "Parents who cared for grown-up children can no longer do so.",
                "Two people need two carers at all hours.",
            ),
            ("Two high-cost packages ended, and the NHS now pays for a third.",),
        ),
        volatile=True,
    ),
    Line(
        "REV-ASC-03",
        "adults-reablement",
        "Reablement and hospital discharge",
        0.07,
        (0.002, -0.010, -0.012, 0.004, -0.004, -0.011, -0.015),
        0.0,
        Words(
            ("Extra shifts over the winter.",),
            ("Care workers are hard to find, and winter money paid for part of the service.",),
        ),
    ),
    Line(
        "REV-ASC-04",
        "adults",
        "Assessment, safeguarding and support teams",
        0.12,
        LEVEL,
        0.1,
        VACANT,
    ),
    Line(
        "REV-CHL-01",
        "children",
        "Homes for children in care",
        0.37,
        (0.030, 0.028, 0.030, 0.024, 0.044, 0.030, 0.028),
        0.7,
        Words(
            (
                "Children stay longer in care than planned.",
                "Too few foster families, so more children live in dearer homes.",
                "Six homes cost more than £7,000 a week each.",
            ),
            ("Two children with the highest needs returned home.",),
            {
                "2025-26 Q2": "Children stay with us longer, and too often the only home to be "
                "found is far away and costly. The director signs each placement. Our own first "
                "home opens in March 2026."
            },
        ),
        volatile=True,
    ),
    Line(
        "REV-CHL-02",
        "children",
        "Transport to school for pupils with special needs",
        0.12,
        (0.020, -0.030, 0.012, 0.028, 0.036, 0.024, 0.007),
        0.1,
        Words(
            (
                "More pupils with plans, and longer journeys to a suitable school.",
                "Fuel and drivers cost more than planned.",
                "Three routes were let again at a higher price when a firm gave them up.",
            ),
            ("Schools were shut to most pupils for part of the year.",),
        ),
        volatile=True,
    ),
    Line(
        "REV-CHL-03",
        "children-social-care",
        "Social work and family support",
        0.31,
        (0.006, 0.004, 0.008, 0.002, 0.004, 0.001, 0.002),
        0.1,
        VACANT,
    ),
    Line("REV-CHL-04", "children", "Schools, early years and skills", 0.20, LEVEL, 0.1, VACANT),
    Line(
        "REV-WEL-01",
        "wellbeing-public-health",
        "Public health services",
        0.47,
        LEVEL,
        0.2,
        Words(
            ("Test and trace work beyond the grant.",),
            ("Contracts paid by the case had fewer cases.",),
        ),
    ),
    Line(
        "REV-WEL-02",
        "wellbeing",
        "Libraries, museums and arts",
        0.31,
        (0.004, 0.016, 0.010, 0.004, 0.003, 0.001, -0.002),
        0.4,
        Words(
            ("Income from tickets and shops was below plan.", "Heating and light cost more."),
            ("Posts stood empty; ticket sales were above plan.",),
        ),
    ),
    Line("REV-WEL-03", "wellbeing", "Leisure and community grants", 0.22, LEVEL, 0.4, VACANT),
)
