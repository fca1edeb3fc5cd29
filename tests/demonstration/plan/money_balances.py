"""Treasury, collection, debt and reserves: balances and rates that are planned by the year."""

from .dates import COUNCIL
from .money_words import Words, Yearly, now, per_cent, since

__all__ = ["BALANCES"]

STEADY = (0.25, 0.5, 0.75, 1.0)

BALANCES = (
    Yearly(
        "TRE-01",
        COUNCIL,
        "treasury",
        "Borrowing outstanding",
        since(
            "2019-20",
            (148, 146),
            (156, 149),
            (160, 155),
            (166, 161),
            (172, 168),
            (180, 175),
            (190, 186),
        ),
        now(
            Words(
                ("We borrowed early, while rates were low.",),
                ("Capital works ran late, so we borrowed less.",),
            ),
            "Capital works run late, so we borrow £4 million less this year.",
        ),
        reach=STEADY,
        balance=True,
    ),
    Yearly(
        "TRE-02",
        COUNCIL,
        "treasury",
        "Money lent and in the bank",
        since("2019-20", (42, 44), (40, 63), (45, 58), (44, 49), (40, 41), (38, 37), (36, 35)),
        now(
            Words(
                ("Grants came before they were spent.",), ("We used cash in place of borrowing.",)
            ),
            "We use cash in place of borrowing while rates are high.",
        ),
        reach=STEADY,
        balance=True,
    ),
    Yearly(
        "TRE-03",
        COUNCIL,
        "treasury",
        "Interest paid on borrowing",
        since(
            "2019-20",
            (5.1, 5.0),
            (5.2, 4.9),
            (5.2, 5.1),
            (5.4, 5.5),
            (5.9, 6.1),
            (6.6, 6.6),
            (7.1, 6.9),
        ),
        Words(("Rates rose.",), ("We borrowed later and less than planned.",)),
        reach=STEADY,
    ),
    Yearly(
        "COL-01",
        COUNCIL,
        "collection",
        "Council tax collected in the year",
        per_cent(
            (97.2, 97.1),
            (97.2, 95.8),
            (96.6, 96.5),
            (96.8, 96.7),
            (96.8, 96.6),
            (96.8, 96.7),
            (97.0, 96.8),
        ),
        Words(
            ("Payment plans held better than planned.",),
            ("Households fell behind in the pandemic.",),
        ),
        reach=(0.292, 0.572, 0.853, 1.0),
    ),
    Yearly(
        "COL-02",
        COUNCIL,
        "collection",
        "Business rates collected in the year",
        per_cent(
            (98.4, 98.2),
            (98.4, 92.9),
            (96.0, 96.4),
            (97.6, 97.5),
            (97.8, 97.7),
            (98.0, 98.1),
            (98.0, 97.9),
        ),
        Words(
            ("Grants helped firms to pay what they owed.",), ("Firms shut by law could not pay.",)
        ),
        reach=(0.298, 0.568, 0.838, 1.0),
    ),
    Yearly(
        "DEBT-01",
        "adults",
        "debt",
        "Adult care charges owed",
        since(
            "2019-20",
            (3.2, 3.3),
            (3.2, 3.7),
            (3.6, 3.9),
            (3.8, 4.1),
            (4.0, 4.6),
            (4.4, 5.1),
            (4.8, 5.2),
        ),
        now(
            Words(
                ("Bills go out late, and estates take longer to settle.",),
                ("A new team rings after the first missed bill.",),
            ),
            "Estates take longer to settle. Two officers now ring after the first missed bill.",
        ),
        reach=STEADY,
        balance=True,
    ),
    Yearly(
        "DEBT-02",
        COUNCIL,
        "debt",
        "Other bills unpaid for 90 days or more",
        since(
            "2019-20",
            (1.8, 1.7),
            (1.8, 2.3),
            (2.0, 2.1),
            (2.0, 1.9),
            (1.9, 1.9),
            (1.9, 1.8),
            (1.8, 1.75),
        ),
        Words(
            ("Firms that rent from us asked for more time.",),
            ("Old bills were settled or written off by Cabinet.",),
        ),
        reach=STEADY,
        balance=True,
    ),
    Yearly(
        "DEBT-03",
        "growth",
        "debt",
        "Rent owed by council tenants",
        since(
            "2019-20",
            (0.9, 0.92),
            (0.9, 1.1),
            (1.0, 1.04),
            (1.0, 1.02),
            (1.0, 1.05),
            (1.05, 1.04),
            (1.05, 1.02),
        ),
        Words(
            ("More tenants wait five weeks for a first payment of benefit.",),
            ("Advice at the start of each tenancy keeps arrears down.",),
        ),
        reach=STEADY,
        balance=True,
    ),
    Yearly(
        "RSV-02",
        COUNCIL,
        "reserve",
        "Reserves set aside for a purpose",
        since("2019-20", (31, 32), (29, 44), (36, 40), (33, 34), (29, 28), (25, 24.2), (22, 21.5)),
        now(
            Words(("Grants came before they were spent.",), ("More was drawn than planned.",)),
            "£480,000 is drawn for road repairs after the storms.",
        ),
        reach=STEADY,
        balance=True,
    ),
    Yearly(
        "RSV-03",
        COUNCIL,
        "reserve",
        "Dedicated schools grant (below zero: overspent)",
        since(
            "2019-20",
            (-1.2, -1.6),
            (-2.0, -2.7),
            (-3.2, -4.1),
            (-5.0, -5.9),
            (-7.4, -8.8),
            (-10.6, -12.9),
            (-15.5, -17.6),
        ),
        now(
            Words(
                ("The national grant rose more than planned.",),
                ("More pupils have plans than the national grant pays for.",),
            ),
            "More pupils have plans than the grant pays for. By law this overspending is kept "
            "apart from our other reserves until March 2028.",
        ),
        reach=STEADY,
        balance=True,
    ),
)
