"""Capital schemes: what was planned for each year, and what was spent."""

from .money_words import SLOW, Yearly, now, since

__all__ = ["CAPITAL"]

CAPITAL = (
    Yearly(
        "CAP-01",
        "place",
        "capital",
        "Road resurfacing",
        since(
            "2019-20",
            (6.4, 6.3),
            (6.6, 5.2),
            (7.0, 7.2),
            (7.2, 7.0),
            (7.4, 7.3),
            (7.8, 7.8),
            (8.2, 8.3),
        ),
        SLOW,
    ),
    Yearly(
        "CAP-02",
        "growth",
        "capital",
        "Decent council homes",
        since(
            "2019-20",
            (9.0, 8.6),
            (9.2, 6.1),
            (10.8, 10.1),
            (10.0, 9.8),
            (10.4, 10.2),
            (11.0, 11.3),
            (11.6, 11.2),
        ),
        now(SLOW, "Kitchens in 60 homes wait until tenants are ready to have the work done."),
    ),
    Yearly(
        "CAP-03",
        "children",
        "capital",
        "Children's homes",
        since("2023-24", (0.4, 0.1), (1.5, 1.0), (1.6, 1.1)),
        now(SLOW, "The third house waits for its builder; £500,000 moves to 2026-27."),
    ),
    Yearly(
        "CAP-04",
        "children",
        "capital",
        "Places for pupils with special needs",
        since("2023-24", (0.9, 0.6), (3.6, 3.3), (3.4, 4.0)),
        now(SLOW, "All places open a term early, so money of next year is spent in this one."),
    ),
    Yearly(
        "CAP-05",
        "place",
        "capital",
        "Boilers and heating in council buildings",
        since("2023-24", (0.4, 0.3), (1.6, 0.9), (2.9, 2.6)),
        now(SLOW, "Two of the last buildings finish in April 2026."),
    ),
    Yearly(
        "CAP-06",
        "place",
        "capital",
        "Lorries and caddies for food waste",
        since("2025-26", (2.9, 2.2)),
        now(SLOW, "Five lorries come in December, and caddies are paid for in April 2026."),
    ),
    Yearly(
        "CAP-07",
        "growth",
        "capital",
        "Repair of two hostels",
        since("2025-26", (1.3, 1.0)),
        now(SLOW, "Asbestos in the second hostel moves part of the work past March 2026."),
    ),
    Yearly(
        "CAP-08",
        "wellbeing",
        "capital",
        "Museum roof and library doors",
        since("2022-23", (0.8, 0.3), (1.1, 0.9), (0.7, 0.7), (0.23, 0.23)),
        SLOW,
    ),
)
