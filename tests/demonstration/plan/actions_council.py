"""Actions for the theme Effective services, and those that only the council itself sees."""

from .story import Action

__all__ = ["COUNCIL_ACTIONS"]

COUNCIL_ACTIONS = (
    Action(
        "A34",
        "project",
        "Answer all complaints from one team",
        "resources-customer",
        "Head of Customer Services",
        "2025-08-01",
        "2026-03-31",
        """
        2025-10-31 2025-10-28 Team chosen
        2026-01-12 - Team at work
        2026-03-31 - Services owe facts within three working days
        """,
        """
        2025-26 Q2 on track 25: Seven people from five directorates will form the team. It takes
            over on 12 January 2026.
        """,
        theme="effective",
        resources="Seven posts moved from directorates",
    ),
    Action(
        "A35",
        "project",
        "Decide simple benefit claims in the week they arrive",
        "resources-customer",
        "Head of Customer Services",
        "2024-02-05",
        "2024-12-31",
        """
        2024-06-30 2024-06-21 Evidence taken from national records, not from claimants
        2024-11-30 2024-11-04 Simple claims sorted on the day they come
        """,
        """
        2023-24 Q4 on track 15: Four claims in ten are simple and wait behind the rest.
        2024-25 Q1 on track 45: We no longer ask people for papers that we can look up.
        2024-25 Q2 on track 70: A trial on one team halved the wait.
        2024-12-06 complete 100: Done, early. Claims now take about 18 days on average; it was 21.
        """,
        theme="effective",
        resources="Existing staff",
        why="Complete, early; the reason for the second fall in indicator 1003.",
    ),
    Action(
        "A36",
        "action",
        "Offer physiotherapy and counselling in the first week of absence",
        "resources-people",
        "Head of People",
        "2025-06-02",
        "2026-09-30",
        """
        2025-09-30 2025-09-15 Providers appointed
        2025-11-30 2025-11-10 A physiotherapist at both depots each week
        2026-03-31 - Every manager trained to agree lighter duties
        """,
        """
        2025-26 Q1 on track 5: Strains and stress make up most of the days lost.
        2025-26 Q2 on track 30: Providers are appointed, and sessions start in November.
        """,
        theme="effective",
        resources="£210,000 a year",
    ),
    Action(
        "A37",
        "programme",
        "Share office buildings and give up two leases",
        "resources",
        "Director of Resources",
        "2024-04-01",
        "2025-12-31",
        """
        2024-09-30 2024-09-27 Staff asked how they work
        2025-03-31 2025-09-30 First lease given up
        2025-12-31 >2026-06-30 Second lease given up
        """,
        """
        2024-25 Q1 on track 10: Desks are used for 38% of the week.
        2024-25 Q2 on track 25: Teams have chosen whom they wish to sit with.
        2024-25 Q3 at risk 30: The first landlord will not let us leave before the term ends.
        2024-25 Q4 delayed 35 ~2026-06-30 =2026-06-30: New date agreed by the Corporate
            Management Team. £76,000 of saving slips into the autumn.
        2025-26 Q1 delayed 45 ~2026-06-30: Moves are planned floor by floor.
        2025-26 Q2 delayed 60 ~2026-06-30: The first lease ended on 30 September. Rent is saved
            from October.
        """,
        theme="effective",
        resources="£400,000 once; saves £620,000 a year",
        audience="internal",
    ),
    Action(
        "A38",
        "project",
        "Restructure the Resources directorate",
        "resources",
        "Director of Resources",
        "2025-01-06",
        "2026-06-30",
        """
        2025-06-30 2025-06-19 Staff and unions consulted
        2025-12-31 - Heads of service appointed
        2026-06-30 - New teams in place
        """,
        """
        2024-25 Q4 on track 15: Five services become four. No decision on posts yet.
        2025-26 Q1 on track 35: 214 comments were made, and two teams will stay together after all.
        2025-26 Q2 on track 50: Empty posts are held for staff whose posts go.
        """,
        theme="effective",
        resources="£180,000 for redundancy at most",
        audience="internal",
    ),
    Action(
        "A39",
        "project",
        "Replace the staff intranet",
        "resources-customer",
        "Head of Customer Services",
        "2024-11-04",
        "2026-03-31",
        """
        2025-05-31 2025-05-30 Old pages sorted and most thrown away
        2026-03-31 - New intranet open
        """,
        """
        2024-25 Q3 on track 10: Of 6,200 pages, 4,900 had not been opened in a year.
        2024-25 Q4 on track 25: Sorting goes on team by team.
        2025-26 Q1 on track 45: 870 pages are left.
        2025-26 Q2 on track 55: The new pages are on trial with 120 staff.
        """,
        resources="£75,000",
        why="A gap in the golden thread: part of no theme or mission, tied to no indicator.",
    ),
    Action(
        "A40",
        "programme",
        "Review pay and grading",
        "resources-people",
        "Head of People",
        "2026-01-05",
        "2027-03-31",
        """
        2026-06-30 - Every job described anew
        2027-03-31 - New grades agreed with unions
        """,
        theme="effective",
        resources="Two posts for fifteen months",
        audience="internal",
        why="Not started, and nothing reported yet.",
    ),
    Action(
        "A41",
        "programme",
        "Record each person and address once, and rightly",
        "resources-governance",
        "",
        "2024-07-01",
        "2026-12-31",
        """
        2024-12-31 2025-01-17 Errors counted in five systems
        2025-09-30 >2026-01-31 Adult care and housing records matched
        2026-12-31 - All five systems matched
        """,
        """
        2024-25 Q2 on track 5: One record in twelve has an address that does not exist.
        2024-25 Q3 on track 15: Errors are counted and costed.
        2024-25 Q4 on track 20: The manager who led this left in March.
        2025-26 Q1 at risk 25: Three services share the work until someone is named.
        2025-26 Q2 at risk 30: Matching began late, and nobody yet answers for the whole.
        """,
        theme="effective",
        resources="£150,000 a year",
        why="Without a lead role.",
    ),
)
